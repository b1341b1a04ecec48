/** Which cells of the sheets to hand in may not be published: small numbers, what would give them away, and rates of them. */
import { isSameSheet, rangesIn, type NamedRange } from '../../formula';
import { isSmall, maskingRule, type MaskingRule } from '../../indicators';
import { DASH } from '../formulaCalls';
import { CONDITIONS_SHEET, GATHERINGS_SHEET, INTAKE_SHEET } from '../sheetNames';
import type { Declaration } from '../figures/formula';
import { declarationsOn, type DeclaredCells } from './declared';
import { addendsOf, ourCall, ourCallsIn, readsElsewhere, shownPart, textOfArgument } from './formula';
import { looksLikePersons } from './personCells';
import type { PictureCell, SheetPicture } from './picture';
import { programmeOf, Quantities, type QuantityFacts } from './quantities';
import { hiddenCounts, type Quantity, type Relation } from './system';

/** What the masking asks of the data. */
export interface MaskingFacts extends QuantityFacts {
  /** Population of the area, for the rule of 最小集計単位; absent: the rule of the largest areas. */
  readonly population?: number;
  /** 厳格: what is left of a printed whole beside a printed part may not be small either (22 of 23). */
  readonly isStrict?: boolean;
  /** What cells of sheets that are no forms declare, by sheet. */
  readonly declared?: ReadonlyMap<string, DeclaredCells>;
}

export interface Secret {
  readonly value: number;
  /** The programme whose persons they are; '' for other numbers. */
  readonly of: string;
}

export interface Masking {
  /** Keys of `cellKey`. */
  readonly hidden: ReadonlySet<string>;
  readonly rule: MaskingRule;
  /** By sheet: numbers of persons that are hidden there, which words on the sheet could tell. */
  readonly secrets: ReadonlyMap<string, readonly Secret[]>;
  /** By cell: the programme that it is about, where that is known. */
  readonly about: ReadonlyMap<string, string>;
  /** By cell with words of a formula: the counts that it rests on, where they are printed. */
  readonly open: ReadonlyMap<string, readonly number[]>;
  /** Cells of formulas that somebody wrote and that cannot be judged. */
  readonly unjudged: readonly { readonly sheet: string; readonly row: number; readonly column: number }[];
}

export const cellKey = (sheet: string, row: number, column: number): string => `${sheet}!${row},${column}`;

/** Sheets of ours that name no person, besides those that are handed in. */
const OPEN_SHEETS = new Set<string>([CONDITIONS_SHEET, INTAKE_SHEET, GATHERINGS_SHEET]);

/** How much more a total is missed than one of its parts. */
const TOTAL_WEIGHT = 10;

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

interface Node {
  readonly key: string;
  readonly sheet: SheetPicture;
  readonly row: number;
  readonly column: number;
  readonly cell: PictureCell;
  readonly refs: readonly string[];
  /** The counts that the answers of our functions in it rest on. */
  readonly names: readonly string[];
  /** Hidden whatever the numbers are. */
  readonly never: boolean;
  /** The count that the cell shows. */
  readonly count: string | null;
  readonly addends: readonly { readonly key: string; readonly times: 1 | -1 }[] | null;
  readonly isPrinted: boolean;
}

type Bare = Omit<Node, 'refs' | 'names' | 'never' | 'count' | 'addends'>;

class Masker {
  private readonly quantities: Quantities;
  private readonly nodes = new Map<string, Node>();
  private readonly sums: Relation[] = [];
  /** By the names that references use. */
  private readonly places = new Map<string, number>();
  private hidden: ReadonlySet<string> = new Set();

  constructor(
    private readonly sheets: readonly SheetPicture[],
    private readonly facts: MaskingFacts,
    private readonly rule: MaskingRule,
    /** Sheets that stay in the workbook and that figures of the others are taken from. */
    private readonly behind: ReadonlySet<SheetPicture>,
  ) {
    this.quantities = new Quantities(facts);
  }

  run(): Omit<Masking, 'rule'> {
    for (const sheet of this.sheets) {
      const declarationAt = declarationsOn(sheet, this.facts.declared?.get(sheet.name));
      for (let row = 0; row < sheet.rows; row += 1)
        for (let column = 0; column < sheet.columns; column += 1) this.learn(sheet, row, column, declarationAt);
    }
    this.learnWritten();
    this.learnSums();
    this.inherit();
    this.quantities.link();
    this.hidden = this.hide();
    return {
      hidden: this.cells(),
      secrets: this.secrets(),
      about: this.about(),
      open: this.open(),
      unjudged: this.unjudged(),
    };
  }

  /** The sheets that a reference on a sheet names, several for one through several sheets; none that are not handed in. */
  private sheetsOf(sheet: SheetPicture, { sheet: first, lastSheet }: NamedRange): readonly SheetPicture[] {
    if (first === null) return [sheet];
    const from = this.placeOf(first);
    const to = lastSheet === null ? from : this.placeOf(lastSheet);
    return from < 0 || to < 0 ? [] : this.sheets.slice(Math.min(from, to), Math.max(from, to) + 1);
  }

  /** Where a sheet of this name stands; -1 for none. */
  private placeOf(wanted: string): number {
    let place = this.places.get(wanted);
    if (place === undefined)
      this.places.set(wanted, (place = this.sheets.findIndex(({ name }) => isSameSheet(name, wanted))));
    return place;
  }

  private valueAt(sheet: SheetPicture, range: NamedRange): unknown {
    return this.sheetsOf(sheet, range)[0]?.at(range.row, range.column).value;
  }

  private learn(
    sheet: SheetPicture,
    row: number,
    column: number,
    declarationAt: ReturnType<typeof declarationsOn>,
  ): void {
    const cell = sheet.at(row, column);
    if (cell.value === null) return;
    const isPrinted =
      !this.behind.has(sheet) &&
      !sheet.withheld.has(`${row},${column}`) &&
      sheet.file.rowDefs?.get(row)?.hidden !== true &&
      sheet.file.columns?.[column]?.hidden !== true;
    const bare = { key: cellKey(sheet.name, row, column), sheet, row, column, cell, isPrinted };
    const declaration = declarationAt(row, column, cell);
    if (declaration === null) this.guess(bare);
    else this.learnDeclared(bare, declaration);
  }

  /** A figure of ours: what it declared when it was written. */
  private learnDeclared(bare: Bare, { asks, shows, sum, isPersons }: Declaration): void {
    const { key, sheet, cell } = bare;
    const { formula, value } = cell;
    const ranges = formula === null ? [] : rangesIn(formula);
    const textAt = (place: number): string | null => {
      const named = ranges[place];
      const found = named === undefined ? undefined : this.valueAt(sheet, named);
      return named === undefined ? null : found === null || found === undefined ? '' : String(found);
    };
    const stated = asks.map(({ name, texts }) =>
      this.quantities.stated(
        name,
        texts.map((text) => (typeof text === 'number' ? textAt(text) : text)),
        value,
      ),
    );
    const declared = isCount(value) && shows !== undefined ? (stated[shows]?.count ?? null) : null;
    // A cell that was calculated of something else than the data say now counts for itself.
    const differs = declared !== null && (this.quantities.values.get(declared) ?? value) !== value;
    const own = isCount(value) && (differs || isPersons === true) ? key : null;
    if (own !== null) this.quantities.own(key, value as number);
    this.nodes.set(key, {
      ...bare,
      refs: ranges.flatMap((range) => this.keysOf(sheet, range)),
      names: stated.flatMap((each) => each?.names ?? []),
      never: stated.includes(null) || (formula !== null && this.cannotBeJudged(formula, ranges)),
      count: own ?? declared,
      addends: sum === undefined || !isCount(value) ? null : this.addendsOf(sheet, ranges, sum),
    });
  }

  private addendsOf(sheet: SheetPicture, ranges: readonly NamedRange[], signs: string): Node['addends'] {
    return ranges.flatMap((range, place) => {
      const times = ({ '+': 1, '-': -1 } as const)[signs[place]!] ?? null;
      return times === null ? [] : this.keysOf(sheet, range).map((key) => ({ key, times }));
    });
  }

  /** A cell that a person wrote or changed: what its formula or what stands around it tells. */
  private guess(bare: Bare): void {
    const { key, sheet, row, column, cell } = bare;
    const { formula, value } = cell;
    const base = { ...bare, refs: [], names: [], never: false, count: null, addends: null };
    if (formula === null) {
      if (!isCount(value) || !looksLikePersons(sheet, row, column)) return;
      this.nodes.set(key, { ...base, count: key });
      return;
    }
    const ranges = rangesIn(formula);
    const refs = ranges.flatMap((range) => this.keysOf(sheet, range));
    const calls = ourCallsIn(formula);
    const stated = calls.map(({ name, parts }) =>
      this.quantities.stated(
        name,
        parts.map((part) => textOfArgument(part, (range) => this.valueAt(sheet, range))),
        value,
      ),
    );
    const shown = shownPart(formula);
    // What only a condition asks and nobody can tell says no more than whether there is a figure.
    const told = ourCallsIn(shown).map(({ name, parts }) => `${name}(${parts.join()})`);
    const isTold = calls.map(({ name, parts }) => told.includes(`${name}(${parts.join()})`));
    const never =
      formula === '' || stated.some((each, at) => each === null && isTold[at]) || this.cannotBeJudged(formula, ranges);
    const names = stated.flatMap((each) => each?.names ?? []);
    const call = ourCall(shown);
    const place =
      call === null
        ? -1
        : calls.findIndex((each) => each.name === call.name && String(each.parts) === String(call.parts));
    const declared = isCount(value) && place >= 0 ? (stated[place]?.count ?? null) : null;
    // A cell that was calculated of something else than the data say now counts for itself.
    const differs = declared !== null && (this.quantities.values.get(declared) ?? value) !== value;
    const count = differs ? null : declared;
    const reads = ranges.some(({ sheet: named }) => named !== null && this.isForeign(named));
    const isOwn = differs || (count === null && reads && looksLikePersons(sheet, row, column));
    const own = isCount(value) && isOwn ? key : null;
    if (own !== null) this.quantities.own(key, value as number);
    this.nodes.set(key, {
      ...base,
      refs,
      names,
      never,
      count: count ?? own,
      addends: count === null && own === null && isCount(value) ? this.addends(sheet, shown) : null,
    });
  }

  private isForeign(name: string): boolean {
    return this.placeOf(name) < 0;
  }

  /** A formula of somebody's own over lists or other data counts what nobody has declared. */
  private cannotBeJudged(formula: string, ranges: readonly NamedRange[]): boolean {
    const isClosed = ({ sheet, lastSheet }: NamedRange): boolean =>
      sheet !== null && (lastSheet !== null ? this.isForeign(sheet) : this.isForeign(sheet) && !OPEN_SHEETS.has(sheet));
    return ranges.some(isClosed) || readsElsewhere(formula);
  }

  private addends(sheet: SheetPicture, formula: string): Node['addends'] {
    const addends = addendsOf(formula);
    if (addends === null || addends.some(({ range }) => this.sheetsOf(sheet, range).length === 0)) return null;
    return addends.flatMap(({ range, times }) => this.keysOf(sheet, range).map((key) => ({ key, times })));
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

  /** Numbers that stand as they are: those of a programme's block are its counts, all others count for themselves. */
  private learnWritten(): void {
    for (const [key, node] of this.nodes) {
      if (node.cell.formula !== null || node.count !== key) continue;
      const value = node.cell.value as number;
      const programme = this.programmeAt(node.sheet, node.row);
      const known = programme === null ? null : this.quantities.outcomeCount(programme, value);
      if (known === null) this.quantities.own(key, value);
      else this.nodes.set(key, { ...node, count: known });
    }
  }

  /** The programme whose block of 事業評価 a row belongs to, by the key of the row. */
  private programmeAt(sheet: SheetPicture, row: number): string | null {
    const { value } = sheet.at(row, 0);
    const [, id] = (typeof value === 'string' ? /^(?:p|summary)\.(\w+)/u.exec(value) : null) ?? [];
    return id === undefined ? null : (this.facts.programmeName?.(id) ?? null);
  }

  /** Which programme the words of a cell are about. */
  private about(): Map<string, string> {
    const about = new Map<string, string>();
    for (const { key, names } of this.nodes.values()) {
      const programme = names.map(programmeOf).find((name) => name !== '');
      if (programme !== undefined) about.set(key, programme);
    }
    for (const sheet of this.sheets)
      for (let row = 0; row < sheet.rows; row += 1) {
        const programme = this.programmeAt(sheet, row);
        if (programme === null) continue;
        for (let column = 0; column < sheet.columns; column += 1)
          about.set(cellKey(sheet.name, row, column), programme);
      }
    return about;
  }

  /** Printed figures that are taken from a sheet which stays behind rest on what stands there. */
  private inherit(): void {
    const known = new Map<string, readonly string[]>();
    const namesOf = (key: string, seen: readonly string[]): readonly string[] => {
      const node = this.nodes.get(key);
      if (node === undefined || !this.behind.has(node.sheet) || seen.includes(key)) return [];
      const found = known.get(key) ?? [
        ...new Set([
          ...(node.count === null ? node.names : [node.count]),
          ...node.refs.flatMap((ref) => namesOf(ref, [...seen, key])),
        ]),
      ];
      known.set(key, found);
      return found;
    };
    for (const [key, node] of this.nodes) {
      if (this.behind.has(node.sheet) || node.count !== null) continue;
      const inherited = node.refs.flatMap((ref) => namesOf(ref, []));
      if (inherited.length > 0) this.nodes.set(key, { ...node, names: [...new Set([...node.names, ...inherited])] });
    }
  }

  /** Sums and differences of counts are counts too; a cell that repeats another shows the same one. */
  private learnSums(): void {
    for (let found = true; found;) {
      found = false;
      for (const [key, node] of this.nodes) {
        if (node.addends === null || node.count !== null) continue;
        const counted = node.addends.filter((part) => this.nodes.has(part.key));
        const names = counted.map((part) => this.nodes.get(part.key)!.count);
        if (counted.length === 0 || names.includes(null)) continue;
        const isRepeat = counted.length === 1 && node.addends.length === 1 && counted[0]!.times === 1;
        if (!isRepeat && new Set(names).size < names.length) continue;
        const count = isRepeat ? names[0]! : key;
        this.nodes.set(key, { ...node, count });
        if (!isRepeat) {
          this.quantities.own(key, node.cell.value as number);
          const terms = counted.map(({ times }, index) => ({ name: names[index]!, times }));
          this.sums.push({ terms: [{ name: key, times: -1 }, ...terms] });
        }
        found = true;
      }
    }
  }

  /** The counts that are hidden: the small ones, and those that would give them away. */
  private hide(): ReadonlySet<string> {
    const { values, relations, rests, wholes } = this.quantities;
    const totals = new Set([...wholes, ...this.sums.map(({ terms: [total] }) => total!.name)]);
    const cells = new Map<string, number>();
    for (const { count, names, isPrinted } of this.nodes.values())
      if (isPrinted)
        for (const name of new Set([...(count === null ? names : [count])]))
          cells.set(name, (cells.get(name) ?? 0) + 1);
    const quantities = new Map<string, Quantity>();
    for (const [name, value] of values) {
      const times = cells.get(name);
      quantities.set(name, {
        value,
        isPrinted: times !== undefined,
        cost: (1 + (times ?? 0)) * (totals.has(name) ? TOTAL_WEIGHT : 1),
      });
    }
    const isTarget = (name: string): boolean => cells.has(name) || (this.facts.isStrict === true && rests.has(name));
    const small = new Set(
      [...values].filter(([name, value]) => isTarget(name) && isSmall(value, this.rule)).map(([name]) => name),
    );
    if (this.rule.hiddenUpTo === Infinity) return small;
    // What does not add up, because a cell is of another time or was typed over, ties nothing together.
    const isTrue = ({ terms }: Relation): boolean =>
      terms.reduce((sum, { name, times }) => sum + times * (values.get(name) ?? NaN), 0) === 0;
    return hiddenCounts({ quantities, relations: [...relations, ...this.sums].filter(isTrue) }, small);
  }

  /** Our dash says that there is no figure; a text without figures tells of hidden ones only what it was made of. */
  private saysNothing({ cell: { value } }: Node): boolean {
    return value === DASH || value === '';
  }

  /** From what is hidden to the cells: figures that rest on it, and formulas that use such cells, but for the totals. */
  private cells(): Set<string> {
    const cells = new Set<string>();
    const { values } = this.quantities;
    const isHidden = (node: Node): boolean => {
      if (node.never) return true;
      if (this.saysNothing(node)) return false;
      if (node.count !== null) return this.hidden.has(node.count);
      return (
        node.names.some((name) => !values.has(name) || this.hidden.has(name)) || node.refs.some((ref) => cells.has(ref))
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

  /** The hidden counts of the sheets, for the words on each of them. */
  private secrets(): Map<string, Secret[]> {
    const secrets = new Map<string, Secret[]>();
    for (const { sheet, count, names } of this.nodes.values()) {
      const known = secrets.get(sheet.name) ?? [];
      for (const name of count === null ? names : [count]) {
        const value = this.quantities.values.get(name);
        if (!this.hidden.has(name) || value === undefined) continue;
        const of = programmeOf(name);
        if (!known.some((secret) => secret.value === value && secret.of === of)) known.push({ value, of });
      }
      secrets.set(sheet.name, known);
    }
    return secrets;
  }

  /** The printed counts that the words of a formula rest on: another count of the same size is no secret there. */
  private open(): Map<string, number[]> {
    const { values } = this.quantities;
    const open = new Map<string, number[]>();
    for (const { key, names } of this.nodes.values()) {
      const known = names.filter((name) => !this.hidden.has(name)).flatMap((name) => values.get(name) ?? []);
      if (known.length > 0) open.set(key, known);
    }
    return open;
  }

  private unjudged(): { sheet: string; row: number; column: number }[] {
    return [...this.nodes.values()]
      .filter(({ never, isPrinted }) => never && isPrinted)
      .map(({ sheet, row, column }) => ({ sheet: sheet.name, row, column }));
  }
}

/**
 * What to hide for publication. Texts that a person wrote are not judged here.
 * @param behind sheets that are not handed in and that figures of the others are taken from, such as 実績の記録
 */
export function maskingOf(
  sheets: readonly SheetPicture[],
  facts: MaskingFacts,
  behind: readonly SheetPicture[] = [],
): Masking {
  const rule = maskingRule(facts.population);
  return { ...new Masker([...sheets, ...behind], facts, rule, new Set(behind)).run(), rule };
}
