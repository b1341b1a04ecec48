/** The door of 支援記録: the sheet, what may be added to one that stands, and reading it back. */
export { supportColumnOf, SUPPORT_COLUMNS, type SupportColumn } from './columns';
export { readSupport, supportHeader, type SupportHeader } from './readSupport';
export {
  afterYearCell,
  columnsFor,
  draftCell,
  logYearCell,
  SUPPORT_TABLE,
  supportSheet,
  validationOf,
  yearMarkFor,
  type SupportDraft,
} from './supportSheet';
export { additionsTo, draftsOfList, fiscalYearOfList, type Additions } from './additions';
export { checkColumn, CHECK_HEADING, marksOf, OPEN_MARK, type CheckColumn } from './checkColumn';
export { identify, placeRecords, type Identified } from './placeRecords';
export { withReceiptWindows } from './receiptWindows';
export { personsOrNull, supportNotices } from './supportNotices';
export {
  basisOf,
  evaluateOf,
  evaluationOf,
  programmesOf,
  type EvaluationBasis,
  type OutcomeOptions,
} from './evaluation';
