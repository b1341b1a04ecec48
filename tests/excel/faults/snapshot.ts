/** A workbook as it stands, kept and put back: every point of the matrix begins with the same one, without writing it anew. */
import type { ICellData } from '@univerjs/core';
import type { Book } from '../../../src/workbench/book/book';
import type { Sheet } from '../../../src/workbench/book/sheet';
import type { EmbeddedWorkbook } from '../../../src/workbench/workbook';

type Rows = Record<number, Record<number, ICellData>>;

/** Puts the workbook back, as often as it is called. */
export type Restore = () => void;

/**
 * From now on nothing is calculated, whatever is asked for: the requests are there and may be refused, figures are not the
 * subject. What a workbook holds is then plain data, which can be put back.
 */
export function withoutCalculation({ book }: EmbeddedWorkbook): void {
  book.calculation.setManual(true);
  book.calculation.calculateNow = () => undefined;
}

const matrixOf = ({ worksheet }: Sheet): Rows => worksheet.getCellMatrix().getMatrix() as Rows;

function replace(rows: object, by: object): void {
  for (const key of Object.keys(rows)) Reflect.deleteProperty(rows, key);
  Object.assign(rows, by);
}

/** What a sheet keeps of its formulas, and what it has found out about them, which is found out anew when null. */
interface InsideSheet {
  readonly keptFormulas: object;
  allFormulas: string | null;
  hasSpill: boolean | null;
}

function keepSheet(sheet: Sheet): Restore {
  const { name } = sheet;
  const inside = sheet as unknown as InsideSheet;
  const { keptFormulas } = inside;
  const [rows, formulas, kept, layout] = structuredClone([
    matrixOf(sheet),
    sheet.formulaIndex,
    keptFormulas,
    { ...sheet.layout },
  ] as const);
  return () => {
    sheet.worksheet.getConfig().name = name;
    // The pieces are written to: each time others are put in.
    replace(matrixOf(sheet), structuredClone(rows));
    replace(sheet.formulaIndex, structuredClone(formulas));
    replace(keptFormulas, structuredClone(kept));
    [inside.allFormulas, inside.hasSpill] = [null, null];
    Object.assign(sheet.layout, structuredClone(layout));
  };
}

/** What the workbook has of its sheets in the engine. */
interface InsideBook {
  readonly univer: { readonly workbook: { removeSheet(id: string): unknown } };
  dropFormulas(id: string): void;
}

/** Takes sheets out of the engine without telling anybody: each point adds some, and the engine would hold them for ever. */
function forgetSheets(book: Book, sheets: readonly Sheet[]): void {
  const inside = book as unknown as InsideBook;
  for (const { id } of sheets) {
    inside.dropFormulas(id);
    inside.univer.workbook.removeSheet(id);
  }
}

/** Keeps sheets, names, tables and settings; sheets stay the same objects with the same ids. */
export function keepWorkbook({ book }: EmbeddedWorkbook): Restore {
  const sheets = [...book.sheets];
  const restores = sheets.map(keepSheet);
  const names = [...book.names].map(([key, name]) => [key, { ...name }] as const);
  const tables = book.tables.map((table) => [table, { ...table, rect: { ...table.rect } }] as const);
  const settings = new Map(book.settings);
  const { activeSheet, selection } = book;
  return () => {
    forgetSheets(
      book,
      book.sheets.filter((sheet) => !sheets.includes(sheet)),
    );
    book.sheets.splice(0, Infinity, ...sheets);
    for (const restore of restores) restore();
    book.names.clear();
    for (const [key, name] of names) book.names.set(key, { ...name });
    book.tables.splice(
      0,
      Infinity,
      ...tables.map(([table, state]) =>
        Object.assign(table, structuredClone({ ...state, sheet: undefined }), { sheet: table.sheet }),
      ),
    );
    book.settings.clear();
    for (const [key, value] of settings) book.settings.set(key, value);
    book.activate(activeSheet);
    book.selection = { ...selection };
  };
}
