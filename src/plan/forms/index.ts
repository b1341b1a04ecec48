/** The door of the forms: what builders make them of, and which builders there are, by group. */
import type { PlanFacts } from './facts';
import type { FormSheet } from './form';

export {
  formSheet,
  rangeOf,
  ref,
  type FormCell,
  type FormColumn,
  type FormFigure,
  type FormInput,
  type FormRow,
  type FormSheet,
  type FormText,
} from './form';
export type { PlanFacts } from './facts';
export { keepWritten, type FormStanding, type Kept } from './keepWritten';

/** The groups that are written together, in the order of their tabs. */
export const FORM_GROUPS = ['計画', '報告', '広域'] as const;
export type FormGroup = (typeof FORM_GROUPS)[number];

export interface FormBuilder {
  /** The sheets for these facts, in the order of their tabs. */
  sheets(facts: PlanFacts): readonly FormSheet[];
}

/** Builders by group; each group is one import of its own room. */
export const FORM_BUILDERS: Readonly<Record<FormGroup, readonly FormBuilder[]>> = {
  計画: [],
  報告: [],
  広域: [],
};

/** All sheets of these groups. */
export function formSheetsOf(groups: readonly FormGroup[], facts: PlanFacts): FormSheet[] {
  return groups.flatMap((group) => FORM_BUILDERS[group].flatMap((builder) => builder.sheets(facts)));
}
