/** The names of the fields of the person table, by how their values are held. */

/** How a field's values are held in the person table. */
export type FieldKind = 'text' | 'date' | 'measure' | 'count' | 'code' | 'flag';

export type TextField =
  | 'personId'
  | 'name'
  | 'kana'
  | 'insurer'
  | 'municipality'
  | 'area'
  | 'excluded'
  /** Who takes part in 通いの場, in the words of the list. */
  | 'gathering'
  | ContactField
  | NoteField
  | ListedField;
/** How to reach a person, and who cares for him or her: shown in lists, never counted. */
export type ContactField = 'postalCode' | 'address' | 'addressDetail' | 'phone' | 'doctor';
/** Columns that the analyst wants to see in the lists as they stand. */
export type NoteField = 'note1' | 'note2' | 'note3';
/** Columns that the analyst asked for by their headings (一覧に出す列): shown in lists as they stand, never counted. */
export type ListedField = 'listed1' | 'listed2' | 'listed3' | 'listed4' | 'listed5' | 'listed6' | 'listed7' | 'listed8';
export type DateField = 'birthDate' | 'enrolled' | 'left' | 'checkupDate' | 'checkupDatePrevious';
export type MeasureField =
  | 'height'
  | 'weight'
  | 'bmi'
  | 'sbp'
  | 'dbp'
  | 'hba1c'
  | 'creatinine'
  | 'egfr'
  | 'inpatientPoints'
  | 'outpatientPoints'
  | 'dentalPoints'
  | 'pharmacyPoints'
  | 'careBenefit';
export type CountField =
  | 'inpatient'
  | 'outpatient'
  | 'dental'
  | 'pharmacy'
  | 'inpatientPrevious'
  | 'outpatientPrevious'
  | 'dentalPrevious'
  | 'pharmacyPrevious'
  | 'drugCount'
  /** 年度末年齢: completed years on 31 March at the end of the fiscal year; derived from birthDate. */
  | 'age';
export type QuestionField =
  'q1' | 'q2' | 'q3' | 'q4' | 'q5' | 'q6' | 'q7' | 'q8' | 'q9' | 'q10' | 'q11' | 'q12' | 'q13' | 'q14' | 'q15';
export type CodeField = 'sex' | 'proteinuria' | QuestionField | 'careLevel' | 'careLevelPrevious';
export type FlagField =
  | 'hypnotic'
  | 'dmDrug'
  | 'dmDrugPrevious'
  | 'dmDrugTwoYearsAgo'
  | 'dmDrugThreeYearsAgo'
  | 'htDrug'
  | 'htDrugPrevious'
  | 'htDrugTwoYearsAgo'
  | 'htDrugThreeYearsAgo'
  | 'dmDiagnosis'
  | 'cvdDiagnosis'
  /** Derived: a check-up in the fiscal year / the year before. Present only where a check-up source for that year was loaded. */
  | 'checkedUp'
  | 'checkedUpPrevious'
  /** Derived from careLevel / careLevelPrevious. Present only where a certification source was loaded. */
  | 'certified'
  | 'certifiedPrevious';

/** What only receipts in long form tell. */
export type ReceiptCountField = 'institutions';
export type ReceiptFlagField = 'duplicatePrescription';

export type FieldId =
  TextField | DateField | MeasureField | CountField | CodeField | FlagField | ReceiptCountField | ReceiptFlagField;
