/** Tests of forms whose figures are values: a later writing knows them as ours, wherever rows were inserted. */
import type { Cell } from '../../../src/kdb';
import { formSheet, keepWritten, type FormSheet } from '../../../src/plan/forms';
import { extentOf } from '../../../src/plan';
import { VALUES_ONLY, valueMark, withSentence } from '../../../src/plan/valuesOnly';

const FORM: FormSheet = {
  name: '計画書',
  columns: [
    { key: 'label', width: 10 },
    { key: 'figure', width: 10 },
  ],
  rows: [{ key: 'persons', cells: [{ text: '人数' }, { figure: '=IKKATSU.LOWNUTRITION("人数")' }] }],
  orientation: 'portrait',
};

/** The sheet as an Excel without functions holds it. */
function standing(value: Cell, shown: Cell = value): Cell[][] {
  const spec = formSheet(withSentence(FORM));
  const { rows, columns } = extentOf(spec);
  const cells = Array.from({ length: rows }, () => new Array<Cell>(columns).fill(null));
  for (const { row, column, cells: block } of spec.blocks)
    block.forEach((line, down) => line.forEach((cell, across) => (cells[row + down]![column + across] = cell)));
  cells[1]![2] = shown;
  for (const { row, text } of valueMark(spec, [{ row: 1, column: 2, value }])) cells[row]![0] = text;
  return cells;
}
const again = (cells: Cell[][]) => keepWritten(withSentence(FORM), { values: cells, formulas: cells });

test('a value that stands as it was written is ours: a number, 0, an empty one and an error', () => {
  for (const value of [12, 0, '', '－', '#N/A']) {
    const { form, kept } = again(standing(value));
    expect([value, kept]).toEqual([value, []]);
    expect(form.rows[0]!.cells[1]).toEqual(FORM.rows[0]!.cells[1]);
  }
});

test('a value that a person changed stays, and is named', () => {
  const { form, kept } = again(standing(12, 13));
  expect(kept).toHaveLength(1);
  expect(form.rows[0]!.cells[1]).toMatchObject({ written: 13 });
});

test('a row that somebody inserted above moves nothing', () => {
  const cells = standing(12);
  cells.splice(1, 0, [null, '私の行', null]);
  const { form, kept } = again(cells);
  expect(kept).toEqual([]);
  expect(form.rows.map(({ key }) => key)).toEqual(['', 'persons', 'valuesOnly']);
});

test('only a form that calls our functions says that it holds values', () => {
  expect(withSentence(FORM).rows.at(-1)!.cells).toEqual([{ text: VALUES_ONLY }]);
  const plain: FormSheet = { ...FORM, rows: [{ key: 'sum', cells: [{ text: '計' }, { figure: '=SUM(C1:C2)' }] }] };
  expect(withSentence(plain)).toBe(plain);
});
