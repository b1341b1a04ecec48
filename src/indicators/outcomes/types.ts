/** The shapes of the programme evaluation: records of support, what became of an indicator, who could not be followed. */
import type { CriteriaSettings, CriterionId } from '../../criteria';
import type { PersonTable } from '../../kdb';
import type { DifferenceInDifferences } from '../differenceInDifferences';
import type { Estimate, IntervalEstimate } from '../estimate';
import type { ExpectedChange } from '../expectedChange';
import type { Denominator, Programme, ProgrammeId, ProgrammeIndicator } from '../programmes';
import type { PairedCounts, PairedProportionDifference } from '../mcnemar';
import type { SurvivalEstimate } from '../survival';
import type { OwnColumn, OwnEntry } from './own';

/** 状況 of a support. */
export const SUPPORT_STATUSES = [
  '未実施',
  '支援中',
  '終了',
  '中断',
  '拒否',
  '対象外',
  '死亡',
  '転出',
  '資格喪失',
] as const;
export type SupportStatus = (typeof SUPPORT_STATUSES)[number];

/** 除外の理由: why somebody of the list is not written to or visited. */
export const EXCLUSIONS = ['医療・介護利用', '施設', '死亡', '転出', '既支援', 'その他'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** つないだ先. */
export const REFERRALS = [
  '医科',
  '歯科',
  '健診',
  '介護サービス',
  '地域包括支援センター',
  '通いの場',
  '地域支援事業・専門職',
  'その他',
] as const;
export type Referral = (typeof REFERRALS)[number];

/** Values that a record may hold for before and after the support. Questions are answer codes. */
export const SUPPORT_MEASURES = [
  'weight',
  'bmi',
  'hba1c',
  'sbp',
  'dbp',
  'drugCount',
  'institutions',
  'visits',
  'q1',
  'q4',
  'q5',
  'q7',
  'q8',
] as const;
export type SupportMeasure = (typeof SUPPORT_MEASURES)[number];
export type SupportValues = Readonly<Partial<Record<SupportMeasure, number>>>;

/**
 * One course of support: one person in one purpose and one fiscal year, of one row of 支援記録 or of several made one. null is
 * blank. Dates are days since 1970-01-01.
 */
export interface SupportRecord {
  /** 1-based row in the sheet, of several the first in the order of the course. */
  readonly row: number;
  /** All rows of the course, in its order. */
  readonly rows: readonly number[];
  /** As written, digits unified. */
  readonly personId: string;
  /** What identifies the person, whatever zeros stand before the number. */
  readonly key: number | string;
  readonly insurer: string;
  /** 市町村名 as written; '' where the log has no such column. */
  readonly municipality: string;
  readonly name: string;
  /** 目的 as written. */
  readonly purpose: string;
  /** The 抽出目的 that the words name. */
  readonly criterion: CriterionId | null;
  /** null: a purpose of the user's own. */
  readonly programme: ProgrammeId | null;
  readonly targetedOn: number | null;
  readonly invitedOn: number | null;
  /** 除外の理由. */
  readonly excludedFor: Exclusion | null;
  /** 返信: whether the person answered the letter. */
  readonly replied: boolean | null;
  /** 訪問した日, of several rows all of them. */
  readonly visitedOn: readonly number[];
  /** 支援の有無; where blank, read off from 状況 and 支援開始日. */
  readonly supported: boolean;
  readonly startedOn: number | null;
  readonly endedOn: number | null;
  readonly status: SupportStatus | null;
  /** 現状把握; where blank, `supported`. */
  readonly understood: boolean;
  /** 必要と判断. */
  readonly needed: boolean | null;
  readonly referrals: readonly { readonly to: Referral; readonly on: number | null }[];
  /** 受診確認. */
  readonly visitConfirmed: boolean | null;
  /** 受診確認 of each row beside the places that the row names in つないだ先. */
  readonly visits: readonly { readonly to: readonly Referral[]; readonly confirmed: boolean | null }[];
  /** 健診受診. */
  readonly checkedUp: boolean | null;
  readonly aspirationBefore: boolean | null;
  readonly aspirationAfter: boolean | null;
  /** 要介護認定日 (the first certification after the support began). */
  readonly certifiedOn: number | null;
  /** 死亡・転出日; 支援終了日 stands for it where 状況 says so. */
  readonly leftOn: number | null;
  readonly before: SupportValues;
  readonly after: SupportValues;
  /** Counted in receipts of the three months before and after; goes after what was written, before the data of the years. */
  readonly fromReceipts?: {
    readonly before: SupportValues;
    readonly after: SupportValues;
    /** Not of the three months, but of the months of 評価年度 after the person was targeted. */
    readonly isOfYears?: true;
  };
  /**
   * A dental receipt of a month after the support began, by receipts in long form: null where they do not tell; absent without such
   * receipts.
   */
  readonly dental?: boolean | null;
  readonly staff: string;
  readonly memo: string;
  /** Entries of the columns 独自, by the name of the column; blank ones are left out. */
  readonly own?: Readonly<Record<string, OwnEntry>>;
}

/** Why a row of 支援記録 is no record. */
export type SupportSetAside = '番号なし' | '読めない番号' | '目的なし' | '重複' | '保険者を特定できない';

/** A cell that could not be read; its value counts as blank. */
export interface UnreadableCell {
  readonly address: string;
  readonly heading: string;
  readonly value: string;
  /** The whole sentence for the analyst. */
  readonly sentence: string;
}

/** Something that must be said of rows that are used. */
export interface RowFinding {
  /** 1-based rows in the sheet. */
  readonly rows: readonly number[];
  /** Few words for the row itself. */
  readonly mark: string;
  /** The whole sentence, which names the rows. */
  readonly sentence: string;
}

/** 支援記録 as read. rows = lines + all set aside. */
export interface SupportLog {
  /** One a row that is used, as it stands. */
  readonly lines: readonly SupportRecord[];
  /** One a course: rows of one person and purpose in one fiscal year are made one. */
  readonly records: readonly SupportRecord[];
  /** The fiscal year of rows without a date: that of most rows with one; null where no row has a date. */
  readonly year: number | null;
  /** Lines with anything in them. */
  readonly rows: number;
  readonly setAside: Readonly<Record<SupportSetAside, readonly number[]>>;
  readonly unreadable: readonly UnreadableCell[];
  readonly findings: readonly RowFinding[];
  /** Purposes outside the six programmes, as written. */
  readonly otherPurposes: readonly string[];
  /** Headings that mean a column that stands already further left. */
  readonly doubledHeadings: readonly string[];
  /** Columns 独自 of the sheet, from the left. */
  readonly ownColumns?: readonly OwnColumn[];
  /** All that must be said of the sheet, in whole sentences: rows set aside, findings, columns, unreadable cells. */
  readonly notices: readonly string[];
}

/** Why a supported person has no value after. The first that applies, in this order. */
export const LOSS_REASONS = ['死亡', '転出', '資格喪失', '中断', '測定なし'] as const;
export type LossReason = (typeof LOSS_REASONS)[number];

/** 支援した人 (or whoever is asked) = followed + lost; lost = sum of reasons. */
export interface FollowUp {
  readonly followed: number;
  readonly lost: number;
  readonly reasons: Readonly<Record<LossReason, number>>;
}

/** Where things stand at one of the two times: a share, or a mean. */
export interface Standing {
  /** Persons in the state; for a measure, persons measured. */
  readonly count: number;
  readonly denominator: number;
  readonly estimate: Estimate | null;
  /** Standard deviation of the values of a measure. */
  readonly deviation?: number;
}

/** The same indicator over another denominator. */
export interface OtherDenominator {
  readonly of: Denominator;
  readonly count: number;
  readonly denominator: number;
  readonly estimate: IntervalEstimate | null;
}

/** The values before of two groups of pairs. */
export interface Balance {
  /** Means before; null without pairs. */
  readonly supported: number | null;
  readonly compared: number | null;
  /** (supported − compared) ÷ the root of the mean of both variances; null where the groups do not vary and differ, or without pairs. */
  readonly standardisedDifference: number | null;
}

/** One characteristic of two groups before. */
export interface BalanceRow extends Balance {
  readonly name: string;
}

/** Supported persons beside matched persons who were eligible but not supported. */
export interface ComparisonResult {
  readonly pairs: number;
  /** Supported and followed persons for whom nobody matching was left within the caliper. */
  readonly unmatched: number;
  /** The greatest difference between the values before of a pair. */
  readonly caliper: number;
  readonly balance: Balance;
  /** 前の値, 年齢 and 女性の割合 of all who could be matched, and of the pairs. */
  readonly balanceBefore: readonly BalanceRow[];
  readonly balanceAfter: readonly BalanceRow[];
  /** Share (or mean change) of the supported and of the compared persons; null without pairs. */
  readonly supported: number | null;
  readonly compared: number | null;
  /** Supported − compared, with its test. null where there are too few pairs. */
  readonly difference: Estimate | null;
  /** How the persons were matched, in words. */
  readonly matchedOn: string;
  /** What must be said beside the figure. */
  readonly caution: string;
}

/** Why something cannot be computed, in a whole sentence. */
export interface NotPossible {
  readonly reason: string;
}

/** 差の差 between the supported and all who were eligible and not supported. */
export interface ChangesCompared {
  readonly supported: number;
  readonly other: number;
  readonly difference: DifferenceInDifferences;
}

/** 平均への回帰で見込まれる変化 beside the change that was seen. */
export interface ChangeExpected {
  /** Eligible and not supported persons from whom it is learned. */
  readonly other: number;
  readonly supported: number;
  readonly expected: ExpectedChange;
  readonly observed: Estimate;
}

/** Who was followed and who was lost, and how far the lost could move the result. */
export interface LossCompared {
  readonly followed: number;
  readonly lost: number;
  /** 前の値, 年齢, 女性の割合: `supported` are the followed, `compared` the lost. */
  readonly rows: readonly BalanceRow[];
  /** The share (or mean change) as it was seen. */
  readonly observed: number;
  /** If all the lost had come out badly, and well; of a mean change both are that of unchanged lost persons. */
  readonly worst: number;
  readonly best: number;
}

export interface IndicatorMethods {
  readonly changes: ChangesCompared | NotPossible;
  readonly expected: ChangeExpected | NotPossible;
  readonly loss: LossCompared | NotPossible;
}

/** The time from the start of the support to 要介護認定, in months. */
export interface TimeToCertification {
  readonly persons: number;
  readonly certified: number;
  readonly died: number;
  /** The month for which the shares are given. */
  readonly months: number;
  readonly free: SurvivalEstimate;
  readonly incidence: SurvivalEstimate;
  readonly mean: SurvivalEstimate;
  /** Supported persons who are not in it, by the reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** One indicator of one programme. */
export interface IndicatorResult {
  /** Id of the indicator, e.g. lowNutrition.weightKept. */
  readonly id: string;
  readonly name: string;
  readonly indicator: ProgrammeIndicator;
  /** Persons who reached it or are in the state after; null where it cannot be said. */
  readonly count: number | null;
  readonly denominator: number | null;
  /** Of whom, in words, e.g. 支援した人（介入人数）50人. */
  readonly denominatorWords: string;
  /** Share with Wilson's interval (0–1); for a measure the mean change (後−前). null with 判定できない and over nobody. */
  readonly estimate: Estimate | null;
  /** Why nothing can be said: 判定できない（…）. Empty otherwise. */
  readonly undetermined: string;
  /** Why the change has no p value, in a whole sentence; '' where it has one, or is none. */
  readonly untested: string;
  readonly before?: Standing;
  readonly after?: Standing;
  /** Paired difference of the share (McNemar) or mean change (paired t). */
  readonly test?: Estimate | PairedProportionDifference;
  /** Wilcoxon, for a measure. */
  readonly rankTest?: Estimate;
  /** 改善・維持・悪化 and the like, with their persons. */
  readonly classes?: readonly { readonly label: string; readonly count: number }[];
  readonly others: readonly OtherDenominator[];
  readonly followUp: FollowUp;
  /** Persons by their states before and after, of a state. */
  readonly pairs?: PairedCounts;
  readonly comparison?: ComparisonResult;
  /** The further methods; absent where no comparison was asked for, and of アウトプット. */
  readonly methods?: IndicatorMethods;
  /** How the persons were selected, where that moves the figure without any support; ''. */
  readonly selection: string;
  /** Whose values the data stand in for; ''. */
  readonly standIn: string;
  /** What must be read with the figure; several sentences are joined. '' when nothing. */
  readonly note: string;
}

/** One programme. targeted = supported + notSupported; supported = followUp.followed + followUp.lost. */
export interface ProgrammeEvaluation {
  readonly programme: Programme;
  /** 抽出: persons of the data of 抽出年度 who meet a criterion of the programme; null where the data cannot say. */
  readonly extracted: number | null;
  readonly targeted: number;
  readonly supported: number;
  readonly notSupported: number;
  /** 未支援 by 状況; blank is 記載なし. */
  readonly notSupportedBy: Readonly<Record<string, number>>;
  readonly output: readonly IndicatorResult[];
  readonly outcome: readonly IndicatorResult[];
  /** Over the supported: followed are those with at least one アウトカム besides 要介護認定, which data answer for everybody. */
  readonly followUp: FollowUp;
  /** With a comparison only. */
  readonly certification?: TimeToCertification | NotPossible;
  /** 死亡, 転出 … among all targeted, by 状況 and the data after. */
  readonly notices: readonly string[];
}

/** The whole evaluation of a workbook. */
export interface Evaluation {
  /** 抽出年度. */
  readonly fiscalYear: number;
  /** 評価年度; null without data after 抽出年度. */
  readonly afterYear: number | null;
  readonly programmes: readonly ProgrammeEvaluation[];
  readonly log: SupportLog;
  readonly stamp: string;
  readonly notices: readonly string[];
}

/** How a comparison group is drawn. */
export interface ComparisonOptions {
  /** Years that ages may differ; absent: the same age class (75歳未満, 75–84, 85以上). */
  readonly ageWithin?: number;
  /** Makes the order of drawing repeatable. */
  readonly seed?: number;
}

export interface EvaluationOptions {
  readonly confidence?: number;
  readonly comparison?: ComparisonOptions;
  /** The settings of the criteria that the persons were selected by; default: the public ones. */
  readonly settings?: CriteriaSettings;
  /** Persons of the data before who met the criterion: the 抽出, from whom the comparison group is drawn. */
  readonly eligible?: (criterion: CriterionId) => { get(row: number): boolean };
}

/** The data of two years. */
export interface YearsOfData {
  readonly before: PersonTable | null;
  readonly after: PersonTable | null;
}
