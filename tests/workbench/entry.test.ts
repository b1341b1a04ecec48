/** What is typed: a text is told by having no digit, or a kana, without asking for each form of a date. */
import fc from 'fast-check';
import { dateEntry } from '../../src/workbench/book/dateEntry';
import { contentOfEntry } from '../../src/workbench/book/entry';

const signs = '0 1 2 5 9 元 年 月 日 時 分 秒 午前 午後 令和 昭和 R H s jan March sept . / - : , % ¥ ( ) + e am pm か カ ー'.split(' ').concat(' '); // prettier-ignore
const written = fc.array(fc.constantFrom(...signs), { maxLength: 9 }).map((parts) => parts.join(''));

test('no date or time is without a digit or with a kana', () => {
  fc.assert(
    fc.property(written, (text) => {
      if (!/\d/.test(text) || /[ぁ-ヿ]/.test(text)) expect(dateEntry(text)).toBeNull();
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  ['令和元年5月1日', 43586],
  ['２０２５／４／１', 45748],
  ['75歳以上', '75歳以上'],
  ['3カ月', '3カ月'],
  ['1ー2', '1ー2'],
  ['令和元年', '令和元年'],
  ['午前', '午前'],
  ['５０％', 0.5],
  ['(12)', -12],
  ['true', true],
  ['#n/a', '#N/A'],
  ['¥', '¥'],
])('%s', (text, value) => {
  expect(contentOfEntry(text, 'General')).toMatchObject({ value, quoted: false });
});

test('a number and a truth value stay what they are, under any format', () => {
  for (const value of [0, -1.5, true, false]) expect(contentOfEntry(value, '@')).toEqual({ value, quoted: false });
});
