/** One sheet of the hand-in copy: values only, without what is hidden, masked cells as marks. */
import type { Cell as FileCell, CellValue, ColumnDef, MergeRange, PageSetup, RowDef, WriteSheet } from 'hucre';
import { rectAddress } from '../../formula';
import { HIDDEN_MARK } from '../../indicators';
import { PAGE_MARGINS } from '../pageBreaks';
import { heightOfLines, linesOf, STANDARD_HEIGHT } from '../textSize';
import { copyPages, ROOM_OF_NOTHING } from './copyPages';
import { cellKey } from './masking';
import type { SheetPicture } from './picture';

/** Inches; files are read without their margins. */
const MARGINS = Object.fromEntries(Object.entries(PAGE_MARGINS).map(([side, points]) => [side, points / 72]));

/** Where rows and columns of a sheet stand in its copy; -1 for those that are left out. */
export interface Places {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

function numbered(count: number, isLeftOut: (index: number) => boolean): number[] {
  let next = 0;
  return Array.from({ length: count }, (_, index) => (isLeftOut(index) ? -1 : next++));
}

/**
 * Hidden rows and columns stay behind, the key row and column of our forms among them, and so does what stands beside the
 * printed area: tables that only help a chart, and notes of the analyst.
 */
export function placesOf({ file, rows, columns, printed, leftOut }: SheetPicture): Places {
  const isOutside = (at: number, from: number, count: number): boolean => at < from || at >= from + count;
  // Merged cells and charts may reach beyond the last filled cell.
  return {
    rows: numbered(
      rows + 500,
      (row) =>
        file.rowDefs?.get(row)?.hidden === true || (printed !== null && isOutside(row, printed.row, printed.rows)),
    ),
    columns: numbered(
      columns + 100,
      (column) =>
        file.columns?.[column]?.hidden === true ||
        leftOut.has(column) ||
        (printed !== null && isOutside(column, printed.column, printed.columns)),
    ),
  };
}

/** First and last of the places that stay between two; null when none does. */
export function span(places: readonly number[], from: number, to: number): [number, number] | null {
  const staying = places.slice(from, to + 1).filter((place) => place >= 0);
  return staying.length === 0 ? null : [staying[0]!, staying.at(-1)!];
}

function mergesOf(picture: SheetPicture, { rows, columns }: Places): MergeRange[] {
  return (picture.file.merges ?? []).flatMap(({ startRow, startCol, endRow, endCol }) => {
    const [across, down] = [span(columns, startCol, endCol), span(rows, startRow, endRow)];
    if (across === null || down === null || (across[0] === across[1] && down[0] === down[1])) return [];
    return [{ startRow: down[0], startCol: across[0], endRow: down[1], endCol: across[1] }];
  });
}

/** First and last of the rows that pages repeat, from 0. */
function titleRows(text: string | undefined, rows: readonly number[]): [number, number] | null {
  const match = /(\d+):\$?(\d+)/u.exec(text ?? '');
  return match === null ? null : span(rows, Number(match[1]) - 1, Number(match[2]) - 1);
}

/** Points that the texts of a row of the copy take: of each line as wide as its cell, or as the cells that it is merged with. */
function heightOfTexts(
  row: number,
  line: readonly CellValue[],
  { cells, columns, merges }: Pick<WriteSheet, 'cells' | 'columns' | 'merges'>,
): number {
  let height = STANDARD_HEIGHT;
  line.forEach((value, column) => {
    if (typeof value !== 'string' || value === '') return;
    const { font, alignment } = cells?.get(`${row},${column}`)?.style ?? {};
    const merged = merges?.find(({ startRow, startCol }) => startRow === row && startCol === column);
    const last = merged?.endCol ?? column;
    let width = 0;
    for (let at = column; at <= last; at += 1) width += columns?.[at]?.width ?? STANDARD_CHARACTERS;
    const style = { ...(font?.size === undefined ? {} : { size: font.size }), indent: alignment?.indent ?? 0 };
    height = Math.max(height, heightOfLines(linesOf(value, width, style), style));
  });
  return height;
}

const STANDARD_CHARACTERS = 9;

/** How a copy is fitted to the paper: as the sheet is, by its width or at its own smaller scale. */
function fitOf({
  file,
}: Pick<SheetPicture, 'file'>): Pick<PageSetup, 'scale' | 'fitToPage' | 'fitToWidth' | 'fitToHeight'> {
  const { fitToPage, scale } = file.pageSetup ?? {};
  if (fitToPage !== true && scale !== undefined && scale < 100) return { scale };
  return { fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
}

/**
 * By how much the columns of a copy are wider. Where columns stay behind, it would be narrower than the sheet and printed larger,
 * and its pages would end before the breaks that were reckoned for the sheet: the others take their room. A scale instead of a fit
 * would send columns to a second page where another font stands for 游ゴシック.
 */
function widening({ file, columns, printed, leftOut }: SheetPicture): number {
  const [first, count] = printed === null ? [0, columns] : [printed.column, printed.columns];
  const within = Array.from({ length: count }, (_, index) => first + index).filter(
    (column) => file.columns?.[column]?.hidden !== true,
  );
  const widthOf = (those: readonly number[]): number =>
    those.reduce((sum, column) => sum + (file.columns?.[column]?.width ?? STANDARD_CHARACTERS), 0);
  const staying = widthOf(within.filter((column) => !leftOut.has(column)));
  return staying === 0 ? 1 : widthOf(within) / staying;
}

/** What differs between a sheet and its copy. */
export interface CopyChanges {
  /** Cells that carry the mark. */
  readonly hidden: ReadonlySet<string>;
  /** Texts that stand in the place of others, by cell. */
  readonly written?: ReadonlyMap<string, string>;
  /** Rows of the sheet over which only charts stood that are not copied. */
  readonly emptied?: ReadonlySet<number>;
}

/** The sheet for the writer. Formulas, validations, notes, links, tables and pictures are not taken over. */
export function copySheet(
  picture: SheetPicture,
  { hidden, written = new Map(), emptied = new Set() }: CopyChanges,
): WriteSheet {
  const { file, name } = picture;
  const places = placesOf(picture);
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<FileCell>>();
  /** Rows in which less stands than the sheet has: they need not be as high. */
  const shortened = new Set<number>();
  for (let row = 0; row < picture.rows; row += 1) {
    const toRow = places.rows[row]!;
    if (toRow < 0) continue;
    const line: CellValue[] = [];
    for (let column = 0; column < picture.columns; column += 1) {
      const toColumn = places.columns[column]!;
      if (toColumn < 0) continue;
      const { value, style } = picture.at(row, column);
      const key = cellKey(name, row, column);
      const isHidden = hidden.has(key);
      const isBlank = picture.withheld.has(`${row},${column}`);
      const shown = isBlank ? null : isHidden ? HIDDEN_MARK : (written.get(key) ?? value);
      line[toColumn] = shown;
      if (shown !== value && typeof value === 'string') shortened.add(toRow);
      if (style === undefined) continue;
      const marked = isHidden ? { ...style, alignment: { ...style.alignment, horizontal: 'right' as const } } : style;
      cells.set(`${toRow},${toColumn}`, { value: shown, style: marked });
    }
    rows[toRow] = line;
  }
  const columns: ColumnDef[] = [];
  const wider = widening(picture);
  places.columns.slice(0, picture.columns).forEach((to, from) => {
    if (to < 0) return;
    const width = file.columns?.[from]?.width;
    if (width !== undefined || wider > 1) columns[to] = { width: (width ?? STANDARD_CHARACTERS) * wider };
    else columns[to] = { width: 8.38 };
  });
  const merges = mergesOf(picture, places);
  const heights = new Map<number, number>();
  const heightsOnSheet = new Map<number, number>();
  for (const [row, { height }] of file.rowDefs ?? []) {
    const to = places.rows[row] ?? -1;
    if (to < 0 || height === undefined) continue;
    heights.set(to, height);
    if (!shortened.has(to)) continue;
    heights.set(to, Math.min(height, heightOfTexts(to, rows[to] ?? [], { cells, columns, merges })));
    heightsOnSheet.set(to, height);
  }
  const left = [...emptied]
    .map((row) => places.rows[row] ?? -1)
    .filter((to) => to >= 0 && (rows[to] ?? []).every((value) => value === null || value === ''));
  for (const to of left) heights.set(to, ROOM_OF_NOTHING);
  const setup = file.pageSetup;
  const repeated = titleRows(setup?.printTitlesRow, places.rows);
  const area = picture.printed;
  const across = area === null ? null : span(places.columns, area.column, area.column + area.columns - 1);
  const down = area === null ? null : span(places.rows, area.row, area.row + area.rows - 1);
  const printed =
    across === null || down === null
      ? null
      : { row: down[0], column: across[0], rows: down[1] - down[0] + 1, columns: across[1] - across[0] + 1 };
  const orientation = setup?.orientation ?? 'portrait';
  const fit = fitOf(picture);
  const pages = copyPages({
    rows: printed === null ? rows.length : printed.row + printed.rows,
    heights,
    heightsOnSheet,
    emptied: new Set(left),
    widths: columns.map(({ width = STANDARD_CHARACTERS }) => width),
    orientation,
    scale: fit.scale,
    repeated,
    breaks: [...new Set((file.rowBreaks ?? []).flatMap((row) => span(places.rows, 0, row)?.[1] ?? []))],
  });
  const frozenColumns = places.columns.slice(0, file.freezePane?.columns ?? 0).filter((place) => place >= 0).length;
  const frozen = places.rows.slice(0, file.freezePane?.rows ?? 0).filter((place) => place >= 0).length;
  return {
    name,
    rows,
    cells,
    columns,
    rowDefs: new Map([...pages.heights].map(([row, height]): [number, RowDef] => [row, { height }])),
    merges,
    ...(frozen + frozenColumns > 0
      ? { freezePane: { rows: frozen || undefined, columns: frozenColumns || undefined } }
      : {}),
    ...(pages.breaks.length > 0 ? { rowBreaks: [...pages.breaks] } : {}),
    pageSetup: {
      paperSize: setup?.paperSize ?? 'a4',
      orientation,
      ...fit,
      horizontalCentered: true,
      margins: setup?.margins ?? MARGINS,
      ...(repeated === null ? {} : { printTitlesRow: `$${repeated[0] + 1}:$${repeated[1] + 1}` }),
      ...(printed === null ? {} : { printArea: rectAddress(printed, true) }),
    },
    headerFooter: { oddHeader: '&L&A', oddFooter: '&C&P / &N' },
    view: {
      showGridLines: false,
      ...(file.view?.tabColor === undefined ? {} : { tabColor: file.view.tabColor }),
    },
  };
}
