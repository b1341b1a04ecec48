/** 抽出年度 and 評価年度 in the browser: next year's check-ups come, the year stays, and one press or choice changes it. */
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { csv, useStage, type Bench } from './stage';

const HEADINGS = ['被保険者番号', '氏名', '生年月日', '性別', '圏域', '健診受診日', 'BMI', '質問票⑥'];
const person = (number: number, day: string, bmi: number) =>
  [String(number).padStart(8, '0'), '合成 太郎', '19450401', '男', '北部', day, bmi, 'はい'] as const;
const THIS_YEAR = csv('健診.csv', [HEADINGS, ...[1, 2, 3, 4].map((each) => person(each, '20250601', 16 + each))]);
const NEXT_YEAR = csv('翌年の健診.csv', [HEADINGS, ...[1, 2, 3].map((each) => person(each, '20260601', 19 + each))]);

jest.setTimeout(240_000);

const stage = useStage();

/** Pictures for the eye at both widths, where PICTURES names a folder. No part of the pane is wider than the pane. */
async function look(bench: Bench, name: string, field: Locator): Promise<void> {
  for (const width of [320, 400]) {
    await bench.page.setViewportSize({ width, height: 900 });
    await field.scrollIntoViewIfNeeded();
    const overflow = await (
      await bench.frame()
    ).evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([name, width, overflow]).toEqual([name, width, 0]);
    const { PICTURES } = process.env;
    if (PICTURES) await bench.page.screenshot({ path: path.join(PICTURES, `${name}-${width}.png`) });
  }
}

test('newer check-ups leave the years as they are until the analyst changes them, which can be taken back', async () => {
  const bench = await stage.bench({ viewport: { width: 400, height: 900 } });
  const { pane } = bench;
  const year = pane.getByLabel('抽出年度', { exact: true });
  const yearCell = async () => (await bench.valuesOf('抽出条件')).find(([key]) => key === 'fiscalYear')![3];
  await bench.choose(THIS_YEAR);
  await bench.sees('1 個のファイルを取り込みました');
  await bench.click('抽出を実行');
  await bench.sees('抽出が終わりました');
  expect(await yearCell()).toBe(2025);

  await bench.toggle('データ');
  await bench.choose(NEXT_YEAR);
  await bench.sees('新しい令和8年度のデータがありますが、抽出年度は令和7年度のままです。');
  expect(await year.inputValue()).toBe('2025');
  await look(bench, 'year-offered', year);
  await bench.click('令和8年度に変える');
  await bench.sees('抽出年度を令和8年度にしました');
  expect(await yearCell()).toBe(2026);
  expect(await year.inputValue()).toBe('2026');
  await bench.click('元に戻す');
  await bench.sees('書きこむ前に戻しました');
  expect(await yearCell()).toBe(2025);
  await bench.until('the field says 2025 again', async () => (await year.inputValue()) === '2025');

  await bench.toggle('条件');
  await bench.click('既定値に戻す');
  await pane.getByRole('alertdialog').getByRole('button', { name: '既定値に戻す' }).click();
  await bench.sees('抽出条件を既定値に戻しました');
  expect(await yearCell()).toBe(2025);

  await bench.toggle('評価');
  await pane.getByRole('checkbox', { name: /^低栄養/ }).check();
  await bench.click('支援記録を始める');
  const after = pane.getByLabel('評価年度', { exact: true });
  await after.waitFor();
  expect(await after.locator('option').allInnerTexts()).toEqual(['自動：令和8年度', '令和8年度（2026年度）']);
  await look(bench, 'after-year', after);
  await after.selectOption('2026');
  await bench.sees('評価年度を令和8年度にしました');
  const cellOf = async () => (await bench.valuesOf('支援記録')).find(([label]) => label === '評価年度')![1];
  expect(await cellOf()).toBe(2026);
  await bench.click('元に戻す');
  await bench.until('the cell is empty again', async () => ((await cellOf()) ?? '') === '');
  // The grid beside the pane complains where the page is as narrow as the pane alone.
  expect(bench.complaints.filter((text) => !text.startsWith('The column width is less than 0'))).toEqual([]);
  await bench.close();
});
