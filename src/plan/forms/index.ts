/** The door of the forms: what builders make sheets of. Which builders there are stands in registry.ts. */
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
export { isStandingForm, keepWritten, moveForm, type FormStanding, type Kept } from './keepWritten';
export { formStatus, type FormStatus, type OpenInput } from './status';
export { readStanding, type StandingForm } from './standing';

export { FORM_GROUPS, type FormGroup } from './groups';

export interface FormBuilder {
  /** The sheets for these facts, in the order of their tabs. */
  sheets(facts: PlanFacts): readonly FormSheet[];
}
