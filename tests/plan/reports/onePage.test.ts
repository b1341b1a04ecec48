/** Tests of 一枚でわかる and 圏域カルテ: what they hold, that drafts claim no more than the figure, and what fits on a page. */
import { formSheet, type FormSheet } from '../../../src/plan/forms';
import { isForRole, ROLES } from '../../../src/plan/forms/roles';
import { isHandInSheet } from '../../../src/plan/handIn/sheets';
import { pageBreaks } from '../../../src/plan';
import { printedPages, printScale } from '../../../src/plan/pageBreaks';
import { reports } from '../../../src/plan/reports';
import { resultDrafts } from '../../../src/plan/reports/onePage';
import { intakeOf } from '../support';
import { factsOf, SMALL_LOG } from './facts';

const withLog = reports.sheets(factsOf(SMALL_LOG));
const formOf = (forms: readonly FormSheet[], name: string) => forms.find((form) => form.name === name);
const page = formOf(withLog, '一枚でわかる')!;
const areas = formOf(withLog, '圏域カルテ')!;
const cellsOf = (form: FormSheet, key: string) => form.rows.find((row) => row.key === key)!.cells;

test('five head figures, ten purposes with intervals, a table of the areas, three results, what is asked', () => {
  const heads = cellsOf(page, 'heads.value').filter((cell) => cell !== null && 'figure' in cell);
  expect(heads).toHaveLength(5);
  expect(page.rows.filter(({ key }) => key.startsWith('purpose.'))).toHaveLength(10);
  expect(page.rows.filter(({ key }) => /^areas\.\d/u.test(key)).length).toBeGreaterThan(1);
  expect(page.rows.filter(({ key }) => key.startsWith('results.'))).toHaveLength(3);
  expect(cellsOf(page, 'asked')[1]).toMatchObject({ input: '' });
  expect(page.charts).toHaveLength(1);
});

test('a purpose of which columns are missing is marked, and nobody found of it is no finding', () => {
  const textOf = (form: FormSheet, key: string, at = 0): string =>
    String((cellsOf(form, key)[at] as { text: unknown }).text);
  expect(textOf(page, 'purposes')).toBe('目的ごとの対象者');
  expect(textOf(page, 'purpose.unknownStatus')).not.toContain('*');
  const few = formOf(
    reports.sheets(
      factsOf(
        null,
        intakeOf([
          ['被保険者番号', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥'],
          ['1', '女', '19400101', '20250601', 18, 'はい'],
        ]),
      ),
    ),
    '一枚でわかる',
  )!;
  expect(textOf(few, 'purposes')).toContain('* は使う列がデータになく');
  expect(textOf(few, 'purpose.lowNutrition')).toBe('低栄養');
  expect(['unknownStatus', 'discontinued', 'oral'].map((id) => textOf(few, `purpose.${id}`).at(-1))).toEqual([
    '*',
    '*',
    '*',
  ]);
  expect(cellsOf(few, 'heads.of').map((cell) => (cell !== null && 'text' in cell ? cell.text : ''))).toContain(
    '* 列が足りず少なく出ます',
  );
  expect(printedPages(formSheet(few))).toHaveLength(1);
});

test('it is one page of A4, and 圏域カルテ one page an area and one of the years', () => {
  expect(pageBreaks(formSheet(page))).toEqual([]);
  expect(printedPages(formSheet(page))).toHaveLength(1);
  expect(printScale(formSheet(page))).toBeGreaterThanOrEqual(0.75);
  expect(printedPages(formSheet(areas)).every(({ fill }) => fill < 1)).toBe(true);
  const titles = areas.rows.filter(({ key }) => key.endsWith('.title'));
  expect(pageBreaks(formSheet(areas))).toHaveLength(titles.length - 1);
  expect(titles.at(-1)!.key).toBe('trend.title');
  expect(areas.charts!.filter(({ name }) => name.startsWith('圏域カルテ'))).toHaveLength(titles.length - 1);
});

test('with more 圏域 than it has room for it stays one page, and says where the others are', () => {
  const rows = Array.from({ length: 30 }, (_, index) => [
    String(index + 1),
    '女',
    '19400101',
    `第${(index % 10) + 1}圏域`,
    '20250601',
    18,
    'はい',
  ]);
  const head = ['被保険者番号', '性別', '生年月日', '圏域', '健診受診日', 'BMI', '質問票⑥'];
  const forms = reports.sheets(factsOf(null, intakeOf([head, ...rows])));
  const many = formOf(forms, '一枚でわかる')!;
  expect(printedPages(formSheet(many))).toHaveLength(1);
  expect(cellsOf(many, 'areas.note')[0]).toMatchObject({ text: expect.stringContaining('ほかの 2 圏域は') });
});

test('with 圏域 of long names it stays one page too', () => {
  const long = '日常生活圏域（地域包括支援センター担当地区・旧町村部）';
  const rows = Array.from({ length: 30 }, (_, index) => [`${index + 1}`, '女', '19400101', `第${index + 1}${long}`]);
  const forms = reports.sheets(factsOf(null, intakeOf([['被保険者番号', '性別', '生年月日', '圏域'], ...rows])));
  const many = formOf(forms, '一枚でわかる')!;
  expect(printedPages(formSheet(many))).toHaveLength(1);
  const shown = many.rows.filter(({ key }) => /^areas\.\d+$/u.test(key)).length;
  expect(shown).toBeGreaterThan(1);
  expect(cellsOf(many, 'areas.note')[0]).toMatchObject({
    text: expect.stringContaining(`ほかの ${30 - shown} 圏域は`),
  });
});

test('results are drafts of the figures of the programmes with most supported persons, and blank where there are none', () => {
  const drafts = resultDrafts(factsOf(SMALL_LOG).evaluation!.programmes);
  expect(drafts[0]).toMatch(/^【下書き】.+：/u);
  expect(resultDrafts([])).toEqual(['', '', '']);
});

test('one area, or none, has nothing to be set beside: no 圏域カルテ, and the page says so', () => {
  const intake = intakeOf([
    ['被保険者番号', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥'],
    ['1', '女', '19400101', '20250601', 18, 'はい'],
  ]);
  const forms = reports.sheets(factsOf(null, intake));
  expect(formOf(forms, '圏域カルテ')).toBeUndefined();
  expect(cellsOf(formOf(forms, '一枚でわかる')!, 'areas.none')[0]).toMatchObject({
    text: expect.stringContaining('圏域の表はありません'),
  });
});

test('neither gets into the copy that is published, and every role needs the page', () => {
  expect(['一枚でわかる', '圏域カルテ', '対象者（北部）'].map(isHandInSheet)).toEqual([false, false, false]);
  for (const role of ROLES) expect(isForRole('一枚でわかる', role)).toBe(true);
  expect(isForRole('集約', '市町村')).toBe(false);
  expect(isForRole('集約', '広域連合')).toBe(true);
  expect(isForRole('Ⅳ-1 低栄養', '都道府県')).toBe(false);
  expect(isForRole('集約', null)).toBe(true);
  expect([null, ...ROLES].filter((role) => isForRole('保険者インセンティブ', role))).toEqual([null, '広域連合']);
});
