/** To which class of a division a person belongs, as far as the values tell. */
import type { FieldId, PersonTable } from '../kdb';
import { resolve } from './resolve';
import { resolvedTruth, valueIn } from './truth';
import type { CriteriaSettings, CriterionId, Division } from './types';

/**
 * The label of the first class that is true for the person. Where a missing value leaves an earlier class open, all that
 * are possible, e.g. 「第4期か第3期」. '' where no class remains.
 */
export function divisionAt(
  table: PersonTable,
  { classes, otherwise }: Division,
  { id, settings, row }: { readonly id: CriterionId; readonly settings: CriteriaSettings; readonly row: number },
): string {
  const provided = (field: FieldId): boolean => table.columns[field] !== undefined;
  const possible: string[] = [];
  for (const { label, condition } of classes) {
    const truth = resolvedTruth(resolve(condition, { id, settings, provided }), valueIn(table, row));
    if (truth !== 'false') possible.push(label);
    if (truth === 'true') return possible.join('か');
  }
  return [...possible, otherwise].filter((label) => label !== '').join('か');
}
