/** The rooms excel and functions as an add-in for tests: built by the project's own configuration, run through the real Office.js. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { BookError } from '../../src/workbench/book/errors';
import { PROFILES, type HostProfile, type ProfileName } from '../../src/workbench/host/profiles';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { startAddin, type AddinRuntime, type StartOptions } from '../../src/workbench/node/runAddin';
import type { Cell } from '../../src/kdb';

type Entries = { functions: string; taskpane: string };

const ROOT = path.resolve(__dirname, '../..');
/** What the add-in for tests is made of. */
const SOURCES = ['src', 'assets', 'manifest.xml', 'webpack.config.js', 'package-lock.json', 'tests/excel/entry.ts'];
/** One build for all test files that ask, by the content of its sources; cleared by the next `npm ci`. */
const BUILDS = path.join(ROOT, 'node_modules/.cache/ikkatsu-addin');
const OLD_MS = 60 * 60_000;

/** An add-in of which a test has a module of its own in place of one of `src/excel`. */
export interface Instead {
  /** The module of the product, from the root. */
  readonly of: string;
  /** The module of the tests, which may import the other. */
  readonly module: string;
}

function digestOfSources(instead: Instead | null): string {
  const hash = createHash('sha256');
  const add = (file: string): void => {
    if (fs.statSync(file).isDirectory()) for (const name of fs.readdirSync(file).sort()) add(path.join(file, name));
    else hash.update(`${path.relative(ROOT, file)}\0`).update(fs.readFileSync(file));
  };
  for (const source of SOURCES) add(path.join(ROOT, source));
  if (instead !== null) {
    hash.update(instead.of);
    add(path.join(ROOT, instead.module));
  }
  return hash.digest('hex').slice(0, 32);
}

/** Whoever imports the module of the product gets that of the tests, but for the latter. */
function replacementOf({ of, module }: Instead): webpack.NormalModuleReplacementPlugin {
  const [wanted, given] = [path.join(ROOT, of), path.join(ROOT, module)];
  return new webpack.NormalModuleReplacementPlugin(new RegExp(`/${path.basename(of, '.ts')}$`), (found) => {
    const { context, request, contextInfo } = found as {
      context: string;
      request: string;
      contextInfo: { issuer: string };
    };
    if (`${path.resolve(context, request)}.ts` === wanted && contextInfo.issuer !== given)
      (found as { request: string }).request = given;
  });
}

/** Builds as the project does, but with the tests' own page. */
async function build(out: string, instead: Instead | null): Promise<void> {
  const configurations = (await import('../../webpack.config.js')).default as unknown as (
    env: object,
    argv: object,
  ) => (Configuration & { entry: Entries })[];
  const addin = configurations({ out }, { mode: 'development' }).find(({ name }) => name === 'addin');
  const entry: Entries = { functions: addin!.entry.functions, taskpane: path.join(__dirname, 'entry.ts') };
  const plugins = [...(addin!.plugins ?? []), ...(instead === null ? [] : [replacementOf(instead)])];
  const compiler = webpack({ ...addin!, entry, devtool: false, plugins });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
}

/** The build of the sources as they are now. Two processes that ask at once may both build; one of the builds stays. */
async function sharedBuild(instead: Instead | null): Promise<string> {
  const shared = path.join(BUILDS, digestOfSources(instead));
  if (fs.existsSync(shared)) return shared;
  fs.mkdirSync(BUILDS, { recursive: true });
  for (const name of fs.readdirSync(BUILDS)) {
    const other = path.join(BUILDS, name);
    const status = fs.statSync(other, { throwIfNoEntry: false });
    if (status && Date.now() - status.mtimeMs > OLD_MS) fs.rmSync(other, { recursive: true, force: true });
  }
  const aside = fs.mkdtempSync(path.join(BUILDS, 'building-'));
  await build(aside, instead);
  try {
    fs.renameSync(aside, shared);
  } catch (error) {
    if (!fs.existsSync(shared)) throw error;
    fs.rmSync(aside, { recursive: true, force: true });
  }
  return shared;
}

/** The add-in in a folder of the caller's own. */
export async function buildAddin(instead: Instead | null = null): Promise<string> {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-excel-'));
  fs.cpSync(await sharedBuild(instead), out, { recursive: true });
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
  { profile = 'hostile', ...options }: Pick<StartOptions, 'onPayload'> & { profile?: ProfileName | HostProfile } = {},
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

/** For the head of a test file: the add-in is there for its tests and goes with them. Answers the `start` of this add-in. */
export function useAddin(): (
  content: Parameters<typeof start>[1],
  options?: Parameters<typeof start>[2],
) => Promise<Running> {
  let addinDir = '';
  beforeAll(async () => {
    addinDir = await buildAddin();
  });
  afterAll(() => removeAddin(addinDir));
  return (content, options) => start(addinDir, content, options);
}

/** From now on this workbook gives no table this name; the answer takes that back. */
export function refuseTableName(book: EmbeddedWorkbook['book'], name: string): () => void {
  const renameTable = book.renameTable.bind(book);
  book.renameTable = (table, to) => {
    if (to === name) throw new BookError('GeneralException');
    renameTable(table, to);
  };
  return () => void (book.renameTable = renameTable);
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
