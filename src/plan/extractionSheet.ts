/** The sheet 抽出_<名> of one purpose: what was asked, of which data, and who meets it. */
import { countOf, criterionById, PRIORITY_RULE, wording, type CriterionId } from '../criteria';
import { extractionRows, type Extraction, type ExtractionList } from './extractionRows';
import { extractionSheetName, extractionTableName } from './sheetNames';
import { line, type Block, type CellLook, type SheetSpec, type SpecValue } from './sheetSpec';
import { TAB_COLOURS } from './styles';
import { withPaperWidths } from './pageBreaks';
import { linesOf, widthFor, withRowHeights } from './textSize';
import { STATUS_WORDS } from './words';

/** The table always begins in this row (counted from 0), so that other cells can rely on it. */
export const LIST_HEADER_ROW = 9;

/** Rows a sheet of Excel has. */
export const SHEET_ROWS = 1048576;

const REASON = '理由';
/** Texts that are read as a list of words stand left, everything short stands in the middle under its heading. */
const LEFT: ReadonlySet<string> = new Set(['被保険者番号', '氏名', 'カナ氏名', REASON]);
const WIDTHS = { least: 7.5, most: 26, headingLines: 4 } as const;
/** 理由 takes what it needs; a longer one is wrapped. */
const REASON_WIDTHS = { least: 30, most: 60, mostInWideList: 56 } as const;
/** Points; texts of several lines are a little smaller, so that a screen shows more persons. */
const WRAPPED_SIZE = 10;
/** A list wider than this would be printed too small to read. */
const MOST_WIDTH = 185;
/** The widths of all columns together that the title rows need to be readable. */
const LEAST_WIDTH = 120;
/** The button of an Excel table covers a part of its heading. */
const BUTTON = '　';
const EMPTY_ROW_HEIGHT = 6;
const PRIVACY = '取扱注意：個人の健康に関する情報';

function head(extraction: Extraction, id: CriterionId, stamp: string): Block[] {
  const { intake, settings, results } = extraction;
  const criterion = criterionById(id);
  const result = results.find((each) => each.id === id);
  if (result === undefined) throw new Error(`no result for ${id}`);
  const count = countOf(intake.table, result);
  const people = (value: number): string => `${value.toLocaleString('ja-JP')} 人`;
  return [
    line(0, [`${criterion.name}  対象者一覧`], { style: 'title' }),
    line(1, [`抽出条件: ${wording(criterion, settings)}`], { style: 'label' }),
    line(2, [`出典: ${criterion.source}  版: ${criterion.version}  位置づけ: ${STATUS_WORDS[criterion.status]}`], {
      style: 'note',
    }),
    line(
      3,
      [
        `抽出年度: ${intake.fiscalYear} 年度  該当 ${people(count.hits)}  被保険者数 ${people(count.denominator)}  判定可能者数 ${people(count.judged)}  判定不能 ${people(count.undetermined)}`,
      ],
      { style: 'label' },
    ),
    line(4, [`データ: ${stamp}`], { style: 'note' }),
    line(5, [PRIORITY_RULE], { style: 'note' }),
    line(6, [criterion.remarks.length === 0 ? '' : `読み方: ${criterion.remarks.join(' ')}`], { style: 'note' }),
    line(7, [count.hits === 0 ? emptySentence(count.undetermined) : ''], { style: 'warning' }),
  ];
}

/** Nobody met it: said in words, with those who could not be judged. */
function emptySentence(undetermined: number): string {
  const open = undetermined === 0 ? '' : `（判定できない人が ${undetermined.toLocaleString('ja-JP')} 人います）`;
  return `この条件に当たる人はいませんでした${open}。`;
}

/** As many decimals for all values of a column as its most precise one has, so that they stand one below the other. */
function numberFormatOf(values: readonly SpecValue[]): string {
  const decimals = values.reduce<number>(
    (most, value) => (typeof value === 'number' && !Number.isInteger(value) ? Math.max(most, decimalsOf(value)) : most),
    0,
  );
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function decimalsOf(value: number): number {
  return Math.min(2, String(value).split('.')[1]?.length ?? 0);
}

function looksOf({ columns, rows }: ExtractionList, widths: readonly number[]): CellLook[] {
  return columns.map(({ heading }, index) => {
    if (!LEFT.has(heading)) return { align: 'center' };
    const wraps = rows.some((cells) => linesOf(String(cells[index]), widths[index] ?? 0) > 1);
    return { align: 'left', ...(wraps ? { wrap: true, size: WRAPPED_SIZE } : {}) };
  });
}

function body(list: ExtractionList, widths: readonly number[]): Block[] {
  const { columns, rows } = list;
  const looks = looksOf(list, widths);
  const header = line(
    LIST_HEADER_ROW,
    columns.map(({ heading }) => heading),
    { style: 'header', columns: looks.map(({ align }): CellLook => (align === undefined ? {} : { align })) },
  );
  if (rows.length === 0) return [header];
  const formats = columns.map(({ kind }, index) =>
    kind === 'text' ? '@' : numberFormatOf(rows.map((cells) => cells[index] ?? '')),
  );
  return [header, { row: LIST_HEADER_ROW + 1, column: 0, cells: rows, formats, style: 'list', columns: looks }];
}

function widthsOf({ columns, rows }: ExtractionList): number[] {
  const widths = columns.map(({ heading }, index) =>
    widthFor(
      heading + BUTTON,
      rows.map((cells) => cells[index] ?? ''),
      heading === REASON ? REASON_WIDTHS : WIDTHS,
    ),
  );
  const reason = columns.findIndex(({ heading }) => heading === REASON);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const change = Math.max(0, LEAST_WIDTH - total) - Math.max(0, total - MOST_WIDTH);
  return widths.map((width, index) =>
    index === reason ? Math.max(width + change, Math.min(width, REASON_WIDTHS.mostInWideList)) : width,
  );
}

/** The whole sheet. `stamp` says which data and conditions the list came from. */
export function extractionSheet(extraction: Extraction, id: CriterionId, stamp: string): SheetSpec {
  const list = extractionRows(extraction, id);
  const columnWidths = widthsOf(list);
  const blocks = [...head(extraction, id, stamp), ...body(list, columnWidths)];
  const empty = blocks.filter(({ row, cells }) => row < LIST_HEADER_ROW && cells[0]?.[0] === '').map(({ row }) => row);
  return withRowHeights(
    withPaperWidths({
      name: extractionSheetName(id),
      blocks,
      columnWidths,
      rowHeights: new Map([...empty, LIST_HEADER_ROW - 1].map((row) => [row, EMPTY_ROW_HEIGHT])),
      merges: [{ row: 0, column: 0, rows: LIST_HEADER_ROW - 1, columns: list.columns.length }],
      tabColour: TAB_COLOURS.list,
      tables: [
        {
          name: extractionTableName(id),
          row: LIST_HEADER_ROW,
          column: 0,
          rows: Math.max(list.rows.length, 1) + 1,
          columns: list.columns.length,
        },
      ],
      frozenRows: LIST_HEADER_ROW + 1,
      print: { orientation: 'landscape', notice: PRIVACY },
    }),
  );
}
