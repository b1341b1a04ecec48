/** What the sheets of the framework share: their names, the years of the plan, formulas that show a dash for nothing. */
import type { CriterionId } from '../../../criteria';
import { ask, formula, type Formula } from '../../figures/formula';
import { numberOf } from '../../figures/meaning';
import { asFormat, type Quantity } from '../../figures/quantity';
import { purposeCall } from '../../formulaCalls';
import type { PlanFacts } from '../facts';
import type { FormCell, FormFigure } from '../form';

export { DASH, orDash, orDashInside, purposeCall, quoted } from '../../formulaCalls';

export {
  ANALYSIS_SHEET,
  AREAS_SHEET,
  BASICS_SHEET,
  OTHERS_SHEET,
  OVERLAP_SHEET,
  QUESTIONNAIRE_SHEET,
  WHOLE_SHEET,
} from '../../sheetNames';

/** 第3期データヘルス計画: fiscal years 2024 (令和6) to 2029 (令和11). */
export const PLAN_YEARS = [2024, 2025, 2026, 2027, 2028, 2029] as const;
/** 計画策定時. */
export const BASE_YEAR = 2022;

/** A limit of the interval of the share of a purpose, as a part of a formula. */
export function purposeInterval(id: CriterionId, limit: '下限' | '上限', filter?: string): Formula {
  return formula`IKKATSU.PROPORTION(${purposeCall(id, '人数', filter)},${purposeCall(id, '分母', filter)},"${limit}")`;
}

/** The same as a whole formula. */
export function purposeLimit(id: CriterionId, limit: '下限' | '上限', filter?: string): Formula {
  return purposeInterval(id, limit, filter).whole();
}

/** A figure of the insured persons; `otherwise`: what a group of nobody shows, as a formula. */
export function insuredCall(wanted: string, filter?: string, otherwise?: string): Formula {
  const last = otherwise === undefined ? [] : [null, null, null, { as: otherwise }];
  return ask('INSURED', wanted, filter ?? null, ...last);
}

export function kdbCall(indicator: string, compare?: string): Formula {
  return ask('KDBFIGURE', indicator, compare ?? null);
}

export { COUNT, ONE_DECIMAL, P_VALUE, SHARE, SMALL_SHARE, TWO_DECIMALS, YEN } from '../../figures/quantity';

export const text = (words: string): FormCell => ({ text: words, style: 'body' });
const formatted = (quantity: Quantity | string): { readonly format?: string } => {
  const format = asFormat(quantity);
  return format === undefined ? {} : { format };
};

/** A figure; see `numberOf`. */
export const figure = (of: Formula | string, quantity?: Quantity): FormFigure => ({
  ...numberOf(of, quantity),
  style: 'figure',
});
export const entry = (draft = '', more: { hint?: string; options?: readonly string[] } = {}): FormCell => ({
  input: draft,
  style: 'entry',
  ...more,
});
export const goal = (quantity: Quantity | string, hint?: string): FormCell => ({
  input: '',
  style: 'entryNumber',
  ...formatted(quantity),
  ...(hint === undefined ? {} : { hint }),
});

/** Targets of a line, one a year: what an older workbook brings of the indicator, else to be typed. */
export const goals = (
  { record }: Pick<PlanFacts, 'record'>,
  id: string,
  quantity: Quantity | string,
): Readonly<Record<string, FormCell>> =>
  Object.fromEntries(
    PLAN_YEARS.map((year): [string, FormCell] => {
      const older = record?.targets?.find((each) => each.id === id && each.fiscalYear === year);
      return [`y${year}`, { input: older?.target ?? '', style: 'entryNumber', ...formatted(quantity) }];
    }),
  );

/** First drafts are marked, so that nobody takes them for the analyst's own words. */
export const draft = (words: string): string => `【下書き】${words}`;
