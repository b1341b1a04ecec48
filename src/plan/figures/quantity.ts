/** What kind of number a figure is, and to how many decimals it is shown: number formats come from here alone. */
import type { Unit } from '../../catalogue';
import { fiscalYearFormat } from '../years';

/** Units of the catalogue; a number of anything, one that only tells apart (a rank, a mark, a year), points, a day. */
export type QuantityUnit = Unit | '数' | '番号' | '点' | '日';

export interface Quantity {
  readonly unit: QuantityUnit;
  /** Absent: those of the unit. */
  readonly decimals?: number;
  /** Shown with its sign. */
  readonly isChange?: true;
  /** Shown without its sign, such as a bar to the left. */
  readonly isUnsigned?: true;
  /** Shown behind the number: 人, 円, and of a change " kg". */
  readonly behind?: string;
  /** A fiscal year, shown as the era has it where it is one of these. */
  readonly years?: readonly number[];
  /** Shown in millions. */
  readonly inMillions?: true;
}

export const COUNT: Quantity = { unit: '数' };
export const SHARE: Quantity = { unit: '割合' };
export const SMALL_SHARE: Quantity = { unit: '割合', decimals: 2 };
export const ONE_DECIMAL: Quantity = { unit: '比' };
export const TWO_DECIMALS: Quantity = { unit: '比', decimals: 2 };
export const YEN: Quantity = { unit: '円' };
export const P_VALUE: Quantity = { unit: 'p' };
export const PLAIN: Quantity = { unit: '番号' };

/** A cell that holds a fiscal year: most likely one of these. */
export const yearOf = (...years: readonly number[]): Quantity => ({ unit: '番号', years });

/** How much a quantity changed. */
export const changeOf = (quantity: Quantity, unit = ''): Quantity => ({
  ...quantity,
  isChange: true,
  ...(unit === '' ? {} : { behind: unit === '%' ? unit : ` ${unit}` }),
});

/** Units whose numbers are long: with separators of thousands. */
const GROUPED: ReadonlySet<QuantityUnit> = new Set<QuantityUnit>(['人', '人年', '件', '回', '円', '数']);
const DECIMALS: Partial<Readonly<Record<QuantityUnit, number>>> = { 割合: 1, 比: 1, 年: 1 };
/** Three decimals, and <0.001 where those would be zero. */
const P_FORMAT = '[<0.001]"<0.001";0.000';
const DAY_FORMAT = '[$-411]ggge"年"m"月"d"日"';

export const decimalsOf = ({ unit, decimals = DECIMALS[unit] ?? 0 }: Quantity): number => decimals;

/** The number format of Excel; undefined for words. */
export function formatFor(quantity: Quantity): string | undefined {
  const { unit, isChange, isUnsigned, behind = '', years } = quantity;
  if (years !== undefined) return fiscalYearFormat(...years);
  if (unit === '文') return undefined;
  if (unit === 'p') return P_FORMAT;
  if (unit === '日') return DAY_FORMAT;
  const decimals = decimalsOf(quantity);
  const number = `${GROUPED.has(unit) ? '#,##0' : '0'}${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`}${quantity.inMillions === true ? ',,' : ''}`;
  const shown = `${number}${unit === '割合' ? '%' : ''}`;
  const words = behind === '' ? '' : `"${behind}"`;
  if (isUnsigned === true) return `${shown}${words};${shown}${words}`;
  return isChange === true
    ? [`+${shown}`, `"−"${shown}`, shown].map((part) => `${part}${words}`).join(';')
    : `${shown}${words}`;
}

/** A number format that is named by what it shows, or written out: that of a cell to type into. */
export const asFormat = (format: Quantity | string): string | undefined =>
  typeof format === 'string' ? format : formatFor(format);

/** Numbers of any kind, which what a figure asks tells more of. */
const GENERAL: ReadonlySet<QuantityUnit> = new Set<QuantityUnit>(['数', '比']);

/** A quantity with the unit that is told of the figure. Throws where both differ: a defect of the builder. */
export function ofUnit(quantity: Quantity, told: Unit | null): Quantity {
  if (told === null || told === quantity.unit) return quantity;
  if (!GENERAL.has(quantity.unit)) throw new Error(`a figure of ${told} shown as ${quantity.unit}`);
  const isSame = formatFor({ ...quantity, unit: told }) === formatFor(quantity);
  return { ...quantity, unit: told, ...(isSame ? {} : { decimals: decimalsOf(quantity) }) };
}
