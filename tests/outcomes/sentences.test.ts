/** Golden texts: every generated sentence of an indicator at its edges, result and losses apart; none claims a cause. */
import {
  evaluateProgramme,
  funnelSentence,
  lossSentence,
  plainSentence,
  programmeById,
  pWords,
  resultSentence,
  type IndicatorResult,
  type ProgrammeId,
} from '../../src/indicators';
import type { Cell } from '../../src/kdb';
import { logOf } from './support';

const HEADER = ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況'];
/** Purpose, headings of values, and the indicator that they are for. */
const KINDS = {
  reached: { purpose: '低栄養', id: 'lowNutrition.weightKept', columns: ['支援前体重', '支援後体重'] },
  state: { purpose: '糖尿病性腎症重症化予防', id: 'diabeticKidney.hba1cHigh', columns: ['支援前HbA1c', '支援後HbA1c'] },
  measure: {
    purpose: '糖尿病性腎症重症化予防',
    id: 'diabeticKidney.sbpChange',
    columns: ['支援前収縮期血圧', '支援後収縮期血圧'],
  },
  selected: { purpose: '低栄養', id: 'lowNutrition.bmiLow', columns: ['支援前BMI', '支援後BMI'] },
} as const;
type Kind = keyof typeof KINDS;

/** Values before and after, and how many persons have them; null has none, of a person with the status. */
type Persons = readonly (readonly [count: number, before: number | null, after: number | null, status?: string])[];

function resultOf(kind: Kind, persons: Persons): IndicatorResult {
  const { purpose, id, columns } = KINDS[kind];
  const rows = persons.flatMap(([count, before, after, status = '終了']) =>
    Array.from({ length: count }, (): Cell[] => ['', purpose, '有', '2026/6/1', status, before, after]),
  );
  const log = logOf([[...HEADER, ...columns], ...rows.map((row, index) => [String(index + 1), ...row.slice(1)])]);
  const { outcome } = evaluateProgramme(programmeById(id.split('.')[0] as ProgrammeId), log, null, null);
  return outcome.find((each) => each.id === id)!;
}

const FEW = (count: number): string => `人数が少ない（${count}人）ため、参考にとどめます。`;
const MANY = '後の状態を確かめられない人が 2 割以上いるため、結果は偏っていることがあります。';
const RTM =
  '対象者はHbA1c または血圧が高いことで選ばれています。支援がなくても後の値が平均へ近づく動き（平均への回帰）が含まれます。';
const OPEN = '変化の区間が 0 を含むため、増えたとも減ったとも区別できません。';
const LESS = '支援の後は前より減ったといえますが、支援の効果であるとまではいえません。';
const ALL_WERE =
  '評価した人のほぼ全員が前からこの状態にあり（この状態で選ばれたのと同じです）、支援がなくても後の割合は下がりやすいため、変化の検定（p 値）はしません。';
const BMI =
  '対象者は「BMI20以下の人」であることで選ばれており、支援がなくても後の割合は下がりやすいため、変化の検定（p 値）はしません。';
const EQUAL = '全員の変化が同じため、区間と検定はできません。';

const kept = (count: number, all: number, interval: string): string =>
  `体重が維持・改善した人の割合は ${((100 * count) / all).toFixed(1)}%（95%信頼区間 ${interval}%）でした（支援した人（介入人数）${all}人のうち ${count}人）。`;

const GOLDEN: readonly (readonly [string, Kind, Persons, result: string, losses: string])[] = [
  ['nobody', 'reached', [], '体重が維持・改善した人は判定できません。支援した人（介入人数）がいません。', ''],
  ['nobody', 'state', [], 'HbA1c8.0%以上の人は判定できません。支援した人がいません。', ''],
  ['no value', 'reached', [[3, null, null]], '体重が維持・改善した人は判定できません。必要な値がありません（支援記録の 支援前体重・支援後体重、なければ抽出年度と評価年度の健診の体重）。', ''],
  ['no value', 'measure', [[3, null, null]], '収縮期血圧は判定できません。前後の値がそろった人がいません（血圧160/100以上と同じ）。', ''],
  ['one person', 'reached', [[1, 40, 41]], `${kept(1, 1, '20.7–100.0')}${FEW(1)}`, ''],
  ['one person', 'state', [[1, 8.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 100.0%（1/1人）、支援後 0.0%（0/1人）で、差は −100.0 ポイント（95%信頼区間 −100.0 〜 12.2）でした。${ALL_WERE}${FEW(1)}`, ''],
  ['one person', 'measure', [[1, 150, 140]], '収縮期血圧は判定できません。前後の値がそろった人が 1人のため、平均の変化を計算しません。', ''],
  ['two persons', 'reached', [[1, 40, 41], [1, 40, 38]], `${kept(1, 2, '9.5–90.5')}${FEW(2)}`, ''],
  ['two persons', 'measure', [[1, 150, 140], [1, 150, 146]], `収縮期血圧の平均は、支援前 150.0 mmHg、支援後 143.0 mmHg（2人）で、変化は −7.0 mmHg（95%信頼区間 −45.1 〜 31.1）でした。${OPEN}${RTM}${FEW(2)}`, ''],
  ['two alike', 'measure', [[2, 150, 140]], `収縮期血圧の平均は、支援前 150.0 mmHg、支援後 140.0 mmHg（2人）で、変化は −10.0 mmHgでした。${EQUAL}${RTM}${FEW(2)}`, ''],
  ['nine persons', 'reached', [[6, 40, 41], [3, 40, 38]], `${kept(6, 9, '35.4–87.9')}${FEW(9)}`, ''],
  ['ten persons', 'reached', [[7, 40, 41], [3, 40, 38]], `${kept(7, 10, '39.7–89.2')}${FEW(10)}`, ''],
  ['two persons', 'state', [[1, 8.5, 7.5], [1, 7.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 50.0%（1/2人）、支援後 0.0%（0/2人）で、差は −50.0 ポイント（95%信頼区間 −90.5 〜 27.3）でした。${OPEN}${RTM}${FEW(2)}`, ''],
  ['nine persons', 'state', [[3, 8.5, 8.5], [2, 8.5, 7.5], [1, 7.5, 8.5], [3, 7.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 55.6%（5/9人）、支援後 44.4%（4/9人）で、差は −11.1 ポイント（95%信頼区間 −44.9 〜 27.1）でした（丸める前の値から計算）。${OPEN}${RTM}${FEW(9)}`, ''],
  ['nine persons', 'measure', [[5, 150, 140], [4, 160, 158]], `収縮期血圧の平均は、支援前 154.4 mmHg、支援後 148.0 mmHg（9人）で、変化は −6.4 mmHg（95%信頼区間 −9.7 〜 −3.2）でした。${LESS}${RTM}${FEW(9)}`, ''],
  ['nine persons', 'selected', [[6, 19, 19], [3, 19, 21]], `BMI20以下の人の割合は、支援前 100.0%（9/9人）、支援後 66.7%（6/9人）で、差は −33.3 ポイント（95%信頼区間 −64.6 〜 3.4）でした。${BMI}${FEW(9)}`, ''],
  ['ten persons', 'state', [[3, 8.5, 8.5], [3, 8.5, 7.5], [1, 7.5, 8.5], [3, 7.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 60.0%（6/10人）、支援後 40.0%（4/10人）で、差は −20.0 ポイント（95%信頼区間 −52.1 〜 19.8）でした。${OPEN}${RTM}${FEW(10)}`, ''],
  ['ten persons', 'measure', [[5, 150, 140], [5, 160, 158]], `収縮期血圧の平均は、支援前 155.0 mmHg、支援後 149.0 mmHg（10人）で、変化は −6.0 mmHg（95%信頼区間 −9.0 〜 −3.0）でした。${LESS}${RTM}${FEW(10)}`, ''],
  ['nine of eleven persons', 'reached', [[6, 40, 41], [3, 40, 38], [2, null, null, '転出']], `${kept(6, 11, '28.0–78.7')}${FEW(11)}`, '確かめられない 2人（転出 2人）は該当しないものとして数えています。'],
  ['zero events', 'reached', [[30, 40, 38]], kept(0, 30, '0.0–11.4'), ''],
  ['all events', 'reached', [[30, 40, 41]], kept(30, 30, '88.6–100.0'), ''],
  ['zero events', 'state', [[30, 7.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 0.0%（0/30人）、支援後 0.0%（0/30人）で、差は 0.0 ポイント（95%信頼区間 −11.4 〜 11.4）でした。${OPEN}${RTM}`, ''],
  ['all events', 'state', [[30, 8.5, 8.5]], `HbA1c8.0%以上の人の割合は、支援前 100.0%（30/30人）、支援後 100.0%（30/30人）で、差は 0.0 ポイント（95%信頼区間 −11.4 〜 11.4）でした。${ALL_WERE}`, ''],
  ['not distinguishable', 'state', [[12, 8.5, 8.5], [5, 8.5, 7.5], [3, 7.5, 8.5], [10, 7.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 56.7%（17/30人）、支援後 50.0%（15/30人）で、差は −6.7 ポイント（95%信頼区間 −24.6 〜 12.1）でした。${OPEN}${RTM}`, ''],
  ['distinguishable', 'state', [[5, 8.5, 8.5], [15, 8.5, 7.5], [1, 7.5, 8.5], [19, 7.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 50.0%（20/40人）、支援後 15.0%（6/40人）で、差は −35.0 ポイント（95%信頼区間 −50.3 〜 −16.8）でした。${LESS}${RTM}`, ''],
  ['distinguishable but tiny', 'measure', [[300, 140, 139], [200, 180, 179.8], [100, 160, 159]], `収縮期血圧の平均は、支援前 156.7 mmHg、支援後 155.9 mmHg（600人）で、変化は −0.7 mmHg（95%信頼区間 −0.8 〜 −0.7）でした（丸める前の値から計算）。${LESS}変化の大きさはわずかです。${RTM}`, ''],
  ['distinguishable but tiny', 'state', [[600, 8.5, 8.5], [10, 8.5, 7.5], [1, 7.5, 8.5], [600, 7.5, 7.5]], `HbA1c8.0%以上の人の割合は、支援前 50.4%（610/1,211人）、支援後 49.6%（601/1,211人）で、差は −0.7 ポイント（95%信頼区間 −1.3 〜 −0.2）でした（丸める前の値から計算）。${LESS}変化の大きさはわずかです。${RTM}`, ''],
  ['selected on the state', 'selected', [[20, 19, 19], [10, 19, 21]], `BMI20以下の人の割合は、支援前 100.0%（30/30人）、支援後 66.7%（20/30人）で、差は −33.3 ポイント（95%信頼区間 −51.2 〜 −15.2）でした。${BMI}`, ''],
  ['selected on the state, whatever was seen before', 'selected', [[10, 21, 21], [10, 19, 21], [10, 19, 19]], `BMI20以下の人の割合は、支援前 66.7%（20/30人）、支援後 33.3%（10/30人）で、差は −33.3 ポイント（95%信頼区間 −48.5 〜 −14.2）でした（丸める前の値から計算）。${BMI}`, ''],
  ['many lost', 'reached', [[24, 40, 41], [2, null, null, '死亡'], [4, null, null]], `${kept(24, 30, '62.7–90.5')}${MANY}`, '確かめられない 6人（死亡 2人、測定なし 4人）は該当しないものとして数えています。'],
  ['just under a fifth lost', 'reached', [[25, 40, 41], [6, null, null]], kept(25, 31, '63.7–90.8'), '確かめられない 6人（測定なし 6人）は該当しないものとして数えています。'],
  ['many lost', 'measure', [[12, 150, 140], [12, 150, 146], [6, null, null, '転出']], `収縮期血圧の平均は、支援前 150.0 mmHg、支援後 143.0 mmHg（24人）で、変化は −7.0 mmHg（95%信頼区間 −8.3 〜 −5.7）でした。${LESS}${RTM}${MANY}`, '前後の値がそろわない 6人（転出 6人）は含みません。'],
]; // prettier-ignore

const CAUSAL = /により|によって|おかげ|成果|効果があ|効果がみ|有意/;

test.each(GOLDEN)('%s: %s', (_, kind, persons, result, losses) => {
  const found = resultOf(kind, persons);
  expect([resultSentence(found), lossSentence(found)]).toEqual([result, losses]);
  expect(plainSentence(found)).toBe(`${result}${losses}`);
  expect(plainSentence(found)).not.toMatch(CAUSAL);
  // A minus is a minus sign, and no number of lost persons stands in the result.
  expect(result).not.toMatch(/-\d|死亡|転出|測定なし/);
});

test('the funnel: 抽出 where the data say it, and who was lost with the reason', () => {
  const log = logOf([
    [...HEADER, '支援前体重', '支援後体重'],
    ['1', '低栄養', '有', '2026/6/1', '終了', 40, 41],
    ['2', '低栄養', '有', '2026/6/1', '死亡', null, null],
    ['3', '低栄養', '無', null, '拒否', null, null],
  ]);
  const evaluation = evaluateProgramme(programmeById('lowNutrition'), log, null, null);
  expect(funnelSentence(evaluation)).toBe('支援対象 3人 → 支援できた 2人 → 追跡できた 1人（追跡できず 1人：死亡 1人）');
  expect(funnelSentence({ ...evaluation, extracted: 12 })).toMatch(/^抽出 12人 → 支援対象 3人/);
  const nobody = evaluateProgramme(programmeById('oral'), log, null, null);
  expect(funnelSentence(nobody)).toBe('支援記録に対象者がいません');
  expect(funnelSentence({ ...nobody, extracted: 12 })).toBe('抽出 12人 → 支援記録に対象者がいません');
});

test('a p value is never printed as zero', () => {
  expect([0.0004999, 0.00099999, 0.001, 0.0126, 0.5, 1].map(pWords)).toEqual([
    '<0.001',
    '<0.001',
    '0.001',
    '0.013',
    '0.500',
    '1.000',
  ]);
});
