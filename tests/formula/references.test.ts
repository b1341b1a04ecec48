/** Tests of moving, copying, renaming and binding references. */
import fc from 'fast-check';
import {
  boundToSheet,
  copiedFormula,
  moveReferences,
  rangesIn,
  tokenise,
  withQuotedSheets,
  withSheetRenamed,
  type Move,
} from '../../src/formula';
import { formula, LISTED } from './formulas';

const RUNS = 2000;
/** A formula with the letters of columns as Excel prints them. */
const printed = (written: string): string => moveReferences(written, (place) => place);
const by =
  (rows: number, columns: number): Move =>
  ({ row, column }) => ({ row: row === null ? null : row + rows, column: column === null ? null : column + columns });

test('moved and moved back a formula is what it was', () => {
  const check = (written: string): void => {
    const there = moveReferences(written, by(7, 3));
    expect(moveReferences(there, by(-7, -3))).toBe(printed(written));
  };
  const inSheet = (written: string): boolean =>
    rangesIn(written).every(
      ({ row, rows, column, columns }) => row + rows + 7 < 1048576 && column + columns + 3 < 16384,
    );
  for (const listed of LISTED.filter(inSheet)) check(listed);
  fc.assert(fc.property(formula.filter(inSheet), check), { numRuns: RUNS });
});

test('a move that knows no place leaves every letter', () => {
  for (const listed of LISTED) expect(moveReferences(listed, () => null)).toBe(listed);
  fc.assert(
    fc.property(formula, (made) => moveReferences(made, () => null) === made),
    { numRuns: RUNS },
  );
});

test('copied there and back a formula is what it was, unless it left the sheet', () => {
  fc.assert(
    fc.property(formula, fc.integer({ min: -3, max: 9 }), fc.integer({ min: -3, max: 9 }), (made, rows, columns) => {
      const there = copiedFormula(made, rows, columns);
      fc.pre(there.split('#REF!').length === made.split('#REF!').length);
      return printed(copiedFormula(there, -rows, -columns)) === printed(made);
    }),
    { numRuns: RUNS },
  );
});

test('texts, names, tables and other sheets stay where references of the sheet move', () => {
  const move = (written: string): string =>
    moveReferences(written, (place) => (place.sheet === null ? by(1, 0)(place) : null));
  const stay = [
    '=抽出_服薬（多剤）!B5',
    "='抽出_服薬（多剤）'!B5",
    '=[1]Sheet1!B5+南部:北部!B5',
    '="B5"&名簿[B5]&[@B5]',
    '=LOG10(1)+B5X+B5_1+XFE5+#REF!B5',
    '=1年!B5',
    "='it''s B5'!B5",
  ];
  for (const written of stay) expect(move(written)).toBe(written);
  expect(move('=B5+$B$5+SUM(B5:C9)+5:6+B:C+B5#+@B5')).toBe('=B6+$B$6+SUM(B6:C10)+6:7+B:C+B6#+@B6');
});

test('a reference copied over the edge of the sheet is lost, at the edge it is not', () => {
  expect(copiedFormula('=A1', -1, 0)).toBe('=#REF!');
  expect(copiedFormula('=A2', -1, 0)).toBe('=A1');
  expect(copiedFormula('=A1048575+XFC1', 1, 1)).toBe('=B1048576+XFD2');
  expect(copiedFormula('=A1048576', 1, 0)).toBe('=#REF!');
  expect(copiedFormula('=表!XFD1', 0, 1)).toBe('=表!#REF!');
  expect(copiedFormula('=$A$1+$A1+A$1+A:A+1:1+$A:A+[1]S!A1+甲:乙!A1', 2, 1)).toBe(
    '=$A$1+$A3+B$1+B:B+3:3+$A:B+[1]S!B3+甲:乙!B3',
  );
});

test('renaming a sheet changes what names it and nothing else', () => {
  const written = '=南部!A1+\'南部\'!B2+南部A!C3+SUM(南部:北部!D4)+[1]南部!E5+"南部!F6"+南部!名前+南部!#REF!';
  expect(withSheetRenamed(written, '南部', '南 部')).toBe(
    "='南 部'!A1+'南 部'!B2+南部A!C3+SUM('南 部:北部'!D4)+[1]南部!E5+\"南部!F6\"+'南 部'!名前+'南 部'!#REF!",
  );
  expect(withSheetRenamed(written, '南部', null)).toBe(
    '=#REF!+#REF!+南部A!C3+SUM(#REF!)+[1]南部!E5+"南部!F6"+#REF!+#REF!',
  );
  expect(withSheetRenamed("='it''s'!A1", "it's", '抽出_服薬（多剤）')).toBe("='抽出_服薬（多剤）'!A1");
  expect(withSheetRenamed('=SHEET1!A1', 'Sheet1', 'A1')).toBe("='A1'!A1");
});

test('a formula bound to a sheet names it at each reference that names none', () => {
  expect(boundToSheet('=A1+SUM(B:B,表!C1)+"D1"+LOG10(E1:F2)', 'Ⅳ-1 低栄養')).toBe(
    "='Ⅳ-1 低栄養'!A1+SUM('Ⅳ-1 低栄養'!B:B,表!C1)+\"D1\"+LOG10('Ⅳ-1 低栄養'!E1:F2)",
  );
  fc.assert(
    fc.property(formula, (made) =>
      tokenise(boundToSheet(made, '表')).every((token) => token.kind !== 'reference' || token.prefix !== ''),
    ),
    { numRuns: 500 },
  );
});

test('sheets are quoted where Excel might ask for it', () => {
  expect(withQuotedSheets("=抽出_服薬（多剤）!B5+'表'!A1+健診!C:C+1年!A1+甲:1年!A1+[1]S!A1")).toBe(
    "='抽出_服薬（多剤）'!B5+表!A1+健診!C:C+'1年'!A1+'甲:1年'!A1+[1]S!A1",
  );
});

test('the cells that a formula names', () => {
  expect(rangesIn('=SUM(C3:$A$1)+\'a!b\'!B2+甲:乙!A1+H1#+"Z9"+名簿[A1]+#REF!A1')).toEqual([
    { sheet: null, lastSheet: null, row: 0, column: 0, rows: 3, columns: 3 },
    { sheet: 'a!b', lastSheet: null, row: 1, column: 1, rows: 1, columns: 1 },
    { sheet: '甲', lastSheet: '乙', row: 0, column: 0, rows: 1, columns: 1 },
    { sheet: null, lastSheet: null, row: 0, column: 7, rows: 1, columns: 1 },
  ]);
  expect(rangesIn('=B:A+2:3+[1]甲!A1')).toEqual([
    { sheet: null, lastSheet: null, row: 0, column: 0, rows: 1048576, columns: 2 },
    { sheet: null, lastSheet: null, row: 1, column: 0, rows: 2, columns: 16384 },
    { sheet: '[1]甲', lastSheet: null, row: 0, column: 0, rows: 1, columns: 1 },
  ]);
});
