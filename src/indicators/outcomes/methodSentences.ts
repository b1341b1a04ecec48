/** The further methods in plain sentences of two parts: the result, and apart from it who is not in it. None claims a cause. */
import type { Estimate } from '../estimate';
import { BALANCED, isBalanced } from './balance';
import { UNDATED_EVENTS } from './certification';
import { lossWords } from './followUp';
import { isPossible } from './methods';
import { FEW_PERSONS } from './question';
import { isDistinguishable, isSmallChange, lossSentence, manyLostWords } from './sentence';
import type { BalanceRow, IndicatorResult, NotPossible, TimeToCertification } from './types';
import { changeWords, levelWords, number, people, shareWords } from './words';

export interface TwoParts {
  readonly result: string;
  /** Small numbers of persons, apart so that the result can be published; ''. */
  readonly losses: string;
}

const NOT_ASKED: TwoParts = { result: '', losses: '' };
const refused = ({ reason }: NotPossible): TwoParts => ({ result: reason, losses: '' });

const fewWords = (...counts: readonly number[]): string => {
  const least = Math.min(...counts);
  return least < FEW_PERSONS ? `人数が少ない（${people(least)}）ため、参考にとどめます。` : '';
};

/** A change in the unit of its indicator: points of a share, or what a measure is measured in. */
function changeOf({ indicator: { kind, decimals = 1, unit = '' } }: IndicatorResult, estimate: Estimate): string {
  return kind === 'measure' ? changeWords(estimate, 1, decimals, unit) : changeWords(estimate, 100, 1, 'ポイント');
}

const bare = (value: number): Estimate => ({
  value,
  lower: null,
  upper: null,
  confidence: null,
  method: '',
  statistic: '',
});

/** 差の差. */
export function changesSentences(result: IndicatorResult): TwoParts {
  const { methods } = result;
  if (methods === undefined) return NOT_ASKED;
  if (!isPossible(methods.changes)) return refused(methods.changes);
  const { supported, other, difference } = methods.changes;
  const told = (value: number): string => changeOf(result, bare(value));
  const direction =
    difference.lower === null
      ? '全員の変化が同じため、区間と検定はできません。'
      : isDistinguishable(difference)
        ? `両群の変化は違うといえますが、支援の効果であるとまではいえません。${isSmallChange(result, difference) ? '差の大きさはわずかです。' : ''}`
        : '差の区間が 0 を含むため、両群の変化が違うとも同じともいえません。';
  const apart = !isBalanced(difference.apart)
    ? `前の値が両群で違う（標準化差 ${number(difference.apart, 2)}）ため、平均へ戻る動き（平均への回帰）の違いが差に含まれます。`
    : '';
  return {
    result:
      `変化（後−前）は、支援した人（${people(supported)}）が ${told(difference.supportedChange)}、` +
      `対象の条件に当たり支援していない人（${people(other)}）が ${told(difference.otherChange)}で、` +
      `差の差は ${changeOf(result, difference)}でした。${direction}` +
      `支援がなければ両群が同じように変わった、という仮定に立ちます。${apart}` +
      `${fewWords(supported, other)}${manyLostWords(result.followUp)}`,
    losses: lossSentence(result),
  };
}

const isApart = (one: Estimate, other: Estimate): boolean =>
  one.lower !== null &&
  one.upper !== null &&
  other.lower !== null &&
  other.upper !== null &&
  (one.lower > other.upper || one.upper < other.lower);

/** The change expected without support beside the one that was seen. */
export function expectedSentences(result: IndicatorResult): TwoParts {
  const { methods } = result;
  if (methods === undefined) return NOT_ASKED;
  if (!isPossible(methods.expected)) return refused(methods.expected);
  const { supported, other, expected, observed } = methods.expected;
  return {
    result:
      `支援がなくても見込まれる変化は ${changeOf(result, expected)}（対象の条件に当たり支援していない ${people(other)}から）、` +
      `支援した人（${people(supported)}）の実際の変化は ${changeOf(result, observed)}でした。` +
      (isApart(expected, observed)
        ? '二つの区間は重なりませんが、支援の効果であるとまではいえません。'
        : '二つの区間が重なるなどのため、実際の変化が見込みと違うとまではいえません。') +
      '支援していない人が、前の値のほかは支援した人と同じように変わる、という仮定に立ちます。' +
      (expected.isOutside
        ? '支援した人の前の値の平均が、支援していない人の値の範囲の外にあるため、見込みは当てになりません。'
        : '') +
      `${fewWords(supported, other)}${manyLostWords(result.followUp)}`,
    losses: lossSentence(result),
  };
}

/** In which of the rows the followed and the lost differ. */
function differingWords(rows: readonly BalanceRow[]): string {
  const known = rows.filter(({ standardisedDifference }) => standardisedDifference !== null);
  if (known.length === 0) return '追跡できない人の支援前の様子はわかりません。';
  const apart = known.filter(({ standardisedDifference }) => !isBalanced(standardisedDifference!));
  return apart.length === 0
    ? `追跡できない人と追跡できた人は、${known.map(({ name }) => name).join('・')}ではほぼ同じです（標準化差 ${BALANCED} 以下）。`
    : `追跡できない人は、${apart.map(({ name }) => name).join('・')}が追跡できた人と違います（標準化差が ${BALANCED} を超える）。結果は偏っていることがあります。`;
}

/** Followed beside lost, with the worst and the best case. */
export function lossSentences(result: IndicatorResult): TwoParts {
  const { methods, followUp } = result;
  if (methods === undefined) return NOT_ASKED;
  if (!isPossible(methods.loss)) return refused(methods.loss);
  const { lost, rows, observed, worst, best, unchanged } = methods.loss;
  if (lost === 0) return { result: '支援した人は全員、前後の状態がわかっています。', losses: '' };
  const share = (value: number | null): string => `${number(value! * 100, 1)}%`;
  const bounds =
    unchanged !== null
      ? `追跡できない人の値が変わらなかったとすると、平均の変化は ${changeOf(result, bare(unchanged))}です（表の値は ${changeOf(result, bare(observed))}）。`
      : `追跡できない人が全員よくない結果だったとすると ${share(worst)}、全員よい結果だったとすると ${share(best)}です（表の値は ${share(observed)}）。`;
  return {
    result: `${bounds}${differingWords(rows)}`,
    losses: `追跡できない人は ${people(lost)}（${lossWords(followUp)}）です。`,
  };
}

/** A share with its interval; without one where nothing, or everything, happened. */
const shareOrBare = (estimate: Estimate): string =>
  shareWords(estimate.lower === estimate.upper ? bare(estimate.value) : estimate);

/** The time to 要介護認定. */
export function certificationSentences(found: TimeToCertification | NotPossible): TwoParts {
  if (!isPossible(found)) return refused(found);
  const { persons, certified, died, months, free, incidence, mean, leftOut } = found;
  const reasons = Object.entries(leftOut).map(([reason, count]) => `${reason} ${people(count)}`);
  const without = reasons.length === 0 ? '' : `計算に含まない人：${reasons.join('、')}。`;
  const of = `支援開始から ${months} か月の間に`;
  // Who was certified or died on an unknown day is an event that is missing, not a person who was lost.
  const isMissingEvents = UNDATED_EVENTS.some((reason) => (leftOut[reason] ?? 0) > 0);
  const missing = isMissingEvents
    ? '認定日・死亡日のわからない人を含まないため、認定・死亡は実際より少なく出ています。'
    : '';
  const happened =
    certified + died === 0
      ? `${of}、${isMissingEvents ? '日のわかる' : ''}要介護認定も死亡もありませんでした（${people(persons)}）。0 件のため区間は示しません。`
      : `${of}要介護認定を受けた人の割合は ${shareOrBare(incidence)}（死亡を競合として計算）、` +
        `認定も死亡もなかった人の割合は ${shareOrBare(free)}でした（${people(persons)}）。` +
        `${months} か月のうち認定も死亡もなく過ごした期間は平均 ${number(mean.value, 1)} か月` +
        (mean.lower === null || mean.upper === null || mean.lower === mean.upper
          ? 'です。'
          : `（${levelWords(mean)} ${number(mean.lower, 1)}–${number(mean.upper, 1)} か月）です。`);
  return {
    result: `${happened}${missing}比べる人のいない集計のため、支援の効果はわかりません。${fewWords(persons)}`,
    losses: `追跡した期間の全体では、要介護認定 ${people(certified)}、死亡 ${people(died)}です。${without}`,
  };
}
