/** Items that the analyst adds as data: a sheet 点検項目 with the headings 分野, 点検項目, 出典, シート. */
import type { Cell } from '../../kdb';

/** The name of the sheet; it belongs to the analyst and is never written. */
export const ADDED_ITEMS_SHEET = '点検項目';

export interface AddedItem {
  readonly group: string;
  readonly text: string;
  readonly source: string;
  readonly sheet: string;
}

const HEADINGS = ['分野', '点検項目', '出典', 'シート'] as const;
/** Rows above the headings that are looked through. */
const MOST_ABOVE = 20;

const plain = (cell: Cell | undefined): string => String(cell ?? '').trim();

/** The items of the sheet in their order, each text once; none where no row has the heading 点検項目. */
export function readAddedItems(rows: readonly (readonly Cell[])[]): readonly AddedItem[] {
  const head = rows.slice(0, MOST_ABOVE).findIndex((cells) => cells.some((cell) => plain(cell) === HEADINGS[1]));
  if (head < 0) return [];
  const columns = HEADINGS.map((heading) => rows[head]!.findIndex((cell) => plain(cell) === heading));
  const seen = new Set<string>();
  return rows.slice(head + 1).flatMap((cells): AddedItem[] => {
    const [group, text, source, sheet] = columns.map((column) => (column < 0 ? '' : plain(cells[column]))) as [
      string,
      string,
      string,
      string,
    ];
    if (text === '' || seen.has(text)) return [];
    seen.add(text);
    return [{ group, text, source, sheet }];
  });
}
