/** Where the printed pages of a sheet end, so that no chart is cut in two. Lengths are in points. */
import { extentOf, type MergeSpec, type SheetSpec } from './sheetSpec';
import { STANDARD_HEIGHT } from './textSize';

/** A printer without margins of its own cuts at less. */
export const PAGE_MARGINS = { left: 36, right: 36, top: 50, bottom: 46, header: 22, footer: 22 } as const;
const A4 = { short: 595, long: 842 } as const;
/** Excel's own width of a column. */
const STANDARD_WIDTH = 54;
/** Printers and fonts differ: a page is not filled to its last point. */
const FILLED = 0.95;

/** A column width in points from characters: about 7 pixels a character and 5 of margin, at 0.75 points a pixel. */
export function widthInPoints(characters: number): number {
  return Math.round((characters * 7 + 5) * 0.75 * 100) / 100;
}

/** What is printed: the area that the spec names, or all its cells, and the charts that reach beyond. */
export function printedArea(spec: SheetSpec): MergeSpec {
  const { row, column, rows, columns } = spec.print.area ?? { row: 0, column: 0, ...extentOf(spec) };
  const anchors = (spec.charts ?? []).map(({ anchor }) => anchor);
  return {
    row,
    column,
    rows: Math.max(row + rows, ...anchors.map((anchor) => anchor.row + anchor.rows)) - row,
    columns: Math.max(column + columns, ...anchors.map((anchor) => anchor.column + anchor.columns)) - column,
  };
}

/** How high a page is in points of the sheet, which is made smaller until its columns fit the page. */
function pageHeight(spec: SheetSpec, { column, columns }: MergeSpec): number {
  const [across, down] = spec.print.orientation === 'landscape' ? [A4.long, A4.short] : [A4.short, A4.long];
  const hidden = new Set(spec.hiddenColumns);
  let width = 0;
  for (let at = column; at < column + columns; at += 1) {
    const characters = spec.columnWidths[at];
    if (!hidden.has(at)) width += characters === undefined ? STANDARD_WIDTH : widthInPoints(characters);
  }
  const scale = Math.min(1, (across - PAGE_MARGINS.left - PAGE_MARGINS.right) / Math.max(1, width));
  return ((down - PAGE_MARGINS.top - PAGE_MARGINS.bottom) / scale) * FILLED;
}

/** Charts beside or over one another share their rows, headings stay with theirs: the rows that a page must not divide. */
function undivided(spec: SheetSpec): { first: number; end: number }[] {
  const groups: { first: number; end: number }[] = [];
  const anchors = (spec.charts ?? []).map(({ anchor }) => anchor);
  const kept = [...anchors, ...(spec.print.together ?? [])].sort((a, b) => a.row - b.row);
  for (const { row, rows } of kept) {
    const last = groups.at(-1);
    if (last !== undefined && row < last.end) last.end = Math.max(last.end, row + rows);
    else groups.push({ first: row, end: row + rows });
  }
  return groups;
}

/** The rows (from 0) that begin a page: those that the sheet wishes, and so that a chart that fits a page stands on one. */
export function pageBreaks(spec: SheetSpec): number[] {
  const groups = undivided(spec);
  const wished = new Set(spec.print.breaks);
  if (groups.length === 0) return [...wished];
  const area = printedArea(spec);
  const height = pageHeight(spec, area);
  const hidden = new Set(spec.hiddenRows);
  const heightOf = (row: number): number => (hidden.has(row) ? 0 : (spec.rowHeights?.get(row) ?? STANDARD_HEIGHT));
  const repeated = spec.print.repeatedRow ?? (spec.frozenRows === undefined ? undefined : spec.frozenRows - 1);
  const heading = repeated === undefined ? 0 : heightOf(repeated);
  const breaks: number[] = [];
  const ends = new Map(groups.map(({ first, end }) => [first, end]));
  let used = 0;
  let undividedUntil = area.row;
  for (let row = area.row; row < area.row + area.rows; row += 1) {
    const end = ends.get(row) ?? row + 1;
    let together = 0;
    for (let at = row; at < end; at += 1) together += heightOf(at);
    const mayBreak = row >= undividedUntil && used > 0;
    undividedUntil = Math.max(undividedUntil, end);
    // Every page ends where it is told to: one that ended by itself would shift all that come after.
    if (wished.has(row) || (mayBreak && used + together > height)) {
      breaks.push(row);
      used = repeated !== undefined && row > repeated ? heading : 0;
    }
    used += heightOf(row);
  }
  return breaks;
}
