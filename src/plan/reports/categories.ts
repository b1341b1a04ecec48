/** The 取組区分 of plan and report as data: which purposes each rests on, how it is carried out, what it is judged by. */
import type { CriterionId } from '../../criteria';

/** A 取組区分 of the ハイリスクアプローチ. */
export interface HighRiskCategory {
  readonly id: string;
  readonly name: string;
  /** Extraction purposes whose lists the 取組区分 starts from; the first stands first in the plan. */
  readonly criteria: readonly CriterionId[];
  /** 実施方法 as a first draft; the analyst's from then on. */
  readonly method: string;
}

/** A 取組区分 of the ポピュレーションアプローチ. */
export interface PopulationCategory {
  readonly id: string;
  readonly name: string;
  readonly method: string;
}

/**
 * The seven 取組区分 in the order in which the results of 令和5年度 were published.
 * Source of the rows: 九州厚生局 令和7年度 資料, 一体的実施の事例（岐阜県各務原市）. Which extraction purposes belong to which row is
 * the proposal of this tool.
 */
export const HIGH_RISK_CATEGORIES: readonly HighRiskCategory[] = [
  {
    id: 'lowNutrition',
    name: '低栄養',
    criteria: ['lowNutrition'],
    method: '管理栄養士等が訪問・電話・個別相談で栄養相談を行い、体重と食事の様子を確かめる。',
  },
  {
    id: 'oral',
    name: '口腔',
    criteria: ['oral'],
    method: '歯科衛生士等が口腔機能の相談を行い、必要な人に歯科受診を勧める。',
  },
  {
    id: 'physicalFrailty',
    name: '身体的フレイル',
    criteria: ['physicalFrailty'],
    method: '理学療法士等が運動の相談を行い、通いの場や地域支援事業につなぐ。',
  },
  {
    id: 'medication',
    name: '服薬',
    criteria: ['polypharmacy', 'hypnotics'],
    method: '薬剤師・保健師等が服薬の様子を確かめ、必要な人をかかりつけ医・薬局につなぐ。',
  },
  {
    id: 'diabetes',
    name: '重症化予防（糖尿病性腎症）',
    criteria: ['discontinued', 'uncontrolled', 'kidney'],
    method: '保健師等が訪問・電話・通知で受診を勧め、受診したかを確かめる。',
  },
  {
    id: 'lifestyle',
    name: '重症化予防（その他生活習慣病）',
    criteria: ['comorbidFrailty'],
    method: '保健師等が訪問・電話・通知で受診や生活の見直しを勧め、結果を確かめる。',
  },
  {
    id: 'unknownStatus',
    name: '健康状態不明者対策',
    criteria: ['unknownStatus'],
    method: '保健師等が訪問して健康状態を確かめ、必要な健診・医療・介護につなぐ。',
  },
];

/** The three 取組区分 of the ポピュレーションアプローチ, with the one for what fits none of them. */
export const POPULATION_CATEGORIES: readonly PopulationCategory[] = [
  {
    id: 'education',
    name: '健康教育・健康相談',
    method: '通いの場等に専門職が出向き、フレイル予防の健康教育・健康相談を行う。',
  },
  {
    id: 'frailtyCheck',
    name: 'フレイル状態の把握',
    method: '通いの場等で後期高齢者の質問票や体力測定を行い、必要な人をハイリスクアプローチにつなぐ。',
  },
  {
    id: 'consultation',
    name: '気軽に相談できる環境づくり',
    method: '通いの場や地域の行事で、健康について気軽に相談できる場を設ける。',
  },
  { id: 'combined', name: 'その他複合的取組', method: '' },
];

/** Said on every sheet of plan and report: what the form is, and what it is not. */
export const FORM_ORIGIN =
  '公表されている実績のまとめ方（九州厚生局 令和7年度資料の市の事例、令和5年度結果）にならった形です。広域連合・国が定める様式ではありません。';
