/** The formulas of plan and report: calls of the custom functions, and figures of another form found by their keys. */
import { criterionById, type CriterionId } from '../../criteria';
import { formula, type Formula } from '../figures/formula';
import { DASH, orDash, outcomeCall, quoted } from '../formulaCalls';

export { casesCall, funnelCall, outcomeCall, purposeCall, quoted, SUPPORTED_LINE } from '../formulaCalls';

/** Shown where a figure cannot be given yet. */
export const NOT_YET = DASH;
export const NOT_YET_LEGEND = `${NOT_YET} は、支援記録やデータがまだない、または判定できない項目です。`;

/** The criterion in words, with the thresholds that run. */
export function wordingCall(id: CriterionId): string {
  return `INDEX(IKKATSU.CRITERIA(${quoted(criterionById(id).name)}),1,1)`;
}

/** Lower (2) or upper (3) limit of the change between before and after. */
export function changeLimitCall(purpose: string, indicator: string, place: 2 | 3): Formula {
  return formula`INDEX(${outcomeCall(purpose, indicator, '検定')},1,${place})`;
}

/** Said on every sheet that prints differences beside the figures that they are of. */
export const ROUNDING =
  '差・変化は丸める前の値から計算しているため、表示した値どうしの差と最後の桁が合わないことがあります。';

/** The sum of what is written in a range; 「－」 where nothing is. */
export const sumOrDash = (range: string): string => `=IF(COUNT(${range})=0,"${DASH}",SUM(${range}))`;

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
