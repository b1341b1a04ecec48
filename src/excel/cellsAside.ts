/** Cells of the analyst's as they were, on a temporary sheet while a write over them lasts. */
import type { Cell } from '../kdb';
import type { SheetSpec } from '../plan';
import type { CellBefore } from './journal';
import { rowsOfSheet } from './sheetRows';
import { addAside, temporaryName } from './temporarySheets';
import { writeCells } from './writeSheet';

/** The sheet that holds them. */
export const CELLS_ASIDE = temporaryName('セルの控え');

type Kind = 'blank' | 'number' | 'truth' | 'text' | 'formula';

function kindOf({ content, isText }: CellBefore): Kind {
  if (content === null) return 'blank';
  if (typeof content === 'number') return 'number';
  if (typeof content === 'boolean') return 'truth';
  return isText || !content.startsWith('=') ? 'text' : 'formula';
}

/** One line a cell, everything as text. */
function sheetOfCells(cells: readonly CellBefore[]): SheetSpec {
  const lines = cells.map((cell) => {
    const { sheet, name, row, column, content, numberFormat } = cell;
    return [sheet, name, String(row), String(column), kindOf(cell), String(content ?? ''), numberFormat];
  });
  const formats = lines[0]!.map(() => '@');
  return {
    name: CELLS_ASIDE,
    blocks: [{ row: 0, column: 0, cells: lines, formats }],
    columnWidths: [],
    print: { orientation: 'landscape' },
  };
}

function cellsOfRows(rows: readonly (readonly Cell[])[]): CellBefore[] {
  return rows.map((line) => {
    const [sheet, name, row, column, kind, text, numberFormat] = line.map((cell) => String(cell ?? '')) as string[];
    const contents: Record<Kind, Cell> = {
      blank: null,
      number: Number(text),
      truth: text === 'true',
      text: text!,
      formula: text!,
    };
    return {
      sheet: sheet!,
      name: name!,
      row: Number(row),
      column: Number(column),
      content: contents[kind as Kind],
      isText: kind === 'text',
      numberFormat: numberFormat!,
    };
  });
}

/** Keeps the cells on a new sheet. Syncs. */
export async function keepCellsAside(context: Excel.RequestContext, cells: readonly CellBefore[]): Promise<void> {
  const before = context.workbook.worksheets.getItemOrNullObject(CELLS_ASIDE).load('name');
  await context.sync();
  if (!before.isNullObject) before.delete();
  if (cells.length === 0) return;
  await writeCells(addAside(context, CELLS_ASIDE), sheetOfCells(cells), {});
}

/** The cells that are kept; none where the analyst removed the sheet. */
export async function readCellsAside(context: Excel.RequestContext): Promise<CellBefore[]> {
  return cellsOfRows((await rowsOfSheet(context, CELLS_ASIDE)) ?? []);
}
