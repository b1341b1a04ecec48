/** The sheet 支援記録: a table to log who was offered, supported and referred, by whom and when. */
import { cellAddress } from '../../formula';
import { FIELDS, type Cell } from '../../kdb';
import { SUPPORT_SHEET } from '../sheetNames';
import { line, type Block, type SheetSpec, type SpecValue, type ValidationSpec } from '../sheetSpec';
import { withRowHeights } from '../textSize';
import { PRIVACY } from '../words';
import { MEASURES, SUPPORT_COLUMNS, type SupportColumn } from './columns';
import { supportHeader } from './readSupport';

export const SUPPORT_TABLE = 'IKKATSU_支援記録';
/** The header of a new table, counted from 0. */
export const SUPPORT_HEADER_ROW = 6;
export const AFTER_YEAR_LABEL = '評価年度';
/** The label of the 抽出年度 that the log was made for. */
const LOG_YEAR_LABEL = '抽出年度';
const AFTER_YEAR_ROW = 3;
const LOG_YEAR_ROW = 4;
const GROUP_ROW = 5;
/** Columns over which the lines above the table are merged. */
const TITLE_WIDTH = 14;

/** A person to be put into the log. `targetedOn` in days since 1970-01-01. */
export interface SupportDraft {
  readonly personId: string;
  /** '' where all persons are of one insurer. */
  readonly insurer: string;
  /** '' where it is not known, or not needed. */
  readonly municipality?: string;
  readonly name: string;
  readonly purpose: string;
  readonly targetedOn: number;
  /** 担当, 除外の理由 and 案内した日 (days since 1970-01-01) as the list says them; absent where it does not. */
  readonly staff?: string;
  readonly excludedFor?: string;
  readonly invitedOn?: number;
}

const EXCEL_EPOCH_OFFSET = 25569;

/** What a draft puts into a column; '' for what the analyst writes. */
export function draftCell(draft: SupportDraft, column: SupportColumn): SpecValue {
  switch (column.id) {
    case 'personId':
    case 'insurer':
    case 'name':
    case 'purpose':
      return draft[column.id];
    case 'municipality':
      return draft.municipality ?? '';
    case 'staff':
    case 'excludedFor':
      return draft[column.id] ?? '';
    case 'invitedOn':
      return draft.invitedOn === undefined ? '' : draft.invitedOn + EXCEL_EPOCH_OFFSET;
    case 'targetedOn':
      return draft.targetedOn + EXCEL_EPOCH_OFFSET;
    default:
      return '';
  }
}

/** The columns of a new table: 保険者番号 and 氏名 only where some draft has one, 市町村名 beside 保険者番号. */
export function columnsFor(drafts: readonly SupportDraft[]): SupportColumn[] {
  const has = (id: 'insurer' | 'municipality' | 'name'): boolean => drafts.some((draft) => (draft[id] ?? '') !== '');
  return SUPPORT_COLUMNS.filter(({ id, onlyWhereAdded }) => {
    if (onlyWhereAdded === true) return false;
    if (id === 'municipality') return has('insurer') && has(id);
    return (id !== 'insurer' && id !== 'name') || has(id);
  });
}

/** Days of Excel that a date may be: 2000-01-01 to 2100-12-31. */
const DATES = [36526, 73415] as const;

/** What may be typed into a column; null where anything may. */
export function validationOf(column: SupportColumn): Pick<ValidationSpec, 'rule' | 'message' | 'advice'> | null {
  const { heading, kind, options } = column;
  if (options !== undefined) {
    // 目的 may be the analyst's own, つないだ先 may name several: the list advises.
    const isOpen = kind === 'text' || kind === 'referral' || kind === 'exclusion';
    const message = isOpen
      ? `「${heading}」の選択肢は ${options.join('・')} です。ほかの言葉も書けます。`
      : `「${heading}」に入れられるのは ${options.join('・')} です。`;
    return { rule: { kind: 'list', of: options }, message, ...(isOpen && { advice: true }) };
  }
  if (kind === 'date')
    return {
      rule: { kind: 'number', between: DATES },
      message: `「${heading}」には日付（例: 2026/6/1、R8.6.1）を入れてください。`,
    };
  if (kind !== 'measure') return null;
  const measure = MEASURES.find(({ id }) => column.id.endsWith(`.${id}`))!;
  const [low, high] = FIELDS[measure.field].range ?? [0, 999];
  return {
    rule: { kind: 'number', between: [low, high] },
    message: `「${heading}」には ${low}〜${high} の数を入れてください。`,
  };
}

/** The rules of all columns over some rows. */
export function validationsOf(columns: readonly SupportColumn[], row: number, rows: number): ValidationSpec[] {
  return columns.flatMap((column, index) => {
    const rule = validationOf(column);
    return rule === null ? [] : [{ row, column: index, rows, columns: 1, ...rule }];
  });
}

/** One heading over the columns of a group. */
function groupsOf(columns: readonly SupportColumn[]): { name: string; column: number; columns: number }[] {
  const groups: { name: string; column: number; columns: number }[] = [];
  columns.forEach(({ group }, column) => {
    const last = groups.at(-1);
    if (last?.name === group) last.columns += 1;
    else groups.push({ name: group, column, columns: 1 });
  });
  return groups;
}

const HOW = [
  '1 行が 1 人・1 目的です。支援の経過を書きます。列の追加・移動・並べかえは自由で、見出しの言葉で読みます。見出しの言葉は変えないでください。',
  '測定値が空欄なら、健診・レセプトなどのデータの値（支援前は抽出年度、支援後は評価年度）を使います。書いた値が先に使われます。',
];

/**
 * The whole sheet with these persons. At least one draft.
 * @param fiscalYear the 抽出年度 that the log is made for; null leaves its cell blank
 */
export function supportSheet(drafts: readonly SupportDraft[], fiscalYear: number | null = null): SheetSpec {
  const columns = columnsFor(drafts);
  const width = columns.length;
  const groups = groupsOf(columns);
  const first = SUPPORT_HEADER_ROW + 1;
  const body: Block = {
    row: first,
    column: 0,
    cells: drafts.map((draft) => columns.map((column) => draftCell(draft, column))),
    formats: columns.map(({ format }) => format),
    style: 'list',
    columns: columns.map(({ kind, id }) => ({
      align: kind === 'text' || kind === 'referral' || id === 'personId' ? ('left' as const) : ('center' as const),
      ...(id === 'memo' && { wrap: true }),
    })),
  };
  const blocks: Block[] = [
    line(0, [SUPPORT_SHEET], { style: 'title' }),
    ...HOW.map((text, index) => line(1 + index, [text], { style: 'note' })),
    line(AFTER_YEAR_ROW, [AFTER_YEAR_LABEL], { style: 'label' }),
    { row: AFTER_YEAR_ROW, column: 1, cells: [['']], style: 'input' },
    {
      row: AFTER_YEAR_ROW,
      column: 2,
      cells: [['空欄なら、抽出年度より後でデータのある最も新しい年度（西暦 4 けたで指定できます）']],
      style: 'note',
    },
    line(LOG_YEAR_ROW, [LOG_YEAR_LABEL], { style: 'label' }),
    { row: LOG_YEAR_ROW, column: 1, cells: [[fiscalYear ?? '']], style: 'input' },
    {
      row: LOG_YEAR_ROW,
      column: 2,
      cells: [['この支援記録のもとになった抽出の年度（支援前の値の年度）。空欄なら、シート「抽出条件」の抽出年度']],
      style: 'note',
    },
    ...groups.map(({ name, column, columns: span }): Block => ({
      row: GROUP_ROW,
      column,
      cells: [[name, ...new Array<SpecValue>(span - 1).fill('')]],
      style: 'sentence',
    })),
    line(
      SUPPORT_HEADER_ROW,
      columns.map(({ heading }) => heading),
      { style: 'header' },
    ),
    body,
  ];
  const titleWidth = Math.min(width, TITLE_WIDTH);
  const printed = columns.findIndex(({ id }) => id === 'memo') + 1;
  return withRowHeights({
    name: SUPPORT_SHEET,
    blocks,
    columnWidths: columns.map((column) => column.width),
    merges: [
      ...[0, 1, 2].map((row) => ({ row, column: 0, rows: 1, columns: titleWidth })),
      ...[AFTER_YEAR_ROW, LOG_YEAR_ROW].map((row) => ({ row, column: 2, rows: 1, columns: titleWidth - 2 })),
      ...groups
        .filter(({ columns: span }) => span > 1)
        .map(({ column, columns: span }) => ({ row: GROUP_ROW, column, rows: 1, columns: span })),
    ],
    tables: [{ name: SUPPORT_TABLE, row: SUPPORT_HEADER_ROW, column: 0, rows: drafts.length + 1, columns: width }],
    validations: [
      ...[
        { row: AFTER_YEAR_ROW, label: AFTER_YEAR_LABEL },
        { row: LOG_YEAR_ROW, label: LOG_YEAR_LABEL },
      ].map(({ row, label }): ValidationSpec => ({
        row,
        column: 1,
        rows: 1,
        columns: 1,
        rule: { kind: 'number', between: [1990, 2100] },
        message: `${label}は西暦 4 けたで入れてください（空欄なら自動）。`,
      })),
      ...validationsOf(columns, first, drafts.length),
    ],
    frozenRows: first,
    print: {
      orientation: 'landscape',
      notice: PRIVACY,
      area: { row: 0, column: 0, rows: first + drafts.length, columns: printed },
    },
  });
}

/** A cell beside its label above the table; `row` and `column` count from 0. */
interface LabelledCell {
  readonly value: Cell;
  readonly address: string;
  readonly row: number;
  readonly column: number;
}

function cellBeside(rows: readonly (readonly Cell[])[], label: string): LabelledCell | null {
  for (const [row, cells] of rows.entries()) {
    const column = cells.findIndex((cell) => typeof cell === 'string' && cell.trim() === label);
    if (column >= 0) {
      const at = column + 1;
      return { value: cells[at] ?? null, address: cellAddress(row, at), row, column: at };
    }
  }
  return null;
}

/** 評価年度 as it stands in the sheet: its cell and address; null where the label is gone. */
export function afterYearCell(rows: readonly (readonly Cell[])[]): LabelledCell | null {
  return cellBeside(rows.slice(0, 30), AFTER_YEAR_LABEL);
}

/** The 抽出年度 that the log was made for: its cell and address; null in logs that do not remember one. */
export function logYearCell(rows: readonly (readonly Cell[])[]): LabelledCell | null {
  const header = supportHeader(rows);
  return cellBeside(rows.slice(0, header?.row ?? 30), LOG_YEAR_LABEL);
}

/** What is written above the table of a log, from a cell on (counted from 0). */
export interface YearMark {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly (string | number)[];
}

const isBlank = (cell: Cell | undefined): boolean => cell === undefined || cell === null || String(cell).trim() === '';

/**
 * How a log comes to remember its 抽出年度: in the blank cell beside the label; where there is no label, with it in two blank cells
 * to the right of 評価年度, beyond the cells that are merged there. null where it remembers a year, and where there is no room.
 */
export function yearMarkFor(rows: readonly (readonly Cell[])[], fiscalYear: number): YearMark | null {
  const standing = logYearCell(rows);
  if (standing !== null) {
    const { row, column, value } = standing;
    return isBlank(value) ? { row, column, cells: [fiscalYear] } : null;
  }
  const beside = afterYearCell(rows);
  const header = supportHeader(rows);
  if (beside === null || header === null || beside.row >= header.row) return null;
  const filled = rows[beside.row]!.reduce<number>((end, cell, index) => (isBlank(cell) ? end : index + 1), 0);
  return { row: beside.row, column: Math.max(TITLE_WIDTH, filled), cells: [LOG_YEAR_LABEL, fiscalYear] };
}
