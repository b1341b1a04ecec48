/** Whether a table is for the intake, by its first rows. */
import { AnalystError } from '../errors';
import { isOwnSheet, recognise } from './recognise';
import type { SourceInput } from './sourceInput';
import { readAggregate } from './tidy';

/**
 * True for an export, for an aggregate form, and for a table that means to be an export but lacks its number column: the
 * intake says so in words.
 */
export function looksLikeSource(input: SourceInput): boolean {
  try {
    return !isOwnSheet(input) && (recognise(input).recognised || readAggregate(input) !== null);
  } catch (error) {
    if (error instanceof AnalystError) return true;
    throw error;
  }
}
