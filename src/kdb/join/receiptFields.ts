/** The facts that receipts in long form can answer for, by the fiscal years of their months. */
import type { ReceiptColumns } from '../recognise/receiptColumns';
import type { FieldId } from '../values/fieldIds';

/** Counts of receipts, of the year and of the year before. */
export const COUNTS = [
  ['inpatient', 'outpatient', 'dental', 'pharmacy'],
  ['inpatientPrevious', 'outpatientPrevious', 'dentalPrevious', 'pharmacyPrevious'],
] as const satisfies readonly (readonly FieldId[])[];
export const DM_DRUGS = ['dmDrug', 'dmDrugPrevious', 'dmDrugTwoYearsAgo', 'dmDrugThreeYearsAgo'] as const;
export const HT_DRUGS = ['htDrug', 'htDrugPrevious', 'htDrugTwoYearsAgo', 'htDrugThreeYearsAgo'] as const;
/** How many years back receipts are looked at. */
export const RECEIPT_YEARS = 4;

/** The facts that a table of receipts can answer for, given the fiscal years of its months. */
export function receiptFields(columns: ReceiptColumns, years: ReadonlySet<number>, fiscalYear: number): Set<FieldId> {
  const fields = new Set<FieldId>();
  const has = (role: keyof ReceiptColumns): boolean => columns[role] >= 0;
  const covers = (back: number): boolean => years.has(fiscalYear - back);
  if (has('type')) COUNTS.forEach((counts, back) => covers(back) && counts.forEach((field) => fields.add(field)));
  if (has('effect') || has('drug')) {
    DM_DRUGS.forEach((field, back) => covers(back) && fields.add(field));
    HT_DRUGS.forEach((field, back) => covers(back) && fields.add(field));
    if (covers(0)) fields.add('hypnotic');
    if (covers(0) && has('institution')) fields.add('duplicatePrescription');
  }
  if (!covers(0)) return fields;
  if (has('drug') || has('drugName')) fields.add('drugCount');
  if (has('disease') || has('diseaseCode')) fields.add('dmDiagnosis').add('cvdDiagnosis');
  if (has('institution')) fields.add('institutions');
  return fields;
}
