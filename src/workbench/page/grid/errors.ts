/** What the pointer over an error value says: the sentence of the add-in's function, where one came with it. */
import { CellAlertManagerService } from '@univerjs/sheets-ui';
import type { Book } from '../../book/book';

/** Title and text for error values; where the function gave no sentence Univer's own words stay. */
export function explainErrors(book: Book): void {
  const alerts = book.univer.injector.get(CellAlertManagerService);
  const showAlert = alerts.showAlert.bind(alerts);
  alerts.showAlert = (alert) => {
    const { subUnitId, row, col } = alert.location;
    const value = book.sheetById(subUnitId)?.value(row, col);
    const note = book.functions.messageAt(subUnitId, row, col);
    showAlert(note === null || note.error !== value ? alert : { ...alert, title: note.error, message: note.message });
  };
}
