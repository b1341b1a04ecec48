/** Benchmark of large sheets: 300,000 × 60 cells are read through the real Office.js, under the 5 MB that Excel answers at most. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { SHEET_COLUMNS, type SheetRead } from './sheetOnce';

export interface SheetsBenchOptions {
  /** Rows; default 300,000. */
  readonly size?: number;
}

export interface SheetsBench extends SheetRead {
  readonly rows: number;
  readonly ok: boolean;
  readonly text: string;
}

/** The workbook that stands in for Excel holds all cells in memory. */
const HEAP = '--max-old-space-size=12000';

/** Runs the benchmark; the add-in has to be built before. */
export function run({ size = 300_000 }: SheetsBenchOptions = {}): SheetsBench {
  const script = [HEAP, ...process.execArgv, join(__dirname, 'sheetOnce.ts'), '--sheet-of', String(size)];
  const output = execFileSync(process.execPath, script, { encoding: 'utf8', maxBuffer: 1 << 20 });
  const read = JSON.parse(output.trim().split('\n').at(-1)!) as SheetRead;
  const ok = read.refused === 0 && read.persons > 0;
  const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MB`;
  const text = [
    `a sheet of ${size.toLocaleString('en')} × ${SHEET_COLUMNS} cells through Office.js, to the first figure in a cell`,
    `  requests${' '.repeat(43)}${read.requests}`,
    `  refused as too large${' '.repeat(31)}${read.refused} (wanted 0: ${ok ? 'reached' : 'missed'})`,
    `  largest request, largest response${' '.repeat(18)}${megabytes(read.largestRequest)}, ${megabytes(read.largestResponse)} (limit ${megabytes(read.limit)})`,
    `  persons counted${' '.repeat(36)}${read.persons.toLocaleString('en')}`,
    `  time${' '.repeat(47)}${(read.elapsed / 1000).toFixed(1)} s`,
  ].join('\n');
  return { ...read, rows: size, ok, text };
}
