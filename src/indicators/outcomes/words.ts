/** Words that results and sentences of the evaluation share. */
import { roundHalfAway } from '../../kdb';
import type { Estimate } from '../estimate';

/** A number of persons, e.g. 1,234人. */
export const people = (count: number): string => `${count.toLocaleString('ja-JP')}人`;

/** A number with a fixed number of decimals and a true minus sign. */
export function number(value: number, decimals: number): string {
  return roundHalfAway(value, decimals)
    .toFixed(decimals)
    .replace(/^-(0(?:\.0*)?)$/, '$1')
    .replace('-', '−');
}

export const levelWords = ({ confidence }: Estimate): string =>
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

/** A p value as it is printed: three decimals, and <0.001 where those would be zero. */
export const pWords = (p: number): string => (p < 0.001 ? '<0.001' : number(p, 3));
