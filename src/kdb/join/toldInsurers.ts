/** Of whom an export tells in a run of several insurers: of the insurers whose rows stand in it, and of nobody else. */
import type { FieldId } from '../values/fieldIds';
import { FIELDS } from '../values/fields';
import { dispositionOf } from './dispositions';
import { PART, type Effects } from './effects';
import type { Roster } from './roster';
import { datedParts, type SourceOfYear } from './sourceOfYear';
import { missingOf, numbersOf, type NumberColumn } from './columns';
import { meaningOfBlank, type Columns } from './writers';

const OTHER_YEAR = dispositionOf('対象年度外');

/** Insurers by their codes. */
export type Insurers = ReadonlySet<number>;

/** The insurers of the rows of a source, each with the bits that its rows have together. */
export function bitsByInsurer(
  { scan: { persons } }: Pick<SourceOfYear, 'scan'>,
  roster: Pick<Roster, 'insurerOf'>,
  bitsOf: (row: number) => number = () => 1,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  persons.forEach((person, row) => {
    if (person < 0) return;
    const insurer = roster.insurerOf(person);
    found.set(insurer, (found.get(insurer) ?? 0) | bitsOf(row));
  });
  return found;
}

/**
 * Of which insurers each field is told for which nothing means 0, no or 認定なし, by the sources that bring it; of certifications with
 * a time only where a row holds for the year.
 * @param brought the fields that a source brings to the table
 */
export function toldInsurers(
  effects: readonly Effects[],
  brought: (effects: Effects) => readonly FieldId[],
  roster: Pick<Roster, 'insurerOf'>,
): ReadonlyMap<FieldId, Insurers> {
  const told = new Map<FieldId, Set<number>>();
  for (const each of effects) {
    const { source, parts } = each;
    const isTimed = datedParts(source.source).has('certification');
    const bits = bitsByInsurer(
      source,
      roster,
      (row) =>
        Number(source.dispositions.at(row) !== OTHER_YEAR) *
        (!isTimed || (parts[row]! & (PART.certification | PART.previousCertification)) !== 0 ? 3 : 1),
    );
    for (const field of brought(each)) {
      if (meaningOfBlank(field) === null && field !== 'careBenefit' && field !== 'gathering') continue;
      const known = told.get(field) ?? new Set<number>();
      told.set(field, known);
      const wanted = FIELDS[field].part === 'certification' ? 2 : 1;
      for (const [insurer, own] of bits) if ((own & wanted) !== 0) known.add(insurer);
    }
  }
  return told;
}

/** Takes back what stands for persons of whom no export tells: not 0, no or 認定なし, but missing. */
export function untellOthers(
  columns: Columns,
  told: ReadonlyMap<FieldId, Insurers>,
  roster: Pick<Roster, 'insurerOf'>,
  rowOf: Int32Array,
): void {
  for (const [field, insurers] of told) {
    // Blank is no word of a list: whom no list tells of is asked of the table.
    if (field === 'gathering') continue;
    const column = columns[field] as NumberColumn;
    const [numbers, missing] = [numbersOf(column), missingOf(column)];
    rowOf.forEach((row, person) => {
      if (row >= 0 && !insurers.has(roster.insurerOf(person))) numbers[row] = missing;
    });
  }
}

/**
 * The insurers of whom some export tells nothing although it tells of others, in whole sentences.
 * @param insurers the insurers of the persons of the table
 * @param examined the insurers with a table of check-ups of the year
 */
export function untoldWords(
  told: ReadonlyMap<FieldId, Insurers>,
  roster: Pick<Roster, 'insurerName'>,
  insurers: Insurers,
  examined: Insurers,
): readonly string[] {
  const tells = (part: string): Insurers =>
    new Set([...told].flatMap(([field, known]) => (FIELDS[field].part === part ? [...known] : [])));
  const known = [['健診', examined], ['レセプト', tells('receipt')], ['要介護認定', tells('certification')], ['通いの場', told.get('gathering') ?? new Set()]] as const; // prettier-ignore
  return [...insurers].sort().flatMap((insurer) => {
    const absent = known.flatMap(([word, of]) => (of.size > 0 && !of.has(insurer) ? [word] : []));
    return absent.length === 0
      ? []
      : `保険者番号 ${roster.insurerName(insurer)} の人は、ほかの保険者にはある${absent.join('・')}の表に行がないため、0 や「なし」とせず判定不能とします。`;
  });
}
