/**
 * One sum over everything that the figures of a hand-in copy rest on, and over the figures: the data, the conditions and 支援記録
 * as they stand, every formula that the copy depends on with its value, and all values that such a formula reads. It is the same
 * for every program that saves the file, and does not move with what no figure depends on: texts that an analyst writes, formats,
 * pictures, sheets of notes.
 */
import { strFromU8 } from 'fflate';
import { copiedFormula, MAX_COLUMNS, parseRect, rangeOfToken, tokenise, type Rect, type Token } from '../../formula';
import type { Cell } from '../../kdb';
import { CONDITIONS_SHEET, isOurSheet, SUPPORT_SHEET } from '../../plan';
import { looksElsewhere } from '../../plan/handIn/formula';
import { isHandInSheet, isReadBehind } from '../../plan/handIn/sheets';
import { RESTLESS_FUNCTIONS } from '../book/restless';
import { HEAD_ROWS, SourceSheets } from '../sourceSheets';
import { all, down, parse } from './charts/xml';
import { relationsOf, textOfPart, type Files } from './parts';
import { attribute, eachCell, UnreadCells, type StoredCellFormula, type StoredValue } from './sheetCells';
import { settingsOf } from './webExtensions';

/** What is summed, and how; another number makes another sum. */
const FORM = 'IKKATSU calculated 2';

/** Functions whose value changes though no cell does, AGE of today among them, and those that see more than values. */
const UNSTEADY = new Set<string>([...RESTLESS_FUNCTIONS, 'SUBTOTAL', 'AGGREGATE', 'SHEET', 'SHEETS', 'ANCHORARRAY']);
const AGE = /IKKATSU[._]AGE$/iu;
const PREFIX = /^(?:_xlfn\.|_xlws\.)*/iu;

export interface Hash {
  update(content: string): Hash;
  digest(encoding: 'hex'): string;
}

interface Listed {
  readonly name: string;
  readonly isHidden: boolean;
}

interface FormulaCell {
  readonly text: string;
  /** The cells that it fills, where it fills more than its own. */
  readonly spill: Rect | null;
}

/** The formulas of a sheet of which each counts, and everything that they read. */
interface Counted {
  /** Place → the formula as it is summed. */
  readonly formulas: ReadonlyMap<number, string>;
  readonly ranges: readonly NamedRange[];
  readonly names: readonly string[];
}

/** What is kept of a sheet until all formulas are known. */
interface SummedSheet extends Listed {
  /** null: only those that are reached from elsewhere count. */
  readonly counted: Counted | null;
  /** The sum of all of its values, where all of them count. */
  readonly whole: string | null;
  /** Its cells; most lists are read by no formula, and nobody asks for theirs. */
  readonly cells: () => SheetCells;
}

interface SheetCells {
  /** Place → value, of cells that may be read. */
  readonly values: ReadonlyMap<number, StoredValue>;
  /** Places of errors among them. */
  readonly errors: ReadonlySet<number>;
  readonly formulas: ReadonlyMap<number, FormulaCell>;
  /** Place of a cell that a formula elsewhere fills → place of the formula. */
  readonly filledBy: ReadonlyMap<number, number>;
  readonly rows: number;
  readonly columns: number;
}

const placeAt = (row: number, column: number): number => row * MAX_COLUMNS + column;
const known = (name: string): string => name.toLowerCase();

/** A value with its kind and its length: a text 1 is no number 1, and no text reads like two. */
function valueText(value: StoredValue, isError: boolean): string {
  if (value === null) return '';
  if (typeof value === 'string') return `${isError ? 'e' : 's'}${value.length}:${value}`;
  return `${(typeof value)[0]}${String(value)}`;
}

/** A formula that rests on something that is not known here. */
class Unknowable extends Error {
  override readonly name = 'Unknowable';
}

interface NamedRange {
  /** null: the sheet of the formula. */
  readonly sheet: string | null;
  readonly rect: Rect;
}

interface ReadFormula {
  /** The formula as it is whoever wrote it. */
  readonly spelt: string;
  readonly ranges: readonly NamedRange[];
  readonly names: readonly string[];
}

function assertKnowable(token: Token): void {
  const { kind, text } = token;
  if (kind === 'structured' || kind === 'spill' || kind === 'unknown') throw new Unknowable(text);
  if (kind === 'function' || kind === 'name') {
    const name = text.replace(PREFIX, '').toUpperCase();
    if (UNSTEADY.has(name) || AGE.test(name) || looksElsewhere(text)) throw new Unknowable(text);
  }
  if ('sheet' in token && token.sheet !== null && (token.sheet.book !== '' || token.sheet.last !== null))
    throw new Unknowable(text);
}

/** By sheet: the least range that holds all of these. */
function aroundAll(ranges: readonly NamedRange[]): NamedRange[] {
  const around = new Map<string | null, Rect>();
  for (const { sheet, rect } of ranges) {
    const key = sheet === null ? null : known(sheet);
    const { row, column, rows, columns } = around.get(key) ?? rect;
    const [top, left] = [Math.min(row, rect.row), Math.min(column, rect.column)];
    around.set(key, {
      row: top,
      column: left,
      rows: Math.max(row + rows, rect.row + rect.rows) - top,
      columns: Math.max(column + columns, rect.column + rect.columns) - left,
    });
  }
  return [...around].map(([sheet, rect]) => ({ sheet, rect }));
}

function readFormula(formula: string): ReadFormula {
  let spelt = '';
  let joinsCells = false;
  const ranges: NamedRange[] = [];
  const names: string[] = [];
  for (const token of tokenise(formula)) {
    assertKnowable(token);
    if (token.kind === 'reference') {
      const range = rangeOfToken(token);
      if (range !== null) ranges.push({ sheet: range.sheet, rect: range });
      const sheet = token.sheet === null ? '' : `'${known(token.sheet.first)}'!`;
      spelt += `${sheet}${token.text.slice(token.prefix.length).toUpperCase()}`;
    } else if (token.kind === 'function') spelt += token.text.toUpperCase();
    else {
      if (token.kind === 'name' && !/^(?:TRUE|FALSE)$/iu.test(token.text))
        names.push(token.text.slice(token.text.lastIndexOf('!') + 1));
      joinsCells ||= token.kind === 'operator' && token.text === ':';
      spelt += token.text;
    }
  }
  // A range from cell to cell that functions find, such as INDEX(…):INDEX(…), lies among the cells that are named.
  if (joinsCells && names.length > 0) throw new Unknowable(':');
  return { spelt, ranges: joinsCells ? aroundAll(ranges) : ranges, names };
}

/** Whether a formula gives a text whatever it reads, because texts are joined at its outermost level. */
function alwaysGivesText(formula: string): boolean {
  let depth = 0;
  let joins = false;
  for (const { kind, text } of tokenise(formula)) {
    if (kind === 'open' || kind === 'openArray') depth += 1;
    else if (kind === 'close' || kind === 'closeArray') depth -= 1;
    else if (depth === 0 && kind === 'operator') {
      if (/[=<>]/u.test(text)) return false;
      joins ||= text === '&';
    }
  }
  return joins;
}

const rangeKey = (sheet: string | null, { row, column, rows, columns }: Rect): string =>
  `${sheet ?? ''}!${row},${column},${rows},${columns}`;

/** A formula as it is summed: with the size of what it fills. */
const summed = (spelt: string, spill: Rect | null): string =>
  spill === null ? `=${spelt}` : `${spill.rows}x${spill.columns}=${spelt}`;

/** Reads the formulas of a sheet of which each counts. Throws Unknowable. */
function countedIn(name: string, cells: ReadonlyMap<number, FormulaCell>): Counted {
  const isBehind = isReadBehind(name);
  const formulas = new Map<number, string>();
  const ranges = new Map<string, NamedRange>();
  const names = new Set<string>();
  const take = (range: NamedRange): void => void ranges.set(rangeKey(range.sheet, range.rect), range);
  for (const [place, { text, spill }] of cells) {
    // The masking reads numbers of the sheets behind, and a text that no figure shows tells it nothing.
    if (isBehind && alwaysGivesText(text)) continue;
    const read = readFormula(text);
    formulas.set(place, summed(read.spelt, spill));
    read.ranges.forEach(take);
    if (spill !== null) take({ sheet: null, rect: spill });
    for (const each of read.names) names.add(known(each));
  }
  return { formulas, ranges: [...ranges.values()], names: [...names] };
}

/** The formulas of a sheet, shared ones written out for each of their cells (18.3.1.40). */
class Formulas {
  readonly cells = new Map<number, FormulaCell>();
  readonly filledBy = new Map<number, number>();
  private readonly shared = new Map<string, { row: number; column: number; text: string }>();

  add(row: number, column: number, { text: written, attributes }: StoredCellFormula): void {
    const kind = attribute(attributes, 't');
    if (kind === 'dataTable') throw new Unknowable(kind);
    const index = kind === 'shared' ? (attribute(attributes, 'si') ?? '') : null;
    let text = written;
    if (index !== null) {
      const first = this.shared.get(index);
      if (text !== '') this.shared.set(index, { row, column, text });
      else if (first === undefined) throw new Unknowable('shared');
      else text = copiedFormula(first.text, row - first.row, column - first.column);
    }
    const rect = kind === 'array' ? parseRect(attribute(attributes, 'ref') ?? '') : null;
    const spill = rect !== null && rect.rows * rect.columns > 1 ? rect : null;
    const here = placeAt(row, column);
    this.cells.set(here, { text, spill });
    if (spill === null) return;
    for (let at = spill.row; at < spill.row + spill.rows; at += 1)
      for (let beside = spill.column; beside < spill.column + spill.columns; beside += 1)
        if (placeAt(at, beside) !== here) this.filledBy.set(placeAt(at, beside), here);
  }
}

/**
 * The cells of a sheet. Throws UnreadCells, Unknowable.
 * @param told each cell with a value, in place of being kept
 */
function cellsOf(
  xml: string,
  texts: readonly string[],
  told?: (place: number, value: StoredValue, isError: boolean) => void,
): SheetCells {
  const formulas = new Formulas();
  const values = new Map<number, StoredValue>();
  const errors = new Set<number>();
  let [rows, columns] = [0, 0];
  eachCell(xml, texts, (row, column, value, isError, formula) => {
    rows = Math.max(rows, row + 1);
    columns = Math.max(columns, column + 1);
    if (formula !== null) formulas.add(row, column, formula);
    const place = placeAt(row, column);
    if (told !== undefined) return void told(place, value, isError);
    values.set(place, value);
    if (isError) errors.add(place);
  });
  return { values, errors, formulas: formulas.cells, filledBy: formulas.filledBy, rows, columns };
}

/** The sum of a workbook, part by part. Parts of sheets come in any order, all others are there from the start. */
export class CalculatedSum {
  private readonly sheets = new Map<string, SummedSheet>();
  private readonly listed = new Map<string, Listed>();
  private readonly order: readonly string[];
  private readonly names = new Map<string, string[]>();
  private readonly settings: ReadonlyMap<string, unknown>;
  private readonly sources: SourceSheets;
  private readonly head: string;
  private isKnowable = true;

  /** @param files all parts but those of the sheets and of the texts that they refer to */
  constructor(
    files: Files,
    private readonly newHash: () => Hash,
  ) {
    const book = parse(textOfPart(files, 'xl/workbook.xml') ?? '<workbook/>');
    const parts = relationsOf(files, 'xl/workbook.xml');
    for (const { attributes } of all(down(book, 'sheets'), 'sheet'))
      this.listed.set(parts.get(attributes.id ?? '') ?? '', {
        name: attributes.name ?? '',
        isHidden: /hidden/iu.test(attributes.state ?? ''),
      });
    this.order = [...this.listed.values()].map(({ name }) => known(name));
    for (const { attributes, text } of all(down(book, 'definedNames'), 'definedName')) {
      const name = known(attributes.name ?? '');
      this.names.set(name, [...(this.names.get(name) ?? []), text]);
    }
    this.settings = settingsOf(files);
    this.sources = new SourceSheets(this.settings);
    this.head = `${FORM}\n${down(book, 'workbookPr')?.attributes.date1904 ?? ''}\n${this.sources.spelt}`;
  }

  /**
   * Takes a sheet in; parts that are none are passed over.
   * @param texts those that its cells refer to, by number
   */
  add(part: string, content: Uint8Array, texts: readonly string[]): void {
    const listed = this.listed.get(part);
    if (listed === undefined || !this.isKnowable) return;
    try {
      this.sheets.set(known(listed.name), this.sheetOf(listed, strFromU8(content), texts));
    } catch (error) {
      this.giveUp(error);
    }
  }

  /** The sum; null where figures rest on more than is summed here. */
  sum(): string | null {
    if (!this.isKnowable || this.sheets.size < this.listed.size) return null;
    try {
      return new Reach(this.sheets, this.order, this.names).sum(this.newHash().update(this.head));
    } catch (error) {
      this.giveUp(error);
      return null;
    }
  }

  private giveUp(error: unknown): void {
    if (!(error instanceof Unknowable) && !(error instanceof UnreadCells)) throw error;
    this.isKnowable = false;
  }

  private sheetOf(listed: Listed, xml: string, texts: readonly string[]): SummedSheet {
    if (this.isWhole(listed, xml, texts)) {
      let lines = '';
      const cells = cellsOf(
        xml,
        texts,
        (place, value, isError) => (lines += `${place} ${valueText(value, isError)}\n`),
      );
      const counted = countedIn(listed.name, cells.formulas);
      return { ...listed, counted, whole: this.newHash().update(lines).digest('hex'), cells: () => cells };
    }
    if (!isReadBehind(listed.name) && !isHandInSheet(listed.name)) {
      let cells: SheetCells | null = null;
      return { ...listed, counted: null, whole: null, cells: () => (cells ??= cellsOf(xml, texts)) };
    }
    const cells = cellsOf(xml, texts);
    // Now, and not with the sum: whoever makes the sheets is busy with the next one.
    return { ...listed, counted: countedIn(listed.name, cells.formulas), whole: null, cells: () => cells };
  }

  /** Our functions read these sheets, whatever formulas name of them. */
  private isWhole({ name, isHidden }: Listed, xml: string, texts: readonly string[]): boolean {
    if (name === CONDITIONS_SHEET || name === SUPPORT_SHEET) return true;
    if (isOurSheet(name)) return false;
    const head: Cell[][] = [];
    eachCell(xml, texts, (row, column, value) => {
      if (row >= HEAD_ROWS) return false;
      while (head.length <= row) head.push([]);
      const line = head[row]!;
      while (line.length < column) line.push(null);
      line[column] = value;
      return true;
    });
    return this.sources.isSource(name, head, isHidden);
  }
}

/** Which formulas and values the copy depends on, from the sheets to hand in back to what they read. */
class Reach {
  private readonly formulas = new Map<SummedSheet, Map<number, string>>();
  private readonly read = new Map<SummedSheet, Set<number>>();
  private readonly ranges = new Set<string>();
  private readonly namesRead = new Map<string, string>();
  private readonly waiting: { readonly sheet: SummedSheet; readonly place: number }[] = [];

  constructor(
    private readonly sheets: ReadonlyMap<string, SummedSheet>,
    private readonly order: readonly string[],
    private readonly names: ReadonlyMap<string, readonly string[]>,
  ) {}

  sum(hash: Hash): string {
    const sheets = [...this.sheets.values()];
    for (const sheet of sheets)
      if (sheet.counted !== null && sheet.counted.formulas.size > 0)
        this.formulas.set(sheet, new Map(sheet.counted.formulas));
    for (const sheet of sheets) {
      if (sheet.counted === null) continue;
      const { ranges, names } = sheet.counted;
      this.readRanges(ranges, sheet);
      for (const name of names) this.readName(name, sheet);
      // At once: the tokens of a formula that is reached are still at hand.
      for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) this.follow(next);
    }
    for (const name of this.order) {
      const sheet = this.sheets.get(name)!;
      if (sheet.whole !== null) hash.update(`whole ${name} ${sheet.isHidden} ${sheet.whole}\n`);
    }
    for (const name of [...this.sheets.keys()].sort()) hash.update(this.linesOf(this.sheets.get(name)!).join(''));
    for (const name of [...this.namesRead.keys()].sort()) hash.update(`name ${name} ${this.namesRead.get(name)!}\n`);
    return hash.digest('hex');
  }

  private linesOf(sheet: SummedSheet): string[] {
    const [formulas, read] = [this.formulas.get(sheet), this.read.get(sheet)];
    if (formulas === undefined && read === undefined) return [];
    const places = [...new Set([...(formulas?.keys() ?? []), ...(read ?? [])])].sort((a, b) => a - b);
    const { values, errors } = sheet.cells();
    const valueAt = (place: number): string => valueText(values.get(place) ?? null, errors.has(place));
    return [
      `sheet ${known(sheet.name)}\n`,
      ...places.map((place) => `${place} ${valueAt(place)} ${formulas?.get(place) ?? ''}\n`),
    ];
  }

  /** A formula counts. */
  private reach(sheet: SummedSheet, place: number): void {
    let reached = this.formulas.get(sheet);
    if (reached === undefined) this.formulas.set(sheet, (reached = new Map()));
    if (reached.has(place)) return;
    reached.set(place, '');
    this.waiting.push({ sheet, place });
  }

  private follow({ sheet, place }: { readonly sheet: SummedSheet; readonly place: number }): void {
    const { text, spill } = sheet.cells().formulas.get(place)!;
    this.formulas.get(sheet)!.set(place, summed(this.readsOf(text, sheet), spill));
    if (spill !== null) this.readRange(sheet, spill);
  }

  /** Everything that a formula reads counts; the formula as it is spelt. */
  private readsOf(formula: string, on: SummedSheet): string {
    const { spelt, ranges, names } = readFormula(formula);
    this.readRanges(ranges, on);
    for (const name of names) this.readName(known(name), on);
    return spelt;
  }

  private readRanges(ranges: readonly NamedRange[], on: SummedSheet): void {
    for (const { sheet, rect } of ranges) {
      const named = sheet === null ? on : this.sheets.get(known(sheet));
      if (named !== undefined) this.readRange(named, rect);
    }
  }

  private readName(name: string, on: SummedSheet): void {
    if (this.namesRead.has(name)) return;
    const formulas = this.names.get(name);
    if (formulas === undefined) return;
    this.namesRead.set(name, '');
    this.namesRead.set(name, formulas.map((formula) => this.readsOf(formula, on)).join('\n'));
  }

  private readRange(sheet: SummedSheet, rect: Rect): void {
    const { row, column, rows, columns } = rect;
    const key = rangeKey(sheet.name, rect);
    if (this.ranges.has(key)) return;
    this.ranges.add(key);
    let read = this.read.get(sheet);
    if (read === undefined) this.read.set(sheet, (read = new Set()));
    const cells = sheet.cells();
    const [lastRow, lastColumn] = [Math.min(row + rows, cells.rows), Math.min(column + columns, cells.columns)];
    for (let at = row; at < lastRow; at += 1)
      for (let beside = column; beside < lastColumn; beside += 1) {
        const place = placeAt(at, beside);
        const from = cells.filledBy.get(place);
        if (from !== undefined) this.reach(sheet, from);
        if (cells.formulas.has(place)) this.reach(sheet, place);
        else if (cells.values.has(place)) read.add(place);
      }
  }
}
