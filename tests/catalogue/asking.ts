/** Asks the publication what a call states, of a town whose counts are all known. */
import type { CriterionCount } from '../../src/criteria';
import { Quantities, type Stated } from '../../src/plan/handIn/quantities';

/** An item, a 類型, and the research words. */
export const SUBJECTS = ['4', '口腔機能', 'フレイル', '得点'] as const;

const quantities = new Quantities({
  fiscalYear: 2025,
  countOf: (id) => ({ id, name: id, hits: 30, denominator: 120, judged: 100, undetermined: 20 }) as CriterionCount,
  insured: () => ({ persons: 120, checkedUp: 60 }),
  questionnaire: () => ({ hits: 30, judged: 100 }),
});

export const statedBy = (name: string, texts: readonly string[]): Stated | null => quantities.stated(name, texts, 30);
