/** The one shape of every result: a value with its interval, its method, its meaning and its warning. */
import { AnalystError, roundHalfAway } from '../kdb';

/** A figure that explains itself. Amounts that are complete counts or sums have no interval: `lower`, `upper`, `confidence` are null. */
export interface Estimate {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Confidence level of the interval as a fraction, e.g. 0.95. */
  readonly confidence: number | null;
  /** How value and interval were computed, e.g. "Wilson". */
  readonly method: string;
  /** What the value is and its unit, e.g. "率（人口10万対）". */
  readonly statistic: string;
  /** Two-sided p value, where the method is a test. */
  readonly p?: number;
  /** What the reader must know before using the figure, in Japanese; several sentences are joined. */
  readonly note?: string;
}

/** An estimate whose method always gives an interval. */
export interface IntervalEstimate extends Estimate {
  readonly lower: number;
  readonly upper: number;
  readonly confidence: number;
}

export const DEFAULT_CONFIDENCE = 0.95;

/**
 * The confidence level as a fraction. 0.5 ≤ c < 1 is taken as it stands; 50 ≤ c < 100 is read as percent.
 * Errors: `confidence.range` for anything else.
 */
export function confidenceLevel(confidence: number): number {
  if (confidence >= 0.5 && confidence < 1) return confidence;
  if (confidence >= 50 && confidence < 100) return confidence / 100;
  throw new AnalystError('confidence.range', { value: String(confidence) });
}

/** Joins the sentences that apply into one note; nothing when none applies. */
export function noteOf(...sentences: readonly (string | false | null | undefined)[]): { note?: string } {
  const said = sentences.filter((sentence): sentence is string => !!sentence);
  return said.length === 0 ? {} : { note: said.join(' ') };
}

/** An amount without an interval. */
export function plainEstimate(value: number, method: string, statistic: string, note?: string): Estimate {
  return { value, lower: null, upper: null, confidence: null, method, statistic, ...noteOf(note) };
}

/** "10万" for 100000, "1,000" for 1000: how a multiplier is said in a rate's unit. */
export function multiplierWords(multiplier: number): string {
  return multiplier >= 10000 && multiplier % 10000 === 0
    ? `${(multiplier / 10000).toLocaleString('en-US')}万`
    : multiplier.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** The figure as it is printed, e.g. "12.3 (10.1–14.9)"; without an interval only the value. */
export function displayText(estimate: Estimate, digits = 1): string {
  const show = (value: number): string => roundHalfAway(value, digits).toFixed(digits);
  return estimate.lower === null || estimate.upper === null
    ? show(estimate.value)
    : `${show(estimate.value)} (${show(estimate.lower)}–${show(estimate.upper)})`;
}
