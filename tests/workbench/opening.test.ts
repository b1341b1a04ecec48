/** What is opened into a workbook stands beside what is there: the analyst's own sheets keep their names. */
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';

const csv = (text: string) => new TextEncoder().encode(text);

/** A workbook file with one sheet of this name. */
async function bookWith(name: string, value: string): Promise<Uint8Array> {
  const workbook = createEmbeddedWorkbook();
  workbook.book.renameSheet(workbook.book.activeSheet, name);
  await workbook.typeInto('A1', value);
  const bytes = await workbook.saveXlsx();
  workbook.dispose();
  return bytes;
}

test('the sheet of the beginning makes room while nobody has used it', async () => {
  const workbook = createEmbeddedWorkbook();
  await workbook.open('一.csv', csv('a,b\r\n1,2'));
  expect(workbook.sheetNames()).toEqual(['一']);
  workbook.dispose();
});

test('a file with a sheet of that name takes its name, in either form', async () => {
  for (const [file, bytes] of [
    ['b.xlsx', await bookWith('Sheet1', 'file')],
    ['Sheet1.csv', csv('file')],
  ] as const) {
    const workbook = createEmbeddedWorkbook();
    await workbook.open(file, bytes);
    expect(workbook.sheetNames()).toEqual(['Sheet1']);
    expect(workbook.valuesOf('Sheet1')).toEqual([['file']]);
    workbook.dispose();
  }
});

test("the analyst's own Sheet1 keeps its name, and the file's gets a number", async () => {
  const workbook = createEmbeddedWorkbook();
  await workbook.typeInto('A1', 'mine');
  await workbook.open('b.xlsx', await bookWith('Sheet1', 'file'));
  await workbook.open('b.xlsx', await bookWith('Sheet1', 'again'));
  await workbook.open('Sheet1.csv', csv('text'));
  expect(workbook.sheetNames()).toEqual(['Sheet1', 'Sheet1 (2)', 'Sheet1 (3)', 'Sheet1 (4)']);
  expect(workbook.sheetNames().map((name) => workbook.valuesOf(name)[0]![0])).toEqual([
    'mine',
    'file',
    'again',
    'text',
  ]);
  workbook.dispose();
});

test('a sheet that the analyst renamed or that stands beside others stays, also when it is empty', async () => {
  const renamed = createEmbeddedWorkbook();
  renamed.book.renameSheet(renamed.book.activeSheet, 'メモ');
  await renamed.open('一.csv', csv('a'));
  expect(renamed.sheetNames()).toEqual(['メモ', '一']);
  renamed.dispose();
  const two = createEmbeddedWorkbook();
  two.book.addSheet('二');
  await two.open('一.csv', csv('a'));
  expect(two.sheetNames()).toEqual(['Sheet1', '二', '一']);
  two.dispose();
});

test('what cannot be opened leaves the workbook as it was', async () => {
  const workbook = createEmbeddedWorkbook();
  const whole = await bookWith('表', 'x');
  await expect(workbook.open('b.xlsx', whole.subarray(0, whole.length - 200))).rejects.toThrow(/b\.xlsx を読めません/);
  expect(workbook.sheetNames()).toEqual(['Sheet1']);
  workbook.dispose();
});
