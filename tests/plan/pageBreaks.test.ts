/** Tests of where printed pages end: charts stay whole, other rows are left to Excel. */
import {
  dotsWithWhiskers,
  frozenRows,
  LEAST_SCALE,
  line,
  pageBreaks,
  paperOf,
  printedArea,
  printScale,
  repeatedRow,
  type ChartSpec,
  type SheetSpec,
} from '../../src/plan';
import { fittingScale, pagesAt, withPaperWidths } from '../../src/plan/pageBreaks';

const range = (row: number, column: number, rows: number, columns = 1) => ({ row, column, rows, columns });

function chart(row: number, rows: number, column = 0): ChartSpec {
  return dotsWithWhiskers({
    name: `${row},${column}`,
    title: '図',
    source: '',
    altText: '図',
    anchor: range(row, column, rows, 4),
    categories: range(0, 0, 1),
    dots: { name: '割合', values: range(0, 1, 1) },
    lower: range(0, 2, 1),
    length: range(0, 3, 1),
    categoryTitle: '目的',
  });
}

const sheet = (charts: readonly ChartSpec[], more: Partial<SheetSpec> = {}): SheetSpec => ({
  name: '計画書',
  blocks: [line(0, ['a', 'b', 'c', 'd'])],
  columnWidths: [12, 12, 12, 12],
  charts,
  print: { orientation: 'portrait' },
  ...more,
});

/** Where pages end at the scale at which the columns fit. */
const breaksOf = (spec: SheetSpec): number[] =>
  pagesAt(spec, fittingScale(spec))
    .slice(1)
    .map(({ first }) => first);

it('breaks no page of a sheet without charts', () => {
  expect(
    pageBreaks({ ...sheet([]), blocks: [{ row: 0, column: 0, cells: Array.from({ length: 500 }, () => ['x']) }] }),
  ).toEqual([]);
});

it('begins a page with the chart that would be cut, and with the next one that would be', () => {
  // 842 - 90 points of height, of which 97%: 38 rows of 18.75 points.
  expect(breaksOf(sheet([chart(2, 14), chart(18, 14), chart(34, 14), chart(50, 14), chart(66, 14)]))).toEqual([34, 66]);
});

it('keeps charts beside one another together', () => {
  expect(breaksOf(sheet([chart(30, 14), chart(32, 14, 4)]))).toEqual([30]);
});

it('counts heights, hidden rows and the repeated heading', () => {
  const rowHeights = new Map([[1, 409]]);
  expect(breaksOf(sheet([chart(2, 18)], { rowHeights }))).toEqual([2]);
  expect(breaksOf(sheet([chart(2, 18)], { rowHeights, hiddenRows: [1] }))).toEqual([]);
  expect(breaksOf(sheet([chart(2, 36), chart(38, 36)], { frozenRows: 1 }))).toEqual([38]);
});

it('ends every page of a sheet with charts, so that no page shifts those after it', () => {
  expect(breaksOf(sheet([chart(2, 17), chart(20, 17), chart(38, 17)]))).toEqual([38]);
  expect(breaksOf(sheet([chart(2, 17), chart(20, 17), chart(50, 10)]))).toEqual([38]);
});

it('fits more rows to a page that is made smaller for its many columns', () => {
  const columnWidths = Array.from({ length: 12 }, () => 16);
  const wide = sheet([chart(2, 14), chart(18, 14), chart(34, 14)], {
    columnWidths,
    blocks: [line(0, columnWidths.map(String))],
  });
  expect(breaksOf(wide)).toEqual([]);
});

it('prints the charts that reach beyond the cells', () => {
  expect(printedArea(sheet([chart(10, 5, 6)]))).toEqual(range(0, 0, 15, 10));
  const area = range(1, 1, 3, 3);
  expect(printedArea(sheet([chart(10, 5, 6)], { print: { orientation: 'portrait', area } }))).toEqual(
    range(1, 1, 14, 9),
  );
});

const cells = (rows: number, value = 'x') => Array.from({ length: rows }, () => [value, value, value, value]);
/** Two tables with their headings, one below the other. */
const tables = (first: number, second: number, more: Partial<SheetSpec> = {}): SheetSpec =>
  sheet([], {
    blocks: [
      line(0, ['a', 'b', 'c', 'd'], { style: 'header' }),
      { row: 1, column: 0, cells: cells(first) },
      line(first + 2, ['e', 'f', 'g', 'h'], { style: 'header' }),
      { row: first + 3, column: 0, cells: cells(second) },
    ],
    print: { orientation: 'portrait', breaks: [0] },
    ...more,
  });

it('repeats a heading, and freezes it, only where no other table and no chart stands below it', () => {
  const one = sheet([], {
    blocks: [line(0, ['a', 'b'], { style: 'header' }), { row: 1, column: 0, cells: cells(90) }],
    frozenRows: 1,
  });
  expect([repeatedRow(one), frozenRows(one)]).toEqual([0, 1]);
  const withChart = { ...one, charts: [chart(92, 10)] };
  expect([repeatedRow(withChart), frozenRows(withChart)]).toEqual([undefined, 1]);
  const two = tables(5, 80, { frozenRows: 1 });
  expect([repeatedRow(two), frozenRows(two)]).toEqual([undefined, undefined]);
  const last = tables(5, 80, { print: { orientation: 'portrait', repeatedRow: 7 } });
  expect([repeatedRow(last), frozenRows(last)]).toEqual([7, undefined]);
});

it('puts a table on one page where little of the page before stays blank, and divides it where much would', () => {
  // 38 rows a page: 9 rows are less than a quarter of it, 16 are more.
  expect(breaksOf(tables(27, 20))).toEqual([29]);
  expect(breaksOf(tables(20, 30))).toEqual([38]);
  // The heading never stands alone at the foot of a page.
  expect(breaksOf(tables(34, 60))[0]).toBe(36);
});

it('begins a page with a section only where it would be cut', () => {
  const section = (rows: number, breaks: readonly number[]): SheetSpec =>
    sheet([], { blocks: [{ row: 0, column: 0, cells: cells(rows) }], print: { orientation: 'portrait', breaks } });
  expect(breaksOf(section(30, [15]))).toEqual([]);
  expect(breaksOf(section(50, [15, 28]))).toEqual([28]);
});

it('fills all pages a little less where the last one would hold a few rows', () => {
  const pages = pagesAt(sheet([], { blocks: [{ row: 0, column: 0, cells: cells(41) }] }), 1);
  expect(pages).toHaveLength(2);
  for (const { fill } of pages) expect(fill).toBeGreaterThan(0.33);
});

it('makes the widest columns narrower until text is printed at 8 points, but cuts nothing that stands on one line', () => {
  const wide = sheet([], {
    columnWidths: [60, 60, 60, 60],
    blocks: [line(0, ['a', 'b', 'c', 'd'], { style: 'note' })],
  });
  const fitted = withPaperWidths(wide);
  expect(printScale(wide)).toBeLessThan(0.4);
  expect(printScale(fitted)).toBeGreaterThanOrEqual(LEAST_SCALE);
  const long = 'あ'.repeat(40);
  const kept = withPaperWidths(sheet([], { columnWidths: [90, 60, 60, 60], blocks: [line(0, [long, 'b', 'c', 'd'])] }));
  expect(kept.columnWidths[0]).toBeGreaterThan(76);
  // Out of sight nothing is cut.
  const hidden = withPaperWidths(
    sheet([], { columnWidths: [90, 60, 60, 60], blocks: [line(0, [long, 'b', 'c', 'd'])], hiddenRows: [0] }),
  );
  expect(hidden.columnWidths[0]).toBeLessThan(60);
});

it('prints somewhat smaller, but at 8 points or more, where that fills the pages', () => {
  const short = sheet([], {
    blocks: [{ row: 0, column: 0, cells: cells(41) }],
    print: { orientation: 'portrait', breaks: [0] },
  });
  expect(pagesAt(short, 1)).toHaveLength(2);
  const { scale, pages } = paperOf(short);
  expect(pages).toHaveLength(1);
  expect(scale).toBeLessThan(0.97);
  expect(scale).toBeGreaterThanOrEqual(LEAST_SCALE);
});
