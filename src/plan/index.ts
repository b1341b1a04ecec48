/** The door of the room plan: every sheet of ours as data, and the lists as CSV. */
export * from './sheetSpec';
export * from './chartSpec';
export * from './charts';
export { dataSheetLook, type DataSheetLook } from './dataSheet';
export {
  frozenRows,
  LEAST_SCALE,
  PAGE_MARGINS,
  pageBreaks,
  paperOf,
  printedArea,
  printedPages,
  printScale,
  repeatedRow,
  widthInPoints,
  type PrintedPage,
} from './pageBreaks';
export { GROUP_COLOUR, RULE_COLOUR, SHEET_FONT, STYLES, type Style, type StyleName } from './styles';
export { styleOf } from './textSize';
export {
  COMMON_INDICATORS_SHEET,
  CONDITIONS_SHEET,
  CONTENTS_SHEET,
  EVERYBODY_SHEET,
  extractionSheetName,
  extractionSheets,
  extractionTableName,
  INTAKE_SHEET,
  isOurSheet,
  isPersonList,
  isSplitList,
  LETTER_TEXTS_SHEET,
  LETTERS_SHEET,
  PERSON_PAGES_SHEET,
  isTemporarySheet,
  NAMED_CELLS,
  SUPPORT_SHEET,
  TEMPORARY_PREFIX,
} from './sheetNames';
export { extractionRows, type Extraction, type ExtractionList, type YearBefore } from './lists/extractionRows';
export { reasonText, shortReason } from './lists/reasons';
export { exclusionsOf, type TypedExclusion } from './excludedCell';
export {
  everybodySheet,
  everybodySheetSteps,
  extractionSheet,
  extractionSheetSteps,
  SHEET_ROWS,
} from './lists/extractionSheet';
export { readListWork, withoutWork, type ListWork } from './lists/work';
export {
  cellValue as conditionCellValue,
  CONDITIONS_KEYS,
  conditionsSheet,
  DEFAULT_CONDITIONS,
  wordingCells,
  type ConditionValues,
} from './conditionsSheet';
export { CONDITIONS_COLUMNS } from './conditionsColumns';
export { intakeOptions, referenceDateIn } from './intakeOptions';
export { readConditions, readFiscalYear, refuseForeignConditions } from './readConditions';
export { intakeSheet, type IntakeFacts } from './intakeSheet';
export { commonIndicatorsSheet } from './commonIndicatorsSheet';
export { csvOfList } from './csvOfList';
export { sourceName, STATUS_WORDS } from './words';
