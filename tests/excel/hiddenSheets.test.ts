/** Tests that nothing hidden stays: no copy of a list in a saved file, in ④ or from an interrupted run. */
import type { Cell } from '../../src/kdb';
import { readXlsxParts } from './xlsxParts';
import { pictureOf, useAddin, type Running } from './addin';

const DATA: readonly (readonly Cell[])[] = [
  ['被保険者番号', '氏名', '圏域', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'],
  ['00000001', '合成 太郎', '北部', '20250601', '18.4', 'はい', '16'],
  ['00000002', '架空 花子', '南部', '20250601', '19.5', 'はい', '3'],
];

const start = useAddin();
let running: Running;
beforeEach(async () => {
  running = await start({ データ: DATA });
});
afterEach(() => {
  const unknown = running.addin.unknownMembers;
  running.stop();
  expect(unknown).toEqual([]);
});

/** The sheets that the tabs do not show, each with the number of its filled cells. */
const unseen = (): (readonly [string, number])[] =>
  running.workbook.book.sheets
    .filter((sheet) => sheet.layout.visibility !== 'Visible')
    .map(({ name }) => [
      name,
      running.workbook
        .valuesOf(name)
        .flat()
        .filter((cell) => cell !== null).length,
    ]);

const yes = { confirmReplace: () => Promise.resolve(true), undoable: true };

describe('while 元に戻す is offered', () => {
  test('no hidden sheet holds a cell, and a file saved then holds no name that its reader cannot see', async () => {
    const { room, workbook } = running;
    await room.extract();
    await workbook.typeInto('抽出_低栄養!P3', '前の一覧だけにある 架空 三郎');
    await room.extract(yes);
    expect(unseen().filter(([, cells]) => cells > 0)).toEqual([]);
    const parts = readXlsxParts(await workbook.saveXlsx());
    expect(parts.filter(([, text]) => text.includes('架空 三郎'))).toEqual([]);
    expect(parts.some(([, text]) => text.includes('架空 花子'))).toBe(true);
  });

  test('what the sheets held comes back: texts, numbers, formulas, and texts that look like them', async () => {
    const { room, workbook } = running;
    await room.extract();
    const sheet = '抽出_低栄養';
    await running.run(async (context) => {
      const range = context.workbook.worksheets.getItem(sheet).getRange('P3:P10');
      range.numberFormat = [['@'], ['@'], ['@'], ['General'], ['General'], ['General'], ['General'], ['General']];
      range.values = [['001'], ['=1+1'], ["''先頭"], ["'1-2"], ["'=A1の値"], ['=1+1'], [12.5], ["'令和7年"]];
      await context.sync();
    });
    await workbook.settle();
    const before = pictureOf(workbook);
    const values = workbook.valuesOf(sheet);
    await room.extract(yes);
    expect(workbook.valuesOf(sheet)).not.toEqual(values);
    await room.undoLastWrite();
    await workbook.settle();
    expect(workbook.valuesOf(sheet)).toEqual(values);
    expect(pictureOf(workbook)).toEqual(before);
    expect(unseen()).toEqual([]);
  });

  test('④ lists the forms and no sheet of ours behind them', async () => {
    const { addin, run } = running;
    const { writeForms, formsStatus } = addin.window as unknown as Pick<
      typeof import('../../src/excel/forms'),
      'writeForms' | 'formsStatus'
    >;
    await writeForms(['報告']);
    const before = (await formsStatus()).map(({ sheet }) => sheet);
    expect(before).toContain('実績報告書');
    await run(async (context) => {
      const { worksheets } = context.workbook;
      const form = worksheets.getItem('実績報告書').getUsedRange();
      worksheets.add('IKKATSU作成中_控え1').getRange('A1').copyFrom(form, 'All');
      await context.sync();
    });
    expect((await formsStatus()).map(({ sheet }) => sheet)).toEqual(before);
  });

  test('a refusal of Excel leaves the way back open', async () => {
    const { room, workbook, run } = running;
    await room.extract();
    const before = pictureOf(workbook);
    await room.extract(yes);
    const rename = (from: string, to: string) =>
      run(async (context) => {
        context.workbook.worksheets.getItem(from).name = to;
        await context.sync();
      });
    await rename('IKKATSU作成中_控え3', 'IKKATSU作成中_別名');
    await expect(room.undoLastWrite()).rejects.toMatchObject({ code: 'excel.failed' });
    await rename('IKKATSU作成中_別名', 'IKKATSU作成中_控え3');
    await room.undoLastWrite();
    expect(pictureOf(workbook)).toEqual(before);
  });
});

describe('what an earlier run left behind', () => {
  const leave = (name: string, visibility: 'Hidden' | 'VeryHidden', text?: string) =>
    running.run(async (context) => {
      const sheet = context.workbook.worksheets.add(name);
      if (text !== undefined) sheet.getRange('A1').values = [[text]];
      sheet.visibility = visibility;
      await context.sync();
    });

  test('is removed at the start, very hidden or hidden, with a sentence that says how many', async () => {
    await leave('IKKATSU作成中_控え1', 'VeryHidden', '合成 太郎');
    await leave('IKKATSU作成中_3', 'Hidden', '架空 花子');
    await leave('IKKATSU作成中_控え2', 'VeryHidden');
    const [notice, ...others] = await running.room.startWorkbook();
    expect(notice).toContain('シート 2 枚');
    expect(others).toEqual([]);
    expect(running.workbook.sheetNames()).toEqual(['データ']);
  });

  test('goes without a word where it was empty, and a workbook in order is left alone', async () => {
    await leave('IKKATSU作成中_控え1', 'VeryHidden');
    expect(await running.room.startWorkbook()).toEqual([]);
    expect(running.workbook.sheetNames()).toEqual(['データ']);
  });
});
