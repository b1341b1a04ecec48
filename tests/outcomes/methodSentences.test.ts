/** Golden texts of the further methods at their edges, both parts apart: none claims a cause, and what cannot be computed says why. */
import {
  adjustedPs,
  certificationSentences,
  changesSentences,
  evaluateProgramme,
  expectedSentences,
  lossSentences,
  programmeById,
  testsOf,
  type IndicatorResult,
  type ProgrammeEvaluation,
  type TwoParts,
} from '../../src/indicators';
import type { Cell } from '../../src/kdb';
import { logOf, tableOf } from './support';

/** So many persons with HbA1c and blood pressure before and after; null is not measured, `lost` did not come again. */
interface Group {
  readonly count: number;
  readonly before: number;
  readonly after: number | null;
  readonly status?: string;
  readonly sex?: '女' | '男';
}

const people = (groups: readonly Group[]): Group[] =>
  groups.flatMap((group) => Array.from({ length: group.count }, () => group));

/** 糖尿病性腎症重症化予防 with systolic blood pressures of supported persons and of others who were eligible. */
function evaluated(supported: readonly Group[], others: readonly Group[]): ProgrammeEvaluation {
  const persons = [...people(supported), ...people(others)];
  const table = (year: number, value: (person: Group) => number | null) =>
    tableOf(
      [
        ['被保険者番号', '性別', '生年月日', '健診受診日', '収縮期血圧', '拡張期血圧'],
        ...persons.map((person, index): Cell[] => [
          String(index + 1),
          person.sex ?? '女',
          '19450101',
          value(person) === null ? null : `${year}0701`,
          value(person),
          value(person) === null ? null : 80,
        ]),
      ],
      year,
    );
  const log = logOf([
    ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況'],
    ...people(supported).map(({ status = '終了' }, index): Cell[] => [
      String(index + 1),
      '糖尿病性腎症重症化予防',
      '有',
      '2025/8/1',
      status,
    ]),
  ]);
  return evaluateProgramme(
    programmeById('diabeticKidney'),
    log,
    table(2025, ({ before }) => before),
    table(2026, ({ after }) => after),
    { comparison: {}, eligible: () => ({ get: () => true }) },
  );
}

const indicatorOf = ({ outcome }: ProgrammeEvaluation, id: 'sbpChange' | 'bloodPressureHigh' | 'visited') =>
  outcome.find((each) => each.id === `diabeticKidney.${id}`)!;

const FEW = (count: number): string => `人数が少ない（${count}人）ため、参考にとどめます。`;
const ALIKE = '支援がなければ両群が同じように変わった、という仮定に立ちます。';
const SAME = '支援していない人が、前の値のほかは支援した人と同じように変わる、という仮定に立ちます。';
const OPEN = '差の区間が 0 を含むため、両群の変化が違うとも同じともいえません。';
const TOLD = '両群の変化は違うといえますが、支援の効果であるとまではいえません。';
const NO_OTHERS =
  '対象の条件に当たり支援していない人のうち、前後の値がそろう人が足りません（抽出年度と評価年度のデータを取り込んでください）。';
const NO_SUPPORTED = '支援した人のうち、前後の値がそろう人が足りません。';
const CAUSAL = /により|によって|おかげ|成果が|効果があ(?!るとまでは)|効果がみ|有意/u;

/** Half of `count` each with one change and the other. */
const spread = (count: number, before: number, changes: readonly [number, number]): Group[] =>
  changes.map((change, place) => ({ count: count / 2, before: before + place, after: before + place + change }));

type Told = (result: IndicatorResult) => TwoParts;
const GOLDEN: readonly (readonly [string, Told, readonly Group[], readonly Group[], string, string])[] = [
  ['changes, nobody supported', changesSentences, [], [{ count: 3, before: 150, after: 140 }], NO_SUPPORTED, ''],
  ['changes, one supported', changesSentences, [{ count: 1, before: 150, after: 140 }], spread(4, 150, [-2, -4]), NO_SUPPORTED, ''],
  ['changes, nobody to compare', changesSentences, spread(4, 150, [-2, -4]), [], NO_OTHERS, ''],
  ['changes, one to compare', changesSentences, spread(4, 150, [-2, -4]), [{ count: 1, before: 150, after: 149 }], NO_OTHERS, ''],
  ['changes, two alike', changesSentences, [{ count: 2, before: 150, after: 140 }], [{ count: 2, before: 150, after: 145 }], `変化（後−前）は、支援した人（2人）が −10.0 mmHg、対象の条件に当たり支援していない人（2人）が −5.0 mmHgで、差の差は −5.0 mmHgでした。全員の変化が同じため、区間と検定はできません。${ALIKE}${FEW(2)}`, ''],
  ['changes, one and nobody', changesSentences, [{ count: 1, before: 150, after: 140 }], [], NO_SUPPORTED, ''],
  ['changes, nine', changesSentences, [{ count: 5, before: 150, after: 140 }, { count: 4, before: 151, after: 150 }], spread(20, 150, [-2, 2]), `変化（後−前）は、支援した人（9人）が −6.0 mmHg、対象の条件に当たり支援していない人（20人）が 0.0 mmHgで、差の差は −6.0 mmHg（95%信頼区間 −9.7 〜 −2.3）でした。${TOLD}${ALIKE}前の値が両群で違う（標準化差 −0.11）ため、平均へ戻る動き（平均への回帰）の違いが差に含まれます。${FEW(9)}`, ''],
  ['changes, nine to compare', changesSentences, spread(20, 150, [-12, -8]), [{ count: 5, before: 150, after: 148 }, { count: 4, before: 151, after: 153 }], `変化（後−前）は、支援した人（20人）が −10.0 mmHg、対象の条件に当たり支援していない人（9人）が −0.2 mmHgで、差の差は −9.8 mmHg（95%信頼区間 −11.6 〜 −8.0）でした。${TOLD}${ALIKE}前の値が両群で違う（標準化差 0.11）ため、平均へ戻る動き（平均への回帰）の違いが差に含まれます。${FEW(9)}`, ''],
  ['changes, ten', changesSentences, spread(10, 150, [-12, -8]), spread(20, 150, [-2, 2]), `変化（後−前）は、支援した人（10人）が −10.0 mmHg、対象の条件に当たり支援していない人（20人）が 0.0 mmHgで、差の差は −10.0 mmHg（95%信頼区間 −11.7 〜 −8.3）でした。${TOLD}${ALIKE}${FEW(10)}`, ''],
  ['changes, not distinguishable', changesSentences, spread(10, 150, [-10, 2]), spread(30, 150, [-8, 4]), `変化（後−前）は、支援した人（10人）が −4.0 mmHg、対象の条件に当たり支援していない人（30人）が −2.0 mmHgで、差の差は −2.0 mmHg（95%信頼区間 −6.9 〜 2.9）でした。${OPEN}${ALIKE}${FEW(10)}`, ''],
  ['changes, distinguishable', changesSentences, spread(40, 150, [-12, -8]), spread(40, 150, [-2, 2]), `変化（後−前）は、支援した人（40人）が −10.0 mmHg、対象の条件に当たり支援していない人（40人）が 0.0 mmHgで、差の差は −10.0 mmHg（95%信頼区間 −10.9 〜 −9.1）でした。${TOLD}${ALIKE}`, ''],
  ['changes, distinguishable but tiny', changesSentences, [{ count: 200, before: 140, after: 139 }, { count: 200, before: 180, after: 179.8 }], [{ count: 200, before: 140, after: 140 }, { count: 200, before: 180, after: 179.8 }], `変化（後−前）は、支援した人（400人）が −0.6 mmHg、対象の条件に当たり支援していない人（400人）が −0.1 mmHgで、差の差は −0.5 mmHg（95%信頼区間 −0.5 〜 −0.5）でした。${TOLD}差の大きさはわずかです。${ALIKE}`, ''],
  ['changes, apart before', changesSentences, spread(20, 160, [-12, -8]), spread(20, 150, [-2, 2]), `変化（後−前）は、支援した人（20人）が −10.0 mmHg、対象の条件に当たり支援していない人（20人）が 0.0 mmHgで、差の差は −10.0 mmHg（95%信頼区間 −11.3 〜 −8.7）でした。${TOLD}${ALIKE}前の値が両群で違う（標準化差 19.49）ため、平均へ戻る動き（平均への回帰）の違いが差に含まれます。`, ''],
  ['changes, many lost', changesSentences, [...spread(20, 150, [-12, -8]), { count: 5, before: 150, after: null, status: '中断' }], spread(20, 150, [-2, 2]), `変化（後−前）は、支援した人（20人）が −10.0 mmHg、対象の条件に当たり支援していない人（20人）が 0.0 mmHgで、差の差は −10.0 mmHg（95%信頼区間 −11.3 〜 −8.7）でした。${TOLD}${ALIKE}後の状態を確かめられない人が 2 割以上いるため、結果は偏っていることがあります。`, '前後の値がそろわない 5人（中断 5人）は含みません。'],
  ['expected, nobody to learn from', expectedSentences, spread(4, 150, [-2, -4]), spread(2, 150, [0, 2]), NO_OTHERS, ''],
  ['expected, nobody supported', expectedSentences, [], spread(4, 150, [0, 2]), NO_SUPPORTED, ''],
  ['expected, all with one value before', expectedSentences, spread(4, 150, [-2, -4]), [{ count: 4, before: 150, after: 149 }], '支援していない人の前の値がすべて同じため、見込まれる変化を計算できません。', ''],
  ['expected, overlapping', expectedSentences, spread(20, 150, [-6, 2]), [{ count: 10, before: 140, after: 142 }, { count: 10, before: 150, after: 149 }, { count: 10, before: 160, after: 155 }, { count: 10, before: 151, after: 155 }], `支援がなくても見込まれる変化は −0.1 mmHg（95%信頼区間 −0.9 〜 0.7）（対象の条件に当たり支援していない 40人から）、支援した人（20人）の実際の変化は −2.0 mmHg（95%信頼区間 −3.9 〜 −0.1）でした。二つの区間が重なるなどのため、実際の変化が見込みと違うとまではいえません。${SAME}`, ''],
  ['expected, apart and beyond', expectedSentences, spread(10, 170, [-12, -8]), [{ count: 5, before: 140, after: 141 }, { count: 5, before: 150, after: 149 }, { count: 5, before: 160, after: 159 }], `支援がなくても見込まれる変化は −2.4 mmHg（95%信頼区間 −3.1 〜 −1.6）（対象の条件に当たり支援していない 15人から）、支援した人（10人）の実際の変化は −10.0 mmHg（95%信頼区間 −11.5 〜 −8.5）でした。二つの区間は重なりませんが、支援の効果であるとまではいえません。${SAME}支援した人の前の値の平均が、支援していない人の値の範囲の外にあるため、見込みは当てになりません。${FEW(10)}`, ''],
  ['expected, one supported', expectedSentences, [{ count: 1, before: 150, after: 148 }], [{ count: 10, before: 140, after: 142 }, { count: 10, before: 150, after: 149 }], NO_SUPPORTED, ''],
  ['expected, two supported', expectedSentences, [{ count: 1, before: 145, after: 141 }, { count: 1, before: 146, after: 144 }], [{ count: 10, before: 140, after: 142 }, { count: 9, before: 150, after: 149 }, { count: 1, before: 151, after: 150 }], `支援がなくても見込まれる変化は 0.4 mmHg（95%信頼区間 0.3 〜 0.4）（対象の条件に当たり支援していない 20人から）、支援した人（2人）の実際の変化は −3.0 mmHg（95%信頼区間 −15.7 〜 9.7）でした。二つの区間が重なるなどのため、実際の変化が見込みと違うとまではいえません。${SAME}${FEW(2)}`, ''],
  ['expected, nine supported', expectedSentences, [{ count: 5, before: 145, after: 141 }, { count: 4, before: 146, after: 144 }], [{ count: 10, before: 140, after: 142 }, { count: 9, before: 150, after: 149 }, { count: 1, before: 151, after: 150 }], `支援がなくても見込まれる変化は 0.4 mmHg（95%信頼区間 0.4 〜 0.4）（対象の条件に当たり支援していない 20人から）、支援した人（9人）の実際の変化は −3.1 mmHg（95%信頼区間 −3.9 〜 −2.3）でした。二つの区間は重なりませんが、支援の効果であるとまではいえません。${SAME}${FEW(9)}`, ''],
  ['expected, nine to learn from', expectedSentences, [{ count: 30, before: 145, after: 141 }, { count: 30, before: 146, after: 144 }], [{ count: 5, before: 140, after: 142 }, { count: 3, before: 150, after: 149 }, { count: 1, before: 151, after: 149 }], `支援がなくても見込まれる変化は 0.3 mmHg（95%信頼区間 0.1 〜 0.4）（対象の条件に当たり支援していない 9人から）、支援した人（60人）の実際の変化は −3.0 mmHg（95%信頼区間 −3.3 〜 −2.7）でした。二つの区間は重なりませんが、支援の効果であるとまではいえません。${SAME}${FEW(9)}`, ''],
  ['expected, ten supported', expectedSentences, [{ count: 5, before: 145, after: 141 }, { count: 5, before: 146, after: 144 }], [{ count: 10, before: 140, after: 142 }, { count: 9, before: 150, after: 149 }, { count: 1, before: 151, after: 150 }], `支援がなくても見込まれる変化は 0.4 mmHg（95%信頼区間 0.3 〜 0.4）（対象の条件に当たり支援していない 20人から）、支援した人（10人）の実際の変化は −3.0 mmHg（95%信頼区間 −3.8 〜 −2.2）でした。二つの区間は重なりませんが、支援の効果であるとまではいえません。${SAME}${FEW(10)}`, ''],
  ['lost, one followed', lossSentences, [{ count: 1, before: 150, after: 140 }, { count: 1, before: 151, after: null, status: '死亡' }], [], `前後の値がそろった人が 1人のため、平均の変化を計算しません。`, ''],
  ['lost, nine followed', lossSentences, [{ count: 5, before: 150, after: 140 }, { count: 4, before: 151, after: 150 }, { count: 1, before: 150, after: null }], [], `追跡できない人の値が変わらなかったとすると、平均の変化は −5.4 mmHgです（表の値は −6.0 mmHg）。追跡できない人は、前の値が追跡できた人と違います（標準化差が 0.1 を超える）。結果は偏っていることがあります。`, '追跡できない人は 1人（測定なし 1人）です。'],
  ['lost, nobody', lossSentences, spread(10, 150, [-2, 2]), [], '支援した人は全員、前後の状態がわかっています。', ''],
  ['lost, a measure', lossSentences, [...spread(8, 150, [-10, -6]), { count: 2, before: 170, after: null }], [], '追跡できない人の値が変わらなかったとすると、平均の変化は −6.4 mmHgです（表の値は −8.0 mmHg）。追跡できない人は、前の値が追跡できた人と違います（標準化差が 0.1 を超える）。結果は偏っていることがあります。', '追跡できない人は 2人（測定なし 2人）です。'],
  ['lost, alike', lossSentences, [{ count: 4, before: 150, after: 140 }, { count: 4, before: 151, after: 140 }, { count: 2, before: 150, after: null }, { count: 2, before: 151, after: null }], [], '追跡できない人の値が変わらなかったとすると、平均の変化は −7.0 mmHgです（表の値は −10.5 mmHg）。追跡できない人と追跡できた人は、前の値・年齢・女性の割合ではほぼ同じです（標準化差 0.1 以下）。', '追跡できない人は 4人（測定なし 4人）です。'],
]; // prettier-ignore

test.each(GOLDEN)('%s', (_, told, supported, others, result, losses) => {
  const found = told(indicatorOf(evaluated(supported, others), 'sbpChange'));
  expect(found).toEqual({ result, losses });
  expect(`${result}${losses}`).not.toMatch(CAUSAL);
  expect(result).not.toMatch(/-\d|死亡|転出|測定なし/u);
});

test('a state: points of its share, and the best and the worst case by what is good', () => {
  const evaluation = evaluated(
    [
      { count: 10, before: 170, after: 150 },
      { count: 6, before: 170, after: 170 },
      { count: 4, before: 170, after: null, status: '死亡' },
    ],
    [
      { count: 10, before: 170, after: 150 },
      { count: 30, before: 170, after: 170 },
    ],
  );
  const found = indicatorOf(evaluation, 'bloodPressureHigh');
  expect(changesSentences(found).result).toBe(
    `変化（後−前）は、支援した人（16人）が −62.5 ポイント、対象の条件に当たり支援していない人（40人）が −25.0 ポイントで、差の差は −37.5 ポイント（95%信頼区間 −67.0 〜 −8.0）でした。${TOLD}${ALIKE}${FEW(16)}後の状態を確かめられない人が 2 割以上いるため、結果は偏っていることがあります。`,
  );
  // 6 of 16; with the four lost in the state 10 of 20, with none of them 6 of 20.
  expect(found.methods!.loss).toMatchObject({ followed: 16, lost: 4, observed: 0.375, worst: 0.5, best: 0.3 });
  expect(lossSentences(found).result).toMatch(
    /^追跡できない人が全員よくない結果だったとすると 50\.0%、全員よい結果だったとすると 30\.0%です（表の値は 37\.5%）。/u,
  );
  expect(expectedSentences(found)).toEqual({
    result: '測定値の指標ではないため、見込まれる変化を見積もれません。',
    losses: '',
  });
  expect(changesSentences(indicatorOf(evaluation, 'visited')).result).toBe(
    '支援の前の状態がない指標なので、変化を比べられません。',
  );
});

test('p values are adjusted where more than five tests stand, and those without a test keep none', () => {
  const result = (p: number | undefined): IndicatorResult =>
    ({ undetermined: '', untested: p === undefined ? 'なし' : '', test: { p } }) as IndicatorResult;
  const five = [{ outcome: [0.01, 0.04, 0.03].map(result) }, { outcome: [0.2, 0.5].map(result) }];
  expect([testsOf(five).length, adjustedPs(five).size]).toEqual([5, 0]);
  const six = [...five, { outcome: [undefined, 0.005].map(result) }];
  const adjusted = adjustedPs(six);
  expect(testsOf(six).map((each) => adjusted.get(each))).toEqual(
    [0.03, 0.06, 0.06, 0.24, 0.5, 0.03].map((value) => expect.closeTo(value, 10)),
  );
});

/** Supported persons by day of start, certification and leaving. */
function certification(rows: readonly (readonly Cell[])[], certifiedAfter: readonly string[] = []) {
  const numbers = rows.map((_, index) => String(index + 1));
  const table = (year: number, certified: readonly string[]) =>
    tableOf(
      [
        ['被保険者番号', '性別', '生年月日', '要介護度'],
        ...numbers.map((number): Cell[] => [
          number,
          '女',
          '19450101',
          certified.includes(number) ? '要介護1' : '非該当',
        ]),
      ],
      year,
    );
  const log = logOf([
    ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況', '要介護認定日', '死亡・転出日'],
    ...rows.map((row, index): Cell[] => [numbers[index]!, '低栄養', '有', ...row]),
  ]);
  const { certification: found } = evaluateProgramme(
    programmeById('lowNutrition'),
    log,
    table(2025, []),
    table(2026, certifiedAfter),
    { comparison: {} },
  );
  return { found: found!, told: certificationSentences(found!) };
}

const NO_CAUSE = '比べる人のいない集計のため、支援の効果はわかりません。';

test('the time to certification: deaths compete, those who moved are censored, and the dates are counted by hand', () => {
  const { found, told } = certification(
    [
      ['2026/4/1', '終了', '2026/7/1', null],
      ['2026/4/1', '死亡', null, '2026/10/1'],
      ['2026/4/1', '転出', null, '2026/6/1'],
      ['2026/4/1', '終了', null, null],
      ['2026/4/1', '終了', '2026/3/1', null],
      ['2026/4/1', '終了', null, null],
      [null, '終了', null, null],
      ['2026/4/1', '死亡', null, null],
    ],
    ['6'],
  );
  // At risk: 4 → 3 after the one who moved (2 months) → certified 1/3 → died 1/2.
  expect(found).toMatchObject({ persons: 4, certified: 1, died: 1, months: 2 });
  expect(told.losses).toBe(
    '追跡した期間の全体では、要介護認定 1人、死亡 1人です。計算に含まない人：支援の前から認定がある 1人、認定日がない 1人、支援開始日がない 1人、死亡日がない 1人。',
  );
  expect(`${told.result}${told.losses}`).not.toMatch(CAUSAL);
});

test.each<readonly [string, number, string]>([
  ['no event', 0, `支援開始から 11 か月の間に、要介護認定も死亡もありませんでした（20人）。0 件のため区間は示しません。${NO_CAUSE}`],
  ['some', 5, `支援開始から 11 か月の間に要介護認定を受けた人の割合は 25.0%（95%信頼区間 9.1–44.9%）（死亡を競合として計算）、認定も死亡もなかった人の割合は 75.0%（95%信頼区間 50.0–88.7%）でした（20人）。11 か月のうち認定も死亡もなく過ごした期間は平均 9.3 か月（95%信頼区間 7.9–10.6 か月）です。${NO_CAUSE}`],
])('certification, %s', (_, events, result) => {
  const rows = Array.from({ length: 20 }, (_row, index): Cell[] => [
    '2026/4/1',
    '終了',
    index < events ? '2026/8/1' : null,
    null,
  ]);
  expect(certification(rows).told.result).toBe(result);
}); // prettier-ignore

const MISSING = '認定日・死亡日のわからない人を含まないため、認定・死亡は実際より少なく出ています。';

test('an event on an unknown day is said to be missing: a death, or one certification among dated ones; a move is not', () => {
  const [free, died, moved] = [
    ['2026/4/1', '終了', null, null],
    ['2026/4/1', '死亡', null, null],
    ['2026/4/1', '転出', null, null],
  ] as const;
  const told = (rows: readonly (readonly Cell[])[], certified: readonly string[] = []): string =>
    certification(
      rows.map((cells) => [...cells]),
      certified,
    ).told.result;
  expect(told([free, free, moved])).not.toContain(MISSING);
  const one = told([free, free, died]);
  expect(one).toContain('日のわかる要介護認定も死亡もありませんでした（2人）');
  expect(one).toContain(MISSING);
  expect(told([['2026/4/1', '終了', '2026/8/1', null], free, free], ['3'])).toContain(MISSING);
});

test('certified persons without dates, and too few persons, say what is missing', () => {
  const row = ['2026/4/1', '終了', null, null];
  expect(certification([row, row, row], ['1']).told).toEqual({
    result:
      '要介護認定日がわからないため計算しません。支援記録の右端に「要介護認定日」と「死亡・転出日」の列を足して日付を書くと、計算します。',
    losses: '',
  });
  const few = '支援開始日とその後がわかり、支援の前に認定のない人が 2 人に足りません。';
  expect(certification([row]).told.result).toBe(few);
});
