/** A 支援記録 as nobody should write it, given to the pane in a real browser: each fault is named with its row, nothing is lost, nothing hangs. */
import { looksFine } from './screens';
import { csv, useStage, type Bench } from './stage';

jest.setTimeout(900_000);

const stage = useStage();

const [LOG, EVALUATION, DETAILS, PLAN] = ['支援記録', '事業評価', '事業評価_詳細', '計画書'] as const;
const REGISTER = csv('被保険者台帳.csv', [
  ['被保険者番号', '氏名', '性別', '生年月日', '資格取得日', '資格喪失日'],
  ...[1, 2, 3, 4, 5].map((number) => [
    `0000000${number}`,
    `合成 ${number}`,
    '女',
    '19400401',
    '20150401',
    number === 3 ? '20260601' : '',
  ]),
]);
const checkups = (year: number, weight: number) =>
  csv(`健診_令和${year - 2018}年度.csv`, [
    ['被保険者番号', '健診受診日', '身長', '体重', '質問票⑥'],
    ...[1, 2, 4, 5].map((number) => [`0000000${number}`, `${year}1101`, 150, weight + number, 'はい']),
  ]);
const EXPORTS = [REGISTER, checkups(2025, 38), checkups(2026, 39)];

const HEADINGS = [
  '被保険者番号',
  '目的',
  '支援の有無',
  '支援開始日',
  '支援終了日',
  '状況',
  '支援前体重',
  '支援後体重',
  'メモ',
];
const row = (number: string, purpose: string, start: string, end = '', status = '', before = '', memo = '') =>
  [number, purpose, '有', start, end, status, before, '', memo]; // prettier-ignore
const MANY = 10_000;
/** In the order of the sheet, from row 2 on. */
const FAULTS = [
  row('00000001', '体操教室', '2026/6/1'),
  row('00000002', '低栄養', '1930/6/1'),
  row('00000003', '低栄養', '2026/9/1'),
  row('00000004', '低栄養', '2026/8/1', '2026/7/1', '死亡'),
  row('00009999', '低栄養', '2026/6/1'),
  row('00000005', '口腔', '2026/6/1'),
  row('00000005', '口腔', '2026/6/1'),
  row('', '低栄養', '2026/6/1'),
  row('00000001', '', '2026/6/1'),
  row('00000001', '低栄養', '2026/6/1', '', '', '三十九キロ'),
];
const FIRST_OF_MANY = FAULTS.length + 2;
const bad = csv('支援記録.csv', [
  HEADINGS,
  ...FAULTS,
  ...Array.from({ length: MANY }, (_, index) =>
    row('00000005', '服薬（多剤）', '2026/6/1', '', '', '', `${index + 1} 回目`),
  ),
]);

const cellOf = async (bench: Bench, sheet: string, key: RegExp, column: string): Promise<[address: string, value: unknown]> => {
  const rows = await bench.valuesOf(sheet);
  const at = rows.findIndex((cells) => key.test(String(cells[0])));
  const across = rows[0]!.findIndex((cell) => String(cell).replace(/@.*$/u, '') === column);
  if (at < 0 || across < 0) throw new Error(`no ${sheet} ${String(key)} ${column}`);
  return [`${String.fromCharCode(65 + across)}${at + 1}`, rows[at]![across]];
}; // prettier-ignore

test('a log with every fault: the pane names each with its row, marks the rows, counts the rest, and a cost in words is said', async () => {
  const bench = await stage.bench({ viewport: { width: 1600, height: 1000 } });
  await bench.choose(...EXPORTS, bad);
  await bench.sees('4 個のファイルを取り込みました');
  await bench.click('抽出を実行');
  await bench.sees('抽出が終わりました');
  await bench.toggle('評価');
  await bench.sees(`シート「支援記録」を開く（${(FAULTS.length + MANY).toLocaleString('ja-JP')} 行）`);
  await bench.pane.getByText(/支援記録について \d+ 件/u).click();
  const said = [
    '支援記録の 1 行は使っていません（番号なし）: 9 行目。',
    '支援記録の 1 行は使っていません（目的なし）: 10 行目。',
    '支援記録の 1 行は使っていません（重複）: 8 行目。',
    '支援記録の目的「体操教室」は、個別事業・抽出目的の名前にありません（独自の目的として数えています）: 2 行目。',
    '支援記録の 3 行目は、生年月日より前の日付です',
    '支援記録の 4 行目は、資格喪失日より後の支援・案内です',
    '支援記録の 5 行目は、死亡した日（状況が死亡の行の支援終了日）より後の日付です',
    '支援記録の 5 行目は、支援終了日が支援開始日より前です',
    '支援記録の 6 行目の番号は、抽出年度のデータにも評価年度のデータにもいません',
    'ほか（全 10,000 行）は、同じ人・同じ目的・同じ年度のため 1 つの支援に数えています',
    '三十九キロ',
  ];
  for (const sentence of said) await bench.sees(new RegExp(sentence.replace(/[（）()]/gu, '.'), 'u'));
  expect(await looksFine(bench, '支援記録のまちがい', ['light'])).toEqual([]);
  await bench.page.setViewportSize({ width: 1600, height: 1000 });

  await bench.click('事業評価と報告書を書く');
  await bench.button(`${EVALUATION} を開く`).waitFor({ timeout: 300_000 });
  const log = await bench.valuesOf(LOG);
  const check = log[0]!.indexOf('行の確認');
  const mark = (line: number): string => String(log[line - 1]![check] ?? '');
  expect([9, 10, 8, 6].map(mark)).toEqual([
    '使っていません（番号なし）',
    '使っていません（目的なし）',
    '使っていません（重複）',
    'データにいない番号（書かれた値だけで評価します）',
  ]);
  expect(mark(3)).toContain('生年月日より前の日付');
  expect(mark(4)).toContain('資格喪失日より後の支援・案内');
  expect(mark(5)).toContain('支援終了日が支援開始日より前');
  // Every one of the many rows is marked, and what was written stays.
  const many = log.slice(FIRST_OF_MANY - 1);
  expect(many).toHaveLength(MANY);
  expect(many.filter((cells) => !String(cells[check]).includes('1 つの支援に数えます'))).toEqual([]);
  expect(many.map((cells) => cells[8])).toEqual(Array.from({ length: MANY }, (_, index) => `${index + 1} 回目`));
  expect(log[10]!.slice(0, 7)).toContain('三十九キロ');

  // 低栄養: rows 3, 4, 5, 6 and 11; each is one supported person. The many rows are one.
  const [, supported] = await cellOf(bench, EVALUATION, /^summary\.lowNutrition(@|$)/u, 'after');
  expect(supported).toBe(5);
  expect((await cellOf(bench, EVALUATION, /^summary\.polypharmacy(@|$)/u, 'after'))[1]).toBe(1);

  // A cost in words gives no figure, and the sheet says why.
  const [address] = await cellOf(bench, PLAN, /^programmeCost\.lowNutrition(@|$)/u, 'planned');
  await bench.type(PLAN, address, '約50万円');
  await bench.settle();
  expect((await cellOf(bench, DETAILS, /^cost\.lowNutrition@/u, 'f4'))[1]).toBe('－');
  expect((await cellOf(bench, DETAILS, /^cost\.lowNutrition@/u, 'words'))[1]).toBe(
    '計画書の「事業ごとの費用」に書かれたものが数ではないため、計算しません。',
  );
  expect(bench.complaints).toEqual([]);
  await bench.close();
});

test('a log with nothing but its headings is told so, and the evaluation says what to do', async () => {
  const bench = await stage.bench();
  await bench.choose(...EXPORTS, csv('支援記録.csv', [HEADINGS]));
  await bench.sees('4 個のファイルを取り込みました');
  await bench.click('抽出を実行');
  await bench.sees('抽出が終わりました');
  await bench.toggle('評価');
  await bench.sees('シート「支援記録」を開く（0 行）');
  await bench.click('事業評価と報告書を書く');
  await bench.button(`${EVALUATION} を開く`).waitFor({ timeout: 300_000 });
  const words = JSON.stringify(await bench.valuesOf(EVALUATION));
  expect(words).toContain('支援記録がまだありません');
  expect(bench.complaints).toEqual([]);
  await bench.close();
});
