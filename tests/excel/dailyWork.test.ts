/** Tests of the daily work in a workbook, through the real Office.js: protected forms, parts of lists, hidden names, pages, letters. */
import type { Cell } from '../../src/kdb';
import { readXlsx } from 'hucre';
import { useAddin, type Running } from './addin';

const HEADER = [
  '被保険者番号',
  '氏名',
  '圏域',
  '住所',
  '性別',
  '生年月日',
  '健診受診日',
  'BMI',
  '質問票⑥',
  '処方薬剤数',
];
const DATA: readonly (readonly Cell[])[] = [
  HEADER,
  ['00000001', '合成 一子', '北部', '甲町1', '女', '19400101', '20250601', '18.4', 'はい', '16'],
  ['00000002', '合成 二郎', '北部', '甲町2', '男', '19450101', '20250601', '18', 'はい', '3'],
  ['00000003', '', '南部', '', '女', '19480101', '20250601', '19', 'はい', '15'],
  ['00000004', '合成 一子', '', '乙町4', '女', '19350101', '20250601', '17', 'はい', '20'],
];
const LONG = 300_000;

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

async function open(data: readonly (readonly Cell[])[] = DATA) {
  running = await start({ データ: data });
  return running;
}
const dailyOf = ({ addin }: Running) => (addin.window as unknown as Window).daily;
const formsOf = ({ addin }: Running) => (addin.window as unknown as Window).writeForms;
const sheetOf = ({ workbook }: Running, name: string) => workbook.book.findSheet(name)!;

/** Selects rows of a sheet, counted from 1. */
function select({ run }: Running, sheet: string, first: number, rows: number): Promise<void> {
  return run(async (context) => {
    const home = context.workbook.worksheets.getItem(sheet);
    home.activate();
    home.getRangeByIndexes(first - 1, 0, rows, 1).select();
    await context.sync();
  });
}

/** Writes to a cell as another add-in would: Excel asks the protection. */
function write({ run }: Running, sheet: string, row: number, column: number, value: Cell): Promise<void> {
  return run(async (context) => {
    context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, 1, 1).values = [[value]];
    await context.sync();
  });
}

/** The first cell of a sheet for which something holds. */
function find(rows: readonly (readonly Cell[])[], holds: (cell: Cell) => boolean): { row: number; column: number } {
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries()) if (row > 0 && column > 0 && holds(cell)) return { row, column };
  throw new Error('no such cell');
}

test(
  'formulas of forms are locked, inputs are not; writing again, undo and the switch work under it',
  async () => {
    const opened = await open();
    const { workbook, room } = opened;
    await room.extract();
    await formsOf(opened)(['報告'], { undoable: true });
    await workbook.settle();
    const report = '実績報告書';
    expect(sheetOf(opened, report).layout.protected).toBe(true);
    for (const open of ['抽出_対象者一覧', '抽出_低栄養', 'データ', '抽出条件', '取込結果'])
      expect([open, sheetOf(opened, open).layout.protected]).toEqual([open, false]);
    expect(sheetOf(opened, report).layout.protectionOptions).toMatchObject({
      allowFormatCells: true,
      allowFormatColumns: true,
      allowAutoFilter: true,
    });
    const formula = find(workbook.formulasOf(report), (cell) => String(cell).startsWith('=IF'));
    await expect(write(opened, report, formula.row, formula.column, 'x')).rejects.toMatchObject({
      code: 'AccessDenied',
    });
    // A cell to type into, and an empty one beside the form.
    const label = find(workbook.valuesOf(report), (cell) => cell === '事業結果と評価概要');
    await write(opened, report, label.row, label.column + 1, '本年度の結果');
    await write(opened, report, 3, 30, 'メモ');

    await formsOf(opened)(['報告'], { undoable: true });
    await workbook.settle();
    expect(workbook.valuesOf(report).flat()).toEqual(expect.arrayContaining(['本年度の結果', 'メモ']));
    expect(sheetOf(opened, report).layout.protected).toBe(true);
    await room.undoLastWrite();
    expect(sheetOf(opened, report).layout.protected).toBe(true);
    expect(workbook.valuesOf(report).flat()).toEqual(expect.arrayContaining(['本年度の結果', 'メモ']));
    // Farther beside and below than anybody has written yet: open as before.
    await write(opened, report, 3, 45, '取り消したあと');
    await write(opened, report, 2_000, 2, '取り消したあと');
    await expect(write(opened, report, formula.row, formula.column, 'x')).rejects.toMatchObject({
      code: 'AccessDenied',
    });

    const daily = dailyOf(opened);
    await daily.protectFormulas(false);
    expect(await daily.readPreferences()).toMatchObject({ protectsForms: false });
    expect(sheetOf(opened, report).layout.protected).toBe(false);
    await formsOf(opened)(['報告']);
    expect(sheetOf(opened, report).layout.protected).toBe(false);
    await daily.protectFormulas(true);
    expect(sheetOf(opened, report).layout.protected).toBe(true);
  },
  LONG,
);

test(
  'a form that somebody else protected is refused, and stays as it is',
  async () => {
    const opened = await open();
    await opened.room.extract();
    await dailyOf(opened).protectFormulas(false);
    await formsOf(opened)(['広域']);
    sheetOf(opened, '集約').layout.protected = true;
    await dailyOf(opened).protectFormulas(true);
    // Ours by name, closed without a password: it is opened and closed again.
    await formsOf(opened)(['広域']);
    expect(sheetOf(opened, '集約').layout.protected).toBe(true);
    sheetOf(opened, '抽出_低栄養').layout.protected = true;
    await expect(opened.room.extract()).rejects.toMatchObject({ code: 'sheet.protected' });
  },
  LONG,
);

test(
  'the role decides which sheets are made; those that stand stay',
  async () => {
    const opened = await open();
    await opened.room.extract();
    const daily = dailyOf(opened);
    await daily.chooseRole('市町村');
    const town = await formsOf(opened)(['計画', '報告', '広域']);
    expect(town.sheets).toEqual(expect.arrayContaining(['計画書', '実績報告書', '一枚でわかる']));
    expect(town.sheets).not.toEqual(expect.arrayContaining(['集約']));
    await daily.chooseRole('都道府県');
    const prefecture = await formsOf(opened)(['報告', '広域']);
    expect(prefecture.sheets).toEqual(expect.arrayContaining(['集約', '計画書', '一枚でわかる']));
    expect(await daily.readPreferences()).toMatchObject({ role: '都道府県' });
  },
  LONG,
);

test('対象者一覧 is split by 圏域 and by 担当; who has none has a sheet, and nobody is lost', async () => {
  const opened = await open();
  const { workbook, room } = opened;
  await room.extract();
  const list = '抽出_対象者一覧';
  const heading = workbook.valuesOf(list)[0]!;
  await workbook.typeInto(`${list}!${String.fromCharCode(65 + heading.indexOf('担当'))}2`, '山本');
  await workbook.settle();
  const daily = dailyOf(opened);
  const { sheets: areas } = await daily.splitList('圏域');
  expect([...areas].sort()).toEqual(['対象者（北部）', '対象者（南部）', '対象者（圏域なし）'].sort());
  const numbers = areas.flatMap((name) =>
    workbook
      .valuesOf(name)
      .map(([cell]) => String(cell))
      .filter((cell) => /^\d{8}$/u.test(cell)),
  );
  expect(numbers.sort()).toEqual(['00000001', '00000002', '00000003', '00000004']);
  expect((await daily.splitList('担当')).sheets).toEqual(['対象者（山本）', '対象者（担当なし）']);
  expect(sheetOf(opened, '対象者（山本）').layout.page.printArea).toMatch(/^A1/u);
});

test('the switch hides names on lists that stand and on those that are written afterwards, and shows them again', async () => {
  const opened = await open();
  const { workbook, room } = opened;
  await room.extract();
  const daily = dailyOf(opened);
  const hidden = (sheet: string) =>
    sheetOf(opened, sheet).layout.hiddenColumns.has(workbook.valuesOf(sheet)[0]!.indexOf('氏名'));
  expect(hidden('抽出_低栄養')).toBe(false);
  await daily.hideNames(true);
  expect(['抽出_低栄養', '抽出_対象者一覧'].map(hidden)).toEqual([true, true]);
  await room.extract();
  expect(['抽出_低栄養', '抽出_対象者一覧'].map(hidden)).toEqual([true, true]);
  await daily.splitList('圏域');
  expect(hidden('対象者（北部）')).toBe(true);
  // 支援記録 and 差し込み that are made afterwards hide them too.
  await daily.startSupportFor([{ row: 0, purpose: 'lowNutrition' }]);
  const log = workbook.valuesOf('支援記録').find((cells) => cells.includes('氏名'))!;
  expect(sheetOf(opened, '支援記録').layout.hiddenColumns.has(log.indexOf('氏名'))).toBe(true);
  await select(opened, '抽出_対象者一覧', 2, 1);
  await daily.makeLetters('受診・健診の案内');
  expect(hidden('差し込み')).toBe(true);
  await daily.hideNames(false);
  expect(['抽出_低栄養', '抽出_対象者一覧', '対象者（北部）'].map(hidden)).toEqual([false, false, false]);
});

test('pages and letters for rows selected on a list: a person without name, two of one name, an unknown field', async () => {
  const opened = await open();
  const { workbook, room } = opened;
  await room.extract();
  const list = '抽出_対象者一覧';
  const daily = dailyOf(opened);
  await select(opened, list, 2, 4);
  expect(await daily.makePersonPages()).toEqual({ sheets: ['個人票'], persons: 4, notices: [] });
  expect(
    workbook
      .valuesOf('個人票')
      .flat()
      .filter((cell) => cell === '個人票'),
  ).toHaveLength(4);
  await select(opened, list, 2, 4);
  expect(await daily.makeLetters('受診・健診の案内')).toMatchObject({ persons: 4 });
  const letters = workbook.valuesOf('案内文').flat().map(String);
  expect(letters.filter((line) => line === '合成　一子 様')).toHaveLength(2);
  expect(letters).toContain('＿＿＿＿＿＿ 様');
  const merge = workbook.valuesOf('差し込み');
  expect(
    merge
      .slice(1)
      .map((cells) => cells[merge[0]!.indexOf('被保険者番号')])
      .sort(),
  ).toEqual(['00000001', '00000002', '00000003', '00000004']);
  const before = workbook.valuesOf('案内文');
  await workbook.typeInto("'案内文の文例'!B2", '{氏名} 様 {電話の番号}');
  await workbook.settle();
  await select(opened, list, 2, 1);
  await expect(daily.makeLetters('受診・健診の案内')).rejects.toMatchObject({ code: 'letters.unknownField' });
  expect(workbook.valuesOf('案内文')).toEqual(before);
  await select(opened, 'データ', 2, 1);
  await expect(daily.makePersonPages()).rejects.toMatchObject({ code: 'pages.noList' });
});

test('from the pane to the row of the list and into 支援記録: one person in each purpose, nobody twice', async () => {
  const opened = await open();
  const { workbook, room } = opened;
  await room.extract();
  const daily = dailyOf(opened);
  await daily.showPerson({ number: '3', insurer: '' }, 'polypharmacy');
  expect(workbook.book.activeSheet.name).toBe('抽出_服薬（多剤）');
  const row = workbook.book.selection.row;
  expect(workbook.valuesOf('抽出_服薬（多剤）')[row]![0]).toBe('00000003');
  await expect(daily.showPerson({ number: '9', insurer: '' }, 'any')).rejects.toMatchObject({ code: 'list.notListed' });
  const { table } = (await room.currentDataset())!;
  const at = [...Array(table.size).keys()].find(
    (each) => table.columns.personId!.values[table.columns.personId!.codes[each]!] === '00000001',
  )!;
  const persons = [
    { row: at, purpose: 'lowNutrition' as const },
    { row: at, purpose: 'polypharmacy' as const },
  ];
  expect(await daily.startSupportFor(persons)).toMatchObject({ created: true, added: 2 });
  expect(await daily.startSupportFor(persons)).toMatchObject({ created: false, added: 0, known: 2 });
  const ask = (formula: string) => workbook.evaluate(formula);
  expect(await ask('=IKKATSU.CASES("対象者")')).toEqual({ values: [[1]] });
  expect(await ask('=IKKATSU.CASES("対象者","低栄養")')).toEqual({ values: [[1]] });
  expect(await ask('=IKKATSU.CASES("訪問")')).toMatchObject({ error: '#N/A' });
  expect(await ask('=IKKATSU.CASES("散歩")')).toMatchObject({ error: '#VALUE!' });
  expect(workbook.valuesOf('支援記録').flat()).toContain('合成　一子');
});

test('an export without addresses, and one with the address in several columns', async () => {
  const columns = [0, 1, 2, 4, 5, 6, 7, 8, 9];
  const opened = await open(DATA.map((cells) => columns.map((at) => cells[at]!)));
  await opened.room.extract();
  expect(opened.workbook.valuesOf('抽出_対象者一覧')[0]).not.toContain('住所');
  await select(opened, '抽出_対象者一覧', 2, 1);
  expect(await dailyOf(opened).makeLetters('受診・健診の案内')).toMatchObject({ persons: 1 });
  running!.stop();
  const parted = await open(
    DATA.map((cells, row) => [...cells, ...(row === 0 ? ['郵便番号', '方書'] : ['100-0001', '甲荘 3'])]),
  );
  await parted.room.extract();
  const rows = parted.workbook.valuesOf('抽出_対象者一覧');
  expect(rows[1]![rows[0]!.indexOf('住所')]).toMatch(/^〒100-0001 .*甲荘 3$/u);
});

test(
  'no sheet of the daily work, and no name, gets into the copy that is published',
  async () => {
    const opened = await open([
      [...HEADER, '電話番号'],
      ...DATA.slice(1).map((cells, index) => [...cells, `090-1234-000${index}`]),
    ]);
    const { workbook, room, addin } = opened;
    await room.extract();
    const daily = dailyOf(opened);
    await daily.splitList('圏域');
    await select(opened, '抽出_対象者一覧', 2, 4);
    await daily.makePersonPages();
    await select(opened, '抽出_対象者一覧', 2, 4);
    await daily.makeLetters('かかりつけ医への情報提供');
    await daily.startSupportFor([{ row: 0, purpose: 'lowNutrition' }]);
    await formsOf(opened)(['報告']);
    await workbook.settle();
    const detail = (await addin.invoke('IKKATSU.HANDIN')) as unknown as { ok: boolean; handIn: { bytes: Uint8Array } };
    expect(detail).toMatchObject({ ok: true });
    const copied = await readXlsx(Uint8Array.from(detail.handIn.bytes));
    const names = copied.sheets.map(({ name }) => name);
    const ours = workbook
      .sheetNames()
      .filter((name) => /^(抽出_|対象者（|個人票|案内文|差し込み|支援記録|データ|目次)/u.test(name));
    expect(ours.length).toBeGreaterThan(18);
    expect(names.filter((name) => ours.includes(name))).toEqual([]);
    const text = JSON.stringify(copied.sheets.map(({ rows }) => rows));
    for (const said of ['合成', '甲町', '乙町', '090-1234', '00000001']) expect(text).not.toContain(said);
  },
  LONG,
);

test(
  'a column that was chosen for the lists stands in them after the next extraction, and in the file that is saved',
  async () => {
    const opened = await open([
      [...HEADER, '世帯構成', '民生委員'],
      ...DATA.slice(1).map((cells, index) => [...cells, index === 0 ? '独居' : '', '甲野']),
    ]);
    const { workbook, room } = opened;
    await room.extract();
    const list = '抽出_対象者一覧';
    const { stamp } = (await room.currentDataset())!;
    await room.changeListColumns(['世帯構成', 'ない列']);
    const conditions = workbook.valuesOf('抽出条件').find((cells) => cells[0] === 'listColumns')!;
    expect(conditions[3]).toBe('世帯構成、ない列');
    const result = await room.extract();
    expect(result.notices.join('')).toContain('一覧に出す列「ない列」は、どの表の見出しにもない');
    const [head, ...rows] = workbook.valuesOf(list);
    const number = head!.indexOf('被保険者番号');
    const one = rows.find((cells) => cells[number] === '00000001')!;
    expect(one[head!.indexOf('世帯構成')]).toBe('独居');
    expect(head).not.toContain('民生委員');
    expect(result.stamp).toBe(stamp);
    await room.undoLastWrite().catch(() => undefined);
    await room.changeListColumns([]);
    await room.extract();
    expect(workbook.valuesOf(list)[0]).not.toContain('世帯構成');
  },
  LONG,
);
