/** Of whom an export tells in a run of several insurers: of the insurers whose rows stand in it, and of nobody else. */
import { fiscalYearOf } from '../values/calendar';
import { NO_DATE } from '../values/codes';
import type { FieldId } from '../values/fieldIds';
import { FIELDS } from '../values/fields';
import { dispositionOf } from './dispositions';
import { PART, type Effects } from './effects';
import type { Roster } from './roster';
import { datedParts, type SourceOfYear } from './sourceOfYear';
import { meaningOfBlank, missingOf, numbersOf, type Columns, type NumberColumn } from './writers';

const OTHER_YEAR = dispositionOf('対象年度外');

/** Insurers by their codes. */
export type Insurers = ReadonlySet<number>;

/** The insurers of the rows of a source for which something holds. */
export function insurersOfRows(
  { scan: { persons } }: Pick<SourceOfYear, 'scan'>,
  roster: Pick<Roster, 'insurerOf'>,
  holds: (row: number) => boolean = () => true,
): Insurers {
  const found = new Set<number>();
  for (let row = 0; row < persons.length; row++)
    if (persons[row]! >= 0 && holds(row)) found.add(roster.insurerOf(persons[row]!));
  return found;
}

/** The insurers with a check-up in a fiscal year, by the dates of a source. */
export function insurersExaminedIn(source: SourceOfYear, roster: Pick<Roster, 'insurerOf'>, year: number): Insurers {
  const { checkupDate } = source.dates;
  return checkupDate === null
    ? new Set()
    : insurersOfRows(source, roster, (row) => checkupDate[row] !== NO_DATE && fiscalYearOf(checkupDate[row]!) === year);
}

/** Where nothing stands for a person, a loaded export means 0, no or 認定なし: only of these fields. */
const saysOfEverybody = (field: FieldId): boolean => meaningOfBlank(field) !== null || field === 'careBenefit';

/**
 * Of which insurers each field is told, by the sources that bring it; of certifications with a time only where a row holds for the year.
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
    const fields = brought(each).filter(saysOfEverybody);
    if (fields.length === 0) continue;
    const ofYear = insurersOfRows(source, roster, (row) => source.dispositions.at(row) !== OTHER_YEAR);
    const isTimed = datedParts(source.source).has('certification');
    const certified = isTimed
      ? insurersOfRows(source, roster, (row) => (parts[row]! & (PART.certification | PART.previousCertification)) !== 0)
      : ofYear;
    for (const field of fields) {
      const known = told.get(field) ?? new Set<number>();
      told.set(field, known);
      for (const insurer of FIELDS[field].part === 'certification' ? certified : ofYear) known.add(insurer);
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
    const column = columns[field];
    if (column === undefined || column.kind === 'text') continue;
    const missing = missingOf(column as NumberColumn);
    const numbers = numbersOf(column as NumberColumn);
    for (let person = 0; person < rowOf.length; person++) {
      const row = rowOf[person]!;
      if (row >= 0 && !insurers.has(roster.insurerOf(person))) numbers[row] = missing;
    }
  }
}

/** The kinds of exports by the parts of their fields, as they are called in a sentence. */
const KINDS = [
  ['receipt', 'レセプト'],
  ['certification', '要介護認定'],
] as const;

/**
 * The insurers of whom some export tells nothing although it tells of others, in whole sentences.
 * @param insurers the insurers of the persons of the table
 * @param examined the insurers with a table of check-ups of the year; null where there is none at all
 */
export function untoldWords(
  told: ReadonlyMap<FieldId, Insurers>,
  roster: Pick<Roster, 'insurerName'>,
  insurers: Insurers,
  examined: Insurers | null,
): readonly string[] {
  const tells = (part: string): Insurers | null => {
    const fields = [...told].filter(([field]) => FIELDS[field].part === part);
    return fields.length === 0 ? null : new Set(fields.flatMap(([, known]) => [...known]));
  };
  const known: readonly (readonly [string, Insurers | null])[] = [
    ['健診', examined],
    ...KINDS.map(([part, word]) => [word, tells(part)] as const),
  ];
  return [...insurers]
    .sort((a, b) => a - b)
    .flatMap((insurer) => {
      const absent = known.flatMap(([word, of]) => (of !== null && !of.has(insurer) ? [word] : []));
      const name = roster.insurerName(insurer);
      return absent.length === 0 || name === ''
        ? []
        : [
            `保険者番号 ${name} の人の行は、ほかの保険者にはある${absent.join('・')}の表にありません。この保険者の人は、0 や「なし」とせず、値のないもの（判定不能）とします。`,
          ];
    });
}
