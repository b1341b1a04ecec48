/** Tests of 抽出を実行 in a workbook, through the real Office.js: what is written, what is left alone, what is undone. */
import type { Cell } from '../../src/kdb';
import { extractionSheets } from '../../src/plan';
import { pictureOf, refuseTableName, useAddin, type Running } from './addin';
import { until } from './until';

const HEADER = ['被保険者番号', '氏名', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];
const DATA: readonly (readonly Cell[])[] = [
  ['後期高齢者 一覧表'],
  HEADER,
  ['00000001', '=1+1', '北部', '女', '19400101', '20250601', '18.4', 'はい', '16'],
  ['00000002', '山田 太郎', '北部', '男', '19450101', '20250601', '25', 'はい', '3'],
  ['00000003', '鈴木 花子', '南部', '女', '19480101', '20250601', '', 'はい', '15'],
  ['00000004', "'佐藤", '南部', '男', '19450101', '20250601', '20', 'はい', '0'],
  ['合計', '', '', '', '', '', '', '', '34'],
];
const NOTES: readonly (readonly Cell[])[] = [['私のメモ'], ['大事']];

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

async function open(
  sheets: Record<string, readonly (readonly Cell[])[]> = { データ: DATA, メモ: NOTES },
): Promise<Running> {
  running = await start(sheets);
  return running;
}
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
/** Row of a text in a column, counted from 1. */
function rowOf({ workbook }: Running, sheet: string, column: number, text: string): number {
  return workbook.valuesOf(sheet).findIndex((cells) => cells[column] === text) + 1;
}

test('the ribbon command writes every sheet, and cells, lists and the reported counts agree', async () => {
  const { workbook, addin } = await open();
  const detail = await addin.invoke('IKKATSU.EXTRACT');
  await workbook.settle();
  expect(detail).toMatchObject({ ok: true });
  expect(workbook.sheetNames()).toEqual(['目次', ...extractionSheets(), '実績の記録', 'データ', 'メモ']);
  const low = detail.result!.criteria[0]!;
  expect(low).toMatchObject({ hits: 2, denominator: 4, judged: 3, undetermined: 1 });
  const common = workbook.valuesOf('共通評価指標');
  const row = common.find(([area, , name]) => area === '全体' && name === '低栄養')!;
  expect(row.slice(3, 9)).toEqual([2, 4, 0.5, 3, 2 / 3, 1]);
  expect(await workbook.evaluate('=IKKATSU.LOWNUTRITION()/2')).toEqual({ values: [[1]] });
  const list = workbook.valuesOf('抽出_低栄養').slice(1, 3);
  expect(list.map(([id, name]) => [id, name])).toEqual([
    ['00000001', '=1+1'],
    // A leading apostrophe is Excel's mark of a text, no letter of the name.
    ['00000004', '佐藤'],
  ]);
});

test('目次 says of lists and 取込結果 whether they are of the data as it is', async () => {
  const running = await open();
  const { workbook, room, addin } = running;
  await room.extract();
  const states = (): unknown[] =>
    ['取込結果', '抽出_対象者一覧', '抽出_低栄養', '共通評価指標'].map(
      (sheet) =>
        workbook
          .valuesOf('目次')
          .find((cells) => cells.includes(sheet))!
          .at(-1) ?? '',
    );
  expect(states()).toEqual(Array(4).fill('最新'));
  await workbook.typeInto('メモ!B5', '=IKKATSU.LOWNUTRITION()');
  await workbook.typeInto(`データ!G${rowOf(running, 'データ', 0, '00000002')}`, 18);
  await until(running, () => workbook.valuesOf('メモ')[4]?.[1] === 3);
  const writeForms = addin.window.writeForms as Window['writeForms'];
  await writeForms(['計画'], { confirmReplace: () => Promise.resolve(true) });
  expect(states()).toEqual(Array(4).fill('書き直しが必要'));
  await room.extract({ confirmReplace: () => Promise.resolve(true) });
  expect(states()).toEqual(Array(4).fill('最新'));
});

test('the sheets of the analyst are left as they are', async () => {
  const { workbook, room } = await open();
  const before = ['データ', 'メモ'].map((name) => workbook.formulasOf(name));
  await room.extract();
  expect(['データ', 'メモ'].map((name) => workbook.formulasOf(name))).toEqual(before);
});

test('a second run replaces our sheets, and formulas elsewhere keep pointing at them', async () => {
  const { workbook, room } = await open();
  await room.extract();
  await workbook.typeInto('メモ!B1', '=抽出_低栄養!A2');
  await workbook.typeInto('メモ!B2', '=IKKATSU_データ');
  const { dataset } = room.session();
  await workbook.typeInto('データ!G4', 19);
  // Events come late: until then the add-in cannot know.
  await until(running!, () => room.session().dataset !== dataset);
  await room.extract();
  await workbook.settle();
  expect(workbook.formulasOf('メモ')[0]![1]).toContain('抽出_低栄養');
  expect(workbook.valuesOf('メモ')[0]![1]).toBe('00000001');
  expect(workbook.valuesOf('メモ')[1]![1]).toBe(workbook.valuesOf('取込結果')[1]!.at(-1));
  expect(workbook.book.findTable('IKKATSU_lowNutrition')!.rect.rows).toBe(4);
  expect(workbook.sheetNames().filter((name) => name.startsWith('IKKATSU'))).toEqual([]);
});

test('a sheet of ours that the analyst edited is replaced only after asking', async () => {
  const { workbook, room } = await open();
  await room.extract();
  await workbook.typeInto('抽出_口腔!N3', 'ここに書いた');
  const before = pictureOf(workbook);
  expect(await codeOf(room.extract())).toBe('sheet.edited');
  expect(pictureOf(workbook)).toEqual(before);
  const asked: string[][] = [];
  const confirm = (sheets: string[]) => Promise.resolve(asked.push([...sheets]) > 1);
  expect(await codeOf(room.extract({ confirmReplace: confirm }))).toBe('sheet.edited');
  expect(pictureOf(workbook)).toEqual(before);
  await room.extract({ confirmReplace: confirm });
  expect(asked).toEqual([['抽出_口腔'], ['抽出_口腔']]);
  expect(workbook.valuesOf('抽出_口腔')[2]![13] ?? null).toBeNull();
});

test('what is written into the columns of work is no edit: it stays with its person, and undo brings the list back with it', async () => {
  const { workbook, room } = await open();
  await room.extract();
  const at = (heading: string): number => workbook.valuesOf('抽出_低栄養')[0]!.indexOf(heading);
  const cell = (row: number, heading: string) => workbook.valuesOf('抽出_低栄養')[row]![at(heading)] ?? null;
  const letter = (heading: string) => String.fromCharCode(65 + at(heading));
  await workbook.typeInto(`抽出_低栄養!${letter('担当')}2`, '保健師A');
  await workbook.typeInto(`抽出_低栄養!${letter('結果')}3`, '不在');
  const before = pictureOf(workbook);
  await room.extract({ undoable: true });
  expect([cell(1, '担当'), cell(2, '結果'), cell(1, '結果')]).toEqual(['保健師A', '不在', null]);
  await room.undoLastWrite();
  expect(pictureOf(workbook)).toEqual(before);
  // The third person leaves the list: what was written stands below it.
  await room.currentDataset();
  const { dataset } = room.session();
  await workbook.typeInto('データ!G6', 30);
  await until(running!, () => room.session().dataset !== dataset);
  await room.extract();
  const rows = workbook.valuesOf('抽出_低栄養');
  const left = rows.findIndex(([first]) => first === '記入があり、今回の一覧にはいない人');
  expect(rows[left + 1]!.filter((value) => value !== null && value !== '')).toContain('不在');
});

test('a sheet of the analyst that bears a name of ours is not overwritten without asking', async () => {
  const { workbook, room } = await open({ データ: DATA, 共通評価指標: NOTES });
  expect(await codeOf(room.extract())).toBe('sheet.edited');
  expect(workbook.valuesOf('共通評価指標')).toEqual(NOTES);
});

test('an error in the middle of the swap leaves the workbook as it was', async () => {
  const { workbook, room } = await open();
  const { book } = workbook;
  const untouched = pictureOf(workbook);
  // The table of the last list cannot get its name: the host refuses when everything else is in place.
  const allowed = refuseTableName(book, 'IKKATSU_unknownStatus');
  expect(await codeOf(room.extract())).toBe('excel.failed');
  expect(pictureOf(workbook)).toEqual(untouched);

  allowed();
  await room.extract();
  book.renameTable(book.findTable('IKKATSU_unknownStatus')!, '別の表');
  refuseTableName(book, 'IKKATSU_unknownStatus');
  await workbook.typeInto('データ!G4', 19);
  const written = pictureOf(workbook);
  expect(await codeOf(room.extract())).toBe('excel.failed');
  expect(pictureOf(workbook)).toEqual(written);
});

test('中止 leaves the workbook as it was, however far the work has come', async () => {
  const { workbook, room, addin } = await open();
  const before = pictureOf(workbook);
  for (const stage of ['読んでいます', '一覧を作って', '共通評価指標 を書いて']) {
    const controller = new addin.window.AbortController();
    const reached: string[] = [];
    const outcome = await codeOf(
      room.extract({
        signal: controller.signal as AbortSignal,
        onProgress: (progress) => {
          reached.push(progress.stage);
          if (progress.stage.includes(stage)) controller.abort();
        },
      }),
    );
    expect([stage, outcome]).toEqual([stage, 'work.cancelled']);
    expect(pictureOf(workbook)).toEqual(before);
  }
});

test('what stands in 抽出条件 is what runs, and it is not written over', async () => {
  const { workbook, room } = await open();
  await room.extract();
  const row = rowOf(running!, '抽出条件', 0, 'lowNutrition.bmiAtMost');
  const { dataset } = room.session();
  await workbook.typeInto(`抽出条件!D${row}`, 18.5);
  // Events come late: until then the add-in cannot know.
  await until(running!, () => room.session().dataset !== dataset);
  expect(await workbook.evaluate('=IKKATSU.LOWNUTRITION()')).toEqual({ values: [[1]] });
  const result = await room.extract();
  expect(result.criteria[0]!.hits).toBe(1);
  expect(workbook.valuesOf('抽出条件')[row - 1]![3]).toBe(18.5);
  expect(workbook.valuesOf('抽出条件')[row - 1]![6]).toBe(-1.5);
  expect(String(workbook.valuesOf('抽出条件')[row - 3]![2])).toContain('18.5');
  await room.restoreDefaults();
  await workbook.settle();
  expect(workbook.valuesOf('抽出条件')[row - 1]![3]).toBe(20);
  expect(await workbook.evaluate('=IKKATSU.LOWNUTRITION()')).toEqual({ values: [[2]] });
});

test('an impossible value refuses the run, names the cell, and the functions say the same', async () => {
  const { workbook, addin, room } = await open();
  await room.ensureConditionsSheet();
  const row = rowOf(running!, '抽出条件', 0, 'lowNutrition.bmiAtMost');
  await workbook.typeInto(`抽出条件!D${row}`, 200);
  const before = pictureOf(workbook);
  const detail = await addin.invoke('IKKATSU.EXTRACT');
  expect(detail).toMatchObject({ ok: false, code: 'settings.outOfRange' });
  expect(detail.message).toContain(`D${row}`);
  expect(pictureOf(workbook)).toEqual(before);
  expect(await workbook.evaluate('=IKKATSU.LOWNUTRITION()')).toEqual({ error: '#VALUE!', message: detail.message });
});

test('figures in cells follow the data without being touched', async () => {
  const { workbook } = await open();
  await workbook.typeInto('メモ!C1', '=IKKATSU.LOWNUTRITION("人数")+0');
  expect(workbook.valuesOf('メモ')[0]![2]).toBe(2);
  await workbook.typeInto('データ!G4', 19);
  await until(running!, () => workbook.valuesOf('メモ')[0]![2] === 3);
  await workbook.typeInto('データ!H3', 'いいえ');
  await until(running!, () => workbook.valuesOf('メモ')[0]![2] === 2);
});

test('without any data the functions answer #N/A with what to do, and the command refuses', async () => {
  const { workbook, addin, room } = await open({ メモ: NOTES });
  const { error, message } = (await workbook.evaluate('=IKKATSU.LOWNUTRITION()')) as { error: string; message: string };
  expect(error).toBe('#N/A');
  expect(message).toMatch(/書き出し/);
  expect(await addin.invoke('IKKATSU.EXTRACT')).toMatchObject({ ok: false });
  const inspection = await room.inspectWorkbook();
  expect(inspection).toMatchObject({ fiscalYear: null, persons: 0 });
  expect(inspection.unrecognised).toEqual([expect.objectContaining({ file: 'メモ' })]);
  expect(workbook.sheetNames()).toEqual(['メモ']);
});

test('looking at the workbook writes nothing', async () => {
  const { workbook, room } = await open();
  const before = pictureOf(workbook);
  expect(await room.inspectWorkbook()).toMatchObject({ fiscalYear: 2025, persons: 4 });
  expect(pictureOf(workbook)).toEqual(before);
});

test('the year that the pane asks for is written to its cell', async () => {
  const { workbook, room } = await open();
  await room.extract();
  const result = await room.extract({ fiscalYear: 2026 });
  await workbook.settle();
  expect(result.fiscalYear).toBe(2026);
  expect(await workbook.evaluate('=IKKATSU_抽出年度')).toEqual({ values: [[2026]] });
});

test('a saved and reopened workbook answers from its sheets, and is extracted again without asking', async () => {
  const first = await open();
  await first.room.extract();
  const bytes = await first.workbook.saveXlsx();
  const before = first.workbook.valuesOf('抽出_低栄養');
  first.stop();
  running = await start(bytes);
  const { workbook, room } = running;
  expect(await workbook.evaluate('=IKKATSU.LOWNUTRITION()')).toEqual({ values: [[2]] });
  expect(workbook.valuesOf('抽出_低栄養')).toEqual(before);
  expect((await room.extract()).criteria[0]!.hits).toBe(2);
  await workbook.settle();
  const row = workbook.valuesOf('共通評価指標').find(([, , name]) => name === '低栄養')!;
  expect(row.slice(3, 5)).toEqual([2, 4]);
});
