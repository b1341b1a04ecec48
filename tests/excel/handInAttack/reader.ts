/**
 * A reader of a hand-in copy who knows how the sheets are made: which figure stands in which cell, and how figures add up. It
 * reads the written copy and the formulas of the workbook, and nothing of how the masking works.
 */
import { readXlsx, type Sheet } from 'hucre';
import { determined, type Equation } from '../../plan/handIn/attack';

const MARK = '―';
const CALL = (name: string): string => `(?:_xldudf_IKKATSU_|IKKATSU\\.)${name}`;
const PURPOSES =
  'LOWNUTRITION|ORAL|POLYPHARMACY|HYPNOTICS|PHYSICALFRAILTY|UNCONTROLLED|DISCONTINUED|COMORBIDFRAILTY|KIDNEY|UNKNOWNSTATUS';
const NAMES: Readonly<Record<string, string>> = {
  低栄養: 'LOWNUTRITION', 口腔: 'ORAL', '服薬（多剤）': 'POLYPHARMACY', '服薬（睡眠薬）': 'HYPNOTICS', 身体的フレイル: 'PHYSICALFRAILTY',
  '重症化予防（コントロール不良者）': 'UNCONTROLLED', '重症化予防（糖尿病等治療中断者）': 'DISCONTINUED',
  '重症化予防（基礎疾患保有＋フレイル）': 'COMORBIDFRAILTY', '重症化予防（腎機能不良未受診者）': 'KIDNEY', 健康状態不明者: 'UNKNOWNSTATUS',
}; // prettier-ignore

/** What a cell is: one count, or a share of two. */
type Meaning = { readonly count: string } | { readonly part: string; readonly whole: string };

interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

export interface Reading {
  /** Hidden counts that can be computed, with their value. */
  readonly computed: readonly string[];
  /** Counts that are masked in one place and printed in another. */
  readonly both: readonly string[];
  /** Cells of ours with numbers, and how many of them are masked. */
  readonly numbers: number;
  readonly masked: number;
  /** The same by sheet: masked of all. */
  readonly bySheet: readonly (readonly [sheet: string, masked: number, numbers: number])[];
  /** How many counts the reader knew the meaning of. */
  readonly known: number;
  readonly hidden: number;
  /** Hidden counts that are small themselves, from 1 to 9; the others are hidden so that these stay unknown. */
  readonly small: number;
  /** Sentences on results whose counts are all printed, and which are gone. */
  readonly lostSentences: readonly string[];
}

const addressOf = (text: string): { row: number; column: number } => {
  const [, letters = '', digits = ''] = /^\$?([A-Z]+)\$?(\d+)$/u.exec(text) ?? [];
  return {
    row: Number(digits) - 1,
    column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1,
  };
};

const HELPERS = new WeakMap<Sheet, ReadonlySet<number>>();

/** Columns that only formulas and charts read: they are not in the copy. */
function helpersOf(file: Sheet): ReadonlySet<number> {
  const known = HELPERS.get(file);
  if (known !== undefined) return known;
  const found = new Set(file.rows.flatMap((cells) => cells.flatMap((cell, at) => (cell === '絞り込み' ? [at] : []))));
  HELPERS.set(file, found);
  return found;
}

/** Where the rows and columns of a sheet stand in its copy: without hidden ones and what is not printed. */
function copied(file: Sheet): (row: number, column: number) => { row: number; column: number } | null {
  const corners = (file.pageSetup?.printArea ?? '').split(':').map(addressOf);
  const [from, to] =
    corners.length === 2
      ? corners
      : [
          { row: 0, column: 0 },
          { row: Infinity, column: Infinity },
        ];
  const helpers = helpersOf(file);
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  for (let row = from!.row; row <= Math.min(to!.row, file.rows.length + 50); row += 1)
    if (file.rowDefs?.get(row)?.hidden !== true) rows.set(row, rows.size);
  for (let column = from!.column; column <= Math.min(to!.column, 200); column += 1)
    if (file.columns?.[column]?.hidden !== true && !helpers.has(column)) columns.set(column, columns.size);
  return (row, column) => {
    const place = { row: rows.get(row), column: columns.get(column) };
    return place.row === undefined || place.column === undefined ? null : { row: place.row, column: place.column };
  };
}

/** The filter in one writing: keys in order, without quotes. */
const plain = (filter: string): string => filter.replaceAll('"', '').split(';').filter(Boolean).sort().join(';');

class Reader {
  private readonly meanings = new Map<string, { place: Place; meaning: Meaning }>();
  private readonly truth = new Map<string, number>();
  private readonly sums: { total: string; parts: readonly { name: string; times: number }[] }[] = [];
  private readonly sentences: { place: Place; programme: string; indicator: string }[] = [];

  constructor(
    private readonly sheets: readonly Sheet[],
    private readonly copy: ReadonlyMap<string, Sheet>,
    private readonly fiscalYear: number,
  ) {}

  private valueOf(sheet: Sheet, row: number, column: number): unknown {
    const cell = sheet.cells?.get(`${row},${column}`);
    return cell?.formula
      ? (cell.formulaResult ?? cell.value ?? sheet.rows[row]?.[column])
      : (cell?.value ?? sheet.rows[row]?.[column]);
  }

  private argument(sheet: Sheet, text: string | undefined): string {
    if (text === undefined || text === '') return '';
    if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
    const { row, column } = addressOf(text);
    return String(this.valueOf(sheet, row, column) ?? '');
  }

  private mean(place: Place, meaning: Meaning, value: unknown): void {
    this.meanings.set(`${place.sheet}!${place.row},${place.column}`, { place, meaning });
    if ('count' in meaning && typeof value === 'number') this.truth.set(meaning.count, value);
  }

  /** What a formula says it is. */
  private meaningOf(sheet: Sheet, formula: string): Meaning | null {
    const text = formula.replaceAll('_xlfn.', '');
    const ARG = '("(?:[^"]|"")*"|\\$?[A-Z]+\\$?\\d+)';
    const whole = (body: string): RegExpExecArray | null =>
      new RegExp(
        `^(?:IFNA\\(|IF\\([^,()]*(?:\\([^()]*\\))?[^,()]*,(?:"[^"]*"|NA\\(\\)),|IF\\(ISNA\\([^,]*\\),NA\\(\\),)*${body}(?:,"－")?\\)*$`,
        'u',
      ).exec(text);
    const purpose = whole(`${CALL(`(${PURPOSES})`)}\\("([^"]+)"(?:,${ARG})?\\)`);
    if (purpose !== null) return this.purpose('', purpose[1]!, purpose[2]!, plain(this.argument(sheet, purpose[3])));
    const insured = whole(`${CALL('INSURED')}\\("([^"]+)"(?:,${ARG})?(?:,,,,(?:0|"－"))?\\)`);
    if (insured !== null) return this.insured('', insured[1]!, plain(this.argument(sheet, insured[2])));
    const year = /INYEAR\((\$?[A-Z]+\$?\d+),"([^"]+)"(?:,"([^"]+)")?\)/u.exec(text);
    if (year !== null && !/TREND|PROPORTION|ISNUMBER|SEARCH/u.test(text)) {
      const asked = this.argument(sheet, year[1]);
      const key = asked === String(this.fiscalYear) ? '' : asked;
      const name = NAMES[year[2]!];
      return name === undefined ? this.insured(key, year[2]!, '') : this.purpose(key, name, year[3] ?? '人数', '');
    }
    const outcome = whole(`${CALL('OUTCOME')}\\("([^"]+)","([^"]+)"(?:,"([^"]+)")?(?:,,${ARG})?\\)`);
    if (outcome !== null)
      return this.outcome(outcome[1]!, outcome[2]!, outcome[3] ?? '値', this.argument(sheet, outcome[4]));
    const answer = whole(`${CALL('QUESTIONNAIRE')}\\((\\d+),"リスク該当割合"\\)`);
    if (answer !== null) return { part: `|質問票${answer[1]!}|該当`, whole: `|質問票${answer[1]!}|回答者` };
    return null;
  }

  /** A share of two cells, or of two calls: the share tells the one where the other is known. */
  private meaningOfShare(sheet: Sheet, formula: string): Meaning | null {
    const text = formula.replaceAll('_xlfn.', '');
    const counted = (side: string): string | null => {
      const cell = /^\$?[A-Z]+\$?\d+$/u.test(side) ? addressOf(side) : null;
      const meaning =
        cell === null
          ? this.meaningOf(sheet, side)
          : this.meanings.get(`${sheet.name}!${cell.row},${cell.column}`)?.meaning;
      return meaning !== undefined && meaning !== null && 'count' in meaning ? meaning.count : null;
    };
    const SIDE = '(\\$?[A-Z]+\\$?\\d+|(?:_xldudf_IKKATSU_|IKKATSU\\.)[A-Z]+\\("[^()]*"\\))';
    const [, above, below] = new RegExp(`^IF\\(.+=0,"－",${SIDE}/${SIDE}\\)$`, 'u').exec(text) ?? [];
    const [part, whole] = [above, below].map((side) => (side === undefined ? null : counted(side)));
    return part && whole ? { part, whole } : null;
  }

  private purpose(year: string, name: string, wanted: string, filter: string): Meaning | null {
    const base = `${year}|${name}|${filter}`;
    const [hits, judged, persons] = [`${base}|該当`, `${base}|判定可能`, `${year}|被保険者数|${filter}`];
    switch (wanted) {
      case '人数': return { count: hits };
      case '分母': return { count: persons };
      case '判定可能': return { count: judged };
      case '判定不能': return { count: `${base}|判定不能` };
      case '割合': return { part: hits, whole: persons };
      case '発生割合': return { part: hits, whole: judged };
      default: return null;
    } // prettier-ignore
  }

  private insured(year: string, name: string, filter: string): Meaning | null {
    if (name === '健診受診率')
      return { part: `${year}|健診受診者数|${filter}`, whole: `${year}|健診対象者数|${filter}` };
    return /数$/u.test(name) ? { count: `${year}|${name}|${filter}` } : null;
  }

  private outcome(programme: string, indicator: string, output: string, whom: string): Meaning | null {
    const own = `${programme}|${indicator}|${whom}`;
    const isSupport = indicator === '支援できた者';
    const [count, total] = [
      isSupport ? `${programme}|支援` : `${own}|人数`,
      isSupport ? `${programme}|対象者` : `${own}|分母`,
    ];
    switch (output) {
      case '人数': return { count };
      case '分母': return { count: total };
      case '対象者': return { count: `${programme}|対象者` };
      case '支援': return { count: `${programme}|支援` };
      case '追跡': return { count: `${own}|追跡` };
      case '追跡できず': return { count: `${own}|追跡できず` };
      case '値': return { part: count, whole: total };
      case '前': return { part: `${own}|前`, whole: total };
      case '後': return { part: count, whole: total };
      default: return null;
    } // prettier-ignore
  }

  learn(): void {
    for (const sheet of this.sheets) {
      let programme = '';
      for (let row = 0; row < sheet.rows.length; row += 1)
        for (let column = 0; column < (sheet.rows[row]?.length ?? 0); column += 1) {
          const place = { sheet: sheet.name, row, column };
          const value = this.valueOf(sheet, row, column);
          const formula = sheet.cells?.get(`${row},${column}`)?.formula;
          if (typeof value === 'string') programme = /^■ (.+)$/u.exec(value)?.[1] ?? programme;
          if (formula) {
            const meaning = this.meaningOf(sheet, formula) ?? this.meaningOfShare(sheet, formula);
            if (meaning !== null) this.mean(place, meaning, value);
            const sentence = /OUTCOME\("([^"]+)","([^"]+)","(?:文|結果の文)"\)/u.exec(formula);
            if (sentence !== null) this.sentences.push({ place, programme: sentence[1]!, indicator: sentence[2]! });
            this.learnSum(sheet, place, formula, value);
          } else if (typeof value === 'number' && programme !== '') {
            const label = String(this.valueOf(sheet, row, column - 1) ?? '');
            if (label === '追跡できなかった人') this.mean(place, { count: `${programme}|失` }, value);
            if (label === '対象のうち支援していない人')
              this.mean(place, { count: `${programme}|支援していない` }, value);
          }
        }
    }
    this.declare();
  }

  /** Sums and differences over cells of the same sheet; a cell that repeats another. */
  private learnSum(sheet: Sheet, place: Place, formula: string, value: unknown): void {
    const text = formula.replaceAll('_xlfn.', '').replace(/\s/gu, '');
    if (
      typeof value !== 'number' ||
      !/^[+-]?(?:SUM\([A-Z$]+\d+(?::[A-Z$]+\d+)?\)|\$?[A-Z]+\$?\d+)(?:[+-](?:SUM\([A-Z$]+[$\d]+:[A-Z$]+[$\d]+\)|\$?[A-Z]+\$?\d+))*$/u.test(
        text.replaceAll('$', ''),
      )
    )
      return;
    const parts: { name: string; times: number }[] = [];
    for (const [, sign, from, to] of text
      .replace(/SUM\(|\)/gu, '')
      .replaceAll('$', '')
      .matchAll(/([+-]?)([A-Z]+\d+)(?::([A-Z]+\d+))?/gu)) {
      const [first, last] = [addressOf(from!), addressOf(to ?? from!)];
      for (let row = first.row; row <= last.row; row += 1)
        for (let column = first.column; column <= last.column; column += 1) {
          if (typeof this.valueOf(sheet, row, column) !== 'number') continue;
          const known = this.meanings.get(`${sheet.name}!${row},${column}`)?.meaning;
          parts.push({
            name: known !== undefined && 'count' in known ? known.count : `cell ${sheet.name}!${row},${column}`,
            times: sign === '-' ? -1 : 1,
          });
        }
    }
    if (parts.some(({ name }) => name.startsWith('cell '))) return;
    const total = `cell ${sheet.name}!${place.row},${place.column}`;
    this.mean(place, { count: parts.length === 1 && parts[0]!.times === 1 ? parts[0]!.name : total }, value);
    if (parts.length > 1) this.sums.push({ total, parts });
  }

  /** How the figures hang together, where the true values agree. */
  private declare(): void {
    const names = [...this.truth.keys()];
    const value = (name: string): number => this.truth.get(name) ?? NaN;
    const sum = (total: string, parts: readonly string[]): void => {
      if (value(total) === parts.reduce((all, part) => all + value(part), 0))
        this.sums.push({ total, parts: parts.map((name) => ({ name, times: 1 })) });
    };
    const kinds = new Map<string, string[]>();
    for (const name of names) {
      const key = name.replace(/圏域=[^;|]*/u, '*');
      if (key !== name && !name.startsWith('cell')) kinds.set(key, [...(kinds.get(key) ?? []), name]);
    }
    for (const [key, parts] of kinds) sum(key.replace('*', ''), parts);
    const ages = names.filter((name) => /年齢=.*性別=/u.test(name));
    if (ages.length > 0) sum('|被保険者数|', ages);
    for (const name of names.filter((each) => each.endsWith('|判定可能'))) {
      const base = name.slice(0, -'|判定可能'.length);
      const [year, , filter] = base.split('|');
      sum(`${year}|被保険者数|${filter}`, [name, `${base}|判定不能`]);
    }
    const programmes = new Set(names.filter((name) => name.endsWith('|対象者')).map((name) => name.slice(0, -4)));
    for (const programme of programmes) {
      const own = names.filter((name) => name.startsWith(`${programme}|`));
      sum(`${programme}|対象者`, [`${programme}|支援`, `${programme}|支援していない`]);
      const followed = own.filter((name) => /追跡$|分母$/u.test(name));
      const lost = own.filter((name) => /追跡できず$|\|失$/u.test(name));
      for (const gone of lost) for (const kept of followed) sum(`${programme}|支援`, [kept, gone]);
      // Groups of one size are the same persons: those who were followed, and whoever a result is of.
      for (const one of followed)
        for (const other of [
          ...followed,
          ...(one.endsWith('分母') ? [`${programme}|支援`, `${programme}|対象者`] : []),
        ])
          if (one < other && value(one) === value(other))
            this.sums.push({ total: one, parts: [{ name: other, times: 1 }] });
    }
  }

  read(): Reading {
    const printed = new Map<string, number>();
    const hidden = new Set<string>();
    const shares: { part: string; whole: string; share: number }[] = [];
    let [numbers, masked] = [0, 0];
    const bySheet = [...this.copy.values()].map(({ name, rows }) => {
      const values = rows.flat().filter((value) => typeof value === 'number' || value === MARK);
      return [name, values.filter((value) => value === MARK).length, values.length] as const;
    });
    for (const [, hiddenCells, all] of bySheet) {
      numbers += all;
      masked += hiddenCells;
    }
    for (const { place, meaning } of this.meanings.values()) {
      const value = this.shown(place);
      if ('count' in meaning) {
        if (typeof value === 'number') printed.set(meaning.count, value);
        else if (value === MARK) hidden.add(meaning.count);
      } else if (typeof value === 'number') shares.push({ ...meaning, share: value });
    }
    for (const { part, whole, share } of shares) {
      if (share < 0 || share > 1) continue;
      const [numerator, denominator] = [printed.get(part), printed.get(whole)];
      if (denominator !== undefined && numerator === undefined) printed.set(part, Math.round(share * denominator));
      else if (numerator !== undefined && denominator === undefined && share > 0)
        printed.set(whole, Math.round(numerator / share));
    }
    const both = [...hidden].filter((name) => printed.has(name));
    const equations = this.sums.map(({ total, parts }): Equation => {
      const terms = [{ name: total, times: -1 }, ...parts];
      return {
        terms: terms.filter(({ name }) => !printed.has(name)),
        equals: -terms.reduce((sum, { name, times }) => sum + times * (printed.get(name) ?? 0), 0),
      };
    });
    const least = new Map([...hidden].map((name) => [name, this.truth.get(name) === 0 ? 0 : 1] as const));
    const found = determined(
      equations.filter(({ terms }) => terms.length > 0),
      least,
    );
    return {
      computed: [...found].filter(([name]) => hidden.has(name)).map(([name, value]) => `${name} = ${value}`),
      both,
      numbers,
      masked,
      bySheet,
      known: printed.size + hidden.size,
      hidden: hidden.size,
      small: [...hidden].filter((name) => this.truth.get(name)! >= 1 && this.truth.get(name)! <= 9).length,
      lostSentences: this.lost(printed, hidden),
    };
  }

  private shown({ sheet, row, column }: Place): unknown {
    const target = this.copy.get(sheet);
    const file = this.sheets.find(({ name }) => name === sheet)!;
    const place = copied(file)(row, column);
    return target === undefined || place === null ? undefined : target.rows[place.row]?.[place.column];
  }

  private lost(printed: ReadonlyMap<string, number>, hidden: ReadonlySet<string>): string[] {
    return this.sentences.flatMap(({ place, programme, indicator }) => {
      const file = this.sheets.find(({ name }) => name === place.sheet)!;
      const full = String(this.valueOf(file, place.row, place.column) ?? '');
      const shown = String(this.shown(place) ?? '');
      const first = full.split('。')[0]!;
      const isSupport = indicator === '支援できた者';
      const counts = isSupport
        ? [`${programme}|支援`, `${programme}|対象者`]
        : [`${programme}|${indicator}||人数`, `${programme}|${indicator}||分母`];
      const before = `${programme}|${indicator}||前`;
      const needed = [...counts, ...(first.includes('支援前') && !first.includes('平均') ? [before] : [])];
      const mayStand = needed.every(
        (name) => printed.has(name) && !hidden.has(name) && !(printed.get(name)! >= 1 && printed.get(name)! <= 9),
      );
      return mayStand && !shown.includes(first) ? [`${place.sheet}!${place.row + 1}: ${first}`] : [];
    });
  }
}

/** What a reader learns of a hand-in copy who has the workbook's formulas at hand. */
export async function readCopy(workbook: Uint8Array, copy: Uint8Array, fiscalYear: number): Promise<Reading> {
  const [book, handed] = await Promise.all([workbook, copy].map((bytes) => readXlsx(bytes, { readStyles: true })));
  const sheets = new Map(handed!.sheets.filter(({ name }) => name !== '出所').map((sheet) => [sheet.name, sheet]));
  const reader = new Reader(
    book!.sheets.filter(({ name }) => sheets.has(name)),
    sheets,
    fiscalYear,
  );
  reader.learn();
  return reader.read();
}
