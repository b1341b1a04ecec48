/** Whether a table is for the intake, by its first rows. */
import { AnalystError } from '../errors';
import { isOwnSheet, recognise } from './recognise';
import type { SourceInput } from './sourceInput';
import { readAggregate } from './tidy';

/** The answer of a form, where a refusal means that the table is of the kind asked about, only not right. */
function orRefused(answer: () => boolean): boolean {
  try {
    return answer();
  } catch (error) {
    if (error instanceof AnalystError) return true;
    throw error;
  }
}

/** True for an export, and for a table that means to be one but lacks its number column: the intake says so in words. */
export function isExport(input: SourceInput): boolean {
  return orRefused(() => recognise(input).recognised);
}

/** True for an export as above, and for an aggregate form; never for a sheet of ours. */
export function looksLikeSource(input: SourceInput): boolean {
  return !isOwnSheet(input) && (isExport(input) || orRefused(() => readAggregate(input) !== null));
}
