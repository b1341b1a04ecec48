/** Tests of the hand-in copy from the pane: the file comes from the workbook itself, through the real Office.js. */
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { HIDDEN_SENTENCE } from '../../src/plan/handIn/sentences';
import { pictureOf, useAddin, type Running } from './addin';
import { DATA as UNION, LOG } from './union';

const HEADER = [
  '被保険者番号',
  '氏名',
  'カナ氏名',
  '圏域',
  '性別',
  '生年月日',
  '健診受診日',
  'BMI',
  '質問票⑥',
  '資格取得日',
  '資格喪失日',
];
const person = (index: number, area: string, bmi: number, left = '') => [
  `390${String(10007 + index * 37)}`,
  `毛利 家臣${'一二三四五六七八九十'[index % 10]}${index}`,
  `モウリ カシン${'アイウエオカキクケコ'[index % 10]}`,
  area,
  index % 2 === 0 ? '女' : '男',
  `1940${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`,
  '20250601',
  bmi,
  'はい',
  '20150401',
  left,
];
const DATA = [
  HEADER,
  ...Array.from({ length: 40 }, (_, index) => person(index, '北部', index < 7 ? 18 : 24)),
  ...Array.from({ length: 60 }, (_, index) => person(40 + index, '南部', index < 30 ? 18 : 24)),
  // Set aside, and a person all the same.
  person(200, '南部', 18, '20200401'),
];

const handInOf = (detail: unknown) =>
  (detail as { handIn: { bytes: Uint8Array; masked: number; sheets: readonly string[] } }).handIn;

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

async function extracted(): Promise<Running> {
  running = await start({ 台帳: DATA });
  await running.room.extract();
  await running.workbook.settle();
  return running;
}

test('a copy of an extraction is masked, holds no person and leaves the workbook as it is', async () => {
  const { addin, workbook } = await extracted();
  const before = pictureOf(workbook);
  const detail = await addin.invoke('IKKATSU.HANDIN');
  expect(detail).toMatchObject({ ok: true });
  const { bytes, masked, sheets } = handInOf(detail);
  expect(pictureOf(workbook)).toEqual(before);
  expect(sheets).toEqual(['共通評価指標']);
  expect(masked).toBeGreaterThan(0);
  const parts = Object.values(unzipSync(Uint8Array.from(bytes)))
    .map((part) => strFromU8(part))
    .join('\n');
  for (const [id, name, kana] of DATA.slice(1)) {
    for (const never of [id, name, kana]) expect(parts.includes(String(never))).toBe(false);
  }
  expect(parts).not.toMatch(/<f[ >]|IKKATSU\.|_xldudf|194001/);
  const [common] = (await readXlsx(Uint8Array.from(bytes))).sheets;
  const low = common!.rows.filter((row) => row[1] === '低栄養');
  // The column 絞り込み stays behind.
  expect(low.slice(0, 3).map((row) => row.slice(2, 6))).toEqual([
    [37, 100, 0.37, 100],
    ['―', 40, '―', 40],
    ['―', 60, '―', 60],
  ]);
  // The intervals of the masked rates, further below, are masked too.
  expect(low.slice(3).map((row) => row.slice(4, 7).every((value) => value === '―'))).toEqual([false, true, true]);
  expect(addin.errors).toEqual([]);
});

test('a person written into a sheet stops the copy, also one who was set aside', async () => {
  const { addin, workbook } = await extracted();
  // Between the two tables: what stands beside the printed columns stays behind.
  await workbook.typeInto('共通評価指標!A39', `${DATA.at(-1)![1]}さんに電話した`);
  const { message: said } = await addin.invoke('IKKATSU.HANDIN.INTERNAL');
  expect(said).toContain('共通評価指標 の A39 に、読み込んだ被保険者の氏名');
  expect(said).not.toContain('毛利');
});

test('in the public copy no text of ours tells fewer than ten persons, and the internal copy does', async () => {
  running = await start({ データ: UNION, 支援記録: LOG });
  const { addin, workbook } = running;
  await (addin.window.writeForms as Window['writeForms'])(['報告', '広域']);
  await workbook.settle();
  const textsOf = async (command: string) => {
    const detail = (await addin.invoke(command)) as unknown as { ok: boolean; handIn: { bytes: Uint8Array } };
    expect(detail).toMatchObject({ ok: true });
    const { sheets } = await readXlsx(Uint8Array.from(detail.handIn.bytes));
    return sheets
      .filter(({ name }) => name !== '出所')
      .flatMap(({ name, rows }) =>
        rows.flat().flatMap((value) => (typeof value === 'string' ? [`${name}: ${value}`] : [])),
      );
  };
  const few = /(?<![\d.,])[1-9]\s*[人名](?!当たり|以上|以下|未満)/;
  const open = (await textsOf('IKKATSU.HANDIN.INTERNAL')).filter((text) => few.test(text));
  expect(open.filter((text) => text.startsWith('事業評価')).length).toBeGreaterThan(1);
  expect(open.some((text) => text.startsWith('実績報告書'))).toBe(true);
  const texts = await textsOf('IKKATSU.HANDIN');
  expect(texts.filter((text) => few.test(text))).toEqual([]);
  expect(texts.filter((text) => text.includes(HIDDEN_SENTENCE)).length).toBeGreaterThan(2);
}, 120_000);

describe('sheets that are not of today', () => {
  const refusal = async (running: Running) => running.addin.invoke('IKKATSU.HANDIN');

  test('are refused by name after the data, the criteria or the year changed, until they are written anew', async () => {
    running = await start({ データ: UNION, 支援記録: LOG });
    const { addin, workbook, room } = running;
    const refreshValues = addin.window.refreshValues as Window['refreshValues'];
    await room.extract();
    await (addin.window.writeForms as Window['writeForms'])(['報告']);
    await workbook.settle();
    expect(await refusal(running)).toMatchObject({ ok: true });
    const { settings } = await room.currentDataset();
    await room.applySettings({ ...settings, 'lowNutrition.bmiAtMost': 18 });
    const refused = await refusal(running);
    expect(refused).toMatchObject({ ok: false, code: 'handIn.outdated' });
    for (const said of ['共通評価指標', '事業評価', '実績報告書', 'run --plan --out', 'シートを書き直す'])
      expect(refused.message).toContain(said);
    // Put back, they are of today again.
    await room.undoLastWrite();
    expect(await refusal(running)).toMatchObject({ ok: true });
    const { fiscalYear } = await room.inspectWorkbook();
    await room.changeFiscalYear(fiscalYear! - 1);
    expect(await refusal(running)).toMatchObject({ ok: false, code: 'handIn.outdated' });
    await refreshValues();
    await workbook.settle();
    expect(await refusal(running)).toMatchObject({ ok: true });
    await room.changeFiscalYear(fiscalYear!);
    await refreshValues();
    await workbook.settle();
    expect(await refusal(running)).toMatchObject({ ok: true });
    const bmi = UNION[0]!.indexOf('BMI');
    await workbook.typeInto(`データ!${String.fromCharCode(65 + bmi)}2`, 33.3);
    await workbook.settle();
    expect(await refusal(running)).toMatchObject({ ok: false, code: 'handIn.outdated' });
  }, 180_000);

  test('one such sheet among others is the one that is named', async () => {
    running = await start({ データ: UNION, 支援記録: LOG });
    const { addin, workbook, room } = running;
    await (addin.window.writeForms as Window['writeForms'])(['報告']);
    const { settings } = await room.currentDataset();
    await room.applySettings({ ...settings, 'lowNutrition.bmiAtMost': 18 });
    await room.extract();
    await workbook.settle();
    const { message } = await refusal(running);
    expect(message).toContain('事業評価');
    expect(message).not.toContain('共通評価指標');
  }, 120_000);
});
