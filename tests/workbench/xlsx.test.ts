/** xlsx files out and in: formulas with values, texts, formats, tables, names, print settings, spills. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { readXlsxInto } from '../../src/workbench/xlsx/read';
import { fromFileFormula, toFileFormula } from '../../src/workbench/xlsx/functionNames';
import { type Bench, openBench } from './fixture';

const unzipped = (xlsx: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(xlsx)).map(([name, part]) => [name, strFromU8(part)]));

let bench: Bench;
let bytes: Uint8Array;
let files: Record<string, string>;

beforeAll(async () => {
  bench = await openBench();
  await bench.run(async (context) => {
    const { worksheets } = context.workbook;
    const list = worksheets.add('抽出_低栄養');
    list.getRange('A:A').numberFormat = '@' as never;
    list.getRange('A1:C1').values = [['低栄養', '', '']];
    list.getRange('A3:C5').values = [
      ['被保険者番号', 'BMI', '割合'],
      ['00012345', 18.5, 0.25],
      ['00054321', 19.2, 0.5],
    ];
    list.getRange('C4:C5').numberFormat = [['0.0%'], ['0.0%']];
    const header = list.getRange('A3:C3');
    header.format.fill.color = '#DDEBF7';
    header.format.font.bold = true;
    header.format.horizontalAlignment = 'Center';
    header.format.borders.getItem('EdgeBottom').style = 'Continuous';
    list.getRange('A:A').format.columnWidth = 120;
    const table = list.tables.add('A3:C5', true);
    table.name = '低栄養の一覧';
    table.style = 'TableStyleLight9';
    list.freezePanes.freezeRows(3);
    list.pageLayout.orientation = 'Landscape';
    list.pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
    list.pageLayout.setPrintTitleRows('$1:$3');
    list.getRange('E3').dataValidation.rule = { list: { inCellDropDown: true, source: '使う,使わない' } };
    list.customProperties.add('ikkatsu', 'made');
    context.workbook.names.add('IKKATSU_データ', list.getRange('B4'));
    context.workbook.settings.add('ikkatsu', '{"a":1}');
    const bracketed = worksheets.add('抽出_服薬（多剤）');
    bracketed.getRange('A1:B2').values = [
      ['被保険者番号', '氏名'],
      ['00012345', '見本 花子'],
    ];
    bracketed.getRange('A1:B1').merge(true);
    bracketed.getRange('A1').format.font.color = '#1F4E79';
    bracketed.getRange('B2').format.indentLevel = 1;
    bracketed.getRange('B2').format.horizontalAlignment = 'Right';
    bracketed.getRange('A2').format.rowHeight = 37.5;
    bracketed.tabColor = '#5B9BD5';
    bracketed.pageLayout.setPrintTitleRows('$1:$1');
    bracketed.pageLayout.setPrintArea('A1:B2');
    bracketed.horizontalPageBreaks.add('A2');
    bracketed.pageLayout.headersFooters.defaultForAllPages.centerFooter = '&P / &N';
    bracketed.pageLayout.headersFooters.defaultForAllPages.leftHeader = '&A && 一覧';
    bracketed.pageLayout.headersFooters.defaultForAllPages.rightHeader = '&D';
    bracketed.pageLayout.leftMargin = 28;
    bracketed.pageLayout.topMargin = 48;
    bracketed.pageLayout.centerVertically = true;
    bracketed.getRange('A:A').format.columnWidth = 51.75;
    const figures = worksheets.getItem('Sheet1');
    figures.getRange('A1:A6').formulas = [
      ['=IKKATSU.ADD(1,2)/4'],
      ['=SUM(抽出_低栄養!B4:B5)'],
      ['=IKKATSU.FAIL("na")'],
      ['=IKKATSU_データ*2'],
      ['=A1>0'],
      ['="IKKATSU.ADD("&"x"'],
    ];
    figures.getRange('C1').formulas = [['=IKKATSU.LIST()']];
    figures.getRange('F1').formulas = [['=XLOOKUP(2,A1:A2,A1:A2,"-")']];
    await context.sync();
  });
  bytes = await bench.workbook.saveXlsx();
  files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));
});
afterAll(() => bench.close());

test('custom functions are stored under the prefix that Excel gives them, with the values that they showed', () => {
  const sheet = files['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toContain('<f>_xldudf_IKKATSU_ADD(1,2)/4</f><v>0.75</v>');
  expect(sheet).toMatch(/<c r="A3"[^>]*t="e"[^>]*><f>_xldudf_IKKATSU_FAIL\("na"\)<\/f><v>#N\/A<\/v>/);
  expect(sheet).toContain('<f>SUM(抽出_低栄養!B4:B5)</f><v>37.7</v>');
  expect(sheet).toContain('_xlfn.XLOOKUP(');
  expect(sheet).toContain('"IKKATSU.ADD("');
});

test('the file says whose conventions it follows, so that readers keep the calculated texts', () => {
  expect(files['docProps/app.xml']).toContain('<Application>Microsoft Excel</Application>');
});

test('names of sheets with brackets are quoted where the file names print areas and titles', () => {
  const book = files['xl/workbook.xml'] ?? '';
  expect(book).toContain(`>'抽出_服薬（多剤）'!$1:$1<`);
  expect(book).toContain(`>'抽出_服薬（多剤）'!$A$1:$B$2<`);
  expect(book).toContain('>抽出_低栄養!$1:$3<');
});

test('every font of a file has a name and a size, so that no reader puts another one in its place', () => {
  const fonts = (files['xl/styles.xml'] ?? '').match(/<font>.*?<\/font>/g) ?? [];
  expect(fonts.length).toBeGreaterThan(2);
  for (const font of fonts) expect(font).toMatch(/<sz val="[\d.]+"\/>.*<name val="游ゴシック"\/>|<name val.*<sz val/);
});

test('merged cells, heights, indents, the colour of the tab and the foot of the page are in the file', () => {
  const sheet = files['xl/worksheets/sheet3.xml'] ?? '';
  expect(sheet).toContain('<mergeCell ref="A1:B1"/>');
  expect(sheet).toMatch(/<row r="2"[^>]* ht="37.5"/);
  expect(sheet).toContain('<sheetFormatPr defaultRowHeight="18.75"/>');
  expect(sheet).toContain('<tabColor rgb="FF5B9BD5"/>');
  expect(sheet).toContain('&amp;C&amp;P / &amp;N');
  expect(sheet).toMatch(/<rowBreaks[^>]*><brk id="1"/);
  expect(files['xl/styles.xml']).toMatch(/<alignment horizontal="right"[^>]* indent="1"\/>/);
});

test('a spill is stored as a dynamic array with the values of all its cells', () => {
  const sheet = files['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toMatch(/<c r="C1"[^>]*cm="1"[^>]*><f t="array" ref="C1:D3">_xldudf_IKKATSU_LIST\(\)<\/f>/);
  expect(files['xl/sharedStrings.xml']).toContain('00900');
});

test('a workbook that was saved comes back as it was, functions included', async () => {
  const again = await openBench();
  await again.workbook.openXlsx('again.xlsx', bytes);
  await again.workbook.settle();
  expect(again.workbook.sheetNames()).toEqual(['Sheet1', '抽出_低栄養', '抽出_服薬（多剤）']);
  expect(again.workbook.formulasOf('Sheet1')[0]?.[0]).toBe('=IKKATSU.ADD(1,2)/4');
  expect(again.workbook.valuesOf('Sheet1')).toEqual(bench.workbook.valuesOf('Sheet1'));
  expect(again.workbook.valuesOf('抽出_低栄養')).toEqual(bench.workbook.valuesOf('抽出_低栄養'));
  expect(again.workbook.textsOf('抽出_低栄養')[3]).toEqual(['00012345', '18.5', '25.0%', null, null].slice(0, 3));
  const { book } = again.workbook;
  const sheet = book.findSheet('抽出_低栄養');
  expect(sheet?.style(2, 0)).toMatchObject({ fill: '#DDEBF7', bold: true, horizontal: 'center' });
  expect(sheet?.layout.frozenRows).toBe(3);
  expect(sheet?.layout.page).toMatchObject({ orientation: 'Landscape', printTitleRows: '1:3' });
  expect(Math.round(sheet?.layout.columnWidths.get(0) ?? 0)).toBe(120);
  const bracketed = book.findSheet('抽出_服薬（多剤）')?.layout;
  expect(bracketed?.columnWidths.get(0)).toBe(51.75);
  expect(bracketed?.page.margins).toMatchObject({ left: 28, top: 48 });
  expect(bracketed?.page.centerVertically).toBe(true);
  const lines = { LeftHeader: '&A && 一覧', RightHeader: '&D', CenterFooter: '&P / &N' };
  expect(bracketed?.page.headersFooters).toEqual(lines);
  expect(sheet?.layout.validations[0]?.rule).toEqual({ list: { inCellDropDown: true, source: '使う,使わない' } });
  expect(sheet?.layout.customProperties.get('ikkatsu')).toBe('made');
  expect(book.tables.map((table) => [table.name, table.rect.rows])).toEqual([['低栄養の一覧', 3]]);
  expect(book.findName('IKKATSU_データ')?.formula).toBe('=抽出_低栄養!$B$4');
  expect(book.settings.get('ikkatsu')).toBe('{"a":1}');
  // What stands above and below the pages is saved again.
  const sheets = Object.entries(unzipped(await again.workbook.saveXlsx()))
    .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
    .map(([, xml]) => xml);
  expect(sheets.some((xml) => xml.includes('<oddHeader>&amp;L&amp;A &amp;&amp; 一覧&amp;R&amp;D</oddHeader>'))).toBe(
    true,
  );
  again.close();
});

test('sheets of another file are inserted through Office.js', async () => {
  const inserted = await bench.run(async (context) => {
    const base64 = Buffer.from(bytes).toString('base64');
    const names = context.workbook.insertWorksheetsFromBase64(base64, {
      sheetNamesToInsert: ['抽出_低栄養'],
      positionType: 'End',
    });
    await context.sync();
    return names.value;
  });
  expect(inserted).toHaveLength(1);
  expect(bench.workbook.sheetNames()).toEqual(['Sheet1', '抽出_低栄養', '抽出_服薬（多剤）', '抽出_低栄養 (2)']);
});

test('a csv becomes a sheet of texts, leading zeros and date-like values included', async () => {
  const workbook = createEmbeddedWorkbook();
  const csv = '\uFEFF番号,値\r\n00012,=1+1\r\n"0,5",2025/4/1\r\n';
  await workbook.openCsv('健診 2025.csv', new TextEncoder().encode(csv));
  expect(workbook.sheetNames()).toEqual(['健診 2025']);
  expect(workbook.valuesOf('健診 2025')).toEqual([
    ['番号', '値'],
    ['00012', '=1+1'],
    ['0,5', '2025/4/1'],
  ]);
  // On paper it is an export with persons: its name, the word of care and the pages are said on each.
  const [sheet] = Object.entries(unzipped(await workbook.saveXlsx())).flatMap(([name, xml]) =>
    name.startsWith('xl/worksheets/sheet') ? [xml] : [],
  );
  expect(sheet).toContain('<oddHeader>&amp;L&amp;A&amp;R取扱注意（個人情報を含みます）</oddHeader>');
  expect(sheet).toContain('<oddFooter>&amp;C&amp;P / &amp;N</oddFooter>');
  expect(sheet).toMatch(/<pageSetup[^>]*fitToWidth="1"[^>]*fitToHeight="0"/u);
  workbook.dispose();
});

test('names of functions survive the way into a file and back', () => {
  for (const formula of [
    '=IKKATSU.ORAL("割合","圏域=北部")/B3',
    '=IKKATSU.X(FILTER(A1:A3,A1:A3>0))',
    '=\'IKKATSU.X(\'!A1&"LET("',
  ])
    expect(fromFileFormula(toFileFormula(formula, ['IKKATSU']), ['IKKATSU'])).toBe(formula);
});

test('the protection of the structure and the passwords come back as the file had them, and nobody takes them off', async () => {
  const workbook = createEmbeddedWorkbook();
  workbook.book.addSheet('閉').layout.protected = true;
  workbook.book.addSheet('開');
  workbook.book.structureProtected = true;
  const parts = unzipSync(await workbook.saveXlsx());
  const text = (part: string): string => strFromU8(parts[part]!);
  const hash = 'algorithmName="SHA-512" hashValue="q+/A==" saltValue="s&amp;t" spinCount="100000"';
  const book = 'xl/workbook.xml';
  expect(text(book)).toMatch(/<workbookProtection[^>]*lockStructure="1"/u);
  parts[book] = strToU8(text(book).replace('<workbookProtection', '<workbookProtection workbookPassword="83AF"'));
  const closed = Object.keys(parts).filter(
    (part) => part.startsWith('xl/worksheets/') && text(part).includes('sheetProtection'),
  );
  expect(closed).toHaveLength(1);
  parts[closed[0]!] = strToU8(text(closed[0]!).replace('<sheetProtection', `<sheetProtection ${hash}`));

  const bench = createEmbeddedWorkbook();
  await bench.openXlsx('他.xlsx', zipSync(parts));
  expect([bench.book.structureProtected, bench.book.structurePassword]).toEqual([true, { workbookPassword: '83AF' }]);
  const written = unzipSync(await bench.saveXlsx());
  expect(strFromU8(written[book]!)).toMatch(/<workbookProtection[^>]*workbookPassword="83AF"[^>]*lockStructure="1"/u);
  const sheets = Object.keys(written).filter((part) => /^xl\/worksheets\/sheet/u.test(part)).map((part) => strFromU8(written[part]!)); // prettier-ignore
  expect(sheets.filter((xml) => xml.includes(hash))).toHaveLength(1);
  expect(sheets.filter((xml) => xml.includes('<sheetProtection'))).toHaveLength(1);

  // Inserted into another workbook a sheet brings no protection of that one's structure.
  const other = createEmbeddedWorkbook();
  await readXlsxInto(other.book, zipSync(parts), { position: 1 });
  expect([other.book.structureProtected, other.book.findSheet('閉')!.layout.protected]).toEqual([false, true]);
});

test('a protected sheet comes back with what it allows, its locked formulas and its open cells, and opens on its first cell', async () => {
  const workbook = createEmbeddedWorkbook();
  const sheet = workbook.book.addSheet('様式');
  sheet.write({ row: 0, column: 0, rows: 3, columns: 3 }, () => ({ value: 1 }), 'user');
  for (const column of [0, 1, 2, 3]) sheet.layout.columnStyles.set(column, { locked: false });
  sheet.applyStyle({ row: 1, column: 1, rows: 1, columns: 1 }, { locked: true, bold: true });
  sheet.layout.hiddenRows.add(0);
  sheet.layout.hiddenColumns.add(0);
  sheet.layout.protected = true;
  sheet.layout.protectionOptions = { allowFormatCells: true, allowAutoFilter: true };
  const saved = await workbook.saveXlsx();
  const xml = Object.entries(unzipSync(saved))
    .filter(([name]) => /worksheets\/sheet\d+\.xml$/u.test(name))
    .map(([, content]) => strFromU8(content))
    .find((text) => text.includes('sheetProtection'))!;
  expect(xml).toMatch(/<sheetProtection[^>]*formatCells="0"/u);
  expect(xml).toMatch(/<sheetProtection[^>]*insertRows="1"/u);
  expect(xml).toMatch(/<selection[^>]*activeCell="B2"/u);
  const other = createEmbeddedWorkbook();
  await other.openXlsx('様式.xlsx', saved);
  const again = other.book.findSheet('様式')!;
  expect(again.layout.protected).toBe(true);
  expect(again.layout.protectionOptions).toMatchObject({ allowFormatCells: true, allowInsertRows: false });
  // Locked is what a cell is without a word.
  expect([again.style(1, 1).locked !== false, again.style(2, 1).locked]).toEqual([true, false]);
  // Below and beside what is written, too: the columns themselves are open, and the next one is not.
  expect([again.style(90, 3).locked, again.style(90, 4).locked]).toEqual([false, undefined]);
  expect(again.layout.selection).toEqual({ row: 1, column: 1, rows: 1, columns: 1 });
});
