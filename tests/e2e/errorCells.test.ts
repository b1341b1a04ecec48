/** What the pointer over an error value says in the browser: the sentence of the function, or Univer's own words. */
import { useStage, type Bench } from './stage';

jest.setTimeout(120_000);

const stage = useStage();
let bench: Bench;
beforeAll(async () => {
  bench = await stage.bench();
});

const SENTENCE = /求めるもの「にんずう」は分かりません/;
const popup = () => bench.page.locator('[class*="univer-w-[156px]"]');

/** Moves the pointer into a cell of the first columns, all of the standard size. */
async function pointAt(row: number, column: number): Promise<void> {
  const box = (await bench.page.locator('canvas[id^=univer-sheet-main]').boundingBox())!;
  const [width, height] = await bench.page.evaluate(() => {
    const sheet = window.workbench!.book.activeSheet.worksheet;
    return [sheet.getColumnWidth(0), sheet.getRowHeight(0)];
  });
  await bench.page.mouse.move(box.x + 700, box.y + 400);
  await popup().waitFor({ state: 'detached' });
  await bench.page.mouse.move(box.x + 46 + width! * (column + 0.5), box.y + 20 + height! * (row + 0.5), { steps: 4 });
}

/** Moves the pointer over an error value until its box stands there: while the page works, a movement may be missed. */
async function pointAtError(row: number, column: number): Promise<void> {
  await bench.until('the box of the error stands there', async () => {
    await pointAt(row, column);
    return popup()
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
  });
}

test('over an error value stands the sentence of the function, whole and inside of the window', async () => {
  await bench.type('Sheet1', 'B2', '=IKKATSU.LOWNUTRITION("にんずう")');
  await bench.type('Sheet1', 'B4', '=1/0');
  await bench.type('Sheet1', 'B6', '=IKKATSU.ORAL("にんずう")*2');
  await bench.settle();
  await pointAtError(1, 1);
  if (process.env.SHOT) await bench.page.screenshot({ path: `${process.env.SHOT}-sentence.png` });
  expect(await popup().innerText()).toMatch(SENTENCE);
  expect(await popup().innerText()).toMatch(/^#VALUE!/);
  const box = (await popup().boundingBox())!;
  expect(box.width).toBeGreaterThan(250);
  expect(box.x + box.width).toBeLessThanOrEqual(1280);
  await pointAtError(5, 1);
  expect(await popup().innerText()).toMatch(SENTENCE);
  await pointAtError(3, 1);
  if (process.env.SHOT) await bench.page.screenshot({ path: `${process.env.SHOT}-plain.png` });
  expect(await popup().innerText()).not.toMatch(SENTENCE);
});

test('what is written over the formula has no part in its sentence', async () => {
  await bench.type('Sheet1', 'B2', '=VALUE("x")');
  await bench.settle();
  await pointAtError(1, 1);
  expect(await popup().innerText()).not.toMatch(SENTENCE);
  await bench.type('Sheet1', 'B2', 'にんずう');
  await pointAtError(3, 1);
  // The pointer goes on to the text: the box of the error goes, and none comes.
  await pointAt(1, 1);
  expect(bench.complaints).toEqual([]);
});
