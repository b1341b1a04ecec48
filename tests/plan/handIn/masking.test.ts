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

test('a share before of few persons hides the share after, the change and the sentence of its line', async () => {
  const line = (before: number) => [
    [outcome('人数'), 20] as const,
    [outcome('分母'), 50] as const,
    [outcome('前'), before] as const,
    [outcome('後'), 0.4] as const,
    [outcome('変化'), 0.4 - before] as const,
    [`"割合 "&TEXT(${outcome('後')},"0.0%")`, '割合 40.0%'] as const,
  ];
  expect(await hiddenOf([line(0.06)])).toEqual(['0,0', '0,2', '0,3', '0,4', '0,5']);
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
  expect(
    await hiddenOf([
      [
        [outcome('支援'), 60],
        [outcome('追跡'), 57],
        [outcome('追跡できず'), 3],
      ],
    ]),
  ).toEqual(['0,1', '0,2']);
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
