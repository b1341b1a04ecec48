/**
 * An oracle that shares nothing with the evaluator: the criteria written by hand as SQL, answered by DuckDB's NULL logic over
 * the table of `bench/duckdb.ts`.
 */
import type { CriteriaSettings, CriterionId } from '../../src/criteria';
import type { CodeField, CountField, FlagField, MeasureField } from '../../src/kdb';

/** The fields that the criteria read, by the type that DuckDB holds them in. */
export const MEASURES: readonly MeasureField[] = ['bmi', 'hba1c', 'sbp', 'dbp', 'egfr'];
export const COUNTS: readonly CountField[] = [
  'inpatient',
  'outpatient',
  'dental',
  'pharmacy',
  'inpatientPrevious',
  'outpatientPrevious',
  'dentalPrevious',
  'pharmacyPrevious',
  'drugCount',
];
export const CODES: readonly CodeField[] = [
  'q1',
  'q4',
  'q5',
  'q6',
  'q7',
  'q8',
  'q10',
  'q11',
  'q13',
  'proteinuria',
  'careLevel',
  'careLevelPrevious',
];
export const FLAGS: readonly FlagField[] = [
  'hypnotic',
  'dmDrug',
  'dmDrugPrevious',
  'dmDrugTwoYearsAgo',
  'dmDrugThreeYearsAgo',
  'htDrug',
  'htDrugPrevious',
  'htDrugTwoYearsAgo',
  'htDrugThreeYearsAgo',
  'dmDiagnosis',
  'cvdDiagnosis',
  'checkedUp',
  'checkedUpPrevious',
  'certified',
  'certifiedPrevious',
];

const DM_BEFORE = '("dmDrugPrevious" OR "dmDrugTwoYearsAgo" OR "dmDrugThreeYearsAgo")';
const HT_BEFORE = '("htDrugPrevious" OR "htDrugTwoYearsAgo" OR "htDrugThreeYearsAgo")';
const NO_CARE = (settings: CriteriaSettings, suffix: '' | 'Previous'): string =>
  settings['unknownStatus.supportCounts'] === true
    ? `NOT "certified${suffix}"`
    : `(NOT "certified${suffix}" OR "careLevel${suffix}" <= 5)`;

/** The criteria as SQL conditions. `previousCertification` tells whether that column is provided. */
export function sqlOf(settings: CriteriaSettings, previousCertification: boolean): Record<CriterionId, string> {
  const number = (key: string): string => `${String(settings[key])}::DOUBLE`;
  const count = (key: string): string => String(settings[key]);
  const on = (key: string): boolean => settings[key] === true;
  const diabetes = `("dmDrug" OR "dmDiagnosis"${on('comorbidFrailty.interruptedCounts') ? ` OR ${DM_BEFORE}` : ''})`;
  const highHba1c = `"hba1c" >= ${number('comorbidFrailty.hba1cAtLeast')}`;
  const ofProgramme = (key: string): string => number(`diabeticNephropathy.${key}`);
  const diabetic = `("hba1c" >= ${ofProgramme('hba1cAtLeast')} OR "dmDrug" OR "dmDiagnosis" OR (NOT "checkedUp" AND ${DM_BEFORE}))`;
  return {
    lowNutrition: `"bmi" <= ${number('lowNutrition.bmiAtMost')} AND "q6" = 1`,
    oral: `("q4" = 1 OR "q5" = 1) AND "dental" = 0`,
    polypharmacy: `"drugCount" >= ${count('polypharmacy.drugCountAtLeast')}`,
    hypnotics: `"hypnotic" AND ("q8" = 1 OR ("q10" = 1 AND "q11" = 1))`,
    physicalFrailty: `("q1" IN (4, 5) AND "q7" = 1) OR ("q7" = 1 AND "q8" = 1)`,
    uncontrolled: `("hba1c" >= ${number('uncontrolled.hba1cAtLeast')} AND NOT "dmDrug")
      OR (("sbp" >= ${number('uncontrolled.sbpAtLeast')} OR "dbp" >= ${number('uncontrolled.dbpAtLeast')}) AND NOT "htDrug")`,
    discontinued: on('discontinued.perDisease')
      ? `NOT "checkedUp" AND ((${DM_BEFORE} AND NOT "dmDrug") OR (${HT_BEFORE} AND NOT "htDrug"))`
      : `NOT "checkedUp" AND (${DM_BEFORE} OR ${HT_BEFORE}) AND NOT ("dmDrug" OR "htDrug")`,
    comorbidFrailty: `(${
      on('comorbidFrailty.interruptedNeedsHba1c')
        ? `(${diabetes} AND ${highHba1c}) OR "cvdDiagnosis"`
        : `${diabetes} OR "cvdDiagnosis" OR ${highHba1c}`
    }) AND ("q1" IN (4, 5) OR "q6" = 1 OR "q8" = 1 OR "q13" = 2)`,
    kidney: `("egfr" < ${number('kidney.egfrBelow')} OR "proteinuria" >= ${count('kidney.proteinuriaAtLeast')})
      AND "inpatient" = 0 AND "outpatient" = 0 AND "dental" = 0
      ${on('kidney.pharmacyCounts') ? 'AND "pharmacy" = 0' : ''}`,
    diabeticNephropathy: `(${diabetic} AND ("egfr" < ${ofProgramme('egfrBelow')}
        OR "proteinuria" >= ${count('diabeticNephropathy.proteinuriaAtLeast')}))
      OR ("hba1c" >= ${ofProgramme('hba1cAtLeast')} AND NOT "dmDrug" AND NOT "dmDiagnosis")
      ${on('diabeticNephropathy.withoutCheckup') ? `OR (NOT "checkedUp" AND ("dmDrug" OR "dmDiagnosis" OR ${DM_BEFORE}))` : ''}`,
    unknownStatus: `NOT "checkedUp" AND NOT "checkedUpPrevious"
      AND "inpatient" = 0 AND "outpatient" = 0 AND "dental" = 0
      AND "inpatientPrevious" = 0 AND "outpatientPrevious" = 0 AND "dentalPrevious" = 0
      ${on('unknownStatus.pharmacyCounts') ? 'AND "pharmacy" = 0 AND "pharmacyPrevious" = 0' : ''}
      AND ${NO_CARE(settings, '')}
      ${on('unknownStatus.previousCertification') && previousCertification ? `AND ${NO_CARE(settings, 'Previous')}` : ''}`,
  };
}
