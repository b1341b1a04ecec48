/**
 * The member table: every type and member of the Excel object model that the host serves. What is not here answers
 * ApiNotFound and is recorded.
 *
 * | type | served |
 * |---|---|
 * | Workbook | name, application, worksheets, names, tables, settings, getActiveCell, getSelectedRange, insertWorksheetsFromBase64 |
 * | Application | calculate, calculationMode, calculationState, suspendApiCalculationUntilNextSync, suspendScreenUpdatingUntilNextSync |
 * | WorksheetCollection, Worksheet | add, getItem(OrNullObject), order, names, visibility, tab colour, gridlines, ranges, copy, delete, activate; onChanged, onAdded, onDeleted, onCalculated, onActivated, onDeactivated |
 * | WorksheetFreezePanes, PageLayout, HeaderFooter, WorksheetCustomProperty, WorksheetProtection | all that the sheets of a plan need |
 * | Range | values, formulas, text, valueTypes, numberFormat, address and sizes, hidden, hyperlink, format, dataValidation; other ranges from one; clear, copyFrom (no transpose), merge, select |
 * | RangeFormat, RangeFill, RangeFont, RangeBorder, FormatProtection, DataValidation | reading and writing |
 * | Table, TableColumn, TableRow | tables with a header row; rows are added at the end |
 * | NamedItem, Setting | reading, writing, deleting |
 * | CustomFunctions | the answers of custom functions |
 *
 * Not served: charts, pivot tables, conditional formats, comments, shapes, filters and sorting, inserting and deleting
 * cells, RangeAreas, names that belong to one sheet.
 */
import {
  borderCollectionMembers,
  borderMembers,
  dataValidationMembers,
  formatProtectionMembers,
  rangeFillMembers,
  rangeFontMembers,
  rangeFormatMembers,
} from './format';
import { rangeMembers } from './range';
import {
  tableCollectionMembers,
  tableColumnCollectionMembers,
  tableColumnMembers,
  tableMembers,
  tableRowCollectionMembers,
  tableRowMembers,
} from './table';
import type { MemberTable } from './types';
import {
  addinServiceMembers,
  applicationMembers,
  customFunctionsMembers,
  namedItemCollectionMembers,
  namedItemMembers,
  settingCollectionMembers,
  settingMembers,
  workbookMembers,
} from './workbook';
import {
  customPropertyCollectionMembers,
  customPropertyMembers,
  freezePanesMembers,
  headerFooterGroupMembers,
  headerFooterMembers,
  pageLayoutMembers,
  protectionMembers,
  worksheetCollectionMembers,
  worksheetMembers,
} from './worksheet';

export const MEMBERS: MemberTable = {
  Workbook: workbookMembers,
  Application: applicationMembers,
  WorksheetCollection: worksheetCollectionMembers,
  Worksheet: worksheetMembers,
  WorksheetFreezePanes: freezePanesMembers,
  PageLayout: pageLayoutMembers,
  HeaderFooterGroup: headerFooterGroupMembers,
  HeaderFooter: headerFooterMembers,
  WorksheetCustomPropertyCollection: customPropertyCollectionMembers,
  WorksheetCustomProperty: customPropertyMembers,
  WorksheetProtection: protectionMembers,
  Range: rangeMembers,
  RangeFormat: rangeFormatMembers,
  RangeFill: rangeFillMembers,
  RangeFont: rangeFontMembers,
  RangeBorderCollection: borderCollectionMembers,
  RangeBorder: borderMembers,
  FormatProtection: formatProtectionMembers,
  DataValidation: dataValidationMembers,
  TableCollection: tableCollectionMembers,
  Table: tableMembers,
  TableColumnCollection: tableColumnCollectionMembers,
  TableColumn: tableColumnMembers,
  TableRowCollection: tableRowCollectionMembers,
  TableRow: tableRowMembers,
  NamedItemCollection: namedItemCollectionMembers,
  NamedItem: namedItemMembers,
  SettingCollection: settingCollectionMembers,
  Setting: settingMembers,
  CustomFunctions: customFunctionsMembers,
  AddinInternalService: addinServiceMembers,
};
