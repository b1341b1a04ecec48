/**
 * Mutation test: good exports corrupted in hundreds of ways (ten thousand with everything). Never a crash, never an unbalanced ledger, never a person who is in
 * no row of the sources; each error is one for the analyst and names the file.
 */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { encode } from 'iconv-lite';
import {
  AnalystError,
  buildIntake,
  formatDate,
  readFile,
  valueText,
  type Intake,
  type SourceInput,
} from '../../src/kdb';
import { generatePersons } from '../../tools/samples';
import { breadth } from '../breadth';
import { expectBalanced, xlsxOf } from './support';

const RUNS = breadth(600, 10_000);
const SEED = 20_250_401;

const PERSONS = [...generatePersons({ seed: 9, size: 6 })];
const FILES: Readonly<Record<string, readonly string[]>> = {
  '台帳.csv': [
    '被保険者番号,氏名,性別,生年月日,資格取得日,資格喪失日,圏域',
    ...PERSONS.map((p) => `${p.personId},${p.name},${p.sex},${formatDate(p.birthDate)},20200401,,${p.area}`),
  ],
  '健診.csv': [
    '帳票名：健診,,',
    '被保険者番号,健診受診日,身長,体重,BMI,収縮期血圧,HbA1c(NGSP),尿蛋白,質問票①,質問票⑥',
    ...PERSONS.map(
      (p, i) => `${p.personId},2025${String((i % 9) + 1).padStart(2, '0')}15,150.5,45.2,,130,6.1,－,3,はい`,
    ),
  ],
  'レセ.csv': [
    '被保険者番号,診療年月,レセプト種別,医薬品コード,傷病名,医療機関,処方日数',
    ...PERSONS.map((p, i) => `${p.personId},20250${(i % 6) + 4},医科外来,112400${i}F1011,糖尿病,A,28`),
    '合計,,,,,,168',
  ],
  '認定.csv': [
    '被保険者番号,要介護状態区分,認定有効期間開始日,認定有効期間終了日',
    ...PERSONS.map((p, i) => `${p.personId},${21 + (i % 5)},20240401,2027033${i % 2}`),
  ],
};
const NAMES = Object.keys(FILES);

/** What may stand in a cell that was hurt. */
const CELL = fc.constantFrom(
  '', ' ', '－', '*', '1.23E+11', '合計', '９９', '=1+1', '45809', '1月2日', '"', '"a""b"', '0', '-1', '1e999', '被保険者番号', '99999999', 'S20.4.1',
  '令和7年13月', '00000000', '１２３４５６７８', '12,345', '未実施', '😀', '\ufffd', 'FKAC167', '2024', 'NaN', '#N/A', '\u0000',
  '12.0', '="3"', "'5", '\u200b7', '\u00ad', '2.0251031E7', '死亡', '不明', '\u001a', 'a;b;c', 'x|y', '9999-99-99', '18.5kg/m2', '1.0E+00',
); // prettier-ignore

type Table = string[][];
type Corruption = (table: Table, a: number, b: number, cell: string) => Table | string;

const pick = (index: number, length: number): number => (length === 0 ? 0 : index % length);
const withRow = (table: Table, at: number, change: (row: string[]) => string[]): Table =>
  table.map((row, index) => (index === at ? change([...row]) : row));

/** Ways to corrupt a table; a text is the whole file as it is written. */
const CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  cell: (table, a, b, cell) => withRow(table, pick(a, table.length), (row) => row.map((old, index) => (index === pick(b, row.length) ? cell : old))),
  dropRow: (table, a) => table.filter((_, index) => index !== pick(a, table.length)),
  doubleRow: (table, a) => table.flatMap((row, index) => (index === pick(a, table.length) ? [row, row] : [row])),
  moveRow: (table, a, b) => {
    const rows = [...table];
    const [row] = rows.splice(pick(a, rows.length), 1);
    rows.splice(pick(b, rows.length + 1), 0, row ?? []);
    return rows;
  },
  dropColumn: (table, a) => table.map((row) => row.filter((_, index) => index !== pick(a, 7))),
  doubleColumn: (table, a) => table.map((row) => row.flatMap((cell, index) => (index === pick(a, 7) ? [cell, cell] : [cell]))),
  swapColumns: (table, a, b) =>
    table.map((row) => row.map((cell, index) => (index === pick(a, 7) ? (row[pick(b, 7)] ?? '') : index === pick(b, 7) ? (row[pick(a, 7)] ?? '') : cell))),
  shiftRow: (table, a) => withRow(table, pick(a, table.length), (row) => ['', ...row]),
  shortRow: (table, a, b) => withRow(table, pick(a, table.length), (row) => row.slice(0, pick(b, row.length))),
  columnOf: (table, a, _, cell) => table.map((row) => row.map((old, index) => (index === pick(a, 7) ? cell : old))),
  blankRows: (table, a, b) => [...table.slice(0, pick(a, table.length)), ...Array.from({ length: b % 4 }, () => ['', '']), ...table.slice(pick(a, table.length))],
  cut: (table, a) => textOf(table).slice(0, pick(a, textOf(table).length)),
  noLineEnds: (table) => textOf(table).replaceAll('\r\n', '\n').replace('\n', '\r'),
  insert: (table, a, _, cell) => `${textOf(table).slice(0, pick(a, 400))}${cell}${textOf(table).slice(pick(a, 400))}`,
}; // prettier-ignore

const textOf = (table: Table): string => table.map((row) => row.join(',')).join('\r\n') + '\r\n';

/** Ways to hurt the bytes of a file that was written whole. */
const BYTE_FAULTS: Readonly<Record<string, (bytes: Uint8Array, a: number, b: number) => Uint8Array>> = {
  none: (bytes) => bytes,
  flip: (bytes, a, b) => bytes.map((byte, at) => (at === pick(a * 31, bytes.length) ? byte ^ (1 << b % 8) : byte)),
  byte: (bytes, a, b) => bytes.map((byte, at) => (at === pick(a * 31, bytes.length) ? (b * 37) & 255 : byte)),
  cut: (bytes, a) => bytes.slice(0, pick(a * 31, bytes.length)),
  drop: (bytes, a, b) => Uint8Array.of(...bytes.slice(0, pick(a * 31, bytes.length)), ...bytes.slice(pick(a * 31, bytes.length) + 1 + b)),
  insert: (bytes, a, b) => Uint8Array.of(...bytes.slice(0, pick(a * 31, bytes.length)), 0x1a, b, 0xff, ...bytes.slice(pick(a * 31, bytes.length))),
  swap: (bytes, a, b) => {
    const [one, other] = [pick(a * 31, bytes.length), pick(a * 31 + b, bytes.length)];
    return bytes.map((byte, at) => (at === one ? bytes[other]! : at === other ? bytes[one]! : byte));
  },
}; // prettier-ignore

/** How the table is packed. */
const PACKINGS = ['text', 'zip', 'xlsx'] as const;

/** JIS X 0208 in escapes, made from EUC-JP: what mail programs and old systems write. */
function iso2022jp(text: string): Uint8Array {
  const bytes: number[] = [];
  let isWide = false;
  const shift = (wide: boolean): void => {
    if (wide !== isWide) bytes.push(...(wide ? [0x1b, 0x24, 0x42] : [0x1b, 0x28, 0x42]));
    isWide = wide;
  };
  for (const character of text) {
    const [lead, trail] = encode(character, 'eucjp');
    shift(lead! >= 0xa1 && trail !== undefined);
    if (isWide) bytes.push(lead! & 0x7f, trail! & 0x7f);
    else bytes.push(lead! < 0x80 ? lead! : 0x3f);
  }
  shift(false);
  return Uint8Array.from(bytes);
}

/** A workbook of one sheet with the cells of a text. */
const workbookOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  xlsxOf([
    { name: '表', rows: rows.map((cells) => cells.map((cell) => (/^\d{1,6}$/.test(cell) ? Number(cell) : cell))) },
  ]);

interface Hurt {
  readonly separator: string;
  readonly packing: (typeof PACKINGS)[number];
  readonly fault: { readonly kind: string; readonly a: number; readonly b: number };
  readonly file: number;
  readonly ways: readonly { readonly way: string; readonly a: number; readonly b: number; readonly cell: string }[];
  readonly encoding: string;
}

const HURT: fc.Arbitrary<Hurt> = fc.record({
  file: fc.nat(NAMES.length - 1),
  ways: fc.array(fc.record({ way: fc.constantFrom(...Object.keys(CORRUPTIONS)), a: fc.nat(500), b: fc.nat(20), cell: CELL }), { minLength: 1, maxLength: 4 }),
  encoding: fc.constantFrom('cp932', 'utf8', 'utf16le', 'eucjp', 'iso2022jp'),
  separator: fc.oneof({ weight: 3, arbitrary: fc.constant(',') }, { weight: 1, arbitrary: fc.constantFrom('\t', ';', '|') }),
  packing: fc.oneof({ weight: 3, arbitrary: fc.constant('text' as const) }, { weight: 1, arbitrary: fc.constantFrom(...PACKINGS) }),
  fault: fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: 'none', a: 0, b: 0 }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom(...Object.keys(BYTE_FAULTS)), a: fc.nat(500), b: fc.nat(255) }) },
  ),
}); // prettier-ignore

function corrupted({ file, ways, separator }: Hurt): string {
  return separated(corruptedTable(file, ways), separator);
}

const separated = (text: string, separator: string): string =>
  separator === ',' ? text : text.replaceAll(',', separator);

function corruptedTable(file: number, ways: Hurt['ways']): string {
  let table: Table = FILES[NAMES[file]!]!.map((line) => line.split(','));
  for (const { way, a, b, cell } of ways) {
    const next = CORRUPTIONS[way]!(table, a, b, cell);
    if (typeof next === 'string') return next;
    table = next;
  }
  return textOf(table);
}

/** The bytes of the file that was hurt. */
function bytesOf(hurt: Hurt): Uint8Array {
  const text = corrupted(hurt);
  const { kind, a, b } = hurt.fault;
  const hurtBytes = BYTE_FAULTS[kind]!;
  if (hurt.packing === 'xlsx') {
    return hurtBytes(workbookOf(text.split('\r\n').map((line) => line.split(hurt.separator))), a, b);
  }
  const bytes = hurt.encoding === 'iso2022jp' ? iso2022jp(text) : new Uint8Array(encode(text, hurt.encoding));
  if (hurt.packing === 'text') return hurtBytes(bytes, a, b);
  const zipped = zipSync({ '中.csv': bytes }, { level: b % 2 === 0 ? 0 : 6 });
  return hurtBytes(zipped, a, b);
}

function inputsOf(hurt: Hurt): SourceInput[] {
  return NAMES.flatMap((name, index) => (index === hurt.file ? readFile(name, bytesOf(hurt)) : WHOLE.get(name)!));
}

const WHOLE = new Map(
  NAMES.map((name) => [
    name,
    readFile(name, new Uint8Array(encode(textOf(FILES[name]!.map((line) => line.split(','))), 'cp932'))),
  ]),
);

/** The digits of a text; a number of person may be written with the exponent that Java and Excel give it. */
const digits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\d\.\d+E\+?\d+/g, (number) => String(Number(number)))
    .replace(/[,\s]/g, '');

function check(intake: Intake, hurt: Hurt): void {
  expectBalanced(intake.sources);
  const { table } = intake;
  // Bytes that were hurt may make another number: only what was written whole tells whose it is.
  const isWhole = hurt.fault.kind === 'none';
  const written = digits(corrupted(hurt) + NAMES.map((name) => FILES[name]!.join('\n')).join('\n'));
  const ids = Array.from({ length: table.size }, (_, row) => valueText(table, 'personId', row));
  if (new Set(ids).size !== ids.length) throw new Error('a person stands twice');
  for (const id of ids)
    if (isWhole && !written.includes(id.replace(/^0+(?=.)/, ''))) throw new Error(`${id} is in no row`);
  for (const { rows, setAsideRows, setAside } of intake.sources) {
    for (const [reason, numbers] of Object.entries(setAsideRows)) {
      if (numbers.length > (setAside[reason as keyof typeof setAside] ?? 0) || rows < numbers.length)
        throw new Error(reason);
    }
  }
}

test(
  `good exports corrupted in ${RUNS} ways`,
  () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(HURT, (hurt) => {
        try {
          check(buildIntake(inputsOf(hurt)), hurt);
        } catch (error) {
          if (!(error instanceof AnalystError)) throw error;
          codes.add(error.code);
          const named = error.message.includes(NAMES[hurt.file]!);
          if (!named && !['source.noYear', 'source.noPersons', 'source.none'].includes(error.code)) throw error;
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect([...codes]).toEqual(expect.arrayContaining(['csv.unclosedQuote', 'source.noKey']));
  },
  breadth(120_000, 900_000),
);
