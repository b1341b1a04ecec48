/** What a sheet of ours wears besides its cells: widths, tables, rules for typing, frozen rows, print set-up. */
import { tabColourOf } from '../plan/contents/tabs';
import { quoteSheetName } from '../formula';
import {
  extentOf,
  frozenRows,
  PAGE_MARGINS,
  pageBreaks,
  paperOf,
  printedArea,
  repeatedRow,
  SHEET_FONT,
  widthInPoints,
  type Block,
  type SheetSpec,
  type ValidationSpec,
} from '../plan';
import { openColumns } from './openColumns';
import { queuedCells } from './queuedCells';
import { joined, runsOf, sideBySide, stacked } from '../plan/runs';
import { ACTION_BYTES, refusable, type Step } from './steps';

/** Rows in turn with and without a light blue ground. */
const TABLE_STYLE = 'TableStyleMedium2';
export function isSupported(version: string): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', version);
}

/** Lets only what the rule allows be typed, or advises. */
export function validate(
  sheet: Excel.Worksheet,
  { row, column, rows, columns, rule, message, advice }: ValidationSpec,
): void {
  const { dataValidation } = queuedCells(sheet, row, column, rows, columns);
  dataValidation.rule =
    rule.kind === 'list'
      ? { list: { inCellDropDown: true, source: rule.of.join(',') } }
      : { decimal: { formula1: rule.between[0], formula2: rule.between[1], operator: 'Between' } };
  dataValidation.errorAlert = { message, showAlert: true, style: advice ? 'Information' : 'Stop', title: 'IKKATSU' };
}

/** One font for all cells, in the middle of their rows; queued before anything else is written. */
export function wearFont(sheet: Excel.Worksheet, spec: SheetSpec): void {
  const { rows, columns } = extentOf(spec);
  const { format } = queuedCells(sheet, 0, 0, rows, columns);
  format.font.name = SHEET_FONT;
  format.verticalAlignment = 'Center';
}

/** Neighbouring rows of one height, so that a list does not take a request for each of its rows. */
export function equalRows(heights: ReadonlyMap<number, number>): { row: number; rows: number; height: number }[] {
  const runs: { row: number; rows: number; height: number }[] = [];
  for (const [row, height] of [...heights].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.height === height && last.row + last.rows === row) last.rows += 1;
    else runs.push({ row, rows: 1, height });
  }
  return runs;
}

/** Cells over several columns and heights of rows; rows without a height of their own fit their texts. */
function shape(sheet: Excel.Worksheet, spec: SheetSpec): void {
  const extent = extentOf(spec);
  queuedCells(sheet, 0, 0, extent.rows, extent.columns).format.autofitRows();
  // Each row by itself.
  const merges = (spec.merges ?? []).map((each) => ({ ...each, value: true }));
  for (const { row, column, rows, columns } of stacked(merges, () => true))
    queuedCells(sheet, row, column, rows, columns).merge(true);
  for (const { row, rows, height } of equalRows(spec.rowHeights ?? new Map<number, number>())) {
    queuedCells(sheet, row, 0, rows, 1).format.rowHeight = height;
  }
}

/** A4, as wide as the page, with the name of the sheet above and the number of the page below. */
function layOutPages(sheet: Excel.Worksheet, spec: SheetSpec): void {
  const { pageLayout } = sheet;
  const { print } = spec;
  const repeated = repeatedRow(spec);
  pageLayout.paperSize = 'A4';
  pageLayout.orientation = print.orientation === 'landscape' ? 'Landscape' : 'Portrait';
  const { scale, isLower } = paperOf(spec);
  pageLayout.zoom = isLower ? { scale: Math.round(100 * scale) } : { horizontalFitToPages: 1, verticalFitToPages: 0 };
  pageLayout.centerHorizontally = true;
  pageLayout.setPrintMargins('Points', PAGE_MARGINS);
  const page = pageLayout.headersFooters.defaultForAllPages;
  const isPlain = print.isPlain === true;
  page.leftHeader = isPlain ? '' : '&A';
  page.rightHeader = print.notice ?? '';
  page.centerFooter = isPlain ? '' : '&P / &N';
  page.rightFooter = isPlain ? '' : '&F';
  const area = printedArea(spec);
  pageLayout.setPrintArea(queuedCells(sheet, area.row, area.column, area.rows, area.columns));
  if (repeated !== undefined) pageLayout.setPrintTitleRows(`$${repeated + 1}:$${repeated + 1}`);
  sheet.horizontalPageBreaks.removePageBreaks();
  for (const row of pageBreaks(spec)) sheet.horizontalPageBreaks.add(queuedCells(sheet, row, 0, 1, 1));
}

/** Locks the formulas and the keys of a form, and leaves every other cell open: what that means is up to the protection. */
function lock(sheet: Excel.Worksheet, spec: SheetSpec): void {
  const put = (range: Excel.Range, isLocked: boolean): void => {
    range.format.protection.locked = isLocked;
  };
  const { rows, columns } = extentOf(spec);
  openColumns(sheet);
  put(queuedCells(sheet, 0, 0, 1, columns), true);
  put(queuedCells(sheet, 0, 0, rows, 1), true);
  const locked = ({ formulas, isWritten }: Block): true | undefined =>
    formulas === true && isWritten !== true ? true : undefined;
  for (const { row, column, rows: height, columns: width } of joined(sideBySide(spec.blocks, locked)))
    put(queuedCells(sheet, row, column, height, width), true);
}

/** Queues everything that belongs to the cells; the caller syncs. Tables that stand already are stretched, so that formulas keep naming them. */
export function dress(sheet: Excel.Worksheet, spec: SheetSpec, standingTables: ReadonlySet<string> = new Set()): void {
  for (const { first, count, value: width } of runsOf(spec.columnWidths))
    queuedCells(sheet, 0, first, 1, count).format.columnWidth = widthInPoints(width);
  for (const column of spec.hiddenColumns ?? []) {
    queuedCells(sheet, 0, column, 1, 1).getEntireColumn().columnHidden = true;
  }
  const tabColour = tabColourOf(spec.name);
  if (tabColour !== undefined) sheet.tabColor = tabColour;
  shape(sheet, spec);
  // After the heights: a row that is given one is hidden no more.
  for (const row of spec.hiddenRows ?? []) queuedCells(sheet, row, 0, 1, 1).getEntireRow().rowHidden = true;
  for (const { name, row, column, rows, columns } of spec.tables ?? []) {
    const range = queuedCells(sheet, row, column, rows, columns);
    if (standingTables.has(name)) {
      sheet.tables.getItem(name).resize(range);
      continue;
    }
    const table = sheet.tables.add(range, true);
    table.name = name;
    table.style = TABLE_STYLE;
  }
  if (spec.isForm === true) lock(sheet, spec);
  if (isSupported('1.8')) for (const validation of spec.validations ?? []) validate(sheet, validation);
}

/** Bytes of the request that `dress` makes, roughly. */
export function dressWeight(spec: SheetSpec): number {
  const actions =
    2 * spec.columnWidths.length +
    2 * (spec.hiddenColumns?.length ?? 0) +
    2 * (spec.merges?.length ?? 0) +
    2 * (spec.rowHeights?.size ?? 0) +
    2 * (spec.hiddenRows?.length ?? 0) +
    5 * (spec.tables?.length ?? 0) +
    4 * (spec.validations?.length ?? 0) +
    (spec.isForm === true ? 2 * spec.blocks.length : 0) +
    20;
  const texts = (spec.validations ?? []).reduce(
    (sum, { message, rule }) => sum + 3 * (message.length + (rule.kind === 'list' ? rule.of.join().length : 0)),
    0,
  );
  return actions * ACTION_BYTES + texts;
}

/** Cells that lead to other sheets; what stands in them stays. */
function link(sheet: Excel.Worksheet, links: NonNullable<SheetSpec['links']>): void {
  for (const { row, column, sheet: target, cell = 'A1' } of links) {
    queuedCells(sheet, row, column, 1, 1).hyperlink = {
      documentReference: `${quoteSheetName(target)}!${cell}`,
      textToDisplay: target,
    };
  }
}

/** What Excel may refuse of a sheet that stands: frozen rows and the set-up of the pages. */
export function setUpSteps(sheet: Excel.Worksheet, spec: SheetSpec): Step[] {
  const frozen = frozenRows(spec);
  const { frozenColumns } = spec;
  const freeze = (rows: number): void =>
    frozenColumns === undefined
      ? sheet.freezePanes.freezeRows(rows)
      : sheet.freezePanes.freezeAt(queuedCells(sheet, 0, 0, rows, frozenColumns));
  return [
    ...(isSupported('1.7') && frozen !== undefined
      ? [refusable(`${spec.name} の見出しの固定`, () => freeze(frozen))]
      : []),
    ...(spec.isFirst === true
      ? [
          refusable(`${spec.name} の位置`, () => {
            sheet.position = 0;
          }),
        ]
      : []),
    ...(isSupported('1.7') && spec.links !== undefined
      ? [refusable(`${spec.name} のリンク`, () => link(sheet, spec.links ?? []))]
      : []),
    ...(isSupported('1.9') ? [refusable(`${spec.name} のページ設定`, () => layOutPages(sheet, spec))] : []),
  ];
}
