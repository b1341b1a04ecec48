/** The formulas of plan and report: calls of the custom functions, and figures of another form found by their keys. */
import { criterionById, type CriterionId } from '../../criteria';
import { DASH, orDash, quoted } from '../formulaCalls';

export { purposeCall, quoted } from '../formulaCalls';

/** Shown where a figure cannot be given yet. */
export const NOT_YET = DASH;
export const NOT_YET_LEGEND = `${NOT_YET} は、支援記録やデータがまだない、または判定できない項目です。`;

/** The criterion in words, with the thresholds that run. */
export function wordingCall(id: CriterionId): string {
  return `INDEX(IKKATSU.CRITERIA(${quoted(criterionById(id).name)}),1,1)`;
}

/** One figure of the evaluation. `whom`: the cell that says of whom, where it is not the indicator's own denominator. */
export function outcomeCall(purpose: string, indicator: string, wanted: string, whom?: string): string {
  const asked = [purpose, indicator, wanted].map(quoted).join(',');
  return `IKKATSU.OUTCOME(${asked}${whom === undefined ? '' : `,,${whom}`})`;
}

/** Lower (2) or upper (3) limit of the change between before and after. */
export function changeLimitCall(purpose: string, indicator: string, place: 2 | 3): string {
  return `INDEX(${outcomeCall(purpose, indicator, '検定')},1,${place})`;
}

/** The formula with `－` where there is no figure yet. */
export const orNotYet = orDash;

const ROWS = 1000;

/**
 * The value of a cell of another form, found by the keys that stand in its hidden first row and column: rows and columns
 * that the analyst inserted there do not matter.
 */
export function cellOf(sheet: string, row: string, column: string): string {
  const name = `'${sheet}'`;
  const rowPart = `MATCH(${quoted(`${row}@*`)},${name}!$A$1:$A$${ROWS},0)`;
  const columnPart = `MATCH(${quoted(`${column}@*`)},${name}!$A$1:$AN$1,0)`;
  return `INDEX(${name}!$A$1:$AN$${ROWS},${rowPart},${columnPart})`;
}
