/** The one アウトカム that stands for a programme where there is room for one. */
import type { IndicatorResult, ProgrammeEvaluation } from './types';

/** The first outcome of the ministry's table that says something, else the first of all; null where none does. */
export function keyOutcome({ outcome }: Pick<ProgrammeEvaluation, 'outcome'>): IndicatorResult | null {
  const telling = outcome.filter(({ undetermined }) => undetermined === '');
  return telling.find(({ indicator }) => indicator.status === 'sourced') ?? telling[0] ?? null;
}
