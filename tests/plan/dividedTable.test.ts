/** Tests of a table whose heading stands again before some of its rows. */
import { dividedTable, indexAt } from '../../src/plan/dividedTable';

test('without a heading in between the rows stand one below the other', () => {
  const table = dividedTable(7, 3, []);
  expect([0, 1, 2].map(table.rowOf)).toEqual([7, 8, 9]);
  expect(table).toMatchObject({ runs: [{ from: 0, to: 3, row: 7 }], headings: [], end: 10 });
});

test('each heading moves the rows behind it down by one', () => {
  const table = dividedTable(7, 5, [2, 4]);
  expect([0, 1, 2, 3, 4].map(table.rowOf)).toEqual([7, 8, 10, 11, 13]);
  expect(table.headings).toEqual([9, 12]);
  expect(table.runs).toEqual([
    { from: 0, to: 2, row: 7 },
    { from: 2, to: 4, row: 10 },
    { from: 4, to: 5, row: 13 },
  ]);
  expect(table.end).toBe(14);
  expect([6, 7, 8, 9, 10, 13, 14].map((row) => indexAt(table, row))).toEqual([null, 0, 1, null, 2, 4, null]);
});

test('a table without rows has no runs', () => {
  expect(dividedTable(7, 0, [])).toMatchObject({ runs: [], headings: [], end: 7 });
});
