/** Workbooks that are not as we would have them: of other add-ins, protected, of 300 sheets, renamed, with our names in use. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { differences, pictureOf } from './faults/picture';
import { useAddin, type Running } from './addin';
import { typed } from './until';

const DATA = [
  ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥'],
  ...Array.from({ length: 12 }, (_, index) => [
    String(39000001 + index),
    index < 6 ? '北部' : '南部',
    '女',
    '19400101',
    '20250601',
    index < 4 ? 18 : 24,
    'はい',
  ]),
];
const NOTES = [['私のメモ', '001']];
const yes = { confirmReplace: () => Promise.resolve(true), undoable: true };

/** Milliseconds: several whole commands a test. */
jest.setTimeout(300_000);

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const { unknownMembers, errors } = running?.addin ?? {};
  running?.stop();
  running = null;
  expect([unknownMembers, errors]).toEqual([[], []]);
});

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    (detail) => (detail as { message?: string } | undefined)?.message ?? 'done',
    (error: Error) => error.message,
  );
const rename = ({ run }: Running, from: string, to: string): Promise<void> =>
  run(async (context) => {
    context.workbook.worksheets.getItem(from).name = to;
    await context.sync();
  });
const csv = [{ name: 'b.csv', bytes: new TextEncoder().encode('被保険者番号,BMI\n1,20\n') }];

describe('a workbook of another add-in', () => {
  const EXTENSION =
    '<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/webextension/2010/11" id="{7}"><we:reference id="11111111-2222-3333-4444-555555555555" version="1.0.0.0" store="ja-JP" storeType="OMEX"/><we:alternateReferences/><we:properties><we:property name="他社" value="&quot;設定&quot;"/></we:properties><we:bindings/></we:webextension>';
  const PARTS: Record<string, string> = {
    'xl/webextensions/webextension1.xml': EXTENSION,
    'customXml/item1.xml': '<他社 xmlns="urn:example:other"><値>1</値></他社>',
    'customXml/itemProps1.xml':
      '<ds:datastoreItem ds:itemID="{A}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
  };

  async function foreign(): Promise<Uint8Array> {
    const workbook = createEmbeddedWorkbook();
    workbook.openRows('データ', DATA);
    workbook.openRows('メモ', NOTES);
    workbook.book.setName('他社_範囲', '=メモ!$A$1:$B$1');
    workbook.book.renameTable(
      workbook.book.addTable(workbook.book.findSheet('メモ')!, { row: 2, column: 0, rows: 3, columns: 2 }, true),
      '他社の表',
    );
    await workbook.typeInto('メモ!D1', '=1+1');
    const files = unzipSync(await workbook.saveXlsx());
    workbook.dispose();
    const types = strFromU8(files['[Content_Types].xml']!).replace(
      '</Types>',
      '<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>',
    );
    return zipSync({
      ...files,
      ...Object.fromEntries(Object.entries(PARTS).map(([name, text]) => [name, strToU8(text)])),
      '[Content_Types].xml': strToU8(types),
    });
  }

  test('keeps what is not ours, through extraction, undo and a saved file', async () => {
    running = await start(await foreign());
    const { room, workbook } = running;
    const before = pictureOf(workbook);
    await room.extract(yes);
    const own = (picture: ReturnType<typeof pictureOf>) =>
      Object.fromEntries([...picture].filter(([part]) => /^(データ|メモ): (cells|layout|tables)/.test(part)));
    expect(own(pictureOf(workbook))).toEqual(own(before));
    expect(workbook.book.findName('他社_範囲')?.formula).toBe('=メモ!$A$1:$B$1');
    expect(workbook.book.findTable('他社の表')?.sheet.name).toBe('メモ');
    const files = unzipSync(await workbook.saveXlsx());
    for (const [name, text] of Object.entries(PARTS)) expect([name, strFromU8(files[name]!)]).toEqual([name, text]);
    expect(strFromU8(files['xl/_rels/workbook.xml.rels']!)).toContain('Target="../customXml/item1.xml"');
    expect(strFromU8(files['[Content_Types].xml']!)).toContain('PartName="/customXml/itemProps1.xml"');
    await room.undoLastWrite();
    expect(differences(before, pictureOf(workbook))).toEqual([]);
  });
});

describe('protection', () => {
  test('of the structure refuses every command that adds a sheet, with a sentence, and nothing is lost', async () => {
    running = await start({ データ: DATA, メモ: NOTES });
    const { room, addin, workbook } = running;
    await room.extract();
    workbook.book.structureProtected = true;
    const before = pictureOf(workbook);
    for (const [name, attempt] of Object.entries<() => Promise<unknown>>({
      extract: () => room.extract(yes),
      import: () => room.importFiles(csv),
      forms: () => addin.invoke('IKKATSU.PLAN'),
      log: () => addin.invoke('IKKATSU.SUPPORT'),
      bindings: () => addin.invoke('IKKATSU.BINDINGSHEET'),
      defaults: () => addin.invoke('IKKATSU.DEFAULTS'),
    })) {
      expect([name, await messageOf(attempt())]).toEqual([name, expect.stringContaining('「ブックの保護」を外して')]);
      expect([name, differences(before, pictureOf(workbook))]).toEqual([name, []]);
    }
    // A year is one cell of a sheet that stands, and a copy is a file.
    expect(await messageOf(addin.invoke('IKKATSU.HANDIN'))).toBe('done');
    await room.changeFiscalYear(2024);
    await room.undoLastWrite();
    expect(differences(before, pictureOf(workbook))).toEqual([]);
  });

  test('of our sheets refuses what writes to them, and names them; what is only read may be protected', async () => {
    running = await start({ データ: DATA, メモ: NOTES });
    const { room, addin, workbook } = running;
    await room.extract();
    expect(await messageOf(addin.invoke('IKKATSU.SUPPORT'))).toBe('done');
    await typed(running, 'データ!F7', '18');
    for (const { layout } of workbook.book.sheets) layout.protected = true;
    const before = pictureOf(workbook);
    for (const [sheet, attempt] of Object.entries<() => Promise<unknown>>({
      抽出_低栄養: () => room.extract(yes),
      抽出条件: () => addin.invoke('IKKATSU.DEFAULTS'),
      '抽出条件」': () => room.changeFiscalYear(2024),
    })) {
      const message = await messageOf(attempt());
      expect(message).toMatch(/は保護されているため、書きこめません。.*「シート保護の解除」.*ブックは元のままです。/s);
      expect(message).toContain(sheet);
      expect([sheet, differences(before, pictureOf(workbook))]).toEqual([sheet, []]);
    }
    // What is only read may be protected.
    for (const { name, layout } of workbook.book.sheets) layout.protected = name === 'データ';
    expect((await room.extract(yes)).criteria[0]!.hits).toBe(5);
  });

  test('of 支援記録 lets nobody be added, and says so', async () => {
    running = await start({ データ: DATA });
    const { room, addin, workbook } = running;
    await room.extract();
    expect(await messageOf(addin.invoke('IKKATSU.SUPPORT'))).toBe('done');
    await typed(running, 'データ!F7', '18');
    await room.extract(yes);
    workbook.book.findSheet('支援記録')!.layout.protected = true;
    const before = pictureOf(workbook);
    expect(await messageOf(addin.invoke('IKKATSU.SUPPORT'))).toContain('シート「支援記録」は保護されている');
    expect(differences(before, pictureOf(workbook))).toEqual([]);
  });
});

test('three hundred other sheets: all is found, nothing of theirs changes', async () => {
  const others = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`集計${index + 1}`, [['値', index]]]));
  running = await start({ ...others, データ: DATA });
  const { room, workbook } = running;
  const before = pictureOf(workbook);
  expect(await room.inspectWorkbook()).toMatchObject({ persons: 12 });
  expect((await room.extract(yes)).criteria[0]!.hits).toBe(4);
  // Ours stand together in front, and theirs in the order that they had.
  const names = workbook.sheetNames();
  expect(names[0]).toBe('目次');
  expect(names.slice(-301)).toEqual([...Object.keys(others), 'データ']);
  await room.undoLastWrite();
  expect(differences(before, pictureOf(workbook))).toEqual([]);
});

describe('our sheets, renamed by the analyst', () => {
  test('before a second extraction: they stay as they are, new ones are written, and lost conditions are said', async () => {
    running = await start({ データ: DATA, メモ: NOTES });
    const { room, workbook } = running;
    await room.extract();
    const row = workbook.valuesOf('抽出条件').findIndex(([key]) => key === 'lowNutrition.bmiAtMost') + 1;
    await workbook.typeInto(`抽出条件!D${row}`, 17);
    await workbook.typeInto('メモ!B2', '=COUNTA(抽出_低栄養!A:A)');
    const names = { 抽出_低栄養: '私の一覧', 抽出条件: '条件2025', 共通評価指標: '指標の控え', 取込結果: '取込の控え' };
    for (const [from, to] of Object.entries(names)) await rename(running, from, to);
    const before = pictureOf(workbook);
    const kept = Object.values(names).map((name) => [name, workbook.formulasOf(name)]);
    expect((await room.inspectWorkbook()).notices.join()).toContain('名前が「条件2025」に変わっている');
    const { notices, criteria } = await room.extract(yes);
    expect(notices.join()).toContain('名前が「条件2025」に変わっているため読まず、既定の条件を使っています');
    expect(criteria[0]!.hits).toBe(4);
    expect(Object.values(names).map((name) => [name, workbook.formulasOf(name)])).toEqual(kept);
    expect(workbook.sheetNames()).toEqual(expect.arrayContaining(Object.keys(names)));
    // The renamed list is no export: nobody is read from it, and 取込結果 says so.
    expect(workbook.valuesOf('取込結果').join()).toMatch(/私の一覧,.*このアドインが作った一覧/);
    // The table of the renamed list keeps its name, and whoever names it.
    expect(workbook.book.findTable('IKKATSU_lowNutrition')!.sheet.name).toBe('私の一覧');
    expect(workbook.book.findTable('IKKATSU_lowNutrition_2')!.sheet.name).toBe('抽出_低栄養');
    await room.undoLastWrite();
    await workbook.settle();
    expect(differences(before, pictureOf(workbook))).toEqual([]);
    // Again and again: the new table is stretched, not numbered on.
    await room.extract(yes);
    await room.extract(yes);
    expect(
      workbook.book.tables
        .map(({ name }) => name)
        .filter((name) => /lowNutrition/.test(name))
        .sort(),
    ).toEqual(['IKKATSU_lowNutrition', 'IKKATSU_lowNutrition_2']);
  });

  test('before 元に戻す: what stood in them comes back under the new name', async () => {
    running = await start({ データ: DATA });
    const { room, workbook } = running;
    await room.extract();
    await workbook.typeInto('抽出_低栄養!P3', '書きこみ');
    const cells = workbook.formulasOf('抽出_低栄養');
    await room.extract(yes);
    await rename(running, '抽出_低栄養', '私の一覧');
    await room.undoLastWrite();
    await workbook.settle();
    expect(workbook.formulasOf('私の一覧')).toEqual(cells);
    expect(workbook.sheetNames().filter((name) => /^IKKATSU/.test(name))).toEqual([]);
  });

  test('before a hand-in: the sentence says what is missing', async () => {
    running = await start({ データ: DATA });
    const { room, workbook, addin } = running;
    await room.extract();
    await rename(running, '共通評価指標', '指標の控え');
    const before = pictureOf(workbook);
    expect(await messageOf(addin.invoke('IKKATSU.HANDIN'))).toMatch(
      /写しにするシート（.*共通評価指標.*）がまだありません/,
    );
    expect(differences(before, pictureOf(workbook))).toEqual([]);
  });
});

describe('a sheet of the analyst under a name of ours', () => {
  const OWN = [
    ['自分の表', '=B2'],
    ['001', 5],
  ];
  const commands = ({ room, addin }: Running): Record<string, () => Promise<unknown>> => ({
    extract: () => room.extract(),
    forms: () => addin.invoke('IKKATSU.PLAN'),
    log: () => addin.invoke('IKKATSU.SUPPORT'),
    bindings: () => addin.invoke('IKKATSU.BINDINGSHEET'),
    fill: () => addin.invoke('IKKATSU.FILL'),
    year: () => room.changeFiscalYear(2024),
    conditions: () => addin.invoke('IKKATSU.CONDITIONS'),
    defaults: () => addin.invoke('IKKATSU.DEFAULTS'),
    handIn: () => addin.invoke('IKKATSU.HANDIN'),
  });

  test.each(['抽出条件', '支援記録', '様式の対応', '取込結果', '共通評価指標', '抽出_低栄養', '実績報告書'])(
    '%s: no command writes over it, and what cannot be done is a sentence',
    async (name) => {
      running = await start({ データ: DATA, [name]: OWN });
      const { workbook } = running;
      const messages: string[] = [];
      for (const attempt of Object.values(commands(running))) {
        messages.push(await messageOf(attempt()));
        expect(workbook.formulasOf(name)).toEqual(OWN);
      }
      const refused = messages.filter((message) => message !== 'done');
      expect(refused.length).toBeGreaterThan(0);
      for (const message of refused) expect(message).toMatch(/^[^a-z]*[。」）]?/);
      expect(messages.join()).not.toMatch(/Excel が処理を受けつけませんでした|予期しない/);
    },
  );
});
