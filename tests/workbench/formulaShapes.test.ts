/** Formulas of one shape are parsed once: what the engine then has of each is what it has of the formula parsed by itself. */
import { AstTreeBuilder, Lexer, LexerTreeBuilder } from '@univerjs/engine-formula';
import fc from 'fast-check';
import { toEngineFormula } from '../../src/workbench/book/engineFormulas';
import { bootUniver, type UniverBook } from '../../src/workbench/book/univer';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';

let book: UniverBook;
let before: typeof AstTreeBuilder.prototype.parse;
beforeAll(() => {
  before = AstTreeBuilder.prototype.parse;
  book = bootUniver();
});
afterAll(() => book.dispose());

type Lexed = Parameters<AstTreeBuilder['parse']>[0];

/** The nodes of a formula, or the error that it is; with the kind of lexed formula that it came from. */
function nodesOf(formula: string): { nodes: unknown; isCopy: boolean } {
  const lexed = book.injector.get(Lexer).treeBuilder(formula);
  if (typeof lexed === 'string') return { nodes: lexed, isCopy: false };
  const isCopy = lexed?.constructor.name === 'Copy';
  return { nodes: book.injector.get(AstTreeBuilder).parse(lexed as Lexed)?.serialize(), isCopy };
} // prettier-ignore

function parsedAlone(formula: string): unknown {
  const lexed = book.injector.get(LexerTreeBuilder).treeBuilder(toEngineFormula(formula));
  return typeof lexed === 'string' ? lexed : before.call(book.injector.get(AstTreeBuilder), lexed as Lexed)?.serialize();
} // prettier-ignore

/** What is no formula at all stops the engine: the same way. */
function orThrown(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return String(error);
  }
}

test.each([
  ['=IF(ISNUMBER($A$1),$A$1,"－")', true],
  ['=IF(ISNUMBER(\'実績の記録\'!$G$80),\'実績の記録\'!$G$80&"","")', true],
  ['=SUM(A1:B2)+SUM(A1:B2)*1.5^2', true],
  ['=IF(A1="","A1",IF(A1>=2,"あ い",-A1))&CHAR(10)', true],
  ['=LOG10(A1)+N(B2)*10%', true],
  ['=-A1', true],
  ['=IF(A1=TRUE,,0)', true],
  // Where `false`: a part is not found again by itself, or a word means nothing or binds others.
  ['=-1', false],
  ['=A1:INDEX(B1:B9,2)', true],
  ['=SUM(A:A,1)', false],
  ['=SUM(XFD1048576,AAA1,XFE1,A1048577,A0)', false],
  ['=Sheet1!A1+1', false],
  ['=TEXT(A1,"0""点""")', true],
  ['=SUM({1,2;3,4},A1)', false],
  ['=COUNTA(A1#,2)', true],
  ['=LET(x,A1,x+1)', false],
  ['=MAP(A1:A3,LAMBDA(v,v*2))', false],
  ['=無い関数(A1)', false],
  ['=1E5+A1', true],
  ['=A1+', false],
  ['="5"&5', true],
])('%s', (formula, isCopy) => {
  // Another one of the shape first: the nodes that are copied are those of neither.
  nodesOf(formula.replaceAll('A1', 'B7'));
  const found = nodesOf(formula);
  expect(found.nodes).toEqual(parsedAlone(formula));
  expect(found.isCopy).toBe(isCopy);
});

test('any formula of such parts, in any order', () => {
  const part = fc.constantFrom(
    'A1', '$B$2', 'A1:B3', "'表 2'!C4", "'あ''い'!D5:E6", '"x"', '"a""b"', '""', '"1-4"', '"A1"', '"a#{b@c"', '0', '1.5', '12', '-', '+', '*', '&', '=', '<>', '%', ',', '(', ')', 'SUM(', 'IF(', 'IFNA(', 'TEXT(', 'IKKATSU.ORAL(', 'TRUE', '名前', 'LOG10(', ' ', ':',
  ); // prettier-ignore
  const call: fc.Memo<string> = fc.memo((depth) => {
    const inner = depth > 1 ? fc.oneof(part, call(depth - 1)) : part;
    return fc.tuple(fc.constantFrom('SUM', 'IF', 'AND', 'ROUND', 'COUNT'), fc.array(inner, { minLength: 1, maxLength: 3 })).map(([name, parts]) => `${name}(${parts.join(',')})`); // prettier-ignore
  });
  const spoilt = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
          call(3),
        ),
        (inner) => {
          expect(orThrown(() => nodesOf(`=${inner}`).nodes)).toEqual(orThrown(() => parsedAlone(`=${inner}`)));
        },
      ),
      { numRuns: 3000 },
    );
  } finally {
    spoilt.mockRestore();
  }
});

/** Does something in a workbook of its own. */
async function inWorkbook(act: (workbook: EmbeddedWorkbook) => Promise<void>): Promise<void> {
  const workbook = createEmbeddedWorkbook();
  try {
    await act(workbook);
  } finally {
    workbook.dispose();
  }
}

test('a name that comes later is seen by formulas of a shape that is known', () =>
  inWorkbook(async (workbook) => {
    expect(await workbook.evaluate('=合計欄+1')).toEqual({ error: '#NAME?' });
    await workbook.typeInto('A1', 4);
    workbook.book.setName('合計欄', `='${workbook.sheetNames()[0]!}'!$A$1`);
    await workbook.settle();
    expect(await workbook.evaluate('=合計欄+1')).toEqual({ values: [[5]] });
  }));

test('a function that comes later is seen by formulas of a shape that is known', () =>
  inWorkbook(async (workbook) => {
    expect(await workbook.evaluate('=LATER.TWICE(1)+1')).toEqual({ error: '#NAME?' });
    const { functions, univer } = workbook.book;
    const isCopied = (formula: string) => univer.injector.get(Lexer).treeBuilder(formula)?.constructor.name === 'Copy';
    expect(isCopied('=LATER.TWICE(A1)')).toBe(false);
    functions.send = (calls) =>
      functions.receive(calls.map(({ id, values }) => ({ id, answer: { value: 2 * Number([values[0]].flat(2)[0]) } })));
    workbook.book.registerFunctions('LATER', [{ id: 'TWICE', name: 'TWICE', parameters: [{ name: 'number' }] }]);
    expect(isCopied('=LATER.TWICE(A1)')).toBe(true);
    expect(await workbook.evaluate('=LATER.TWICE(1)+1')).toEqual({ values: [[3]] });
  }));

test('a table that comes later is seen by formulas of a shape that is known', () =>
  inWorkbook(async (workbook) => {
    const name = workbook.sheetNames()[0]!;
    await workbook.typeInto('A1', '人数');
    await workbook.typeInto('A2', 5);
    expect(await workbook.evaluate('=SUM(後の表[人数])+1')).toEqual({ error: expect.any(String) });
    const table = workbook.book.addTable(
      workbook.book.findSheet(name)!,
      { row: 0, column: 0, rows: 2, columns: 1 },
      true,
    );
    workbook.book.renameTable(table, '後の表');
    await workbook.settle();
    expect(await workbook.evaluate('=SUM(後の表[人数])+1')).toEqual({ values: [[6]] });
  }));
