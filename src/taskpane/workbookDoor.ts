/** The door filled with the real workbook: the functions of the room excel, shaped for the pane. */
import { extract, importFiles, inspectWorkbook, restoreDefaults, selectRow, showConditions } from '../excel';
import { CRITERIA_VERSION } from '../criteria';
import type { ExcelDoor } from './door';
import { describeConditions } from './model/conditions';

export const workbookDoor: ExcelDoor = {
  async inspect(options) {
    const { readiness, settings, ...view } = await inspectWorkbook(options);
    return { ...view, conditions: describeConditions(settings, readiness), criteriaVersion: CRITERIA_VERSION };
  },
  extract,
  async importFiles(files, options) {
    await importFiles(files, options);
  },
  openConditions: showConditions,
  restoreDefaults,
  openSheet: (name) => selectRow(name, 1),
};
