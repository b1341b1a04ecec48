/** The columns of the sample exports: heading, and how a person's value is written. */
import { compactDate, eraDate, slashDate } from './calendar';
import type { Checkup, ReceiptCounts, Receipts, SyntheticPerson } from './person';

/** A cell before it is written: numbers stay numbers in a workbook, `{ day }` becomes a date there. */
export type Value = string | number | null | { readonly day: number } | Measure;

/** A measured value with the decimals that its form prints: 54.0, not 54. */
export interface Measure {
  readonly measure: number;
  readonly decimals: number;
}

export interface Column<Row> {
  readonly heading: string;
  readonly value: (row: Row) => Value;
  /** Width in the workbook, in characters. */
  readonly width?: number;
}

export const PROTEINURIA_WORDS = ['－', '±', '＋', '＋＋', '＋＋＋'] as const;
/** Words of 要介護度 by the codes of CARE_LEVEL; 0 is blank. */
export const CARE_WORDS = [
  '',
  '非該当',
  '事業対象者',
  '経過的要介護',
  '要支援1',
  '要支援2',
  '要介護1',
  '要介護2',
  '要介護3',
  '要介護4',
  '要介護5',
] as const;
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮';

const day = (days: number | null): Value => (days === null ? null : { day: days });
const fixed = (value: number | null, decimals: number): Value => (value === null ? null : { measure: value, decimals });
const yesNo = (value: boolean): Value => (value ? '有' : '無');
const oneZero = (value: boolean): Value => (value ? 1 : 0);

export const REGISTER_COLUMNS: readonly Column<SyntheticPerson>[] = [
  { heading: '被保険者番号', value: (p) => p.personId, width: 12 },
  { heading: '氏名', value: (p) => p.name, width: 16 },
  { heading: 'カナ氏名', value: (p) => p.kana, width: 16 },
  { heading: '性別', value: (p) => (p.sex === 1 ? '男' : '女') },
  { heading: '生年月日', value: (p) => day(p.birthDate), width: 12 },
  { heading: '圏域', value: (p) => p.area },
  { heading: '資格取得日', value: (p) => day(p.enrolled), width: 12 },
  { heading: '資格喪失日', value: (p) => day(p.left), width: 12 },
  { heading: '対象外区分', value: (p) => p.excluded, width: 12 },
];

/** A row of an export of check-ups. */
export interface CheckupRow {
  readonly personId: string;
  readonly checkup: Checkup;
}

/** What differs between two generations of the same export. */
interface CheckupStyle {
  readonly hba1cHeading: string;
  readonly answerHeading: (number: number) => string;
  readonly proteinuria: (code: number | null) => Value;
}

function checkupColumns(style: CheckupStyle): Column<CheckupRow>[] {
  return [
    { heading: '被保険者番号', value: (r) => r.personId, width: 12 },
    { heading: '健診受診日', value: (r) => day(r.checkup.date), width: 12 },
    { heading: '身長', value: (r) => fixed(r.checkup.height, 1) },
    { heading: '体重', value: (r) => fixed(r.checkup.weight, 1) },
    { heading: 'BMI', value: (r) => fixed(r.checkup.bmi, 1) },
    { heading: '収縮期血圧', value: (r) => r.checkup.sbp, width: 10 },
    { heading: '拡張期血圧', value: (r) => r.checkup.dbp, width: 10 },
    { heading: style.hba1cHeading, value: (r) => fixed(r.checkup.hba1c, 1) },
    { heading: 'クレアチニン', value: (r) => fixed(r.checkup.creatinine, 2), width: 11 },
    { heading: 'eGFR', value: (r) => fixed(r.checkup.egfr, 1) },
    { heading: '尿蛋白', value: (r) => style.proteinuria(r.checkup.proteinuria) },
    ...Array.from({ length: 15 }, (_, index) => ({
      heading: style.answerHeading(index + 1),
      value: (r: CheckupRow): Value => r.checkup.answers[index]!,
    })),
  ];
}

export const CHECKUP_COLUMNS = checkupColumns({
  hba1cHeading: 'HbA1c',
  answerHeading: (number) => `質問票${number}`,
  proteinuria: (code) => (code === null ? '' : PROTEINURIA_WORDS[code - 1]!),
});

/** The year before was written by an older generation of the system. */
export const CHECKUP_COLUMNS_PREVIOUS = checkupColumns({
  hba1cHeading: 'ＨｂＡ１ｃ（NGSP値）',
  answerHeading: (number) => `質問票${CIRCLED[number - 1]}`,
  proteinuria: (code) => code,
});

/** A row of the export of receipts. */
export interface ReceiptRow {
  readonly personId: string;
  readonly receipts: Receipts;
}

const COUNTS: readonly (readonly [string, keyof ReceiptCounts])[] = [
  ['医科入院レセ件数', 'inpatient'],
  ['医科外来レセ件数', 'outpatient'],
  ['歯科レセ件数', 'dental'],
  ['調剤レセ件数', 'pharmacy'],
];
const YEARS = ['', '(前年度)', '(2年前)', '(3年前)'] as const;

const countColumns = (year: 'current' | 'previous'): Column<ReceiptRow>[] =>
  COUNTS.map(([heading, kind]) => ({
    heading: year === 'current' ? heading : `${heading}(前年度)`,
    value: (r) => r.receipts[year][kind],
    width: 10,
  }));

const drugColumns = (heading: string, history: 'dmDrug' | 'htDrug'): Column<ReceiptRow>[] =>
  YEARS.map((year, index) => ({ heading: `${heading}${year}`, value: (r) => oneZero(r.receipts[history][index]!), width: 9 }));

export const RECEIPT_COLUMNS: readonly Column<ReceiptRow>[] = [
  { heading: '被保険者番号', value: (r) => r.personId, width: 12 },
  ...countColumns('current'),
  ...countColumns('previous'),
  { heading: '処方薬剤数', value: (r) => r.receipts.drugCount, width: 10 },
  { heading: '睡眠薬', value: (r) => yesNo(r.receipts.hypnotic) },
  ...drugColumns('糖尿病薬', 'dmDrug'),
  ...drugColumns('高血圧薬', 'htDrug'),
  { heading: '糖尿病', value: (r) => yesNo(r.receipts.dmDiagnosis) },
  { heading: '心不全', value: (r) => yesNo(r.receipts.heartFailure) },
  { heading: '脳卒中', value: (r) => yesNo(r.receipts.stroke) },
  { heading: '医科入院点数', value: (r) => r.receipts.inpatientPoints, width: 11 },
  { heading: '医科外来点数', value: (r) => r.receipts.outpatientPoints, width: 11 },
  { heading: '歯科点数', value: (r) => r.receipts.dentalPoints, width: 10 },
  { heading: '調剤点数', value: (r) => r.receipts.pharmacyPoints, width: 10 },
];

export const CARE_COLUMNS: readonly Column<SyntheticPerson>[] = [
  { heading: '被保険者番号', value: (p) => p.personId, width: 12 },
  { heading: '要介護度', value: (p) => CARE_WORDS[p.careLevel ?? 0]!, width: 10 },
  { heading: '要介護度(前年度)', value: (p) => CARE_WORDS[p.careLevelPrevious ?? 0]!, width: 14 },
];

/** How a csv file writes its cells. */
export interface CsvStyle {
  readonly date: (days: number) => string;
  /** Writes whole numbers of 1,000 and more with separators, as printed lists do. */
  readonly thousands?: boolean;
}

export const REGISTER_STYLE: CsvStyle = { date: slashDate };
export const CHECKUP_STYLE: CsvStyle = { date: compactDate };
export const CHECKUP_STYLE_PREVIOUS: CsvStyle = { date: eraDate };
export const RECEIPT_STYLE: CsvStyle = { date: slashDate, thousands: true };
export const CARE_STYLE: CsvStyle = { date: slashDate };

/** The text of a cell in a csv file. */
export function textOf(value: Value, style: CsvStyle): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') {
    return 'day' in value ? style.date(value.day) : value.measure.toFixed(value.decimals);
  }
  return style.thousands && value >= 1000 ? value.toLocaleString('en-US') : String(value);
}
