/** A condition asked of one person whose values anybody may give: the same three-valued logic as for whole columns. */
import type { FieldId, PersonTable } from '../kdb';
import { andTruth, notTruth, orTruth, type Truth } from './kleene';
import { resolve, type FieldTest, type Resolved } from './resolve';
import { holds } from './scan';
import type { Condition } from './types';

/** The value of a field as a number, an answer code or a flag's code; null where it is missing. */
export type ValueOf = (field: FieldId) => number | null;

/** One person's value of a field as a number, a code included; null where it is missing. */
export function valueIn(table: PersonTable, row: number): ValueOf {
  return (field) => {
    const column = table.columns[field];
    switch (column?.kind) {
      case 'code':
      case 'flag':
        return column.codes[row] === 0 ? null : column.codes[row]!;
      case 'measure':
        return Number.isNaN(column.values[row]) ? null : column.values[row]!;
      case 'count':
        return column.values[row]! < 0 ? null : column.values[row]!;
      default:
        return null;
    }
  };
}

/** One person's truth of one test. */
export function testTruth(test: FieldTest, valueOf: ValueOf): Truth {
  const value = valueOf(test.field);
  if (value === null) return 'unknown';
  const isTrue = test.kind === 'codes' ? test.wanted.includes(value) : holds(value, test.relation, test.threshold);
  return isTrue ? 'true' : 'false';
}

/** One person's truth of a condition whose thresholds are in force. */
export function resolvedTruth(condition: Resolved, valueOf: ValueOf): Truth {
  switch (condition.op) {
    case 'is':
      return testTruth(condition.test, valueOf);
    case 'not':
      return notTruth(resolvedTruth(condition.of, valueOf));
    case 'all':
      return andTruth(condition.of.map((member) => resolvedTruth(member, valueOf)));
    case 'any':
      return orTruth(condition.of.map((member) => resolvedTruth(member, valueOf)));
  }
}

/** A condition with constants alone, ready to be asked of many persons. A parameter in it is a defect of the program and throws. */
export function asked(
  condition: Condition,
  provided: (field: FieldId) => boolean = () => true,
): (valueOf: ValueOf) => Truth {
  const resolved = resolve(condition, { id: null, settings: {}, provided });
  return (valueOf) => resolvedTruth(resolved, valueOf);
}
