/** What the answer of a function of ours is: measure, of whom, numerator, denominator and unit. Formats and help of cells come from it. */
import { measureAsked, OF_CELL, questionOf, type Measure, type Unit } from '../../catalogue';
import { fiscalYearName } from '../years';
import { declared, type Asked, type Declaration, type Formula } from './formula';
import { COUNT, formatFor, ofUnit, type Quantity } from './quantity';

export interface Meaning extends Measure {
  /** Whose: the 絞り込み as it is written; '' for everybody. */
  readonly filter: string;
  /** The fiscal year that is named; '' for 抽出年度. */
  readonly year: string;
}

/**
 * What an answer is; null where the catalogue does not know it.
 * @param textOf the text of the cell that a reference of the formula names; absent: it is called by what it is
 */
export function meaningOf(
  { name, texts }: Asked,
  textOf: (reference: number) => string = () => OF_CELL,
): Meaning | null {
  const question = questionOf({ name, texts: texts.map((text) => (typeof text === 'number' ? textOf(text) : text)) });
  return question === null ? null : { ...measureAsked(question), filter: question.filter, year: question.year ?? '' };
}

/** The answer that a cell shows as it is; null where it shows something else. */
const shownBy = ({ asks, shows }: Declaration): Asked | null => (shows === undefined ? null : (asks[shows] ?? null));

/** The unit of what a cell shows, as what it asks tells it; null where that does not. */
function unitTold(declares: Declaration): Unit | null {
  const shown = shownBy(declares);
  if (shown !== null) return meaningOf(shown)?.unit ?? null;
  return declares.sum !== undefined || declares.isPersons === true ? '人' : null;
}

/** What kind of number a cell shows; null where its declaration does not tell it. */
export function quantityOf(declares: Declaration): Quantity | null {
  if (declares.quantity !== undefined) return declares.quantity;
  const unit = unitTold(declares);
  return unit === null ? null : { unit };
}

/** The number format of a cell by what it declares; undefined where that does not tell it, and for words. */
export function formatOf(declares: Declaration): string | undefined {
  const quantity = quantityOf(declares);
  return quantity === null ? undefined : formatFor(quantity);
}

interface NumberCell {
  readonly figure: string;
  readonly declares: Declaration;
  readonly format: string;
}

/**
 * A figure of a form with its number format. `quantity`: what kind of number it is, where what it asks does not tell that, or
 * where it is shown in another way than others of its unit.
 */
export function numberOf(of: Formula | string, quantity?: Quantity): NumberCell {
  const { figure, declares: known } = declared(of);
  const { quantity: before, ...asked } = known;
  const told = unitTold(asked);
  const own = ofUnit(quantity ?? before ?? (told === null ? COUNT : { unit: told }), told);
  const format = formatFor(own);
  if (format === undefined) throw new Error(`words as a number: ${figure}`);
  // What is told need not be declared again.
  const isTold = told !== null && format === formatFor({ unit: told });
  return { figure, declares: isTold ? asked : { ...asked, quantity: own }, format };
}

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  人: '人',
  人年: '人年',
  件: '件',
  回: '回',
  円: '円',
  割合: '%（0〜1 の数を % で表示）',
  比: '比・数',
  年: '年',
  p: 'p 値',
  文: '文',
};

/** A year as it is asked for, in the words of the sheets. */
const yearWords = (year: string): string => (/^\d{4}$/u.test(year) ? fiscalYearName(Number(year)) : year);

/** A meaning in lines: what it is, how it is reckoned, of whom, of when, in which unit. */
export function meaningWords({ measure, numerator, denominator, filter, year, unit }: Meaning): string[] {
  return [
    `${measure}。`,
    ...(numerator === undefined || denominator === undefined ? [] : [`計算: ${numerator} ÷ ${denominator}`]),
    `だれの: ${filter === '' ? '全員' : filter}`,
    ...(year === '' ? [] : [`いつの: ${yearWords(year)}`]),
    ...(unit === null || unit === '文' ? [] : [`単位: ${UNIT_WORDS[unit]}`]),
  ];
}
