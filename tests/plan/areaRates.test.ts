/** Tests of 共通評価指標 with many 圏域: a row an area instead of ten, on few pages, with the same figures. */
import { NATIONAL_CRITERIA, type Area } from '../../src/criteria';
import { commonIndicatorsSheet, LEAST_SCALE, printedPages, printScale, type SheetSpec } from '../../src/plan';
import { areaRates } from '../../src/plan/areaRates';
import { MOST_DRAWN } from '../../src/plan/indicatorIntervals';
import { NOTHING_LACKING } from '../../src/plan/lacking';
import { gridOf, sampleIntake } from './support';

const LONG_NAME = '日常生活圏域（地域包括支援センター担当地区・旧町村部）';
const { table } = sampleIntake();
const areasNamed = (count: number, more = LONG_NAME): Area[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `第${index + 1}${more}`,
    filter: `圏域=第${index + 1}${more}`,
  }));
const sheetOf = (areas: readonly Area[]): SheetSpec =>
  commonIndicatorsSheet({ fiscalYear: 2025, stamp: 'x', areas, table });
const callsIn = (spec: SheetSpec): string[] =>
  gridOf(spec)
    .flat()
    .filter((cell): cell is string => typeof cell === 'string' && cell.includes('IKKATSU.'));

test(`up to ${MOST_DRAWN} 圏域 have a row a purpose and charts; one more, and they have a row each`, () => {
  const [last, first] = [sheetOf(areasNamed(MOST_DRAWN)), sheetOf(areasNamed(MOST_DRAWN + 1))];
  expect(last.charts).toHaveLength(12);
  expect(gridOf(last).filter(([name]) => name === `第1${LONG_NAME}`)).toHaveLength(21);
  expect(first.charts).toHaveLength(1);
  // Four kinds of figures of the purposes, and the check-ups.
  expect(gridOf(first).filter(([name]) => name === `第1${LONG_NAME}`)).toHaveLength(5);
});

test('everybody stands as the country lists the ten purposes, whatever the number of 圏域', () => {
  const whole = (spec: SheetSpec): unknown[][] =>
    gridOf(spec)
      .filter(([name]) => name === '全体')
      .map((cells) => cells.slice(0, 9));
  expect(whole(sheetOf(areasNamed(30)))).toEqual(whole(sheetOf(areasNamed(3))));
  expect(whole(sheetOf(areasNamed(30))).map((cells) => cells[2])).toEqual(NATIONAL_CRITERIA.map(({ name }) => name));
});

test.each([13, 30, 80])('%i 圏域 with long names take few pages at 8 points or more', (count) => {
  const spec = sheetOf(areasNamed(count));
  const pages = printedPages(spec);
  expect(printScale(spec)).toBeGreaterThanOrEqual(LEAST_SCALE - 0.005);
  // Five tables of a row an area, and two pages of everybody.
  expect(pages.length).toBeLessThanOrEqual(3 + 5 * Math.ceil(count / 25));
  expect(pages.filter(({ fill }) => fill < 1 / 3)).toEqual([]);
  expect(pages.filter(({ fill }) => fill > 1)).toEqual([]);
  const headings = new Set(spec.blocks.filter(({ style }) => style === 'header').map(({ row }) => row));
  const titles = new Set(spec.blocks.filter(({ style }) => style === 'heading').map(({ row }) => row));
  const notes = new Set(spec.blocks.filter(({ style }) => style === 'note').map(({ row }) => row));
  const charts = spec.charts!.map(({ anchor }) => anchor.row);
  const begins = (row: number): boolean =>
    headings.has(row) || titles.has(row) || notes.has(row) || charts.some((at) => row === at || row === at - 1);
  for (const { first } of pages.slice(1)) expect([first, begins(first)]).toEqual([first, true]);
});

test('an area asks for itself, by the filter beside the page', () => {
  const areas = areasNamed(13);
  const { blocks, tables, merges } = areaRates(10, {
    areas,
    lacking: NOTHING_LACKING,
    hasCheckupRate: true,
    again: [[], [5]],
  });
  const spec: SheetSpec = { name: 'x', blocks, columnWidths: [], print: { orientation: 'landscape' } };
  const grid = gridOf(spec);
  expect(tables).toHaveLength(5);
  for (const [index, each] of tables.entries())
    for (const [at, { name, filter }] of areas.entries()) {
      const row = each.rowOf(at);
      expect([grid[row]![0], grid[row]![14]]).toEqual([name, filter]);
      expect(merges).toContainEqual({ row, column: 0, rows: 1, columns: 3 });
      const own = grid[row]!.filter((cell): cell is string => typeof cell === 'string' && cell.startsWith('='));
      expect(own).toHaveLength(index === 4 ? 4 : 11);
      expect(own.every((formula) => formula.includes(`$O${row + 1}`))).toBe(true);
    }
  // The heading that is written again stands above the row that begins the page.
  expect(grid[tables[1]!.rowOf(5) - 1]![0]).toBe('圏域');
  expect(grid[tables[1]!.rowOf(5) - 1]![4]).toBe('低栄養');
});

test('the same figures are asked for as with few 圏域', () => {
  const wanted = (spec: SheetSpec): Set<string> =>
    new Set(
      callsIn(spec).flatMap((cell) =>
        [...cell.matchAll(/IKKATSU\.(\w+)\("([^"]+)",\$/gu)].map(([, name, of]) => `${name} ${of}`),
      ),
    );
  const [few, many] = [wanted(sheetOf(areasNamed(3))), wanted(sheetOf(areasNamed(30)))];
  // 判定不能 is what is left of 被保険者 beside 判定可能; 分母 is 被保険者.
  const left = [...few].filter((each) => !many.has(each) && !/ (?:判定不能|分母)$/u.test(each));
  expect(left).toEqual([]);
});
