/** Benchmark of years: four yearly tables in one intake beside four runs of one year, by the memory that they hold. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle';
import type { YearsRun } from './yearsOnce';
import { writeFiles } from './wideCsv';

const FIRST = 2022;
const YEARS = 4;
/** Memory of the intake of all years ÷ that of the tables of separate runs. */
const MOST = 1.3;

function run1(script: string, mode: string, paths: readonly string[]): YearsRun {
  const words = ['--expose-gc', script, mode, String(FIRST), ...paths];
  const output = execFileSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1 << 20 });
  return JSON.parse(output.trim().split('\n')[0]!) as YearsRun;
}

/** Runs the benchmark. Throws where the two ways count other persons. */
export async function run({ size = 500_000 }: { readonly size?: number } = {}): Promise<{
  readonly ok: boolean;
  readonly text: string;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'ikkatsu-bench-'));
  try {
    const paths: string[] = [];
    for (let year = FIRST; year < FIRST + YEARS; year++) {
      const path = join(folder, `一覧_令和${year - 2018}年度.csv`);
      await writeFiles(size, 'quoted', path, join(folder, 'utf8.csv'), year);
      paths.push(path);
    }
    const script = await bundle('yearsOnce');
    const together = run1(script, 'together', paths);
    const apart = run1(script, 'apart', paths);
    if (together.persons.join() !== apart.persons.join())
      throw new Error(`persons differ: ${together.persons.join()} and ${apart.persons.join()}`);
    const ratio = together.held / apart.held;
    const ok = ratio <= MOST && together.readings === 0;
    const line = (name: string, value: string): string => `  ${name.padEnd(50)} ${value}`;
    const text = [
      `${YEARS} yearly tables of ${size.toLocaleString('en')} persons`,
      line('the tables of four runs of one year', `${apart.held.toFixed(0)} MB`),
      line(
        'one intake with the tables of all four years',
        `${together.held.toFixed(0)} MB, ratio ${ratio.toFixed(2)} (wanted ≤ ${MOST}: ${ratio <= MOST ? 'reached' : 'missed'})`,
      ),
      line('reading once for all years', `${(together.reading / 1000).toFixed(2)} s`),
      line(
        'another year, the first time and again',
        `${together.firstTime.toFixed(0)} ms, ${together.again.toFixed(1)} ms`,
      ),
      line('readings of a file while the year changed', `${together.readings} (wanted 0)`),
    ].join('\n');
    return { ok, text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
