/** The sheets that the command line writes of the samples, by the keys of their rows and columns, and figures held against them. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { ensureBuilt, ikkatsu } from '../../e2e/built';

export type Sheet = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** The workbook that `run FILES --plan` writes. */
export async function bookOf(files: readonly string[], ...more: string[]): Promise<Uint8Array> {
  ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-recomputed-'));
  const out = path.join(folder, 'book.xlsx');
  const ran = await ikkatsu('run', ...files, ...more, '--plan', '--out', out);
  if (ran.code !== 0) throw new Error(ran.err);
  const bytes = new Uint8Array(fs.readFileSync(out));
  fs.rmSync(folder, { recursive: true });
  return bytes;
}

/** All sheets that `run FILES --plan` writes; a row that stands again on the next page counts once. */
export const sheetsOf = async (files: readonly string[], ...more: string[]): Promise<ReadonlyMap<string, Sheet>> =>
  sheetsIn(await bookOf(files, ...more));

/** All sheets of a workbook by the keys of their rows and columns. */
export async function sheetsIn(bytes: Uint8Array): Promise<ReadonlyMap<string, Sheet>> {
  const book = await readXlsx(bytes);
  const plain = (key: unknown): string => String(key ?? '').replace(/@.*$/u, '');
  return new Map(
    book.sheets.map(({ name, rows }): [string, Sheet] => {
      const columns = (rows[0] ?? []).map(plain);
      const keyed = rows
        .slice(1)
        .map((row) => [plain(row[0]), new Map(columns.map((column, i) => [column, row[i] ?? null]))] as const);
      return [name, new Map(keyed)];
    }),
  );
}

/** Cells that were held against a figure of ours, by sheet. */
export class Checked {
  count = 0;
  readonly wrong: string[] = [];
  constructor(private readonly sheet: Sheet) {}

  at(row: string, column: string): unknown {
    const cells = this.sheet.get(row);
    if (cells === undefined) throw new Error(`no row ${row}`);
    return cells.get(column);
  }

  is(row: string, column: string, wanted: number | string, tolerance = 1e-9): void {
    this.count += 1;
    const shown = this.at(row, column);
    const fits =
      typeof wanted === 'number'
        ? typeof shown === 'number' && Math.abs(shown - wanted) <= tolerance * Math.max(1, Math.abs(wanted))
        : shown === wanted;
    if (!fits) this.wrong.push(`${row} ${column}: ${String(shown)}, reckoned ${wanted}`);
  }
}
