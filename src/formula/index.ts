/** The door of the room formula: formulas as text, their tokens, references and calls, and addresses of cells. */
export {
  cellAddress,
  columnLetters,
  columnNumber,
  MAX_COLUMNS,
  MAX_ROWS,
  parseRect,
  rectAddress,
  type Rect,
} from './address';
export { callsIn, isSingleCall, type Call } from './calls';
export {
  boundToSheet,
  copiedFormula,
  moveReferences,
  rangeOfToken,
  rangesIn,
  withQuotedSheets,
  withSheetRenamed,
  type Move,
  type NamedRange,
  type Place,
} from './references';
export { isSameSheet, quoteSheetName, splitSheet } from './sheetName';
export { printTokens, tokenise, type NameToken, type PlainToken, type ReferenceToken, type Token } from './tokens';
