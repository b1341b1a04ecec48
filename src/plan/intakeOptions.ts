/** What 抽出条件 says about reading the data: the one place that makes options of the intake from it. */
import type { IntakeOptions } from '../kdb';
import type { ConditionValues } from './conditionsSheet';

/**
 * The options of the intake under these conditions.
 * @param fiscalYear 抽出年度 where another one is asked for than stands in the conditions; its 基準日 is then its last day
 */
export function intakeOptions(
  { fiscalYear: standing, referenceDate, joinByBirth, withoutLeavers, receiptRules, listColumns }: ConditionValues,
  fiscalYear: number | null = standing,
): IntakeOptions {
  return {
    ...(fiscalYear === null ? {} : { fiscalYear }),
    ...(referenceDate === null || fiscalYear !== standing ? {} : { referenceDate }),
    joinByBirth,
    keepLeavers: !withoutLeavers,
    receiptRules,
    ...(listColumns.length === 0 ? {} : { listColumns }),
  };
}
