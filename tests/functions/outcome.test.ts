/** Tests of OUTCOME: what it answers for each 出力, over which denominator, and what it refuses in which words. */
import { AnalystError, buildIntake, type Cell } from '../../src/kdb';
import { readSupport } from '../../src/plan/support';
import type { EvaluationBasis } from '../../src/plan/support';
import { outcome } from '../../src/functions/outcome';
import { cells, first, refusal } from './excelStub';
import { refused, sessionRefusing } from './sessionOf';

const LOG: Cell[][] = [
  ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況', 'つないだ先', '支援前体重', '支援後体重'],
  ['00000001', '低栄養', '有', '2026/6/1', '終了', null, 40, 41],
  ['00000002', '低栄養', '有', '2026/6/1', '終了', null, 40, 40.9],
  ['00000003', '低栄養', '有', '2026/6/1', '終了', null, 40, 39],
  ['00000004', '低栄養', '有', '2026/6/1', '死亡', null, null, null],
  ['00000005', '低栄養', '無', null, '拒否', null, null, null],
  ['00000006', 'その他生活習慣病', '有', '2026/6/1', '終了', '医科', null, null],
];
const rows: Cell[][] = [
  ['被保険者番号', '性別', '生年月日', '健診受診日', '身長'],
  ...['1', '2', '3', '4', '5', '6'].map((id): Cell[] => [id, '女', '19450101', '20250601', 150]),
];
const { table } = buildIntake([{ file: 'データ', rows: () => rows }], { fiscalYear: 2025 });
const basis = { log: readSupport(LOG), dataset: null, fiscalYear: 2025, after: table, notices: [] } as EvaluationBasis;
const answerWith = (answer: Promise<EvaluationBasis>) => {
  const session = sessionRefusing(new AnalystError('data.none'));
  session.evaluation = { dataset: null, basis: answer };
};

const weight = (output?: unknown, level?: unknown, denominator?: unknown) =>
  outcome('低栄養', '体重の維持・改善', output, level, denominator);
const change = (output?: unknown) => outcome('LowNutrition', '体重の変化', output);

beforeEach(() => answerWith(Promise.resolve(basis)));

test('every 出力 of a share', async () => {
  expect(await first(weight())).toBe(0.5);
  expect(await first(weight('割合'))).toBe(0.5);
  expect(await first(weight('人数'))).toBe(2);
  expect(await first(weight('分母'))).toBe(4);
  expect(await first(weight('下限'))).toBeCloseTo(0.15004, 4);
  expect(await first(weight('上限'))).toBeCloseTo(0.84996, 4);
  expect((await cells(weight('区間')))[0]![3]).toBe('Wilson');
  expect(await first(weight('表示'))).toBe('0.500 (0.150–0.850)');
  expect(await first(weight('対象者'))).toBe(5);
  expect(await first(weight('支援'))).toBe(4);
  expect(await first(weight('追跡'))).toBe(3);
  expect(await first(weight('追跡できず'))).toBe(1);
  expect(await cells(weight('内訳'))).toEqual([
    ['改善', 1],
    ['維持', 1],
    ['悪化', 1],
    ['追跡できず（死亡）', 1],
  ]);
  expect(await first(weight('文'))).toBe(
    '体重が維持・改善した人の割合は 50.0%（95%信頼区間 15.0–85.0%）でした（支援した人（介入人数）4人のうち 2人）。人数が少ない（4人）ため、参考にとどめます。後の状態を確かめられない人が 2 割以上いるため、結果は偏っていることがあります。確かめられない 1人（死亡 1人）は該当しないものとして数えています。',
  );
});

test('another denominator and another level of confidence', async () => {
  expect(await first(weight('値', null, '対象者'))).toBe(0.4);
  expect(await first(weight('値', null, '追跡できた人'))).toBeCloseTo(2 / 3, 12);
  // As the sheets say it: 追跡できた人 of one line are those with its value, also where it is limited to some persons.
  for (const words of ['値のある人', '前後の値のある人', '値のある人（誤嚥性肺炎の既往のある人に限る）'])
    expect([words, await first(weight('値', null, words))]).toEqual([words, expect.closeTo(2 / 3, 12)]);
  expect(await first(weight('分母', null, '終了した人'))).toBe(3);
  expect(await first(weight('表示', 0.9, '対象者'))).toMatch(/^0\.400 \(0\.1/);
  expect(await refusal(weight('値', null, '必要と判断された人'))).toMatch(/^#VALUE! .*対象者/);
});

test('every 出力 of a measured value', async () => {
  expect(await first(change('人数'))).toBe(3);
  expect(await first(change('前'))).toBe(40);
  expect(await first(change('後'))).toBeCloseTo(40.3, 12);
  expect(await first(change('変化'))).toBeCloseTo(0.3, 12);
  expect(await first(change('p'))).toBeGreaterThan(0.05);
  expect((await cells(change('検定')))[0]![3]).toContain('対応のある t 検定');
  expect(await first(change('文'))).toContain('区別できません');
  expect(await refusal(change('割合'))).toMatch(/^#N\/A .*測定値/);
});

test('without 指標 the indicators are listed, with what each is of and where it comes from', async () => {
  const list = await cells(outcome('口腔'));
  expect(list[0]).toEqual(['指標', '区分', '内容', '分母', '必要なもの', '位置づけ']);
  expect(list.map(([name]) => name)).toEqual(expect.arrayContaining(['支援できた者', '歯科受診', '1年後の要介護認定']));
  expect(await cells(outcome('口腔', '歯科受診', '一覧'))).toEqual(list);
});

test('a purpose of the user’s own counts what can be counted', async () => {
  expect(await first(outcome('その他生活習慣病', '支援できた者'))).toBe(1);
  expect(await first(outcome('その他生活習慣病', 'サービスへの接続', '人数'))).toBe(1);
});

test('what cannot be judged is #N/A with the reason; no p where there is no test', async () => {
  expect(await refusal(outcome('低栄養', '1年後の要介護認定'))).toMatch(/^#N\/A .*要介護認定/);
  expect(await refusal(outcome('口腔', '歯科受診'))).toMatch(/^#N\/A .*支援した人/);
  expect(await first(outcome('口腔', '歯科受診', '文'))).toContain('判定できません');
  expect(await refusal(weight('p'))).toMatch(/^#N\/A /);
  expect(await refusal(weight('比較'))).toMatch(/^#N\/A .*比較群/);
});

test('unknown words are #VALUE! and name the known ones, also without 支援記録', async () => {
  expect(await refusal(outcome('低栄', '体重'))).toMatch(/^#VALUE! .*低栄養・口腔・.*その他生活習慣病/);
  expect(await refusal(outcome('低栄養', '身長'))).toMatch(/^#VALUE! .*体重の維持・改善/);
  expect(await refusal(weight('平均'))).toMatch(/^#VALUE! .*追跡できず/);
  expect(await refusal(outcome(null))).toMatch(/^#VALUE! /);
  answerWith(refused(new AnalystError('support.none')));
  expect(await refusal(outcome('低栄', '体重'))).toMatch(/^#VALUE! .*低栄養・口腔/);
  expect(await refusal(weight())).toMatch(/^#N\/A .*支援記録がまだありません/);
});
