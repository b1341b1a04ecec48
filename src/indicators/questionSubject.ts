/** What of the 後期高齢者の質問票 is asked about: an item, one of the ten 類型, or the research score. */
import { QUESTIONS, type Question } from '../kdb';
import { QUESTION_TYPES } from './questionTypes';

/** The research classes and the points they are made of. */
export const RESEARCH_WORDS = ['得点', 'フレイル', 'プレフレイル', '健常'] as const;
export type ResearchWord = (typeof RESEARCH_WORDS)[number];

/** What is asked about: an item of the questionnaire, one of the ten 類型, or the research score. */
export type Subject =
  | { readonly question: Question }
  | { readonly type: string; readonly items: readonly number[] }
  | { readonly research: ResearchWord };

/** One spelling of what differs only in width, case and spaces. */
export const fold = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** 項目 as written: 4, ④, q4, 質問票④, 問4, 口腔機能（咀嚼）, フレイル; null where it is none. */
export function findSubject(text: string): Subject | null {
  const word = fold(text);
  const research = RESEARCH_WORDS.find((known) => known === word.replace(/^フレイル得点$/, '得点'));
  if (research !== undefined) return { research };
  const type = QUESTION_TYPES.find(({ name, items }) => word === fold(name) && items.length > 1);
  if (type !== undefined) return { type: type.name, items: type.items };
  const ofType = QUESTION_TYPES.find(({ name }) => word === fold(`類型:${name}`));
  if (ofType !== undefined) return { type: ofType.name, items: ofType.items };
  const number = /^(?:q|問|質問|質問票|項目)?(\d{1,2})$/.exec(word)?.[1];
  const question = QUESTIONS.find((one) => String(one.number) === number || fold(one.title) === word);
  return question === undefined ? null : { question };
}
