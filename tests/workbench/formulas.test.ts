/** Formulas as Excel calculates them where the engine would not: spills, implicit intersection, texts that look like numbers. */
import { toEngineFormula } from '../../src/workbench/book/engineFormulas';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';

let workbook: EmbeddedWorkbook;
beforeEach(() => {
  workbook = createEmbeddedWorkbook();
});
afterEach(() => workbook.dispose());

/** The single value of a formula, or its error; several values as they are. */
async function result(formula: string): Promise<unknown> {
  const found = await workbook.evaluate(formula);
  if ('error' in found) return found.error;
  return found.values.length === 1 && found.values[0]!.length === 1 ? found.values[0]![0] : found.values;
}

test.each([
  ['=SUM(A1,{1,2;3,4})', '=SUM(A1,{1,2;3,4})'],
  ['=COUNTA(H1#)', '=COUNTA(ANCHORARRAY(H1))'],
  ["='a#b'!H1#+名前#", "=ANCHORARRAY('a#b'!H1)+ANCHORARRAY(名前)"],
  ['=INDEX(A1:B2,1,1)#', '=ANCHORARRAY(INDEX(A1:B2,1,1))'],
  ['=@SUM(1,@A1:A3)+@ B1#', '=SINGLE(SUM(1,SINGLE(A1:A3)))+SINGLE(ANCHORARRAY(B1))'],
  ['=@(A1:A3)&"@H1#{"', '=SINGLE((A1:A3))&"@H1#{"'],
  ['=@A1:INDEX(A:A,3)', '=SINGLE(A1:INDEX(A:A,3))'],
  ['={"a;b","c,d";1,TRUE}', '=ARRAYCONSTANT(2,"a;b","c,d",1,TRUE)'],
  ['={"1-4"}&{1;2}', '=ARRAYCONSTANT(1,"1-4")&{1;2}'],
  ['=名簿[@人数]+名簿[#Headers]', '=名簿[@人数]+名簿[#Headers]'],
  ['=#REF!+@', '=#REF!+@'],
])('%s is %s for the engine', (formula, expected) => {
  expect(toEngineFormula(formula)).toBe(expected);
});

test('a text among arguments and in array constants stays a text, and is a number where one is wanted', async () => {
  const cases: [formula: string, expected: unknown][] = [
    ['={"1-4"}', '1-4'],
    ['=INDEX({"1-4","2/3"},1,2)', '2/3'],
    ['=COUNTA({"a,b","c;d";"e}","f"})', 4],
    ['=ROWS({"a;b","c"})', 1],
    ['=COLUMNS({"a,b","c"})', 2],
    [
      '={"x""y",-2;TRUE,#N/A}',
      [
        ['x"y', -2],
        [true, '#N/A'],
      ],
    ],
    ['=IF(TRUE,"1-4")', '1-4'],
    ['=LEN("2025/4/1")', 8],
    ['=MATCH("2-3",{"1-4","2-3"},0)', 2],
    ['=TEXTJOIN("、",TRUE,"5%","1-4")', '5%、1-4'],
    ['="1-4"*1=DATE(YEAR(TODAY()),1,4)', true],
    ['=YEAR("2025/4/1")', 2025],
    ['=EDATE("2025/4/1",1)', 45778],
    ['=SUM("50%",1)', 1.5],
    ['=-{"5"}', -5],
  ];
  for (const [formula, expected] of cases) expect([formula, await result(formula)]).toEqual([formula, expected]);
});

test('@ takes the cell in the row or column of the formula, the only cell, or the first value', async () => {
  for (const [cell, value] of Object.entries({ A1: 5, A2: 6, A3: 7, B1: 8, C1: 9 }))
    await workbook.typeInto(cell, value);
  for (const [cell, formula] of Object.entries({
    D1: '=@SUM(1,2)',
    D2: '=@A1:A3',
    D3: '=@A1:C3',
    E1: '=@A1',
    B9: '=@A1:C1',
    E2: '=@SEQUENCE(3,1,4)',
    E3: '=SUM(@A1:A3,1)',
    E9: '=@A1:A3',
    B3: '=@A1:C1',
  }))
    await workbook.typeInto(cell, formula);
  const at = (row: number, column: number): unknown => workbook.valuesOf('Sheet1')[row]![column];
  expect([at(0, 3), at(1, 3), at(2, 3)]).toEqual([3, 6, '#VALUE!']);
  expect([at(0, 4), at(1, 4), at(2, 4), at(8, 4)]).toEqual([5, 4, 8, '#VALUE!']);
  expect([at(8, 1), at(2, 1)]).toEqual([8, 8]);
  expect(workbook.formulasOf('Sheet1')[0]![3]).toBe('=@SUM(1,2)');
});

test('a spill is counted whole, and follows when it grows, shrinks, is blocked or goes', async () => {
  await workbook.typeInto('A1', 3);
  await workbook.typeInto('H1', '=SEQUENCE(A1)');
  await workbook.typeInto('J1', '=COUNTA(H1#)');
  await workbook.typeInto('K1', '=SUM(Sheet1!H1#*2)');
  await workbook.typeInto('L1', '=H1#+1');
  const counted = (): unknown[] => workbook.valuesOf('Sheet1')[0]!.slice(9, 12);
  expect(counted()).toEqual([3, 12, 2]);
  expect(workbook.valuesOf('Sheet1')[2]![11]).toBe(4);
  await workbook.typeInto('A1', 5);
  expect(counted()).toEqual([5, 30, 2]);
  await workbook.typeInto('A1', 1);
  expect(counted()).toEqual([1, 2, 2]);
  await workbook.typeInto('A1', 4);
  await workbook.typeInto('H3', '邪魔');
  expect(counted()).toEqual([1, '#SPILL!', '#SPILL!']);
  await workbook.typeInto('H3', '');
  expect(counted()).toEqual([4, 20, 2]);
  await workbook.typeInto('H1', '');
  expect(counted()).toEqual([1, '#REF!', '#REF!']);
  expect(await result('=ROWS(A1#)')).toBe('#REF!');
});

test('formulas that compare the same cell find the same: 0 is not blank, a text no number, an error no text', async () => {
  for (const [cell, value] of Object.entries({ A1: "'5", A2: 0, A3: '=1/0', A4: '=""' }))
    await workbook.typeInto(cell, value);
  const cases: [comparison: string, expected: readonly unknown[]][] = [
    ['=5', [false, false, '#DIV/0!', false, false]],
    ['=""', [false, false, '#DIV/0!', true, true]],
    ['=0', [false, true, '#DIV/0!', false, true]],
    ['<>0', [true, false, '#DIV/0!', true, false]],
    ['="5"', [true, false, '#DIV/0!', false, false]],
  ];
  // Written together, so that one calculation compares each cell several times.
  const { sheet, rect } = workbook.book.resolve('C1:G5')!;
  sheet.write(rect, (row, column) => ({ value: null, formula: `=$A$${row + 1}${cases[column]![0]}` }), 'user');
  await workbook.settle();
  const values = workbook.valuesOf('Sheet1');
  for (const [column, [comparison, expected]] of cases.entries())
    expect([comparison, values.map((row) => row[column + 2])]).toEqual([comparison, expected]);
});

test('criteria that are alike are answered alike, each at its place', async () => {
  const [sheet] = workbook.book.sheets;
  const cells = [
    ['北', '健診', 5],
    ['北', '', 1],
    ['', '', ''],
    ['南', '健診', '5'],
    ['', '', ''],
    ['北', '健診', 2],
  ];
  const content = (value: string | number): { value: string | number | null } => ({
    value: value === '' ? null : value,
  });
  sheet!.write({ row: 0, column: 0, rows: 6, columns: 3 }, (i, j) => content(cells[i]![j]!), 'user');
  const column = (...values: unknown[]): unknown[][] => values.map((value) => [value]);
  const cases: [formula: string, expected: unknown][] = [
    ['=COUNTIFS(A1:A6,A1:A6)', column(3, 3, 0, 1, 0, 3)],
    ['=COUNTIFS(A1:A6,A1:A6&"",B1:B6,B1:B6&"")', column(2, 1, 2, 1, 2, 2)],
    ['=COUNTIFS(A1:A6,A1:A6,B1:B6,"健診")', column(2, 2, 0, 1, 0, 2)],
    ['=COUNTIF(A1:A6,A1:A6)', column(3, 3, 0, 1, 0, 3)],
    ['=COUNTIF(C1:C6,C1:C6)', column(2, 1, 0, 2, 0, 1)],
    ['=SUMIFS(C1:C6,A1:A6,A1:A6,B1:B6,B1:B6)', column(7, 0, 0, 0, 0, 7)],
    ['=SUMIF(A1:A6,A1:A6,C1:C6)', column(8, 8, 0, 0, 0, 8)],
    ['=MAXIFS(C1:C6,A1:A6,A1:A3)', column(5, 5, 0)],
    ['=COUNTIFS(A1:A6,{"北","南","北"})', [[3, 1, 3]]],
    ['=COUNTIFS(A1:A6,{"北","北"})', [[3, 3]]],
    ['=SUM(1/COUNTIFS(A1:A2,A1:A2))', 1],
    ['=COUNTIFS(A1:A6,A1:A5,B1:B5,B1:B5)', column(...Array.from({ length: 5 }, () => '#VALUE!'))],
    ['=COUNTIFS(A1:A6,"北")', 3],
  ];
  for (const [formula, expected] of cases) expect([formula, await result(formula)]).toEqual([formula, expected]);
});
