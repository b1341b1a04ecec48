/** Time to an event with deaths in between: Kaplan–Meier, the cumulative incidence, and the mean time within a limit. */
import { AnalystError } from '../kdb';
import { normalQuantile, twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type Estimate } from './estimate';
import { eachOf, notNegative, positive, sameLength, type MaybeNumber } from './guards';
import { FEW_EVENTS } from './poisson';

/** How a follow-up ended: 1 the event (要介護認定), 2 a competing event (死亡), 0 neither so far (打ち切り). */
export type Ending = 0 | 1 | 2;

/** What happened at one time. */
interface Step {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly competing: number;
}

/** The times at which something happened, the earliest first. Those who leave at a time of an event are still at risk then. */
function stepsOf(times: readonly MaybeNumber[], endings: readonly MaybeNumber[]): readonly Step[] {
  sameLength(times, '期間', endings, '状態');
  const time = eachOf(times, '期間', notNegative);
  const ending = eachOf(endings, '状態', (value, label, position) => {
    if (value !== 0 && value !== 1 && value !== 2)
      throw new AnalystError('number.outOfRange', {
        label: `${label}（${position} 番目）`,
        value: String(value),
        low: 0,
        high: 2,
      });
    return value;
  });
  const order = time.map((_, i) => i).sort((a, b) => time[a]! - time[b]!);
  const steps: Step[] = [];
  for (let at = 0; at < order.length;) {
    const now = time[order[at]!]!;
    const same = order.slice(at).filter((i) => time[i] === now);
    const count = (wanted: Ending): number => same.filter((i) => ending[i] === wanted).length;
    if (count(1) + count(2) > 0)
      steps.push({ time: now, atRisk: order.length - at, events: count(1), competing: count(2) });
    at += same.length;
  }
  return steps;
}

/** The time until which somebody was followed. */
const longest = (times: readonly MaybeNumber[]): number =>
  times.reduce<number>((most, each) => Math.max(most, each ?? 0), 0);

interface SurvivalOptions {
  readonly confidence?: number;
}

/** Limits of a probability through log(−log), which stay between 0 and 1; the value itself where it is 0 or 1. */
function logLogLimits(value: number, error: number, level: number): readonly [number, number] {
  if (value <= 0 || value >= 1 || error === 0) return [value, value];
  const reach = (twoSidedZ(level) * error) / (value * Math.log(value));
  const ends = [value ** Math.exp(reach), value ** Math.exp(-reach)];
  return [Math.min(...ends), Math.max(...ends)];
}

function horizonWithin(at: MaybeNumber, times: readonly MaybeNumber[]): number {
  const horizon = positive(at, '時点');
  const known = longest(times);
  if (horizon > known) throw new AnalystError('survival.beyond', { horizon, longest: known });
  return horizon;
}

export interface SurvivalEstimate extends Estimate {
  /** Standard error (Greenwood's formula, or its form for competing events). */
  readonly error: number;
  /** Persons still followed just before the time asked for. */
  readonly atRisk: number;
}

const atRiskAt = (times: readonly MaybeNumber[], horizon: number): number =>
  times.filter((time) => (time ?? 0) >= horizon).length;

/** What the three have in common: the value with its limits, its error, and a note where few things happened. */
function framed(
  words: Pick<Estimate, 'method' | 'statistic'>,
  value: number,
  [lower, upper]: readonly [number, number],
  { level, error, atRisk, events }: { level: number; error: number; atRisk: number; events: number },
): SurvivalEstimate {
  return { value, lower, upper, confidence: level, ...words, error, atRisk, ...noteOf(fewNote(events)) };
}

const fewNote = (events: number): string | false =>
  events < FEW_EVENTS && `起きた件数が ${events} 件と少ないため、区間は広くなります。`;

/**
 * イベントのない割合（Kaplan–Meier）at a time, where whatever ends the follow-up besides the event is a censoring. `times` and
 * `endings` have one value a person; an ending of 2 counts as an event too (free of both). A time beyond the longest follow-up
 * is refused (`survival.beyond`).
 *
 * Source: Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457–481; Greenwood's variance; limits by log(−log), Kalbfleisch JD,
 * Prentice RL 1980.
 * @example kaplanMeier([6, 6, 6, 7, 10], [1, 1, 0, 1, 0], 7).value // 0.3000
 */
export function kaplanMeier(
  times: readonly MaybeNumber[],
  endings: readonly MaybeNumber[],
  at: MaybeNumber,
  { confidence = DEFAULT_CONFIDENCE }: SurvivalOptions = {},
): SurvivalEstimate {
  const level = confidenceLevel(confidence);
  const steps = stepsOf(times, endings);
  const horizon = horizonWithin(at, times);
  let survival = 1;
  let sum = 0;
  let count = 0;
  for (const { time, atRisk, events, competing } of steps) {
    if (time > horizon) break;
    const ended = events + competing;
    survival *= 1 - ended / atRisk;
    sum += ended / (atRisk * (atRisk - ended));
    count += ended;
  }
  const error = survival === 0 ? 0 : survival * Math.sqrt(sum);
  return framed(
    { method: 'Kaplan–Meier（Greenwood、区間は log(−log)）', statistic: 'イベントのない割合' },
    survival,
    logLogLimits(survival, error, level),
    { level, error, atRisk: atRiskAt(times, horizon), events: count },
  );
}

/**
 * 累積発生割合（Aalen–Johansen）: the share of persons to whom the event (1) has happened by a time, where competing events (2, 死亡)
 * end the possibility of it. Kaplan–Meier, which takes deaths as censored, would be too high. Refusals as in `kaplanMeier`.
 *
 * Source: Aalen OO, Johansen S. Scand J Stat 1978;5:141–150; variance by the delta method, Marubini E, Valsecchi MG 1995, ch. 10;
 * limits by log(−log), Pintilie M 2006.
 * @example cumulativeIncidence([2, 3, 3, 5, 8], [1, 2, 0, 1, 0], 5).value // 0.5000
 */
export function cumulativeIncidence(
  times: readonly MaybeNumber[],
  endings: readonly MaybeNumber[],
  at: MaybeNumber,
  { confidence = DEFAULT_CONFIDENCE }: SurvivalOptions = {},
): SurvivalEstimate {
  const level = confidenceLevel(confidence);
  const horizon = horizonWithin(at, times);
  const steps = stepsOf(times, endings).filter(({ time }) => time <= horizon);
  let survival = 1;
  let incidence = 0;
  const known = steps.map((step) => {
    const before = survival;
    incidence += (before * step.events) / step.atRisk;
    survival *= 1 - (step.events + step.competing) / step.atRisk;
    return { ...step, before, incidence };
  });
  let variance = 0;
  for (const { atRisk, events, competing, before, incidence: sofar } of known) {
    const rest = incidence - sofar;
    const ended = events + competing;
    if (atRisk > ended) variance += (rest ** 2 * ended) / (atRisk * (atRisk - ended));
    variance += (before ** 2 * events * (atRisk - events)) / atRisk ** 3;
    variance -= (2 * rest * before * events) / atRisk ** 2;
  }
  const error = Math.sqrt(Math.max(0, variance));
  const events = known.reduce((count, step) => count + step.events, 0);
  return framed(
    { method: 'Aalen–Johansen（死亡などを競合とする。区間は log(−log)）', statistic: '累積発生割合' },
    incidence,
    logLogLimits(incidence, error, level),
    { level, error, atRisk: atRiskAt(times, horizon), events },
  );
}

/**
 * 期間内の平均（restricted mean）: the mean time until the event or a competing event within a limit, in the unit of the times: the
 * area below Kaplan–Meier's curve. Refusals as in `kaplanMeier`.
 *
 * Source: Klein JP, Moeschberger ML. Survival Analysis, 2nd ed. 2003, section 4.5.
 * @example restrictedMean([1, 2, 3], [1, 1, 1], 3).value // 2.0000
 */
export function restrictedMean(
  times: readonly MaybeNumber[],
  endings: readonly MaybeNumber[],
  limit: MaybeNumber,
  { confidence = DEFAULT_CONFIDENCE }: SurvivalOptions = {},
): SurvivalEstimate {
  const level = confidenceLevel(confidence);
  const horizon = horizonWithin(limit, times);
  const steps = stepsOf(times, endings).filter(({ time }) => time < horizon);
  const areas = [0, ...steps.map(({ time }) => time)].map((from, index) => ({
    from,
    to: steps[index]?.time ?? horizon,
  }));
  let survival = 1;
  const heights = [1, ...steps.map(({ atRisk, events, competing }) => (survival *= 1 - (events + competing) / atRisk))];
  const parts = areas.map(({ from, to }, index) => (to - from) * heights[index]!);
  const value = parts.reduce((sum, part) => sum + part, 0);
  let variance = 0;
  steps.forEach(({ atRisk, events, competing }, index) => {
    const ended = events + competing;
    const beyond = parts.slice(index + 1).reduce((sum, part) => sum + part, 0);
    if (atRisk > ended) variance += (beyond ** 2 * ended) / (atRisk * (atRisk - ended));
  });
  const error = Math.sqrt(variance);
  const reach = normalQuantile(0.5 + level / 2) * error;
  return framed(
    { method: '期間内の平均（Kaplan–Meier 曲線の下の面積）', statistic: `${horizon} までの平均の期間` },
    value,
    [Math.max(0, value - reach), Math.min(horizon, value + reach)],
    {
      level,
      error,
      atRisk: atRiskAt(times, horizon),
      events: steps.reduce((count, { events, competing }) => count + events + competing, 0),
    },
  );
}
