/** Tests that the words a formula may answer fit its cell: a row is as high as its texts need, and figures do not tell theirs. */
import { callsIn, tokenise } from '../../../src/formula';
import { formSheet } from '../../../src/plan/forms';
import { formSheetsOf } from '../../../src/plan/forms/registry';
import { heightOfLines, linesOf, roomOf, STANDARD_HEIGHT } from '../../../src/plan/textSize';
import { STYLES } from '../../../src/plan/styles';
import { MIDTERM_WORKING_SHEET } from '../../../src/plan/sheetNames';
import { factsOf } from '../reports/facts';
import { intakeOf } from '../support';

/** Persons of three areas of two municipalities. */
const PERSONS = [
  ['保険者番号', '市町村名', '被保険者番号', '性別', '生年月日', '圏域'],
  ...Array.from({ length: 40 }, (_, index) => [
    index % 2 ? '39990011' : '39990029',
    index % 2 ? '甲市' : '乙町',
    String(index + 1),
    index % 2 ? '男' : '女',
    '19400101',
    ['北', '中', '南'][index % 3]!,
  ]),
];

/** Functions of Excel whose texts are arguments, like those of ours. */
const ASKING = /^(IKKATSU\.|_xlfn\.TEXTJOIN$|TEXT$|COUNTIFS?$|SUMIFS?$|SUMPRODUCT$|MATCH$|SUBSTITUTE$|ISNUMBER$)/iu;

/** Texts of a formula that its cell may show as they are: no arguments, nothing that is compared or joined. */
function answersOf(figure: string): string[] {
  const tokens = tokenise(callsIn(figure, (name) => (ASKING.test(name) ? name : null)).rest).filter(
    ({ kind }) => kind !== 'space',
  );
  const isOperator = (at: number): boolean => /^(=|<>|<|>|&)$/u.test(tokens[at]?.text ?? '') && at > 0;
  return tokens.flatMap(({ kind, text }, at) =>
    kind === 'text' && !isOperator(at - 1) && !isOperator(at + 1) ? [text.slice(1, -1).replaceAll('""', '"')] : [],
  );
}

test('every answer in words fits its cell', () => {
  const seen: string[] = [];
  const printedForms = formSheetsOf(['計画', '報告', '広域'], factsOf(null, intakeOf(PERSONS))).filter(
    ({ name }) => name !== MIDTERM_WORKING_SHEET,
  );
  const cut = printedForms.flatMap((form) => {
    const spec = formSheet(form);
    return form.rows.flatMap(({ cells }, row) =>
      cells.flatMap((cell, column) => {
        if (cell === null || !('figure' in cell)) return [];
        const style = STYLES[cell.style ?? 'figure'];
        const room = roomOf(spec, row + 1, column + 1);
        const height = spec.rowHeights?.get(row + 1) ?? STANDARD_HEIGHT;
        return answersOf(cell.figure).flatMap((text) => {
          seen.push(text);
          const needed = heightOfLines(linesOf(text, room, style), style);
          return needed <= height ? [] : [`${form.name} ${form.columns[column]!.key}: ${text} in ${room} × ${height}`];
        });
      }),
    );
  });
  expect(new Set(seen).size).toBeGreaterThan(20);
  expect([...new Set(cut)]).toEqual([]);
});
