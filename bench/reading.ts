/**
 * Benchmark of reading: a wide CP932 CSV to the person table, beside DuckDB's CSV reader and Papa Parse on the same rows.
 *
 * Each runs in a process of its own, in turns, so that neither memory nor warm code is shared. DuckDB reads CP932 only with an
 * extension that has to be loaded from the network: it gets a UTF-8 copy made beforehand, and its time does not include the
 * copying. Papa Parse gets bytes, decodes them and makes rows of texts; DuckDB makes a table of the types that it sniffs; only
 * ours joins, derives and checks. Ours as the command reads: with several threads, the file itself included, and on to the answers
 * to all purposes. DuckDB gives the same answers by the query of `wideSql.ts`: from its table, and once more from the columns that
 * the query needs, with no table kept.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle';
import { READERS, type Measured, type ReaderName } from './readOnce';
import { BENCH_COLUMNS, writeFiles, type Quoting } from './wideCsv';

export interface ReadingBenchOptions {
  /** Rows; default 1,000,000. */
  readonly size?: number;
  /** Turns; the figures are medians. */
  readonly runs?: number;
  readonly quoting?: Quoting;
}

/** Medians of one reader. */
export type Medians = Omit<Measured, 'rows' | 'answers'>;

export interface ReadingBench {
  readonly rows: number;
  readonly columns: number;
  /** Megabytes. */
  readonly fileSize: number;
  readonly readers: Readonly<Record<ReaderName, Medians>>;
  readonly marks: readonly Mark[];
  readonly ok: boolean;
  readonly text: string;
}

/** A figure and what it may be at most. */
export interface Mark {
  readonly name: string;
  readonly figure: number;
  readonly most: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** One turn in a process of its own. */
function measure(script: string, reader: ReaderName, path: string): Measured {
  const output = execFileSync(process.execPath, [script, reader, path], { encoding: 'utf8', maxBuffer: 1 << 20 });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Measured;
}

function mediansOf(turns: readonly Measured[]): Medians {
  const of = (key: keyof Medians): number => median(turns.map((turn) => turn[key]));
  return { elapsed: of('elapsed'), processor: of('processor'), peak: of('peak') };
}

const DUCKDB: ReadonlySet<ReaderName> = new Set(['duckdb', 'duckdbAnswers', 'duckdbCounts']);

/** Throws where a reader does not read all rows, or answers otherwise than the one before it. */
function check(reader: ReaderName, { rows, answers }: Measured, size: number, before: string): string {
  if (reader !== 'nothing' && rows !== null && rows !== size) throw new Error(`${reader} read ${rows} rows of ${size}`);
  if (answers.length === 0) return before;
  const found = answers.join();
  if (before !== '' && found !== before) throw new Error(`${reader} answers ${found}, and before it was ${before}`);
  return found;
}

/** Runs the benchmark. Throws where the readers do not read the same number of rows, or do not give the same answers. */
export async function run(options: ReadingBenchOptions = {}): Promise<ReadingBench> {
  const { size = 1_000_000, runs = 3, quoting = 'quoted' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'ikkatsu-bench-'));
  try {
    const [cp932, utf8] = [join(folder, 'cp932.csv'), join(folder, 'utf8.csv')];
    const script = await bundle('readOnce');
    await writeFiles(size, quoting, cp932, utf8);
    const turns = Object.fromEntries(READERS.map((reader) => [reader, [] as Measured[]])) as Record<
      ReaderName,
      Measured[]
    >;
    let answers = '';
    for (let turn = 0; turn < runs; turn++) {
      for (const reader of READERS) {
        const measured = measure(script, reader, DUCKDB.has(reader) ? utf8 : cp932);
        answers = check(reader, measured, size, answers);
        turns[reader].push(measured);
      }
    }
    const readers = Object.fromEntries(READERS.map((reader) => [reader, mediansOf(turns[reader])]));
    return report(size, quoting, statSync(cp932).size / 1e6, readers as Record<ReaderName, Medians>);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NAMES: Readonly<Record<ReaderName, string>> = {
  nothing: 'the process alone',
  ours: 'ours, to the person table',
  answers: 'ours as the command reads, to the answers',
  papa: 'Papa Parse, to an array of rows of texts',
  papaStep: 'Papa Parse, row by row, nothing kept',
  duckdb: 'DuckDB, to a typed table, 2 threads, from UTF-8',
  duckdbAnswers: 'DuckDB, to a typed table and the answers',
  duckdbCounts: 'DuckDB, to the answers, no table kept',
};

function report(
  rows: number,
  quoting: Quoting,
  fileSize: number,
  readers: Readonly<Record<ReaderName, Medians>>,
): ReadingBench {
  const { nothing, ours, answers, papa, papaStep, duckdb, duckdbAnswers } = readers;
  const marks: Mark[] = [
    { name: 'time ÷ (time of Papa Parse ÷ 3)', figure: ours.elapsed / (papa.elapsed / 3), most: 1 },
    { name: 'time ÷ time of DuckDB', figure: ours.elapsed / duckdb.elapsed, most: 3 },
    { name: 'table and answers ÷ those of DuckDB', figure: answers.elapsed / duckdbAnswers.elapsed, most: 1 },
    { name: 'peak memory of both', figure: answers.peak / duckdbAnswers.peak, most: 1 },
    { name: 'peak memory above the process alone ÷ file', figure: (ours.peak - nothing.peak) / fileSize, most: 3 },
  ];
  const columns = BENCH_COLUMNS.length;
  const text = [
    `reading ${rows.toLocaleString('en')} rows × ${columns} columns of CP932 CSV, fields ${quoting} (${fileSize.toFixed(0)} MB)`,
    ...READERS.map((reader) => lineOf(NAMES[reader], readers[reader])),
    ...marks.map(
      ({ name, figure, most }) =>
        `  ${name.padEnd(50)} ${figure.toFixed(2)} (wanted ≤ ${most}: ${figure <= most ? 'reached' : 'missed'})`,
    ),
    `  ${'table and answers ÷ DuckDB, to its table alone'.padEnd(50)} ${(answers.elapsed / duckdb.elapsed).toFixed(2)}`,
    `  ${'ours alone by processor time: Papa Parse ÷ 3, DuckDB'.padEnd(50)} ${[papa, duckdb].map((peer, index) => (ours.processor / (index === 0 ? peer.processor / 3 : peer.processor)).toFixed(2)).join(', ')}`,
    `  ${'time ÷ time of Papa Parse, and of it row by row'.padEnd(50)} ${(ours.elapsed / papa.elapsed).toFixed(2)}, ${(ours.elapsed / papaStep.elapsed).toFixed(2)} (a third of its speed would be 3)`,
    `  ${'peak memory of the whole process ÷ file'.padEnd(50)} ${(ours.peak / fileSize).toFixed(2)}`,
  ].join('\n');
  return { rows, columns, fileSize, readers, marks, ok: marks.every(({ figure, most }) => figure <= most), text };
}

function lineOf(name: string, { elapsed, processor, peak }: Medians): string {
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2).padStart(6);
  return `  ${name.padEnd(50)} ${seconds(elapsed)} s, processor ${seconds(processor)} s, peak memory ${peak.toFixed(0).padStart(5)} MB`;
}
