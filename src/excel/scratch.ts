/** The sheet where arguments are calculated and answers stand, while formulas without our functions are made of them. */
import { cellAddress, quoteSheetName, rangeOfToken, tokenise, type NamedRange } from '../formula';
import type { Cell } from '../kdb';
import { addAside, temporaryName } from './temporarySheets';
import { wouldBeConverted } from '../plan/convertedTexts';

/** A call of one of our functions, with its references bound to sheets. */
export interface Asked {
  readonly name: string;
  readonly parts: readonly string[];
  /** What it answered. */
  rows: readonly (readonly Cell[])[];
  /** The cells that hold the answer for the formulas around the call. */
  address: string;
}

const SCRATCH = temporaryName('値');
/** An error value as a cell shows it. */
export const ERROR_VALUE = /^#(N\/A|[A-Z0-9/_]+[!?])$/;
/** Formulas that show an error value; the rest shows #N/A. */
const ERROR_FORMULAS: Readonly<Record<string, string>> = {
  '#DIV/0!': '=1/0',
  '#VALUE!': '=VALUE("x")',
  '#NUM!': '=SQRT(-1)',
};

/** What a cell has to be given to show a value: texts stay texts, an empty text is one, errors are errors. */
export function entryOf(value: Cell): Cell {
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
export class Scratch {
  private next = 0;

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly sheetNames: ReadonlySet<string>,
  ) {
    addAside(context, SCRATCH);
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
