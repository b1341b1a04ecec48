/** Numbers that came with a format of their own, shown under it in the grid. */
import { InterceptorEffectEnum } from '@univerjs/core';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/sheets';
import type { Book } from '../../book/book';

/** Before the formats of cells: where a cell has one of its own, that one shows the number. */
const PRIORITY = 20;

export function showValueFormats(book: Book): void {
  book.univer.injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: PRIORITY,
    effect: InterceptorEffectEnum.Value,
    handler: (cell, { subUnitId, row, col }, next) => {
      const sheet = typeof cell?.v === 'number' ? book.sheetById(subUnitId) : undefined;
      if (sheet === undefined || book.functions.formatAt(subUnitId, row, col, cell!.v) === null) return next(cell);
      if ((sheet.style(row, col).numberFormat ?? 'General') !== 'General') return next(cell);
      return next({ ...cell, v: sheet.text(row, col) });
    },
  });
}
