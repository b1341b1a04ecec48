/**
 * What is typed into a cell becomes what Excel would make of it: full-width digits, dates of the Japanese era, text
 * columns. What breaks the validation rule of its cell is taken back; what is calculated meanwhile leaves it alone.
 */
import { type ICellData, CellValueType } from '@univerjs/core';
import { AFTER_CELL_EDIT, SheetInterceptorService, VALIDATE_CELL } from '@univerjs/sheets';
import { IEditorBridgeService } from '@univerjs/sheets-ui';
import type { Book } from '../../book/book';
import { contentOfEntry } from '../../book/entry';
import { violationAt } from '../../book/validation';

/** Before the interceptors of Univer, which know fewer forms of numbers and dates. */
const FIRST = 1000;

export function enterLikeExcel(book: Book): void {
  book.univer.injector.get(SheetInterceptorService).writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
    priority: FIRST,
    handler: (cell, { subUnitId, row, col }, next) => {
      const sheet = book.sheetById(subUnitId);
      const typed = cell?.v;
      if (!sheet || !cell || typeof typed !== 'string' || typed === '' || cell.f || cell.p || cell.t) return next(cell);
      const content = contentOfEntry(typed, sheet.style(row, col).numberFormat ?? 'General');
      const { value, numberFormat } = content;
      if (value === null || content.formula) return next(cell);
      const entered: ICellData = { ...cell, v: typeof value === 'boolean' ? Number(value) : value, t: typeOf(value) };
      // Returned as it is: the next interceptor would make a number of the digits in a text column.
      return numberFormat ? { ...entered, s: book.styles.patch(cell.s, { numberFormat }) } : entered;
    },
  });
}

function typeOf(value: string | number | boolean): CellValueType {
  if (typeof value === 'number') return CellValueType.NUMBER;
  return typeof value === 'boolean' ? CellValueType.BOOLEAN : CellValueType.STRING;
}

/**
 * Keeps what is being typed. Univer begins an entry anew whenever a value arrives at its address, on whatever sheet: a formula
 * that was calculated meanwhile took the letters away. What the cell then holds is looked at when the entry ends.
 */
export function keepEntry(book: Book): void {
  const editor = book.univer.injector.get(IEditorBridgeService);
  const refresh = editor.refreshEditCellState.bind(editor);
  editor.refreshEditCellState = () => {
    if (!editor.isVisible().visible) refresh();
  };
}

/** Takes back what a validation rule forbids, and says why until an entry obeys. */
export function enforceValidation(book: Book, tell: (message: string) => void): void {
  let told = false;
  book.univer.injector.get(SheetInterceptorService).writeCellInterceptor.intercept(VALIDATE_CELL, {
    priority: FIRST,
    handler: (allowed, { subUnitId, row, col }, next) => {
      const sheet = book.sheetById(subUnitId);
      const violation = sheet ? violationAt(sheet, row, col) : null;
      if (violation !== null || told) tell(violation?.message ?? '');
      told = violation !== null;
      return violation?.style === 'Stop' ? Promise.resolve(false) : next(allowed);
    },
  });
}
