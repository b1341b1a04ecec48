/** The door of the room excel: the only room that talks to Office.js. */
export type { CommandDetail, Dataset, ExtractionResult, FormsWritten, Inspection, Line, Target } from './types';
export { inSlices, type Progress, type WorkOptions } from './work';
export type { ExtractOptions } from './extract';
export { inspectWorkbook } from './inspect';
export { conditionsNow, currentAggregates, currentDataset } from './dataset';
export { healFormulas } from './healFormulas';
export { hasCustomFunctions } from './functionSupport';
export { callBegins, startWorkbook } from './start';
export { session, startSession, type Session } from './session';
export { hashSteps } from './contentHash';
export {
  applySettings,
  changeFiscalYear,
  changeListColumns,
  ensureConditionsSheet,
  restoreDefaults,
  selectedRange,
  selectRow,
  showConditions,
  writeFormula,
} from './doors';
export { keepConditionSets, readConditionSets, type ConditionSet } from './conditionSets';
export { onWorkbookChanged } from './events';
export { giveUp } from './giveUp';
export { closeUndo, undoLastWrite } from './undo';
export type { Imported, PickedFile } from './importFiles';
export { COMMAND_EVENT, registerCommands, runCommand, type CommandOptions } from './commands';
export { includeHiddenSheets } from './hiddenSheets';
export { mapColumns, suggestionsFor } from './mappings';
