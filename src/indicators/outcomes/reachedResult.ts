/** The result of an indicator that persons reach: those of whom nothing is known did not reach it, and are named. */
import { noteOf } from '../estimate';
import type { IndicatorRule } from '../outcomeRule';
import type { Denominator } from '../programmes';
import { proportion } from '../proportion';
import { followUpOf, lossWords } from './followUp';
import { isKnown, reached } from './judge';
import {
  classesOf,
  common,
  fewNote,
  levelOf,
  peopleOf,
  selectionWords,
  standInWords,
  wordsOf,
  type Question,
} from './question';
import type { IndicatorResult, OtherDenominator } from './types';
import { people } from './words';

type Reached = IndicatorRule & { readonly kind: 'reached' };

function reachedOver(question: Question, { event }: Reached, denominator: Denominator): OtherDenominator {
  const of = peopleOf(question, denominator);
  const count = of.filter((person) => reached(event, person) === true).length;
  return {
    of: denominator,
    count,
    denominator: of.length,
    estimate: of.length === 0 ? null : proportion(count, of.length, levelOf(question.options)),
  };
}

const OTHERS: readonly Denominator[] = ['対象者', '支援した人', '追跡できた人', '終了した人'];

/** Persons who reached something: those of whom nothing is known did not reach it, and are named. */
export function reachedResult(question: Question, rule: Reached): IndicatorResult {
  const { indicator } = question;
  const of = peopleOf(question, indicator.denominator);
  const followUp = followUpOf(indicator.denominator === '追跡できた人' ? question.supported : of, (person) =>
    isKnown(rule, person),
  );
  const { count, estimate } = reachedOver(question, rule, indicator.denominator);
  const words = wordsOf(question, indicator.denominator, of.length);
  const undetermined =
    of.length === 0
      ? `${wordsOf(question, indicator.denominator, 0).replace(/0人$/, '')}がいません。`
      : followUp.followed === 0
        ? `必要な値がありません（${indicator.needs}）。`
        : '';
  const isTold = undetermined === '';
  const counted = indicator.denominator === '追跡できた人' ? '含みません' : '「なし」に数えています';
  const open = followUp.lost > 0 && `確かめられない ${people(followUp.lost)}（${lossWords(followUp)}）は${counted}。`;
  const selection = isTold ? selectionWords(question) : '';
  const standIn = isTold ? standInWords(question, of) : '';
  return {
    ...common(question),
    count: isTold ? count : null,
    denominator: of.length,
    denominatorWords: words,
    estimate: isTold ? estimate : null,
    undetermined,
    untested: '',
    ...classesOf(question, of),
    others: OTHERS.filter((each) => each !== indicator.denominator).map((each) => reachedOver(question, rule, each)),
    followUp,
    selection,
    standIn,
    note:
      noteOf(isTold && open, isTold && fewNote(of.length), standIn !== '' && standIn, selection !== '' && selection)
        .note ?? '',
  };
}
