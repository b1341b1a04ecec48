/** The shapes of a synthetic person: what the register, the check-ups, the receipts and the certification say. */

/** One check-up. null = not measured or not answered. */
export interface Checkup {
  /** Days since 1970-01-01. */
  readonly date: number;
  /** cm */
  readonly height: number | null;
  /** kg */
  readonly weight: number | null;
  /** null where the export leaves the column blank and the reader has to derive it. */
  readonly bmi: number | null;
  /** mmHg */
  readonly sbp: number | null;
  readonly dbp: number | null;
  /** %, NGSP */
  readonly hba1c: number | null;
  /** mg/dL */
  readonly creatinine: number | null;
  /** mL/min/1.73m² */
  readonly egfr: number | null;
  /** 1 －, 2 ±, 3 ＋, 4 ＋＋, 5 ＋＋＋ */
  readonly proteinuria: number | null;
  /** Codes of 質問票①…⑮, in order. */
  readonly answers: readonly (number | null)[];
}

/** Numbers of receipts (レセプト件数) of one fiscal year. */
export interface ReceiptCounts {
  readonly inpatient: number;
  readonly outpatient: number;
  readonly dental: number;
  readonly pharmacy: number;
}

/** What the receipts say. Histories run FY, FY-1, FY-2, FY-3. */
export interface Receipts {
  readonly current: ReceiptCounts;
  readonly previous: ReceiptCounts;
  readonly drugCount: number;
  readonly hypnotic: boolean;
  readonly dmDrug: readonly [boolean, boolean, boolean, boolean];
  readonly htDrug: readonly [boolean, boolean, boolean, boolean];
  readonly dmDiagnosis: boolean;
  readonly heartFailure: boolean;
  readonly stroke: boolean;
  readonly inpatientPoints: number;
  readonly outpatientPoints: number;
  readonly dentalPoints: number;
  readonly pharmacyPoints: number;
}

/** One person of the register. */
export interface SyntheticPerson {
  /** 0-based place in the register. */
  readonly index: number;
  /** 被保険者番号: 8 digits with leading zeros. */
  readonly personId: string;
  readonly name: string;
  readonly kana: string;
  /** 1 男, 2 女 */
  readonly sex: 1 | 2;
  readonly birthDate: number;
  /** 日常生活圏域 */
  readonly area: string;
  readonly enrolled: number;
  readonly left: number | null;
  /** 対象外区分, empty for most. */
  readonly excluded: '' | '長期入院' | '施設入所';
  readonly checkup: Checkup | null;
  readonly checkupPrevious: Checkup | null;
  /** null: the person has no receipt in any year, and no row in the export. */
  readonly receipts: Receipts | null;
  /** A code of CARE_LEVEL (src/kdb/values/codes.ts); null: never applied for. */
  readonly careLevel: number | null;
  readonly careLevelPrevious: number | null;
}

export const AREAS = ['北部', '中部', '南部'] as const;

/** Whether the person is insured on the day (enrolled on or before it, not left on or before it). */
export function isInsuredOn(person: SyntheticPerson, day: number): boolean {
  return person.enrolled <= day && (person.left === null || person.left > day);
}

/** Whether the person has a row in the export of receipts. */
export function hasReceipts(receipts: Receipts): boolean {
  const { current, previous, dmDrug, htDrug } = receipts;
  const counts = [current, previous].flatMap((year) => [year.inpatient, year.outpatient, year.dental, year.pharmacy]);
  return counts.some((count) => count > 0) || dmDrug.includes(true) || htDrug.includes(true);
}
