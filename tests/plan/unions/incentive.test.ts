/** Tests of 保険者インセンティブ: points that are public, the self-score, what points bring by the rule of sharing, evidence of the workbook. */
import type { Cell } from '../../../src/kdb';
import type { FormSheet } from '../../../src/plan/forms';
import { activityMatrix, incentive, modelProjects } from '../../../src/plan/unions';
import { ITEMS, NEWEST_ROUND, ROUNDS } from '../../../src/plan/unions/incentiveItems';
import { calculated } from './calculated';
import { factsOf } from './facts';
import { ACTIVITIES, MUNICIPALITIES } from './yamaguchi';

const facts = { ...factsOf(MUNICIPALITIES), groups: ['広域'] as const };

/** The form with the analyst's entries in it. */
function filled(form: FormSheet, entries: Readonly<Record<string, Readonly<Record<string, Cell>>>>): FormSheet {
  return {
    ...form,
    rows: form.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, index) => {
        const value = entries[row.key]?.[form.columns[index]!.key];
        if (value === undefined) return cell;
        if (cell === null || !('input' in cell)) throw new Error(`${row.key} is no input`);
        return { ...cell, input: value as string | number };
      }),
    })),
  };
}

test('the published points add up: 100 + 20 of 令和4年度, 126 + 20 + 14 = 160 of the newest material', () => {
  const points = (part: string) =>
    ITEMS.filter((item) => item.part === part).reduce((sum, { pointsOf2022 }) => sum + (pointsOf2022 ?? 0), 0);
  expect([points('事業実施'), points('評価')]).toEqual([100, 20]);
  for (const { year, carriedOut, evaluated, outcome, total } of ROUNDS.filter((round) => round.carriedOut !== null))
    expect([year, (carriedOut ?? 0) + (evaluated ?? 0) + (outcome ?? 0)]).toEqual([year, total]);
  expect([NEWEST_ROUND.carriedOut, NEWEST_ROUND.evaluated, NEWEST_ROUND.outcome, NEWEST_ROUND.total]).toEqual([
    126, 20, 14, 160,
  ]);
});

test('before anything is written nothing is scored, borrowed points say so, and the gap to the public totals is named', async () => {
  const shown = await calculated(incentive(facts), [activityMatrix(facts, ACTIVITIES)]);
  expect(shown.at('item.highRisk', 'used')).toBe(15);
  expect(shown.at('item.highRisk', 'status')).toBe('令和4年度の値');
  expect(shown.at('item.evaluation', 'status')).toBe('一部を確認');
  expect(shown.at('item.highRisk', 'rest') ?? '').toBe('');
  expect(shown.at('total', 'score')).toBe(0);
  expect(shown.at('share.amount', 'points') ?? '').toBe('');
  expect(shown.at('check.事業実施', 'status')).toContain('満点との差 26 点');
  expect(shown.at('check.評価', 'status')).toBe('満点と合っています');
  expect(shown.at('check.アウトカム', 'status')).toBe('満点と合っています');
});

test('evidence names the municipalities of 取組状況一覧', async () => {
  const shown = await calculated(incentive(facts), [activityMatrix(facts, ACTIVITIES)]);
  expect(shown.at('item.population', 'evidence')).toBe('取組状況一覧（市町村数）: 健康教育健康相談 7');
  expect(shown.at('item.integrated', 'evidence')).toBe('取組状況一覧（市町村数）: 受託 7');
  expect(shown.at('item.medication', 'evidence')).toBe('取組状況一覧（市町村数）: 服薬 2、重複頻回重複投薬 2');
  expect(shown.at('item.recourse', 'evidence')).toBe('このブックに数はありません（記入）');
});

test('the amount follows points × insured persons ÷ the sum of all unions, and so does each further point', async () => {
  const form = filled(incentive(facts), {
    'item.highRisk': { points: 20, score: 12, answer: '満たす' },
    'item.dental': { score: 7, answer: '満たす' },
    'item.recourse': { score: 8 },
    'own.1': { part: '事業実施', item: '新しい指標', points: 21, score: 0, answer: '満たさない' },
    'share.persons': { points: 250_000 },
    'share.unions': { points: 20_000_000 },
    'share.average': { points: 110 },
  });
  const shown = await calculated(form, [activityMatrix(facts, ACTIVITIES)]);
  expect(shown.at('item.highRisk', 'used')).toBe(20);
  expect(shown.at('item.highRisk', 'status')).toBe('記入');
  expect(['item.highRisk', 'item.dental', 'item.recourse', 'own.1'].map((key) => shown.at(key, 'rest'))).toEqual([
    8, 0, 0, 21,
  ]);
  const score = 12 + 7 + 8;
  expect(shown.at('total', 'score')).toBe(score);
  expect(shown.at('total', 'answer')).toBe('満たす 2');
  // 126 = 100 of 令和4年度 + 5 more for ハイリスク + 21 of the new one.
  expect(shown.at('check.事業実施', 'status')).toBe('満点と合っています');
  const sum = 20_000_000 * 110;
  const amount = (points: number): number => (10_000_000_000 * points * 250_000) / (sum + (points - score) * 250_000);
  expect(shown.at('share.sum', 'points')).toBe(sum);
  expect(shown.at('share.amount', 'points')).toBeCloseTo(amount(score), 4);
  expect(shown.at('share.point', 'points')).toBeCloseTo(amount(score + 1) - amount(score), 4);
  expect(shown.at('item.highRisk', 'brings')).toBeCloseTo(amount(score + 8) - amount(score), 4);
  expect(shown.at('item.dental', 'brings') ?? '').toBe('');
  expect(shown.at('total', 'brings')).toBeCloseTo(amount(score + 29) - amount(score), 4);
});

test('a typed sum of all unions goes before the estimate', async () => {
  const form = filled(incentive(facts), {
    'item.dental': { score: 7 },
    'share.persons': { points: 1000 },
    'share.unions': { points: 20_000 },
    'share.average': { points: 10 },
    'share.total': { points: 700_000 },
  });
  const shown = await calculated(form, [activityMatrix(facts, ACTIVITIES)]);
  expect(shown.at('share.sum', 'points')).toBe(700_000);
  expect(shown.at('share.amount', 'points')).toBeCloseTo(100_000_000, 4);
});

test('the history begins with the public totals and leaves what is not public to be written', async () => {
  const shown = await calculated(modelProjects({ ...facts, fiscalYear: 2025 }));
  const highest = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) =>
    shown.at(`incentive.${year}`, 'b'),
  );
  expect(highest).toEqual([100, 100, 120, 130, 130, 130, 120, 134, null, null, null]);
});
