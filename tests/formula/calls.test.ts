/** Tests of the calls in a formula: arguments are split where Excel splits them. */
import { callsIn, isSingleCall } from '../../src/formula';

const all = (name: string): string => name;
const partsOf = (written: string): readonly string[] | undefined => callsIn(written, all).calls[0]?.parts;

test.each([
  ['=F()', []],
  ['=F( )', []],
  ['=F(,)', ['', '']],
  ['=F(A1, "a,b" ,{1,2;3,4},G(1,2))', ['A1', '"a,b"', '{1,2;3,4}', 'G(1,2)']],
  ["=F('a,(b'!A1,名簿[a,b])", ["'a,(b'!A1", '名簿[a,b]']],
  ['=F({"a;b","c}d"},2)', ['{"a;b","c}d"}', '2']],
  ['=F(1', ['1']],
  ['=F (1,2)', ['1', '2']],
])('%s has the arguments %j', (written, parts) => {
  expect(partsOf(written)).toEqual(parts);
});

test('calls that are asked for are cut out, others stay', () => {
  const ours = (name: string): string | null => (/^IKKATSU\./.test(name) ? name.slice(8) : null);
  expect(callsIn('=IF(A1,@IKKATSU.ORAL("F(1)"),SUM(B1))+IKKATSU.X(1)', ours)).toEqual({
    calls: [
      { name: 'ORAL', parts: ['"F(1)"'] },
      { name: 'X', parts: ['1'] },
    ],
    rest: '=IF(A1,@,SUM(B1))+',
  });
});

test.each([
  ['SUM(A1:A3)', true],
  ['SUM(A1)+1', false],
  ['SUM(A1)*SUM(B1)', false],
  ['SUM((A1)', false],
  ['SUM(A1))', false],
  ['A1', false],
])('%s is one call: %s', (written, expected) => {
  expect(isSingleCall(written)).toBe(expected);
});
