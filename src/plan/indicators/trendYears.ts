/** The years that 経年比較 begins with, those that a person typed over them, and those that a chart spans. */
import { type PlanFacts, readStanding } from '../forms';
import { TREND_SHEET } from '../sheetNames';
import { columnOf, YEAR_ROW, YEARS } from './trendColumns';
import { type Indicator, INDICATORS } from './trendIndicators';
import { isLoaded, onlyRecorded } from './trendRecord';

/** The years that the form begins with, in their places; undefined leaves a place blank. */
export function defaultYears(facts: PlanFacts): readonly (number | undefined)[] {
  const { fiscalYear, years } = facts;
  const known = (years ?? [])
    .filter(({ rows }) => rows.checkup + rows.receipt + rows.certification > 0)
    .map((year) => year.fiscalYear)
    .filter((year) => year < fiscalYear);
  const before = [...new Set([...known, ...INDICATORS.flatMap((indicator) => onlyRecorded(facts, indicator))])];
  const all = [...(before.length > 0 ? before.sort((a, b) => a - b) : [fiscalYear - 1]), fiscalYear].slice(
    -YEARS.length,
  );
  return YEARS.map((_, index) => all[index - (YEARS.length - all.length)]);
}

/** The years that a person typed into a standing form, by their places. */
function typedYears({ standing }: PlanFacts): readonly unknown[] {
  const cells = standing?.get(TREND_SHEET);
  const form = cells === undefined ? null : readStanding(cells);
  if (cells === undefined || form === null) return [];
  const row = [...form.rows].find(([, { key }]) => key === YEAR_ROW)?.[0];
  const columns = new Map([...form.columns].map(([at, { key }]) => [key, at]));
  return row === undefined
    ? []
    : YEARS.map((year) => cells.values[row]?.[columns.get(columnOf('hits', year)) ?? -1] ?? undefined);
}

/** The places of the first and the last year that a chart shows. */
export interface Slots {
  readonly from: number;
  readonly to: number;
}

/** The years in their places as they are typed, or as the form begins; undefined: a blank place. */
export type ShownYears = readonly (number | undefined)[];

export function shownYears(facts: PlanFacts): ShownYears {
  const [typed, defaults] = [typedYears(facts), defaultYears(facts)];
  const isTyped = typed.some((year) => year !== undefined);
  return YEARS.map((_, index) => {
    const year = isTyped ? typed[index] : defaults[index];
    return typeof year === 'number' ? year : undefined;
  });
}

/** A chart spans the years that have data for its indicator; null where there are not two. */
export function slotsOf(indicator: Indicator, facts: PlanFacts, shown: ShownYears): Slots | null {
  const years = onlyRecorded(facts, indicator);
  const hasData = (year: number | undefined): boolean =>
    year !== undefined && (isLoaded(indicator, facts, year) || years.includes(year));
  const filled = YEARS.filter((_, index) => hasData(shown[index]));
  return filled.length < 2 ? null : { from: filled[0]!, to: filled.at(-1)! };
}
