/** The workbench in a real browser: the shipped pane beside the spreadsheet, from the exports to figures in cells. */
import fs from 'node:fs';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { WorkbenchServers } from '../../src/workbench/serve/server';
import '../../src/workbench/page/window';
import { launchBrowser, serveBuilt } from '../../tools/browser';
import { SAMPLE_CSVS } from './built';

jest.setTimeout(120_000);

const PURPOSES = 10;
/** Column of 共通評価指標 → what stands there. */
const [AREA, PURPOSE, HITS] = [0, 2, 3];

let servers: WorkbenchServers;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let pane: FrameLocator;
const foreign: string[] = [];
const errors: string[] = [];

/** Opens the page of a start with the samples, and watches what it asks for and what goes wrong. */
async function open(): Promise<void> {
  await page.goto(servers.url);
  await pane.getByRole('button', { name: '抽出を実行' }).waitFor();
}

function watch(watched: Page): void {
  watched.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== 'localhost') foreign.push(request.url());
  });
  watched.on('pageerror', (error) => errors.push(error.message));
  // Violations of the content security policy are reported as errors of the console too.
  watched.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
}

const valuesOf = (sheet: string) =>
  page.evaluate((name) => window.workbench?.valuesOf(name) ?? [], sheet) as Promise<(string | number | null)[][]>;

/** The number of persons of a purpose over all areas, as 共通評価指標 shows it. */
async function hitsOf(purpose: string): Promise<number> {
  const row = (await valuesOf('共通評価指標')).find((cells) => cells[AREA] === '全体' && cells[PURPOSE] === purpose);
  return Number(row?.[HITS]);
}

async function until(what: string, met: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 45_000; Date.now() < end; await page.waitForTimeout(100)) if (await met()) return;
  throw new Error(`it did not come to this: ${what}`);
}

/** The figure when it is there: while functions are asked, the cell shows #BUSY!. */
async function restingHitsOf(purpose: string): Promise<number> {
  let hits = Number.NaN;
  await until(`there is a figure for ${purpose}`, async () => Number.isFinite((hits = await hitsOf(purpose))));
  return hits;
}

const tab = (name: string) => page.locator('[data-u-comp=slide-tab-item]', { hasText: name });

/** Goes to a cell through the name box, as one does in Excel; afterwards the sheet listens to the keyboard. */
async function goTo(address: string): Promise<void> {
  const box = page.locator('[data-u-comp=defined-name] input');
  await box.fill(address);
  await box.press('Enter');
  const [, column, row] = /^([A-Z])(\d+)$/.exec(address)!;
  await until(`${address} is selected`, () =>
    page.evaluate(
      ([at, down]) => {
        const { selection } = window.workbench!.book;
        const isThere = selection.column === at && selection.row === down;
        return isThere && document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable;
      },
      [column!.charCodeAt(0) - 65, Number(row) - 1] as const,
    ),
  );
}

/** Goes to a cell and types. */
async function type(address: string, text: string): Promise<void> {
  await goTo(address);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

beforeAll(async () => {
  servers = await serveBuilt(SAMPLE_CSVS);
  browser = await launchBrowser();
  context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: 'ja-JP',
    viewport: { width: 1280, height: 800 },
  });
  // Without a way to ask for a name the browser downloads.
  await context.addInitScript(() => delete (window as { showSaveFilePicker?: unknown }).showSaveFilePicker);
  page = await context.newPage();
  pane = page.frameLocator('#addin');
  watch(page);
  await open();
});

afterAll(async () => {
  await browser?.close();
  await servers?.close();
});

describe('the workbench, with the bundled samples', () => {
  it('shows the exports as sheets, and the pane recognises them', async () => {
    for (const name of SAMPLE_CSVS.map((file) => file.replace(/^.*[\\/]|\.csv$/g, ''))) {
      expect(await tab(name).count()).toBe(1);
      await pane.getByText(name, { exact: true }).first().waitFor();
    }
    await pane.getByText('5 表・2,912 人を認識').waitFor();
  });

  it('extracts: ten lists and the common indicators become sheets, and the pane shows their counts', async () => {
    await pane.getByRole('button', { name: '抽出を実行' }).click();
    await pane.getByText('抽出が終わりました').waitFor();
    await page.evaluate(() => window.workbench?.settle());
    const names = (await page.evaluate(() => window.workbench?.sheetNames())) ?? [];
    // One list a purpose, and one of everybody.
    expect(names.filter((name) => name.startsWith('抽出_'))).toHaveLength(PURPOSES + 1);
    let figures: (string | number | null)[][] = [];
    // The formulas of the sheet answer once more after the lists are there.
    await until('every purpose has its figure', async () => {
      figures = (await valuesOf('共通評価指標')).filter((cells) => cells[AREA] === '全体');
      return figures.length > 0 && figures.every((cells) => typeof cells[HITS] === 'number');
    });
    expect(figures).toHaveLength(PURPOSES);
    const shown = (await pane.locator('body').innerText()).replace(/\s+/g, '');
    for (const cells of figures) {
      expect(cells[HITS]).toBeGreaterThan(0);
      expect(shown).toContain(`${String(cells[PURPOSE])}${Number(cells[HITS]).toLocaleString('ja-JP')}人`);
    }
    expect(await page.evaluate(() => window.workbench?.host.unknownMembers)).toEqual([]);
  });

  it('answers a formula that is typed into a cell, with completion and native functions beside it', async () => {
    const sheets = (await page.evaluate(() => window.workbench?.sheetNames().length)) ?? 0;
    await page.locator('[data-u-comp=sheet-bar-append-button]').first().click();
    await until('there is a new sheet to type into', () =>
      page.evaluate((count) => {
        const names = window.workbench?.sheetNames() ?? [];
        return names.length === count + 1 && window.workbench?.book.activeSheet.name === names.at(-1);
      }, sheets),
    );
    await goTo('A1');
    await page.keyboard.type('=IKKATSU.LOWN');
    await page.getByText('「低栄養」の抽出条件に当たる人の').first().waitFor();
    await page.keyboard.type('UTRITION("割合","圏域=北部")');
    await page.keyboard.press('Enter');
    await type('A2', '=ROUND(IKKATSU.LOWNUTRITION()/2,1)');
    const sheet = (await page.evaluate(() => window.workbench?.sheetNames().at(-1))) ?? '';
    const whole = await restingHitsOf('低栄養');
    await until('both formulas answer', async () => (await valuesOf(sheet))[1]?.[0] === whole / 2);
    const north = async () =>
      (await valuesOf('共通評価指標')).find((cells) => cells[AREA] === '北部' && cells[PURPOSE] === '低栄養')?.[
        HITS + 2
      ];
    await until('the rate is that of the sheet', async () => {
      const [typed, written] = [(await valuesOf(sheet))[0]?.[0], await north()];
      return typeof typed === 'number' && typed === written;
    });
  });

  it('changes the figures everywhere when a threshold is edited, also in full-width digits', async () => {
    const before = await restingHitsOf('低栄養');
    await tab('抽出条件').click();
    const rows = await valuesOf('抽出条件');
    const row = rows.findIndex((cells) => cells.includes('BMI（以下）'));
    const column = (rows[row] ?? []).indexOf('BMI（以下）') + 1;
    await type(`${String.fromCharCode(65 + column)}${row + 1}`, '２１．５');
    await until('more persons are found', async () => (await hitsOf('低栄養')) > before);
    expect((await valuesOf('抽出条件'))[row]?.[column]).toBe(21.5);
  });

  it('keeps digits in a column of texts as text', async () => {
    await tab('被保険者台帳').click();
    await type('A3', '00012');
    await until('the entry stands', async () => (await valuesOf('被保険者台帳'))[2]?.[0] === '00012');
  });

  it('keeps the work over a reload, and begins anew when asked', async () => {
    const hits = await restingHitsOf('低栄養');
    // Kept when things have come to rest.
    await until('the entry is kept', async () => (await page.locator('body').getAttribute('data-work')) === 'kept');
    await page.reload();
    await pane.getByText('2,912 人').first().waitFor();
    await page.evaluate(() => window.workbench?.settle());
    await until('the figure is as before', async () => (await hitsOf('低栄養')) === hits);
    expect((await valuesOf('被保険者台帳'))[2]?.[0]).toBe('00012');
    page.once('dialog', (dialog) => void dialog.accept());
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '最初からやり直す' }).click()]);
    await pane.getByText('5 表・2,912 人を認識').waitFor();
    expect(await page.evaluate(() => window.workbench?.sheetNames())).toHaveLength(SAMPLE_CSVS.length);
  });

  it('saves the workbook as xlsx and opens it again', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '名前を付けて保存' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    const bytes = fs.readFileSync(await download.path());
    await page.locator('#files').setInputFiles({ name: '控え.xlsx', mimeType: '', buffer: bytes });
    await page.getByRole('button', { name: '追加する' }).click();
    await until('twice the sheets are there', async () => (await tab('被保険者台帳').count()) === 2);
  });

  it('says in words which file cannot be read', async () => {
    await page.locator('#files').setInputFiles([
      { name: '写真.png', mimeType: '', buffer: Buffer.from('no table') },
      { name: '壊れた.xlsx', mimeType: '', buffer: Buffer.from('not a workbook') },
    ]);
    await page.getByRole('button', { name: '追加する' }).click();
    const notice = page.getByRole('alert');
    await notice.getByText('写真.png は読める種類のファイルではありません').waitFor();
    await notice.getByText('壊れた.xlsx を読めません').waitFor();
  });

  it('asks nothing of another host, breaks no policy, and has no error', () => {
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('is held to its policy: a request to another host is refused in the page and in the frame', async () => {
    const refused = () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
        fetch('https://example.com/').then(
          () => resolve('reached'),
          () => undefined,
        );
      });
    expect(await page.evaluate(refused)).toBe('connect-src');
    expect(await pane.locator('body').evaluate(refused)).toBe('connect-src');
  });
});
