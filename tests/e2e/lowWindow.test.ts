/** A window of 1280 × 1024 at a zoom of 400 %: the pane keeps most of it, and the extraction runs there as anywhere. */
import { useStage } from './stage';

jest.setTimeout(240_000);

const stage = useStage();

it.each([320, 1280])('extracts in a window of %i × 256 pixels', async (width) => {
  const bench = await stage.bench({ viewport: { width, height: 256 } });
  const height = await bench.page.locator('#pane').evaluate((pane) => pane.getBoundingClientRect().height);
  expect(height).toBeGreaterThanOrEqual(200);
  await bench.click('サンプルで試す');
  await bench.button('ファイルを追加').waitFor();
  await bench.click('抽出を実行');
  await bench.sees('抽出が終わりました');
  expect(await bench.sheetNames()).toContain('抽出_低栄養');
  // Narrow windows show no grid beside the pane; its formula bar without any width is told to the console.
  expect(bench.complaints.filter((complaint) => !complaint.startsWith('The column width is less than 0'))).toEqual([]);
  await bench.close();
});

it('gives the grid the place of a pane that is closed in the middle of an extraction, at once', async () => {
  const bench = await stage.bench();
  /** Pixels of the place of the grid, and of the canvas that its cells are drawn on: the largest. */
  const widths = () =>
    bench.page.evaluate(() => [
      document.querySelector('#grid')!.clientWidth,
      Math.max(...[...document.querySelectorAll<HTMLCanvasElement>('#grid canvas')].map(({ width }) => width)),
    ]);
  await bench.click('サンプルで試す');
  await bench.button('ファイルを追加').waitFor();
  const [placeBefore = 0, drawnBefore = 0] = await widths();
  await bench.click('抽出を実行');
  await bench.page.evaluate(async () => {
    // As if the command left no idle moment, as that of a large workbook does.
    window.requestIdleCallback = () => 0;
    document.querySelector<HTMLButtonElement>('#toggle-pane')!.click();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  const [place = 0, drawn = 0] = await widths();
  expect(await bench.sheetNames()).not.toContain('目次');
  expect(place).toBeGreaterThan(placeBefore + 100);
  expect(Math.abs(drawn - drawnBefore - (place - placeBefore))).toBeLessThanOrEqual(2);
  await bench.close();
});
