/** How a sheet stands on paper: its scale, where pages end, which heading they carry. Lengths are in points. */
import { extentOf, type MergeSpec, type SheetSpec } from './sheetSpec';
import { STANDARD_HEIGHT, styleOf, widthOf } from './textSize';

/** 10 mm at the sides; printers keep 5 mm. */
export const PAGE_MARGINS = { left: 28, right: 28, top: 48, bottom: 42, header: 20, footer: 20 } as const;
const A4 = { short: 595, long: 842 } as const;
/** Excel's own width of a column. */
const STANDARD_WIDTH = 54;
/** Pixels of the digit 0 of 游ゴシック 11, by which Excel counts widths, and of the room beside it; a pixel is 0.75 points. */
const DIGIT_PIXELS = 8;
const ROOM_PIXELS = 5;
/** Text of 11 points is printed at 8 points or more. */
export const LEAST_SCALE = 0.75;
/** Printers and fonts differ: a page is not filled to its last point. */
const FILLED = 0.97;
/** A section goes to the next page when less than this is left of one, and no page holds less where that can be helped. */
const LEAST_PART = 0.15;
const LEAST_PAGE = 0.34;
/** Rows of a divided table that stand on the page of its heading, the heading included. */
const FIRST_ROWS = 4;
/** Pages that are filled so far need no other scale; and by how many percent a smaller one differs at least. */
const FULL = 0.85;
const LEAST_STEP = 3;
/** More rows that a chart reads are divided like others. */
const MOST_READ = 12;
/** How much of a page may stay blank so that a table stands on one page. */
const MOST_BLANK = 0.25;

/** A column width in points from characters, as Excel has them with 游ゴシック 11. */
export function widthInPoints(characters: number): number {
  return Math.round((characters * DIGIT_PIXELS + ROOM_PIXELS) * 0.75 * 100) / 100;
}

/** What of a sheet does not depend on the sizes of its rows and columns: it is laid out for many scales and heights. */
interface Structure {
  area: MergeSpec;
  repeated: number | undefined;
  tables: readonly Rows[];
  groups: readonly RowSpan[];
}

interface Rows {
  readonly row: number;
  readonly rows: number;
}

/** Rows from one on; `end` is not among them. */
interface RowSpan {
  readonly first: number;
  readonly end: number;
}

const STRUCTURES = new WeakMap<SheetSpec, Partial<Structure>>();

/** A part of the structure, reckoned once for a sheet. */
function once<Name extends keyof Structure>(
  spec: SheetSpec,
  name: Name,
  reckon: (spec: SheetSpec) => Structure[Name],
): Structure[Name] {
  let known = STRUCTURES.get(spec);
  if (known === undefined) STRUCTURES.set(spec, (known = {}));
  if (!(name in known)) known[name] = reckon(spec);
  return known[name] as Structure[Name];
}

/** The sheet with other sizes of rows or columns, and with what is known of its structure. */
function resized(spec: SheetSpec, sizes: Partial<Pick<SheetSpec, 'rowHeights' | 'columnWidths'>>): SheetSpec {
  const other = { ...spec, ...sizes };
  const known = STRUCTURES.get(spec) ?? {};
  STRUCTURES.set(spec, known);
  STRUCTURES.set(other, known);
  return other;
}

/** The sheet with other blocks beside what is printed, and with all that is known of its pages. */
export function withBlocksBeside(spec: SheetSpec, blocks: SheetSpec['blocks']): SheetSpec {
  const other = { ...spec, blocks };
  const [structure, paper] = [STRUCTURES.get(spec), KNOWN.get(spec)];
  if (structure !== undefined) STRUCTURES.set(other, structure);
  if (paper !== undefined) KNOWN.set(other, paper);
  return other;
}

/** What is printed: the area that the spec names, or all its cells, and the charts that reach beyond. */
export const printedArea = (spec: SheetSpec): MergeSpec => once(spec, 'area', reckonedArea);

function reckonedArea(spec: SheetSpec): MergeSpec {
  const { row, column, rows, columns } = spec.print.area ?? { row: 0, column: 0, ...extentOf(spec) };
  const anchors = (spec.charts ?? []).map(({ anchor }) => anchor);
  return {
    row,
    column,
    rows: Math.max(row + rows, ...anchors.map((anchor) => anchor.row + anchor.rows)) - row,
    columns: Math.max(column + columns, ...anchors.map((anchor) => anchor.column + anchor.columns)) - column,
  };
}

/** Which way the paper of a sheet lies. */
interface OnPaper {
  readonly print: Pick<SheetSpec['print'], 'orientation'>;
}

/** Width of the paper between its margins. */
export function paperWidth({ print }: OnPaper): number {
  return (print.orientation === 'landscape' ? A4.long : A4.short) - PAGE_MARGINS.left - PAGE_MARGINS.right;
}

/** Width of the printed columns before they are made to fit the page. */
export function printedWidth(spec: SheetSpec): number {
  const { column, columns } = printedArea(spec);
  const hidden = new Set(spec.hiddenColumns);
  let width = 0;
  for (let at = column; at < column + columns; at += 1) {
    const characters = spec.columnWidths[at];
    if (!hidden.has(at)) width += characters === undefined ? STANDARD_WIDTH : widthInPoints(characters);
  }
  return width;
}

/** By how much a sheet is made smaller so that its columns fit the page. */
export function fittingScale(spec: SheetSpec): number {
  return Math.min(1, paperWidth(spec) / Math.max(1, printedWidth(spec)));
}

/** How high a page is in points of the sheet. */
export function pageHeight({ print }: OnPaper, scale: number): number {
  const down = print.orientation === 'landscape' ? A4.short : A4.long;
  return ((down - PAGE_MARGINS.top - PAGE_MARGINS.bottom) / scale) * FILLED;
}

/** The rows with the headings of tables, each group of neighbouring ones by its last. */
function headingRows(spec: SheetSpec): number[] {
  const rows = new Set<number>();
  for (const { row, cells, style } of spec.blocks)
    if (style === 'header') cells.forEach((_, index) => rows.add(row + index));
  const hidden = new Set(spec.hiddenRows);
  return [...rows].filter((row) => !rows.has(row + 1) && !hidden.has(row)).sort((a, b) => a - b);
}

/**
 * The row that pages repeat: the heading of a table only, and only where no other table and no chart stands below it. Elsewhere
 * figures would stand under names of another table.
 */
export const repeatedRow = (spec: SheetSpec): number | undefined => once(spec, 'repeated', reckonedRepeatedRow);

function reckonedRepeatedRow(spec: SheetSpec): number | undefined {
  const wanted = spec.print.repeatedRow ?? (spec.frozenRows === undefined ? undefined : spec.frozenRows - 1);
  const area = printedArea(spec);
  const headings = headingRows(spec).filter((row) => row >= area.row && row < area.row + area.rows);
  if (wanted === undefined || headings.some((row) => row > wanted)) return undefined;
  if ((spec.charts ?? []).some(({ anchor }) => anchor.row > wanted)) return undefined;
  return wanted;
}

/** The rows that stay in sight: none where several tables stand on a sheet, whose figures would stand under the first heading. */
export function frozenRows(spec: SheetSpec): number | undefined {
  return headingRows(spec).length > 1 ? undefined : spec.frozenRows;
}

/** The tables of a sheet: from their heading to the next title, heading or empty row. */
export const tablesOf = (spec: SheetSpec): readonly Rows[] => once(spec, 'tables', reckonedTables);

function reckonedTables(spec: SheetSpec): Rows[] {
  const headings = new Set<number>();
  const titles = new Set<number>();
  const filled = new Set<number>();
  const area = printedArea(spec);
  for (const { row, column, cells, style } of spec.blocks)
    cells.forEach((line, index) => {
      if (style === 'header') headings.add(row + index);
      else if (style === 'heading' || style === 'title') titles.add(row + index);
      else if (
        line.some((value, at) => value !== '' && column + at >= area.column && column + at < area.column + area.columns)
      )
        filled.add(row + index);
    });
  return [...headings]
    .filter((row) => !headings.has(row - 1))
    .map((row) => {
      let end = row + 1;
      while (headings.has(end)) end += 1;
      while (filled.has(end) && !headings.has(end) && !titles.has(end)) end += 1;
      return { row, rows: end - row };
    })
    .sort((a, b) => a.row - b.row);
}

/** Rows of a few figures that one chart reads, such as the areas of a purpose. */
function readByCharts(spec: SheetSpec): Rows[] {
  return (spec.charts ?? []).flatMap(({ categories }) =>
    categories.sheet === undefined && categories.rows > 1 && categories.rows <= MOST_READ ? [categories] : [],
  );
}

/** Charts beside or over one another share their rows, tables stay with their headings: the rows that a page must not divide. */
const undivided = (spec: SheetSpec): readonly RowSpan[] => once(spec, 'groups', reckonedGroups);

function reckonedGroups(spec: SheetSpec): RowSpan[] {
  const groups: { first: number; end: number }[] = [];
  const anchors = (spec.charts ?? []).map(({ anchor }) => anchor);
  const kept = [...anchors, ...readByCharts(spec), ...(spec.print.together ?? [])].sort((a, b) => a.row - b.row);
  for (const { row, rows } of kept) {
    const last = groups.at(-1);
    if (last !== undefined && row < last.end) last.end = Math.max(last.end, row + rows);
    else groups.push({ first: row, end: row + rows });
  }
  return groups;
}

export interface PrintedPage {
  /** The rows of the page, from 0; `end` is not on it. */
  readonly first: number;
  readonly end: number;
  /** Which part of its height is used, the repeated heading included; above 1 where one row alone is higher. */
  readonly fill: number;
}

/** For each row from 0 the height of all rows before it. Heights are in quarters of a point: their sums are exact. */
function heightsBefore({ rowHeights, hiddenRows }: SheetSpec, rows: number): Float64Array {
  const hidden = new Set(hiddenRows);
  const before = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row += 1)
    before[row + 1] = before[row]! + (hidden.has(row) ? 0 : (rowHeights?.get(row) ?? STANDARD_HEIGHT));
  return before;
}

const HEIGHTS = new WeakMap<SheetSpec, Float64Array>();

/** The pages where one may be filled up to `height`, and a page with its own limit, by its number, up to that. */
function paged(
  spec: SheetSpec,
  height: number,
  limits: ReadonlyMap<number, number> = new Map(),
): { first: number; end: number; used: number }[] {
  const area = printedArea(spec);
  const end = area.row + area.rows;
  const wished = new Set(spec.print.breaks);
  const always = new Set(spec.print.pages);
  const repeated = repeatedRow(spec);
  const ends = new Map(undivided(spec).map((group) => [group.first, group.end]));
  const tables = new Map(tablesOf(spec).map(({ row, rows }) => [row, row + rows]));
  const before =
    HEIGHTS.get(spec) ?? heightsBefore(spec, Math.max(end, (repeated ?? 0) + 1, ...ends.values(), ...tables.values()));
  HEIGHTS.set(spec, before);
  const between = (from: number, to: number): number => (to > from ? before[to]! - before[from]! : 0);
  const heightOf = (row: number): number => between(row, row + 1);
  const heading = repeated === undefined ? 0 : heightOf(repeated);
  const isRepeatedIn = (row: number, last: number): boolean =>
    repeated !== undefined && row <= repeated && repeated < last;
  const pages: { first: number; end: number; used: number }[] = [];
  let [first, used, undividedUntil] = [area.row, 0, area.row];
  const close = (row: number): void => {
    pages.push({ first, end: row, used });
    first = row;
    used = repeated !== undefined && row > repeated ? heading : 0;
  };
  for (let row = area.row; row < end; row += 1) {
    const mayBreak = row >= undividedUntil && row > first;
    const most = limits.get(pages.length) ?? height;
    const left = most - used;
    const fits = (last: number): boolean => between(row, last) <= height - heading;
    // A table goes to the next page as a whole where that leaves little blank; else its first rows stay with its heading.
    const table = tables.get(row);
    const isWhole =
      table !== undefined &&
      !isRepeatedIn(row, table) &&
      fits(table) &&
      (between(row, table) <= left || left < MOST_BLANK * height);
    const ofTable = table === undefined ? undefined : isWhole ? table : Math.min(table, row + FIRST_ROWS);
    // What is higher than a page is divided like other rows; what begins within is kept with it as far as it fits.
    let kept = Math.max(row, ...[ends.get(row) ?? row, ofTable ?? row].filter(fits));
    for (let at = row + 1; at < kept; at += 1) {
      const within = tables.get(at);
      const last = Math.max(ends.get(at) ?? 0, within === undefined ? 0 : Math.min(within, at + FIRST_ROWS));
      if (last > kept && fits(last)) kept = last;
    }
    // What begins within something undivided is kept as far as this page goes.
    const isKept = kept > row && (mayBreak || row === first || used + between(row, kept) <= most);
    const together = isKept ? between(row, kept) : heightOf(row);
    if (isKept) undividedUntil = Math.max(undividedUntil, kept);
    if (mayBreak) {
      const section = wished.has(row) ? between(row, Math.min(end, ...[...wished].filter((next) => next > row))) : 0;
      // A section begins a page where it would be cut that has room on one, or where hardly anything is left.
      const isSection =
        wished.has(row) && section > left && (section <= height - heading || left < LEAST_PART * height);
      if (always.has(row) || isSection || used + together > most) close(row);
    }
    used += heightOf(row);
  }
  close(end);
  return pages;
}

/** The pages of a sheet that is printed at a scale. */
export function pagesAt(spec: SheetSpec, scale: number): PrintedPage[] {
  const height = pageHeight(spec, scale);
  let pages = paged(spec, height);
  // A last page with a few rows: all pages are filled a little less, as long as there are no more of them.
  for (let part = 0.95; part >= 0.5 && pages.length > 1 && pages.at(-1)!.used < LEAST_PAGE * height; part -= 0.05) {
    const lower = paged(spec, height * part);
    if (lower.length > pages.length) break;
    if (lower.at(-1)!.used > pages.at(-1)!.used) pages = lower;
  }
  // The page before it gives rows away, where that leaves both with enough.
  for (let part = 0.95; part >= 0.35 && pages.length > 1 && pages.at(-1)!.used < LEAST_PAGE * height; part -= 0.05) {
    const lower = paged(spec, height, new Map([[pages.length - 2, height * part]]));
    if (lower.length > pages.length) break;
    if (Math.min(lower.at(-1)!.used, lower.at(-2)!.used) > pages.at(-1)!.used) pages = lower;
  }
  return pages.map(({ first, end, used }) => ({ first, end, fill: used / (height / FILLED) }));
}

/** What a page is filled to by giving its rows more room, and how much more a row of each kind takes at most. */
const ROOMY = 0.93;
const MOST_ROOM = { entry: 2.2, chart: 1.4, other: 1.3 } as const;
/** Rows of Excel end at this height. */
const HIGHEST_ROW = 409;

export type Growing = 'entry' | 'chart';

/**
 * The sheet with the room that its pages leave given to rows: first to those that somebody writes into and to charts, then to
 * all. `growing`: rows that take more; the pages end where they did.
 */
export function withFilledPages(spec: SheetSpec, growing: ReadonlyMap<number, Growing>): SheetSpec {
  if (!isDivided(spec)) return spec;
  const scale = fittingScale(spec);
  const whole = pageHeight(spec, scale) / FILLED;
  const hidden = new Set(spec.hiddenRows);
  const heights = new Map(spec.rowHeights);
  const heightOf = (row: number): number => heights.get(row) ?? STANDARD_HEIGHT;
  const give = (rows: readonly number[], most: (row: number) => number, left: number): number => {
    const rooms = rows.map((row) => Math.max(0, Math.min(HIGHEST_ROW, heightOf(row) * most(row)) - heightOf(row)));
    const all = rooms.reduce((sum, room) => sum + room, 0);
    if (all <= 0 || left <= 0) return left;
    const part = Math.min(1, left / all);
    // Heights are in quarters of a point.
    rows.forEach((row, index) => heights.set(row, heightOf(row) + Math.floor(rooms[index]! * part * 4) / 4));
    return left - all * part;
  };
  for (const { first, end, fill } of pagesAt(spec, scale)) {
    const rows = Array.from({ length: end - first }, (_, index) => first + index).filter((row) => !hidden.has(row));
    const own = rows.filter((row) => growing.has(row));
    const left = give(own, (row) => MOST_ROOM[growing.get(row)!], (ROOMY - fill) * whole);
    give(
      rows.filter((row) => !growing.has(row)),
      () => MOST_ROOM.other,
      left,
    );
  }
  return resized(spec, { rowHeights: heights });
}

export interface Paper {
  readonly scale: number;
  /** The scale is smaller than the one at which the columns fit. */
  readonly isLower: boolean;
  readonly pages: readonly PrintedPage[];
}

const meanFill = (pages: readonly PrintedPage[]): number =>
  pages.reduce((sum, { fill }) => sum + Math.min(1, fill), 0) / pages.length;

/** One of several pages is nearly blank. */
const hasShortPage = (pages: readonly PrintedPage[]): boolean =>
  pages.length > 1 && pages.some(({ fill }) => fill < LEAST_PAGE);

function reckoned(spec: SheetSpec): Paper {
  const fitting = fittingScale(spec);
  let best: Paper = { scale: fitting, isLower: false, pages: pagesAt(spec, fitting) };
  if (!isDivided(spec)) return best;
  // Somewhat smaller, where that fills the pages, or all of them a third at least.
  for (let scale = Math.floor(fitting * 100 - LEAST_STEP) / 100; scale >= LEAST_SCALE; scale -= 0.01) {
    const isShort = hasShortPage(best.pages);
    if (meanFill(best.pages) >= FULL && !isShort) break;
    const pages = pagesAt(spec, scale);
    const isFuller = meanFill(pages) > meanFill(best.pages) + 0.02;
    if (isFuller || (isShort && !hasShortPage(pages) && meanFill(pages) >= FULL))
      best = { scale, isLower: true, pages };
  }
  return best;
}

const KNOWN = new WeakMap<SheetSpec, Paper>();

/** A sheet on paper as it is reckoned for Excel with 游ゴシック. */
export function paperOf(spec: SheetSpec): Paper {
  const known = KNOWN.get(spec) ?? reckoned(spec);
  KNOWN.set(spec, known);
  return known;
}

export const printScale = (spec: SheetSpec): number => paperOf(spec).scale;
export const printedPages = (spec: SheetSpec): readonly PrintedPage[] => paperOf(spec).pages;

/** Whether the sheet says where its pages end: where nothing has to stay together Excel ends them itself. */
function isDivided(spec: SheetSpec): boolean {
  return undivided(spec).length + (spec.print.breaks ?? []).length + (spec.print.pages ?? []).length > 0;
}

/** The rows (from 0) that begin a page. Every page ends where it is told to: one that ended by itself would shift all after it. */
export function pageBreaks(spec: SheetSpec): number[] {
  if (!isDivided(spec)) return [];
  return printedPages(spec)
    .slice(1)
    .map(({ first }) => first);
}

/** Columns are not made narrower than this, in characters; figures that formulas give keep a little more. */
const NARROWEST = 9;
const FIGURE = 11;
/** A text is not broken into many short lines for the sake of the width. */
const MOST_LINES = 5;
const MOST_LEAST = 40;

/** The width below which a column would cut what stands in it on one line. Hidden rows, such as that of the keys, are not seen. */
function leastWidths(spec: SheetSpec): Map<number, number> {
  const least = new Map<number, number>();
  const merged = new Set(
    (spec.merges ?? []).flatMap(({ row, column, rows, columns }) =>
      columns < 2 ? [] : Array.from({ length: rows }, (_, index) => `${row + index},${column}`),
    ),
  );
  const hidden = new Set(spec.hiddenRows);
  for (const block of spec.blocks) {
    const isFree = block.style === 'title' || block.style === 'heading';
    block.cells.forEach((line, index) =>
      line.forEach((value, offset) => {
        const column = block.column + offset;
        const [row, isKey] = [block.row + index, hidden.has(block.row + index)];
        if (value === '' || isFree || isKey || merged.has(`${row},${column}`)) return;
        const style = styleOf(block, offset);
        const needed =
          style.wrap === true
            ? Math.min(MOST_LEAST, widthOf(block.formulas === true ? '' : value, style) / MOST_LINES)
            : block.formulas === true
              ? FIGURE
              : widthOf(value, style);
        least.set(column, Math.max(least.get(column) ?? NARROWEST, needed));
      }),
    );
  }
  for (const [column, width = 0] of (spec.leastWidths ?? []).entries())
    least.set(column, Math.max(least.get(column) ?? NARROWEST, width));
  return least;
}

/** The sheet with its widest columns made so narrow that it is printed at the least scale or more, as far as their texts wrap. */
export function withPaperWidths(spec: SheetSpec): SheetSpec {
  const most = paperWidth(spec) / LEAST_SCALE;
  if (printedWidth(spec) <= most) return spec;
  const { column, columns } = printedArea(spec);
  const hidden = new Set(spec.hiddenColumns);
  const least = leastWidths(spec);
  const capped = (cap: number): SheetSpec =>
    resized(spec, {
      columnWidths: spec.columnWidths.map((width, at) => {
        const isPrinted = at >= column && at < column + columns && !hidden.has(at);
        return width === undefined || !isPrinted ? width : Math.min(width, Math.max(cap, least.get(at) ?? NARROWEST));
      }),
    });
  const widest = Math.ceil(Math.max(...spec.columnWidths.map((width) => width ?? 0)));
  for (let cap = widest; cap > NARROWEST; cap -= 1) {
    const narrower = capped(cap);
    if (printedWidth(narrower) <= most) return narrower;
  }
  return capped(NARROWEST);
}
