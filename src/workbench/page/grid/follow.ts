/** Tells the workbook what the person at the screen does: entries, formats, sheets, rows and columns, selections. */
import {
  BooleanNumber,
  type ICellData,
  ICommandService,
  type ICommandInfo,
  type IExecutionOptions,
  type IObjectMatrixPrimitiveType,
  type Nullable,
  ObjectMatrix,
  RANGE_TYPE,
} from '@univerjs/core';
import { IDefinedNamesService, RemoveDefinedNameMutation, SetDefinedNameMutation } from '@univerjs/engine-formula';
import {
  AddWorksheetMergeMutation,
  InsertColMutation,
  InsertRowMutation,
  InsertSheetMutation,
  type ISetRangeValuesMutationParams,
  type ISetSelectionsOperationParams,
  MoveColsMutation,
  MoveRangeMutation,
  MoveRowsMutation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveSheetMutation,
  RemoveWorksheetMergeMutation,
  ReorderRangeMutation,
  SetColDataMutation,
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetFrozenMutation,
  SetRangeValuesMutation,
  SetRowDataMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetSelectionsOperation,
  SetTabColorMutation,
  SetWorksheetActiveOperation,
  SetWorksheetColWidthMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
  SetWorksheetRowHeightMutation,
  SetWorksheetRowIsAutoHeightMutation,
  ToggleGridlinesMutation,
} from '@univerjs/sheets';
import { MAX_COLUMNS, MAX_ROWS } from '../../../formula';
import { type Rect, WHOLE_SHEET } from '../../book/rect';
import type { Book } from '../../book/book';
import type { Sheet } from '../../book/sheet';
import { shiftAttachments, type Shift } from './attachments';
import { toRect } from './layout';
import type { Screen } from './screen';

const LAYOUT = new Set([
  AddWorksheetMergeMutation.id,
  RemoveWorksheetMergeMutation.id,
  SetColDataMutation.id,
  SetColHiddenMutation.id,
  SetColVisibleMutation.id,
  SetFrozenMutation.id,
  SetRowDataMutation.id,
  SetRowHiddenMutation.id,
  SetRowVisibleMutation.id,
  SetWorksheetColWidthMutation.id,
  SetWorksheetRowHeightMutation.id,
  SetWorksheetRowIsAutoHeightMutation.id,
  ToggleGridlinesMutation.id,
]);
const SHEETS = new Set([
  InsertSheetMutation.id,
  RemoveSheetMutation.id,
  SetTabColorMutation.id,
  SetWorksheetHideMutation.id,
  SetWorksheetNameMutation.id,
  SetWorksheetOrderMutation.id,
]);
const SHIFTS: Readonly<Record<string, Omit<Shift, 'at' | 'count'>>> = {
  [InsertRowMutation.id]: { axis: 'row', inserted: true },
  [RemoveRowMutation.id]: { axis: 'row', inserted: false },
  [InsertColMutation.id]: { axis: 'column', inserted: true },
  [RemoveColMutation.id]: { axis: 'column', inserted: false },
};
const MOVES = new Set([MoveRangeMutation.id, MoveRowsMutation.id, MoveColsMutation.id, ReorderRangeMutation.id]);
const NAMES = new Set([SetDefinedNameMutation.id, RemoveDefinedNameMutation.id]);

interface SheetParams {
  readonly subUnitId?: string;
  readonly range?: Parameters<typeof toRect>[0];
}

/** Follows the screen for as long as the workbook lives. */
export function followScreen(book: Book, screen: Screen): void {
  const commands = book.univer.injector.get(ICommandService);
  const spills = new SpillMemory(book);

  commands.onCommandExecuted((command, options) => {
    if (NAMES.has(command.id)) followNames(book);
    if (screen.busy || options?.fromFormula) return;
    const { subUnitId } = (command.params ?? {}) as SheetParams;
    const sheet = subUnitId === undefined ? undefined : book.sheetById(subUnitId);
    if (command.id === SetRangeValuesMutation.id && sheet) followValues(sheet, command, options, spills);
    else if (command.id === SetSelectionsOperation.id && sheet) followSelection(sheet, command, screen);
    else if (command.id === SetWorksheetActiveOperation.id && sheet) book.activate(sheet);
    else if (LAYOUT.has(command.id) && sheet) screen.layouts.follow(sheet);
    else if (SHEETS.has(command.id)) followSheets(book, command, screen);
    else if (command.id in SHIFTS || MOVES.has(command.id)) followMove(book, sheet, command, screen);
  });
}

/** Where formulas spilled after the last calculation: the engine forgets it before the screen tells of the edit. */
class SpillMemory {
  private ranges = new Map<string, Rect[]>();

  constructor(private readonly book: Book) {
    book.on((event) => {
      if (event.type !== 'calculated') return;
      this.ranges = new Map(book.sheets.map((sheet) => [sheet.id, book.spillRanges(sheet.id, true)]));
    });
  }

  touch(sheet: Sheet, rect: Rect): void {
    const ranges = (this.ranges.get(sheet.id) ?? []).filter((range) => overlap(range, rect));
    if (ranges.length > 0)
      this.book.calculation.touch({ ranges: ranges.map((range) => ({ sheetId: sheet.id, rect: range })) });
  }
}

function overlap(a: Rect, b: Rect): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}

function followValues(
  sheet: Sheet,
  command: Readonly<ICommandInfo>,
  options: IExecutionOptions | undefined,
  spills: SpillMemory,
): void {
  const { cellValue } = command.params as ISetRangeValuesMutationParams;
  if (!cellValue || options?.onlyLocal) return;
  const rect = changedRect(cellValue, sheet);
  if (!rect) return;
  spills.touch(sheet, rect);
  // The formulas themselves are already known to the engine: Univer's own controller registered them.
  sheet.book.cellsChanged(sheet, rect, {}, 'user', [rect]);
}

/** The rectangle around the cells whose content changed; null where only formats did. */
function changedRect(cells: IObjectMatrixPrimitiveType<Nullable<ICellData>>, sheet: Sheet): Rect | null {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  const matrix = sheet.worksheet.getCellMatrix();
  new ObjectMatrix(cells).forValue((row, column, cell) => {
    if (cell && Object.keys(cell).every((key) => key === 's')) return;
    plainText(matrix.getValue(row, column));
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  });
  return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

/** The workbook knows no formats inside of a cell: text of several lines becomes plain text. */
function plainText(cell: Nullable<ICellData>): void {
  if (!cell?.p) return;
  const stream = cell.p.body?.dataStream ?? '';
  cell.v = stream.replace(/\r\n$/, '').replace(/\r/g, '\n');
  delete cell.p;
}

function followSelection(sheet: Sheet, command: Readonly<ICommandInfo>, screen: Screen): void {
  const { selections } = command.params as ISetSelectionsOperationParams;
  const range = selections[selections.length - 1]?.range;
  if (!range || sheet !== sheet.book.activeSheet) return;
  const rect = toRect(range);
  if (range.rangeType === RANGE_TYPE.COLUMN) screen.selected({ ...rect, row: 0, rows: MAX_ROWS });
  else if (range.rangeType === RANGE_TYPE.ROW) screen.selected({ ...rect, column: 0, columns: MAX_COLUMNS });
  else screen.selected(rect);
}

function followSheets(book: Book, command: Readonly<ICommandInfo>, screen: Screen): void {
  book.followSheets();
  for (const { worksheet, layout } of book.sheets) {
    const { hidden, tabColor } = worksheet.getConfig();
    if (hidden !== BooleanNumber.TRUE) layout.visibility = 'Visible';
    else if (layout.visibility === 'Visible') layout.visibility = 'Hidden';
    layout.tabColor = tabColor ?? '';
  }
  if (command.id === InsertSheetMutation.id) for (const sheet of book.sheets) screen.layouts.follow(sheet);
  if (command.id === SetWorksheetOrderMutation.id || command.id === SetTabColorMutation.id) return;
  book.calculation.touch({ sheets: Object.fromEntries(book.sheets.map(({ id, name }) => [id, name])), all: true });
}

function followMove(book: Book, sheet: Sheet | undefined, command: Readonly<ICommandInfo>, screen: Screen): void {
  const shift = SHIFTS[command.id];
  const { range } = (command.params ?? {}) as SheetParams;
  if (shift && sheet && range) {
    const rect = toRect(range);
    const [at, count] = shift.axis === 'row' ? [rect.row, rect.rows] : [rect.column, rect.columns];
    shiftAttachments(book, sheet, { ...shift, at, count });
  }
  const touched = sheet ? [sheet] : book.sheets;
  for (const each of touched) {
    screen.layouts.follow(each);
    const used = each.usedRect(true) ?? { ...WHOLE_SHEET, rows: 1, columns: 1 };
    book.cellsChanged(each, used, {}, 'user', [used]);
  }
  book.calculation.touch({ sheets: Object.fromEntries(touched.map(({ id, name }) => [id, name])), all: true });
}

/** Names that the screen made or moved. The names that the workbook set itself are the same on both sides. */
function followNames(book: Book): void {
  const items = Object.values(book.univer.injector.get(IDefinedNamesService).getDefinedNameMap(book.unitId) ?? {});
  const present = new Set(items.map(({ name }) => name.toLowerCase()));
  for (const key of [...book.names.keys()]) if (!present.has(key)) book.names.delete(key);
  for (const { name, formulaOrRefString } of items) {
    const formula = `=${formulaOrRefString.replace(/^=/, '')}`;
    const known = book.findName(name);
    if (known) known.formula = formula;
    else book.names.set(name.toLowerCase(), { name, formula, comment: '', visible: true });
  }
}
