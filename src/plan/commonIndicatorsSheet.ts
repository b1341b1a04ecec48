/** The sheet 共通評価指標: the ten rates as live formulas, for everybody and by 圏域, with both denominators named. */
import { hiddenStamp, writtenWith } from './dataStamp';
import { fiscalYearName } from './years';
import { cellAddress } from '../formula';
import { defaultSettings, NATIONAL_CRITERIA, type Area, type CriteriaSettings, type CriterionId } from '../criteria';
import type { PersonTable } from '../kdb';
import { ask, type Formula } from './figures/formula';
import { AREA_TABLE_COLUMNS, AREA_TABLE_WIDTHS, areaRates } from './areaRates';
import { FIGURE_LOOK, intervalPart, MOST_DRAWN, PRINTED_COLUMNS } from './indicatorIntervals';
import { lackingColumns, lackingNote, markedFormat, NOTHING_LACKING, type LackingColumns } from './lacking';
import { functionNameOf } from '../catalogue';
import { COMMON_INDICATORS_SHEET, FILTER_HEADING } from './sheetNames';
import { line, type Block, type CellLook, type SheetSpec } from './sheetSpec';
import { type StyleName } from './styles';
import { dividedTable, indexAt, type DividedTable } from './dividedTable';
import { printedPages, withPaperWidths } from './pageBreaks';
import { withRowHeights } from './textSize';

/** The figures of a row, in order: heading, the word that the function is asked for, number format. */
const FIGURES = [
  { heading: '人数（該当）', wanted: '人数', format: '#,##0' },
  { heading: '分母（被保険者数）', wanted: '分母', format: '#,##0' },
  { heading: '割合（共通評価指標）', wanted: '割合', format: '0.00%' },
  { heading: '判定可能者数', wanted: '判定可能', format: '#,##0' },
  { heading: '発生割合（判定可能者のうち）', wanted: '発生割合', format: '0.00%' },
  { heading: '判定不能', wanted: '判定不能', format: '#,##0' },
] as const;

/** Of the figures, those that count who has the purpose. */
const COUNTING: ReadonlySet<string> = new Set(['人数', '割合', '発生割合']);

/** Rates are asked for only where their denominator is not 0: the column of that denominator. */
const DENOMINATOR_OF: Readonly<Record<string, string>> = { 割合: '分母', 発生割合: '判定可能' };

const FIRST_FIGURE = 3;
/** Of the column beside the page that only charts read. */
const HELPER_WIDTH = 11;
const LABEL_LOOK: CellLook = { align: 'left' };
const WRAPPED: CellLook = { align: 'left', wrap: true };
const HEADER_ROW = 6;

const CAUTIONS = [
  '割合 = 該当 ÷ 被保険者数（共通評価指標の分母）。健診・質問票にもとづく目的では、健診受診率が低いほど割合も低くなるため、地域どうしの比較には向きません。',
  '発生割合 = 該当 ÷ 判定可能者数（必要な値があり、該当・非該当を判定できた人）。受けた人のなかでの多さを見るときに使います。',
  '数字は関数で計算しています。データや抽出条件を変えると、ここの数字も変わります。少ない人数の公表には注意してください。',
];

const columnOf = (wanted: string): number => FIRST_FIGURE + FIGURES.findIndex((figure) => figure.wanted === wanted);

function figureCells(id: CriterionId, row: number, filterCell: string | null): Formula[] {
  return FIGURES.map(({ wanted }) => {
    const call = ask(functionNameOf(id), wanted, filterCell === null ? null : { cell: filterCell });
    const denominator = DENOMINATOR_OF[wanted];
    return denominator === undefined
      ? call.whole()
      : call.within(`=IF(${cellAddress(row, columnOf(denominator))}=0,"－",`, ')');
  });
}

/** Rows of a table that follow one another: labels, then live formulas. Figures of purposes that lack columns are marked. */
function rowsBlocks(first: number, all: readonly Line[], lacking: LackingColumns): Block[] {
  return runsOf(all, lacking).flatMap(({ from, lines }) =>
    blocksOfRows(first + from, lines, lacking.has(lines[0]!.id)),
  );
}

/** Lines that follow one another and of which all or none lack columns. */
function runsOf(all: readonly Line[], lacking: LackingColumns): { readonly from: number; readonly lines: Line[] }[] {
  const runs: { from: number; lines: Line[] }[] = [];
  all.forEach((each, index) => {
    const open = runs.at(-1);
    if (open !== undefined && lacking.has(open.lines[0]!.id) === lacking.has(each.id)) open.lines.push(each);
    else runs.push({ from: index, lines: [each] });
  });
  return runs;
}

function blocksOfRows(first: number, lines: readonly Line[], isLacking: boolean): Block[] {
  const figures = lines.map(({ id, area }, index) =>
    figureCells(id, first + index, area === null ? null : `$${cellAddress(first + index, 1)}`),
  );
  const { style } = lines[0]!;
  return [
    {
      row: first,
      column: 0,
      cells: lines.map(({ name, area }) => [area?.name ?? '全体', area?.filter ?? '', name]),
      formats: ['@', '@', '@'],
      style,
      // Long names of 圏域 are told apart by their ends.
      columns: [WRAPPED, WRAPPED, {}],
    },
    {
      row: first,
      column: FIRST_FIGURE,
      cells: figures.map((cells) => cells.map(({ text }) => text)),
      declares: figures.map((cells) => cells.map(({ declares }) => declares)),
      formulas: true,
      formats: FIGURES.map(({ wanted, format }) => (isLacking && COUNTING.has(wanted) ? markedFormat(format) : format)),
      style,
      columns: FIGURES.map(() => FIGURE_LOOK),
    },
  ];
}

/** A row of the upper table; the whole where `area` is null. */
interface Line {
  readonly id: CriterionId;
  readonly name: string;
  readonly area: Area | null;
  readonly style: StyleName;
}

const HEADINGS = ['圏域', FILTER_HEADING, '抽出目的', ...FIGURES.map(({ heading }) => heading)];
const headingLine = (row: number): Block =>
  line(row, HEADINGS, {
    style: 'header',
    columns: HEADINGS.map((_, column) => (column < FIRST_FIGURE ? LABEL_LOOK : FIGURE_LOOK)),
  });

/** `areas` are the 圏域 that occur in the data; none where no source names them. */
export interface CommonIndicatorFacts {
  readonly fiscalYear: number;
  readonly stamp: string;
  readonly areas: readonly Area[];
  /** The persons that the figures are of: says which further figures can be told. */
  readonly table?: PersonTable;
  /** 抽出条件: says which columns a purpose needs; absent: those of the country. */
  readonly settings?: CriteriaSettings;
}

/** Of each table that may be longer than a page the rows before which its heading stands again. */
type Again = readonly (readonly number[])[];

/** Names of 圏域 take one line where they can, long ones few; widths in characters, of which a Japanese letter takes two. */
const AREA_WIDTHS = { least: 11, filter: 18, most: 26, lines: 3 } as const;
function areaWidth(areas: readonly Area[], least: number): number {
  const longest = Math.max(0, ...areas.map(({ name }) => 2 * [...name].length));
  const inOneLine = longest + 2;
  const needed = inOneLine <= AREA_WIDTHS.most ? inOneLine : Math.ceil(longest / AREA_WIDTHS.lines) + 2;
  return Math.min(AREA_WIDTHS.most, Math.max(least, needed));
}

function built(
  { fiscalYear, stamp, areas: all, table, settings = defaultSettings() }: CommonIndicatorFacts,
  again: Again,
): { readonly spec: SheetSpec; readonly tables: readonly DividedTable[] } {
  const lacking = table === undefined ? NOTHING_LACKING : lackingColumns(table, settings);
  // Many 圏域 have tables of their own, an area a row.
  const isMany = all.length > MOST_DRAWN;
  const areas = isMany ? [] : all;
  const printedColumns = isMany ? AREA_TABLE_COLUMNS : PRINTED_COLUMNS;
  const [ofRates = [], ...ofAreas] = again;
  const lines = [null, ...areas].flatMap((area, index) =>
    NATIONAL_CRITERIA.map(({ id, name }): Line => ({
      id,
      name,
      area,
      style: area === null ? 'everybody' : index % 2 === 0 ? 'group' : 'groupShaded',
    })),
  );
  const rates = dividedTable(HEADER_ROW + 1, lines.length, ofRates);
  const names = areas.map(({ name }) => name);
  const rowOf = (purpose: number, area: string | null): number =>
    rates.rowOf((area === null ? 0 : names.indexOf(area) + 1) * NATIONAL_CRITERIA.length + purpose);
  const { columns = {} } = table ?? {};
  const intervals = intervalPart(rates.end + 1, {
    areas: names,
    rowOf,
    hitsColumn: columnOf('人数'),
    denominatorColumn: columnOf('分母'),
    judgedColumn: columnOf('判定可能'),
    incidenceColumn: columnOf('発生割合'),
    hasCheckupRate: columns.checkedUp !== undefined,
    source: `出典：取り込んだデータ（${fiscalYearName(fiscalYear)}）`,
    again: isMany ? [] : (ofAreas[0] ?? []),
    lacking,
    printedColumns,
  });
  const many = isMany
    ? areaRates(intervals.next, {
        areas: all,
        lacking,
        hasCheckupRate: columns.checkedUp !== undefined,
        again: ofAreas,
      })
    : null;
  const noteRow = (many ?? intervals).next;
  const hasNote = lacking.size > 0;
  const groups = rates.runs.flatMap(({ from, to }) => {
    const starts = Array.from({ length: to - from }, (_, index) => from + index).filter(
      (index) => index === from || index % NATIONAL_CRITERIA.length === 0,
    );
    return starts.map((start, at) => ({ start, end: starts[at + 1] ?? to }));
  });
  const tables = [rates, ...(many?.tables ?? (intervals.byArea === null ? [] : [intervals.byArea]))];
  const spec = withRowHeights(
    withPaperWidths({
      name: COMMON_INDICATORS_SHEET,
      blocks: [
        line(0, ['共通評価指標  ハイリスク者割合'], { style: 'title' }),
        line(1, [`抽出年度: ${fiscalYearName(fiscalYear)}  ${writtenWith(stamp)}`], { style: 'note' }),
        { row: HEADER_ROW - 1, column: 0, cells: [[hiddenStamp(stamp)]], formats: ['@'] },
        ...CAUTIONS.map((text, index) => line(2 + index, [text], { style: 'note' })),
        ...[HEADER_ROW, ...rates.headings].map((row) => headingLine(row)),
        ...groups.flatMap(({ start, end }) => rowsBlocks(rates.rowOf(start), lines.slice(start, end), lacking)),
        ...intervals.blocks,
        ...(many?.blocks ?? []),
        ...(hasNote ? [line(noteRow, [lackingNote(lacking)], { style: 'note' })] : []),
      ],
      charts: intervals.charts,
      columnWidths: isMany
        ? [...AREA_TABLE_WIDTHS, HELPER_WIDTH]
        : [
            areaWidth(areas, AREA_WIDTHS.least),
            areaWidth(areas, AREA_WIDTHS.filter),
            ...[42, 15, 22, 24, 16, 33, 12],
            HELPER_WIDTH,
          ],
      // The stamp stands out of sight.
      hiddenRows: [HEADER_ROW - 1],
      merges: [
        { row: 0, column: 0, rows: HEADER_ROW - 1, columns: printedColumns },
        ...intervals.merges,
        ...(many?.merges ?? []),
        ...(hasNote ? [{ row: noteRow, column: 0, rows: 1, columns: printedColumns }] : []),
      ],
      rowHeights: new Map([[HEADER_ROW - 1, 6]]),
      frozenRows: HEADER_ROW + 1,
      print: {
        orientation: 'landscape',
        area: { row: 0, column: 0, rows: noteRow + (hasNote ? 1 : 0), columns: printedColumns },
        // The ten rows of a group stand on one page where they fit.
        together: [
          ...groups.map(({ start, end }) => ({ row: rates.rowOf(start), rows: end - start })),
          ...intervals.together,
          ...(many?.together ?? []),
        ],
        pages: tables.flatMap(({ headings }) => headings),
      },
    }),
  );
  return { spec, tables };
}

/** A last page that is filled less takes rows of the page before it. */
const LEAST_FILL = 0.4;
/** More pages are not looked at. */
const MOST_PAGES = 120;

/** The rows with one more before which the heading of a table stands again. */
const withOneMore = (again: Again, table: number, row: number): Again => {
  const rows = Array.from({ length: Math.max(again.length, table + 1) }, (_, index) => again[index] ?? []);
  rows[table] = [...rows[table]!, row];
  return rows;
};

/** The whole sheet. Where a table goes on over the end of a page, its heading stands again. */
export function commonIndicatorsSheet(facts: CommonIndicatorFacts): SheetSpec {
  let again: Again = [];
  let now = built(facts, again);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { spec, tables } = now;
    const [next] = printedPages(spec)
      .slice(1)
      .flatMap(({ first }): Again[] =>
        tables.flatMap((table, at) => {
          const row = indexAt(table, first);
          return row !== null && row > 0 ? [withOneMore(again, at, row)] : [];
        }),
      );
    if (next === undefined) break;
    again = next;
    now = built(facts, again);
  }
  const { spec, tables } = now;
  const last = printedPages(spec).at(-1)!;
  const at = tables.length - 1;
  const [table, rows] = [tables[at]!, again[at] ?? []];
  if (last.fill >= LEAST_FILL || at === 0 || rows.length === 0) return spec;
  // Where the notes stand alone, they take half of the rows before them; else the last two pages share their rows.
  const isOnlyNotes = last.first >= table.end;
  const kept = isOnlyNotes ? rows : rows.slice(0, -1);
  const from = kept.at(-1) ?? 0;
  const shared = [...again];
  shared[at] = [...kept, Math.ceil((from + table.runs.at(-1)!.to) / 2)];
  return built(facts, shared).spec;
}
