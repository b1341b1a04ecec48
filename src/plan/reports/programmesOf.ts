/** Which programmes of the evaluation belong to which 取組区分, and the lines of each. */
import { findCriterion } from '../../criteria';
import {
  otherProgramme,
  plainName,
  PROGRAMMES,
  type IndicatorResult,
  type Programme,
  type ProgrammeEvaluation,
} from '../../indicators';
import type { PlanFacts } from '../forms';
import { HIGH_RISK_CATEGORIES, type HighRiskCategory } from './categories';

/** One programme on the forms: what it is, and what came of it where 支援記録 says so. */
export interface Reported {
  readonly programme: Programme;
  readonly evaluation: ProgrammeEvaluation | null;
}

/** 取組区分 with its programmes; those of the analyst's own that fit none stand at the end under their own names. */
export interface ReportedCategory {
  readonly id: string;
  readonly name: string;
  readonly programmes: readonly Reported[];
}

/** True when a purpose of the analyst's own is named like the 取組区分 or like one of its extraction purposes. */
function belongs(purpose: string, { name, criteria }: HighRiskCategory): boolean {
  const criterion = findCriterion(purpose)?.id;
  return plainName(purpose) === plainName(name) || (criterion !== undefined && criteria.includes(criterion));
}

/** The seven 取組区分 and what the log adds to them. */
export function reportedCategories({ evaluation }: Pick<PlanFacts, 'evaluation'>): ReportedCategory[] {
  const evaluated = evaluation?.programmes ?? [];
  const own = evaluated.filter(({ programme }) => programme.id === 'other');
  const placed = new Set<ProgrammeEvaluation>();
  const categories = HIGH_RISK_CATEGORIES.map((category): ReportedCategory => {
    const named = PROGRAMMES.filter(({ criteria }) => criteria.some((id) => category.criteria.includes(id)));
    const others = own.filter((each) => !placed.has(each) && belongs(each.programme.name, category));
    others.forEach((each) => placed.add(each));
    const programmes = [
      ...named.map((programme) => ({
        programme,
        evaluation: evaluated.find((each) => each.programme.id === programme.id) ?? null,
      })),
      ...others.map((each) => ({ programme: each.programme, evaluation: each })),
    ];
    const whole = programmes.length > 0 ? programmes : [{ programme: otherProgramme(category.name), evaluation: null }];
    return { id: category.id, name: category.name, programmes: whole };
  });
  const rest = own.filter((each) => !placed.has(each));
  return [
    ...categories,
    ...rest.map((each, index) => ({
      id: `own${index + 1}`,
      name: each.programme.name,
      programmes: [{ programme: each.programme, evaluation: each }],
    })),
  ];
}

/** One indicator of a programme with its result, where there is one. */
export interface Line {
  readonly indicator: IndicatorResult['indicator'];
  readonly result: IndicatorResult | null;
}

/** The lines of a programme: the ministry's table, and of our own additions those that say something. */
export function linesOf({ programme, evaluation }: Reported): Line[] {
  const results = [...(evaluation?.output ?? []), ...(evaluation?.outcome ?? [])];
  const known = programme.indicators.map((indicator): Line => ({
    indicator,
    result: results.find(({ id }) => id === indicator.id) ?? null,
  }));
  const added = results
    .filter(({ id }) => !programme.indicators.some((indicator) => indicator.id === id))
    .map((result): Line => ({ indicator: result.indicator, result }));
  return [...known, ...added].filter(
    ({ indicator, result }) =>
      indicator.status === 'sourced' ||
      (result !== null && result.undetermined === '' && (result.denominator ?? 0) > 0),
  );
}

/** The key of a programme in rows and charts. */
export function programmeKey({ programme }: ProgrammeEvaluation, index: number): string {
  return programme.id === 'other' ? `other${index}` : programme.id;
}
