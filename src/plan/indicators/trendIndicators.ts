/** The shares that 経年比較 follows over the years: 健診受診率 and the national purposes. */
import { type CriterionId, NATIONAL_CRITERIA } from '../../criteria';
import { ask, formula, type Formula } from '../figures/formula';
import { occurrenceId, rateId } from '../record/indicators';

export interface Indicator {
  readonly key: string;
  readonly name: string;
  readonly id?: CriterionId;
  /** Numerator and denominator in the year whose cell is given. */
  readonly hits: (year: string) => Formula;
  readonly total: (year: string) => Formula;
  readonly better: '低いほど良い' | '高いほど良い';
  /** What the denominator rests on in a year: years that differ in it are not compared. */
  readonly basis?: (year: string) => Formula;
  /** The share that stands beside without a word of comparison. */
  readonly beside?: (year: string) => Formula;
  /** Ids on 実績の記録: of the share itself, and of the one that stands beside. */
  readonly recordedAs: string;
  readonly besideAs?: string;
}

export const CHECKUP: Indicator = {
  key: 'OP1',
  name: '健診受診率（被保険者 − 対象外者）',
  hits: (year) => ask('INYEAR', { cell: year }, '健診受診者数'),
  total: (year) => ask('INYEAR', { cell: year }, '健診対象者数'),
  basis: (year) => formula`ISNUMBER(${ask('INYEAR', { cell: year }, '対象外者数')})`,
  recordedAs: 'OP1',
  better: '高いほど良い',
};
export const INDICATORS: readonly Indicator[] = [
  CHECKUP,
  ...NATIONAL_CRITERIA.map(({ id, name }): Indicator => ({
    key: `OC2.${id}`,
    name,
    id,
    hits: (year) => ask('INYEAR', { cell: year }, name, '人数'),
    total: (year) => ask('INYEAR', { cell: year }, name, '判定可能'),
    better: '低いほど良い',
    beside: (year) => ask('INYEAR', { cell: year }, name, '割合'),
    recordedAs: occurrenceId(id),
    besideAs: rateId(id),
  })),
];
