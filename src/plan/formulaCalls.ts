/** Calls of the custom functions as they stand in the formulas of every form. */
import type { CriterionId } from '../criteria';
import { functionNameOf } from './sheetNames';

/** Shown where a figure cannot be given. */
export const DASH = '－';

/** A text inside a formula. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** One figure of a purpose (人数, 分母, 割合 …), for everybody or within a filter. */
export function purposeCall(id: CriterionId, wanted: string, filter?: string): string {
  const within = filter === undefined ? '' : `,${quoted(filter)}`;
  return `IKKATSU.${functionNameOf(id)}(${quoted(wanted)}${within})`;
}
