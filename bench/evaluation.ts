/** Benchmark of the evaluation: 支援記録 of 10,000 rows over the persons of two years, beside the same counts by DuckDB in SQL. */
import {
  BOOLEAN,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { createEvaluator, defaultSettings, type CriterionId } from '../src/criteria';
import { evaluateProgramme, PROGRAMMES, type ProgrammeId } from '../src/indicators';
import { textAt, type Cell, type PersonTable } from '../src/kdb';
import { placeRecords, readSupport } from '../src/plan/support';
import { sqlOf } from '../tests/criteria/oracle';
import { generatePersonTable } from '../tools/samples';
import { loadPersons } from './duckdb';

export interface EvaluationBenchOptions {
  /** Persons of each year; default 500,000. */
  readonly size?: number;
  /** Rows of 支援記録; default 10,000. */
  readonly records?: number;
  /** Alternating runs of each side after one that does not count; default 3. */
  readonly runs?: number;
}

/** Times in milliseconds are medians. */
export interface EvaluationBench {
  /** 支援記録 read from its cells, its persons found, all programmes evaluated: at most 3,000. */
  readonly ours: number;
  /** The same counts by DuckDB with 2 threads, warm. */
  readonly duckdb: number;
  readonly ok: boolean;
  /** The figures for people. */
  readonly text: string;
}

const WANTED_MS = 3_000;
const YEAR = 2025;

/** The state that is compared of each programme, in the words of SQL over "$" = before or after. */
const STATES: Readonly<Partial<Record<ProgrammeId, { readonly indicator: string; readonly sql: string }>>> = {
  lowNutrition: { indicator: 'bmiLow', sql: '$."bmi" <= 20' },
  oral: { indicator: 'chewing', sql: '$."q4" = 1' },
  polypharmacy: { indicator: 'drugs15', sql: '$."drugCount" >= 15' },
  physicalFrailty: {
    indicator: 'frailAnswers',
    sql: '($."q7" = 1 AND $."q1" IN (4, 5)) OR ($."q7" = 1 AND $."q8" = 1)',
  },
  diabeticKidney: { indicator: 'hba1cHigh', sql: '$."hba1c" >= 8' },
};

interface SupportRow {
  readonly personId: string;
  readonly programme: ProgrammeId;
  readonly supported: boolean;
}

/** Every so many persons of the year before, in the six programmes by turns; two of three were supported. */
function supportRows(before: PersonTable, records: number): SupportRow[] {
  const step = Math.max(1, Math.floor(before.size / records));
  return Array.from({ length: Math.min(records, before.size) }, (_, index) => ({
    personId: textAt(before, 'personId', index * step),
    programme: PROGRAMMES[index % PROGRAMMES.length]!.id as ProgrammeId,
    supported: index % 3 !== 0,
  }));
}

function cellsOf(rows: readonly SupportRow[]): Cell[][] {
  const names = new Map(PROGRAMMES.map(({ id, name }) => [id, name]));
  return [
    ['被保険者番号', '目的', '対象とした日', '支援の有無', '状況'],
    ...rows.map(({ personId, programme, supported }): Cell[] => [
      personId,
      names.get(programme)!,
      '2026/5/25',
      supported ? '有' : '無',
      supported ? '終了' : '拒否',
    ]),
  ];
}

/** 抽出, 対象, 支援 of each programme, and its state: persons with both values, in it before, in it after. */
function evaluated(cells: Cell[][], before: PersonTable, after: PersonTable): number[] {
  const settings = defaultSettings();
  const evaluator = createEvaluator(before);
  const eligible = (id: CriterionId) => evaluator.evaluate(id, settings).hits;
  const log = placeRecords(readSupport(cells), [before, after]);
  return PROGRAMMES.flatMap((programme) => {
    const { extracted, targeted, supported, outcome } = evaluateProgramme(programme, log, before, after, {
      eligible,
      settings,
    });
    const state = STATES[programme.id as ProgrammeId];
    const result = outcome.find(({ id }) => id === `${programme.id}.${state?.indicator ?? ''}`);
    const counts = result === undefined ? [] : [result.denominator!, result.before?.count ?? 0, result.count ?? 0];
    return [extracted!, targeted, supported, ...counts];
  });
}

const CHUNK = 2048;

async function load(
  connection: DuckDBConnection,
  name: string,
  columns: readonly { readonly name: string; readonly type: DuckDBType; readonly values: readonly DuckDBValue[] }[],
): Promise<void> {
  await connection.run(
    `CREATE TABLE ${name} (${columns.map((each) => `"${each.name}" ${each.type.toString()}`).join(', ')})`,
  );
  const appender = await connection.createAppender(name);
  const size = columns[0]!.values.length;
  for (let from = 0; from < size; from += CHUNK) {
    const to = Math.min(from + CHUNK, size);
    const chunk = DuckDBDataChunk.create(
      columns.map(({ type }) => type),
      to - from,
    );
    chunk.setColumns(columns.map(({ values }) => values.slice(from, to)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** The persons of a year as a table with their numbers. */
async function loadYear(connection: DuckDBConnection, name: string, table: PersonTable): Promise<void> {
  await loadPersons(connection, table);
  const rows = Array.from({ length: table.size }, (_, row) => row);
  await load(connection, 'numbers', [
    { name: 'row', type: INTEGER, values: rows },
    { name: 'personId', type: VARCHAR, values: rows.map((row) => textAt(table, 'personId', row)) },
  ]);
  await connection.run(`CREATE TABLE ${name} AS SELECT * FROM persons JOIN numbers USING ("row")`);
  await connection.run('DROP TABLE numbers');
}

/** One statement for all programmes. */
function query(): string {
  const sql = sqlOf(defaultSettings(), true);
  const lines = PROGRAMMES.map(({ id, criteria }) => {
    const state = STATES[id as ProgrammeId]?.sql;
    const at = (when: string): string => `(${(state ?? 'NULL').replaceAll('$', when)})`;
    const both = `(supported AND ${at('b')} IS NOT NULL AND ${at('a')} IS NOT NULL)`;
    const hits = criteria.map((criterion) => `coalesce((${sql[criterion]}), false)`).join(' OR ');
    return `SELECT '${id}' AS programme, (SELECT count(*) FROM before_year WHERE ${hits}) AS extracted, count(*) AS targeted,
      count_if(supported) AS supported, count_if(${both}) AS known, count_if(${both} AND ${at('b')}) AS was,
      count_if(${both} AND ${at('a')}) AS "is"
      FROM support LEFT JOIN before_year b USING ("personId") LEFT JOIN after_year a ON a."personId" = support."personId"
      WHERE support.programme = '${id}'`;
  });
  return lines.join(' UNION ALL ');
}

async function asked(connection: DuckDBConnection, statement: string): Promise<number[]> {
  const rows = await (await connection.run(statement)).getRows();
  const byProgramme = new Map(rows.map(([programme, ...counts]) => [String(programme), counts.map(Number)]));
  return PROGRAMMES.flatMap(({ id }) => {
    const counts = byProgramme.get(id)!;
    return STATES[id as ProgrammeId] === undefined ? counts.slice(0, 3) : counts;
  });
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ milliseconds: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { milliseconds: performance.now() - start, value };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >>> 1]!;

/** Runs the benchmark. Throws where the two sides do not count the same persons. */
export async function run({
  size = 500_000,
  records = 10_000,
  runs = 3,
}: EvaluationBenchOptions = {}): Promise<EvaluationBench> {
  const [before, after] = [YEAR, YEAR + 1].map((fiscalYear) => generatePersonTable({ size, fiscalYear })) as [
    PersonTable,
    PersonTable,
  ];
  const rows = supportRows(before, records);
  const cells = cellsOf(rows);
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    await loadYear(connection, 'before_year', before);
    await loadYear(connection, 'after_year', after);
    await load(connection, 'support', [
      { name: 'personId', type: VARCHAR, values: rows.map(({ personId }) => personId) },
      { name: 'programme', type: VARCHAR, values: rows.map(({ programme }) => programme) },
      { name: 'supported', type: BOOLEAN, values: rows.map(({ supported }) => supported) },
    ]);
    const statement = query();
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let turn = -1; turn < runs; turn += 1) {
      const own = await timed(() => evaluated(cells, before, after));
      const other = await timed(() => asked(connection, statement));
      if (own.value.join() !== other.value.join())
        throw new Error(`counts differ: ${own.value.join()} and by DuckDB ${other.value.join()}`);
      if (turn < 0) continue;
      ours.push(own.milliseconds);
      theirs.push(other.milliseconds);
    }
    const [mine, duckdb] = [median(ours), median(theirs)];
    const text = [
      `evaluation, ${rows.length.toLocaleString('en')} rows of 支援記録 over ${size.toLocaleString('en')} persons of two years`,
      `  ours, all indicators from the cells   ${mine.toFixed(0)} ms (wanted ≤ ${WANTED_MS})`,
      `  DuckDB, 2 threads, warm, counts alone ${duckdb.toFixed(0)} ms`,
    ].join('\n');
    return { ours: mine, duckdb, ok: mine <= WANTED_MS, text };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
