/** The items of 自己点検 as data: what is asked, where that stands in public, and which cells of the workbook answer it. */
import {
  ANALYSIS_DATA_SHEET as DATA,
  ANALYSIS_SHEET as ANALYSIS,
  AREAS_SHEET as AREAS,
  BASICS_SHEET as BASICS,
  CONDITIONS_SHEET,
  EVALUATION_SHEET as EVALUATION,
  GATHERINGS_SHEET as GATHERINGS,
  INTAKE_SHEET,
  MIDTERM_SHEET,
  OTHERS_SHEET as OTHERS,
  PLAN_DOCUMENT_SHEET as DOCUMENT,
  SUPPORT_SHEET,
  TREND_SHEET,
  WHOLE_SHEET as WHOLE,
} from '../sheetNames';

/** Public documents that items come from. The item was read there; what was cut off is not an item. */
export const CHECK_SOURCES = {
  checklist:
    'データヘルス計画策定チェックリスト（保健事業の実施計画（データヘルス計画）策定の手引き 別添。第1回 手引きWG 令和4年9月28日 参考資料2、PDF 22ページ）',
  review: 'データヘルス計画の評価・見直しの点検と広域連合の実施状況（wic-net.com/material/document/5067 の 15 ページ）',
  form: '計画様式（案）（第3回 手引きWG 令和5年2月21日 資料2、PDF 3ページ）',
  guide:
    '保健事業の実施計画（データヘルス計画）策定の手引き（案）（第3回 手引きWG 令和5年2月21日 資料3、PDF 23・26ページ）',
  structure:
    '一体的実施の推進に向けた体制整備（高齢者の特性を踏まえた保健事業ガイドライン第2版、一部改変。医療保険部会 令和5年6月29日 資料3、PDF 26ページ）',
  staff: '一体的実施に係る医療専門職の配置（九州厚生局 令和7年度 資料）',
  tool: '「一体的実施・KDB活用支援ツール」の抽出条件の考え方と保健事業への活用 Ver.1（令和4年2月）',
  viewpoints:
    '保険者努力支援制度（令和3年度）固有指標②、第2期データヘルス計画の中間評価（wic-net.com/material/document/916 の 30 ページ）',
  small: '最小集計単位の原則（介護 DB の提供に関するガイドライン）',
  own: '独自',
} as const;
type CheckSource = keyof typeof CHECK_SOURCES;

/** Cells of a form that a person fills, by the keys of their rows and of their column; what begins with 【下書き】 is not filled. */
export interface FilledCells {
  readonly kind: 'filled';
  readonly sheet: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Whether the item asks what these cells themselves say: blank is no only then, else nobody has said anything. */
  readonly isAsked?: true;
}

/** What is known when the sheet is written: whether the workbook holds it, and the sheet that shows it. */
export interface KnownFact {
  readonly kind: 'known';
  readonly sheet: string;
  readonly fact:
    'support' | 'narrowed' | 'evaluation' | 'years' | 'areas' | 'undetermined' | 'conditions' | 'gatherings' | 'forms';
}

export interface CheckItem {
  /** Unique and stable: a person's answer is found by it. */
  readonly key: string;
  readonly group: CheckGroup;
  readonly text: string;
  readonly source: CheckSource;
  readonly evidence?: FilledCells | KnownFact;
  /** Where an open item is worked on, where no evidence says it. */
  readonly sheet?: string;
}

export const CHECK_GROUPS = ['体制', '課題', '計画', '抽出', '支援', '連携', '評価', '見直し', '個人情報'] as const;
type CheckGroup = (typeof CHECK_GROUPS)[number];

const filled = (sheet: string, rows: readonly string[], columns: readonly string[]): FilledCells => ({
  kind: 'filled',
  sheet,
  rows,
  columns,
});
/** Of an item that asks what stands in these cells of the plan. */
const written = (sheet: string, rows: readonly string[], columns: readonly string[]): FilledCells => ({
  ...filled(sheet, rows, columns),
  isAsked: true,
});
const known = (sheet: string, fact: KnownFact['fact']): KnownFact => ({ kind: 'known', sheet, fact });

/** The years of the plan after its first, as columns of Ⅲ. */
const TARGETS = ['y2024', 'y2025', 'y2026', 'y2027', 'y2028', 'y2029'];
const RATES = [
  'lowNutrition',
  'oral',
  'polypharmacy',
  'hypnotics',
  'physicalFrailty',
  'uncontrolled',
  'discontinued',
  'comorbidFrailty',
  'kidney',
  'unknownStatus',
].map((id) => `indicator.OC2.${id}`);
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `issue.${letter}`);

export const CHECK_ITEMS: readonly CheckItem[] = [
  { key: 'structure.office', group: '体制', text: '高齢者医療・国保・健康づくり・介護など、庁内各部局間の連携体制を整えているか', source: 'structure', evidence: filled(BASICS, ['structure.office'], ['men']) },
  { key: 'structure.policy', group: '体制', text: '一体的実施に係る事業の基本的な方針を作っているか', source: 'structure', evidence: filled(BASICS, ['purpose.background', 'purpose.position'], ['men']) },
  { key: 'structure.planner', group: '体制', text: '企画・調整等を担当する医療専門職（医師・保健師・管理栄養士、原則専従）を置いているか', source: 'staff', sheet: DOCUMENT },
  { key: 'structure.field', group: '体制', text: '地域を担当する医療専門職が、個別的支援と通いの場等への関与を行う体制があるか', source: 'staff', sheet: DOCUMENT },
  { key: 'structure.union', group: '体制', text: '広域連合と市町村の連携の内容（委託、データの提供、評価の支援）を定めているか', source: 'structure', evidence: filled(BASICS, ['structure.members'], ['men']) },
  { key: 'issue.joined', group: '課題', text: '医療・健診・介護の情報を一体的に分析し、地域の課題を把握しているか', source: 'structure', evidence: known(DATA, 'forms') },
  { key: 'issue.areas', group: '課題', text: '市町村・圏域ごとの違いを見ているか', source: 'form', evidence: known(AREAS, 'areas') },
  { key: 'issue.named', group: '課題', text: 'アプローチする課題を一文で挙げ、優先する課題を決めているか', source: 'form', evidence: written(ANALYSIS, LETTERS.slice(0, 3), ['name']) },
  { key: 'issue.assessment', group: '課題', text: '分析の結果を読み取って（アセスメント）書いているか', source: 'form', evidence: written(ANALYSIS, ['item.findings', 'item.answers', 'item.cost', 'item.certified', 'item.joined'], ['assessment']) },
  { key: 'plan.matches', group: '計画', text: '目的は、抽出された健康課題と対応して設定しているか', source: 'checklist', sheet: WHOLE },
  { key: 'plan.terms', group: '計画', text: '短期的な目標と中長期的な目標を設定しているか', source: 'checklist', evidence: written(WHOLE, RATES, ['y2026', 'y2029']) },
  { key: 'plan.last', group: '計画', text: '中長期的な目標は、計画の最終年度までに達成を目指すものか', source: 'checklist', evidence: written(WHOLE, RATES, ['y2029']) },
  { key: 'plan.yearly', group: '計画', text: '短期的な目標は、年度ごとに、実施状況や達成度合について設定しているか', source: 'checklist', evidence: written(WHOLE, ['indicator.OP1'], TARGETS) },
  { key: 'plan.goals', group: '計画', text: '各々の目標は、抽出した健康課題に対応して設定しているか', source: 'checklist', sheet: WHOLE },
  { key: 'plan.priority', group: '計画', text: '課題や目標を踏まえ、費用対効果や影響する人数から、保健事業を選択・優先順位付けしているか', source: 'checklist', sheet: DATA },
  { key: 'plan.programmes', group: '計画', text: '事業ごとに、目的・目標・対象者・内容・方法・評価・体制・時期などを整理して書いているか', source: 'guide', sheet: WHOLE },
  { key: 'extract.conditions', group: '抽出', text: '抽出条件（しきい値・版・出典）が記録され、あとから確かめられるか', source: 'tool', evidence: known(CONDITIONS_SHEET, 'conditions') },
  { key: 'extract.undetermined', group: '抽出', text: '値がなく判定できない人を、該当しない人と分けて数えているか', source: 'own', evidence: known(INTAKE_SHEET, 'undetermined') },
  { key: 'extract.narrow', group: '抽出', text: '年齢区分別の人数を確認し、優先順位を付け、受診歴などで絞り込んでいるか', source: 'tool', evidence: known(SUPPORT_SHEET, 'narrowed') },
  { key: 'support.notice', group: '支援', text: '手紙や電話で事前に知らせてから支援しているか', source: 'tool', sheet: SUPPORT_SHEET },
  { key: 'support.record', group: '支援', text: '対象者・支援・結果を 1 人ずつ記録しているか', source: 'own', evidence: known(SUPPORT_SHEET, 'support') },
  { key: 'support.both', group: '支援', text: 'ハイリスクアプローチとあわせて、通いの場等への関与を行っているか', source: 'staff', evidence: known(GATHERINGS, 'gatherings') },
  { key: 'partner.doctors', group: '連携', text: 'かかりつけ医等と、進捗の状況などを共有しているか', source: 'staff', evidence: filled(BASICS, ['structure.professions'], ['men']) },
  { key: 'partner.federation', group: '連携', text: '国保連合会（支援・評価委員会、データ、研修）の支援を受けているか', source: 'structure', evidence: filled(BASICS, ['structure.federation'], ['men']) },
  { key: 'partner.care', group: '連携', text: '介護の地域支援事業・国保の保健事業と一体に取り組み、地域ケア会議等も活用しているか', source: 'structure', evidence: filled(OTHERS, ['care.shared', 'care.gatherings'], ['text']) },
  { key: 'evaluate.set', group: '評価', text: '評価指標と情報源・取得方法を、計画の策定段階で設定しているか', source: 'review', evidence: written(WHOLE, RATES, ['base']) },
  { key: 'evaluate.outcome', group: '評価', text: 'アウトカムを含めて評価しているか', source: 'review', evidence: known(EVALUATION, 'evaluation') },
  { key: 'evaluate.lost', group: '評価', text: '追跡できなかった人の数と理由を示しているか', source: 'own', evidence: known(EVALUATION, 'evaluation') },
  { key: 'evaluate.body', group: '評価', text: '評価の体制（外部有識者、支援・評価委員会）を決めているか', source: 'viewpoints', evidence: filled(OTHERS, ['review.body'], ['text']) },
  { key: 'review.middle', group: '見直し', text: '中間時点等で進捗確認・中間評価を行うと、計画に書いているか', source: 'review', evidence: written(OTHERS, ['review.middle'], ['text']) },
  { key: 'review.years', group: '見直し', text: '年度ごとの実績を残し、前の年度と比べているか', source: 'form', evidence: known(TREND_SHEET, 'years') },
  { key: 'review.viewpoints', group: '見直し', text: 'ストラクチャー・プロセス・アウトプット・アウトカムの四つの視点から見直しているか', source: 'viewpoints', sheet: MIDTERM_SHEET },
  { key: 'review.final', group: '見直し', text: '最終年度の上半期に仮評価を行い、次の計画に反映することにしているか', source: 'review', sheet: OTHERS },
  { key: 'privacy.law', group: '個人情報', text: '個人情報の取扱いを、法令・ガイドラインによることとして計画に書いているか', source: 'guide', evidence: written(OTHERS, ['privacy.law'], ['text']) },
  { key: 'privacy.contract', group: '個人情報', text: '外部委託の取り決めと、データの保管・廃棄を決めているか', source: 'guide', evidence: filled(OTHERS, ['privacy.contract'], ['text']) },
  { key: 'privacy.small', group: '個人情報', text: '公表する表で、少ない人数（逆算できるものを含む）を伏せているか', source: 'small', sheet: OTHERS },
]; // prettier-ignore
