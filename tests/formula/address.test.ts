/** Tests of addresses and names of sheets, at the edges of a sheet. */
import fc from 'fast-check';
import {
  cellAddress,
  columnLetters,
  columnNumber,
  isSameSheet,
  parseRect,
  quoteSheetName,
  rangesIn,
  rectAddress,
  splitSheet,
} from '../../src/formula';

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [16383, 'XFD'],
])('column %i is %s', (number, letters) => {
  expect(columnLetters(number)).toBe(letters);
  expect(columnNumber(letters)).toBe(number);
  expect(columnNumber(`${letters.toLowerCase()}12`)).toBe(number);
});

test('every rectangle reads back from its address', () => {
  const rect = fc.tuple(fc.nat(1048575), fc.nat(16383), fc.nat(1048575), fc.nat(16383)).map(([a, b, c, d]) => ({
    row: Math.min(a, c),
    column: Math.min(b, d),
    rows: Math.abs(a - c) + 1,
    columns: Math.abs(b - d) + 1,
  }));
  fc.assert(
    fc.property(rect, fc.boolean(), (each, absolute) => {
      expect(parseRect(rectAddress(each, absolute))).toEqual(each);
    }),
  );
  expect(cellAddress(11, 3)).toBe('D12');
  expect(cellAddress(11, 3, true)).toBe('$D$12');
  expect(rectAddress({ row: 0, column: 0, rows: 1048576, columns: 3 }, true)).toBe('$A:$C');
  expect(rectAddress({ row: 2, column: 0, rows: 3, columns: 16384 })).toBe('3:5');
  expect(parseRect('C3:$A$1')).toEqual({ row: 0, column: 0, rows: 3, columns: 3 });
});

test.each(['', 'A', '5', 'A0', 'XFE1', 'A1048577', 'A1:B', 'A1:B2:C3', 'A1:5', '名前', 'A1B', ' '])(
  '%j is no address',
  (text) => {
    expect(parseRect(text)).toBeNull();
  },
);

test.each([
  ['人口', '人口'],
  ['Sheet1', 'Sheet1'],
  ['抽出_服薬（多剤）', "'抽出_服薬（多剤）'"],
  ['Ⅳ-1 低栄養', "'Ⅳ-1 低栄養'"],
  ["it's", "'it''s'"],
  ['A1', "'A1'"],
  ['r1c1', "'r1c1'"],
  ['R', "'R'"],
  ['C5', "'C5'"],
  ['TRUE', "'TRUE'"],
  ['1年', "'1年'"],
])('the sheet %s stands in a formula as %s', (name, quoted) => {
  expect(quoteSheetName(name)).toBe(quoted);
});

test('a quoted name reads back, whatever is in it', () => {
  const name = fc
    .string({ unit: fc.constantFrom(...'a A1\'!()（）&,;Ⅳ-年"#$%=+'.split('')), minLength: 1, maxLength: 31 })
    .filter((each) => !each.startsWith("'") && !each.endsWith("'"));
  fc.assert(
    fc.property(name, (each) => {
      expect(splitSheet(`${quoteSheetName(each)}!$A$1`)).toEqual({ sheet: each, rest: '$A$1' });
      expect(rangesIn(`=1+${quoteSheetName(each)}!B2`)).toMatchObject([{ sheet: each, row: 1, column: 1 }]);
    }),
  );
});

test('a text is split at its sheet, with quotes or without', () => {
  expect(splitSheet('A1')).toEqual({ sheet: null, rest: 'A1' });
  expect(splitSheet('集約 表!hits.whole/persons')).toEqual({ sheet: '集約 表', rest: 'hits.whole/persons' });
  expect(splitSheet("'a!b''c'!D8")).toEqual({ sheet: "a!b'c", rest: 'D8' });
  expect(isSameSheet('Sheet1', 'sHEET1')).toBe(true);
  expect(isSameSheet('表1', '表2')).toBe(false);
});
