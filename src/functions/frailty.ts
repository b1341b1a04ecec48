/** The custom function of the research score of the 後期高齢者の質問票. */
import { CHOICES, type Choice } from '../catalogue';
import { frailtyScore, type MaybeNumber } from '../indicators';
import { AnalystError, QUESTIONS, type Cell } from '../kdb';
import { BLANK, readerOf } from '../kdb/values/readings';
import { isOmitted, rowsOf } from './arguments';
import { answeredNow, type Shown } from './guard';
import { choiceOf } from './numbers';

const READERS = QUESTIONS.map(({ id }) => readerOf(id));

/** The answer code of an item; null for a blank (which may arrive as 0). Throws questionnaire.answer. */
function codeOf(cell: Cell, index: number): MaybeNumber {
  if (isOmitted(cell)) return null;
  const code = READERS[index]!(cell);
  if (code === BLANK) return null;
  const { mark, answers } = QUESTIONS[index]!;
  if (!Number.isFinite(code))
    throw new AnalystError('questionnaire.answer', { item: mark, value: String(cell), highest: answers.length });
  return code;
}

/** One line of answers a person: fifteen columns, or one person in fifteen rows. Throws questionnaire.count. */
function personsOf(value: unknown): Cell[][] {
  const rows = rowsOf(value);
  if (rows.length === QUESTIONS.length && rows.every((row) => row.length === 1)) return [rows.flat()];
  const width = rows[0]?.length ?? 0;
  if (width !== QUESTIONS.length)
    throw new AnalystError('questionnaire.count', { count: width === 1 ? rows.length : width });
  return rows;
}

function scoreOf(answers: readonly Cell[], part: Choice<'frailty'>): readonly Shown[] {
  const score = frailtyScore(answers.map(codeOf));
  const points = score.answered === 0 ? '' : score.value;
  switch (part) {
    case '得点と区分':
      return [points, score.class, score.note ?? ''];
    case '得点':
      return [points];
    case '区分':
      return [score.class];
    case '方法':
      return [score.method];
  }
}

/**
 * IKKATSU.FRAILTY.
 * @returns 得点、区分、ことわりの3つ（1人1行）。未回答で区分が変わりうるときは 判定不能
 */
export function frailty(回答: unknown[][], 出力?: unknown): unknown[][] {
  return answeredNow(() => {
    const part = choiceOf(出力, '出力', CHOICES.frailty);
    const persons = personsOf(回答);
    if (persons.length === 1 && isOmitted(persons[0])) throw new AnalystError('argument.missing', { label: '回答' });
    return persons.map((answers) => scoreOf(answers, part));
  });
}
