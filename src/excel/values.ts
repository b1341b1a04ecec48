/**
 * Figures as values, for an Excel without custom functions. The answers come from the functions themselves, called in this
 * page; whatever else stands in the formulas Excel calculates.
 */
import {
  callsIn,
  cellAddress,
  printTokens,
  quoteSheetName,
  rangeOfToken,
  rangesIn,
  boundToSheet,
  tokenise,
  type NamedRange,
  type Token,
} from '../formula';
import type { Cell } from '../kdb';
import { extentOf, TEMPORARY_PREFIX, type SheetSpec } from '../plan';
import { valueMark } from '../plan/valuesOnly';
import { hashOf, keepHashes, readHashes } from './contentHash';
import { readRows } from './readRows';
import { session } from './session';
import { wouldBeConverted } from './writeSheet';

/** A formula on a sheet that was just written; without "=". */
interface FormulaCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  formula: string;
}

/** A call of one of our functions, with its references bound to sheets. */
interface Asked {
  readonly name: string;
  readonly parts: readonly string[];
  /** What it answered. */
  rows: readonly (readonly Cell[])[];
  /** The cells that hold the answer for the formulas around the call. */
  address: string;
}

const PREFIX = 'IKKATSU.';
const SCRATCH = `${TEMPORARY_PREFIX}値`;
const ERROR_VALUE = /^#(N\/A|[A-Z0-9/_]+[!?])$/;
/** Formulas that show an error value; the rest shows #N/A. */
const ERROR_FORMULAS: Readonly<Record<string, string>> = {
  '#DIV/0!': '=1/0',
  '#VALUE!': '=VALUE("x")',
  '#NUM!': '=SQRT(-1)',
};

const keyOf = (sheet: string, row: number, column: number): string => `${sheet}!${row},${column}`;
const isOurCall = (token: Token): boolean => token.kind === 'function' && token.text.toUpperCase().startsWith(PREFIX);
const callsOurs = (formula: string): boolean => tokenise(formula).some(isOurCall);

/** Every formula of the specs that we calculate or that may stand between two of them. */
function formulaCells(specs: readonly SheetSpec[]): FormulaCell[] {
  return specs.flatMap(({ name, blocks }) =>
    blocks.flatMap(({ row, column, cells, formulas }) =>
      formulas !== true
        ? []
        : cells.flatMap((line, down) =>
            line.flatMap((value, across) =>
              typeof value === 'string' && value.startsWith('=')
                ? [{ sheet: name, row: row + down, column: column + across, formula: value.slice(1) }]
                : [],
            ),
          ),
    ),
  );
}

/** The formulas of a spec by "row,column", without "=". */
export function formulasOf(spec: SheetSpec): ReadonlyMap<string, string> {
  return new Map(formulaCells([spec]).map(({ row, column, formula }) => [`${row},${column}`, formula]));
}

/** From the name of a call to its closing bracket, for calls that hold no other call of ours. */
function innermostCalls(tokens: readonly Token[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [from, token] of tokens.entries()) {
    if (!isOurCall(token)) continue;
    let depth = 0;
    for (let at = from + 1; at < tokens.length; at += 1) {
      const { kind } = tokens[at]!;
      if (kind === 'open' || kind === 'openArray') depth += 1;
      if (isOurCall(tokens[at]!)) break;
      if ((kind === 'close' || kind === 'closeArray') && (depth -= 1) === 0) {
        found.push({ from, to: at + 1 });
        break;
      }
    }
  }
  return found;
}

/** The formula with its innermost calls replaced; null leaves a call as it is. */
function replaceCalls(cell: FormulaCell, by: (call: string) => string | null): string {
  const tokens = tokenise(cell.formula);
  let text = '';
  let at = 0;
  for (const { from, to } of innermostCalls(tokens)) {
    const call = printTokens(tokens.slice(from, to));
    text += printTokens(tokens.slice(at, from)) + (by(boundToSheet(call, cell.sheet)) ?? call);
    at = to;
  }
  return text + printTokens(tokens.slice(at));
}

/** The cells that are not calculated yet, and the formulas that depend on them. */
function waiting(
  cells: readonly FormulaCell[],
  open: readonly FormulaCell[],
  extents: ReadonlyMap<string, { readonly rows: number; readonly columns: number }>,
): (range: NamedRange, sheet: string) => boolean {
  const keys = new Set(open.map(({ sheet, row, column }) => keyOf(sheet, row, column)));
  const touches = (range: NamedRange, sheet: string): boolean => {
    const on = range.sheet ?? sheet;
    const extent = extents.get(on);
    if (extent === undefined) return false;
    const rows = Math.min(range.row + range.rows, extent.rows);
    const columns = Math.min(range.column + range.columns, extent.columns);
    for (let row = range.row; row < rows; row += 1)
      for (let column = range.column; column < columns; column += 1) if (keys.has(keyOf(on, row, column))) return true;
    return false;
  };
  const others = cells
    .filter(({ sheet, row, column }) => !keys.has(keyOf(sheet, row, column)))
    .map((cell) => ({ cell, ranges: rangesIn(cell.formula) }));
  for (let grew = true; grew;) {
    grew = false;
    for (const { cell, ranges } of others) {
      const key = keyOf(cell.sheet, cell.row, cell.column);
      if (keys.has(key) || !ranges.some((range) => touches(range, cell.sheet))) continue;
      keys.add(key);
      grew = true;
    }
  }
  return touches;
}

/** What a cell has to be given to show a value: texts stay texts, an empty text is one, errors are errors. */
function entryOf(value: Cell): Cell {
  if (value === null || value === '') return '=""';
  if (typeof value !== 'string') return value;
  if (ERROR_VALUE.test(value)) return ERROR_FORMULAS[value] ?? '=NA()';
  return value.startsWith("'") || wouldBeConverted(value) ? `'${value}` : value;
}

/** A plain argument: omitted, a text, a number, a truth value; undefined for anything that has to be calculated. */
function plainArgument(part: string): Cell | undefined {
  if (part === '') return null;
  const [token, ...others] = tokenise(part);
  if (others.length > 0 || token === undefined) return undefined;
  if (token.kind === 'number') return Number(token.text);
  if (token.kind === 'text') return token.text.slice(1, -1).replaceAll('""', '"');
  return /^(TRUE|FALSE)$/i.test(part) ? part.toUpperCase() === 'TRUE' : undefined;
}

/** The one reference that an argument is; null for anything else. */
function singleRange(part: string): NamedRange | null {
  const [token, ...others] = tokenise(part);
  return others.length === 0 && token?.kind === 'reference' ? rangeOfToken(token) : null;
}

/** The sheet where arguments are calculated and answers stand while the formulas around them are. */
class Scratch {
  private next = 0;

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly sheetNames: ReadonlySet<string>,
  ) {
    context.workbook.worksheets.add(SCRATCH).visibility = 'Hidden';
  }

  private get sheet(): Excel.Worksheet {
    return this.context.workbook.worksheets.getItem(SCRATCH);
  }

  /** The values of arguments as Excel hands them to a function: one value, or rows. */
  async valuesOf(parts: ReadonlySet<string>): Promise<Map<string, unknown>> {
    const values = new Map<string, unknown>();
    const loaded: [string, Excel.Range, boolean][] = [];
    for (const part of parts) {
      const plain = plainArgument(part);
      if (plain !== undefined) {
        values.set(part, plain);
        continue;
      }
      const range = singleRange(part);
      if (range?.sheet && range.lastSheet === null && this.sheetNames.has(range.sheet)) {
        const { row, column, rows, columns } = range;
        const sheet = this.context.workbook.worksheets.getItem(range.sheet);
        loaded.push([part, sheet.getRangeByIndexes(row, column, rows, columns).load('values'), rows * columns > 1]);
        continue;
      }
      const cell = this.sheet.getRangeByIndexes(this.next, 0, 1, 1);
      this.next += 1;
      cell.formulas = [[`=${part}`]];
      loaded.push([part, cell.load('values'), false]);
    }
    await this.context.sync();
    for (const [part, range, isMatrix] of loaded) {
      const rows = range.values as Cell[][];
      values.set(part, isMatrix ? rows : rows[0]![0]);
    }
    return values;
  }

  /** Puts answers where formulas can name them, single ones in a column together. */
  place(answers: readonly Asked[]): void {
    const singles = answers.filter(({ rows }) => rows.length === 1 && rows[0]!.length === 1);
    const put = (rows: readonly (readonly Cell[])[]): string => {
      const columns = rows[0]!.length;
      this.sheet.getRangeByIndexes(this.next, 1, rows.length, columns).formulas = rows.map((line) => line.map(entryOf));
      const corner = cellAddress(this.next, 1, true);
      const end = cellAddress(this.next + rows.length - 1, columns, true);
      this.next += rows.length;
      return `${quoteSheetName(SCRATCH)}!${corner === end ? corner : `${corner}:${end}`}`;
    };
    if (singles.length > 0) {
      const first = this.next;
      put(singles.map(({ rows }) => [rows[0]![0]!]));
      for (const [index, asked] of singles.entries())
        asked.address = `${quoteSheetName(SCRATCH)}!${cellAddress(first + index, 1, true)}`;
    }
    for (const asked of answers) if (asked.address === '') asked.address = put(asked.rows);
  }
}

/** What a function answers to these values, as a rectangle; an error as its error value. */
async function answer(name: string, values: readonly unknown[]): Promise<Cell[][]> {
  // Excel does not call a function with an error among its arguments.
  if (values.flat(2).some((value) => typeof value === 'string' && ERROR_VALUE.test(value))) return [['#VALUE!']];
  const action = session().functions.get(name);
  if (action === undefined) return [['#NAME?']];
  try {
    const given = await action(...values);
    return Array.isArray(given) ? (given as Cell[][]) : [[given as Cell]];
  } catch (error) {
    const { code } = error as { code?: unknown };
    return [[typeof code === 'string' && ERROR_VALUE.test(code) ? code : '#N/A']];
  }
}

/** Writes values over cells, neighbours of a row together; queues. */
function overwrite(
  context: Excel.RequestContext,
  cells: readonly (Pick<FormulaCell, 'sheet' | 'row' | 'column'> & { readonly value: Cell })[],
): void {
  let run: Cell[] = [];
  for (const [index, { sheet, row, column, value }] of cells.entries()) {
    run.push(typeof value === 'string' && value !== '' && !ERROR_VALUE.test(value) ? entryOf(value) : (value ?? ''));
    const next = cells[index + 1];
    if (next !== undefined && next.sheet === sheet && next.row === row && next.column === column + 1) continue;
    const range = context.workbook.worksheets.getItem(sheet);
    range.getRangeByIndexes(row, column - run.length + 1, 1, run.length).values = [run];
    run = [];
  }
}

/**
 * Puts values in place of the formulas of these sheets that call our functions, and remembers beside each form what was
 * written. Resolves when the sheets hold them; the temporary sheet that it uses is left to `removeTemporary`.
 */
export async function writeValues(context: Excel.RequestContext, specs: readonly SheetSpec[]): Promise<void> {
  const cells = formulaCells(specs);
  let open = cells.filter(({ formula }) => callsOurs(formula));
  if (open.length === 0) return;
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const scratch = new Scratch(context, new Set(worksheets.items.map(({ name }) => name)));
  const extents = new Map(specs.map((spec) => [spec.name, extentOf(spec)]));
  const written: (Pick<FormulaCell, 'sheet' | 'row' | 'column'> & { readonly value: Cell })[] = [];
  while (open.length > 0) {
    const waits = waiting(cells, open, extents);
    const asked = new Map<string, Asked>();
    for (const cell of open) {
      replaceCalls(cell, (call) => {
        const [found] = callsIn(call, (name) => name).calls;
        const { name, parts } = found!;
        if (!asked.has(call) && !rangesIn(call).some((range) => waits(range, cell.sheet)))
          asked.set(call, { name: name.slice(PREFIX.length).toUpperCase(), parts, rows: [], address: '' });
        return null;
      });
    }
    if (asked.size === 0) throw new Error(`figures that wait for each other: ${open[0]!.sheet}`);
    const values = await scratch.valuesOf(new Set([...asked.values()].flatMap(({ parts }) => parts)));
    for (const call of asked.values()) {
      call.rows = await answer(
        call.name,
        call.parts.map((part) => values.get(part)),
      );
    }
    scratch.place([...asked.values()]);
    for (const cell of open) cell.formula = replaceCalls(cell, (call) => asked.get(call)?.address ?? null);
    const ready = open.filter(({ formula }) => !callsOurs(formula));
    const ranges = ready.map(({ sheet, row, column, formula }) => {
      const range = worksheets.getItem(sheet).getRangeByIndexes(row, column, 1, 1);
      range.formulas = [[`=${formula}`]];
      return range;
    });
    context.workbook.application.calculate('Full');
    await context.sync();
    for (const range of ranges) range.load('values');
    await context.sync();
    const found = ready.map(({ sheet, row, column }, index) => ({
      sheet,
      row,
      column,
      value: (ranges[index]!.values as Cell[][])[0]![0]!,
    }));
    overwrite(context, found);
    written.push(...found);
    open = open.filter(({ formula }) => callsOurs(formula));
    await context.sync();
  }
  await remember(context, specs, written);
}

/** The marks of the forms and the hashes of the sheets as they are with values. */
async function remember(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  written: readonly (Pick<FormulaCell, 'sheet' | 'row' | 'column'> & { readonly value: Cell })[],
): Promise<void> {
  const hashes: Record<string, string> = { ...(await readHashes(context)) };
  for (const spec of specs) {
    const own = written.filter(({ sheet }) => sheet === spec.name);
    if (own.length === 0) continue;
    const sheet = context.workbook.worksheets.getItem(spec.name);
    for (const { row, text } of valueMark(spec, own)) sheet.getRangeByIndexes(row, 0, 1, 1).values = [[text]];
    await context.sync();
    hashes[spec.name] = hashOf(await readRows(sheet, extentOf(spec), { name: spec.name, what: 'formulas' }));
  }
  keepHashes(context, hashes);
  await context.sync();
}
