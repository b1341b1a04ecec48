/** Tests that files read in a worker and on the page come out alike, cell for cell, and that nothing is lost where a worker dies. */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { readFile } from '../../src/kdb';
import { InWorker, WorkerGone } from '../../src/reading/inWorker';
import { breaks, bytesOf, everythingOf, fakeWorker, workbookOf, type ReadSheet } from './support';

const HEAD = ['被保険者番号', '氏名', 'BMI', '備考'];

const inQuotes = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** Texts that a careless reader would split, convert or garble. */
const cell = fc.oneof(
  fc.constantFrom('', '甲', '令和7年4月1日', '1-2', '00012', '=1+1', "'01", '~', '①', '髙橋', 'ｱｲ', '"', ',', '表\t外'),
  fc.string({ unit: fc.constantFrom('あ', 'ソ', '"', ',', '\n', '\r\n', ' ', '1', '能'), maxLength: 6 }),
);
const row = fc.tuple(
  fc.integer({ min: 1, max: 99_999_999 }),
  fc.array(cell, { maxLength: 5 }),
  fc.double({ min: 10, max: 50, noNaN: true }),
);
const table = fc.array(row, { minLength: 1, maxLength: 40 });

const rowsOf = (rows: readonly (readonly [number, readonly string[], number])[]): string[][] => [
  HEAD,
  ...rows.map(([number, texts, bmi]) => [
    String(number).padStart(8, '0'),
    texts[0] ?? '',
    bmi.toFixed(1),
    ...texts.slice(1),
  ]),
];

const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(inQuotes).join(',')}\r\n`).join('');

/** A file in one of the ways in which it may come. */
const file = fc.tuple(table, fc.constantFrom('utf8', 'mark', 'cp932', 'utf16le', 'zip', 'xlsx')).map(([rows, way]) => {
  const cells = rowsOf(rows);
  const text = csvOf(cells);
  if (way === 'xlsx') return { name: '一覧.xlsx', bytes: workbookOf(cells) };
  if (way === 'zip')
    return { name: '束.zip', bytes: zipSync({ 'a.csv': bytesOf(text, 'cp932'), 'b.csv': bytesOf(text) }) };
  if (way === 'mark') return { name: '印.csv', bytes: bytesOf(`\ufeff${text}`) };
  if (way === 'utf16le') return { name: '十六.csv', bytes: bytesOf(`\ufeff${text}`, 'utf16le') };
  return { name: '一覧.csv', bytes: bytesOf(text, way) };
});

test('a worker and the page give the same cells, formats and looks, and they are those of the file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (files) => {
      const [there, here] = await Promise.all([everythingOf(files, fakeWorker()), everythingOf(files, null)]);
      expect(there).toEqual(here);
      const sheets = here as ReadSheet[];
      const inputs = files.flatMap(({ name, bytes }) => readFile(name, bytes));
      expect(sheets.map(({ found }) => found.file)).toEqual(inputs.map((input) => input.file));
      for (const [index, input] of inputs.entries()) {
        const { head, cells } = sheets[index]!;
        const rows = [...input.rows()];
        expect([cells.length, head.rows]).toEqual([rows.length, rows.length]);
        rows.forEach((texts, at) => {
          const written = Array.from({ length: head.columns }, (_, column) => {
            const text = texts[column] ?? '';
            return head.formats[column] === null && at > 0 && text !== '' ? Number(text) : text;
          });
          expect(cells[at]).toEqual(written);
        });
        expect(head.formats.slice(0, 4)).toEqual(['@', '@', null, ...(head.columns > 3 ? ['@'] : [])]);
      }
    }),
    { numRuns: 60 },
  );
});

test('what cannot be read is refused in the same sentence', async () => {
  const good = csvOf([HEAD, ['1', '甲', '20.0', '']]);
  const zip = zipSync({ 'a.csv': bytesOf(good) });
  const broken = zip.slice();
  broken[40] = broken[40]! ^ 0xff;
  const book = workbookOf([HEAD, ['1', '甲', 20]]);
  const bad = [
    { name: '空.csv', bytes: new Uint8Array(0) },
    { name: '切れた.zip', bytes: zip.slice(0, zip.length - 30) },
    { name: '壊れた.zip', bytes: broken },
    { name: '切れた.xlsx', bytes: book.slice(0, book.length >> 1) },
    {
      name: '古い.xls',
      bytes: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
    },
    { name: '引用符.csv', bytes: bytesOf(`${good}"2,乙\r\n`) },
    { name: '二つ.csv', bytes: new Uint8Array([...bytesOf(good), ...bytesOf(good.repeat(3), 'cp932')]) },
    { name: '束.zip', bytes: zipSync({ 'a.csv': bytesOf(good), 'b.pdf': bytesOf('%PDF-1.4') }) },
  ];
  for (const file of bad) {
    const [there, here] = await Promise.all([everythingOf([file], fakeWorker()), everythingOf([file], null)]);
    expect(there).toEqual(here);
    expect([file.name, here]).toEqual([file.name, { code: expect.any(String), message: expect.stringMatching(/。$/) }]);
  }
});

/** Some thousand rows: several pieces. */
const LARGE = {
  name: '大きい.csv',
  bytes: bytesOf(
    csvOf([
      HEAD,
      ...Array.from({ length: 5_000 }, (_, index) => [`${index}`, '甲乙丙'.repeat(8), '21.5', 'x'.repeat(40)]),
    ]),
  ),
};

test('a worker that dies at any question loses nothing: the page goes on where it stood', async () => {
  const whole = (await everythingOf([LARGE], null)) as ReadSheet[];
  const questions = fakeWorker();
  await everythingOf([LARGE], questions);
  expect(questions.asked.filter((kind) => kind === 'rows').length).toBeGreaterThan(2);
  for (let dies = 0; dies < questions.asked.length; dies++) {
    const worker = fakeWorker((question, self) => (question === dies ? breaks(self) : 'answers'));
    expect(await everythingOf([LARGE], worker)).toEqual(whole);
    expect([worker.asked.length, worker.isTerminated]).toEqual([dies + 1, true]);
  }
});

test('a silent worker is given up, one that tells that it lives is waited for', async () => {
  const silent = fakeWorker(() => 'nothing');
  await expect(new InWorker(silent, [LARGE], 20).ask({ kind: 'tables', file: 0 })).rejects.toBeInstanceOf(WorkerGone);
  expect(silent.isTerminated).toBe(true);

  jest.useFakeTimers();
  try {
    const slow = fakeWorker(() => 'nothing');
    const answer = new InWorker(slow, [LARGE], 1000).ask({ kind: 'tables', file: 0 });
    while (slow.asked.length === 0) await Promise.resolve();
    for (let sign = 0; sign < 5; sign++) {
      jest.advanceTimersByTime(900);
      slow.onmessage!({ data: { kind: 'alive' } });
    }
    slow.onmessage!({ data: { kind: 'answer', json: bytesOf('[]') } });
    await expect(answer).resolves.toEqual([]);
    jest.advanceTimersByTime(5000);
    expect(slow.isTerminated).toBe(false);
  } finally {
    jest.useRealTimers();
  }
});

test('a defect in the worker is no refusal of the file: the page reads it', async () => {
  const worker = fakeWorker((_, self) => {
    setImmediate(() => self.onmessage?.({ data: { kind: 'defect', message: 'TypeError' } }));
    return 'nothing';
  });
  expect(await everythingOf([LARGE], worker)).toEqual(await everythingOf([LARGE], null));
});

test('中止 ends the worker in the middle of a file, and is said as such', async () => {
  const controller = new AbortController();
  const worker = fakeWorker((question) => {
    if (question < 3) return 'answers';
    setImmediate(() => controller.abort());
    return 'nothing';
  });
  expect(await everythingOf([LARGE], worker, controller.signal)).toMatchObject({ code: 'work.cancelled' });
  expect([worker.isTerminated, worker.asked.length]).toEqual([true, 4]);
});

test('the page keeps its own bytes, so that it can read after the worker and insert workbooks', async () => {
  const before = LARGE.bytes.slice();
  await everythingOf([LARGE], fakeWorker());
  expect(LARGE.bytes).toEqual(before);
});
