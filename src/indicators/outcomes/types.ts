/** The shapes of the programme evaluation: what became of an indicator, who could not be followed, and how it is compared. */
import type { CriteriaSettings, CriterionId } from '../../criteria';
import type { PersonTable } from '../../kdb';
import type { DifferenceInDifferences } from '../differenceInDifferences';
import type { Estimate, IntervalEstimate } from '../estimate';
import type { ExpectedChange } from '../expectedChange';
import type { Denominator, Programme, ProgrammeIndicator } from '../programmes';
import type { PairedCounts, PairedProportionDifference } from '../mcnemar';
import type { SurvivalEstimate } from '../survival';
import type { SupportLog } from './supportLog';

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
  /** If all the lost had come out badly, and well; null of a mean change, which has no end. */
  readonly worst: number | null;
  readonly best: number | null;
  /** The mean change if none of the lost had changed; null of a share. */
  readonly unchanged: number | null;
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
