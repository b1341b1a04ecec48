import {
  agePyramid,
  axisText,
  CHART_PALETTE,
  columnsBeside,
  dotsWithWhiskers,
  drawnSeries,
  funnel,
  inkOf,
  SHARE_FORMAT,
  shiftChart,
  slope,
  trendLines,
  type CellRange,
} from '../../src/plan';
import { displayText } from '../../src/workbench/book/display';

const range = (row: number, column: number, rows: number, columns = 1, sheet?: string): CellRange => ({
  row,
  column,
  rows,
  columns,
  ...(sheet === undefined ? {} : { sheet }),
});

const FRAME = {
  name: 'rates',
  title: '該当者の割合',
  anchor: range(20, 0, 15, 8),
  source: '出典：KDB',
  altText: '十の目的の割合',
};

/** CIE lightness of a colour: what is left of it in grey print. */
function lightness(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

describe('the palette of the charts', () => {
  it('keeps neighbours apart in grey print', () => {
    const shades = CHART_PALETTE.map(({ colour }) => lightness(colour));
    shades.slice(1).forEach((shade, index) => expect(Math.abs(shade - shades[index]!)).toBeGreaterThan(20));
  });

  it('stands out from white paper', () => {
    for (const { colour } of CHART_PALETTE) expect(lightness(colour)).toBeLessThan(75);
  });

  it('gives every colour a marker of its own and begins again after its end', () => {
    expect(new Set(CHART_PALETTE.map(({ marker }) => marker)).size).toBe(CHART_PALETTE.length);
    expect(inkOf(CHART_PALETTE.length)).toBe(CHART_PALETTE[0]);
  });
});

describe('the labels of a share', () => {
  const labelsOf = (step: number): string[] =>
    Array.from({ length: 7 }, (_, at) => displayText(Number((at * step).toPrecision(12)), SHARE_FORMAT));

  it.each([0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1])('are never the same twice in steps of %d', (step) => {
    expect(new Set(labelsOf(step)).size).toBe(7);
  });

  it('have the places that the steps need', () => {
    expect(labelsOf(0.005)).toEqual(['0%', '0.5%', '1.0%', '1.5%', '2.0%', '2.5%', '3.0%']);
  });
});

describe('dots with whiskers', () => {
  const chart = dotsWithWhiskers({
    ...FRAME,
    categories: range(5, 0, 4),
    dots: { name: '発生割合', values: range(5, 2, 4) },
    lower: range(5, 3, 4),
    length: range(5, 8, 4),
    categoryTitle: '圏域',
    references: [{ name: '全体', values: range(5, 6, 4) }],
  });

  it('are points over a narrow stack whose lower part is not seen nor named', () => {
    expect(drawnSeries(chart).map(({ name, look, inLegend }) => [name, look, inLegend])).toEqual([
      ['下限まで', 'fill', false],
      ['95%信頼区間', 'fill', true],
      ['発生割合', 'points', true],
      ['全体', 'lineOnly', true],
    ]);
    expect(drawnSeries(chart).map(({ isSeen }) => isSeen)).toEqual([false, true, true, true]);
    expect(drawnSeries(chart)[2]!.ink).toMatchObject({ marker: 'Circle', colour: CHART_PALETTE[0]!.colour });
    expect([chart.kind, chart.gapWidth]).toEqual(['stackedColumn', 500]);
  });

  it('stack the length of the interval on its lower end', () => {
    const [below, whisker] = drawnSeries(chart);
    expect([below!.values, whisker!.values]).toEqual([range(5, 3, 4), range(5, 8, 4)]);
  });
});

describe('charts from ranges', () => {
  it('draws other dots with markers of their own, named in the legend', () => {
    const chart = dotsWithWhiskers({
      ...FRAME,
      categories: range(5, 0, 10),
      dots: { name: '当地域', values: range(5, 2, 10) },
      lower: range(5, 3, 10),
      length: range(5, 4, 10),
      otherDots: [
        { name: '県', values: range(5, 6, 10) },
        { name: '国', values: range(5, 7, 10) },
      ],
      categoryTitle: '抽出目的',
    });
    const points = drawnSeries(chart).filter(({ look }) => look === 'points');
    expect(points.map(({ name, inLegend }) => [name, inLegend])).toEqual([
      ['当地域', true],
      ['県', true],
      ['国', true],
    ]);
    expect(new Set(points.map(({ ink }) => ink.marker)).size).toBe(3);
    expect(axisText(chart.valueAxis)).toBe('割合（%）');
  });

  it('leads a line with points through the whiskers of the years, on an axis from 0 or as it is told', () => {
    const of = (more: object) =>
      trendLines({
        ...FRAME,
        years: range(0, 1, 1, 5),
        rates: { name: '割合', values: range(1, 1, 1, 5) },
        lower: range(2, 1, 1, 5),
        length: range(3, 1, 1, 5),
        ...more,
      });
    expect(drawnSeries(of({})).map(({ name, look }) => [name, look])).toEqual([
      ['下限まで', 'fill'],
      ['95%信頼区間', 'fill'],
      ['割合', 'line'],
    ]);
    expect(of({}).valueAxis.minimum).toBe(0);
    expect(of({ valueAxis: { title: '人数', maximum: 9 } }).valueAxis).toEqual({ title: '人数', maximum: 9 });
  });

  it('sets amounts beside each other as columns', () => {
    const chart = columnsBeside({
      ...FRAME,
      categories: range(5, 0, 3),
      series: [1, 2].map((column) => ({ name: String(column), values: range(5, column, 3) })),
      categoryTitle: '交付年度',
      valueAxis: { title: '得点', unit: '点', minimum: 0 },
    });
    expect(drawnSeries(chart).map(({ look }) => look)).toEqual(['fill', 'fill']);
  });

  it('hides the sign of the men in the pyramid and keeps the ages at the side', () => {
    const chart = agePyramid({ ...FRAME, ages: range(1, 0, 7), negativeMen: range(1, 1, 7), women: range(1, 2, 7) });
    expect(chart).toMatchObject({ kind: 'stackedBar', categoryAxis: { labelsLow: true } });
    expect(chart.valueAxis.numberFormat).toBe('#,##0;#,##0');
  });

  it('names each pair of funnel limits once', () => {
    const limits = {
      sizes: range(30, 0, 20),
      mean: range(30, 1, 20),
      lower: range(30, 2, 20),
      upper: range(30, 3, 20),
    };
    const chart = funnel({ ...FRAME, sizes: range(1, 1, 9), rates: range(1, 2, 9), pointName: '市町村', limits });
    expect(chart.series.filter(({ unnamed }) => unnamed !== true).map(({ name }) => name)).toEqual([
      '市町村',
      '平均',
      '95%限界',
    ]);
    expect(chart.series[1]).toMatchObject({ x: limits.sizes, drawnAs: 'line' });
  });

  it('leads one line from before to after for each group', () => {
    const series = [1, 2].map((row) => ({ name: { row, column: 0 }, values: range(row, 1, 1, 2) }));
    const chart = slope({ ...FRAME, moments: range(0, 1, 1, 2), series, valueAxis: { title: '体重', unit: 'kg' } });
    expect(chart.series.map(({ name }) => name)).toEqual(series.map(({ name }) => name));
    expect(chart.legend).toBe('right');
  });
});

describe('shifting a chart', () => {
  it('moves every cell of its own sheet and none of another', () => {
    const chart = shiftChart(
      dotsWithWhiskers({
        ...FRAME,
        categories: range(5, 0, 10),
        dots: { name: { row: 4, column: 2 }, values: range(5, 2, 10, 1, '共通評価指標') },
        lower: range(5, 3, 10),
        length: range(5, 4, 10),
        categoryTitle: '抽出目的',
      }),
      1,
      2,
    );
    expect(chart.anchor).toEqual(range(21, 2, 15, 8));
    expect(chart.series[1]!.values).toEqual(range(6, 6, 10));
    expect(chart.series[2]).toMatchObject({
      name: { row: 5, column: 4 },
      values: range(5, 2, 10, 1, '共通評価指標'),
    });
  });
});
