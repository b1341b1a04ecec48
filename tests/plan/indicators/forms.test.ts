/** Tests of 共通評価指標_一覧 and 経年比較: every indicator once, live formulas, inputs that stay, charts over their own cells. */
import { NATIONAL_CRITERIA, type CriterionId } from '../../../src/criteria';
import { buildIntake, readFile, type FieldId, type YearOverview } from '../../../src/kdb';
import { extentOf, isOurSheet } from '../../../src/plan';
import { formSheet, keepWritten, type FormSheet } from '../../../src/plan/forms';
import { indicatorListForm, trendForm } from '../../../src/plan/indicators';
import type { RecordEntry } from '../../../src/plan/record/entry';
import { occurrenceId, recorded } from '../../../src/plan/record/indicators';
import { aggregateCsv, aggregateFiles } from '../../../tools/samples';
import { factsOf } from '../reports/facts';
import { Paper } from '../forms/paper';

const facts = factsOf(null);
const forms = aggregateFiles({ size: 200 }).flatMap((file) => readFile(`${file.name}.csv`, aggregateCsv(file)));
const { aggregates = [] } = buildIntake([
  ...forms,
  { file: '健診', rows: () => [['被保険者番号', '健診受診日', 'BMI'], ['1', '20250601', 20]] },
]); // prettier-ignore
const list = indicatorListForm({ ...facts, aggregates });
const trend = trendForm(facts);
const figuresOf = (form: FormSheet): string[] =>
  form.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell !== null && 'figure' in cell ? [cell.figure] : [])));
const CALLED = /IKKATSU\.([A-Z]+)\(/g;

test.each([list, trend].map((form) => [form.name, form] as const))(
  '%s is a form of ours whose cells fit',
  (name, form) => {
    expect(isOurSheet(name)).toBe(true);
    const spec = formSheet(form);
    expect(extentOf(spec).columns).toBe(form.columns.length + 1);
    const known = new Set([
      'INSURED',
      'KDBFIGURE',
      'INYEAR',
      'TREND',
      'TRENDTEST',
      'ADJUSTP',
      'PROPORTION',
      ...NATIONAL_CRITERIA.map(({ id }) => id.toUpperCase()),
    ]);
    const called = figuresOf(form).flatMap((figure) => [...figure.matchAll(CALLED)].map((match) => match[1]!));
    expect(called.filter((each) => !known.has(each))).toEqual([]);
    expect(called.length).toBeGreaterThan(50);
  },
);

test('the list holds every common indicator of the plan, and says that its ids are proposals', () => {
  const ids = list.rows.flatMap(({ cells: [id] }) =>
    id !== null && id !== undefined && 'text' in id ? [String(id.text)] : [],
  );
  for (const id of [
    'OP1',
    'OP2',
    'OP3',
    'OP4-1',
    'OP4-6',
    'OC1',
    'OC2-1',
    'OC2-10',
    'D1-1',
    'D1-5',
    'D2',
    'D3',
    'D4',
    'D5',
  ])
    expect(ids).toContain(id);
  expect(ids.join()).toContain('公式の番号は確認できていません');
  expect(list.rows.filter(({ key }) => key.startsWith('D2.'))).toHaveLength(10);
  expect(indicatorListForm(facts).rows.filter(({ key }) => key.startsWith('D2.'))).toHaveLength(0);
});

test('numbers of municipalities that were typed in stay when the list is written again', () => {
  const spec = formSheet(list);
  const paper = new Paper(spec);
  const row = list.rows.findIndex(({ key }) => key === 'OP2.dentalCheckup') + 1;
  const column = list.columns.findIndex(({ key }) => key === 'numerator') + 1;
  paper.put(row, column, 17);
  const { form } = keepWritten(indicatorListForm({ ...facts, aggregates }), paper.standing());
  const cell = form.rows.find(({ key }) => key === 'OP2.dentalCheckup')!.cells[column - 1];
  expect(JSON.stringify(cell)).toContain('17');
});

const inputsOf = (form: FormSheet): unknown[] =>
  form.rows
    .find(({ key }) => key === 'years')!
    .cells.slice(1, 6)
    .map((cell) => (cell !== null && cell !== undefined && 'input' in cell ? cell.input : null));

test('経年比較 begins with 抽出年度 and the year before, and each chart reads its own row', () => {
  expect(inputsOf(trend)).toEqual(['', '', '', facts.fiscalYear - 1, facts.fiscalYear]);
  expect(trend.charts).toHaveLength(1 + NATIONAL_CRITERIA.length);
  for (const chart of trend.charts!) {
    const { row, columns } = chart.series[0]!.values;
    const [name] = trend.rows[row]!.cells;
    expect(name !== null && name !== undefined && 'text' in name && name.text).toBe(chart.title);
    expect(columns).toBe(2);
    expect(JSON.stringify(trend.rows[row]!.cells)).toContain('NA()');
    for (let at = chart.anchor.row; at < chart.anchor.row + chart.anchor.rows; at += 1)
      expect(trend.rows[at]!.cells).toEqual([]);
  }
});

/** What the data have: check-ups in these years, receipts in those. */
const yearsWith = (checkups: readonly number[], receipts: readonly number[]): YearOverview[] =>
  [...new Set([...checkups, ...receipts])].sort().map((fiscalYear) => ({
    fiscalYear,
    insurers: [],
    rows: {
      register: 0,
      checkup: checkups.includes(fiscalYear) ? 9 : 0,
      receipt: receipts.includes(fiscalYear) ? 9 : 0,
      certification: 0,
    },
    fields: new Set<FieldId>([
      ...(checkups.includes(fiscalYear) ? (['checkedUp', 'bmi', 'q6'] as const) : []),
      ...(receipts.includes(fiscalYear) ? (['drugCount'] as const) : []),
    ]),
  }));

test('the years are those that have data, five at most, none after 抽出年度', () => {
  const of = (checkups: number[], receipts: number[] = []) =>
    trendForm({ ...facts, fiscalYear: 2025, years: yearsWith(checkups, receipts) });
  expect(inputsOf(of([2023, 2025, 2026]))).toEqual(['', '', '', 2023, 2025]);
  expect(inputsOf(of([2019, 2020, 2021, 2022, 2023, 2024, 2025]))).toEqual([2021, 2022, 2023, 2024, 2025]);
  expect(inputsOf(of([2025]))).toEqual(['', '', '', 2024, 2025]);
});

test('a chart spans the years that have data for its indicator, and is not drawn for one year alone', () => {
  const form = trendForm({ ...facts, fiscalYear: 2025, years: yearsWith([2022, 2023, 2024, 2025], [2024, 2025]) });
  const spanOf = (title: string) => form.charts!.find((chart) => chart.title === title)?.series[0]!.values.columns;
  expect(spanOf('健診受診率（被保険者 − 対象外者）')).toBe(4);
  expect(spanOf('低栄養')).toBe(4);
  expect(spanOf('服薬（多剤）')).toBe(2);
  expect(spanOf('口腔')).toBeUndefined();
  const lone = trendForm({ ...facts, fiscalYear: 2025, years: yearsWith([2024, 2025], [2025]) });
  expect(lone.charts!.map(({ title }) => title)).not.toContain('服薬（多剤）');
});

test('the direction rests on those who could be judged, and carries the mark only where check-ups matter', () => {
  const formulas = (key: string): string => JSON.stringify(trend.rows.find((each) => each.key === key)!.cells);
  for (const { id, name } of NATIONAL_CRITERIA) {
    expect(formulas(`OC2.${id}`)).toContain(`\\"${name}\\",\\"判定可能\\"`);
    expect(formulas(`OC2.${id}`)).not.toContain(`\\"${name}\\",\\"分母\\"`);
    expect(formulas(`change.OC2.${id}`).includes('受診率の変化あり')).toBe(id !== 'polypharmacy');
    expect(formulas(`change.OC2.${id}`)).toContain('IKKATSU.TREND(');
  }
  const share = JSON.stringify(trend.rows.find(({ key }) => key === 'interval.OC2.oral')!.cells);
  expect(share).toContain('\\"割合\\"');
  expect(share).not.toContain('IKKATSU.TREND(');
});

test('charts of shares of one size have one axis, which begins at 0 and holds the longest interval', () => {
  const entry = (id: CriterionId, upper: number): RecordEntry => ({
    fiscalYear: facts.fiscalYear,
    indicator: recorded(occurrenceId(id)).name,
    area: '全体',
    numerator: null,
    denominator: null,
    value: upper / 2,
    lower: upper / 4,
    upper,
    source: '',
    recordedAt: '',
    condition: '',
    remark: '',
  });
  const uppers = { lowNutrition: 0.05, oral: 0.0501, polypharmacy: 0.011, physicalFrailty: 0.178 } as const;
  const loaded = Object.entries(uppers).map(([id, upper]) => entry(id as CriterionId, upper));
  const known = trendForm({ ...facts, record: { loaded, older: [], recordedAt: '' } });
  const axisOf = (form: FormSheet, id: CriterionId) =>
    form.charts!.find(({ title }) => title === NATIONAL_CRITERIA.find((each) => each.id === id)!.name)!.valueAxis;
  // 5 % is small still; the next one above is not.
  expect(axisOf(known, 'lowNutrition').maximum).toBe(0.1);
  expect(axisOf(known, 'polypharmacy').maximum).toBe(0.1);
  expect(axisOf(known, 'oral').maximum).toBe(0.3);
  expect(axisOf(known, 'physicalFrailty').maximum).toBe(0.3);
  expect(axisOf(known, 'hypnotics').maximum).toBeUndefined();
  for (const { valueAxis } of [...known.charts!, ...trend.charts!]) expect(valueAxis.minimum).toBe(0);
});
