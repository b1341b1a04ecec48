/** Tests of the tokens: nothing of a formula is lost, and each thing in it is taken for what it is. */
import fc from 'fast-check';
import { printTokens, tokenise } from '../../src/formula';
import { formula, LISTED } from './formulas';

const RUNS = 3000;

test('the tokens of every formula are the formula again', () => {
  for (const listed of LISTED) expect(printTokens(tokenise(listed))).toBe(listed);
  fc.assert(
    fc.property(formula, (made) => printTokens(tokenise(made)) === made),
    { numRuns: RUNS },
  );
});

test('any text has tokens that are the text again', () => {
  const signs = fc.string({
    unit: fc.oneof(fc.constantFrom(...'A1$!\'"[](){}#@:;, =&（年😀'.split('')), fc.string({ maxLength: 1 })),
  });
  fc.assert(
    fc.property(signs, (text) => printTokens(tokenise(text)) === text),
    { numRuns: RUNS },
  );
});

test('a formula that Excel could hold has no unknown sign', () => {
  fc.assert(
    fc.property(formula, (made) => tokenise(made).every(({ kind }) => kind !== 'unknown')),
    { numRuns: RUNS },
  );
});

/** kind:text of all but operators, brackets and separators. */
const named = (written: string): string[] =>
  tokenise(written).flatMap(({ kind, text }) =>
    ['operator', 'open', 'close', 'comma', 'space'].includes(kind) ? [] : [`${kind}:${text}`],
  );

test.each([
  ['=抽出_服薬（多剤）!B5', ['reference:抽出_服薬（多剤）!B5']],
  ["='抽出_服薬（多剤）'!B5", ["reference:'抽出_服薬（多剤）'!B5"]],
  ['=5*1年!A1', ['number:5', 'reference:1年!A1']],
  ['=[1]Sheet1!A1', ['reference:[1]Sheet1!A1']],
  ['=[1]!名前', ['name:[1]!名前']],
  ['=SUM(南部:北部!B5)', ['function:SUM', 'reference:南部:北部!B5']],
  ['=A1:Sheet2!B1', ['reference:A1', 'reference:Sheet2!B1']],
  ['=Sheet1!A1:Sheet1!B2', ['reference:Sheet1!A1', 'reference:Sheet1!B2']],
  ['=SUM(A:A,3:5)', ['function:SUM', 'reference:A:A', 'reference:3:5']],
  ['=A1:INDEX(B1,1)', ['reference:A1', 'function:INDEX', 'reference:B1', 'number:1']],
  ['=LOG10(A1)', ['function:LOG10', 'reference:A1']],
  ['=T.INV.2T(A1)', ['function:T.INV.2T', 'reference:A1']],
  [
    '=XFD1+XFE1+A1048576+A1048577+A0',
    ['reference:XFD1', 'name:XFE1', 'reference:A1048576', 'name:A1048577', 'name:A0'],
  ],
  ['=名簿[A1]+名簿[[#Data],[B2]]', ['structured:名簿[A1]', 'structured:名簿[[#Data],[B2]]']],
  ["=名簿[人'[']A1']]+B2", ["structured:名簿[人'[']A1']]", 'reference:B2']],
  ['=H1#+@B2', ['reference:H1', 'spill:#', 'intersection:@', 'reference:B2']],
  ['=A1+#REF!', ['reference:A1', 'error:#REF!']],
  ['=#REF!A1+Sheet1!#REF!', ['reference:#REF!A1', 'error:Sheet1!#REF!']],
  ['={"a;b","c,d"}', ['openArray:{', 'text:"a;b"', 'text:"c,d"', 'closeArray:}']],
  ['="A1""B2"&C3', ['text:"A1""B2"', 'reference:C3']],
  ['="A1""', ['text:"A1"', 'unknown:"']],
  [
    '=$B$2:C3+A01+$A1$+A1_+A1.5',
    ['reference:$B$2:C3', 'name:A01', 'unknown:$', 'name:A1', 'unknown:$', 'name:A1_', 'name:A1.5'],
  ],
  ['=12+0.5+5.+1E5+12345678', ['number:12', 'number:0.5', 'number:5.', 'number:1E5', 'number:12345678']],
  ['=A1:B2!C3+A1:B2:C3', ['reference:A1', 'reference:B2!C3', 'reference:A1:B2', 'reference:C3']],
  ['=SUM (A1)+Ａ1(B2)', ['name:SUM', 'reference:A1', 'function:Ａ1', 'reference:B2']],
  ['="A1', ['unknown:"A1']],
  ['=Sheet1!名前', ['name:Sheet1!名前']],
  ["='C:\\x\\[b 1.xlsx]S'!A1", ["reference:'C:\\x\\[b 1.xlsx]S'!A1"]],
])('%s holds %j', (written, expected) => {
  expect(named(written)).toEqual(expected);
});

test('a long formula is read in time that grows with its length', () => {
  const long = `=${Array.from({ length: 2000 }, (_, index) => `SUM(抽出_服薬（多剤）!A${index + 1}:B9,"x")`).join('+')}`;
  expect(tokenise(long)).toHaveLength(2000 * 7);
}, 20_000);
