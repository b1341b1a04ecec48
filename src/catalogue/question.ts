/** What a call of our functions asks, read once for everybody: help, number formats, and what may be published. */
import { findCriterion, type CriterionId } from '../criteria';
import { findInsuredFigure, INSURED_FIGURES, type InsuredFigure } from '../indicators/insuredFigures';
import type { FigurePart } from '../indicators/kdbFigure';
import { findSubject, type Subject } from '../indicators/questionSubject';
import type { Answer, Measure } from './answer';
import { findWord } from './choices';
import { outcomeAnswerOf, OUTCOME_WORDS, type OutcomeWord } from './outcome';
import { CASE_WORDS, caseAnswerOf, type CaseWord } from './cases';
import { KDB_WORDS } from './kdbParts';
import { ownLifeAnswer, OWN_LIFE_WORDS, type LeaverCount } from './ownLife';
import { findOutput, partOfMeasure, withoutLimit, type Output } from './outputs';
import { INSURED_PERSONS, purposeAnswer, type PurposeCount } from './purposeAnswers';
import { PURPOSE_WORDS, type PurposeWord } from './purposes';
import { STANDARDISED_WORDS, standardisedAnswer } from './standardised';
import { findQuestionWord, POINTS_ANSWER, questionAnswer, type AnswerCount } from './questionnaire';

/** A function with its arguments as texts, '' for one that is left out. */
export interface CallTexts {
  /** Without its namespace: LOWNUTRITION. */
  readonly name: string;
  readonly texts: readonly string[];
}

interface Asked {
  /** 絞り込み as it is written; '' for everybody. */
  readonly filter: string;
  /** The fiscal year that INYEAR names, '' where its cell is blank; null for 抽出年度. */
  readonly year: string | null;
  /** The part of the estimate. */
  readonly output: Output;
}

/** A purpose; `id` is null for one that a cell names which nobody reads. */
export interface AskedPurpose {
  readonly id: CriterionId | null;
  readonly name: string;
}

export type Question = Asked &
  (
    | {
        readonly about: 'purpose';
        readonly purpose: AskedPurpose;
        readonly word: PurposeWord;
        readonly answer: Answer<PurposeCount>;
      }
    | { readonly about: 'standardised'; readonly purpose: AskedPurpose; readonly answer: Answer<PurposeCount> }
    | { readonly about: 'insured'; readonly figure: InsuredFigure }
    | {
        readonly about: 'question';
        readonly item: string;
        readonly subject: Subject | null;
        readonly answer: Answer<AnswerCount>;
      }
    | { readonly about: 'cases'; readonly step: CaseWord; readonly purpose: string }
    | {
        readonly about: 'outcome';
        readonly programme: string;
        readonly indicator: string;
        readonly word: OutcomeWord;
        /** Over whom, where it is not the denominator of the indicator itself. */
        readonly whom: string;
      }
    | { readonly about: 'ownLife'; readonly sex: string; readonly answer: Answer<LeaverCount> }
    | {
        readonly about: 'kdb';
        readonly figure: string;
        readonly comparator: string;
        readonly part: FigurePart;
        /** 年度 of the form; '' for the newest. */
        readonly period: string;
      }
  );

/** Stands for the text of a cell that nobody reads here. */
export const OF_CELL = 'セルの値';
const CHOSEN = 'セルで選んだ抽出目的';
/** What a year says of itself, whatever is asked of it. */
const ASIDE: Output = '注意';

const asked = (filter = '', output: Output = '値'): Asked => ({ filter, output, year: null });

function ofPurpose(purpose: AskedPurpose | null, wanted: string, filter: string): Question | null {
  const word = findWord(wanted, PURPOSE_WORDS);
  return purpose === null || word === undefined
    ? null
    : { about: 'purpose', purpose, word, answer: purposeAnswer(word), ...asked(filter) };
}

function ofInsured(word: string, filter: string, written: string): Question | null {
  const whole = findInsuredFigure(word === '' ? INSURED_FIGURES[0]!.name : word);
  const { name, limit } = withoutLimit(word);
  const figure = whole ?? findInsuredFigure(name);
  const output = whole === null ? limit : findOutput(written);
  return figure === null || output === undefined || output === null
    ? null
    : { about: 'insured', figure, ...asked(filter, output) };
}

/** A figure of another year: of a purpose, or of all insured persons. */
function ofYear([year = '', figure = '', wanted = '', filter = '']: readonly string[]): Question | null {
  const purpose = findCriterion(figure) ?? (figure === OF_CELL ? { id: null, name: CHOSEN } : null);
  const isAbout = purpose !== null && findOutput(wanted) === ASIDE;
  const question =
    purpose === null ? ofInsured(figure, filter, wanted) : ofPurpose(purpose, isAbout ? '' : wanted, filter);
  return question === null ? null : { ...question, year, ...(isAbout ? { output: ASIDE } : {}) };
}

/** What a call asks; null where it is no question to the data, or one that its function refuses. */
export function questionOf({ name, texts }: CallTexts): Question | null {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = texts;
  switch (name) {
    case 'EXTRACT':
      return ofPurpose(findCriterion(first), second, third);
    case 'STANDARDISED': {
      const [criterion, word, output] = [
        findCriterion(first),
        findWord(second, STANDARDISED_WORDS),
        findOutput(fourth),
      ];
      return criterion === null || word === undefined || output === undefined
        ? null
        : { about: 'standardised', purpose: criterion, answer: standardisedAnswer(word), ...asked(third, output) };
    }
    case 'INSURED':
      return ofInsured(first, second, fourth);
    case 'INYEAR':
      return ofYear(texts);
    case 'QUESTIONNAIRE': {
      const [found, output, subject] = [findQuestionWord(second), findOutput(fourth), findSubject(first)];
      if (found === null || output === undefined) return null;
      const isMean =
        found.word === 'リスク該当割合' && subject !== null && 'research' in subject && subject.research === '得点';
      const answer = isMean ? POINTS_ANSWER : questionAnswer(found.word);
      return { about: 'question', item: first, subject, answer, ...asked(third, output) };
    }
    case 'CASES': {
      const step = findWord(first, CASE_WORDS);
      return step === undefined ? null : { about: 'cases', step, purpose: second, ...asked(second) };
    }
    case 'OUTCOME': {
      const word = findWord(third, OUTCOME_WORDS);
      const outcome = { about: 'outcome', programme: first, indicator: second, whom: fifth } as const;
      return word === undefined ? null : { ...outcome, word, ...asked('', findOutput(third) ?? '値') };
    }
    case 'OWNHEALTHYLIFE': {
      const [word, output] = [findWord(third, OWN_LIFE_WORDS), findOutput(fourth)];
      const sex = first;
      return word === undefined || output === undefined
        ? null
        : { about: 'ownLife', sex, answer: ownLifeAnswer(word), ...asked(second, output) };
    }
    case 'KDBFIGURE': {
      const part = findWord(fourth, KDB_WORDS);
      const output = part === undefined ? findOutput(fourth) : '値';
      const kdb = { about: 'kdb', figure: first, comparator: second, part: part ?? '値', period: third } as const;
      return output === undefined ? null : { ...kdb, ...asked('', output) };
    }
    default:
      return ofPurpose(findCriterion(name), first, second);
  }
}

function insuredMeasure({ name, unit, recipe }: InsuredFigure): Measure {
  if (recipe.kind === 'checkupRate')
    return { measure: name, numerator: '健診受診者', denominator: `${INSURED_PERSONS} − 対象外者`, unit };
  if (recipe.kind !== 'share') return { measure: name, unit };
  const counted = INSURED_FIGURES.find((each) => each.recipe.kind === 'count' && each.recipe.of === recipe.of)!;
  return { measure: name, numerator: counted.name.replace(/数$/u, ''), denominator: INSURED_PERSONS, unit };
}

function outcomeMeasure(question: Question & { about: 'outcome' }): Measure {
  const { programme, indicator, word } = question;
  const { persons, unit } = outcomeAnswerOf(word);
  const of = `事業「${programme}」の「${indicator}」`;
  if (persons !== undefined) return { measure: `${of}: ${persons}の数`, unit };
  if (findOutput(word) !== undefined) return { measure: of, unit };
  return { measure: unit === '文' ? `${of}を文にしたもの` : `${of}（${word}）`, unit };
}

function measureOf(question: Question): Measure {
  switch (question.about) {
    case 'purpose':
    case 'standardised':
      return question.answer.of(question.purpose.name);
    case 'insured':
      return insuredMeasure(question.figure);
    case 'question': {
      const { item, answer } = question;
      return answer.of(/^\d+$/u.test(item) ? ` ${item} 番の項目` : `の「${item}」`);
    }
    case 'cases':
      return caseAnswerOf(question.step);
    case 'outcome':
      return outcomeMeasure(question);
    case 'ownLife':
      return question.answer.of(question.sex === '' ? '男女計' : question.sex);
    case 'kdb': {
      const { figure, comparator } = question;
      return { measure: `KDB の集計表の「${figure}」（${comparator === '' ? '当地域' : comparator}）`, unit: null };
    }
  }
}

/** What the answer to a question is, with the part of the estimate that is asked for. */
export const measureAsked = (question: Question): Measure => partOfMeasure(measureOf(question), question.output);
