/** A workbook to look at: nothing that is typed, pasted, dragged or chosen from a menu changes it. */
import { CommandType, CustomCommandExecutionError, ICommandService } from '@univerjs/core';
import type { Book } from '../../book/book';
import type { Screen } from './screen';

/** Changes of the sheets themselves; scrolling, selecting and the calculation are others. */
const CHANGE = /^sheet\.mutation\./;

/** From now on every change by the person in front of the screen is refused, and `tell` is called for each. */
export function makeReadOnly(book: Book, screen: Screen, tell: () => void): void {
  book.univer.injector.get(ICommandService).beforeCommandExecuted(({ id, type }) => {
    if (screen.busy || type !== CommandType.MUTATION || !CHANGE.test(id)) return;
    tell();
    // Univer takes this error for a command that was cancelled.
    throw new CustomCommandExecutionError(`read only: ${id}`);
  });
}
