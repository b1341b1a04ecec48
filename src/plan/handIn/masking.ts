/** Which cells of the sheets to hand in may not be published: small numbers, what would give them away, and rates of them. */
import { isSameSheet, rangesIn, type Call, type NamedRange } from '../../formula';
import { filterItems, filterText, findCriterion, type CriterionCount, type CriterionId } from '../../criteria';
import { AnalystError } from '../../kdb';
import { isSmall, maskingRule, maskTable, type MaskingRule } from '../../indicators';
import { ourCallsIn, summedBy, textOfArgument } from './formula';
import { looksLikePersons } from './personCells';
import type { PictureCell, SheetPicture } from './picture';

/** What the masking asks of the data. */
export interface MaskingFacts {
  /** The counts of a purpose under a 絞り込み; null where they cannot be told. */
  readonly countOf: (id: CriterionId, filter: string) => CriterionCount | null;
  /** Insured persons, and those checked up, under a 絞り込み; null where they cannot be told. */
  readonly insured: (filter: string) => { readonly persons: number; readonly checkedUp: number } | null;
  /** Population of the area, for the rule of 最小集計単位; absent: the rule of the largest areas. */
  readonly population?: number;
}

export interface Masking {
  /** Keys of `cellKey`. */
  readonly hidden: ReadonlySet<string>;
  readonly rule: MaskingRule;
}

export const cellKey = (sheet: string, row: number, column: number): string => `${sheet}!${row},${column}`;

const MEASURES = ['hits', 'judged', 'undetermined', 'denominator'] as const;
type Measure = (typeof MEASURES)[number];

/** The counts that a figure of a purpose stands on. Lists of persons are never handed in. */
const MEASURES_OF: Readonly<Record<string, readonly Measure[]>> = {
  '': ['hits'],
  人数: ['hits'],
  割合: ['hits', 'denominator'],
  分母: ['denominator'],
  判定可能: ['judged'],
  判定不能: ['undetermined'],
  発生割合: ['hits', 'judged'],
  標準化比: ['hits', 'judged'],
  年齢調整割合: ['hits', 'judged'],
  観察数: ['hits', 'judged'],
  期待数: ['judged'],
};
/** Functions that name the purpose in their first argument. */
const OF_NAMED_PURPOSE = new Set(['EXTRACT', 'STANDARDISED']);
/** Functions whose answers are no counts of persons of the data, or only of the cells that they name. */
const NEUTRAL = new Set(
  (
    'KDBFIGURE TREND COMPREHENSIVECAP CRITERIA FISCALYEAR WAREKI SIZECLASS SUBSIDYCAP COSTSHARE PROPORTION RATE DSR ISR COMPARE MCNEMAR PAIRED ' +
    'WILCOXON LIFEEXPECTANCY HEALTHYLIFE PERCAPITA GENERICRATE CARERATE CHECKUPRATE MASK ' +
    'FUNNEL SHRUNKRATE TRENDTEST ADJUSTP'
  ).split(' '),
);
const COUNT_WORDS = /^(人数|分母|前|後|対象者|支援|追跡|追跡できず|判定可能|判定不能|.*(者|人)数)$/u;

/** Something that is shown or hidden as a whole wherever it stands: a figure of the data, or a cell. */
type Variable = string;
interface Relation {
  readonly total: Variable;
  readonly parts: readonly Variable[];
}

interface Node {
  readonly key: string;
  readonly cell: PictureCell;
  readonly refs: readonly string[];
  /** Not empty: what the cell's formula asks of the data. */
  readonly asks: readonly Variable[];
  /** Hidden whatever the numbers are. */
  readonly never: boolean;
  /** The variable whose value the cell shows as a count of persons. */
  readonly count: Variable | null;
  readonly sum: readonly string[] | null;
}

const atom = (id: CriterionId, filter: string, measure: Measure): Variable => `${id}|${filter}|${measure}`;
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** The wholes that an area of one name may be parted by. */
const WHOLES = new Set(['市町村', '保険者番号']);

/** The items of a filter as it is written; none where it is no filter. */
function itemsOf(filter: string): ReturnType<typeof filterItems> {
  try {
    return filterItems(filter, () => false);
  } catch (error) {
    if (error instanceof AnalystError) return [];
    throw error;
  }
}

const isOneValue = (filter: string): boolean => itemsOf(filter).every(({ values }) => values.length === 1);

/** The key by whose values a filter cuts out one part of everybody (圏域=北部, 市町村=甲市;圏域=北部); null for other filters. */
function dividedBy(filter: string): string | null {
  const items = itemsOf(filter);
  const last = items.at(-1);
  if (last === undefined) return null;
  const isPart = items.length === 1 || (last.key === '圏域' && items.length === 2 && WHOLES.has(items[0]!.key));
  return isPart ? last.key : null;
}

/** One writing of a filter, so that 圏域=北部 and 圏域="北部" are the same figure. */
function oneWriting(filter: string): string {
  const items = itemsOf(filter);
  if (items.length === 0 || items.some(({ values }) => values.length !== 1)) return filter;
  return filterText(items.map(({ key, values }) => [key, values[0]!] as const));
}

class Masker {
  private readonly values = new Map<Variable, number>();
  private readonly hidden = new Set<Variable>();
  private readonly nodes = new Map<string, Node>();
  private readonly relations: Relation[] = [];
  /** Values that are no counts, by what they are a share or a mean of. */
  private readonly shares = new Map<string, number>();
  /** Shares before and after, which have numerators of their own. */
  private readonly moments: { readonly base: string; readonly share: number }[] = [];
  /** Filters asked for, by purpose; and whether 判定可能 or 判定不能 is shown anywhere. */
  private readonly asked = new Map<CriterionId, { filters: Set<string>; judged: boolean }>();

  constructor(
    private readonly sheets: readonly SheetPicture[],
    private readonly facts: MaskingFacts,
    private readonly rule: MaskingRule,
  ) {}

  run(): Set<string> {
    for (const sheet of this.sheets) {
      for (let row = 0; row < sheet.rows; row += 1)
        for (let column = 0; column < sheet.columns; column += 1) this.learn(sheet, row, column);
    }
    this.learnBases();
    this.learnSums();
    for (const [id, { filters, judged }] of this.asked) this.tables(id, filters, judged);
    for (const [variable, value] of this.values) if (isSmall(value, this.rule)) this.hidden.add(variable);
    this.complement();
    return this.cells();
  }

  /** The sheets that a reference on a sheet names, several for one through several sheets; none that are not handed in. */
  private sheetsOf(sheet: SheetPicture, { sheet: first, lastSheet }: NamedRange): readonly SheetPicture[] {
    if (first === null) return [sheet];
    const [from, to] = [first, lastSheet ?? first].map((wanted) =>
      this.sheets.findIndex(({ name }) => isSameSheet(name, wanted)),
    ) as [number, number];
    return from < 0 || to < 0 ? [] : this.sheets.slice(Math.min(from, to), Math.max(from, to) + 1);
  }

  private valueAt(sheet: SheetPicture, range: NamedRange): unknown {
    return this.sheetsOf(sheet, range)[0]?.at(range.row, range.column).value;
  }

  private learn(sheet: SheetPicture, row: number, column: number): void {
    const cell = sheet.at(row, column);
    if (cell.value === null) return;
    const key = cellKey(sheet.name, row, column);
    const { formula } = cell;
    if (formula === null) {
      const persons = isCount(cell.value) && looksLikePersons(sheet, row, column);
      if (!persons) return;
      this.values.set(key, cell.value as number);
      this.nodes.set(key, { key, cell, refs: [], asks: [], never: false, count: key, sum: null });
      return;
    }
    const refs = rangesIn(formula).flatMap((range) => this.keysOf(sheet, range));
    const asks: Variable[] = [];
    let never = formula === '';
    const calls = ourCallsIn(formula);
    for (const call of calls) {
      const variables = this.variablesOf(sheet, call, cell.value);
      if (variables === null) never = true;
      else asks.push(...variables);
    }
    const summed = summedBy(formula);
    const only = calls.length === 1 && asks.length === 1 && isCount(cell.value) ? asks[0]! : null;
    const sum = summed === null ? null : summed.flatMap((range) => this.keysOf(sheet, range));
    this.nodes.set(key, { key, cell, refs, asks, never, count: only, sum });
  }

  private keysOf(sheet: SheetPicture, range: NamedRange): string[] {
    const keys: string[] = [];
    for (const named of this.sheetsOf(sheet, range)) {
      for (let row = range.row; row < Math.min(range.row + range.rows, named.rows); row += 1)
        for (let column = range.column; column < Math.min(range.column + range.columns, named.columns); column += 1)
          keys.push(cellKey(named.name, row, column));
    }
    return keys;
  }

  /** What a call asks of the data; null when its answer may not be published or cannot be judged. */
  private variablesOf(sheet: SheetPicture, { name, parts }: Call, value: unknown): Variable[] | null {
    const texts = parts.map((part) => textOfArgument(part, (range) => this.valueAt(sheet, range)));
    if (NEUTRAL.has(name)) return [];
    if (name === 'INSURED') return this.insured(texts, value);
    if (name === 'OUTCOME') return this.outcome(texts, value);
    if (name === 'INYEAR') return this.ofYear(texts, value);
    const isNamed = OF_NAMED_PURPOSE.has(name);
    const criterion = isNamed ? findCriterion(texts[0] ?? '') : findCriterion(name);
    if (criterion === null || criterion === undefined) return null;
    const [wanted, written] = isNamed ? [texts[1] ?? '', texts[2] ?? ''] : [texts[0] ?? '', texts[1] ?? ''];
    const measures = MEASURES_OF[wanted ?? ''];
    if (measures === undefined || texts.includes(null)) return null;
    const filter = oneWriting(written);
    const count = this.count(criterion.id, filter);
    if (count === null) return null;
    const entry = this.asked.get(criterion.id) ?? { filters: new Set<string>(), judged: false };
    entry.filters.add(filter);
    entry.judged ||= /^(判定|発生|標準|年齢|期待|観察)/u.test(wanted);
    this.asked.set(criterion.id, entry);
    return measures.map((measure) => atom(criterion.id, filter, measure));
  }

  private count(id: CriterionId, filter: string): CriterionCount | null {
    const count = this.facts.countOf(id, filter);
    if (count !== null) for (const measure of MEASURES) this.values.set(atom(id, filter, measure), count[measure]);
    return count;
  }

  /** Counts show themselves; behind a share or an amount for each person stand persons that are counted here. */
  private insured(texts: readonly (string | null)[], value: unknown): Variable[] | null {
    const [asked, filter] = [texts[0] ?? null, oneWriting(texts[1] ?? '')];
    if (asked === null || texts[1] === null) return null;
    const wanted = asked === '' ? '被保険者数' : asked;
    // What a figure says of itself is no figure, unless it names a number of persons.
    if (texts[3] === '注意' && typeof value === 'string' && !/[0-9０-９] ?人/u.test(value)) return [];
    if (/数$/u.test(wanted)) {
      const variable = `insured|${wanted}|${filter}`;
      if (isCount(value)) this.values.set(variable, value);
      return [variable];
    }
    const known = this.facts.insured(filter);
    if (known === null || typeof value !== 'number') return null;
    const [persons, numerator] = [`insured|被保険者数|${filter}`, `insured|${wanted}の分子|${filter}`];
    this.values.set(persons, known.persons);
    if (!/[率割合]/u.test(wanted)) return [persons];
    this.values.set(numerator, wanted === '健診受診率' ? known.checkedUp : Math.round(value * known.persons));
    return [persons, numerator];
  }

  /** A rate of outcomes stands on counts; those that no cell shows follow from the rate, see `learnBases`. */
  private outcome(texts: readonly (string | null)[], value: unknown): Variable[] | null {
    const [purpose, indicator, output, , whom] = texts;
    if (texts.includes(null)) return null;
    return this.counted(`outcome|${purpose ?? ''}|${indicator ?? ''}|${whom ?? ''}`, output ?? '', value);
  }

  /** A figure of another year: asked for like those of the purposes, or by its own name. */
  private ofYear(texts: readonly (string | null)[], value: unknown): Variable[] | null {
    const [year, figure, wanted, filter] = texts;
    if (texts.includes(null)) return null;
    const output = wanted ?? '';
    if (output === '注意') return [];
    const isPurpose = findCriterion(figure ?? '') !== null;
    const base = `year|${year ?? ''}|${figure ?? ''}|${oneWriting(filter ?? '')}`;
    if (isPurpose) return this.counted(base, output === '' ? '人数' : output, value);
    return /数$/u.test(figure ?? '') ? this.counted(base, '人数', value) : this.counted(base, output, value);
  }

  private counted(base: string, output: string, value: unknown): Variable[] {
    // A sentence names the shares before and after, whose numerators are judged below; counts in it are looked for as words.
    const isMoment = /^[前後]$/u.test(output);
    if (COUNT_WORDS.test(output) && (isCount(value) || (typeof value !== 'number' && !isMoment))) {
      const variable = `${base}|${output}`;
      if (isCount(value)) this.values.set(variable, value);
      return [variable];
    }
    if (typeof value === 'number' && isMoment) this.moments.push({ base, share: value });
    if (typeof value === 'number' && !/^(下限|上限|p|変化|検定)$/u.test(output)) this.shares.set(base, value);
    return [`${base}|人数`, `${base}|分母`];
  }

  /** Denominators that nobody shows but that a count and its share give away; a mean stands on its number of persons. */
  private learnBases(): void {
    for (const [base, share] of this.shares) {
      const count = this.values.get(`${base}|人数`);
      if (count === undefined || this.values.has(`${base}|分母`)) continue;
      if (share > 0 && share <= 1) this.values.set(`${base}|分母`, Math.round(count / share));
      else if (share !== 0) this.values.set(`${base}|分母`, count);
    }
    // A share before or after of few persons gives them away; with it goes the other share, the change and its limits.
    for (const { base, share } of this.moments) {
      const persons = this.values.get(`${base}|分母`);
      if (persons === undefined || share < 0 || share > 1) continue;
      if (isSmall(Math.round(share * persons), this.rule)) this.hidden.add(`${base}|人数`);
    }
    for (const variable of [...this.values.keys()].filter((each) => each.endsWith('|追跡できず'))) {
      const base = variable.slice(0, -'|追跡できず'.length);
      const parts = [`${base}|追跡`, variable];
      const sum = parts.reduce((total, part) => total + (this.values.get(part) ?? NaN), 0);
      for (const total of [`${base}|支援`, `${base}|対象者`])
        if (this.values.get(total) === sum) this.relations.push({ total, parts });
    }
  }

  /** SUM over counts of persons is a total of them; SUM over anything else is not ours to judge. */
  private learnSums(): void {
    for (let found = true; found;) {
      found = false;
      for (const [key, node] of this.nodes) {
        if (node.sum === null || node.count !== null || !isCount(node.cell.value)) continue;
        const parts = node.sum.filter((part) => this.nodes.has(part));
        const counts = parts.map((part) => this.nodes.get(part)!.count);
        if (parts.length === 0 || counts.some((count) => count === null)) continue;
        this.nodes.set(key, { ...node, count: key });
        this.values.set(key, node.cell.value);
        this.relations.push({ total: key, parts: counts as Variable[] });
        found = true;
      }
    }
  }

  /** The counts of a purpose by the values of one key (圏域, 市町村 …) beside the total, as tables with totals. */
  private tables(id: CriterionId, filters: ReadonlySet<string>, judged: boolean): void {
    if (!filters.has('')) return;
    const groups = new Map<string, string[]>();
    for (const filter of filters) {
      const key = dividedBy(filter);
      if (key !== null) groups.set(key, [...(groups.get(key) ?? []), filter]);
    }
    const all = this.count(id, '')!;
    const restOf = (members: readonly string[], measure: Measure): number =>
      all[measure] - members.reduce((sum, filter) => sum + this.count(id, filter)![measure], 0);
    const overlaps = (members: readonly string[]): boolean => MEASURES.some((measure) => restOf(members, measure) < 0);
    for (const asked of groups.values()) {
      const members = overlaps(asked) ? asked.filter(isOneValue) : asked;
      // Values that overlap (age ranges) make no table.
      if (overlaps(members)) continue;
      const counts = members.map((filter) => this.count(id, filter)!);
      const rest = (measure: Measure): number => restOf(members, measure);
      const named = [...members, ...(rest('denominator') > 0 ? [null] : [])];
      const at = (index: number, measure: Measure): number => counts[index]?.[measure] ?? rest(measure);
      const population = this.facts.population === undefined ? {} : { population: this.facts.population };
      this.hideTable(
        id,
        named,
        ['hits'],
        [''],
        named.map((_, i) => [at(i, 'hits')]),
        { ...population, totals: 'columns' },
      );
      if (judged) {
        const cells = named.map((_, i) => [at(i, 'judged'), at(i, 'undetermined')]);
        this.hideTable(id, named, ['judged', 'undetermined'], ['', ''], cells, { ...population, totals: 'both' });
      }
      for (const measure of rest('denominator') > 0 ? [] : MEASURES) {
        this.relations.push({
          total: atom(id, '', measure),
          parts: members.map((filter) => atom(id, filter, measure)),
        });
      }
    }
    if (!judged) return;
    for (const filter of filters) {
      this.relations.push({
        total: atom(id, filter, 'denominator'),
        parts: [atom(id, filter, 'judged'), atom(id, filter, 'undetermined')],
      });
    }
  }

  private hideTable(
    id: CriterionId,
    members: readonly (string | null)[],
    measures: readonly Measure[],
    totals: readonly string[],
    cells: readonly (readonly number[])[],
    options: Parameters<typeof maskTable>[1],
  ): void {
    const masked = maskTable(cells, options);
    masked.cells.forEach((line, row) =>
      line.forEach((value, column) => {
        const filter = members[row];
        if (value === null && filter !== null && filter !== undefined)
          this.hidden.add(atom(id, filter, measures[column]!));
      }),
    );
    masked.columnTotals?.forEach((value, column) => {
      if (value === null) this.hidden.add(atom(id, totals[column]!, measures[column]!));
    });
    masked.rowTotals?.forEach((value, row) => {
      const filter = members[row];
      if (value === null && filter !== null && filter !== undefined) this.hidden.add(atom(id, filter, 'denominator'));
    });
  }

  /** While a single hidden member of a total could be computed from the others, one more is hidden. */
  private complement(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const { total, parts } of this.relations) {
        const members = [...new Set([...parts, total])];
        if (members.filter((member) => this.hidden.has(member)).length !== 1) continue;
        const open = parts.filter((part) => !this.hidden.has(part) && (this.values.get(part) ?? 0) > 0);
        open.sort((a, b) => this.values.get(a)! - this.values.get(b)!);
        const next = open[0] ?? (this.hidden.has(total) ? undefined : total);
        if (next === undefined) continue;
        this.hidden.add(next);
        changed = true;
      }
    }
  }

  /** From what is hidden to the cells: figures that ask for it, and formulas that use such cells, but for the totals. */
  private cells(): Set<string> {
    const cells = new Set<string>();
    const isHidden = (node: Node): boolean => {
      if (node.never) return true;
      if (node.count !== null) return this.hidden.has(node.count);
      const unknown = node.asks.some((variable) => !this.values.has(variable));
      return (
        unknown || node.asks.some((variable) => this.hidden.has(variable)) || node.refs.some((ref) => cells.has(ref))
      );
    };
    for (let changed = true; changed;) {
      changed = false;
      for (const [key, node] of this.nodes) {
        if (cells.has(key) || !isHidden(node)) continue;
        cells.add(key);
        changed = true;
      }
    }
    return cells;
  }
}

/** What to hide for publication. Texts that a person wrote are not judged here. */
export function maskingOf(sheets: readonly SheetPicture[], facts: MaskingFacts): Masking {
  const rule = maskingRule(facts.population);
  return { hidden: new Masker(sheets, facts, rule).run(), rule };
}
