/** The counts of one criterion, with both denominators, for everybody or within a filter. */
import type { PersonTable } from '../kdb';
import type { BitSet } from './bitSet';
import { criterionById } from './find';
import type { CriterionCount, CriterionResult } from './types';

/**
 * Counts a result. `denominator` is 被保険者数 (the 共通評価指標), `judged` is 判定可能者数 = denominator − undetermined;
 * `within` restricts all four to the rows of a filter.
 */
export function countOf(table: PersonTable, result: CriterionResult, within?: BitSet): CriterionCount {
  const { id, hits, undetermined } = result;
  const denominator = within === undefined ? table.size : within.count();
  const open = within === undefined ? undetermined.count() : undetermined.countAnd(within);
  return {
    id,
    name: criterionById(id).name,
    hits: within === undefined ? hits.count() : hits.countAnd(within),
    denominator,
    judged: denominator - open,
    undetermined: open,
  };
}
