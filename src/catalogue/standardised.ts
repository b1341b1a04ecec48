/** 求めるもの of STANDARDISED. */
import type { StandardisedFigure } from '../indicators/standardisedPurpose';
import { wordsOf, type Answer } from './answer';
import { hits, judged, type PurposeCount } from './purposeAnswers';

const STANDARDISED_ANSWERS: Readonly<Record<StandardisedFigure, Answer<PurposeCount>>> = {
  標準化比: {
    of: (name) => ({
      measure: `${hits(name)}の、性・年齢をそろえた比（全体=100）`,
      numerator: hits(name),
      denominator: '全体と同じ割合なら該当すると見込まれる人',
      unit: '比',
    }),
    counts: ['hits', 'judged'],
  },
  年齢調整割合: {
    of: (name) => ({
      measure: `${hits(name)}の、性・年齢をそろえた割合`,
      numerator: hits(name),
      denominator: judged(name),
      unit: '割合',
    }),
    counts: ['hits', 'judged'],
  },
  // A figure of an estimate: it is no count, even where it rests on one only.
  観察数: { of: (name) => ({ measure: `${hits(name)}の数`, unit: '人' }), counts: ['hits', 'judged'] },
  期待数: {
    of: (name) => ({ measure: `全体と同じ割合なら${hits(name)}と見込まれる数`, unit: '比' }),
    counts: ['judged'],
  },
};
export const STANDARDISED_WORDS = wordsOf(STANDARDISED_ANSWERS);
export const standardisedAnswer = (word: StandardisedFigure): Answer<PurposeCount> => STANDARDISED_ANSWERS[word];
