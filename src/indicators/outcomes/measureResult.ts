/** The result of a measured value before and after: mean change of those with both values. */
import { mean } from '../mean';
import type { IndicatorRule } from '../outcomeRule';
import { pairedMeans } from '../pairedMeans';
import { wilcoxonSignedRank } from '../wilcoxonSignedRank';
import { followUpOf } from './followUp';
import { measured } from './judge';
import type { Participant } from './persons';
import { common, levelOf, noPairs, pairedWords, pairWords, type Question } from './question';
import type { IndicatorResult, Standing } from './types';

type OfMeasure = IndicatorRule & { readonly kind: 'measure' };

/** A measured value before and after: of those with both values. */
export function measureResult(question: Question, { measure }: OfMeasure): IndicatorResult {
  const { supported, options } = question;
  const both: Participant[] = [];
  const [before, after]: [number[], number[]] = [[], []];
  for (const person of supported) {
    const [was, is] = [measured(measure, person, 'before'), measured(measure, person, 'after')];
    if (was === null || is === null) continue;
    both.push(person);
    before.push(was);
    after.push(is);
  }
  const known = new Set(both);
  const followUp = followUpOf(supported, (person) => known.has(person));
  const level = levelOf(options);
  const standing = (of: readonly number[]): Standing => {
    const estimate = mean(of, level);
    return { count: of.length, denominator: supported.length, estimate, deviation: estimate.standardDeviation };
  };
  const undetermined =
    both.length === 0
      ? noPairs(question)
      : both.length === 1
        ? '前後の値がそろった人が 1人のため、平均の変化を計算しません。'
        : '';
  const change = undetermined === '' ? pairedMeans(before, after, level) : null;
  return {
    ...common(question),
    count: undetermined === '' ? both.length : null,
    denominator: both.length,
    denominatorWords: pairWords(supported.length, both.length),
    estimate: change,
    undetermined,
    untested: change !== null && change.p === undefined ? '全員の変化が同じため、区間と検定はできません。' : '',
    ...(change !== null && {
      before: standing(before),
      after: standing(after),
      test: change,
      rankTest: wilcoxonSignedRank(before, after, level),
    }),
    others: [],
    followUp,
    ...pairedWords(question, both, followUp, undetermined === ''),
  };
}
