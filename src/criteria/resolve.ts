/** A definition under given settings: thresholds filled in, and the conditions that take no part left out. */
import { NO, YES, type CodeField, type FieldId, type FlagField, type MeasureField, type CountField } from '../kdb';
import type { Condition, CriteriaSettings, CriterionId, Predicate } from './types';
import type { Relation } from './scan';

/** What is asked of one field. Codes are ascending. */
export type FieldTest =
  | {
      readonly kind: 'number';
      readonly field: MeasureField | CountField;
      readonly relation: Relation;
      readonly threshold: number;
    }
  | { readonly kind: 'codes'; readonly field: CodeField | FlagField; readonly wanted: readonly number[] };

/** A predicate with its test and, where it compares, the threshold in force. */
export interface ResolvedPredicate {
  readonly op: 'is';
  readonly label?: string;
  readonly predicate: Predicate;
  readonly test: FieldTest;
}

/** A condition whose every part takes part. */
export type Resolved =
  | { readonly op: 'all' | 'any'; readonly label?: string; readonly of: readonly Resolved[] }
  | { readonly op: 'not'; readonly label?: string; readonly of: Resolved }
  | ResolvedPredicate;

/** What decides which conditions take part. */
export interface Circumstances {
  /** The criterion whose parameters are asked; null for a condition with constants alone. */
  readonly id: CriterionId | null;
  readonly settings: CriteriaSettings;
  /** Whether some source provides the field. */
  readonly provided: (field: FieldId) => boolean;
}

/** The key of a parameter in the settings. */
export function settingKey(id: CriterionId | null, parameter: string): string {
  return `${id}.${parameter}`;
}

/** The number in force. A key that is not in the settings is a defect of the program and throws. */
export function numberSetting(settings: CriteriaSettings, id: CriterionId | null, parameter: string): number {
  const value = settings[settingKey(id, parameter)];
  if (typeof value !== 'number') throw new Error(`settings hold no number ${settingKey(id, parameter)}`);
  return value;
}

/** The switch in force. A key that is not in the settings is a defect of the program and throws. */
export function switchSetting(settings: CriteriaSettings, id: CriterionId | null, parameter: string): boolean {
  const value = settings[settingKey(id, parameter)];
  if (typeof value !== 'boolean') throw new Error(`settings hold no switch ${settingKey(id, parameter)}`);
  return value;
}

/** 尿蛋白 classes 1 (－) to 5 (3+), in ascending order of severity. */
const PROTEINURIA_CLASSES = [1, 2, 3, 4, 5] as const;

const RELATIONS: Record<Relation, (a: number, b: number) => boolean> = {
  '<=': (a, b) => a <= b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
  '=': (a, b) => a === b,
};

function testOf(predicate: Predicate, { id, settings }: Circumstances): FieldTest {
  switch (predicate.kind) {
    case 'flag':
      return { kind: 'codes', field: predicate.field, wanted: [predicate.is === 'yes' ? YES : NO] };
    case 'answer':
      return { kind: 'codes', field: predicate.field, wanted: [...predicate.oneOf].sort((a, b) => a - b) };
    case 'compare': {
      const { field, relation, than } = predicate;
      const threshold = 'parameter' in than ? numberSetting(settings, id, than.parameter) : than.constant;
      if (field !== 'proteinuria') return { kind: 'number', field, relation, threshold };
      const wanted = PROTEINURIA_CLASSES.filter((code) => RELATIONS[relation](code, threshold));
      return { kind: 'codes', field, wanted };
    }
  }
}

function takesPart(condition: Condition, { id, settings, provided }: Circumstances): boolean {
  if (condition.when !== undefined && !switchSetting(settings, id, condition.when)) return false;
  if (condition.unless !== undefined && switchSetting(settings, id, condition.unless)) return false;
  return condition.whenPresent === undefined || provided(condition.whenPresent);
}

/** The members of a group that take part. */
export function activeMembers(members: readonly Condition[], circumstances: Circumstances): Condition[] {
  return members.filter((member) => takesPart(member, circumstances));
}

/** The condition with its thresholds in force. The outermost condition always takes part. */
export function resolve(condition: Condition, circumstances: Circumstances): Resolved {
  const label = condition.label === undefined ? {} : { label: condition.label };
  switch (condition.op) {
    case 'is':
      return { op: 'is', ...label, predicate: condition.predicate, test: testOf(condition.predicate, circumstances) };
    case 'not':
      return { op: 'not', ...label, of: resolve(condition.of, circumstances) };
    default: {
      const members = activeMembers(condition.of, circumstances);
      return { op: condition.op, ...label, of: members.map((member) => resolve(member, circumstances)) };
    }
  }
}

/** Every predicate of a resolved condition, in reading order. */
export function predicatesOf(condition: Resolved): ResolvedPredicate[] {
  if (condition.op === 'is') return [condition];
  if (condition.op === 'not') return predicatesOf(condition.of);
  return condition.of.flatMap(predicatesOf);
}
