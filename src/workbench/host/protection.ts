/** What protection forbids: writes to the locked cells of a protected sheet, and changes of a protected structure. */
import { isUnbounded } from '../book/rect';
import type { Book } from '../book/book';
import { BookError } from '../book/errors';
import { Sheet } from '../book/sheet';
import { Table } from '../book/table';
import type { RangeTarget } from './members/range';
import type { Ref } from './members/types';

/** Members that change which sheets there are, how they are called or whether they are seen. */
const STRUCTURE: Readonly<Record<string, readonly string[]>> = {
  WorksheetCollection: ['Add'],
  Worksheet: ['Delete', 'Copy', 'Name', 'Visibility', 'Position'],
  Workbook: ['InsertWorksheetsFromBase64'],
};

/** Methods that write to the cells or objects of a sheet; every setter of these types does. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  Range: ['Clear', 'CopyFrom', 'Merge', 'Unmerge', 'Insert', 'Delete', 'ClearOrResetContents'],
  RangeFormat: ['AutofitColumns', 'AutofitRows'],
  RangeFill: ['Clear'],
  RangeFont: [],
  RangeBorder: [],
  FormatProtection: [],
  DataValidation: ['Clear'],
  TableCollection: ['Add'],
  Table: ['ConvertToRange', 'Delete', 'Resize'],
  TableRowCollection: ['Add'],
  ChartCollection: ['Add'],
  Chart: ['Delete', 'SetData', 'SetPosition'],
};
/** Setters that only need their cells to be unlocked. */
const CONTENTS = new Set(['Values', 'Formulas', 'FormulasLocal']);

function sheetOf(target: unknown): Sheet | null {
  if (target instanceof Sheet) return target;
  if (target instanceof Table) return target.sheet;
  const { sheet } = (target ?? {}) as { sheet?: unknown };
  return sheet instanceof Sheet ? sheet : null;
}

function isUnlocked({ sheet, rect }: RangeTarget): boolean {
  if (isUnbounded(rect)) return false;
  for (let row = rect.row; row < rect.row + rect.rows; row += 1)
    for (let column = rect.column; column < rect.column + rect.columns; column += 1)
      if (sheet.style(row, column).locked !== false) return false;
  return true;
}

/** Throws AccessDenied where a call of a method or a setter is forbidden. */
export function checkProtection(book: Book, ref: Ref, member: string, kind: 'method' | 'setter'): void {
  if (book.structureProtected && STRUCTURE[ref.type]?.includes(member))
    throw new BookError('AccessDenied', 'The structure of the workbook is protected.');
  const writing = WRITES[ref.type];
  if (writing === undefined || (kind === 'method' && !writing.includes(member))) return;
  if (sheetOf(ref.target)?.layout.protected !== true) return;
  if (kind === 'setter' && CONTENTS.has(member) && isUnlocked(ref.target as RangeTarget)) return;
  throw new BookError('AccessDenied');
}
