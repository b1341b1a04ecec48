/** Tests of what happens when the add-in starts beside a workbook, of late events, and of long commands of the ribbon. */
import type { Cell } from '../../src/kdb';
import { PROFILES } from '../../src/workbench/host/profiles';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { buildAddin, removeAddin, start, type Running } from './addin';
import { eventsCame, until } from './until';

const DATA: readonly (readonly Cell[])[] = [
  ['被保険者番号', '氏名', '圏域', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'],
  ['00000001', '合成 太郎', '北部', '20250601', '18.4', 'はい', '16'],
  ['00000002', '架空 花子', '南部', '20250601', '19.5', 'はい', '3'],
];

let addinDir: string;
let running: Running;
beforeAll(async () => {
  addinDir = await buildAddin();
}, 300_000);
afterAll(() => removeAddin(addinDir));
afterEach(() => {
  const unknown = running.addin.unknownMembers;
  running.stop();
  expect(unknown).toEqual([]);
});

test('the add-in asks to be loaded with the document', async () => {
  running = await start(addinDir, { データ: DATA });
  expect(running.workbook.host.runtime.atStart).toBe('Inactive');
  await running.room.startWorkbook();
  expect(running.workbook.host.runtime.atStart).toBe('Background');
});

test('a page that nobody looks at looks for no formulas to heal; any other looks twice', async () => {
  for (const heals of [false, undefined]) {
    running = await start(addinDir, { データ: DATA });
    const { window } = running.addin;
    const delays: unknown[] = [];
    const { setTimeout: later } = window;
    window.setTimeout = ((handler: () => void, delay?: number) => {
      delays.push(delay);
      return later.call(window, handler, delay);
    }) as typeof later;
    await running.room.startWorkbook(heals === undefined ? {} : { heals });
    expect(delays.filter((delay) => delay === 3_000 || delay === 12_000)).toHaveLength(heals === false ? 0 : 2);
    if (heals === false) running.stop();
  }
});

test('of the cells that are written Excel keeps no reference', async () => {
  running = await start(addinDir, { データ: DATA });
  const { host } = running.workbook;
  const execute = host.execute.bind(host);
  const counts = { kept: 0, cells: 0 };
  host.execute = (request) => {
    counts.kept += request.Actions.filter(({ Name: name }) => name === '_KeepReference').length;
    counts.cells += Object.values(request.ObjectPaths).filter(({ Name: name }) => name === 'GetRangeByIndexes').length;
    return execute(request);
  };
  await running.room.extract();
  expect(counts.cells).toBeGreaterThan(500);
  // Those that are read, and the whole columns and rows of a few.
  expect(counts.kept).toBeLessThan(counts.cells / 5);
}, 120_000);

test('formulas of ours in #NAME? are written again as they are; nothing else is touched', async () => {
  // Calculated by an Excel that has no add-in yet.
  const before = createEmbeddedWorkbook();
  before.openRows('データ', DATA);
  before.openRows('メモ', [['']]);
  await before.typeInto('メモ!D1', '=IKKATSU.LOWNUTRITION("人数")');
  await before.typeInto('メモ!E1', '= 1 + IKKATSU.LOWNUTRITION( "分母" )');
  await before.typeInto('メモ!D2', '=NOSUCHFUNCTION(1)');
  await before.typeInto('メモ!E2', '=IKKATSU.LOWNUTRITION("身長")');
  await before.typeInto('メモ!D3', "'#NAME?");
  const bytes = await before.saveXlsx();
  before.dispose();
  running = await start(addinDir, bytes, { profile: 'hostile' });
  const { workbook, room } = running;
  const formulas = workbook.formulasOf('メモ');
  expect(
    workbook
      .valuesOf('メモ')
      .flat()
      .filter((cell) => cell === '#NAME?'),
  ).toHaveLength(5);
  expect(await room.healFormulas()).toBe(3);
  await workbook.settle();
  const values = workbook.valuesOf('メモ');
  expect(values[0]!.slice(3)).toEqual([2, 3]);
  expect(values[1]![3]).toBe('#NAME?');
  expect(values[1]![4]).toBe('#VALUE!');
  expect(workbook.formulasOf('メモ')).toEqual(formulas);
  expect(await room.healFormulas()).toBe(0);
}, 120_000);

/** Writes one formula into many cells of a sheet at once; resolves when Excel waits for nothing more. */
async function ask(rows: number, formula: (row: number) => string): Promise<(string | number | boolean)[]> {
  const { workbook, run } = running;
  await run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('メモ');
    sheet.getRangeByIndexes(0, 3, rows, 1).formulas = Array.from({ length: rows }, (_, row) => [formula(row)]);
    await context.sync();
  });
  await workbook.settle();
  return workbook.valuesOf('メモ').map((line) => line[3]!);
}

test.each([
  [900, 0],
  [901, 1],
  [2000, 1100],
])(
  'of %i calls at once Excel on the web leaves %i without an answer; they are asked again',
  async (calls, lost) => {
    running = await start(addinDir, { データ: DATA, メモ: [['']] }, { profile: 'web' });
    const { workbook, room } = running;
    const shown = await ask(calls, (row) => `=IKKATSU.LOWNUTRITION("分母")+${row}`);
    expect(shown.filter((value) => value === '#BUSY!')).toHaveLength(lost);
    const formulas = workbook.formulasOf('メモ');
    expect(await room.healFormulas()).toBe(lost);
    await workbook.settle();
    expect(workbook.valuesOf('メモ').map((line) => line[3])).toEqual(
      Array.from({ length: calls }, (_, row) => row + 2),
    );
    expect(workbook.formulasOf('メモ')).toEqual(formulas);
  },
  120_000,
);

test('cells that lost their answers are looked for by themselves after very many calls, where somebody looks at the page', async () => {
  running = await start(addinDir, { データ: DATA, メモ: [['']] }, { profile: 'web' });
  await running.room.startWorkbook();
  await ask(1200, () => '=IKKATSU.LOWNUTRITION("分母")');
  await until(running, () => running.workbook.valuesOf('メモ').every((line) => line[3] === 2));
}, 120_000);

test('a long command shows the pane, and Office need not wait for its end', async () => {
  running = await start(addinDir, { データ: DATA });
  let completed = 0;
  const office = running.addin.window as unknown as {
    Office: { actions: { _association: { mappings: Record<string, (event: object) => Promise<void>> } } };
  };
  const { mappings } = office.Office.actions._association;
  const order: string[] = [];
  running.addin.window.addEventListener('ikkatsu:command', () => order.push('ended'));
  const command = (id: string) =>
    mappings[id]!({
      completed: () => {
        completed += 1;
        order.push('completed');
      },
    });
  await command('IKKATSU.CONDITIONS');
  expect(running.workbook.host.runtime.now).toBe('Background');
  await command('IKKATSU.EXTRACT');
  expect(running.workbook.host.runtime.now).toBe('Visible');
  expect(completed).toBe(2);
  expect(order).toEqual(['ended', 'completed', 'completed', 'ended']);
}, 120_000);

test('Office ends a command that has not told it by the limit that it is done', async () => {
  const at = (commandLimit: number) =>
    start(addinDir, { データ: DATA }, { profile: { ...PROFILES.windows, commandLimit } });
  running = await at(0);
  await expect(running.addin.invoke('IKKATSU.CONDITIONS')).rejects.toThrow('timed out');
  running.stop();
  running = await at(PROFILES.windows.commandLimit);
  expect(await running.addin.invoke('IKKATSU.CONDITIONS')).toMatchObject({ ok: true });
}, 120_000);

test('events that arrive after the job tell nobody that the figures are old; typing does', async () => {
  running = await start(addinDir, { データ: DATA }, { profile: { ...PROFILES.windows, eventDelay: 500 } });
  const { room, workbook } = running;
  let told = 0;
  await room.extract();
  room.onWorkbookChanged(() => {
    told += 1;
  });
  await eventsCame(running);
  expect(told).toBe(0);
  const typed = new Promise<void>((resolve) => void room.onWorkbookChanged(resolve));
  await workbook.typeInto('データ!F3', 'いいえ');
  await typed;
  expect(told).toBe(1);
}, 120_000);
