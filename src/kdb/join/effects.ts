/** What a used row brings to the table, and which sources compete over it. */
import { FIELDS, type FieldPart } from '../values/fields';
import type { SourceOfYear } from './sourceOfYear';
import type { FieldId } from '../values/fieldIds';

/** Parts of a used row that take effect, as bits. */
export const PART = {
  checkup: 1,
  previousCheckup: 2,
  receipt: 4,
  certification: 8,
  attributes: 16,
  previousCertification: 32,
} as const;

/** The decisions about one source: bits of PART per data row. */
export interface Effects {
  readonly source: SourceOfYear;
  readonly parts: Uint8Array;
}

const DATES_OF_CHECKUPS: readonly FieldId[] = ['checkupDate', 'checkupDatePrevious'];

/** Groups sources that share a field of these parts: only those compete, the others complete each other. */
export function competingGroups(
  sources: readonly Pick<SourceOfYear, 'fields'>[],
  parts: readonly FieldPart[],
): readonly number[] {
  const group = sources.map((_, index) => index);
  const root = (index: number): number => (group[index] === index ? index : root(group[index]!));
  const owner = new Map<FieldId, number>();
  sources.forEach((source, index) => {
    for (const field of source.fields) {
      if (!parts.includes(FIELDS[field].part) || DATES_OF_CHECKUPS.includes(field)) continue;
      const other = owner.get(field);
      if (other === undefined) owner.set(field, index);
      else group[root(index)] = root(other);
    }
  });
  return sources.map((_, index) => root(index));
}
