/** How a statistic answers: 出力 chooses what of the estimate is shown, 信頼水準 and 乗数 how it is computed. */
import { OUTPUTS, type Output } from '../catalogue';
import { displayText, type Estimate } from '../indicators';
import { AnalystError } from '../kdb';
import { answeredNow, cellError, type Shown } from './guard';
import { choiceOf, optionalNumber } from './numbers';
import { Share } from './share';
import { whenTurnHasTime } from './turns';

/** 出力, with the words that only some functions know; 値 when omitted. Throws argument.choice. */
export function outputOf<T extends string = never>(value: unknown, ...more: readonly T[]): Output | T {
  return choiceOf<Output | T>(value, '出力', [...OUTPUTS, ...more]);
}

/** 信頼水準 and 乗数 as the verbs take them; what is omitted is left to the verb's default. */
export function optionsOf(level: unknown, multiplier?: unknown): { confidence?: number; multiplier?: number } {
  const confidence = optionalNumber(level, '信頼水準');
  const times = optionalNumber(multiplier, '乗数');
  return {
    ...(confidence === undefined ? {} : { confidence }),
    ...(times === undefined ? {} : { multiplier: times }),
  };
}

/** 出力 and 信頼水準 of a function that has no other words and no 乗数. */
export const shownBy = (output: unknown, level: unknown) => ({ output: outputOf(output), options: optionsOf(level) });

/** Decimals of a printed figure by its multiplier: 3 for a fraction, 1 from a percentage up. */
export function decimalsFor(multiplier = 1): number {
  return Math.min(6, Math.max(1, 3 - Math.floor(Math.log10(multiplier))));
}

/** The part of an estimate that is asked for, value and limits as shares where it is one. Throws answer.noInterval and answer.noP where there is none. */
export function shownOf(estimate: Estimate, output: Output, decimals: number, isShare = false): readonly Shown[] {
  const shown = (one: number): Shown => (isShare ? new Share(one) : one);
  const { value, lower, upper, method, p, note } = estimate;
  const limit = (one: number | null): number => {
    if (one === null) throw new AnalystError('answer.noInterval', { method });
    return one;
  };
  switch (output) {
    case '値':
      return [shown(value)];
    case '下限':
      return [shown(limit(lower))];
    case '上限':
      return [shown(limit(upper))];
    case 'p':
      if (p === undefined) throw new AnalystError('answer.noP', { method });
      return [p];
    case '方法':
      return [method];
    case '区間':
      return [value, lower ?? '', upper ?? '', method];
    case '表示':
      return [displayText(estimate, decimals)];
    case '注意':
      return [note ?? 'なし'];
  }
}

/** An estimate with the number of decimals with which it is printed. */
export interface Printed {
  readonly estimate: Estimate;
  readonly decimals: number;
}

/** The statistics with their distributions: loaded when a cell first asks for one, so that the pane opens without them. */
export const statistics = () => import('../indicators/statistics');
type Statistics = Awaited<ReturnType<typeof statistics>>;

/** An answer from numbers alone: it waits for no data, once for the code of the statistics, and for a turn that has time. */
export async function computed(answer: (verbs: Statistics) => readonly (readonly Shown[])[]): Promise<unknown[][]> {
  const verbs = await statistics().catch((error: unknown) => {
    throw cellError(error);
  });
  await whenTurnHasTime();
  return answeredNow(() => answer(verbs));
}

/** A statistics function: what 出力 names of the estimate, or an error that Excel shows. */
export function estimated(output: unknown, compute: (verbs: Statistics) => Printed): Promise<unknown[][]> {
  return computed((verbs) => {
    const asked = outputOf(output);
    const { estimate, decimals } = compute(verbs);
    return [shownOf(estimate, asked, decimals)];
  });
}
