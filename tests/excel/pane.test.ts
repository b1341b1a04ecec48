/** Tests of what the pane asks of a workbook beside the extraction: thresholds, named sets, undo, formulas, cells. */
import { defaultSettings } from '../../src/criteria';
import type { Cell } from '../../src/kdb';
import { pictureOf, useAddin, type Running } from './addin';
import { eventsCame, until } from './until';

const DATA: readonly (readonly Cell[])[] = [
  ['被保険者番号', '氏名', '圏域', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'],
  ['00000001', '合成 太郎', '北部', '20250601', '18.4', 'はい', '16'],
  ['00000002', '架空 花子', '南部', '20250601', '19.5', 'はい', '3'],
];
const STRICT = { ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5, 'kidney.pharmacyCounts': true };

const start = useAddin();
let running: Running;
beforeEach(async () => {
  running = await start({ データ: DATA, メモ: [['私のメモ']] });
});
afterEach(() => {
  const unknown = running.addin.unknownMembers;
  running.stop();
  expect(unknown).toEqual([]);
});

const hits = async (): Promise<Cell> => {
  const answer = await running.workbook.evaluate('=IKKATSU.LOWNUTRITION()');
  return 'values' in answer ? (answer.values[0]![0] as Cell) : answer.error;
};
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('thresholds from the pane', () => {
  test('stand in 抽出条件 afterwards, and are what the functions answer with', async () => {
    const { room, workbook } = running;
    expect(await hits()).toBe(2);
    await room.applySettings(STRICT);
    expect(await hits()).toBe(1);
    const rows = workbook.valuesOf('抽出条件');
    expect(rows.find(([key]) => key === 'lowNutrition.bmiAtMost')![3]).toBe(18.5);
    expect(rows.find(([key]) => key === 'kidney.pharmacyCounts')![3]).toBe('使う');
    expect(rows.find(([key]) => key === 'lowNutrition')![2]).toContain('18.5');
  });

  test('leave year and other cells of a standing sheet alone, and can be taken back', async () => {
    const { room, workbook } = running;
    await room.ensureConditionsSheet();
    await workbook.typeInto('IKKATSU_抽出年度', 2025);
    await workbook.typeInto('抽出条件!N3', '覚え書き');
    const before = pictureOf(workbook);
    await room.applySettings(STRICT);
    expect(await workbook.evaluate('=IKKATSU_抽出年度')).toEqual({ values: [[2025]] });
    expect(workbook.valuesOf('抽出条件')[2]![13]).toBe('覚え書き');
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
    expect(await hits()).toBe(2);
  });

  test('make the sheet anew when a row of it is gone', async () => {
    const { room, workbook } = running;
    await room.ensureConditionsSheet();
    const row = workbook.valuesOf('抽出条件').findIndex(([key]) => key === 'lowNutrition.bmiAtMost') + 1;
    await workbook.typeInto(`抽出条件!A${row}`, '');
    await room.applySettings(STRICT);
    expect(await hits()).toBe(1);
  });

  test('named sets stay in the workbook; what another version wrote is taken only where it is possible', async () => {
    const { room, workbook } = running;
    await room.keepConditionSets([{ name: '広域連合の基準', settings: STRICT }]);
    expect(await room.readConditionSets()).toEqual([{ name: '広域連合の基準', settings: STRICT }]);
    workbook.book.settings.set(
      'IKKATSU.conditionSets',
      JSON.stringify([{ name: '旧', settings: { 'lowNutrition.bmiAtMost': 900, other: 1 } }]),
    );
    expect(await room.readConditionSets()).toEqual([{ name: '旧', settings: defaultSettings() }]);
  });
});

describe('undo', () => {
  test('takes a first extraction away whole', async () => {
    const { room, workbook } = running;
    await room.inspectWorkbook();
    const before = pictureOf(workbook);
    await room.extract({ undoable: true });
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
  });

  test('brings back what the analyst had written into a list that was replaced', async () => {
    const { room, workbook } = running;
    await room.extract();
    await workbook.typeInto('抽出_口腔!N3', 'ここに書いた');
    const before = pictureOf(workbook);
    await room.extract({ undoable: true, confirmReplace: () => Promise.resolve(true) });
    expect(workbook.valuesOf('抽出_口腔')[2]![13] ?? null).toBeNull();
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
    expect(await codeOf(room.extract())).toBe('sheet.edited');
  });

  test('is one step, and leaves no copies behind when it is not wanted', async () => {
    const { room, workbook } = running;
    await room.extract();
    await room.extract({ undoable: true });
    expect(workbook.sheetNames().some((name) => name.startsWith('IKKATSU'))).toBe(true);
    await room.closeUndo();
    expect(workbook.sheetNames().some((name) => name.startsWith('IKKATSU'))).toBe(false);
    expect(await codeOf(room.undoLastWrite())).toBe('undo.none');
  });

  test('takes imported sheets and restored defaults back', async () => {
    const { room, workbook } = running;
    await room.applySettings(STRICT);
    const before = pictureOf(workbook);
    await room.restoreDefaults({ undoable: true });
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
    await room.importFiles([{ name: 'b.csv', bytes: new TextEncoder().encode('被保険者番号,BMI\n1,20\n') }]);
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
  });
});

describe('the selected cell', () => {
  test('takes a formula, which can be taken back', async () => {
    const { room, workbook } = running;
    await room.selectRow('メモ', 4, 1);
    expect(await room.writeFormula('=IKKATSU.LOWNUTRITION("人数")+0')).toContain('B4');
    await workbook.settle();
    expect(workbook.valuesOf('メモ')[3]![1]).toBe(2);
    await room.undoLastWrite();
    expect(workbook.valuesOf('メモ')).toEqual([['私のメモ']]);
  });

  test('is left alone when something stands there, or when it is on a sheet of ours', async () => {
    const { room } = running;
    await room.selectRow('メモ', 1);
    expect(await codeOf(room.writeFormula('=1'))).toBe('cell.occupied');
    await room.showConditions();
    expect(await codeOf(room.writeFormula('=1'))).toBe('cell.ours');
  });
});

test('columns that the analyst mapped are used, and stay mapped in the saved workbook', async () => {
  const { room, workbook } = running;
  workbook.openRows('独自', [
    ['ひと', '体格の値', '日'],
    ['00000001', '17.0', '20250601'],
    ['00000002', '26.0', '20250601'],
  ]);
  expect((await room.inspectWorkbook()).unrecognised.map(({ file }) => file)).toContain('独自');
  await room.mapColumns(
    '独自',
    new Map([
      [0, 'personId' as const],
      [1, 'bmi' as const],
      [2, 'checkupDate' as const],
    ]),
  );
  const [source] = (await room.inspectWorkbook()).sources.filter(({ file }) => file === '独自');
  expect(source!.columns.map(({ field }) => field)).toEqual(['personId', 'bmi', 'checkupDate']);
  const bytes = await workbook.saveXlsx();
  running.stop();
  running = await start(bytes);
  expect((await running.room.inspectWorkbook()).sources.map(({ file }) => file)).toContain('独自');
});

describe('what is typed into 抽出条件 while the add-in itself writes', () => {
  const thresholdOf = ({ workbook }: Running): string =>
    `抽出条件!D${workbook.valuesOf('抽出条件').findIndex(([key]) => key === 'lowNutrition.bmiAtMost') + 1}`;

  test('is told and answered with as soon as the job is done', async () => {
    const { room, workbook } = running;
    await room.extract();
    expect(await hits()).toBe(2);
    const told = jest.fn();
    room.onWorkbookChanged(told);
    let typed: Promise<unknown> | null = null;
    await room.extract({
      onProgress({ stage }) {
        if (stage.startsWith('抽出_')) typed ??= workbook.typeInto(thresholdOf(running), 18.5);
      },
    });
    expect(typed).not.toBeNull();
    await typed;
    // The host may tell of the edit after the job: then it is answered a moment later.
    await until(running, () => told.mock.calls.length > 0);
    expect(told).toHaveBeenCalled();
    expect((await room.currentDataset()).settings['lowNutrition.bmiAtMost']).toBe(18.5);
    expect(await hits()).toBe(1);
  });

  test('is not confused with what the job writes there', async () => {
    const { room } = running;
    await room.extract();
    const told = jest.fn();
    room.onWorkbookChanged(told);
    await room.applySettings(STRICT);
    await room.extract();
    await eventsCame(running);
    expect(told).not.toHaveBeenCalled();
  });
});
