/** The six individual programmes of the 一体的実施 with the アウトプット and アウトカム of the ministry's table, as data. */
import { allOf, answered, anyOf, fixedAtLeast, fixedAtMost, has, saysYes, type CriterionId } from '../criteria';
import type { EvidenceStatus } from '../kdb';
import { FRAILTY_CUTS } from './frailtyScore';
import type { IndicatorKind, IndicatorRule, OutcomeEvent } from './outcomeRule';
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
/** As it stands beside the figures of one line: 追跡できた人 alone are those of the programme. */
const WITH_VALUE = '値のある人';
const WITH_BOTH_VALUES = '前後の値のある人';

/** Of whom a line is, as a sheet says it: with the persons that its rule is limited to. */
export function denominatorLabel(
  { kind, rule }: Pick<ProgrammeIndicator, 'kind' | 'rule'>,
  denominator: Denominator,
): string {
  const base = denominator !== '追跡できた人' ? denominator : kind === 'reached' ? WITH_VALUE : WITH_BOTH_VALUES;
  return rule.within === undefined ? base : `${base}（${rule.within.words}に限る）`;
}

/** The denominator that such a label means; null for other words. */
export function denominatorMeant(words: string): Denominator | null {
  const base = words.normalize('NFKC').replace(/\(.*に限る\)$/u, '');
  if (base === WITH_VALUE || base === WITH_BOTH_VALUES) return '追跡できた人';
  return DENOMINATORS.find((each) => each === base) ?? null;
}

/** One line of a programme's アウトプット or アウトカム. */
export interface ProgrammeIndicator {
  /** Unique over all programmes: `${programme}.${name}` in English. */
  readonly id: string;
  readonly level: 'output' | 'outcome';
  /** That of the rule. */
  readonly kind: IndicatorKind;
  /** How one person is judged. */
  readonly rule: IndicatorRule;
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

/** An indicator as the table below writes it: the short id, `ours` where the ministry's table has no such line. */
type Draft = Omit<ProgrammeIndicator, 'id' | 'kind' | 'source' | 'status'> & {
  readonly id: string;
  readonly ours?: true;
};

/** The indicator of a draft; one of a programme of the user's own is ours throughout. */
function indicatorOf(programme: ProgrammeId | 'other', { ours, ...draft }: Draft): ProgrammeIndicator {
  const isOurs = ours === true || programme === 'other';
  return {
    ...draft,
    id: `${programme}.${draft.id}`,
    kind: draft.rule.kind,
    source: isOurs ? OURS : PROGRAMME_SOURCE,
    status: isOurs ? 'proposed' : 'sourced',
  };
}

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
  indicators: drafts.map((draft) => indicatorOf(id, draft)),
});

/** 受診確認 of a row of 支援記録, else what the receipts of 評価年度 say. */
const CONFIRMED: OutcomeEvent = { is: 'written', cell: 'visitConfirmed' };
/** Medicines for diabetes or hypertension in 評価年度, or the diagnosis with a medical receipt. */
const TREATED: OutcomeEvent = {
  is: 'data',
  condition: anyOf(
    '治療の記録',
    has('dmDrug'),
    has('htDrug'),
    allOf(
      '糖尿病の傷病名と受診',
      has('dmDiagnosis'),
      anyOf('医科の受診', fixedAtLeast('outpatient', 1), fixedAtLeast('inpatient', 1)),
    ),
  ),
};
const VISITED: OutcomeEvent = { is: 'firstSaid', of: [CONFIRMED, TREATED] };
const CHECKED_UP: OutcomeEvent = {
  is: 'firstSaid',
  of: [
    { is: 'written', cell: 'checkedUp' },
    { is: 'data', condition: has('checkedUp'), checkup: true },
  ],
};
/** つないだ先 or a confirmed visit; a blank row was not connected. */
const CONNECTED: OutcomeEvent = { is: 'blankIsNo', of: { is: 'referred' } };

const DRUGS_STAND_IN = {
  for: { measure: 'drugCount' },
  words: '抽出年度と評価年度の処方薬剤数（抽出と同じ数え方）',
} as const;
const VISIT_STAND_IN = {
  for: { cell: 'visitConfirmed' },
  words:
    '受診確認が支援記録にないため、評価年度のレセプト（糖尿病薬・高血圧薬、または糖尿病の傷病名と受診）で確かめています。検査や生活習慣病管理料は見ていません。',
} as const;
const HIGH_VALUES = 'HbA1c または血圧が高いこと';
const ORAL_ANSWERS = '質問票④⑤の「はい」';
const MANY_DRUGS = '処方薬剤数が多いこと';
const LOW_BMI = 'BMI20以下であること';

const SUPPORTED: Draft = {
  id: 'supported',
  level: 'output',
  rule: { kind: 'reached', event: { is: 'written', cell: 'supported' }, saysNothingOfFollowUp: 'written' },
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
  rule: {
    kind: 'state',
    state: has('certified'),
    saysNothingOfFollowUp: 'everybody',
    matchedOn: 'careLevel',
    split: 'careLevel',
  },
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
  rule: {
    kind: 'state',
    state: { score: 'frailtyScore', atLeast: FRAILTY_CUTS.frail },
    matchedOn: 'frailtyScore',
    selectedOn: '質問票の回答',
    split: 'frailtyClass',
  },
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
        rule: {
          kind: 'reached',
          event: { is: 'moved', move: 'weight', to: ['改善', '維持'] },
          matchedOn: 'weight',
          split: 'weight',
        },
        name: '体重の維持・改善',
        also: ['体重', '体重維持', '体重の維持', '体重の改善', '維持・改善'],
        who: '体重が維持・改善した人',
        wording: '体重が維持（±0.9kg）・改善（＋1kg）できた者の人数・割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の 支援前体重・支援後体重、なければ抽出年度と評価年度の健診の体重',
      },
      {
        id: 'weightImproved',
        level: 'outcome',
        rule: { kind: 'reached', event: { is: 'moved', move: 'weight', to: ['改善'] }, matchedOn: 'weight' },
        name: '体重の改善（＋1.0kg以上）',
        who: '体重が改善（＋1.0kg以上）した人',
        wording: '体重が改善（＋1.0kg以上）した者の人数・割合（「維持・改善」の内訳）',
        denominator: '支援した人',
        better: 'higher',
        needs: '体重の維持・改善と同じ',
        ours: true,
      },
      {
        id: 'weightUnchanged',
        level: 'outcome',
        rule: { kind: 'reached', event: { is: 'moved', move: 'weight', to: ['維持'] }, matchedOn: 'weight' },
        name: '体重の維持（±0.9kg）',
        who: '体重が維持（±0.9kg）した人',
        wording: '体重が維持（±0.9kg）した者の人数・割合（「維持・改善」の内訳）',
        denominator: '支援した人',
        better: 'higher',
        needs: '体重の維持・改善と同じ',
        ours: true,
      },
      {
        id: 'weightWorse',
        level: 'outcome',
        rule: { kind: 'reached', event: { is: 'moved', move: 'weight', to: ['悪化'] }, matchedOn: 'weight' },
        name: '体重の悪化（−1.0kg以下）',
        who: '体重が悪化（−1.0kg以下）した人',
        wording: '体重が悪化（−1.0kg以下）した者の人数・割合（「維持・改善」の内訳）',
        denominator: '支援した人',
        better: 'lower',
        needs: '体重の維持・改善と同じ',
        ours: true,
      },
      {
        id: 'bmiLow',
        level: 'outcome',
        rule: { kind: 'state', state: fixedAtMost('bmi', 20), matchedOn: 'bmi', selectedOn: LOW_BMI },
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
        rule: { kind: 'measure', measure: 'weight', matchedOn: 'weight', selectedOn: LOW_BMI },
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
        rule: {
          kind: 'reached',
          event: {
            is: 'anySaid',
            of: [{ is: 'written', cell: 'visitConfirmed', referredTo: '歯科' }, { is: 'dentalReceipts' }],
          },
        },
        name: '歯科受診',
        also: ['歯科医療機関の受診', '歯科医療機関の受診状況'],
        who: '歯科を受診した人',
        wording: '歯科医療機関の受診状況',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の 受診確認（つないだ先が歯科）、なければ支援開始の翌月以後の歯科レセプト',
      },
      {
        id: 'chewing',
        level: 'outcome',
        rule: { kind: 'state', state: saysYes('q4'), matchedOn: 'q4', selectedOn: ORAL_ANSWERS },
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
        rule: { kind: 'state', state: saysYes('q5'), matchedOn: 'q5', selectedOn: ORAL_ANSWERS },
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
        rule: {
          kind: 'reached',
          event: { is: 'written', cell: 'aspirationAfter' },
          within: { event: { is: 'written', cell: 'aspirationBefore' }, words: '誤嚥性肺炎の既往のある人' },
        },
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
        rule: {
          kind: 'reached',
          event: { is: 'moved', move: 'oralItems', to: ['改善'] },
          selectedOn: ORAL_ANSWERS,
          split: 'oralItems',
        },
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
        rule: {
          kind: 'measure',
          measure: 'institutions',
          matchedOn: 'institutions',
          window: 'threeMonths',
          standIn: { for: { measure: 'institutions' }, words: '抽出年度と評価年度の受診医療機関数' },
        },
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
        rule: { kind: 'measure', measure: 'visits', window: 'threeMonths' },
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
        rule: {
          kind: 'state',
          state: fixedAtLeast('drugCount', 15),
          matchedOn: 'drugCount',
          selectedOn: MANY_DRUGS,
          window: 'threeMonths',
          standIn: DRUGS_STAND_IN,
        },
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
        rule: {
          kind: 'measure',
          measure: 'drugCount',
          matchedOn: 'drugCount',
          selectedOn: MANY_DRUGS,
          window: 'threeMonths',
          standIn: DRUGS_STAND_IN,
        },
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
        rule: { kind: 'reached', event: CONNECTED, saysNothingOfFollowUp: 'written' },
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
        rule: {
          kind: 'state',
          state: allOf(
            '身体的フレイルの回答',
            saysYes('q7'),
            anyOf('質問票①⑧のいずれかに該当', answered('q1', 4, 5), saysYes('q8')),
          ),
          matchedOn: 'state',
          selectedOn: '質問票①⑦⑧の回答',
        },
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
    ['重症化予防', '糖尿病性腎症', '重症化予防（糖尿病性腎症）', '重症化予防（糖尿病性腎症R6版）'],
    ['uncontrolled', 'discontinued', 'kidney'],
    [
      {
        ...SUPPORTED,
        wording: '支援対象者のうち、支援できた者（個別支援・受診勧奨）の人数・割合',
      },
      {
        id: 'visited',
        level: 'outcome',
        rule: { kind: 'reached', event: VISITED, standIn: VISIT_STAND_IN },
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
        rule: {
          kind: 'reached',
          event: { is: 'any', of: [VISITED, CHECKED_UP] },
          within: { event: { is: 'listedFor', criterion: 'discontinued' }, words: '治療中断者' },
        },
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
        rule: { kind: 'state', state: fixedAtLeast('hba1c', 8), matchedOn: 'hba1c', selectedOn: HIGH_VALUES },
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
        rule: {
          kind: 'state',
          state: anyOf('血圧が高い', fixedAtLeast('sbp', 160), fixedAtLeast('dbp', 100)),
          matchedOn: 'sbp',
          selectedOn: HIGH_VALUES,
        },
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
        rule: { kind: 'measure', measure: 'hba1c', matchedOn: 'hba1c', selectedOn: HIGH_VALUES },
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
        rule: { kind: 'measure', measure: 'sbp', matchedOn: 'sbp', selectedOn: HIGH_VALUES },
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
        rule: { kind: 'reached', event: { is: 'written', cell: 'understood' }, saysNothingOfFollowUp: 'written' },
        name: '現状把握ができた者',
        also: ['現状把握', '把握'],
        who: '現状を把握できた人',
        wording: '支援対象者のうち、現状把握ができた者の人数・割合',
        denominator: '対象者',
        better: 'higher',
        needs: '支援記録の 現状把握（空欄なら 支援の有無）',
      },
      {
        id: 'needed',
        level: 'output',
        rule: {
          kind: 'reached',
          event: { is: 'blankIsNo', of: { is: 'written', cell: 'needed' } },
          saysNothingOfFollowUp: 'written',
        },
        name: 'つなぐ必要がある者',
        also: ['必要と判断', 'つなぐ必要'],
        who: '医療・介護等へつなぐ必要があると把握された人',
        wording: '医療・介護等の支援へつなぐ必要があると把握された者の人数',
        denominator: '支援した人',
        better: 'neither',
        needs: '支援記録の 必要と判断',
      },
      // The ministry's line is 現状把握; who was supported is counted as in every programme.
      { ...SUPPORTED, ours: true },
      {
        id: 'checkedUp',
        level: 'outcome',
        rule: { kind: 'reached', event: CHECKED_UP },
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
        rule: {
          kind: 'reached',
          event: { is: 'blankIsNo', of: { is: 'anySaid', of: [{ is: 'referred' }, CONFIRMED] } },
          saysNothingOfFollowUp: 'written',
        },
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

/** What can be counted of any support. */
const OF_ANY_SUPPORT: readonly Draft[] = [
  SUPPORTED,
  {
    id: 'visited',
    level: 'outcome',
    rule: { kind: 'reached', event: VISITED, standIn: VISIT_STAND_IN },
    name: '受診した者',
    also: ['受診', '受診率'],
    who: '受診が確認できた人',
    wording: '対象者のうち、受診が確認できた者の人数・割合',
    denominator: '対象者',
    better: 'higher',
    needs: '支援記録の 受診確認',
  },
  {
    id: 'connected',
    level: 'outcome',
    rule: { kind: 'reached', event: CONNECTED, saysNothingOfFollowUp: 'written' },
    name: 'サービスへの接続',
    also: ['サービス接続'],
    who: 'サービスにつながった人',
    wording: '支援した人のうち、サービスへつながった者の人数・割合',
    denominator: '支援した人',
    better: 'higher',
    needs: '支援記録の つないだ先',
  },
  {
    id: 'checkedUp',
    level: 'outcome',
    rule: { kind: 'reached', event: CHECKED_UP },
    name: '健診受診',
    also: [],
    who: '健診を受診した人',
    wording: '支援した人のうち、健診を受診した者の人数・割合',
    denominator: '支援した人',
    better: 'higher',
    needs: '支援記録の 健診受診、なければ評価年度の健診',
  },
];

/** A purpose outside the ministry's table (服薬（睡眠薬）, その他生活習慣病 …). */
export function otherProgramme(name: string): Programme {
  return {
    id: 'other',
    name,
    also: [],
    criteria: [],
    source: OURS,
    status: 'proposed',
    indicators: OF_ANY_SUPPORT.map((draft) => indicatorOf('other', draft)),
  };
}

/** The programme of an id. */
export function programmeById(id: ProgrammeId): Programme {
  return PROGRAMMES.find((each) => each.id === id)!;
}
