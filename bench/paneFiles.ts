/**
 * The pane in Chromium while files are read: the longest task of our code on the page's thread while a large file is imported and
 * extracted, and how long typed keys wait. The grid that stands in for Excel shares the thread; its tasks are told apart.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { generatePersons } from '../tools/samples';
import { compactDate } from '../tools/samples/calendar';
import { csvLine, encodedChunks } from '../tools/samples/csv';
import { DEFAULTS } from '../tools/samples/generate';
import { textOf } from '../tools/samples/columns';
import { WIDE_COLUMNS } from '../tools/samples/wide';
import { launchBrowser, serveBuilt } from '../tools/browser';
import { tasksDuring, watchTasks, type Task } from './pane/tasks';

export interface PaneFilesOptions {
  /** Megabytes of the CSV files. */
  readonly sizes?: readonly number[];
  /** Megabytes of rows that the xlsx holds. */
  readonly book?: number;
  /** Says what our own long tasks ran. */
  readonly profiles?: boolean;
}

/** What one job on a file showed. */
export interface FileRead {
  readonly file: string;
  readonly step: string;
  readonly seconds: number;
  readonly ours: readonly Task[];
  readonly grid: readonly Task[];
}

const COLUMNS = 64;
const STYLE = { date: compactDate };

function* records(): Generator<readonly string[]> {
  const more = Array.from({ length: COLUMNS - WIDE_COLUMNS.length }, (_, index) => `備考${index + 1}`);
  yield [...WIDE_COLUMNS.map(({ heading }) => heading), ...more];
  for (const person of generatePersons({ ...DEFAULTS, size: 1_000_000 }))
    yield [...WIDE_COLUMNS.map((column) => textOf(column.value(person), STYLE)), ...more.map(() => '')];
}

/** Rows of about so many megabytes. */
function rowsOf(megabytes: number): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  let bytes = 0;
  for (const row of records()) {
    rows.push(row);
    bytes += row.reduce((sum, cell) => sum + cell.replace(/[^ -~]/g, '00').length + 1, 1);
    if (bytes > megabytes * 1_000_000) break;
  }
  return rows;
}

function writeCsv(file: string, megabytes: number): void {
  const out = fs.openSync(file, 'w');
  const lines = rowsOf(megabytes).map((row) => csvLine(row, STYLE));
  for (const chunk of encodedChunks(lines)) fs.writeSync(out, chunk);
  fs.closeSync(out);
}

async function writeBook(file: string, megabytes: number): Promise<void> {
  const { writeXlsx } = await import('hucre');
  const rows = rowsOf(megabytes).map((row, index) =>
    row.map((cell, column) => (index > 0 && column > 12 && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)),
  );
  fs.writeFileSync(file, await writeXlsx({ sheets: [{ name: '一覧', rows }] }));
}

export interface PaneFilesBench {
  readonly reads: readonly FileRead[];
  /** None of our tasks was long. */
  readonly ok: boolean;
  readonly text: string;
}

/** Imports a file and extracts, on a page of its own. */
async function readInPane(
  url: string,
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  file: string,
  profiles: boolean,
): Promise<readonly FileRead[]> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: 'ja-JP',
    viewport: { width: 1280, height: 800 },
  });
  context.setDefaultTimeout(600_000);
  await context.addInitScript(watchTasks);
  const page = await context.newPage();
  const found: FileRead[] = [];
  const step = async (name: string, pane: Frame, job: () => Promise<void>): Promise<void> => {
    const started = performance.now();
    const tasks = await tasksDuring(page, pane, profiles, job);
    found.push({
      file: path.basename(file),
      step: name,
      seconds: (performance.now() - started) / 1000,
      ours: tasks.filter(({ isOurs }) => isOurs),
      grid: tasks.filter(({ isOurs }) => !isOurs),
    });
  };
  try {
    await page.goto(url);
    const extract = page.frameLocator('#addin').getByRole('button', { name: '抽出を実行', exact: true });
    await extract.waitFor();
    const pane = (await (await page.locator('#addin').elementHandle())!.contentFrame())!;
    await step('import', pane, async () => {
      await pane.getByLabel('取り込むファイル').setInputFiles(file);
      await pane.getByText('個のファイルを取り込みました').first().waitFor();
    });
    await step('extraction', pane, async () => {
      await extract.click();
      await pane.getByText('抽出が終わりました').first().waitFor();
    });
  } finally {
    await context.close();
  }
  return found;
}

/** Runs the benchmark. */
export async function run({
  sizes = [5, 20],
  book = 5,
  profiles = false,
}: PaneFilesOptions = {}): Promise<PaneFilesBench> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-pane-files-'));
  const servers = await serveBuilt([]);
  const browser = await launchBrowser();
  const reads: FileRead[] = [];
  try {
    const files = sizes.map((size) => ({
      name: `${size}MB.csv`,
      write: (file: string) => writeCsv(file, size) as void | Promise<void>,
    }));
    if (book > 0) files.push({ name: `${book}MB.xlsx`, write: (file) => writeBook(file, book) });
    for (const { name, write } of files) {
      const file = path.join(folder, name);
      await write(file);
      reads.push(...(await readInPane(servers.url, browser, file, profiles)));
    }
  } finally {
    await browser.close();
    await servers.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  const ok = reads.every(({ ours }) => ours.length === 0);
  return { reads, ok, text: reads.map(told).join('\n') };
}

/** Milliseconds from which on a task is long. */
const LONG = 50;

const longest = (tasks: readonly Task[]): string => {
  const most = Math.max(0, ...tasks.map(({ milliseconds }) => milliseconds));
  return tasks.length === 0 ? 'none over 50 ms' : `at most ${most.toFixed(0)} ms (${tasks.length} over 50)`;
};

/** Of our long tasks the longest are said in full, where that was asked for. */
const FULL = 8;

function told({ file, step, seconds, ours, grid }: FileRead): string {
  const full = ours
    .filter(({ frames }) => frames.length > 0)
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, FULL)
    .map(({ milliseconds, frames }) => `    ${milliseconds.toFixed(0)} ms: ${frames.slice(0, 14).join(' | ')}`);
  const working = ours
    .map((task) => ({ ...task, milliseconds: task.milliseconds - task.collecting }))
    .filter(({ milliseconds }) => milliseconds > LONG);
  const alone = ours.some(({ collecting }) => collecting > 0) ? `, without garbage ${longest(working)}` : '';
  const words = `pane: ${file} ${step} in ${seconds.toFixed(1)} s: our tasks ${longest(ours)}${alone}, those of the grid ${longest(grid)}`;
  return [words, ...full].join('\n');
}
