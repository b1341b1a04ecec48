/** The rules of the join at their edges: the limit, one below, one above; blank and absent; in both orders. */
import { encode } from 'iconv-lite';
import { deriveEgfr, messagesOf, readFile, readYears, buildIntake, type Cell, type IntakeOptions } from '../../src/kdb';
import { crc32 } from '../../src/kdb/files/crc32';
import { bytesOf, csv, join, valueOf, valuesOf, xlsxOf } from './support';

const YEAR = { fiscalYear: 2025 } as const;

describe('derived values at the limits of what can be true', () => {
  test.each([
    // weight, height, BMI; plausible from 8 to 60
    ['135', '150', '60'],
    ['135.2', '150', ''],
    ['32', '200', '8'],
    ['31.6', '200', ''],
  ])('BMI of %s kg and %s cm is %s', (weight, height, bmi) => {
    expect(valuesOf(join([`被保険者番号,健診受診日,身長,体重\n1,20250601,${height},${weight}`]), 'bmi')).toEqual([bmi]);
  });

  test.each([
    // completed years at the check-up: from 18 on
    ['20250601', '18'],
    ['20250531', ''],
    ['20250602', '18'],
  ])('eGFR of somebody born on 2007-06-01, examined on %s', (day, age) => {
    const intake = join([
      '被保険者番号,性別,生年月日,資格取得日\n1,男,20070601,20200401',
      `被保険者番号,健診受診日,クレアチニン\n1,${day},1.0`,
    ]);
    expect(valuesOf(intake, 'egfr')).toEqual([age === '' ? '' : String(deriveEgfr(1, 18, 1))]);
  });

  test('eGFR may be 1 and 200, and neither less nor more', () => {
    const given = (value: string) => valuesOf(join([`被保険者番号,健診受診日,eGFR\n1,20250601,${value}`]), 'egfr')[0];
    expect(['0.9', '1', '200', '200.1'].map(given)).toEqual(['', '1', '200', '']);
  });
});

describe('care numbers', () => {
  const register = [
    '被保険者番号,カナ氏名,性別,生年月日,資格取得日',
    '00000001,ゴウセイ タロウ,男,19400101,20200401',
    '00000002,カクウ イチ,男,19410101,20200401',
    '00000003,カクウ ジ,男,19410101,20200401',
    '00000004,,女,19420101,20200401',
  ].join('\n');
  const certified = (rows: readonly string[], options: IntakeOptions = {}, more: readonly string[] = []) =>
    join([register, ['被保険者番号,カナ氏名,性別,生年月日,要介護度', ...rows].join('\n'), ...more], {
      ...YEAR,
      ...options,
    });

  test('half of the numbers are wide: all are of the other kind; fewer: only those', () => {
    const half = certified(['0000000001,,,,要介護1', '00000002,,,,要介護1']);
    expect(half.sources[1]).toMatchObject({ used: 0, setAside: { 番号の種類が違う: 2 } });
    const fewer = certified(['0000000001,,,,要介護1', '00000002,,,,要介護1', '00000003,,,,要介護1']);
    expect(fewer.sources[1]).toMatchObject({ used: 2, setAside: { 番号の種類が違う: 1 } });
  });

  test.each([[false], [true]])('by birth: kana tells persons of one day apart, none fits whoever is alone; twice told: %s', (isTwice) => {
    const rows = [
      '0000000011,ゴウセイ タロウ,男,19400101,要介護1',
      // Two persons of this day and sex: the kana decide; without them nobody does.
      '0000000012,カクウ ジ,男,19410101,要介護2',
      '0000000013,,男,19410101,要介護3',
      // The register has no kana of this person.
      '0000000014,ミホン ハナコ,女,19420101,要介護4',
      // Another day, another sex, other kana.
      '0000000015,ゴウセイ タロウ,男,19400102,要介護5',
      '0000000016,ゴウセイ タロウ,女,19400101,要介護5',
      '0000000017,シサク タダシ,男,19400101,要介護5',
    ];
    // A second table that tells the same persons makes nobody two persons.
    const more = isTwice ? ['被保険者番号,性別,生年月日,健診受診日,BMI\n00000001,男,19400101,20250601,20'] : [];
    const intake = certified(rows, { joinByBirth: true }, more);
    expect(valuesOf(intake, 'careLevel')).toEqual(['要介護1', '非該当', '要介護2', '要介護4']);
    expect(intake.sources[1]).toMatchObject({ used: 3, setAside: { 番号の種類が違う: 4 } });
    expect(certified(rows, {}, more).sources[1]).toMatchObject({ used: 0, setAside: { 番号の種類が違う: 7 } });
  }); // prettier-ignore
});

describe('receipts in long form', () => {
  const HEAD = '被保険者番号,診療年月,レセプト種別,医薬品コード,薬効分類,傷病名,ICD10コード,医療機関,処方日数,数量';
  const REGISTER = '被保険者番号,資格取得日\n1,20200401';
  const of = (lines: readonly string[], receiptRules: NonNullable<IntakeOptions['receiptRules']> = {}) =>
    buildIntake([csv('台帳.csv', REGISTER), csv('明細.csv', [HEAD, ...lines].join('\n'))], { ...YEAR, receiptRules });

  test('a medicine of exactly the least days counts, one of a day less does not', () => {
    const days = (count: number) => [`1,202506,調剤,A,214,,,薬局,${count},1`];
    const counted = (count: number) => valueOf(of(days(count), { minimumDays: 14 }), '1', 'drugCount');
    expect([13, 14, 15].map(counted)).toEqual(['0', '1', '1']);
  });

  test.each([
    ['糖尿病', '', 'あり'],
    ['妊娠糖尿病', '', 'なし'],
    ['２型糖尿病', '', 'あり'],
    ['糖尿病の疑い', '', 'なし'],
    ['', 'E119', 'あり'],
    ['', 'O244', 'なし'],
  ])('the disease %s %s is diabetes: %s', (name, code, answer) => {
    expect(valueOf(of([`1,202506,医科外来,,,${name},${code},甲,,`]), '1', 'dmDiagnosis')).toBe(answer);
  });

  test('pharmacies are no institutions, clinics and dentists are', () => {
    const lines = (...kinds: string[]) => kinds.map((kind, index) => `1,202506,${kind},,,,,機関${index},,`);
    const counted = (...kinds: string[]) => valueOf(of(lines(...kinds)), '1', 'institutions');
    expect(counted('医科外来')).toBe('1');
    expect(counted('医科外来', '調剤', '調剤')).toBe('1');
    expect(counted('医科外来', '医科入院')).toBe('2');
    expect(counted('調剤')).toBe('0');
  });

  test('the latest month is one of the year that is asked for', () => {
    const line = (month: string, drug: string) => `1,${month},調剤,${drug},214,,,薬局,28,1`;
    const years = readYears(
      [
        csv('台帳.csv', REGISTER),
        csv('明細.csv', [HEAD, line('202506', 'A'), line('202606', 'B'), line('202606', 'C'), line('202404', 'D')].join('\n')),
      ],
      { ...YEAR, receiptRules: { drugPeriod: 'latestMonth' } },
    ); // prettier-ignore
    expect([2024, 2025, 2026].map((year) => valueOf(years.year(year), '1', 'drugCount'))).toEqual(['1', '1', '2']);
  });
});

test('a wide table without dates says of those with a value that they were examined, and nothing of the others', () => {
  const intake = join(['被保険者番号,資格取得日,BMI\n1,20200401,20\n2,20200401,'], YEAR);
  expect(valuesOf(intake, 'checkedUp')).toEqual(['あり', '']);
  const apart = join(['被保険者番号,資格取得日\n1,20200401\n2,20200401', '被保険者番号,BMI\n1,20'], YEAR);
  expect(valuesOf(apart, 'checkedUp')).toEqual(['あり', 'なし']);
});

test('a column of more different values than there are codes is read like any other', () => {
  const rows = 66_000;
  const weight = (row: number): string => (20 + row / 10_000).toFixed(row % 5);
  const name = (row: number): string => `合成${row}号`;
  const lines = Array.from({ length: rows }, (_, row) => `${row + 1},${name(row)},20250601,${weight(row)}${row === 65_900 ? 'x' : ''}`);
  const { table, quality } = join([['被保険者番号,氏名,健診受診日,体重', ...lines].join('\n')]);
  const { values } = table.columns.weight!;
  for (const row of [0, 7, 64_998, 65_001, 65_499, 65_997, 65_999]) expect([row, values[row]]).toEqual([row, Number(weight(row))]);
  expect(values[65_900]).toBeNaN();
  const column = table.columns.name!;
  expect(column.at!(column.codes[65_999]!)).toBe(name(65_999));
  expect(new Set(column.values).size).toBe(rows + 1);
  expect(quality.find(({ field }) => field === 'weight')).toMatchObject({ filled: rows - 1, unreadable: 1, examples: [65_902] });
}); // prettier-ignore

describe('error values of Excel', () => {
  test('are named by kind, and are neither blank nor 0', () => {
    const intake = join([
      '被保険者番号,健診受診日,BMI\n1,20250601,#REF!\n2,20250601,#N/A\n3,20250601,#REF!\n4,20250601,20',
      '被保険者番号,処方薬剤数\n1,#N/A\n2,\n3,#DIV/0!\n4,3',
    ]);
    expect(valuesOf(intake, 'bmi')).toEqual(['', '', '', '20']);
    expect(valuesOf(intake, 'drugCount')).toEqual(['', '0', '', '3']);
    const said = messagesOf(intake).map(({ text }) => text);
    expect(said).toContain(
      'a.csv の C列『BMI』に、読めない値が 3 件あります（2、3、4 行目）。うち Excel のエラー値: #REF! 2 件、#N/A 1 件。元の値を確かめてください。',
    );
    expect(said.join()).toContain('うち Excel のエラー値: #DIV/0! 1 件、#N/A 1 件。');
  });

  test('in a workbook, among other words', () => {
    const rows: Cell[][] = [
      ['被保険者番号', '健診受診日', 'BMI'],
      ['1', '20250601', '#VALUE!'],
      ['2', '20250601', '太め'],
    ];
    const intake = buildIntake(readFile('a.xlsx', xlsxOf([{ name: '表', rows }])));
    expect(messagesOf(intake).map(({ text }) => text).join()).toContain('読めない値が 2 件あります（2、3 行目）。うち Excel のエラー値: #VALUE! 1 件。'); // prettier-ignore
  });
});

test('hidden columns are read like the others, and named as far as the table reaches', () => {
  const rows: Cell[][] = [
    ['被保険者番号', '健診受診日', '身長', '体重', 'BMI'],
    ['1', '20250601', 150, 45, 20],
  ];
  const noticesOf = (head: string) =>
    buildIntake(readFile('a.xlsx', xlsxOf([{ name: '表', rows, head }]))).sources[0]!.notices.join();
  const column = (min: number, max: number, more: string) => `<cols><col min="${min}" max="${max}" ${more}/></cols>`;
  expect(noticesOf(column(3, 4, 'width="0" hidden="1"'))).toContain('表示されていない列（C～D 列）があり');
  expect(noticesOf(column(5, 16384, 'hidden="true"'))).toContain('表示されていない列（E 列）があり');
  expect(noticesOf(column(6, 16384, 'hidden="1"'))).not.toContain('表示されていない列');
  expect(noticesOf(column(1, 5, 'width="12"'))).not.toContain('表示されていない列');
  expect(noticesOf('')).not.toContain('表示されていない列');
});

test('a ZIP that keeps sizes and places in 64 bits is read', () => {
  const members = ['被保険者番号,資格取得日\n1,20200401\n', '被保険者番号,健診受診日,BMI\n1,20250601,19\n'].map(
    bytesOf,
  );
  const FULL = 0xffffffff;
  const pieces: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let at = 0;
  members.forEach((bytes, index) => {
    const name = bytesOf(`${index}.csv`);
    const header = (size: number): [Uint8Array, DataView] => {
      const made = new Uint8Array(size);
      return [made, new DataView(made.buffer)];
    };
    const [local, l] = header(30 + name.length);
    l.setUint32(0, 0x04034b50, true);
    l.setUint32(14, crc32(bytes) >>> 0, true);
    l.setUint32(18, bytes.length, true);
    l.setUint32(22, bytes.length, true);
    l.setUint16(26, name.length, true);
    local.set(name, 30);
    const [entry, e] = header(46 + name.length + 28);
    e.setUint32(0, 0x02014b50, true);
    e.setUint32(16, crc32(bytes) >>> 0, true);
    for (const field of [20, 24, 42]) e.setUint32(field, FULL, true);
    e.setUint16(28, name.length, true);
    e.setUint16(30, 28, true);
    entry.set(name, 46);
    const extra = 46 + name.length;
    e.setUint16(extra, 1, true);
    e.setUint16(extra + 2, 24, true);
    [bytes.length, bytes.length, at].forEach((value, place) => e.setBigUint64(extra + 4 + place * 8, BigInt(value), true));
    pieces.push(local, bytes);
    entries.push(entry);
    at += local.length + bytes.length;
  }); // prettier-ignore
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, members.length, true);
  view.setUint16(10, members.length, true);
  view.setUint32(12, size, true);
  view.setUint32(16, at, true);
  const zip = Uint8Array.from([...pieces, ...entries, end].flatMap((piece) => [...piece]));
  const intake = buildIntake(readFile('a.zip', zip));
  expect(intake.sources.map(({ file, used }) => [file, used])).toEqual([
    ['a.zip/0.csv', 1],
    ['a.zip/1.csv', 1],
  ]);
  expect(valuesOf(intake, 'bmi')).toEqual(['19']);
});

test.each([
  ['cp932', 'Shift_JIS（CP932）'],
  ['eucjp', 'EUC-JP'],
])('the mark of UTF-8 before a text in %s is none of it', (encoding, name) => {
  const text = '被保険者番号,氏名,健診受診日,BMI\r\n1,合成 太郎,20250601,19\r\n';
  const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, ...encode(text, encoding));
  const intake = buildIntake(readFile('a.csv', bytes));
  expect(valuesOf(intake, 'name')).toEqual(['合成 太郎']);
  expect(intake.sources[0]!.notices.join()).toContain(`中身は ${name} のため`);
});

test('a file that was read for several years is let go: every year is answered from what was kept, texts and remarks too', () => {
  const rows = 6000;
  const line = (row: number): string => `${row + 1},合成${row}太郎,コ"ウセイ${row},20200401,20${24 + (row % 2)}0601,${18 + (row % 7)}`;
  const text = ['被保険者番号,氏名,カナ氏名,資格取得日,健診受診日,BMI', ...Array.from({ length: rows }, (_, row) => line(row))].join('\r\n');
  const bytes = new Uint8Array(encode(text, 'cp932'));
  // A character that does not exist, in a name that is held by its place.
  bytes[Buffer.from(bytes).indexOf(Buffer.from(encode('合成5999', 'cp932')))] = 0xfd;
  const years = readYears(readFile('a.csv', bytes), { fiscalYear: 2025 });
  bytes.fill(0x30);
  for (const year of [2025, 2024]) {
    const { table } = years.year(year);
    const names = table.columns.name!;
    expect([year, table.size]).toEqual([year, rows]);
    expect([5000, 5997].map((row) => names.at!(names.codes[row]!))).toEqual(['合成5000太郎', '合成5997太郎']);
    expect(table.columns.kana!.values).toContain('コ"ウセイ5001');
  }
  expect(years.year(2025).sources[0]!.notices.join()).toContain('として読めない文字があり');
}); // prettier-ignore
