/** Tests of OP2 to OP4 of 共通評価指標_一覧: counted from 取組状況一覧 where it stands, the analyst's numbers where not. */
import type { Cell } from '../../../src/kdb';
import { formSheet, keepWritten, type FormSheet, type FormStanding } from '../../../src/plan/forms';
import { indicatorListForm } from '../../../src/plan/indicators';
import { extentOf } from '../../../src/plan/sheetSpec';
import { activityMatrix } from '../../../src/plan/unions';
import { calculated } from './calculated';
import { factsOf } from './facts';
import { ACTIVITIES, MUNICIPALITIES } from './yamaguchi';

const facts = factsOf(MUNICIPALITIES);
const matrix = activityMatrix(facts, ACTIVITIES);

function standingOf(form: FormSheet): FormStanding {
  const spec = formSheet(form);
  const { rows, columns } = extentOf(spec);
  const cells: Cell[][] = Array.from({ length: rows }, () => new Array<Cell>(columns).fill(null));
  for (const block of spec.blocks)
    block.cells.forEach((line, i) => line.forEach((cell, j) => (cells[block.row + i]![block.column + j] = cell)));
  return { values: cells, formulas: cells };
}
const live = indicatorListForm({ ...facts, standing: new Map([[matrix.name, standingOf(matrix)]]) });
const alone = indicatorListForm(facts);
const cellAt = (form: FormSheet, row: string, column: string) =>
  form.rows.find(({ key }) => key === row)!.cells[form.columns.findIndex(({ key }) => key === column)]!;

test('each programme is counted once a municipality, and its share is of all municipalities', async () => {
  const shown = await calculated(live, [matrix]);
  const counts = Object.fromEntries(
    ['lowNutrition', 'oral', 'medication', 'diabeticKidney', 'otherPrevention', 'unknownStatus'].map(
      (key, index) => [key, shown.at(`OP4-${index + 1}.${key}`, 'numerator')] as const,
    ),
  );
  const having = (...keys: string[]) =>
    Object.values(ACTIVITIES).filter(({ marks = {} }) => keys.some((key) => marks[key]?.startsWith('○'))).length;
  expect(counts).toEqual({
    lowNutrition: having('lowNutrition'),
    oral: having('oral'),
    medication: having('medication', 'duplicates'),
    diabeticKidney: having('diabetes'),
    otherPrevention: having('other'),
    unknownStatus: having('unknownStatus'),
  });
  expect(counts.unknownStatus).toBe(5);
  expect(shown.at('OP.municipalities', 'denominator')).toBe(19);
  expect(shown.at('OP4-6.unknownStatus', 'value')).toBeCloseTo(5 / 19, 12);
});

test('without the sheet every number is an input, and what has no column there stays one', () => {
  expect(cellAt(alone, 'OP4-1.lowNutrition', 'numerator')).toHaveProperty('input', '');
  expect(cellAt(alone, 'OP.municipalities', 'denominator')).toHaveProperty('input', '');
  expect(cellAt(live, 'OP2.dentalCheckup', 'numerator')).toHaveProperty('input', '');
  expect(cellAt(live, 'OP4-1.lowNutrition', 'numerator')).toHaveProperty('figure');
});

test('a number that was typed before the sheet stood stays, an empty one becomes live', () => {
  const before = standingOf(alone);
  const typed = before.values.map((line) => [...line]);
  const row = alone.rows.findIndex(({ key }) => key === 'OP4-1.lowNutrition') + 1;
  typed[row]![3] = 12;
  const { form } = keepWritten(live, { values: typed, formulas: typed });
  expect(cellAt(form, 'OP4-1.lowNutrition', 'numerator')).toMatchObject({ written: 12 });
  expect(cellAt(form, 'OP4-2.oral', 'numerator')).toHaveProperty('figure');
});

test.each([
  ['nothing is written of anybody', {}, '－', '－', '－', '－'],
  ['one 開始年度 is written', { since: '令和3年度' }, 1, 0, 0, 0],
  ['one mark is written', { marks: { oral: '○' } }, 0, 0, 1, 1 / 19],
])(
  'where %s, what nobody wrote is a dash and a blank beside an entry is 0',
  async (_, draft, since, low, oral, share) => {
    const sheet = activityMatrix(facts, { [Object.keys(ACTIVITIES)[0]!]: draft });
    const list = indicatorListForm({ ...facts, standing: new Map([[sheet.name, standingOf(sheet)]]) });
    const shown = await calculated(list, [sheet]);
    const totals = await calculated(sheet);
    expect(['since', 'approach.lowNutrition', 'approach.oral'].map((column) => totals.at('total', column))).toEqual([
      since,
      low,
      oral,
    ]);
    expect(shown.at('OP4-1.lowNutrition', 'numerator')).toBe(low);
    expect(shown.at('OP4-2.oral', 'numerator')).toBe(oral);
    expect([totals.at('share', 'approach.oral'), shown.at('OP4-2.oral', 'value')]).toEqual([share, share]);
  },
);
