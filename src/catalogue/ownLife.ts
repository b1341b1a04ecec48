/** 求めるもの of OWNHEALTHYLIFE. */
import type { OwnLifeFigure } from '../indicators/ownHealthyLife';
import { wordsOf, type Answer } from './answer';

/** Persons of our own register who left it. */
export type LeaverCount = '資格喪失者数';

/** Person-years count nobody, all others rest on those who left the register. */
const OWN_LIFE_ANSWERS: Readonly<Record<OwnLifeFigure, Answer<LeaverCount>>> = {
  平均自立期間: { of: (sex) => ({ measure: `${sex}の平均自立期間（試算）`, unit: '年' }), counts: ['資格喪失者数'] },
  平均余命: { of: (sex) => ({ measure: `${sex}の平均余命（試算）`, unit: '年' }), counts: ['資格喪失者数'] },
  不健康期間: { of: (sex) => ({ measure: `${sex}の不健康期間（試算）`, unit: '年' }), counts: ['資格喪失者数'] },
  人年: { of: (sex) => ({ measure: `${sex}の人年（試算）`, unit: '人年' }), counts: [] },
  資格喪失者数: { of: (sex) => ({ measure: `${sex}の資格喪失者数（試算）`, unit: '人' }), counts: ['資格喪失者数'] },
};
export const OWN_LIFE_WORDS = wordsOf(OWN_LIFE_ANSWERS);
export const ownLifeAnswer = (word: OwnLifeFigure): Answer<LeaverCount> => OWN_LIFE_ANSWERS[word];
