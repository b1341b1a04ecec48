/** What 抽出条件 says about reading the data: the one place that makes options of the intake from it. */
import { fiscalYearOf, type IntakeOptions } from '../kdb';
import type { ConditionValues } from './conditionsSheet';

/**
 * 基準日 where a fiscal year is asked for: one that lies in another year was typed for the 抽出年度 that stands, and holds for that
 * one alone; null: the last day of the year.
 */
export function referenceDateIn(
  { fiscalYear: standing, referenceDate }: Pick<ConditionValues, 'fiscalYear' | 'referenceDate'>,
  fiscalYear: number | null,
): number | null {
  if (referenceDate === null || fiscalYear === standing || fiscalYear === null) return referenceDate;
  return fiscalYearOf(referenceDate) === fiscalYear ? referenceDate : null;
}

/**
 * The options of the intake under these conditions.
 * @param fiscalYear 抽出年度 where another one is asked for than stands in the conditions
 */
export function intakeOptions(
  conditions: ConditionValues,
  fiscalYear: number | null = conditions.fiscalYear,
): IntakeOptions {
  const { joinByBirth, withoutLeavers, receiptRules, listColumns } = conditions;
  const referenceDate = referenceDateIn(conditions, fiscalYear);
  return {
    ...(fiscalYear === null ? {} : { fiscalYear }),
    ...(referenceDate === null ? {} : { referenceDate }),
    joinByBirth,
    keepLeavers: !withoutLeavers,
    receiptRules,
    ...(listColumns.length === 0 ? {} : { listColumns }),
  };
}
