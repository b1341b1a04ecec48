/**
 * A picture of every chart of ours, drawn from the native chart that Office.js made, beside the one that is kept in pictures/; and
 * the same picture after the workbook was saved and read again. `KEEP_PICTURES=1` writes them anew, to be looked at.
 */
import fs from 'node:fs';
import path from 'node:path';
import { buildChart, dressChart, namesOf } from '../../src/excel/drawChart';
import {
  agePyramid,
  columnsBeside,
  dotsWithWhiskers,
  funnel,
  slope,
  smallMultiples,
  trendLines,
  type CellRange,
  type ChartSpec,
} from '../../src/plan';
import { commonIndicatorsSheet, drawnSeries } from '../../src/plan';
import { smallDotsWithWhiskers } from '../../src/plan/charts';
import { FORM_GROUPS } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { factsOf, SMALL_LOG } from '../plan/reports/facts';
import { dataOf } from '../../src/workbench/book/chart/data';
import { drawChart } from '../../src/workbench/page/charts/plot';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { type Bench, openBench } from './fixture';

const FOLDER = path.join(__dirname, 'pictures');
const SHEET = '図';
const [WIDTH, HEIGHT] = [560, 320];

/** 圏域, 割合, 下限, 上限, 長さ, 全体, 分母, 男（負）, 女, 目盛りの上端; a name that is long, and a row without figures. */
const ROWS = [
  ['北部', 0.12, 0.1, 0.15, 0.05, 0.13, 820, -210, 260, 0.5],
  ['南部地域包括支援センター担当地区', 0.2, 0.16, 0.24, 0.08, 0.13, 510, -180, 240, 0.5],
  ['東部', '', '', '', '', 0.13, '', -90, 160, 0.5],
  ['西部', 0.08, 0.05, 0.11, 0.06, 0.13, 1240, -40, 110, 0.5],
];
const column = (at: number): CellRange => ({ row: 1, column: at, rows: ROWS.length, columns: 1 });
const frame = (name: string, title: string) => ({
  name,
  title,
  anchor: { row: 7, column: 0, rows: 14, columns: 6 },
  source: '資料: 検査のための値。n = 2,570人',
  altText: title,
});
const share = { name: '発生割合', values: column(1) };
const whole = [{ name: '全体', values: column(5) }];

const CHARTS: readonly ChartSpec[] = [
  columnsBeside({
    ...frame('columns', '配点満点と得点'),
    categories: column(0),
    series: [
      { name: '配点満点', values: column(6) },
      { name: '得点', values: column(8) },
    ],
    categoryTitle: '交付年度',
    valueAxis: { title: '得点', unit: '点', minimum: 0 },
  }),
  dotsWithWhiskers({
    ...frame('whiskers', '圏域ごとの発生割合（点と区間）'),
    categories: column(0),
    dots: share,
    lower: column(2),
    length: column(4),
    categoryTitle: '圏域',
    references: whole,
  }),
  smallDotsWithWhiskers({
    ...frame('smallWhiskers', '低栄養（圏域別）'),
    categories: column(0),
    dots: share,
    lower: column(2),
    length: column(4),
    references: whole,
  }),
  dotsWithWhiskers({
    ...frame('otherDots', '当地域と県・国（点と区間）'),
    categories: column(0),
    dots: share,
    lower: column(2),
    length: column(4),
    categoryTitle: '圏域',
    otherDots: [
      { name: '県', values: column(5) },
      { name: '国', values: column(3) },
    ],
  }),
  dotsWithWhiskers({
    ...frame('wholeDot', '1 つの圏域と全体（点と区間）'),
    categories: column(0),
    dots: share,
    lower: column(2),
    length: column(4),
    categoryTitle: '抽出目的',
    otherDots: whole,
  }),
  dotsWithWhiskers({
    ...frame('alone', '目的ごとの割合（点と区間だけ）'),
    categories: column(0),
    dots: share,
    lower: column(2),
    length: column(4),
    categoryTitle: '抽出目的',
  }),
  trendLines({
    ...frame('trend', '発生割合の推移'),
    years: column(0),
    rates: share,
    lower: column(2),
    length: column(4),
  }),
  // Two of them: one whose own figures would end its axis earlier, and one with a long name.
  ...smallMultiples({
    years: column(0),
    panels: (['北部', '第12日常生活圏域（地域包括支援センター担当地区・旧町村部）'] as const).map((title, at) => ({
      name: `panel${at + 1}`,
      title,
      anchor: frame('', '').anchor,
      rates: at === 0 ? share : whole[0]!,
      lower: column(2),
      length: column(4),
    })),
    ceiling: column(9),
    reference: whole[0]!,
    source: '資料: 検査のための値',
    lineLength: 36,
    altText: (title) => title,
  }),
  funnel({
    ...frame('funnel', '圏域の発生割合（ファンネル）'),
    sizes: column(6),
    rates: column(1),
    pointName: '圏域',
    limits: { sizes: column(6), mean: column(5), lower: column(2), upper: column(3) },
  }),
  slope({
    ...frame('slope', '支援前と支援後'),
    moments: { row: 0, column: 2, rows: 1, columns: 2 },
    series: [0, 1, 3].map((at) => ({
      name: String(ROWS[at]![0]),
      values: { row: at + 1, column: 2, rows: 1, columns: 2 },
    })),
    valueAxis: { title: '割合', unit: '%', numberFormat: '0%', minimum: 0 },
  }),
  agePyramid({
    ...frame('pyramid', '被保険者の年齢構成'),
    ages: column(0),
    negativeMen: column(7),
    women: column(8),
  }),
];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.run(async (context) => {
    const sheet = context.workbook.worksheets.add(SHEET);
    sheet.getRange('A1:J5').values = [
      ['圏域', '割合', '支援前', '支援後', '長さ', '全体', '分母', '男', '女', '上端'],
      ...ROWS,
    ] as never;
    await context.sync();
    for (const chart of CHARTS) {
      const names = namesOf(sheet, chart);
      await context.sync();
      const native = buildChart(sheet, chart, names);
      dressChart(native, chart);
      await context.sync();
    }
  });
});
afterAll(() => bench.close());

/** The chart as the page draws it. */
function pictureOf(workbook: EmbeddedWorkbook, name: string): string {
  const chart = workbook.book.findSheet(SHEET)!.layout.charts.find((each) => each.name === `IKKATSU_${name}`)!;
  return drawChart(chart, dataOf(workbook.book, chart), WIDTH, HEIGHT).replaceAll('><', '>\n<');
}

test.each(CHARTS.map(({ name }) => name))('the chart %s looks as it was kept', (name) => {
  const file = path.join(FOLDER, `${name}.svg`);
  const now = pictureOf(bench.workbook, name);
  if (process.env.KEEP_PICTURES !== undefined) {
    fs.mkdirSync(FOLDER, { recursive: true });
    fs.writeFileSync(file, `${now}\n`);
  }
  expect(`${now}\n`).toBe(fs.readFileSync(file, 'utf8'));
});

/** What decides how a chart is drawn. */
const looksOf = (chart: ChartSpec): string =>
  [
    chart.kind,
    chart.gapWidth ?? '',
    chart.titleSize ?? '',
    ...new Set(
      drawnSeries(chart).map(({ look, ink, isSeen }) => (isSeen ? `${look} ${ink.marker}` : `${look}, not seen`)),
    ),
  ].join(' | ');

test('charts beside each other have one axis, whatever each of them shows', () => {
  const ticks = ['panel1', 'panel2'].map((name) =>
    [...pictureOf(bench.workbook, name).matchAll(/text-anchor="end">([\d.]+%)</gu)].map(([, label]) => label),
  );
  expect(ticks[0]).toEqual(ticks[1]);
  expect(Math.max(...ticks[0]!.map((label) => Number.parseFloat(label!)))).toBeGreaterThanOrEqual(50);
});

test('what stands below a whisker cuts neither the axis nor the lines across the plot', () => {
  for (const name of ['whiskers', 'trend', 'alone'])
    expect(pictureOf(bench.workbook, name)).not.toMatch(/<rect[^>]*fill="#FFFFFF"[^>]*stroke="#FFFFFF"/u);
});

test('every chart of every sheet is drawn like one of those that are kept', () => {
  const facts = factsOf(SMALL_LOG);
  const specs = [
    ...formSheetsOf(FORM_GROUPS, facts),
    commonIndicatorsSheet({
      fiscalYear: facts.fiscalYear,
      stamp: '',
      areas: facts.areas,
      table: facts.intake.table,
    }),
  ].flatMap(({ charts = [] }) => charts);
  expect(specs.length).toBeGreaterThan(30);
  const pictured = new Set(CHARTS.map(looksOf));
  // A line or a column more is drawn like the ones before it.
  expect([
    ...new Set(specs.filter((spec) => !pictured.has(looksOf(spec))).map((spec) => `${spec.name}: ${looksOf(spec)}`)),
  ]).toEqual([]);
});

test('every chart is the same picture after the workbook was saved and read again', async () => {
  const again = createEmbeddedWorkbook();
  try {
    await again.openXlsx('図.xlsx', await bench.workbook.saveXlsx());
    for (const { name } of CHARTS)
      expect([name, pictureOf(again, name)]).toEqual([name, pictureOf(bench.workbook, name)]);
  } finally {
    again.dispose();
  }
});
