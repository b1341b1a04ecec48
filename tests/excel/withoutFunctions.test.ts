/** Tests of an Excel without custom functions: values in place of formulas, refreshed on demand, and handed in. */
import type { Cell } from '../../src/kdb';
import type { ProfileName } from '../../src/workbench/host/profiles';
import { buildAddin, removeAddin, start, type Running } from './addin';

const HEADER = [
  '被保険者番号',
  '氏名',
  '圏域',
  '性別',
  '生年月日',
  '健診受診日',
  'BMI',
  '質問票⑥',
  '処方薬剤数',
  '収縮期血圧',
];
const DATA: readonly (readonly Cell[])[] = [
  HEADER,
  ['00000001', '合成 太郎', '北部', '男', '19400101', '20250601', '18.4', 'はい', '16', '150'],
  ['00000002', '架空 花子', '南部', '女', '19450101', '20250601', '19.5', 'はい', '3', '120'],
  ['00000003', '見本 三郎', '南部', '男', '19480101', '20250601', '24', 'いいえ', '3', ''],
  ['00000004', '例示 四子', '北部', '女', '19410101', '', '', '', '0', ''],
];

let addinDir: string;
let running: Running | null = null;
beforeAll(async () => {
  addinDir = await buildAddin();
}, 300_000);
afterAll(() => removeAddin(addinDir));
afterEach(() => {
  const unknown = running?.addin.unknownMembers;
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

const open = async (profile: ProfileName): Promise<Running> => {
  running = await start(addinDir, { データ: DATA }, { profile });
  return running;
};
const ours = ({ workbook }: Running): string[] => workbook.sheetNames().filter((name) => name !== 'データ');
/** Cells that call a function of ours. */
const callsOn = ({ workbook }: Running, name: string): string[] =>
  workbook
    .formulasOf(name)
    .flat()
    .filter((cell): cell is string => typeof cell === 'string' && cell.startsWith('=') && cell.includes('IKKATSU.'));
const calls = (run: Running): string[] => ours(run).flatMap((name) => callsOn(run, name));
/** The figures and texts of a sheet, without the hidden keys and the sentence about values. */
const shown = ({ workbook }: Running, name: string): (Cell | undefined)[][] => {
  const values = workbook.valuesOf(name);
  const isForm = String(values[0]?.[0] ?? '').startsWith('IKKATSU:form');
  const rows = isForm ? values.slice(1).map((line) => line.slice(1)) : values;
  const lines = rows.map((line) => {
    const end = line.reduce<number>((last, cell, index) => (cell === null ? last : index), -1);
    return line
      .slice(0, end + 1)
      .map((cell) => (typeof cell === 'string' && /\d時|\d:\d\d:\d\d/.test(cell) ? '' : cell));
  });
  while (lines.length > 0 && (lines.at(-1)!.length === 0 || String(lines.at(-1)![0]).includes('値を更新'))) lines.pop();
  return lines;
};
type Page = Pick<typeof import('../../src/excel/forms'), 'writeForms' | 'refreshValues'>;
const page = (run: Running): Page => run.addin.window as unknown as Page;

test('every figure is the one that the functions show, as a value, and each sheet says so', async () => {
  const live = await open('windows');
  await live.room.extract();
  await page(live).writeForms(['計画']);
  await live.workbook.settle();
  const expected = new Map(ours(live).map((name) => [name, shown(live, name)]));
  const withCalls = ours(live).filter((name) => callsOn(live, name).length > 0);
  expect(calls(live).length).toBeGreaterThan(500);
  live.stop();

  const plain = await open('ltsc2021');
  await plain.room.extract();
  const { kept } = await page(plain).writeForms(['計画']);
  await plain.workbook.settle();
  expect(kept).toEqual([]);
  expect(calls(plain)).toEqual([]);
  for (const [name, rows] of expected) expect([name, shown(plain, name)]).toEqual([name, rows]);
  for (const name of withCalls) expect(plain.workbook.valuesOf(name).flat().join()).toContain('値を更新');
  expect(ours(plain).sort()).toEqual([...expected.keys()].sort());
}, 600_000);

test('値を更新 brings the figures of today and leaves what a person wrote', async () => {
  const run = await open('ipad');
  const { room, workbook } = run;
  await room.extract();
  await page(run).writeForms(['報告']);
  const rate = () =>
    workbook
      .valuesOf('共通評価指標')
      .find(([, , name]) => name === '低栄養')!
      .slice(3, 5);
  expect(rate()).toEqual([2, 4]);
  const form = workbook.valuesOf('実績報告書');
  const at = form.findIndex((line) => line.some((cell) => typeof cell === 'number'));
  const column = form[at]!.findIndex((cell) => typeof cell === 'number');
  expect(at).toBeGreaterThan(0);
  await run.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('実績報告書');
    // The figures of forms are locked without a password.
    sheet.protection.unprotect();
    sheet.getRangeByIndexes(at, column, 1, 1).values = [[777]];
    await context.sync();
  });
  const changed = new Promise<void>((resolve) => void room.onWorkbookChanged(resolve));
  await workbook.typeInto('データ!G4', '18');
  await workbook.typeInto('データ!H4', 'はい');
  await changed;
  const { kept, sheets } = await page(run).refreshValues();
  expect(sheets).toContain('共通評価指標');
  expect(rate()).toEqual([3, 4]);
  expect(workbook.valuesOf('実績報告書').flat()).toContain(777);
  expect(kept.flatMap(({ cells }) => cells)).toHaveLength(1);
  expect(calls(run)).toEqual([]);
}, 600_000);

test('a hand-in copy masks small values as it masks figures; without files it says what to do', async () => {
  const plain = await open('ltsc2021');
  await plain.room.extract();
  const detail = (await plain.addin.invoke('IKKATSU.HANDIN')) as unknown as {
    ok: boolean;
    handIn?: { masked: number };
  };
  expect(detail.ok).toBe(true);
  plain.stop();
  const windows = await open('windows');
  await windows.room.extract();
  const other = (await windows.addin.invoke('IKKATSU.HANDIN')) as unknown as typeof detail;
  expect(detail.handIn!.masked).toBe(other.handIn!.masked);
  expect(detail.handIn!.masked).toBeGreaterThan(0);
  windows.stop();
  const tablet = await open('ipad');
  await tablet.room.extract();
  expect(await tablet.addin.invoke('IKKATSU.HANDIN')).toMatchObject({
    ok: false,
    code: 'excel.noFile',
    message: expect.stringContaining('ikkatsu handin') as string,
  });
}, 600_000);
