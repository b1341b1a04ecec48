/** What OUTCOME answers by the further methods: each a header and one row of figures, the sentences at its end. */
import {
  certificationSentences,
  changesSentences,
  expectedSentences,
  isPossible,
  lossSentences,
  type Estimate,
  type IndicatorResult,
  type NotPossible,
  type ProgrammeEvaluation,
  type TwoParts,
} from '../indicators';
import { AnalystError } from '../kdb';
import { DASH } from '../plan/formulaCalls';
import type { Shown } from './guard';

type Rows = readonly (readonly Shown[])[];
type Figures = readonly (readonly [heading: string, value: Shown | null | undefined])[];

const SENTENCES = ['結果の文', '追跡の文'] as const;

/** Header and figures; the two parts of the sentence close the row. */
function table(figures: Figures, { result, losses }: TwoParts): Rows {
  return [
    [...figures.map(([heading]) => heading), ...SENTENCES],
    [...figures.map(([, value]) => value ?? DASH), result, losses],
  ];
}

/** Of what cannot be computed the figures are dashes, and the sentence says why. */
const possible = <T extends object>(found: T | NotPossible | undefined): T | null =>
  found !== undefined && isPossible(found) ? found : null;

const limits = (name: string, estimate: Estimate | undefined): Figures => [
  [name, estimate?.value],
  ['下限', estimate?.lower],
  ['上限', estimate?.upper],
];

/** A table with the p value that is adjusted for how many comparisons stand beside it, at its end. */
const withAdjusted = (head: Rows[number], row: Rows[number], adjusted: number | undefined): Rows => [
  [...head, '調整した p'],
  [...row, adjusted ?? DASH],
];

/** 差の差: both changes, their difference with interval and p. */
export function changesRows(result: IndicatorResult, adjusted: number | undefined): Rows {
  const found = possible(result.methods?.changes);
  const [head, row] = table(
    [
      ['支援した人', found?.supported],
      ['支援していない人', found?.other],
      ['支援した人の変化', found?.difference.supportedChange],
      ['支援していない人の変化', found?.difference.otherChange],
      ...limits('差の差', found?.difference),
      ['p', found?.difference.p],
      ['前の値の標準化差', found?.difference.apart],
    ],
    changesSentences(result),
  );
  return withAdjusted(head!, row!, adjusted);
}

/** 平均への回帰で見込まれる変化 beside the change that was seen. */
export function expectedRows(result: IndicatorResult): Rows {
  const found = possible(result.methods?.expected);
  return table(
    [
      ['支援した人', found?.supported],
      ['支援していない人', found?.other],
      ...limits('見込まれる変化', found?.expected),
      ...limits('実際の変化', found?.observed),
    ],
    expectedSentences(result),
  );
}

const CHARACTERISTICS = ['前の値', '年齢', '女性の割合'] as const;

/** Followed beside lost, with the worst and the best case. */
export function lossRows(result: IndicatorResult): Rows {
  const found = possible(result.methods?.loss);
  return table(
    [
      ['追跡できた人', found?.followed],
      ['追跡できない人', found?.lost],
      ...CHARACTERISTICS.flatMap((name, index): Figures => {
        const row = found?.rows[index];
        return [
          [`${name}（追跡できた人）`, row?.supported],
          [`${name}（追跡できない人）`, row?.compared],
          [`${name}の標準化差`, row?.standardisedDifference],
        ];
      }),
      ['結果', found?.observed],
      ['最も悪い場合', found?.worst],
      ['最も良い場合', found?.best],
    ],
    lossSentences(result),
  );
}

/** The time to 要介護認定 of a programme. */
export function certificationRows({ certification }: ProgrammeEvaluation): Rows {
  const found = possible(certification);
  return table(
    [
      ['人数', found?.persons],
      ['要介護認定', found?.certified],
      ['死亡', found?.died],
      ['月', found?.months],
      ...limits('認定を受けた割合', found?.incidence),
      ...limits('認定も死亡もない割合', found?.free),
      ...limits('認定も死亡もない平均の月数', found?.mean),
    ],
    certification === undefined ? { result: '', losses: '' } : certificationSentences(certification),
  );
}

/** The groups before they were matched, and the pairs: 前の値, 年齢, 女性の割合. */
export function balanceRows(result: IndicatorResult): Rows {
  const { comparison } = result;
  if (comparison === undefined) {
    const reason = '前の値のある人がいないか、組にする値のない指標です';
    throw new AnalystError('answer.undetermined', { indicator: `${result.name}（釣り合い）`, reason });
  }
  const { balanceBefore, balanceAfter } = comparison;
  return [
    ['項目', '支援した人', '支援していない人', '標準化差', '支援した人（組）', '対照の人（組）', '標準化差（組）'],
    ...balanceBefore.map((before, index) => [
      before.name,
      ...[before, balanceAfter[index]!].flatMap(({ supported, compared, standardisedDifference }) => [
        supported ?? '',
        compared ?? '',
        standardisedDifference ?? '',
      ]),
    ]),
  ];
}

/** Supported persons beside matched ones, with a header. */
export function comparisonRows(result: IndicatorResult, adjusted: number | undefined): Rows {
  const found = result.comparison;
  if (found?.difference === undefined || found.difference === null) {
    const reason = '比べられる人（対象の条件に当たり、支援を受けていない人）の前後の値がありません';
    throw new AnalystError('answer.undetermined', { indicator: `${result.name}（比較群）`, reason });
  }
  const { pairs, unmatched, supported, compared, difference, matchedOn, caution, balance, caliper } = found;
  return withAdjusted(
    [
      '組数',
      '組にできない人',
      '支援した人',
      '比較群',
      '差',
      '下限',
      '上限',
      'p',
      '組にした条件',
      '注意',
      '支援した人の前の値',
      '比較群の前の値',
      '標準化差',
      '前の値の差の上限',
    ],
    [
      pairs,
      unmatched,
      supported ?? '',
      compared ?? '',
      difference.value,
      difference.lower ?? '',
      difference.upper ?? '',
      difference.p ?? '',
      matchedOn,
      caution,
      balance.supported ?? '',
      balance.compared ?? '',
      balance.standardisedDifference ?? '',
      caliper,
    ],
    adjusted,
  );
}
