/** The door of the room excel: the only room that talks to Office.js. */
export type { CommandDetail, Dataset, ExtractionResult, Inspection } from './types';
export type { Progress, WorkOptions } from './work';
export { extract, type ExtractOptions } from './extract';
export { inspectWorkbook } from './inspect';
export { conditionsNow, currentDataset } from './dataset';
export { hashOf } from './contentHash';
export { ensureConditionsSheet, restoreDefaults, selectRow, showConditions } from './doors';
export { importFiles, type PickedFile } from './importFiles';
export { COMMAND_EVENT, registerCommands, runCommand, type CommandOptions } from './commands';
