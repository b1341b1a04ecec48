/** Which formulas may fill the cells beside them: readers of formulas wait for those only. */
import { maySpill } from '../../src/workbench/book/spilling';

const isCustom = (name: string): boolean => name.startsWith('IKKATSU.');

test.each([
  '=1+A1*$B$2&"A1:B2"',
  '=SUM(A1:A3)/COUNTA(B:B)',
  '=SUMPRODUCT((A1:A3>0)*(B1:B3)^2)',
  '=IF(COUNTIF(A1:A3,"?")>0,TRUE,FALSE)',
  '=IFERROR(INDEX(\'取組\'!$A$1:$Z$300,MATCH("a@*",\'取組\'!$A$1:$A$300,0),2),"－")',
  '=INDEX(IKKATSU.OUTCOME("低栄養",A1:B3),1,2)',
  '=IKKATSU.LOWNUTRITION("割合",A1:B2,基準)',
  '=SUM(UNIQUE(A1:A3))',
  '=SUM({1,2})',
])('%s gives one value', (formula) => {
  expect(maySpill(formula, isCustom)).toBe(false);
});

test.each([
  '=A1:A3',
  '=A1:A3*2',
  '=ABS(A1:A3)',
  '=SUM(A1)+A:A',
  '=基準',
  '=表[人数]',
  '={1,2}',
  '=H1#',
  '=UNIQUE(A1)',
  '=SEQUENCE(3)',
  '=INDEX(A1:B3,0,1)',
  '=INDEX(A1:B3,1,)',
  '=INDEX(A1:B3,2)',
  '=IF(A1:A3>0,SUM(B1:B3),0)',
  '=A1:INDEX(B1:B3,1,1)',
])('%s may give several', (formula) => {
  expect(maySpill(formula, isCustom)).toBe(true);
});
