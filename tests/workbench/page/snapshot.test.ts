/** A workbook that is kept as plain data and restored is the same workbook. */
import { addChart } from '../../../src/workbench/book/chart/build';
import { keepBook, keepSheet, restore } from '../../../src/workbench/page/state/snapshot';
import { createEmbeddedWorkbook } from '../../../src/workbench/workbook';

it('restores cells, formulas, spills, formats, layouts, charts, names, tables and settings', async () => {
  const first = createEmbeddedWorkbook();
  const { book } = first;
  first.openRows('台帳', [
    ['番号', '人数'],
    ['00012', 3],
    ['00013', true],
  ]);
  const sheet = book.activeSheet;
  sheet.applyStyle({ row: 0, column: 0, rows: 1, columns: 2 }, { bold: true, fill: '#DDEBF7' });
  sheet.layout.columnWidths.set(0, 90);
  sheet.layout.frozenRows = 1;
  addChart(sheet, 'ColumnClustered', { sheet, rect: { row: 0, column: 0, rows: 3, columns: 2 } }, 'Columns');
  book.setName('人数', '=台帳!$B$2');
  book.renameTable(book.addTable(sheet, { row: 0, column: 0, rows: 3, columns: 2 }, true), '名簿');
  book.settings.set('選択', { year: 2025 });
  book.webExtensions.others.push({ xml: '<we:webextension/>', pane: null });
  book.customXml.set('customXml/item1.xml', new Uint8Array([60, 97, 47, 62]));
  await first.typeInto('D1', '=人数*2');
  await first.typeInto('D2', '=SEQUENCE(2,2)');

  // What the browser keeps went through a structured clone.
  const kept = structuredClone({ around: keepBook(book, 'origin'), sheets: book.sheets.map(keepSheet) });
  const second = createEmbeddedWorkbook();
  restore(second.book, kept.around, kept.sheets);
  await second.settle();

  expect(second.sheetNames()).toEqual(first.sheetNames());
  expect(second.valuesOf('台帳')).toEqual(first.valuesOf('台帳'));
  expect(second.formulasOf('台帳')).toEqual(first.formulasOf('台帳'));
  const [restored] = second.book.sheets;
  expect(restored?.style(0, 1)).toEqual(sheet.style(0, 1));
  expect(restored?.layout).toEqual(sheet.layout);
  expect(second.book.findName('人数')).toEqual(book.findName('人数'));
  expect(second.book.findTable('名簿')?.rect).toEqual({ row: 0, column: 0, rows: 3, columns: 2 });
  expect(second.book.settings.get('選択')).toEqual({ year: 2025 });
  expect(second.book.webExtensions).toEqual(book.webExtensions);
  expect(second.book.customXml).toEqual(book.customXml);
  await second.typeInto('B2', 5);
  expect(second.valuesOf('台帳')[0]?.[3]).toBe(10);
  first.dispose();
  second.dispose();
});
