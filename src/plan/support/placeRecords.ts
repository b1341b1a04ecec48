/** Whose the records of 支援記録 are: each is given to the one insurer whose person it names, or named as open. */
import type { SupportLog, SupportRecord } from '../../indicators';
import { indexOf, textAt, type PersonTable } from '../../kdb';
import { keyOf } from '../../kdb/values/personNumber';
import { plain } from '../../kdb/values/readings';
import { personFindings } from './personFindings';
import { logOf } from './readSupport';
import { rowWords } from './rowFindings';

/** The person whom a number and an insurer name in the data of a run, over all its years. */
export type Identified =
  | { readonly kind: 'one'; readonly personId: string; readonly insurer: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several'; readonly insurers: readonly string[] };

/** Who is looked for; '' for what is not said. The municipality tells persons of one number apart where no insurer is named. */
export interface Sought {
  readonly number: string;
  readonly insurer: string;
  readonly municipality: string;
}

/** The insurers of the persons of a number who live in a municipality, as far as the data name that. */
function insurersIn(tables: readonly PersonTable[], { number, municipality }: Sought, insurers: readonly string[]) {
  return insurers.filter((insurer) =>
    tables.some((table) => {
      const row = indexOf(table).row({ number, insurer });
      return row >= 0 && plain(textAt(table, 'municipality', row)) === plain(municipality);
    }),
  );
}

/** Looks a person up in the tables of several years: the insurer must be the same in all of them. */
export function identify(tables: readonly PersonTable[], person: Sought): Identified {
  const insurers = new Map<string, string>();
  for (const table of tables) {
    const found = indexOf(table).find(person);
    if (found.kind === 'several') for (const insurer of found.insurers) insurers.set(insurer, person.number);
    if (found.kind === 'row') insurers.set(textAt(table, 'insurer', found.row), textAt(table, 'personId', found.row));
  }
  // A year whose data do not name the insurer is of no other one.
  if (insurers.size > 1) insurers.delete('');
  const [first, ...more] = insurers;
  if (first === undefined) return { kind: 'nobody' };
  if (more.length > 0 && person.municipality !== '') {
    const [insurer, ...others] = insurersIn(tables, person, [...insurers.keys()]);
    if (insurer !== undefined && others.length === 0) return identify(tables, { ...person, insurer, municipality: '' });
  }
  if (more.length > 0) return { kind: 'several', insurers: [...insurers.keys()].sort() };
  return { kind: 'one', insurer: first[0], personId: first[1] };
}

/**
 * The log with every row under the number and the insurer that the data of the years know its person by. Rows that cannot be
 * given to one insurer are set aside (保険者を特定できない) and named; rows that are of one person and purpose then are one course.
 * Persons whom the data do not know stay as they are written, and are named.
 * @param yearBefore the persons of the year before, asked only where somebody is in none of the tables
 */
export function placeRecords(
  log: SupportLog,
  tables: readonly PersonTable[],
  yearBefore: () => PersonTable | null = () => null,
): SupportLog {
  let earlier: PersonTable | null | undefined;
  const open: number[] = [];
  const shared = new Set<string>();
  const lines = log.lines.flatMap((line): SupportRecord[] => {
    const { personId, insurer: written, municipality } = line;
    const person = { number: personId, insurer: written, municipality };
    let found = identify(tables, person);
    if (found.kind === 'nobody' && tables.length > 0) {
      earlier ??= yearBefore();
      if (earlier !== null) found = identify([earlier], person);
    }
    if (found.kind === 'nobody') return [line];
    if (found.kind === 'several') {
      open.push(line.row);
      for (const insurer of found.insurers) shared.add(insurer);
      return [];
    }
    const insurer = found.insurer === '' ? written : found.insurer;
    // Whose the row is, is known: the municipality that one row names and another does not makes no second person.
    return [{ ...line, personId: found.personId, key: keyOf(found.personId), insurer, municipality: '' }];
  });
  const placed = logOf({
    ...log,
    lines,
    setAside: { ...log.setAside, 保険者を特定できない: [...log.setAside['保険者を特定できない'], ...open] },
    personFindings: personFindings(lines, tables, earlier ?? null),
  });
  const why = `同じ番号の人が複数の保険者にいます（${[...shared].sort().join('・')}）。「保険者番号」の列に書くか、市町村名を書くか、番号を「保険者番号-被保険者番号」の形で書いてください。`;
  return open.length === 0 ? placed : { ...placed, notices: [`${rowWords(open)}: ${why}`, ...placed.notices] };
}
