/** Heights of rows with wrapped or large text, and widths for data that came without any, as Excel would fit them. */
import { BooleanNumber } from '@univerjs/core';
import { DEFAULT_COLUMN_WIDTH, DEFAULT_ROW_HEIGHT, widthOfText } from '../../book/layout';
import type { Sheet } from '../../book/sheet';
import { DEFAULT_FONT_SIZE } from '../../book/style';

const PIXELS_PER_POINT = 4 / 3;
/** Height of a line over the size of its letters. */
const LINE = 1.5;
/** Rows that decide about a width, and the widest that is chosen (points). */
const LOOKED_AT = 40;
const WIDEST = 150;
/** Excel's own limit of a row. */
const HIGHEST = 409;

/** Fits the rows whose height nobody set. Returns whether a height changed. */
export function fitRows(sheet: Sheet): boolean {
  const { worksheet, layout, book } = sheet;
  const rowData = worksheet.getConfig().rowData;
  let changed = false;
  worksheet.getCellMatrix().forRow((row, columns) => {
    if (layout.rowHeights.has(row)) return;
    let points = DEFAULT_ROW_HEIGHT;
    for (const column of columns) {
      const id = worksheet.getCellMatrix().getValue(row, column)?.s;
      if (!id) continue;
      const { wrap, size = DEFAULT_FONT_SIZE } = book.styles.of(id);
      if (!wrap && size <= DEFAULT_FONT_SIZE) continue;
      points = Math.max(points, heightOf(sheet, row, column, wrap ?? false, size));
    }
    const height = Math.round(Math.min(HIGHEST, points) * PIXELS_PER_POINT);
    const old = rowData[row];
    if (height === old?.ah || (points === DEFAULT_ROW_HEIGHT && old?.ah === undefined)) return;
    rowData[row] = { ...old, ah: height, ia: BooleanNumber.TRUE };
    changed = true;
  });
  return changed;
}

function heightOf(sheet: Sheet, row: number, column: number, wrap: boolean, size: number): number {
  const text = sheet.text(row, column);
  const width = sheet.layout.columnWidths.get(column) ?? DEFAULT_COLUMN_WIDTH;
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + (wrap ? Math.max(1, Math.ceil(widthOfText(line, size) / width)) : 1), 0);
  return text === '' ? 0 : Math.max(DEFAULT_ROW_HEIGHT * Math.min(1, lines), lines * size * LINE + 2);
}

/** Gives columns of a sheet that has no widths yet the width of what stands in their first rows. */
export function fitColumns(sheet: Sheet): void {
  const { layout } = sheet;
  const used = sheet.usedRect(true);
  if (!used || layout.columnWidths.size > 0) return;
  const columns = Array.from({ length: used.columns }, (_, index) => used.column + index);
  const rows = Array.from({ length: Math.min(LOOKED_AT, used.rows) }, (_, index) => used.row + index)
    .map((row) => columns.map((column) => sheet.text(row, column)))
    // Rows above the headings have few cells, which may run over their neighbours.
    .filter((texts) => texts.filter((text) => text !== '').length > texts.length / 2);
  for (const [index, column] of columns.entries()) {
    const widest = Math.max(0, ...rows.map((texts) => widthOfText(texts[index] ?? '', DEFAULT_FONT_SIZE)));
    layout.columnWidths.set(column, Math.min(WIDEST, Math.max(DEFAULT_COLUMN_WIDTH, widest)));
  }
}
