/** What stands on cells moves along when rows or columns come and go. */
import { addChart } from '../../../src/workbench/book/chart/build';
import { placeOver } from '../../../src/workbench/book/chart/place';
import { shifted, shiftAttachments } from '../../../src/workbench/page/grid/attachments';
import { createEmbeddedWorkbook } from '../../../src/workbench/workbook';

const rect = { row: 4, column: 1, rows: 3, columns: 2 };

describe('a rectangle when rows are inserted or removed', () => {
  it.each([
    ['rows above push it down', true, 4, 2, { row: 6, rows: 3 }],
    ['rows inside of it make it taller', true, 5, 2, { row: 4, rows: 5 }],
    ['rows below leave it', true, 7, 2, { row: 4, rows: 3 }],
    ['rows that go above pull it up', false, 0, 2, { row: 2, rows: 3 }],
    ['rows that go across its upper edge cut it', false, 3, 2, { row: 3, rows: 2 }],
    ['rows that go inside of it make it shorter', false, 5, 1, { row: 4, rows: 2 }],
    ['rows that go across its lower edge cut it', false, 6, 5, { row: 4, rows: 2 }],
  ])('%s', (_, inserted, at, count, expected) => {
    expect(shifted(rect, { axis: 'row', inserted, at, count })).toEqual({ ...rect, ...expected });
  });

  it('goes when all its rows go', () => {
    expect(shifted(rect, { axis: 'row', inserted: false, at: 4, count: 3 })).toBeNull();
  });

  it('moves to the side with columns', () => {
    expect(shifted(rect, { axis: 'column', inserted: true, at: 0, count: 1 })).toEqual({ ...rect, column: 2 });
  });
});

it('moves tables and links of the sheet, and drops those whose cells went', () => {
  const workbook = createEmbeddedWorkbook();
  const { book } = workbook;
  const sheet = book.activeSheet;
  const table = book.addTable(sheet, rect, true);
  sheet.layout.hyperlinks.set('A1', { documentReference: 'A2' });
  sheet.layout.hyperlinks.set('C9', { documentReference: 'A3' });
  shiftAttachments(book, sheet, { axis: 'row', inserted: false, at: 0, count: 1 });
  expect(table.rect).toEqual({ ...rect, row: 3 });
  expect([...sheet.layout.hyperlinks.keys()]).toEqual(['C8']);
  workbook.dispose();
});

it('moves charts with their cells, and the cells that charts of any sheet read', () => {
  const workbook = createEmbeddedWorkbook();
  const { book } = workbook;
  const [sheet, other] = [book.activeSheet, book.addSheet('図')];
  const data = { sheet, rect: { row: 4, column: 1, rows: 3, columns: 1 } };
  const own = addChart(sheet, 'Line', data, 'Columns');
  const elsewhere = addChart(other, 'Line', data, 'Columns');
  placeOver(own, { row: 10, column: 0, rows: 5, columns: 4 });
  shiftAttachments(book, sheet, { axis: 'row', inserted: true, at: 2, count: 2 });
  expect([own.from.row, own.to.row]).toEqual([12, 17]);
  expect([own, elsewhere].map(({ series }) => series[0]!.values.ref)).toEqual(['Sheet1!$B$7:$B$9', 'Sheet1!$B$7:$B$9']);
  shiftAttachments(book, sheet, { axis: 'row', inserted: false, at: 6, count: 3 });
  expect(elsewhere.series[0]!.values.ref).toBe('#REF!');
  expect(own.from.row).toBe(9);
  workbook.dispose();
});
