/** Sheets with values in place of formulas: the sentence that says so, and the marks by which a later writing knows ours. */
import type { Cell } from '../kdb';
import { KEY_COLUMNS, type FormSheet } from './forms/form';
import { isFormCorner } from './forms/formMark';
import { withValues } from './forms/marks';
import { extentOf, line, type SheetSpec } from './sheetSpec';

/** Stands on every sheet whose figures are values. */
export const VALUES_ONLY =
  'この Excel ではセルの関数を使えないため、このシートの数値は書いた時点の値です（関数ではありません）。' +
  'データや抽出条件を変えたあとは、作業ウィンドウの［値を更新］を押してください。';

const SENTENCE_KEY = 'valuesOnly';

/** The form with the sentence as its last row, once: rows that stand may bring it along. */
export function withSentence(form: FormSheet): FormSheet {
  const calls = form.rows.some(({ cells }) =>
    cells.some((cell) => cell !== null && 'figure' in cell && cell.figure.includes('IKKATSU.')),
  );
  if (!calls) return form;
  const others = form.rows.filter(({ key }) => key !== SENTENCE_KEY);
  return { ...form, rows: [...others, { key: SENTENCE_KEY, cells: [{ text: VALUES_ONLY }] }] };
}

/** The sheet with the sentence below its last row. */
export function sheetWithSentence(spec: SheetSpec): SheetSpec {
  const { rows } = extentOf(spec);
  return { ...spec, blocks: [...spec.blocks, line(rows + 1, [VALUES_ONLY])] };
}

/** The keys of the rows of a form, with what was written as a value; none for a sheet that is no form. */
export function valueMark(
  { blocks }: SheetSpec,
  values: readonly { readonly row: number; readonly column: number; readonly value: Cell }[],
): { readonly row: number; readonly text: string }[] {
  const isForm = isFormCorner(blocks[0]?.cells[0]?.[0]);
  const keys = blocks[1];
  if (!isForm || keys === undefined) return [];
  const rows = new Map<number, Map<number, Cell>>();
  for (const { row, column, value } of values) {
    const own = rows.get(row) ?? new Map<number, Cell>();
    rows.set(row, own.set(column - KEY_COLUMNS, value));
  }
  return [...rows].flatMap(([row, own]) => {
    const text = keys.cells[row - keys.row]?.[0];
    return typeof text === 'string' && text !== '' ? [{ row, text: withValues(text, own) }] : [];
  });
}
