/** Calls of the custom functions as they stand in the formulas of every form. */
import { functionNameOf } from '../catalogue';
import type { CriterionId } from '../criteria';
import { ask, Formula, formula, type Part } from './figures/formula';

/** Shown where a figure cannot be given. */
export const DASH = '－';

/**
 * The formula with a dash where the data carry no figure. IFNA and not IFERROR: where the add-in is not there its functions
 * are #NAME? (office-js 6355), and that must not look like no data.
 */
export function orDash(expression: Part): Formula {
  return orDashInside(expression).whole();
}

/** The same as a part of a longer formula. */
export function orDashInside(expression: Part): Formula {
  const whole = expression instanceof Formula ? expression : formula`${expression}`;
  return whole.within('IFNA(', `,"${DASH}")`);
}

/**
 * What stands before and after an expression that counts only where cells show numbers; a dash where one shows a text. A cell
 * that is #NAME? because the add-in is not there is neither, and must not look like no data.
 */
export function whereNumber(...cells: readonly string[]): readonly [before: string, after: string] {
  const isText = cells.map((cell) => `ISTEXT(${cell})`).join();
  return [`IF(${cells.length > 1 ? `OR(${isText})` : isText},"${DASH}",`, ')'];
}

/** Whether fewer than `least` cells of a range are counted, by a count of it; an error among them is the answer. */
export function fewerThan(least: number, count: string, range: string): string {
  return `${count}+0*SUM(${range})<${least}`;
}

/** A text inside a formula. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** One figure of a purpose (人数, 分母, 割合 …), for everybody or within a filter. */
export function purposeCall(id: CriterionId, wanted: string, filter?: string): Formula {
  return ask(functionNameOf(id), wanted, filter ?? null);
}

/** One figure of the evaluation. `whom`: the cell that says of whom, where it is not the indicator's own denominator. */
export function outcomeCall(purpose: string, indicator: string, wanted: string, whom?: string): Formula {
  return ask('OUTCOME', purpose, indicator, wanted, null, whom === undefined ? null : { cell: whom });
}

/** One count of the way of a case, of a programme or, without one, of everybody in 支援記録. */
export function casesCall(step: string, purpose = ''): Formula {
  return ask('CASES', step, purpose === '' ? null : purpose);
}

/** The line of every programme that counts the supported; its 追跡 and 追跡できず are those of the programme. */
export const SUPPORTED_LINE = '支援できた者';

/** How long the interval between two cells is, for the whisker of a chart; nothing where no interval stands. */
export const intervalLength = (lower: string, upper: string): string => `=IF(ISTEXT(${upper}),"",${upper}-${lower})`;

/** 抽出 → 支援対象 → 支援できた → 追跡できた of a programme, in words. */
export const funnelCall = (programme: string): Formula => orDash(outcomeCall(programme, SUPPORTED_LINE, '流れ'));
