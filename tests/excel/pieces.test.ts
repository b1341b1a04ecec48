/** Tests of the parts of the room excel that need no workbook: weights, hashes, sheet names, errors in words. */
import { AnalystError } from '../../src/kdb';
import { cellBytes, rowBytes } from '../../src/plan/requestBytes';
import { hashOf } from '../../src/excel/contentHash';
import { equalRows } from '../../src/excel/dressSheet';
import { sheetNameFor } from '../../src/excel/importFiles';
import fc from 'fast-check';
import { joined, runsOf, sideBySide, stacked, type Shared } from '../../src/plan/runs';
import { inWords, isTooLarge, oneAtATime } from '../../src/excel/work';
import { wouldBeConverted } from '../../src/plan/convertedTexts';

test('cells never weigh less than their JSON in UTF-8', () => {
  for (const cell of ['', 'abc', '高齢者', '髙橋"一"\\', 'é', '𠮟る', 12.5, true, -3e-7, 'a\nb']) {
    expect(cellBytes(cell)).toBeGreaterThanOrEqual(new TextEncoder().encode(JSON.stringify(cell)).length);
  }
  expect(rowBytes(['あ', 1])).toBeGreaterThan(cellBytes('あ') + cellBytes(1));
});

test('texts that Excel would convert are known, ordinary ones are left alone', () => {
  for (const text of ['=1+1', '+81', '-3', '@x', '0012', '2025/4/1', 'TRUE', '１２', ' =A1', '#N/A', '50%']) {
    expect([text, wouldBeConverted(text)]).toEqual([text, true]);
  }
  for (const text of ['北部', 'BMI 18.4', '※ 注意', '判定可能者数', '']) {
    expect([text, wouldBeConverted(text)]).toEqual([text, false]);
  }
});

test('the hash of a sheet changes with a value, its place, and not with empty cells', () => {
  const sheet = [['a', 1, null]];
  expect(hashOf(sheet)).toBe(
    hashOf([
      ['a', 1, ''],
      [null, null, null],
    ]),
  );
  expect(hashOf(sheet)).not.toBe(hashOf([['a', 2, null]]));
  expect(hashOf(sheet)).not.toBe(hashOf([[1, 'a', null]]));
  expect(hashOf(sheet)).not.toBe(
    hashOf([
      [null, null, null],
      ['a', 1, null],
    ]),
  );
});

test('a file gets a sheet name that Excel takes, that is free, and that is none of ours', () => {
  const taken = new Set(['健診']);
  expect(sheetNameFor('健診.csv', taken)).toBe('健診 (2)');
  expect(sheetNameFor('a[1]:b*?.csv', new Set())).toBe('a_1__b__');
  expect(sheetNameFor('抽出条件.csv', new Set())).toBe('抽出条件_データ');
  // The log is the analyst's own: a file of its name is it, a second one is not.
  expect(sheetNameFor('支援記録.csv', new Set())).toBe('支援記録');
  expect(sheetNameFor('支援記録.csv', new Set(['支援記録']))).toBe('支援記録 (2)');
  expect(sheetNameFor('あ'.repeat(50), new Set())).toHaveLength(31);
  expect(sheetNameFor('あ'.repeat(50), new Set(['あ'.repeat(31)]))).toHaveLength(31);
});

test('errors of size are told from others, by code or by message', () => {
  expect(isTooLarge({ code: 'ResponsePayloadSizeLimitExceeded' })).toBe(true);
  expect(isTooLarge({ code: 5103 })).toBe(true);
  expect(isTooLarge(new Error('RequestPayloadSizeLimitExceeded: too much'))).toBe(true);
  expect(isTooLarge(new Error('5104 people'))).toBe(false);
  expect(isTooLarge({ code: 'ItemNotFound' })).toBe(false);
});

test('an error of Office.js becomes a sentence, one of ours and a defect stay', () => {
  const office = Object.assign(new Error('locked'), { name: 'RichApi.Error', code: 'AccessDenied' });
  expect(inWords(office)).toMatchObject({ code: 'excel.failed' });
  const ours = new AnalystError('data.none');
  expect(inWords(ours)).toBe(ours);
  const defect = new TypeError('x is undefined');
  expect(inWords(defect)).toBe(defect);
});

test('jobs that write wait for each other, also after a failure', async () => {
  const log: string[] = [];
  const job = (name: string, fails = false) =>
    oneAtATime(async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
  const outcomes = await Promise.allSettled([job('a', true), job('b')]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('rows of one height are set together', () => {
  const heights = new Map([
    [2, 30],
    [0, 20],
    [1, 20],
    [4, 30],
  ]);
  expect(equalRows(heights)).toEqual([
    { row: 0, rows: 2, height: 20 },
    { row: 2, rows: 1, height: 30 },
    { row: 4, rows: 1, height: 30 },
  ]);
});

test('neighbours with the same value make one run', () => {
  expect(runsOf(['@', '@', '0', '@'])).toEqual([
    { first: 0, count: 2, value: '@' },
    { first: 2, count: 1, value: '0' },
    { first: 3, count: 1, value: '@' },
  ]);
});

test('what is undefined, or missing, stands in no run and parts its neighbours', () => {
  const missing: (number | undefined)[] = [];
  [missing[0], missing[2], missing.length] = [1, 1, 4];
  for (const values of [[1, undefined, 1, undefined], missing])
    expect(runsOf(values)).toEqual([
      { first: 0, count: 1, value: 1 },
      { first: 2, count: 1, value: 1 },
    ]);
  expect(runsOf([])).toEqual([]);
  expect(runsOf([undefined])).toEqual([]);
});

test('objects are the same where they say the same', () => {
  const looks = [{ align: 'right', indent: 1 }, { align: 'right', indent: 1 }, { align: 'right' }];
  expect(runsOf(looks).map(({ first, count }) => [first, count])).toEqual([
    [0, 2],
    [2, 1],
  ]);
  expect(runsOf([false, 0, '', null]).map(({ count }) => count)).toEqual([1, 1, 1, 1]);
});

describe('blocks that share a look are written together', () => {
  const block = (row: number, column: number, rows: number, columns: number, style?: 'body' | 'figure') => ({
    row,
    column,
    cells: Array.from({ length: rows }, () => new Array<string>(columns).fill('x')),
    ...(style && { style }),
  });
  const styles = (blocks: readonly ReturnType<typeof block>[]) => sideBySide(blocks, ({ style }) => style);

  test('side by side: the same rows, no gap, the same style, one after the other', () => {
    expect(styles([block(1, 0, 2, 1, 'body'), block(1, 1, 2, 3, 'body'), block(1, 4, 2, 1, 'body')])).toEqual([
      { row: 1, column: 0, rows: 2, columns: 5, value: 'body' },
    ]);
    const apart = [
      [block(1, 0, 2, 1, 'body'), block(1, 2, 2, 1, 'body')],
      [block(1, 0, 2, 1, 'body'), block(1, 1, 3, 1, 'body')],
      [block(1, 0, 2, 1, 'body'), block(2, 1, 2, 1, 'body')],
      [block(1, 0, 2, 1, 'body'), block(1, 1, 2, 1, 'figure')],
      [block(1, 1, 2, 1, 'body'), block(1, 0, 2, 1, 'body')],
    ];
    for (const blocks of apart) expect(styles(blocks)).toHaveLength(2);
    expect(styles([block(1, 0, 1, 1)])).toEqual([]);
  });

  test('below each other: the same columns, no gap, where several rows may share', () => {
    const all = styles([block(1, 0, 2, 2, 'body'), block(3, 0, 1, 2, 'body'), block(5, 0, 1, 2, 'body')]);
    expect(stacked(all, () => true)).toEqual([
      { row: 1, column: 0, rows: 3, columns: 2, value: 'body' },
      { row: 5, column: 0, rows: 1, columns: 2, value: 'body' },
    ]);
    expect(stacked(all, () => false)).toHaveLength(3);
    expect(stacked(styles([block(1, 0, 1, 2, 'body'), block(2, 0, 1, 3, 'body')]), () => true)).toHaveLength(2);
    expect(stacked([], () => true)).toEqual([]);
  });

  test('joined: neighbours in both directions, wherever they stand in the list', () => {
    const cell = (row: number, column: number, value: string) => ({ row, column, rows: 1, columns: 1, value });
    expect(joined([cell(0, 0, 'a'), cell(5, 5, 'b'), cell(1, 1, 'a'), cell(1, 0, 'a'), cell(0, 1, 'a')])).toEqual([
      { row: 0, column: 0, rows: 2, columns: 2, value: 'a' },
      cell(5, 5, 'b'),
    ]);
    expect(joined([cell(0, 0, 'a'), cell(0, 1, 'b'), cell(0, 2, 'a'), cell(2, 0, 'a')])).toHaveLength(4);
    expect(joined([])).toEqual([]);
  });

  test('joined: the same cells with the same values as before, each once', () => {
    const cellsOf = (all: readonly Shared<string>[]): string[] =>
      all
        .flatMap(({ row, column, rows, columns, value }) =>
          Array.from({ length: rows * columns }, (_, index) =>
            [row + Math.floor(index / columns), column + (index % columns), value].join(),
          ),
        )
        .sort();
    const sheet = fc.array(fc.array(fc.constantFrom('', 'a', 'b'), { minLength: 6, maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(sheet, fc.infiniteStream(fc.nat()), (rows, places) => {
        const cells = rows.flatMap((line, row) =>
          line.flatMap((value, column) =>
            value === '' ? [] : [{ at: places.next().value, cell: { row, column, rows: 1, columns: 1, value } }],
          ),
        );
        const mixed = cells.sort((one, other) => one.at - other.at).map(({ cell }) => cell);
        expect(cellsOf(joined(mixed))).toEqual(cellsOf(mixed));
        expect(joined(mixed).length).toBeLessThanOrEqual(mixed.length);
      }),
    );
  });
});
