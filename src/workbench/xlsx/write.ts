/** Writes the workbook as an xlsx file: formulas with their values, formats, tables, charts, names, print settings. */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import type { Cell, CellValue, NamedRange, PaperSize, TableDefinition, WriteSheet } from 'hucre';
import { cellAddress, quoteSheetName, rectAddress } from '../../formula';
import { type Rect } from '../book/rect';
import type { Book } from '../book/book';
import { isErrorText } from '../book/entry';
import { DEFAULT_ROW_HEIGHT, type SheetLayout } from '../book/layout';
import type { Sheet } from '../book/sheet';
import { writeOpenColumns } from './openColumns';
import { markCalculated } from './calculatedMark';
import { writePasswords } from './passwords';
import { protectionOf } from './protection';
import { type CellStyle, DEFAULT_FONT, DEFAULT_FONT_SIZE } from '../book/style';
import { standIns, writeCharts } from './charts/parts';
import { writeCustomXml } from './customXml';
import { mayGiveArray, toFileFormula } from './functionNames';
import { PASSED_QUOTE, toFileStyle, withQuotes } from './styles';
import { toFileValidation } from './validation';
import { SHEET_PROPERTIES, writeWebExtensions } from './webExtensions';
import { packed } from './zip';

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
}

/** The bytes of the workbook as it stands now. */
export async function writeXlsxOf(book: Book, { isCalculated }: WriteXlsxOptions = {}): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre');
  const namespaces = book.functions.namespaces;
  const styles = new Map<CellStyle, ReturnType<typeof toFileStyle>>();
  const styleOf = (style: CellStyle): ReturnType<typeof toFileStyle> => {
    if (!styles.has(style)) styles.set(style, toFileStyle(style));
    return styles.get(style);
  };
  const sheets = book.sheets.map((sheet) => sheetOf(book, sheet, namespaces, styleOf));
  const properties = Object.fromEntries(
    book.sheets
      .filter((sheet) => sheet.layout.customProperties.size > 0)
      .map((sheet) => [sheet.name, Object.fromEntries(sheet.layout.customProperties)]),
  );
  const bytes = await writeXlsx({
    sheets,
    namedRanges: [...book.names.values()]
      .filter((name) => !name.formula.includes('#REF!'))
      .map((name): NamedRange => ({
        name: name.name,
        range: toFileFormula(name.formula, namespaces),
        comment: name.comment || undefined,
      })),
    activeSheet: book.activeSheet.position,
    ...(book.structureProtected ? { workbookProtection: { lockStructure: true } } : {}),
    defaultFont: { name: DEFAULT_FONT, size: DEFAULT_FONT_SIZE },
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
  if (isCalculated === true) markCalculated(files);
  return packed(files);
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

function sheetOf(
  book: Book,
  sheet: Sheet,
  namespaces: readonly string[],
  styleOf: (style: CellStyle) => ReturnType<typeof toFileStyle>,
): WriteSheet {
  const used = sheet.usedRect(false);
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<Cell>>();
  const { layout } = sheet;
  const columns = columnsOf(layout, used, styleOf);
  const hasLinks = layout.hyperlinks.size > 0;
  if (used) {
    for (let row = 0; row < used.row + used.rows; row += 1) {
      const values: CellValue[] = [];
      for (let column = 0; column < used.column + used.columns; column += 1) {
        const value = sheet.value(row, column);
        const style = styleOf(sheet.style(row, column));
        const formula = sheet.hasFormula(row, column) ? String(sheet.formula(row, column)) : null;
        const link = hasLinks ? layout.hyperlinks.get(rectAddress({ row, column, rows: 1, columns: 1 })) : undefined;
        values.push(formula || value === '' ? null : value);
        // A cell in the style of its column needs no entry of its own: lists of persons are made of such cells.
        if (!formula && !link && (!style || style === columns?.[column]?.style)) continue;
        cells.set(`${row},${column}`, {
          value: formula || value === '' ? null : value,
          ...(style ? { style } : {}),
          ...(link
            ? { hyperlink: { target: link.address ?? '', location: link.documentReference, tooltip: link.screenTip } }
            : {}),
          ...(formula ? formulaCell(sheet, row, column, formula, value, namespaces) : {}),
        });
      }
      rows.push(values);
    }
  }
  return {
    name: sheet.name,
    rows,
    cells,
    columns,
    rowDefs: new Map([
      ...[...layout.rowHeights].map(([row, height]): [number, object] => [
        row,
        { height, hidden: layout.hiddenRows.has(row) },
      ]),
      ...[...layout.hiddenRows]
        .filter((row) => !layout.rowHeights.has(row))
        .map((row): [number, object] => [row, { hidden: true }]),
    ]),
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

/** A formula as its file had it while nobody wrote another one; else as Excel would store it. */
function formulaCell(
  sheet: Sheet,
  row: number,
  column: number,
  formula: string,
  value: string | number | boolean,
  namespaces: readonly string[],
): Partial<Cell> {
  const stored = sheet.storedFormula(row, column);
  const spill = sheet.spillFrom(row, column);
  const { functions } = sheet.book;
  const isDynamic =
    stored === null
      ? spill !== null || mayGiveArray(formula, (name) => functions.givesArray(name.toUpperCase()))
      : stored.kind === 'dynamic';
  const isArray = isDynamic || stored?.kind === 'array' || spill !== null;
  return {
    formula: stored?.text ?? toFileFormula(formula, namespaces),
    formulaResult: value,
    ...(isArray
      ? {
          formulaType: 'array',
          formulaRef: rectAddress(spill ?? { row, column, rows: 1, columns: 1 }),
          ...(isDynamic ? { formulaDynamic: true } : {}),
        }
      : {}),
  };
}

/** Points to the file's unit: widths of the digit 0 in the default font, 游ゴシック 11, 8 pixels. */
function columnsOf(
  layout: SheetLayout,
  used: Rect | null,
  styleOf: (style: CellStyle) => ReturnType<typeof toFileStyle>,
): WriteSheet['columns'] {
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
      ...(style ? { style: styleOf(style) } : {}),
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
  const line = (place: string): string | undefined =>
    (['Left', 'Center', 'Right'] as const)
      .map((side) => (parts[side + place] ? `&${side.charAt(0)}${parts[side + place]}` : ''))
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

/**
 * Puts right what the library writes of cells and rows: an error value as the result of a formula is stored as text there,
 * and rows without a height are as high as those of another default font.
 */
function correctSheets(files: Record<string, Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) continue;
    const xml = strFromU8(content)
      .replace(/<sheetFormatPr defaultRowHeight="[^"]*"/, `<sheetFormatPr defaultRowHeight="${DEFAULT_ROW_HEIGHT}"`)
      .replace(
        /<c ([^>]*)t="str"([^>]*)>(<f(?:[^<]|<(?!\/f>))*<\/f>)<v>(#[^<]*)<\/v>/g,
        (cell, before: string, after: string, formula: string, value: string) =>
          isErrorText(value) ? `<c ${before}t="e"${after}>${formula}<v>${value}</v>` : cell,
      );
    files[name] = strToU8(xml);
  }
}

/** A sheet opens on what was selected; where that is hidden, on its first cell that can be seen. */
function openOnFirstCells(book: Book, files: Record<string, Uint8Array>): void {
  for (const [index, { layout }] of book.sheets.entries()) {
    const name = `xl/worksheets/sheet${index + 1}.xml`;
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
