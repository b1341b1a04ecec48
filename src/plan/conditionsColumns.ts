/** The columns of the sheet 抽出条件, how their cells stand, and lines over several of them. */
import type { CellLook, MergeSpec } from './sheetSpec';

/** Columns of the sheet, counted from 0. The key column is hidden; it says what a row is when the sheet is read back. */
export const CONDITIONS_COLUMNS = {
  key: 0,
  purpose: 1,
  label: 2,
  value: 3,
  unit: 4,
  standard: 5,
  difference: 6,
  possible: 7,
} as const;

/** What stands over the columns. */
export const HEADINGS = [
  'キー',
  '抽出目的',
  '条件',
  '値',
  '単位',
  '既定値',
  '既定値との違い',
  '入れられる値',
  '位置づけ',
  '備考',
];
export const CENTRED: CellLook = { align: 'center' };
/** Short values stand in the middle of their column, from the value to what is possible. */
export const LOOKS = HEADINGS.map((_, column): CellLook =>
  column >= CONDITIONS_COLUMNS.value && column <= CONDITIONS_COLUMNS.possible ? CENTRED : { align: 'left' },
);
/** From this column to the right edge. */
export const toTheEdge = (row: number, column: number): MergeSpec => ({
  row,
  column,
  rows: 1,
  columns: HEADINGS.length - column,
});
