/** Shares in the grid of the browser: percentages that leave the cell, and the number in it, as they are. */
import { SAMPLE_CSVS } from './built';
import { useStage, type Bench } from './stage';

jest.setTimeout(120_000);

const stage = useStage(() => SAMPLE_CSVS);
let bench: Bench;
beforeAll(async () => {
  bench = await stage.bench();
});

test('割合 is drawn as a percentage, also through IFERROR, and is a number to other formulas', async () => {
  const [sheet] = await bench.sheetNames();
  const drawn = await bench.page.evaluate(async (name) => {
    const workbook = window.workbench!;
    const { book } = workbook;
    book.activate(book.findSheet(name)!);
    await workbook.typeInto('AA1', '=IKKATSU.LOWNUTRITION("割合")');
    await workbook.typeInto('AA2', '=IFERROR(IKKATSU.LOWNUTRITION("割合"),"－")');
    await workbook.typeInto('AA3', '=IKKATSU.LOWNUTRITION()');
    await workbook.typeInto('AA4', '=ROUND(AA1*1000,6)');
    const shown = book.activeSheet;
    return [0, 1, 2, 3].map((row) => [shown.worksheet.getCell(row, 26)?.v, shown.value(row, 26)]);
  }, sheet!);
  const share = drawn[0]![1] as number;
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(1);
  const percent = `${(share * 100).toFixed(1)}%`;
  expect(drawn[0]![0]).toBe(percent);
  expect(drawn[1]).toEqual([percent, share]);
  expect(drawn[2]![0]).toBe(drawn[2]![1]);
  expect(drawn[3]![1]).toBeCloseTo(share * 1000, 5);
  if (process.env.SHOT) {
    await bench.page.screenshot({ path: `${process.env.SHOT}-share.png` });
  }
  expect(bench.complaints).toEqual([]);
});

test('a cell with a format of its own shows the share under that format, on the sheets of the add-in too', async () => {
  await (
    await bench.frame()
  ).evaluate(() =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('AA1:AA2').numberFormat = [['0.000%'], ['0.00']];
      await context.sync();
    }),
  );
  await bench.settle();
  const cells = () =>
    bench.page.evaluate(() => {
      const { activeSheet } = window.workbench!.book;
      return [0, 1].map((row) => [activeSheet.worksheet.getCell(row, 26)?.v, activeSheet.text(row, 26)]);
    });
  // A calculation may be under way again by itself; its cells wait in words of their own.
  await bench.until('no cell waits', async () => (await cells()).every(([shown]) => !String(shown).startsWith('#')));
  const drawn = await cells();
  for (const [shown, text] of drawn) expect(shown).toBe(text);
  expect(drawn[0]![0]).toMatch(/^\d+\.\d{3}%$/u);
  expect(drawn[1]![0]).toMatch(/^\d+\.\d\d$/u);
});
