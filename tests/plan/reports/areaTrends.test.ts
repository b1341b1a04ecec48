/** Tests of 圏域の推移 on 圏域カルテ: a small chart an area, all with the same axis, and nothing where only one year is loaded. */
import { formSheet, type FormSheet } from '../../../src/plan/forms';
import type { YearOverview } from '../../../src/kdb';
import { areaRecord } from '../../../src/plan/reports/areaRecord';
import { factsOf } from './facts';

const year = (fiscalYear: number, rows = 10): YearOverview => ({
  fiscalYear,
  rows: { register: 0, checkup: rows, receipt: 0, certification: 0 },
  fields: new Set(),
  insurers: [],
});
const base = factsOf(null);
const formOf = (years: readonly YearOverview[]): FormSheet => areaRecord({ ...base, years })!;
const panelsOf = (form: FormSheet) => form.charts!.filter(({ name }) => name.startsWith('圏域の推移'));
const headOf = (form: FormSheet): unknown[] =>
  form.rows
    .find(({ key }) => key === 'trend.head')!
    .cells.flatMap((cell) => (cell !== null && 'text' in cell && cell.style === 'header' ? [cell.text] : []));

test.each([
  [[2025], []],
  [
    [2024, 2025],
    ['令和6年度', '令和7年度'],
  ],
  // Of six years the last five; a year after 抽出年度, and one without persons, are not among them.
  [
    [2019, 2021, 2022, 2023, 2024, 2025, 2026],
    ['令和3年度', '令和4年度', '令和5年度', '令和6年度', '令和7年度'],
  ],
])('the years %p are shown as %p', (years, shown) => {
  const form = formOf([...years.map((each) => year(each)), year(2020, 0)].sort((a, b) => a.fiscalYear - b.fiscalYear));
  if (shown.length === 0) {
    expect(panelsOf(form)).toEqual([]);
    expect(form.rows.some(({ key }) => key.startsWith('trend.'))).toBe(false);
    return;
  }
  expect(headOf(form)).toEqual(['圏域', ...shown, '該当', '判定可能者数']);
  expect(() => formSheet(form)).not.toThrow();
});

test('every area has a chart of its own rows, with the whole, the years and the upper end that all share', () => {
  const form = formOf([year(2023), year(2024), year(2025)]);
  const panels = panelsOf(form);
  expect(panels.map(({ title }) => title)).toEqual(base.areas.map(({ name }) => name));
  const lines = panels.map(({ series }) => series.map(({ name, values }) => [name, values.row, values.columns]));
  expect(new Set(lines.map((each) => each.find(([name]) => name === '発生割合')![1])).size).toBe(base.areas.length);
  for (const shared of ['全体', '目盛りの上端'])
    expect(new Set(lines.map((each) => String(each.find(([name]) => name === shared)))).size).toBe(1);
  for (const { categories, valueAxis, series, legend } of panels) {
    expect([categories.rows, categories.columns]).toEqual([1, 3]);
    // 0 to the upper end of all: no axis ends where the figures of its own chart do.
    expect([valueAxis.minimum, valueAxis.maximum, legend]).toEqual([0, undefined, 'none']);
    expect(series.at(-1)).toMatchObject({ name: '目盛りの上端', unseen: true, unnamed: true });
  }
  const ceiling = form.rows
    .find(({ key }) => key === 'trend.ceiling')!
    .cells.flatMap((cell) => (cell !== null && 'figure' in cell ? [cell.figure] : []));
  expect(ceiling).toHaveLength(3);
  expect(new Set(ceiling).size).toBe(1);
  // The range of all upper ends, from the whole to the last area.
  expect(ceiling[0]).toMatch(/^=MAX\(\$[A-Z]+\$\d+:\$[A-Z]+\$\d+\)$/u);
});

test('the purpose is chosen in a cell that every count reads', () => {
  const form = formOf([year(2024), year(2025)]);
  const at = form.rows.findIndex(({ key }) => key === 'trend.choice');
  expect(form.rows[at]!.cells[1]).toMatchObject({ input: '身体的フレイル' });
  const counts = form.rows
    .filter(({ key }) => key === 'trend.all' || key.startsWith('trend.area.'))
    .flatMap(({ cells }) => cells)
    .flatMap((cell) => (cell !== null && 'figure' in cell && cell.figure.includes('INYEAR(') ? [cell.figure] : []));
  expect(counts).toHaveLength((1 + base.areas.length) * 2 * 2);
  for (const figure of counts) expect(figure).toContain(`,$C$${at + 2},`);
});
