/** Short words in which the definitions are written, so that they read like the document they come from. */
import type { CodeField, CountField, FieldId, FlagField, MeasureField, QuestionField } from '../kdb';
import type { Condition, ConditionTerms, Predicate } from './types';

type Compared = MeasureField | CountField | 'proteinuria';

function compare(field: Compared, relation: '<=' | '<' | '>=' | '>', parameter: string): Condition {
  return { op: 'is', predicate: { kind: 'compare', field, relation, than: { parameter } } };
}

/** At most the parameter (以下). */
export const atMost = (field: Compared, parameter: string): Condition => compare(field, '<=', parameter);
/** Below the parameter (未満). */
export const below = (field: Compared, parameter: string): Condition => compare(field, '<', parameter);
/** At least the parameter (以上). */
export const atLeast = (field: Compared, parameter: string): Condition => compare(field, '>=', parameter);

function is(predicate: Predicate): Condition {
  return { op: 'is', predicate };
}

/** At least, or at most, a number that no setting changes: what a public indicator counts, e.g. BMI 20 以下. */
export const fixedAtLeast = (field: Compared, constant: number): Condition =>
  is({ kind: 'compare', field, relation: '>=', than: { constant } });
export const fixedAtMost = (field: Compared, constant: number): Condition =>
  is({ kind: 'compare', field, relation: '<=', than: { constant } });

/** No receipt (件数 0). */
export const noReceipts = (field: CountField): Condition =>
  is({ kind: 'compare', field, relation: '=', than: { constant: 0 } });

/** The answer or class is one of these codes. */
export const answered = (field: CodeField, ...oneOf: readonly number[]): Condition =>
  is({ kind: 'answer', field, oneOf });

/** 質問票の「はい」. */
export const saysYes = (field: QuestionField): Condition => answered(field, 1);

export const has = (field: FlagField): Condition => is({ kind: 'flag', field, is: 'yes' });
export const hasNo = (field: FlagField): Condition => is({ kind: 'flag', field, is: 'no' });

export const all = (label: string, ...of: readonly Condition[]): Condition => ({ op: 'all', label, of });
export const any = (label: string, ...of: readonly Condition[]): Condition => ({ op: 'any', label, of });

function withTerms(terms: ConditionTerms, condition: Condition): Condition {
  return { ...condition, ...terms };
}

/** The condition takes part only while the switch is on. */
export const when = (parameter: string, condition: Condition): Condition => withTerms({ when: parameter }, condition);
/** The condition takes part only while the switch is off. */
export const unless = (parameter: string, condition: Condition): Condition =>
  withTerms({ unless: parameter }, condition);
/** The condition takes part only where some source provides the field. */
export const whenPresent = (field: FieldId, condition: Condition): Condition =>
  withTerms({ whenPresent: field }, condition);
