/** Why one person is, is not, or cannot be said to be a target: the conditions that decided, with the values. */
import type { FieldId, PersonTable } from '../kdb';
import { divisionAt } from './divisions';
import { criterionById } from './find';
import type { Truth } from './kleene';
import { certificationRemark } from './remarks';
import { resolve, type FieldTest, type Resolved, type ResolvedPredicate } from './resolve';
import { resolvedTruth, testTruth, valueIn } from './truth';
import type { Answer, CriteriaSettings, CriterionId, Explanation, FiredCondition } from './types';
import { fieldName, shortName, limitWords, predicateWords, valueWord } from './words';

const truthOfTest = (table: PersonTable, test: FieldTest, row: number): Truth => testTruth(test, valueIn(table, row));
const truthOf = (table: PersonTable, condition: Resolved, row: number): Truth =>
  resolvedTruth(condition, valueIn(table, row));

/** A predicate and whether it stands under a `not`. */
interface Standing {
  readonly resolved: ResolvedPredicate;
  readonly negated: boolean;
}

/**
 * The predicates that make the condition what it is: for true and false those that suffice for it together, for unknown
 * those without a value that could still turn it.
 */
function deciding(table: PersonTable, condition: Resolved, row: number, negated = false): Standing[] {
  switch (condition.op) {
    case 'is':
      return [{ resolved: condition, negated }];
    case 'not':
      return deciding(table, condition.of, row, !negated);
    default: {
      const truth = truthOf(table, condition, row);
      const members = condition.of.filter((member) => truthOf(table, member, row) === truth);
      return members.flatMap((member) => deciding(table, member, row, negated));
    }
  }
}

/** Every predicate of the condition that speaks for it (true, or false under a `not`). */
function inFavour(table: PersonTable, condition: Resolved, row: number, negated = false): Standing[] {
  switch (condition.op) {
    case 'is': {
      const truth = truthOfTest(table, condition.test, row);
      return truth === (negated ? 'false' : 'true') ? [{ resolved: condition, negated }] : [];
    }
    case 'not':
      return inFavour(table, condition.of, row, !negated);
    default:
      return condition.of.flatMap((member) => inFavour(table, member, row, negated));
  }
}

function fired(table: PersonTable, { resolved, negated }: Standing, row: number): FiredCondition {
  const { field } = resolved.test;
  const label = predicateWords(resolved);
  return {
    label: negated ? `「${label}」ではない` : label,
    field,
    value: `${shortName(field)} ${valueWord(table, field, row)}`,
  };
}

/** The value with the limit it was held against, e.g. "BMI 18.4（20 以下）". */
function withLimit(table: PersonTable, { resolved, negated }: Standing, row: number): string {
  const limit = limitWords(resolved).replace(/[（）]/g, '');
  const { value } = fired(table, { resolved, negated }, row);
  return limit === '' ? value : `${value}（${negated ? '除外 ' : '基準 '}${limit}）`;
}

const ANSWERS: Record<Truth, Answer> = { true: '該当', false: '非該当', unknown: '判定不能' };

/** One person's truth of a condition, with the predicates behind it. */
export type Reasons = Omit<Explanation, 'id' | 'sentence'> & {
  /** The deciding values with the limits they were held against, joined by 、. */
  readonly values: string;
};

/** Why one condition is true, false or unknown for one person; see `explain` for the parts. */
export function reasonsFor(table: PersonTable, condition: Resolved, row: number): Reasons {
  const truth = truthOf(table, condition, row);
  const decisive = deciding(table, condition, row);
  const because = truth === 'true' ? decisive : inFavour(table, condition, row);
  const missing = truth === 'unknown' ? [...new Set(decisive.map(({ resolved }) => resolved.test.field))] : [];
  return {
    answer: ANSWERS[truth],
    because: because.map((standing) => fired(table, standing, row)),
    against: truth === 'false' ? decisive.map((standing) => fired(table, standing, row)) : [],
    missing: missing.map((field) => ({ field, label: fieldName(field) })),
    values: decisive.map((standing) => withLimit(table, standing, row)).join('、'),
  };
}

/**
 * Explains one person's answer. `because` holds the conditions in favour (for a target those that made it one), `against`
 * the false ones that decided 非該当, `missing` the fields whose values would have decided. A row outside the table throws
 * RangeError.
 */
export function explain(table: PersonTable, id: CriterionId, settings: CriteriaSettings, row: number): Explanation {
  if (!(Number.isInteger(row) && row >= 0 && row < table.size)) throw new RangeError(`no row ${row} in the table`);
  const { name, definition, divisions = [], ranking } = criterionById(id);
  const provided = (field: FieldId): boolean => table.columns[field] !== undefined;
  const { values, ...reasons } = reasonsFor(table, resolve(definition, { id, settings, provided }), row);
  const divided = [...divisions, ...(ranking === undefined ? [] : [ranking])]
    .map((division) => `${division.heading}は${divisionAt(table, division, { id, settings, row })}`)
    .join('、')
    .replace(/.$/su, '$&。');
  const sentences: Record<Answer, string> = {
    該当: `${name}に該当します：${values}。${divided}`,
    非該当: `${name}に該当しません：${values}。`,
    判定不能: `${name}は判定できません：${reasons.missing.map(({ label }) => label).join('、')}の値がありません。`,
  };
  return { id, ...reasons, sentence: sentences[reasons.answer] + certificationRemark(table, id, settings) };
}
