/** The samples on paper by LibreOffice: every page under its sheet's name, filled, in readable letters, without error values. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canPrint, fillsOf, headOf, overlapping, pagesOf, printed, type PrintedPage } from '../../tools/libreOffice';
import { useAddin, type Running } from './addin';

const start = useAddin();
/** Only where LibreOffice and poppler are installed: they are no part of the project. */
const whereThere = canPrint() ? test : test.skip;
let running: Running | null = null;
afterEach(() => {
  running?.stop();
  running = null;
});

whereThere(
  'the sheets of the samples are printed in readable letters on filled pages',
  async () => {
    running = await start({});
    for (const folder of ['samples', 'samples/評価', 'samples/集計'])
      for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.csv')))
        await running.workbook.open(name, fs.readFileSync(path.join(folder, name)));
    const { addin, workbook, room } = running;
    await room.extract();
    await room.changeFiscalYear(2025);
    await room.extract();
    expect(await addin.invoke('IKKATSU.PLAN')).toMatchObject({ ok: true });
    await workbook.settle();
    // The internal copy has the sheets for hand-in as they are printed, and none of the thousand pages of exports.
    workbook.book.settings.set('IKKATSU.handIn.options', 'without-drafts without-blank');
    const { handIn } = (await addin.invoke('IKKATSU.HANDIN.INTERNAL')) as unknown as {
      handIn: { bytes: Uint8Array; sheets: readonly string[] };
    };
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-print-'));
    try {
      const file = path.join(folder, 'copy.xlsx');
      fs.writeFileSync(file, handIn.bytes);
      const pdf = printed(file, folder);
      const pages = pagesOf(pdf);
      expect(pages.length).toBeGreaterThan(handIn.sheets.length);
      const sheets = new Set([...handIn.sheets, '出所', '図の値']);
      const fills = fillsOf(pdf);
      const mean = fills.reduce((sum, fill) => sum + fill, 0) / fills.length;
      process.stdout.write(
        `${pages.length} pages, filled to ${(100 * mean).toFixed(0)} % on average: ${fills.map((fill) => (100 * fill).toFixed(0)).join(' ')}\n`,
      );
      expect(mean).toBeGreaterThan(0.85);
      expect(fills.filter((fill) => fill < 1 / 3)).toEqual([]);
      expect(pages.flatMap(overlapping)).toEqual([]);
      for (const page of pages) {
        const head = headOf(page);
        expect([...sheets].some((name) => head.includes(name.split(' ')[0]!))).toBe(true);
        for (const { text } of page.words) expect(text).not.toMatch(/^#(N\/A|NAME\?|VALUE!|REF!|DIV\/0!|#+$)/u);
      }
      // Where no font stands for 游ゴシック, columns are of another width: still no sheet goes to a second page across.
      const pagesBySheet = (all: readonly PrintedPage[]): Record<string, number> => {
        const count: Record<string, number> = {};
        for (const page of all) count[headOf(page)] = (count[headOf(page)] ?? 0) + 1;
        return count;
      };
      const plainFonts = path.join(folder, 'plain');
      fs.mkdirSync(plainFonts);
      expect(pagesBySheet(pagesOf(printed(file, plainFonts, false)))).toEqual(pagesBySheet(pages));
      // A line of letters of 8 points is about 8 points high or higher.
      const heights = pages
        .flatMap(({ words }) => words.filter(({ text }) => text.length > 3).map(({ top, bottom }) => bottom - top))
        .sort((a, b) => a - b);
      expect(heights[Math.floor(heights.length * 0.05)]).toBeGreaterThan(8);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000,
);
