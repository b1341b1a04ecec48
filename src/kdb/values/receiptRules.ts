/**
 * How receipts in long form become the facts that the criteria ask for: counting unit, period, lists of medicines and diseases.
 *
 * None of it is official: no public document says which medicines the support tool counts, over which period, or which it
 * takes for 睡眠薬, 糖尿病薬 and 高血圧薬. These are conventions, shown as such and open to change (`IntakeOptions.receiptRules`).
 */
import type { EvidenceStatus } from './evidence';

/** Kinds of receipts. */
export type ReceiptType = 'inpatient' | 'outpatient' | 'dental' | 'pharmacy';

/** Diseases by the beginnings of ICD-10 codes, or by words in their names. */
export interface DiseaseList {
  readonly codes: readonly string[];
  readonly words: readonly string[];
  /** Names with one of these are not meant, whatever words they hold. */
  readonly butNot: readonly string[];
}

export interface ReceiptRules {
  /** What is counted as one medicine: a code (or name), or a class of 薬効分類 (first three digits). */
  readonly drugUnit: 'drug' | 'effect';
  /** Over which time medicines are counted together. */
  readonly drugPeriod: 'busiestMonth' | 'latestMonth' | 'year';
  /** Medicines prescribed for fewer days in a month do not count; 1 takes all. Rows without days always count. */
  readonly minimumDays: number;
  /** Receipts whose medicines are counted. */
  readonly drugReceipts: readonly ReceiptType[];
  /** Beginnings of 薬効分類 (日本標準商品分類 87xxxx without the 87). */
  readonly hypnoticEffects: readonly string[];
  readonly dmEffects: readonly string[];
  readonly htEffects: readonly string[];
  readonly dmDiseases: DiseaseList;
  readonly cvdDiseases: DiseaseList;
  /** Names with one of these words are suspicions (疑い病名), no diagnoses. */
  readonly suspicions: readonly string[];
  /** 重複投薬 in one month: at least so many classes, each from at least so many institutions; one line is enough. */
  readonly duplicates: readonly { readonly institutions: number; readonly effects: number }[];
}

/** One rule with what is known of it. */
export interface ReceiptRuleRow<K extends keyof ReceiptRules = keyof ReceiptRules> {
  readonly key: K;
  readonly label: string;
  readonly value: ReceiptRules[K];
  readonly status: EvidenceStatus;
  readonly note: string;
}

const rule = <K extends keyof ReceiptRules>(
  key: K,
  label: string,
  value: ReceiptRules[K],
  status: EvidenceStatus,
  note: string,
): ReceiptRuleRow<K> => ({ key, label, value, status, note });

const CONVENTION = '慣行です。公式の一覧は公開されていません。';

/** The default rules. */
export const RECEIPT_RULES: readonly ReceiptRuleRow[] = [
  rule('drugUnit', '薬剤の数え方', 'drug', 'unverified', `医薬品コード（なければ医薬品名）の種類の数。${CONVENTION}`),
  rule('drugPeriod', '薬剤を数える期間', 'busiestMonth', 'unverified', `抽出年度で最も多い月の数。${CONVENTION}`),
  rule('minimumDays', '数える処方日数の下限', 1, 'unverified', `下限を設けません。${CONVENTION}`),
  rule(
    'drugReceipts',
    '薬剤を数えるレセプト',
    ['outpatient', 'dental', 'pharmacy'],
    'unverified',
    `入院中の薬剤は数えません。${CONVENTION}`,
  ),
  rule('hypnoticEffects', '睡眠薬の薬効分類', ['112'], 'common', `112 催眠鎮静剤・抗不安剤。${CONVENTION}`),
  rule('dmEffects', '糖尿病薬の薬効分類', ['396', '2492', '2499'], 'common', `396 糖尿病用剤、2492 インスリンなど、2499 は GLP-1 受容体作動薬を含みます。${CONVENTION}`),
  rule('htEffects', '高血圧薬の薬効分類', ['212', '213', '214', '215', '216', '217'], 'common', `212〜217 の循環器官用薬を広くとります（降圧以外の薬も含みます）。${CONVENTION}`),
  rule(
    'dmDiseases',
    '糖尿病の傷病名',
    { codes: ['E10', 'E11', 'E12', 'E13', 'E14'], words: ['糖尿病'], butNot: ['妊娠糖尿病', '糖尿病ではない', '前糖尿病'] },
    'common',
    `ICD-10 の E10〜E14、または傷病名に「糖尿病」。${CONVENTION}`,
  ),
  rule(
    'cvdDiseases',
    '心不全・脳卒中等の傷病名',
    {
      codes: ['I50', 'I60', 'I61', 'I62', 'I63', 'I64', 'I69'],
      words: ['心不全', '脳梗塞', '脳出血', 'くも膜下出血', '脳卒中'],
      butNot: [],
    },
    'common',
    `ICD-10 の I50・I60〜I64・I69、または傷病名。${CONVENTION}`,
  ),
  rule('suspicions', '疑い病名の印', ['疑い', 'の疑', '疑診'], 'common', `疑い病名は診断としません。${CONVENTION}`),
  rule(
    'duplicates',
    '重複投薬',
    [
      { institutions: 3, effects: 1 },
      { institutions: 2, effects: 2 },
    ],
    'inferred',
    '同じ月に 3 医療機関以上で 1 薬効以上、または 2 医療機関以上で 2 薬効以上（保険者努力支援の集計表の読み方による）。',
  ),
]; // prettier-ignore

/** The default rules as one object. */
export function defaultReceiptRules(): ReceiptRules {
  return Object.fromEntries(RECEIPT_RULES.map(({ key, value }) => [key, value])) as unknown as ReceiptRules;
}
