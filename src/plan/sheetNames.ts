/** The names of our sheets, tables and cells: what is ours in a workbook, and what is the analyst's. */
import { CRITERIA, criterionById, NATIONAL_CRITERIA, type CriterionId } from '../criteria';
import {
  COMMON_INDICATORS_SHEET,
  CONDITIONS_SHEET,
  EVERYBODY_SHEET,
  INTAKE_SHEET,
  isFrameworkSheet,
  isProgrammeSheet,
  isSplitList,
  isTemporarySheet,
  LIST_PREFIX,
} from '../kdb/ownSheets';

export * from '../kdb/ownSheets';

/** Heads the column of 共通評価指標 that its formulas read: the 圏域 as a filter. */
export const FILTER_HEADING = '絞り込み';
/** Cells that formulas and the command line address by name. */
export const NAMED_CELLS = {
  stamp: 'IKKATSU_データ',
  fiscalYear: 'IKKATSU_抽出年度',
  referenceDate: 'IKKATSU_基準日',
  joinByBirth: 'IKKATSU_生年月日で結合',
  withoutLeavers: 'IKKATSU_資格喪失者を除く',
  excludedPersons: 'IKKATSU_対象外者数',
} as const;

/** 抽出_<名>, e.g. 抽出_低栄養. */
export function extractionSheetName(id: CriterionId): string {
  return `${LIST_PREFIX}${criterionById(id).name}`;
}

/** True for a list of persons: 抽出_対象者一覧, 抽出_<名>. */
export function isPersonList(name: string): boolean {
  return LISTS.has(name);
}

/** A sheet name of Excel has so many characters at most. */
const MOST_LETTERS = 31;

/** The persons of 対象者一覧 of one 圏域 or one 担当, e.g. 対象者（北部）. */
export function splitListName(part: string): string {
  const plain = part.replace(/[\\/?*[\]:：']/gu, '・').trim();
  return `対象者（${[...plain].slice(0, MOST_LETTERS - 5).join('')}）`;
}

/** The name of the Excel table on the sheet of a purpose; table names take no brackets. */
export function extractionTableName(id: CriterionId): string {
  return `IKKATSU_${id}`;
}

const LISTS = new Set([EVERYBODY_SHEET, ...CRITERIA.map(({ id }) => extractionSheetName(id))]);

/** True for a sheet that the add-in writes; every other sheet belongs to the analyst. */
export function isOurSheet(name: string): boolean {
  return (
    isFrameworkSheet(name) || LISTS.has(name) || isTemporarySheet(name) || isSplitList(name) || isProgrammeSheet(name)
  );
}

/** The sheets that an extraction under the default conditions writes, in the order of their tabs. */
export function extractionSheets(): string[] {
  return [
    INTAKE_SHEET,
    CONDITIONS_SHEET,
    EVERYBODY_SHEET,
    ...NATIONAL_CRITERIA.map(({ id }) => extractionSheetName(id)),
    COMMON_INDICATORS_SHEET,
  ];
}
