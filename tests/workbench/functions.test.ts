/** Custom functions in formulas: arguments, answers, errors with messages, spills, dependents, recalculation. */
import { type Bench, openBench } from './fixture';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const evaluate = (formula: string) => bench.workbook.evaluate(formula);
const value = async (formula: string): Promise<unknown> => {
  const answer = await evaluate(formula);
  return 'values' in answer ? answer.values[0]?.[0] : answer;
};

test('an omitted argument and a blank cell are null, and stand apart from 0 and the empty text', async () => {
  expect(await value('=IKKATSU.SHOW(1)')).toBe('[1,null,null]');
  expect(await value('=IKKATSU.SHOW(,0)')).toBe('[null,0,null]');
  expect(await value('=IKKATSU.SHOW(Z99,"")')).toBe('[null,"",null]');
  expect(await value('=IKKATSU.ADD(1)')).toBe(101);
  expect(await value('=IKKATSU.ADD(1,0)')).toBe(1);
});

test('blank cells reach the function as 0 where the desktop is imitated', async () => {
  bench.close();
  bench = await openBench({ blankCells: 'zero' });
  expect(await value('=IKKATSU.SHOW(Z99)')).toBe('[0,null,null]');
});

test('ranges, array constants, truth values and nested calls are arguments', async () => {
  await bench.workbook.typeInto('A1', 1);
  await bench.workbook.typeInto('A2', 'x');
  expect(await value('=IKKATSU.SHOW(TRUE,A1+1,A1:B2)')).toBe('[true,2,[[1,null],["x",null]]]');
  expect(await value('=IKKATSU.SHOW(1,2,{1,"a";TRUE,4})')).toBe('[1,2,[[1,"a"],[true,4]]]');
  expect(await value('=IKKATSU.SHOW(1,2,A1)')).toBe('[1,2,[[1]]]');
  expect(await value('=IKKATSU.ADD(IKKATSU.ADD(1,2),IKKATSU.ADD(3,4))')).toBe(10);
  expect(await value('=IKKATSU.NEGATE(FALSE)')).toBe(true);
  expect(await value('=IKKATSU.NEGATE(1=1)')).toBe(false);
});

test('a range where one value is wanted calls the function for each cell and spills', async () => {
  await bench.workbook.typeInto('A1', 1);
  await bench.workbook.typeInto('A2', 2);
  expect(await evaluate('=IKKATSU.ADD(A1:A2,10)')).toEqual({ values: [[11], [12]] });
});

test('errors keep their value and their message', async () => {
  expect(await evaluate('=IKKATSU.FAIL("na")')).toEqual({ error: '#N/A', message: 'まだデータがありません' });
  expect(await evaluate('=IKKATSU.FAIL("value")')).toEqual({ error: '#VALUE!', message: '引数が違います' });
  expect(await evaluate('=IKKATSU.FAIL("num")')).toEqual({ error: '#NUM!' });
  expect(await evaluate('=IKKATSU.FAIL("div")')).toEqual({ error: '#DIV/0!' });
  expect(await evaluate('=IKKATSU.FAIL("other")')).toEqual({ error: '#VALUE!' });
  expect(await evaluate('=IKKATSU.NOSUCH()')).toEqual({ error: '#NAME?' });
  expect(await value('=ISNA(IKKATSU.FAIL("na"))')).toBe(true);
  expect(await value('=IFERROR(IKKATSU.FAIL("num"),"-")')).toBe('-');
  expect(await value('=IFNA(IKKATSU.FAIL("na"),"-")')).toBe('-');
  expect(await value('=IFNA(IKKATSU.ADD(1,2),IKKATSU.FAIL("na"))')).toBe(3);
  expect(await evaluate('=IFNA(IKKATSU.FAIL("na"),IKKATSU.FAIL("num"))')).toEqual({ error: '#NUM!' });
  expect(await evaluate('=IFNA(IKKATSU.FAIL("num"),IKKATSU.FAIL("na"))')).toMatchObject({ error: '#NUM!' });
  expect(await value('=IFNA(IFNA(IKKATSU.FAIL("na"),IKKATSU.FAIL("na")),"-")')).toBe('-');
  expect(await evaluate('=IFNA(IKKATSU.LIST(),IKKATSU.FAIL("num"))')).toMatchObject({ values: [['00012', 1], ['00007', 2], ['00900', true]] }); // prettier-ignore
  expect(await evaluate('=IKKATSU.ADD(1/0,1)')).toEqual({ error: '#DIV/0!' });
  expect(await value('=1+1')).toBe(2);
});

test('a rectangle spills, its texts stay texts, and native functions read the spill', async () => {
  const { workbook } = bench;
  await workbook.typeInto('C2', '=IKKATSU.LIST()');
  await workbook.typeInto('F1', '=SUM(D2:D4)&"/"&LEN(C2)');
  expect(workbook.valuesOf('Sheet1').slice(1)).toEqual([
    [null, null, '00012', 1, null, null],
    [null, null, '00007', 2, null, null],
    [null, null, '00900', true, null, null],
  ]);
  expect(workbook.valuesOf('Sheet1')[0]?.[5]).toBe('3/5');
  expect(await value('=ISTEXT(C2)')).toBe(true);
  await bench.run(async (context) => {
    const spill = context.workbook.worksheets.getActiveWorksheet().getRange('C2').getSpillingToRangeOrNullObject();
    spill.load('address');
    await context.sync();
    expect(spill.address).toBe('Sheet1!C2:D4');
  });
  await workbook.typeInto('C3', 'blocked');
  expect(workbook.valuesOf('Sheet1')[1]?.[2]).toBe('#SPILL!');
  await workbook.typeInto('C3', '');
  expect(workbook.valuesOf('Sheet1')[2]?.[2]).toBe('00007');
});

test('dependents follow, and a full calculation calls functions without precedents again', async () => {
  const { workbook } = bench;
  await workbook.typeInto('A1', '=IKKATSU.COUNTCALLS()');
  await workbook.typeInto('A2', '=A1*10');
  expect(workbook.valuesOf('Sheet1')).toEqual([[1], [10]]);
  await workbook.typeInto('B1', 5);
  expect(workbook.valuesOf('Sheet1')[0]).toEqual([1, 5]);
  await bench.run(async (context) => {
    context.application.calculate('Full');
    await context.sync();
  });
  await workbook.settle();
  expect(workbook.valuesOf('Sheet1')).toEqual([
    [2, 5],
    [20, null],
  ]);
});

test('many cells that call at once are all answered', async () => {
  const { book } = bench.workbook;
  book.activeSheet.write(
    { row: 0, column: 0, rows: 300, columns: 1 },
    (i) => ({ value: null, formula: `=IKKATSU.ADD(${i},1)+ROW()` }),
    'user',
  );
  await bench.workbook.settle();
  expect(bench.workbook.valuesOf('Sheet1')[299]).toEqual([600]);
});

test('a function that itself reads the workbook does not wait for the calculation that waits for it', async () => {
  await bench.workbook.typeInto('A1', 41);
  await bench.workbook.typeInto('B1', '=IKKATSU.READCELL("A1")+1');
  expect(bench.workbook.valuesOf('Sheet1')).toEqual([[41, 42]]);
});

test('while the add-in thinks, the cell shows #BUSY! and reading does not wait for it', async () => {
  await bench.run(async (context) => {
    const range = context.workbook.worksheets.getActiveWorksheet().getRange('A1:A2');
    range.formulas = [['=IKKATSU.ADD(1,2)'], ['=1+1']];
    range.load('values');
    await context.sync();
    expect(range.values).toEqual([['#BUSY!'], [2]]);
  });
  await bench.workbook.settle();
  expect(bench.workbook.valuesOf('Sheet1')).toEqual([[3], [2]]);
});

test('functions answer across sheets and through defined names', async () => {
  const { book } = bench.workbook;
  const sheet = book.addSheet('抽出条件');
  sheet.write({ row: 2, column: 1, rows: 1, columns: 1 }, () => ({ value: 20 }), 'user');
  book.setName('IKKATSU_データ', '=抽出条件!$B$3');
  expect(await value('=IKKATSU.ADD(IKKATSU_データ,抽出条件!B3)/4')).toBe(10);
  await bench.workbook.typeInto('A1', '=IKKATSU.ADD(IKKATSU_データ,1)');
  await bench.workbook.typeInto('IKKATSU_データ', 30);
  expect(bench.workbook.valuesOf('Sheet1')).toEqual([[31]]);
  book.renameSheet(sheet, '条件 2');
  expect(await value('=IKKATSU_データ+1')).toBe(31);
  await bench.workbook.typeInto("'条件 2'!B3", 7);
  expect(bench.workbook.valuesOf('Sheet1')).toEqual([[8]]);
});

test('when the add-in goes, its functions answer #NAME? and nothing waits for ever', async () => {
  await bench.workbook.typeInto('A1', '=IKKATSU.ADD(1,2)');
  bench.addin.dispose();
  bench.workbook.book.calculation.calculateNow(true);
  await bench.workbook.settle();
  expect(bench.workbook.valuesOf('Sheet1')).toEqual([['#NAME?']]);
});

test('a number with a format is shown under it where the cell has none, is a plain number to formulas, and leaves the cell as it was', async () => {
  const { workbook } = bench;
  await workbook.typeInto('A1', '=IKKATSU.SHARE(0.0145)');
  await workbook.typeInto('A2', '=IFERROR(IKKATSU.SHARE(0.0145),"－")');
  await workbook.typeInto('A3', '=IKKATSU.SHARE(0.0145)*2');
  await workbook.typeInto('B1', 0.5);
  await workbook.typeInto('A4', '=IKKATSU.SHARE(B1)');
  const sheet = workbook.book.activeSheet;
  sheet.applyStyle({ row: 4, column: 0, rows: 1, columns: 1 }, { numberFormat: '0.00' });
  await workbook.typeInto('A5', '=IKKATSU.SHARE(B1)');
  const shown = (): unknown[] => [0, 1, 2, 3, 4].map((row) => sheet.text(row, 0));
  expect(shown()).toEqual(['1.5%', '1.5%', '0.029', '50.0%', '0.50']);
  expect(workbook.valuesOf('Sheet1').map(([first]) => first)).toEqual([0.0145, 0.0145, 0.029, 0.5, 0.5]);
  expect(sheet.style(0, 0).numberFormat).toBeUndefined();
  await workbook.typeInto('B1', 0.25);
  await workbook.typeInto('A1', 0.0145);
  await workbook.typeInto('A2', '=0.0145');
  expect(shown()).toEqual(['0.0145', '0.0145', '0.029', '25.0%', '0.25']);
  expect(await evaluate('=IKKATSU.SHARE(0.0145)')).toEqual({ values: [[0.0145]], text: '1.5%' });
  expect(await evaluate('=IKKATSU.ADD(1,2)')).toEqual({ values: [[3]] });
  expect(
    await bench.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange('A4').load('text,values,numberFormat');
      await context.sync();
      return [range.text, range.values, range.numberFormat];
    }),
  ).toEqual([[['25.0%']], [[0.25]], [['General']]]);
});

test('what is written over a formula has no part in the message of its error', async () => {
  const { workbook } = bench;
  await workbook.typeInto('A1', '=IKKATSU.FAIL("na")');
  const message = () => workbook.book.functions.messageAt(workbook.book.activeSheet.id, 0, 0);
  expect(message()).toEqual({ error: '#N/A', message: 'まだデータがありません' });
  await workbook.typeInto('A1', '=NA()');
  expect(message()).toBeNull();
});

describe('formulas that are evaluated together', () => {
  // Those that spill stand in each other's way, over and under those that do not.
  const FORMULAS = [
    '=IKKATSU.ADD(A1:A2,10)',
    '=IKKATSU.ADD(1,2)',
    '=IKKATSU.FAIL("na")',
    '=IKKATSU.ADD(A1:A2,20)',
    '=IKKATSU.ADD(A1:A2,30)',
    '=ROW()',
    '=IKKATSU.ADD(ROW(),1)',
    '=1+1',
    '=IKKATSU.NOSUCH(1)',
    '=IKKATSU.ADD(5,6)',
  ];

  test.each([
    ['in their order', FORMULAS],
    ['the other way round', [...FORMULAS].reverse()],
    ['none', []],
    ['one', FORMULAS.slice(0, 1)],
    ['the same twice', ['=IKKATSU.ADD(A1:A2,10)', '=IKKATSU.ADD(A1:A2,10)']],
  ])('give what each gives alone: %s', async (_, formulas) => {
    await bench.workbook.typeInto('A1', 1);
    await bench.workbook.typeInto('A2', 2);
    const alone = [];
    for (const formula of formulas) alone.push(await evaluate(formula));
    expect(await bench.workbook.evaluateAll(formulas)).toEqual(alone);
    // Nothing of them is left.
    expect(await evaluate('=IKKATSU.ADD(A1:A2,10)')).toEqual({ values: [[11], [12]] });
  });
});
