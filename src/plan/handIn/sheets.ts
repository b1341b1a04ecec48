/** Which sheets of a workbook are for handing in. Lists, records of support and exports name persons and never are. */
import {
  ANALYSIS_DATA_SHEET,
  AREA_RECORD_SHEET,
  MIDTERM_SHEET,
  MIDTERM_WORKING_SHEET,
  ONE_PAGE_SHEET,
  RECORD_SHEET,
} from '../sheetNames';

const HAND_IN_SHEETS: ReadonlySet<string> = new Set([
  '共通評価指標',
  '共通評価指標_一覧',
  '経年比較',
  '圏域別',
  'Ⅰ基本的事項',
  'Ⅱ分析と課題',
  'Ⅲ計画全体',
  'Ⅴその他',
  '計画書',
  '実績報告書',
  '事業評価',
  '取組状況一覧',
  'モデル事業',
  '集約',
  '協働事業計画書',
  ONE_PAGE_SHEET,
  AREA_RECORD_SHEET,
]);

export function isHandInSheet(name: string): boolean {
  return HAND_IN_SHEETS.has(name) || /^Ⅳ-\d+ /u.test(name);
}

/** Sheets of ours that are never handed in, and that figures of the others are taken from. They name no person. */
const READ_BEHIND: ReadonlySet<string> = new Set([
  RECORD_SHEET,
  MIDTERM_SHEET,
  MIDTERM_WORKING_SHEET,
  '通いの場記録',
  ANALYSIS_DATA_SHEET,
]);

export function isReadBehind(name: string): boolean {
  return READ_BEHIND.has(name);
}
