/** One sheet of the hand-in copy: values only, without what is hidden, masked cells as marks. */
import type { Cell as FileCell, CellValue, ColumnDef, MergeRange, RowDef, WriteSheet } from 'hucre';
import { HIDDEN_MARK } from '../../indicators';
import { cellKey } from './masking';
import type { SheetPicture } from './picture';
import { HIDDEN_SENTENCE } from './sentences';

/** Where rows and columns of a sheet stand in its copy; -1 for those that are left out. */
export interface Places {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

function numbered(count: number, isLeftOut: (index: number) => boolean): number[] {
  let next = 0;
  return Array.from({ length: count }, (_, index) => (isLeftOut(index) ? -1 : next++));
}

/** Hidden rows and columns stay behind; the key row and column of our forms are among them. */
export function placesOf({ file, rows, columns }: SheetPicture): Places {
  // Merged cells and charts may reach beyond the last filled cell.
  return {
    rows: numbered(rows + 500, (row) => file.rowDefs?.get(row)?.hidden === true),
    columns: numbered(columns + 100, (column) => file.columns?.[column]?.hidden === true),
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

function titleRows(text: string | undefined, rows: readonly number[]): string | undefined {
  const match = /(\d+):\$?(\d+)/u.exec(text ?? '');
  if (match === null) return undefined;
  const found = span(rows, Number(match[1]) - 1, Number(match[2]) - 1);
  return found === null ? undefined : `$${found[0] + 1}:$${found[1] + 1}`;
}

/**
 * The sheet for the writer. Formulas, validations, notes, links, tables and pictures are not taken over. Of the `hidden`
 * cells those in `sentences` say so in words, all others carry the mark.
 */
export function copySheet(
  picture: SheetPicture,
  hidden: ReadonlySet<string>,
  sentences: ReadonlySet<string> = new Set(),
): WriteSheet {
  const { file, name } = picture;
  const places = placesOf(picture);
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<FileCell>>();
  for (let row = 0; row < picture.rows; row += 1) {
    const toRow = places.rows[row]!;
    if (toRow < 0) continue;
    const line: CellValue[] = [];
    for (let column = 0; column < picture.columns; column += 1) {
      const toColumn = places.columns[column]!;
      if (toColumn < 0) continue;
      const { value, style } = picture.at(row, column);
      const key = cellKey(name, row, column);
      const isSentence = sentences.has(key);
      const isHidden = !isSentence && hidden.has(key);
      const written = isSentence ? HIDDEN_SENTENCE : isHidden ? HIDDEN_MARK : value;
      line[toColumn] = written;
      if (style === undefined) continue;
      const marked = isHidden ? { ...style, alignment: { ...style.alignment, horizontal: 'right' as const } } : style;
      cells.set(`${toRow},${toColumn}`, { value: written, style: marked });
    }
    rows[toRow] = line;
  }
  const columns: ColumnDef[] = [];
  places.columns.slice(0, picture.columns).forEach((to, from) => {
    if (to >= 0) columns[to] = { width: file.columns?.[from]?.width ?? 8.38 };
  });
  const rowDefs = new Map<number, RowDef>();
  for (const [row, { height }] of file.rowDefs ?? []) {
    const to = places.rows[row] ?? -1;
    if (to >= 0 && height !== undefined) rowDefs.set(to, { height });
  }
  const setup = file.pageSetup;
  const repeated = titleRows(setup?.printTitlesRow, places.rows);
  const frozen = places.rows.slice(0, file.freezePane?.rows ?? 0).filter((place) => place >= 0).length;
  return {
    name,
    rows,
    cells,
    columns,
    rowDefs,
    merges: mergesOf(picture, places),
    ...(frozen > 0 ? { freezePane: { rows: frozen } } : {}),
    pageSetup: {
      paperSize: setup?.paperSize ?? 'a4',
      orientation: setup?.orientation ?? 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      ...(setup?.margins === undefined ? {} : { margins: setup.margins }),
      ...(repeated === undefined ? {} : { printTitlesRow: repeated }),
    },
    headerFooter: { oddHeader: '&L&A', oddFooter: '&C&P / &N' },
    view: {
      showGridLines: false,
      ...(file.view?.tabColor === undefined ? {} : { tabColor: file.view.tabColor }),
    },
  };
}
