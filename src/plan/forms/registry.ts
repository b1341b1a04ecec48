/** Which builders there are, by group. Builders import the door of the forms, so they are registered here and not there. */
import { INDICATORS } from '../indicators';
import { reports } from '../reports';
import { UNION_FORMS } from '../unions';
import type { PlanFacts } from './facts';
import type { FormSheet } from './form';
import { FRAMEWORK } from './framework';
import { withHeadingsAgain } from './headingsAgain';
import { withHelperHeadings } from './helperHeadings';
import { withLackingMarked } from './lacking';
import { MIDTERM } from '../midterm';
import { SELF_CHECK } from '../selfCheck';
import type { FormBuilder, FormGroup } from './index';

/** Builders by group; each group is one import of its own room. */
export const FORM_BUILDERS: Readonly<Record<FormGroup, readonly FormBuilder[]>> = {
  計画: [FRAMEWORK, INDICATORS, MIDTERM, SELF_CHECK],
  報告: [reports],
  広域: [UNION_FORMS],
};

/**
 * All sheets of these groups, with figures marked that count too few because columns are missing, and with the headings of tables that
 * are longer than a page written again, each with the stamp of its data.
 */
export function formSheetsOf(groups: readonly FormGroup[], facts: PlanFacts): FormSheet[] {
  const together = { ...facts, groups };
  const forms = groups.flatMap((group) => FORM_BUILDERS[group].flatMap((builder) => builder.sheets(together)));
  return withHeadingsAgain(
    withLackingMarked(forms, facts).map((form) => ({
      stamp: facts.stamp,
      ...withHelperHeadings(form),
    })),
  );
}
