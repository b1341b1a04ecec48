/** Tests of where printed pages end: charts stay whole, other rows are left to Excel. */
import { line, pageBreaks, printedArea, ratesWithIntervals, type ChartSpec, type SheetSpec } from '../../src/plan';

const range = (row: number, column: number, rows: number, columns = 1) => ({ row, column, rows, columns });

function chart(row: number, rows: number, column = 0): ChartSpec {
  return ratesWithIntervals({
    name: `${row},${column}`,
    title: '図',
    source: '',
    altText: '図',
    anchor: range(row, column, rows, 4),
    categories: range(0, 0, 1),
    rates: { name: '割合', values: range(0, 1, 1) },
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

it('breaks no page of a sheet without charts', () => {
  expect(
    pageBreaks({ ...sheet([]), blocks: [{ row: 0, column: 0, cells: Array.from({ length: 500 }, () => ['x']) }] }),
  ).toEqual([]);
});

it('begins a page with the chart that would be cut, and with the next one that would be', () => {
  // 842 - 96 points of height, of which 95%: 37 rows of 18.75 points.
  expect(pageBreaks(sheet([chart(2, 14), chart(18, 14), chart(34, 14), chart(50, 14), chart(66, 14)]))).toEqual([
    34, 66,
  ]);
});

it('keeps charts beside one another together', () => {
  expect(pageBreaks(sheet([chart(30, 14), chart(32, 14, 4)]))).toEqual([30]);
});

it('counts heights, hidden rows and the repeated heading', () => {
  const rowHeights = new Map([[1, 409]]);
  expect(pageBreaks(sheet([chart(2, 18)], { rowHeights }))).toEqual([2]);
  expect(pageBreaks(sheet([chart(2, 18)], { rowHeights, hiddenRows: [1] }))).toEqual([]);
  expect(pageBreaks(sheet([chart(2, 36), chart(38, 36)], { frozenRows: 1 }))).toEqual([2, 38]);
});

it('ends every page of a sheet with charts, so that no page shifts those after it', () => {
  expect(pageBreaks(sheet([chart(2, 17), chart(20, 17), chart(38, 17)]))).toEqual([37]);
  expect(pageBreaks(sheet([chart(2, 17), chart(20, 17), chart(50, 10)]))).toEqual([37]);
});

it('fits more rows to a page that is made smaller for its many columns', () => {
  const columnWidths = Array.from({ length: 12 }, () => 16);
  const wide = sheet([chart(2, 14), chart(18, 14), chart(34, 14)], {
    columnWidths,
    blocks: [line(0, columnWidths.map(String))],
  });
  expect(pageBreaks(wide)).toEqual([]);
});

it('prints the charts that reach beyond the cells', () => {
  expect(printedArea(sheet([chart(10, 5, 6)]))).toEqual(range(0, 0, 15, 10));
  const area = range(1, 1, 3, 3);
  expect(printedArea(sheet([chart(10, 5, 6)], { print: { orientation: 'portrait', area } }))).toEqual(
    range(1, 1, 14, 9),
  );
});
