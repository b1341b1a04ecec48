/** A criterion as a Japanese sentence with the thresholds in force. */
import type { PersonTable } from '../kdb';
import { resolve, switchSetting, type Resolved } from './resolve';
import type { Condition, CriteriaSettings, CriterionDefinition } from './types';
import { fieldName, predicateWords } from './words';

/** The words of a resolved condition; a group inside a group of the other kind stands in brackets. */
function words(condition: Resolved, inside: 'all' | 'any' | null): string {
  switch (condition.op) {
    case 'is':
      return predicateWords(condition);
    case 'not':
      return `（${words(condition.of, null)}）ではない`;
    default: {
      const { op, of } = condition;
      if (of.length === 0) return op === 'all' ? 'すべての人' : '該当なし';
      if (of.length === 1) return words(of[0]!, inside);
      const text = of.map((member) => words(member, op)).join(op === 'all' ? ' かつ ' : ' または ');
      return inside === null || inside === op ? text : `（${text}）`;
    }
  }
}

/** The fields that are looked at only where a source provides them, of the conditions that the switches leave in. */
export function optionalFields(
  condition: Condition,
  { id }: Pick<CriterionDefinition, 'id'>,
  settings: CriteriaSettings,
): NonNullable<Condition['whenPresent']>[] {
  if (condition.when !== undefined && !switchSetting(settings, id, condition.when)) return [];
  if (condition.unless !== undefined && switchSetting(settings, id, condition.unless)) return [];
  const own = condition.whenPresent === undefined ? [] : [condition.whenPresent];
  if (condition.op === 'is') return own;
  const members = condition.op === 'not' ? [condition.of] : condition.of;
  return [...own, ...members.flatMap((member) => optionalFields(member, { id }, settings))];
}

/**
 * The criterion in one sentence with the current thresholds. With a table, it tells what is looked at in that table;
 * without one, what is looked at only where its column is there is said so.
 */
export function wording(definition: CriterionDefinition, settings: CriteriaSettings, table?: PersonTable): string {
  const provided = (field: NonNullable<Condition['whenPresent']>): boolean =>
    table === undefined || table.columns[field] !== undefined;
  const sentence = `${words(resolve(definition.definition, { id: definition.id, settings, provided }), null)}の人。`;
  if (table !== undefined) return sentence;
  const optional = optionalFields(definition.definition, definition, settings).map(fieldName);
  return optional.length === 0 ? sentence : `${sentence}${optional.join('、')}は、列があるときだけ見る。`;
}
