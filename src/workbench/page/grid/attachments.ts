/** Moves what stands on cells (tables, validations, links) when rows or columns are inserted or removed. */
import { addressOf, parseAddress, type Rect } from '../../book/address';
import type { Book } from '../../book/book';
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

/** Moves tables, validations and links of the sheet along. */
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
  const links = [...layout.hyperlinks];
  layout.hyperlinks.clear();
  for (const [address, link] of links) {
    const rect = parseAddress(address);
    const moved = rect && shifted(rect, shift);
    if (moved) layout.hyperlinks.set(addressOf(moved), link);
  }
}
