/** 求めるもの of QUESTIONNAIRE. */
import type { Comparator } from '../kdb';
import { wordsOf, type Answer, type Measure } from './answer';
import { findWord } from './choices';

/** Persons of an item of the 質問票: with an answer of risk, and with any. */
export type AnswerCount = 'リスク人数' | '回答者数';

/** A figure of the form 質問票調査の状況. */
export interface ComparedFigure {
  readonly comparator: Comparator;
  readonly isRatio: boolean;
}

interface QuestionAnswer extends Answer<AnswerCount> {
  readonly compared?: ComparedFigure;
}

const ANSWERED = 'その項目に答えた人';
const RISKY = 'リスクとする回答をした人';
const persons =
  (words: string) =>
  (item: string): Measure => ({ measure: `質問票${item}${words}`, unit: '人' });
const share =
  (numerator: string) =>
  (item: string): Measure => ({
    measure: `質問票${item}で${numerator}の割合`,
    numerator,
    denominator: ANSWERED,
    unit: '割合',
  });
/** Shares of other areas tell nothing of our persons; that of the own area is counted nowhere. */
const sharePrinted = (area: string, comparator: Comparator, isOwn = false): QuestionAnswer => ({
  of: (item) => ({ measure: `質問票${item}の、${area}の割合（KDB の集計表）`, unit: '割合' }),
  counts: isOwn ? 'undeclared' : [],
  compared: { comparator, isRatio: false },
});
/** The standardised ratios of KDB are of our persons: where they are few, a ratio tells as much as a share. */
const ratioPrinted = (area: string, comparator: Comparator): QuestionAnswer => ({
  of: (item) => ({ measure: `質問票${item}の、${area}と性・年齢をそろえた比（${area}=100）`, unit: '比' }),
  counts: ['リスク人数', '回答者数'],
  compared: { comparator, isRatio: true },
});

/** The first is what an omitted 求めるもの asks for; the last two take an answer after the colon. */
const QUESTION_ANSWERS = {
  リスク該当割合: { of: share(RISKY), counts: ['リスク人数', '回答者数'] },
  リスク人数: { of: persons(`で${RISKY}の数`), counts: ['リスク人数'] },
  回答者数: { of: persons('に答えた人の数'), counts: ['回答者数'] },
  未回答者数: { of: persons('に答えていない人の数'), counts: 'undeclared' },
  分布: { of: (item) => ({ measure: `質問票${item}の回答ごとの人数と割合`, unit: null }), counts: 'undeclared' },
  // In points of a share, or of the score.
  変化: { of: (item) => ({ measure: `質問票${item}の、前年度からの変化`, unit: null }), counts: 'undeclared' },
  改善者数: { of: persons('が前年度より良くなった人の数'), counts: 'undeclared' },
  維持者数: { of: persons('が前年度と同じ人の数'), counts: 'undeclared' },
  悪化者数: { of: persons('が前年度より悪くなった人の数'), counts: 'undeclared' },
  比較できた人数: { of: persons('に前年度も答えた人の数'), counts: 'undeclared' },
  公表できる比較人数: { of: persons('に前年度も答えた人の数（10 人未満は示しません）'), counts: 'undeclared' },
  公表できる回答者数: { of: persons('に答えた人の数（10 人未満は示しません）'), counts: 'undeclared' },
  '自地域（KDB）の割合': sharePrinted('自地域', 'self', true),
  県の割合: sharePrinted('県', 'pref'),
  同規模の割合: sharePrinted('同規模', 'peer'),
  国の割合: sharePrinted('国', 'nation'),
  県との標準化比: ratioPrinted('県', 'pref'),
  同規模との標準化比: ratioPrinted('同規模', 'peer'),
  国との標準化比: ratioPrinted('国', 'nation'),
  '回答割合:〈回答〉': { of: share('、その回答をした人'), counts: 'undeclared' },
  '回答人数:〈回答〉': { of: persons('で、その回答をした人の数'), counts: 'undeclared' },
} as const satisfies Readonly<Record<string, QuestionAnswer>>;

export type QuestionWord = keyof typeof QUESTION_ANSWERS;
export const QUESTION_WORDS = wordsOf(QUESTION_ANSWERS);

const ALSO: Readonly<Record<string, QuestionWord>> = {
  割合: 'リスク該当割合',
  リスク割合: 'リスク該当割合',
  平均: 'リスク該当割合',
  人数: 'リスク人数',
  該当者数: 'リスク人数',
  未回答: '未回答者数',
  改善: '改善者数',
  維持: '維持者数',
  悪化: '悪化者数',
};

/** 求めるもの with the answer that stands after the colon, '' without one; null for another word. */
export function findQuestionWord(text: string): { readonly word: QuestionWord; readonly answer: string } | null {
  const [, asked, answer] = /^(回答割合|回答人数):(.+)$/u.exec(text.normalize('NFKC').trim()) ?? [];
  if (answer !== undefined)
    return { word: asked === '回答割合' ? '回答割合:〈回答〉' : '回答人数:〈回答〉', answer: answer.trim() };
  const word = ALSO[text] ?? findWord(text, QUESTION_WORDS);
  return word === undefined || word.includes(':') ? null : { word, answer: '' };
}

export const questionAnswer = (word: QuestionWord): QuestionAnswer => QUESTION_ANSWERS[word];

/** The research score has a mean and no share. */
export const POINTS_ANSWER: Answer<AnswerCount> = {
  of: (item) => ({ measure: `質問票${item}の平均`, unit: '比' }),
  counts: 'undeclared',
};
