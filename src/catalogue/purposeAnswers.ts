/** What each 求めるもの of a 抽出目的 is. */
import type { Answer } from './answer';
import type { PurposeWord } from './purposes';

/** Persons of a purpose: who meets it, who could be judged, who could not, and everybody. */
export type PurposeCount = 'hits' | 'judged' | 'undetermined' | 'denominator';

export const INSURED_PERSONS = '被保険者';
/** The words of who meets a purpose, and of who could be judged. */
export const hits = (name: string): string => `「${name}」に該当する人`;
export const judged = (name: string): string => `「${name}」を判定できた人（判定可能者）`;

/** Lists of persons are never handed in. */
const PURPOSE_ANSWERS: Readonly<Record<PurposeWord, Answer<PurposeCount>>> = {
  人数: { of: (name) => ({ measure: `${hits(name)}の数`, unit: '人' }), counts: ['hits'] },
  割合: {
    of: (name) => ({
      measure: `${hits(name)}の割合`,
      numerator: hits(name),
      denominator: INSURED_PERSONS,
      unit: '割合',
    }),
    counts: ['hits', 'denominator'],
  },
  分母: { of: () => ({ measure: `${INSURED_PERSONS}の数（割合の分母）`, unit: '人' }), counts: ['denominator'] },
  判定可能: { of: (name) => ({ measure: `${judged(name)}の数`, unit: '人' }), counts: ['judged'] },
  判定不能: {
    of: (name) => ({ measure: `値がなく「${name}」を判定できない人の数`, unit: '人' }),
    counts: ['undetermined'],
  },
  発生割合: {
    of: (name) => ({
      measure: `${hits(name)}の発生割合`,
      numerator: hits(name),
      denominator: judged(name),
      unit: '割合',
    }),
    counts: ['hits', 'judged'],
  },
  一覧: { of: (name) => ({ measure: `${hits(name)}の被保険者番号の一覧`, unit: '文' }), counts: 'undeclared' },
  判定: { of: (name) => ({ measure: `「${name}」の判定（1 人 1 行）`, unit: '文' }), counts: 'undeclared' },
  理由: { of: (name) => ({ measure: `「${name}」の判定の理由（1 人 1 行）`, unit: '文' }), counts: 'undeclared' },
};

export const purposeAnswer = (word: PurposeWord): Answer<PurposeCount> => PURPOSE_ANSWERS[word];
