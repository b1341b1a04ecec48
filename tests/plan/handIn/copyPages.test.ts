/** The pages of a copy: short neighbours stand on one, and the room that is left goes to the rows that were higher. */
import { pageHeight } from '../../../src/plan/pageBreaks';
import { copyPages, type CopiedSheet } from '../../../src/plan/handIn/copyPages';

/** One portrait page at 100 %, in points. */
const PAGE = pageHeight({ print: { orientation: 'portrait' } }, 1);
const SHEET: CopiedSheet = {
  rows: 4,
  heights: new Map(),
  heightsOnSheet: new Map(),
  emptied: new Set([0, 1, 2, 3]),
  widths: [20],
  orientation: 'portrait',
  scale: 100,
  repeated: null,
  breaks: [0, 1, 2],
};
const heights = (...of: readonly number[]): Map<number, number> => new Map(of.map((height, row) => [row, height]));

test('pages that fill the paper end where those of the sheet do', () => {
  const sheet = { ...SHEET, heights: heights(PAGE, PAGE, PAGE, PAGE) };
  expect(copyPages(sheet)).toEqual({ breaks: [0, 1, 2], heights: sheet.heights });
});

test.each([
  ['neighbours that just fit stand on one page', PAGE / 2, [1]],
  ['neighbours that are a point too high do not', PAGE / 2 + 1, [0, 1, 2]],
  ['as many as fit stand on one page', PAGE / 3, [2]],
  ['all stand on one page where they fit', PAGE / 4, []],
])('%s', (_, height, breaks) => {
  expect(copyPages({ ...SHEET, heights: heights(height, height, height, height) }).breaks).toEqual(breaks);
});

test('a break that was there for its own sake stays: where nothing has become shorter', () => {
  const sheet = { ...SHEET, emptied: new Set<number>() };
  expect(copyPages(sheet).breaks).toEqual([0, 1, 2]);
  expect(copyPages({ ...sheet, heightsOnSheet: new Map([[1, 18.75]]) }).breaks).toEqual([0, 1, 2]);
  expect(copyPages({ ...sheet, heightsOnSheet: new Map([[1, 19]]) }).breaks).toEqual([]);
  const late = { ...sheet, heights: heights(PAGE, PAGE / 2, PAGE / 2, PAGE), heightsOnSheet: new Map([[2, PAGE]]) };
  expect(copyPages(late).breaks).toEqual([0, 2]);
});

test('rows without a height of their own count as Excel has them, and a sheet without breaks has none', () => {
  expect(copyPages(SHEET).breaks).toEqual([]);
  expect(copyPages({ ...SHEET, breaks: [] })).toEqual({ breaks: [], heights: new Map() });
  // It has no pages whose room could be given back.
  const low = { heights: heights(20), heightsOnSheet: new Map([[0, 200]]) };
  expect(copyPages({ ...SHEET, ...low, breaks: [] }).heights).toEqual(heights(20));
});

test('a repeated heading takes room on each page but the one that it stands on', () => {
  const half = (PAGE - 20) / 2;
  const sheet: CopiedSheet = { ...SHEET, heights: heights(20, half, half, PAGE / 2), breaks: [1, 2], repeated: [0, 0] };
  expect(copyPages(sheet).breaks).toEqual([2]);
  // The same two behind the heading's page: it is repeated over them.
  const behind = heights(20, PAGE - 20, half, half + 1);
  expect(copyPages({ ...sheet, heights: behind }).breaks).toEqual([1, 2]);
  behind.set(3, half);
  expect(copyPages({ ...sheet, heights: behind }).breaks).toEqual([1]);
});

test('a smaller scale has more room, and so have columns that are made to fit the width', () => {
  const sheet = { ...SHEET, heights: heights(PAGE / 2 + 1, PAGE / 2 + 1), rows: 2, breaks: [0] };
  expect(copyPages(sheet).breaks).toEqual([0]);
  expect(copyPages({ ...sheet, scale: 90 }).breaks).toEqual([]);
  expect(copyPages({ ...sheet, scale: undefined }).breaks).toEqual([0]);
  expect(copyPages({ ...sheet, scale: undefined, widths: [60, 60] }).breaks).toEqual([]);
});

test('rows get back the height that they have on the sheet as far as their page has room, in quarters of a point', () => {
  const sheet = { ...SHEET, rows: 2, breaks: [0], heights: heights(100, PAGE), emptied: new Set<number>() };
  const roomy = copyPages({ ...sheet, heightsOnSheet: new Map([[0, 200]]) });
  expect(roomy).toEqual({ breaks: [0], heights: heights(200, PAGE) });
  const full = copyPages({ ...sheet, heightsOnSheet: new Map([[1, PAGE + 50]]) });
  expect(full.heights).toEqual(sheet.heights);
  const some = copyPages({ ...sheet, heightsOnSheet: new Map([[0, 4 * PAGE]]) }).heights.get(0)!;
  expect(some * 4).toBe(Math.round(some * 4));
  expect(some).toBeLessThanOrEqual(PAGE);
  expect(some).toBeGreaterThan(0.94 * PAGE);
});

test('a row that is higher than on the sheet stays as it is', () => {
  const sheet = { ...SHEET, rows: 2, breaks: [0], heights: heights(60, PAGE), heightsOnSheet: new Map([[0, 40]]) };
  expect(copyPages(sheet).heights).toEqual(sheet.heights);
});
