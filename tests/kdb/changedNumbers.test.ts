/** Tests of persons whose number is in no register: found by 宛名番号, offered by birth date, sex and kana; and of those who left. */
import { buildIntake, textAt, type Intake } from '../../src/kdb';
import { csv } from './support';

const REGISTER = csv(
  '台帳.csv',
  `被保険者番号,宛名番号,カナ氏名,性別,生年月日,資格取得日,資格喪失日
00000001,900001,ゴウセイ ハナコ,女,1950/5/1,2025/5/1,
00000002,900002,カクウ タロウ,男,1945/1/1,2020/1/1,
00000003,900003,カクウ タロウ,男,1940/3/3,2015/3/3,
00000004,900004,ミホン フミ,女,1940/4/4,2015/4/4,2025/10/1
`,
);
/** The first row: a check-up before the 75th birthday under the number of the 国保. */
const CHECKUPS = csv(
  '健診.csv',
  `被保険者番号,カナ氏名,性別,生年月日,健診受診日,BMI
77777777,ごうせい\u3000はなこ,女,S25.5.1,20250420,19.0
00000002,カクウ タロウ,男,1945/1/1,20250601,22.0
88888888,ナモナキ ヒト,男,1945/1/1,20250601,25.0
`,
);
const bmiOf = ({ table }: Intake, id: string): number => {
  for (let row = 0; row < table.size; row++)
    if (textAt(table, 'personId', row) === id) return table.columns.bmi!.values[row]!;
  throw new Error(`no person ${id}`);
};
const reportOf = (intake: Intake, file: string) => intake.sources.find((source) => source.file === file)!;

test('a number changed at 75 is offered, never joined silently, with the count and the switch', () => {
  const intake = buildIntake([REGISTER, CHECKUPS]);
  expect(bmiOf(intake, '00000001')).toBeNaN();
  const { setAside, notices, rows, used } = reportOf(intake, '健診.csv');
  expect([rows, used, setAside]).toEqual([3, 1, { 台帳にない: 2 }]);
  expect(notices.join()).toContain('1 行は、生年月日・性別・カナが台帳の 1 人と一致します');
  expect(notices.join()).toContain('「生年月日で結合」');
});

test('once said, it is joined and reported; who fits nobody stays set aside', () => {
  const intake = buildIntake([REGISTER, CHECKUPS], { joinByBirth: true });
  expect(bmiOf(intake, '00000001')).toBe(19);
  const { setAside, notices, rows, used } = reportOf(intake, '健診.csv');
  expect([rows, used, setAside]).toEqual([3, 2, { 台帳にない: 1 }]);
  expect(notices.join()).toContain('1 行を、生年月日・性別・カナで台帳の人と結び付けました');
});

test('two persons with the same birth date, sex and kana fit nobody', () => {
  const twins = csv(
    '台帳.csv',
    '被保険者番号,カナ氏名,性別,生年月日,資格取得日\n1,カクウ タロウ,男,1945/1/1,2020/1/1\n2,カクウ タロウ,男,1945/1/1,2020/1/1\n',
  );
  const other = csv(
    '健診.csv',
    '被保険者番号,カナ氏名,性別,生年月日,健診受診日,BMI\n9,カクウ タロウ,男,1945/1/1,20250601,22\n',
  );
  const { setAside, notices } = reportOf(buildIntake([twins, other], { joinByBirth: true }), '健診.csv');
  expect(setAside).toEqual({ 台帳にない: 1 });
  expect(notices.join()).not.toContain('カナ');
});

test('a source that has only 宛名番号 is joined by it, and says so', () => {
  const receipts = csv('レセプト.csv', '宛名番号,処方薬剤数\n900002,16\n999999,3\n');
  const intake = buildIntake([REGISTER, CHECKUPS, receipts]);
  const { setAside, used, notices } = reportOf(intake, 'レセプト.csv');
  expect([used, setAside]).toEqual([1, { 台帳にない: 1 }]);
  expect(notices.join()).toContain('1 行を宛名番号で台帳の人と結び付けました');
  const row = [...Array(intake.table.size).keys()].find(
    (each) => textAt(intake.table, 'personId', each) === '00000002',
  )!;
  expect(intake.table.columns.drugCount!.values[row]).toBe(16);
});

test('who left before the reference date is set aside, unless the rule is switched off', () => {
  const without = buildIntake([REGISTER, CHECKUPS]);
  expect(without.table.size).toBe(3);
  expect(reportOf(without, '台帳.csv').setAside).toEqual({ 資格喪失: 1 });
  const kept = buildIntake([REGISTER, CHECKUPS], { keepLeavers: true });
  expect(kept.table.size).toBe(4);
  expect(reportOf(kept, '台帳.csv').setAside).toEqual({});
});

test('a table of another 対象年度 answers for its own year where that is asked for', () => {
  const receipts = csv(
    'レセプト.csv',
    '帳票名：レセプト集計\n対象年度：令和7年度\n被保険者番号,処方薬剤数,歯科レセ件数,歯科レセ件数(前年度)\n00000002,16,5,2\n',
  );
  const before = buildIntake([REGISTER, CHECKUPS, receipts], { fiscalYear: 2024 });
  expect(before.table.columns.drugCount).toBeUndefined();
  expect(Math.max(...before.table.columns.dental!.values)).toBe(2);
  const now = buildIntake([REGISTER, CHECKUPS, receipts], { fiscalYear: 2025 });
  expect(Math.max(...now.table.columns.dental!.values)).toBe(5);
});
