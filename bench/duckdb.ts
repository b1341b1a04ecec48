/** DuckDB for the benchmarks and for the oracle of the criteria: installed in this folder, loaded by who has seen to that. */
import {
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  UTINYINT,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { PersonTable } from '../src/kdb';
import { CODES, COUNTS, FLAGS, MEASURES } from '../tests/criteria/oracle';

export { DuckDBInstance } from '@duckdb/node-api';

const FIELDS = [...MEASURES, ...COUNTS, ...CODES, ...FLAGS];
const TYPES: DuckDBType[] = [
  ...MEASURES.map(() => DOUBLE),
  ...COUNTS.map(() => INTEGER),
  ...CODES.map(() => UTINYINT),
  ...FLAGS.map(() => BOOLEAN),
];

/** A slice of one column as SQL values: missing, and absent columns, are NULL. */
function valuesOf(table: PersonTable, field: (typeof FIELDS)[number], from: number, to: number): DuckDBValue[] {
  const column = table.columns[field];
  switch (column?.kind) {
    case undefined:
      return new Array<DuckDBValue>(to - from).fill(null);
    case 'measure':
      return Array.from(column.values.subarray(from, to), (value) => (Number.isNaN(value) ? null : value));
    case 'count':
      return Array.from(column.values.subarray(from, to), (value) => (value === -1 ? null : value));
    case 'code':
      return Array.from(column.codes.subarray(from, to), (code) => (code === 0 ? null : code));
    case 'flag':
      return Array.from(column.codes.subarray(from, to), (code) => (code === 0 ? null : code === 1));
  }
}

const CHUNK = 2048;

/** Makes the table `persons` anew, one row a person in the order of the table, with a column "row". */
export async function loadPersons(connection: DuckDBConnection, table: PersonTable): Promise<void> {
  const columns = FIELDS.map((field, index) => `"${field}" ${TYPES[index]!.toString()}`);
  await connection.run(`CREATE OR REPLACE TABLE persons ("row" INTEGER, ${columns.join(', ')})`);
  const appender = await connection.createAppender('persons');
  for (let from = 0; from < table.size; from += CHUNK) {
    const to = Math.min(from + CHUNK, table.size);
    const chunk = DuckDBDataChunk.create([INTEGER, ...TYPES], to - from);
    const rows = Array.from({ length: to - from }, (_, index) => from + index);
    chunk.setColumns([rows, ...FIELDS.map((field) => valuesOf(table, field, from, to))]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
