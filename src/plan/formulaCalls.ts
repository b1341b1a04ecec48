/** Calls of the custom functions as they stand in the formulas of every form. */
import type { CriterionId } from '../criteria';
import { functionNameOf } from './sheetNames';

/** Shown where a figure cannot be given. */
export const DASH = '－';

/**
 * The formula with a dash where the data carry no figure. IFNA and not IFERROR: where the add-in is not there its functions
 * are #NAME? (office-js 6355), and that must not look like no data.
 */
export function orDash(expression: string): string {
  return `=${orDashInside(expression)}`;
}

/** The same as a part of a longer formula. */
export function orDashInside(expression: string): string {
  return `IFNA(${expression},"${DASH}")`;
}

/** A text inside a formula. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** One figure of a purpose (人数, 分母, 割合 …), for everybody or within a filter. */
export function purposeCall(id: CriterionId, wanted: string, filter?: string): string {
  const within = filter === undefined ? '' : `,${quoted(filter)}`;
  return `IKKATSU.${functionNameOf(id)}(${quoted(wanted)}${within})`;
}
