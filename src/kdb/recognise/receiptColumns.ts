/** Receipts in long form, one row a medicine or a disease a month: their headings, and how their cells are read. */
import { partsOf } from '../values/calendar';
import { parseDate } from '../values/dates';
import { unifyHeading } from './headings';
import { plain } from '../values/readings';
import type { ReceiptType } from '../values/receiptRules';
import type { Cell } from '../values/cellText';

/** What a column of such a table holds. */
export type ReceiptRole =
  | 'month'
  | 'type'
  | 'drug'
  | 'drugName'
  | 'effect'
  | 'disease'
  | 'diseaseCode'
  | 'suspected'
  | 'institution'
  | 'days'
  | 'receipt';

const HEADINGS: Readonly<Record<ReceiptRole, readonly string[]>> = {
  month: ['診療年月', '調剤年月', '診療月', '受診年月', '診療年月(調剤年月)'],
  type: ['レセプト種別', 'レセプト種類', 'レセ種別', 'レセプト区分', '診療種別', '診療区分', 'レセプト種別コード'],
  drug: ['医薬品コード', '薬剤コード', 'YJコード', '医薬品コード(YJ)', '薬価基準収載医薬品コード', '個別医薬品コード'],
  drugName: ['医薬品名', '医薬品名称', '薬剤名', '薬剤名称'],
  effect: ['薬効分類', '薬効分類コード', '薬効分類番号', '薬効コード', '薬効'],
  disease: ['傷病名', '病名', '傷病名称'],
  diseaseCode: ['ICD-10', 'ICD10', 'ICD-10コード', 'ICD10コード', 'ICDコード', '傷病名(ICD-10)', 'ICD-10分類'],
  suspected: ['疑い', '疑いフラグ', '疑い区分', '疑い病名'],
  institution: ['医療機関コード', '医療機関番号', '保険医療機関番号', '保険医療機関コード', '医療機関', '医療機関名'],
  days: ['処方日数', '投与日数', '投薬日数', '調剤日数'],
  receipt: ['レセプト番号', 'レセプトID', 'レセプト通番', 'レセプト管理番号'],
};

const ROLES = new Map<string, { readonly role: ReceiptRole; readonly priority: number }>();
for (const [role, names] of Object.entries(HEADINGS)) {
  names.forEach((name, priority) => ROLES.set(unifyHeading(name), { role: role as ReceiptRole, priority }));
}

/** Columns of a table of receipts by role, -1 where there is none. */
export type ReceiptColumns = Readonly<Record<ReceiptRole, number>>;

/** The role of a heading; null for all others. */
export function receiptRoleOf(heading: string): ReceiptRole | null {
  return ROLES.get(unifyHeading(heading))?.role ?? null;
}

/**
 * The columns of a table of receipts in long form; null for any other table. It needs 診療年月 and something that belongs to
 * one line of a receipt: its kind, a medicine, a disease.
 */
export function receiptColumnsOf(headings: readonly string[]): ReceiptColumns | null {
  const found = new Map<ReceiptRole, { index: number; priority: number }>();
  headings.forEach((heading, index) => {
    const entry = ROLES.get(unifyHeading(heading));
    const before = entry && found.get(entry.role);
    if (entry && (!before || entry.priority < before.priority))
      found.set(entry.role, { index, priority: entry.priority });
  });
  const lines: readonly ReceiptRole[] = ['type', 'drug', 'drugName', 'effect', 'disease', 'diseaseCode'];
  if (!found.has('month') || !lines.some((role) => found.has(role))) return null;
  const roles = Object.keys(HEADINGS) as ReceiptRole[];
  return Object.fromEntries(roles.map((role) => [role, found.get(role)?.index ?? -1])) as ReceiptColumns;
}

/** 診療年月 as months since year 0 (year × 12 + month − 1); -1 when it cannot be read. A whole date means its month. */
export function readMonth(cell: Cell): number {
  const text = plain(cell).replace(/月分?$/, '月');
  const western = /^(20\d{2})[-/.年]?(\d{1,2})月?$/.exec(text);
  if (western) return monthIndex(Number(western[1]), Number(western[2]));
  const era = /^(令和|平成|[rh]|令|平|[45](?=\d{4}$))(元|\d{1,2})[-/.年]?(\d{1,2})月?$/i.exec(text);
  if (era) {
    const isReiwa = /^(令和?|r|5)$/i.test(era[1]!);
    const year = era[2] === '元' ? 1 : Number(era[2]);
    // 平成 ended in its 31st year: 45838 is a serial number of Excel.
    if (isReiwa || year <= 31) return monthIndex((isReiwa ? 2018 : 1988) + year, Number(era[3]));
  }
  const days = parseDate(cell);
  if (days === null) return -1;
  const { year, month } = partsOf(days);
  return monthIndex(year, month);
}

function monthIndex(year: number, month: number): number {
  return month >= 1 && month <= 12 ? year * 12 + month - 1 : -1;
}

/** 年度 of a month. */
export function fiscalYearOfMonth(month: number): number {
  return Math.floor((month - 3) / 12);
}

/** A month as YYYY-MM. */
export function monthText(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Words of レセプト種別; codes of four digits as receipts carry them (first digit: 1 医科, 3 歯科, 4 調剤; odd: 入院). */
export function readReceiptType(cell: Cell): ReceiptType | 'other' | null {
  const text = plain(cell);
  if (/^(医科)?[(・]?(入院外|外来)\)?$|^医科入院外|^医科外来|^入外$/.test(text)) return 'outpatient';
  if (/^(医科)?[(・]?入院\)?$|^医科入院|^dpc/i.test(text)) return 'inpatient';
  if (/^歯科/.test(text)) return 'dental';
  if (/^調剤/.test(text)) return 'pharmacy';
  if (/^訪問看護|^療養費|^柔整/.test(text)) return 'other';
  if (!/^[1346]\d{3}$/.test(text)) return null;
  if (text[0] === '1') return Number(text[3]) % 2 === 1 ? 'inpatient' : 'outpatient';
  return text[0] === '3' ? 'dental' : text[0] === '4' ? 'pharmacy' : 'other';
}

/** 薬効分類 of a line: its own column, else the first four digits of a YJ code (7 digits, letter, 4 digits). */
export function readEffect(effect: Cell, drug: Cell): string {
  const given = /^(?:87)?(\d{3,4})(?:\d{0,3})?(?:[^\d].*)?$/.exec(plain(effect));
  if (given) return given[1]!;
  const coded = /^(\d{4})\d{3}[A-Z]\d{4}$/i.exec(plain(drug));
  return coded ? coded[1]! : '';
}
