/** 実績の記録 in the workbook: extractions add to it, older workbooks bring theirs, and of two values the analyst chooses. */
import type { Cell } from '../../src/kdb';
import { pictureOf, useAddin, type Running } from './addin';
import { everyAnswer, typed } from './until';

const HEAD = ['被保険者番号', '氏名', '圏域', '健診受診日', 'BMI', '質問票⑥'];
const row = (number: string, day: string, bmi: string): readonly Cell[] => [
  number,
  '合成 太郎',
  '北部',
  day,
  bmi,
  'はい',
];
const DATA = [
  HEAD,
  row('00000001', '20250601', '18.4'),
  row('00000002', '20250601', '19.5'),
  row('00000003', '20250601', '25.0'),
];
const OTHER = [
  HEAD,
  row('00000001', '20250601', '22.4'),
  row('00000002', '20250601', '19.5'),
  row('00000003', '20250601', '25.0'),
];
const NEXT = [HEAD, row('00000001', '20260601', '18.0'), row('00000002', '20260601', '24.0')];

const start = useAddin();
const open: Running[] = [];
async function startWith(content: Record<string, readonly (readonly Cell[])[]>): Promise<Running> {
  const running = await start(content);
  open.push(running);
  return running;
}
afterEach(() => {
  for (const running of open.splice(0)) {
    expect(running.addin.unknownMembers).toEqual([]);
    running.stop();
  }
});

/** 年度, 指標, 区分, 分子, 分母 of the recorded lines as they stand. */
function recorded({ workbook }: Running): readonly (readonly Cell[])[] {
  return workbook
    .valuesOf('実績の記録')
    .filter(([key]) => /^rec\./u.test(String(key)))
    .map((cells) => cells.slice(1, 6));
}
const LOW = 'ハイリスク者割合：低栄養';
const low = (running: Running): readonly (readonly Cell[])[] =>
  recorded(running).filter(([, indicator, area]) => indicator === LOW && area === '全体');

test('every extraction adds its year, again changes nothing, and what is taken back is as before', async () => {
  const running = await startWith({ データ: DATA });
  const { room, workbook } = running;
  await room.extract();
  expect(low(running)).toEqual([[2025, LOW, '全体', 2, 3]]);
  const once = recorded(running);
  await room.extract();
  expect(recorded(running)).toEqual(once);
  workbook.openRows('翌年', NEXT);
  await room.changeFiscalYear(2026);
  const before = pictureOf(workbook);
  const { notices } = await room.extract({ undoable: true });
  expect(notices.join()).not.toContain('違う値');
  expect(low(running)).toEqual([
    [2025, LOW, '全体', 2, 3],
    [2026, LOW, '全体', 1, 3],
  ]);
  expect(recorded(running).slice(0, once.length)).toEqual(once);
  await room.undoLastWrite();
  expect(pictureOf(workbook)).toEqual(before);
});

test('an older workbook with another value of a year is taken beside it, both are asked about, and the chosen one is marked', async () => {
  const older = await startWith({ データ: OTHER });
  await older.room.extract();
  const bytes = await older.workbook.saveXlsx();

  const running = await startWith({ データ: DATA });
  const { room, workbook } = running;
  await room.extract();
  const taken = await room.takeOlderRecord([{ name: '前.xlsx', bytes }]);
  expect(taken.written).toBe(true);
  expect(taken.notices.join()).toContain('前.xlsx から、令和7年度の実績');
  expect(taken.notices.join()).toContain(`令和7年度 ${LOW}（全体）`);
  expect(low(running).map((cells) => cells[3])).toEqual([2, 1]);
  const [lines] = (await room.recordChoices()).filter(([first]) => first!.indicator === LOW && first!.area === '全体');
  expect(lines!.map(({ numerator, isChosen }) => [numerator, isChosen])).toEqual([
    [2, false],
    [1, false],
  ]);
  await room.chooseRecorded(lines![1]!.lineKey);
  const values = workbook.valuesOf('実績の記録');
  const head = values.find(([key]) => String(key).startsWith('head@'))!;
  const adopted = head.indexOf('採用');
  expect(lines!.map(({ row }) => values[row]![adopted] ?? '')).toEqual(['', '○']);
  await workbook.settle();
  const lookup = head.indexOf('照合');
  expect(lines!.map(({ row }) => workbook.valuesOf('実績の記録')[row]![lookup] ?? '')).toEqual([
    '',
    `2025|${LOW}|全体`,
  ]);
  await room.undoLastWrite();
  expect(low(running).map((cells) => cells[3])).toEqual([2]);
});

test('without data an older record waits for the extraction; a workbook that is none of ours is refused and nothing waits', async () => {
  const older = await startWith({ データ: DATA });
  await older.room.extract();
  const bytes = await older.workbook.saveXlsx();
  const running = await startWith({ メモ: [['覚え書き']] });
  const { room, workbook } = running;
  const strange = await startWith({ 売上: [['a', 1]] });
  await expect(room.takeOlderRecord([{ name: '売上.xlsx', bytes: await strange.workbook.saveXlsx() }])).rejects.toThrow(
    '売上.xlsx に、引き継げる実績がありません',
  );
  expect((await room.takeOlderRecord([{ name: '前.xlsx', bytes }])).written).toBe(false);
  expect(workbook.sheetNames()).toEqual(['メモ']);
  workbook.openRows('翌年', NEXT);
  await room.extract();
  expect(low(running)).toEqual([
    [2025, LOW, '全体', 2, 3],
    [2026, LOW, '全体', 1, 2],
  ]);
});

/** The address of a cell of a form by the hidden keys of its row and column. */
function placeOf({ workbook }: Running, sheet: string, row: string, column: string): string {
  const values = workbook.valuesOf(sheet);
  const down = values.findIndex(([key]) => String(key).startsWith(`${row}@`));
  const across = values[0]!.findIndex((key) => String(key).startsWith(`${column}@`));
  return `${sheet}!${String.fromCharCode(65 + across)}${down + 1}`;
}
const shownAt = ({ workbook }: Running, sheet: string, row: string, column: string): Cell => {
  const values = workbook.valuesOf(sheet);
  const across = values[0]!.findIndex((key) => String(key).startsWith(`${column}@`));
  return values.find(([key]) => String(key).startsWith(`${row}@`))?.[across] ?? null;
};

test('a figure of an older workbook with other criteria is kept, marked and not compared, and nothing is to be chosen', async () => {
  const older = await startWith({ データ: DATA });
  await older.room.extract();
  const conditions = older.workbook.valuesOf('抽出条件');
  const row = conditions.findIndex(([key]) => key === 'lowNutrition.bmiAtMost') + 1;
  await typed(older, `抽出条件!D${row}`, 19);
  const other = await startWith({ データ: DATA, 抽出条件: older.workbook.valuesOf('抽出条件') });
  await other.room.extract();
  expect(low(other)).toEqual([[2025, LOW, '全体', 1, 3]]);

  const running = await startWith({ データ: NEXT });
  await running.room.extract();
  const taken = await running.room.takeOlderRecord([{ name: '前.xlsx', bytes: await other.workbook.saveXlsx() }]);
  expect(taken.notices.join()).toContain('抽出条件などがいまと違います');
  expect(low(running)).toEqual([
    [2026, LOW, '全体', 1, 2],
    [2025, LOW, '全体', 1, 3],
  ]);
  const values = running.workbook.valuesOf('実績の記録');
  const line = values.find((cells) => cells[1] === 2025 && cells[2] === LOW && cells[3] === '全体')!;
  expect(line.map(String).join('|')).toContain('比較注意');
  expect(await running.room.recordChoices()).toEqual([]);
});

test('targets that are words and a plan without R4 are said to be so, and leave no error', async () => {
  const running = await startWith({ データ: DATA, 翌年: NEXT });
  const { addin, workbook } = running;
  await running.room.extract();
  const plan = async (): Promise<void> => {
    await (addin.window.writeForms as Window['writeForms'])(['計画'], {});
    await workbook.settle();
  };
  await plan();
  await workbook.typeInto(placeOf(running, 'Ⅲ計画全体', 'indicator.OP1', 'y2026'), '7割くらい');
  await workbook.settle();
  await plan();
  expect(shownAt(running, 'Ⅲ計画全体', 'indicator.OP1', 'y2026')).toBe('7割くらい');
  expect(shownAt(running, '中間評価', 'line.OP1.全体', 'target8')).toBe('7割くらい');
  expect(String(shownAt(running, '中間評価', 'line.OP1.全体', 'hint'))).toContain('目標が数ではない。');
  const lines = workbook.valuesOf('中間評価').filter(([key]) => String(key).startsWith('line.'));
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter((cells) => cells[2] !== '－')).toEqual([]);
  for (const sheet of ['中間評価', '中間評価_計算', '実績の記録'])
    expect(
      workbook
        .valuesOf(sheet)
        .flat()
        .filter((cell) => /^#[A-Z]/u.test(String(cell))),
    ).toEqual([]);
});

test('OP2 to OP4 are asked on 共通評価指標_一覧 alone and linked everywhere; a typed population goes into the projection', async () => {
  // A person or two of every age of the projection.
  const births = ['19590101', '19480101', '19480301', '19430101', '19380101', '19300101'];
  const aged = births.map((birth, index): Cell[] => [`0000010${index}`, '女', birth, '20250601', 19, 'はい']);
  const running = await startWith({
    データ: [['被保険者番号', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥'], ...aged],
  });
  const { addin, workbook } = running;
  await running.room.extract();
  const plan = async (): Promise<void> => {
    await (addin.window.writeForms as Window['writeForms'])(['計画'], {});
    await everyAnswer(running);
  };
  await plan();
  const LIST = '共通評価指標_一覧';
  const type = (sheet: string, row: string, column: string, value: number | string): Promise<void> =>
    workbook.typeInto(placeOf(running, sheet, row, column), value);
  // Nothing is typed yet: nowhere a figure, and on Ⅲ no second place to type.
  for (const id of ['OP2', 'OP3', 'OP4.1'])
    expect([id, shownAt(running, 'Ⅲ計画全体', `indicator.${id}.share`, 'now') ?? '']).toEqual([id, '']);
  await type(LIST, 'OP.municipalities', 'denominator', 4);
  await type(LIST, 'OP2.dentalCheckup', 'numerator', 1);
  await type(LIST, 'OP3.questionnaire', 'numerator', 0);
  await type(LIST, 'OP4-1.lowNutrition', 'numerator', 4);
  await workbook.settle();
  const onWhole = (id: string): Cell[] =>
    ['count', 'share'].map((part) => shownAt(running, 'Ⅲ計画全体', `indicator.${id}.${part}`, 'now'));
  expect([onWhole('OP2'), onWhole('OP3'), onWhole('OP4.1')]).toEqual([
    [1, 0.25],
    [0, 0],
    [4, 1],
  ]);
  await plan();
  const shares = recorded(running).filter(([, indicator]) =>
    /実施市町村の割合|保健事業の実施/u.test(String(indicator)),
  );
  expect(shares.map(([year, indicator, , x, n]) => [year, indicator, x, n])).toEqual([
    [2025, '歯科健診実施市町村の割合', 1, 4],
    [2025, '質問票を活用した保健事業の実施市町村の割合', 0, 4],
    [2025, expect.stringContaining('低栄養'), 4, 4],
  ]);
  expect(
    ['OP2.share', 'OP3.share', 'OP4.1.share'].map((id) => shownAt(running, '中間評価', `line.${id}.全体`, 'y2025')),
  ).toEqual([0.25, 0, 1]);
  // What was typed stands where it was typed, once.
  expect(shownAt(running, LIST, 'OP2.dentalCheckup', 'numerator')).toBe(1);

  const projected = (row: string): Cell => shownAt(running, 'Ⅱ資料', row, 'f');
  const before = ['projection.2', 'projection.3'].map(projected);
  await type('Ⅱ資料', 'projection.2', 'e', 500);
  await workbook.settle();
  expect(['projection.2', 'projection.3'].map(projected)).toEqual([500, before[1]]);
  const ages = [1, 2, 3, 4, 5].map((age) => Number(projected(`projection.${age}`)));
  expect(projected('projection.all')).toBe(ages.reduce((sum, each) => sum + each, 0));
  // A number of persons that is none is named, and nothing is reckoned in its place.
  const used = (): Cell => shownAt(running, 'Ⅱ資料', 'projection.used', 'item');
  expect(used()).not.toContain('数でないもの');
  for (const none of ['1,200人', -1]) {
    await type('Ⅱ資料', 'projection.2', 'e', none);
    await workbook.settle();
    expect([none, projected('projection.2'), projected('projection.all')]).toEqual([none, '－', '－']);
    expect(used()).toContain('数でないもの');
  }
  await type('Ⅱ資料', 'projection.2', 'e', 0);
  await workbook.settle();
  expect([projected('projection.2'), used()]).toEqual([0, expect.not.stringContaining('数でないもの')]);
  await type('Ⅱ資料', 'projection.2', 'e', 500);
  await plan();
  expect([shownAt(running, 'Ⅱ資料', 'projection.2', 'e'), projected('projection.2')]).toEqual([500, 500]);
}, 300_000);
