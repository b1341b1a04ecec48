/** Everything of a workbook that a person can see or would miss, as plain data: two states are held against each other. */
import type { Sheet } from '../../../src/workbench/book/sheet';
import type { EmbeddedWorkbook } from '../../../src/workbench/workbook';

/** When a sheet was written stands on it, and is another moment each time. */
const MOMENT = /\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d{2}:\d{2}/g;

function cellsOf(sheet: Sheet): unknown[][] {
  const used = sheet.usedRect(true);
  return Array.from({ length: used === null ? 0 : used.row + used.rows }, (_, row) =>
    Array.from({ length: used!.column + used!.columns }, (__, column) => {
      const cell = sheet.formula(row, column);
      return typeof cell === 'string' ? cell.replace(MOMENT, '<時刻>') : cell;
    }),
  );
}

function layoutOf({ layout }: Sheet): object {
  const sizes = (map: ReadonlyMap<number, number>, usual: number): [number, number][] =>
    [...map].filter(([, size]) => size !== usual).sort(([a], [b]) => a - b);
  return {
    widths: sizes(layout.columnWidths, 54),
    heights: sizes(layout.rowHeights, 18.75),
    hidden: [[...layout.hiddenColumns].sort(), [...layout.hiddenRows].sort()],
    frozen: [layout.frozenRows, layout.frozenColumns],
    page: layout.page,
    breaks: layout.rowBreaks,
    tabColor: layout.tabColor,
    merges: layout.merges.map((rect) => JSON.stringify(rect)).sort(),
    charts: layout.charts.map(({ name, title, series }) => [name, title.text, series.map((each) => each.name)]),
  };
}

export interface Picture {
  readonly [part: string]: unknown;
}

/** By parts with names, so that a difference says where it is. Sheets of `except`, and what nobody sees, are left out. */
export function pictureOf({ book }: EmbeddedWorkbook, except: readonly string[] = []): Picture {
  const picture: Record<string, unknown> = {};
  const shown = book.sheets.filter(
    ({ name, layout }) => layout.visibility === 'Visible' && !except.includes(name) && !name.startsWith('改名'),
  );
  picture.sheets = shown.map(({ name }) => name);
  for (const sheet of shown) {
    picture[`${sheet.name}: cells`] = cellsOf(sheet);
    picture[`${sheet.name}: layout`] = structuredClone(layoutOf(sheet));
  }
  // A name of a sheet that is left out, or was removed meanwhile, says nothing of its own.
  picture.names = [...book.names.values()]
    .map(({ name, formula }) => [name, formula])
    .filter(([, formula]) => except.length === 0 || shown.some(({ name }) => formula!.includes(name)))
    .sort();
  picture.tables = book.tables
    .filter(({ sheet }) => shown.includes(sheet))
    .map(({ name, sheet, rect }) => [name, sheet.name, { ...rect }])
    .sort();
  picture.settings = ['IKKATSU.mappings', 'IKKATSU.conditionSets', 'IKKATSU.handIn'].map(
    (key) => book.settings.get(key) ?? null,
  );
  return picture;
}

/** The parts in which two pictures differ. */
export function differences(one: Picture, other: Picture): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]),
  );
}

/** Sheets that only a program sees. */
export function unseen({ book }: EmbeddedWorkbook): string[] {
  return book.sheets.filter(({ layout }) => layout.visibility !== 'Visible').map(({ name }) => name);
}
