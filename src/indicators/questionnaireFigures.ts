/** The questionnaire in one figure: an item or a research class, in a group of persons, now and a year before. */
import type { BitSet } from '../criteria';
import { AnalystError, MISSING_CODE, QUESTIONS, textAt, type PersonTable, type Question } from '../kdb';
import { keyOf } from '../kdb/values/personNumber';
import { plainEstimate, type Estimate } from './estimate';
import { frailtyClass, RISK_ANSWERS, type FrailtyClass } from './frailtyScore';
import { mcnemarFromCounts } from './mcnemar';
import { mean } from './mean';
import { pairedMeans } from './pairedMeans';
import { proportion } from './proportion';
import { QUESTION_TYPES } from './questionTypes';
import { findSubject, fold, RESEARCH_WORDS, type Subject } from './questionSubject';

export { findSubject, QUESTION_TYPES, RESEARCH_WORDS };

export interface Options {
  readonly confidence?: number;
}

/** An answer of a question by its words or its code; null where the question has no such answer. */
export function findAnswer({ answers }: Question, text: string): number | null {
  const word = fold(text);
  const index = answers.findIndex((answer, place) => fold(answer) === word || String(place + 1) === word);
  return index < 0 ? null : index + 1;
}

/** No source provides the question(s): figure.noColumn. */
function noColumn(figure: string, columns: string): AnalystError {
  return new AnalystError('figure.noColumn', { figure, columns });
}

function eachRow(table: PersonTable, within: BitSet | undefined, visit: (row: number) => void): void {
  for (let row = 0; row < table.size; row += 1) if (within === undefined || within.get(row)) visit(row);
}

/** Persons by answer code of a question; place 0 are those without an answer. Throws figure.noColumn. */
export function answerCounts(table: PersonTable, question: Question, within?: BitSet): number[] {
  const codes = codesOf(table, question);
  const counts = new Array<number>(question.answers.length + 1).fill(0);
  eachRow(table, within, (row) => {
    counts[knownCode(question, codes[row]!)]! += 1;
  });
  return counts;
}

function codesOf(table: PersonTable, question: Question): Uint8Array {
  const column = table.columns[question.id];
  if (column === undefined) throw noColumn(`質問票${question.mark}`, `質問票${question.mark}`);
  return column.codes;
}

const knownCode = ({ answers }: Question, code: number): number => (code > answers.length ? MISSING_CODE : code);

/** The points of every row; NO_POINTS where no item is answered. Made once a table. */
interface Scores {
  readonly points: Uint8Array;
  readonly unanswered: Uint8Array;
}
const NO_POINTS = 255;
const SCORES = new WeakMap<PersonTable, Scores>();

function scoresOf(table: PersonTable): Scores {
  const known = SCORES.get(table);
  if (known !== undefined) return known;
  const points = new Uint8Array(table.size);
  const unanswered = new Uint8Array(table.size).fill(QUESTIONS.length);
  let columns = 0;
  QUESTIONS.forEach((question, item) => {
    const codes = table.columns[question.id]?.codes;
    if (codes === undefined) return;
    columns += 1;
    const risk = RISK_ANSWERS[item]!.codes;
    for (let row = 0; row < table.size; row += 1) {
      const code = knownCode(question, codes[row]!);
      if (code === MISSING_CODE) continue;
      unanswered[row]! -= 1;
      if (risk.includes(code)) points[row]! += 1;
    }
  });
  if (columns === 0) throw noColumn('フレイル得点', '質問票①〜⑮');
  for (let row = 0; row < table.size; row += 1) if (unanswered[row] === QUESTIONS.length) points[row] = NO_POINTS;
  const scores = { points, unanswered };
  SCORES.set(table, scores);
  return scores;
}

function classAt({ points, unanswered }: Scores, row: number): FrailtyClass | null {
  if (points[row] === NO_POINTS) return null;
  const found = frailtyClass(points[row]!, unanswered[row]!);
  return found === '判定不能' ? null : found;
}

/** Points of those who answered all fifteen items: 0–15 by the number of persons. */
export function pointCounts(table: PersonTable, within?: BitSet): number[] {
  const { points, unanswered } = scoresOf(table);
  const counts = new Array<number>(QUESTIONS.length + 1).fill(0);
  eachRow(table, within, (row) => {
    if (unanswered[row] === 0) counts[points[row]!]! += 1;
  });
  return counts;
}

/** Yes or no of a subject for every row; null where it cannot be told. 得点 has no yes or no. */
function judged(table: PersonTable, subject: Subject): (row: number) => boolean | null {
  if ('question' in subject) {
    const { question } = subject;
    const codes = codesOf(table, question);
    const risk = RISK_ANSWERS[question.number - 1]!.codes;
    return (row) => {
      const code = knownCode(question, codes[row]!);
      return code === MISSING_CODE ? null : risk.includes(code);
    };
  }
  if ('items' in subject) {
    const each = subject.items.map((item) => judged(table, { question: QUESTIONS[item - 1]! }));
    // One answer of risk is enough; without any, all must have been answered.
    return (row) => {
      let all: false | null = false;
      for (const isRisk of each) {
        const found = isRisk(row);
        if (found === true) return true;
        if (found === null) all = null;
      }
      return all;
    };
  }
  const scores = scoresOf(table);
  return (row) => {
    const found = classAt(scores, row);
    return found === null ? null : found === subject.research;
  };
}

/** Persons of risk (or of the class) and persons that can be told. */
export function riskCounts(table: PersonTable, subject: Subject, within?: BitSet): { hits: number; judged: number } {
  const isRisk = judged(table, subject);
  const counts = { hits: 0, judged: 0 };
  eachRow(table, within, (row) => {
    const found = isRisk(row);
    if (found === null) return;
    counts.judged += 1;
    if (found) counts.hits += 1;
  });
  return counts;
}

/** What a reader must know of a subject: where its risk answers come from, and that the score is research. */
export function subjectNote(subject: Subject): string {
  if ('items' in subject)
    return `類型「${subject.type}」（${subject.items.map((item) => QUESTIONS[item - 1]!.mark).join('')}）のどれかがリスクとする回答の人。`;
  if ('research' in subject) return '研究に基づく参考判定（Yakabe 2023）。国のツールの判定ではありません。';
  const { codes, status } = RISK_ANSWERS[subject.question.number - 1]!;
  const words = codes.map((code) => subject.question.answers[code - 1]!).join('・');
  return `リスクとする回答: ${words}${status === 'assumed' ? '（公的な資料で確かめられないため本ツールの仮定）' : ''}。`;
}

/** A share with Wilson's interval; an average with that of t for 得点. Throws division.byZero where nobody can be told. */
export function riskShare(table: PersonTable, subject: Subject, within?: BitSet, options: Options = {}): Estimate {
  if ('research' in subject && subject.research === '得点') {
    const points = pointCounts(table, within).flatMap((count, value) => new Array<number>(count).fill(value));
    return { ...mean(points, options), note: `${subjectNote(subject)}15項目すべてに答えた人の平均です。` };
  }
  const counts = riskCounts(table, subject, within);
  if (counts.judged === 0) throw new AnalystError('division.byZero');
  return { ...proportion(counts.hits, counts.judged, options), note: subjectNote(subject) };
}

/** Rows of the year before, by row of this year; -1 where the person is not there or the number is not one person's. */
const PAIRS = new WeakMap<PersonTable, WeakMap<PersonTable, Int32Array>>();

function personKey(table: PersonTable, row: number): string {
  return `${textAt(table, 'insurer', row)}|${String(keyOf(textAt(table, 'personId', row)))}`;
}

function rowsBefore(before: PersonTable, now: PersonTable): Int32Array {
  const known = PAIRS.get(before)?.get(now);
  if (known !== undefined) return known;
  const rows = new Map<string, number>();
  for (let row = 0; row < before.size; row += 1) {
    const key = personKey(before, row);
    rows.set(key, rows.has(key) ? -1 : row);
  }
  const pairs = Int32Array.from({ length: now.size }, (_, row) => rows.get(personKey(now, row)) ?? -1);
  const others = PAIRS.get(before) ?? new WeakMap<PersonTable, Int32Array>();
  PAIRS.set(before, others.set(now, pairs));
  return pairs;
}

/** The same persons a year before and now. */
export interface Change {
  readonly improved: number;
  readonly same: number;
  readonly worse: number;
  /** After minus before: of the share of risk, or of the points. Throws where nobody can be compared. */
  readonly difference: () => Estimate;
}

const CLASS_ORDER: readonly FrailtyClass[] = ['健常', 'プレフレイル', 'フレイル'];

/**
 * 前年度からの変化 of those who can be told in both years. An item improves when its answer was one of risk and is none any
 * more; 得点 when it fell; a class when it moved towards 健常.
 */
export function changeFrom(
  before: PersonTable,
  now: PersonTable,
  subject: Subject,
  within?: BitSet,
  options: Options = {},
): Change {
  const oldRows = rowsBefore(before, now);
  const rows: number[] = [];
  eachRow(now, within, (row) => {
    if (oldRows[row]! >= 0) rows.push(row);
  });
  const counts = { improved: 0, same: 0, worse: 0 };
  const step = (change: number): void => {
    counts[change < 0 ? 'improved' : change > 0 ? 'worse' : 'same'] += 1;
  };
  const note = subjectNote(subject);
  const noted = (estimate: Estimate): Estimate => ({ ...estimate, note: `${note}${estimate.note ?? ''}` });
  if ('research' in subject && subject.research === '得点') {
    const [was, is] = [scoresOf(before), scoresOf(now)];
    const complete = rows.filter((row) => was.unanswered[oldRows[row]!] === 0 && is.unanswered[row] === 0);
    for (const row of complete) step(is.points[row]! - was.points[oldRows[row]!]!);
    const pointsBefore = () => complete.map((row) => was.points[oldRows[row]!]!);
    const pointsNow = () => complete.map((row) => is.points[row]!);
    return { ...counts, difference: () => noted(pairedMeans(pointsBefore(), pointsNow(), options)) };
  }
  const [was, is] = [judged(before, subject), judged(now, subject)];
  const scores = 'research' in subject ? ([scoresOf(before), scoresOf(now)] as const) : null;
  const place = (one: Scores, row: number): number => CLASS_ORDER.indexOf(classAt(one, row)!);
  const paired = { both: 0, beforeOnly: 0, afterOnly: 0, neither: 0 };
  for (const row of rows) {
    const old = oldRows[row]!;
    const first = was(old);
    const second = is(row);
    if (first === null || second === null) continue;
    paired[first ? (second ? 'both' : 'beforeOnly') : second ? 'afterOnly' : 'neither'] += 1;
    step(scores === null ? Number(second) - Number(first) : place(scores[1], row) - place(scores[0], old));
  }
  return {
    ...counts,
    difference: () => {
      const told = paired.both + paired.beforeOnly + paired.afterOnly + paired.neither;
      if (told === 0) throw new AnalystError('pairs.tooFew', { pairs: 0, needed: 1 });
      return noted(mcnemarFromCounts(paired, options));
    },
  };
}

/** The share of one answer among those who answered. */
export function shareOf(count: number, answered: number, options: Options = {}): Estimate {
  return proportion(count, answered, options);
}

/** A count of persons as an estimate, so that every 出力 has something to show. */
export function personsEstimate(count: number, subject: Subject): Estimate {
  return plainEstimate(count, '人数', '人', subjectNote(subject));
}
