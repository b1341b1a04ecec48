/** The questionnaire of all persons: answers by sex and age class, risk by item, and the research classes. */
import { AGE_CLASSES, type BitSet } from '../criteria';
import { MISSING_CODE, QUESTIONS, type PersonTable, type Question } from '../kdb';
import type { IntervalEstimate } from './estimate';
import { frailtyClass, frailtyScore, RISK_ANSWERS, type FrailtyClass } from './frailtyScore';
import { proportion } from './proportion';

/** A group of persons in a table of answers; 計 takes everybody, unknown sex or age included. */
export interface AnswerGroup {
  readonly sex: '計' | '男' | '女';
  readonly ageClass: '計' | (typeof AGE_CLASSES)[number];
}

/** The answers of one group to one question. answers + unanswered = persons of the group. */
export interface ItemAnswers extends AnswerGroup {
  readonly question: Question;
  /** Persons by answer code, in the order of `question.answers`. */
  readonly answers: readonly number[];
  readonly unanswered: number;
  /** Share of the risk answers among those who answered; null where nobody did. */
  readonly risk: IntervalEstimate | null;
  /** Whether the coding of the risk answer is read in a public document or assumed. */
  readonly riskStatus: 'sourced' | 'assumed';
}

/** Persons by research class; the classes sum to the persons of the group who answered at least one item. */
export interface FrailtyCounts extends AnswerGroup {
  readonly counts: Readonly<Record<FrailtyClass, number>>;
  readonly unanswered: number;
  /** フレイル among those with a class; null where nobody has one. */
  readonly frail: IntervalEstimate | null;
}

const SEXES = ['計', '男', '女'] as const;
const AGES = ['計', ...AGE_CLASSES] as const;

/** All groups, in the order in which they are listed. */
export const ANSWER_GROUPS: readonly AnswerGroup[] = SEXES.flatMap((sex) =>
  AGES.map((ageClass) => ({ sex, ageClass })),
);

/** Places in `ANSWER_GROUPS` that a person belongs to. */
function groupsOf(sex: number, age: number): number[] {
  const ageClass = age < 65 ? 0 : age < 75 ? 1 : age < 85 ? 2 : 3;
  const own = sex === 1 || sex === 2 ? sex : 0;
  return [...new Set([0, own].flatMap((s) => [0, ageClass].map((a) => s * AGES.length + a)))];
}

/** Calls back for every person of the table (or of `within`) with the groups that count the person. */
function eachPerson(
  table: PersonTable,
  within: BitSet | undefined,
  visit: (row: number, groups: number[]) => void,
): void {
  const { sex, age } = table.columns;
  const known = new Map<number, number[]>();
  for (let row = 0; row < table.size; row += 1) {
    if (within && !within.get(row)) continue;
    const [s, a] = [sex?.codes[row] ?? 0, age?.values[row] ?? -1];
    const key = s * 1000 + a;
    let groups = known.get(key);
    if (!groups) known.set(key, (groups = groupsOf(s, a)));
    visit(row, groups);
  }
}

/**
 * 質問票の回答分布: every question by sex and age class (年度末年齢), with Wilson's interval of the risk answers.
 *
 * A question that no source provides is left out. Persons of unknown sex or age count in 計 alone.
 *
 * Source: 厚生労働省「後期高齢者の質問票」; risk answers as in `RISK_ANSWERS`.
 */
export function answerDistribution(table: PersonTable, within?: BitSet): ItemAnswers[] {
  return QUESTIONS.flatMap((question, item) => {
    const column = table.columns[question.id];
    if (!column) return [];
    const counts = ANSWER_GROUPS.map(() => new Array<number>(question.answers.length + 1).fill(0));
    eachPerson(table, within, (row, groups) => {
      const code = column.codes[row]!;
      for (const group of groups) counts[group]![code > question.answers.length ? MISSING_CODE : code]! += 1;
    });
    const { codes, status } = RISK_ANSWERS[item]!;
    return ANSWER_GROUPS.map((group, g): ItemAnswers => {
      const [unanswered = 0, ...answers] = counts[g]!;
      const answered = answers.reduce((sum, count) => sum + count, 0);
      const atRisk = codes.reduce((sum, code) => sum + (answers[code - 1] ?? 0), 0);
      return {
        ...group,
        question,
        answers,
        unanswered,
        risk: answered > 0 ? proportion(atRisk, answered) : null,
        riskStatus: status,
      };
    });
  });
}

/** The research score of one row of a table; null where no item is answered. */
export function frailtyOfPerson(table: PersonTable, row: number): ReturnType<typeof frailtyScore> | null {
  const answers = QUESTIONS.map(({ id, answers: words }) => {
    const code = table.columns[id]?.codes[row] ?? MISSING_CODE;
    return code > words.length ? MISSING_CODE : code;
  });
  return answers.every((code) => code === MISSING_CODE) ? null : frailtyScore(answers);
}

/**
 * フレイル・プレフレイル・健常（研究に基づく参考判定）by sex and age class. Not part of the national tool.
 *
 * Source: `FRAILTY_REFERENCE`.
 */
export function frailtyDistribution(table: PersonTable, within?: BitSet): FrailtyCounts[] {
  const counts = ANSWER_GROUPS.map(() => ({ 健常: 0, プレフレイル: 0, フレイル: 0, 判定不能: 0, unanswered: 0 }));
  const asked = QUESTIONS.flatMap(({ id, answers }, item) => {
    const codes = table.columns[id]?.codes;
    return codes ? [{ codes, known: answers.length, atRisk: RISK_ANSWERS[item]!.codes }] : [];
  });
  eachPerson(table, within, (row, groups) => {
    let points = 0;
    let answered = 0;
    for (const { codes, known, atRisk } of asked) {
      const code = codes[row]!;
      if (code === MISSING_CODE || code > known) continue;
      answered += 1;
      if (atRisk.includes(code)) points += 1;
    }
    const found = answered === 0 ? 'unanswered' : frailtyClass(points, QUESTIONS.length - answered);
    for (const group of groups) counts[group]![found] += 1;
  });
  return ANSWER_GROUPS.map((group, g) => {
    const { unanswered, ...classes } = counts[g]!;
    const judged = classes.健常 + classes.プレフレイル + classes.フレイル;
    return { ...group, counts: classes, unanswered, frail: judged > 0 ? proportion(classes.フレイル, judged) : null };
  });
}
