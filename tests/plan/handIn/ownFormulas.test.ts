/** Masking never reads the texts of our own formulas: it reads declarations, and texts only where a person wrote or changed a cell. */
import type { Sheet as FileSheet } from 'hucre';
import { FORM_GROUPS, formSheet, type FormSheet } from '../../../src/plan/forms';
import { formSheetsOf } from '../../../src/plan/forms/registry';
import { maskingOf, type MaskingFacts } from '../../../src/plan/handIn/masking';
import type { SheetPicture } from '../../../src/plan/handIn/picture';
import { Paper } from '../forms/paper';
import { factsOf, SMALL_LOG } from '../reports/facts';

const read = new Set<string>();
jest.mock('../../../src/plan/handIn/formula', () => {
  const real = jest.requireActual<typeof import('../../../src/plan/handIn/formula')>(
    '../../../src/plan/handIn/formula',
  );
  const noted =
    <Rest extends unknown[], Answer>(of: (formula: string, ...rest: Rest) => Answer) =>
    (formula: string, ...rest: Rest): Answer => {
      read.add(formula);
      return of(formula, ...rest);
    };
  return {
    ...real,
    ourCallsIn: noted(real.ourCallsIn),
    shownPart: noted(real.shownPart),
    ourCall: noted(real.ourCall),
    addendsOf: noted(real.addendsOf),
  };
});

const FACTS: MaskingFacts = {
  countOf: (id) => ({ id, name: id, hits: 30, denominator: 100, judged: 90, undetermined: 10 }),
  insured: () => ({ persons: 500, checkedUp: 200 }),
};
const forms = formSheetsOf(FORM_GROUPS, factsOf(SMALL_LOG));

/** A form as it was written, each formula with a number; `put`: what a person wrote over it. */
function pictureOf(
  form: FormSheet,
  put?: { readonly row: number; readonly column: number; readonly text: string },
): SheetPicture {
  const { values, formulas } = new Paper(formSheet(form)).standing();
  return {
    name: form.name,
    rows: formulas.length,
    columns: formulas[0]?.length ?? 0,
    at: (row, column) => {
      const own = put?.row === row && put.column === column ? put.text : null;
      const standing = own ?? formulas[row]?.[column] ?? null;
      const isFormula = typeof standing === 'string' && standing.startsWith('=');
      return {
        value: isFormula ? 30 : (values[row]?.[column] ?? null),
        formula: isFormula ? standing.slice(1).replaceAll('IKKATSU.', '_xldudf_IKKATSU_') : null,
        style: undefined,
        isError: false,
      };
    },
    file: { name: form.name, rows: [] } as unknown as FileSheet,
    printed: null,
    leftOut: new Set(),
    withheld: new Set(),
  };
}

/** Cells of forms whose formulas are ours, in the same order as on the sheet. */
const figuresOn = (form: FormSheet): { row: number; column: number }[] =>
  form.rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column) => (cell !== null && 'figure' in cell ? [{ row: row + 1, column: column + 1 }] : [])),
  );

test('no formula of any form is read as a text', () => {
  read.clear();
  const figures = forms.flatMap(figuresOn);
  expect(figures.length).toBeGreaterThan(6000);
  maskingOf(
    forms.map((form) => pictureOf(form)),
    FACTS,
  );
  expect([...read].slice(0, 5)).toEqual([]);
});

test('a formula that a person wrote over ours is read, and no other', () => {
  const form = forms.find(({ name }) => name === '一枚でわかる')!;
  const [place] = figuresOn(form);
  read.clear();
  maskingOf([pictureOf(form, { ...place!, text: '=IKKATSU.ORAL("人数")+1' })], FACTS);
  expect(new Set([...read].map((text) => text.replaceAll(/\s/gu, '')))).toEqual(
    new Set(['_xldudf_IKKATSU_ORAL("人数")+1']),
  );
});
