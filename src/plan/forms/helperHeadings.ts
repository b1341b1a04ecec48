/** Headings of the columns beside the page: what only charts or other formulas read is named as such. */
import type { CellRange } from '../chartSpec';
import type { FormCell, FormRow, FormSheet } from './form';

/** Over columns that charts read, and over columns that only other formulas read. */
export const FOR_CHARTS = '図の計算用';
export const FOR_FORMULAS = '計算用';

/** Begins the note above rows that only charts read. */
export const helperNote = (words: string): string => `${FOR_CHARTS}（印刷されません）。${words}`;

const isHelper = ({ columns }: Pick<FormSheet, 'columns'>, column: number): boolean => columns[column]?.helper === true;

/** Whether a row is the heading of a table; what stands beside the page does not count. */
export function isHeadingRow(form: Pick<FormSheet, 'columns'>, row: FormRow | undefined): boolean {
  const styles = (row?.cells ?? []).flatMap((cell, column) =>
    cell === null || isHelper(form, column) ? [] : [cell.style],
  );
  return styles.length > 0 && styles.every((style) => style === 'header');
}

const isFilled = (cell: FormCell | undefined): boolean =>
  cell !== null && cell !== undefined && !('text' in cell && cell.text === '');

function chartColumns({ charts = [] }: FormSheet): ReadonlySet<number> {
  const ranges: CellRange[] = charts.flatMap(({ categories, series }) => [
    categories,
    ...series.flatMap(({ values, x }) => (x === undefined ? [values] : [values, x])),
  ]);
  return new Set(
    ranges
      .filter(({ sheet }) => sheet === undefined)
      .flatMap(({ column, columns }) => Array.from({ length: columns }, (_, index) => column + index)),
  );
}

/** The form with a heading over every column beside the page, at the last heading row of each table that fills it. */
export function withHelperHeadings(form: FormSheet): FormSheet {
  const helpers = form.columns.flatMap((_, column) => (isHelper(form, column) ? [column] : []));
  if (helpers.length === 0) return form;
  const read = chartColumns(form);
  const heads = form.rows.flatMap((row, index) =>
    isHeadingRow(form, row) && !isHeadingRow(form, form.rows[index + 1]) ? [index] : [],
  );
  const rows = [...form.rows];
  heads.forEach((head, order) => {
    const below = form.rows.slice(head + 1, heads[order + 1]);
    const filled = helpers.filter((column) => below.some(({ cells }) => isFilled(cells[column])));
    const [first] = filled;
    if (first === undefined || helpers.some((column) => isFilled(rows[head]!.cells[column]))) return;
    const cells = form.columns.map((_, column) => rows[head]!.cells[column] ?? null);
    cells[first] = { text: filled.some((column) => read.has(column)) ? FOR_CHARTS : FOR_FORMULAS, style: 'note' };
    rows[head] = { ...rows[head]!, cells };
  });
  return { ...form, rows };
}
