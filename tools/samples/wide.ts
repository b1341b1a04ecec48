/** One wide table of about fifty columns, everything of a person in one row, as a stream of CP932 csv of any size. */
import { compactDate } from './calendar';
import {
  CARE_COLUMNS,
  CHECKUP_COLUMNS,
  RECEIPT_COLUMNS,
  REGISTER_COLUMNS,
  type Column,
  type CsvStyle,
  type Value,
} from './columns';
import { csvLine, encodedChunks } from './csv';
import { DEFAULTS, generatePersons, type GenerateOptions } from './generate';
import type { SyntheticPerson } from './person';

const STYLE: CsvStyle = { date: compactDate };

/** Columns of another export, read from a part of the person; blank where the person has no such part. */
function partColumns<Row>(of: readonly Column<Row>[], part: (person: SyntheticPerson) => Row | null): Column<SyntheticPerson>[] {
  // The first column is the number, which the register has already.
  return of.slice(1).map((column) => ({
    heading: column.heading,
    value: (person) => {
      const row = part(person);
      return row === null ? null : column.value(row);
    },
  }));
}

/** Headings and values of the wide table. */
export const WIDE_COLUMNS: readonly Column<SyntheticPerson>[] = [
  ...REGISTER_COLUMNS,
  ...partColumns(CHECKUP_COLUMNS, (p) => (p.checkup === null ? null : { personId: p.personId, checkup: p.checkup })),
  {
    heading: '健診受診日(前年度)',
    value: (p): Value => (p.checkupPrevious === null ? null : { day: p.checkupPrevious.date }),
  },
  ...partColumns(RECEIPT_COLUMNS, (p) => (p.receipts === null ? null : { personId: p.personId, receipts: p.receipts })),
  ...partColumns(CARE_COLUMNS, (p) => p),
];

function* wideLines(options: GenerateOptions): Generator<string> {
  yield csvLine(
    WIDE_COLUMNS.map((column) => column.heading),
    STYLE,
  );
  for (const person of generatePersons(options)) {
    yield csvLine(
      WIDE_COLUMNS.map((column) => column.value(person)),
      STYLE,
    );
  }
}

/** Chunks of the wide csv: header in the first line, CP932, CRLF, every field quoted, about a megabyte each. */
export function generateWideCsv(options: GenerateOptions = {}): Generator<Uint8Array, void, undefined> {
  return encodedChunks(wideLines({ ...DEFAULTS, ...options }));
}
