/** Whether the columns of a criterion are there, and what it means when one is not. */
import type { FieldId, PersonTable } from '../kdb';
import { purposesInUse } from './definitions';
import { criterionById } from './find';
import { andTruth, notTruth, orTruth, type Truth } from './kleene';
import { certificationRemark } from './remarks';
import { predicatesOf, resolve, type Resolved } from './resolve';
import { type CriteriaSettings, type CriterionId, type Readiness } from './types';
import { fieldName } from './words';

type Outcomes = ReadonlySet<Truth>;

/** Every truth that two parts can give together. */
function combine(left: Outcomes, right: Outcomes, joined: (truths: readonly Truth[]) => Truth): Outcomes {
  return new Set([...left].flatMap((a) => [...right].map((b) => joined([a, b]))));
}

/** The truths a condition can still take, when absent columns are unknown for everybody. */
function outcomes(condition: Resolved, absent: ReadonlySet<FieldId>): Outcomes {
  switch (condition.op) {
    case 'is':
      return new Set<Truth>(absent.has(condition.test.field) ? ['unknown'] : ['true', 'false', 'unknown']);
    case 'not':
      return new Set([...outcomes(condition.of, absent)].map(notTruth));
    default: {
      const joined = condition.op === 'all' ? andTruth : orTruth;
      const start: Outcomes = new Set([joined([])]);
      return condition.of.reduce((sofar, member) => combine(sofar, outcomes(member, absent), joined), start);
    }
  }
}

function meaning(possible: Outcomes): string {
  if (!possible.has('true') && !possible.has('false')) return '全員が判定不能になります。';
  if (!possible.has('true')) return '該当する人は出ません。ほかの条件で非該当と決まる人のほかは、判定不能になります。';
  if (!possible.has('false')) return '非該当の人は出ません。ほかの条件で該当と決まる人のほかは、判定不能になります。';
  return 'ほかの条件で該当・非該当が決まる人のほかは、判定不能になります。';
}

/** What the table provides for a criterion under these settings. A column that is looked at only where provided is never absent. */
export function readiness(table: PersonTable, id: CriterionId, settings: CriteriaSettings): Readiness {
  const provided = (field: FieldId): boolean => table.columns[field] !== undefined;
  const condition = resolve(criterionById(id).definition, { id, settings, provided });
  const fields = new Set<FieldId>(predicatesOf(condition).map(({ test }) => test.field));
  const absent = [...fields].filter((field) => !provided(field));
  const names = absent.map(fieldName);
  const remark = certificationRemark(table, id, settings);
  return {
    id,
    ready: absent.length === 0,
    absent: absent.map((field) => ({ field, label: fieldName(field) })),
    notice:
      names.length === 0 ? '' : `${names.join('、')}の列がないため、${meaning(outcomes(condition, new Set(absent)))}`,
    remarks: remark === '' ? [] : [remark],
  };
}

/** The purposes that look at a field which is not provided, under these settings. */
export function lackingPurposes(fields: ReadonlySet<FieldId>, settings: CriteriaSettings): readonly CriterionId[] {
  const provided = (field: FieldId): boolean => fields.has(field);
  return purposesInUse(settings)
    .map(({ id }) => id)
    .filter((id) =>
      predicatesOf(resolve(criterionById(id).definition, { id, settings, provided })).some(
        ({ test }) => !provided(test.field),
      ),
    );
}

/** What a check-up tells of a person, and whether there was one. */
const OF_CHECKUPS = /^(checkedUp|checkup|height|weight|bmi|sbp|dbp|hba1c|creatinine|egfr|proteinuria|q\d)/u;

/** Whether the answer of a purpose depends on who had a check-up, under these settings. */
export function restsOnCheckups(id: CriterionId, settings: CriteriaSettings): boolean {
  const condition = resolve(criterionById(id).definition, { id, settings, provided: () => true });
  return predicatesOf(condition).some(({ test }) => OF_CHECKUPS.test(test.field));
}
