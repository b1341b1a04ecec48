/** One indicator and of whom it is asked: the persons of its denominators, and what must be said of how they were selected. */
import { noteOf } from '../estimate';
import type { Denominator, Programme, ProgrammeIndicator } from '../programmes';
import { compare } from './comparison';
import { lossWords } from './followUp';
import { isKnown } from './judge';
import { MOVES } from './moves';
import type { Participant } from './persons';
import type { EvaluationOptions, IndicatorResult } from './types';
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

export const levelOf = ({ confidence }: EvaluationOptions): { confidence?: number } =>
  confidence === undefined ? {} : { confidence };

/** The persons of a denominator. */
export function peopleOf(
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

export function wordsOf({ indicator: { rule } }: Question, denominator: Denominator, count: number): string {
  const within = rule.within === undefined ? '' : `（${rule.within.words}に限る）`;
  return `${DENOMINATOR_WORDS[denominator]}${within}${people(count)}`;
}

export const fewNote = (count: number): string | false =>
  count > 0 && count < FEW_PERSONS && `人数が少ない（${people(count)}）ため、割合は 1 人の違いで大きく動きます。`;

/** What moves the figure without any support, because of how the persons were selected; '' where nothing does. */
export function selectionWords({ indicator: { rule } }: Question): string {
  if (rule.selectedOn === undefined) return '';
  return `対象者は${rule.selectedOn}で選ばれています。支援がなくても後の値が平均へ近づく動き（平均への回帰）が含まれます。`;
}

/** Whose values the data stand in for, among these persons; '' where nobody's. */
export function standInWords({ indicator: { rule } }: Question, of: readonly Participant[]): string {
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

export function common(question: Question) {
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
export function classesOf(
  { indicator: { rule } }: Question,
  of: readonly Participant[],
): Pick<IndicatorResult, 'classes'> {
  if (rule.split === undefined) return {};
  const move = MOVES[rule.split];
  const counts = new Map<string, number>(move.labels.map((label) => [label, 0]));
  for (const person of of) {
    const label = move.of(person);
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return { classes: [...counts].map(([label, count]) => ({ label, count })) };
}

export const pairWords = (supported: number, followed: number): string =>
  `支援した人${people(supported)}のうち、前後の値がそろった人${people(followed)}`;

export function noPairs({ indicator, supported }: Question): string {
  return supported.length === 0 ? '支援した人がいません。' : `前後の値がそろった人がいません（${indicator.needs}）。`;
}

/** What is to be read with a result of pairs. */
export function pairedWords(
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
