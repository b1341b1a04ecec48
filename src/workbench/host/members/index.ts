/**
 * The member table: every type and member of the Excel object model that the host serves. What is not here answers
 * ApiNotFound and is recorded.
 *
 * | type | served |
 * |---|---|
 * | Workbook | name, application, worksheets, names, tables, settings, getActiveCell, getSelectedRange, insertWorksheetsFromBase64 |
 * | Application | calculate, calculationMode, calculationState, suspendApiCalculationUntilNextSync, suspendScreenUpdatingUntilNextSync |
 * | WorksheetCollection, Worksheet | add, getItem(OrNullObject), order, names, visibility, tab colour, gridlines, ranges, copy, delete, activate; onChanged, onAdded, onDeleted, onCalculated, onActivated, onDeactivated |
 * | WorksheetFreezePanes, PageLayout, PageBreak, HeaderFooter, WorksheetCustomProperty, WorksheetProtection | all that the sheets of a plan need |
 * | Range | values, formulas, text, valueTypes, numberFormat, address and sizes, hidden, hyperlink, format, dataValidation; other ranges from one; clear, copyFrom (no transpose), merge, select |
 * | RangeFormat, RangeFill, RangeFont, RangeBorder, FormatProtection, DataValidation | reading and writing |
 * | Table, TableColumn, TableRow | tables with a header row; rows are added at the end |
 * | NamedItem, Setting | reading, writing, deleting |
 * | ChartCollection, Chart | add from a range, getItem, setData, setPosition, sizes, types of bars, lines, areas, pies and scatter; series with values, colours, markers, lines and error bars; titles with parts, axes, legend with its entries |
 * | Shape | the alternative text of charts |
 * | CustomFunctions | the answers of custom functions |
 *
 * Not served: single points and data labels of charts, secondary axes, images of charts, pivot tables, conditional
 * formats, comments, other shapes, filters and sorting, inserting and deleting
 * cells, RangeAreas, names that belong to one sheet.
 */
import { chartCollectionMembers, chartMembers, shapeCollectionMembers, shapeMembers } from './chart';
import { errorBarsMembers, seriesCollectionMembers, seriesMembers } from './chartSeries';
import * as looks from './chartLooks';
import * as parts from './chartParts';
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
  runtimeMembers,
  applicationMembers,
  customFunctionsMembers,
  namedItemCollectionMembers,
  namedItemMembers,
  settingCollectionMembers,
  settingMembers,
  workbookMembers,
  workbookProtectionMembers,
} from './workbook';
import {
  customPropertyCollectionMembers,
  customPropertyMembers,
  freezePanesMembers,
  headerFooterGroupMembers,
  headerFooterMembers,
  pageBreakCollectionMembers,
  pageBreakMembers,
  pageLayoutMembers,
  protectionMembers,
  worksheetCollectionMembers,
  worksheetMembers,
} from './worksheet';

export const MEMBERS: MemberTable = {
  Workbook: workbookMembers,
  WorkbookProtection: workbookProtectionMembers,
  Application: applicationMembers,
  WorksheetCollection: worksheetCollectionMembers,
  Worksheet: worksheetMembers,
  WorksheetFreezePanes: freezePanesMembers,
  PageLayout: pageLayoutMembers,
  PageBreakCollection: pageBreakCollectionMembers,
  PageBreak: pageBreakMembers,
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
  ChartCollection: chartCollectionMembers,
  Chart: chartMembers,
  ChartSeriesCollection: seriesCollectionMembers,
  ChartSeries: seriesMembers,
  ChartErrorBars: errorBarsMembers,
  ChartAreaFormat: looks.chartAreaFormatMembers,
  ChartSeriesFormat: looks.seriesFormatMembers,
  ChartFill: looks.chartFillMembers,
  ChartBorder: looks.chartBorderMembers,
  ChartLineFormat: looks.chartLineFormatMembers,
  ChartFont: looks.chartFontMembers,
  ChartTitle: parts.chartTitleMembers,
  ChartTitleFormat: parts.chartTitleFormatMembers,
  ChartFormatString: parts.formatStringMembers,
  ChartAxes: parts.axesMembers,
  ChartAxis: parts.axisMembers,
  ChartAxisFormat: parts.axisFormatMembers,
  ChartAxisTitle: parts.axisTitleMembers,
  ChartAxisTitleFormat: parts.axisTitleFormatMembers,
  ChartGridlines: parts.gridlinesMembers,
  ChartGridlinesFormat: parts.gridlinesFormatMembers,
  ChartLegend: parts.legendMembers,
  ChartLegendFormat: parts.legendFormatMembers,
  ChartLegendEntryCollection: parts.legendEntryCollectionMembers,
  ChartLegendEntry: parts.legendEntryMembers,
  ShapeCollection: shapeCollectionMembers,
  Shape: shapeMembers,
  NamedItemCollection: namedItemCollectionMembers,
  NamedItem: namedItemMembers,
  SettingCollection: settingCollectionMembers,
  Setting: settingMembers,
  CustomFunctions: customFunctionsMembers,
  AddinInternalService: addinServiceMembers,
  AppRuntimeService: runtimeMembers,
  AppRuntimePersistenceService: runtimeMembers,
};
