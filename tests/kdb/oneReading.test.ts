/** Tests that a cell reads alike in every column and heading, in whatever writing a system or a tool hands it over. */
import { buildIntake, formatDate, readFile, valueText, type FieldId, type Intake } from '../../src/kdb';
import { cellText, isBlankCell, isUnseen, plain } from '../../src/kdb/values/cellText';
import { isOpenEnd } from '../../src/kdb/values/dates';
import { readerOf, UNREADABLE, BLANK, readNumber } from '../../src/kdb/values/readings';
import { bytesOf } from './support';

const HEADINGS = [
  '被保険者番号',
  '性別',
  '生年月日',
  '資格取得日',
  '圏域',
  '健診受診日',
  'BMI',
  '収縮期血圧',
  '尿蛋白',
  '質問票6',
  '歯科レセ件数',
  '睡眠薬',
  '要介護度',
  '氏名',
];
const PLAIN = [
  ['1', '1', '19450401', '20200401', '3', '20250601', '17.8', '128', '3', '1', '2', '1', '21', '山田花子'],
  ['20251031', '2', '16528', '20190901', '12', '20250602', '20', '130', '1', '2', '0', '0', '1', '甲'],
]; // prettier-ignore

function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): Intake {
  const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = [headings, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n');
  return buildIntake(readFile('a.csv', bytesOf(text)), { fiscalYear: 2025 });
}

const FIELDS_READ: readonly FieldId[] = [
  'personId', 'sex', 'birthDate', 'enrolled', 'area', 'checkupDate', 'bmi', 'sbp', 'proteinuria', 'q6', 'dental', 'hypnotic', 'careLevel', 'name',
]; // prettier-ignore

const valuesOf = ({ table }: Intake): string[][] =>
  Array.from({ length: table.size }, (_, row) => FIELDS_READ.map((field) => valueText(table, field, row)));

const isNumber = (cell: string): boolean => /^\d+(\.\d+)?$/.test(cell);
/** Writings of the same cell; those of numbers leave texts as they are. */
const WRITINGS: Readonly<Record<string, (cell: string) => string>> = {
  'with a point and a zero': (cell) => (/^\d+$/.test(cell) ? `${cell}.0` : cell),
  'with a point and two zeros': (cell) => (/^\d+$/.test(cell) ? `${cell}.00` : cell),
  'full-width with a full-width point': (cell) => (isNumber(cell) ? (/\./.test(cell) ? cell : `${cell}.0`).replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)) : cell),
  'as a formula': (cell) => `="${cell}"`,
  'as a formula with the number bare': (cell) => (isNumber(cell) ? `=${cell}` : cell),
  'as a formula around n.0': (cell) => (/^\d+$/.test(cell) ? `="${cell}.0"` : cell),
  'with an apostrophe': (cell) => `'${cell}`,
  'between apostrophes': (cell) => `'${cell}'`,
  'between doubled quotes': (cell) => `"${cell}"`,
  'with U+200B before': (cell) => `\u200b${cell}`,
  'with U+200B behind': (cell) => `${cell}\u200b`,
  'with U+200E and U+200F around': (cell) => `\u200e${cell}\u200f`,
  'with soft hyphens inside': (cell) => [...cell].join('\u00ad'),
  'with word joiners inside': (cell) => [...cell].join('\u2060'),
  'with byte order marks around': (cell) => `\ufeff${cell}\ufeff`,
  'with the marks of a bidirectional text': (cell) => `\u202a${cell}\u202c`,
  'with the end mark of MS-DOS': (cell) => `${cell}\u001a`,
  'with no-break spaces around': (cell) => `\u00a0${cell}\u00a0`,
  'with ideographic spaces behind': (cell) => `${cell}\u3000 `,
  'with a tab behind': (cell) => `${cell}\t`,
  'with an exponent that holds all digits': (cell) => (/^\d{2,}$/.test(cell) ? `${cell[0]}.${cell.slice(1)}0E+${String(cell.length - 1).padStart(2, '0')}` : cell),
  'with the exponent of Java': (cell) => (/^\d{8}$/.test(cell) ? `${cell[0]}.${cell.slice(1)}E7` : cell),
}; // prettier-ignore

describe('every column reads the same', () => {
  const expected = valuesOf(tableOf(HEADINGS, PLAIN));
  test('the plain writing', () => {
    expect(expected[0]).toEqual(['00000001', '男', '1945-04-01', '2020-04-01', '3', '2025-06-01', '17.8', '128', '＋', 'はい', '2', 'あり', '要介護1', '山田花子']); // prettier-ignore
  });
  test.each(Object.keys(WRITINGS))('%s', (name) => {
    const write = WRITINGS[name]!;
    // A number of one digit would be padded; the others are wide already.
    const intake = tableOf(HEADINGS, PLAIN.map((row) => row.map(write))); // prettier-ignore
    expect(valuesOf(intake)).toEqual(expected);
    expect(intake.quality.filter(({ unreadable, outOfRange }) => unreadable + outOfRange > 0)).toEqual([]);
  });
  test.each(Object.keys(WRITINGS).filter((name) => !/exponent|point|number|n\.0/.test(name)))('headings %s', (name) => {
    expect(valuesOf(tableOf(HEADINGS.map(WRITINGS[name]!), PLAIN))).toEqual(expected);
  });
});

test('many distinct names and areas are cleaned too, where they are held by their place in the file', () => {
  const rows = Array.from({ length: 9000 }, (_, index) => {
    const unseen = ['', '\u200b', '\u00ad', '\ufeff'][index % 4]!;
    return [`${index + 1}`, `山${unseen}田${index}`, `="ア${index}"`];
  });
  const { table } = tableOf(['被保険者番号', '氏名', 'カナ氏名'], rows.map((row) => [...row, '17.8']).map((row) => row.slice(0, 3))); // prettier-ignore
  for (const row of [0, 1, 2, 3, 4998, 8997, 8998, 8999]) {
    expect([valueText(table, 'name', row), valueText(table, 'kana', row)]).toEqual([`山田${row}`, `ア${row}`]);
  }
});

test.each([
  ['\u001a', 2],
  ['\u001a\r\n', 2],
  ['\u200b,\ufeff,="",\u00ad\r\n', 2],
  ['\',="",\u00a0,\r\n', 2],
])('%p at the end is no row', (end, rows) => {
  const bytes = bytesOf(`被保険者番号,BMI,質問票6,氏名\r\n1,18,1,甲\r\n2,18,1,乙\r\n${end}`);
  const [source] = buildIntake(readFile('a.csv', bytes), { fiscalYear: 2025 }).sources;
  expect([source!.rows, source!.setAside]).toEqual([rows, {}]);
});

test.each([
  ['18.5kg/m2', 18.5],
  ['18.5 kg/m²', 18.5],
  ['１８．５㎏／㎡', 18.5],
  ['160 mmHg', 160],
  ['160㎜Hg', 160],
  ['55.2mL/分/1.73㎡', 55.2],
  ['1,234', 1234],
  ['１，２３４', 1234],
  ['1,234.5', 1234.5],
  ['1.20E+01', 12],
  ['8.00E-01', 0.8],
  ['1.60E+02', 160],
  ['15種', 15],
  ['30日', 30],
])('%p is the number %p', (cell, number) => {
  expect(readNumber(cell)).toBe(number);
});

test.each([['160以上'], ['H'], ['16O'], ['約160'], ['2E+01'], ['1.8E+01'], ['1,23'], ['12,34'], ['18.5.1'], ['18,5'], ['=1+1'], ['#REF!'], ['<0.1'], ['1.7.8']])(
  '%p is no number that can be relied on',
  (cell) => expect(readNumber(cell)).toBe(UNREADABLE),
); // prettier-ignore

test.each([['1.5'], ['0.0'], ['3.0'], ['1.0.0'], ['2E+00'], ['-1.0']])(
  '%p is no answer of a yes/no question',
  (cell) => {
    expect(readerOf('q6')(cell)).toBe(UNREADABLE);
  },
);

describe('資格喪失日', () => {
  const read = readerOf('left');
  const dayOf = (cell: string | number): string | null => {
    const days = read(cell);
    return Number.isFinite(days) ? formatDate(days) : null;
  };
  test.each([
    ['20251031.0', '2025-10-31'], ['2.0251031E7', '2025-10-31'], ['2.0251031E+07', '2025-10-31'], ['20,251,031', '2025-10-31'],
    ['令和7年12月1日', '2025-12-01'], ['令和７年１２月１日', '2025-12-01'], ['R7.10.31', '2025-10-31'], ['2025/10/31 0:00:00', '2025-10-31'],
    ['2025年10月31日（金）', '2025-10-31'], ['2025年10月31日 金曜日', '2025-10-31'], ['45961.0', '2025-10-31'], ['45961.5', '2025-10-31'],
    ['\u200e2025/10/31', '2025-10-31'], ['="2025/10/31"', '2025-10-31'], ["'2025-10-31", '2025-10-31'], [45961, '2025-10-31'],
  ])('%p is %s', (cell, date) => expect(dayOf(cell)).toBe(date)); // prettier-ignore
  test.each([
    [''], ['－'], ['-'], ['99999999'], ['9999/12/31'], ['9999-99-99'], ['99991231'], ['0'], ['0.0'], ['00000000'], ['0000/00/00'], ['0000-00-00'],
    ['9999999'], ['5999999'], ['5991231'], ['R99.12.31'], ['令和99年12月31日'], ['なし'], ['無'], ['該当なし'], ['NULL'], ['継続中'], ['\u200b'], ['=""'],
  ])('%p says that there is none', (cell) => expect(read(cell)).toBe(BLANK)); // prettier-ignore
  test.each([
    ['死亡'], ['転出'], ['不明'], ['*'], ['喪失'], ['R7.10.31死亡'], ['2025/13/1'], ['2025/2/30'], ['1.0'.repeat(3)], ['#N/A'], ['有'], ['2025'], ['10月31日'], ['R7.10'],
    ['1.94504E+07'],
  ])('%p says something, but no day', (cell) => expect(read(cell)).toBe(UNREADABLE)); // prettier-ignore
});

test.each([
  ['資格喪失日', '死亡', '資格喪失日を読めない'],
  ['資格喪失日', '不明', '資格喪失日を読めない'],
  ['資格取得日', '令和?年', '資格取得日を読めない'],
  ['資格取得年月日', '転入', '資格取得日を読めない'],
])('%s 「%s」 sets the person and all rows of the person aside', (heading, cell, reason) => {
  const other = heading.startsWith('資格喪失') ? '資格取得日' : '資格喪失日';
  const past = other === '資格取得日' ? '2020/4/1' : '';
  const register = `被保険者番号,${heading},${other}\n1,${cell},${past}\n2,${heading.startsWith('資格喪失') ? '' : '2020/4/1'},${past}`;
  const inputs = [
    ...readFile('台帳.csv', bytesOf(register)),
    ...readFile('健診.csv', bytesOf('被保険者番号,健診受診日,BMI\n1,2025/6/1,18\n2,2025/6/1,18')),
  ];
  const intake = buildIntake(inputs, { fiscalYear: 2025 });
  expect(intake.table.size).toBe(1);
  for (const source of intake.sources) {
    expect([source.setAside, source.setAsideRows]).toEqual([{ [reason]: 1 }, { [reason]: [2] }]);
  }
  expect(intake.sources[0]!.notices.join()).toMatch(new RegExp(`${heading}.*読めない値が 1 行.*2 行目`));
  const kept = buildIntake(inputs, { fiscalYear: 2025, keepLeavers: true });
  expect(kept.table.size).toBe(reason === '資格喪失日を読めない' ? 2 : 1);
});

test('of two register rows of a person the readable one counts, in both orders', () => {
  for (const rows of ['1,死亡\n1,', '1,\n1,死亡']) {
    const intake = buildIntake(readFile('台帳.csv', bytesOf(`被保険者番号,資格喪失日\n${rows}\n2,`)), {
      fiscalYear: 2025,
    });
    expect([intake.table.size, intake.sources[0]!.setAside]).toEqual([2, { 資格喪失日を読めない: 1 }]);
  }
});

test('what is unseen in one way is unseen in the other', () => {
  for (let unit = 1; unit < 0xffff; unit++) {
    if (unit >= 0xd800 && unit < 0xe000) continue;
    const isGone = cellText(`a${String.fromCharCode(unit)}a`) === 'aa';
    expect([unit.toString(16), isGone]).toEqual([unit.toString(16), isUnseen(unit)]);
  }
  expect([isBlankCell('='), isBlankCell('="" '), isBlankCell("'"), isBlankCell(0), isBlankCell(false), isBlankCell('  ')]).toEqual([false, true, true, false, false, true]); // prettier-ignore
  expect([plain('1.0E7'), plain('123.'), plain('A1.0'), plain('1.05'), isOpenEnd('9999-12-31')]).toEqual(['1.0E7', '123', 'A1.0', '1.05', true]); // prettier-ignore
});
