/** Tests that undo and rollback bring back what is no cell: widths, heights, panes, pages, tables, names; charts have their own. */
import { differences, pictureOf } from './faults/picture';
import { refuseTableName, useAddin, type Running } from './addin';

const DATA = [
  ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'],
  ...Array.from({ length: 6 }, (_, index) => [
    String(39000001 + index),
    index < 3 ? '北部' : '南部',
    '女',
    '19400101',
    '20250601',
    index < 4 ? 18 : 24,
    'はい',
    index * 4,
  ]),
];
const LIST = '抽出_低栄養';
const yes = { confirmReplace: () => Promise.resolve(true) };

/** Milliseconds: several whole commands a test. */
jest.setTimeout(300_000);

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

/** What an analyst does to a list of ours with mouse and ribbon. A refusal of Excel is tried again. */
const CHANGES: Record<string, (sheet: Excel.Worksheet, workbook: Excel.Workbook) => void> = {
  'a wider column': (sheet) => (sheet.getRange('B:B').format.columnWidth = 222),
  'higher rows': (sheet) => (sheet.getRange('3:5').format.rowHeight = 44),
  'a hidden column': (sheet) => (sheet.getRange('D:D').columnHidden = true),
  'a hidden row': (sheet) => (sheet.getRange('12:12').rowHidden = true),
  'frozen panes': (sheet) => sheet.freezePanes.freezeAt(sheet.getRange('A1:C4')),
  'a page set-up': (sheet) => {
    const { pageLayout } = sheet;
    pageLayout.orientation = 'Portrait';
    pageLayout.paperSize = 'A3' as Excel.PaperType;
    pageLayout.zoom = { scale: 66 };
    pageLayout.leftMargin = 12;
    pageLayout.centerVertically = true;
    pageLayout.headersFooters.defaultForAllPages.rightFooter = '課の控え';
    pageLayout.setPrintArea('A1:F9');
    pageLayout.setPrintTitleRows('$2:$3');
  },
  'a page break': (sheet) => void sheet.horizontalPageBreaks.add('A7:A7'),
  'a colour of the tab': (sheet) => (sheet.tabColor = '#123456'),
  'merged cells': (sheet) => sheet.getRange('AB1:AC1').merge(),
  'a table renamed': (sheet) => (sheet.tables.getItemAt(0).name = '私の表の名前'),
  'a table made': (sheet) => {
    sheet.getRange('AB3:AC4').values = [
      ['甲', '乙'],
      [1, 2],
    ];
    sheet.tables.add('AB3:AC4', true).name = '横の表';
  },
  'a name': (sheet, workbook) => void workbook.names.add('私の範囲', sheet.getRange('A11:A12')),
};

async function changed(): Promise<Running> {
  running = await start({ データ: DATA });
  await running.room.extract();
  for (const act of Object.values(CHANGES)) {
    const attempt = () =>
      running!.run(async (context) => {
        act(context.workbook.worksheets.getItem(LIST), context.workbook);
        await context.sync();
      });
    await attempt().catch(attempt);
  }
  await running.workbook.settle();
  return running;
}

test('元に戻す after an extraction brings all of it back', async () => {
  const { room, workbook } = await changed();
  const before = pictureOf(workbook);
  const untouched = structuredClone(before);
  await room.extract({ ...yes, undoable: true });
  expect(differences(before, pictureOf(workbook))).toEqual(
    expect.arrayContaining([`${LIST}: cells`, `${LIST}: layout`, `${LIST}: tables`]),
  );
  expect(before).toEqual(untouched);
  await room.undoLastWrite();
  await workbook.settle();
  expect(pictureOf(workbook).get(`${LIST}: layout`)).toEqual(before.get(`${LIST}: layout`));
  expect(differences(before, pictureOf(workbook))).toEqual([]);
  expect(pictureOf(workbook)).toEqual(before);
});

test('an extraction that Excel refuses half-way leaves all of it as it was', async () => {
  const { room, workbook } = await changed();
  // The last list is swapped after the others: its table, which has another name now, cannot get its own.
  workbook.book.renameTable(workbook.book.findTable('IKKATSU_unknownStatus')!, '別の表');
  refuseTableName(workbook.book, 'IKKATSU_unknownStatus');
  const before = pictureOf(workbook);
  await expect(room.extract(yes)).rejects.toMatchObject({ code: 'excel.failed' });
  await workbook.settle();
  expect(differences(before, pictureOf(workbook))).toEqual([]);
  expect(pictureOf(workbook)).toEqual(before);
});
