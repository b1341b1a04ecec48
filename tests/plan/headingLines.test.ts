/** Tests of headings in lines: brackets begin a line where the heading does not fit on one, and never end in the middle of one. */
import { headingInLines, withHeadingLines } from '../../src/plan/forms/headingLines';
import { FORM_GROUPS } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { linesOf } from '../../src/plan/textSize';
import { STYLES } from '../../src/plan/styles';
import { factsOf } from './reports/facts';

test.each([
  ['被保険者数（人）', 12, '被保険者数\n（人）'],
  ['割合（参考）', 10, '割合\n（参考）'],
  // It fits on one line, has lines already, or has no brackets at its end.
  ['被保険者数（人）', 20, '被保険者数（人）'],
  ['策定時（人）\n令和4年度', 6, '策定時（人）\n令和4年度'],
  ['（参考）割合の高い圏域', 10, '（参考）割合の高い圏域'],
  ['全体の発生割合', 8, '全体の発生割合'],
  // It would take a line more.
  ['回答者数（人）', 9, '回答者数（人）'],
  ['（人）', 3, '（人）'],
])('%s in %i letters', (text, width, lines) => {
  expect(headingInLines(text, width)).toBe(lines);
});

test('a merged heading has the width of all its columns', () => {
  const form = {
    name: 'x',
    columns: [
      { key: 'a', width: 9 },
      { key: 'b', width: 12 },
    ],
    rows: [
      { key: 'one', cells: [{ text: '被保険者数（人）', style: 'header' as const }, null] },
      {
        key: 'both',
        cells: [{ text: '被保険者数（人）', style: 'header' as const }, null],
        merge: [{ from: 'a', to: 'b' }],
      },
    ],
    orientation: 'landscape' as const,
  };
  expect(withHeadingLines(form).rows.map(({ cells }) => (cells[0] as { text: string }).text)).toEqual([
    '被保険者数\n（人）',
    '被保険者数（人）',
  ]);
});

test('no short brackets of a heading of a form are torn', () => {
  const torn = formSheetsOf(FORM_GROUPS, factsOf(null)).flatMap(({ name, columns, rows }) =>
    rows.flatMap(({ cells, merge = [] }) =>
      cells.flatMap((cell, column) => {
        if (cell === null || !('text' in cell) || cell.style !== 'header') return [];
        const text = String(cell.text);
        const brackets = /（[^（）]{1,3}）$/u.exec(text)?.[0];
        const isMerged = merge.some(({ from }) => from === columns[column]!.key);
        if (brackets === undefined || isMerged || text.includes('\n')) return [];
        return linesOf(text, columns[column]!.width, STYLES.header) > 1 &&
          headingInLines(text, columns[column]!.width) !== text &&
          !text.startsWith('（')
          ? [`${name} ${text}`]
          : [];
      }),
    ),
  );
  expect(torn).toEqual([]);
});
