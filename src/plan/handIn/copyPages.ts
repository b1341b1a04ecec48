/** The pages of a copy: those of the sheet, without the room of what stays behind. */
import { pageHeight, paperWidth, widthInPoints } from '../pageBreaks';
import { STANDARD_HEIGHT } from '../textSize';

/** What of a sheet of the copy tells where its pages end. Rows count from 0, widths are in characters, heights in points. */
export interface CopiedSheet {
  readonly rows: number;
  /** Of the rows that are not as high as others. */
  readonly heights: ReadonlyMap<number, number>;
  /** Rows in which less stands than on the sheet, with the height that they have there. */
  readonly heightsOnSheet: ReadonlyMap<number, number>;
  /** Rows over which only a chart stood that is not copied. */
  readonly emptied: ReadonlySet<number>;
  readonly widths: readonly number[];
  readonly orientation: 'portrait' | 'landscape';
  /** Percent; undefined: as its columns fit the paper. */
  readonly scale: number | undefined;
  /** The first and the last row that each page repeats; null for none. */
  readonly repeated: readonly [number, number] | null;
  /** The last rows of the pages of the sheet, in order, but for the last one. */
  readonly breaks: readonly number[];
}

/** The height of a row over which only a chart stood that is not copied. */
export const ROOM_OF_NOTHING = 1.5;
/** A page is filled so far by giving rows the room back that they have on the sheet. */
const ROOMY = 0.95;

/** Where the pages of the copy end (the last row of each but the last one), and how high its rows are, in points. */
export interface CopyPages {
  readonly breaks: readonly number[];
  readonly heights: ReadonlyMap<number, number>;
}

/**
 * The breaks without those between neighbouring pages of which one has become shorter and that have room on one: texts that are masked
 * are shorter, and charts of which nothing may be drawn leave no room. What a page has left then goes to the rows that were higher.
 */
export function copyPages(sheet: CopiedSheet): CopyPages {
  // Where the sheet says nothing of its pages they end by themselves.
  if (sheet.breaks.length === 0) return { breaks: [], heights: sheet.heights };
  const print = { orientation: sheet.orientation };
  const width = sheet.widths.reduce((sum, each) => sum + widthInPoints(each), 0);
  const scale = sheet.scale === undefined ? Math.min(1, paperWidth({ print }) / Math.max(1, width)) : sheet.scale / 100;
  const height = pageHeight({ print }, scale);
  const heights = new Map(sheet.heights);
  const heightOf = (row: number): number => heights.get(row) ?? STANDARD_HEIGHT;
  const between = (first: number, end: number): number => {
    let sum = 0;
    for (let row = first; row < end; row += 1) sum += heightOf(row);
    return sum;
  };
  const [titles, titlesEnd] = sheet.repeated === null ? [0, 0] : [sheet.repeated[0], sheet.repeated[1] + 1];
  const used = (first: number, end: number): number =>
    between(first, end) + (first >= titlesEnd ? between(titles, titlesEnd) : 0);
  const lower = [
    ...sheet.emptied,
    ...[...sheet.heightsOnSheet].flatMap(([row, onSheet]) => (onSheet > heightOf(row) ? [row] : [])),
  ];
  const isShorter = (first: number, end: number): boolean => lower.some((row) => row >= first && row < end);
  const breaks: number[] = [];
  let first = 0;
  const close = (end: number): void => {
    const rows = [...sheet.heightsOnSheet].filter(([row]) => row >= first && row < end);
    const lacking = rows.reduce((sum, [row, onSheet]) => sum + Math.max(0, onSheet - heightOf(row)), 0);
    const part = lacking === 0 ? 0 : Math.min(1, Math.max(0, ROOMY * height - used(first, end)) / lacking);
    // Heights are in quarters of a point.
    for (const [row, onSheet] of part === 0 ? [] : rows)
      if (onSheet > heightOf(row))
        heights.set(row, Math.floor((heightOf(row) + (onSheet - heightOf(row)) * part) * 4) / 4);
    first = end;
  };
  sheet.breaks.forEach((last, index) => {
    const next = sheet.breaks[index + 1];
    const end = next === undefined ? sheet.rows : next + 1;
    if (isShorter(first, end) && used(first, end) <= height) return;
    breaks.push(last);
    close(last + 1);
  });
  close(sheet.rows);
  return { breaks, heights };
}
