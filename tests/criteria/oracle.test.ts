/** Property: for random persons, gaps and settings, nobody's answer differs from that of SQL written by hand. */
import fc from 'fast-check';
import { createEvaluator, CRITERION_IDS, defaultSettings, type CriteriaSettings } from '../../src/criteria';
import type { PersonTable } from '../../src/kdb';
import { ensureInstalled } from '../../tools/ensureInstalled';
import { settings, tables } from './arbitraries';
import { sqlOf } from './oracle';

let duckdb: typeof import('../../bench/duckdb');

beforeAll(async () => {
  await ensureInstalled('bench');
  duckdb = await import('../../bench/duckdb');
});

/** The ten answers of every person as SQL gives them: true, false or null. */
async function answersOfSql(table: PersonTable, chosen: CriteriaSettings): Promise<(boolean | null)[][]> {
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await duckdb.loadPersons(connection, table);
    const sql = sqlOf(chosen, table.columns.certifiedPrevious !== undefined);
    const conditions = CRITERION_IDS.map((id) => `(${sql[id]})`).join(', ');
    const reader = await connection.runAndReadAll(`SELECT ${conditions} FROM persons ORDER BY "row"`);
    return reader.getRows() as (boolean | null)[][];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function ourAnswers(table: PersonTable, chosen: CriteriaSettings): (boolean | null)[][] {
  const evaluator = createEvaluator(table);
  const results = CRITERION_IDS.map((id) => evaluator.evaluate(id, chosen));
  return Array.from({ length: table.size }, (_, row) =>
    results.map(({ hits, undetermined }) => (hits.get(row) ? true : undetermined.get(row) ? null : false)),
  );
}

describe('the criteria beside SQL', () => {
  it('answer every person as SQL does with the default settings', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        expect(ourAnswers(table, defaultSettings())).toEqual(await answersOfSql(table, defaultSettings()));
      }),
      { seed: 20250401, numRuns: 40 },
    );
  });

  it('answer every person as SQL does with altered thresholds and switches', async () => {
    await fc.assert(
      fc.asyncProperty(tables, settings, async (table, chosen) => {
        expect(ourAnswers(table, chosen)).toEqual(await answersOfSql(table, chosen));
      }),
      { seed: 20260331, numRuns: 60 },
    );
  });
});
