/** The one アウトカム that stands for a programme where there is room for one: what came of it, what is aimed at, and who reached it. */
import type { Denominator, Programme, ProgrammeIndicator } from '../programmes';
import type { IndicatorResult, ProgrammeEvaluation } from './types';

const SUPPORTED: Denominator = '支援した人';

/** The first outcome of the ministry's table that says something, else the first of all; null where none does. */
export function keyOutcome({ outcome }: Pick<ProgrammeEvaluation, 'outcome'>): IndicatorResult | null {
  const telling = outcome.filter(({ undetermined }) => undetermined === '');
  return telling.find(({ indicator }) => indicator.status === 'sourced') ?? telling[0] ?? null;
}

/** The first share of the ministry's table that a target can be set for, whatever the data say; null where the programme has none. */
export function targetIndicator({ indicators }: Pick<Programme, 'indicators'>): ProgrammeIndicator | null {
  const isAim = ({ level, kind, status, better, rule }: ProgrammeIndicator): boolean =>
    level === 'outcome' &&
    kind !== 'measure' &&
    status === 'sourced' &&
    better !== 'neither' &&
    rule.saysNothingOfFollowUp !== 'everybody';
  return indicators.find(isAim) ?? null;
}

/**
 * 成果のあった人 among the supported, for whom the cost was borne: those who reached it, or moved to the better state; null of a
 * measured value and of what is not told.
 */
export function achievedIn({ indicator, undetermined, count, others, pairs }: IndicatorResult): number | null {
  if (undetermined !== '' || indicator.kind === 'measure') return null;
  if (indicator.kind === 'reached')
    return indicator.denominator === SUPPORTED ? count : (others.find(({ of }) => of === SUPPORTED)?.count ?? null);
  if (pairs === undefined) return null;
  return indicator.better === 'lower' ? pairs.beforeOnly : pairs.afterOnly;
}
