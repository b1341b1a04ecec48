/** Tests of finding header rows and telling what a source is. */
import { AnalystError, buildIntake, recognise, type Recognition, type RecognisedSource } from '../../src/kdb';
import { csv, expectBalanced, join, people, valueOf, valuesOf } from './support';

const known = (recognition: Recognition): RecognisedSource => {
  if (!recognition.recognised) throw new Error(recognition.why);
  return recognition;
};
const fieldsOf = (recognition: RecognisedSource): (string | null)[] =>
  recognition.columns.map((column) => column.field);

test('title rows above the header are passed over', () => {
  const source = csv(
    'a.csv',
    '帳票名：健診結果一覧\n作成年月：令和7年9月,,\n\n被保険者番号,健診受診日,ＢＭＩ\n1,20250601,20',
  );
  expect(known(recognise(source))).toMatchObject({ headerRow: 4, kinds: ['checkup'], layout: { id: 'checkup' } });
});

test('two-row headers are joined: the upper one is carried to the right', () => {
  const source = csv(
    'a.csv',
    '一覧\n被保険者番号,医科入院レセ件数,,健診受診日,,健診\n,当年度,前年度,当年度,前年度,BMI\n1,2,3,20250601,20240601,20',
  );
  const recognition = known(recognise(source));
  expect(recognition.headerRow).toBe(3);
  expect(fieldsOf(recognition)).toEqual([
    'personId',
    'inpatient',
    'inpatientPrevious',
    'checkupDate',
    'checkupDatePrevious',
    'bmi',
  ]);
});

test('of two columns with the same heading the first is used, and the second is said not to be', () => {
  const recognition = known(recognise(csv('a.csv', '被保険者番号,BMI,BMI\n1,20,30')));
  expect(fieldsOf(recognition)).toEqual(['personId', 'bmi', null]);
  expect(recognition.columns[2]!.remark).toContain('2 つ目');
});

test('of several number columns the preferred one is the person number', () => {
  const recognition = known(
    recognise(csv('a.csv', '宛名番号,被保険者証番号,個人番号(KDB),BMI,被保険者番号\n1,2,3,20,4')),
  );
  expect(fieldsOf(recognition)).toEqual([null, null, null, 'bmi', 'personId']);
});

test('several methods of one measured value answer in order, the first that has a value', () => {
  const intake = join(
    ['被保険者番号,9A751000000000001,9A752000000000001,9A755000000000001\n1,150,140,\n2,150,,\n3,150,140,130'],
    { fiscalYear: 2025 },
  );
  expect(valuesOf(intake, 'sbp')).toEqual(['140', '150', '130']);
});

test('a table of persons that only lacks the number is refused with its header row', () => {
  const act = (): unknown => recognise(csv('健診.csv', '一覧\n氏名,性別,健診受診日,BMI\n甲,1,20250601,20'));
  expect(act).toThrow(AnalystError);
  expect(act).toThrow('健診.csv の 2 行目');
});

test('an aggregate table is not recognised, and says why', () => {
  const aggregate = csv('a.csv', '市町村名,性別,被保険者数,健診受診率\n北町,1,200,30.5');
  expect(recognise(aggregate)).toEqual({ recognised: false, why: expect.stringContaining('集計表') });
  expect(recognise(csv('b.csv', 'メモ\nあいう'))).toMatchObject({ recognised: false });
});

test('sheets that the add-in wrote are never a source', () => {
  const list = '被保険者番号,BMI,優先度\n1,18,A';
  const names = [
    ...['抽出_低栄養', '取込結果', '共通評価指標', '共通評価指標_一覧', '経年比較', 'Ⅳ-1 低栄養', '個人票', '差し込み'],
    ...['目次', '一枚でわかる', '圏域カルテ', 'Ⅱ資料', '案内文の文例', '対象者（北部）', 'IKKATSU作成中_1'],
    // As other hands spell the parts of the plan.
    ...['I 基本的事項', 'Ⅱ 分析と課題', 'III計画全体', 'IV-1 低栄養', 'V その他'],
  ];
  for (const name of names) {
    expect([name, recognise({ ...csv('x', list), file: name }).recognised]).toEqual([name, false]);
    expect([name, recognise({ ...csv('x', list), sheet: name }).recognised]).toEqual([name, false]);
  }
  for (const name of ['対象者', '対象者一覧', '抽出', 'Ⅱ資料のもと', '個人票2'])
    expect([name, recognise({ ...csv('x', list), sheet: name }).recognised]).toEqual([name, true]);
});

test('unknown tables beside exports are listed, and refused only when nothing else is there', () => {
  const memo = csv('memo.csv', 'メモ\nあいう');
  const intake = buildIntake([memo, csv('a.csv', '被保険者番号,健診受診日,BMI\n1,20250601,20')]);
  expect(intake.unrecognised).toEqual([{ file: 'memo.csv', why: expect.any(String) }]);
  expect(() => buildIntake([memo])).toThrow(expect.objectContaining({ code: 'source.none' }));
});

describe('a list of ours under another name', () => {
  const LIST = '低栄養 の一覧\n被保険者番号,氏名,優先度,該当目的数,健診受診日,BMI\n1,甲,高,2,20250601,19';
  const person = csv('健診.csv', '被保険者番号,健診受診日,BMI\n1,20250701,21');

  test('is no export, and says so', () => {
    const intake = buildIntake([csv('返ってきた一覧.csv', LIST), person]);
    expect(intake.unrecognised).toEqual([
      { file: '返ってきた一覧.csv', why: expect.stringContaining('このアドインが作った一覧') },
    ]);
    expect(valueOf(intake, '1', 'bmi')).toBe('21');
  });

  test('an export with one of its two headings is read', () => {
    for (const heading of ['優先度', '該当目的数']) {
      const input = csv('書き出し.csv', `被保険者番号,健診受診日,BMI,${heading}\n1,20250601,19,2`);
      expect(recognise(input).recognised).toBe(true);
    }
  });

  test('is read where the analyst says which column is which', () => {
    const mapping = { format: 'ikkatsu-layout', version: 1, name: '一覧', columns: [] } as const;
    expect(recognise({ ...csv('返ってきた一覧.csv', LIST), mapping }).recognised).toBe(true);
  });
});

const FKAC_HEAD =
  '保険者番号,広域連合番号,被保険者証記号,被保険者証番号,生年月日元号,生年月日,性別,個人番号,データ管理番号１,受診券整理番号,健診実施年月日,健診機関コード,身長,体重,ＢＭＩ,既往歴,既往歴,収縮期血圧,ＨｂＡ１ｃ（NGSP値）,ＨｂＡ１ｃ（JDS値）,尿蛋白,喫煙,歩行速度,食習慣,受診券整理番号';
const FKAC_ROW =
  '00263129,39260000,建１３,０２０７７,3,19450401,1,9999,1,2,20250601,7,160,50,19.5,1,,130,5.6,5.2,3,1,2,1,2';
const FKAC = `1,FKAC167,20250901\n${FKAC_HEAD}\n${FKAC_ROW}\n9`;

test('FKAC167: file record and end record are no rows, and full-width numbers are read', () => {
  const intake = buildIntake([csv('FKAC167.csv', FKAC, 'cp932')]);
  expect(intake.sources[0]).toMatchObject({
    layout: { id: 'FKAC167', status: 'sourced' },
    headerRow: 2,
    rows: 1,
    used: 1,
  });
  expect(people(intake)).toEqual(['02077']);
  expect(valueOf(intake, '02077', 'birthDate')).toBe('1945-04-01');
  expect(valueOf(intake, '02077', 'insurer')).toBe('00263129');
});

test('FKAC167: its own questions never become q1–q15, and its 個人番号 never the person number', () => {
  const recognition = known(recognise(csv('a.csv', FKAC)));
  const byHeading = new Map(recognition.columns.map((column) => [column.heading, column]));
  for (const heading of ['喫煙', '歩行速度', '食習慣', '個人番号', 'ＨｂＡ１ｃ（JDS値）']) {
    expect(byHeading.get(heading)).toMatchObject({ field: null, remark: expect.any(String) });
  }
  expect(byHeading.get('被保険者証番号')!.field).toBe('personId');
  expect(fieldsOf(recognition).some((field) => /^q\d/.test(field ?? ''))).toBe(false);
});

test('FKAC167 without its file record is still known by its columns; its siblings by their file id', () => {
  expect(known(recognise(csv('a.csv', `${FKAC_HEAD}\n${FKAC_ROW}`))).layout.id).toBe('FKAC167');
  expect(known(recognise(csv('a.csv', FKAC.replace('FKAC167', 'FKAC522')))).layout).toMatchObject({
    id: 'FKAC522',
    status: 'unverified',
  });
});

test('a record of one field that is not the last is a row like others, set aside', () => {
  const intake = buildIntake([csv('a.csv', FKAC.replace(FKAC_ROW, `途中\n${FKAC_ROW}`))]);
  expect(intake.sources[0]).toMatchObject({
    rows: 2,
    used: 1,
    setAside: { 番号なし: 1 },
    setAsideRows: { 番号なし: [3] },
  });
});

test('an HbA1c of the JDS scale alone is not silently used', () => {
  const intake = join(['被保険者番号,健診受診日,HbA1c(JDS値),BMI\n1,20250601,8.0,20']);
  expect(intake.table.columns.hba1c).toBeUndefined();
  expect(intake.sources[0]!.notices.join()).toContain('JDS');
});

test('layouts name how sure we are of them', () => {
  const intake = join(
    ['被保険者番号,資格取得日\n1,20200401', '被保険者番号,歯科レセ件数\n1,2', '被保険者番号,要介護度\n1,21'],
    { fiscalYear: 2025 },
  );
  expect(intake.sources.map((source) => source.layout.id)).toEqual(['register', 'receipt', 'certification']);
  expect(intake.sources[0]!.layout.status).toBe('proposed');
  expectBalanced(intake.sources);
});
