/** What a sheet of ours looks like beside its cells: read before a job, and put back when the job is taken back. */
import type { Extent } from './readRows';
import { isSupported } from './dressSheet';
import { ACTION_BYTES, refusable, type Step } from './steps';

/** Neighbouring rows or columns of one size. */
interface Run {
  readonly first: number;
  readonly count: number;
  /** Points. */
  readonly size: number;
  readonly hidden: boolean;
}

const PAGE = [
  'orientation',
  'paperSize',
  'zoom',
  'centerHorizontally',
  'centerVertically',
  'topMargin',
  'bottomMargin',
  'leftMargin',
  'rightMargin',
  'headerMargin',
  'footerMargin',
] as const;
const HEADERS = ['leftHeader', 'centerHeader', 'rightHeader', 'leftFooter', 'centerFooter', 'rightFooter'] as const;

/** Everything in it is plain data. */
export interface SheetLayout {
  readonly columns: readonly Run[];
  readonly rows: readonly Run[];
  readonly tabColor: string;
  /** How far the frozen panes reach; null without. */
  readonly frozen: Extent | null;
  readonly page: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, string>>;
    /** Addresses on the sheet; null where nothing is set. */
    readonly area: string | null;
    readonly titleRows: string | null;
    readonly breaks: readonly number[];
  } | null;
}

/** Rows are asked for in pieces: each comes back as an object of its own. */
const ROWS_AT_ONCE = 20_000;

function runsOf(items: readonly { readonly size: number; readonly hidden: boolean }[]): Run[] {
  const runs: { first: number; count: number; size: number; hidden: boolean }[] = [];
  items.forEach(({ size, hidden }, index) => {
    const last = runs.at(-1);
    if (last !== undefined && last.size === size && last.hidden === hidden) last.count += 1;
    else runs.push({ first: index, count: 1, size, hidden });
  });
  return runs;
}

const localAddress = (address: string): string => address.slice(address.lastIndexOf('!') + 1).replace(/\$/g, '');

/** Sizes as Office.js tells them of rows. */
function sizesOf({ value }: { readonly value: readonly Excel.RowProperties[] }): { size: number; hidden: boolean }[] {
  return value.map(({ rowHidden, format }) => ({ size: format?.rowHeight ?? 0, hidden: rowHidden === true }));
}

/** The heights of the first rows of these sheets, in as few requests as their number allows. */
async function readRowSizes(
  context: Excel.RequestContext,
  asked: readonly { readonly sheet: Excel.Worksheet; readonly rows: number }[],
): Promise<{ size: number; hidden: boolean }[][]> {
  const sizes: { size: number; hidden: boolean }[][] = asked.map(() => []);
  let queued: { readonly index: number; readonly answer: OfficeExtension.ClientResult<Excel.RowProperties[]> }[] = [];
  let count = 0;
  const fetch = async (): Promise<void> => {
    await context.sync();
    for (const { index, answer } of queued) sizes[index]!.push(...sizesOf(answer));
    [queued, count] = [[], 0];
  };
  for (const [index, { sheet, rows }] of asked.entries())
    for (let first = 0; first < rows;) {
      const taken = Math.min(ROWS_AT_ONCE - count, rows - first);
      const piece = sheet.getRangeByIndexes(first, 0, taken, 1);
      queued.push({ index, answer: piece.getRowProperties({ rowHidden: true, format: { rowHeight: true } }) });
      first += taken;
      count += taken;
      if (count >= ROWS_AT_ONCE) await fetch();
    }
  if (queued.length > 0) await fetch();
  return sizes;
}

/** The layouts of these sheets within the extents that a job may touch, by name. */
export async function readLayouts(
  context: Excel.RequestContext,
  sheets: ReadonlyMap<string, Extent>,
): Promise<Map<string, SheetLayout>> {
  if (!isSupported('1.9')) return new Map();
  const asked = [...sheets].map(([name, { rows, columns }]) => {
    const sheet = context.workbook.worksheets.getItem(name).load('tabColor');
    const { pageLayout } = sheet;
    return {
      name,
      sheet,
      rows,
      widths: sheet
        .getRangeByIndexes(0, 0, 1, columns)
        .getColumnProperties({ columnHidden: true, format: { columnWidth: true } }),
      frozen: sheet.freezePanes.getLocationOrNullObject().load(['rowCount', 'columnCount']),
      page: pageLayout.load([...PAGE]),
      headers: pageLayout.headersFooters.defaultForAllPages.load([...HEADERS]),
      area: pageLayout.getPrintAreaOrNullObject().load('address'),
      titles: pageLayout.getPrintTitleRowsOrNullObject().load('address'),
      breaks: sheet.horizontalPageBreaks.load('items/rowIndex'),
    };
  });
  await context.sync();
  const layouts = new Map<string, SheetLayout>();
  const heights = await readRowSizes(context, asked);
  for (const [index, { name, sheet, widths, frozen, page, headers, area, titles, breaks }] of asked.entries()) {
    layouts.set(name, {
      columns: runsOf(
        widths.value.map(({ columnHidden, format }) => ({
          size: format?.columnWidth ?? 0,
          hidden: columnHidden === true,
        })),
      ),
      rows: runsOf(heights[index]!),
      tabColor: sheet.tabColor,
      frozen: frozen.isNullObject ? null : { rows: frozen.rowCount, columns: frozen.columnCount },
      page: {
        settings: Object.fromEntries(PAGE.map((key) => [key, page[key]])),
        headers: Object.fromEntries(HEADERS.map((key) => [key, headers[key]])),
        area: area.isNullObject ? null : localAddress(area.address),
        titleRows: titles.isNullObject ? null : localAddress(titles.address),
        breaks: breaks.items.map(({ rowIndex }) => rowIndex),
      },
    });
  }
  return layouts;
}

/** Bytes of the request that `putSizesBack` makes, roughly. */
export function sizesWeight({ columns, rows }: SheetLayout): number {
  return (1 + 5 * (columns.length + rows.length)) * ACTION_BYTES;
}

/** Queues sizes and what is hidden. A size of 0 is what a hidden row or column tells of itself. */
export function putSizesBack(sheet: Excel.Worksheet, { columns, rows, tabColor }: SheetLayout): void {
  for (const { first, count, size, hidden } of columns) {
    const range = sheet.getRangeByIndexes(0, first, 1, count);
    if (size > 0) range.format.columnWidth = size;
    range.getEntireColumn().columnHidden = hidden;
  }
  for (const { first, count, size, hidden } of rows) {
    const range = sheet.getRangeByIndexes(first, 0, count, 1);
    if (size > 0) range.format.rowHeight = size;
    range.getEntireRow().rowHidden = hidden;
  }
  sheet.tabColor = tabColor;
}

/** What Excel may refuse of a layout: frozen panes and the set-up of the pages. */
export function layoutSteps(sheet: Excel.Worksheet, name: string, layout: SheetLayout): Step[] {
  const { frozen, page } = layout;
  const freeze = refusable(`${name} の見出しの固定`, () => {
    if (frozen === null) sheet.freezePanes.unfreeze();
    else freezeTo(sheet, frozen);
  });
  if (page === null) return [freeze];
  const pages = refusable(`${name} のページ設定`, () => {
    const { pageLayout } = sheet;
    Object.assign(pageLayout, page.settings);
    Object.assign(pageLayout.headersFooters.defaultForAllPages, page.headers);
    if (page.area !== null) pageLayout.setPrintArea(page.area);
    if (page.titleRows !== null) pageLayout.setPrintTitleRows(page.titleRows);
    sheet.horizontalPageBreaks.removePageBreaks();
    for (const row of page.breaks) sheet.horizontalPageBreaks.add(sheet.getRangeByIndexes(row, 0, 1, 1));
  });
  return [freeze, pages];
}

/** More rows or columns than this are all of the sheet: the pane is frozen along the other side only. */
const WHOLE = 10_000;

function freezeTo(sheet: Excel.Worksheet, { rows, columns }: Extent): void {
  if (columns >= WHOLE) sheet.freezePanes.freezeRows(rows);
  else if (rows >= WHOLE) sheet.freezePanes.freezeColumns(columns);
  else sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, rows, columns));
}
