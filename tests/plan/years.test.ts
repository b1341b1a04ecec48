/** Tests of the names of fiscal years: one way on every sheet. */
import { dayOfMoment, fiscalYearFormat, fiscalYearFormula, fiscalYearName, fiscalYearSaid } from '../../src/plan/years';
import { FORM_GROUPS } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { factsOf, SMALL_LOG } from './reports/facts';

test.each([
  [2025, '令和7年度'],
  [2020, '令和2年度'],
  [2019, '令和元年度'],
  [2018, '平成30年度'],
  [1989, '平成元年度'],
  [1988, '昭和63年度'],
])('%d is %s', (year, name) => {
  expect(fiscalYearName(year)).toBe(name);
});

test.each([
  ['2026-11-29 15:13:09', '令和8年11月29日'],
  ['2019-04-30 23:59:59', '平成31年4月30日'],
  ['2026-04-01', '令和8年4月1日'],
  // What stands in a workbook already, and what nobody can read, stays.
  ['令和8年4月1日', '令和8年4月1日'],
  ['', ''],
  ['2026/4/1', '2026/4/1'],
])('the moment %j is of the day %s', (moment, day) => {
  expect(dayOfMoment(moment)).toBe(day);
});

test.each([
  ['抽出年度: 2025 年度  該当 3', 2025],
  ['抽出年度: 令和7年度  該当 3', 2025],
  ['令和元年度  書いたときのデータ: x', 2019],
  ['抽出年度: 平成30年度', 2018],
  ['対象者は令和7年度の人', null],
])('the line %s names %s', (line, year) => {
  expect(fiscalYearSaid(line)).toBe(year);
});

test('the formula names the first year of the era too', () => {
  expect(fiscalYearFormula('A1')).toBe('"令和"&IF(A1=2019,"元",A1-2018)&"年度"');
});

test('no form writes a fiscal year in another way', () => {
  const forms = formSheetsOf(FORM_GROUPS, factsOf(SMALL_LOG));
  const texts = forms.flatMap(({ name, rows }) =>
    rows.flatMap(({ key, cells }) =>
      cells.flatMap((cell) =>
        cell !== null && 'text' in cell && typeof cell.text === 'string' ? [`${name} ${key}: ${cell.text}`] : [],
      ),
    ),
  );
  // The stamp of the data keeps its own writing.
  const others = texts.filter((text) =>
    /(?<!\d)20\d\d ?年度|[\s(（]R\d{1,2}(?![\d.])|: R\d/u.test(
      text.replace(/(?:書いたときの|集計した)データ: \S+/gu, ''),
    ),
  );
  expect(others).toEqual([]);
});

test('a number format shows the years that it names as the era has them, and others with 年度 behind', () => {
  expect(fiscalYearFormat(2025)).toBe('[=2025]"令和7年度";0"年度"');
  expect(fiscalYearFormat(2019, 2018)).toBe('[=2019]"令和元年度";[=2018]"平成30年度";0"年度"');
  // Excel takes two conditions; a year that is named twice is one.
  expect(fiscalYearFormat(2024, 2024, 2025, 2026)).toBe('[=2024]"令和6年度";[=2025]"令和7年度";0"年度"');
  expect(fiscalYearFormat()).toBe('0"年度"');
});

test('no form shows a fiscal year as a bare number', () => {
  const bare = formSheetsOf(FORM_GROUPS, factsOf(SMALL_LOG)).flatMap(({ name, rows }) =>
    rows.flatMap(({ key, cells }) =>
      cells.flatMap((cell) => {
        const value = cell === null ? null : 'text' in cell ? cell.text : 'input' in cell ? cell.input : null;
        const isYear = typeof value === 'number' && Number.isInteger(value) && value >= 2015 && value <= 2040;
        return isYear && !(cell!.format ?? '').includes('年度') ? [`${name} ${key}: ${value}`] : [];
      }),
    ),
  );
  expect(bare).toEqual([]);
});
