/** Tests of how imported rows look: wide enough for their values, under their heading, with a word of care. */
import { dataSheetLook, widthInPoints } from '../../src/plan';

const rows = [
  ['対象年度：令和7年度'],
  ['被保険者番号', '氏名', '備考'],
  ['0001002003', '合成 花子', 'あ'.repeat(60)],
  ['0001002004', '合成 太郎'],
];

test('columns show their values on one line, but no column is wider than a page allows', () => {
  const { widths } = dataSheetLook(rows, 2);
  expect(widths).toHaveLength(3);
  for (const [column, longest] of [
    [0, 12],
    [1, 8],
  ] as const)
    expect(widths[column]).toBeGreaterThanOrEqual(widthInPoints(longest));
  expect(widths[2]).toBeLessThanOrEqual(widthInPoints(36));
});

test('the heading stays in sight and on every page, unless it stands so low that nothing else would be seen', () => {
  expect(dataSheetLook(rows, 2)).toMatchObject({
    frozenRows: 2,
    headingRow: 2,
    notice: expect.stringContaining('取扱注意'),
  });
  expect(
    dataSheetLook(
      Array.from({ length: 30 }, () => ['x']),
      20,
    ),
  ).toMatchObject({ frozenRows: 0, headingRow: 20 });
  expect(dataSheetLook([], 1).widths).toEqual([]);
});
