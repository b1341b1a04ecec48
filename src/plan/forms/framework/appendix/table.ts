/** What the tables of Ⅱ資料 share: columns, rows that know the addresses of all others, marks that follow an interval. */
import { ref, type FormCell, type FormColumn, type FormRow } from '../../form';
import { rowsFor, type Cells } from '../../rows';
import { formula, type Part } from '../../../figures/formula';
import { changeOf, type Quantity } from '../../../figures/quantity';
import { fewerThan } from '../../../formulaCalls';
import { DASH, figure, SHARE } from '../common';

/** Figures stand in `a` to `j`; what they mean in each table says its heading. */
export const FIGURES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;

/** Columns that only formulas read. */
export const HELPERS = ['u', 'v', 'w', 'x', 'y', 'z'] as const;

export const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 27 },
  { key: 'kind', width: 18 },
  ...FIGURES.map((key) => ({ key, width: 10.5 })),
  { key: 'mark', width: 17 },
  ...HELPERS.map((key) => ({ key, width: 10, helper: true })),
];

export const { row, title, note, heading, header, gap } = rowsFor(COLUMNS);

/** The address of a cell by the keys of its row and column. */
export type At = (rowKey: string, column: string) => string;

/** A row that is made once the addresses of all rows are known. */
export interface Draft {
  readonly key: string;
  readonly make: (at: At) => FormRow;
}

export const fixed = (made: FormRow): Draft => ({ key: made.key, make: () => made });
export const live = (key: string, cells: (at: At) => Cells, more: Omit<FormRow, 'key' | 'cells'> = {}): Draft => ({
  key,
  make: (at) => row(key, cells(at), more),
});

/** All rows of the sheet. */
export function rowsOf(drafts: readonly Draft[]): FormRow[] {
  const form = { columns: COLUMNS, rows: drafts };
  const at: At = (rowKey, column) => ref(form, rowKey, column).replaceAll('$', '');
  return drafts.map(({ make }) => make(at));
}

/** Points of a difference of shares. */
export const POINTS = changeOf(SHARE);
export { YEN } from '../common';

/** Whether cells or ranges hold as many numbers; an error among them is the answer, because it is not the same as no data. */
export const areNumbers = (cells: readonly string[], numbers = cells.length): string =>
  `COUNT(${cells.join(',')})+0*SUM(${cells.join(',')})=${numbers}`;

/** A formula over cells that is shown only where all of them show numbers. */
export function over(cells: readonly string[], expression: Part, quantity: Quantity): FormCell {
  return figure(formula`=IF(${areNumbers(cells)},${expression},"${DASH}")`, quantity);
}

/** The same where the last of them must not be 0: it divides. */
export function quotient(part: string, whole: string, quantity: Quantity): FormCell {
  return figure(`=IF(AND(${areNumbers([part, whole])},N(${whole})<>0),${part}/${whole},"${DASH}")`, quantity);
}

/** Lower and upper limit of a share of persons. */
export function limits(part: string, whole: string, quantity: Quantity): readonly [FormCell, FormCell] {
  const limit = (word: string): FormCell =>
    figure(
      `=IF(AND(${areNumbers([part, whole])},N(${whole})<>0),IKKATSU.PROPORTION(${part},${whole},"${word}"),"${DASH}")`,
      quantity,
    );
  return [limit('下限'), limit('上限')];
}

/** A word only where the interval lies on one side of `neutral`. */
export function markOf(
  lower: string,
  upper: string,
  neutral: number,
  words: readonly [high: string, low: string],
): FormCell {
  return {
    figure: `=IF(${fewerThan(2, `COUNT(${lower},${upper})`, `${lower},${upper}`)},"${DASH}",IF(${lower}>${neutral},"${words[0]}",IF(${upper}<${neutral},"${words[1]}","区別できない")))`,
    style: 'body',
  };
}
