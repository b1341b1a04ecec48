/** Draws the pictures of the README from the product itself: the workbench after an extraction, and the pane alone. */
import { execFileSync } from 'node:child_process';
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

export async function main(): Promise<void> {
  execFileSync(process.execPath, [path.join(root, 'tools/build.mjs')], { stdio: 'inherit' });
  fs.mkdirSync(images, { recursive: true });
  const servers = await serveBuilt(SAMPLES);
  const browser = await launchBrowser();
  try {
    for (const draw of [workbenchPicture, panePicture]) {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ja-JP' });
      await draw(await context.newPage(), `${servers.url}/`);
      await context.close();
    }
  } finally {
    await browser.close();
    await servers.close();
  }
}

if (require.main === module) void main();
