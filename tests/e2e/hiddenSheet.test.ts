/** A workbook with a hidden export in the browser: it is named and not joined, and the switch in ① takes it in and out again. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { useStage } from './stage';

jest.setTimeout(240_000);

const HEADINGS = ['被保険者番号', '健診受診日', 'BMI', '質問票⑥'];
const rows = (from: number, count: number) => [
  HEADINGS,
  ...Array.from({ length: count }, (_, index) => [
    String(from + index).padStart(8, '0'),
    '20250601',
    18 + index,
    'はい',
  ]),
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-hidden-'));
const stage = useStage(async () => {
  const workbook = createEmbeddedWorkbook();
  workbook.openRows('北部', rows(1, 3));
  workbook.openRows('下書き', rows(11, 2));
  workbook.book.findSheet('下書き')!.layout.visibility = 'Hidden';
  const book = path.join(folder, '健診.xlsx');
  fs.writeFileSync(book, await workbook.saveXlsx());
  workbook.dispose();
  return [book];
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a hidden sheet is listed with the reason; the switch joins it, the workbook remembers, and it can be taken out', async () => {
  const bench = await stage.bench({ viewport: { width: 1280, height: 900 } });
  const { pane } = bench;
  const persons = () => bench.page.evaluate(async () => JSON.stringify(await window.workbench?.evaluate('=IKKATSU.LOWNUTRITION("分母")')));
  await bench.sees('北部');
  await bench.sees('非表示のシートのため使っていません');
  expect(await persons()).toContain('[[3]]');
  const choice = pane.getByRole('switch', { name: '非表示のシートも使う' });
  expect(await choice.isChecked()).toBe(false);
  const { PICTURES } = process.env;
  const look = async (name: string) => {
    await choice.scrollIntoViewIfNeeded();
    if (PICTURES) await bench.page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  };
  await look('hidden-left-out');
  await choice.click();
  await bench.sees('非表示のシートを使うことをブックに覚えました');
  expect(await choice.isChecked()).toBe(true);
  expect(await persons()).toContain('[[5]]');
  await look('hidden-joined');
  await choice.click();
  await bench.sees('非表示のシートを使わないことをブックに覚えました');
  expect(await persons()).toContain('[[3]]');
  expect(bench.complaints).toEqual([]);
  await bench.close();
}); // prettier-ignore
