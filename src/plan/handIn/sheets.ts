/** Which sheets of a workbook are for handing in. Lists, records of support and exports name persons and never are. */
import {
  ACTIVITY_SHEET,
  ANALYSIS_DATA_SHEET,
  ANALYSIS_SHEET,
  AREAS_SHEET,
  BASICS_SHEET,
  COLLABORATION_SHEET,
  COLLECTION_SHEET,
  COMMON_INDICATORS_SHEET,
  EVALUATION_SHEET,
  GATHERINGS_SHEET,
  INDICATOR_LIST_SHEET,
  isProgrammeSheet,
  MIDTERM_SHEET,
  MIDTERM_WORKING_SHEET,
  MODEL_PROJECTS_SHEET,
  OTHERS_SHEET,
  PLAN_DOCUMENT_SHEET,
  RECORD_SHEET,
  RESULT_REPORT_SHEET,
  TREND_SHEET,
  WHOLE_SHEET,
} from '../sheetNames';

const HAND_IN_SHEETS: ReadonlySet<string> = new Set([
  COMMON_INDICATORS_SHEET,
  INDICATOR_LIST_SHEET,
  TREND_SHEET,
  AREAS_SHEET,
  BASICS_SHEET,
  ANALYSIS_SHEET,
  WHOLE_SHEET,
  OTHERS_SHEET,
  PLAN_DOCUMENT_SHEET,
  RESULT_REPORT_SHEET,
  EVALUATION_SHEET,
  ACTIVITY_SHEET,
  MODEL_PROJECTS_SHEET,
  COLLECTION_SHEET,
  COLLABORATION_SHEET,
]);

export function isHandInSheet(name: string): boolean {
  return HAND_IN_SHEETS.has(name) || isProgrammeSheet(name);
}

/** Sheets of ours that are never handed in, and that figures of the others are taken from. They name no person. */
const READ_BEHIND: ReadonlySet<string> = new Set([
  RECORD_SHEET,
  MIDTERM_SHEET,
  MIDTERM_WORKING_SHEET,
  GATHERINGS_SHEET,
  ANALYSIS_DATA_SHEET,
]);

export function isReadBehind(name: string): boolean {
  return READ_BEHIND.has(name);
}
