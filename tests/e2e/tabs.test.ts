/** The workbench's page and its browser: two tabs, what is kept and for whom, and files that are opened into a book in use. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startServers, type WorkbenchServers } from '../../src/workbench/serve/server';
import '../../src/workbench/page/window';
import { launchBrowser, serveBuilt } from '../../tools/browser';

jest.setTimeout(180_000);

/** Somebody who exists nowhere: what must not be read by anybody else. */
const NAME = '見本花子';
const ROWS = [
  '被保険者番号,氏名,性別,生年月日,資格取得日,健診受診日,BMI,質問票6',
  `00000001,${NAME},2,1945/4/1,2020/4/1,2025/6/1,18.1,1`,
];

let folder: string;
let browser: Browser;
let servers: WorkbenchServers;
let context: BrowserContext;
const complaints: string[] = [];

const PICTURES = process.env.PICTURES;
async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

async function tab(url = servers.url): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(url);
  return page;
}
const ready = (page: Page) => page.frameLocator('#addin').getByRole('button', { name: '抽出を実行' }).waitFor();
const kept = (page: Page) => page.locator('body[data-work=kept]').waitFor();
const names = (page: Page) => page.evaluate(() => window.workbench?.sheetNames());
const valueOf = (page: Page, sheet: string, row = 0, column = 0) =>
  page.evaluate(([name, r, c]) => window.workbench?.valuesOf(name as string)[r as number]?.[c as number], [
    sheet,
    row,
    column,
  ] as const);
const type = (page: Page, cell: string, text: string) =>
  page.evaluate(([at, value]) => window.workbench?.typeInto(at!, value!), [cell, text]);
async function typeByHand(page: Page, address: string, text: string): Promise<void> {
  const box = page.locator('[data-u-comp=defined-name] input');
  await box.fill(address);
  await box.press('Enter');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}
const choose = (page: Page, name: string, content: string | Buffer) =>
  page.locator('#files').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content as string) });

/** Everything that the origin of the page keeps in the browser, byte for byte. */
const keptBytes = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const all: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    const text = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        return new TextDecoder().decode(value as ArrayBuffer);
      if (value instanceof Map || value instanceof Set || Array.isArray(value)) return [...value].map(text).join('\n');
      if (typeof value === 'object' && value !== null) return Object.entries(value).map(text).join('\n');
      return String(value);
    };
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll();
        all.push(
          `${name} ${store}`,
          text(await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))),
        );
      }
      database.close();
    }
    return all.join('\n');
  });

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tabs-'));
  fs.writeFileSync(path.join(folder, 'data.csv'), ROWS.join('\r\n'));
  servers = await serveBuilt([path.join(folder, 'data.csv')]);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await servers?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  complaints.length = 0;
  context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: 'ja-JP',
    viewport: { width: 1280, height: 800 },
  });
});
afterEach(() => context.close());

describe('two tabs on one book', () => {
  it('the second is told, changes nothing, and goes on when the first is closed', async () => {
    const first = await tab();
    await ready(first);
    await type(first, 'data!B2', '一番目');
    await kept(first);
    const second = await tab();
    await second.getByRole('alert').getByText('別のタブで開いています').first().waitFor();
    expect(await valueOf(second, 'data', 1, 1)).toBe('一番目');
    await second.waitForTimeout(500);
    await picture(second, 'second-tab');
    expect(await second.locator('#addin').count()).toBe(0);
    expect(await second.locator('[data-u-comp=slide-tab-item]').allInnerTexts()).toEqual(['data']);
    for (const name of ['ファイルを開く', '名前を付けて保存（xlsx）', '最初からやり直す'])
      expect(await second.getByRole('button', { name }).isDisabled()).toBe(true);

    await typeByHand(second, 'C2', 'x');
    await second.getByText('このタブでは変更できません').waitFor();
    await picture(second, 'second-tab-typed');
    expect(await valueOf(second, 'data', 1, 2)).toBe('2');
    // Long enough for a tab that keeps its work to have kept it.
    await second.waitForTimeout(2500);
    await type(first, 'data!D2', '一番目も続ける');
    await kept(first);
    await first.close();
    await second.getByText('もう一方のタブが閉じました').waitFor();
    await picture(second, 'second-tab-free');
    await second.getByRole('button', { name: '再読み込みして使う' }).click();
    await ready(second);
    expect([await valueOf(second, 'data', 1, 1), await valueOf(second, 'data', 1, 3)]).toEqual([
      '一番目',
      '一番目も続ける',
    ]);
    await type(second, 'data!B2', '二番目');
    await kept(second);
    expect(complaints).toEqual([]);
  });

  it('a tab that is loaded anew is no second tab', async () => {
    const page = await tab();
    await ready(page);
    for (let i = 0; i < 3; i++) {
      await page.reload();
      await ready(page);
      expect(await page.locator('#banner').isVisible()).toBe(false);
    }
    expect(complaints).toEqual([]);
  });
});

describe('what the browser keeps', () => {
  it('is there after a reload, unreadable in the browser itself, and nothing to another server on the same port', async () => {
    const port = Number(new URL(servers.url).port);
    const page = await tab();
    await ready(page);
    await type(page, 'data!H2', '2');
    await kept(page);
    const bytes = await keptBytes(page);
    expect(bytes).toMatch(/ikkatsu-workbench-[0-9a-f]{16} sheets/);
    for (const secret of [NAME, '00000001', '1945/4/1', '被保険者番号', 'data.csv'])
      expect(bytes).not.toContain(secret);
    const { key } = (await page.evaluate(async () => (await fetch('workbench.json')).json())) as { key: string };
    expect(bytes).not.toContain(key);
    await page.reload();
    await page.getByText('前回の続きを開きました').waitFor();
    await ready(page);
    await picture(page, 'kept-session');
    expect(await valueOf(page, 'data', 1, 7)).toBe('2');

    await servers.close();
    // Somebody else's page on the same port: the same origin, and without the key.
    const other = path.join(folder, 'other');
    fs.mkdirSync(other);
    fs.writeFileSync(path.join(other, 'index.html'), '<!doctype html><title>other</title>');
    const stranger = await startServers({ pageDir: other, addinDir: other, officeDir: other, files: [], port });
    const visit = await tab(stranger.url);
    const found = await keptBytes(visit);
    for (const secret of [NAME, '00000001', '1945/4/1', key]) expect(found).not.toContain(secret);
    expect(await visit.evaluate(async () => (await fetch('/workbench.json')).status)).toBe(403);
    await visit.close();
    await page.close();
    await stranger.close();

    // The next run of ours: nothing of the run before is shown, and nothing of it stays.
    servers = await startServers({
      pageDir: path.join(__dirname, '../../dist/workbench'),
      addinDir: path.join(__dirname, '../../dist/addin'),
      officeDir: path.join(__dirname, '../../node_modules/@microsoft/office-js/dist'),
      files: [{ name: 'data.csv', bytes: Buffer.from(ROWS.join('\r\n').replace('18.1', '28.1')) }],
      port,
    });
    const next = await tab();
    await ready(next);
    await kept(next);
    expect(await valueOf(next, 'data', 1, 6)).toBe('28.1');
    const databases = () => next.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    for (let i = 0; i < 50 && (await databases()).length > 1; i++) await next.waitForTimeout(100);
    expect(await databases()).toHaveLength(1);
    expect(bytes).not.toContain((await databases())[0]);
  });
});

describe('a file that is opened', () => {
  it('goes into an empty book without a question', async () => {
    const empty = await serveBuilt([]);
    const page = await tab(empty.url);
    await ready(page);
    await choose(page, '一.csv', 'a,b\r\n1,2');
    await page.getByText('1 個のファイルを開きました').waitFor();
    expect(await names(page)).toEqual(['一']);
    await empty.close();
  });

  it('is added or replaces, as the analyst says, and the own sheets keep their names', async () => {
    const empty = await serveBuilt([]);
    const page = await tab(empty.url);
    await ready(page);
    await type(page, 'Sheet1!A1', '自分のメモ');
    await choose(page, 'Sheet1.csv', 'a,b\r\n1,2');
    const question = page.getByRole('dialog');
    await question.getByText('開いているブックをどうしますか').waitFor();
    await question.getByText('Sheet1.csv').waitFor();
    await picture(page, 'replace-or-add');
    await question.getByRole('button', { name: 'やめる' }).click();
    expect(await names(page)).toEqual(['Sheet1']);

    await choose(page, 'Sheet1.csv', 'a,b\r\n1,2');
    await question.getByRole('button', { name: '追加する' }).click();
    await page.getByText('1 個のファイルを開きました').waitFor();
    expect(await names(page)).toEqual(['Sheet1', 'Sheet1 (2)']);
    expect(await valueOf(page, 'Sheet1')).toBe('自分のメモ');

    // What cannot be opened replaces nothing.
    await choose(page, '壊れた.xlsx', 'not a workbook');
    await question.getByRole('button', { name: '置き換える' }).click();
    await page.getByText('前のブックはそのままです').waitFor();
    await ready(page);
    expect(await names(page)).toEqual(['Sheet1', 'Sheet1 (2)']);
    expect(await valueOf(page, 'Sheet1')).toBe('自分のメモ');

    await choose(page, '別.csv', ROWS.join('\r\n'));
    await question.getByRole('button', { name: '置き換える' }).click();
    await page.getByText('別.csv を開きました').waitFor();
    await ready(page);
    expect(await names(page)).toEqual(['別']);
    await page.frameLocator('#addin').getByText('別', { exact: true }).first().waitFor();
    await kept(page);
    await page.reload();
    await ready(page);
    expect(await names(page)).toEqual(['別']);
    expect(complaints).toEqual([]);
    await empty.close();
  });
});
