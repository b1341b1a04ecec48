/** The rule of an outcome indicator as data: the state, the measured value or the event, over which window, judged from what. */
import type { Condition, CriterionId } from '../criteria';
import type { Referral, SupportMeasure } from './outcomes/supportLog';

/** A value of one time: what 支援記録 holds for before and after, 要介護度 of the data, the research score of the questionnaire. */
export type OutcomeMeasure = SupportMeasure | 'careLevel' | 'frailtyScore';

/** The yes/no cells of 支援記録. */
export type WrittenCell =
  'supported' | 'understood' | 'needed' | 'visitConfirmed' | 'checkedUp' | 'aspirationBefore' | 'aspirationAfter';

/**
 * Something that a person may have reached: yes, no, or not known.
 * written — what a yes/no cell says; with `referredTo` only in rows whose つないだ先 names the place.
 * referred — つないだ先 names the place (any place without `to`); else not known.
 * listedFor — the row of 支援記録 names this 抽出目的.
 * own — a column 独自: yes, or the word; `entered` — anything stands there.
 * data — a condition of the data of 評価年度; `checkup`: of a check-up, which counts only after the support began.
 * dentalReceipts — 歯科レセプト of the months after the support began; of yearly counts 0 alone says something for a support begun
 *   within that year.
 * moved — the class of the change is one of these.
 */
export type OutcomeEvent =
  | { readonly is: 'written'; readonly cell: WrittenCell; readonly referredTo?: Referral }
  | { readonly is: 'referred'; readonly to?: Referral }
  | { readonly is: 'listedFor'; readonly criterion: CriterionId }
  | { readonly is: 'own'; readonly column: string; readonly word: string | null }
  | { readonly is: 'entered'; readonly column: string }
  | { readonly is: 'data'; readonly condition: Condition; readonly checkup?: true }
  | { readonly is: 'dentalReceipts' }
  | { readonly is: 'moved'; readonly move: MoveId; readonly to: readonly string[] }
  /** What the first of them says that says anything. */
  | { readonly is: 'firstSaid'; readonly of: readonly OutcomeEvent[] }
  /** Yes where one says yes; else what the first says that says anything. */
  | { readonly is: 'anySaid'; readonly of: readonly OutcomeEvent[] }
  /** 真 または 不明 = 真; 偽 または 不明 = 不明. */
  | { readonly is: 'any'; readonly of: readonly OutcomeEvent[] }
  /** What it says; where it says nothing: no, unless the person was lost. */
  | { readonly is: 'blankIsNo'; readonly of: OutcomeEvent };

/** A split of persons by how they changed; the labels stand in `MOVES`. */
export type MoveId = 'weight' | 'oralItems' | 'careLevel' | 'frailtyClass';

/** A state at one time: a condition in the language of the criteria, or a score of at least so many points. */
export type OutcomeState = Condition | { readonly score: 'frailtyScore'; readonly atLeast: number };

/**
 * Over which time values of the data stand for before and after where 支援記録 has none: the check-ups and receipts of 抽出年度
 * and 評価年度, or the receipts of the three months before and after the support (the years where those do not reach).
 */
export type OutcomeWindow = 'years' | 'threeMonths';

/** What must be said where values of the data stand in for what the ministry's table asks. */
export interface StandIn {
  /** A measured value of the three months, or a cell that nobody filled in. */
  readonly for: { readonly measure: SupportMeasure } | { readonly cell: WrittenCell };
  readonly words: string;
}

interface CommonRule {
  /** Of whom the indicator is asked at all, and how that is said. */
  readonly within?: { readonly event: OutcomeEvent; readonly words: string };
  /** What the selection of the persons rests on, where it bears on the indicator: regression to the mean lurks. */
  readonly selectedOn?: string;
  /** The value before by which persons of a comparison group are matched; `state`: the state before itself. */
  readonly matchedOn?: OutcomeMeasure | 'state';
  /**
   * Says nothing about who was followed: `written` rests on what was written alone, where a blank is "no"; `everybody` is
   * answered by the data for everybody, met again or not.
   */
  readonly saysNothingOfFollowUp?: 'written' | 'everybody';
  /** The split that stands beside the figure. */
  readonly split?: MoveId;
  readonly window?: OutcomeWindow;
  readonly standIn?: StandIn;
}

/**
 * How an indicator is made:
 * reached — persons who reached something, of all in the denominator; those without a record did not reach it;
 * state — persons in a state before and after, of those with both values (McNemar, paired difference);
 * measure — a measured value before and after, of those with both values (paired t, Wilcoxon).
 */
export type IndicatorRule = CommonRule &
  (
    | { readonly kind: 'reached'; readonly event: OutcomeEvent }
    | { readonly kind: 'state'; readonly state: OutcomeState }
    | { readonly kind: 'measure'; readonly measure: OutcomeMeasure }
  );
export type IndicatorKind = IndicatorRule['kind'];

/** An event and every event that it is made of. */
export function eventsIn(event: OutcomeEvent): readonly OutcomeEvent[] {
  switch (event.is) {
    case 'firstSaid':
    case 'anySaid':
    case 'any':
      return [event, ...event.of.flatMap(eventsIn)];
    case 'blankIsNo':
      return [event, ...eventsIn(event.of)];
    default:
      return [event];
  }
}
