/** A saved workbook in a real browser: its values stand, as in Excel, until it is calculated; then the functions answer. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { WorkbenchServers } from '../../src/workbench/serve/server';
import '../../src/workbench/page/window';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { launchBrowser, serveBuilt } from '../../tools/browser';

jest.setTimeout(120_000);

/** What the file holds differs from what the functions answer, so that the two can be told apart. */
const SAVED = 0.25;
const ANSWERED = 0.3;
const SHARE = 'IKKATSU.PROPORTION(3,10,"値")';
const FORMULAS = [`=${SHARE}`, `=IF(ISNA(${SHARE}),"データがありません",IF(${SHARE}>1,"割合ではありません",${SHARE}))`];

let folder: string;
let servers: WorkbenchServers;
let browser: Browser;
let page: Page;

async function savedWorkbook(): Promise<Uint8Array> {
  const workbook = createEmbeddedWorkbook();
  const { book } = workbook;
  book.calculation.setManual(true);
  for (const sheet of [book.activeSheet, book.addSheet('圏域別')])
    sheet.write(
      { row: 0, column: 0, rows: FORMULAS.length, columns: 1 },
      (row) => ({ value: SAVED, formula: FORMULAS[row]! }),
      'user',
    );
  const bytes = await workbook.saveXlsx();
  workbook.dispose();
  return bytes;
}

const values = () =>
  page.evaluate(() => {
    const workbook = window.workbench;
    return workbook?.sheetNames().flatMap((name) => workbook.valuesOf(name).flat());
  });

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'saved-'));
  const file = path.join(folder, '計画.xlsx');
  fs.writeFileSync(file, await savedWorkbook());
  servers = await serveBuilt([file]);
  browser = await launchBrowser();
  page = await browser.newPage({ ignoreHTTPSErrors: true });
});
afterAll(async () => {
  await browser?.close();
  await servers?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function expectSoon(ask: () => Promise<unknown>, expected: unknown): Promise<void> {
  let found: unknown;
  for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(50)) {
    found = await ask();
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
  }
  expect(found).toEqual(expected);
}

it('shows the values of the file until it is calculated, then what the functions answer', async () => {
  let letIn = (): void => undefined;
  const held = new Promise<void>((resolve) => (letIn = resolve));
  await page.route('**/functions.json', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(servers.url);
  await page.frameLocator('#addin').getByRole('button', { name: '抽出を実行' }).waitFor();
  expect(await values()).toEqual([SAVED, SAVED, SAVED, SAVED]);
  letIn();
  // The functions are known when their description has arrived: a formula that is new answers then.
  const asked = () => page.evaluate((formula) => window.workbench?.evaluate(formula), FORMULAS[0]!);
  await expectSoon(asked, { values: [[ANSWERED]] });
  expect(await values()).toEqual([SAVED, SAVED, SAVED, SAVED]);
  await page.evaluate(() => {
    window.workbench?.book.calculation.calculateNow(true);
    return window.workbench?.settle();
  });
  expect(await values()).toEqual([ANSWERED, ANSWERED, ANSWERED, ANSWERED]);
});
