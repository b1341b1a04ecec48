/** An indicator in plain sentences that never claim more than the figure: the result, and apart from it who could not be followed. */
import { roundHalfAway } from '../../kdb';
import { DEFAULT_CONFIDENCE, type Estimate } from '../estimate';
import { FEW_PERSONS } from './question';
import { lossWords } from './followUp';
import type { IndicatorResult, ProgrammeEvaluation, Standing } from './types';
import { changeWords, number, people, pWords, shareWords } from './words';

/** From this share of persons without a value on, the result itself says that it may be biased. */
const MANY_LOST = 0.2;
/** A change of a share below this is called small however sure it is [points]. */
const SMALL_POINTS = 1;
/**
 * A change of a mean below so many standard deviations of the values before is called small however sure it is.
 * Source: Cohen J. Statistical Power Analysis for the Behavioral Sciences, 2nd ed. 1988 (d = 0.2: small).
 */
const SMALL_DEVIATIONS = 0.2;

/** Whether a change can be told from none: it was tested, its interval leaves out 0, and its test agrees. */
export function isDistinguishable({ lower, upper, p, confidence }: Estimate): boolean {
  const leavesOut = lower !== null && upper !== null && (lower > 0 || upper < 0);
  // 1 − 0.95 is a little more than 0.05 in binary.
  return leavesOut && p !== undefined && p < roundHalfAway(1 - (confidence ?? DEFAULT_CONFIDENCE), 9);
}

/** What may be said of a change: which way it goes, that it cannot be told, or that it was not tested. Never that the support did it. */
function directionWords(result: IndicatorResult, test: Estimate): string {
  const { untested } = result;
  if (untested !== '') return untested;
  if (isDistinguishable(test)) {
    const small = isSmallChange(result, test) ? '変化の大きさはわずかです。' : '';
    return `支援の後は前より${test.value > 0 ? '増えた' : '減った'}といえますが、支援の効果であるとまではいえません。${small}`;
  }
  const { lower, upper, p = 1 } = test;
  const isInside = lower === null || upper === null || (lower <= 0 && upper >= 0);
  const why = isInside ? '変化の区間が 0 を含むため' : `検定の p 値が ${pWords(p)} のため`;
  return `${why}、増えたとも減ったとも区別できません。`;
}

const fewWords = (count: number): string =>
  count < FEW_PERSONS ? `人数が少ない（${people(count)}）ため、参考にとどめます。` : '';

/** Said in the result, which may stand without the losses: how many are missing is said there. */
export function manyLostWords({ followed, lost }: IndicatorResult['followUp']): string {
  return lost > 0 && lost >= MANY_LOST * (followed + lost)
    ? '後の状態を確かめられない人が 2 割以上いるため、結果は偏っていることがあります。'
    : '';
}

/** Differences are computed before rounding: said where the printed figures would give another one. */
function roundingWords(before: number, after: number, change: number, decimals: number): string {
  const [was, is, moved] = [before, after, change].map((value) => roundHalfAway(value, decimals)) as [
    number,
    number,
    number,
  ];
  return roundHalfAway(is - was, decimals) === moved ? '' : '（丸める前の値から計算）';
}

function reachedSentence({ indicator, count, denominatorWords, estimate }: IndicatorResult): string {
  return `${indicator.who}の割合は ${shareWords(estimate!)}でした（${denominatorWords}のうち ${people(count!)}）。`;
}

/** Whether a change is small however sure it is. */
export function isSmallChange({ indicator, before }: IndicatorResult, { value }: Pick<Estimate, 'value'>): boolean {
  return indicator.kind === 'measure'
    ? Math.abs(value) < SMALL_DEVIATIONS * (before?.deviation ?? 0)
    : Math.abs(value * 100) < SMALL_POINTS;
}

function stateSentence(result: IndicatorResult): string {
  const { indicator, before, after, test } = result;
  const percent = ({ count, denominator }: Standing): number => (count / denominator) * 100;
  const side = (when: string, standing: Standing): string =>
    `${when} ${number(percent(standing), 1)}%（${standing.count}/${people(standing.denominator)}）`;
  const change = test!.value * 100;
  return (
    `${indicator.who}の割合は、${side('支援前', before!)}、${side('支援後', after!)}で、` +
    `差は ${changeWords(test!, 100, 1, 'ポイント')}でした${roundingWords(percent(before!), percent(after!), change, 1)}。` +
    directionWords(result, test!)
  );
}

function measureSentence(result: IndicatorResult): string {
  const { indicator, before, after, test, denominator } = result;
  const { decimals = 1, unit = '' } = indicator;
  const [was, is] = [before!.estimate!, after!.estimate!];
  const show = ({ value }: Estimate): string => `${number(value, decimals)} ${unit}`;
  return (
    `${indicator.who}の平均は、支援前 ${show(was)}、支援後 ${show(is)}（${people(denominator!)}）で、` +
    `変化は ${changeWords(test!, 1, decimals, unit)}でした${roundingWords(was.value, is.value, test!.value, decimals)}。` +
    directionWords(result, test!)
  );
}

/**
 * The result in plain words: the figure with its interval, of whom, whether the change can be told from none, how the persons were
 * selected, and a word of care where few persons stand behind it or many could not be followed. It never says that the support
 * caused a change.
 */
export function resultSentence(result: IndicatorResult): string {
  if (result.undetermined !== '') return `${result.indicator.who}は判定できません。${result.undetermined}`;
  const figure = { reached: reachedSentence, state: stateSentence, measure: measureSentence }[result.indicator.kind];
  // What the selection does to a state is said where the test is left out.
  const selection = result.untested !== '' && result.indicator.kind === 'state' ? '' : result.selection;
  return `${figure(result)}${selection}${fewWords(result.denominator!)}${manyLostWords(result.followUp)}`;
}

/** Who is not in the result and why, and whose values the data stand in for; '' where there is nothing to say. */
export function lossSentence({ indicator, followUp, undetermined, standIn }: IndicatorResult): string {
  if (undetermined !== '') return '';
  const persons = `${people(followUp.lost)}（${lossWords(followUp)}）`;
  const isOfPairs = indicator.kind !== 'reached';
  const counted = indicator.denominator === '追跡できた人' ? '含みません' : '該当しないものとして数えています';
  const lost =
    followUp.lost === 0
      ? ''
      : isOfPairs
        ? `前後の値がそろわない ${persons}は含みません。`
        : `確かめられない ${persons}は${counted}。`;
  return `${lost}${standIn}`;
}

/** Both parts. */
export function plainSentence(result: IndicatorResult): string {
  return `${resultSentence(result)}${lossSentence(result)}`;
}

/** 抽出 → 支援対象 → 支援できた → 追跡できた: how many persons each step had. */
export function funnelSentence({ extracted, targeted, supported, followUp }: ProgrammeEvaluation): string {
  const lost = followUp.lost === 0 ? '' : `（追跡できず ${people(followUp.lost)}：${lossWords(followUp)}）`;
  const extraction = extracted === null ? [] : [`抽出 ${people(extracted)}`];
  if (targeted === 0) return [...extraction, '支援記録に対象者がいません'].join(' → ');
  return [
    ...extraction,
    `支援対象 ${people(targeted)}`,
    `支援できた ${people(supported)}`,
    `追跡できた ${people(followUp.followed)}${lost}`,
  ].join(' → ');
}
