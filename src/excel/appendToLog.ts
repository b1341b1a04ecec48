/** Persons added below what stands on 支援記録; nothing that was typed is written over. */
import { cellAddress, rectAddress } from '../formula';
import { AnalystError, type Cell, type PersonTable } from '../kdb';
import { SHEET_ROWS, SUPPORT_SHEET, type SpecValue } from '../plan';
import {
  additionsTo,
  draftCell,
  SUPPORT_TABLE,
  validationOf,
  yearMarkFor,
  type Additions,
  type SupportDraft,
} from '../plan/support';
import { bringBackOf } from './cellChanges';
import { isSupported, validate } from './dressSheet';
import { takenBackOnError } from './goBack';
import { complete, type Unfinished } from './journal';
import { refuseProtectedSheets } from './protection';
import { readLayouts } from './sheetLayout';
import { refusable, sendOrSkip, type Step } from './steps';
import { offerUndo } from './undo';

/** Queues the cells of new persons: only the columns that we fill, each by itself, wherever the analyst moved it. */
function writeAdditions(sheet: Excel.Worksheet, { header, drafts }: Additions, at: number): void {
  const texts: SpecValue[] = [];
  for (const { index, column } of header.columns) {
    const range = sheet.getRangeByIndexes(at, index, drafts.length, 1);
    if (column.format !== undefined) range.numberFormat = column.format as unknown as string[][];
    const rule = validationOf(column);
    if (rule !== null && isSupported('1.8')) {
      validate(sheet, { row: at, column: index, rows: drafts.length, columns: 1, ...rule });
    }
    texts.length = 0;
    texts.push(...drafts.map((draft) => draftCell(draft, column)));
    if (texts.some((value) => value !== '')) range.values = texts.map((value) => [value]);
  }
}

interface StandingTable {
  readonly name: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The table of the log with its range; null where it is gone. It bears a number where another sheet has one of the name. */
async function standingTable(context: Excel.RequestContext): Promise<StandingTable | null> {
  const { tables } = context.workbook.worksheets.getItem(SUPPORT_SHEET);
  tables.load('items/name');
  await context.sync();
  const table = tables.items.find(({ name }) => name === SUPPORT_TABLE || name.startsWith(`${SUPPORT_TABLE}_`));
  if (table === undefined) return null;
  const { name } = table;
  const range = table.getRange().load(['rowIndex', 'columnIndex', 'rowCount', 'columnCount']);
  await context.sync();
  return { name, row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount };
}

/** Adds persons below what stands; nothing that stands is written to. Throws support.below where the cells are taken. */
export async function append(
  context: Excel.RequestContext,
  rows: readonly (readonly Cell[])[],
  drafts: readonly SupportDraft[],
  tables: readonly PersonTable[],
  fiscalYear: number | null,
): Promise<Additions> {
  const additions = additionsTo(rows, drafts, tables);
  const count = additions.drafts.length;
  if (count === 0) return additions;
  const sheet = context.workbook.worksheets.getItem(SUPPORT_SHEET);
  const table = await standingTable(context);
  const at = Math.max(additions.end, table === null ? 0 : table.row + table.rows);
  if (at + count > SHEET_ROWS) throw new AnalystError('support.tooLong', { rows: at + count });
  const strange = rows.findIndex(
    (cells, row) => row >= (table === null ? at : table.row + table.rows) && hasNoNumber(cells, additions),
  );
  if (strange >= 0) throw new AnalystError('support.below', { cell: cellAddress(strange, 0) });
  await refuseProtectedSheets(context, [SUPPORT_SHEET]);
  sheet.load('id');
  const layouts = await readLayouts(context, new Map([[SUPPORT_SHEET, { rows: at + count, columns: 1 }]]));
  await context.sync();
  const on = { sheet: sheet.id, name: SUPPORT_SHEET };
  const mark = fiscalYear === null ? null : yearMarkFor(rows, fiscalYear);
  const marked = mark === null ? [] : [{ row: mark.row, column: mark.column, rows: 1, columns: mark.cells.length }];
  const unfinished: Unfinished = {
    empty: [
      ...additions.header.columns.map(({ index }) => ({ ...on, row: at, column: index, rows: count, columns: 1 })),
      ...marked.map((cells) => ({ ...on, ...cells })),
    ],
    tables: table === null ? [] : [{ sheet: sheet.id, name: table.name, address: rectAddress(table) }],
    layouts: [...layouts.values()].map((layout) => ({ ...on, layout })),
  };
  await takenBackOnError(context, unfinished, async () => {
    writeAdditions(sheet, additions, at);
    if (mark !== null) sheet.getRangeByIndexes(mark.row, mark.column, 1, mark.cells.length).values = [[...mark.cells]];
    if (table !== null) {
      const end = at + count - table.row;
      sheet.tables.getItem(table.name).resize(sheet.getRangeByIndexes(table.row, table.column, end, table.columns));
    }
    complete(context);
    await context.sync();
  });
  offerUndo(bringBackOf(unfinished));
  await sendOrSkip(context, printTo(sheet, additions, at + count));
  return additions;
}

/** The added persons are printed too, up to the column メモ. */
function printTo(sheet: Excel.Worksheet, { header }: Additions, rows: number): Step[] {
  if (!isSupported('1.9')) return [];
  const memo = header.columns.find(({ column }) => column.id === 'memo')?.index;
  const last = memo ?? Math.max(...header.columns.map(({ index }) => index));
  const print = (): void => sheet.pageLayout.setPrintArea(sheet.getRangeByIndexes(0, 0, rows, last + 1));
  return [refusable(`${SUPPORT_SHEET} の印刷範囲`, print)];
}

/** A line below the table that is no person: a remark, a sum. */
function hasNoNumber(cells: readonly Cell[], { header }: Additions): boolean {
  const number = header.columns.find(({ column }) => column.id === 'personId')!.index;
  return (cells[number] === null || cells[number] === undefined) && cells.some((cell) => cell !== null && cell !== '');
}
