/**
 * Benchmark of reading: a wide CP932 CSV to the person table, beside DuckDB's CSV reader and Papa Parse on the same rows.
 *
 * Each runs in a process of its own, in turns, so that neither memory nor warm code is shared. DuckDB reads UTF-8 only: it gets
 * a UTF-8 copy made beforehand, and its time does not include the copying. Papa Parse gets bytes and decodes them, and makes
 * rows of texts; only ours joins, derives and checks.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import Papa from 'papaparse';
import { buildIntake, readFile } from '../src/kdb';
import { generateWideCsv, WIDE_COLUMNS } from '../tools/samples';

export interface ReadingBenchOptions {
  /** Rows; default 1,000,000. */
  readonly size?: number;
  /** Turns; the figures are medians. */
  readonly runs?: number;
}

/** Times in milliseconds, memory and file in megabytes. */
export interface ReadingBench {
  readonly rows: number;
  readonly columns: number;
  readonly fileSize: number;
  readonly ours: number;
  readonly papa: number;
  readonly duckdb: number;
  /** Peak of the whole process that reads ours, with the runtime itself. */
  readonly memory: number;
  /** ours ÷ (Papa Parse ÷ 3): at most 1. */
  readonly ofPapaThird: number;
  /** ours ÷ DuckDB: at most 3. */
  readonly ofDuckdb: number;
  /** memory ÷ file: at most 3. */
  readonly ofFile: number;
  readonly ok: boolean;
  readonly text: string;
}

const WANTED = { ofPapaThird: 1, ofDuckdb: 3, ofFile: 3 } as const;

type Reader = 'ours' | 'papa' | 'duckdb';

interface Measured {
  readonly milliseconds: number;
  readonly rows: number;
  /** Megabytes. */
  readonly memory: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

async function writeFiles(size: number, cp932: string, utf8: string): Promise<void> {
  const file = createWriteStream(cp932);
  for (const chunk of generateWideCsv({ size })) if (!file.write(chunk)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
  const decoder = new TextDecoder('shift_jis');
  const [from, to] = [openSync(cp932, 'r'), openSync(utf8, 'w')];
  const piece = new Uint8Array(1 << 22);
  for (let read = readSync(from, piece); read > 0; read = readSync(from, piece))
    writeSync(to, decoder.decode(piece.subarray(0, read), { stream: true }));
}

/** Reads once, as the child process does. */
async function read(reader: Reader, path: string): Promise<number> {
  if (reader === 'ours') {
    const { sources } = buildIntake(readFile('一覧.csv', new Uint8Array(readFileSync(path))));
    return sources[0]!.rows;
  }
  if (reader === 'papa') {
    const text = new TextDecoder('shift_jis').decode(readFileSync(path));
    let rows = 0;
    Papa.parse<string[]>(text, { step: ({ data }) => void (rows += data.length > 1 ? 1 : 0) });
    return rows - 1;
  }
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE persons AS SELECT * FROM read_csv('${path}', header = true, all_varchar = true)`);
  const [[rows]] = (await (await connection.run('SELECT count(*) FROM persons')).getRows()) as [[bigint]];
  connection.closeSync();
  return Number(rows);
}

/** One turn in a process of its own. */
function measure(reader: Reader, path: string): Measured {
  const script = [...process.execArgv, __filename, '--read', reader, path];
  const output = execFileSync(process.execPath, script, { encoding: 'utf8', maxBuffer: 1 << 20 });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Measured;
}

/** Runs the benchmark. Throws where the three do not read the same number of rows. */
export async function run({ size = 1_000_000, runs = 3 }: ReadingBenchOptions = {}): Promise<ReadingBench> {
  const folder = mkdtempSync(join(tmpdir(), 'ikkatsu-bench-'));
  try {
    const [cp932, utf8] = [join(folder, 'cp932.csv'), join(folder, 'utf8.csv')];
    await writeFiles(size, cp932, utf8);
    const times: Record<Reader, number[]> = { ours: [], papa: [], duckdb: [] };
    let memory = 0;
    for (let turn = 0; turn < runs; turn++) {
      for (const reader of ['ours', 'papa', 'duckdb'] as const) {
        const measured = measure(reader, reader === 'duckdb' ? utf8 : cp932);
        if (measured.rows !== size) throw new Error(`${reader} read ${measured.rows} rows of ${size}`);
        times[reader].push(measured.milliseconds);
        if (reader === 'ours') memory = Math.max(memory, measured.memory);
      }
    }
    const fileSize = statSync(cp932).size / 1e6;
    return report(size, fileSize, memory, {
      ours: median(times.ours),
      papa: median(times.papa),
      duckdb: median(times.duckdb),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(rows: number, fileSize: number, memory: number, times: Readonly<Record<Reader, number>>): ReadingBench {
  const { ours, papa, duckdb } = times;
  const [ofPapaThird, ofDuckdb, ofFile] = [ours / (papa / 3), ours / duckdb, memory / fileSize];
  const ok = ofPapaThird <= WANTED.ofPapaThird && ofDuckdb <= WANTED.ofDuckdb && ofFile <= WANTED.ofFile;
  const columns = WIDE_COLUMNS.length;
  const text = [
    `reading ${rows.toLocaleString('en')} rows × ${columns} columns of CP932 CSV (${fileSize.toFixed(0)} MB)`,
    `  ours, to the person table       ${ours.toFixed(0)} ms, peak memory ${memory.toFixed(0)} MB`,
    `  Papa Parse, to rows of texts    ${papa.toFixed(0)} ms`,
    `  DuckDB, to texts, 2 threads     ${duckdb.toFixed(0)} ms (a UTF-8 copy: it does not read CP932)`,
    `  ours ÷ (Papa Parse ÷ 3)         ${ofPapaThird.toFixed(2)} (wanted ≤ ${WANTED.ofPapaThird})`,
    `  ours ÷ DuckDB                   ${ofDuckdb.toFixed(2)} (wanted ≤ ${WANTED.ofDuckdb})`,
    `  peak memory ÷ file              ${ofFile.toFixed(2)} (wanted ≤ ${WANTED.ofFile})`,
  ].join('\n');
  return { rows, columns, fileSize, ours, papa, duckdb, memory, ofPapaThird, ofDuckdb, ofFile, ok, text };
}

async function child(reader: Reader, path: string): Promise<void> {
  const start = performance.now();
  const rows = await read(reader, path);
  const milliseconds = performance.now() - start;
  console.log(JSON.stringify({ milliseconds, rows, memory: (process.resourceUsage().maxRSS * 1024) / 1e6 }));
}

const asked = process.argv.indexOf('--read');
if (asked > 0) void child(process.argv[asked + 1] as Reader, process.argv[asked + 2]!);
