/** The words after `ikkatsu handin` and `ikkatsu fill`. */
import { parseArguments, UsageError } from '../../src/workbench/cli/args';

test('handin takes one workbook, where to write, the audience and the population', () => {
  expect(parseArguments(['handin', 'b.xlsx', '--out', 'c.xlsx', '--population', '２４０００', '--internal'])).toEqual({
    command: 'handin',
    file: 'b.xlsx',
    out: 'c.xlsx',
    internal: true,
    population: 24000,
  });
  expect(parseArguments(['handin', 'b.xlsx', '--out=c.xlsx'])).toEqual({
    command: 'handin',
    file: 'b.xlsx',
    out: 'c.xlsx',
    internal: false,
  });
});

test('fill takes a template, the workbook with the bindings and where to write', () => {
  expect(parseArguments(['fill', 't.xlsx', '--with', 'b.xlsx', '--out', 'f.xlsx'])).toEqual({
    command: 'fill',
    template: 't.xlsx',
    book: 'b.xlsx',
    out: 'f.xlsx',
  });
});

test.each([
  [['handin'], /ブック/],
  [['handin', 'a.xlsx', 'b.xlsx', '--out', 'c.xlsx'], /1 つ/],
  [['handin', 'a.xlsx'], /--out/],
  [['handin', 'a.xlsx', '--out', 'c.xlsx', '--population', '0'], /--population/],
  [['fill', 't.xlsx', '--out', 'f.xlsx'], /--with/],
  [['fill', '--with', 'b.xlsx', '--out', 'f.xlsx'], /様式/],
])('%j is refused in words', (words, sentence) => {
  expect(() => parseArguments(words)).toThrow(UsageError);
  expect(() => parseArguments(words)).toThrow(sentence);
});
