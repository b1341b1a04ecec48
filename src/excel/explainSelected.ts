/** What the selected cell is: its sheet is read as it stands, and the cell is told in words. */
import type { Cell } from '../kdb';
import { explainCell, type ExplainedCell } from '../plan/figures/explainCell';
import { readRows } from './readRows';
import { runExcel } from './work';

export interface ExplainedSelection extends ExplainedCell {
  /** The cell with its sheet. */
  readonly place: string;
}

/** A larger sheet is none of ours whose cells say what they are: only the formula of the cell is looked at. */
const MOST_CELLS = 400_000;

/** The first of the selected cells. */
export function explainSelected(): Promise<ExplainedSelection> {
  return runExcel(async (context) => {
    const cell = context.workbook.getSelectedRange().getCell(0, 0);
    cell.load(['address', 'formulas', 'values', 'rowIndex', 'columnIndex']);
    const sheet = cell.worksheet.load('name');
    const used = sheet.getUsedRangeOrNullObject(true).load(['rowIndex', 'rowCount', 'columnIndex', 'columnCount']);
    await context.sync();
    const { address: place, rowIndex: row, columnIndex: column } = cell;
    const [rows, columns] = used.isNullObject
      ? [0, 0]
      : [used.rowIndex + used.rowCount, used.columnIndex + used.columnCount];
    if (rows * columns === 0 || rows * columns > MOST_CELLS) {
      const alone = (cells: Cell[][]): Cell[][] => {
        const lines: Cell[][] = [];
        lines[row] = [];
        lines[row][column] = cells[0]?.[0] ?? null;
        return lines;
      };
      return { place, ...explainCell({ values: [], formulas: alone(cell.formulas as Cell[][]) }, row, column) };
    }
    const extent = { rows, columns };
    const [values, formulas] = [
      await readRows(sheet, extent, { name: sheet.name }),
      await readRows(sheet, extent, { name: sheet.name, what: 'formulas' }),
    ];
    return { place, ...explainCell({ values, formulas }, row, column) };
  });
}
