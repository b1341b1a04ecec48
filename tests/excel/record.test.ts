/** 実績の記録 in the workbook: extractions add to it, older workbooks bring theirs, and of two values the analyst chooses. */
import type { Cell } from '../../src/kdb';
import { pictureOf, useAddin, type Running } from './addin';

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
