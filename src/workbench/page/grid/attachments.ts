/** Moves what stands on cells (tables, validations, links, charts) when rows or columns are inserted or removed. */
import { parseRect, rectAddress } from '../../../formula';
import { type Rect } from '../../book/rect';
import type { Book } from '../../book/book';
import { changeReferences, moved } from '../../book/chart/references';
import type { Chart } from '../../book/chart/types';
import type { Sheet } from '../../book/sheet';

/** Rows or columns that came at a place, or went from it. */
export interface Shift {
  readonly axis: 'row' | 'column';
  readonly inserted: boolean;
  readonly at: number;
  readonly count: number;
}

/** Where a rectangle lies after the shift; null where nothing of it is left. */
export function shifted(rect: Rect, { axis, inserted, at, count }: Shift): Rect | null {
  const size = axis === 'row' ? 'rows' : 'columns';
  const first = rect[axis];
  const end = first + rect[size];
  const move = (edge: number): number => {
    if (inserted) return edge >= at ? edge + count : edge;
    return edge <= at ? edge : Math.max(at, edge - count);
  };
  const from = move(first);
  const to = inserted ? (end > at ? end + count : end) : move(end);
  return to > from ? { ...rect, [axis]: from, [size]: to - from } : null;
}

/** A chart stays over its cells, and grows and shrinks with them. */
function shiftPlace(chart: Chart, shift: Shift): void {
  const rect = {
    row: chart.from.row,
    column: chart.from.column,
    rows: chart.to.row - chart.from.row + 1,
    columns: chart.to.column - chart.from.column + 1,
  };
  const after = shifted(rect, shift);
  // Excel deletes a chart with its cells only where the whole of it goes; one cell is left of it here.
  const { row, column, rows, columns } = after ?? { ...rect, [shift.axis]: shift.at };
  chart.from = { ...chart.from, row, column };
  chart.to = { ...chart.to, row: row + rows - 1, column: column + columns - 1 };
}

/** Moves tables, validations, links and charts of the sheet along, and the cells that charts anywhere read. */
export function shiftAttachments(book: Book, sheet: Sheet, shift: Shift): void {
  for (const table of book.tables.filter((each) => each.sheet === sheet)) {
    const rect = shifted(table.rect, shift);
    if (rect) book.resizeTable(table, rect);
    else book.removeTable(table);
  }
  const { layout } = sheet;
  layout.validations = layout.validations.flatMap((rule) => {
    const rect = shifted(rule.rect, shift);
    return rect ? [{ ...rule, rect }] : [];
  });
  for (const chart of layout.charts) shiftPlace(chart, shift);
  for (const each of book.sheets)
    for (const chart of each.layout.charts)
      changeReferences(chart, (ref) => moved(ref, sheet.name, (rect) => shifted(rect, shift)));
  if (shift.axis === 'row')
    layout.rowBreaks = layout.rowBreaks.flatMap(
      (row) => shifted({ row, column: 0, rows: 1, columns: 1 }, shift)?.row ?? [],
    );
  const links = [...layout.hyperlinks];
  layout.hyperlinks.clear();
  for (const [address, link] of links) {
    const rect = parseRect(address);
    const moved = rect && shifted(rect, shift);
    if (moved) layout.hyperlinks.set(rectAddress(moved), link);
  }
}
