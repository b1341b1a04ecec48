/** One indicator by further methods: 差の差, the change expected without support, and how far those lost could move the result. */
import { AnalystError } from '../../kdb';
import { differenceInDifferences, type BeforeAfter } from '../differenceInDifferences';
import { expectedChange } from '../expectedChange';
import type { IndicatorRule } from '../outcomeRule';
import type { ProgrammeIndicator } from '../programmes';
import { ageBefore, balanceRow, womanBefore } from './balance';
import { baselineOf, inState, isKnown, measured } from './judge';
import type { Participant } from './persons';
import type {
  ChangeExpected,
  ChangesCompared,
  IndicatorMethods,
  IndicatorResult,
  LossCompared,
  NotPossible,
} from './types';

export const isPossible = <T extends object>(found: T | NotPossible): found is T => !('reason' in found);

/** Before and after of those with both: 1 and 0 of a state, values of a measure; null of what has no state before. */
function beforeAndAfter(rule: IndicatorRule, persons: readonly Participant[]): BeforeAfter | null {
  if (rule.kind === 'reached') return null;
  const at = (person: Participant, when: 'before' | 'after'): number | null => {
    if (rule.kind === 'measure') return measured(rule.measure, person, when);
    const said = inState(rule.state, person, when);
    return said === null ? null : Number(said);
  };
  const pairs = persons
    .map((person) => [at(person, 'before'), at(person, 'after')] as const)
    .filter(([was, is]) => was !== null && is !== null);
  return { before: pairs.map(([was]) => was), after: pairs.map(([, is]) => is) };
}

/** What a method computes, or the sentence with which it refuses few or equal persons. */
function orReason<T extends object>(compute: () => T): T | NotPossible {
  try {
    return compute();
  } catch (error) {
    if (error instanceof AnalystError) return { reason: error.message };
    throw error;
  }
}

const FEWEST = 2;
/** A straight line through fewer persons leaves no rest to judge it by. */
const FEWEST_OF_LINE = 3;
const NO_OTHERS =
  '対象の条件に当たり支援していない人のうち、前後の値がそろう人が足りません（抽出年度と評価年度のデータを取り込んでください）。';
const NO_SUPPORTED = '支援した人のうち、前後の値がそろう人が足りません。';

function changesCompared(
  supported: BeforeAfter | null,
  other: BeforeAfter | null,
  level: { confidence?: number },
): ChangesCompared | NotPossible {
  if (supported === null || other === null) return { reason: '支援の前の状態がない指標なので、変化を比べられません。' };
  if (supported.before.length < FEWEST) return { reason: NO_SUPPORTED };
  if (other.before.length < FEWEST) return { reason: NO_OTHERS };
  return orReason(() => ({
    supported: supported.before.length,
    other: other.before.length,
    difference: differenceInDifferences(supported, other, level),
  }));
}

function changeExpected(
  { kind }: IndicatorRule,
  supported: BeforeAfter | null,
  other: BeforeAfter | null,
  { estimate }: Pick<IndicatorResult, 'estimate'>,
  level: { confidence?: number },
): ChangeExpected | NotPossible {
  if (kind !== 'measure' || supported === null || other === null)
    return { reason: '測定値の指標ではないため、見込まれる変化を見積もれません。' };
  if (estimate === null) return { reason: NO_SUPPORTED };
  if (other.before.length < FEWEST_OF_LINE) return { reason: NO_OTHERS };
  return orReason(() => ({
    other: other.before.length,
    supported: supported.before.length,
    expected: expectedChange(other, supported.before, level),
    observed: estimate,
  }));
}

/** The share, or the mean change, that was seen, and if all the lost had come out one way or the other. */
function bounds({ indicator, count, denominator, estimate, followUp, after }: IndicatorResult, of: number) {
  if (estimate === null || count === null || denominator === null) return null;
  if (indicator.kind === 'measure') {
    const unchanged = (estimate.value * denominator) / of;
    return { observed: estimate.value, worst: null, best: null, unchanged };
  }
  const reached = after?.count ?? count;
  const [few, many] = [reached / of, (reached + followUp.lost) / of];
  const isLow = indicator.better === 'lower';
  return { observed: estimate.value, worst: isLow ? many : few, best: isLow ? few : many, unchanged: null };
}

/** Who was followed beside who was lost: what is known of both before, and the best and the worst case. */
function lossCompared(
  { rule, denominator }: ProgrammeIndicator,
  persons: readonly Participant[],
  result: IndicatorResult,
): LossCompared | NotPossible {
  const groups = [
    persons.filter((person) => isKnown(rule, person)),
    persons.filter((person) => !isKnown(rule, person)),
  ] as const;
  const [followed, lost] = [groups[0].length, groups[1].length];
  // Outcomes over all targeted or over those in need ask other persons than the supported.
  if (denominator !== '支援した人' && denominator !== '追跡できた人')
    return { reason: '支援した人を分母としない指標です。' };
  if (result.undetermined !== '') return { reason: result.undetermined };
  const found = bounds(result, followed + lost);
  if (found === null) return { reason: NO_SUPPORTED };
  const rows = [
    balanceRow('前の値', groups, (person) => baselineOf(rule, person)),
    balanceRow('年齢', groups, ageBefore),
    balanceRow('女性の割合', groups, womanBefore),
  ];
  return { followed, lost, rows, ...found };
}

/** The further methods for an indicator, of the supported and of everybody eligible who was not supported. */
export function methodsOf(
  indicator: ProgrammeIndicator,
  result: IndicatorResult,
  supported: readonly Participant[],
  candidates: readonly Participant[],
  level: { confidence?: number },
): IndicatorMethods {
  const { rule } = indicator;
  const [ours, others] = [beforeAndAfter(rule, supported), beforeAndAfter(rule, candidates)];
  return {
    changes: changesCompared(ours, others, level),
    expected: changeExpected(rule, ours, others, result, level),
    loss: lossCompared(indicator, supported, result),
  };
}
