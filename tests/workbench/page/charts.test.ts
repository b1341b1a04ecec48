/** Charts on the page: drawn from what the cells hold, readable on the screen and aloud. */
import { addChart, type SeriesBy } from '../../../src/workbench/book/chart/build';
import { dataOf } from '../../../src/workbench/book/chart/data';
import type { ChartTypeName } from '../../../src/workbench/book/chart/kinds';
import { newAxis, newErrorBars, type Chart } from '../../../src/workbench/book/chart/types';
import { drawChart } from '../../../src/workbench/page/charts/plot';
import { scaleOf, shareOf } from '../../../src/workbench/page/charts/scale';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../../src/workbench/workbook';
import { all, parse, type Node } from '../../../src/workbench/xlsx/charts/xml';

type Cells = readonly (readonly (string | number | null)[])[];

const RATES: Cells = [
  ['圏域', '男', '女'],
  ['北部', -12, 15],
  ['南部 & "西部"', -20, 24],
  ['<東部>', null, 6],
];

let workbook: EmbeddedWorkbook;
beforeEach(() => {
  workbook = createEmbeddedWorkbook();
});
afterEach(() => workbook.dispose());

function make(type: ChartTypeName, cells: Cells = RATES, by: SeriesBy = 'Columns'): Chart {
  const sheet = workbook.book.activeSheet;
  const rect = { row: 0, column: 0, rows: cells.length, columns: cells[0]!.length };
  sheet.write(rect, (row, column) => ({ value: cells[row]![column] ?? null }), 'user');
  return addChart(sheet, type, { sheet, rect }, by);
}

const drawn = (chart: Chart): Node => parse(drawChart(chart, dataOf(workbook.book, chart), 600, 400));
const texts = (picture: Node): string[] => all(picture, 'text').map(({ text }) => text);
const bars = (picture: Node, fill: string): Node[] =>
  all(picture, 'rect').filter(({ attributes }) => attributes.fill === fill && Number(attributes.width) > 10.5);

const [FIRST, SECOND] = ['#4472C4', '#ED7D31'];

it('says aloud what it shows, and letters of the analyst are never markup', () => {
  const chart = make('ColumnClustered');
  chart.title.text = '割合 <img src=x onerror=alert(1)>\n出典：KDB';
  chart.title.visible = true;
  chart.altText = '北部が低い';
  const picture = drawn(chart);
  expect(picture.attributes).toMatchObject({ role: 'img' });
  expect(picture.attributes['aria-label']).toBe('割合 <img src=x onerror=alert(1)>。北部が低い');
  expect(texts(picture)).toEqual(expect.arrayContaining(['出典：KDB', '南部 & "西部"', '<東部>', '男', '女']));
  expect(all(picture, 'img')).toEqual([]);
});

it('draws a bar for each number, downwards below zero, and none for a blank', () => {
  const picture = drawn(make('ColumnClustered'));
  const [men, women] = [bars(picture, FIRST), bars(picture, SECOND)];
  expect([men.length, women.length]).toEqual([2, 3]);
  const end = ({ attributes: { y, height } }: Node): number => Number(y) + Number(height);
  expect(Number(men[0]!.attributes.y)).toBeCloseTo(end(women[0]!), 1);
  expect(Number(women[1]!.attributes.height) / Number(women[2]!.attributes.height)).toBeCloseTo(4, 1);
});

it('stacks lying bars to both sides of zero', () => {
  const picture = drawn(make('BarStacked'));
  const [man, woman] = [bars(picture, FIRST)[1]!.attributes, bars(picture, SECOND)[1]!.attributes];
  expect(man.y).toBe(woman.y);
  expect(Number(man.x) + Number(man.width)).toBeCloseTo(Number(woman.x), 1);
});

it('follows the cells', async () => {
  const chart = make('ColumnClustered');
  const before = drawn(chart);
  await workbook.typeInto('C2', 30);
  expect(bars(drawn(chart), SECOND)[0]!.attributes.height).not.toBe(bars(before, SECOND)[0]!.attributes.height);
});

it('leaves a gap in a line where a cell is blank', () => {
  const picture = drawn(
    make('Line', [
      ['年度', '割合'],
      ['R4', 1],
      ['R5', null],
      ['R6', 3],
      ['R7', 4],
    ]),
  );
  const line = all(picture, 'path').find(({ attributes }) => attributes.fill === 'none');
  expect(line!.attributes.d!.match(/M/g)).toHaveLength(2);
});

it('places scatter points by both of their numbers', () => {
  const picture = drawn(
    make('XYScatter', [
      [0, 0],
      [50, 5],
      [100, 10],
    ]),
  );
  const points = all(picture, 'circle').map(({ attributes }) => [Number(attributes.cx), Number(attributes.cy)]);
  expect(points).toHaveLength(4);
  const [a, b, c] = points.slice(-4).filter(([, y]) => y! < 370) as [number[], number[], number[]];
  expect(b[0]! - a[0]!).toBeCloseTo(c[0]! - b[0]!, 0);
  expect(a[1]! - b[1]!).toBeCloseTo(b[1]! - c[1]!, 0);
});

it('draws error bars of given lengths', () => {
  const chart = make('ColumnClustered');
  const without = all(drawn(chart), 'line').length;
  chart.series[1]!.yErrorBars = { ...newErrorBars(), visible: true, type: 'FixedValue', value: 2 };
  expect(all(drawn(chart), 'line').length - without).toBe(3 * 3);
});

it('names in the legend only what is not hidden there', () => {
  const chart = make('Line');
  chart.legend.hidden = [1];
  expect(texts(drawn(chart))).toContain('男');
  expect(texts(drawn(chart))).not.toContain('女');
});

it('shares a pie among its values', () => {
  const picture = drawn(
    make(
      'Pie',
      [
        ['a', 1],
        ['b', 1],
        ['c', 2],
      ],
      'Columns',
    ),
  );
  expect(all(picture, 'path')).toHaveLength(3);
});

describe('the scale of an axis', () => {
  it('has round steps that hold every value', () => {
    expect(scaleOf([0.03, 0.151], newAxis(true), true, 6)).toMatchObject({ minimum: 0, maximum: 0.2 });
    expect(scaleOf([-900, 1100], newAxis(true), true, 6).ticks).toContain(0);
  });

  it('begins away from zero only for lines whose values lie close together', () => {
    expect(scaleOf([96, 98, 101], newAxis(true), false, 6).minimum).toBeGreaterThan(80);
    expect(scaleOf([96, 98, 101], newAxis(true), true, 6).minimum).toBe(0);
  });

  it('keeps the ends that somebody set', () => {
    const axis = { ...newAxis(true), minimum: 0, maximum: 1 };
    expect(shareOf(scaleOf([0.2, 5], axis, true, 5), 0.5)).toBe(0.5);
  });

  it('answers for no values and for one', () => {
    for (const values of [[], [0], [7]]) {
      const { minimum, maximum } = scaleOf(values, newAxis(true), true, 5);
      expect(maximum).toBeGreaterThan(minimum);
    }
  });
});

it('labels that have lines keep them, and are not turned', () => {
  const names: Cells = [
    ['目的', '割合'],
    ['コント\nロール\n不良', 12],
    ['身体的\nフレイル', 15],
    ['低栄養', 9],
  ];
  const picture = drawn(make('ColumnClustered', names));
  expect(texts(picture)).toEqual(expect.arrayContaining(['コント', 'ロール', '不良', '身体的', 'フレイル', '低栄養']));
  expect(all(picture, 'text').some(({ attributes }) => /rotate/u.test(attributes.transform ?? ''))).toBe(false);
});
