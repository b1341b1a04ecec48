/** The rooms excel and functions as an add-in for tests: built by the project's own configuration, run through the real Office.js. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { PROFILES, type HostProfile, type ProfileName } from '../../src/workbench/host/profiles';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { startAddin, type AddinRuntime, type StartOptions } from '../../src/workbench/node/runAddin';
import type { Cell } from '../../src/kdb';

type Entries = { functions: string; taskpane: string };

/** Builds into a folder of its own and returns it. */
export async function buildAddin(): Promise<string> {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-excel-'));
  const configurations = (await import('../../webpack.config.js')).default as unknown as (
    env: object,
    argv: object,
  ) => (Configuration & { entry: Entries })[];
  const addin = configurations({ out }, { mode: 'development' }).find(({ name }) => name === 'addin');
  const entry: Entries = { functions: addin!.entry.functions, taskpane: path.join(__dirname, 'entry.ts') };
  const compiler = webpack({ ...addin!, entry, devtool: false });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
  return path.join(out, 'addin');
}

export function removeAddin(addinDir: string): void {
  fs.rmSync(path.dirname(addinDir), { recursive: true, force: true });
}

export interface Running {
  readonly workbook: EmbeddedWorkbook;
  readonly addin: AddinRuntime;
  readonly room: Window['room'];
  /** The page's own Excel.run and the writing of any sheets of ours. */
  readonly run: <T>(batch: (context: Excel.RequestContext) => Promise<T>) => Promise<T>;
  readonly replaceSheets: typeof import('../../src/excel/replaceSheets').replaceSheets;
  stop(): void;
}

/**
 * Opens tables as sheets in a new workbook, or a saved workbook, and starts the add-in beside it: in the strictest Excel,
 * unless the test names another.
 */
export async function start(
  addinDir: string,
  content: Record<string, readonly (readonly Cell[])[]> | Uint8Array,
  { profile = 'windows', ...options }: Pick<StartOptions, 'onPayload'> & { profile?: ProfileName | HostProfile } = {},
): Promise<Running> {
  const workbook = createEmbeddedWorkbook({ profile: typeof profile === 'string' ? PROFILES[profile] : profile });
  if (content instanceof Uint8Array) await workbook.openXlsx('保存したブック.xlsx', content);
  else for (const [name, rows] of Object.entries(content)) workbook.openRows(name, rows);
  const addin = await startAddin(workbook, { addinDir, ...options });
  return {
    workbook,
    addin,
    room: addin.window.room as Running['room'],
    run: (batch) => (addin.window as unknown as { Excel: typeof Excel }).Excel.run(batch),
    replaceSheets: addin.window.replaceSheets as Running['replaceSheets'],
    stop() {
      addin.dispose();
      workbook.dispose();
    },
  };
}

/** Everything that stands in a workbook: values and formulas of every sheet, names, tables. */
export function pictureOf({ book }: EmbeddedWorkbook): object {
  return {
    sheets: book.sheets.map((sheet) => {
      const used = sheet.usedRect(true);
      const rows = used === null ? 0 : used.row + used.rows;
      const columns = used === null ? 0 : used.column + used.columns;
      return {
        name: sheet.name,
        cells: Array.from({ length: rows }, (_, row) =>
          Array.from({ length: columns }, (__, column) => sheet.formula(row, column)),
        ),
      };
    }),
    names: [...book.names.values()].map(({ name, formula }) => [name, formula]),
    tables: book.tables.map(({ name, rect, sheet }) => [name, sheet.name, rect]).sort(),
  };
}
