/** Large files in the pane of a real browser: read by its worker while somebody types, stopped in the middle, and read without it. */
import { file, useStage, type Bench, type Cells } from './stage';

jest.setTimeout(240_000);

const stage = useStage();
let bench: Bench;
beforeEach(async () => {
  bench = await stage.bench();
});
afterEach(() => bench.close());

const HEAD = '被保険者番号,氏名,性別,健診受診日,身長,体重,BMI,備考';
const ROWS = 30_000;
const rowOf = (index: number): string[] => [
  String(index).padStart(8, '0'),
  index % 7 === 0 ? '甲,"乙"' : `氏名${index}`,
  index % 2 === 0 ? '男' : '女',
  '2025/06/01',
  '150.5',
  '45.2',
  String(16 + (index % 12)),
  index % 11 === 0 ? '1-2' : '備考の文',
];
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const large = (name: string, rows = ROWS) =>
  file(
    name,
    `${HEAD}\r\n${Array.from(
      { length: rows },
      (_, index) =>
        `${rowOf(index + 1)
          .map(quoted)
          .join(',')}\r\n`,
    ).join('')}`,
  );

/** The rows as the sheet should hold them. */
const expected: Cells = [
  HEAD.split(','),
  ...Array.from({ length: ROWS }, (_, index) =>
    rowOf(index + 1).map((cell, column) => ([4, 5, 6].includes(column) ? Number(cell) : cell)),
  ),
];

test('somebody types into the help while the worker reads, and every cell comes as it stands in the file', async () => {
  const workers: string[] = [];
  bench.page.on('worker', (worker) => workers.push(worker.url()));
  await bench.choose(large('健診_令和7年度.csv'));
  // The reading is under way: it can be stopped.
  await bench.pane.getByRole('button', { name: '中止' }).waitFor();
  await bench.click('使い方とことば');
  const field = bench.pane.getByLabel('ことばをさがす');
  const text = 'hantei';
  await field.pressSequentially(text);
  expect(await field.inputValue()).toBe(text);
  await bench.click('閉じる');
  await bench.sees('1 個のファイルを取り込みました');
  expect(workers).toEqual([expect.stringMatching(/^https:\/\/localhost:\d+\/.*\/readingWorker\.js$/)]);
  expect(await bench.valuesOf('健診_令和7年度')).toEqual(expected);
  expect(bench.page.workers()).toEqual([]);
  expect(bench.complaints).toEqual([]);
});

test('中止 while the worker reads ends it, and the workbook is as it was', async () => {
  const before = await bench.content();
  const [worker] = await Promise.all([bench.page.waitForEvent('worker'), bench.choose(large('大きい.csv', 60_000))]);
  const ended = new Promise((done) => worker.once('close', done));
  await bench.click('中止');
  await ended;
  await bench.sees('中止しました。ブックは変わっていません。');
  expect(await bench.content()).toBe(before);
  // Nothing stands in the way of the next file.
  await bench.choose(large('次.csv', 20));
  await bench.sees('1 個のファイルを取り込みました');
  expect(await bench.sheetNames()).toContain('次');
});

test('where the worker cannot start, the page reads the same cells', async () => {
  await bench.page.route('**/readingWorker.js', (route) => route.abort());
  await bench.choose(large('健診_令和7年度.csv'));
  await bench.sees('1 個のファイルを取り込みました');
  expect(await bench.valuesOf('健診_令和7年度')).toEqual(expected);
});

test('a file that the worker refuses is refused in its sentence', async () => {
  await bench.choose(file('壊れた.csv', `${HEAD}\r\n1,"甲\r\n`));
  await bench.sees(/壊れた\.csv.*引用符/);
  expect(await bench.sheetNames()).not.toContain('壊れた');
});
