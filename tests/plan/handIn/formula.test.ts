/** Tests of what formulas of a saved workbook ask: our calls, sums, and arguments as texts. */
import { addendsOf, ourCallsIn, readsElsewhere, shownPart, textOfArgument } from '../../../src/plan/handIn/formula';

test('our calls are found in both spellings, also inside of each other, and never in texts', () => {
  const names = (formula: string): string[] => ourCallsIn(formula).map(({ name }) => name);
  expect(names('=IFERROR(@IKKATSU.ORAL("人数"),_xldudf_IKKATSU_LOWNUTRITION(IKKATSU.FISCALYEAR(A1)))')).toEqual([
    'ORAL',
    'LOWNUTRITION',
    'FISCALYEAR',
  ]);
  expect(names('="IKKATSU.ORAL(1)"&ORAL(1)&XIKKATSU.ORAL(1)&IKKATSU.ORAL')).toEqual([]);
});

test('a sum is nothing but cells, SUM over cells, + and −', () => {
  const cells = (formula: string): string[] | undefined =>
    addendsOf(formula)?.map(
      ({ range: { sheet, row, column, rows }, times }) =>
        `${times < 0 ? '-' : ''}${sheet ?? ''}!${row},${column}x${rows}`,
    );
  expect(cells("=SUM(A1:A3, 抽出_服薬（多剤）!B2,'a,b'!C1)")).toEqual([
    '!0,0x3',
    '抽出_服薬（多剤）!1,1x1',
    'a,b!0,2x1',
  ]);
  expect(cells('=A1+A2')).toEqual(['!0,0x1', '!1,0x1']);
  expect(cells('=B9-SUM(B1:B3,C1) + D1')).toEqual(['!8,1x1', '-!0,1x3', '-!0,2x1', '!0,3x1']);
  expect(cells('=-A1')).toEqual(['-!0,0x1']);
  for (const none of [
    '=SUM(A1)+1',
    '=SUM(A1,2)',
    '=SUM()',
    '=SUM(A1*2)',
    '=A1*A2',
    '=A1+',
    '=A1:A3',
    '=SUM(SUM(A1))',
    '="SUM(A1)"',
  ])
    expect(addendsOf(none)).toBeNull();
});

test('an argument is a text where texts, numbers and single cells are joined', () => {
  const text = (part: string | undefined) => textOfArgument(part, ({ sheet, row }) => (sheet === null ? row : sheet));
  expect(text(undefined)).toBe('');
  expect(text('"圏域="&\'a&b\'!A1')).toBe('圏域=a&b');
  expect(text('A5 & "言う ""こと"""')).toBe('4言う "こと"');
  expect(text('-2.5')).toBe('-2.5');
  expect(text('2025')).toBe('2025');
  for (const more of ['A1:A2', 'LEFT("a",1)', '"a""b', 'A1+1', '"a""b" "c"', '{"a"}', '名前', '#REF!A1', 'A:A'])
    expect(text(more)).toBeNull();
});

test('the part that a cell shows stands inside of conditions and dashes', () => {
  expect(shownPart('=_xlfn.IFNA(IKKATSU.ORAL("人数"),"－")')).toBe('IKKATSU.ORAL("人数")');
  expect(shownPart('=IF(ISNA(A1),NA(),IKKATSU.INSURED("被保険者数","性別=男"))')).toBe(
    'IKKATSU.INSURED("被保険者数","性別=男")',
  );
  expect(shownPart('=IF(A1="","",IFNA(B1,"－"))')).toBe('B1');
  // Two answers, or more than one call: nothing is taken off.
  expect(shownPart('=IF(A1=1,B1,C1)')).toBe('IF(A1=1,B1,C1)');
  expect(shownPart('=IFNA(A1,B1)')).toBe('IFNA(A1,B1)');
  expect(shownPart('=IFNA(A1,"－")&"人"')).toBe('IFNA(A1,"－")&"人"');
});

test('a formula that reads cells which it does not name is known', () => {
  for (const elsewhere of [
    '=INDIRECT("A1")',
    '=SUM(OFFSET(A1,1,0))',
    '=SUM(表1[人数])',
    '=SUM(名前)',
    '=_xlfn.LAMBDA(x,x)(A1)',
  ])
    expect(readsElsewhere(elsewhere)).toBe(true);
  for (const named of ['=SUM(A1:A3)', '=IF(TRUE,A1,"名前")', "='別の表'!A1", '=IKKATSU.ORAL("人数")'])
    expect(readsElsewhere(named)).toBe(false);
});
