/** The research score of the 後期高齢者の質問票: 15 items, frail / pre-frail / robust. Not part of the national tool. */
import { AnalystError, QUESTIONS } from '../kdb';
import type { Estimate } from './estimate';
import { finite, type MaybeNumber } from './guards';

/** Answer codes that count one point, by item. Items without a readable public coding are marked `assumed`. */
export const RISK_ANSWERS: readonly { readonly codes: readonly number[]; readonly status: 'sourced' | 'assumed' }[] = [
  { codes: [4, 5], status: 'sourced' },
  { codes: [3, 4], status: 'assumed' },
  { codes: [2], status: 'sourced' },
  { codes: [1], status: 'sourced' },
  { codes: [1], status: 'sourced' },
  { codes: [1], status: 'sourced' },
  { codes: [1], status: 'sourced' },
  { codes: [1], status: 'sourced' },
  { codes: [2], status: 'assumed' },
  { codes: [1], status: 'sourced' },
  { codes: [1], status: 'sourced' },
  { codes: [1], status: 'assumed' },
  { codes: [2], status: 'sourced' },
  { codes: [2], status: 'assumed' },
  { codes: [2], status: 'assumed' },
];

/** Points from which the classes begin (Yakabe 2023). */
export const FRAILTY_CUTS = { prefrail: 3, frail: 4 } as const;

export const FRAILTY_REFERENCE =
  'Yakabe M, et al. BMC Geriatr 2023;23:157（65歳以上 7,605 人、基本チェックリストとの比較：4点以上でフレイル 感度84.0% 特異度82.5%、3点以上でプレフレイル以上 感度63.9% 特異度83.4%）';

export type FrailtyClass = '健常' | 'プレフレイル' | 'フレイル' | '判定不能';

export interface FrailtyScore extends Estimate {
  /** Points of the answered items. With unanswered items `lower`–`upper` is the range of the possible full score. */
  readonly value: number;
  readonly answered: number;
  /** 判定不能 where the unanswered items could still change the class. */
  readonly class: FrailtyClass;
  /** Item numbers (1–15) that counted. */
  readonly items: readonly number[];
}

const classOf = (points: number): FrailtyClass =>
  points >= FRAILTY_CUTS.frail ? 'フレイル' : points >= FRAILTY_CUTS.prefrail ? 'プレフレイル' : '健常';

/** The class of a score, 判定不能 unless it is the same whatever the unanswered items would be. */
export function frailtyClass(points: number, unanswered: number): FrailtyClass {
  const found = classOf(points);
  return found === classOf(points + unanswered) ? found : '判定不能';
}

/** Whether an answer code is a risk answer of an item (1–15); null for a missing answer. */
export function isRiskAnswer(item: number, answer: MaybeNumber): boolean | null {
  const question = QUESTIONS[item - 1];
  if (!question) throw new AnalystError('number.outOfRange', { label: '質問票の番号', value: item, low: 1, high: 15 });
  if (answer === null || answer === 0) return null;
  const code = finite(answer, `質問票 ${question.mark}`);
  if (!Number.isInteger(code) || code < 1 || code > question.answers.length)
    throw new AnalystError('questionnaire.answer', {
      item: question.mark,
      value: code,
      highest: question.answers.length,
    });
  return RISK_ANSWERS[item - 1]!.codes.includes(code);
}

/**
 * フレイル得点（研究に基づく参考判定）from the 15 answer codes in the order of the questionnaire.
 *
 * Missing answers are null (or 0, the code of a missing answer in the person table); they count no point, `answered` says
 * how many there are, and the class is 判定不能 unless it is the same whatever they would be. Codes that an item does not
 * have are refused (`questionnaire.answer`), as is any other number of answers than 15 (`questionnaire.count`).
 *
 * Source: see `FRAILTY_REFERENCE`; coding of items as in `RISK_ANSWERS`.
 * @example frailtyScore([4, 1, 1, 1, 2, 1, 1, 2, 1, 2, 2, 2, 1, 1, 1]).class // フレイル
 */
export function frailtyScore(answers: readonly MaybeNumber[]): FrailtyScore {
  if (answers.length !== QUESTIONS.length) throw new AnalystError('questionnaire.count', { count: answers.length });
  const risks = answers.map((answer, i) => isRiskAnswer(i + 1, answer));
  const items = risks.flatMap((risk, i) => (risk ? [i + 1] : []));
  const answered = risks.filter((risk) => risk !== null).length;
  const unanswered = answers.length - answered;
  return {
    value: items.length,
    lower: items.length,
    upper: items.length + unanswered,
    confidence: null,
    method: '15項目の該当数（研究に基づく参考判定、Yakabe 2023）',
    statistic: 'フレイル得点（0〜15点）',
    answered,
    class: frailtyClass(items.length, unanswered),
    items,
    note: `国のツールの判定ではなく、研究に基づく参考の得点です。回答 ${answered}/15 項目。`,
  };
}
