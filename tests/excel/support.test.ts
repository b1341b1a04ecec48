/** Tests of 支援記録 and OUTCOME in a workbook, through the real Office.js: from a list to the evaluated programme. */
import type { Cell } from '../../src/kdb';
import { useAddin, type Running } from './addin';
import { until } from './until';

const HEADER = [
  '被保険者番号',
  '氏名',
  '性別',
  '生年月日',
  '健診受診日',
  '身長',
  '体重',
  'BMI',
  '質問票⑥',
  '処方薬剤数',
];
const BEFORE: readonly (readonly Cell[])[] = [
  HEADER,
  ['00000001', '合成 一', '女', '19400101', '20250601', '150', '40.0', '17.8', 'はい', '16'],
  ['00000002', '合成 二', '男', '19450101', '20250601', '160', '64.0', '25', 'はい', '3'],
  ['00000003', '合成 三', '女', '19480101', '20250601', '150', '44.0', '19.6', 'はい', '15'],
  ['00000004', '合成 四', '男', '19450101', '20250601', '160', '50.0', '19.5', 'はい', '0'],
  ['00000005', '合成 五', '女', '19450101', '20250601', '150', '43.0', '19.1', 'はい', '0'],
];
const AFTER: readonly (readonly Cell[])[] = [
  ['被保険者番号', '健診受診日', '身長', '体重'],
  ['00000001', '20261101', '150', '40.5'],
  ['00000003', '20261101', '150', '42.0'],
];
/** 抽出年度 is the newest otherwise. */
const YEAR = 'IKKATSU_抽出年度';

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

/** A workbook with both years, extracted for 2025. */
async function open(
  sheets: Record<string, readonly (readonly Cell[])[]> = { 台帳: BEFORE, 翌年: AFTER },
): Promise<Running> {
  running = await start(sheets);
  const { workbook, addin } = running;
  await addin.invoke('IKKATSU.CONDITIONS');
  await workbook.typeInto(YEAR, 2025);
  expect(await addin.invoke('IKKATSU.EXTRACT')).toMatchObject({ ok: true });
  return running;
}

/** The command, on a sheet. */
async function support({ workbook, addin }: Running, sheet: string): ReturnType<Running['addin']['invoke']> {
  workbook.book.activate(workbook.book.findSheet(sheet)!);
  const detail = await addin.invoke('IKKATSU.SUPPORT');
  await workbook.settle();
  return detail;
}

/** The rows of 支援記録 as objects by heading. */
function log({ workbook }: Running): Record<string, Cell>[] {
  const rows = workbook.valuesOf('支援記録');
  const header = rows.findIndex((cells) => cells.includes('被保険者番号'));
  return rows
    .slice(header + 1)
    .map((cells) => Object.fromEntries(rows[header]!.map((heading, index) => [String(heading), cells[index] ?? null])));
}

/** The address of a cell of 支援記録 by person and heading. */
function cellOf({ workbook }: Running, person: string, heading: string): string {
  const rows = workbook.valuesOf('支援記録');
  const header = rows.findIndex((cells) => cells.includes('被保険者番号'));
  const column = rows[header]!.indexOf(heading);
  const row = rows.findIndex((cells, index) => index > header && cells[0] === person);
  const letters = column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(39 + column)}`;
  return `支援記録!${letters}${row + 1}`;
}

async function write(running: Running, person: string, values: Record<string, Cell>): Promise<void> {
  for (const [heading, value] of Object.entries(values)) {
    await running.workbook.typeInto(cellOf(running, person, heading), value as string);
  }
}

test('on a list, one command makes 支援記録 with its persons, as a table with rules for typing', async () => {
  const workbook = await open();
  expect(await support(workbook, '抽出_低栄養')).toMatchObject({ ok: true });
  const rows = log(workbook);
  expect(rows.map((row) => [row['被保険者番号'], row['氏名'], row['目的']])).toEqual([
    ['00000001', '合成　一', '低栄養'],
    ['00000003', '合成　三', '低栄養'],
    ['00000004', '合成　四', '低栄養'],
    ['00000005', '合成　五', '低栄養'],
  ]);
  expect(rows[0]!['対象とした日']).toBeGreaterThan(45000);
  const { book } = workbook.workbook;
  expect(book.activeSheet.name).toBe('支援記録');
  expect(book.findTable('IKKATSU_支援記録')!.rect.rows).toBe(5);
  const { validations, frozenColumns } = book.findSheet('支援記録')!.layout;
  expect(JSON.stringify(validations.map(({ rule }) => rule))).toContain('支援中,終了,中断');
  expect(frozenColumns).toBeGreaterThan(1);
});

test('another list is added below: nobody twice, nothing typed is touched, removed rows stay out', async () => {
  const workbook = await open();
  await support(workbook, '抽出_低栄養');
  await write(workbook, '00000003', { 状況: '終了', メモ: '面談 3 回', 支援後体重: 44.9 });
  // The analyst puts a column of their own beside the table, and takes a person off the other list.
  const width = workbook.workbook.book.findTable('IKKATSU_支援記録')!.rect.columns;
  const before = log(workbook);
  await workbook.workbook.typeInto('抽出_服薬（多剤）!A2', '');
  expect(await support(workbook, '抽出_服薬（多剤）')).toMatchObject({ ok: true });
  const after = log(workbook);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map((row) => [row['被保険者番号'], row['目的']])).toEqual([
    ['00000003', '服薬（多剤）'],
  ]);
  const { rect } = workbook.workbook.book.findTable('IKKATSU_支援記録')!;
  expect([rect.rows, rect.columns]).toEqual([6, width]);
  expect(workbook.workbook.book.findSheet('支援記録')!.layout.page.printArea).toBe(`A1:V${rect.row + rect.rows}`);
  await support(workbook, '抽出_服薬（多剤）');
  await support(workbook, '取込結果');
  const all = log(workbook).map((row) => `${row['被保険者番号']} ${row['目的']}`);
  expect(new Set(all).size).toBe(all.length);
  expect(all.slice(0, 5)).toEqual(after.map((row) => `${row['被保険者番号']} ${row['目的']}`));
});

test('adding leaves what stands below the table alone: it refuses, and says where', async () => {
  const workbook = await open();
  await support(workbook, '抽出_低栄養');
  const { rect } = workbook.workbook.book.findTable('IKKATSU_支援記録')!;
  await workbook.workbook.typeInto(`支援記録!D${rect.row + rect.rows + 3}`, '私のメモ');
  const before = workbook.workbook.formulasOf('支援記録');
  const detail = await support(workbook, '抽出_服薬（多剤）');
  expect(detail).toMatchObject({ ok: false, code: 'support.below' });
  expect(detail.message).toContain(`A${rect.row + rect.rows + 3}`);
  expect(workbook.workbook.formulasOf('支援記録')).toEqual(before);
});

test('OUTCOME answers from the log and both years, and again when somebody writes to the log', async () => {
  const running = await open();
  const { workbook } = running;
  await support(running, '抽出_低栄養');
  for (const person of ['00000001', '00000003', '00000004']) {
    await write(running, person, { 支援の有無: '有', 支援開始日: '2026/6/1' });
  }
  await write(running, '00000004', { 状況: '死亡' });
  await workbook.settle();
  const ask = (more: string) => workbook.evaluate(`=IKKATSU.OUTCOME("低栄養",${more})`);
  // 40.0 → 40.5 is kept, 44.0 → 42.0 is worse, and one died.
  expect(await ask('"体重の維持・改善","人数"')).toEqual({ values: [[1]] });
  expect(await ask('"体重の維持・改善","分母"')).toEqual({ values: [[3]] });
  expect(await ask('"体重の維持・改善","追跡できず"')).toEqual({ values: [[1]] });
  expect(await ask('"支援できた者"')).toEqual({ values: [[0.75]], text: '75.0%' });
  expect(await ask('"体重の変化","変化"')).toEqual({ values: [[-0.75]] });
  expect(await ask('"体重","文"')).toMatchObject({ values: [[expect.stringContaining('死亡 1人')]] });
  await workbook.typeInto('台帳!M1', '=IKKATSU.OUTCOME("低栄養","体重","人数")');
  await workbook.settle();
  expect(workbook.valuesOf('台帳')[0]![12]).toBe(1);
  await write(running, '00000003', { 支援後体重: 45 });
  await until(running!, () => workbook.valuesOf('台帳')[0]![12] === 2);
  expect(await ask('"体重の維持・改善","区間",0.95,"追跡できた人"')).toMatchObject({
    values: [[1, expect.any(Number), 1, 'Wilson']],
  });
});

test('OUTCOME says what is missing: no log, an unknown purpose, an unknown indicator', async () => {
  const { workbook } = await open();
  const ask = (args: string) => workbook.evaluate(`=IKKATSU.OUTCOME(${args})`);
  expect(await ask('"低栄養","体重"')).toMatchObject({ error: '#N/A', message: expect.stringContaining('支援記録') });
  expect(await ask('"低栄","体重"')).toMatchObject({
    error: '#VALUE!',
    message: expect.stringContaining('低栄養・口腔'),
  });
  await support(running!, '抽出_低栄養');
  expect(await ask('"低栄養","身長"')).toMatchObject({
    error: '#VALUE!',
    message: expect.stringContaining('体重の維持・改善'),
  });
  expect(await ask('"低栄養","体重"')).toMatchObject({ error: '#N/A', message: expect.stringContaining('支援した人') });
  expect(await ask('"低栄養"')).toMatchObject({
    values: expect.arrayContaining([expect.arrayContaining(['支援できた者'])]),
  });
});

describe('the year that the log was made for', () => {
  const ROW = (text: string) => running!.workbook.valuesOf('支援記録').find(([label]) => label === text)!;
  const ask = (more: string) => running!.workbook.evaluate(`=IKKATSU.OUTCOME("低栄養",${more})`);

  async function supported(): Promise<Running> {
    const opened = await open();
    await support(opened, '抽出_低栄養');
    for (const person of ['00000001', '00000003'])
      await write(opened, person, { 支援の有無: '有', 支援開始日: '2026/6/1' });
    await opened.workbook.settle();
    return opened;
  }

  test('is remembered and is the year before of the evaluation when the workbook moves on, and that is said', async () => {
    const { workbook, room, addin } = await supported();
    expect(ROW('抽出年度')[1]).toBe(2025);
    const change = await ask('"体重の変化","変化"');
    expect(change).toEqual({ values: [[-0.75]] });
    await room.changeFiscalYear(2026);
    expect(await ask('"体重の変化","変化"')).toEqual(change);
    const detail = await addin.invoke('IKKATSU.PLAN');
    expect(detail).toMatchObject({ ok: true });
    expect(JSON.stringify(detail)).toContain('支援前の値は令和7年度のデータから求めました');
    const texts = workbook.valuesOf('事業評価').flat().map(String);
    expect(texts.find((text) => text.startsWith('抽出年度: '))).toContain(
      '抽出年度: 令和7年度（支援記録の年度。いまの抽出年度は令和8年度）  評価年度: 令和8年度',
    );
    // A log that does not remember is of the year of the workbook, as before: there is no year after it.
    await workbook.typeInto('支援記録!A5', '');
    await workbook.settle();
    expect(await ask('"体重の変化","変化"')).not.toEqual(change);
  }, 120_000);

  test('is that of the lists, also where the workbook moved on before the log was made', async () => {
    const opened = await open();
    await opened.room.changeFiscalYear(2026);
    await support(opened, '抽出_低栄養');
    expect(ROW('抽出年度')[1]).toBe(2025);
  });

  test('is written down when persons are added to a log that does not remember one, and is taken back with them', async () => {
    const opened = await supported();
    const { workbook, room } = opened;
    // A log of an older version: no label, no year.
    await workbook.typeInto('支援記録!A5', '');
    await workbook.typeInto('支援記録!B5', '');
    const before = workbook.formulasOf('支援記録');
    expect(await support(opened, '抽出_服薬（多剤）')).toMatchObject({ ok: true });
    expect(workbook.valuesOf('支援記録')[3]!.slice(14, 16)).toEqual(['抽出年度', 2025]);
    await room.undoLastWrite();
    const filled = (rows: readonly (readonly Cell[])[]) =>
      rows.flatMap((cells, row) =>
        cells.flatMap((cell, at) => (cell === null || cell === '' ? [] : [[row, at, cell]])),
      );
    expect(filled(workbook.formulasOf('支援記録'))).toEqual(filled(before));
    await support(opened, '抽出_服薬（多剤）');
    // The year stays when the workbook moves on, also when more persons come.
    await room.changeFiscalYear(2026);
    await support(opened, '抽出_低栄養');
    expect(workbook.valuesOf('支援記録')[3]!.slice(14, 16)).toEqual(['抽出年度', 2025]);
    expect(await ask('"体重の変化","変化"')).toEqual({ values: [[-0.75]] });
  }, 120_000);

  test('is written into its blank cell when persons are added', async () => {
    const opened = await supported();
    await opened.workbook.typeInto('支援記録!B5', '');
    await support(opened, '抽出_服薬（多剤）');
    expect(ROW('抽出年度')[1]).toBe(2025);
  });

  test('that cannot be read is named by its cell, and blank is the year of the workbook', async () => {
    const opened = await supported();
    const { workbook, room } = opened;
    const type = async (text: string): Promise<void> => {
      const { evaluation } = room.session();
      await workbook.typeInto('支援記録!B5', text);
      // Events come late: until then the add-in cannot know.
      await until(opened, () => room.session().evaluation !== evaluation || evaluation === null);
    };
    await type('むかし');
    expect(await ask('"体重の変化","変化"')).toMatchObject({ message: expect.stringContaining('B5「抽出年度」') });
    await type('');
    expect(await ask('"体重の変化","変化"')).toEqual({ values: [[-0.75]] });
  });
});
