/** Whether everybody who meets a criterion is, by that alone, in a state: read off from the two conditions. */
import { criterionById } from './find';
import { resolve, type FieldTest, type Resolved } from './resolve';
import type { Condition, CriteriaSettings, CriterionId } from './types';

/** Whether every value that passes one test of a field passes the other. */
function testImplies(one: FieldTest, other: FieldTest): boolean {
  if (one.field !== other.field) return false;
  if (one.kind === 'codes' || other.kind === 'codes')
    return one.kind === 'codes' && other.kind === 'codes' && one.wanted.every((code) => other.wanted.includes(code));
  const [least, most] = [one.relation.startsWith('>'), one.relation.startsWith('<')];
  switch (other.relation) {
    case '<=':
      return !least && one.threshold <= other.threshold;
    case '<':
      return !least && (one.relation === '<' ? one.threshold <= other.threshold : one.threshold < other.threshold);
    case '>=':
      return !most && one.threshold >= other.threshold;
    case '>':
      return !most && (one.relation === '>' ? one.threshold >= other.threshold : one.threshold > other.threshold);
    case '=':
      return one.relation === '=' && one.threshold === other.threshold;
  }
}

/** Sound, not complete: what it affirms holds for everybody; what it denies may hold for reasons that it does not see. */
function conditionImplies(one: Resolved, other: Resolved): boolean {
  // Taken apart first: of `one` every branch must do, of `other` every part must follow.
  if (one.op === 'any') return one.of.length > 0 && one.of.every((member) => conditionImplies(member, other));
  if (other.op === 'all') return other.of.every((member) => conditionImplies(one, member));
  if (one.op === 'is' && other.op === 'is') return testImplies(one.test, other.test);
  if (one.op === 'all' && one.of.some((member) => conditionImplies(member, other))) return true;
  return other.op === 'any' && other.of.some((member) => conditionImplies(one, member));
}

/**
 * Whether the criterion contains the state: everybody who meets it under these settings is in the state. BMI 20 以下 is contained in
 * 低栄養 (BMI 20 以下 かつ 質問票⑥); HbA1c 8.0 以上 is not contained in コントロール不良者, who may be one by blood pressure.
 */
export function criterionContains(id: CriterionId, settings: CriteriaSettings, state: Condition): boolean {
  const provided = (): boolean => true;
  return conditionImplies(
    resolve(criterionById(id).definition, { id, settings, provided }),
    resolve(state, { id: null, settings: {}, provided }),
  );
}
