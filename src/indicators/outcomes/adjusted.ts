/** The p values of a whole evaluation, adjusted for how many tests stand there. */
import { benjaminiHochberg } from '../benjaminiHochberg';
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
