/** The fields that a criterion looks at with given settings, in the order of its definition: the values that count. */
import type { Condition, CriteriaSettings, CriterionDefinition } from '../criteria';
import type { FieldId } from '../kdb';

/** Every field of the conditions that take part, once. */
export function fieldsOf(criterion: CriterionDefinition, settings: CriteriaSettings): FieldId[] {
  const fields = new Set<FieldId>();
  const isOn = (parameter: string): boolean => settings[`${criterion.id}.${parameter}`] === true;
  const collect = (condition: Condition): void => {
    if (condition.when !== undefined && !isOn(condition.when)) return;
    if (condition.unless !== undefined && isOn(condition.unless)) return;
    if (condition.op === 'is') fields.add(condition.predicate.field);
    else if (condition.op === 'not') collect(condition.of);
    else condition.of.forEach(collect);
  };
  collect(criterion.definition);
  return [...fields];
}
