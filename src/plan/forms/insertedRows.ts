/** Rows that are put between the rows of a form, and everything that names the rows behind them. */
import { isSameSheet, moveReferences, type Move } from '../../formula';
import type { ChartSpec } from '../chartSpec';
import { KEY_ROWS, type FormCell, type FormRow, type FormSheet } from './form';

/** Where a row of a form went. */
export type RowMove = (row: number) => number;

/** A form with more rows, and which of its rows went where. */
export interface LongerForm {
  readonly form: FormSheet;
  readonly rowOf: RowMove;
}

function movedCell(cell: FormCell, move: (formula: string) => string): FormCell {
  if (cell === null || !('figure' in cell)) return cell;
  const figure = move(cell.figure);
  return figure === cell.figure ? cell : { ...cell, figure };
}

/** The same row where nothing of it moved: what is known of its cells stays known. */
function movedRow(row: FormRow, move: (formula: string) => string): FormRow {
  const cells = row.cells.map((cell) => movedCell(cell, move));
  return cells.every((cell, index) => cell === row.cells[index]) ? row : { ...row, cells };
}

/** A chart whose own ranges follow their rows. */
export function movedChart(chart: ChartSpec, rowOf: RowMove): ChartSpec {
  const range = <T extends { readonly sheet?: string; readonly row: number }>(each: T): T =>
    each.sheet === undefined ? { ...each, row: rowOf(each.row) } : each;
  return {
    ...chart,
    anchor: range(chart.anchor),
    categories: range(chart.categories),
    series: chart.series.map((series) => ({
      ...series,
      name: typeof series.name === 'string' ? series.name : range(series.name),
      values: range(series.values),
      ...(series.x === undefined ? {} : { x: range(series.x) }),
    })),
  };
}

/** The form with these rows before its row `at`; its charts follow their rows. Formulas are moved by `withRowsFollowed`. */
export function withRowsAt(form: FormSheet, at: number, added: readonly FormRow[]): LongerForm {
  const rowOf: RowMove = (row) => (row >= at ? row + added.length : row);
  return {
    form: {
      ...form,
      rows: [...form.rows.slice(0, at), ...added, ...form.rows.slice(at)],
      ...(form.charts === undefined ? {} : { charts: form.charts.map((chart) => movedChart(chart, rowOf)) }),
      ...(form.frozenRows === undefined ? {} : { frozenRows: rowOf(form.frozenRows - 1) + 1 }),
    },
    rowOf,
  };
}

/**
 * The forms with formulas that follow the rows that moved, those that name another of the forms as well.
 * @param moves of the forms that became longer, by their names
 */
export function withRowsFollowed(forms: readonly FormSheet[], moves: ReadonlyMap<string, RowMove>): FormSheet[] {
  if (moves.size === 0) return [...forms];
  const names = [...moves.keys()];
  return forms.map((form) => {
    const move: Move = ({ sheet, row, column }) => {
      const name = sheet === null ? form.name : names.find((each) => isSameSheet(each, sheet));
      const rowOf = name === undefined ? undefined : moves.get(name);
      return rowOf === undefined ? null : { row: row === null ? null : rowOf(row - KEY_ROWS) + KEY_ROWS, column };
    };
    // A form that nobody wrote longer is named by those formulas only that name another sheet.
    const isMoved = moves.has(form.name);
    const followed = (formula: string): string =>
      isMoved || names.some((name) => formula.includes(name)) ? moveReferences(formula, move) : formula;
    // The same form where none of its formulas moved: its sheet is made already.
    const rows = form.rows.map((row) => movedRow(row, followed));
    return rows.every((row, index) => row === form.rows[index]) ? form : { ...form, rows };
  });
}
