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

test('long names of columns are wrapped: they make no column wider than its values need', () => {
  const heading = ['被保険者番号', '医科入院レセ件数(前年度)', '糖尿病薬(3年前)'];
  const { widths, headingHeight } = dataSheetLook([heading, ['0001002003', '12', '1']], 1);
  expect(widths[1]).toBeLessThan(widthInPoints(12));
  expect(headingHeight).toBeGreaterThan(2 * 18);
  expect(
    dataSheetLook(
      [
        ['番号', '値'],
        ['1', '2'],
      ],
      1,
    ).headingHeight,
  ).toBe(18.75);
});

test('the heading stays in sight and on every page, unless it stands so low that nothing else would be seen', () => {
  expect(dataSheetLook(rows, 2)).toMatchObject({
    frozenRows: 2,
    headingRow: 2,
    headersFooters: { leftHeader: '&A', rightHeader: expect.stringContaining('取扱注意'), centerFooter: '&P / &N' },
  });
  expect(
    dataSheetLook(
      Array.from({ length: 30 }, () => ['x']),
      20,
    ),
  ).toMatchObject({ frozenRows: 0, headingRow: 20 });
  expect(dataSheetLook([], 1).widths).toEqual([]);
});
