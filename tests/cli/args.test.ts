/** The words of the command line become arguments, or a sentence saying what is wrong. */
import { parseArguments, UsageError } from '../../src/workbench/cli/args';

describe('run', () => {
  it('takes files before and after options', () => {
    expect(
      parseArguments(['run', 'a.csv', '--year', '2025', 'b.csv', '--out', 'x.xlsx', '--lists', 'd', '--json']),
    ).toEqual({
      command: 'run',
      files: ['a.csv', 'b.csv'],
      year: 2025,
      out: 'x.xlsx',
      lists: 'd',
      json: true,
      joinByBirth: false,
      plan: false,
    });
  });

  it('leaves out what was not said', () => {
    expect(parseArguments(['run', 'a.csv'])).toEqual({
      command: 'run',
      files: ['a.csv'],
      json: false,
      joinByBirth: false,
      plan: false,
    });
  });

  it('takes --plan together with --out', () => {
    expect(parseArguments(['run', 'a.csv', '--plan', '--out', 'x.xlsx'])).toMatchObject({ plan: true, out: 'x.xlsx' });
    expect(() => parseArguments(['run', 'a.csv', '--plan'])).toThrow(/--out/);
  });
  it('takes --history together with --out, with or without the plan', () => {
    expect(parseArguments(['run', 'a.csv', '--history', 'b.xlsx', '--out', 'x.xlsx'])).toMatchObject({
      plan: false,
      history: ['b.xlsx'],
    });
    expect(() => parseArguments(['run', 'a.csv', '--history', 'b.xlsx'])).toThrow(/--out/);
  });
  it('takes --role together with --plan, and only the three there are', () => {
    const plan = ['run', 'a.csv', '--plan', '--out', 'x.xlsx'];
    for (const role of ['市町村', '広域連合', '都道府県'])
      expect(parseArguments([...plan, '--role', role])).toMatchObject({ role });
    expect(parseArguments(plan)).not.toHaveProperty('role');
    expect(() => parseArguments([...plan, '--role', '町'])).toThrow(/市町村・広域連合・都道府県/);
    expect(() => parseArguments(['run', 'a.csv', '--out', 'x.xlsx', '--role', '市町村'])).toThrow(/--plan/);
  });

  it('takes --name=value and full-width digits', () => {
    expect(parseArguments(['run', 'a.csv', '--year=２０２５'])).toMatchObject({ year: 2025 });
  });

  it.each([
    [['run'], /ファイル/],
    [['run', 'a.csv', '--year', 'abc'], /--year/],
    [['run', 'a.csv', '--year'], /--year/],
    [['run', 'a.csv', '--out', '--json'], /--out/],
    [['run', 'a.csv', '--unknown'], /--unknown/],
    [['calc'], /数式/],
    [['calc', '=1', '--with'], /--with/],
    [['dance'], /dance/],
  ])('refuses %j in a sentence', (words, sentence) => {
    expect(() => parseArguments(words)).toThrow(UsageError);
    expect(() => parseArguments(words)).toThrow(sentence);
  });
});

describe('calc', () => {
  it('takes several files after --with, and formulas on both sides of it', () => {
    expect(parseArguments(['calc', '=A()', '--with', 'a.csv', 'b.xlsx', '=B()', '--year', '2024'])).toEqual({
      command: 'calc',
      formulas: ['=A()', '=B()'],
      files: ['a.csv', 'b.xlsx'],
      year: 2024,
    });
  });

  it('takes a formula without the equals sign', () => {
    expect(parseArguments(['calc', '1+1'])).toMatchObject({ formulas: ['1+1'], files: [] });
  });
});

describe('serve and help', () => {
  it('serves on port 3000 unless told otherwise', () => {
    expect(parseArguments(['serve'])).toEqual({ command: 'serve', files: [], port: 3000 });
    expect(parseArguments(['serve', 'a.csv', '--port', '8443'])).toEqual({
      command: 'serve',
      files: ['a.csv'],
      port: 8443,
    });
  });

  it('helps when asked and when nothing is said', () => {
    expect(parseArguments([])).toEqual({ command: 'help' });
    expect(parseArguments(['run', '--help'])).toEqual({ command: 'help' });
  });
});
