/** Tests of the names at the axes of charts: short lines, so that no spreadsheet turns them and the plot keeps its height. */
import { NATIONAL_CRITERIA } from '../../src/criteria';
import { FORM_GROUPS, type FormSheet } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { axisName, headName } from '../../src/plan/purposeLines';
import { unitsOf } from '../../src/plan/textSize';
import { factsOf } from './reports/facts';

/** Four Japanese letters: what a tenth of the width of an upright page takes. */
const MOST_UNITS = unitsOf('あいうえ');
const MOST_LINES = 3;

test('every purpose has a name of short lines that tells it from the others', () => {
  const names = NATIONAL_CRITERIA.map(({ id }) => axisName(id));
  expect(new Set(names).size).toBe(NATIONAL_CRITERIA.length);
  for (const name of names) {
    const lines = name.split('\n');
    expect([name, lines.length <= MOST_LINES, lines.every((line) => unitsOf(line) <= MOST_UNITS)]).toEqual([
      name,
      true,
      true,
    ]);
  }
});

test('the head of a column names a purpose by the words of its name', () => {
  for (const { id, name } of NATIONAL_CRITERIA)
    for (const line of headName(id).split('\n')) expect(name).toContain(line.replace(/^＋/u, ''));
});

/** The labels of a chart that stand on its own sheet as texts. */
const labelsOf = (form: FormSheet): string[][] =>
  (form.charts ?? []).map(({ categories }) =>
    Array.from({ length: categories.rows }, (_, row) => {
      const cell = form.rows[categories.row + row]?.cells[categories.column] ?? null;
      return cell !== null && 'text' in cell ? String(cell.text) : '';
    }),
  );

test('the charts of the ten purposes and of the fifteen questions take their labels from such lines', () => {
  const forms = formSheetsOf(FORM_GROUPS, factsOf(null));
  for (const [name, count] of [
    ['一枚でわかる', 10],
    ['圏域カルテ', 10],
    ['Ⅱ分析と課題', 10],
    ['質問票の分析', 15],
  ] as const) {
    const form = forms.find((each) => each.name === name)!;
    const [labels] = labelsOf(form).filter((each) => each.length === count);
    expect([name, labels?.length]).toEqual([name, count]);
    for (const label of labels!) {
      expect(label).not.toBe('');
      for (const line of label.split('\n'))
        expect([name, label, unitsOf(line) <= MOST_UNITS + 2]).toEqual([name, label, true]);
    }
    // They stand beside the page, in the colour of the paper.
    const column = form.charts!.find(({ categories }) => categories.rows === count)!.categories.column;
    expect(form.columns[column]!.helper).toBe(true);
  }
});

test('the whole stands as a point at each purpose: a line would join purposes that have no order', () => {
  const form = formSheetsOf(FORM_GROUPS, factsOf(null)).find(({ name }) => name === '圏域カルテ')!;
  const pages = form.charts!.filter(({ categories }) => categories.rows === NATIONAL_CRITERIA.length);
  expect(pages.length).toBeGreaterThan(1);
  for (const { series } of pages) expect(series.find(({ name }) => name === '全体')?.drawnAs).toBe('points');
});
