/** Tests of 圏域別: what is compared with what, from how many areas on by a funnel, and what is said of chance. */
import { areasOf, NATIONAL_CRITERIA } from '../../../src/criteria';
import { areasSheet } from '../../../src/plan/forms/framework/areas';
import { formSheet, type FormSheet, type PlanFacts } from '../../../src/plan/forms';
import { printedPages } from '../../../src/plan';
import { STYLES } from '../../../src/plan/styles';
import { linesOf } from '../../../src/plan/textSize';
import { formSheetsOf } from '../../../src/plan/forms/registry';
import { rangesIn } from '../../../src/formula';
import type { Cell } from '../../../src/kdb';
import { factsOf } from '../reports/facts';
import { gridOf, intakeOf } from '../support';

const HEAD = ['被保険者番号', '市町村', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];

/** Persons who live in these areas, one in each. */
function factsIn(places: readonly (readonly [town: string, area: string])[]): PlanFacts {
  const rows = places.map(([town, area], index): Cell[] => [
    String(index + 1), town, area, '女', '19400101', '20250601', 19, 'はい', 16,
  ]); // prettier-ignore
  const intake = intakeOf([HEAD, ...rows]);
  return { ...factsOf(null, intake), areas: areasOf(intake.table) };
}
/** The sheet of them. */
const sheetOf = (places: Parameters<typeof factsIn>[0]): FormSheet => areasSheet(factsIn(places));
const numbered = (count: number): [string, string][] =>
  Array.from({ length: count }, (_, index) => ['甲市', `第${count - index}圏域`]);
const wordOf = (form: FormSheet, key: string): string => {
  const cell = form.rows.find((row) => row.key === key)!.cells[form.columns.findIndex((each) => each.key === 'word')];
  return cell !== null && cell !== undefined && 'figure' in cell ? cell.figure : '';
};
/** The mark of the first purpose, where there are many. */
const markOf = (form: FormSheet, key: string): string => {
  const cell = form.rows.find((row) => row.key === key)!.cells[form.columns.findIndex((each) => each.key === 'c1')];
  return cell !== null && cell !== undefined && 'figure' in cell ? cell.figure : '';
};
const textsOf = (form: FormSheet): string =>
  form.rows
    .flatMap(({ cells }) => cells.flatMap((cell) => (cell !== null && 'text' in cell ? [cell.text] : [])))
    .join('\n');
const namesOf = (form: FormSheet): unknown[] => {
  const column = form.columns.findIndex(({ key }) => key === 'area');
  return form.rows
    .filter(({ key }) => /^rate\.(lowNutrition\.)?area\./u.test(key))
    .map(({ cells: { [column]: cell } }) => (cell !== null && cell !== undefined && 'text' in cell ? cell.text : ''));
};

test('one 圏域 is not compared with itself, nor where the rest of the persons have none', () => {
  for (const places of [numbered(1), [...numbered(1), ['甲市', ''] as [string, string]]]) {
    const form = sheetOf(places);
    for (const { id } of NATIONAL_CRITERIA)
      expect(wordOf(form, `rate.${id}.area.第1圏域`)).toBe('="1つのため比較せず"');
    expect(form.charts).toBeUndefined();
    expect(textsOf(form)).not.toContain('偶然だけで');
    expect(form.rows.filter(({ key }) => key.startsWith('standard.'))).toEqual([]);
  }
});

test.each([
  [2, false],
  [9, false],
  [10, true],
  [11, true],
])('%p 圏域: by a funnel %p, in the order of places, with the signals that chance gives', (count, isFunnel) => {
  const form = sheetOf(numbered(count));
  expect(namesOf(form)).toEqual(Array.from({ length: count }, (_, index) => `第${index + 1}圏域`));
  const word = isFunnel ? markOf(form, 'mark.area.第1圏域') : wordOf(form, 'rate.lowNutrition.area.第1圏域');
  expect(word.includes('IKKATSU.FUNNEL(')).toBe(isFunnel);
  expect(form.charts).toHaveLength(NATIONAL_CRITERIA.length);
  expect(form.charts!.every(({ kind }) => kind === (isFunnel ? 'scatter' : 'stackedColumn'))).toBe(true);
  const said = textsOf(form);
  expect(said).toContain(`最大 ${count * 10} 件`);
  expect(said).toContain(
    isFunnel ? `95% 限界の外に最大 ${count * 0.5} 件、99.8% 限界の外に最大` : `約 ${count * 0.5} 件に`,
  );
  expect(() => formSheet(form)).not.toThrow();
});

test('the verdict rests on 発生割合 and its interval, never on the share of the insured', () => {
  const form = sheetOf(numbered(3));
  const letter = (key: string): string => 'BCDEFGHIJKL'[form.columns.findIndex((each) => each.key === key)]!;
  const word = wordOf(form, 'rate.oral.area.第2圏域');
  for (const used of ['judged', 'lower', 'upper', 'incidence']) expect(word).toContain(`$${letter(used)}$`);
  for (const unused of ['insured', 'share']) expect(word).not.toContain(`$${letter(unused)}$`);
  expect(word).toContain('比較せず（10人未満）');
});

test('several municipalities are compared too, one is not', () => {
  const both = sheetOf([['甲市', '北'], ['乙町', '南'], ['甲市', '東']]); // prettier-ignore
  expect(both.rows.some(({ key }) => key === 'rate.oral.town.乙町')).toBe(true);
  expect(both.charts).toHaveLength(2 * NATIONAL_CRITERIA.length);
  expect(textsOf(both)).toContain('市町村の比較は最大 20 件');
  expect(sheetOf(numbered(3)).rows.some(({ key }) => key.includes('.town.'))).toBe(false);
});

const LONG = '日常生活圏域（地域包括支援センター担当地区・旧町村部）';

test('many 圏域 with long names: a row each with its whole name on one line, on few pages, and no range holds a heading', () => {
  const places = Array.from({ length: 30 }, (_, index): [string, string] => ['甲市', `第${index + 1}${LONG}`]);
  const form = formSheetsOf(['計画'], factsIn(places)).find(({ name }) => name === '圏域別')!;
  const spec = formSheet(form);
  const again = form.rows.filter(({ key }) => key.startsWith('again.'));
  expect(again.length).toBeGreaterThan(3);
  const tables = new Set(form.rows.flatMap(({ key }) => /^(\w+)\.area\./u.exec(key)?.[1] ?? []));
  expect(tables.size).toBeGreaterThan(8);
  for (const table of tables) expect(form.rows.filter(({ key }) => key.startsWith(`${table}.area.`))).toHaveLength(30);
  const [, area] = spec.columnWidths;
  for (const [, name] of places) expect(linesOf(name, area!, STYLES.body)).toBe(1);
  expect(printedPages(spec).length).toBeLessThan(22);
  const grid = gridOf(spec);
  const ranged = grid.flat().filter((cell): cell is string => typeof cell === 'string' && cell.includes('SHRUNKRATE('));
  expect(ranged).toHaveLength(30 * NATIONAL_CRITERIA.length);
  for (const formula of ranged)
    for (const { row, column, rows } of rangesIn(formula).filter((range) => range.rows > 1)) {
      expect(rows).toBe(30);
      for (let at = row; at < row + rows; at += 1) expect(String(grid[at]![column])).toMatch(/^=/u);
    }
});

test('few municipalities beside many 圏域 keep their intervals, and each kind its own rule', () => {
  const places = Array.from({ length: 12 }, (_, index): [string, string] => [
    index % 2 ? '甲市' : '乙町',
    `第${index}`,
  ]);
  const form = sheetOf(places);
  expect(markOf(form, 'mark.town.甲市')).toContain('IKKATSU.PROPORTION(');
  expect(markOf(form, 'mark.area.第3')).toContain('IKKATSU.FUNNEL(');
  expect(new Set(form.charts!.map(({ kind }) => kind))).toEqual(new Set(['stackedColumn', 'scatter']));
  expect(form.charts).toHaveLength(2 * NATIONAL_CRITERIA.length);
  expect(() => formSheet(form)).not.toThrow();
});
