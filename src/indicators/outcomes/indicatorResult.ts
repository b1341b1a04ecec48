/** The result of one indicator: those who reached something, a state or a measured value before and after. */
import { noteOf } from '../estimate';
import { mcnemarFromCounts } from '../mcnemar';
import { mean } from '../mean';
import { pairedMeans } from '../pairedMeans';
import type { Denominator, ProgrammeIndicator } from '../programmes';
import { proportion } from '../proportion';
import { wilcoxonSignedRank } from '../wilcoxonSignedRank';
import { compare } from './comparison';
import { followUpOf, lossWords } from './followUp';
import type { Participant, When } from './persons';
import type { Rule } from './rules';
import type { EvaluationOptions, IndicatorResult, OtherDenominator, Standing } from './types';
import { people } from './words';

/** Below so many persons a share is said to rest on few. */
export const FEW_PERSONS = 20;

/** The denominators as they stand beside a figure. */
const DENOMINATOR_WORDS: Readonly<Record<Denominator, string>> = {
  対象者: '対象者',
  支援した人: '支援した人（介入人数）',
  追跡できた人: '支援した人のうち値のある人',
  終了した人: '支援を終了した人',
  必要と判断された人: '医療・介護等が必要と判断された人',
};

/** One indicator and of whom it is asked. */
export interface Question {
  readonly indicator: ProgrammeIndicator;
  readonly rule: Rule;
  /** 対象者, those of whom the indicator is asked. */
  readonly targeted: readonly Participant[];
  readonly supported: readonly Participant[];
  readonly candidates: readonly Participant[];
  readonly options: EvaluationOptions;
}

const levelOf = ({ confidence }: EvaluationOptions): { confidence?: number } =>
  confidence === undefined ? {} : { confidence };

/** The persons of a denominator. */
function peopleOf({ targeted, supported, rule }: Question, denominator: Denominator): readonly Participant[] {
  switch (denominator) {
    case '対象者':
      return targeted;
    case '支援した人':
      return supported;
    case '追跡できた人':
      return supported.filter((person) => rule.reached?.(person) !== null);
    case '終了した人':
      return supported.filter(({ record }) => record?.status === '終了');
    case '必要と判断された人':
      return targeted.filter(({ record }) => record?.needed === true);
  }
}

function wordsOf({ rule }: Question, denominator: Denominator, count: number): string {
  const within = rule.within === undefined ? '' : `（${rule.within.words}に限る）`;
  return `${DENOMINATOR_WORDS[denominator]}${within}${people(count)}`;
}

const fewNote = (count: number): string | false =>
  count > 0 && count < FEW_PERSONS && `人数が少ない（${people(count)}）ため、割合は 1 人の違いで大きく動きます。`;

function selectionNote({ rule, options }: Question): string | false {
  if (rule.selectedOn === undefined || options.comparison !== undefined) return false;
  return `対象者は${rule.selectedOn}で選ばれています。支援がなくても後の値が平均へ近づく動き（平均への回帰）が含まれます。`;
}

function common(question: Question) {
  const { indicator, rule, supported, candidates, options } = question;
  const drawn =
    options.comparison === undefined || indicator.level === 'output'
      ? null
      : compare(rule, supported, candidates, { ...options.comparison, ...levelOf(options) });
  return {
    id: indicator.id,
    name: indicator.name,
    indicator,
    ...(drawn === null ? {} : { comparison: drawn }),
  };
}

/** The split of the persons, in the order of its labels. */
function classesOf({ rule }: Question, of: readonly Participant[]): Pick<IndicatorResult, 'classes'> {
  if (rule.classes === undefined) return {};
  const counts = new Map<string, number>(rule.classes.labels.map((label) => [label, 0]));
  for (const person of of) {
    const label = rule.classes.of(person);
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return { classes: [...counts].map(([label, count]) => ({ label, count })) };
}

function reachedOver(question: Question, denominator: Denominator): OtherDenominator {
  const of = peopleOf(question, denominator);
  const count = of.filter((person) => question.rule.reached!(person) === true).length;
  return {
    of: denominator,
    count,
    denominator: of.length,
    estimate: of.length === 0 ? null : proportion(count, of.length, levelOf(question.options)),
  };
}

const OTHERS: readonly Denominator[] = ['対象者', '支援した人', '追跡できた人', '終了した人'];

/** Persons who reached something: those of whom nothing is known did not reach it, and are named. */
function reachedResult(question: Question): IndicatorResult {
  const { indicator, rule } = question;
  const of = peopleOf(question, indicator.denominator);
  const isKnown = (person: Participant): boolean => rule.reached!(person) !== null;
  const followUp = followUpOf(indicator.denominator === '追跡できた人' ? question.supported : of, isKnown);
  const { count, estimate } = reachedOver(question, indicator.denominator);
  const words = wordsOf(question, indicator.denominator, of.length);
  const undetermined =
    of.length === 0
      ? `${wordsOf(question, indicator.denominator, 0).replace(/0人$/, '')}がいません。`
      : followUp.followed === 0
        ? `必要な値がありません（${indicator.needs}）。`
        : '';
  const counted = indicator.denominator === '追跡できた人' ? '含みません' : '「なし」に数えています';
  const open = followUp.lost > 0 && `確かめられない ${people(followUp.lost)}（${lossWords(followUp)}）は${counted}。`;
  return {
    ...common(question),
    count: undetermined === '' ? count : null,
    denominator: of.length,
    denominatorWords: words,
    estimate: undetermined === '' ? estimate : null,
    undetermined,
    ...classesOf(question, of),
    others: OTHERS.filter((each) => each !== indicator.denominator).map((each) => reachedOver(question, each)),
    followUp,
    note:
      noteOf(
        undetermined === '' && open,
        undetermined === '' && fewNote(of.length),
        undetermined === '' && rule.proxy?.(of),
        undetermined === '' && indicator.level === 'outcome' && selectionNote(question),
      ).note ?? '',
  };
}

const pairWords = (supported: number, followed: number): string =>
  `支援した人${people(supported)}のうち、前後の値がそろった人${people(followed)}`;

function noPairs({ indicator, supported }: Question): string {
  return supported.length === 0 ? '支援した人がいません。' : `前後の値がそろった人がいません（${indicator.needs}）。`;
}

/** Persons in a state before and after: of those with both values. */
function stateResult(question: Question): IndicatorResult {
  const { rule, supported, options } = question;
  const said = (person: Participant, when: When) => rule.state!(person, when);
  const both = supported.filter((person) => said(person, 'before') !== null && said(person, 'after') !== null);
  const followUp = followUpOf(supported, (person) => both.includes(person));
  const counts = { both: 0, beforeOnly: 0, afterOnly: 0, neither: 0 };
  for (const person of both) {
    const [was, is] = [said(person, 'before'), said(person, 'after')];
    counts[was ? (is ? 'both' : 'beforeOnly') : is ? 'afterOnly' : 'neither'] += 1;
  }
  const level = levelOf(options);
  const standing = (count: number): Standing => ({
    count,
    denominator: both.length,
    estimate: both.length === 0 ? null : proportion(count, both.length, level),
  });
  const undetermined = both.length === 0 ? noPairs(question) : '';
  const after = standing(counts.both + counts.afterOnly);
  const classes = classesOf(question, both);
  return {
    ...common(question),
    count: undetermined === '' ? after.count : null,
    denominator: both.length,
    denominatorWords: pairWords(supported.length, both.length),
    estimate: after.estimate,
    undetermined,
    ...(undetermined === '' && {
      before: standing(counts.both + counts.beforeOnly),
      after,
      test: mcnemarFromCounts(counts, level),
      classes: classes.classes ?? [
        { label: '該当から非該当', count: counts.beforeOnly },
        { label: '該当のまま', count: counts.both },
        { label: '非該当から該当', count: counts.afterOnly },
        { label: '非該当のまま', count: counts.neither },
      ],
    }),
    others: [],
    followUp,
    note: undetermined === '' ? pairedNote(question, both, followUp) : '',
  };
}

function pairedNote(question: Question, both: readonly Participant[], followUp: IndicatorResult['followUp']): string {
  return (
    noteOf(
      followUp.lost > 0 && `前後がそろわない ${people(followUp.lost)}（${lossWords(followUp)}）は含みません。`,
      fewNote(both.length),
      question.rule.proxy?.(both),
      selectionNote(question),
    ).note ?? ''
  );
}

/** A measured value before and after: of those with both values. */
function measureResult(question: Question): IndicatorResult {
  const { rule, supported, options } = question;
  const values = (when: When, of: readonly Participant[]) => of.map((person) => rule.measure!(person, when));
  const both = supported.filter(
    (person) => rule.measure!(person, 'before') !== null && rule.measure!(person, 'after') !== null,
  );
  const followUp = followUpOf(supported, (person) => both.includes(person));
  const [before, after] = [values('before', both), values('after', both)];
  const level = levelOf(options);
  const standing = (of: readonly (number | null)[]): Standing => ({
    count: of.length,
    denominator: supported.length,
    estimate: of.length < 2 ? null : mean(of, level),
  });
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
    ...(change !== null && {
      before: standing(before),
      after: standing(after),
      test: change,
      rankTest: wilcoxonSignedRank(before, after, level),
    }),
    others: [],
    followUp,
    note: undetermined === '' ? pairedNote(question, both, followUp) : '',
  };
}

/** The indicator with count, denominator, rate, interval and test as its kind has them. */
export function resultOf(question: Question): IndicatorResult {
  if (question.rule.reached !== undefined) return reachedResult(question);
  return question.rule.state !== undefined ? stateResult(question) : measureResult(question);
}
