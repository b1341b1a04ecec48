/** The result of a state before and after: paired difference, tested where persons were not selected on the state itself. */
import { criterionContains, defaultSettings, type CriterionId } from '../../criteria';
import type { Estimate } from '../estimate';
import { mcnemarFromCounts, type PairedCounts, type PairedProportionDifference } from '../mcnemar';
import type { IndicatorRule, OutcomeState } from '../outcomeRule';
import { proportion } from '../proportion';
import { followUpOf } from './followUp';
import { inState } from './judge';
import type { Participant } from './persons';
import { classesOf, common, levelOf, noPairs, pairedWords, pairWords, type Question } from './question';
import type { IndicatorResult, Standing } from './types';

type OfState = IndicatorRule & { readonly kind: 'state' };

/** From this share in the state before, everybody counts as selected on it. */
const SELECTED_SHARE = 0.95;

/**
 * Why a change of the state has no test; '' where it has one. Persons selected on the state itself — every criterion of the
 * programme contains it, or nearly all were in it before — can hardly enter it: the null hypothesis of symmetry cannot hold, and
 * a fall says nothing.
 */
function untestedWords(state: OutcomeState, question: Question, counts: PairedCounts, all: number): string {
  const { programme, options, indicator } = question;
  const settings = options.settings ?? defaultSettings();
  const { criteria } = programme;
  const contains = (id: CriterionId): boolean => !('score' in state) && criterionContains(id, settings, state);
  if (criteria.length > 0 && criteria.every(contains))
    return `対象者は「${indicator.who}」であることで選ばれており、支援がなくても後の割合は下がりやすいため、変化の検定（p 値）はしません。`;
  return counts.both + counts.beforeOnly >= SELECTED_SHARE * all
    ? '評価した人のほぼ全員が前からこの状態にあり（この状態で選ばれたのと同じです）、支援がなくても後の割合は下がりやすいため、変化の検定（p 値）はしません。'
    : '';
}

/** The difference without its tests: the limits describe what was seen, no p is given. */
function withoutTest({
  p: _p,
  pValues: _pValues,
  z: _z,
  chiSquare: _chi,
  ...rest
}: PairedProportionDifference): Estimate {
  return { ...rest, method: 'Newcombe（対応あり）。この状態で選ばれた人なので検定はしません' };
}

/** Persons in a state before and after: of those with both values. */
export function stateResult(question: Question, { state }: OfState): IndicatorResult {
  const { supported, options } = question;
  const both: Participant[] = [];
  const counts = { both: 0, beforeOnly: 0, afterOnly: 0, neither: 0 };
  for (const person of supported) {
    const [was, is] = [inState(state, person, 'before'), inState(state, person, 'after')];
    if (was === null || is === null) continue;
    both.push(person);
    counts[was ? (is ? 'both' : 'beforeOnly') : is ? 'afterOnly' : 'neither'] += 1;
  }
  const known = new Set(both);
  const followUp = followUpOf(supported, (person) => known.has(person));
  const level = levelOf(options);
  const standing = (count: number): Standing => ({
    count,
    denominator: both.length,
    estimate: both.length === 0 ? null : proportion(count, both.length, level),
  });
  const undetermined = both.length === 0 ? noPairs(question) : '';
  const untested = undetermined === '' ? untestedWords(state, question, counts, both.length) : '';
  const after = standing(counts.both + counts.afterOnly);
  const classes = classesOf(question, both);
  return {
    ...common(question),
    count: undetermined === '' ? after.count : null,
    denominator: both.length,
    denominatorWords: pairWords(supported.length, both.length),
    estimate: after.estimate,
    undetermined,
    untested,
    ...(undetermined === '' && {
      before: standing(counts.both + counts.beforeOnly),
      after,
      pairs: counts,
      test: untested === '' ? mcnemarFromCounts(counts, level) : withoutTest(mcnemarFromCounts(counts, level)),
      classes: classes.classes ?? [
        { label: '該当から非該当', count: counts.beforeOnly },
        { label: '該当のまま', count: counts.both },
        { label: '非該当から該当', count: counts.afterOnly },
        { label: '非該当のまま', count: counts.neither },
      ],
    }),
    others: [],
    followUp,
    ...pairedWords(question, both, followUp, undetermined === ''),
  };
}
