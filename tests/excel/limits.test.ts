/** Tests of large sheets and of files: chunks under the 5 MB of the host, texts kept as text, all files or none. */
import { encode } from 'iconv-lite';
import type { Cell } from '../../src/kdb';
import { PROFILES } from '../../src/workbench/host/profiles';
import { pictureOf, useAddin, type Running } from './addin';
import { until } from './until';

const PAYLOAD_LIMIT = PROFILES.web.payloadLimit;

const HEADER = ['被保険者番号', '氏名', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数', '備考'];
const REMARK = '高齢者の保健事業と介護予防の一体的実施'.repeat(12);

/** Persons with long Japanese remarks: about 800 bytes a row. */
function people(count: number): Cell[][] {
  return Array.from({ length: count }, (_, index) => [
    String(index + 1).padStart(8, '0'),
    `${REMARK.slice(0, 20)}${index}`,
    '19400101',
    '20250601',
    index % 2 === 0 ? '18.5' : '22',
    'はい',
    String(index % 20),
    REMARK,
  ]);
}

const start = useAddin();
let running: Running | null = null;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

test('a sheet of more than 5 MB is read, and a list of several thousand persons written, in chunks', async () => {
  running = await start({ データ: [HEADER, ...people(8000)] });
  const { workbook, room } = running;
  const stages: string[] = [];
  const result = await room.extract({
    onProgress: ({ stage, done, total }) => stages.push(`${stage} ${done}/${total}`),
  });
  expect(result.persons).toBe(8000);
  expect(result.criteria[0]).toMatchObject({ hits: 4000, judged: 8000 });
  expect(workbook.book.findTable('IKKATSU_lowNutrition')!.rect.rows).toBe(1 + 4000);
  expect(stages.filter((stage) => stage.startsWith('データ を読んでいます')).length).toBeGreaterThan(3);
});

test('a sheet of sixty columns is read without a request that the host refuses', async () => {
  const wide = Array.from({ length: 60 - HEADER.length }, (_, index) => `項目${index + 1}`);
  const rows = people(10_000).map((row, index) => [
    ...row.slice(0, -1),
    '',
    ...wide.map((_, at) => (index * at) % 997),
  ]);
  const responses: number[] = [];
  running = await start(
    { データ: [[...HEADER, ...wide], ...rows] },
    { onPayload: (_, response) => responses.push(response) },
  );
  const { room } = running;
  responses.length = 0;
  expect((await room.inspectWorkbook({})).sources[0]).toMatchObject({ rows: 10_000, used: 10_000 });
  expect(responses.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(PAYLOAD_LIMIT / 2);
  expect(Math.max(...responses)).toBeLessThanOrEqual(PAYLOAD_LIMIT);
});

test('stray cells at the far end of a sheet cost nothing; the table is read, and what was not read is named', async () => {
  const responses: number[] = [];
  running = await start({ データ: [HEADER, ...people(120)] }, { onPayload: (_, response) => responses.push(response) });
  const { workbook, room } = running;
  await workbook.typeInto('データ!XFD2', 'x');
  await workbook.typeInto('データ!XFD1048576', 'x');
  // A row of the table far below a gap is a row like others.
  await workbook.typeInto('データ!A900000', '00009999');
  await workbook.typeInto('データ!D900000', '20250601');
  responses.length = 0;
  const { sources, persons } = await room.inspectWorkbook({});
  expect(persons).toBe(121);
  expect(sources[0]).toMatchObject({ rows: 121, used: 121 });
  expect(sources[0]!.notices.join()).toContain('表から遠く離れたセル（XFD2:XFD1048576）');
  expect(responses.length).toBeLessThan(60);
  expect(responses.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(8_000_000);
}, 120_000);

test('a csv becomes a sheet whose numbers keep their zeros and whose figures are numbers', async () => {
  running = await start({ メモ: [['私のメモ']] });
  const { workbook, room } = running;
  const text = '被保険者番号,生年月日,健診受診日,BMI,質問票⑥\r\n00000001,19400101,20250601,18.4,はい\r\n';
  const imported = await room.importFiles([{ name: '健診.csv', bytes: new Uint8Array(encode(text, 'cp932')) }]);
  expect(imported).toEqual({ sheets: ['健診'], asValues: [] });
  expect(workbook.valuesOf('健診')[1]).toEqual(['00000001', '19400101', '20250601', 18.4, 'はい']);
  expect(await workbook.evaluate('=IKKATSU.LOWNUTRITION()')).toEqual({ values: [[1]] });
});

/** Figures are numbers in a workbook, dates and numbers of persons are texts. */
const inBook = (count: number): Cell[][] =>
  people(count).map((row) => row.map((cell, column) => (column === 4 || column === 6 ? Number(cell) : cell)));

/** A workbook of persons, and its file in base64 as it is sent: a third longer. */
async function bookOf(count: number): Promise<{ bytes: Uint8Array; sent: number }> {
  const { writeXlsx } = await import('hucre');
  const rows = [['健診の一覧'], [], HEADER, ...inBook(count)] as (string | number)[][];
  const bytes = await writeXlsx({
    sheets: [
      { name: '健診', rows },
      { name: 'メモ', rows: [['覚え書き']] },
    ],
  });
  return { bytes, sent: Math.ceil(bytes.length / 3) * 4 };
}

test.each([
  ['a workbook that Excel takes in one request comes as it is', 4_000, []],
  ['a workbook that is over the limit of the host brings its values, and says so', -1, ['健診.xlsx']],
])(
  '%s',
  async (_, spare, asValues) => {
    const { bytes, sent } = await bookOf(400);
    running = await start({ メモ: [['私のメモ']] }, { profile: { ...PROFILES.hostile, payloadLimit: sent + spare } });
    const { workbook, room } = running;
    const csv = { name: '台帳.csv', bytes: new TextEncoder().encode('被保険者番号,生年月日\n00000001,19400101\n') };
    const imported = await room.importFiles([{ name: '健診.xlsx', bytes }, csv]);
    expect(imported.asValues).toEqual(asValues);
    expect([...imported.sheets].sort()).toEqual(['メモ (2)', '健診', '台帳'].sort());
    expect(workbook.valuesOf('メモ')).toEqual([['私のメモ']]);
    expect(workbook.valuesOf('メモ (2)')).toEqual([['覚え書き']]);
    expect(workbook.valuesOf('健診').slice(2, 4)).toEqual([HEADER, inBook(1)[0]]);
    expect(workbook.valuesOf('健診')).toHaveLength(3 + 400);
    expect(await room.inspectWorkbook()).toMatchObject({ persons: 400 });
    await room.undoLastWrite();
    expect(workbook.sheetNames()).toEqual(['メモ']);
  },
  120_000,
);

test('one unreadable file among several refuses them all', async () => {
  running = await start({ メモ: [['私のメモ']] });
  const { workbook, room } = running;
  const before = pictureOf(workbook);
  const good = { name: 'a.csv', bytes: new TextEncoder().encode('被保険者番号,BMI\n1,20\n') };
  const bad = { name: 'b.xlsx', bytes: new Uint8Array([1, 2, 3]) };
  await expect(room.importFiles([good, bad])).rejects.toMatchObject({ code: expect.stringMatching(/^file\./) });
  expect(pictureOf(workbook)).toEqual(before);
});

test('an export pasted into a sheet that was no export is found', async () => {
  running = await start({ メモ: [['私のメモ']] });
  const { workbook } = running;
  expect(await workbook.evaluate('=IKKATSU.POLYPHARMACY()')).toMatchObject({ error: '#N/A' });
  await workbook.typeInto('メモ!A1', '被保険者番号');
  await workbook.typeInto('メモ!B1', '処方薬剤数');
  await workbook.typeInto('メモ!C1', '健診受診日');
  await workbook.typeInto('メモ!A2', '1');
  await workbook.typeInto('メモ!B2', 16);
  await workbook.typeInto('メモ!C2', '20250601');
  const answer = () => workbook.evaluate('=IKKATSU.POLYPHARMACY()');
  await until(running, async () => 'values' in (await answer()));
  expect(await answer()).toEqual({ values: [[1]] });
});

test('a form of hundreds of short blocks is written without a request that the host refuses', async () => {
  const rows = Array.from({ length: 30 }, (_, index): Cell[] => [
    ...[String(index + 1), `第${index + 1}日常生活圏域（地域包括支援センター担当地区・旧町村部）`],
    ...['女', '19400101', '20250601', 19, 'はい', 16],
  ]);
  const head = ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];
  const requests: number[] = [];
  running = await start({ データ: [head, ...rows] }, { onPayload: (request) => requests.push(request) });
  const { addin, room } = running;
  await room.extract({});
  requests.length = 0;
  const { writeForms } = addin.window as unknown as Window;
  expect((await writeForms(['計画'])).sheets).toContain('圏域別');
  expect(Math.max(...requests)).toBeGreaterThan(PAYLOAD_LIMIT / 8);
  expect(Math.max(...requests)).toBeLessThanOrEqual(PAYLOAD_LIMIT);
});
