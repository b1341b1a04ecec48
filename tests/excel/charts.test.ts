/** Tests of native charts on our sheets, drawn through the real Office.js: what stands on them, what stays, what returns. */
import { agePyramid, dotsWithWhiskers, funnel, line, slope, type ChartSpec, type SheetSpec } from '../../src/plan';
import type { SheetsBefore } from '../../src/excel/replaceSheets';
import type { Chart } from '../../src/workbench/book/chart/types';
import { useAddin, type Running } from './addin';

const SHEET = '共通評価指標';
const range = (row: number, column: number, rows: number, columns = 1) => ({ row, column, rows, columns });

const RATES = dotsWithWhiskers({
  name: 'rates',
  title: '該当者の割合',
  source: '出典：KDB（2025年度）',
  altText: '目的ごとの割合と95%信頼区間',
  anchor: range(8, 0, 14, 6),
  categories: range(1, 0, 3),
  dots: { name: { row: 0, column: 1 }, values: range(1, 1, 3) },
  lower: range(1, 2, 3),
  length: range(1, 3, 3),
  categoryTitle: '抽出目的',
  references: [{ name: '県', values: range(1, 4, 3) }],
});

function sheet(charts: readonly ChartSpec[], first = 0.1): SheetSpec {
  return {
    name: SHEET,
    blocks: [
      line(0, ['目的', '割合', '下限', '長さ', '県']),
      line(1, ['低栄養', first, 0.08, 0.04, 0.09]),
      line(2, ['口腔', 0.2, 0.17, 0.06, 0.18]),
      line(3, ['健康状態不明者', 0.05, 0.03, 0.04, 0.06]),
    ],
    columnWidths: [20, 10],
    charts,
    print: { orientation: 'landscape' },
  };
}

const start = useAddin();
let running: Running;
beforeEach(async () => {
  running = await start({ メモ: [['私のメモ']] });
});
afterEach(() => {
  const unknown = running.addin.unknownMembers;
  running.stop();
  expect(unknown).toEqual([]);
});

const charts = (name = SHEET): readonly Chart[] => running.workbook.book.findSheet(name)?.layout.charts ?? [];

/** Writes the sheet; any notice fails the test. */
async function write(spec: SheetSpec, keepBefore?: (before: SheetsBefore) => void): Promise<void> {
  const notices: string[] = [];
  await running.run((context) =>
    running.replaceSheets(context, [spec], {
      confirmReplace: () => Promise.resolve(true),
      onNotice: (notice) => notices.push(notice),
      ...(keepBefore ? { keepBefore } : {}),
    }),
  );
  expect(notices).toEqual([]);
}

test('a chart stands on its cells with title, source, axes with units, and its intervals', async () => {
  await write(sheet([RATES]));
  const [chart, ...others] = charts();
  expect(others).toEqual([]);
  expect(chart).toMatchObject({
    name: 'IKKATSU_rates',
    type: 'ColumnStacked',
    altText: '目的ごとの割合と95%信頼区間',
    from: { row: 8, column: 0 },
    to: { row: 22, column: 6 },
  });
  expect(chart!.title.text).toBe('該当者の割合\n出典：KDB（2025年度）');
  expect(chart!.title.parts).toEqual([expect.objectContaining({ start: 7, length: 14 })]);
  expect(chart!.axes.value.title.text).toBe('割合（%）');
  expect(chart!.axes.category.title.text).toBe('抽出目的');
  expect(chart!.series.map(({ name, type }) => [name, type])).toEqual([
    ['下限まで', 'ColumnStacked'],
    ['95%信頼区間', 'ColumnStacked'],
    ['割合', 'LineMarkers'],
    ['県', 'Line'],
  ]);
  expect(chart!.series[0]!.values.ref).toBe(`${SHEET}!$C$2:$C$4`);
  expect(chart!.series[2]!.values.ref).toBe(`${SHEET}!$B$2:$B$4`);
  expect(chart!.series[2]!.line.style).toBe('None');
  expect(chart!.legend).toMatchObject({ visible: true, hidden: [0] });
});

test('a chart below the last cell is printed with the sheet', async () => {
  await write(sheet([RATES]));
  expect(running.workbook.book.findSheet(SHEET)!.layout.page.printArea).toBe('A1:F22');
});

test('a page begins with the chart that would be cut', async () => {
  // A page holds some 38 rows: it would end within this chart.
  const below = { ...RATES, name: 'below', anchor: range(36, 0, 16, 6) };
  await write({ ...sheet([RATES, below]), print: { orientation: 'portrait' } });
  await write({ ...sheet([RATES, below], 0.2), print: { orientation: 'portrait' } });
  expect(running.workbook.book.findSheet(SHEET)!.layout.rowBreaks).toEqual([36]);
});

test('an unchanged chart stays where the analyst put it, a changed one is drawn anew, none is doubled', async () => {
  await write(sheet([RATES]));
  charts()[0]!.from = { row: 30, column: 1, x: 0, y: 0 };
  await write(sheet([RATES], 0.3));
  expect(charts()).toHaveLength(1);
  expect(charts()[0]!.from.row).toBe(30);
  await write(sheet([{ ...RATES, title: '別の題' }], 0.3));
  expect(charts()).toHaveLength(1);
  expect(charts()[0]!.from.row).toBe(8);
  expect(charts()[0]!.title.text).toMatch(/^別の題/);
});

test('a chart that no spec names any more goes; the one that the analyst added stays', async () => {
  await write(sheet([RATES]));
  await running.run(async (context) => {
    const own = context.workbook.worksheets.getItem(SHEET);
    own.charts.add('Line', own.getRange('A1:B4'), 'Auto').name = '私のグラフ';
    await context.sync();
  });
  await write(sheet([]));
  expect(charts().map(({ name, series }) => [name, series.length])).toEqual([['私のグラフ', 1]]);
});

test('taking the write back brings back the chart that stood before', async () => {
  await write(sheet([RATES]));
  let before: SheetsBefore | undefined;
  await write(sheet([{ ...RATES, name: 'other', title: '新しい図' }], 0.4), (each) => {
    before = each;
  });
  expect(charts().map(({ name }) => name)).toEqual(['IKKATSU_other']);
  await running.run((context) => before!.bringBack(context));
  expect(charts().map(({ name, title }) => [name, title.text.split('\n')[0]])).toEqual([
    ['IKKATSU_rates', '該当者の割合'],
  ]);
  expect(running.workbook.valuesOf(SHEET)[1]![1]).toBe(0.1);
});

test('a write that fails half-way leaves the chart as it was', async () => {
  await write(sheet([RATES]));
  const before = structuredClone(charts()[0]!.series);
  const broken = { ...RATES, categories: { ...RATES.categories, sheet: '無いシート' } };
  // A table whose name the workbook refuses: the swap fails after the cells were copied.
  const spec = { ...sheet([broken], 0.9), tables: [{ name: '1 2', row: 0, column: 0, rows: 2, columns: 2 }] };
  await expect(write(spec)).rejects.toMatchObject({ code: expect.any(String) });
  expect(running.workbook.valuesOf(SHEET)[1]![1]).toBe(0.1);
  expect(charts().map(({ series }) => series)).toEqual([before]);
});

test('a chart that Excel refuses is named, and the sheet with its other chart stands', async () => {
  const broken = {
    ...RATES,
    name: 'broken',
    title: '壊れた図',
    categories: { ...RATES.categories, sheet: '無いシート' },
  };
  const notices: string[] = [];
  await running.run((context) =>
    running.replaceSheets(context, [sheet([broken, RATES])], { onNotice: (notice) => notices.push(notice) }),
  );
  expect(notices).toEqual([expect.stringContaining('壊れた図')]);
  expect(charts().map(({ name }) => name)).toEqual(['IKKATSU_rates']);
  expect(running.workbook.valuesOf(SHEET)[1]![1]).toBe(0.1);
});

test('pyramid, funnel and before/after lines are drawn as native charts', async () => {
  const frame = { source: '', altText: '図', anchor: range(8, 0, 10, 4) };
  await write(
    sheet([
      agePyramid({
        ...frame,
        name: 'ages',
        title: '年齢構成',
        ages: range(1, 0, 3),
        negativeMen: range(1, 1, 3),
        women: range(1, 2, 3),
      }),
      funnel({
        ...frame,
        name: 'funnel',
        title: '市町村のばらつき',
        sizes: range(1, 1, 3),
        rates: range(1, 2, 3),
        pointName: '市町村',
        limits: { sizes: range(1, 1, 3), mean: range(1, 2, 3), lower: range(1, 3, 3), upper: range(1, 4, 3) },
      }),
      slope({
        ...frame,
        name: 'slope',
        title: '支援の前後',
        moments: range(0, 1, 1, 2),
        series: [1, 2].map((row) => ({ name: { row, column: 0 }, values: range(row, 1, 1, 2) })),
        valueAxis: { title: '体重', unit: 'kg' },
      }),
    ]),
  );
  expect(charts().map(({ type }) => type)).toEqual(['BarStacked', 'XYScatter', 'LineMarkers']);
  const [ages, points, lines] = charts();
  expect(ages!.series[0]).toMatchObject({ overlap: 100, gapWidth: 10 });
  expect(ages!.axes.category.labels).toBe('Low');
  expect(points!.series[1]!.type).toBe('XYScatterLinesNoMarkers');
  expect(points!.legend.hidden).toEqual([3]);
  expect(lines!.series.map(({ name }) => name)).toEqual(['低栄養', '口腔']);
});
