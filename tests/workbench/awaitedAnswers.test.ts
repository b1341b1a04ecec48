/** Functions of a page in the same process: the calculation waits for them and is done once; where it cannot wait it is done twice. */
import { type Bench, openBench } from './fixture';

let bench: Bench;
let passes: number;
beforeEach(async () => {
  bench = await openBench({ callsDirectly: true, isLazy: true });
  bench.workbook.book.calculation.onPass(() => (passes += 1));
});
afterEach(() => bench.close());

/** Writes formulas below each other into column A, calculates, and gives what column A and the two beside it show then. */
async function calculated(...formulas: readonly string[]): Promise<unknown[][]> {
  const { workbook } = bench;
  const sheet = workbook.book.activeSheet;
  passes = 0;
  sheet.write(
    { row: 0, column: 0, rows: formulas.length, columns: 1 },
    (row) => ({ value: null, formula: formulas[row]! }),
    'user',
  );
  await workbook.settle();
  return formulas.map((_, row) => [0, 1, 2].map((column) => sheet.value(row, column)));
}

const first = (rows: unknown[][]): unknown[] => rows.map(([value]) => value);

test('answers, and all that rests on them, are there after one calculation', async () => {
  const rows = await calculated(
    '=IKKATSU.ADD(1,2)',
    '=A1*10',
    '=IKKATSU.ADD(IKKATSU.ADD(A2,1),IKKATSU.ADD(1,1))',
    '=IF(A3=33,IKKATSU.NEGATE(FALSE),"－")',
    '=IFERROR(IKKATSU.FAIL("num"),"無")',
    '=IKKATSU.SHARE(0.5)',
  );
  expect(first(rows)).toEqual([3, 30, 33, true, '無', 0.5]);
  expect(passes).toBe(1);
  expect(bench.workbook.book.activeSheet.shownFormat(5, 0)).toBe('0.0%');
});

test('each call is made once in a calculation, and again in the next one', async () => {
  expect(first(await calculated('=IKKATSU.COUNTCALLS()', '=A1+A1', '=IKKATSU.COUNTCALLS()'))).toEqual([1, 2, 2]);
  bench.workbook.book.calculation.calculateNow(true);
  await bench.workbook.settle();
  expect(bench.workbook.book.activeSheet.value(2, 0)).toBe(4);
});

test('rectangles spill, and ranges where one value is wanted are answered cell by cell', async () => {
  expect(await calculated('=IKKATSU.LIST()')).toEqual([['00012', 1, '']]);
  expect(passes).toBe(1);
  expect(first(await calculated('=IKKATSU.ADD({1;2},10)', '=1', '=A2'))).toEqual(['#SPILL!', 1, 1]);
  expect((await calculated('=SUM(IKKATSU.ADD({1;2},10))'))[0]![0]).toBe(23);
});

test('an answer that is longer than the sheet in the engine spills as well', async () => {
  const sheet = bench.workbook.book.activeSheet;
  expect(first(await calculated('=IKKATSU.MANY(6000)'))).toEqual([1]);
  expect([sheet.value(4999, 0), sheet.value(5999, 0), sheet.value(6000, 0)]).toEqual([5000, 6000, '']);
});

test('errors keep their value and their message', async () => {
  expect(first(await calculated('=IKKATSU.FAIL("na")', '=IKKATSU.FAIL("other")', '=ISNA(A1)'))).toEqual([
    '#N/A',
    '#VALUE!',
    true,
  ]);
  const { book } = bench.workbook;
  expect(book.functions.messageAt(book.activeSheet.id, 0, 0)?.message).toBe('まだデータがありません');
});

test('a function that asks the workbook is not waited for, and what was called beside it is right all the same', async () => {
  await bench.workbook.typeInto('C1', 7);
  const rows = await calculated('=IKKATSU.READCELL("C1")', '=A1+1', '=IKKATSU.ADD(1,2)', '=A2+A3');
  expect(first(rows)).toEqual([7, 8, 3, 11]);
  expect(passes).toBeGreaterThan(1);
  expect(bench.addin.errors).toEqual([]);
});

test('a function that reads what is being calculated does not wait for itself', async () => {
  const rows = await calculated('=1+1', '=IKKATSU.READCELL("A1")', '=IKKATSU.READCELL("A1")+A2');
  expect(first(rows)).toEqual([2, 2, 4]);
});

test('calls from within LET are answered like others, beside a LAMBDA too', async () => {
  const rows = await calculated(
    '=LET(a,IKKATSU.ADD(1,2),a*2)',
    '=SUM(MAP({1;2},LAMBDA(x,x+1)))',
    '=IKKATSU.ADD(A1,1)+A2',
  );
  expect(first(rows)).toEqual([6, 5, 12]);
});

test('calls from within the LAMBDA of MAP, BYROW and REDUCE are answered, once and more than once', async () => {
  const rows = await calculated(
    '=SUM(MAP({1;2},LAMBDA(x,IKKATSU.ADD(x,1))))',
    '=SUM(BYROW({1,2;3,4},LAMBDA(row,IKKATSU.ADD(SUM(row),A1))))',
    '=REDUCE(0,{1,2},LAMBDA(sum,x,IKKATSU.ADD(sum,x)))',
    '=LAMBDA(x,IKKATSU.ADD(x,1))(4)+IKKATSU.ADD(1,1)',
  );
  expect(first(rows)).toEqual([5, 20, 3, 7]);
});
