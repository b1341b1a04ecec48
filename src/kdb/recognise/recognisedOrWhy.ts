/** What a sheet is recognised as, also where the analyst still has to say which column holds the number. */
import { AnalystError } from '../errors';
import { recognise, type Recognition } from './recognise';
import type { SourceInput } from './sourceInput';

/** What the question about columns (列を対応づける) settles: a table without a known number column, two columns on one field. */
const SETTLED_BY_MAPPING = new Set(['source.noKey', 'mapping.twice']);

/** As `recognise`; a table whose columns have to be mapped first is no export yet, with the sentence that says so. */
export function recognisedOrWhy(input: SourceInput): Recognition {
  try {
    return recognise(input);
  } catch (error) {
    if (error instanceof AnalystError && SETTLED_BY_MAPPING.has(error.code))
      return { recognised: false, why: error.message };
    throw error;
  }
}
