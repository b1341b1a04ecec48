/** Columns that the analyst asked for in the lists by their headings, whatever else is known of them. */
import { FIELDS, LISTED_FIELDS } from '../values/fields';
import type { FieldId } from '../values/fieldIds';
import { unifyHeading, type HeadingMeaning } from './headings';

/** So many columns can be asked for. */
export const MOST_LISTED = LISTED_FIELDS.length;

/** A column that lists show: its heading as it was asked for, and the field that holds it. */
export interface ListedColumn {
  readonly heading: string;
  readonly field: FieldId;
}

/** A text that is told of a person by another column of the table already: 送付先住所 beside 住所. */
function isSecond(meanings: readonly (HeadingMeaning | null)[], index: number): boolean {
  const { field, priority } = meanings[index]!;
  if (field === null || FIELDS[field].kind !== 'text' || FIELDS[field].part !== 'person') return false;
  return meanings.some(
    (other, at) =>
      at !== index &&
      other?.field === field &&
      (other.priority < priority || (other.priority === priority && at < index)),
  );
}

/**
 * The meanings of a header row where some headings are asked for. A column that the ten purposes or the ledger read stays what
 * it is, and the lists show that field; any other becomes a text of its own.
 */
export function withListed(
  headings: readonly string[],
  meanings: readonly (HeadingMeaning | null)[],
  listed: readonly string[],
): readonly (HeadingMeaning | null)[] {
  if (listed.length === 0) return meanings;
  const wanted = new Map(
    listed.slice(0, MOST_LISTED).map((heading, at) => [unifyHeading(heading), LISTED_FIELDS[at]!]),
  );
  return meanings.map((meaning, index) => {
    const field = wanted.get(unifyHeading(headings[index] ?? ''));
    if (field === undefined || meaning?.helper !== undefined) return meaning;
    const isFree = meaning === null || meaning.field === null || isSecond(meanings, index);
    return isFree ? { field, priority: 0 } : meaning;
  });
}

/** What the tables have of the columns that were asked for, and the headings that stand nowhere or cannot be shown. */
export function listedColumns(
  asked: readonly string[],
  tables: readonly { readonly columns: readonly { readonly heading: string; readonly field: FieldId | null }[] }[],
): { readonly listed: readonly ListedColumn[]; readonly absent: readonly string[] } {
  const fields = new Map<string, FieldId>();
  for (const { columns } of tables)
    for (const { heading, field } of columns)
      if (field !== null && !fields.has(unifyHeading(heading))) fields.set(unifyHeading(heading), field);
  const listed: ListedColumn[] = [];
  const absent: string[] = [];
  for (const heading of asked) {
    const field = fields.get(unifyHeading(heading));
    if (field === undefined) absent.push(heading);
    else if (!listed.some((each) => each.field === field)) listed.push({ heading, field });
  }
  return { listed, absent };
}
