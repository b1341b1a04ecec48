/** 段階 of CASES. */
import { CASE_STEPS, NO_REASON } from '../indicators/outcomes/cases';
import { EXCLUSIONS } from '../indicators/outcomes/supportLog';
import type { Measure } from './answer';

export const EXCLUSION_REASONS = [...EXCLUSIONS, NO_REASON] as const;
export const CASE_WORDS = ['一覧', ...CASE_STEPS, ...EXCLUSION_REASONS, '訪問回数', '流れ', '除外の内訳'] as const;
export type CaseWord = (typeof CASE_WORDS)[number];

const CASE_TABLES: readonly CaseWord[] = ['一覧'];
const CASE_SENTENCES: readonly CaseWord[] = ['流れ', '除外の内訳'];

/** What 段階 answers; `isWords`: words alone, whose numbers are looked for in them. */
export function caseAnswerOf(word: CaseWord): Measure & { readonly isWords: boolean; readonly isTable: boolean } {
  const isWords = CASE_SENTENCES.includes(word);
  const isTable = CASE_TABLES.includes(word);
  if (isWords || isTable)
    return { measure: `支援記録の${isTable ? '段階の' : ''}${word}`, unit: '文', isWords, isTable };
  return word === '訪問回数'
    ? { measure: '支援記録の訪問の回数（1 人 1 日を 1 回）', unit: '回', isWords, isTable }
    : { measure: `支援記録の「${word}」の人の数`, unit: '人', isWords, isTable };
}
