/** The sheet 抽出_<名> of one purpose: what was asked, of which data, and who meets it. */
import { countOf, criterionById, PRIORITY_RULE, wording, type CriterionId } from '../criteria';
import { extractionRows, type Extraction, type ExtractionList } from './extractionRows';
import { extractionSheetName, extractionTableName } from './sheetNames';
import { line, type Block, type SheetSpec } from './sheetSpec';
import { STATUS_WORDS } from './words';

/** The table always begins in this row (counted from 0), so that other cells can rely on it. */
export const LIST_HEADER_ROW = 9;

/** Rows a sheet of Excel has. */
export const SHEET_ROWS = 1048576;

const WIDTHS: Readonly<Record<string, number>> = { 被保険者番号: 16, 氏名: 16, 理由: 46, 優先度: 8, 年齢: 7, 性別: 7 };
const DEFAULT_WIDTH = 14;

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
    line(3, [
      `抽出年度: ${intake.fiscalYear} 年度  該当 ${people(count.hits)}  被保険者数 ${people(count.denominator)}  判定可能者数 ${people(count.judged)}  判定不能 ${people(count.undetermined)}`,
    ]),
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

function body({ columns, rows }: ExtractionList): Block[] {
  const header = line(
    LIST_HEADER_ROW,
    columns.map(({ heading }) => heading),
    { style: 'header' },
  );
  if (rows.length === 0) return [header];
  const formats = columns.map(({ kind }) => (kind === 'text' ? '@' : undefined));
  return [header, { row: LIST_HEADER_ROW + 1, column: 0, cells: rows, formats }];
}

/** The whole sheet. `stamp` says which data and conditions the list came from. */
export function extractionSheet(extraction: Extraction, id: CriterionId, stamp: string): SheetSpec {
  const list = extractionRows(extraction, id);
  return {
    name: extractionSheetName(id),
    blocks: [...head(extraction, id, stamp), ...body(list)],
    columnWidths: list.columns.map(({ heading }) => WIDTHS[heading] ?? DEFAULT_WIDTH),
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
    print: { orientation: 'landscape' },
  };
}
