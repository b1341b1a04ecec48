/** The command line on small hand-made exports: what is decided in words holds in files, cells and messages alike. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, ikkatsu } from '../e2e/built';

jest.setTimeout(120_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-acceptance-'));

function file(name: string, ...lines: string[]): string {
  const full = path.join(folder, name);
  fs.writeFileSync(full, `${lines.join('\r\n')}\r\n`);
  return full;
}

beforeAll(ensureBuilt);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const register = () =>
  file(
    '台帳.csv',
    '被保険者番号,氏名,カナ氏名,性別,生年月日,資格取得日,資格喪失日',
    '39000001,甲,コウ,1,19450401,20200401,',
    '39000002,乙,オツ,2,19500331,20200401,',
    '39000003,丙,ヘイ,2,19480101,20200401,',
  );
const checkups = () => [
  file('健診.csv', '被保険者番号,健診受診日,BMI,質問票6', '39000002,20250601,19,1'),
  file('健診前年度.csv', '被保険者番号,健診受診日,BMI,質問票6', '39000002,20240601,19,1'),
];
const receipts = () =>
  file(
    'レセプト.csv',
    '被保険者番号,医科入院レセ件数,医科外来レセ件数,歯科レセ件数,医科入院レセ件数(前年度),医科外来レセ件数(前年度),歯科レセ件数(前年度)',
    '39000002,1,1,1,1,1,1',
  );

test('a care source joined by birth gives the same answer in the workbook, which keeps joining', async () => {
  const care = file(
    '認定.csv',
    '介護保険被保険者番号,カナ,性別,生年月日,要介護度',
    '0000000001,コウ,1,19450401,要介護1',
  );
  const book = path.join(folder, '結合.xlsx');
  const words = ['run', register(), ...checkups(), receipts(), care, '--json', '--join-by-birth', '--out', book];
  const ran = await ikkatsu(...words);
  expect(ran.code).toBe(0);
  expect(ran.err).toMatch(/^※ 読み取り: /);
  const report = JSON.parse(ran.out) as { criteria: { id: string; hits: number }[] };
  expect(report.criteria.find(({ id }) => id === 'unknownStatus')).toMatchObject({ hits: 1, judged: 3 });
  const calc = await ikkatsu('calc', '=IKKATSU.UNKNOWNSTATUS("一覧")', '--with', book);
  expect(JSON.parse(calc.out)).toMatchObject({ values: [['39000003']] });
});

test('a known header without rows is a warning beside the answer', async () => {
  const ran = await ikkatsu(
    'run',
    register(),
    file('空の健診.csv', '被保険者番号,健診受診日,BMI'),
    '--json',
    '--year',
    '2025',
  );
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.out)).toMatchObject({ persons: 3 });
  expect(ran.err).toContain('空の健診.csv: 見出しだけで、データの行がありません。');
});

test('what is to be said of 支援記録 is said once, whether a workbook is made or not', async () => {
  const log = file('支援記録.csv', '被保険者番号,抽出目的,状況,支援開始日', '39000009,低栄養,支援中,2025/10/01');
  const words = ['run', register(), ...checkups(), log, '--year', '2025', '--json'];
  const said = (out: string): readonly string[] => (JSON.parse(out) as { notices: string[] }).notices;
  const alone = said((await ikkatsu(...words)).out);
  expect(alone.filter((notice) => notice.includes('支援記録の 2 行目の番号は'))).toHaveLength(1);
  expect(said((await ikkatsu(...words, '--out', path.join(folder, '支援.xlsx'))).out)).toEqual(alone);
});

test('a formula is understood with its sign missing, full-width or among spaces', async () => {
  const ran = await ikkatsu('calc', '1+1', ' =1+1', '＝1+1', '=  1+1');
  expect(ran).toMatchObject({ code: 0, err: '' });
  for (const line of ran.out.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ values: [[2]] });
});

test('a formula without anything to calculate is refused before any answer is printed', async () => {
  for (const nothing of ['', '=', '= ']) {
    const ran = await ikkatsu('calc', '=1', nothing);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('計算する式がありません');
  }
});
