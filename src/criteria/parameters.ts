/** Builders of parameters: thresholds that recur with their possible and usual limits, and switches. */
import { FIELDS, type EvidenceStatus } from '../kdb';
import type { Parameter } from './types';

type ThresholdTerms = Pick<Parameter, 'id' | 'label' | 'status'> & { readonly default: number; readonly note?: string };

function threshold(terms: ThresholdTerms, shape: Omit<Parameter, keyof ThresholdTerms | 'kind'>): Parameter {
  return { ...terms, ...shape, kind: 'number' };
}

export const bmiThreshold = (terms: ThresholdTerms): Parameter =>
  threshold(terms, { range: [8, 60], usual: [16, 25], step: 0.1, unit: 'kg/m²' });

export const hba1cThreshold = (terms: ThresholdTerms): Parameter =>
  threshold(terms, { range: [3, 20], usual: [6, 10], step: 0.1, unit: '%' });

export const sbpThreshold = (terms: ThresholdTerms): Parameter =>
  threshold(terms, { range: [60, 260], usual: [130, 180], step: 1, unit: 'mmHg' });

export const dbpThreshold = (terms: ThresholdTerms): Parameter =>
  threshold(terms, { range: [30, 160], usual: [80, 120], step: 1, unit: 'mmHg' });

export const egfrThreshold = (terms: ThresholdTerms): Parameter =>
  threshold(terms, { range: [1, 200], usual: [15, 60], step: 0.1, unit: 'mL/min/1.73m²' });

export const drugCountThreshold = (terms: ThresholdTerms): Parameter =>
  threshold(terms, { range: [1, 100], usual: [5, 30], step: 1, whole: true, unit: '剤' });

/** Other ways to write a class of 尿蛋白. */
const OTHER_SIGNS: Readonly<Record<number, readonly string[]>> = {
  2: ['+-', '+/-'],
  3: ['1+', '(+)'],
  4: ['2+', '(2+)', '(++)'],
  5: ['3+', '(3+)', '(+++)'],
};

/** 尿蛋白 is a class from 1 (－) to 5 (＋＋＋); the sheet accepts the sign or the number. */
export const proteinuriaThreshold = (terms: ThresholdTerms): Parameter =>
  threshold(terms, {
    range: [1, 5],
    usual: [2, 4],
    step: 1,
    whole: true,
    choices: (FIELDS.proteinuria.words ?? []).map((label, index) => {
      const also = OTHER_SIGNS[index + 1];
      return { value: index + 1, label, ...(also === undefined ? {} : { also }) };
    }),
  });

export function switchParameter(
  id: string,
  label: string,
  initial: boolean,
  status: EvidenceStatus,
  note: string,
): Parameter {
  return { id, label, kind: 'switch', default: initial, status, note };
}
