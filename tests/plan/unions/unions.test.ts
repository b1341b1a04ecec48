/** Tests of the forms of unions: published tables reproduced, sums and deadlines computed, forty municipalities at once. */
import type { FormInput, FormRow, FormSheet } from '../../../src/plan/forms';
import { formSheet } from '../../../src/plan/forms';
import {
  activityMatrix,
  APPROACHES,
  collaboration,
  collection,
  modelProjects,
  UNION_FORMS,
} from '../../../src/plan/unions';
import { calculated } from './calculated';
import { factsOf } from './facts';
import { ACTIVITIES, MARKS_PRINTED, MODEL, MUNICIPALITIES, TOTALS_PRINTED } from './yamaguchi';

const facts = factsOf(MUNICIPALITIES);
const rowsOf = (form: FormSheet, start: string): FormRow[] => form.rows.filter(({ key }) => key.startsWith(start));
const columns = APPROACHES.map(({ key }) => `approach.${key}`);

/** The form with the analyst's entries in it. */
function filled(
  form: FormSheet,
  entries: Readonly<Record<string, Readonly<Record<string, string | number>>>>,
): FormSheet {
  return {
    ...form,
    rows: form.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, index) => {
        const value = entries[row.key]?.[form.columns[index]!.key];
        return value === undefined ? cell : { ...(cell as FormInput), input: value };
      }),
    })),
  };
}

test('the table of 山口県 comes out with its nineteen rows and its totals 2 1 2 1 2 2 5 7', async () => {
  const form = activityMatrix(facts, ACTIVITIES);
  const shown = await calculated(form);
  expect(rowsOf(form, 'municipality.').map(({ key }) => shown.at(key, 'municipality'))).toEqual(MUNICIPALITIES);
  for (const [name, count] of Object.entries(MARKS_PRINTED)) {
    const marks = columns.filter((column) => String(shown.at(`municipality.${name}`, column) ?? '').startsWith('○'));
    expect(`${name} ${marks.length}`).toBe(`${name} ${count}`);
  }
  expect(columns.map((column) => shown.at('total', column))).toEqual(TOTALS_PRINTED);
  expect(shown.at('total', 'since')).toBe(7);
  expect(shown.at('share', 'approach.population')).toBeCloseTo(7 / 19, 12);
});

test('marks can only be chosen, remarks only be written where the table has remarks', () => {
  const [first] = rowsOf(activityMatrix(facts), 'municipality.');
  const options = first!.cells.map((cell) => (cell !== null && 'options' in cell ? cell.options : undefined));
  expect(options.filter((each) => each !== undefined)).toHaveLength(7);
  expect(options[columns.indexOf('approach.other') + 2]).toBeUndefined();
});

test('the model projects come out with the totals 7 5 2 and 14 municipalities altogether', async () => {
  const shown = await calculated(modelProjects(facts, MODEL));
  expect(['a', 'b', 'c', 'd'].map((column) => shown.at('total', column))).toEqual([7, 5, 2, 0]);
  expect(shown.at('grandTotal', 'a')).toBe(14);
});

test('the points of the incentive stand by year of payment and year of judgement, with a chart', async () => {
  const form = modelProjects(facts, MODEL);
  const shown = await calculated(form);
  const printed = Object.keys(MODEL.points!).map((year) => shown.row(`incentive.${year}`).slice(0, 6));
  expect(printed).toEqual([
    ['平成28年度', '平成28年度', 100, 60, 8, 0.2],
    ['平成29年度', '平成29年度', 100, 63, 8, 0.9],
    ['平成30年度', '平成30年度', 120, 79, 18, 1.57],
    ['令和元年度', '令和元年度', 130, 79, 32, 1.27],
    ['令和2年度', '令和元年度', 130, 79, 32, 1.27],
    ['令和3年度', '令和2年度', 130, 89, 34, 1.21],
    ['令和4年度', '令和3年度', 120, 112, 6, 1.6],
  ]);
  expect(form.charts).toHaveLength(1);
});

test.each([
  // 2026-05-31 is a Sunday, 2027-04-10 a Saturday; 2028-05-31 a Wednesday, 2029-04-10 a Tuesday.
  [2025, '日曜日', '土曜日', true],
  [2027, '水曜日', '火曜日', false],
])('deadlines follow from the year after %i, and a weekend is told, not moved', async (year, plan, report, warned) => {
  const shown = await calculated(collaboration(factsOf([], year)));
  const serial = (y: number, m: number, d: number) => Date.UTC(y, m - 1, d) / 86400000 + 25569;
  expect(shown.at('deadline.plan', 'item')).toBe(serial(year + 1, 5, 31));
  expect(shown.at('deadline.report', 'item')).toBe(serial(year + 2, 4, 10));
  expect([shown.at('deadline.plan', 'quantity'), shown.at('deadline.report', 'quantity')]).toEqual([plan, report]);
  for (const key of ['deadline.plan', 'deadline.report'])
    expect(String(shown.at(key, 'unit') ?? '').includes('期限は動かしていません')).toBe(warned);
  expect(shown.at('title', 'part')).toBe(`令和${year + 1 - 2018}年度高齢者医療制度円滑運営事業費補助金`);
});

test('costs are summed in whole yen, by kind of work and altogether', async () => {
  const shown = await calculated(
    filled(collaboration(facts), {
      'cost.doctors.1': { quantity: 12, price: 10300 },
      'cost.doctors.2': { quantity: 1.5, price: 333 },
      'cost.analysis.1': { quantity: 1, price: 1_000_000 },
      'cost.analysis.2': { quantity: 3 },
    }),
  );
  expect(
    ['doctors.1', 'doctors.2', 'doctors.sum', 'analysis.2', 'analysis.sum', 'training.sum', 'total'].map((key) =>
      shown.at(`cost.${key}`, 'amount'),
    ),
  ).toEqual([123600, 500, 124100, null, 1_000_000, 0, 1_124_100]);
});

test('the collection asks for every municipality under both denominators and finds the activities by their keys', async () => {
  const form = collection(facts);
  const figures = (key: string) =>
    form.rows
      .find((row) => row.key === key)!
      .cells.flatMap((cell) => (cell !== null && 'figure' in cell ? [cell.figure] : []));
  expect(figures('hits.宇部市')[1]).toBe('=IKKATSU.LOWNUTRITION("人数","市町村=宇部市")');
  expect(figures('share.宇部市')[1]).toContain('"表示",0.95,100)');
  expect(figures('rate.whole')).toHaveLength(11);
  const shown = await calculated(form, [activityMatrix(facts, ACTIVITIES)]);
  expect(shown.row('activity.count').slice(2, 10)).toEqual(TOTALS_PRINTED);
  expect(form.charts!.map(({ kind }) => kind)).toEqual(['scatter']);
});

test('a union of 42 municipalities and data without a municipality both make all four sheets', () => {
  const many = factsOf(Array.from({ length: 42 }, (_, index) => `第${index + 1}市`));
  for (const each of [many, factsOf([])]) {
    const specs = UNION_FORMS.sheets(each).map(formSheet);
    expect(specs.map(({ name }) => name)).toEqual([
      '取組状況一覧',
      'モデル事業',
      '保険者インセンティブ',
      '集約',
      '協働事業計画書',
    ]);
  }
  expect(rowsOf(collection(many), 'hits.').filter(({ key }) => !/\.(head|note|gap)$/.test(key))).toHaveLength(43);
  expect(collection(factsOf([])).charts).toBeUndefined();
});
