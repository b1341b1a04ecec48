/** Draws the pictures of the README from the product itself: the workbench after an extraction, and the pane alone. */
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import '../src/workbench/page/window';
import { launchBrowser, serveBuilt } from './browser';

const root = path.resolve(__dirname, '..');
const images = path.join(root, 'docs/images');
const samples = path.join(root, 'samples');
const SAMPLES = fs
  .readdirSync(samples)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => path.join(samples, name));

/** What `npm start` wrote. */
const WRITTEN = path.join(root, 'out/一体的実施_サンプル.xlsx');

async function extracted(page: Page): Promise<FrameLocator> {
  const pane = page.frameLocator('#addin');
  await pane.getByRole('button', { name: '抽出を実行' }).click();
  await pane.getByText('抽出が終わりました').waitFor();
  return pane;
}

/** Waits until nothing is calculated and the last frame is drawn. */
async function settled(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => window.workbench?.settle());
  await page.locator('#notice').waitFor({ state: 'hidden' });
  await page.evaluate(() => new Promise((done) => setTimeout(done, 800)));
}

async function workbenchPicture(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(url);
  const pane = await extracted(page);
  await page.evaluate((name) => {
    const { book } = window.workbench ?? {};
    const sheet = book?.findSheet(name);
    if (sheet) book?.activate(sheet);
  }, '共通評価指標');
  await settled(page);
  await pane
    .getByRole('button', { name: '抽出を実行' })
    .evaluate((button) => button.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path: path.join(images, 'workbench.png') });
}

async function panePicture(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 400, height: 1200 });
  await page.goto(url);
  const pane = await extracted(page);
  await settled(page);
  await pane.locator('html').evaluate((html) => html.scrollTo(0, 0));
  await page.locator('#addin').screenshot({ path: path.join(images, 'pane.png') });
}

/** Sheets to hand in, the files of their pictures, and how many pixels down the picture begins. */
const SHEET_PICTURES = [
  { sheet: 'Ⅱ分析と課題', file: 'analysis.png', down: 0 },
  { sheet: '圏域別', file: 'areas.png', down: 0 },
  { sheet: '事業評価', file: 'evaluation.png', down: 0 },
  { sheet: '目次', file: 'contents.png', down: 0 },
  { sheet: '抽出_対象者一覧', file: 'list.png', down: 0 },
  { sheet: '一枚でわかる', file: 'onePage.png', down: 0 },
  { sheet: '中間評価', file: 'midterm.png', down: 0 },
];

/** The sheets alone, without the pane, of the workbook that `npm start` writes. */
async function sheetPictures(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  // The functions of the cells live in the pane: until it has read the workbook every one of them is #NAME?.
  await page.frameLocator('#addin').getByRole('button', { name: '抽出を実行' }).waitFor();
  await settled(page);
  await page.waitForFunction(
    (sheets) => {
      const { book } = window.workbench ?? {};
      return sheets.every((name) => {
        const sheet = book?.findSheet(name);
        const used = sheet?.usedRect(true);
        if (!sheet || !used) return false;
        for (let row = 0; row < used.row + used.rows; row += 1)
          for (let column = 0; column < used.column + used.columns; column += 1)
            if (sheet.value(row, column) === '#NAME?') return false;
        return true;
      });
    },
    SHEET_PICTURES.map(({ sheet }) => sheet),
  );
  await page.locator('#toggle-pane').click();
  for (const { sheet: name, file, down } of SHEET_PICTURES) {
    await page.evaluate((wanted) => {
      const { book } = window.workbench ?? {};
      const sheet = book?.findSheet(wanted);
      if (sheet) book?.activate(sheet);
    }, name);
    await settled(page);
    await page.mouse.move(640, 450);
    await page.mouse.wheel(0, down);
    await settled(page);
    await page.locator('#grid').screenshot({ path: path.join(images, file) });
  }
}

/** What is made for persons whose rows are chosen on a list: the button, the word that says it is done, the sheet, the file. */
const PERSON_PICTURES = [
  { button: '選んだ人の個人票を作る', done: '人の個人票を作りました', sheet: '個人票', file: 'personPage.png' },
  {
    button: '選んだ人の案内文と差し込みを作る',
    done: '人の案内文を作りました',
    sheet: '案内文',
    file: 'letter.png',
  },
];

/** 個人票 and 案内文 of the first two persons of 対象者一覧. */
async function personPictures(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.goto(url);
  const pane = await extracted(page);
  await pane.getByRole('region', { name: '評価', exact: true }).getByRole('button').first().click();
  for (const { button, done, sheet, file } of PERSON_PICTURES) {
    await page.evaluate(() => {
      const { book } = window.workbench ?? {};
      const list = book?.findSheet('抽出_対象者一覧');
      if (!book || !list) return;
      book.activate(list);
      book.selection = { row: 1, column: 0, rows: 2, columns: 1 };
    });
    await settled(page);
    await pane.getByRole('button', { name: button }).click();
    await pane.getByText(done).waitFor();
    await page.locator('#toggle-pane').click();
    await page.setViewportSize({ width: 1000, height: 900 });
    await page.evaluate((name) => {
      const { book } = window.workbench ?? {};
      const made = book?.findSheet(name);
      if (made) book?.activate(made);
    }, sheet);
    await settled(page);
    await page.locator('#grid').screenshot({ path: path.join(images, file) });
    await page.setViewportSize({ width: 1600, height: 1000 });
    await page.locator('#toggle-pane').click();
  }
}

type Draw = (page: Page, url: string) => Promise<void>;

async function drawAll(files: readonly string[], pictures: readonly Draw[]): Promise<void> {
  const servers = await serveBuilt([...files]);
  const browser = await launchBrowser();
  try {
    for (const draw of pictures) {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ja-JP' });
      await draw(await context.newPage(), servers.url);
      await context.close();
    }
  } finally {
    await browser.close();
    await servers.close();
  }
}

/** Draws the sheets of the workbook that `npm start` wrote. */
export function drawSheets(): Promise<void> {
  return drawAll([WRITTEN], [sheetPictures]);
}

/** Draws all pictures. The workbook of `npm start` must stand in out/. */
export async function main(): Promise<void> {
  fs.mkdirSync(images, { recursive: true });
  await drawAll(SAMPLES, [workbenchPicture, panePicture, personPictures]);
  await drawSheets();
}

if (require.main === module) void main();
