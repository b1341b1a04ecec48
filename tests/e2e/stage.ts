/** A stage for browser tests: one browser and one server for a whole test file, and pages on it that begin empty. */
import fs from 'node:fs';
import type { Browser, BrowserContextOptions, Frame, FrameLocator, Page } from 'playwright-core';
import type { WorkbenchServers } from '../../src/workbench/serve/server';
import '../../src/workbench/page/window';
import { launchBrowser, serveBuilt } from '../../tools/browser';

export type Cells = readonly (readonly (string | number | boolean | null)[])[];

/** A file as the pane's picker takes it: text, or bytes. */
export function file(name: string, content: string | Buffer) {
  return { name, mimeType: '', buffer: Buffer.from(content as string) };
}

/** Rows as a csv file. */
export function csv(name: string, rows: readonly (readonly (string | number)[])[]) {
  return file(name, rows.map((row) => `${row.join(',')}\r\n`).join(''));
}

/** The workbench on one page, with what is asked of it again and again. */
export class Bench {
  readonly pane: FrameLocator;
  /** What asked another host, broke the policy, or failed. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    this.pane = page.frameLocator('#addin');
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== 'localhost') this.complaints.push(request.url());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    // Violations of the content security policy are reported as errors of the console too.
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
  }

  /** The frame of the pane itself, to evaluate in. */
  async frame(): Promise<Frame> {
    const frame = await (await this.page.locator('#addin').elementHandle())?.contentFrame();
    if (!frame) throw new Error('there is no pane');
    return frame;
  }

  button(name: string | RegExp) {
    return this.pane.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async click(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  /** Opens or closes a step by its title. */
  async toggle(title: string): Promise<void> {
    await this.step(title).getByRole('button').first().click();
  }

  step(title: string) {
    return this.pane.getByRole('region', { name: title, exact: true });
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.pane.getByText(text).first().waitFor();
  }

  /** Gives files to the pane's own picker. */
  async choose(...files: ReturnType<typeof file>[]): Promise<void> {
    await this.pane.getByLabel('取り込むファイル').setInputFiles(files);
  }

  sheetNames(): Promise<readonly string[]> {
    return this.page.evaluate(() => window.workbench?.sheetNames() ?? []);
  }

  valuesOf(sheet: string): Promise<Cells> {
    return this.page.evaluate((name) => window.workbench?.valuesOf(name) ?? [], sheet) as Promise<Cells>;
  }

  /** Every cell that a person can see: sheets with their formulas. */
  content(): Promise<string> {
    return this.page.evaluate(() => {
      const book = window.workbench;
      return JSON.stringify(book?.sheetNames().map((name) => [name, book.formulasOf(name)]));
    });
  }

  /** Types into a cell, as an analyst beside the pane would. */
  async type(sheet: string, address: string, text: string): Promise<void> {
    await this.page.evaluate(
      ([place, value]) => window.workbench?.typeInto(place!, value!),
      [`'${sheet}'!${address}`, text],
    );
  }

  async settle(): Promise<void> {
    await this.page.evaluate(() => window.workbench?.settle());
  }

  /** Asks again and again until it is so. */
  async until(what: string, met: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end; await this.page.waitForTimeout(50)) if (await met()) return;
    throw new Error(`it did not come to this: ${what}`);
  }

  /** Saves the workbook with the page's button; the bytes of the file. */
  async save(): Promise<Uint8Array> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: '名前を付けて保存' }).click(),
    ]);
    return new Uint8Array(fs.readFileSync(await download.path()));
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** One browser and one server, closed by `close`. */
export class Stage {
  private constructor(
    private readonly servers: WorkbenchServers,
    private readonly browser: Browser,
  ) {}

  static async open(files: readonly string[] = []): Promise<Stage> {
    const [servers, browser] = await Promise.all([serveBuilt(files), launchBrowser()]);
    return new Stage(servers, browser);
  }

  /** A page of its own, without anything that another page left behind. */
  async bench(options: BrowserContextOptions = {}, script?: () => void): Promise<Bench> {
    const context = await this.browser.newContext({
      ignoreHTTPSErrors: true,
      locale: 'ja-JP',
      // What fades from one colour to another is judged when it has arrived.
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    context.setDefaultTimeout(30_000);
    // Without a way to ask for a name the browser downloads.
    await context.addInitScript(() => delete (window as { showSaveFilePicker?: unknown }).showSaveFilePicker);
    if (script) await context.addInitScript(script);
    const bench = new Bench(await context.newPage());
    await bench.page.goto(this.servers.url);
    await bench.button('抽出を実行').waitFor();
    return bench;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.servers.close();
  }
}

/**
 * For the head of a test file: a stage for its tests, which goes with them.
 * @param files that the workbook begins with, asked for when the tests begin
 */
export function useStage(files: () => Promise<readonly string[]> | readonly string[] = () => []): Pick<Stage, 'bench'> {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await Stage.open(await files());
  });
  afterAll(() => stage?.close());
  return { bench: (...words) => stage!.bench(...words) };
}
