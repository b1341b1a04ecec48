/** Charts in the workbench: over their cells, following the figures, kept over a reload, saved with the file. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { addChart } from '../../src/workbench/book/chart/build';
import { placeOver } from '../../src/workbench/book/chart/place';
import type { WorkbenchServers } from '../../src/workbench/serve/server';
import '../../src/workbench/page/window';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { launchBrowser, serveBuilt } from '../../tools/browser';

jest.setTimeout(120_000);

let folder: string;
let servers: WorkbenchServers;
let browser: Browser;
let page: Page;

/** A workbook with four figures, a frozen heading and a chart over rows 8 to 22. */
async function workbookWithChart(): Promise<Uint8Array> {
  const workbook = createEmbeddedWorkbook();
  workbook.openRows('図', [
    ['圏域', '割合'],
    ['北部', 12],
    ['南部', 20],
    ['西部', 8],
  ]);
  const sheet = workbook.book.activeSheet;
  sheet.layout.frozenRows = 1;
  const chart = addChart(
    sheet,
    'ColumnClustered',
    { sheet, rect: { row: 0, column: 0, rows: 4, columns: 2 } },
    'Columns',
  );
  chart.title.text = '圏域ごとの割合';
  chart.altText = '三つの圏域を比べる';
  placeOver(chart, { row: 7, column: 1, rows: 15, columns: 6 });
  const bytes = await workbook.saveXlsx();
  workbook.dispose();
  return bytes;
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'charts-'));
  const file = path.join(folder, '図.xlsx');
  fs.writeFileSync(file, await workbookWithChart());
  servers = await serveBuilt([file]);
  browser = await launchBrowser();
  page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } });
  await page.goto(servers.url);
  await picture().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await servers?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const picture = () => page.getByRole('img', { name: '圏域ごとの割合。三つの圏域を比べる' });
/** Heights of the three columns on the screen. */
const heights = () =>
  page.$$eval('.chart svg rect[fill="#4472C4"]', (bars) =>
    bars.map((bar) => Number(bar.getAttribute('height'))).filter((height) => height > 11),
  );

async function until(met: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(100)) if (await met()) return;
  throw new Error('it did not come to this');
}

it('stands over its cells and says aloud what it shows', async () => {
  const box = (await picture().boundingBox())!;
  const canvas = (await page.locator('.charts').boundingBox())!;
  expect(box.x).toBeGreaterThan(canvas.x + 50);
  expect(box.height).toBeCloseTo(15 * 25, -1);
  const [north, south] = await heights();
  expect(south! / north!).toBeCloseTo(20 / 12, 1);
});

it('follows the figures in the cells', async () => {
  const before = await heights();
  await page.evaluate(() => window.workbench?.typeInto('図!B2', 20));
  await until(async () => {
    const [north, south] = await heights();
    return north !== before[0] && Math.abs(north! - south!) < 0.5;
  });
});

it('moves with the cells when they are scrolled', async () => {
  const before = (await picture().boundingBox())!;
  await page.mouse.move(before.x + 50, before.y + 50);
  await page.mouse.wheel(0, 200);
  await until(async () => (await picture().boundingBox())!.y < before.y - 50);
});

it('is still there after a reload, and is saved as a native chart', async () => {
  await until(async () => (await page.locator('body').getAttribute('data-work')) === 'kept');
  await page.reload();
  await picture().waitFor();
  const bytes = await page.evaluate(async () => [...((await window.workbench?.saveXlsx()) ?? [])]);
  const part = unzipSync(Uint8Array.from(bytes))['xl/charts/chart1.xml'];
  expect(new TextDecoder().decode(part)).toContain('圏域ごとの割合');
});
