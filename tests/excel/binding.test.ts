/** Tests of 様式の対応 in a workbook: the template's cells are filled, a bad row writes nothing, and it can be taken back. */
import { readXlsx } from 'hucre';
import { fillTemplate, type ResolvedBinding } from '../../src/plan/binding';
import { handBuilt } from '../plan/binding/handBuilt';
import { pictureOf, useAddin, type Running } from './addin';

const DATA = [
  ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥'],
  ...Array.from({ length: 12 }, (_, index) => [
    String(39000001 + index),
    '北部',
    '女',
    '19400101',
    '20250601',
    index < 5 ? 18 : 24,
    'はい',
  ]),
];
const FORM = '実績 様式';

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

/** A workbook with the template and data in it, and these rows in 様式の対応. */
async function open(rows: readonly (readonly string[])[]): Promise<Running> {
  running = await start(handBuilt());
  const { workbook, addin } = running;
  workbook.openRows('台帳', DATA);
  workbook.book.findSheet(FORM)!.layout.protected = false;
  expect((await addin.invoke('IKKATSU.BINDINGSHEET')).message).toBeUndefined();
  const values = workbook.valuesOf('様式の対応');
  const head = values.findIndex((cells) => cells.includes('指標'));
  const first = values[head]!.indexOf('シート');
  // Behind the figures that are ready.
  const free = values.findIndex(
    (cells, row) => row > head && cells.slice(first, first + 5).every((cell) => (cell ?? '') === ''),
  );
  for (const [index, cells] of rows.entries())
    for (const [offset, cell] of cells.entries())
      if (cell !== '') await workbook.typeInto(`様式の対応!${'ABCDEFGH'[first + offset]}${free + 1 + index}`, cell);
  await workbook.settle();
  return running;
}
const GOOD = [
  [FORM, 'B3', '=IKKATSU.LOWNUTRITION("人数")', '0"名"'],
  ['', '口腔人数', '=3+4'],
  [FORM, 'B5', "'1-2"],
  ['別紙', 'A1', '台帳!C2'],
];

test('only the bound cells get the values, and the write can be taken back', async () => {
  const { workbook, addin, room } = await open(GOOD);
  const before = pictureOf(workbook);
  const detail = await addin.invoke('IKKATSU.FILL');
  expect(detail.message).toBeUndefined();
  expect(detail).toMatchObject({ filled: { cells: 4, sheets: [FORM, '別紙'] } });
  await workbook.settle();
  const values = workbook.valuesOf(FORM);
  expect([values[2]![1], values[3]![1], values[4]![1], workbook.valuesOf('別紙')[0]![0]]).toEqual([5, 7, '1-2', '女']);
  expect(workbook.textsOf(FORM)[2]![1]).toBe('5名');
  expect(workbook.formulasOf(FORM)[2]![3]).toBe('=B3+C3');
  await room.undoLastWrite();
  await workbook.settle();
  expect(pictureOf(workbook)).toEqual(before);
});

test('the sheet arrives with figures that are ready, and a chosen one is bound to the selected cell', async () => {
  const { workbook, addin, room } = await open([]);
  const before = workbook.valuesOf('様式の対応');
  const ready = before.findIndex((cells) => cells.includes('低栄養 該当者数'));
  expect(before[ready]).toContain(5);
  await room.selectRow(FORM, 3, 1);
  const bound = await room.bindSelected('purpose.lowNutrition.人数');
  expect(bound).toEqual({ name: '低栄養 該当者数', sheet: FORM, cell: 'B3', row: ready + 1 });
  // The same figure once more stands in the first empty row.
  await room.selectRow('別紙', 1);
  const again = await room.bindSelected('purpose.lowNutrition.人数');
  expect(again.row).toBeGreaterThan(ready + 1);
  await workbook.settle();
  expect(await addin.invoke('IKKATSU.FILL')).toMatchObject({ filled: { cells: 2, sheets: [FORM, '別紙'] } });
  await workbook.settle();
  expect([workbook.valuesOf(FORM)[2]![1], workbook.valuesOf('別紙')[0]![0]]).toEqual([5, 5]);
  await room.selectRow('様式の対応', 1);
  await expect(room.bindSelected('insured.被保険者数')).rejects.toThrow('本ツールのシートです');
});

test('live formulas follow the figure of the binding', async () => {
  const { workbook, addin } = await open([GOOD[0]!]);
  expect((await addin.invoke('IKKATSU.FILL.LIVE')).message).toBeUndefined();
  const formula = String(workbook.formulasOf(FORM)[2]![1]);
  expect(formula).toMatch(/^='?様式の対応'?!D\d+$/);
  await workbook.typeInto(formula.slice(1).replaceAll("'", ''), '=40+2');
  expect(workbook.valuesOf(FORM)[2]![1]).toBe(42);
});

test.each([
  [FORM, 'D3', '5', '数式があります'],
  [FORM, 'B1', '5', '左上の A1'],
  ['ない', 'B1', '5', 'シート「ない」が様式にありません'],
  ['様式の対応', 'B1', '5', '本ツールのシートです'],
  [FORM, 'B3', '=1/0', '指標の値が #DIV/0! です'],
  [FORM, 'B3', '', '指標が空欄です'],
  [FORM, '', '5', 'セルまたは名前が空欄です'],
])('a bad row (%s %s %s) is named and nothing is written', async (sheet, target, figure, why) => {
  const { workbook, addin } = await open([GOOD[0]!, [sheet, target, figure]]);
  const before = pictureOf(workbook);
  const { ok, message } = await addin.invoke('IKKATSU.FILL');
  expect(ok).toBe(false);
  expect(message).toContain(why);
  expect(message).toMatch(/様式の対応 \d+ 行目/);
  expect(pictureOf(workbook)).toEqual(before);
});

test('a protected sheet is told before anything is written', async () => {
  const { workbook, addin } = await open(GOOD);
  workbook.book.findSheet('別紙')!.layout.protected = true;
  const before = pictureOf(workbook);
  const { message } = await addin.invoke('IKKATSU.FILL');
  expect(message).toContain('シート「別紙」は保護されています');
  expect(pictureOf(workbook)).toEqual(before);
});

test('a template in a file of its own gets the same values', async () => {
  const { addin } = await open(GOOD);
  const detail = (await addin.invoke('IKKATSU.BINDINGS')) as unknown as { bindings: ResolvedBinding[] };
  const [form, other] = (await readXlsx(fillTemplate(handBuilt(), '様式.xlsx', detail.bindings))).sheets;
  expect([form!.rows[2]![1], form!.rows[3]![1], form!.rows[4]![1], other!.rows[0]![0]]).toEqual([5, 7, '1-2', '女']);
});
