/** An indicator in one plain sentence that never claims more than the figure. */
import { roundHalfAway } from '../../kdb';
import { DEFAULT_CONFIDENCE, type Estimate } from '../estimate';
import { FEW_PERSONS } from './indicatorResult';
import { lossWords } from './followUp';
import type { IndicatorResult } from './types';
import { people } from './words';

/** A number with a fixed number of decimals and a true minus sign. */
function number(value: number, decimals: number): string {
  return roundHalfAway(value, decimals)
    .toFixed(decimals)
    .replace(/^-(0(?:\.0*)?)$/, '$1')
    .replace('-', '−');
}

const levelWords = ({ confidence }: Estimate): string =>
  `${number((confidence ?? 0.95) * 100, confidence !== null && (confidence * 100) % 1 !== 0 ? 1 : 0)}%信頼区間`;

/** "36.0%（95%信頼区間 24.1–49.9%）"; without an interval the share alone. */
export function shareWords(estimate: Estimate): string {
  const percent = (value: number): string => number(value * 100, 1);
  return estimate.lower === null || estimate.upper === null
    ? `${percent(estimate.value)}%`
    : `${percent(estimate.value)}%（${levelWords(estimate)} ${percent(estimate.lower)}–${percent(estimate.upper)}%）`;
}

/** "−10.0 ポイント（95%信頼区間 −22.0 〜 3.0）", or in the unit of a measure. */
export function changeWords(estimate: Estimate, times: number, decimals: number, unit: string): string {
  const show = (value: number): string => number(value * times, decimals);
  const interval =
    estimate.lower === null || estimate.upper === null
      ? ''
      : `（${levelWords(estimate)} ${show(estimate.lower)} 〜 ${show(estimate.upper)}）`;
  return `${show(estimate.value)} ${unit}${interval}`;
}

/** Whether a change can be told from none: its interval leaves out 0, and its test agrees. */
export function isDistinguishable({ lower, upper, p, confidence }: Estimate): boolean {
  const leavesOut = lower !== null && upper !== null && (lower > 0 || upper < 0);
  return leavesOut && (p === undefined || p < 1 - (confidence ?? DEFAULT_CONFIDENCE));
}

/** What may be said of a change: which way it goes, or that it cannot be told. Never that the support did it. */
function directionWords(estimate: Estimate, up: string, down: string): string {
  if (isDistinguishable(estimate))
    return `支援の後は前より${estimate.value > 0 ? up : down}といえますが、支援の効果であるとまではいえません。`;
  const { lower, upper } = estimate;
  const isInside = lower === null || upper === null || (lower <= 0 && upper >= 0);
  const why = isInside ? '変化の区間が 0 を含むため' : `検定の p 値が ${number(estimate.p ?? 1, 2)} のため`;
  return `${why}、${up}とも${down}とも区別できません。`;
}

const fewWords = (count: number): string =>
  count < FEW_PERSONS ? `人数が少ない（${people(count)}）ため、参考にとどめます。` : '';

function reachedSentence({
  indicator,
  count,
  denominator,
  denominatorWords,
  estimate,
  followUp,
}: IndicatorResult): string {
  const counted = indicator.denominator === '追跡できた人' ? '含みません' : '該当しないものとして数えています';
  const open =
    followUp.lost > 0 ? `確かめられない ${people(followUp.lost)}（${lossWords(followUp)}）は${counted}。` : '';
  return `${indicator.who}の割合は ${shareWords(estimate!)}でした（${denominatorWords}のうち ${people(count!)}）。${open}${fewWords(denominator!)}`;
}

function lostSentence({ followUp }: IndicatorResult): string {
  return followUp.lost > 0
    ? `前後の値がそろわない ${people(followUp.lost)}（${lossWords(followUp)}）は含みません。`
    : '';
}

function stateSentence(result: IndicatorResult): string {
  const { indicator, before, after, test, denominator } = result;
  const side = (when: string, standing: typeof before): string =>
    `${when} ${number((standing!.count / standing!.denominator) * 100, 1)}%（${standing!.count}/${people(standing!.denominator)}）`;
  return (
    `${indicator.who}の割合は、${side('支援前', before)}、${side('支援後', after)}で、` +
    `差は ${changeWords(test!, 100, 1, 'ポイント')}でした。` +
    `${directionWords(test!, '増えた', '減った')}${lostSentence(result)}${fewWords(denominator!)}`
  );
}

function measureSentence(result: IndicatorResult): string {
  const { indicator, before, after, test, denominator } = result;
  const { decimals = 1, unit = '' } = indicator;
  const show = (standing: typeof before): string => `${number(standing!.estimate!.value, decimals)} ${unit}`;
  return (
    `${indicator.who}の平均は、支援前 ${show(before)}、支援後 ${show(after)}（${people(denominator!)}）で、` +
    `変化は ${changeWords(test!, 1, decimals, unit)}でした。` +
    `${directionWords(test!, '増えた', '減った')}${lostSentence(result)}${fewWords(denominator!)}`
  );
}

/**
 * The result in plain words: the figure with its interval, of whom, who could not be followed, whether the change can be
 * told from none, and a word of care where few persons stand behind it. It never says that the support caused a change.
 */
export function plainSentence(result: IndicatorResult): string {
  if (result.undetermined !== '') return `${result.indicator.who}は判定できません。${result.undetermined}`;
  if (result.indicator.kind === 'reached') return reachedSentence(result);
  return result.indicator.kind === 'state' ? stateSentence(result) : measureSentence(result);
}
