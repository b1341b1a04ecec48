/** Tests of =IKKATSU.QUESTIONNAIRE, and of 該当 in a 絞り込み: shares, answers, the change from the year before. */
import { purpose } from '../../src/functions/answers';
import { questionnaire } from '../../src/functions/questionnaire';
import { type Cell } from '../../src/kdb';
import { cells, first, refusal } from './excelStub';
import { datasetOfTables, sessionOf } from './sessionOf';

const register: Cell[][] = [
  ['被保険者番号', '圏域', '性別', '生年月日'],
  ['1', '北部', '女', '19400101'],
  ['2', '北部', '男', '19410101'],
  ['3', '南部', '男', '19420101'],
  ['4', '南部', '女', '19430101'],
];
const HEAD = [
  '被保険者番号',
  '健診受診日',
  '質問票①',
  '質問票②',
  '質問票③',
  '質問票④',
  '質問票⑤',
  '質問票⑥',
  '質問票⑦',
  '質問票⑧',
  '質問票⑨',
  '質問票⑩',
  '質問票⑪',
  '質問票⑫',
  '質問票⑬',
  '質問票⑭',
  '質問票⑮',
  'BMI',
];
/** Answers without any risk, with these items turned into risks. */
const answers = (...risks: number[]): Cell[] => {
  const plain = [1, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1];
  const risk = [4, 3, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 2, 2];
  return plain.map((code, index) => (risks.includes(index + 1) ? risk[index]! : code));
};
const checkups: Cell[][] = [
  HEAD,
  ['1', '20250601', ...answers(4, 5, 7, 8), 22],
  ['2', '20250601', ...answers(6), 18],
  ['3', '20250601', ...answers(1, 2, 4), 22],
  ['1', '20240601', ...answers(5, 7, 8), 22],
  ['2', '20240601', ...answers(4, 6), 22],
  ['3', '20240601', ...answers(4), 22],
]; // prettier-ignore
const inputs = [register, checkups].map((rows, index) => ({ file: `表${index}`, rows: () => rows }));
const answerWith = (tables: typeof inputs) => sessionOf(datasetOfTables(tables, 2025));

const ask = (item: unknown, wanted?: unknown, filter?: unknown, output?: unknown) =>
  first(questionnaire(item, wanted, filter as unknown[][], output));

beforeEach(() => {
  answerWith(inputs);
});

test('an item answers its share of risk among those who answered, however it is written', async () => {
  for (const item of [4, '④', 'q4', '質問票④', '口腔機能（咀嚼）']) expect(await ask(item)).toBeCloseTo(2 / 3, 10);
  expect(await ask(4, 'リスク人数')).toBe(2);
  expect(await ask(4, '回答者数')).toBe(3);
  expect(await ask(4, '未回答者数')).toBe(1);
  expect(await ask(4, '', '圏域=南部')).toBe(1);
  // Wilson, 2 of 3.
  expect(await ask(4, '', '', '下限')).toBeCloseTo(0.2077, 4);
});

test('answers are counted by their word or their code', async () => {
  expect(await ask(1, '回答人数:よい')).toBe(2);
  expect(await ask(1, '回答割合：4')).toBeCloseTo(1 / 3, 10);
  expect(await cells(questionnaire(3, '分布'))).toEqual([
    ['回答', '人数', '割合'],
    ['はい', 3, 1],
    ['いいえ', 0, 0],
  ]);
});

test('a risk answer that no public document gives is named an assumption', async () => {
  expect(await ask(2, '', '', '注意')).toContain('仮定');
  expect(await ask(4, '', '', '注意')).not.toContain('仮定');
  expect(await ask('フレイル', '', '', '注意')).toContain('国のツールの判定ではありません');
});

test('the research classes are counted among those who can be told, the points as an average', async () => {
  expect(await ask('フレイル', 'リスク人数')).toBe(1);
  expect(await ask('プレフレイル', '人数')).toBe(1);
  expect(await ask('健常')).toBeCloseTo(1 / 3, 10);
  expect(await ask('得点')).toBeCloseTo(8 / 3, 10);
  expect(await cells(questionnaire('フレイル', '分布'))).toEqual([
    ['区分', '人数', '割合'],
    ['健常', 1, 1 / 3],
    ['プレフレイル', 1, 1 / 3],
    ['フレイル', 1, 1 / 3],
  ]);
});

test('the change compares the same persons with the year before', async () => {
  // ④: person 1 got worse, person 2 improved, person 3 stayed; nobody answered for person 4.
  expect(await ask(4, '改善者数')).toBe(1);
  expect(await ask(4, '悪化者数')).toBe(1);
  expect(await ask(4, '維持者数')).toBe(1);
  expect(await ask(4, '比較できた人数')).toBe(3);
  expect(await ask(4, '変化')).toBe(0);
  expect(await ask(2, '変化')).toBeCloseTo(1 / 3, 10);
  expect(await ask(2, '変化', '', 'p')).toBe(1);
  // Classes: person 1 プレフレイル → フレイル, person 2 健常, person 3 健常 → プレフレイル.
  expect(await ask('フレイル', '悪化者数')).toBe(2);
  expect(await ask('得点', '悪化者数')).toBe(2);
  expect(await ask('得点', '変化')).toBeCloseTo(2 / 3, 10);
});

test('unknown words are #VALUE! and name the known ones; a questionnaire that is not there is #N/A', async () => {
  expect(await refusal(questionnaire(16))).toMatch(/^#VALUE! .*1〜15（①〜⑮）・得点・フレイル/);
  expect(await refusal(questionnaire(1, '平均値'))).toMatch(/^#VALUE! .*リスク該当割合・リスク人数/);
  expect(await refusal(questionnaire(4, '回答割合:たまに'))).toMatch(/^#VALUE! .*1（はい）・2（いいえ）/);
  expect(await refusal(questionnaire(''))).toMatch(/^#N\/A/);
  expect(await refusal(questionnaire(4, '', '圏域=北部' as never, '中央値'))).toMatch(/^#VALUE!/);
  answerWith([inputs[0]!]);
  expect(await refusal(questionnaire(4))).toMatch(/^#N\/A .*質問票④/);
  expect(await refusal(questionnaire('フレイル'))).toMatch(/^#N\/A/);
});

test('a filter asks for the persons of a purpose, and the overlap is the same from both sides', async () => {
  const overlap = async (one: 'lowNutrition' | 'oral', filter: string) =>
    (await purpose(one, '人数', filter, undefined))[0]![0];
  expect(await overlap('lowNutrition', '')).toBe(1);
  expect(await overlap('lowNutrition', '該当=低栄養')).toBe(1);
  expect(await overlap('lowNutrition', '該当=口腔')).toBe(await overlap('oral', '該当=低栄養'));
  expect(await ask(6, 'リスク人数', '該当=低栄養')).toBe(1);
  expect(await ask(6, '回答者数', '該当=低栄養、口腔;圏域=北部')).toBeGreaterThanOrEqual(1);
});

test('an unknown purpose names the ten, an unknown key names 該当 among the keys', async () => {
  expect(await refusal(questionnaire(4, '', '該当=風邪' as never))).toMatch(/^#VALUE! .*低栄養・口腔/);
  expect(await refusal(questionnaire(4, '', '身長=1' as never))).toMatch(/^#VALUE! .*要介護度・.*該当/);
});

test('ない場合 is what a cell shows where nobody answered, where no such year is, and never for a wrong word', async () => {
  const asked = (item: unknown, wanted: string, filter?: string, output?: string) =>
    questionnaire(item, wanted, filter as never, output, undefined, '－');
  const nobody = '年齢=90以上';
  expect(await first(asked(4, 'リスク該当割合', nobody))).toBe('－');
  expect(await first(asked('得点', '平均', nobody))).toBe('－');
  expect(await first(asked(4, '回答割合:1', '圏域=東部'))).toBe('－');
  expect(await first(asked(4, '回答者数'))).toBe(3);
  expect(await refusal(asked(4, '割合いくつ'))).toMatch(/^#VALUE!/);
  expect(await refusal(asked(16, 'リスク該当割合'))).toMatch(/^#VALUE!/);
});

test('a 類型 is at risk where any of its items is, and is told where one risk or all answers are there', async () => {
  // 口腔機能 ④⑤: person 1 both, person 2 none, person 3 ④.
  expect(await ask('口腔機能')).toBeCloseTo(2 / 3, 10);
  expect(await ask('口腔機能', 'リスク人数')).toBe(2);
  expect(await ask('運動・転倒', 'リスク人数')).toBe(1);
  expect(await ask('類型:健康状態')).toBe(await ask(1));
  expect(await ask('口腔機能', '', '', '注意')).toContain('④⑤');
  const half = checkups.map((row) => [...row]);
  half[2]![6] = null; // ⑤ of person 2 is not answered, ④ is no risk: cannot be told.
  answerWith([inputs[0]!, { file: '健診', rows: () => half }]);
  expect(await ask('口腔機能', '回答者数')).toBe(2);
});

test('persons of a group are shown from ten on', async () => {
  const many = (count: number): Cell[][] => [
    ['被保険者番号', '性別', '生年月日', '健診受診日', '質問票④'],
    ...Array.from({ length: count }, (_, index): Cell[] => [String(index + 1), '女', '19400101', '20250601', 1]),
  ];
  for (const [count, shown] of [
    [1, '10人未満'],
    [9, '10人未満'],
    [10, 10],
    [11, 11],
  ] as const) {
    answerWith([{ file: '表', rows: () => many(count) }]);
    expect(await ask(4, '公表できる回答者数')).toBe(shown);
    expect(await ask(4, '公表できる回答者数', '', '')).toBe(shown);
  }
});

test('persons who are compared with the year before are shown from ten on', async () => {
  const both = (count: number): Cell[][] => [
    ['被保険者番号', '性別', '生年月日', '健診受診日', '質問票④'],
    ...[2024, 2025].flatMap((year) =>
      Array.from({ length: count }, (_, index): Cell[] => [String(index + 1), '女', '19400101', `${year}0601`, 1]),
    ),
  ];
  for (const [count, shown] of [
    [9, '10人未満'],
    [10, 10],
    [11, 11],
  ] as const) {
    answerWith([{ file: '表', rows: () => both(count) }]);
    expect([await ask(4, '比較できた人数'), await ask(4, '公表できる比較人数')]).toEqual([count, shown]);
  }
});

describe('県・同規模・国 of 質問票調査の状況', () => {
  const form: Cell[][] = [
    ['帳票名：質問票調査の状況（後期高齢者）'],
    ['対象年度：令和7年度'],
    ['質問', '回答', '性別', '年齢', '保険者', '', '県', '', '国', ''],
    ['', '', '', '', '回答者数', '割合', '回答者数', '割合', '回答者数', '割合'],
    ['④固いもの', 'はい', '男', '75～79歳', '10', '10.0', '200', '20.0', '3,000', '30.0'],
    ['④固いもの', 'いいえ', '男', '75～79歳', '90', '90.0', '800', '80.0', '7,000', '70.0'],
    ['④固いもの', 'はい', '女', '75～79歳', '30', '30.0', '400', '40.0', '＊', ''],
    ['④固いもの', 'いいえ', '女', '75～79歳', '70', '70.0', '600', '60.0', '5,000', '50.0'],
    ['③1日3食', 'はい', '女', '75～79歳', '80', '80', '90', '90', '9', '90'],
    ['③1日3食', 'いいえ', '女', '75～79歳', '20', '20', '10', '10', '1', '10'],
    ['⑤むせる', 'はい', '女', '75～79歳', '0', '0', '0', '0', '1', '1'],
    ['⑤むせる', 'いいえ', '女', '75～79歳', '50', '100', '10', '100', '99', '99'],
  ];
  beforeEach(() => answerWith([...inputs, { file: '質問票調査の状況', rows: () => form }]));

  test('the share is that of the persons who answered, over sexes and ages', async () => {
    expect(await ask(4, '自地域（KDB）の割合')).toBeCloseTo(40 / 200, 12);
    expect(await ask(4, '県の割合')).toBeCloseTo(600 / 2000, 12);
    // ③1日3食 is item 3 and no item 31.
    expect(await ask(3, '県の割合')).toBeCloseTo(0.1, 12);
    expect(await ask(4, '県の割合', '', '注意')).toContain('そろえていません');
  });

  test('the ratio is that of the own persons over those expected at the rates of each sex and age', async () => {
    // Expected: 100 × 20 % + 100 × 40 % = 60; observed 40.
    expect(await ask(4, '県との標準化比')).toBeCloseTo((100 * 40) / 60, 9);
    // Byar, 40 events.
    expect(await ask(4, '県との標準化比', '', '下限')).toBeCloseTo((100 * 28.574) / 60, 2);
  });

  test('what the form hides, lacks or cannot expect is no figure, and has its word', async () => {
    expect(await refusal(questionnaire(4, '国の割合'))).toMatch(/^#N\/A/);
    expect(await refusal(questionnaire(4, '同規模の割合'))).toMatch(/^#VALUE!|^#N\/A/);
    expect(await refusal(questionnaire(6, '県の割合'))).toMatch(/^#N\/A/);
    expect(await refusal(questionnaire(5, '県との標準化比'))).toBe('#DIV/0!');
    expect(await refusal(questionnaire('フレイル', '県の割合'))).toMatch(/^#VALUE!/);
    for (const asked of ['国の割合', '同規模の割合'])
      expect(await first(questionnaire(4, asked, undefined, undefined, undefined, '－'))).toBe('－');
  });
});
