/** What the test page loads in place of the task pane: the room excel, open to the tests, and the ribbon commands. */
import * as door from '../../src/excel';
import { extract } from '../../src/excel/extract';
import { changeAfterYear, readAfterYear } from '../../src/excel/afterYear';
import { importFiles } from '../../src/excel/importFiles';
import { formsStatus, refreshValues, writeForms } from '../../src/excel/forms';
import { chooseRecorded, recordChoices, takeOlderRecord } from '../../src/excel/record';
import { bindSelected } from '../../src/excel/binding';
import { makeLetters, makePersonPages } from '../../src/excel/personPages';
import { showPerson } from '../../src/excel/people';
import { chooseRole, hideNames, protectFormulas, readPreferences } from '../../src/excel/preferences';
import { replaceSheets } from '../../src/excel/replaceSheets';
import { splitList } from '../../src/excel/splitList';
import { startSupportFor } from '../../src/excel/support';

const daily = {
  makeLetters,
  makePersonPages,
  showPerson,
  chooseRole,
  hideNames,
  protectFormulas,
  readPreferences,
  splitList,
  startSupportFor,
};

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
    /** What the pane loads for the work with lists and forms. */
    daily: typeof daily;
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
window.daily = daily;
window.replaceSheets = replaceSheets;
window.writeForms = writeForms;
window.formsStatus = formsStatus;
window.refreshValues = refreshValues;
void Office.onReady(() => door.registerCommands(() => window.commandOptions ?? {}));
