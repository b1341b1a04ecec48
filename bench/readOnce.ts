/** One reading in a process of its own: `readOnce READER FILE` prints its time, processor time, rows and peak memory as JSON. */
import { readFileSync } from 'node:fs';

/** `nothing` is the process alone, against which peaks are measured. */
export const READERS = ['nothing', 'ours', 'answers', 'papa', 'papaStep', 'duckdb'] as const;
export type ReaderName = (typeof READERS)[number];

export interface Measured {
  /** Elapsed and processor time in milliseconds. */
  readonly elapsed: number;
  readonly processor: number;
  readonly rows: number;
  /** Peak memory of the process in megabytes. */
  readonly peak: number;
}

/** Each loads what it needs before the clock starts, and nothing of the others. */
const PREPARE: Readonly<Record<ReaderName, (path: string) => Promise<() => number | Promise<number>>>> = {
  nothing: async () => () => 0,
  ours: async (path) => {
    const { buildIntake, readFile } = await import('../src/kdb');
    return () => buildIntake(readFile('一覧.csv', readFileSync(path))).sources[0]!.rows;
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
      const answers = results.map((result) => countOf(table, result).hits);
      return answers.length > 0 ? sources[0]!.rows : 0;
    };
  },
  papa: async (path) => {
    const { default: Papa } = await import('papaparse');
    return () => {
      const { data } = Papa.parse<string[]>(new TextDecoder('shift_jis').decode(readFileSync(path)));
      return data.filter((row) => row.length > 1).length - 1;
    };
  },
  papaStep: async (path) => {
    const { default: Papa } = await import('papaparse');
    return () => {
      let rows = -1;
      Papa.parse<string[]>(new TextDecoder('shift_jis').decode(readFileSync(path)), {
        step: ({ data }) => void (rows += data.length > 1 ? 1 : 0),
      });
      return rows;
    };
  },
  duckdb: async (path) => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    const connection = await instance.connect();
    return async () => {
      await connection.run(`CREATE TABLE persons AS SELECT * FROM read_csv('${path}', header = true)`);
      const [[rows]] = (await (await connection.run('SELECT count(*) FROM persons')).getRows()) as [[bigint]];
      return Number(rows);
    };
  },
};

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
  const rows = await read();
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const peak = (peakOf() * 1024) / 1e6;
  console.log(JSON.stringify({ elapsed, processor: (user + system) / 1000, rows, peak } satisfies Measured));
  // DuckDB's threads would keep the process.
  process.exit(0);
}

const [, , reader, path] = process.argv;
const asked = READERS.find((name) => name === reader);
if (asked !== undefined && path !== undefined) void main(asked, path);
