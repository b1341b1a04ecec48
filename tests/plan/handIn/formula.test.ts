/** Tests of what formulas of a saved workbook ask: our calls, sums, and arguments as texts. */
import { ourCallsIn, summedBy, textOfArgument } from '../../../src/plan/handIn/formula';

test('our calls are found in both spellings, also inside of each other, and never in texts', () => {
  const names = (formula: string): string[] => ourCallsIn(formula).map(({ name }) => name);
  expect(names('=IFERROR(@IKKATSU.ORAL("人数"),_xldudf_IKKATSU_LOWNUTRITION(IKKATSU.FISCALYEAR(A1)))')).toEqual([
    'ORAL',
    'LOWNUTRITION',
    'FISCALYEAR',
  ]);
  expect(names('="IKKATSU.ORAL(1)"&ORAL(1)&XIKKATSU.ORAL(1)&IKKATSU.ORAL')).toEqual([]);
});

test('a sum is nothing but SUM over cells', () => {
  const cells = (formula: string): string[] | undefined =>
    summedBy(formula)?.map(({ sheet, row, column, rows }) => `${sheet ?? ''}!${row},${column}x${rows}`);
  expect(cells("=SUM(A1:A3, 抽出_服薬（多剤）!B2,'a,b'!C1)")).toEqual([
    '!0,0x3',
    '抽出_服薬（多剤）!1,1x1',
    'a,b!0,2x1',
  ]);
  for (const none of ['=SUM(A1)+1', '=SUM(A1,2)', '=SUM()', '=SUM(A1*2)', '=A1+A2', '=SUM(SUM(A1))', '="SUM(A1)"'])
    expect(summedBy(none)).toBeNull();
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
