/** The workbook as plain data that the browser can keep, and back. */
import type { Rect } from '../../book/rect';
import type { Book, DefinedName } from '../../book/book';
import type { Sheet } from '../../book/sheet';
import type { CellStyle } from '../../book/style';
import type { Table } from '../../book/table';

/** The cells of a sheet in parallel lists. `style` counts into `styles` from 1; 0 is the empty style. */
export interface KeptSheet {
  readonly id: string;
  readonly name: string;
  readonly row: number[];
  readonly column: number[];
  readonly value: (string | number | boolean | null)[];
  readonly style: number[];
  readonly formulas: readonly (readonly [number, string])[];
  readonly styles: readonly CellStyle[];
  readonly layout: Record<string, unknown>;
}

interface KeptTable extends Partial<Table> {
  readonly sheetName: string;
  readonly tableName: string;
  readonly area: Rect;
}

export interface KeptBook {
  readonly version: number;
  /** What the workbook was opened with: another start with other files begins anew. */
  readonly origin: string;
  readonly name: string;
  readonly sheets: readonly string[];
  readonly active: string;
  readonly names: readonly DefinedName[];
  readonly tables: readonly KeptTable[];
  readonly settings: readonly (readonly [string, unknown])[];
  /** What other add-ins keep in the file, untouched. */
  readonly others: {
    readonly webExtensions: Book['webExtensions'];
    readonly customXml: readonly (readonly [string, Uint8Array])[];
    /** Absent in what was kept before the protection of the structure was. */
    readonly structure?: { readonly isProtected: boolean; readonly password: Readonly<Record<string, string>> };
  };
}

export const VERSION = 2;

export function keepSheet(sheet: Sheet): KeptSheet {
  const [row, column, value, style]: [number[], number[], KeptSheet['value'], number[]] = [[], [], [], []];
  const formulas: [number, string][] = [];
  const styles: CellStyle[] = [];
  const numbers = new Map<unknown, number>();
  sheet.worksheet.getCellMatrix().forValue((r, c, cell) => {
    if (!cell) return;
    if (cell.s && !numbers.has(cell.s)) numbers.set(cell.s, styles.push(sheet.book.styles.of(cell.s)));
    if (sheet.hasFormula(r, c)) formulas.push([row.length, String(sheet.formula(r, c))]);
    const own = cell.v === undefined || cell.v === null ? null : sheet.value(r, c);
    row.push(r);
    column.push(c);
    value.push(own);
    style.push(numbers.get(cell.s) ?? 0);
  });
  const layout = structuredClone({ ...sheet.layout }) as Record<string, unknown>;
  return { id: sheet.id, name: sheet.name, row, column, value, style, formulas, styles, layout };
}

export function keepBook(book: Book, origin: string): KeptBook {
  return {
    version: VERSION,
    origin,
    name: book.name,
    sheets: book.sheets.map(({ id }) => id),
    active: book.activeSheet.name,
    names: [...book.names.values()].map((name) => ({ ...name })),
    tables: book.tables.map(({ sheet, rect, name, id: _, ...looks }) => ({
      ...looks,
      sheetName: sheet.name,
      tableName: name,
      area: rect,
    })),
    settings: [...book.settings].map(([key, value]) => [key, structuredClone(value)]),
    others: {
      webExtensions: structuredClone(book.webExtensions),
      customXml: [...book.customXml],
      structure: { isProtected: book.structureProtected, password: book.structurePassword },
    },
  };
}

/** Puts what was kept into a workbook that has only the blank sheet of its beginning. */
export function restore(book: Book, kept: KeptBook, sheets: readonly KeptSheet[]): void {
  const release = book.calculation.hold();
  try {
    const blank = [...book.sheets];
    blank.forEach((sheet, index) => book.renameSheet(sheet, `__blank${index}`));
    for (const { name } of sheets) book.addSheet(name);
    for (const sheet of sheets) restoreCells(book.findSheet(sheet.name) as Sheet, sheet);
    for (const { name, formula, comment, visible } of kept.names)
      book.setName(name, formula, comment).visible = visible;
    for (const { sheetName, tableName, area, ...looks } of kept.tables) {
      const table = book.addTable(book.findSheet(sheetName) as Sheet, area, true);
      book.renameTable(table, tableName);
      Object.assign(table, looks);
    }
    for (const [key, value] of kept.settings) book.settings.set(key, value);
    book.webExtensions.own = kept.others.webExtensions.own;
    book.webExtensions.others.push(...kept.others.webExtensions.others);
    for (const [name, bytes] of kept.others.customXml) book.customXml.set(name, bytes);
    book.structureProtected = kept.others.structure?.isProtected === true;
    book.structurePassword = kept.others.structure?.password ?? {};
    book.name = kept.name;
    const active = book.findSheet(kept.active) ?? book.sheets[blank.length];
    if (active) book.activate(active);
    for (const sheet of blank) book.deleteSheet(sheet);
  } finally {
    release();
  }
}

function restoreCells(sheet: Sheet, kept: KeptSheet): void {
  const layout = sheet.layout as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(kept.layout)) {
    const own = layout[key];
    // Maps and sets of a layout are filled, never replaced: others hold on to them.
    if (own instanceof Map) for (const [k, v] of value as Map<unknown, unknown>) own.set(k, v);
    else if (own instanceof Set) for (const v of value as Set<unknown>) own.add(v);
    else if (key === 'page') Object.assign(own as object, value);
    else layout[key] = value;
  }
  const formulas = new Map(kept.formulas);
  const cells = new Map<number, Map<number, number>>();
  let [rows, columns] = [0, 0];
  kept.row.forEach((row, index) => {
    const column = kept.column[index] as number;
    let cellsOfRow = cells.get(row);
    if (!cellsOfRow) cells.set(row, (cellsOfRow = new Map()));
    cellsOfRow.set(column, index);
    rows = Math.max(rows, row + 1);
    columns = Math.max(columns, column + 1);
  });
  if (rows === 0) return;
  sheet.write(
    { row: 0, column: 0, rows, columns },
    (row, column) => {
      const index = cells.get(row)?.get(column);
      if (index === undefined) return undefined;
      const [value, formula] = [kept.value[index] ?? null, formulas.get(index)];
      if (formula !== undefined) return { value, formula };
      return value === null ? undefined : { value };
    },
    'user',
  );
  kept.style.forEach((number, index) => {
    const style = kept.styles[number - 1];
    if (style) sheet.setStyle(kept.row[index] as number, kept.column[index] as number, style);
  });
}
