/** Reads an xlsx file into the workbook: values, formulas, formats, tables, charts, names, print settings. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Cell, CellStyle as FileStyle, CellValue, Sheet as FileSheet, Workbook as FileBook } from 'hucre';
import { copiedFormula, parseRect, rectAddress, splitSheet } from '../../formula';
import type { PageLayout } from '../book/layout';
import type { Book } from '../book/book';
import type { CellContent } from '../book/entry';
import type { Sheet, StoredFormula } from '../book/sheet';
import type { CellStyle } from '../book/style';
import { readPasswords } from './passwords';
import { protectionOptionsOf } from './protection';
import { readCharts } from './charts/parts';
import { fromFileFormula } from './functionNames';
import { fromFileStyle, withPassedQuotes } from './styles';
import { fromFileValidation } from './validation';
import { readOpenColumns } from './openColumns';
import { withNamedParts } from './partNames';
import { readCustomXml } from './customXml';
import { readWebExtensions, SHEET_PROPERTIES } from './webExtensions';

/** Where files before kept the settings: one document property, longer than those may be. */
const OLD_SETTINGS_PROPERTY = 'workbench.settings';
/** The parts that the library does not read for us. */
const READ_HERE =
  /^(customXml\/|docProps\/custom\.xml$|xl\/(workbook\.xml|styles\.xml|_rels\/|worksheets\/_rels\/|drawings\/|charts\/|webextensions\/))/;

export interface ReadXlsxOptions {
  /** Sheets to take; all without. */
  readonly sheetNames?: readonly string[];
  readonly position: number;
  /** The file becomes the workbook, with what add-ins keep in it; without, its sheets are inserted into another one. */
  readonly opens?: boolean;
  /** Told the addresses of stray cells that were left out. */
  readonly onLeftOut?: (cells: readonly string[]) => void;
  /** Told when formulas of other functions than ours have no value yet: they are calculated after the file was opened. */
  readonly onUncalculated?: () => void;
}

/** What the library says of a sheet whose cells lie too far apart to be held. */
const TOO_SPREAD = /over the \d+ limit/;

async function fileOf(bytes: Uint8Array, { onLeftOut }: ReadXlsxOptions): Promise<FileBook> {
  const { readXlsx } = await import('hucre');
  try {
    return await readXlsx(bytes, { readStyles: true });
  } catch (error) {
    if (!(error instanceof Error) || !TOO_SPREAD.test(error.message)) throw error;
    const { withoutStrayCells } = await import('./strayCells');
    const { bytes: compact, left } = withoutStrayCells(bytes);
    if (left.length === 0) throw error;
    onLeftOut?.(left);
    return readXlsx(compact, { readStyles: true });
  }
}

const PAPER: Record<string, string> = {
  a3: 'A3',
  a4: 'A4',
  a5: 'A5',
  b4: 'B4',
  b5: 'B5',
  letter: 'Letter',
  legal: 'Legal',
};

/** Adds the sheets of the file. A name that exists gets a number; what refers to the sheet inside of the file follows. */
export async function readXlsxInto(book: Book, given: Uint8Array, options: ReadXlsxOptions): Promise<Sheet[]> {
  const bytes = withNamedParts(given);
  const files = unzipSync(bytes, { filter: ({ name }) => READ_HERE.test(name) });
  const file = await fileOf(passingQuotes(bytes, files), options);
  if (file.sheets.length === 0) throw new Error('a workbook without sheets');
  const wanted = file.sheets.filter(({ name }) => !options.sheetNames || options.sheetNames.includes(name));
  const release = book.calculation.hold();
  try {
    const sheets = wanted.map((sheet, index) => {
      const name = freeName(book, sheet.name);
      return { from: sheet, to: book.addSheet(name, Math.min(options.position + index, book.sheets.length)) };
    });
    const styleOf = sharedStyles();
    for (const { from, to } of sheets) fillSheet(book, from, to, styleOf);
    if (wanted.some(hasUncalculated)) options.onUncalculated?.();
    readCharts(
      files,
      sheets.map(({ from, to }) => ({ name: from.name, to })),
    );
    readOpenColumns(bytes, files, sheets);
    for (const { name, range, comment } of file.namedRanges ?? []) {
      const { sheet } = splitSheet(range);
      if (name.startsWith('_xlnm.') || book.findName(name)) continue;
      if (sheet === null || sheets.some(({ from }) => from.name === sheet)) addName(book, name, range, comment);
    }
    if (options.opens) {
      book.structureProtected = file.workbookProtection?.lockStructure === true;
      readPasswords(book, bytes, files, sheets);
      readCustomXml(book, files);
      if (files['docProps/custom.xml'] !== undefined) {
        const { markIn } = await import('./calculatedMark');
        book.calculatedMark ??= markIn(files);
      }
      restoreSettings(
        book,
        file,
        readWebExtensions(book, files),
        sheets.map(({ to }) => to),
      );
    }
    const active = sheets[file.activeSheet ?? 0];
    if (active && options.position === 0) book.activate(active.to);
    return sheets.map(({ to }) => to);
  } finally {
    release();
  }
}

/** The bytes with the marks of quoted texts where the library sees them; the same bytes where there are none. */
function passingQuotes(bytes: Uint8Array, files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const part = 'xl/styles.xml';
  const xml = files[part] === undefined ? '' : strFromU8(files[part]);
  if (!xml.includes('quotePrefix=')) return bytes;
  return zipSync({ ...unzipSync(bytes), [part]: strToU8(withPassedQuotes(xml)) }, { level: 0 });
}

function addName(book: Book, name: string, range: string, comment: string | undefined): void {
  try {
    book.setName(name, fromFileFormula(range, book.functions.namespaces), comment ?? '');
  } catch {
    // A name that no cell could use is not worth the file.
  }
}

function freeName(book: Book, name: string): string {
  let free = name;
  for (let number = 2; book.findSheet(free); number += 1) {
    const suffix = ` (${number})`;
    free = name.slice(0, 31 - suffix.length) + suffix;
  }
  return free;
}

/** The formats of a file, each made once: cells of one format share the parts of it, not the whole. */
function sharedStyles(): (file: FileStyle) => CellStyle {
  const numbers = new Map<unknown, number>();
  const numberOf = (part: unknown): number => {
    const known = numbers.get(part) ?? numbers.size;
    numbers.set(part, known);
    return known;
  };
  const styles = new Map<string, CellStyle>();
  return (file) => {
    const { numFmt, font, fill, border, alignment, protection } = file;
    const key = [numFmt, font, fill, border, alignment, protection].map(numberOf).join();
    let style = styles.get(key);
    if (style === undefined) styles.set(key, (style = fromFileStyle(file)));
    return style;
  };
}

/** A formula without the value that it had when the file was saved. Ours are always calculated anew. */
function hasUncalculated({ cells = new Map<string, Cell>() }: FileSheet): boolean {
  for (const { formula, formulaResult, value } of cells.values()) {
    if (formula === undefined || /IKKATSU[._]/i.test(formula)) continue;
    if ((formulaResult ?? value ?? null) === null) return true;
  }
  return false;
}

function fillSheet(book: Book, from: FileSheet, to: Sheet, styleOf: (file: FileStyle) => CellStyle): void {
  const cells = from.cells ?? new Map<string, Cell>();
  const { rows, columns } = extentOf(from, cells);
  fillLayout(from, to);
  if (rows > 0 && columns > 0) {
    const stored = storedFormulas(cells, book.functions.namespaces);
    const inSpill = spilledCells(stored.values());
    for (const [key, cell] of cells) {
      if (!cell.style) continue;
      const style = styleOf(cell.style);
      if (!hasEntries(style)) continue;
      const [row, column] = placeOf(key);
      to.setStyle(row, column, style);
    }
    const valueAt = (row: number, column: number): ReturnType<typeof plainValue> => {
      const cell = cells.get(`${row},${column}`);
      return plainValue(
        cell?.formula === undefined
          ? (cell?.value ?? from.rows[row]?.[column] ?? null)
          : (cell.formulaResult ?? cell.value),
      );
    };
    const contentAt = (row: number, column: number): CellContent | undefined => {
      const key = `${row},${column}`;
      if (inSpill.has(key)) return undefined;
      const value = valueAt(row, column);
      const formula = stored.get(key)?.formula;
      if (formula !== undefined) return { value, formula };
      return value === null ? undefined : { value };
    };
    to.load(
      { row: 0, column: 0, rows, columns },
      contentAt,
      [...stored].map(([key, formula]) => [...placeOf(key), formula] as const),
    );
    for (const { rect } of stored.values())
      if (rect.rows * rect.columns > 1) book.loadSpill(to, rect, (i, j) => valueAt(rect.row + i, rect.column + j));
  }
  for (const [key, cell] of cells) {
    if (!cell.hyperlink) continue;
    const [row, column] = placeOf(key);
    const { target, location, tooltip } = cell.hyperlink;
    to.layout.hyperlinks.set(rectAddress({ row, column, rows: 1, columns: 1 }), {
      ...(target ? { address: target } : {}),
      ...(location ? { documentReference: location } : {}),
      ...(tooltip ? { screenTip: tooltip } : {}),
    });
  }
  for (const definition of from.tables ?? []) {
    const rect = parseRect(definition.range ?? '');
    if (!rect) continue;
    const table = book.addTable(to, rect, true);
    table.style = definition.style ?? '';
    table.showBandedRows = definition.showRowStripes ?? true;
    table.showFilterButton = definition.showAutoFilter ?? true;
    const name = definition.displayName ?? definition.name;
    if (!book.findTable(name)) book.renameTable(table, name);
  }
}

function hasEntries(record: object): boolean {
  for (const _ in record) return true;
  return false;
}

/** How far a sheet is filled or formatted, counted from A1. */
function extentOf({ rows: lines }: FileSheet, cells: ReadonlyMap<string, Cell>): { rows: number; columns: number } {
  let rows = lines.length;
  let columns = 0;
  for (const line of lines) columns = Math.max(columns, line.length);
  for (const key of cells.keys()) {
    const [row, column] = placeOf(key);
    rows = Math.max(rows, row + 1);
    columns = Math.max(columns, column + 1);
  }
  return { rows, columns };
}

const placeOf = (key: string): [row: number, column: number] => {
  const comma = key.indexOf(',');
  return [Number(key.slice(0, comma)), Number(key.slice(comma + 1))];
};

/** The formulas of a sheet by cell, shared ones written out for each of their cells. */
function storedFormulas(cells: ReadonlyMap<string, Cell>, namespaces: readonly string[]): Map<string, StoredFormula> {
  const shared = new Map<number, { row: number; column: number; text: string }>();
  for (const [key, { formula, formulaType, formulaSharedIndex: index }] of cells)
    if (formula && formulaType === 'shared' && index !== undefined) {
      const [row, column] = placeOf(key);
      shared.set(index, { row, column, text: formula });
    }
  const stored = new Map<string, StoredFormula>();
  for (const [key, cell] of cells) {
    if (cell.formula === undefined) continue;
    const [row, column] = placeOf(key);
    let text: string | undefined = cell.formula;
    if (text === '' && cell.formulaSharedIndex !== undefined) {
      const first = shared.get(cell.formulaSharedIndex);
      if (first !== undefined) text = copiedFormula(first.text, row - first.row, column - first.column);
    }
    if (text === undefined || text === '') continue;
    const here = { row, column, rows: 1, columns: 1 };
    stored.set(key, {
      formula: fromFileFormula(text, namespaces),
      text,
      kind: cell.formulaDynamic ? 'dynamic' : cell.formulaType === 'array' ? 'array' : 'single',
      rect: (cell.formulaType === 'array' ? parseRect(cell.formulaRef ?? '') : null) ?? here,
    });
  }
  return stored;
}

/** Cells that hold only what a formula gave them. */
function spilledCells(formulas: Iterable<StoredFormula>): Set<string> {
  const keys = new Set<string>();
  for (const { rect } of formulas)
    for (let row = rect.row; row < rect.row + rect.rows; row += 1)
      for (let column = rect.column; column < rect.column + rect.columns; column += 1)
        if (row !== rect.row || column !== rect.column) keys.add(`${row},${column}`);
  return keys;
}

/** Dates of the library become serial numbers again; their format shows them as dates. */
function plainValue(value: CellValue | undefined): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (!(value instanceof Date)) return value;
  const serial = value.getTime() / 86400000 + 25569;
  return Math.round((serial < 61 ? serial - 1 : serial) * 1e8) / 1e8;
}

function fillLayout(from: FileSheet, to: Sheet): void {
  const { layout } = to;
  for (const [column, definition] of (from.columns ?? []).entries()) {
    if (definition.width !== undefined)
      layout.columnWidths.set(column, Math.round((definition.width * 8 + 5) * 7500) / 10_000);
    if (definition.hidden) layout.hiddenColumns.add(column);
    if (definition.style) layout.columnStyles.set(column, fromFileStyle(definition.style));
  }
  for (const [row, { height, hidden }] of from.rowDefs ?? []) {
    if (height !== undefined) layout.rowHeights.set(row, height);
    if (hidden) layout.hiddenRows.add(row);
  }
  layout.selection = { ...layout.firstShown, rows: 1, columns: 1 };
  layout.merges = (from.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
    row: startRow,
    column: startCol,
    rows: endRow - startRow + 1,
    columns: endCol - startCol + 1,
  }));
  layout.rowBreaks = (from.rowBreaks ?? []).map((row) => row + 1);
  layout.frozenRows = from.freezePane?.rows ?? 0;
  layout.frozenColumns = from.freezePane?.columns ?? 0;
  layout.validations = (from.dataValidations ?? []).map(fromFileValidation).filter((each) => each !== null);
  layout.showGridlines = from.view?.showGridLines ?? true;
  if (from.view?.tabColor?.rgb) layout.tabColor = `#${from.view.tabColor.rgb.slice(-6).toUpperCase()}`;
  if (from.hidden) layout.visibility = 'Hidden';
  if (from.veryHidden) layout.visibility = 'VeryHidden';
  layout.protected = from.protection?.sheet === true;
  if (layout.protected) layout.protectionOptions = protectionOptionsOf(from.protection!);
  layout.page.headersFooters = headersFootersOf(from.headerFooter);
  const setup = from.pageSetup;
  if (!setup) return;
  for (const [side, inches] of Object.entries(setup.margins ?? {}))
    if (typeof inches === 'number') layout.page.margins[side as 'top'] = Math.round(inches * 72 * 10_000) / 10_000;
  layout.page.orientation = setup.orientation === 'landscape' ? 'Landscape' : 'Portrait';
  layout.page.paperSize = PAPER[setup.paperSize ?? 'a4'] ?? 'A4';
  layout.page.zoom = setup.fitToPage
    ? { horizontalFitToPages: setup.fitToWidth || undefined, verticalFitToPages: setup.fitToHeight || undefined }
    : { scale: setup.scale ?? 100 };
  layout.page.printTitleRows = setup.printTitlesRow?.replace(/\$/g, '') ?? null;
  layout.page.printTitleColumns = setup.printTitlesColumn?.replace(/\$/g, '') ?? null;
  layout.page.printArea = setup.printArea?.replace(/\$/g, '') ?? null;
  layout.page.centerHorizontally = setup.horizontalCentered ?? false;
  layout.page.centerVertically = setup.verticalCentered ?? false;
}

const SIDES = { L: 'Left', C: 'Center', R: 'Right' } as const;

/** The parts of the lines above and below a page, which a file keeps as one text each; what stands before any code is the middle. */
function headersFootersOf(lines: FileSheet['headerFooter']): PageLayout['headersFooters'] {
  const parts: PageLayout['headersFooters'] = {};
  for (const [text, place] of [
    [lines?.oddHeader, 'Header'],
    [lines?.oddFooter, 'Footer'],
  ] as const)
    for (const [, side, part] of (text ?? '').matchAll(/(?:^(?!&[LCR])|&([LCR]))((?:&&|(?!&[LCR])[^])*)/g))
      if (part !== '') parts[`${SIDES[(side ?? 'C') as keyof typeof SIDES]}${place}`] = part!;
  return parts;
}

/** What the add-in remembers: from its own part, or from the properties in which files before kept it. */
function restoreSettings(
  book: Book,
  file: FileBook,
  ours: ReadonlyMap<string, unknown>,
  sheets: readonly Sheet[],
): void {
  const custom = file.properties?.custom ?? {};
  const { [SHEET_PROPERTIES]: properties = jsonOf(custom[SHEET_PROPERTIES]), ...settings } = {
    ...jsonOf(custom[OLD_SETTINGS_PROPERTY]),
    ...Object.fromEntries(ours),
  };
  for (const [key, value] of Object.entries(settings)) if (!book.settings.has(key)) book.settings.set(key, value);
  for (const [name, values] of Object.entries(properties as Record<string, Record<string, string>>)) {
    const sheet = sheets.find((each) => each.name === name);
    for (const [key, value] of Object.entries(values)) sheet?.layout.customProperties.set(key, value);
  }
}

function jsonOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
