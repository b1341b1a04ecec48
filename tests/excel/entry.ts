/** What the test page loads in place of the task pane: the room excel, open to the tests, and the ribbon commands. */
import * as door from '../../src/excel';
import { extract } from '../../src/excel/extract';
import { changeAfterYear, readAfterYear } from '../../src/excel/afterYear';
import { importFiles } from '../../src/excel/importFiles';
import { formsStatus, refreshValues, writeForms } from '../../src/excel/forms';
import { chooseRecorded, recordChoices, takeOlderRecord } from '../../src/excel/record';
import { bindSelected } from '../../src/excel/binding';
import { replaceSheets } from '../../src/excel/replaceSheets';

declare global {
  interface Window {
    room: typeof door & {
      extract: typeof extract;
      importFiles: typeof importFiles;
      changeAfterYear: typeof changeAfterYear;
      readAfterYear: typeof readAfterYear;
      takeOlderRecord: typeof takeOlderRecord;
      recordChoices: typeof recordChoices;
      chooseRecorded: typeof chooseRecorded;
      bindSelected: typeof bindSelected;
    };
    /** For sheets that no command writes. */
    replaceSheets: typeof replaceSheets;
    /** For one group of forms by itself. */
    writeForms: typeof writeForms;
    formsStatus: typeof formsStatus;
    refreshValues: typeof refreshValues;
    /** How a pane would take part in a command; set by tests. */
    commandOptions?: door.CommandOptions;
  }
}

window.room = {
  ...door,
  extract,
  importFiles,
  changeAfterYear,
  readAfterYear,
  takeOlderRecord,
  recordChoices,
  chooseRecorded,
  bindSelected,
};
window.replaceSheets = replaceSheets;
window.writeForms = writeForms;
window.formsStatus = formsStatus;
window.refreshValues = refreshValues;
void Office.onReady(() => door.registerCommands(() => window.commandOptions ?? {}));
