/** What 経年比較 takes from 実績の記録: figures of years that the loaded data do not answer. */
import { lackingPurposes, type CriterionId } from '../../criteria';
import { formulaFrom, type Formula, type Part } from '../figures/formula';
import { DASH } from '../formulaCalls';
import type { PlanFacts } from '../forms';
import { OTHER_CONDITION_REMARK, REMAINING_REMARK } from '../record/entry';
import { recorded } from '../record/indicators';
import { recordedFormula } from '../record/lookup';
import { recordedYears, recordOf } from '../record/ofFacts';

/** An indicator of 経年比較 as the record has it. */
interface Recorded {
  /** The purpose whose share it is; absent: 健診受診率. */
  readonly id?: CriterionId;
  /** Id on 実績の記録. */
  readonly recordedAs: string;
}

/** Whether the loaded data answer an indicator in a year; where nothing is known of the years, they do. */
export function isLoaded({ id }: Pick<Recorded, 'id'>, { years, settings }: PlanFacts, year: number): boolean {
  if (years === undefined) return true;
  const known = years.find(({ fiscalYear }) => fiscalYear === year);
  if (known === undefined) return false;
  return id === undefined ? known.fields.has('checkedUp') : !lackingPurposes(known.fields, settings).includes(id);
}

/** The years that 実績の記録 answers because the loaded data do not. */
export function onlyRecorded(facts: PlanFacts, indicator: Recorded): number[] {
  return recordedYears(facts, recorded(indicator.recordedAs).name).filter(
    (year) => year < facts.fiscalYear && !isLoaded(indicator, facts, year),
  );
}

export type RecordedColumn = 'value' | 'numerator' | 'denominator';

/** An expression for a year in a cell: what is recorded where the data do not answer, else `otherwise`. */
export function orRecorded(
  facts: PlanFacts,
  years: readonly number[],
  { as, column, year, otherwise }: { as: string; column: RecordedColumn; year: string; otherwise: Part },
): Formula {
  return years.reduceRight<Formula>((rest, each) => {
    const found = recordedFormula(facts, each, recorded(as).name);
    if (found === null) return rest;
    const value = found.column(column, `"${DASH}"`);
    // Figures of other conditions are shown as a share and never compared.
    const shown =
      column === 'value' || found.remark === null
        ? value
        : `IF(ISNUMBER(SEARCH("${OTHER_CONDITION_REMARK}",${found.remark})),"${DASH}",${value})`;
    return rest.within(`IF(${year}=${each},${shown},`, ')');
  }, formulaFrom(otherwise));
}

/** Whether the denominator of a recorded year left the 対象外者 out. */
export function recordedBasis(facts: PlanFacts, { recordedAs }: Recorded, year: number): string {
  const found = recordOf(facts).figures.find(({ key }) => key === `${year}|${recorded(recordedAs).name}|全体`);
  return found?.candidates[0]?.condition === '対象外者を除く' ? 'TRUE' : 'FALSE';
}

/** Whether a recorded year holds only those who were still in the register; `otherwise` for the years that are loaded. */
export function remainingInRecord(
  facts: PlanFacts,
  indicators: readonly Recorded[],
  { year, otherwise }: { year: string; otherwise: Part },
): Formula {
  const marked = new Set(
    recordOf(facts).figures.flatMap(({ candidates }) =>
      candidates.filter(({ remark }) => remark.includes(REMAINING_REMARK)).map(({ fiscalYear }) => fiscalYear),
    ),
  );
  const years = [...new Set(indicators.flatMap((indicator) => onlyRecorded(facts, indicator)))];
  return years.reduceRight<Formula>(
    (rest, each) =>
      (facts.years ?? []).some(({ fiscalYear }) => fiscalYear === each)
        ? rest
        : rest.within(`IF(${year}=${each},"${marked.has(each) ? REMAINING_REMARK : ''}",`, ')'),
    formulaFrom(otherwise),
  );
}
