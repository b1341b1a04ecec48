/** Cells as they are written into a file: signs, error values, formats that are alike, links, and sheets with little on them. */
import { strFromU8, unzipSync } from 'fflate';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';

let workbook: EmbeddedWorkbook;
beforeEach(() => {
  workbook = createEmbeddedWorkbook();
});
afterEach(() => workbook.dispose());

async function parts(): Promise<Record<string, string>> {
  const files = unzipSync(await workbook.saveXlsx());
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strFromU8(content)]));
}

const sheetOf = (files: Record<string, string>): string => files['xl/worksheets/sheet1.xml']!;
const put = (row: number, column: number, value: string | number | boolean, formula?: string): void =>
  workbook.book.activeSheet.write(
    { row, column, rows: 1, columns: 1 },
    () => ({ value, ...(formula === undefined ? {} : { formula }) }),
    'user',
  );

test('signs that XML cannot hold, that mean something in it, and blanks at the ends come through', async () => {
  const texts = ['<a & b>', ' x', 'a\nb', 'bell \u0007', 'line\rend', '_x0041_', 'a_x000d_b', 'no \uffff sign'];
  texts.forEach((text, row) => put(row, 0, text));
  const bytes = await workbook.saveXlsx();
  const files = unzipSync(bytes);
  const shared = strFromU8(files['xl/sharedStrings.xml']!);
  expect(shared).toContain('<t>&lt;a &amp; b&gt;</t>');
  expect(shared).toContain('<t xml:space="preserve"> x</t>');
  expect(shared).toContain('bell _x0007_');
  const again = createEmbeddedWorkbook();
  try {
    await again.openXlsx('a.xlsx', bytes);
    expect(again.valuesOf('Sheet1').flat()).toEqual(texts);
  } finally {
    again.dispose();
  }
});

test('a result that reads like a sign comes through, and its formula stays as it is', async () => {
  await workbook.typeInto('A1', '="_x0041_"&"b"');
  const bytes = await workbook.saveXlsx();
  const again = createEmbeddedWorkbook();
  try {
    await again.openXlsx('a.xlsx', bytes);
    expect(again.formulasOf('Sheet1')).toEqual([['="_x0041_"&"b"']]);
    expect(again.valuesOf('Sheet1')).toEqual([['_x0041_b']]);
  } finally {
    again.dispose();
  }
});

test('a text stands once however often it is met, and error values are no texts', async () => {
  put(0, 0, '同じ');
  put(1, 0, '同じ');
  put(2, 0, '#N/A');
  put(3, 0, true);
  put(4, 0, 1.5);
  const files = await parts();
  expect(files['xl/sharedStrings.xml']).toContain('count="1" uniqueCount="1"');
  const sheet = sheetOf(files);
  expect(sheet).toContain('<c r="A1" t="s"><v>0</v></c>');
  expect(sheet).toContain('<c r="A2" t="s"><v>0</v></c>');
  expect(sheet).toContain('<c r="A3" t="e"><v>#N/A</v></c>');
  expect(sheet).toContain('<c r="A4" t="b"><v>1</v></c>');
  expect(sheet).toContain('<c r="A5"><v>1.5</v></c>');
  expect(sheet).toContain('<dimension ref="A1:A5"/>');
});

test('results of formulas keep their kinds', async () => {
  await workbook.typeInto('A1', '=1/0');
  await workbook.typeInto('A2', '="a&b"');
  await workbook.typeInto('A3', '=1=1');
  await workbook.typeInto('A4', '=""');
  const sheet = sheetOf(await parts());
  expect(sheet).toContain('t="e"><f>1/0</f><v>#DIV/0!</v></c>');
  expect(sheet).toContain('t="str"><f>"a&amp;b"</f><v>a&amp;b</v></c>');
  expect(sheet).toContain('t="b"><f>1=1</f><v>1</v></c>');
  expect(sheet).toContain('t="str"><f>""</f><v/></c>');
});

test('formats that look alike in the file share a number, a blank cell keeps its own, and more than a row of samples are written', async () => {
  const sheet = workbook.book.activeSheet;
  const cell = (row: number, column = 0) => ({ row, column, rows: 1, columns: 1 });
  sheet.applyStyle(cell(0), { fill: '#112233' });
  sheet.applyStyle(cell(1), { fill: '#112233', size: 11 });
  for (let row = 2; row < 252; row += 1)
    sheet.applyStyle(cell(row), { fill: `#0000${row.toString(16).padStart(2, '0')}` });
  const files = await parts();
  const numbers = [...sheetOf(files).matchAll(/<c r="A\d+" s="(\d+)"\/>/g)].map(([, number]) => Number(number));
  expect(numbers).toHaveLength(252);
  expect(numbers[0]).toBe(numbers[1]);
  expect(new Set(numbers).size).toBe(251);
  expect(files['xl/styles.xml']).toContain(`<cellXfs count="252">`);
});

test('an empty workbook is a file with an empty sheet', async () => {
  const sheet = sheetOf(await parts());
  expect(sheet).toContain('<sheetData/>');
  expect(sheet).not.toContain('<dimension');
});
