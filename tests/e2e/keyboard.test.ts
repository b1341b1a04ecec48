/** The whole job by keyboard alone, in a real browser: every control is reached, and nothing takes the focus out of the pane. */
import type { Locator } from 'playwright-core';
import { useStage, type Bench } from './stage';

jest.setTimeout(240_000);

/** More stops than the pane has with its steps open. */
const STOPS = 100;

const stage = useStage();
let bench: Bench;
beforeAll(async () => {
  bench = await stage.bench();
});

const press = (key: string) => bench.page.keyboard.press(key);
const paneHasFocus = async () =>
  (await bench.frame()).evaluate(() => document.hasFocus() && document.activeElement !== document.body);
const hasFocus = async (target: Locator) =>
  (await target.count()) > 0 && target.evaluate((each) => document.hasFocus() && each === document.activeElement);

/** Presses Tab, or Shift+Tab, until the control has the focus. */
async function reach(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await hasFocus(target)) return;
    await press(key);
  }
  throw new Error(`${key} never comes to ${String(target)}`);
}

const activeSheet = () => bench.page.evaluate(() => window.workbench?.book.activeSheet.name);

it('leads from a cell of the workbook into the pane, and takes the sample data', async () => {
  // The editor of the grid has had the focus before: it must not ask for it again when the add-in writes.
  await bench.page.locator('canvas[id^=univer-sheet-main]').click({ position: { x: 200, y: 200 } });
  await bench.page.keyboard.type('覚え書き');
  await press('Enter');
  await (await bench.frame()).evaluate(() => window.focus());
  await reach(bench.button('サンプルで試す'));
  await press('Enter');
  await bench.until('the data are recognised and nothing is under way', () => hasFocus(bench.button('ファイルを追加')));
  expect(await bench.step('データ').innerText()).toContain('認識');
});

it('changes a threshold with an arrow key and writes it to the sheet', async () => {
  await reach(bench.step('条件').getByRole('button').first());
  await press('Enter');
  const field = bench.step('条件').getByRole('spinbutton', { name: /^BMI/ }).first();
  await reach(field);
  const before = Number(await field.inputValue());
  await press('ArrowDown');
  const after = Number(await field.inputValue());
  expect(after).toBeLessThan(before);
  await reach(bench.button('シートに反映'));
  await press('Space');
  await bench.sees('シート「抽出条件」に反映しました');
  expect((await bench.valuesOf('抽出条件')).flat()).toContain(after);
  await bench.until('the focus is in the pane', paneHasFocus);
});

it('extracts, and has the focus back where it was when all sheets are written', async () => {
  const run = bench.button('抽出を実行');
  await reach(run);
  await press('Enter');
  await bench.sees('抽出が終わりました');
  await bench.until('the focus is back', () => hasFocus(run));
});

it('shows sheets of the workbook without leaving the pane', async () => {
  const conditions = bench.button('抽出条件シートを開く');
  const list = bench.pane.getByTitle('シート「抽出_低栄養」を開く');
  for (const [control, key, sheet] of [
    [conditions, 'Shift+Tab', '抽出条件'],
    [list, 'Tab', '抽出_低栄養'],
  ] as const) {
    await reach(control, key);
    await press('Enter');
    await bench.until(`${sheet} is shown`, async () => (await activeSheet()) === sheet);
    await bench.settle();
    expect(await hasFocus(control)).toBe(true);
  }
});

it('walks through the list of persons with the arrow keys, and says why', async () => {
  await reach(bench.pane.getByRole('tab', { name: '人数と割合' }), 'Shift+Tab');
  const people = bench.pane.getByRole('tab', { name: '名簿' });
  for (let step = 0; step < 5 && !(await hasFocus(people)); step += 1) await press('ArrowRight');
  const list = bench.pane.getByRole('listbox', { name: '対象者' });
  await reach(list);
  await press('ArrowDown');
  await bench.pane.getByLabel('なぜ該当?').waitFor();
  expect(await paneHasFocus()).toBe(true);
  expect(bench.complaints).toEqual([]);
});
