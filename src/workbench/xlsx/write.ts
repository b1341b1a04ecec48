/** Writes the workbook as an xlsx file: formulas with their values, formats, tables, charts, names, print settings. */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import type { Cell, CellStyle as FileStyle, NamedRange, PaperSize, TableDefinition, WriteSheet } from 'hucre';
import { cellAddress, parseRect, quoteSheetName, rectAddress } from '../../formula';
import { type Rect } from '../book/rect';
import type { Book } from '../book/book';
import { DEFAULT_ROW_HEIGHT, type SheetLayout } from '../book/layout';
import type { Sheet } from '../book/sheet';
import type { Summing } from './calculatedMark';
import {
  type CellContext,
  FileStyles,
  type Needs,
  needsOf,
  SharedTexts,
  sheetDataXml,
  stylesOf,
  type WrittenSheet,
} from './cells';
import { writeOpenColumns } from './openColumns';
import { writePasswords } from './passwords';
import { protectionOf } from './protection';
import { DEFAULT_FONT, DEFAULT_FONT_SIZE } from '../book/style';
import { standIns, writeCharts } from './charts/parts';
import { writeCustomXml } from './customXml';
import { toFileFormula } from './functionNames';
import { PASSED_QUOTE, withQuotes } from './styles';
import { TEXTS_PART } from './sheetCells';
import { toFileValidation } from './validation';
import { SHEET_PROPERTIES, writeWebExtensions } from './webExtensions';
import { packed, type Part } from './zip';

/**
 * The version of the calculation of current Excel. A lower number, as the library writes, makes Excel calculate the whole
 * file while add-ins are still loading ([MS-XLS] 2.4.215 RecalcId): figures of custom functions would be lost.
 */
const CALCULATED_BY = 191029;

const PAPER: Record<string, PaperSize> = {
  A3: 'a3',
  A4: 'a4',
  A5: 'a5',
  B4: 'b4',
  B5: 'b5',
  Letter: 'letter',
  Legal: 'legal',
};

export interface WriteXlsxOptions {
  /** Everything was calculated from what stands in it, and the file says so (`calculatedMark.ts`). */
  readonly isCalculated?: boolean;
  /** What sums the figures for that, while the file is made; by default this thread. */
  readonly summing?: Summing | null;
}

/** The bytes of the workbook as it stands now. */
export async function writeXlsxOf(
  book: Book,
  { isCalculated, summing = null }: WriteXlsxOptions = {},
): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre');
  const styles = new FileStyles();
  const sheets = book.sheets.map((sheet) => writtenSheet(sheet, styles));
  const samples = stylesOf(sheets, styles);
  const context: CellContext = {
    book,
    styles,
    numbers: numbersOf(samples, unzipSync(await writeXlsx({ sheets: [sampleSheet(samples)], defaultFont }))),
    texts: new SharedTexts(),
  };
  const needs = needsOf(sheets, book);
  const properties = Object.fromEntries(
    book.sheets
      .filter((sheet) => sheet.layout.customProperties.size > 0)
      .map((sheet) => [sheet.name, Object.fromEntries(sheet.layout.customProperties)]),
  );
  const bytes = await writeXlsx({
    sheets: sheets.map((sheet, index) => withoutCells(book, sheet, index === 0 ? sampleCells(samples, needs) : null)),
    namedRanges: [...book.names.values()]
      .filter((name) => !name.formula.includes('#REF!'))
      .map((name): NamedRange => ({
        name: name.name,
        range: toFileFormula(name.formula, book.functions.namespaces),
        comment: name.comment || undefined,
      })),
    activeSheet: book.activeSheet.position,
    ...(book.structureProtected ? { workbookProtection: { lockStructure: true } } : {}),
    defaultFont,
  });
  const files = unzipSync(bytes);
  correctSheets(files);
  writeOpenColumns(book, files);
  writePasswords(book, files);
  openOnFirstCells(book, files);
  quoteSheets(files);
  writeCharts(book, files);
  nameConvention(files);
  writeWebExtensions(
    book,
    new Map([
      ...book.settings,
      ...(Object.keys(properties).length > 0 ? [[SHEET_PROPERTIES, properties] as const] : []),
    ]),
    files,
  );
  writeCustomXml(book, files);
  keepCalculated(files);
  keepQuotes(files);
  const written = withCells(files, sheets, context, needs);
  if (isCalculated === true || book.calculatedMark !== null) {
    const { keepMark, markCalculated } = await import('./calculatedMark');
    if (isCalculated === true) markCalculated(written, summing);
    else keepMark(written.parts, book.calculatedMark!);
  }
  return packed(written.parts);
}

const defaultFont = { name: DEFAULT_FONT, size: DEFAULT_FONT_SIZE };

/** Sample cells stand side by side, so many in a row. */
const SAMPLES_A_ROW = 100;

/** One cell for each format, so that the library writes it and gives it a number. */
const sampleSheet = (samples: readonly FileStyle[]): WriteSheet => ({
  name: 'Sheet1',
  cells: new Map(
    samples.map((style, index) => [
      `${Math.floor(index / SAMPLES_A_ROW)},${index % SAMPLES_A_ROW}`,
      { value: null, style },
    ]),
  ),
});

/** The numbers that the library gave the formats of the sample cells. */
function numbersOf(samples: readonly FileStyle[], files: Record<string, Uint8Array>): Map<FileStyle, number> {
  const written = strFromU8(files[sheetPart(0)]!).matchAll(/<c r="[^"]*" s="(\d+)"\/>/g);
  const numbers = [...written].map(([, number]) => Number(number));
  if (numbers.length !== samples.length) throw new Error('the library wrote no cell for a format');
  return new Map(samples.map((style, index) => [style, numbers[index]!]));
}

/** Cells that make the library write what the cells of the workbook need: their formats, a text, a dynamic array. */
function sampleCells(samples: readonly FileStyle[], { hasTexts, hasDynamic }: Needs): Map<string, Partial<Cell>> {
  const cells: Map<string, Partial<Cell>> = new Map(sampleSheet(samples).cells);
  const below = Math.ceil(samples.length / SAMPLES_A_ROW);
  if (hasTexts) cells.set(`${below},0`, { value: 'text' });
  if (hasDynamic)
    cells.set(`${below},1`, {
      value: null,
      formula: 'A1',
      formulaType: 'array',
      formulaRef: 'A1',
      formulaDynamic: true,
    });
  return cells;
}

const sheetPart = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;

/** The parts of a file, those with cells to be made one after the other. */
export interface WrittenParts {
  readonly parts: Record<string, Part>;
  /** The names of the sheets among them. */
  readonly sheets: readonly string[];
  /** The texts that the sheets made until now refer to, each told once. */
  readonly newTexts: () => readonly string[];
}

/**
 * The parts with the cells and texts of the workbook in place of the samples. A sheet is made when it is packed: nothing holds all of
 * them at once, and whoever packs or sums one does so while the next is made. The texts come after the sheets that name them.
 */
function withCells(
  { [TEXTS_PART]: sampleTexts, ...files }: Record<string, Uint8Array>,
  sheets: readonly WrittenSheet[],
  context: CellContext,
  { hasTexts }: Needs,
): WrittenParts {
  const parts: Record<string, Part> = { ...files };
  for (const [index, sheet] of sheets.entries()) {
    const name = sheetPart(index);
    const xml = strFromU8(files[name]!);
    const dimension = dimensionXml(sheet.rows, sheet.columns.length);
    parts[name] = () => strToU8(between(xml, dimension, sheetDataXml(sheet, context)));
  }
  if (hasTexts) parts[TEXTS_PART] = () => strToU8(context.texts.xml());
  else if (sampleTexts !== undefined) parts[TEXTS_PART] = sampleTexts;
  return { parts, sheets: sheets.map((_, index) => sheetPart(index)), newTexts: () => context.texts.newTexts() };
}

/** The cells that a sheet reaches over; a sheet without cells and columns has no such element (ECMA-376 Part 1, 18.3.1.35). */
function dimensionXml(rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return '';
  const to = { row: 0, column: 0, rows: Math.max(rows, 1), columns: Math.max(columns, 1) };
  return `<dimension ref="${cellAddress(0, 0)}:${cellAddress(to.rows - 1, to.columns - 1)}"/>`;
}

/** A sheet of the library with another dimension and other cells. */
function between(xml: string, dimension: string, cells: string): string {
  const [start = '', end = ''] = xml.split(/<sheetData\/>|<sheetData>.*<\/sheetData>/su);
  const views = start.indexOf('<sheetViews>');
  return `${start.slice(0, views).replace(/<dimension [^>]*\/>/u, '')}${dimension}${start.slice(views)}${cells}${end}`;
}

/**
 * Other readers (LibreOffice among them) trust the calculated texts of a file only where it names the program whose
 * conventions it follows; without that name every text that a function gave would show #NAME? there.
 */
function nameConvention(files: Record<string, Uint8Array>): void {
  const part = 'docProps/app.xml';
  const text = files[part];
  if (text === undefined) return;
  files[part] = strToU8(
    strFromU8(text).replace(/<Application>[^<]*<\/Application>/, '<Application>Microsoft Excel</Application>'),
  );
}

function writtenSheet(sheet: Sheet, styles: FileStyles): WrittenSheet {
  const used = sheet.usedRect(false);
  return {
    sheet,
    columns: columnsOf(sheet.layout, used, styles),
    rows: used === null ? 0 : used.row + used.rows,
    width: used === null ? 0 : used.column + used.columns,
  };
}

/** All of a sheet but its cells: of those only the ones that have a link, and the samples. */
function withoutCells(
  book: Book,
  { sheet, columns, rows, width }: WrittenSheet,
  samples: ReadonlyMap<string, Partial<Cell>> | null,
): WriteSheet {
  const { layout } = sheet;
  const cells = new Map<string, Partial<Cell>>(samples);
  for (const [address, link] of layout.hyperlinks) {
    const rect = parseRect(address);
    if (rect === null || rect.row >= rows || rect.column >= width) continue;
    const key = `${rect.row},${rect.column}`;
    const { address: target = '', documentReference: location, screenTip: tooltip } = link;
    cells.set(key, { ...cells.get(key), hyperlink: { target, location, tooltip } });
  }
  return {
    name: sheet.name,
    rows: [],
    cells,
    columns,
    merges: layout.merges.map((rect) => ({
      startRow: rect.row,
      startCol: rect.column,
      endRow: rect.row + rect.rows - 1,
      endCol: rect.column + rect.columns - 1,
    })),
    ...(layout.frozenRows || layout.frozenColumns
      ? { freezePane: { rows: layout.frozenRows || undefined, columns: layout.frozenColumns || undefined } }
      : {}),
    dataValidations: layout.validations.map(toFileValidation).filter((each) => each !== null),
    tables: book.tables
      .filter((table) => table.sheet === sheet)
      .map((table): TableDefinition => ({
        name: table.name,
        displayName: table.name,
        range: rectAddress(table.rect),
        columns: table.headers.map((name) => ({ name })),
        style: table.style || undefined,
        showRowStripes: table.showBandedRows,
        showColumnStripes: table.showBandedColumns,
        showAutoFilter: table.showFilterButton,
      })),
    ...(layout.charts.length > 0 ? { charts: standIns(layout.charts) } : {}),
    // The file counts the row above the break.
    ...(layout.rowBreaks.length > 0 ? { rowBreaks: layout.rowBreaks.map((row) => row - 1) } : {}),
    pageSetup: pageSetupOf(layout),
    headerFooter: headerFooterOf(layout),
    view: {
      showGridLines: layout.showGridlines,
      ...(layout.tabColor ? { tabColor: { rgb: layout.tabColor.replace('#', '') } } : {}),
    },
    ...(layout.visibility === 'Hidden' ? { hidden: true } : {}),
    ...(layout.visibility === 'VeryHidden' ? { veryHidden: true } : {}),
    ...(layout.protected ? { protection: protectionOf(layout) } : {}),
  };
}

/** Points to the file's unit: widths of the digit 0 in the default font, 游ゴシック 11, 8 pixels. */
function columnsOf(layout: SheetLayout, used: Rect | null, styles: FileStyles): WrittenSheet['columns'] {
  const last = Math.max(
    used ? used.column + used.columns - 1 : -1,
    ...[...layout.columnWidths.keys(), ...layout.columnStyles.keys(), ...layout.hiddenColumns].filter(
      (column) => column < 1000,
    ),
  );
  return Array.from({ length: last + 1 }, (_, column) => {
    const width = layout.columnWidths.get(column);
    const style = layout.columnStyles.get(column);
    return {
      width: width === undefined ? 8.38 : Math.max(0, Math.round((((width * 4) / 3 - 5) / 8) * 100) / 100),
      ...(style ? { style: styles.of(style) } : {}),
      ...(layout.hiddenColumns.has(column) ? { hidden: true } : {}),
    };
  });
}

function pageSetupOf({ page }: SheetLayout): WriteSheet['pageSetup'] {
  const { zoom, margins } = page;
  const fit = zoom.horizontalFitToPages !== undefined || zoom.verticalFitToPages !== undefined;
  const inches = Object.fromEntries(Object.entries(margins).map(([side, points]) => [side, points / 72]));
  return {
    orientation: page.orientation === 'Landscape' ? 'landscape' : 'portrait',
    paperSize: PAPER[page.paperSize.replace(/\s.*$/, '')] ?? 'a4',
    ...(fit
      ? { fitToPage: true, fitToWidth: zoom.horizontalFitToPages ?? 0, fitToHeight: zoom.verticalFitToPages ?? 0 }
      : { scale: zoom.scale ?? 100 }),
    ...(page.printTitleRows ? { printTitlesRow: absolute(page.printTitleRows) } : {}),
    ...(page.printTitleColumns ? { printTitlesColumn: absolute(page.printTitleColumns) } : {}),
    ...(page.printArea ? { printArea: absolute(page.printArea) } : {}),
    horizontalCentered: page.centerHorizontally,
    verticalCentered: page.centerVertically,
    ...(Object.keys(inches).length > 0 ? { margins: inches } : {}),
  };
}

function absolute(address: string): string {
  return address
    .replace(/\$/g, '')
    .replace(
      /([A-Z]+)?(\d+)?/g,
      (_, letters?: string, digits?: string) => (letters ? `$${letters}` : '') + (digits ? `$${digits}` : ''),
    );
}

function headerFooterOf({ page: { headersFooters: parts } }: SheetLayout): WriteSheet['headerFooter'] {
  const line = (place: 'Header' | 'Footer'): string | undefined =>
    (['Left', 'Center', 'Right'] as const)
      .map((side) => {
        const text = parts[`${side}${place}`];
        return text ? `&${side.charAt(0)}${text}` : '';
      })
      .join('') || undefined;
  const [oddHeader, oddFooter] = [line('Header'), line('Footer')];
  return oddHeader || oddFooter ? { oddHeader, oddFooter } : undefined;
}

/** Lets a file open with the figures that it holds. */
function keepCalculated(files: Record<string, Uint8Array>): void {
  const part = 'xl/workbook.xml';
  files[part] = strToU8(strFromU8(files[part]!).replace(/<calcPr\b[^>]*\/>/, `<calcPr calcId="${CALCULATED_BY}"/>`));
}

/** Writes the mark of a text behind an apostrophe, which the library does not know; `styles.ts` says how it passes through. */
function keepQuotes(files: Record<string, Uint8Array>): void {
  const part = 'xl/styles.xml';
  const xml = strFromU8(files[part]!);
  if (xml.includes(PASSED_QUOTE)) files[part] = strToU8(withQuotes(xml));
}

/** Rows without a height are as high as those of our default font, not of another one that the library thinks of. */
function correctSheets(files: Record<string, Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) continue;
    const height = `<sheetFormatPr defaultRowHeight="${DEFAULT_ROW_HEIGHT}"`;
    files[name] = strToU8(strFromU8(content).replace(/<sheetFormatPr defaultRowHeight="[^"]*"/, height));
  }
}

/** A sheet opens on what was selected; where that is hidden, on its first cell that can be seen. */
function openOnFirstCells(book: Book, files: Record<string, Uint8Array>): void {
  for (const [index, { layout }] of book.sheets.entries()) {
    const name = sheetPart(index);
    const content = files[name];
    const { selection, hiddenRows, hiddenColumns } = layout;
    const isSeen = !hiddenRows.has(selection.row) && !hiddenColumns.has(selection.column);
    const { row, column } = isSeen ? selection : layout.firstShown;
    if (content === undefined || (row === 0 && column === 0)) continue;
    const cell = cellAddress(row, column);
    const xml = strFromU8(content).replace(
      /<sheetView\b([^>]*?)(\/>|>(.*?)<\/sheetView>)/su,
      (_, attributes: string, __, inner: string | undefined) => {
        const pane = /activePane="([^"]*)"/u.exec(inner ?? '')?.[1];
        const at = pane === undefined ? '' : ` pane="${pane}"`;
        const rest = (inner ?? '').replace(/<selection\b[^>]*\/>/gu, '');
        return `<sheetView${attributes}>${rest}<selection${at} activeCell="${cell}" sqref="${cell}"/></sheetView>`;
      },
    );
    files[name] = strToU8(xml);
  }
}

/**
 * The library leaves sheet names such as 抽出_服薬（多剤） unquoted where it names print areas and titles; readers then
 * drop the name or call the file damaged.
 */
function quoteSheets(files: Record<string, Uint8Array>): void {
  const part = 'xl/workbook.xml';
  const xml = strFromU8(files[part]!);
  const quoted = xml.replace(
    /(<definedName [^>]*>)([^<'!]+)!([^<]*)(?=<\/definedName>)/g,
    (_, tag: string, sheet: string, range: string) => {
      const prefix = `${quoteSheetName(sheet)}!`;
      return `${tag}${prefix}${range.replaceAll(`${sheet}!`, prefix)}`;
    },
  );
  if (quoted !== xml) files[part] = strToU8(quoted);
}
