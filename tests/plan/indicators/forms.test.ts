/** Tests of 共通評価指標_一覧 and 経年比較: every indicator once, live formulas, inputs that stay, charts over their own cells. */
import { CRITERIA } from '../../../src/criteria';
import { buildIntake, readFile } from '../../../src/kdb';
import { extentOf, isOurSheet } from '../../../src/plan';
import { formSheet, keepWritten, type FormSheet } from '../../../src/plan/forms';
import { indicatorListForm, trendForm } from '../../../src/plan/indicators';
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
      'PROPORTION',
      ...CRITERIA.map(({ id }) => id.toUpperCase()),
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

test('経年比較 begins with 抽出年度 and the year before, and each chart reads its own row', () => {
  const years = trend.rows.find(({ key }) => key === 'years')!.cells;
  expect(
    years.slice(1, 4).map((cell) => (cell !== null && cell !== undefined && 'input' in cell ? cell.input : null)),
  ).toEqual(['', facts.fiscalYear - 1, facts.fiscalYear]);
  expect(trend.charts).toHaveLength(1 + CRITERIA.length);
  for (const chart of trend.charts!) {
    const { row, columns } = chart.series[0]!.values;
    const [name] = trend.rows[row]!.cells;
    expect(name !== null && name !== undefined && 'text' in name && name.text).toBe(chart.title);
    expect(columns).toBe(3);
    expect(JSON.stringify(trend.rows[row]!.cells)).toContain('NA()');
    for (let at = chart.anchor.row; at < chart.anchor.row + chart.anchor.rows; at += 1)
      expect(trend.rows[at]!.cells).toEqual([]);
  }
});
