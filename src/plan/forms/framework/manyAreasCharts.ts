/** The charts of 圏域別 of many 圏域, and the rows out of sight that they and the comparisons read. */
import { NATIONAL_CRITERIA, type CriterionDefinition } from '../../../criteria';
import type { CellRange, ChartSpec } from '../../chartSpec';
import { funnel } from '../../charts';
import type { Quantity } from '../../figures/quantity';
import { rangeOf, type FormColumn, type FormRow, type FormSheet } from '../form';
import { helperNote } from '../helperHeadings';
import type { rowsFor } from '../rows';
import { areaDots, CHART_ROWS, frameOf } from './areaDots';
import { ALL, isMany, type Group, type Place } from './areaGroups';
import { COUNT, figure, purposeCall, SMALL_SHARE } from './common';

type Rows = ReturnType<typeof rowsFor>;
type At = (rowKey: string, index: number) => string;

/** Charts stand two a row. */
const CHARTS_A_ROW = 2;
/** Sizes at which the lines of a funnel are drawn. */
const FUNNEL_SIZES = 12;

/** Columns of the figures of a place and a purpose. */
export const POINT = { hits: 0, judged: 1, incidence: 2, lower: 3, length: 4, whole: 5, purpose: 6 } as const;
const LINE = { size: 0, lower: 1, upper: 2, whole: 3, outerLower: 4, outerUpper: 5 } as const;
/** The column of a figure, by its place among them. */
export const columnKey = (index: number): string => `c${index + 1}`;

export const pointKey = (id: string, { key }: Place): string => `point.${id}.${key}`;
const funnelKey = (id: string, kind: Group['kind'], size: number): string => `funnel.${id}.${kind}.${size}`;

/** A row whose formulas are made when the places of all rows are known. */
interface HelperRow {
  readonly key: string;
  readonly build: (at: At) => FormRow;
}

const compared = (groups: readonly Group[]): Group[] => groups.filter(({ known }) => known > 1);

function pointRow(row: Rows['row'], { id, name }: CriterionDefinition, place: Place, at: At): FormRow {
  const key = pointKey(id, place);
  const cell = (index: number): string => at(key, index);
  const shown = (words: string, quantity: Quantity = SMALL_SHARE) =>
    figure(`=IF(N(${cell(POINT.judged)})=0,NA(),${words})`, quantity);
  const limit = (word: string): string => `IKKATSU.PROPORTION(${cell(POINT.hits)},${cell(POINT.judged)},"${word}")`;
  return {
    ...row(key, {
      area: { text: place.name, style: 'note' },
      [columnKey(POINT.purpose)]: { text: name, style: 'note' },
      [columnKey(POINT.hits)]: figure(purposeCall(id, '人数', place.filter).whole()),
      [columnKey(POINT.judged)]: figure(purposeCall(id, '判定可能', place.filter).whole()),
      [columnKey(POINT.incidence)]: shown(`${cell(POINT.hits)}/${cell(POINT.judged)}`),
      [columnKey(POINT.lower)]: shown(limit('下限')),
      [columnKey(POINT.length)]: shown(`${limit('上限')}-${cell(POINT.lower)}`),
      [columnKey(POINT.whole)]: figure(`=${at(pointKey(id, ALL), POINT.incidence)}`, SMALL_SHARE),
    }),
    helper: true,
  };
}

/** What the lines of a funnel are drawn through: sizes from the smallest to the largest area, and the limits there. */
function lineRow(row: Rows['row'], { id, name }: CriterionDefinition, group: Group, index: number, at: At): FormRow {
  const key = funnelKey(id, group.kind, index);
  const cell = (column: number): string => at(key, column);
  const judged = `${at(pointKey(id, group.places[0]!), POINT.judged)}:${at(pointKey(id, group.places.at(-1)!), POINT.judged)}`;
  const limit = (word: string) =>
    figure(
      `=IF(ISNUMBER(${cell(LINE.whole)}),IKKATSU.FUNNEL(0,${cell(LINE.size)},${cell(LINE.whole)},"${word}"),NA())`,
      SMALL_SHARE,
    );
  const part = index / (FUNNEL_SIZES - 1);
  return {
    ...row(key, {
      area: { text: index === 0 ? `${name}（${group.kind}）` : '', style: 'note' },
      [columnKey(LINE.size)]: figure(`=MAX(1,ROUND(MIN(${judged})+(MAX(${judged})-MIN(${judged}))*${part},0))`, COUNT),
      [columnKey(LINE.lower)]: limit('下限95'),
      [columnKey(LINE.upper)]: limit('上限95'),
      [columnKey(LINE.whole)]: figure(`=${at(pointKey(id, ALL), POINT.incidence)}`, SMALL_SHARE),
      [columnKey(LINE.outerLower)]: limit('下限99.8'),
      [columnKey(LINE.outerUpper)]: limit('上限99.8'),
    }),
    helper: true,
  };
}

/** The rows below the page: of each place and purpose the counts, then the lines of the funnels. */
export function helperRowsOf(
  groups: readonly Group[],
  row: Rows['row'],
  header: Rows['header'],
  note: Rows['note'],
): HelperRow[] {
  const fixed = (made: FormRow): HelperRow => ({ key: made.key, build: () => ({ ...made, helper: true }) });
  const heads = (names: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(names.map((name, index) => [columnKey(index), name]));
  const pointHeads = ['該当（人）', '判定可能者数（人）', '発生割合', '下限', '区間の幅', '全体の発生割合', '抽出目的'];
  const lineHeads = ['判定可能者数（人）', '95%下限', '95%上限', '全体の発生割合', '99.8%下限', '99.8%上限'];
  const places = [ALL, ...groups.flatMap((group) => group.places)];
  return [
    fixed(note('point.note', helperNote('下の表は、上の表の比較と図が読む、圏域ごとの人数と割合です。'))),
    fixed(header('point.head', { area: '図の点', ...heads(pointHeads) })),
    ...NATIONAL_CRITERIA.flatMap((criterion) =>
      places.map((place) => ({
        key: pointKey(criterion.id, place),
        build: (at: At) => pointRow(row, criterion, place, at),
      })),
    ),
    fixed(
      note('funnel.note', helperNote('下の表はファンネル図の線が読む値です（大きさと、その大きさでの管理限界）。')),
    ),
    fixed(header('funnel.head', { area: '図の線', ...heads(lineHeads) })),
    ...groups.filter(isMany).flatMap((group) =>
      NATIONAL_CRITERIA.flatMap((criterion) =>
        Array.from({ length: FUNNEL_SIZES }, (_, index) => ({
          key: funnelKey(criterion.id, group.kind, index),
          build: (at: At) => lineRow(row, criterion, group, index, at),
        })),
      ),
    ),
  ];
}

/** Rows that the charts stand on. */
export function chartRowsOf(groups: readonly Group[], row: Rows['row']): FormRow[] {
  const count = Math.ceil((compared(groups).length * NATIONAL_CRITERIA.length) / CHARTS_A_ROW) * CHART_ROWS;
  return Array.from({ length: count }, (_, index) => row(`chart.${index + 1}`, {}, { height: 20 }));
}

/** The columns of the left and the right chart, of about the same width. */
function halves(columns: readonly FormColumn[]): readonly (readonly [from: string, to: string])[] {
  const ends = columns.map((_, index) => columns.slice(0, index + 1).reduce((sum, { width }) => sum + width, 0));
  const gaps = ends.map((end) => Math.abs(end - ends.at(-1)! / 2));
  const last = gaps.indexOf(Math.min(...gaps));
  return [
    [columns[0]!.key, columns[last]!.key],
    [columns[last + 1]!.key, columns.at(-1)!.key],
  ];
}

export function areaCharts(
  groups: readonly Group[],
  form: Pick<FormSheet, 'columns' | 'rows'>,
  fiscalYear: number,
): ChartSpec[] {
  const sides = halves(form.columns);
  return compared(groups).flatMap((group, order) =>
    NATIONAL_CRITERIA.map((criterion, index) => {
      const { id, name } = criterion;
      const at = order * NATIONAL_CRITERIA.length + index;
      const [from, to] = sides[at % CHARTS_A_ROW]!;
      const top = Math.floor(at / CHARTS_A_ROW) * CHART_ROWS;
      const { kind, places } = group;
      const points = (column: string): CellRange =>
        rangeOf(form, pointKey(id, places[0]!), pointKey(id, places.at(-1)!), column);
      const point = (column: number): CellRange => points(columnKey(column));
      const anchor = rangeOf(form, `chart.${top + 1}`, `chart.${top + CHART_ROWS}`, from, to);
      if (!isMany(group))
        return areaDots(criterion, group, fiscalYear, anchor, {
          area: points('area'),
          incidence: point(POINT.incidence),
          lower: point(POINT.lower),
          length: point(POINT.length),
          whole: point(POINT.whole),
        });
      const line = (column: number): CellRange =>
        rangeOf(form, funnelKey(id, kind, 0), funnelKey(id, kind, FUNNEL_SIZES - 1), columnKey(column));
      return funnel({
        ...frameOf(criterion, group, fiscalYear),
        anchor,
        altText: `「${name}」の発生割合を${kind}ごとに、判定可能者数に対する点で、全体の発生割合と95%・99.8%の管理限界を線で示す。数値は表と同じ。`,
        sizes: point(POINT.judged),
        rates: point(POINT.incidence),
        pointName: kind,
        meanName: '全体',
        limits: {
          sizes: line(LINE.size),
          mean: line(LINE.whole),
          lower: line(LINE.lower),
          upper: line(LINE.upper),
          outerLower: line(LINE.outerLower),
          outerUpper: line(LINE.outerUpper),
        },
        sizeAxis: { title: '判定可能者数', unit: '人', numberFormat: '#,##0', minimum: 0 },
      });
    }),
  );
}
