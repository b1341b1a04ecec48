/** 抽出年度 and 評価年度 changed by the pane: the cells that an analyst would type into, calculated anew, and taken back. */
import type { Cell } from '../../src/kdb';
import { pictureOf, useAddin, type Running } from './addin';

const row = (number: string, day: string, bmi: string): readonly Cell[] => [
  number,
  '合成 太郎',
  '北部',
  day,
  bmi,
  'はい',
];
const DATA: readonly (readonly Cell[])[] = [
  ['被保険者番号', '氏名', '圏域', '健診受診日', 'BMI', '質問票⑥'],
  row('00000001', '20250601', '18.4'),
  row('00000002', '20250601', '19.5'),
  row('00000003', '20250601', '25.0'),
];
const NEXT: readonly (readonly Cell[])[] = [
  DATA[0]!,
  row('00000001', '20260601', '18.0'),
  row('00000002', '20260601', '24.0'),
];
const LOG: readonly (readonly Cell[])[] = [
  ['支援記録'],
  ['評価年度', ''],
  ['被保険者番号', '目的', '支援の有無', '状況'],
  ['00000001', '低栄養', 'あり', '終了'],
];

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

const valueOf = async (formula: string): Promise<Cell> => {
  const answer = await running!.workbook.evaluate(formula);
  return 'values' in answer ? (answer.values[0]![0] as Cell) : answer.error;
};
const yearOf = async (): Promise<number | null> => (await running!.room.inspectWorkbook()).fiscalYear;

describe('抽出年度', () => {
  test('is written to its cell, answers at once, and is taken back', async () => {
    running = await start({ データ: DATA });
    const { room, workbook } = running;
    await room.extract();
    workbook.openRows('翌年', NEXT);
    expect(await yearOf()).toBe(2025);
    expect(await valueOf('=IKKATSU.LOWNUTRITION()')).toBe(2);
    const before = pictureOf(workbook);
    await room.changeFiscalYear(2026);
    expect(await valueOf('=IKKATSU_抽出年度')).toBe(2026);
    expect(await yearOf()).toBe(2026);
    expect(await valueOf('=IKKATSU.LOWNUTRITION()')).toBe(1);
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
    expect(await valueOf('=IKKATSU.LOWNUTRITION()')).toBe(2);
  });

  test('makes the sheet where there is none, which undo removes', async () => {
    running = await start({ データ: DATA, 翌年: NEXT });
    const { room, workbook } = running;
    expect(await yearOf()).toBe(2026);
    await room.changeFiscalYear(2025);
    expect(await yearOf()).toBe(2025);
    await room.undoLastWrite();
    expect(workbook.sheetNames()).not.toContain('抽出条件');
    expect(await yearOf()).toBe(2026);
  });

  test('takes a 基準日 of the year before along, and leaves one that lies in the new year', async () => {
    running = await start({ データ: DATA, 翌年: NEXT });
    const { room, workbook } = running;
    await room.changeFiscalYear(2025);
    const dateOf = () => workbook.valuesOf('抽出条件').find(([key]) => key === 'referenceDate')![3];
    const cell = `抽出条件!D${workbook.valuesOf('抽出条件').findIndex(([key]) => key === 'referenceDate') + 1}`;
    await workbook.typeInto(cell, '2027/3/31');
    const inNew = dateOf();
    await room.changeFiscalYear(2026);
    expect(dateOf()).toBe(inNew);
    await room.changeFiscalYear(2025);
    expect(dateOf() ?? '').toBe('');
    await room.undoLastWrite();
    expect(dateOf()).toBe(inNew);
    await workbook.typeInto(cell, '2026/4/1');
    const firstDay = dateOf();
    await room.changeFiscalYear(2026);
    expect(dateOf()).toBe(firstDay);
  });

  test('replaces what cannot be read in its cell', async () => {
    running = await start({ データ: DATA });
    const { room, workbook } = running;
    await room.extract();
    await workbook.typeInto('IKKATSU_抽出年度', 'らいねん');
    await room.changeFiscalYear(2025);
    expect(await yearOf()).toBe(2025);
  });

  test('stays at 既定値に戻す, whoever asks; blank stays blank', async () => {
    running = await start({ データ: DATA, 翌年: NEXT });
    const { room, workbook, addin } = running;
    await room.ensureConditionsSheet();
    await room.restoreDefaults();
    expect((await valueOf('=IKKATSU_抽出年度&""')) ?? '').toBe('');
    await workbook.typeInto('IKKATSU_抽出年度', 'R7');
    await room.restoreDefaults({ undoable: true });
    expect(await valueOf('=IKKATSU_抽出年度')).toBe(2025);
    expect(await addin.invoke('IKKATSU.DEFAULTS')).toMatchObject({ ok: true });
    expect(await yearOf()).toBe(2025);
  });
});

describe('評価年度', () => {
  test('is written beside its label in 支援記録, changes the evaluation, and is taken back', async () => {
    running = await start({ データ: DATA, 支援記録: LOG });
    const { room, workbook } = running;
    await room.changeFiscalYear(2025);
    expect(await room.readAfterYear()).toEqual({ written: null, address: 'B2' });
    const before = pictureOf(workbook);
    await room.changeAfterYear(2026);
    expect(workbook.valuesOf('支援記録')[1]![1]).toBe(2026);
    expect(await room.readAfterYear()).toEqual({ written: 2026, address: 'B2' });
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
    await workbook.typeInto('支援記録!B2', 'いつか');
    expect(await room.readAfterYear()).toEqual({ written: null, address: 'B2' });
    await room.changeAfterYear(null);
    expect(workbook.valuesOf('支援記録')[1]![1] ?? '').toBe('');
  });

  test('is nothing where there is no 支援記録, or no label in it', async () => {
    running = await start({ データ: DATA });
    const code = () => running!.room.changeAfterYear(2026).catch((error: { code?: string }) => error.code);
    expect(await running.room.readAfterYear()).toBeNull();
    expect(await code()).toBe('support.none');
    running.workbook.openRows('支援記録', LOG.slice(2));
    expect(await running.room.readAfterYear()).toBeNull();
  });
});
