/** Below the ten rates of 共通評価指標: their intervals for everybody, 発生割合 by 圏域 with a chart each, and 健診受診率. */
import { ask, Formula, formula, NOTHING_ASKED, sumFormula } from './figures/formula';
import { DASH, intervalLength } from './formulaCalls';
import { cellAddress } from '../formula';
import { NATIONAL_CRITERIA } from '../criteria';
import type { CellRange, ChartSpec } from './chartSpec';
import { markedFormat, type LackingColumns } from './lacking';
import { dotsWithWhiskers, smallDotsWithWhiskers } from './charts';
import { dividedTable, type DividedTable } from './dividedTable';
import { FOR_CHARTS } from './forms/helperHeadings';
import { line, type Block, type CellLook, type MergeSpec } from './sheetSpec';
import type { StyleName } from './styles';

/** Where the figures of the upper table stand, by purpose and 圏域 (null: everybody). */
export interface RatesAbove {
  readonly areas: readonly string[];
  /** Row of a purpose, counted from 0. */
  readonly rowOf: (purpose: number, area: string | null) => number;
  readonly hitsColumn: number;
  readonly denominatorColumn: number;
  /** 判定可能者数, and the share of them. */
  readonly judgedColumn: number;
  readonly incidenceColumn: number;
  /** Whether 健診受診率 can be told: check-ups are loaded. */
  readonly hasCheckupRate: boolean;
  /** What the charts say of their source. */
  readonly source: string;
  /** Rows of the table by 圏域 before which its heading stands again. */
  readonly again?: readonly number[];
  /** Purposes of which columns are missing. */
  readonly lacking: LackingColumns;
  /** How many columns the sheet prints; absent: those of this part. What only charts read stands in the column behind. */
  readonly printedColumns?: number;
}

export interface IndicatorPart {
  readonly blocks: readonly Block[];
  readonly merges: readonly MergeSpec[];
  readonly charts: readonly ChartSpec[];
  /** Rows that stand on one printed page: headings with the rows that they head. */
  readonly together: readonly { readonly row: number; readonly rows: number }[];
  /** The table by 圏域; null with fewer than two of them. */
  readonly byArea: DividedTable | null;
  /** First row behind the part. */
  readonly next: number;
}

/** Columns of the part; they stand in the columns of the table above. */
const COLUMNS = {
  area: 0,
  short: 1,
  name: 2,
  hits: 3,
  denominator: 4,
  rate: 5,
  lower: 6,
  upper: 7,
  whole: 8,
  length: 9,
} as const;
const HEADINGS = ['圏域', '図での名前', '指標', '分子（人）', '分母（人）', '割合', '95%下限', '95%上限', '全体の割合'];
/** How long the intervals are stands beside what is printed: only charts read it. */
export const PRINTED_COLUMNS = HEADINGS.length;
/** Areas are compared by those who could be judged: the share of all insured persons falls where fewer are examined. */
const AREA_HEADINGS = HEADINGS.map(
  (heading) =>
    ({ '分母（人）': '判定可能者（人）', 割合: '発生割合', 全体の割合: '全体の発生割合' })[heading] ?? heading,
);
const FORMATS = ['@', '@', '@', '#,##0', '#,##0', '0.00%', '0.00%', '0.00%', '0.00%', '0.00%'];
/** What stands for everybody here; the upper table says 全体. */
const EVERYBODY = '計';
/** Figures end where their headings end. Without an indent: LibreOffice gives one to headings, but not to numbers. */
export const FIGURE_LOOK: CellLook = { align: 'right' };
const LOOKS = FORMATS.map((_, column): CellLook => (column < COLUMNS.hits ? { align: 'left' } : FIGURE_LOOK));

/** The heading of a table of this part, and of what stands beside the page. */
const headingAt = (row: number, headings: readonly string[], lengthColumn: number): Block[] => [
  line(row, headings, { style: 'header', columns: LOOKS.slice(0, PRINTED_COLUMNS) }),
  { row, column: lengthColumn, cells: [[FOR_CHARTS]], style: 'note' },
];

const CHART_ROWS = 15;
/** Two of the charts by 圏域 stand below one another on a page: title, axis and legend take half of one. */
const AREA_CHART_ROWS = 15;
/** With more 圏域 the names leave a small chart no room, and tables of rows purpose by purpose fill dozens of pages. */
export const MOST_DRAWN = 12;
/** The places of charts beside each other, nearly of one width: first column and number of columns. */
const PLACES = {
  ofShortNames: [
    { column: 0, columns: 3 },
    { column: 3, columns: 3 },
    { column: 6, columns: 3 },
  ],
  ofLongNames: [
    { column: 0, columns: 4 },
    { column: 4, columns: 5 },
  ],
} as const;
/** Names of 圏域 that need more letters together stand slanted below a small chart and crush it. */
const MOST_LETTERS = 20;
/** Charts with long names are higher: two of them stand below one another on a page. */
const LONG_NAMES_CHART_ROWS = 16;

/** Whether 対象外者 are of the data, typed, or not known: says the function. */
const CHECKUP_REMARK = ask('INSURED', '健診受診率', null, null, '注意', null, DASH);
const CHECKUP = '健診受診率（被保険者−対象外者）';

interface Line {
  readonly area: string | null;
  readonly short: string;
  readonly name: string;
  readonly hits: Formula;
  readonly denominator: Formula;
  /** The cell of everybody that an area is held against; absent: the rate of the row of everybody in this part. */
  readonly whole?: string;
}

/** One row: what it is about, then numerator, denominator, rate and limits as live formulas. */
function cellsOf(
  row: number,
  { area, short, name, hits, denominator, whole }: Line,
  wholeRow: number,
): (string | Formula)[] {
  const [x, n] = [cellAddress(row, COLUMNS.hits), cellAddress(row, COLUMNS.denominator)];
  const limit = (output: string): string => `=IF(${n}=0,"－",IKKATSU.PROPORTION(${x},${n},"${output}"))`;
  return [
    area ?? EVERYBODY,
    short,
    name,
    hits,
    denominator,
    `=IF(${n}=0,"－",${x}/${n})`,
    limit('下限'),
    limit('上限'),
    `=${whole ?? cellAddress(wholeRow, COLUMNS.rate)}`,
    intervalLength(cellAddress(row, COLUMNS.lower), cellAddress(row, COLUMNS.upper)),
  ];
}

const textOf = (cell: string | Formula): string => (cell instanceof Formula ? cell.text : cell);
/** A cell of the table above, shown again. */
const again = (address: string): Formula => sumFormula(`=${address}`, '+');

/** Texts and formulas of a group of rows in two blocks, because only the figures are formulas. */
function blocksOf(
  first: number,
  rows: readonly (readonly (string | Formula)[])[],
  style: StyleName,
  lengthColumn: number,
  isLacking = false,
): Block[] {
  const labels = COLUMNS.hits;
  // The lengths stand beside the page, whose end may be further right.
  const end = lengthColumn === COLUMNS.length ? COLUMNS.length + 1 : COLUMNS.length;
  return [
    {
      row: first,
      column: 0,
      cells: rows.map((cells) => cells.slice(0, labels).map(textOf)),
      formats: FORMATS.slice(0, labels),
      style,
      // Long names of 圏域 are told apart by their ends.
      columns: [{ align: 'left', wrap: true }],
    },
    {
      row: first,
      column: labels,
      cells: rows.map((cells) => cells.slice(labels, end).map(textOf)),
      declares: rows.map((cells) =>
        cells.slice(labels, end).map((cell) => (cell instanceof Formula ? cell.declares : NOTHING_ASKED)),
      ),
      formats: FORMATS.slice(labels, end).map((format, column) =>
        isLacking && column !== COLUMNS.denominator - labels ? markedFormat(format) : format,
      ),
      formulas: true,
      style,
      columns: LOOKS.slice(labels, end),
    },
    ...(end > COLUMNS.length
      ? []
      : [
          {
            row: first,
            column: lengthColumn,
            cells: rows.map((cells) => [textOf(cells[COLUMNS.length]!)]),
            formats: [FORMATS[COLUMNS.length]],
            formulas: true,
          },
        ]),
  ];
}

const range = (row: number, column: number, rows: number): CellRange => ({ row, column, rows, columns: 1 });

/** Said once beside the small charts by 圏域: axis titles and legends would take the room of their plots. */
const AREA_CHART_NOTE =
  '図の点は圏域の発生割合（健診受診率の図では受診率）、縦の帯は 95% 信頼区間、破線は全体です。縦の目盛りは図ごとに違います。';

/** A chart of rows that stand one below the other, with the rate of everybody to compare with. */
function chartOf(
  name: string,
  title: string,
  facts: { readonly first: number; readonly rows: number; readonly labels: number; readonly anchor: CellRange },
  { source, printedColumns = PRINTED_COLUMNS }: RatesAbove,
): ChartSpec {
  const { first, rows, labels, anchor } = facts;
  const byArea = labels === COLUMNS.area;
  const common = {
    name,
    title,
    anchor,
    source,
    altText: `${title}。点が割合、縦の帯が 95% 信頼区間です。`,
    categories: range(first, labels, rows),
    dots: { name: '割合', values: range(first, COLUMNS.rate, rows) },
    lower: range(first, COLUMNS.lower, rows),
    length: range(first, printedColumns, rows),
  };
  return byArea
    ? smallDotsWithWhiskers({ ...common, references: [{ name: '全体', values: range(first, COLUMNS.whole, rows) }] })
    : dotsWithWhiskers({ ...common, categoryTitle: '抽出目的' });
}

/** Rows that follow one another and of which all or none lack columns. */
function runsOf(
  indicators: readonly { readonly isLacking: boolean }[],
): { readonly from: number; readonly to: number; readonly isLacking: boolean }[] {
  const runs: { from: number; to: number; isLacking: boolean }[] = [];
  indicators.forEach(({ isLacking }, index) => {
    const open = runs.at(-1);
    if (open?.isLacking === isLacking) open.to = index + 1;
    else runs.push({ from: index, to: index + 1, isLacking });
  });
  return runs;
}

/** The part from row `first` on. */
export function intervalPart(first: number, above: RatesAbove): IndicatorPart {
  const { areas, rowOf, hitsColumn, denominatorColumn, judgedColumn, incidenceColumn, hasCheckupRate } = above;
  const { lacking, printedColumns = PRINTED_COLUMNS } = above;
  const purposes = NATIONAL_CRITERIA.map(({ id, name, shortName }, purpose) => ({
    name,
    isLacking: lacking.has(id),
    of: (area: string | null): Line => ({
      area,
      short: shortName,
      name,
      hits: again(cellAddress(rowOf(purpose, area), hitsColumn)),
      denominator: again(cellAddress(rowOf(purpose, area), area === null ? denominatorColumn : judgedColumn)),
      ...(area === null ? {} : { whole: cellAddress(rowOf(purpose, null), incidenceColumn) }),
    }),
  }));
  const checkup = (area: string | null): Line => {
    const filter = area === null ? null : { cell: `$${cellAddress(rowOf(0, area), 1)}` };
    return {
      area,
      short: '健診受診率',
      name: CHECKUP,
      hits: ask('INSURED', '健診受診者数', filter).whole(),
      denominator: ask('INSURED', '健診対象者数', filter).whole(),
    };
  };
  const indicators = [...purposes, ...(hasCheckupRate ? [{ name: CHECKUP, isLacking: false, of: checkup }] : [])];
  const whole = first + 2;
  const blocks: Block[] = [
    line(first, ['全体の割合と 95% 信頼区間（Wilson 法）'], { style: 'heading' }),
    ...headingAt(first + 1, HEADINGS, printedColumns),
    ...runsOf(indicators).flatMap(({ from, to, isLacking }) =>
      blocksOf(
        whole + from,
        indicators.slice(from, to).map(({ of }, at) => cellsOf(whole + from + at, of(null), whole + from + at)),
        'group',
        printedColumns,
        isLacking,
      ),
    ),
  ];
  const charts: ChartSpec[] = [];
  /** Rows of sentences across the page. */
  const notes: number[] = [];
  const together = [{ row: first, rows: 2 + indicators.length }];
  let row = whole + indicators.length + 1;
  // Beside many 圏域 table and chart stand on one page.
  const chartRows = printedColumns > PRINTED_COLUMNS ? CHART_ROWS : CHART_ROWS + 4;
  charts.push(
    chartOf(
      'IKKATSU_ten_rates',
      'ハイリスク者割合（全体）',
      {
        first: whole,
        rows: purposes.length,
        labels: COLUMNS.short,
        anchor: { row, column: 0, rows: chartRows, columns: printedColumns },
      },
      above,
    ),
  );
  row += chartRows + 1;
  let byArea: DividedTable | null = null;
  if (areas.length > 1) {
    blocks.push(
      line(row, [`圏域別の発生割合（該当 ÷ 判定可能者数）と 95% 信頼区間。健診受診率は受診者 ÷ 対象者`], {
        style: 'heading',
      }),
      ...headingAt(row + 1, AREA_HEADINGS, printedColumns),
    );
    together.push({ row, rows: 2 + areas.length });
    const table = dividedTable(row + 2, indicators.length * areas.length, above.again ?? []);
    byArea = table;
    blocks.push(...table.headings.flatMap((at) => headingAt(at, AREA_HEADINGS, printedColumns)));
    for (const { from, to } of table.runs) {
      const starts = Array.from({ length: to - from }, (_, at) => from + at).filter(
        (index) => index === from || index % areas.length === 0,
      );
      starts.forEach((start, at) => {
        const indicator = Math.floor(start / areas.length);
        const within = areas.slice(start % areas.length, (start % areas.length) + (starts[at + 1] ?? to) - start);
        const cells = within.map((area, index) =>
          cellsOf(table.rowOf(start + index), indicators[indicator]!.of(area), whole + indicator),
        );
        const { isLacking } = indicators[indicator]!;
        const style = indicator % 2 === 0 ? 'group' : 'groupShaded';
        blocks.push(...blocksOf(table.rowOf(start), cells, style, printedColumns, isLacking));
      });
    }
    row = table.end + 1;
    blocks.push(line(row, [AREA_CHART_NOTE], { style: 'note' }));
    notes.push(row);
    row += 1;
    const isLong = areas.join('').length > MOST_LETTERS;
    const places = isLong ? PLACES.ofLongNames : PLACES.ofShortNames;
    const areaChartRows = isLong ? LONG_NAMES_CHART_ROWS : AREA_CHART_ROWS;
    indicators.forEach(({ name }, index) => {
      const place = places[index % places.length]!;
      charts.push(
        chartOf(
          `IKKATSU_area_rates_${index + 1}`,
          `${name}（圏域別）`,
          {
            first: table.rowOf(index * areas.length),
            rows: areas.length,
            labels: COLUMNS.area,
            anchor: {
              row: row + Math.floor(index / places.length) * (areaChartRows + 1),
              rows: areaChartRows,
              ...place,
            },
          },
          above,
        ),
      );
    });
    row += Math.ceil(indicators.length / places.length) * (areaChartRows + 1);
  }
  // The last line stands below the charts, so that they are on the printed pages.
  const caution =
    '区間が重なる圏域どうしの差は、偶然の範囲のことがあります。人数の少ない圏域の割合は年ごとに大きく動きます。';
  blocks.push(line(row, [caution], { style: 'note' }));
  notes.push(row);
  if (hasCheckupRate) {
    row += 1;
    notes.push(row);
    const remark = formula`="健診受診率: "&${CHECKUP_REMARK}`;
    blocks.push(line(row, [remark.text], { style: 'note', formulas: true, declares: [[remark.declares]] }));
  }
  return {
    blocks,
    charts,
    together,
    byArea,
    merges: notes.map((at) => ({ row: at, column: 0, rows: 1, columns: printedColumns })),
    next: row + 1,
  };
}
