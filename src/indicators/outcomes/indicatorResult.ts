/** The result of one indicator: those who reached something, a state or a measured value before and after. */
import { criterionContains, defaultSettings, type CriterionId } from '../../criteria';
import { noteOf, type Estimate } from '../estimate';
import { mcnemarFromCounts, type PairedCounts, type PairedProportionDifference } from '../mcnemar';
import { mean } from '../mean';
import { pairedMeans } from '../pairedMeans';
import type { Denominator, Programme, ProgrammeIndicator } from '../programmes';
import { proportion } from '../proportion';
import { wilcoxonSignedRank } from '../wilcoxonSignedRank';
import { compare } from './comparison';
import { followUpOf, lossWords } from './followUp';
import { inState, isKnown, measured, reached } from './judge';
import { MOVES } from './moves';
import type { IndicatorRule, OutcomeState } from '../outcomeRule';
import type { Participant } from './persons';
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
  readonly programme: Programme;
  readonly indicator: ProgrammeIndicator;
  /** 対象者, those of whom the indicator is asked. */
  readonly targeted: readonly Participant[];
  readonly supported: readonly Participant[];
  readonly candidates: readonly Participant[];
  readonly options: EvaluationOptions;
}

const levelOf = ({ confidence }: EvaluationOptions): { confidence?: number } =>
  confidence === undefined ? {} : { confidence };

/** The persons of a denominator. */
function peopleOf(
  { targeted, supported, indicator: { rule } }: Question,
  denominator: Denominator,
): readonly Participant[] {
  switch (denominator) {
    case '対象者':
      return targeted;
    case '支援した人':
      return supported;
    case '追跡できた人':
      return supported.filter((person) => isKnown(rule, person));
    case '終了した人':
      return supported.filter(({ record }) => record?.status === '終了');
    case '必要と判断された人':
      return targeted.filter(({ record }) => record?.needed === true);
  }
}

function wordsOf({ indicator: { rule } }: Question, denominator: Denominator, count: number): string {
  const within = rule.within === undefined ? '' : `（${rule.within.words}に限る）`;
  return `${DENOMINATOR_WORDS[denominator]}${within}${people(count)}`;
}

const fewNote = (count: number): string | false =>
  count > 0 && count < FEW_PERSONS && `人数が少ない（${people(count)}）ため、割合は 1 人の違いで大きく動きます。`;

/** What moves the figure without any support, because of how the persons were selected; '' where nothing does. */
function selectionWords({ indicator: { rule } }: Question): string {
  if (rule.selectedOn === undefined) return '';
  return `対象者は${rule.selectedOn}で選ばれています。支援がなくても後の値が平均へ近づく動き（平均への回帰）が含まれます。`;
}

/** Whose values the data stand in for, among these persons; '' where nobody's. */
function standInWords({ indicator: { rule } }: Question, of: readonly Participant[]): string {
  const { standIn } = rule;
  if (standIn === undefined) return '';
  if ('cell' in standIn.for) {
    const { cell } = standIn.for;
    return of.every(({ record }) => record?.[cell] === null) ? standIn.words : '';
  }
  const { measure } = standIn.for;
  const open = of.filter(({ record }) => record?.after[measure] === undefined);
  const counted = open.filter(({ record }) => {
    const { after, isOfYears } = record?.fromReceipts ?? {};
    return after?.[measure] !== undefined && isOfYears !== true;
  }).length;
  return [
    counted > 0 && `${people(counted)}の値は、支援開始前と支援終了後の3か月のレセプト明細から数えています。`,
    counted < open.length &&
      `${people(open.length - counted)}の値は介入前後3か月のものがなく、${standIn.words}で代えています。`,
  ]
    .filter((sentence) => sentence !== false)
    .join('');
}

function common(question: Question) {
  const { indicator, supported, candidates, options } = question;
  const drawn =
    options.comparison === undefined || indicator.level === 'output'
      ? null
      : compare(indicator.rule, supported, candidates, { ...options.comparison, ...levelOf(options) });
  return {
    id: indicator.id,
    name: indicator.name,
    indicator,
    ...(drawn === null ? {} : { comparison: drawn }),
  };
}

/** The split of the persons, in the order of its labels. */
function classesOf({ indicator: { rule } }: Question, of: readonly Participant[]): Pick<IndicatorResult, 'classes'> {
  if (rule.split === undefined) return {};
  const move = MOVES[rule.split];
  const counts = new Map<string, number>(move.labels.map((label) => [label, 0]));
  for (const person of of) {
    const label = move.of(person);
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return { classes: [...counts].map(([label, count]) => ({ label, count })) };
}

type Reached = IndicatorRule & { readonly kind: 'reached' };
type OfState = IndicatorRule & { readonly kind: 'state' };
type OfMeasure = IndicatorRule & { readonly kind: 'measure' };

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
function reachedResult(question: Question, rule: Reached): IndicatorResult {
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

const pairWords = (supported: number, followed: number): string =>
  `支援した人${people(supported)}のうち、前後の値がそろった人${people(followed)}`;

function noPairs({ indicator, supported }: Question): string {
  return supported.length === 0 ? '支援した人がいません。' : `前後の値がそろった人がいません（${indicator.needs}）。`;
}

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
function stateResult(question: Question, { state }: OfState): IndicatorResult {
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

/** What is to be read with a result of pairs. */
function pairedWords(
  question: Question,
  both: readonly Participant[],
  followUp: IndicatorResult['followUp'],
  isTold: boolean,
): Pick<IndicatorResult, 'selection' | 'standIn' | 'note'> {
  if (!isTold) return { selection: '', standIn: '', note: '' };
  const [selection, standIn] = [selectionWords(question), standInWords(question, both)];
  const { note = '' } = noteOf(
    followUp.lost > 0 && `前後がそろわない ${people(followUp.lost)}（${lossWords(followUp)}）は含みません。`,
    fewNote(both.length),
    standIn !== '' && standIn,
    selection !== '' && selection,
  );
  return { selection, standIn, note };
}

/** A measured value before and after: of those with both values. */
function measureResult(question: Question, { measure }: OfMeasure): IndicatorResult {
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

/** The indicator with count, denominator, rate, interval and test as its kind has them. */
export function resultOf(question: Question): IndicatorResult {
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
