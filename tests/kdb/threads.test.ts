/** Tests that a text which several threads read comes out as one thread reads it: every cell, ledger, row number and error. */
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { encode } from 'iconv-lite';
import {
  AnalystError,
  buildIntake,
  readFile,
  readYears,
  valueText,
  type FieldId,
  type Intake,
  type SourceInput,
  type Threads,
} from '../../src/kdb';
import { SHARED_READER, workOf } from '../../src/kdb/chunks';
import { csvBytes } from '../../tools/samples/csv';
import { sampleFiles } from '../../tools/samples/files';
import { breadth } from '../breadth';
import { seeded } from '../random';

interface Helpers {
  /** Bytes of a chunk at least. */
  readonly chunk: number;
  readonly threads: number;
  readonly seed: number;
  /** Chunks are taken by the others, but nothing ever comes of them. */
  readonly areGone?: boolean;
}

/** Threads that work while this one waits, each with what it was sent and nothing else; who takes a chunk is left to chance. */
function helpersOf({
  chunk,
  threads,
  seed,
  areGone = false,
}: Helpers): Threads & { readonly counts: { done: number } } {
  const random = seeded(seed);
  const counts = { done: 0 };
  return {
    counts,
    reader: SHARED_READER,
    worthwhile: 1,
    chunk,
    room: (bytes) => new Uint8Array(new SharedArrayBuffer(bytes)),
    start: (job, chunks) => {
      const works = Array.from({ length: threads }, () => workOf(structuredClone(job)));
      const results = new Map<number, { thread: number; value: unknown }>();
      let next = 0;
      const others = (): void => {
        while (next < chunks && random() < 0.7) {
          const thread = Math.floor(random() * threads);
          const taken = next++;
          if (!areGone) results.set(taken, { thread: thread + 1, value: structuredClone(works[thread]!(taken)) });
          counts.done++;
        }
      };
      return {
        claim: () => {
          others();
          return next < chunks ? next++ : -1;
        },
        result: (index) => results.get(index) ?? null,
        end: () => {},
      };
    },
  };
}

/** The sources kept for any year, and read for one year alone: then threads write the columns of the table too. */
const WAYS: readonly ((inputs: readonly SourceInput[]) => Intake)[] = [
  (inputs) => readYears(inputs, { fiscalYear: 2025 }).year(2025),
  (inputs) => buildIntake(inputs, { fiscalYear: 2025 }),
];

/** Everything that reading says: the table cell by cell, and all reports; or the error in words. */
function readingOf(files: readonly (readonly [string, Uint8Array])[], threads?: Threads, way = WAYS[0]!): unknown {
  try {
    const inputs = files.flatMap(([name, bytes]) => {
      if (!threads || bytes[0] === 0x50) return readFile(name, bytes, threads);
      const shared = threads.room(bytes.length);
      shared.set(bytes);
      return readFile(name, shared, threads);
    });
    const { table, ...rest } = way(inputs);
    const { distributions, ...reports } = rest;
    const fields = Object.keys(table.columns) as FieldId[];
    return {
      reports: JSON.parse(JSON.stringify({ ...reports, distributions: distributions?.length })) as unknown,
      stamp: table.stamp,
      cells: fields.map((field) => [
        field,
        Array.from({ length: table.size }, (_, row) => valueText(table, field, row)).join('|'),
      ]),
    };
  } catch (error) {
    if (error instanceof AnalystError) return { code: error.code, values: error.values };
    throw error;
  }
}

function expectSame(files: readonly (readonly [string, Uint8Array])[], helpers: Helpers): void {
  const alone = readingOf(files);
  for (const way of WAYS) expect(readingOf(files, helpersOf(helpers), way)).toEqual(alone);
}

const HELPERS: fc.Arbitrary<Helpers> = fc.record({
  chunk: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 2000 })),
  threads: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(),
  areGone: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const HEADINGS = [
  '保険者番号', '被保険者番号', '氏名', 'カナ氏名', '性別', '生年月日元号', '生年月日', '資格取得日', '資格喪失日', '圏域', '抽出年度', '健診受診日', 'BMI', '収縮期血圧', '尿蛋白', '質問票⑥', '歯科レセ件数', '要介護度',
]; // prettier-ignore
const CELLS: readonly (readonly string[])[] = [
  ['39990011', '39990029', '', '＊'],
  ['10000001', '10000002', '10000003', '10000004', '10000005', '10000006', '00000007', '', '合計', 'A12', '１００００００８', '1.00E+07', '被保険者番号'],
  ['山田 花子', '甲', '髙﨑 一', 'ｶﾅ', '"', 'a,b', '氏\n名', '名"前', ''],
  ['ﾔﾏﾀﾞ ﾊﾅｺ', 'タカサキ', '', ' '],
  ['1', '2', '男', '女', '３', ''],
  ['昭和', '3', 'S', '', '大正'],
  ['200401', '19450401', 'S20.4.1', '昭和20年4月1日', '', 'x', '45748'],
  ['20200401', '2020/4/1', '', 'いつか', '46000'],
  ['', '', '20260101', '不明', '99999999'],
  ['北部', '南部', '北部、西部', '第1\r\n圏域', ''],
  ['2025', '令和7年度', '2024', '', '?'],
  ['20250601', '20240601', '2025/7/1', '', '#N/A', '欠'],
  ['17.8', '20', '-0', '999', '1,8', '', '#DIV/0!', '2025/3/4', '２２．５'],
  ['128', '130', '0', '', '***', '12:30'],
  ['1', '－', '(+)', '3', '', '±'],
  ['1', '2', 'はい', 'いいえ', '', '9'],
  ['0', '1', '', 'なし', '-1'],
  ['21', '要介護1', '', '非該当', '06'],
]; // prettier-ignore
/** Column of 氏名. */
const NAME = 2;
const LINES = [
  '',
  ',,,,,',
  '合計,12',
  '  ',
  '""',
  '9',
  '被保険者番号,氏名',
  '10000001',
  '10000001,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20',
];
const JUNK = ['"', '""', '\n', '\r', '\r\n', ',', '\t', '","', '"\n"', '\ufffd', '\u0000'];

/** A cell as a system writes it: quoted where it must be, or always, or with text behind its quotes. */
const written = (cell: string, separator: string): fc.Arbitrary<string> => {
  const quoted = `"${cell.replaceAll('"', '""')}"`;
  const must = /["\r\n]/.test(cell) || cell.includes(separator);
  return fc.oneof(
    { weight: 20, arbitrary: fc.constant(must ? quoted : cell) },
    { weight: 10, arbitrary: fc.constant(quoted) },
    { weight: 1, arbitrary: fc.constant(`${quoted}x`) },
  );
};

const TEXT: fc.Arbitrary<string> = fc
  .record({
    separator: fc.constantFrom(',', ',', '\t'),
    end: fc.constantFrom('\r\n', '\n', '\r'),
    title: fc.constantFrom('', '表題', '令和7年度,抽出'),
    columns: fc.subarray(
      [...HEADINGS.keys()].filter((index) => index !== 1),
      { minLength: 2 },
    ),
    last: fc.constantFrom('', '\n', '\r\n\r\n', '\n \n,,\n'),
  })
  .chain(({ separator, end, title, columns, last }) => {
    const all = [1, ...columns].sort((a, b) => a - b);
    // What a text between quotes holds may look like rows of the table.
    const rowsWithin = `"甲${`\n${all.map(() => '7').join(separator)}`.repeat(5)}\n"`;
    const cell = (index: number): fc.Arbitrary<string> => {
      const usual = fc.constantFrom(...CELLS[index]!).chain((value) => written(value, separator));
      return index === NAME
        ? fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: fc.constant(rowsWithin) })
        : usual;
    };
    const row = fc.tuple(...all.map(cell)).map((cells) => cells.join(separator));
    const line = fc.oneof(
      { weight: 12, arbitrary: row },
      { weight: 1, arbitrary: fc.constantFrom(...LINES).map((text) => text.replaceAll(',', separator)) },
    );
    const head = all.map((index) => HEADINGS[index]!).join(separator);
    return fc
      .array(line, { minLength: 1, maxLength: 40 })
      .map((lines) => [...(title === '' ? [] : [title]), head, ...lines].join(end) + last);
  });

const DAMAGED: fc.Arbitrary<string> = fc
  .tuple(
    TEXT,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(4000), fc.constantFrom(...JUNK)), { maxLength: 3 }) },
    ),
  )
  .map(([text, damages]) =>
    damages.reduce((whole, [at, by]) => whole.slice(0, at % whole.length) + by + whole.slice(at % whole.length), text),
  );

const BYTES: fc.Arbitrary<Uint8Array> = fc
  .tuple(DAMAGED, fc.constantFrom('utf8', 'mark', 'cp932'))
  .map(([text, encoding]) =>
    encoding === 'cp932' ? encode(text, 'cp932') : encode(`${encoding === 'mark' ? '\ufeff' : ''}${text}`, 'utf8'),
  )
  .map((bytes) => new Uint8Array(bytes));

test('whatever stands in the rows, however the text is parted', () => {
  fc.assert(
    fc.property(BYTES, HELPERS, (bytes, helpers) => expectSame([['一覧.csv', bytes]], helpers)),
    { numRuns: breadth(150, 3000) },
  );
});

test('several files, of which some hold the same persons', () => {
  fc.assert(
    fc.property(fc.array(BYTES, { minLength: 2, maxLength: 3 }), HELPERS, (files, helpers) =>
      expectSame(
        files.map((bytes, index) => [`f${index}.csv`, bytes] as const),
        helpers,
      ),
    ),
    { numRuns: breadth(40, 500) },
  );
});

test.each([3000, 20_000])('the samples in chunks of %d bytes', (chunk) => {
  const files = sampleFiles({ fiscalYear: 2025, size: 300 }).map(
    (file) => [`${file.name}.csv`, new Uint8Array(csvBytes(file))] as const,
  );
  expectSame(files, { chunk, threads: 2, seed: chunk });
});

test('a member of a ZIP', () => {
  const text = `被保険者番号,BMI,氏名\n${Array.from({ length: 200 }, (_, row) => `${10_000_000 + row},${row % 40},"氏\n${row}"`).join('\n')}`;
  const zip = zipSync({ 'a.csv': strToU8(text) });
  const threads = helpersOf({ chunk: 500, threads: 2, seed: 1 });
  expect(readingOf([['a.zip', zip]], threads)).toEqual(readingOf([['a.zip', zip]]));
  expect(threads.counts.done).toBeGreaterThan(0);
});

test('lines of two encodings, wherever they stand', () => {
  const rows = (from: number, count: number): string =>
    Array.from({ length: count }, (_, row) => `${10_000_000 + from + row},甲野 花子,2${row % 10}\n`).join('');
  const head = encode('被保険者番号,氏名,BMI\n', 'cp932');
  for (const at of [0, 1, 7, 19, 20]) {
    const whole = Buffer.concat([
      head,
      encode(rows(0, at), 'cp932'),
      encode(rows(at, 1), 'utf8'),
      encode(rows(at + 1, 20 - at), 'cp932'),
    ]);
    for (const chunk of [1, 40, 100, 10_000]) {
      const files = [['一覧.csv', new Uint8Array(whole)]] as const;
      expectSame(files, { chunk, threads: 2, seed: chunk });
      expect(readingOf(files)).toMatchObject({ code: 'file.twoEncodings' });
    }
  }
  // A broken byte far behind makes no other encoding of UTF-8.
  const broken = Buffer.concat([
    encode(`被保険者番号,氏名,BMI\n${rows(0, 30)}`, 'utf8'),
    Buffer.from([0xe3, 0x81, 10]),
  ]);
  for (const chunk of [1, 40, 10_000])
    expectSame([['一覧.csv', new Uint8Array(broken)]], { chunk, threads: 2, seed: chunk });
});

test('end records and rows of one field, before and behind blank lines', () => {
  const head = '1,FKAC167,20250901\n保険者番号,被保険者番号,氏名,健診受診日,BMI';
  const row = (number: number): string => `39990011,${number},甲${number},20250601,2${number % 10}`;
  for (const tail of ['9', '9\n', '9\n\n', `9\n${row(1)}`, `9\n9`, `\n9\n,,\n`]) {
    const bytes = new Uint8Array(
      encode([head, ...Array.from({ length: 9 }, (_, at) => row(10_000_000 + at)), tail].join('\n'), 'cp932'),
    );
    for (const chunk of [1, 30, 31, 100])
      expectSame([['39990011_FKAC167_2025.csv', bytes]], { chunk, threads: 2, seed: chunk });
  }
});

describe('columns of more writings than there are codes', () => {
  const MANY = 70_000;
  const fileOf = (lines: (row: number) => string): Uint8Array =>
    new Uint8Array(
      encode(
        `被保険者番号,氏名,圏域,体重,身長\n${Array.from({ length: MANY }, (_, row) => lines(row)).join('\n')}\n`,
        'cp932',
      ),
    );
  const FILES: readonly (readonly [string, (row: number) => string])[] = [
    ['all rows', (row: number) => `${10_000_000 + row},氏${row},圏${row},${(40_000 + (row % 68_000)) / 1000},150`],
    [
      'few in the first half',
      (row: number) =>
        `${10_000_000 + row},${row < 35_000 ? '甲' : `"氏""${row}"`},${row < 35_000 ? '北部' : `圏${row}`},${row < 2_000 ? 45 : (40_000 + (row % 68_000)) / 1000},150`,
    ],
    [
      'few in the second half',
      (row: number) =>
        `${10_000_000 + row},${row > 35_000 ? '甲' : `氏${row}`},${row > 35_000 ? '"北""部"' : `圏${row}`},${row > 68_000 ? '#N/A' : (40_000 + row) / 1000},${row % 500 === 0 ? '2025/3/4' : 150}`,
    ],
  ];
  // Each takes seconds.
  test.each(breadth([FILES[1]!], FILES))('in %s', (_, line) => {
    const bytes = fileOf(line);
    for (const [chunk, threads] of [
      [1 << 18, 1],
      [1 << 16, 3],
    ] as const)
      expectSame([['一覧.csv', bytes]], { chunk, threads, seed: chunk });
  });
});
