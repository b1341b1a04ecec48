/** Filling a form of somebody else in the browser: figures are picked for selected cells, written there, and nothing else changes. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeXlsx } from 'hucre';
import { useStage, type Bench } from './stage';

jest.setTimeout(240_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-template-'));
const BOOK = path.join(folder, '様式のあるブック.xlsx');
const PERSONS = Array.from({ length: 40 }, (_, index) => [
  String(10_000_001 + index),
  index % 2 === 0 ? '男' : '女',
  '1945-04-01',
  '2020-04-01',
  '2025-06-01',
  index < 12 ? 18 : 24,
  'はい',
]);

const stage = useStage(async () => {
  const book = await writeXlsx({
    sheets: [
      {
        name: '台帳',
        rows: [['被保険者番号', '性別', '生年月日', '資格取得日', '健診受診日', 'BMI', '質問票⑥'], ...PERSONS],
      },
      {
        name: '様式第1号',
        rows: [['様式第1号'], ['被保険者数', null], ['低栄養の該当者', null], ['備考', '記入しない']],
      },
    ],
  });
  fs.writeFileSync(BOOK, book);
  return [BOOK];
});
let bench: Bench;
beforeAll(async () => {
  bench = await stage.bench();
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function select(row: number, column: number): Promise<void> {
  await bench.page.evaluate(
    ([at, across]) => {
      const { book } = window.workbench ?? {};
      const sheet = book?.findSheet('様式第1号');
      if (!book || !sheet) return;
      book.activate(sheet);
      book.selection = { row: at!, column: across!, rows: 1, columns: 1 };
    },
    [row, column],
  );
}

it('binds a figure to each selected cell, fills both cells, and leaves the others of the template', async () => {
  await bench.sees('40 人');
  await bench.toggle('計画・報告');
  const part = bench.pane.getByRole('region', { name: 'ほかの様式に書く' });
  const picker = part.getByLabel('入れる数字');
  await picker.waitFor();
  // Two steps: to bind, and to write.
  expect(await part.getByRole('list').getByRole('listitem').count()).toBe(2);
  for (const [row, figure] of [
    [1, '被保険者数'],
    [2, '低栄養 該当者数'],
  ] as const) {
    await select(row, 1);
    await picker.selectOption({ label: figure });
    await bench.click('選んだセルにつなぐ');
    await bench.sees(new RegExp(`様式第1号 の \\$?B\\$?${row + 1} に「${figure}」をつなぎました`));
  }
  expect(await bench.sheetNames()).toContain('様式の対応');
  await bench.click('このブックの様式に書く');
  await bench.sees('様式第1号 の 2 個のセルに書きました');
  expect(await bench.valuesOf('様式第1号')).toEqual([
    ['様式第1号', null],
    ['被保険者数', 40],
    ['低栄養の該当者', 12],
    ['備考', '記入しない'],
  ]);
  if (process.env.PICTURES) await bench.page.screenshot({ path: path.join(process.env.PICTURES, 'template.png') });
  expect(bench.complaints).toEqual([]);
});

it('tells what the selected cell is, first in a sentence and then in detail', async () => {
  await bench.type('様式第1号', 'B6', '=IKKATSU.LOWNUTRITION("割合","性別=女")');
  await bench.settle();
  await select(5, 1);
  await bench.click('使い方とことば');
  await bench.click('選んだセルの数字を調べる');
  const dialog = bench.pane.getByRole('dialog');
  await dialog.getByText('「低栄養」に該当する人の割合。').waitFor();
  expect(await dialog.getByText('計算: 「低栄養」に該当する人 ÷ 被保険者').isVisible()).toBe(false);
  await dialog.getByText('くわしく').click();
  expect(await dialog.getByText('計算: 「低栄養」に該当する人 ÷ 被保険者').isVisible()).toBe(true);
  expect(await dialog.getByText('だれの: 性別=女').isVisible()).toBe(true);
  if (process.env.PICTURES) await bench.page.screenshot({ path: path.join(process.env.PICTURES, 'selectedCell.png') });
  expect(bench.complaints).toEqual([]);
});
