/** @jest-environment jsdom */
/** First use and the later steps: synthetic data, formulas written for the analyst, taking the last write back. */
import { AnalystError } from '../../src/kdb';
import { purposeFormula } from '../../src/taskpane/functions/formula';
import { datasetOf, EMPTY_VIEW, FakeDoor, RESULT, VIEW } from './fakeDoor';
import { axeViolations, buttons, click, pageText, render, settle, step, unmount } from './render';

beforeAll(() => {
  // jsdom's page has none; every browser does.
  Object.assign(globalThis, { TextEncoder: jest.requireActual<typeof import('node:util')>('node:util').TextEncoder });
});
afterEach(unmount);

test('an empty workbook offers the sample; a filled one does not', async () => {
  const door = new FakeDoor(EMPTY_VIEW);
  await render(door);
  door.importFiles = async (files) => {
    door.imported.push([...files]);
    door.view = VIEW;
  };
  await click('サンプルで試す');
  for (let turn = 0; turn < 200 && !pageText().includes('合成データ'); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await settle();
  }
  expect(door.imported[0]!.map(({ name }) => name)).toEqual(expect.arrayContaining(['合成_被保険者台帳.csv']));
  expect(pageText()).toContain('実在の人のデータではありません');
  expect(buttons('サンプルで試す')).toHaveLength(0);
  await click('元に戻す');
  expect(door.calls).toContain('undo');
});

test('a formula names purpose, what is wanted and the area', () => {
  expect(purposeFormula('lowNutrition', '割合', '北部')).toBe('=IKKATSU.LOWNUTRITION("割合","圏域=北部")');
  expect(purposeFormula('oral', '人数', '')).toBe('=IKKATSU.ORAL("人数")');
});

test('the chosen formula goes into the selected cell, and a refusal is told', async () => {
  const door = new FakeDoor();
  door.data = datasetOf(VIEW);
  await render(door);
  await settle(() => step('計画・報告').querySelector('button')!.click());
  await settle(() => step('評価').querySelector('button')!.click());
  expect(await axeViolations()).toEqual([]);
  await click('選んだセルに書く');
  expect(door.calls).toContain('writeFormula =IKKATSU.LOWNUTRITION("人数")');
  expect(pageText()).toContain('メモ!B2 に');
  door.formulaError = new AnalystError('cell.occupied', { cell: 'メモ!B2' });
  await click('選んだセルに書く');
  expect(pageText()).toContain('セル メモ!B2 には値があります');
});

test('an extraction can be taken back, and the results on the screen go with it', async () => {
  const door = new FakeDoor();
  await render(door);
  await click('抽出を実行');
  await settle(() => door.extraction.resolve(RESULT));
  expect(pageText()).toContain('最後の書きこみ：抽出');
  await click('元に戻す');
  expect(door.calls).toContain('undo');
  expect(step('抽出').querySelector('table')).toBeNull();
  expect(pageText()).toContain('書きこむ前に戻しました');
  expect(buttons('元に戻す')).toHaveLength(0);
});

test('copies that are not wanted are given up', async () => {
  const door = new FakeDoor();
  await render(door);
  await click('抽出を実行');
  await settle(() => door.extraction.resolve(RESULT));
  await click('元に戻せなくてよい');
  expect(door.calls).toContain('closeUndo');
  expect(buttons('元に戻す')).toHaveLength(0);
});
