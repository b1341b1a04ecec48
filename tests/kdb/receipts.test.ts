/** Tests of receipts in long form. */
import {
  buildIntake,
  defaultReceiptRules,
  readYears,
  RECEIPT_RULES,
  recognise,
  type IntakeOptions,
} from '../../src/kdb';
import { readEffect, readMonth, readReceiptType } from '../../src/kdb/recognise/receiptColumns';
import { csv, expectBalanced, valueOf } from './support';

const REGISTER = '被保険者番号,資格取得日\n1,20150401\n2,20150401\n3,20150401';
const HEAD = '被保険者番号,診療年月,レセプト種別,医薬品コード,薬効分類,傷病名,ICD-10,医療機関,処方日数,数量';
const intakeOf = (
  lines: string,
  options: IntakeOptions = { fiscalYear: 2025 },
  head = HEAD,
): ReturnType<typeof buildIntake> =>
  buildIntake([csv('台帳.csv', REGISTER), csv('明細.csv', `${head}\n${lines}`)], options);

test.each([
  ['202506', '2025-6'], ['2025/06', '2025-6'], ['2025年6月', '2025-6'], ['R7.6', '2025-6'], ['令和7年6月診療分', ''], ['50706', '2025-6'],
  ['R0706', '2025-6'], ['20250630', '2025-6'], [45838, '2025-6'], ['202513', ''], ['', ''], ['平成31年4月', '2019-4'], ['2026/1/31', '2026-1'],
])('the month %p is %p', (cell, expected) => {
  const month = readMonth(cell);
  expect(month < 0 ? '' : `${Math.floor(month / 12)}-${(month % 12) + 1}`).toBe(expected);
}); // prettier-ignore

test.each([
  ['医科入院', 'inpatient'], ['入院', 'inpatient'], ['DPC', 'inpatient'], ['医科入院外', 'outpatient'], ['外来', 'outpatient'], ['医科（外来）', 'outpatient'],
  ['歯科', 'dental'], ['調剤', 'pharmacy'], ['1118', 'outpatient'], ['1117', 'inpatient'], ['3118', 'dental'], ['4118', 'pharmacy'],
  ['訪問看護', 'other'], ['？', null], ['', null],
])('the kind %p is %p', (cell, expected) => {
  expect(readReceiptType(cell)).toBe(expected);
}); // prettier-ignore

test('薬効分類 comes from its own column, else from a YJ code', () => {
  expect(readEffect('112', '')).toBe('112');
  expect(readEffect('871124', '')).toBe('1124');
  expect(readEffect('112 催眠鎮静剤', '')).toBe('112');
  expect(readEffect('', '1124005F1011')).toBe('1124');
  expect(readEffect('', '620000001')).toBe('');
});

test('one row a medicine or a disease is summed up by person', () => {
  const intake = intakeOf(
    [
      '1,202506,医科外来,,,2型糖尿病,E119,A,,',
      '1,202506,医科外来,1124005F1011,,,,A,28,28',
      '1,202506,医科外来,3969007F1011,,,,A,28,28',
      '1,202506,調剤,620000001,214,,,薬局,28,28',
      '1,202507,医科外来,2149041F1011,,,,A,28,28',
      '1,202406,歯科,,,,,B,,',
      '1,202306,医科外来,2492416G1011,,,,A,28,1',
      '2,202506,医科外来,,,糖尿病の疑い,E14,A,,',
      '2,202506,医科外来,,,陳旧性脳梗塞,I693,B,,',
      '2,202506,医科入院,,,,,B,,',
      '9,202506,歯科,,,,,B,,',
      '3,,歯科,,,,,B,,',
      '3,201904,歯科,,,,,B,,',
      '合計,,,,,,,,,14',
    ].join('\n'),
  );
  expectBalanced(intake.sources);
  expect(intake.sources[1]).toMatchObject({
    layout: { id: 'receiptRows', status: 'proposed' },
    kinds: ['receipt'],
    rows: 14,
    used: 10,
    setAside: { 台帳にない: 1, 診療年月なし: 1, 対象年度外: 1, 合計行: 1 },
  });
  const of = (person: string, ...fields: Parameters<typeof valueOf>[2][]): (string | null)[] =>
    fields.map((field) => valueOf(intake, person, field));
  expect(of('1', 'outpatient', 'pharmacy', 'dental', 'dentalPrevious', 'drugCount')).toEqual(['2', '1', '0', '1', '3']);
  expect(of('1', 'hypnotic', 'dmDrug', 'dmDrugPrevious', 'dmDrugTwoYearsAgo', 'htDrug', 'dmDiagnosis')).toEqual([
    'あり', 'あり', 'なし', 'あり', 'あり', 'あり',
  ]); // prettier-ignore
  expect(of('2', 'inpatient', 'outpatient', 'dmDiagnosis', 'cvdDiagnosis', 'institutions')).toEqual([
    '1', '2', 'なし', 'あり', '2',
  ]); // prettier-ignore
  expect(of('3', 'dental', 'institutions', 'drugCount', 'dmDrug')).toEqual(['0', '0', '0', 'なし']);
  expect(intake.table.columns.dmDrugThreeYearsAgo).toBeUndefined();
});

test('lines of one receipt are one receipt; レセプト番号 tells receipts of one month and institution apart', () => {
  const lines = '1,202506,医科外来,A,112,,,甲,7,1\n1,202506,医科外来,B,112,,,甲,7,1\n1,202506,医科外来,B,112,,,甲,7,1';
  expect(valueOf(intakeOf(lines), '1', 'outpatient')).toBe('1');
  const numbered = lines
    .split('\n')
    .map((line, index) => `${line},${index}`)
    .join('\n');
  expect(valueOf(intakeOf(numbered, { fiscalYear: 2025 }, `${HEAD},レセプト番号`), '1', 'outpatient')).toBe('3');
});

test('counting unit, period, least days and lists are data that may be changed', () => {
  const lines = [
    ...['A', 'B', 'C'].map((drug) => `1,202506,調剤,${drug},214,,,薬局,${drug === 'C' ? 5 : 28},1`),
    '1,202603,調剤,D,399,,,薬局,28,1',
    '1,202603,医科入院,E,399,,,甲,28,1',
  ].join('\n');
  const count = (receiptRules: NonNullable<IntakeOptions['receiptRules']>): string | null =>
    valueOf(intakeOf(lines, { fiscalYear: 2025, receiptRules }), '1', 'drugCount');
  expect(count({})).toBe('3');
  expect(count({ minimumDays: 14 })).toBe('2');
  expect(count({ drugPeriod: 'year' })).toBe('4');
  expect(count({ drugPeriod: 'latestMonth' })).toBe('1');
  expect(count({ drugUnit: 'effect' })).toBe('1');
  expect(count({ drugReceipts: ['inpatient', 'pharmacy'], drugPeriod: 'latestMonth' })).toBe('2');
  const none = intakeOf(lines, { fiscalYear: 2025, receiptRules: { htEffects: ['217'] } });
  expect(valueOf(none, '1', 'htDrug')).toBe('なし');
});

test('重複投薬: one class from three institutions in a month, or two classes from two', () => {
  const line = (person: string, month: string, effect: string, where: string): string =>
    `${person},${month},医科外来,,${effect},,,${where},14,1`;
  const intake = intakeOf(
    [
      ...['甲', '乙', '丙'].map((where) => line('1', '202506', '112', where)),
      ...['甲', '乙'].flatMap((where) => [line('2', '202506', '112', where), line('2', '202506', '214', where)]),
      ...['甲', '乙'].map((where) => line('3', '202506', '112', where)),
      ...['甲', '乙'].map((where) => line('3', '202507', '214', where)),
    ].join('\n'),
  );
  expect(['1', '2', '3'].map((person) => valueOf(intake, person, 'duplicatePrescription'))).toEqual([
    'あり',
    'あり',
    'なし',
  ]);
});

test('a table with one row a person keeps what it tells; long receipts add the rest', () => {
  const intake = buildIntake(
    [csv('集計.csv', '被保険者番号,処方薬剤数\n1,16'), csv('明細.csv', `${HEAD}\n1,202506,調剤,A,112,,,薬局,28,1`)],
    { fiscalYear: 2025 },
  );
  expect(valueOf(intake, '1', 'drugCount')).toBe('16');
  expect(valueOf(intake, '1', 'hypnotic')).toBe('あり');
});

test('no rule for receipts is called official', () => {
  expect(RECEIPT_RULES.every(({ status }) => status !== 'sourced')).toBe(true);
  expect(Object.keys(defaultReceiptRules()).length).toBe(RECEIPT_RULES.length);
  const recognition = recognise(csv('明細.csv', `${HEAD}\n1,202506,調剤,A,112,,,薬局,28,1`));
  expect(recognition.recognised && recognition.notices.join()).toContain('公式の定めではありません');
});

describe('a person asked by months', () => {
  const month = (year: number, calendarMonth: number): number => year * 12 + calendarMonth - 1;
  const LINES = [
    '1,202504,医科外来,A,112,,,甲,28,1',
    '1,202506,医科外来,A,112,,,甲,28,1',
    '1,202506,調剤,B,214,,,薬局,28,1',
    '1,202507,医科外来,C,214,,,乙,28,1',
    '1,202508,歯科,,,,,丙,,',
    '2,202603,医科外来,D,214,,,乙,28,1',
  ];
  const of = (head = HEAD, lines = LINES, options: IntakeOptions = { fiscalYear: 2025 }) =>
    readYears([csv('台帳.csv', REGISTER), csv('明細.csv', [head, ...lines].join('\n'))], options).receipts!;
  const one = { number: '1', insurer: '' };

  test('counts the medicines of the fullest month, and the institutions of all of them', () => {
    expect(of().countsIn(one, month(2025, 4), month(2025, 8))).toEqual({ drugCount: 2, institutions: 3 });
    expect(of().countsIn(one, month(2025, 7), month(2025, 8))).toEqual({ drugCount: 1, institutions: 2 });
    expect(of().countsIn(one, month(2025, 5), month(2025, 5))).toEqual({ drugCount: 0, institutions: 0 });
    expect(of().countsIn({ number: '3', insurer: '' }, month(2025, 4), month(2025, 8))).toEqual({
      drugCount: 0,
      institutions: 0,
    });
  });

  test('answers nothing where the receipts do not reach: the first and the last month still do', () => {
    const { countsIn, reach } = of();
    expect(reach(one)).toMatchObject({ first: month(2025, 4), last: month(2026, 3) });
    expect(reach({ number: '9', insurer: '' })).toBeNull();
    expect(countsIn(one, month(2025, 4), month(2026, 3))).toEqual({ drugCount: 2, institutions: 3 });
    expect(countsIn(one, month(2025, 3), month(2026, 3))).toEqual({});
    expect(countsIn(one, month(2025, 4), month(2026, 4))).toEqual({});
  });

  test('knows nobody by another number', () => {
    expect(of().countsIn({ number: '9', insurer: '' }, month(2025, 4), month(2025, 8))).toBeNull();
    expect(of().dentalMonths({ number: '9', insurer: '' })).toBeNull();
  });

  describe('in a union', () => {
    const [OURS, THEIRS] = ['39990011', '39990029'];
    const registers = csv(
      '台帳.csv',
      `保険者番号,${REGISTER.split('\n')[0]}\n${[OURS, THEIRS]
        .flatMap((insurer) =>
          REGISTER.split('\n')
            .slice(1)
            .map((line) => `${insurer},${line}`),
        )
        .join('\n')}`,
    );
    const receiptsOf = (insurer: string, lines: readonly string[], head = HEAD) =>
      csv(`明細${insurer}.csv`, [`保険者番号,${head}`, ...lines.map((line) => `${insurer},${line}`)].join('\n'));
    const SHORT = '被保険者番号,診療年月,医薬品コード,医療機関';
    const [ours, theirs] = [
      receiptsOf(OURS!, ['1,202504,医科外来,A,112,,,甲,28,1', '1,202508,歯科,,,,,丙,,']),
      receiptsOf(THEIRS!, ['1,202512,B,乙', '2,202601,C,乙'], SHORT),
    ];
    const person = (insurer: string, number = '1') => ({ number, insurer });

    test.each([
      ['in one order', [ours, theirs]],
      ['in the other', [theirs, ours]],
    ])('the months and the columns of one insurer say nothing of another, %s', (_, files) => {
      const receipts = readYears([registers, ...files], { fiscalYear: 2025 }).receipts!;
      // Both insurers have given out the number 1.
      expect(receipts.reach(person(OURS!))).toMatchObject({ first: month(2025, 4), last: month(2025, 8) });
      expect(receipts.reach(person(THEIRS!))).toMatchObject({ first: month(2025, 12), last: month(2026, 1) });
      expect(receipts.reach({ number: '1', insurer: '' })).toBeNull();
      expect(receipts.countsIn(person(OURS!), month(2025, 4), month(2025, 8))).toEqual({
        drugCount: 1,
        institutions: 2,
      });
      expect(receipts.countsIn(person(OURS!), month(2025, 4), month(2025, 9))).toEqual({});
      expect(receipts.countsIn(person(THEIRS!), month(2025, 12), month(2026, 1))).toEqual({
        drugCount: 1,
        institutions: 1,
      });
      expect(receipts.countsIn(person(THEIRS!), month(2025, 8), month(2026, 1))).toEqual({});
      // Only the tables of one have a column of レセプト種別.
      expect(receipts.dentalMonths(person(OURS!))).toEqual([month(2025, 8)]);
      expect(receipts.dentalMonths(person(THEIRS!))).toBeNull();
    });

    test('a table of one insurer reaches as far as its rows, those of strangers included; one of nobody we know nowhere', () => {
      const more = [receiptsOf(OURS!, ['1,202504,医科外来,A,112,,,甲,28,1', '99,202507,医科外来,A,112,,,甲,28,1'])];
      const receipts = readYears([registers, ...more], { fiscalYear: 2025 }).receipts!;
      expect(receipts.reach(person(OURS!))).toMatchObject({ first: month(2025, 4), last: month(2025, 7) });
      expect(receipts.reach(person(THEIRS!))).toMatchObject({ first: Infinity, last: -Infinity });
      expect(receipts.countsIn(person(THEIRS!), month(2025, 4), month(2025, 4))).toEqual({});
    });
  });

  test('counts what the tables have columns for, wherever these stand', () => {
    const lines = ['医科外来,1,202506,A', '歯科,1,202507,'];
    const receipts = of('レセプト種別,被保険者番号,診療年月,医薬品コード', lines);
    expect(receipts.countsIn(one, month(2025, 6), month(2025, 7))).toEqual({ drugCount: 1 });
    expect(receipts.dentalMonths(one)).toEqual([month(2025, 7)]);
    const untyped = of('被保険者番号,診療年月,医薬品コード,医療機関', ['1,202506,A,甲']);
    expect(untyped.dentalMonths(one)).toBeNull();
    expect(of().dentalMonths(one)).toEqual([month(2025, 8)]);
    expect(of().dentalMonths({ number: '2', insurer: '' })).toEqual([]);
  });

  test('counts the medicines of the last month, or of all, where the rules say so', () => {
    const counted = (drugPeriod: 'latestMonth' | 'year') =>
      of(HEAD, LINES, { fiscalYear: 2025, receiptRules: { drugPeriod } }).countsIn(one, month(2025, 4), month(2025, 7))!
        .drugCount;
    expect(counted('latestMonth')).toBe(1);
    expect(counted('year')).toBe(3);
  });

  test('the latest month is the last one with a receipt of somebody in the table, the months of the year included', () => {
    const drugCount = (lines: readonly string[]) =>
      valueOf(
        intakeOf(lines.join('\n'), { fiscalYear: 2025, receiptRules: { drugPeriod: 'latestMonth' } }),
        '1',
        'drugCount',
      );
    const line = (person: string, when: string, drug: string) => `${person},${when},調剤,${drug},214,,,薬局,28,1`;
    expect(drugCount([line('1', '202603', 'A'), line('1', '202603', 'B'), line('1', '202504', 'C')])).toBe('2');
    expect(drugCount([line('1', '202504', 'A'), line('1', '202503', 'B'), line('1', '202604', 'C')])).toBe('1');
    // 9 stands in no register.
    expect(drugCount([line('1', '202506', 'A'), line('9', '202603', 'B')])).toBe('1');
  });
});
