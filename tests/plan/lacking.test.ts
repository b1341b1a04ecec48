/** Tests of purposes of which columns are missing: what counts too few of them is marked wherever it stands, and nothing else is. */
import { areasOf, defaultSettings, NATIONAL_CRITERIA } from '../../src/criteria';
import type { Cell } from '../../src/kdb';
import { commonIndicatorsSheet } from '../../src/plan';
import { FORM_GROUPS, type FormSheet } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { countsLacking, LACKING, lackingColumns, lackingNote, markedFormat } from '../../src/plan/lacking';
import { factsOf } from './reports/facts';
import { gridOf, intakeOf, sampleIntake } from './support';

const HEADINGS = ['被保険者番号', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥'];
const few = (...more: readonly (readonly Cell[])[]) =>
  intakeOf([HEADINGS, ['1', '女', '19400101', '20250601', 18, 'はい'], ...more]);
const intake = few();
const lacking = lackingColumns(intake.table, defaultSettings());
const MARK = `"${LACKING}"`;

const figuresOf = (form: FormSheet) =>
  form.rows.flatMap(({ key, cells }) =>
    cells.flatMap((cell, column) =>
      cell !== null && 'figure' in cell ? [{ place: `${form.name} ${key} ${column}`, cell }] : [],
    ),
  );
const textsOf = (form: FormSheet): string[] =>
  form.rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell !== null && 'text' in cell ? [String(cell.text)] : [])),
  );

describe('the purposes that lack columns', () => {
  test('are all but the one whose columns are there, each with the names of what is missing', () => {
    expect([...lacking.keys()]).toEqual(NATIONAL_CRITERIA.map(({ id }) => id).filter((id) => id !== 'lowNutrition'));
    expect(lacking.get('oral')).toContain('歯科レセ件数');
    const note = lackingNote(lacking);
    expect(note).toContain('0 は、該当する人がいないという意味ではありません');
    expect(note).toContain('口腔（');
    expect(note).not.toContain('低栄養');
  });

  test('are none of the samples', () => {
    expect(lackingColumns(sampleIntake().table, defaultSettings()).size).toBe(0);
  });

  test('count too few persons, not too few insured or judged', () => {
    const asked = (name: string, ...texts: string[]) => countsLacking({ name, texts }, lacking);
    expect(['', '人数', '割合', '発生割合'].map((wanted) => asked('ORAL', wanted))).toEqual([true, true, true, true]);
    expect(['分母', '判定可能', '判定不能'].map((wanted) => asked('ORAL', wanted))).toEqual([false, false, false]);
    expect(asked('LOWNUTRITION', '人数')).toBe(false);
    expect(asked('EXTRACT', '口腔', '人数')).toBe(true);
    expect(asked('EXTRACT', '低栄養', '人数')).toBe(false);
    expect(asked('INSURED', '被保険者数')).toBe(false);
  });

  test.each([
    ['#,##0', `#,##0${MARK}`],
    ['0.00%', `0.00%${MARK}`],
    ['+0.0%;"−"0.0%;0.0%', `+0.0%${MARK};"−"0.0%${MARK};0.0%${MARK}`],
    [undefined, `General${MARK}`],
    ['0;@', `0${MARK};@`],
  ])('have the mark behind their numbers: %s', (format, marked) => {
    expect(markedFormat(format)).toBe(marked);
  });
});

describe('the forms', () => {
  const forms = formSheetsOf(FORM_GROUPS, factsOf(null, intake));

  test('mark on Ⅲ and 集約 every count and share of those purposes, and say below what that means', () => {
    for (const [name, ownKey] of [
      ['Ⅲ計画全体', 'indicator.OC2.oral'],
      ['集約', 'hits.whole'],
      ['計画書', 'risk.oral.oral'],
    ] as const) {
      const form = forms.find((each) => each.name === name)!;
      const marked = figuresOf(form).filter(({ cell }) => cell.format?.includes(MARK));
      expect(marked.some(({ place }) => place.includes(ownKey))).toBe(true);
      expect(textsOf(form)).toContain(lackingNote(lacking));
    }
  });

  test('mark what is reckoned from such a figure: the rate with its interval in words', () => {
    const collection = forms.find(({ name }) => name === '集約')!;
    const row = collection.rows.find(({ key }) => key === 'share.whole')!;
    const [low, oral] = [2, 3].map((column) => row.cells[column] as { format?: string });
    expect(low!.format).toBeUndefined();
    expect(oral!.format).toContain(`@${MARK}`);
  });

  test('mark no figure of a purpose whose columns are there, and no number of insured persons', () => {
    const wrong = forms.flatMap(figuresOf).filter(({ cell }) => {
      const asks = cell.declares?.asks ?? [];
      return (
        cell.format?.includes(MARK) === true && asks.length > 0 && !asks.some((asked) => countsLacking(asked, lacking))
      );
    });
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  test('are as they were where nothing is missing', () => {
    const whole = formSheetsOf(FORM_GROUPS, factsOf(null));
    expect(whole.flatMap(figuresOf).filter(({ cell }) => cell.format?.includes(MARK))).toEqual([]);
    expect(whole.flatMap(({ rows }) => rows.filter(({ key }) => key === 'note.lacking'))).toEqual([]);
  });
});

describe('共通評価指標', () => {
  const sheetOf = (of: ReturnType<typeof intakeOf>) =>
    commonIndicatorsSheet({
      fiscalYear: 2025,
      stamp: 'x',
      areas: areasOf(of.table),
      table: of.table,
      settings: defaultSettings(),
    });

  test('marks numbers, not names: programs find the rows by them', () => {
    const spec = sheetOf(intake);
    const formatAt = (row: number, column: number): string | undefined =>
      spec.blocks
        .filter((block) => row >= block.row && row < block.row + block.cells.length && column >= block.column)
        .map((block) => block.formats?.[column - block.column])
        .find((format) => format !== undefined);
    const grid = gridOf(spec);
    const rowOf = (name: string): number => grid.findIndex((cells) => cells[0] === '全体' && cells[2] === name);
    expect(formatAt(rowOf('口腔'), 3)).toBe(`#,##0${MARK}`);
    expect(formatAt(rowOf('口腔'), 4)).toBe('#,##0');
    expect(formatAt(rowOf('低栄養'), 3)).toBe('#,##0');
    expect(grid.flat()).toContain(lackingNote(lacking));
    expect(spec.print.area!.rows).toBe(grid.length);
  });

  test('says nothing where nothing is missing', () => {
    const spec = sheetOf(sampleIntake());
    expect(JSON.stringify(spec.blocks)).not.toContain(LACKING + ' は、使う列');
    expect(spec.blocks.some(({ formats = [] }) => formats.some((format) => format?.includes(MARK)))).toBe(false);
  });
});
