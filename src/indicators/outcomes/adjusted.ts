/** The p values of a whole evaluation, adjusted for how many tests stand there. */
import { benjaminiHochberg } from '../benjaminiHochberg';
import { isPossible } from './methods';
import type { IndicatorResult, ProgrammeEvaluation } from './types';

/** With so many tests or fewer nothing is adjusted. */
const FEW_TESTS = 5;

const isTested = ({ undetermined, untested, test }: IndicatorResult): boolean =>
  undetermined === '' && untested === '' && test?.p !== undefined;

/** The results of an evaluation that have a p value, in the order of the sheet. */
export const testsOf = (programmes: readonly Pick<ProgrammeEvaluation, 'outcome'>[]): IndicatorResult[] =>
  programmes.flatMap(({ outcome }) => outcome.filter(isTested));

/** 調整した p（Benjamini–Hochberg）of each result that has one; none where five tests or fewer stand there. */
export function adjustedPs(
  programmes: readonly Pick<ProgrammeEvaluation, 'outcome'>[],
): ReadonlyMap<IndicatorResult, number> {
  const tests = testsOf(programmes);
  if (tests.length <= FEW_TESTS) return new Map();
  const adjusted = benjaminiHochberg(tests.map(({ test }) => test!.p!));
  return new Map(tests.map((result, index) => [result, adjusted[index]!]));
}

/** The results that are compared with those who were not supported: sourced ones, and measured values. */
export const isCompared = ({ indicator, undetermined }: IndicatorResult): boolean =>
  undetermined === '' && (indicator.status === 'sourced' || indicator.kind === 'measure');
/** Those of them whose change is compared (差の差). */
export const isComparedByChange = (result: IndicatorResult): boolean =>
  isCompared(result) && result.indicator.kind !== 'reached';
/** Those of them that are compared in pairs (組にした比較). */
export const isComparedInPairs = (result: IndicatorResult): boolean =>
  isCompared(result) && result.indicator.status === 'sourced' && result.indicator.rule.matchedOn !== undefined;

/** 調整した p of the two comparisons of a result; absent where it has no p value. */
export interface AdjustedComparison {
  readonly changes?: number;
  readonly pairs?: number;
}

/** The same of all comparisons with the not supported, which stand on one page; none where they are five tests or fewer. */
export function adjustedComparisons(
  programmes: readonly Pick<ProgrammeEvaluation, 'outcome'>[],
): ReadonlyMap<IndicatorResult, AdjustedComparison> {
  const results = programmes.flatMap(({ outcome }) => outcome);
  const tests = results.flatMap((result) => {
    const { methods, comparison } = result;
    const changes = methods !== undefined && isPossible(methods.changes) ? methods.changes.difference.p : undefined;
    const pairs = comparison?.difference?.p;
    return [
      ...(isComparedByChange(result) && typeof changes === 'number' ? [{ result, of: 'changes', p: changes }] : []),
      ...(isComparedInPairs(result) && typeof pairs === 'number' ? [{ result, of: 'pairs', p: pairs }] : []),
    ];
  });
  const found = new Map<IndicatorResult, AdjustedComparison>();
  if (tests.length <= FEW_TESTS) return found;
  benjaminiHochberg(tests.map(({ p }) => p)).forEach((value, index) => {
    const { result, of } = tests[index]!;
    found.set(result, { ...found.get(result), [of]: value! });
  });
  return found;
}
