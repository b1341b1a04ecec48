/** How a list of persons looks: widths, looks and formats of its columns, what stays in sight, what is printed. */
import type { Steps } from '../../kdb';
import { line, type Block, type CellLook, type SpecValue } from '../sheetSpec';
import { linesOf, widthFor } from '../textSize';
import type { ExtractionList, ListPart } from './extractionRows';

interface WidthLimits {
  readonly least: number;
  readonly most: number;
  readonly headingLines?: number;
}

const WIDTHS: WidthLimits = { least: 7, most: 26 };
/** Long texts take what they need and are wrapped beyond. */
const WIDER: Readonly<Record<string, WidthLimits>> = {
  被保険者番号: { least: 14, most: 26 },
  理由: { least: 26, most: 66 },
  他の目的: { least: 12, most: 60 },
  該当する目的: { least: 16, most: 56 },
  住所: { least: 14, most: 30 },
};
/** Room to write by hand on the printed list. */
const WORK_WIDTHS: Readonly<Record<string, number>> = { 担当: 8, 連絡日: 8, 結果: 15, 次回: 8 };
/** Texts of several lines are a little smaller, so that a screen shows more persons. */
const WRAPPED_SIZE = 10;
/** A4 landscape at 75 %, at 8 pixels a character and with the margins of the columns: wider, and letters are under 8 points. */
const MOST_PRINTED_WIDTH = 166;
/** The widths of all printed columns together that the sentences below the list need to be readable. */
const LEAST_WIDTH = 120;
/** A page that is too narrow for all takes from 理由, but no more than down to here. */
const LEAST_REASON = 34;
const ON_THE_PAGE: ReadonlySet<string> = new Set(['住所', '電話番号']);
const SCREEN_ONLY: readonly ListPart[] = ['value'];
/** The button of an Excel table covers a part of its heading. */
const BUTTON = '　';
/** Texts that are read as a list of words stand left, everything short stands in the middle under its heading. */
const LEFT: ReadonlySet<string> = new Set([
  '被保険者番号',
  '氏名',
  'カナ氏名',
  '理由',
  '他の目的',
  '該当する目的',
  '住所',
  'かかりつけ医',
  '結果',
]);

/** The width of what may stay off the page. */
function contactWidth(columns: ExtractionList['columns'], widths: readonly number[]): number {
  return columns.reduce(
    (sum, { part, heading }, index) =>
      sum + ((part === 'contact' || part === 'more') && !ON_THE_PAGE.has(heading) ? widths[index]! : 0),
    0,
  );
}

/** Width in characters of each column; a column is a step. */
export function* listWidths({ columns, rows }: ExtractionList): Steps<number[]> {
  const widths: number[] = [];
  for (const [index, { heading }] of columns.entries()) {
    const values = rows.map((cells) => cells[index] ?? '');
    widths.push(Math.max(WORK_WIDTHS[heading] ?? 0, widthFor(heading + BUTTON, values, WIDER[heading] ?? WIDTHS)));
    yield;
  }
  const reason = columns.findIndex(({ part }) => part === 'reason');
  const printed = columns.reduce((sum, { part }, index) => sum + (SCREEN_ONLY.includes(part) ? 0 : widths[index]!), 0);
  if (reason < 0) return widths;
  // An address and a telephone number shall be on the page with the rest.
  const room = MOST_PRINTED_WIDTH - printed + contactWidth(columns, widths);
  if (room < 0) widths[reason] = Math.max(Math.min(widths[reason]!, LEAST_REASON), widths[reason]! + room);
  widths[reason]! += Math.max(0, LEAST_WIDTH - printed);
  return widths;
}

/** How many columns from the left are printed: all but the values, as far as a page can hold them in readable size. */
export function printedColumns({ columns }: ExtractionList, widths: readonly number[]): number {
  let total = 0;
  let printed = 0;
  for (const [index, { part }] of columns.entries()) {
    total += widths[index]!;
    if (SCREEN_ONLY.includes(part) || ((part === 'contact' || part === 'more') && total > MOST_PRINTED_WIDTH)) break;
    printed = index + 1;
  }
  return printed;
}

/** The columns that stay in sight while scrolling sideways: number and name. */
export function namesFrozen({ columns }: ExtractionList): number {
  return columns[1]?.heading === '氏名' ? 2 : 1;
}

/** As many decimals for all values of a column as its most precise one has, so that they stand one below the other. */
function numberFormatOf(values: readonly SpecValue[]): string {
  const decimals = values.reduce<number>(
    (most, value) => (typeof value === 'number' && !Number.isInteger(value) ? Math.max(most, decimalsOf(value)) : most),
    0,
  );
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function decimalsOf(value: number): number {
  return Math.min(2, String(value).split('.')[1]?.length ?? 0);
}

function lookOf({ columns, rows }: ExtractionList, index: number, width: number): CellLook {
  const wraps = rows.some((cells) => linesOf(String(cells[index]), width) > 1);
  // A centred text is cut at both its ends, and with them what tells long names of 圏域 apart.
  if (!LEFT.has(columns[index]!.heading) && !wraps) return { align: 'center' };
  return { align: 'left', ...(wraps ? { wrap: true, size: WRAPPED_SIZE } : {}) };
}

/** The heading in the first row and the persons below it; a column is a step. */
export function* listBlocks(list: ExtractionList, widths: readonly number[]): Steps<Block[]> {
  const { columns, rows } = list;
  const looks: CellLook[] = [];
  const formats: string[] = [];
  for (const [index, { kind }] of columns.entries()) {
    looks.push(lookOf(list, index, widths[index] ?? 0));
    formats.push(kind === 'text' ? '@' : numberFormatOf(rows.map((cells) => cells[index] ?? '')));
    yield;
  }
  const header = line(
    0,
    columns.map(({ heading }) => heading),
    { style: 'header', columns: looks.map(({ align }): CellLook => (align === undefined ? {} : { align })) },
  );
  return rows.length === 0
    ? [header]
    : [header, { row: 1, column: 0, cells: rows, formats, style: 'list', columns: looks }];
}
