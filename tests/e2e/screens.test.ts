/** Every screen of the pane in a real browser: axe at two widths in light, dark and contrast themes. */
import { useStage, type Bench } from './stage';
import { looksFine, type Theme } from './screens';
import { PATROL, PATROL_FIELDS, RECEIPTS, REGISTER } from './town';

jest.setTimeout(240_000);

const stage = useStage();

/** Excel for Windows says that it is dark; a workbook in a browser says nothing, so it is said for it. */
function sayDark(): void {
  Object.defineProperty(Object.prototype, 'officeTheme', { configurable: true, get: () => ({ isDarkTheme: true }) });
}

const STEPS = ['データ', '条件', '抽出', '計画・報告', '評価', 'セルの関数'];

/** Opens every step that is closed. */
async function openAll(bench: Bench): Promise<void> {
  for (const title of STEPS) {
    const head = bench.step(title).getByRole('button').first();
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  }
}

async function walk(bench: Bench, themes: readonly Theme[]): Promise<string[]> {
  const { pane } = bench;
  const wrong: string[] = [];
  const at = async (screen: string) => {
    wrong.push(...(await looksFine(bench, screen, themes)));
    await bench.page.setViewportSize({ width: 400, height: 800 });
  };
  await bench.page.setViewportSize({ width: 400, height: 800 });
  await bench.click('抽出を実行');
  await bench.sees('データがまだありません');
  await openAll(bench);
  await pane.locator('[data-function]').first().waitFor();
  await at('empty with an error');

  await bench.choose(REGISTER, RECEIPTS, PATROL);
  await bench.sees('3 個のファイルを取り込みました');
  await at('data that name no year');
  await bench.click('栄養パトロール の列を対応づける');
  await pane.getByRole('dialog').getByLabel('整理コード', { exact: true }).waitFor();
  await at('mapping dialog');
  for (const [heading, field] of PATROL_FIELDS)
    await pane.getByRole('dialog').getByLabel(heading, { exact: true }).selectOption(field);
  await bench.click('この対応で使う');
  await bench.sees('列の対応づけをブックに覚えました');

  await pane.getByRole('spinbutton', { name: /^BMI/ }).fill('18');
  await pane.getByRole('spinbutton', { name: /^処方薬剤数/ }).fill('many');
  await pane.locator('[data-function=DSR]').click();
  await pane.getByRole('tab', { name: '重なり' }).click();
  await pane.getByLabel('目的の重なりの表').waitFor();
  await at('every step open, typing, overlap, a function');
  await bench.click('取り消す');
  await bench.click('既定値に戻す');
  await pane.getByRole('alertdialog').waitFor();
  await at('a question');
  await pane.getByRole('button', { name: 'やめる' }).click();

  await bench.click('抽出を実行');
  await bench.sees('抽出が終わりました');
  await pane.getByRole('tab', { name: '名簿' }).click();
  await pane.getByRole('listbox', { name: '対象者' }).getByRole('option').first().click();
  await pane.getByLabel('なぜ該当?').waitFor();
  await at('persons and reasons');
  await pane.getByRole('tab', { name: '人数と割合' }).click();
  await bench.click('一覧に出す列を選ぶ');
  await at('columns for the lists');
  await bench.click('使い方とことば');
  await pane.getByRole('dialog').waitFor();
  await at('help, over the results');
  await pane.getByRole('button', { name: '閉じる' }).click();
  await bench.click('このアドインについて');
  await pane.getByRole('dialog').waitFor();
  await at('about, over the results');
  return wrong;
}

test('in the light theme and in a contrast theme', async () => {
  const bench = await stage.bench();
  expect(await walk(bench, ['light', 'contrast'])).toEqual([]);
  await bench.close();
});

test('in the dark theme', async () => {
  const bench = await stage.bench({ colorScheme: 'dark' }, sayDark);
  expect(await (await bench.frame()).evaluate(() => document.documentElement.style.colorScheme)).toBe('dark');
  expect(await walk(bench, ['dark'])).toEqual([]);
  await bench.close();
});
