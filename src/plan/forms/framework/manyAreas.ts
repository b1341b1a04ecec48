/** 圏域別 of many 圏域: one row a place, one table a kind of figure, a column a purpose, and the funnels. */
import { countOf, NATIONAL_CRITERIA, parseFilter } from '../../../criteria';
import { FEW_EVENTS } from '../../../indicators';
import { writtenWith } from '../../dataStamp';
import type { Formula } from '../../figures/formula';
import type { Quantity } from '../../figures/quantity';
import { unitsOf } from '../../textSize';
import { FEWEST_JUDGED, markFormula, markWords } from '../areaVerdict';
import type { PlanFacts } from '../facts';
import { ref, type FormCell, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor } from '../rows';
import * as figures from './areaFigures';
import { ALL, chanceWords, type Group, type Place } from './areaGroups';
import { areaCharts, chartRowsOf, columnKey, helperRowsOf, POINT, pointKey } from './manyAreasCharts';
import { AREAS_SHEET, DASH, figure, purposeCall, SMALL_SHARE } from './common';

/** Characters: names stand on one line as far as the paper has room for them. */
const NAME_WIDTH = { least: 24, most: 70 } as const;
const FIGURE_WIDTH = 8.8;
const COLUMN_COUNT = NATIONAL_CRITERIA.length;

function columnsFor(places: readonly Place[]): FormColumn[] {
  const longest = Math.max(0, ...places.map(({ name }) => unitsOf(name)));
  const width = Math.min(NAME_WIDTH.most, Math.max(NAME_WIDTH.least, Math.ceil(longest) + 3));
  return [
    { key: 'area', width },
    ...Array.from({ length: COLUMN_COUNT }, (_, index) => ({ key: columnKey(index), width: FIGURE_WIDTH })),
  ];
}

const LAST_WIDE: Pick<FormRow, 'merge'> = {
  merge: [{ from: columnKey(COLUMN_COUNT - 2), to: columnKey(COLUMN_COUNT - 1) }],
};

type At = (rowKey: string, index: number) => string;
/** Figures of a row of a table: of a place, its group (null: the whole) and its number there. */
type FiguresOf = (place: Place, group: Group | null, index: number, at: At) => readonly FormCell[];

/** A table with a row a place. */
interface AreaTable {
  readonly key: string;
  readonly heading: string;
  readonly note?: string;
  readonly heads: readonly string[];
  /** The whole stands in the first row. */
  readonly hasWhole: boolean;
  /** The last figure, a word, has two columns. */
  readonly isLastWide?: true;
  readonly figures: FiguresOf;
}

const PURPOSES = NATIONAL_CRITERIA.map(({ shortName }) => shortName);
const RATE = 'rate';
const rowKey = (table: string, { key }: Place): string => `${table}.${key}`;

/** A figure of each purpose. */
const ofPurposes =
  (
    cell: (
      criterion: (typeof NATIONAL_CRITERIA)[number],
      place: Place,
      group: Group | null,
      index: number,
      at: At,
      column: number,
    ) => FormCell,
  ): FiguresOf =>
  (place, group, index, at) =>
    NATIONAL_CRITERIA.map((criterion, column) => cell(criterion, place, group, index, at, column));

const standard = (key: string, heading: string, wanted: string, output: string, quantity?: Quantity): AreaTable => ({
  key,
  heading,
  heads: PURPOSES,
  hasWhole: false,
  figures: ofPurposes(({ name }, place) => figure(figures.standardised(name, place, wanted, output), quantity)),
});

/** Whether a directly standardised share can be told of any place: with fewer cases it is not. */
function hasAdjusted({ results, intake: { table } }: PlanFacts, groups: readonly Group[]): boolean {
  const places = groups.flatMap((group) => group.places).map(({ filter = '' }) => parseFilter(table, filter));
  return results
    .filter(({ id }) => NATIONAL_CRITERIA.some((each) => each.id === id))
    .some((result) => places.some((filter) => countOf(table, result, filter).hits >= FEW_EVENTS));
}

function tablesOf(facts: PlanFacts, groups: readonly Group[]): AreaTable[] {
  const isAdjusted = hasAdjusted(facts, groups);
  const isCompared = groups.some(({ known }) => known > 1);
  const words = groups.filter(({ known }) => known > 1).map(({ kind, known }) => `${kind}: ${markWords(known)}`);
  return [
    {
      key: RATE,
      heading: '発生割合（該当 ÷ 判定可能者数）',
      heads: PURPOSES,
      hasWhole: true,
      figures: ofPurposes(({ id }, place, _group, _index, at) => {
        const rate: Formula = purposeCall(id, '発生割合', place.filter);
        return figure(rate.within(`=IF(${at(pointKey(id, place), POINT.judged)}=0,"${DASH}",`, ')'), SMALL_SHARE);
      }),
    },
    {
      key: 'mark',
      heading: '全体と比べて（発生割合）',
      note: `${words.join('。')}。少 は判定可能者が ${FEWEST_JUDGED} 人未満のため比較しません。`,
      heads: PURPOSES,
      hasWhole: false,
      figures: ofPurposes(({ id }, place, group, _index, at, column) => {
        const point = (index: number): string => at(pointKey(id, place), index);
        const cells = { hits: point(POINT.hits), judged: point(POINT.judged), whole: at(rowKey(RATE, ALL), column) };
        return { figure: markFormula(cells, group!.known), style: 'figure' };
      }),
    },
    {
      key: 'checkup',
      heading: figures.CHECKUP_HEADING,
      heads: figures.CHECKUP_HEADS,
      hasWhole: true,
      figures: (place, _group, _index, at) =>
        figures.checkupFigures(place, (index) => at(rowKey('checkup', place), index), at(rowKey('checkup', ALL), 2)),
    },
    ...figures.SEXES.map((sex, order): AreaTable => ({
      key: sex === '男' ? 'men' : 'women',
      heading: `${figures.LIFE_HEADING.replace('平均自立期間', `平均自立期間、75歳、${sex}`)}`,
      ...(order === 0 ? { note: figures.LIFE_NOTE } : {}),
      heads: figures.LIFE_HEADS,
      hasWhole: true,
      figures: (place, _group, _index, at) =>
        figures.lifeFigures(sex, place, (index) => at(rowKey(sex === '男' ? 'men' : 'women', place), index), {
          few: '人数不足',
          unsteady: '参考',
        }),
      isLastWide: true,
    })),
    ...(isCompared
      ? [
          {
            ...standard('ratio', `${figures.STANDARD_HEADING}: 標準化比（全体 = 100）`, '標準化比', '値'),
            note: `${figures.standardNote('はじめの表の')}${isAdjusted ? '' : '当たる人が 10 人以上の地域がないため、年齢調整割合の表はありません。'}`,
          },
          standard('ratioLower', '標準化比の下限', '標準化比', '下限'),
          standard('ratioUpper', '標準化比の上限', '標準化比', '上限'),
          ...(isAdjusted
            ? [
                standard('adjusted', '年齢調整割合', '年齢調整割合', '値', SMALL_SHARE),
                standard('adjustedLower', '年齢調整割合の下限', '年齢調整割合', '下限', SMALL_SHARE),
                standard('adjustedUpper', '年齢調整割合の上限', '年齢調整割合', '上限', SMALL_SHARE),
              ]
            : []),
          {
            key: 'shrunken',
            heading: '小地域の推定（経験ベイズ）',
            heads: PURPOSES,
            hasWhole: false,
            figures: ofPurposes(({ id }, place, group, index, at) => {
              const { places, known } = group!;
              const range = (column: number): string =>
                `${at(pointKey(id, places[0]!), column)}:${at(pointKey(id, places.at(-1)!), column)}`;
              const shrunk = `IKKATSU.SHRUNKRATE(${range(POINT.hits)},${range(POINT.judged)},${index + 1})`;
              const judged = at(pointKey(id, place), POINT.judged);
              return figure(known < 2 ? `="${DASH}"` : `=IF(N(${judged})=0,"${DASH}",${shrunk})`, SMALL_SHARE);
            }),
          } satisfies AreaTable,
        ]
      : []),
  ];
}

export function manyAreasSheet(facts: PlanFacts, groups: readonly Group[]): FormSheet {
  const places = groups.flatMap((group) => group.places.map((place, index) => ({ place, group, index })));
  const columns = columnsFor(places.map(({ place }) => place));
  const { row, title, heading, note, gap, header } = rowsFor(columns);
  const tables = tablesOf(facts, groups);
  const rowsOf = ({ hasWhole }: AreaTable) => [...(hasWhole ? [{ place: ALL, group: null, index: 0 }] : []), ...places];
  const head = ({ key, heading: words, note: said, heads, isLastWide }: AreaTable, order: number): FormRow[] => [
    ...(order === 0 ? [] : [gap(`gap.${key}`)]),
    heading(`heading.${key}`, words),
    ...(said === undefined ? [] : [note(`note.${key}`, said)]),
    header(
      `head.${key}`,
      {
        area: '市町村・圏域',
        ...Object.fromEntries(
          Array.from({ length: COLUMN_COUNT }, (_, index) => [columnKey(index), heads[index] ?? '']),
        ),
      },
      isLastWide === true ? LAST_WIDE : {},
    ),
  ];
  const before: FormRow[] = [
    title('圏域別 ハイリスク者の発生割合'),
    note(
      'note.method',
      '発生割合 = 該当 ÷ 判定可能者数（必要な健診・質問票などの値がある人）。圏域が多いため、1 行に 1 圏域、1 列に 1 つの目的を示します。人数、割合（該当 ÷ 被保険者数）、判定可能者数は、シート「共通評価指標」にあります。割合は、健診受診率が低い地域ほど小さく出るため、比べる言葉を付けません。発生割合も、健診を受けた人が地域全体と同じとは限りません。',
    ),
    note('note.chance', chanceWords(groups)),
    note(
      'note.data',
      `${writtenWith(facts.stamp)}。少ない人数の公表には注意してください。行と列は本ツールの提案です。`,
    ),
  ];
  const helpers = helperRowsOf(groups, row, header, note);
  const charts = chartRowsOf(groups, row);
  const keys = [
    ...before,
    ...tables.flatMap((table, order) => [
      ...head(table, order),
      ...rowsOf(table).map(({ place }) => ({ key: rowKey(table.key, place) })),
    ]),
    ...charts,
    ...helpers.map(({ key }) => ({ key })),
  ];
  const at: At = (key, index) => ref({ columns, rows: keys }, key, columnKey(index));
  const made = new Map<string, FormRow>(helpers.map(({ key, build }) => [key, build(at)]));
  for (const table of tables)
    for (const { place, group, index } of rowsOf(table)) {
      const cells = table.figures(place, group, index, at);
      const key = rowKey(table.key, place);
      made.set(
        key,
        row(
          key,
          {
            area: { text: place.name, style: place === ALL ? 'everybody' : 'body' },
            ...Object.fromEntries(cells.map((cell, column) => [columnKey(column), cell])),
          },
          table.isLastWide === true ? LAST_WIDE : {},
        ),
      );
    }
  const rows = keys.map((known): FormRow => made.get(known.key) ?? (known as FormRow));
  return {
    name: AREAS_SHEET,
    columns,
    rows,
    charts: areaCharts(groups, { columns, rows }, facts.fiscalYear),
    orientation: 'landscape',
  };
}
