/** Counts that follow the thresholds while they are typed: one changed predicate is looked at anew, the rest is remembered. */
import { useDeferredValue, useMemo } from 'react';
import { countOf, CRITERION_IDS, type CriteriaSettings, type CriterionCount, type CriterionId } from '../../criteria';
import type { Dataset } from '../door';

export type LiveCounts = ReadonlyMap<CriterionId, CriterionCount>;

function countAll({ evaluator, table }: Dataset, settings: CriteriaSettings): LiveCounts {
  return new Map(CRITERION_IDS.map((id) => [id, countOf(table, evaluator.evaluate(id, settings))]));
}

/** Counts under what stands in the sheet and under what is typed; null without data. Typing goes before counting. */
export function useLiveCounts(dataset: Dataset | null, standing: CriteriaSettings, typed: CriteriaSettings) {
  const settled = useDeferredValue(typed);
  const before = useMemo(() => (dataset === null ? null : countAll(dataset, standing)), [dataset, standing]);
  const now = useMemo(() => (dataset === null ? null : countAll(dataset, settled)), [dataset, settled]);
  return { before, now };
}
