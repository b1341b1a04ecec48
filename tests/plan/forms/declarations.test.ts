/** Tests of how a row holds what its cells declare: short, whole, readable from workbooks of before, and nothing where it was changed. */
import fc from 'fast-check';
import type { Declaration } from '../../../src/plan/figures/formula';
import { FORM_GROUPS, type FormCell } from '../../../src/plan/forms';
import { readDeclarations, spellDeclarations } from '../../../src/plan/forms/declarations';
import { hashOfFormula, parseRow, rowMark } from '../../../src/plan/forms/marks';
import { formSheetsOf } from '../../../src/plan/forms/registry';
import { factsOf, SMALL_LOG } from '../reports/facts';

/** As rows named their declarations before: each in full, by the place of its cell. */
const inFull = (declared: readonly (Declaration | null)[]): string =>
  JSON.stringify(Object.fromEntries(declared.flatMap((each, place) => (each === null ? [] : [[place, each]]))));

const declaredOf = (cell: FormCell): Declaration | null => {
  if (cell === null || 'written' in cell) return null;
  return cell.declares ?? ('figure' in cell ? { asks: [] } : null);
};
const rows = formSheetsOf(FORM_GROUPS, factsOf(SMALL_LOG)).flatMap((form) =>
  form.rows.map((row, at) => ({ row, mark: rowMark(row, form.columns.length, at + 1) })),
);

const text = fc.string({ unit: 'grapheme', maxLength: 6 });
const answer = fc.record({
  name: fc.constantFrom('ORAL', 'INYEAR', 'EXTRACT'),
  texts: fc.array(fc.oneof(text, fc.nat(9)), { maxLength: 3 }),
});
const declaration = fc
  .record(
    {
      asks: fc.array(answer, { maxLength: 3 }),
      sum: fc.constantFrom('+', '+-.'),
      isPersons: fc.constant(true as const),
      quantity: fc.constantFrom({ unit: '割合' } as const, { unit: '番号', years: [2024, 2025] } as const),
    },
    { requiredKeys: ['asks'] },
  )
  .chain((each): fc.Arbitrary<Declaration> =>
    each.asks.length === 0
      ? fc.constant(each)
      : fc
          .option(fc.nat(each.asks.length - 1), { nil: undefined })
          .map((shows) => (shows === undefined ? each : { ...each, shows })),
  );

describe('what the cells of a row declare', () => {
  it('is read as it was spelt, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.option(declaration), { maxLength: 12 }), (declared) => {
        const read = readDeclarations(spellDeclarations(declared));
        expect(declared.map((_, place) => read.get(place) ?? null)).toEqual(declared);
        expect(read.size).toBe(declared.filter((each) => each !== null).length);
      }),
    );
  });

  it('names each answer once, and each declaration once for all cells that share it', () => {
    const [asked, share] = [{ name: 'ORAL', texts: ['人数'] }, { asks: [], quantity: { unit: '割合' } } as const];
    const shown: Declaration = { asks: [asked], shows: 0 };
    expect(spellDeclarations([shown, share, share, null, share, { asks: [asked, asked] }])).toBe(
      '[[["ORAL","人数"]],{"0":0,"1-2,4":{"quantity":{"unit":"割合"}},"5":[0,0]}]',
    );
    expect(spellDeclarations([null, null])).toBe('');
  });

  it('takes less than half of the room on all forms, and comes back whole from the hidden cell', () => {
    const declared = rows.map(({ row }) => row.cells.map(declaredOf));
    const wrong = rows.flatMap(({ row, mark }, index) => {
      const read = parseRow(mark);
      return declared[index]!.flatMap((each, place) =>
        row.key === '' || JSON.stringify(read?.declaredAt(place) ?? null) === JSON.stringify(each) ? [] : [mark],
      );
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    const sizeOf = (spell: (each: (Declaration | null)[]) => string): number =>
      declared.reduce((sum, each) => sum + spell(each).length, 0);
    expect(sizeOf(spellDeclarations)).toBeLessThan(sizeOf(inFull) / 2);
  });

  it('is read from the rows of workbooks that name each declaration in full', () => {
    for (const { row, mark } of rows) {
      const declared = row.cells.map(declaredOf);
      if (row.key === '' || declared.every((each) => each === null)) continue;
      const before = `${mark.split('|').slice(0, 2).join('|')}|${inFull(declared)}`;
      const read = parseRow(before);
      expect(read?.marks).toEqual(parseRow(mark)!.marks);
      expect(declared.map((_, place) => read!.declaredAt(place) ?? null)).toEqual(declared);
    }
  });

  it.each([
    ['half of it', '[[["ORAL"]],{"0":'],
    ['no declarations', '[[["ORAL"]]]'],
    ['an answer that is not named', '[[["ORAL"]],{"0":1}]'],
    ['one of several answers that is not named', '[[["ORAL"]],{"0":[0,1]}]'],
    ['an answer without a name', '[[[]],{"0":0}]'],
    ['an answer of other things', '[[["ORAL",{}]],{"0":0}]'],
    ['an answer shown that it does not ask', '[[["ORAL"]],{"0":{"asks":[0],"shows":1}}]'],
    ['a place that is none', '[[["ORAL"]],{"x":0}]'],
    ['places in reverse', '[[["ORAL"]],{"3-2":0}]'],
    ['more places than a row has', '[[["ORAL"]],{"0-99999":0}]'],
    ['a word', '"ORAL"'],
    ['nothing at all', 'null'],
    ['in full, without answers', '{"0":{"shows":0}}'],
    ['in full, nothing', '{"0":null}'],
  ])('is nothing where a person left %s', (_, changed) => {
    expect(readDeclarations(changed).size).toBe(0);
    expect(parseRow(`row@3|t1 f2.3|${changed}`)).toMatchObject({ key: 'row', row: 3, marks: [{}, {}] });
  });
});

test('the mark of a formula is the hash that it has where nothing moved', () => {
  let formulas = 0;
  for (const { row, mark } of rows)
    row.cells.forEach((cell, place) => {
      if (row.key === '' || cell === null || !('figure' in cell)) return;
      formulas += 1;
      expect(parseRow(mark)!.marks[place]!.hash).toBe(hashOfFormula(cell.figure, (at) => at));
    });
  expect(formulas).toBeGreaterThan(3000);
});
