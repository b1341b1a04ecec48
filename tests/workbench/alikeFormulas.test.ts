/** Formulas that are copies of one another: parsed once, they give what each of them gives by itself. */
import { copiedFormula } from '../../src/formula';
import { shapeOf } from '../../src/workbench/book/alikeFormulas';
import type { Sheet } from '../../src/workbench/book/sheet';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';

const SIZE = 6;
/** Where copies stand: below and to the right of what they read. */
const PLACES = [0, 1, 2, 3].flatMap((row) => [0, 1, 2].map((column) => [SIZE + row, SIZE + column] as const));

/** As they stand in the first place. */
const FORMULAS = [
  '=A1+B2',
  '=$A$1+B$2+$C3',
  '=SUM(A1:B2)+SUM($A$1:$B$2)+SUM(A$1:B$2)+SUM($A1:$B2)',
  '=SUM($A$1:B2)',
  '=SUM(B2:A1)',
  "=数!A1*10+SUM('数'!B1:C2)",
  '=SUMIFS(数!$A$1:$A$6,数!$A$1:$A$6,">"&A1)',
  '=IF(A1>3,"上 "&A1,TRUE)',
  '=ROW(A1)*100+COLUMN(B1)',
  '=ROW()+COLUMN()',
  '=INDEX($A$1:$C$6,2,A1)',
  '=SUM(A1:INDEX(B1:B3,2))',
  '=OFFSET(A1,1,1)+SUM(OFFSET(A1,0,0,2,2))',
  '=LET(x,A1,y,$B$1,x*10+y)',
  '=SUM(MAP(A1:A2,LAMBDA(x,x+B1)))',
  '=SUM(A:A)+SUM(2:2)',
  '=A1&"A1"&$A$1',
] as const;

let workbook: EmbeddedWorkbook;
beforeEach(() => {
  workbook = createEmbeddedWorkbook();
});
afterEach(() => workbook.dispose());

function fill(sheet: Sheet, from: number): void {
  const cells = { row: 0, column: 0, rows: SIZE, columns: SIZE };
  sheet.write(cells, (row, column) => ({ value: from + ((row * 5 + column * 3) % 7) }), 'user');
}

const put = (sheet: Sheet, row: number, column: number, formula: string): void =>
  sheet.write({ row, column, rows: 1, columns: 1 }, () => ({ value: null, formula }), 'user');

/** The values at all places of a sheet that holds each formula as a copy, alone on the sheet where `isAlone`. */
async function valuesOf(formula: string, isAlone: boolean): Promise<unknown[]> {
  const { book } = workbook;
  fill(book.addSheet('数'), 2);
  const values: unknown[] = [];
  for (const group of isAlone ? PLACES.map((place) => [place]) : [PLACES]) {
    const sheet = book.addSheet();
    fill(sheet, 1);
    for (const [row, column] of group)
      put(sheet, row, column, copiedFormula(formula, row - SIZE, column - SIZE) + (isAlone ? ownEnd(row, column) : ''));
    await workbook.settle();
    for (const [row, column] of group) values.push(sheet.value(row, column));
    book.deleteSheet(sheet);
  }
  return values;
}

/** Makes a formula the only one of its kind, with the value that it has. */
const ownEnd = (row: number, column: number): string => `&LEFT("${row} ${column}",0)`;

test.each(FORMULAS)('copies of %s give what each gives by itself', async (formula) => {
  const together = await valuesOf(formula, false);
  workbook.dispose();
  workbook = createEmbeddedWorkbook();
  const alone = await valuesOf(formula, true);
  expect(together.map((value) => String(value).toUpperCase())).toEqual(
    alone.map((value) => String(value).toUpperCase()),
  );
  expect(new Set(together).size).toBeGreaterThan(formula === '=A1&"A1"&$A$1' ? 2 : 1);
});

test('a copy follows the cells that it reads, and not those that the first of its kind reads', async () => {
  const sheet = workbook.book.addSheet();
  fill(sheet, 1);
  put(sheet, 6, 6, '=A1*10');
  put(sheet, 7, 6, '=A2*10');
  await workbook.settle();
  sheet.write({ row: 1, column: 0, rows: 1, columns: 1 }, () => ({ value: 50 }), 'user');
  await workbook.settle();
  expect([sheet.value(6, 6), sheet.value(7, 6)]).toEqual([10, 500]);
  put(sheet, 6, 6, '=B1');
  await workbook.settle();
  sheet.write({ row: 1, column: 0, rows: 1, columns: 1 }, () => ({ value: 60 }), 'user');
  await workbook.settle();
  expect([sheet.value(6, 6), sheet.value(7, 6)]).toEqual([4, 600]);
});

test('what may mean something else in another cell has no shape', () => {
  for (const formula of [
    '=年度',
    '=A1#',
    '=@A1:A3',
    '=表[列]',
    '=#REF!+1',
    '=A:A',
    '=SUM($A$1:A3)',
    '={1,2}',
    '=OFFSET(A1,1,1)',
  ])
    expect([formula, shapeOf(formula, 4, 4)]).toEqual([formula, null]);
  expect(shapeOf('=A1+$B$2', 4, 4)).toBe(shapeOf('=B2+$B$2', 5, 5));
  expect(shapeOf('=A1+$B$2', 4, 4)).not.toBe(shapeOf('=B2+$B$3', 5, 5));
  expect(shapeOf('=数!A1', 4, 4)).not.toBe(shapeOf('=A1', 4, 4));
});
