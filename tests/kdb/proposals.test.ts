/** What is proposed for headings that nobody knows, by contents, and what is left open; and that two columns never share a field. */
import fs from 'node:fs';
import path from 'node:path';
import { mappingOf, readFile, recognise, withMapping, FIELDS, type FieldId } from '../../src/kdb';
import { readingText, suggestColumns } from '../../src/kdb/unknownColumns';
import { csv } from './support';

const ROWS = 40;
/** Deterministic numbers between 0 and 1. */
const at = (row: number, salt: number): number => ((row * 7919 + salt * 104729) % 997) / 997;
const between = (low: number, high: number, decimals = 0) => {
  const salt = Math.round(low * 31 + high * 17);
  return (row: number): string => (low + at(row, salt) * (high - low)).toFixed(decimals);
};
const oneOf =
  (...words: string[]) =>
  (row: number): string =>
    words[(row * 5 + 1) % words.length]!;
const day =
  (from: number, to: number, form: (y: number, m: number, d: number) => string = (y, m, d) => `${y}/${m}/${d}`) =>
  (row: number): string =>
    form(from + Math.floor(at(row, from) * (to - from + 1)), 1 + (row % 12), 1 + (row % 28));

const CONTENT: Record<string, (row: number) => string> = {
  number8: (row) => String(10000000 + row * 7919),
  systolic: between(98, 178),
  diastolic: between(52, 101),
  yes12: oneOf('1', '2'),
  yesNo: oneOf('有', '無'),
  hai: oneOf('はい', 'いいえ'),
  born: day(1928, 1949),
  bornWareki: day(3, 24, (y, m, d) => `S${String(y).padStart(2, '0')}.${m}.${d}`),
  bornDigits: day(1928, 1949, (y, m, d) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`),
  serials: (row) => String(10500 + row * 190),
  examined: day(2025, 2025),
  bmi: between(16.2, 31, 1),
  height: between(138, 171, 1),
  weight: between(36, 74, 1),
  a1c: between(5, 8.6, 1),
  creatinine: between(0.45, 1.3, 2),
  egfr: between(32, 88, 1),
  drugs: between(0, 14),
  protein: oneOf('－', '±', '＋', '2+'),
  protein15: oneOf('1', '2', '3', '4', '5'),
  names: (row) => `山田\u3000${'一二三四五六七八九十'[row % 10]}郎`,
  kana: (row) => `ヤマダ ${'アイウエオカキクケコ'[row % 10]}ロウ`,
  male: oneOf('男', '女'),
  areas: oneOf('北部', '南部', '西部'),
  addresses: (row) => `北町${row + 1}丁目${row}番`,
  phones: (row) => `090${10000000 + row * 37}`,
  care: oneOf('要支援1', '要介護2', '非該当'),
  fat: between(60, 190),
  hematocrit: between(33, 46, 1),
  waist: between(70, 99, 1),
  albumin: between(3.2, 4.9, 1),
  class15: oneOf('1', '2', '3', '4', '5'),
  count: between(0, 12),
  enrolled: day(2009, 2024),
  blank: () => '',
};

/** Heading, what stands below it, and the field that is proposed; null: left open. */
const TABLE: readonly (readonly [string, keyof typeof CONTENT, FieldId | null])[] = [
  ['体格指数値', 'bmi', 'bmi'],
  ['体格指数', 'systolic', null],
  ['体格指数 ', 'bmi', 'bmi'],
  ['グリコヘモグロビン', 'a1c', 'hba1c'],
  ['ヘモグロビンA1c検査値', 'a1c', 'hba1c'],
  ['A1c', 'a1c', 'hba1c'],
  ['A1c', 'systolic', null],
  ['上の血圧', 'systolic', 'sbp'],
  ['上の血圧', 'diastolic', null],
  ['血圧（上）', 'systolic', 'sbp'],
  ['ｻｲｺｳｹﾂｱﾂ', 'systolic', 'sbp'],
  ['下の血圧', 'diastolic', 'dbp'],
  ['下の血圧', 'systolic', null],
  ['血圧の下', 'diastolic', 'dbp'],
  ['薬の数', 'drugs', 'drugCount'],
  ['お薬の数', 'drugs', 'drugCount'],
  ['くすりの数', 'drugs', 'drugCount'],
  ['薬の数', 'a1c', null],
  ['眠剤', 'yesNo', 'hypnotic'],
  ['眠剤', 'drugs', null],
  ['睡眠導入剤', 'yesNo', 'hypnotic'],
  ['健診に来た日', 'examined', 'checkupDate'],
  ['健診を受けた日', 'examined', 'checkupDate'],
  ['健診に来た日', 'born', null],
  ['健診に来た日', 'yes12', null],
  ['お名前', 'names', 'name'],
  ['お名前', 'number8', null],
  ['姓名', 'names', 'name'],
  ['よみがな', 'kana', 'kana'],
  ['ﾋﾎｹﾝｼｬﾊﾞﾝｺﾞｳ', 'number8', 'personId'],
  ['ひほけんしゃばんごう', 'number8', 'personId'],
  ['ﾋﾎｹﾝｼｬﾊﾞﾝｺﾞｳ', 'names', null],
  ['証番号', 'number8', 'personId'],
  ['ｾｲﾈﾝｶﾞｯﾋﾟ', 'born', 'birthDate'],
  ['せいねんがっぴ', 'bornWareki', 'birthDate'],
  ['生まれた日', 'bornDigits', 'birthDate'],
  ['ｾｲﾈﾝｶﾞｯﾋﾟ', 'systolic', null],
  ['ｾｲﾈﾝｶﾞｯﾋﾟ', 'serials', null],
  ['いつ生まれたか', 'born', 'birthDate'],
  ['世帯主の生年月日', 'born', null],
  ['体重が減ったか', 'yes12', 'q6'],
  ['体重が減ったか', 'weight', null],
  ['転んだか', 'hai', 'q8'],
  ['男女別', 'male', 'sex'],
  ['ｾｲﾍﾞﾂ', 'yes12', 'sex'],
  ['目方', 'weight', 'weight'],
  ['背の高さ', 'height', 'height'],
  ['推算GFR', 'egfr', 'egfr'],
  ['腎機能', 'class15', null],
  ['CRE', 'creatinine', 'creatinine'],
  ['尿のたんぱく', 'protein', 'proteinuria'],
  ['生活圏域', 'areas', 'area'],
  ['地域', 'addresses', null],
  ['介護認定', 'care', 'careLevel'],
  ['喪失日', 'blank', 'left'],
  ['取得年月日', 'enrolled', 'enrolled'],
  ['中性脂肪', 'fat', null],
  ['LDL', 'fat', null],
  ['ヘマトクリット', 'hematocrit', null],
  ['腹囲', 'waist', null],
  ['アルブミン', 'albumin', null],
  ['電話', 'phones', 'phone'],
  ['体重の変化', 'weight', null],
  ['前回の体重', 'weight', null],
  ['目標の血圧（上）', 'systolic', null],
  ['TEL番号', 'phones', 'phone'],
  ['Z01', 'serials', null],
  ['Z02', 'systolic', null],
  ['列5', 'number8', null],
];

const source = (columns: readonly (readonly [string, keyof typeof CONTENT])[]) =>
  csv(
    '謎.csv',
    [
      ['患者の別の番号', '備考の欄', ...columns.map(([heading]) => `"${heading}"`)].join(','),
      ...Array.from({ length: ROWS }, (_, row) =>
        ['x', `覚え${row}`, ...columns.map(([, content]) => CONTENT[content]!(row))].join(','),
      ),
    ].join('\n'),
  );

test('the table has at least 60 headings', () => expect(TABLE.length).toBeGreaterThanOrEqual(60));

test.each(TABLE)('%s over %s is proposed as %s', (heading, content, field) => {
  const { columns } = suggestColumns(source([[heading, content]]));
  const column = columns[2]!;
  if (column.recognised === null) expect([column.proposed, column.recognised]).toEqual([field, null]);
  else expect(column.recognised).toBe(field ?? column.recognised);
});

test('wrong proposals among all first suggestions: 0', () => {
  const wrong = TABLE.flatMap(([heading, content, field]) => {
    const [best] = suggestColumns(source([[heading, content]])).columns[2]!.suggestions;
    // What is left open may be suggested only under a heading that says nothing.
    return best === undefined || best.field === field || /^[A-Z列]?\d*$/.test(heading)
      ? []
      : [`${heading}→${best.field}`];
  });
  expect(wrong).toEqual([]);
});

test('bare numbers are no dates of birth, whatever stands in the headings, at the edges of what Excel would show', () => {
  for (const [low, high] of [[1, 120], [7306, 24_000], [23_999, 24_001], [24_000, 40_000]] as const) {
    const rows = Array.from({ length: ROWS }, (_, row) => `a,${low + Math.floor(((high - low) * row) / ROWS)}`);
    const { columns } = suggestColumns(csv('a.csv', ['い,ろは列', ...rows].join('\n')));
    expect(columns.flatMap(({ suggestions }) => suggestions.map(({ field }) => field))).not.toContain('birthDate');
  }
}); // prettier-ignore

test('of two columns that come near one field none is proposed, in both orders; a clear one is', () => {
  const proposed = (...headings: [string, keyof typeof CONTENT][]) =>
    suggestColumns(source(headings))
      .columns.slice(2)
      .map((column) => column.proposed);
  expect(proposed(['上の血圧', 'systolic'], ['血圧（上）', 'systolic'])).toEqual([null, null]);
  expect(proposed(['血圧（上）', 'systolic'], ['上の血圧', 'systolic'])).toEqual([null, null]);
  expect(proposed(['いつ生まれたか', 'born'], ['ｾｲﾈﾝｶﾞｯﾋﾟ', 'born'])).toEqual([null, 'birthDate']);
  expect(proposed(['ｾｲﾈﾝｶﾞｯﾋﾟ', 'born'], ['いつ生まれたか', 'born'])).toEqual(['birthDate', null]);
});

test('the case of invented headings: pressures and answers are never dates of birth', () => {
  const folder = path.join(__dirname, 'cases/mapping-proposals');
  const { expect: wanted } = JSON.parse(fs.readFileSync(path.join(folder, 'case.json'), 'utf8')) as {
    expect: { never: Record<string, string[]>; proposed: Record<string, string> };
  };
  const file = fs.readdirSync(folder).find((name) => name.endsWith('.csv'))!;
  const [input] = readFile(file, fs.readFileSync(path.join(folder, file)));
  const { columns } = suggestColumns(input!);
  const byHeading = new Map(columns.map((column) => [column.heading, column]));
  for (const [heading, labels] of Object.entries(wanted.never))
    for (const label of labels)
      expect(byHeading.get(heading)?.suggestions.map(({ field }) => FIELDS[field].label) ?? []).not.toContain(label);
  for (const [heading, label] of Object.entries(wanted.proposed))
    expect([heading, FIELDS[byHeading.get(heading)!.proposed!]?.label]).toEqual([heading, label]);
  expect(
    columns
      .map(({ proposed }) => proposed)
      .filter((field) => field !== null)
      .sort(),
  ).toEqual(['sbp', 'dbp', 'q6', 'birthDate', 'checkupDate', 'drugCount', 'hypnotic', 'name'].sort());
});

test('two columns on one field are refused by name; one that is given up, and diagnoses of one kind, are not', () => {
  const input = csv('a.csv', '被保険者番号,い,ろ,BMI\n1,22,23,24');
  const read = (...fields: [number, FieldId | null][]) =>
    recognise(withMapping(input, mappingOf('x', ['被保険者番号', 'い', 'ろ', 'BMI'], new Map(fields))));
  const twice = expect.objectContaining({ code: 'mapping.twice' });
  expect(() => read([1, 'bmi'], [2, 'bmi'], [3, null])).toThrow(twice);
  expect(() => read([1, 'bmi'])).toThrow(twice);
  expect(() => read([1, 'bmi'])).toThrow(/い.*BMI/);
  expect(() => read([1, 'personId'], [2, 'personId'])).toThrow(twice);
  expect(read([1, 'bmi'], [3, null]).recognised).toBe(true);
  expect(read([1, 'cvdDiagnosis'], [2, 'cvdDiagnosis']).recognised).toBe(true);
});

test.each<[FieldId, string | number | null, string]>([
  ['birthDate', 'S20.4.1', '昭和20年4月1日'],
  ['birthDate', '128', '明治33年5月7日'],
  ['sbp', '143', '143'],
  ['sbp', '999', '範囲外'],
  ['sbp', '高め', '読めない'],
  ['hypnotic', '有', '有'],
  ['hypnotic', '無', '無'],
  ['sex', '2', '女'],
  ['q6', '1', 'はい'],
  ['careLevel', '要介護2', '要介護2'],
  ['name', '山田　花', '山田 花'],
  ['bmi', '', '空欄'],
])('%s of %p becomes %p', (field, cell, words) => expect(readingText(field, cell)).toBe(words));
