/** Every field of the person table as data: Japanese heading, unit, the headings it is recognised by, plausible values. */
import { QUESTIONS } from './questionnaire';
import { CARE_LEVEL } from './codes';
import type { FieldId, FieldKind, ListedField, QuestionField } from './fieldIds';

/** What part of a source a field belongs to. `person` holds attributes that any source may bring. */
export type FieldPart = 'person' | 'register' | 'checkup' | 'receipt' | 'certification';

/** How a cell of this field is read. */
export type ReaderName =
  | 'number'
  | 'text'
  | 'exclusion'
  | 'date'
  | 'qualificationDate'
  | 'measure'
  | 'points'
  | 'count'
  | 'yesNo'
  | 'sex'
  | 'proteinuria'
  | 'careLevel'
  | 'answer';

export interface FieldDefinition {
  readonly id: FieldId;
  /** The Japanese heading that we write. */
  readonly label: string;
  /** A longer name, for readers who do not know the short one. */
  readonly title?: string;
  readonly kind: FieldKind;
  readonly part: FieldPart;
  readonly reader: ReaderName;
  readonly unit?: string;
  /**
   * Headings that mean this field, the preferred first. Matched after NFKC, with spaces removed, brackets and letter case
   * unified, units in brackets dropped. Year marks (前年度, 2年前 …) are understood by themselves, see `yearsBack`.
   */
  readonly aliases: readonly string[];
  /** Starts of item codes (項目コード, 17 digits; the first five characters name the item), the preferred method first. */
  readonly itemCodes?: readonly string[];
  /** Headings that contain one of these are this field too (question texts). */
  readonly phrases?: readonly string[];
  /** Smallest and largest plausible value, both plausible. A value outside is missing, and counted. */
  readonly range?: readonly [number, number];
  /** Words of the codes 1, 2, 3 …, for coded fields. */
  readonly words?: readonly string[];
  /** The same fact one, two, three years before: fields that the year marks of a heading lead to. */
  readonly yearsBack?: readonly FieldId[];
}

type Row = Omit<FieldDefinition, 'id'>;

const text = (
  label: string,
  aliases: readonly string[],
  part: FieldPart = 'person',
  reader: ReaderName = 'text',
): Row => ({
  label,
  kind: 'text',
  part,
  reader,
  aliases: [label, ...aliases],
});
const date = (label: string, aliases: readonly string[], part: FieldPart, yearsBack?: readonly FieldId[]): Row => ({
  label,
  kind: 'date',
  part,
  reader: 'date',
  aliases: [label, ...aliases],
  ...(yearsBack && { yearsBack }),
});
const measure = (
  label: string,
  unit: string,
  range: readonly [number, number],
  aliases: readonly string[],
  itemCodes: readonly string[],
): Row => ({
  label,
  unit,
  range,
  itemCodes,
  kind: 'measure',
  part: 'checkup',
  reader: 'measure',
  aliases: [label, ...aliases],
});
const points = (label: string, unit: string, aliases: readonly string[] = []): Row => ({
  label,
  unit,
  kind: 'measure',
  part: 'receipt',
  reader: 'points',
  aliases: [label, ...aliases],
});
/** Receipts of a year that nobody has: a serial number of Excel stands there, or the number of another column. */
const COUNT_RANGE = [0, 999] as const;

const count = (label: string, unit: string, aliases: readonly string[], yearsBack?: readonly FieldId[]): Row => ({
  label,
  unit,
  range: COUNT_RANGE,
  kind: 'count',
  part: 'receipt',
  reader: 'count',
  aliases: [label, ...aliases],
  ...(yearsBack && { yearsBack }),
});
const flag = (label: string, aliases: readonly string[], yearsBack?: readonly FieldId[]): Row => ({
  label,
  kind: 'flag',
  part: 'receipt',
  reader: 'yesNo',
  aliases: [label, ...aliases],
  ...(yearsBack && { yearsBack }),
});

const CARE_WORDS = [
  '非該当', '事業対象者', '経過的要介護', '要支援1', '要支援2', '要介護1', '要介護2', '要介護3', '要介護4', '要介護5',
] as const satisfies { readonly length: typeof CARE_LEVEL.care5 }; // prettier-ignore

/**
 * The measured values with their plausibility limits (inclusive). Item codes: 特定健診検査項目コード (厚生労働省, as the
 * FHIR code system of jami-fhir-jp-wg/eCheckupReport lists them). Blood pressure: その他 (最も適切な値) before the second
 * before the first measurement, the order in which the ministry's file specification takes them.
 */
const CHECKUP = {
  checkupDate: date(
    '健診受診日',
    [
      '健診実施年月日',
      '健診実施日',
      '健診年月日',
      '健診日',
      '受診日',
      '健康診査受診日',
      '受診年月日',
      '健診受診年月日',
    ],
    'checkup',
    ['checkupDatePrevious'],
  ),
  checkupDatePrevious: date('健診受診日(前年度)', [], 'checkup'),
  height: measure('身長', 'cm', [100, 210], [], ['9N001']),
  weight: measure('体重', 'kg', [20, 200], [], ['9N006']),
  bmi: measure('BMI', 'kg/m²', [8, 60], ['体格指数'], ['9N011']),
  sbp: measure('収縮期血圧', 'mmHg', [60, 260], ['最高血圧', '血圧(収縮期)', 'SBP'], ['9A755', '9A752', '9A751']),
  dbp: measure('拡張期血圧', 'mmHg', [30, 160], ['最低血圧', '血圧(拡張期)', 'DBP'], ['9A765', '9A762', '9A761']),
  hba1c: measure(
    'HbA1c',
    '%',
    [3, 20],
    ['HbA1c(NGSP値)', 'HbA1c(NGSP)', 'HbA1cNGSP', 'HbA1cNGSP値', 'ヘモグロビンA1c', 'ヘモグロビンA1c(NGSP値)'],
    ['3D046'],
  ),
  creatinine: measure(
    'クレアチニン',
    'mg/dL',
    [0.1, 20],
    ['血清クレアチニン', 'クレアチニン値', '血清クレアチニン値', 'Cr'],
    ['3C015'],
  ),
  egfr: measure('eGFR', 'mL/min/1.73m²', [1, 200], ['推算糸球体濾過量', '推算糸球体ろ過量', 'eGFR値'], ['8A065']),
  proteinuria: {
    label: '尿蛋白',
    kind: 'code',
    part: 'checkup',
    reader: 'proteinuria',
    aliases: ['尿蛋白', '尿タンパク', '尿たんぱく', '蛋白尿', '尿蛋白(定性)', '尿蛋白定性'],
    itemCodes: ['1A010'],
    words: ['－', '±', '＋', '＋＋', '＋＋＋'],
  },
} satisfies Partial<Record<FieldId, Row>>;

/** The columns that lists show as they stand, in the order in which they were asked for. No heading means them by itself. */
export const LISTED_FIELDS = [
  'listed1',
  'listed2',
  'listed3',
  'listed4',
  'listed5',
  'listed6',
  'listed7',
  'listed8',
] as const satisfies readonly ListedField[];
const LISTED_ROWS = Object.fromEntries(
  LISTED_FIELDS.map((id, index) => [id, { ...text(`一覧に出す列 ${index + 1}`, []), aliases: [] }]),
) as unknown as Record<ListedField, Row>;

const PERSON = {
  personId: {
    ...text('被保険者番号', [
      '後期高齢者医療被保険者番号',
      '後期被保険者番号',
      '被保険者証番号',
      '被保険者証の番号',
      '宛名番号',
      '個人番号(KDB)',
      'KDB個人番号',
      '個人番号',
    ]),
    reader: 'number',
  },
  name: text('氏名', ['名前', '被保険者氏名', '漢字氏名', '氏名(漢字)', '氏名漢字']),
  kana: text('カナ氏名', [
    '氏名カナ',
    '氏名(カナ)',
    'カナ',
    'フリガナ',
    'ふりがな',
    '氏名(フリガナ)',
    '被保険者カナ氏名',
    'カナ名',
  ]),
  sex: {
    label: '性別',
    kind: 'code',
    part: 'person',
    reader: 'sex',
    aliases: ['性別', '男女区分', '性別コード', '性'],
    words: ['男', '女'],
  },
  birthDate: date('生年月日', ['誕生日', '生年月日(西暦)', '生年月日(和暦)'], 'person'),
  insurer: text('保険者番号', []),
  municipality: text('市町村名', [
    '市区町村名',
    '市町村',
    '市区町村',
    '構成市町村',
    '構成市町村名',
    '市町村コード',
    '市区町村コード',
    '保険者名',
  ]),
  area: text('圏域', ['日常生活圏域', '日常生活圏域名', '圏域名', '地区', '地区名', '行政区']),
  postalCode: text('郵便番号', ['〒', '郵便番号(現住所)']),
  address: text('住所', ['現住所', '住所1', '居住地', '居所', '住民票住所', '送付先住所', '自宅住所', '住所(自宅)']),
  // Parts of one address that stand in columns of their own are put together, see `joinsColumns`.
  addressDetail: text('方書', [
    '住所2',
    '住所3',
    '住所4',
    '町名',
    '町字',
    '町丁',
    '大字',
    '町名・番地',
    '丁目番地',
    '住所(番地)',
    '番地',
    '番地・方書',
    '住所(方書)',
    '住所方書',
    '住所(建物名)',
    '建物名',
    'マンション名',
    'アパート名',
    '部屋番号',
    '号室',
  ]),
  phone: text('電話番号', [
    '電話',
    'TEL',
    'TEL番号',
    '連絡先',
    '連絡先電話番号',
    '自宅電話番号',
    '電話番号1',
    '携帯電話番号',
    '携帯電話',
  ]),
  doctor: text('かかりつけ医', ['かかりつけ医療機関', 'かかりつけ医名', '主治医', '主治医名', 'かかりつけ医療機関名']),
  note1: text('備考1', []),
  note2: text('備考2', []),
  note3: text('備考3', []),
  ...LISTED_ROWS,
  enrolled: { ...date('資格取得日', ['資格取得年月日'], 'register'), reader: 'qualificationDate' },
  left: { ...date('資格喪失日', ['資格喪失年月日'], 'register'), reader: 'qualificationDate' },
  excluded: text('対象外区分', ['対象外理由', '長期入院', '施設入所'], 'person', 'exclusion'),
  gathering: text('通いの場参加', [
    '通いの場',
    '通いの場参加の有無',
    '通いの場参加有無',
    '通いの場への参加',
    '通いの場の参加',
    '通いの場参加者',
  ]),
  age: {
    label: '年度末年齢',
    kind: 'count',
    part: 'person',
    reader: 'count',
    unit: '歳',
    aliases: ['年度末年齢', '年齢'],
    range: [0, 130],
  },
} satisfies Partial<Record<FieldId, Row>>;

const RECEIPT = {
  inpatient: count(
    '医科入院レセ件数',
    '件',
    [
      '医科入院レセプト件数',
      '医科入院件数',
      '入院レセ件数',
      '入院レセプト件数',
      '入院件数',
      '医科(入院)レセ件数',
      '医科(入院)件数',
    ],
    ['inpatientPrevious'],
  ),
  outpatient: count(
    '医科外来レセ件数',
    '件',
    [
      '医科外来レセプト件数',
      '医科外来件数',
      '外来レセ件数',
      '外来レセプト件数',
      '外来件数',
      '医科入院外レセ件数',
      '医科入院外件数',
      '入院外レセ件数',
      '入院外件数',
      '医科(外来)レセ件数',
      '医科(外来)件数',
    ],
    ['outpatientPrevious'],
  ),
  dental: count('歯科レセ件数', '件', ['歯科レセプト件数', '歯科件数', '歯科受診有無', '歯科受診'], ['dentalPrevious']),
  pharmacy: count('調剤レセ件数', '件', ['調剤レセプト件数', '調剤件数'], ['pharmacyPrevious']),
  inpatientPrevious: count('医科入院レセ件数(前年度)', '件', []),
  outpatientPrevious: count('医科外来レセ件数(前年度)', '件', []),
  dentalPrevious: count('歯科レセ件数(前年度)', '件', []),
  pharmacyPrevious: count('調剤レセ件数(前年度)', '件', []),
  drugCount: count('処方薬剤数', '剤', ['薬剤数', '処方薬剤種類数', '処方薬数']),
  hypnotic: flag('睡眠薬', ['睡眠薬有無', '睡眠薬処方', '睡眠薬処方有無']),
  dmDrug: flag(
    '糖尿病薬',
    ['糖尿病薬有無', '糖尿病薬処方', '糖尿病薬処方有無', '血糖降下薬'],
    ['dmDrugPrevious', 'dmDrugTwoYearsAgo', 'dmDrugThreeYearsAgo'],
  ),
  dmDrugPrevious: flag('糖尿病薬(前年度)', []),
  dmDrugTwoYearsAgo: flag('糖尿病薬(2年前)', []),
  dmDrugThreeYearsAgo: flag('糖尿病薬(3年前)', []),
  htDrug: flag(
    '高血圧薬',
    ['高血圧薬有無', '高血圧薬処方', '高血圧薬処方有無', '降圧薬'],
    ['htDrugPrevious', 'htDrugTwoYearsAgo', 'htDrugThreeYearsAgo'],
  ),
  htDrugPrevious: flag('高血圧薬(前年度)', []),
  htDrugTwoYearsAgo: flag('高血圧薬(2年前)', []),
  htDrugThreeYearsAgo: flag('高血圧薬(3年前)', []),
  dmDiagnosis: flag('糖尿病', ['糖尿病有無', '糖尿病レセ', '糖尿病病名', '糖尿病診断']),
  cvdDiagnosis: {
    ...flag('心不全・脳卒中等', []),
    aliases: ['心不全', '脳卒中', '心疾患', '脳血管疾患', '心臓病', '脳疾患']
      .flatMap((name) => [name, `${name}有無`, `${name}レセ`, `${name}病名`])
      .concat('心不全・脳卒中等'),
  },
  institutions: count('受診医療機関数', '機関', ['医療機関数', '受診した医療機関数']),
  duplicatePrescription: flag('重複投薬', ['重複投薬有無', '重複処方', '重複処方有無']),
  inpatientPoints: points('医科入院点数', '点', ['入院点数']),
  outpatientPoints: points('医科外来点数', '点', ['外来点数', '医科入院外点数', '入院外点数']),
  dentalPoints: points('歯科点数', '点'),
  pharmacyPoints: points('調剤点数', '点'),
} satisfies Partial<Record<FieldId, Row>>;

const careLevel = (label: string, aliases: readonly string[], yearsBack?: readonly FieldId[]): Row => ({
  label,
  kind: 'code',
  part: 'certification',
  reader: 'careLevel',
  aliases: [label, ...aliases],
  words: CARE_WORDS,
  ...(yearsBack && { yearsBack }),
});

const CERTIFICATION = {
  careLevel: careLevel(
    '要介護度',
    ['要介護状態区分', '要介護状態区分コード', '要介護認定', '介護度', '要介護区分', '認定区分'],
    ['careLevelPrevious'],
  ),
  careLevelPrevious: careLevel('要介護度(前年度)', []),
  careBenefit: { ...points('介護給付費', '円', ['介護給付額']), part: 'certification' },
} satisfies Partial<Record<FieldId, Row>>;

/** Facts that follow from others; a column of a source may also say whether somebody was checked up. */
const DERIVED = {
  checkedUp: {
    ...flag('健診受診', ['健診受診有無', '健診受診の有無', '健診有無', '健診受診状況'], ['checkedUpPrevious']),
    part: 'checkup',
  },
  checkedUpPrevious: { ...flag('健診受診(前年度)', []), part: 'checkup' },
  certified: { ...flag('要介護認定', [], ['certifiedPrevious']), part: 'certification', aliases: [] },
  certifiedPrevious: { ...flag('要介護認定(前年度)', []), part: 'certification', aliases: [] },
} satisfies Partial<Record<FieldId, Row>>;

const QUESTION_ROWS = Object.fromEntries(
  QUESTIONS.map((question) => [
    question.id,
    {
      label: `質問票${question.mark}`,
      title: question.title,
      kind: 'code',
      part: 'checkup',
      reader: 'answer',
      aliases: [`質問票${question.number}`, `質問票(${question.number})`],
      itemCodes: [question.itemCode],
      phrases: question.phrases,
      words: question.answers,
    } satisfies Row,
  ]),
) as unknown as Record<QuestionField, Row>;

const ROWS: Record<FieldId, Row> = {
  ...PERSON,
  ...CHECKUP,
  ...QUESTION_ROWS,
  ...RECEIPT,
  ...CERTIFICATION,
  ...DERIVED,
};

/** All fields by id. */
export const FIELDS = Object.fromEntries(
  Object.entries(ROWS).map(([id, row]) => [id, { id: id as FieldId, ...row }]),
) as unknown as Readonly<Record<FieldId, FieldDefinition>>;

/** Ids of all fields, in the order in which sheets show them. */
export const FIELD_IDS = Object.keys(FIELDS) as readonly FieldId[];

/** Whether several columns of a field are parts of one value: they stand together, in the order of the table. */
export const joinsColumns = (field: FieldId): boolean => field === 'addressDetail';
