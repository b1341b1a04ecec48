/** Tests of aggregate forms, receipts in long form and fiscal years in the workbook, through the real Office.js. */
import type { Cell } from '../../src/kdb';
import { useAddin, type Running } from './addin';
import { typed } from './until';

const PERSONS: Cell[][] = [
  ['被保険者番号', '圏域', '性別', '生年月日', '資格取得日', '対象外区分'],
  ['00000001', '北部', '女', '19400101', '20150101', ''],
  ['00000002', '南部', '男', '19450101', '20200101', ''],
  ['00000003', '南部', '男', '19450101', '20200101', '施設入所'],
];
const CHECKUPS: Cell[][] = [
  ['被保険者番号', '健診受診日', 'BMI', '質問票6'],
  ['00000001', '20250601', 18.4, 1],
  ['00000002', '20240601', 19, 1],
];
const RECEIPTS: Cell[][] = [
  ['被保険者番号', '診療年月', 'レセプト種別', '医薬品コード', '薬効分類', '処方日数'],
  ['00000001', '202506', '調剤', '1124001', '1124', 28],
  ['00000001', '202506', '調剤', '1124002', '1124', 5],
];
/** Longer than the head by which a sheet is known. */
const QUESTIONS: Cell[][] = [
  ['帳票名：質問票調査の状況', '対象年度：令和7年度'],
  ['質問', '回答', '性別', '年齢', '保険者', '', '国', ''],
  ['', '', '', '', '回答者数', '割合', '回答者数', '割合'],
  ...Array.from({ length: 90 }, (_, index): Cell[] => [
    `項目${index + 1}`,
    'はい',
    '男',
    '75～79歳',
    index,
    10.5,
    100,
    20.5,
  ]),
];

const start = useAddin();
let running: Running;
beforeEach(async () => {
  running = await start({ 名簿: PERSONS, 健診: CHECKUPS, レセプト: RECEIPTS, 質問票調査: QUESTIONS });
});
afterEach(() => running.stop());

const ask = async (formula: string): Promise<unknown> => {
  const answer = await running.workbook.evaluate(formula);
  return 'values' in answer ? answer.values[0]![0] : answer.error;
};

test('an aggregate form is read whole, is no unrecognised sheet, and answers in cells', async () => {
  const { aggregates, unrecognised } = await running.room.inspectWorkbook();
  expect(aggregates.map(({ file, used, rows }) => [file, used, rows])).toEqual([['質問票調査', 90, 90]]);
  expect(unrecognised).toEqual([]);
  expect(await ask('=IKKATSU.KDBFIGURE("項目90 / はい")')).toBe(10.5);
  expect(await ask('=IKKATSU.KDBFIGURE("項目90 / はい","国",2025)')).toBe(20.5);
  expect(await ask('=IKKATSU.KDBFIGURE("項目91")')).toBe('#N/A');
});

test('a workbook with nothing but an aggregate form answers too', async () => {
  running.stop();
  running = await start({ 質問票調査: QUESTIONS });
  expect((await running.room.inspectWorkbook()).aggregates).toHaveLength(1);
  expect(await ask('=IKKATSU.KDBFIGURE("項目2 / はい","当地域","","実数")')).toBe(1);
});

test('the insured, the year before, and a changed form are asked for in cells', async () => {
  expect(await ask('=IKKATSU.INSURED()')).toBe(3);
  expect(await ask('=IKKATSU.INSURED("健診受診率","圏域=北部")')).toBe(1);
  expect(await ask('=IKKATSU.INYEAR(2024,"低栄養")')).toBe(1);
  expect(await ask('=IKKATSU.INYEAR(2025,"低栄養")')).toBe(1);
});

test('what stands in レセプトの数え方 runs, and an unknown value names its cell', async () => {
  await running.room.extract();
  await running.workbook.settle();
  expect(await ask('=IKKATSU.EXTRACT("睡眠薬","分母")')).toBe(3);
  const rows = running.workbook.valuesOf('抽出条件');
  const at = rows.findIndex(([key]) => key === 'receiptRule:minimumDays');
  expect(at).toBeGreaterThan(0);
  const before = (await running.room.currentDataset()).table.columns.drugCount!.values[0];
  await typed(running, `抽出条件!D${at + 1}`, 14);
  const after = (await running.room.currentDataset()).table.columns.drugCount!.values[0];
  expect([before, after]).toEqual([2, 1]);
  await typed(running, `抽出条件!D${at + 1}`, 'ときどき');
  await expect(running.room.currentDataset()).rejects.toThrow(`抽出条件 D${at + 1}「数える処方日数の下限」`);
});
