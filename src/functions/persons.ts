/** The custom functions about one person that need no data: BMI, eGFR, age, fiscal year, Japanese calendar. */
import { ageOn, AnalystError, deriveBmi, deriveEgfr, fiscalYearOf, parseDate, toWareki } from '../kdb';
import { answeredOne } from './guard';

/** Plausible values; outside them the figure would be nonsense. The same limits as for check-up values. */
const LIMITS = {
  体重: [20, 200],
  身長: [100, 210],
  クレアチニン: [0.1, 20],
  年齢: [18, 120],
} as const;

type Label = keyof typeof LIMITS;

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** A number within its limits; full-width digits too. Throws argument.missing, argument.number, argument.impossible. */
function numberOf(value: unknown, label: Label): number {
  if (isBlank(value)) throw new AnalystError('argument.missing', { label });
  const text = String(value).normalize('NFKC').trim();
  const number = typeof value === 'number' ? value : Number(text);
  if (!Number.isFinite(number)) throw new AnalystError('argument.number', { label, value: text });
  const [low, high] = LIMITS[label];
  if (number < low || number > high) throw new AnalystError('argument.impossible', { label, value: text, low, high });
  return number;
}

/** A date as days since 1970-01-01. Throws argument.missing, argument.date. */
function dateOf(value: unknown, label: string): number {
  if (isBlank(value) || value === 0) throw new AnalystError('argument.missing', { label });
  const days = typeof value === 'number' || typeof value === 'string' ? parseDate(value) : null;
  if (days === null) throw new AnalystError('argument.date', { label, value: String(value) });
  return days;
}

function sexOf(value: unknown): 1 | 2 {
  if (isBlank(value)) throw new AnalystError('argument.missing', { label: '性別' });
  const text = String(value).normalize('NFKC').trim().toUpperCase();
  if (['1', '男', '男性', 'M'].includes(text)) return 1;
  if (['2', '女', '女性', 'F'].includes(text)) return 2;
  throw new AnalystError('argument.number', { label: '性別', value: text });
}

/** The local date of now, as days since 1970-01-01. */
function today(): number {
  const now = new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000);
}

/**
 * IKKATSU.BMI.
 * @returns BMI（kg/m²）
 */
export function bmi(体重: unknown, 身長: unknown): number {
  return answeredOne(() => deriveBmi(numberOf(体重, '体重'), numberOf(身長, '身長')));
}

/**
 * IKKATSU.EGFR.
 * @returns eGFR（mL/min/1.73m²）
 */
export function egfr(クレアチニン: unknown, 年齢: unknown, 性別: unknown): number {
  return answeredOne(() =>
    deriveEgfr(numberOf(クレアチニン, 'クレアチニン'), Math.floor(numberOf(年齢, '年齢')), sexOf(性別)),
  );
}

/**
 * IKKATSU.AGE.
 * @returns 満年齢
 */
export function age(生年月日: unknown, 基準日?: unknown): number {
  return answeredOne(() => {
    const birth = dateOf(生年月日, '生年月日');
    const on = isBlank(基準日) || 基準日 === 0 ? today() : dateOf(基準日, '基準日');
    if (on < birth) {
      throw new AnalystError('argument.impossible', {
        label: '基準日',
        value: String(基準日 ?? ''),
        low: '生年月日',
        high: '',
      });
    }
    return ageOn(birth, on);
  });
}

/**
 * IKKATSU.FISCALYEAR.
 * @returns 年度（例 2025）
 */
export function fiscalYear(日付: unknown): number {
  return answeredOne(() => fiscalYearOf(dateOf(日付, '日付')));
}

/**
 * IKKATSU.WAREKI.
 * @returns 和暦（例 令和7年4月1日）
 */
export function wareki(日付: unknown): string {
  return answeredOne(() => toWareki(dateOf(日付, '日付')));
}
