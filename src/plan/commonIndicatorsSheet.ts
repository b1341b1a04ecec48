/** The sheet 共通評価指標: the ten rates as live formulas, for everybody and by 圏域, with both denominators named. */
import { hiddenStamp, writtenWith } from './dataStamp';
import { fiscalYearName } from './years';
import { cellAddress } from '../formula';
import { NATIONAL_CRITERIA, type Area, type CriterionId } from '../criteria';
import type { PersonTable } from '../kdb';
import { ask, type Formula } from './figures/formula';
import { FIGURE_LOOK, intervalPart } from './indicatorIntervals';
import { COMMON_INDICATORS_SHEET, FILTER_HEADING, functionNameOf } from './sheetNames';
import { line, type Block, type CellLook, type SheetSpec } from './sheetSpec';
import { type StyleName } from './styles';
import { withPaperWidths } from './pageBreaks';
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

/** Rates are asked for only where their denominator is not 0: the column of that denominator. */
const DENOMINATOR_OF: Readonly<Record<string, string>> = { 割合: '分母', 発生割合: '判定可能' };

const FIRST_FIGURE = 3;
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

/** The ten rows of one group: labels, then live formulas. `area` null means everybody. */
function groupBlocks(first: number, area: Area | null, style: StyleName): Block[] {
  const filterOf = (row: number): string | null => (area === null ? null : `$${cellAddress(row, 1)}`);
  const figures = NATIONAL_CRITERIA.map(({ id }, index) => figureCells(id, first + index, filterOf(first + index)));
  return [
    {
      row: first,
      column: 0,
      cells: NATIONAL_CRITERIA.map(({ name }) => [area?.name ?? '全体', area?.filter ?? '', name]),
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
      formats: FIGURES.map(({ format }) => format),
      style,
      columns: FIGURES.map(() => FIGURE_LOOK),
    },
  ];
}

/** The whole sheet. `areas` are the 圏域 that occur in the data; none where no source names them. */
export function commonIndicatorsSheet(facts: {
  readonly fiscalYear: number;
  readonly stamp: string;
  readonly areas: readonly Area[];
  /** The persons that the figures are of: says which further figures can be told. */
  readonly table?: PersonTable;
}): SheetSpec {
  const headings = ['圏域', FILTER_HEADING, '抽出目的', ...FIGURES.map(({ heading }) => heading)];
  const groups = [null, ...facts.areas];
  const names = facts.areas.map(({ name }) => name);
  const styleOf = (area: Area | null, index: number): StyleName =>
    area === null ? 'everybody' : index % 2 === 0 ? 'groupShaded' : 'group';
  const rowOf = (purpose: number, area: string | null): number =>
    HEADER_ROW + 1 + (area === null ? 0 : names.indexOf(area) + 1) * NATIONAL_CRITERIA.length + purpose;
  const { columns = {} } = facts.table ?? {};
  const intervals = intervalPart(HEADER_ROW + 2 + groups.length * NATIONAL_CRITERIA.length, {
    areas: names,
    rowOf,
    hitsColumn: columnOf('人数'),
    denominatorColumn: columnOf('分母'),
    judgedColumn: columnOf('判定可能'),
    incidenceColumn: columnOf('発生割合'),
    hasCheckupRate: columns.checkedUp !== undefined,
    source: `出典：取り込んだデータ（${fiscalYearName(facts.fiscalYear)}）`,
  });
  return withRowHeights(
    withPaperWidths({
      name: COMMON_INDICATORS_SHEET,
      blocks: [
        line(0, ['共通評価指標  ハイリスク者割合'], { style: 'title' }),
        line(1, [`抽出年度: ${fiscalYearName(facts.fiscalYear)}  ${writtenWith(facts.stamp)}`], {
          style: 'note',
        }),
        { row: HEADER_ROW - 1, column: 0, cells: [[hiddenStamp(facts.stamp)]], formats: ['@'] },
        ...CAUTIONS.map((text, index) => line(2 + index, [text], { style: 'note' })),
        line(HEADER_ROW, headings, {
          style: 'header',
          columns: headings.map((_, column) => (column < FIRST_FIGURE ? LABEL_LOOK : FIGURE_LOOK)),
        }),
        ...groups.flatMap((area, index) =>
          groupBlocks(HEADER_ROW + 1 + index * NATIONAL_CRITERIA.length, area, styleOf(area, index)),
        ),
        ...intervals.blocks,
      ],
      charts: intervals.charts,
      columnWidths: [11, 18, 42, 15, 22, 24, 16, 33, 12],
      // The stamp stands out of sight.
      hiddenRows: [HEADER_ROW - 1],
      merges: [{ row: 0, column: 0, rows: HEADER_ROW - 1, columns: headings.length }, ...intervals.merges],
      rowHeights: new Map([[HEADER_ROW - 1, 6]]),
      frozenRows: HEADER_ROW + 1,
      print: { orientation: 'landscape', together: intervals.together },
    }),
  );
}
