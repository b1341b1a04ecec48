/** The values that a sheet of ours shows once the workbook has calculated it, by the keys of the form. */
import { formSheet, type FormSheet } from '../../../src/plan/forms';
import { extentOf } from '../../../src/plan/sheetSpec';
import { createEmbeddedWorkbook } from '../../../src/workbench/workbook';
import type { Cell } from '../../../src/kdb';

export interface Calculated {
  at(rowKey: string, columnKey: string): Cell;
  row(rowKey: string): Cell[];
}

/** Calculates a form without our own functions; `others` are sheets that it looks at. */
export async function calculated(form: FormSheet, others: readonly FormSheet[] = []): Promise<Calculated> {
  const workbook = createEmbeddedWorkbook();
  try {
    for (const each of [...others, form]) {
      const spec = formSheet(each);
      const { rows, columns } = extentOf(spec);
      const grid: (Cell | { formula: string })[][] = Array.from({ length: rows }, () =>
        new Array<Cell>(columns).fill(null),
      );
      for (const block of spec.blocks)
        block.cells.forEach((cells, i) =>
          cells.forEach((value, j) => {
            grid[block.row + i]![block.column + j] = block.formulas === true ? { formula: String(value) } : value;
          }),
        );
      const sheet = workbook.book.addSheet(spec.name);
      sheet.write(
        { row: 0, column: 0, rows, columns },
        (i, j) => {
          const cell = grid[i]![j]!;
          if (cell === null || cell === '') return undefined;
          if (typeof cell === 'object')
            return cell.formula.startsWith('=') ? { value: null, formula: cell.formula } : { value: cell.formula };
          return { value: cell };
        },
        'user',
      );
    }
    await workbook.settle();
    const values = workbook.valuesOf(form.name);
    const rowAt = (key: string): number => form.rows.findIndex((row) => row.key === key) + 1;
    return {
      at: (rowKey, columnKey) =>
        values[rowAt(rowKey)]?.[form.columns.findIndex(({ key }) => key === columnKey) + 1] ?? null,
      row: (rowKey) => values[rowAt(rowKey)]!.slice(1),
    };
  } finally {
    workbook.dispose();
  }
}
