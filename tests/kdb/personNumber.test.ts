/** Tests of person numbers. */
import { detached, keyOf, padded, readPersonNumber } from '../../src/kdb/values/personNumber';

test.each([
  ['00000001', '00000001'],
  ['０２０７７', '02077'],
  [' 123 ', '123'],
  [12345678, '12345678'],
  ["'00123", '00123'],
  ['="00123"', '00123'],
  ['123.0', '123'],
  ['A-001', 'A-001'],
])('%p is the number %p', (cell, text) => {
  expect(readPersonNumber(cell)).toEqual({ text });
});

test.each([['1.23E+11'], ['1.23457E+11'], ['１．２３Ｅ＋１１'], [1.5], [1e17], [-3], ['不明'], ['12?4'], [true]])(
  '%p cannot be read',
  (cell) => {
    expect(readPersonNumber(cell)).toEqual({ problem: '読めない番号' });
  },
);

test.each([[''], [null], ['  '], ['－'], ['***']])('%p is no number', (cell) => {
  expect(readPersonNumber(cell)).toEqual({ problem: '番号なし' });
});

test('leading zeros neither join nor separate, and letters are not padded', () => {
  expect(keyOf('00012')).toBe(keyOf('12'));
  expect(keyOf('0')).toBe(0);
  expect(keyOf('0000123456789012345')).toBe(keyOf('123456789012345'));
  expect(keyOf('12345678901234567')).not.toBe(keyOf('12345678901234568'));
  expect([padded('12', 8), padded('A12', 8), padded('123456789', 8)]).toEqual(['00000012', 'A12', '123456789']);
  expect(detached('0123456789abcdef')).toBe('0123456789abcdef');
});
