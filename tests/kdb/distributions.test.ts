/** Tests of the pictures of values: their bins at the limits, what is missing, and the middle of an even number of values. */
import type { Distribution } from '../../src/kdb';
import { join } from './support';

const of = (heading: string, values: readonly string[], field: string): Distribution => {
  const rows = values.map((value, row) => `${row + 1},20250601,${value}`).join('\n');
  return join([`被保険者番号,健診受診日,${heading}\n${rows}`]).distributions!.find((each) => each.field === field)!;
};

test.each([
  ['身長', 'height', 130, 180, 5],
  ['体重', 'weight', 30, 90, 5],
  ['BMI', 'bmi', 14, 36, 1],
  ['収縮期血圧', 'sbp', 90, 190, 10],
  ['拡張期血圧', 'dbp', 40, 120, 10],
  ['HbA1c', 'hba1c', 4.5, 10, 0.5],
  ['クレアチニン', 'creatinine', 0.4, 2.4, 0.2],
  ['eGFR', 'egfr', 10, 110, 10],
  ['処方薬剤数', 'drugCount', 0, 21, 1],
])('the bins of %s reach from the first limit to the last', (heading, field, from, to, width) => {
  const { bins } = of(heading, [String(from + width)], field);
  expect(bins[0]).toMatchObject({ from: null, to: from });
  expect(bins.at(-1)).toMatchObject({ from: to, to: null });
  expect(bins[1]!.to! - bins[1]!.from!).toBeCloseTo(width, 9);
  expect(bins).toHaveLength(Math.round((to - from) / width) + 2);
});

test('a value on a limit belongs to the bin that begins with it', () => {
  const { bins, persons, missing, smallest, largest, median } = of(
    'BMI',
    ['13.9', '14', '14.9', '15', '35.9', '36', '40', ''],
    'bmi',
  );
  const filled = bins.filter((bin) => bin.persons > 0).map((bin) => [bin.label, bin.persons]);
  expect(filled).toEqual([
    ['14 未満', 1],
    ['14〜15', 2],
    ['15〜16', 1],
    ['35〜36', 1],
    ['36 以上', 2],
  ]);
  expect({ persons, missing, smallest, largest, median }).toEqual({
    persons: 7,
    missing: 1,
    smallest: 13.9,
    largest: 40,
    median: 15,
  });
});

test('the median of an even number of values lies between the two in the middle', () => {
  expect(of('BMI', ['20', '21', '23', '30'], 'bmi').median).toBe(22);
  expect(of('BMI', ['', ''], 'bmi')).toMatchObject({
    persons: 0,
    missing: 2,
    median: null,
    smallest: null,
    largest: null,
  });
});

test('answers are counted by their words', () => {
  const { bins, persons, missing } = of('質問票6', ['1', '2', '2', ''], 'q6');
  expect(bins.map((bin) => [bin.label, bin.persons])).toEqual([
    ['はい', 1],
    ['いいえ', 2],
  ]);
  expect({ persons, missing }).toEqual({ persons: 3, missing: 1 });
});
