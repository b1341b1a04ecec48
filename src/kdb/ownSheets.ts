/** The names of the sheets that the add-in writes: what is ours in a workbook, and so never an export. */

/** The entrance: what stands in the workbook. */
export const CONTENTS_SHEET = '目次';
export const INTAKE_SHEET = '取込結果';
export const CONDITIONS_SHEET = '抽出条件';
/** Everybody who meets a purpose, each in one row. Exports are often named 対象者一覧, hence the mark that it is ours. */
export const EVERYBODY_SHEET = '抽出_対象者一覧';
/** Pages and letters for persons chosen on a list. */
export const PERSON_PAGES_SHEET = '個人票';
export const LETTERS_SHEET = '案内文';
export const MERGE_SHEET = '差し込み';
export const LETTER_TEXTS_SHEET = '案内文の文例';
export const COMMON_INDICATORS_SHEET = '共通評価指標';
/** Every common indicator with its comparisons, and several years side by side. */
export const INDICATOR_LIST_SHEET = '共通評価指標_一覧';
export const TREND_SHEET = '経年比較';
/** What was reached year by year, and what it means in the middle of the plan. */
export const RECORD_SHEET = '実績の記録';
export const MIDTERM_SHEET = '中間評価';
export const MIDTERM_WORKING_SHEET = '中間評価_計算';
/** The tables behind Ⅱ. */
export const ANALYSIS_DATA_SHEET = 'Ⅱ資料';
export const SELF_CHECK_SHEET = '自己点検';
export const SUPPORT_SHEET = '支援記録';
/** Sheets of unions and of their partners. */
export const ACTIVITY_SHEET = '取組状況一覧';
export const MODEL_PROJECTS_SHEET = 'モデル事業';
export const INCENTIVE_SHEET = '保険者インセンティブ';
export const COLLECTION_SHEET = '集約';
export const COLLABORATION_SHEET = '協働事業計画書';
/** One page for the council, and one page an area. */
export const ONE_PAGE_SHEET = '一枚でわかる';
export const AREA_RECORD_SHEET = '圏域カルテ';
/** Which cell of a template gets which figure. */
export const BINDING_SHEET = '様式の対応';
/** The parts of 計画様式 of 第3期データヘルス計画 as it names them; the programmes of Ⅳ stand on a sheet each. */
export const BASICS_SHEET = 'Ⅰ基本的事項';
export const ANALYSIS_SHEET = 'Ⅱ分析と課題';
export const WHOLE_SHEET = 'Ⅲ計画全体';
export const OTHERS_SHEET = 'Ⅴその他';
/** Comparisons that the parts rest on. */
export const AREAS_SHEET = '圏域別';
export const OVERLAP_SHEET = '目的の重なり';
export const QUESTIONNAIRE_SHEET = '質問票の分析';
/** What goes to the union and comes back as a report. */
export const PLAN_DOCUMENT_SHEET = '計画書';
export const RESULT_REPORT_SHEET = '実績報告書';
export const GATHERINGS_SHEET = '通いの場記録';
export const EVALUATION_SHEET = '事業評価';
export const EVALUATION_DETAILS_SHEET = '事業評価_詳細';

/** The sheets of the framework that stand alone in the contract; the numbered Ⅳ-n sheets follow a pattern. */
const FRAMEWORK_SHEETS: readonly string[] = [
  CONTENTS_SHEET,
  INTAKE_SHEET,
  CONDITIONS_SHEET,
  COMMON_INDICATORS_SHEET,
  INDICATOR_LIST_SHEET,
  TREND_SHEET,
  AREAS_SHEET,
  OVERLAP_SHEET,
  QUESTIONNAIRE_SHEET,
  BASICS_SHEET,
  ANALYSIS_SHEET,
  ANALYSIS_DATA_SHEET,
  WHOLE_SHEET,
  OTHERS_SHEET,
  RECORD_SHEET,
  MIDTERM_SHEET,
  MIDTERM_WORKING_SHEET,
  SELF_CHECK_SHEET,
  SUPPORT_SHEET,
  EVALUATION_SHEET,
  EVALUATION_DETAILS_SHEET,
  PLAN_DOCUMENT_SHEET,
  RESULT_REPORT_SHEET,
  GATHERINGS_SHEET,
  ONE_PAGE_SHEET,
  AREA_RECORD_SHEET,
  ACTIVITY_SHEET,
  MODEL_PROJECTS_SHEET,
  INCENTIVE_SHEET,
  COLLECTION_SHEET,
  COLLABORATION_SHEET,
  BINDING_SHEET,
  PERSON_PAGES_SHEET,
  LETTERS_SHEET,
  MERGE_SHEET,
  LETTER_TEXTS_SHEET,
];

/** Headings that stand on every list of ours and on no export: what tells a list that was renamed or copied. */
export const PRIORITY_HEADING = '優先度';
export const PURPOSE_COUNT_HEADING = '該当目的数';

/** True for the headings of a list that the add-in wrote, whatever its sheet or file is called. */
export const areOfOwnList = (headings: ReadonlySet<string>): boolean =>
  headings.has(PRIORITY_HEADING) && headings.has(PURPOSE_COUNT_HEADING);

/** The list of a purpose: 抽出_低栄養. */
export const LIST_PREFIX = '抽出_';
/** Sheets under construction begin with this; a left-over one is ours and may be removed. */
export const TEMPORARY_PREFIX = 'IKKATSU作成中_';

const FRAMEWORK = new Set(FRAMEWORK_SHEETS);
/** How the parts of the plan are spelt beside our own way. */
const OTHER_SPELLINGS = [
  /^I{1,3} ?(?:基本的事項|分析と課題|計画全体)$/u,
  /^[ⅠⅡⅢ] (?:基本的事項|分析と課題|計画全体)$/u,
  /^(?:V ?|Ⅴ )その他$/u,
  /^(?:Ⅳ|IV)-\d+/u,
];

/** True for the sheet of a programme: Ⅳ-1 低栄養. */
export const isProgrammeSheet = (name: string): boolean => /^Ⅳ-\d+ /u.test(name);

/** True for a part of 対象者一覧: 対象者（北部）. */
export const isSplitList = (name: string): boolean => /^対象者（.+）$/u.test(name);

/** True for a sheet that exists only while the add-in works, and is shown and read nowhere. */
export const isTemporarySheet = (name: string): boolean => name.startsWith(TEMPORARY_PREFIX);

/** True for a sheet of the framework; its lists and programmes are told by their own functions. */
export const isFrameworkSheet = (name: string): boolean => FRAMEWORK.has(name);

/** True for a sheet that is no source because the add-in wrote it, now or in an earlier version. */
export function isWrittenByAddin(name: string): boolean {
  return (
    isFrameworkSheet(name) ||
    isTemporarySheet(name) ||
    isSplitList(name) ||
    name.startsWith(LIST_PREFIX) ||
    OTHER_SPELLINGS.some((pattern) => pattern.test(name))
  );
}
