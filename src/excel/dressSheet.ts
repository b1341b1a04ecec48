/** What a sheet of ours wears besides its cells: widths, tables, rules for typing, frozen rows, print set-up. */
import { extentOf, type SheetSpec, type ValidationSpec } from '../plan';

const TABLE_STYLE = 'TableStyleLight9';
/** Excel wants column widths in points: about 7 pixels a character and 5 of margin, at 0.75 points a pixel. */
const pointsOf = (characters: number): number => Math.round((characters * 7 + 5) * 0.75 * 100) / 100;

export function isSupported(version: string): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', version);
}

function validate(sheet: Excel.Worksheet, { row, column, rows, columns, rule, message }: ValidationSpec): void {
  const { dataValidation } = sheet.getRangeByIndexes(row, column, rows, columns);
  dataValidation.rule =
    rule.kind === 'list'
      ? { list: { inCellDropDown: true, source: rule.of.join(',') } }
      : { decimal: { formula1: rule.between[0], formula2: rule.between[1], operator: 'Between' } };
  dataValidation.errorAlert = { message, showAlert: true, style: 'Stop', title: 'IKKATSU' };
}

/** Queues everything; the caller syncs. Tables that stand already are stretched, so that formulas keep naming them. */
export function dress(sheet: Excel.Worksheet, spec: SheetSpec, standingTables: ReadonlySet<string> = new Set()): void {
  spec.columnWidths.forEach((width, column) => {
    if (width === undefined) return;
    sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = pointsOf(width);
  });
  for (const column of spec.hiddenColumns ?? []) {
    sheet.getRangeByIndexes(0, column, 1, 1).getEntireColumn().columnHidden = true;
  }
  for (const { name, row, column, rows, columns } of spec.tables ?? []) {
    const range = sheet.getRangeByIndexes(row, column, rows, columns);
    if (standingTables.has(name)) {
      sheet.tables.getItem(name).resize(range);
      continue;
    }
    const table = sheet.tables.add(range, true);
    table.name = name;
    table.style = TABLE_STYLE;
  }
  if (isSupported('1.8')) for (const validation of spec.validations ?? []) validate(sheet, validation);
  if (isSupported('1.7') && spec.frozenRows !== undefined) sheet.freezePanes.freezeRows(spec.frozenRows);
  if (isSupported('1.9')) {
    sheet.pageLayout.orientation = spec.print.orientation === 'landscape' ? 'Landscape' : 'Portrait';
    sheet.pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
    // Long sentences above a table reach beyond its columns; they must not make the print smaller.
    const { rows, columns } = extentOf(spec);
    sheet.pageLayout.setPrintArea(sheet.getRangeByIndexes(0, 0, rows, columns));
    if (spec.frozenRows !== undefined) sheet.pageLayout.setPrintTitleRows(`$${spec.frozenRows}:$${spec.frozenRows}`);
  }
}
