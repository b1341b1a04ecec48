/** One reading in a process of its own: `readOnce READER FILE` prints its time, processor time, rows and peak memory as JSON. */
import { readFileSync } from 'node:fs';

/** `nothing` is the process alone, against which peaks are measured. */
export const READERS = [
  'nothing',
  'ours',
  'answers',
  'papa',
  'papaStep',
  'duckdb',
  'duckdbAnswers',
  'duckdbCounts',
] as const;
export type ReaderName = (typeof READERS)[number];

export interface Measured {
  /** Elapsed and processor time in milliseconds. */
  readonly elapsed: number;
  readonly processor: number;
  /** Peak memory of the process in megabytes. */
  readonly peak: number;
  /** Rows of the file; null where nobody kept them. */
  readonly rows: number | null;
  /** Of each purpose those whom it hits, and those whom nobody can judge; empty where nothing was asked. */
  readonly answers: readonly number[];
}

/** What a reader found. */
type Found = Pick<Measured, 'rows' | 'answers'>;

const rowsOnly = (rows: number): Found => ({ rows, answers: [] });

/** Each loads what it needs before the clock starts, and nothing of the others. */
const PREPARE: Readonly<Record<ReaderName, (path: string) => Promise<() => Found | Promise<Found>>>> = {
  nothing: async () => () => rowsOnly(0),
  ours: async (path) => {
    const { buildIntake, readFile } = await import('../src/kdb');
    return () => rowsOnly(buildIntake(readFile('一覧.csv', readFileSync(path))).sources[0]!.rows);
  },
  answers: async (path) => {
    const { buildIntake, readFile } = await import('../src/kdb');
    const { countOf, createEvaluator, defaultSettings } = await import('../src/criteria');
    const { readBytes } = await import('../src/workbench/cli/files');
    const { readingThreads } = await import('../src/workbench/node/readingThreads');
    // They begin beforehand, as those of DuckDB do below.
    const threads = readingThreads();
    threads?.begin();
    return () => {
      const [file] = readBytes([path], threads);
      const { table, sources } = buildIntake(readFile('一覧.csv', file!.bytes, threads ?? undefined));
      const results = createEvaluator(table).evaluateAll(defaultSettings());
      const counts = results.map((result) => countOf(table, result));
      return {
        rows: sources[0]!.rows,
        answers: counts.flatMap(({ hits, undetermined }) => [hits, undetermined]),
      };
    };
  },
  papa: async (path) => {
    const { default: Papa } = await import('papaparse');
    return () => {
      const { data } = Papa.parse<string[]>(new TextDecoder('shift_jis').decode(readFileSync(path)));
      return rowsOnly(data.filter((row) => row.length > 1).length - 1);
    };
  },
  papaStep: async (path) => {
    const { default: Papa } = await import('papaparse');
    return () => {
      let rows = -1;
      Papa.parse<string[]>(new TextDecoder('shift_jis').decode(readFileSync(path)), {
        step: ({ data }) => void (rows += data.length > 1 ? 1 : 0),
      });
      return rowsOnly(rows);
    };
  },
  duckdb: (path) => byDuckdb(async (ask) => rowsOnly(await tableOf(path, ask))),
  duckdbAnswers: async (path) => {
    const { answersOf } = await import('./wideSql');
    return byDuckdb(async (ask) => ({ rows: await tableOf(path, ask), answers: await ask(answersOf(TABLE)) }));
  },
  duckdbCounts: async (path) => {
    const { answersOf } = await import('./wideSql');
    return byDuckdb(async (ask) => ({ rows: null, answers: await ask(answersOf(csvOf(path))) }));
  },
};

/** Numbers of the first row that a query gives. */
type Ask = (query: string) => Promise<number[]>;

/** A reader by DuckDB with two threads, which begin before the clock starts. */
async function byDuckdb(read: (ask: Ask) => Promise<Found>): Promise<() => Promise<Found>> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  return () => read(async (query) => ((await (await connection.run(query)).getRows())[0] ?? []).map(Number));
}

const TABLE = 'persons';
const csvOf = (path: string): string => `read_csv('${path}', header = true)`;

/** Makes a typed table of a file; its rows. */
async function tableOf(path: string, ask: Ask): Promise<number> {
  await ask(`CREATE TABLE ${TABLE} AS SELECT * FROM ${csvOf(path)}`);
  return (await ask(`SELECT count(*) FROM ${TABLE}`))[0]!;
}

/** Peak memory in kilobytes. Linux hands the figure of `resourceUsage` down from the parent process, but not this one. */
function peakOf(): number {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

async function main(reader: ReaderName, path: string): Promise<void> {
  const read = await PREPARE[reader](path);
  const before = process.cpuUsage();
  const start = performance.now();
  const found = await read();
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const peak = (peakOf() * 1024) / 1e6;
  console.log(JSON.stringify({ elapsed, processor: (user + system) / 1000, peak, ...found } satisfies Measured));
  // DuckDB's threads would keep the process.
  process.exit(0);
}

const [, , reader, path] = process.argv;
const asked = READERS.find((name) => name === reader);
if (asked !== undefined && path !== undefined) void main(asked, path);
