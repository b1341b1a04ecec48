/** Tests of masking figures by what their formulas ask: outcomes, other years, sums, and what nobody can judge. */
import type { WriteSheet } from 'hucre';
import { readXlsx, writeXlsx } from 'hucre';
import { maskingOf, type MaskingFacts } from '../../../src/plan/handIn/masking';
import { pictureOfSheet, type SheetPicture } from '../../../src/plan/handIn/picture';

const FACTS: MaskingFacts = {
  countOf: (id) => ({ id, name: id, hits: 30, denominator: 100, judged: 90, undetermined: 10 }),
  insured: () => ({ persons: 500, checkedUp: 200 }),
};

type Lines = readonly (readonly (string | number | readonly [formula: string, value: string | number] | null)[])[];

async function pictureOf(name: string, lines: Lines): Promise<SheetPicture> {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const rows = lines.map((line, row) =>
    line.map((cell, column) => {
      if (cell === null || typeof cell !== 'object') return cell as string | number | null;
      cells.set(`${row},${column}`, {
        formula: cell[0].replaceAll('IKKATSU.', '_xldudf_IKKATSU_'),
        formulaResult: cell[1],
      });
      return null;
    }),
  );
  const [sheet] = (await readXlsx(await writeXlsx({ sheets: [{ name, rows, cells }] }), { readStyles: true })).sheets;
  return pictureOfSheet(sheet!);
}

/** The addresses that are hidden on a sheet with these formulas and the values that they show. */
async function hiddenOf(lines: Lines): Promise<string[]> {
  const { hidden } = maskingOf([await pictureOf('S', lines)], FACTS);
  return [...hidden].map((key) => key.slice(2)).sort();
}

const outcome = (output: string) =>
  `IKKATSU.OUTCOME("低栄養","体重の維持・改善"${output === '' ? '' : `,"${output}"`})`;

test('a share before of few persons goes with the change; the share after may stay, the change gone', async () => {
  const line = (before: number) => [
    [outcome('人数'), 20] as const,
    [outcome('分母'), 50] as const,
    [outcome('前'), before] as const,
    [outcome('後'), 0.4] as const,
    [outcome('変化'), 0.4 - before] as const,
    [`"割合 "&TEXT(${outcome('後')},"0.0%")`, '割合 40.0%'] as const,
  ];
  expect(await hiddenOf([line(0.06)])).toEqual(['0,2', '0,4']);
  // 15 of 50 is no secret.
  expect(await hiddenOf([line(0.3)])).toEqual([]);
});

test('the share of a small outcome is hidden with its count, and one over a small number of persons too', async () => {
  expect(
    await hiddenOf([
      [
        [outcome('人数'), 4],
        [outcome('分母'), 50],
        [outcome(''), 0.08],
        [outcome('下限'), 0.03],
      ],
    ]),
  ).toEqual(['0,0', '0,2', '0,3']);
  // Without the denominator on the sheet it follows from the other two: 12 of 15 is no secret, 12 persons of 12/1.0 neither.
  expect(
    await hiddenOf([
      [
        [outcome('人数'), 12],
        [outcome(''), 0.8],
      ],
    ]),
  ).toEqual([]);
  expect(
    await hiddenOf([
      [
        [outcome('前'), 20.5],
        [outcome(''), 0.7],
        [outcome('人数'), 8],
      ],
    ]),
  ).toEqual(['0,0', '0,1', '0,2']);
});

test('an outcome whose count stands nowhere cannot be judged and is hidden', async () => {
  expect(await hiddenOf([[[outcome(''), 0.08]]])).toEqual(['0,0']);
});

test('those who could not be followed are not told by subtraction', async () => {
  const hidden = await hiddenOf([
    [
      [outcome('支援'), 60],
      [outcome('追跡'), 57],
      [outcome('追跡できず'), 3],
    ],
  ]);
  // Either of the other two may go with them.
  expect(hidden).toContain('0,2');
  expect(hidden).toHaveLength(2);
});

test('figures of another year are judged by their counts', async () => {
  const year = (wanted: string) => `IKKATSU.INYEAR(2023,"低栄養","${wanted}")`;
  expect(
    await hiddenOf([
      [
        [year('人数'), 6],
        [year('分母'), 900],
        [year('割合'), 0.0067],
      ],
    ]),
  ).toEqual(['0,0', '0,2']);
  expect(
    await hiddenOf([
      [
        ['IKKATSU.INYEAR(2023,"健診受診者数")', 400],
        ['IKKATSU.TREND(A1,900,A1,900)', 0],
      ],
    ]),
  ).toEqual([]);
});

test('lists of persons and functions that nobody knows are hidden; plain arithmetic is not', async () => {
  expect(
    await hiddenOf([
      [
        ['IKKATSU.LOWNUTRITION("一覧")', '39000001'],
        ['IKKATSU.SOMETHING(1)', 5],
        ['1+2', 3],
        ['IKKATSU.LOWNUTRITION()', 30],
      ],
    ]),
  ).toEqual(['0,0', '0,1']);
});

describe('items of the 質問票', () => {
  /** Item 1: 30 of 90 at risk; item 2: 4 of 90; item 3: nobody of 90; no source has item 4. */
  const HITS: Readonly<Record<number, number>> = { 1: 30, 2: 4, 3: 0 };
  const asked: MaskingFacts = {
    ...FACTS,
    questionnaire: (item) => (item in HITS ? { hits: HITS[item]!, judged: 90 } : null),
  };
  const hiddenIn = async (lines: Lines): Promise<string[]> =>
    [...maskingOf([await pictureOf('S', lines)], asked).hidden].map((key) => key.slice(2)).sort();
  const line = (item: string | number, share: number | string) =>
    ['リスク該当割合', '県の割合', '国との標準化比'].map(
      (wanted, place) => [`IKKATSU.QUESTIONNAIRE(${item},"${wanted}")`, place === 0 ? share : 0.5] as const,
    );

  test('the share of few goes with its ratio, however the item is written; shares of others stay', async () => {
    expect(await hiddenIn([line(1, 0.333), line(2, 0.044), line('"②"', 0.044), line(3, 0)])).toEqual([
      '1,0',
      '1,2',
      '2,0',
      '2,2',
    ]);
  });

  test('a dash tells nothing; what is made of several answers, and a number of an item without source, cannot be judged', async () => {
    expect(await hiddenIn([[['IKKATSU.QUESTIONNAIRE(4,"リスク該当割合",,,,"－")', '－']]])).toEqual([]);
    expect(
      await hiddenIn([
        [
          ['IKKATSU.QUESTIONNAIRE(4,"リスク該当割合")', 0.2],
          ['IKKATSU.QUESTIONNAIRE("類型:運動","リスク該当割合")', 0.2],
          ['IKKATSU.QUESTIONNAIRE(1,"回答割合:よい")', 0.2],
          ['IKKATSU.QUESTIONNAIRE("フレイル","リスク人数")', 12],
        ],
      ]),
    ).toEqual(['0,0', '0,1', '0,2', '0,3']);
  });

  test('nobody is told by those who answered: 3 of an area of 93 did not', async () => {
    const few: MaskingFacts = { ...asked, insured: () => ({ persons: 93, checkedUp: 90 }) };
    const lines: Lines = [
      [
        ['IKKATSU.QUESTIONNAIRE(1,"回答者数")', 90],
        ['IKKATSU.QUESTIONNAIRE(1,"リスク該当割合")', 0.333],
        ['IKKATSU.INSURED("被保険者数")', 93],
      ],
    ];
    const hidden = (isStrict: boolean, sheet: SheetPicture) => maskingOf([sheet], { ...few, isStrict }).hidden.size;
    const sheet = await pictureOf('S', lines);
    expect(hidden(false, sheet)).toBe(0);
    expect(hidden(true, sheet)).toBeGreaterThan(0);
  });
});

test('the share of check-ups stands on those who were examined', async () => {
  expect(
    await hiddenOf([
      [
        ['IKKATSU.INSURED("健診受診率")', 0.4],
        ['IKKATSU.INSURED("被保険者数","市町村=小町")', 7],
      ],
    ]),
  ).toEqual(['0,1']);
});

test('what a formula shared down a column asks is read at each of its cells', async () => {
  expect(
    await hiddenOf([
      ['参加者数', null],
      [3, ['A2*2', 6]],
      [40, ['A3*2', 80]],
      [50, ['A4*2', 100]],
      [['SUM(A2:A4)', 93], null],
    ]),
  ).toEqual(['1,0', '1,1', '2,0', '2,1']);
});

test('a formula over whole columns or rows, or through several sheets, is hidden with a small number among its cells', async () => {
  const column: Lines = [['参加者数'], [3], [40], [50]];
  expect(
    await hiddenOf(column.map((line, row) => [...line, row === 1 ? (['SUM(A:A)*2', 186] as const) : null])),
  ).toEqual(['1,0', '1,1']);
  expect(await hiddenOf(column.map((line, row) => [...line, row === 0 ? (['SUM(2:2)*2', 6] as const) : null]))).toEqual(
    ['0,1', '1,0'],
  );
  const through = async (formula: string): Promise<string[]> => {
    const sheets = [
      await pictureOf('甲', [['参加者数'], [40]]),
      await pictureOf('抽出（乙）', [['参加者数'], [3]]),
      await pictureOf('丙', [['参加者数'], [50]]),
      await pictureOf('まとめ', [[[formula, 186]]]),
    ];
    return [...maskingOf(sheets, FACTS).hidden].sort();
  };
  expect(await through('SUM(甲:丙!A2)*2')).toEqual(['まとめ!0,0', '抽出（乙）!1,0']);
  expect(await through('抽出（乙）!A2*62')).toEqual(['まとめ!0,0', '抽出（乙）!1,0']);
  expect(await through('SUM(甲!A2,丙!A2)*2')).toEqual(['抽出（乙）!1,0']);
});

const insured = (filter: string) => `IKKATSU.INSURED("被保険者数"${filter === '' ? '' : `,"${filter}"`})`;
/** Persons by sex and age: 9, 4 and 5 of the youngest. */
const PERSONS: Record<string, number> = {
  '': 404,
  '年齢=65-74;性別=男': 4,
  '年齢=65-74;性別=女': 5,
  '年齢=75以上;性別=男': 170,
  '年齢=75以上;性別=女': 225,
  '年齢=65-74': 9,
  '年齢=75以上': 395,
  '性別=男': 174,
  '性別=女': 230,
};
const town: MaskingFacts = {
  ...FACTS,
  insured: (filter) => {
    const plain = filter.replaceAll('"', '');
    return plain in PERSONS ? { persons: PERSONS[plain]!, checkedUp: 0 } : null;
  },
};
const hiddenIn = async (facts: MaskingFacts, lines: Lines): Promise<string[]> =>
  [...maskingOf([await pictureOf('S', lines)], facts).hidden].map((key) => key.slice(2)).sort();

test('被保険者数 is one number wherever it stands: a masked age cannot be told from the total of another table', async () => {
  const age = (range: string): Lines[number] => [
    [`IF(ISNA(${insured('')}),NA(),${insured(`年齢=${range};性別=男`)})`, PERSONS[`年齢=${range};性別=男`]!],
    [`IF(ISNA(${insured('')}),NA(),${insured(`年齢=${range};性別=女`)})`, PERSONS[`年齢=${range};性別=女`]!],
  ];
  const hidden = await hiddenIn(town, [
    [...age('65-74'), ['A1+B1', 9]],
    [...age('75以上'), ['A2+B2', 395]],
    [
      ['SUM(A1:A2)', 174],
      ['SUM(B1:B2)', 230],
      ['SUM(C1:C2)', 404],
    ],
    [[insured(''), 404]],
  ]);
  expect(hidden).toEqual(expect.arrayContaining(['0,0', '0,1', '0,2']));
  // 404 − 395 would tell the 9.
  expect(hidden.includes('1,2') || hidden.includes('3,0')).toBe(true);
  expect(hidden).not.toContain('3,0');
});

test('a formula of somebody’s own over masked cells is hidden with them, and one that would give them away too', async () => {
  const lines: Lines = [['参加者数'], [3], [40], [50], [93], ['差', ['A5-SUM(A3:A4)', 3], ['A5-A4-A3', 3]]];
  const hidden = await hiddenIn(FACTS, lines);
  expect(hidden).toEqual(expect.arrayContaining(['1,0', '5,1', '5,2']));
});

test('what cannot be judged is hidden and named: lists, names, tables, cells by their addresses as texts', async () => {
  const { hidden, unjudged } = maskingOf(
    [
      await pictureOf('S', [
        [['COUNTIF(抽出_低栄養!B:B,"<18")', 30]],
        [['INDIRECT("A9")', 30]],
        [['SUM(表1[人数])', 30]],
        [["'抽出条件'!B2*2", 30]],
      ]),
    ],
    FACTS,
  );
  expect([...hidden].sort()).toEqual(['S!0,0', 'S!1,0', 'S!2,0']);
  expect(unjudged.map(({ row }) => row)).toEqual([0, 1, 2]);
});

const SUPPORTED = { programme: '低栄養', targeted: 60, supported: 43, followed: 41, lost: 2 } as const;
const programme: MaskingFacts = {
  ...FACTS,
  outcome: (_, indicator) =>
    indicator === '支援できた者'
      ? { ...SUPPORTED, kind: 'reached', isSupport: true, count: 43, denominator: 60, before: null }
      : { ...SUPPORTED, kind: 'state', isSupport: false, count: 30, denominator: 41, before: 35 },
};
const of = (indicator: string, wanted: string) => `IKKATSU.OUTCOME("低栄養","${indicator}","${wanted}")`;

test('支援, 追跡 and the denominators of the results are one system: a masked loss cannot be told by subtraction', async () => {
  const lines: Lines = [
    [
      [of('支援できた者', '分母'), 60],
      [of('支援できた者', '人数'), 43],
      [of('傾向', '追跡'), 41],
      [of('傾向', '追跡できず'), 2],
    ],
    [
      [of('傾向', '分母'), 41],
      [of('傾向', '前'), 35 / 41],
      [of('傾向', '後'), 30 / 41],
    ],
  ];
  const hidden = await hiddenIn(programme, lines);
  expect(hidden).toContain('0,3');
  // Either the supported are hidden, or all that say how many were followed.
  const supportedHidden = hidden.includes('0,1');
  const followedHidden = hidden.includes('0,2') && hidden.includes('1,0');
  expect(supportedHidden || followedHidden).toBe(true);
});

test('厳格: what a part leaves of a whole is a small number as well', async () => {
  const lines: Lines = [
    [
      [of('支援できた者', '分母'), 60],
      [of('支援できた者', '人数'), 55],
    ],
  ];
  const nearly: MaskingFacts = {
    ...FACTS,
    outcome: () => ({
      ...SUPPORTED,
      supported: 55,
      followed: 55,
      lost: 0,
      kind: 'reached',
      isSupport: true,
      count: 55,
      denominator: 60,
      before: null,
    }),
  };
  expect(await hiddenIn(nearly, lines)).toEqual([]);
  expect((await hiddenIn({ ...nearly, isStrict: true }, lines)).length).toBeGreaterThan(0);
});

test('a cell that does not show what the data say now counts for itself', async () => {
  expect(await hiddenOf([[['IKKATSU.LOWNUTRITION("人数")', 30]], [['IKKATSU.LOWNUTRITION("人数")', 4]]])).toEqual([
    '1,0',
  ]);
});
