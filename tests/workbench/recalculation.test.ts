/** What is calculated again after a change: every cell after those that it rests on, whatever came in which order. */
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import type { Sheet } from '../../src/workbench/book/sheet';

let workbook: EmbeddedWorkbook;
beforeEach(() => {
  workbook = createEmbeddedWorkbook();
});
afterEach(() => workbook.dispose());

/** Writes contents into a row; texts with "=" are formulas. */
function put(sheet: Sheet, row: number, contents: readonly (string | number)[]): void {
  sheet.write(
    { row, column: 0, rows: 1, columns: contents.length },
    (_, j) => {
      const content = contents[j]!;
      return typeof content === 'string' && content.startsWith('=')
        ? { value: null, formula: content }
        : { value: content };
    },
    'addin',
  );
}

const row = (sheet: Sheet, columns: number, at = 0): unknown[] =>
  Array.from({ length: columns }, (_, column) => sheet.value(at, column));

/** A chain over the sheet that reads two cells of one that comes later; cells of its own stand where those will be. */
const CHAIN = ["='後'!$C$1", '=A1+1', "=B1+'後'!$D$1", '=C1*2'];
const ANSWERS = [10, 11, 111, 222];

test('a sheet that comes after the formulas that read it is no circle of the cells that stand at its places', async () => {
  const { book } = workbook;
  const before = book.addSheet('先');
  put(before, 0, CHAIN);
  await workbook.settle();
  put(book.addSheet('後'), 0, ['', '', 10, 100]);
  await workbook.settle();
  expect(row(before, 4)).toEqual(ANSWERS);
});

test('a sheet that is written aside and takes its name at the end is the same', async () => {
  const { book } = workbook;
  const before = book.addSheet('先');
  put(before, 0, CHAIN);
  const aside = book.addSheet('作成中');
  put(aside, 0, ['', '', 10, 100]);
  await workbook.settle();
  book.renameSheet(aside, '後');
  await workbook.settle();
  expect(row(before, 4)).toEqual(ANSWERS);
  put(aside, 0, ['', '', 20]);
  await workbook.settle();
  expect(row(before, 4)).toEqual([20, 21, 121, 242]);
});

test('a sheet that went and came again is read again, by formulas of its own and of others', async () => {
  const { book } = workbook;
  const before = book.addSheet('先');
  const after = book.addSheet('後');
  put(after, 0, [1, '=A1+1']);
  put(before, 0, ["='後'!$B$1", '=A1*10']);
  await workbook.settle();
  expect(row(before, 2)).toEqual([2, 20]);
  book.deleteSheet(after);
  await workbook.settle();
  expect(row(before, 2)).toEqual(['#REF!', '#REF!']);
  put(book.addSheet('後'), 0, [5, '=A1+1']);
  put(before, 0, ["='後'!$B$1"]);
  await workbook.settle();
  expect(row(before, 2)).toEqual([6, 60]);
  put(book.findSheet('後')!, 0, [7]);
  await workbook.settle();
  expect(row(before, 2)).toEqual([8, 80]);
});

test('a name that is given another meaning, and a table that grows, reach the formulas that name them', async () => {
  const { book } = workbook;
  const sheet = book.addSheet('表');
  put(sheet, 0, ['人数', '']);
  put(sheet, 1, [1]);
  put(sheet, 2, [2]);
  put(sheet, 3, [4]);
  const table = book.addTable(sheet, { row: 0, column: 0, rows: 3, columns: 1 }, true);
  book.renameTable(table, '名簿');
  book.setName('基準', "='表'!$A$2");
  const other = book.addSheet('計算');
  put(other, 0, ['=SUM(名簿[人数])', '=基準*10', '=A1+B1']);
  await workbook.settle();
  expect(row(other, 3)).toEqual([3, 10, 13]);
  book.resizeTable(table, { row: 0, column: 0, rows: 4, columns: 1 });
  book.setName('基準', "='表'!$A$4");
  await workbook.settle();
  expect(row(other, 3)).toEqual([7, 40, 47]);
  put(sheet, 3, [5]);
  await workbook.settle();
  expect(row(other, 3)).toEqual([8, 50, 58]);
});

test('two workbooks with the same formulas each read their own cells', async () => {
  const other = createEmbeddedWorkbook();
  const [ours, theirs] = [workbook, other].map(({ book }) => book.addSheet('表')) as [Sheet, Sheet];
  put(ours, 0, [1, '=A1+1']);
  put(theirs, 0, [5, '=A1+1']);
  await Promise.all([workbook.settle(), other.settle()]);
  put(ours, 0, [2]);
  await Promise.all([workbook.settle(), other.settle()]);
  expect([row(ours, 2), row(theirs, 2)]).toEqual([
    [2, 3],
    [5, 6],
  ]);
  other.dispose();
});

test('what is known of formulas is asked again when names, tables, columns or the formula itself change, and only then', async () => {
  const { book } = workbook;
  const data = book.addSheet('表');
  put(data, 0, ['列', 1, 100]);
  put(data, 1, [7, 2, 200]);
  const table = book.addTable(data, { row: 0, column: 0, rows: 2, columns: 1 }, true);
  book.renameTable(table, '人数');
  book.setName('率', "='表'!$B$1");
  const sheet = book.addSheet('式');
  put(sheet, 0, ['=率', '=SUM(人数[列])', "=SUM('表'!C:C)", "=SUM(OFFSET('表'!B1,0,0,2,1))", '=RAND()', "='表'!B6000"]);
  await workbook.settle();
  expect(row(sheet, 4)).toEqual([1, 7, 300, 3]);
  const once = sheet.value(0, 4);
  // Twice: what was made by the first calculation serves the second.
  for (const [value, name] of [
    [10, 'B'],
    [20, 'C'],
  ] as const) {
    put(data, 0, ['列', value, value * 100]);
    book.setName('率', `='表'!$${name}$2`);
    await workbook.settle();
    expect(row(sheet, 4)).toEqual([name === 'B' ? 2 : 200, 7, value * 100 + 200, value + 2]);
  }
  expect(sheet.value(0, 4)).not.toBe(once);
  put(data, 2, [3]);
  book.resizeTable(table, { row: 0, column: 0, rows: 3, columns: 1 });
  data.write({ row: 5999, column: 1, rows: 1, columns: 2 }, (_, column) => ({ value: column === 0 ? 42 : 1 }), 'addin');
  await workbook.settle();
  expect(row(sheet, 3)).toEqual([200, 10, 2201]);
  expect(sheet.value(0, 5)).toBe(42);
  put(sheet, 0, ["=SUM('表'!$B$1:$B$2)", '=A1+1']);
  await workbook.settle();
  expect(row(sheet, 2)).toEqual([22, 23]);
  put(data, 0, ['列', 21]);
  await workbook.settle();
  expect(row(sheet, 2)).toEqual([23, 24]);
});
