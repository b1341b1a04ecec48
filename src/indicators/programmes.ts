/** The six individual programmes of the 一体的実施 with the アウトプット and アウトカム of the ministry's table, as data. */
import type { CriterionId } from '../criteria';
import type { EvidenceStatus } from '../kdb';
import type { BetterWhen } from './trend';

export const PROGRAMME_IDS = [
  'lowNutrition',
  'oral',
  'polypharmacy',
  'physicalFrailty',
  'diabeticKidney',
  'unknownStatus',
] as const;
export type ProgrammeId = (typeof PROGRAMME_IDS)[number];

/** Of whom an indicator is a share, in the words that stand beside the figure. */
export const DENOMINATORS = ['対象者', '支援した人', '追跡できた人', '終了した人', '必要と判断された人'] as const;
export type Denominator = (typeof DENOMINATORS)[number];

/**
 * How an indicator is made:
 * reached — persons who reached something, of all in the denominator; those without a record did not reach it;
 * state — persons in a state before and after, of those with both values (McNemar, paired difference);
 * measure — a measured value before and after, of those with both values (paired t, Wilcoxon).
 */
export type IndicatorKind = 'reached' | 'state' | 'measure';

/** One line of a programme's アウトプット or アウトカム. */
export interface ProgrammeIndicator {
  /** Unique over all programmes: `${programme}.${name}` in English. */
  readonly id: string;
  readonly level: 'output' | 'outcome';
  readonly kind: IndicatorKind;
  /** Short name; =IKKATSU.OUTCOME takes it. */
  readonly name: string;
  /** Other words that =IKKATSU.OUTCOME takes. */
  readonly also?: readonly string[];
  /** The words of the ministry's table, or what we count where the line is ours. */
  readonly wording: string;
  /** Who is counted, as the subject of a sentence: 「…」の割合は. For a measure: what is measured. */
  readonly who: string;
  /** Of whom, unless asked otherwise. */
  readonly denominator: Denominator;
  /** Decimals and unit of a measure. */
  readonly unit?: string;
  readonly decimals?: number;
  /** What is good for people. */
  readonly better: BetterWhen;
  /** What must be in 支援記録 or in the data, in words. */
  readonly needs: string;
  readonly source: string;
  readonly status: EvidenceStatus;
}

export interface Programme {
  readonly id: ProgrammeId | 'other';
  /** As the ministry's table calls it; for a programme of the user's own what stands in 目的. */
  readonly name: string;
  /** Other words for it in the column 目的. */
  readonly also: readonly string[];
  /** 抽出目的 whose lists feed it. */
  readonly criteria: readonly CriterionId[];
  readonly indicators: readonly ProgrammeIndicator[];
  readonly source: string;
  readonly status: EvidenceStatus;
}

export const PROGRAMME_SOURCE =
  '厚生労働省 第3回 高齢者保健事業の実施計画（データヘルス計画）策定の手引きに係るワーキンググループ（令和5年2月21日）資料1 個別事業（一体的実施）の評価指標例';
const OURS = '独自の指標（国の評価指標例にはありません）';

type Draft = Omit<ProgrammeIndicator, 'id' | 'source' | 'status'> & { readonly id: string; readonly ours?: true };

const programme = (
  id: ProgrammeId,
  name: string,
  also: readonly string[],
  criteria: readonly CriterionId[],
  drafts: readonly Draft[],
): Programme => ({
  id,
  name,
  also,
  criteria,
  source: PROGRAMME_SOURCE,
  status: 'sourced',
  indicators: drafts.map(({ ours, ...draft }) => ({
    ...draft,
    id: `${id}.${draft.id}`,
    source: ours ? OURS : PROGRAMME_SOURCE,
    status: ours ? 'proposed' : 'sourced',
  })),
});

const SUPPORTED: Draft = {
  id: 'supported',
  level: 'output',
  kind: 'reached',
  name: '支援できた者',
  also: ['支援', '支援者', '支援できた'],
  who: '支援できた人',
  wording: '支援対象者のうち、支援できた者の人数・割合',
  denominator: '対象者',
  better: 'higher',
  needs: '支援記録の 支援の有無',
};

const CARE: Draft = {
  id: 'careLevel',
  level: 'outcome',
  kind: 'state',
  name: '1年後の要介護認定',
  also: ['要介護認定', '認定'],
  who: '要介護・要支援の認定のある人',
  wording: '１年後の要介護認定の状況',
  denominator: '追跡できた人',
  better: 'lower',
  needs: '抽出年度と評価年度の要介護認定',
};

const FRAILTY_CLASS: Draft = {
  id: 'frailtyClass',
  level: 'outcome',
  kind: 'state',
  name: 'フレイル（研究の得点）',
  also: ['フレイル区分'],
  who: '質問票の得点が4点以上（フレイル、研究に基づく参考判定）の人',
  wording: '質問票15項目の得点が4点以上（研究に基づく参考判定）の者の人数・割合',
  denominator: '追跡できた人',
  better: 'lower',
  needs: '抽出年度と評価年度の質問票（15項目）',
  ours: true,
};

export const PROGRAMMES: readonly Programme[] = [
  programme(
    'lowNutrition',
    '低栄養',
    ['低栄養防止', '低栄養予防'],
    ['lowNutrition'],
    [
      SUPPORTED,
      {
        id: 'weightKept',
        level: 'outcome',
        kind: 'reached',
        name: '体重の維持・改善',
        also: ['体重', '体重維持', '体重の維持', '体重の改善', '維持・改善'],
        who: '体重が維持・改善した人',
        wording: '体重が維持（±0.9kg）・改善（＋1kg）できた者の人数・割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の 支援前体重・支援後体重、なければ抽出年度と評価年度の健診の体重',
      },
      {
        id: 'bmiLow',
        level: 'outcome',
        kind: 'state',
        name: '低栄養傾向（BMI20以下）',
        also: ['BMI20以下', 'BMI', '低栄養傾向'],
        who: 'BMI20以下の人',
        wording: '低栄養傾向（BMI 20以下）の者の人数、割合',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前BMI・支援後BMI、なければ健診の BMI',
      },
      CARE,
      {
        id: 'weightChange',
        level: 'outcome',
        kind: 'measure',
        name: '体重の変化',
        who: '体重',
        wording: '体重の前後の変化（後−前）',
        denominator: '追跡できた人',
        unit: 'kg',
        decimals: 1,
        better: 'higher',
        needs: '体重維持・改善と同じ',
        ours: true,
      },
    ],
  ),
  programme(
    'oral',
    '口腔',
    ['口腔機能', '口腔機能低下防止', 'オーラルフレイル'],
    ['oral'],
    [
      SUPPORTED,
      {
        id: 'dentalVisit',
        level: 'outcome',
        kind: 'reached',
        name: '歯科受診',
        also: ['歯科医療機関の受診', '歯科医療機関の受診状況'],
        who: '歯科を受診した人',
        wording: '歯科医療機関の受診状況',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の 受診確認（つないだ先が歯科）、なければ評価年度の歯科レセプト',
      },
      {
        id: 'chewing',
        level: 'outcome',
        kind: 'state',
        name: '質問票④咀嚼「はい」',
        also: ['質問票④', '咀嚼'],
        who: '質問票④（固いものが食べにくい）に「はい」と答えた人',
        wording: '後期高齢者の質問票（４咀嚼「はい」）と回答した者の人数、割合',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前質問票④・支援後質問票④、なければ抽出年度と評価年度の質問票',
      },
      {
        id: 'swallowing',
        level: 'outcome',
        kind: 'state',
        name: '質問票⑤嚥下「はい」',
        also: ['質問票⑤', '嚥下'],
        who: '質問票⑤（むせる）に「はい」と答えた人',
        wording: '後期高齢者の質問票（５嚥下「はい」）と回答した者の人数、割合',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前質問票⑤・支援後質問票⑤、なければ抽出年度と評価年度の質問票',
      },
      {
        id: 'aspiration',
        level: 'outcome',
        kind: 'reached',
        name: '誤嚥性肺炎の罹患',
        also: ['誤嚥性肺炎'],
        who: '誤嚥性肺炎にかかった人',
        wording: '（介入者のうち、誤嚥性肺炎の既往がある者については）介入１年後の誤嚥性肺炎の罹患状況',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 誤嚥性肺炎の既往・誤嚥性肺炎（1年後）',
      },
      CARE,
      {
        id: 'oralImproved',
        level: 'outcome',
        kind: 'reached',
        name: '口腔の項目の改善',
        also: ['口腔機能項目改善', '質問票④⑤の改善'],
        who: '口腔の項目（質問票④⑤）が改善した人',
        wording: '質問票④⑤の「はい」が減り、増えた項目のない者の人数・割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録または両年度の質問票④⑤',
        ours: true,
      },
    ],
  ),
  programme(
    'polypharmacy',
    '服薬（多剤）',
    ['服薬指導（多剤）', '服薬', '多剤', '服薬指導'],
    ['polypharmacy'],
    [
      SUPPORTED,
      {
        id: 'institutions',
        level: 'outcome',
        kind: 'measure',
        name: '受診医療機関数',
        also: ['医療機関数'],
        who: '受診医療機関数',
        wording: '介入前後３ヶ月の受診状況（受診医療機関数）',
        denominator: '追跡できた人',
        unit: '機関',
        decimals: 1,
        better: 'neither',
        needs: '支援記録の 支援前受診医療機関数・支援後受診医療機関数（前後3か月）、なければ両年度のレセプト（明細）',
      },
      {
        id: 'visits',
        level: 'outcome',
        kind: 'measure',
        name: '受診回数',
        who: '受診回数',
        wording: '介入前後３ヶ月の受診状況（受診回数）',
        denominator: '追跡できた人',
        unit: '回',
        decimals: 1,
        better: 'neither',
        needs: '支援記録の 支援前受診回数・支援後受診回数（前後3か月）',
      },
      {
        id: 'drugs15',
        level: 'outcome',
        kind: 'state',
        name: '15剤以上',
        also: ['処方薬剤数15剤以上', '処方薬剤数が15剤以上'],
        who: '処方薬剤数が15剤以上の人',
        wording: '介入前後３ヶ月の処方薬剤数が15剤以上の人数、割合（介入前３月分と介入後３月分を評価）',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前処方薬剤数・支援後処方薬剤数（前後3か月）、なければ両年度の処方薬剤数',
      },
      {
        id: 'drugCount',
        level: 'outcome',
        kind: 'measure',
        name: '処方薬剤数の変化',
        also: ['処方薬剤数'],
        who: '処方薬剤数',
        wording: '処方薬剤数の前後の変化（後−前）',
        denominator: '追跡できた人',
        unit: '剤',
        decimals: 1,
        better: 'lower',
        needs: '15剤以上と同じ',
        ours: true,
      },
    ],
  ),
  programme(
    'physicalFrailty',
    '身体的フレイル',
    ['身体的フレイル（ロコモ含む）', 'フレイル', 'ロコモ', '運動機能'],
    ['physicalFrailty'],
    [
      SUPPORTED,
      {
        id: 'connected',
        level: 'outcome',
        kind: 'reached',
        name: 'サービスへの接続',
        also: ['適切なサービス', 'サービス接続'],
        who: '適切なサービスにつながった人',
        wording: '適切なサービス（専門職、地域支援事業等）へつながっている人数、割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の つないだ先',
      },
      {
        id: 'frailAnswers',
        level: 'outcome',
        kind: 'state',
        name: '質問票①⑦⑧の該当',
        also: ['質問票の該当', '身体的フレイルの該当'],
        who: '質問票の①かつ⑦、または⑦かつ⑧に該当する人',
        wording:
          '後期高齢者の質問票（①健康状態「４、５」かつ⑦歩行速度「はい」または⑦歩行速度「はい」かつ⑧転倒の該当者「はい」）と回答した者の人数、割合',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前・支援後の質問票①⑦⑧、なければ抽出年度と評価年度の質問票',
      },
      CARE,
      FRAILTY_CLASS,
    ],
  ),
  programme(
    'diabeticKidney',
    '糖尿病性腎症重症化予防',
    ['重症化予防', '糖尿病性腎症', '重症化予防（糖尿病性腎症）', '重症化予防(糖尿病性腎症)'],
    ['uncontrolled', 'discontinued', 'kidney'],
    [
      {
        ...SUPPORTED,
        wording: '支援対象者のうち、支援できた者（個別支援・受診勧奨）の人数・割合',
      },
      {
        id: 'visited',
        level: 'outcome',
        kind: 'reached',
        name: '受診した者',
        also: ['受診', '受診率', '受診勧奨'],
        who: '受診が確認できた人',
        wording:
          '受診勧奨事業：対象者のうち、受診した者（服薬治療を開始した者、傷病名＋（検査、生活習慣病管理料）等で受診が確認できた者）の人数、割合',
        denominator: '対象者',
        better: 'higher',
        needs: '支援記録の 受診確認、なければ評価年度のレセプト（糖尿病薬・高血圧薬・糖尿病の傷病名）',
      },
      {
        id: 'resumed',
        level: 'outcome',
        kind: 'reached',
        name: '治療中断者の健診・受診',
        also: ['治療中断者', '中断者'],
        who: '健診または受診につながった治療中断者',
        wording:
          '治療中断者のうち健診又は受診につながった者（服薬治療を再開した者、傷病名＋（検査、生活習慣病管理料）等で受診が確認できた者）の数・割合',
        denominator: '対象者',
        better: 'higher',
        needs:
          '支援記録の 目的（重症化予防（糖尿病等治療中断者））と 受診確認・健診受診、なければ評価年度の健診・レセプト',
      },
      {
        id: 'hba1cHigh',
        level: 'outcome',
        kind: 'state',
        name: 'HbA1c8.0%以上',
        also: ['HbA1c≧8.0％', 'HbA1c'],
        who: 'HbA1c8.0%以上の人',
        wording: 'HbA1ｃ≧8.0％の人数、割合の変化',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前HbA1c・支援後HbA1c、なければ健診の HbA1c',
      },
      {
        id: 'bloodPressureHigh',
        level: 'outcome',
        kind: 'state',
        name: '血圧160/100以上',
        also: ['SBP≧160orDBP≧100', '血圧'],
        who: '血圧160/100mmHg以上の人',
        wording: 'SBP≧160orDBP≧100以上の割合の変化',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前・支援後の血圧、なければ健診の血圧',
      },
      {
        id: 'hba1cChange',
        level: 'outcome',
        kind: 'measure',
        name: 'HbA1cの変化',
        who: 'HbA1c',
        wording: 'HbA1c の前後の変化（後−前）',
        denominator: '追跡できた人',
        unit: '%',
        decimals: 2,
        better: 'lower',
        needs: 'HbA1c8.0%以上と同じ',
        ours: true,
      },
      {
        id: 'sbpChange',
        level: 'outcome',
        kind: 'measure',
        name: '収縮期血圧の変化',
        who: '収縮期血圧',
        wording: '収縮期血圧の前後の変化（後−前）',
        denominator: '追跡できた人',
        unit: 'mmHg',
        decimals: 1,
        better: 'lower',
        needs: '血圧160/100以上と同じ',
        ours: true,
      },
    ],
  ),
  programme(
    'unknownStatus',
    '健康状態不明者',
    ['健康状態不明者対策', '不明者'],
    ['unknownStatus'],
    [
      {
        id: 'understood',
        level: 'output',
        kind: 'reached',
        name: '現状把握ができた者',
        also: ['現状把握', '支援できた者', '把握'],
        who: '現状を把握できた人',
        wording: '支援対象者のうち、現状把握ができた者の人数・割合',
        denominator: '対象者',
        better: 'higher',
        needs: '支援記録の 現状把握（空欄なら 支援の有無）',
      },
      {
        id: 'needed',
        level: 'output',
        kind: 'reached',
        name: 'つなぐ必要がある者',
        also: ['必要と判断', 'つなぐ必要'],
        who: '医療・介護等へつなぐ必要があると把握された人',
        wording: '医療・介護等の支援へつなぐ必要があると把握された者の人数',
        denominator: '支援した人',
        better: 'neither',
        needs: '支援記録の 必要と判断',
      },
      {
        id: 'checkedUp',
        level: 'outcome',
        kind: 'reached',
        name: '健診受診',
        also: ['健診を受診した者', '健診受診した者'],
        who: '健診を受診した人',
        wording: '健診受診した者の人数・割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の 健診受診、なければ評価年度の健診',
      },
      {
        id: 'connectedOfNeeded',
        level: 'outcome',
        kind: 'reached',
        name: '必要な者の接続',
        also: ['サービスへの接続', 'つながった者', 'サービス接続'],
        who: '医療・介護サービス等につながった人',
        wording: '医療・介護サービス等が必要と判断される者のうち、医療・介護サービス等につながった者の人数・割合',
        denominator: '必要と判断された人',
        better: 'higher',
        needs: '支援記録の 必要と判断・つないだ先（または 受診確認）',
      },
    ],
  ),
];

/** A purpose outside the ministry's table (服薬（睡眠薬）, その他生活習慣病 …): what can be counted of any support. */
export function otherProgramme(name: string): Programme {
  const source = OURS;
  const status = 'proposed';
  return {
    id: 'other',
    name,
    also: [],
    criteria: [],
    source,
    status,
    indicators: [
      { ...SUPPORTED, id: 'other.supported', source, status },
      {
        id: 'other.visited',
        level: 'outcome',
        kind: 'reached',
        name: '受診した者',
        also: ['受診', '受診率'],
        who: '受診が確認できた人',
        wording: '対象者のうち、受診が確認できた者の人数・割合',
        denominator: '対象者',
        better: 'higher',
        needs: '支援記録の 受診確認',
        source,
        status,
      },
      {
        id: 'other.connected',
        level: 'outcome',
        kind: 'reached',
        name: 'サービスへの接続',
        also: ['サービス接続'],
        who: 'サービスにつながった人',
        wording: '支援した人のうち、サービスへつながった者の人数・割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の つないだ先',
        source,
        status,
      },
      {
        id: 'other.checkedUp',
        level: 'outcome',
        kind: 'reached',
        name: '健診受診',
        also: [],
        who: '健診を受診した人',
        wording: '支援した人のうち、健診を受診した者の人数・割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の 健診受診、なければ評価年度の健診',
        source,
        status,
      },
    ],
  };
}

/** The programme of an id. */
export function programmeById(id: ProgrammeId): Programme {
  return PROGRAMMES.find((each) => each.id === id)!;
}
