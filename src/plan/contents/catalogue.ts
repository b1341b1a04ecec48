/** What every sheet of ours is for and who gets it, as data: 目次 is made of this. */
import { CRITERIA } from '../../criteria';
import {
  ACTIVITY_SHEET,
  ANALYSIS_DATA_SHEET,
  ANALYSIS_SHEET,
  AREA_RECORD_SHEET,
  AREAS_SHEET,
  BASICS_SHEET,
  BINDING_SHEET,
  COLLABORATION_SHEET,
  COLLECTION_SHEET,
  COMMON_INDICATORS_SHEET,
  CONDITIONS_SHEET,
  EVALUATION_DETAILS_SHEET,
  EVALUATION_SHEET,
  EVERYBODY_SHEET,
  extractionSheetName,
  GATHERINGS_SHEET,
  INCENTIVE_SHEET,
  INDICATOR_LIST_SHEET,
  INTAKE_SHEET,
  isProgrammeSheet,
  isSplitList,
  LETTER_TEXTS_SHEET,
  LETTERS_SHEET,
  MERGE_SHEET,
  MIDTERM_SHEET,
  MIDTERM_WORKING_SHEET,
  MODEL_PROJECTS_SHEET,
  ONE_PAGE_SHEET,
  OTHERS_SHEET,
  OVERLAP_SHEET,
  PERSON_PAGES_SHEET,
  PLAN_DOCUMENT_SHEET,
  QUESTIONNAIRE_SHEET,
  RECORD_SHEET,
  RESULT_REPORT_SHEET,
  SELF_CHECK_SHEET,
  SUPPORT_SHEET,
  TREND_SHEET,
  WHOLE_SHEET,
} from '../sheetNames';

/** The groups of 目次, in their order. */
export const CONTENTS_GROUPS = [
  '準備',
  '対象者（個人情報・庁外に出さない）',
  '指標と分析',
  '計画',
  '報告と評価',
  '広域連合・協働',
  'その他',
] as const;
export type ContentsGroup = (typeof CONTENTS_GROUPS)[number];

/** Everything that is no sheet of ours: exports, notes. */
export const OTHER_SHEETS = '取り込んだデータ・ご自分のシート';

export interface ContentsEntry {
  readonly group: ContentsGroup;
  /** What the sheet is for, in one line. */
  readonly purpose: string;
  /** Who reads it or gets it. */
  readonly readers: string;
}

const ANALYSTS = '担当者';
const TEAM = '保健師・管理栄養士など';
const OFFICES = '庁内・広域連合';
const COUNCIL = '首長・議会・広域連合';

const entry = (group: ContentsGroup, purpose: string, readers: string): ContentsEntry => ({ group, purpose, readers });
const [PREPARATION, PERSONS, INDICATORS, PLAN, REPORT, UNION, OTHER] = CONTENTS_GROUPS;

const ENTRIES: ReadonlyMap<string, ContentsEntry> = new Map([
  [INTAKE_SHEET, entry(PREPARATION, '読み取ったファイル・行・列と、使わなかったものとその理由', ANALYSTS)],
  [CONDITIONS_SHEET, entry(PREPARATION, '抽出条件としきい値。書きかえると、抽出とセルの関数に効く', ANALYSTS)],
  [BINDING_SHEET, entry(PREPARATION, '提出先の様式のどのセルに、どの数字を書くか', ANALYSTS)],
  [EVERYBODY_SHEET, entry(PERSONS, 'どれかの目的に該当する人を 1 人 1 行で。担当・連絡日・結果も書ける', TEAM)],
  ...CRITERIA.map(({ id, name }): [string, ContentsEntry] => [
    extractionSheetName(id),
    entry(PERSONS, `「${name}」の対象者と理由`, TEAM),
  ]),
  [SUPPORT_SHEET, entry(PERSONS, '案内から支援、つなぎ、終了までの記録。事業評価のもと', TEAM)],
  [PERSON_PAGES_SHEET, entry(PERSONS, '訪問に持っていく 1 人 1 枚の紙', TEAM)],
  [LETTERS_SHEET, entry(PERSONS, '選んだ人への案内文。1 人 1 枚で印刷する', TEAM)],
  [MERGE_SHEET, entry(PERSONS, '宛名と文面の欄の表。Word の差し込み印刷に使う', TEAM)],
  [LETTER_TEXTS_SHEET, entry(PREPARATION, '案内文の文面。ここで書きかえる', ANALYSTS)],
  [GATHERINGS_SHEET, entry(PERSONS, '通いの場の開催と参加の人数の記録', TEAM)],
  [COMMON_INDICATORS_SHEET, entry(INDICATORS, '十の目的の人数・割合・発生割合と 95% 信頼区間', OFFICES)],
  [INDICATOR_LIST_SHEET, entry(INDICATORS, '共通評価指標のすべてと、県・国などとの比較', OFFICES)],
  [TREND_SHEET, entry(INDICATORS, '年度ごとの変化と、偶然のばらつきを超えるかどうか', OFFICES)],
  [AREAS_SHEET, entry(INDICATORS, '圏域ごとの発生割合の比較', OFFICES)],
  [OVERLAP_SHEET, entry(INDICATORS, '二つ以上の目的に該当する人の数', ANALYSTS)],
  [QUESTIONNAIRE_SHEET, entry(INDICATORS, '後期高齢者の質問票の回答の内訳', OFFICES)],
  [BASICS_SHEET, entry(PLAN, '計画の目的・期間・体制と、被保険者の構成', OFFICES)],
  [ANALYSIS_SHEET, entry(PLAN, '健康医療情報等の整理と健康課題', OFFICES)],
  [ANALYSIS_DATA_SHEET, entry(PLAN, 'Ⅱのもとになる表。有所見・疾病・認定別・突合・将来推計・優先順位の案', ANALYSTS)],
  [WHOLE_SHEET, entry(PLAN, '計画全体の目標と評価指標', OFFICES)],
  [OTHERS_SHEET, entry(PLAN, '公表・個人情報・その他の事項', OFFICES)],
  [PLAN_DOCUMENT_SHEET, entry(PLAN, '一体的実施の事業計画書', OFFICES)],
  [EVALUATION_SHEET, entry(REPORT, '支援した人の前と後。取組ごとの結果', OFFICES)],
  [
    EVALUATION_DETAILS_SHEET,
    entry(REPORT, '比べる人との差、見込まれる変化、追跡できない人、認定までの期間、費用', ANALYSTS),
  ],
  [RESULT_REPORT_SHEET, entry(REPORT, '一体的実施の実績報告書', OFFICES)],
  [MIDTERM_SHEET, entry(REPORT, '計画の半ばでの見直し', COUNCIL)],
  [MIDTERM_WORKING_SHEET, entry(REPORT, '中間評価の計算の途中。数字の出どころをたどる', ANALYSTS)],
  [RECORD_SHEET, entry(REPORT, '年度×指標の記録。中間評価のもと', ANALYSTS)],
  [SELF_CHECK_SHEET, entry(REPORT, '取組の点検項目と、その根拠', ANALYSTS)],
  [ONE_PAGE_SHEET, entry(REPORT, 'A4 一枚の要約。数字・目的ごとの割合・圏域・結果・お願い', COUNCIL)],
  [
    AREA_RECORD_SHEET,
    entry(REPORT, '圏域ごとに 1 枚。割合と全体との比較、課題と取組', '圏域の会議・地域包括支援センター'),
  ],
  [ACTIVITY_SHEET, entry(UNION, '市町村ごとの取組の有無', '広域連合')],
  [MODEL_PROJECTS_SHEET, entry(UNION, 'モデル事業と保険者インセンティブの推移', '広域連合')],
  [INCENTIVE_SHEET, entry(UNION, '保険者インセンティブの自己採点と、1 点でいくら増えるか', '広域連合')],
  [COLLECTION_SHEET, entry(UNION, '市町村ごとの集約', '広域連合')],
  [COLLABORATION_SHEET, entry(UNION, 'かかりつけ医等との協働事業の計画', '広域連合')],
]);

/** The sheets that are named one by one, in the order in which 目次 has them within a group. */
export const ENTRY_NAMES: readonly string[] = [...ENTRIES.keys()];

/** What a sheet is for; null for a sheet that is not ours. */
export function contentsEntry(name: string, isOurs: boolean): ContentsEntry | null {
  const known = ENTRIES.get(name);
  if (known !== undefined) return known;
  if (isProgrammeSheet(name)) return entry(PLAN, '個別事業の目標・対象・評価指標', OFFICES);
  if (isSplitList(name)) return entry(PERSONS, '対象者一覧のうち、一つの圏域または担当の人', TEAM);
  return isOurs ? entry(OTHER, '', ANALYSTS) : null;
}
