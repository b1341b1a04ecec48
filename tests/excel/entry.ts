/** What the test page loads in place of the task pane: the room excel, open to the tests, and the ribbon commands. */
import * as room from '../../src/excel';
import { formsStatus, writeForms } from '../../src/excel/forms';
import { replaceSheets } from '../../src/excel/replaceSheets';

declare global {
  interface Window {
    room: typeof room;
    /** For sheets that no command writes. */
    replaceSheets: typeof replaceSheets;
    /** For one group of forms by itself. */
    writeForms: typeof writeForms;
    formsStatus: typeof formsStatus;
    /** How a pane would take part in a command; set by tests. */
    commandOptions?: room.CommandOptions;
  }
}

window.room = room;
window.replaceSheets = replaceSheets;
window.writeForms = writeForms;
window.formsStatus = formsStatus;
void Office.onReady(() => room.registerCommands(() => window.commandOptions ?? {}));
