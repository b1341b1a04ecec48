/** The built product for tests that start it as a user would. */
import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');
export const SAMPLES = path.join(ROOT, 'samples');
export const SAMPLE_CSVS = [
  '被保険者台帳.csv',
  '健診_令和7年度.csv',
  '健診_令和6年度.csv',
  'レセプト集計_令和7年度.csv',
  '要介護認定.csv',
].map((name) => path.join(SAMPLES, name));

/** Builds all of dist/ when it is missing or older than the sources. Several test files may ask at once. */
export function ensureBuilt(): void {
  execFileSync(process.execPath, [path.join(ROOT, 'tools/build.mjs'), 'all'], { stdio: 'pipe' });
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `ikkatsu` with these words, without a terminal. */
export function ikkatsu(...words: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(ROOT, 'bin/ikkatsu.mjs'), ...words],
      { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}
