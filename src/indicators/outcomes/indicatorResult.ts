/** The result of one indicator, by the kind of its rule; with a comparison also by the further methods. */
import { measureResult } from './measureResult';
import { methodsOf } from './methods';
import { levelOf, type Question } from './question';
import { reachedResult } from './reachedResult';
import { stateResult } from './stateResult';
import type { IndicatorResult } from './types';

function ofKind(question: Question): IndicatorResult {
  const { rule } = question.indicator;
  switch (rule.kind) {
    case 'reached':
      return reachedResult(question, rule);
    case 'state':
      return stateResult(question, rule);
    case 'measure':
      return measureResult(question, rule);
  }
}

/** The indicator with count, denominator, rate, interval and test as its kind has them. */
export function resultOf(question: Question): IndicatorResult {
  const { indicator, supported, candidates, options } = question;
  const result = ofKind(question);
  if (options.comparison === undefined || indicator.level === 'output') return result;
  return { ...result, methods: methodsOf(indicator, result, supported, candidates, levelOf(options)) };
}
