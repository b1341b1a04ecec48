/** Small logs and tables for the tests of the evaluation: read from the folders of cases, or made of rows by hand. */
import fs from 'node:fs';
import path from 'node:path';
import { buildIntake, readFile, type Cell, type PersonTable } from '../../src/kdb';
import { readSupport } from '../../src/plan/support';
import type { SupportLog } from '../../src/indicators';

export const CASES = path.join(__dirname, 'golden');

/** 支援記録 of rows with a header. */
export const logOf = (rows: readonly (readonly Cell[])[]): SupportLog => readSupport(rows);

/** The data of a year, of rows with a header. */
export const tableOf = (rows: readonly (readonly Cell[])[], fiscalYear: number): PersonTable =>
  buildIntake([{ file: `${fiscalYear}.csv`, rows: () => rows }], { fiscalYear }).table;

/** The rows of a file of a case; null where the case has none. */
export function rowsOfCase(name: string, file: string): (readonly Cell[])[] | null {
  const at = path.join(CASES, name, file);
  if (!fs.existsSync(at)) return null;
  return [...readFile(file, fs.readFileSync(at))[0]!.rows()].map((row) => [...row]);
}
