/** Who is left after each condition of a criterion, taken in order. */
import type { PersonTable } from '../kdb';
import type { BitSet } from './bitSet';
import { createEvaluator, type Evaluator } from './evaluator';
import { criterionById } from './find';
import { activeMembers, resolve, type Circumstances } from './resolve';
import type { AttritionStep, Condition, CriteriaSettings, CriterionDefinition, CriterionId } from './types';
import { predicateWords } from './words';

/** The conditions that make the lines of the table. */
function stepsOf({ definition, steps }: CriterionDefinition, circumstances: Circumstances): readonly Condition[] {
  if (steps !== undefined) return steps;
  return definition.op === 'all' ? activeMembers(definition.of, circumstances) : [definition];
}

function labelOf(condition: Condition, circumstances: Circumstances): string {
  const resolved = resolve(condition, circumstances);
  return resolved.op === 'is' ? predicateWords(resolved) : (resolved.label ?? '');
}

/**
 * The attrition table: first line everybody (within the filter), then one line a condition; the last line's `left` is the
 * number of hits, and its `undetermined` the number of 判定不能.
 */
export function attrition(
  source: Evaluator | PersonTable,
  id: CriterionId,
  settings: CriteriaSettings,
  within?: BitSet,
): AttritionStep[] {
  const evaluator = 'table' in source ? source : createEvaluator(source);
  const { table } = evaluator;
  const circumstances = {
    id,
    settings,
    provided: (field: keyof typeof table.columns) => table.columns[field] !== undefined,
  };
  const steps = stepsOf(criterionById(id), circumstances);
  const count = (set: BitSet): number => (within === undefined ? set.count() : set.countAnd(within));
  const everybody = within === undefined ? table.size : within.count();
  const lines: AttritionStep[] = [{ label: '被保険者', left: everybody, removed: 0, undetermined: 0 }];
  steps.forEach((step, index) => {
    const upToHere: Condition = { op: 'all', of: steps.slice(0, index + 1) };
    const { yes, unknown } = evaluator.evaluateCondition(upToHere, id, settings);
    const left = count(yes);
    lines.push({
      label: labelOf(step, circumstances),
      left,
      removed: lines[index]!.left - left,
      undetermined: count(unknown),
    });
  });
  return lines;
}
