/** Tests of =IKKATSU.INYEAR and =IKKATSU.TREND: another fiscal year of the same data, and the change with its direction. */
import { inYear, trendBetween } from '../../src/functions/trend';
import type { Cell } from '../../src/kdb';
import { first, refusal } from './excelStub';
import { datasetOfTables, sessionOf } from './sessionOf';

const register: Cell[][] = [
  ['被保険者番号', '性別', '生年月日', '資格取得日', '対象外区分'],
  ['1', '女', '19400101', '20150101', ''],
  ['2', '男', '19410101', '20160101', ''],
  ['3', '男', '19500501', '20250501', '長期入院'],
];
const checkups: Cell[][] = [
  ['被保険者番号', '健診受診日', 'BMI', '質問票⑥'],
  ['1', '20240601', 19, 'はい'],
  ['2', '20240602', 25, 'いいえ'],
  ['1', '20250601', 22, 'いいえ'],
];
const receipts: Cell[][] = [['対象年度：令和7年度'], ['被保険者番号', '処方薬剤数'], ['1', 16]];
const inputs = [register, checkups, receipts].map((rows, index) => ({ file: `表${index}`, rows: () => rows }));

beforeEach(() => {
  sessionOf(datasetOfTables(inputs, 2025));
});

test('the check-ups of each year answer for their own year', async () => {
  expect(await first(inYear(2024, '低栄養'))).toBe(1);
  expect(await first(inYear('令和7年度', '低栄養'))).toBe(0);
  expect(await first(inYear(2024, '低栄養', '分母'))).toBe(2);
  expect(await first(inYear(2025, '健診受診率'))).toBe(0.5);
  expect(await first(inYear(2024, '健診受診者数'))).toBe(2);
});

test('a table of 令和7年度 does not answer for the year before', async () => {
  expect(await first(inYear(2025, '服薬（多剤）'))).toBe(1);
  expect(await refusal(inYear(2024, '服薬（多剤）'))).toMatch(
    /^#N\/A 「服薬（多剤）（令和6年度）」に使う列（処方薬剤数）/,
  );
  expect(await refusal(inYear(2024, '健康状態不明者', '判定可能'))).toMatch(/^#N\/A/);
});

test('an unknown indicator is #VALUE!, a year without persons #N/A, a word for a year #VALUE!', async () => {
  expect(await refusal(inYear(2024, '身長'))).toMatch(/^#VALUE! .*抽出目的の名前・被保険者数/);
  expect(await refusal(inYear(1990, '低栄養'))).toMatch(/^#N\/A/);
  expect(await refusal(inYear('去年', '低栄養'))).toMatch(/^#VALUE!/);
  expect(await refusal(inYear('', '低栄養'))).toMatch(/^#N\/A/);
});

test('the direction is said only where the interval of the change leaves out 0', async () => {
  expect(await first(trendBetween(330, 1000, 270, 1000, '低いほど良い', '向き'))).toBe('改善');
  expect(await first(trendBetween(330, 1000, 270, 1000, '高いほど良い', '向き'))).toBe('悪化');
  expect(await first(trendBetween(330, 1000, 270, 1000, '', '向き'))).toBe('減少');
  expect(await first(trendBetween(3, 10, 2, 10, '低いほど良い', '向き'))).toBe('区別できない');
  expect(await first(trendBetween(330, 1000, 270, 1000))).toBeCloseTo(-0.06, 10);
  expect(await first(trendBetween(330, 1000, 270, 1000, '', '注意'))).toContain('同じ人が含まれる');
  expect(await refusal(() => trendBetween(330, 0, 270, 1000))).toBe('#DIV/0!');
  expect(await refusal(() => trendBetween('', 1000, 270, 1000))).toMatch(/^#N\/A/);
});

test('the limits are those of Newcombe for two proportions', async () => {
  // Newcombe RG. Stat Med 1998;17:873-890: 56/70 - 48/80 = 0.2000 (0.0524, 0.3339).
  expect(await first(trendBetween(48, 80, 56, 70, '', '下限'))).toBeCloseTo(0.0524, 4);
  expect(await first(trendBetween(48, 80, 56, 70, '', '上限'))).toBeCloseTo(0.3339, 4);
});
