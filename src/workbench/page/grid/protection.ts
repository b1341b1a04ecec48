/** A protected sheet at the screen: its locked cells take nothing that is typed, pasted, cleared or dragged, as in Excel. */
import { CommandType, type ICommandInfo, ObjectMatrix } from '@univerjs/core';
import {
  AddWorksheetMergeMutation,
  InsertColMutation,
  InsertRowMutation,
  type ISetRangeValuesMutationParams,
  MoveColsMutation,
  MoveRangeMutation,
  MoveRowsMutation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveWorksheetMergeMutation,
  ReorderRangeMutation,
  SetRangeValuesMutation,
} from '@univerjs/sheets';
import { SetCellEditVisibleOperation } from '@univerjs/sheets-ui';
import type { Rect } from '../../book/rect';
import type { Book } from '../../book/book';
import type { Sheet } from '../../book/sheet';
import type { Guard } from './guard';
import { toRect } from './layout';
import type { Screen } from './screen';

const LOCKED =
  'このセルは保護されています。書きこめるのは色のついた欄と空いたセルです。数式を直すときは、作業ウィンドウの「様式の数式のセルを保護する」を外してください。';
const SHEET_CLOSED =
  'シートが保護されているため、できません。作業ウィンドウの「様式の数式のセルを保護する」を外してください。';

/** What Excel refuses on a protected sheet whatever the lock of the cells, but for what the protection allows. */
const ALLOWANCE: Readonly<Record<string, string | null>> = {
  [AddWorksheetMergeMutation.id]: null,
  [RemoveWorksheetMergeMutation.id]: null,
  [MoveColsMutation.id]: null,
  [MoveRowsMutation.id]: null,
  [InsertColMutation.id]: 'allowInsertColumns',
  [InsertRowMutation.id]: 'allowInsertRows',
  [ReorderRangeMutation.id]: 'allowSort',
};

interface Params {
  readonly subUnitId?: string;
  readonly range?: Parameters<typeof toRect>[0];
}

const isLocked = (sheet: Sheet, row: number, column: number): boolean => sheet.style(row, column).locked ?? true;

function hasLocked(sheet: Sheet, rect: Rect): boolean {
  for (let row = rect.row; row < rect.row + rect.rows; row += 1)
    for (let column = rect.column; column < rect.column + rect.columns; column += 1)
      if (isLocked(sheet, row, column)) return true;
  return false;
}

/** Whether the change writes into a locked cell; formats alone may change. */
function writesToLocked(sheet: Sheet, { cellValue }: ISetRangeValuesMutationParams): boolean {
  let found = false;
  new ObjectMatrix(cellValue ?? {}).forValue((row, column, cell) => {
    const isFormat = cell !== null && cell !== undefined && Object.keys(cell).every((key) => key === 's');
    if (!isFormat && isLocked(sheet, row, column)) found = true;
    return !found;
  });
  return found;
}

/** Why Excel would refuse this on a protected sheet; null where it would not. */
function refusalOf(sheet: Sheet, { id, params }: Readonly<ICommandInfo>): string | null {
  const options = sheet.layout.protectionOptions;
  if (id === SetRangeValuesMutation.id)
    return writesToLocked(sheet, params as ISetRangeValuesMutationParams) ? LOCKED : null;
  const { range } = (params ?? {}) as Params;
  if (id === RemoveRowMutation.id || id === RemoveColMutation.id) {
    // Only rows and columns of cells that are all open may go.
    const [axis, allowed] = id === RemoveRowMutation.id ? ['row', 'allowDeleteRows'] : ['column', 'allowDeleteColumns'];
    if (range === undefined || options[allowed!] !== true) return SHEET_CLOSED;
    const [rect, used] = [toRect(range), sheet.usedRect(false)];
    if (used === null) return null;
    const lines =
      axis === 'row'
        ? { ...used, row: rect.row, rows: rect.rows }
        : { ...used, column: rect.column, columns: rect.columns };
    return hasLocked(sheet, lines) ? LOCKED : null;
  }
  if (id === MoveRangeMutation.id) return SHEET_CLOSED;
  const allowance = ALLOWANCE[id];
  return allowance === undefined || (allowance !== null && options[allowance] === true) ? null : SHEET_CLOSED;
}

/** From now on what a protected sheet forbids is refused before it happens, and `tell` is called with the reason. */
export function enforceProtection(book: Book, guard: Guard, screen: Screen, tell: (reason: string) => void): void {
  guard.refuse((command, options) => {
    if (screen.busy || options?.fromFormula || options?.onlyLocal) return null;
    if (command.id === SetCellEditVisibleOperation.id) {
      const { activeSheet: sheet, selection } = book;
      const isOpening = (command.params as { visible?: boolean } | undefined)?.visible === true;
      const isClosed = sheet.layout.protected && isLocked(sheet, selection.row, selection.column);
      return isOpening && isClosed ? LOCKED : null;
    }
    const { subUnitId } = (command.params ?? {}) as Params;
    const sheet = subUnitId === undefined ? undefined : book.sheetById(subUnitId);
    return command.type === CommandType.MUTATION && sheet?.layout.protected === true ? refusalOf(sheet, command) : null;
  }, tell);
}
