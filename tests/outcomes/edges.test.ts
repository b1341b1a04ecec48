/** The evaluation at the limits of its rules: a day, one person, one lost, two in a group; and who is asked what. */
import fc from 'fast-check';
import {
  achievedIn,
  certificationSentences,
  evaluateProgramme,
  programmeById,
  PROGRAMMES,
  resultSentence,
  targetIndicator,
  type EvaluationOptions,
  type IndicatorResult,
  type ProgrammeEvaluation,
  type ProgrammeId,
} from '../../src/indicators';
import { compare } from '../../src/indicators/outcomes/comparison';
import { fewNote } from '../../src/indicators/outcomes/question';
import { isSmallChange } from '../../src/indicators/outcomes/sentence';
import type { Participant } from '../../src/indicators/outcomes/persons';
import type { Cell } from '../../src/kdb';
import { seeded } from '../random';
import { logOf, tableOf } from './support';

const HEADER = ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況'];
const evaluated = (
  id: ProgrammeId,
  rows: readonly (readonly Cell[])[],
  years: { readonly before?: readonly (readonly Cell[])[]; readonly after?: readonly (readonly Cell[])[] } = {},
  options: EvaluationOptions = {},
): ProgrammeEvaluation =>
  evaluateProgramme(
    programmeById(id),
    logOf(rows),
    years.before === undefined ? null : tableOf(years.before, 2025),
    years.after === undefined ? null : tableOf(years.after, 2026),
    options,
  );
const outcomeOf = ({ outcome }: ProgrammeEvaluation, id: string) => outcome.find((each) => each.id === id)!;

test('a check-up on the day on which the support began counts on both sides, one a day off only on its own', () => {
  const weights = (day: string, weight: number): Cell[][] => [
    ['被保険者番号', '健診受診日', '身長', '体重'],
    ['1', day, 150, weight],
  ];
  const count = (before: string, after: string) =>
    outcomeOf(
      evaluated('lowNutrition', [HEADER, ['1', '低栄養', '有', '2026/3/20', '終了']], {
        before: weights(before, 40),
        after: weights(after, 42),
      }),
      'lowNutrition.weightKept',
    ).count;
  expect(count('2026/3/20', '2026/7/1')).toBe(1);
  expect(count('2026/3/19', '2026/7/1')).toBe(1);
  expect(count('2026/3/21', '2026/7/1')).toBeNull();
  const started = (day: string) =>
    outcomeOf(
      evaluated('lowNutrition', [HEADER, ['1', '低栄養', '有', day, '終了']], {
        before: weights('2025/7/1', 40),
        after: weights('2026/7/1', 42),
      }),
      'lowNutrition.weightKept',
    ).count;
  expect([started('2026/6/30'), started('2026/7/1'), started('2026/7/2')]).toEqual([1, 1, null]);
});

test('one person is few, and one lost is said', () => {
  const columns = [...HEADER, '支援前体重', '支援後体重', '支援前BMI', '支援後BMI'];
  const alone = evaluated('lowNutrition', [columns, ['1', '低栄養', '有', '2026/6/1', '終了', 40, 41, 19, 19]]);
  expect(outcomeOf(alone, 'lowNutrition.weightKept').note).toContain('人数が少ない（1人）ため、割合は');
  const two = evaluated('lowNutrition', [
    columns,
    ['1', '低栄養', '有', '2026/6/1', '終了', 40, 41, 19, 19],
    ['2', '低栄養', '有', '2026/6/1', '死亡', 40, null, 19, null],
  ]);
  expect(outcomeOf(two, 'lowNutrition.bmiLow').note).toContain('前後がそろわない 1人（死亡 1人）は含みません。');
});

test('places to which persons were linked are lines of 健康状態不明者 alone, each that stands in the log once', () => {
  const columns = [...HEADER, 'つないだ先'];
  const rows = (purpose: string): Cell[][] => [
    columns,
    ['1', purpose, '有', '2026/6/1', '終了', '医科'],
    ['2', purpose, '有', '2026/6/1', '終了', '通いの場'],
    ['3', purpose, '有', '2026/6/1', '終了', '医科'],
  ];
  const linked = (id: ProgrammeId, purpose: string) =>
    evaluated(id, rows(purpose))
      .outcome.filter(({ name }) => name.startsWith('つないだ先'))
      .map(({ name, count, denominator }) => [name, count, denominator]);
  expect(linked('unknownStatus', '健康状態不明者')).toEqual([
    ['つないだ先：医科', 2, 3],
    ['つないだ先：通いの場', 1, 3],
  ]);
  expect(linked('oral', '口腔')).toEqual([]);
});

test('rows of sheets of columns 独自 keep their names: with a denominator in the heading, and without', () => {
  const { outcome } = evaluated('oral', [
    [...HEADER, '独自: 目標', '独自: 評価｜支援した人'],
    ['1', '口腔', '有', '2026/6/1', '終了', '有', '改善'],
  ]);
  expect(outcome.map(({ id }) => id).filter((id) => id.includes('own'))).toEqual([
    `oral.own:entered:${encodeURIComponent('目標')}`,
    `oral.own:all:${encodeURIComponent('評価')}:${encodeURIComponent('改善')}`,
  ]);
});

test('what is aimed at in 計画書 and priced is a share of the ministry’s table, never a mean', () => {
  expect(PROGRAMMES.map((programme) => targetIndicator(programme)?.id ?? null)).toEqual([
    'lowNutrition.weightKept',
    'oral.dentalVisit',
    'polypharmacy.drugs15',
    'physicalFrailty.connected',
    'diabeticKidney.visited',
    'unknownStatus.checkedUp',
  ]);
});

test('a mean change is small below 0.2 standard deviations of the values before, and a share below one point', () => {
  const small = (kind: 'measure' | 'state', value: number) =>
    isSmallChange({ indicator: { kind }, before: { deviation: 5 } } as never, { value });
  expect([0.999, 1, 1.001, -0.999, -1].map((value) => small('measure', value))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
  expect([0.0099, 0.01, 0.0101].map((value) => small('state', value))).toEqual([true, false, false]);
});

test('a comparison is made where it is asked for, and of アウトカム only', () => {
  const table = (year: number, weight: number): Cell[][] => [
    ['被保険者番号', '性別', '生年月日', '健診受診日', '身長', '体重'],
    ['1', '女', '19450101', `${year}0701`, 150, weight],
  ];
  const rows = [HEADER, ['1', '低栄養', '有', null, '終了']];
  const years = { before: table(2025, 40), after: table(2026, 41) };
  const plain = evaluated('lowNutrition', rows, years);
  for (const result of [...plain.output, ...plain.outcome]) expect(result).not.toHaveProperty('comparison');
  const asked = evaluated('lowNutrition', rows, years, { comparison: {}, eligible: () => ({ get: () => true }) });
  for (const result of asked.output) {
    expect(result).not.toHaveProperty('comparison');
    expect(result).not.toHaveProperty('methods');
  }
  expect(outcomeOf(asked, 'lowNutrition.weightKept')).toHaveProperty('comparison');
});

test('nobody lost is not said, twenty persons are not few, nineteen are', () => {
  const columns = [...HEADER, '支援前BMI', '支援後BMI'];
  const rows = (count: number): Cell[][] =>
    Array.from({ length: count }, (_, index) => [String(index + 1), '低栄養', '有', '2026/6/1', '終了', 19, 21]);
  const noteOf = (count: number): string =>
    outcomeOf(evaluated('lowNutrition', [columns, ...rows(count)]), 'lowNutrition.bmiLow').note;
  expect(noteOf(20)).not.toMatch(/そろわない|人数が少ない/u);
  expect(noteOf(19)).toContain('人数が少ない（19人）');
  expect([0, 1, 19, 20].map((count) => fewNote(count) !== false)).toEqual([false, true, true, false]);
});

test('a change of a mean without a known spread before is never called small', () => {
  const small = (value: number) => isSmallChange({ indicator: { kind: 'measure' } } as never, { value });
  expect([0, 0.1, -0.1].map(small)).toEqual([false, false, false]);
});

describe('the direction of a tested change', () => {
  const base = outcomeOf(
    evaluated('diabeticKidney', [
      [...HEADER, '支援前HbA1c', '支援後HbA1c'],
      ...Array.from({ length: 30 }, (_, index): Cell[] => [
        String(index + 1),
        '糖尿病性腎症重症化予防',
        '有',
        '2026/6/1',
        '終了',
        index < 15 ? 8.5 : 7.5,
        index % 2 === 0 ? 8.5 : 7.5,
      ]),
    ]),
    'diabeticKidney.hba1cHigh',
  );
  const said = (lower: number | null, upper: number | null, p: number | undefined): string => {
    const test = { ...base.test!, value: 0.2, lower, upper };
    if (p === undefined) delete (test as { p?: number }).p;
    else (test as { p?: number }).p = p;
    return resultSentence({ ...base, untested: '', test } as IndicatorResult);
  };
  const [OPEN, BY_TEST, TOLD] = ['変化の区間が 0 を含むため', '検定の p 値が', '支援の後は前より増えたといえます'];

  test.each([
    ['0 in the middle', -0.1, 0.5, 0.3, OPEN],
    ['0 as the lower limit', 0, 0.4, 0.01, OPEN],
    ['0 as the upper limit', -0.4, 0, 0.01, OPEN],
    ['no limits', null, null, 0.01, OPEN],
    ['no lower limit', null, 0.4, 0.01, OPEN],
    ['no upper limit', 0.1, null, 0.01, OPEN],
    ['0 outside, the test does not agree', 0.001, 0.4, 0.05, BY_TEST],
    ['0 outside, below, the test does not agree', -0.4, -0.001, 0.06, BY_TEST],
    ['0 outside, without a test', 0.001, 0.4, undefined, BY_TEST],
    ['0 outside, the test agrees', 0.001, 0.4, 0.0499, TOLD],
  ])('%s', (_, lower, upper, p, words) => {
    expect(said(lower, upper, p)).toContain(words);
    for (const other of [OPEN, BY_TEST, TOLD]) if (other !== words) expect(said(lower, upper, p)).not.toContain(other);
  });
});

test('a mean time without limits, or with one of them, stands without an interval', () => {
  const estimate = { confidence: 0.95, method: '', statistic: '', error: 0.1, atRisk: 20 };
  const found = (lower: number | null, upper: number | null) =>
    certificationSentences({
      persons: 30,
      certified: 2,
      died: 1,
      months: 10,
      free: { ...estimate, value: 0.9, lower: 0.8, upper: 0.95 },
      incidence: { ...estimate, value: 0.07, lower: 0.02, upper: 0.2 },
      mean: { ...estimate, value: 9.5, lower, upper } as never,
      leftOut: {},
    }).result;
  expect(found(9.1, 9.9)).toContain('平均 9.5 か月（95%信頼区間 9.1–9.9 か月）です。');
  for (const [lower, upper] of [[null, null], [null, 9.9], [9.1, null], [9.5, 9.5]] as const)
    expect(found(lower, upper)).toContain('平均 9.5 か月です。');
}); // prettier-ignore

test('要介護認定 that the data tell as yes and no alone is a state like one of its levels', () => {
  /** The data of a year that know who is certified, and not how much. */
  const care = (year: number, word: string) => {
    const table = tableOf(
      [
        ['被保険者番号', '要介護度'],
        ['1', word],
      ],
      year,
    );
    const { careLevel: _careLevel, ...columns } = table.columns;
    expect(columns.certified).toBeDefined();
    return { ...table, columns };
  };
  const stateOf = (before: string, after: string) => {
    const log = logOf([HEADER, ['1', '低栄養', '有', null, '終了']]);
    const found = outcomeOf(
      evaluateProgramme(programmeById('lowNutrition'), log, care(2025, before), care(2026, after)),
      'lowNutrition.careLevel',
    );
    const classes = found.classes?.filter(({ count }) => count > 0).map(({ label }) => label);
    return [found.before?.count, found.after?.count, classes];
  };
  expect(stateOf('要介護1', '要介護2')).toEqual([1, 1, ['認定のまま（区分不明）']]);
  expect(stateOf('非該当', '要支援1')).toEqual([0, 1, ['新たに認定']]);
  expect(stateOf('要介護1', '非該当')).toEqual([1, 0, ['認定なしになった']]);
  expect(stateOf('非該当', '非該当')).toEqual([0, 0, ['認定なしのまま']]);
});

test('成果のあった人 are those among the supported, whatever the line is a share of; of a state those who left it', () => {
  const rows: Cell[][] = [
    [...HEADER, '受診確認', '支援前HbA1c', '支援後HbA1c'],
    ['1', '糖尿病性腎症重症化予防', '有', '2026/6/1', '終了', '有', 8.5, 7.5],
    ['2', '糖尿病性腎症重症化予防', '有', '2026/6/1', '終了', '無', 8.5, 8.5],
    ['3', '糖尿病性腎症重症化予防', '無', null, '拒否', '有', null, null],
    ['4', '糖尿病性腎症重症化予防', '無', null, '拒否', '有', null, null],
  ];
  const evaluation = evaluated('diabeticKidney', rows);
  const visited = outcomeOf(evaluation, 'diabeticKidney.visited');
  expect([visited.count, visited.denominator, achievedIn(visited)]).toEqual([3, 4, 1]);
  expect(achievedIn(outcomeOf(evaluation, 'diabeticKidney.hba1cHigh'))).toBe(1);
  expect(achievedIn(outcomeOf(evaluation, 'diabeticKidney.hba1cChange'))).toBeNull();
  const supported = evaluation.output.find(({ id }) => id === 'diabeticKidney.supported')!;
  expect(achievedIn(supported)).toBe(2);
  const nobody = evaluated('diabeticKidney', [HEADER, ['1', '糖尿病性腎症重症化予防', '無', null, '拒否']]);
  expect(achievedIn(outcomeOf(nobody, 'diabeticKidney.hba1cHigh'))).toBeNull();
  const weights = evaluated('lowNutrition', [
    [...HEADER, '支援前体重', '支援後体重'],
    ['1', '低栄養', '有', '2026/6/1', '終了', 40, 41],
    ['2', '低栄養', '有', '2026/6/1', '終了', 40, 38],
  ]);
  expect(achievedIn(outcomeOf(weights, 'lowNutrition.weightKept'))).toBe(1);
});

const CERTIFICATION = [...HEADER, '要介護認定日', '死亡・転出日'];
/** The time to 要介護認定 of rows of 開始日, 状況, 認定日, 死亡・転出日. */
function timeTo(rows: readonly (readonly Cell[])[]) {
  const care: Cell[][] = [
    ['被保険者番号', '性別', '生年月日', '要介護度'],
    ...rows.map((_, index): Cell[] => [String(index + 1), '女', '19450101', '非該当']),
  ];
  const log = rows.map((row, index): Cell[] => [String(index + 1), '低栄養', '有', ...row]);
  return evaluated('lowNutrition', [CERTIFICATION, ...log], { before: care, after: care }, { comparison: {} })
    .certification!;
}

test('two persons are enough for the time to 要介護認定, one is not; one certified on the first day is in it', () => {
  const followed = ['2026/4/1', '終了', null, null];
  expect(timeTo([followed])).toEqual({ reason: expect.stringContaining('2 人に足りません') as string });
  expect(timeTo([followed, followed])).toMatchObject({ persons: 2, certified: 0 });
  const onTheDay = timeTo([...Array.from({ length: 10 }, () => followed), ['2026/4/1', '終了', '2026/4/1', null]]);
  expect(onTheDay).toMatchObject({ persons: 11, certified: 1, leftOut: {} });
});

test('what happens after the last month that is shown has no interval in the sentence', () => {
  const followed = ['2026/4/1', '終了', null, null];
  const found = timeTo([...Array.from({ length: 19 }, () => followed), ['2026/4/1', '終了', '2027/3/25', null]]);
  expect(certificationSentences(found)).toEqual({
    result:
      '支援開始から 11 か月の間に要介護認定を受けた人の割合は 0.0%（死亡を競合として計算）、認定も死亡もなかった人の割合は 100.0%でした（20人）。11 か月のうち認定も死亡もなく過ごした期間は平均 11.0 か月です。比べる人のいない集計のため、支援の効果はわかりません。',
    losses: '追跡した期間の全体では、要介護認定 1人、死亡 0人です。',
  });
});

describe('matching', () => {
  interface Person {
    readonly sex: 1 | 2;
    readonly age: number;
    readonly weight: number;
    readonly change: number;
  }
  const person = fc.record({
    sex: fc.constantFrom<1 | 2>(1, 2),
    age: fc.integer({ min: 70, max: 90 }),
    weight: fc.integer({ min: 400, max: 430 }).map((tenths) => tenths / 10),
    change: fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10),
  });

  /** The shuffle of the product by its definition (Fisher–Yates, from the end); its seeded numbers are mulberry32. */
  const mixed = <T>(items: readonly T[], random: () => number): T[] => {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  };
  const band = (age: number): number => [75, 85].filter((from) => age >= from).length;
  const variance = (values: readonly number[]): number => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return values.length < 2 ? 0 : values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
  };

  /** Every supported person looks at all who are left: the nearest, the lighter one of two as near, of equals by the draw. */
  function searched(supported: readonly Person[], others: readonly Person[], seed: number, ageWithin?: number) {
    const random = seeded(seed);
    const drawn = mixed(others, random).map((each, place) => ({ ...each, place, taken: false }));
    const width =
      0.2 * Math.sqrt((variance(supported.map((p) => p.weight)) + variance(others.map((p) => p.weight))) / 2);
    const pairs: [Person, Person][] = [];
    for (const one of mixed(supported, random)) {
      const fits = drawn
        .filter((each) => !each.taken && each.sex === one.sex)
        .filter((each) =>
          ageWithin === undefined ? band(each.age) === band(one.age) : Math.abs(each.age - one.age) <= ageWithin,
        )
        .map((each) => ({ each, apart: Math.abs(each.weight - one.weight), isBelow: each.weight < one.weight }))
        .filter(({ apart }) => apart <= width + 1e-9);
      // Below, the equals stand in the order of the draw and the last is the nearest place; from there upwards the first.
      fits.sort(
        (a, b) =>
          (Math.abs(a.apart - b.apart) < 1e-9 ? 0 : a.apart - b.apart) ||
          Number(b.isBelow) - Number(a.isBelow) ||
          (a.isBelow ? b.each.place - a.each.place : a.each.place - b.each.place),
      );
      const found = fits[0]?.each;
      if (found === undefined) continue;
      found.taken = true;
      pairs.push([one, found]);
    }
    return pairs;
  }

  test.each([undefined, 3])('agrees with a search through everybody who is left (ages within %s)', (ageWithin) => {
    const group = fc.array(person, { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(group, group, fc.integer({ min: 1, max: 1000 }), (supported, others, seed) => {
        const everybody = [...supported, ...others];
        const table = (year: number, weight: (each: Person) => number) =>
          tableOf(
            [
              ['被保険者番号', '性別', '生年月日', '健診受診日', '体重'],
              ...everybody.map((each, index): Cell[] => [
                String(index + 1),
                each.sex === 1 ? '男' : '女',
                `${2026 - each.age}0101`,
                `${year}0701`,
                weight(each),
              ]),
            ],
            year,
          );
        const years = {
          before: table(2025, (each) => each.weight),
          after: table(2026, (each) => Math.round((each.weight + each.change) * 10) / 10),
        };
        const participants = everybody.map((_, row): Participant => ({ record: null, before: row, after: row, years }));
        const rule = { kind: 'measure', measure: 'weight', matchedOn: 'weight' } as const;
        const found = compare(rule, participants.slice(0, supported.length), participants.slice(supported.length), {
          seed,
          ...(ageWithin === undefined ? {} : { ageWithin }),
        })!;
        const pairs = searched(supported, others, seed, ageWithin);
        expect([found.pairs, found.unmatched]).toEqual([pairs.length, supported.length - pairs.length]);
        if (pairs.length === 0) return;
        const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
        expect(found.supported).toBeCloseTo(mean(pairs.map(([one]) => one.change)), 9);
        expect(found.compared).toBeCloseTo(mean(pairs.map(([, other]) => other.change)), 9);
        expect(found.balance.compared).toBeCloseTo(mean(pairs.map(([, other]) => other.weight)), 9);
      }),
      {
        numRuns: 150,
        // 41.1 and 41.3 are equally near to 41.2, though not in binary.
        examples: [
          [
            [{ sex: 2, age: 70, weight: 41.2, change: 0 }],
            [
              { sex: 2, age: 70, weight: 41.3, change: 0 },
              { sex: 2, age: 70, weight: 41.1, change: 1 },
            ],
            1,
          ],
        ],
      },
    );
  });
});
