/** Tests of the quality report: published ranges, pictures of values, and what a wrong or missing column looks like. */
import { compareWithPublished, publishedRange } from '../../src/indicators';
import { countOf, NATIONAL_CRITERIA } from '../../src/criteria';
import { barsOf, distributionsPart, gapsPart, publishedPart } from '../../src/plan/qualityParts';
import { extractionOf, intakeOf, sampleIntake } from './support';

const NATIONAL_IDS = NATIONAL_CRITERIA.map(({ id }) => id);
const intake = sampleIntake();
const { settings, results } = extractionOf(intake);
const counts = results.map((result) => countOf(intake.table, result));

test.each([
  ['oral', 1.89, 4.78],
  ['polypharmacy', 3.1, 4.49],
  ['hypnotics', 1.02, 1.9],
  ['physicalFrailty', 2.37, 5.82],
  ['uncontrolled', 0.45, 0.96],
] as const)('the published range of %s is %d to %d percent', (id, low, high) => {
  const range = publishedRange(id)!;
  expect(range[0] * 100).toBeCloseTo(low, 1);
  expect(range[1] * 100).toBeCloseTo(high, 1);
});

test('a rate is low or high only where its whole interval is outside; five purposes have no published range', () => {
  expect(compareWithPublished('oral', 105, 2912, 2253).verdict).toBe('範囲の中');
  expect(compareWithPublished('oral', 0, 30, 30).verdict).toBe('範囲の中');
  expect(compareWithPublished('oral', 2, 3000, 2000)).toMatchObject({ verdict: '範囲より低い', advice: expect.stringContaining('列の対応づけ') as string });
  expect(compareWithPublished('oral', 2000, 3000, 2000)).toMatchObject({ verdict: '範囲より高い', advice: expect.stringContaining('答えの番号') as string });
  expect(compareWithPublished('oral', 0, 3000, 0).verdict).toBe('判定できる人なし');
  expect(NATIONAL_IDS.filter((id) => publishedRange(id) === null)).toEqual([
    'lowNutrition', 'discontinued', 'comorbidFrailty', 'kidney', 'unknownStatus',
  ]);
}); // prettier-ignore

test('the sheet says range, verdict and source of every purpose', () => {
  const { rows, columns, heading } = publishedPart(counts);
  expect(rows).toHaveLength(10);
  expect(rows.every((cells) => cells.length === columns.length)).toBe(true);
  expect(rows[1]!.slice(0, 3)).toEqual(['口腔', '1.89%〜4.78%', '範囲の中']);
  expect(rows[0]![1]).toBe('公表の範囲なし');
  expect(heading).toContain('6 広域連合');
});

test('questionnaires coded the other way round leap to the eye', () => {
  const rows = Array.from({ length: 600 }, (_, index) => [String(index + 1), '女', '19400101', '20250601', 2, 2, 1]);
  const wrong = intakeOf([
    ['被保険者番号', '性別', '生年月日', '健診受診日', '質問票1', '質問票7', '質問票8'],
    ...rows,
  ]);
  const swapped = intakeOf([
    ['被保険者番号', '性別', '生年月日', '健診受診日', '質問票1', '質問票7', '質問票8'],
    ...rows.map((cells) => [...cells.slice(0, 5), 1, 1]),
  ]);
  const verdictOf = (each: typeof wrong): unknown => {
    const index = NATIONAL_IDS.indexOf('physicalFrailty');
    return publishedPart(extractionOf(each).results.map((result) => countOf(each.table, result))).rows[index]![2];
  };
  expect(verdictOf(wrong)).toBe('範囲より低い');
  expect(verdictOf(swapped)).toBe('範囲より高い');
});

test('every field has its picture: bars for values, shares for answers', () => {
  const { rows } = distributionsPart(intake.distributions!);
  const bmi = rows.find(([label]) => label === 'BMI')!;
  expect(bmi[1]).toMatch(/^[\d.]+ 〜 [\d.]+ 〜 [\d.]+$/);
  expect(bmi[3]).toMatch(/^14 未満 〜 36 以上\n[_▁▂▃▄▅▆▇█]+$/);
  expect(rows.find(([label]) => label === '質問票⑥')![3]).toMatch(/^はい \d+%・いいえ \d+%$/);
  for (const [, , , , filled, missing] of rows) expect(Number(filled) + Number(missing)).toBe(intake.table.size);
});

test('bars are highest where most persons are, and an empty bin is no bar', () => {
  expect(barsOf([{ persons: 0 }, { persons: 1 }, { persons: 8 }])).toBe('_▁█');
  expect(barsOf([{ persons: 0 }])).toBe('');
});

test('a gap is told by the purpose that suffers, with the columns that lack values', () => {
  const low = gapsPart(intake, settings, counts).rows.find(([name]) => name === '低栄養')!;
  expect(low[1]).toBe(counts[0]!.judged);
  expect(low[3]).toMatch(/BMI [\d,]+ 人/);
});
