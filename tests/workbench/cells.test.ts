/** What cells hold after an entry, and what the members of ranges, tables, names and sheets do. */
import { type Bench, openBench } from './fixture';
import { assertNoUnknownMembers } from '../../src/workbench/workbook';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => {
  assertNoUnknownMembers(bench.addin);
  bench.close();
});

const active = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getActiveWorksheet();

/** Writes one row of entries under one number format and reads it back. */
async function enter(
  entries: unknown[],
  numberFormat?: string,
): Promise<{ values: unknown[]; types: unknown[]; formats: unknown[] }> {
  return bench.run(async (context) => {
    const range = active(context).getRange('A1').getAbsoluteResizedRange(1, entries.length);
    if (numberFormat) range.numberFormat = [entries.map(() => numberFormat)];
    range.values = [entries];
    range.load('values,valueTypes,numberFormat');
    await context.sync();
    return { values: range.values[0] ?? [], types: range.valueTypes[0] ?? [], formats: range.numberFormat[0] ?? [] };
  });
}

test('numeric texts in General cells become numbers, dates and percentages with their formats', async () => {
  const { values, formats } = await enter([
    '00012345',
    '１２３',
    '1,234',
    '12.5%',
    '2025/4/1',
    'S20.4.1',
    'true',
    'abc',
    '1e3',
  ]);
  expect(values).toEqual([12345, 123, 1234, 0.125, 45748, 16528, true, 'abc', 1000]);
  expect(formats).toEqual([
    'General',
    'General',
    '#,##0',
    '0.00%',
    'yyyy/m/d',
    '[$-411]ge.m.d',
    'General',
    'General',
    '0.00E+00',
  ]);
});

test('text cells and leading apostrophes keep text as it stands', async () => {
  const asText = await enter(['00012345', '=1+1', '2025/4/1'], '@');
  expect(asText.values).toEqual(['00012345', '=1+1', '2025/4/1']);
  expect(asText.types).toEqual(['String', 'String', 'String']);
  bench.workbook.book.activeSheet.clearStyles({ row: 0, column: 0, rows: 1, columns: 9 });
  expect((await enter(["'00012345", "'=1+1", "''x"])).values).toEqual(['00012345', '=1+1', "'x"]);
});

test('a value that begins with = is a formula, also when it comes through values', async () => {
  expect((await enter([1, '=A1+1', '=CONCAT("x",B1)'])).values).toEqual([1, 2, 'x2']);
});

test('null leaves a cell as it is and the empty text empties it', async () => {
  await enter(['a', 'b', 'c']);
  expect((await enter([null, '', 'd'])).values).toEqual(['a', '', 'd']);
});

test('a column formatted as text keeps the zeros of what is written later', async () => {
  await bench.run(async (context) => {
    active(context).getRange('A:A').numberFormat = '@' as never;
    await context.sync();
    active(context).getRange('A1:B2').values = [
      ['001', '001'],
      ['002', '002'],
    ];
    await context.sync();
  });
  expect(bench.workbook.valuesOf('Sheet1')).toEqual([
    ['001', 1],
    ['002', 2],
  ]);
});

test('text shows a value under its number format', async () => {
  const text = await bench.run(async (context) => {
    const range = active(context).getRange('A1:D1');
    range.numberFormat = [['0.0%', '#,##0', 'yyyy/mm/dd', '0.00']];
    range.values = [[0.1234, 1234567, 45748, 20]];
    range.load('text');
    await context.sync();
    return range.text;
  });
  expect(text).toEqual([['12.3%', '1,234,567', '2025/04/01', '20.00']]);
});

test('formats are read where they are the same in the whole range, and null where they differ', async () => {
  await bench.run(async (context) => {
    const range = active(context).getRange('A1:B2');
    range.format.fill.color = '#ddebf7';
    range.format.font.bold = true;
    range.format.font.size = 14;
    range.format.horizontalAlignment = 'Center';
    range.format.wrapText = true;
    range.format.columnWidth = 100;
    range.format.borders.getItem('EdgeBottom').style = 'Continuous';
    range.format.borders.getItem('EdgeBottom').color = '#808080';
    active(context).getRange('B2').format.font.bold = false;
    range.load('format/fill/color,format/font/bold,format/font/size,format/horizontalAlignment,format/columnWidth');
    const edge = range.format.borders.getItem('EdgeBottom');
    edge.load('style,color');
    await context.sync();
    expect(range.format.fill.color).toBe('#DDEBF7');
    expect(range.format.font.bold).toBeNull();
    expect(range.format.font.size).toBe(14);
    expect(range.format.horizontalAlignment).toBe('Center');
    expect(range.format.columnWidth).toBe(100);
    expect([edge.style, edge.color]).toEqual(['Continuous', '#808080']);
  });
});

test('clear takes contents, formats or both', async () => {
  await bench.run(async (context) => {
    const range = active(context).getRange('A1:B1');
    range.values = [[1, 2]];
    range.format.fill.color = '#FF0000';
    active(context).getRange('A1').clear('Contents');
    active(context).getRange('B1').clear('Formats');
    const [a, b] = [active(context).getRange('A1'), active(context).getRange('B1')];
    for (const each of [a, b]) each.load('values,format/fill/color');
    await context.sync();
    expect([a.values, a.format.fill.color]).toEqual([[['']], '#FF0000']);
    expect([b.values, b.format.fill.color]).toEqual([[[2]], '#FFFFFF']);
    active(context).getRange().clear();
    const used = active(context).getUsedRangeOrNullObject();
    await context.sync();
    expect(used.isNullObject).toBe(true);
  });
});

test('copyFrom takes values, or formulas with moved references, and formats', async () => {
  await bench.run(async (context) => {
    const sheet = active(context);
    sheet.getRange('A1:B2').formulas = [
      [1, '=A1*2'],
      [3, '=A2*$A$1'],
    ];
    sheet.getRange('A1:B2').format.font.bold = true;
    const copy = context.workbook.worksheets.add('写し');
    copy.getRange('C5').copyFrom('Sheet1!A1:B2');
    copy.getRange('F5').copyFrom(sheet.getRange('A1:B2'), 'Values');
    const [all, values] = [copy.getRange('C5:D6'), copy.getRange('F5:G6')];
    all.load('formulas,format/font/bold');
    values.load('formulas,format/font/bold');
    await context.sync();
    expect(all.formulas).toEqual([
      [1, '=C5*2'],
      [3, '=C6*$A$1'],
    ]);
    expect(all.format.font.bold).toBe(true);
    expect(values.formulas).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(values.format.font.bold).toBe(false);
  });
});

test('a table knows its header, body, rows and columns, grows, is renamed and resized', async () => {
  await bench.run(async (context) => {
    const sheet = active(context);
    sheet.getRange('A1:C3').values = [
      ['番号', '氏名', '番号'],
      ["'001", '甲', 1],
      ["'002", '乙', 2],
    ];
    const table = sheet.tables.add('A1:C3', true);
    table.name = 'Extracted';
    table.style = 'TableStyleLight9';
    table.rows.add(undefined, [["'003", '丙', 3]]);
    table.columns.load('items/name');
    const body = table.getDataBodyRange();
    body.load('address,values');
    table.load('name,style');
    await context.sync();
    expect(table.columns.items.map((column) => column.name)).toEqual(['番号', '氏名', '番号2']);
    expect(body.address).toBe('Sheet1!A2:C4');
    expect(body.values[2]).toEqual(['003', '丙', 3]);
    expect([table.name, table.style]).toEqual(['Extracted', 'TableStyleLight9']);
    sheet.getRange('E1').formulas = [['=SUM(Extracted[番号2])']];
    const sum = sheet.getRange('E1');
    sum.load('values');
    await context.sync();
    expect(sum.values).toEqual([[6]]);
    table.resize('A1:C2');
    const found = context.workbook.tables.getItemOrNullObject('Extracted');
    const header = found.getHeaderRowRange();
    header.load('address');
    found.convertToRange();
    await context.sync();
    expect(header.address).toBe('Sheet1!A1:C1');
    expect(bench.workbook.book.tables).toEqual([]);
  });
});

test('names point at ranges, settings and sheet properties keep texts', async () => {
  await bench.run(async (context) => {
    const sheet = active(context);
    sheet.getRange('B2').values = [['stamp-1']];
    const name = context.workbook.names.add('IKKATSU_データ', sheet.getRange('B2'));
    context.workbook.settings.add('ikkatsu', JSON.stringify({ a: 1 }));
    sheet.customProperties.add('ikkatsu', 'made');
    name.load('name,formula,value');
    const target = context.workbook.names.getItem('IKKATSU_データ').getRangeOrNullObject();
    target.load('address');
    const setting = context.workbook.settings.getItemOrNullObject('ikkatsu');
    setting.load('value');
    const property = sheet.customProperties.getItemOrNullObject('IKKATSU');
    property.load('value');
    await context.sync();
    expect([name.formula, name.value]).toEqual(['=Sheet1!$B$2', 'stamp-1']);
    expect(target.address).toBe('Sheet1!B2');
    expect(setting.value).toBe('{"a":1}');
    expect(property.value).toBe('made');
    name.delete();
    setting.delete();
    await context.sync();
    expect(bench.workbook.book.names.size + bench.workbook.book.settings.size).toBe(0);
  });
});

test('sheets are renamed, moved, hidden, copied and deleted, and formulas follow', async () => {
  await bench.run(async (context) => {
    const { worksheets } = context.workbook;
    const first = active(context);
    const other = worksheets.add('計算');
    other.getRange('A1').values = [[5]];
    first.getRange('A1').formulas = [['=計算!A1*2']];
    other.name = '計算 2';
    const formula = first.getRange('A1');
    formula.load('formulas,values');
    await context.sync();
    expect([formula.formulas, formula.values]).toEqual([[["='計算 2'!A1*2"]], [[10]]]);
    const copy = other.copy('After', first);
    copy.load('name,position');
    other.visibility = 'Hidden';
    other.tabColor = '#0070c0';
    await context.sync();
    expect([copy.name, copy.position]).toEqual(['計算 2 (2)', 1]);
    other.delete();
    formula.load('formulas,values');
    await context.sync();
    expect([formula.formulas, formula.values]).toEqual([[['=#REF!*2']], [['#REF!']]]);
  });
  expect(bench.workbook.sheetNames()).toEqual(['Sheet1', '計算 2 (2)']);
});

test('panes, page layout, validation and protection are kept', async () => {
  await bench.run(async (context) => {
    const sheet = active(context);
    sheet.freezePanes.freezeRows(3);
    sheet.pageLayout.orientation = 'Landscape';
    sheet.pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
    sheet.pageLayout.setPrintTitleRows('$1:$3');
    sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter = '&P / &N';
    const cell = sheet.getRange('C4');
    cell.dataValidation.rule = { list: { inCellDropDown: true, source: '使う,使わない' } };
    cell.dataValidation.errorAlert = {
      message: '「使う」か「使わない」',
      showAlert: true,
      style: 'Stop',
      title: '抽出条件',
    };
    cell.format.protection.locked = false;
    const location = sheet.freezePanes.getLocationOrNullObject();
    location.load('address');
    sheet.pageLayout.load('orientation,zoom');
    cell.dataValidation.load('rule,type');
    await context.sync();
    expect(location.address).toBe('Sheet1!1:3');
    expect(sheet.pageLayout.zoom).toEqual({ horizontalFitToPages: 1, verticalFitToPages: 0 });
    expect(cell.dataValidation.rule.list?.source).toBe('使う,使わない');
    expect(cell.dataValidation.type).toBe('List');
  });
});

test('nothing is calculated while calculation is suspended, and all of it after the next sync', async () => {
  await bench.run(async (context) => {
    context.application.suspendApiCalculationUntilNextSync();
    active(context).getRange('A1:A2').formulas = [[2], ['=A1*3']];
    await context.sync();
    const cell = active(context).getRange('A2');
    cell.load('values');
    await context.sync();
    expect(cell.values).toEqual([[6]]);
  });
});

test('copied cells bring no widths, heights, hidden rows, panes, breaks or page set-up of their sheet', async () => {
  await bench.run(async (context) => {
    const sheet = active(context);
    sheet.getRange('A1:B2').values = [
      [1, 2],
      [3, 4],
    ];
    sheet.getRange('A:A').format.columnWidth = 200;
    sheet.getRange('1:1').format.rowHeight = 60;
    sheet.getRange('2:2').rowHidden = true;
    sheet.freezePanes.freezeRows(1);
    sheet.pageLayout.orientation = 'Landscape';
    sheet.pageLayout.setPrintArea('A1:B2');
    sheet.horizontalPageBreaks.add('A2');
    context.workbook.worksheets.add('写し').getRange('A1').copyFrom('Sheet1!A1:B2', 'All');
    await context.sync();
  });
  const { book } = bench.workbook;
  const untouched = book.addSheet('新しいシート').layout;
  const copy = book.findSheet('写し')!;
  expect([copy.value(0, 0), copy.value(1, 1)]).toEqual([1, 4]);
  const looks = ({ columnWidths, rowHeights, hiddenRows, frozenRows, page, rowBreaks }: typeof untouched) => ({
    columnWidths,
    rowHeights,
    hiddenRows,
    frozenRows,
    page,
    rowBreaks,
  });
  expect(looks(copy.layout)).toEqual(looks(untouched));
  expect(looks(book.findSheet('Sheet1')!.layout)).not.toEqual(looks(untouched));
});

test('copied cells bring their merged cells and rules along, and take those apart that stood there', async () => {
  await bench.run(async (context) => {
    const sheet = active(context);
    sheet.getRange('A1:C1').merge(true);
    sheet.getRange('A1').values = [['題']];
    sheet.getRange('F5:F6').merge();
    sheet.getRange('B1:B9').dataValidation.rule = { list: { inCellDropDown: true, source: 'はい,いいえ' } };
    sheet.getRange('E5:H8').copyFrom('A1:D2', 'All');
    await context.sync();
  });
  const { merges, validations } = bench.workbook.book.activeSheet.layout;
  expect(validations.map(({ rect }) => rect)).toEqual([
    { row: 0, column: 1, rows: 9, columns: 1 },
    { row: 4, column: 5, rows: 2, columns: 1 },
    { row: 6, column: 5, rows: 2, columns: 1 },
  ]);
  expect(merges.filter(({ row }) => row > 0)).toEqual([
    { row: 4, column: 4, rows: 1, columns: 3 },
    { row: 6, column: 4, rows: 1, columns: 3 },
  ]);
});

test('an indent keeps a text away from the side that it stands at, on the screen too', async () => {
  const sheet = bench.workbook.book.activeSheet;
  const padding = (row: number) => {
    const { s: id } = sheet.worksheet.getCellMatrix().getValue(row, 20) ?? {};
    return sheet.worksheet.getStyleDataByHash(String(id));
  };
  await bench.run(async (context) => {
    const range = active(context).getRange('U1:U2');
    range.values = [[2], ['死亡 1人']];
    range.format.indentLevel = 1;
    range.getCell(0, 0).format.horizontalAlignment = 'Right';
    await context.sync();
    range.load('format/indentLevel');
    await context.sync();
    expect(range.format.indentLevel).toBe(1);
  });
  expect([padding(0), padding(1)]).toMatchObject([{ pd: { r: 9 } }, { pd: { l: 9 } }]);
});

test('lines and indents that the screen set are seen by the add-in and come into the file', async () => {
  const { book } = bench.workbook;
  const matrix = book.activeSheet.worksheet.getCellMatrix();
  matrix.setValue(0, 0, { v: '字下げ', t: 1, s: { pd: { l: 18 }, bd: { b: { s: 8, cl: { rgb: '#FF0000' } } } } });
  await bench.run(async (context) => {
    const { format } = active(context).getRange('A1');
    format.load('indentLevel');
    const line = format.borders.getItem('EdgeBottom').load('style,color,weight');
    await context.sync();
    expect(format.indentLevel).toBe(2);
    expect(line).toMatchObject({ style: 'Continuous', color: '#FF0000', weight: 'Medium' });
  });
});

test('a file is opened by what its name promises; pictures and documents are refused in words', async () => {
  const text = new TextEncoder().encode('番号,値\n00012,3\n');
  await bench.workbook.open('値.dat', text);
  expect(bench.workbook.valuesOf('値')[1]).toEqual(['00012', '3']);
  await expect(bench.workbook.open('写真.png', text)).rejects.toMatchObject({ code: 'file.kind' });
});
