/** Composing the forms that are to be written: from the data and from what stands, without a look at the workbook. */
import type { Move } from '../formula';
import type { SheetSpec } from '../plan';
import { formSheetsOf } from '../plan/forms/registry';
import { isForRole } from '../plan/forms/roles';
import { withSentence } from '../plan/valuesOnly';
import {
  formSheet,
  keepWritten,
  moveForm,
  type FormGroup,
  type FormSheet,
  type FormStanding,
  type Kept,
  type PlanFacts,
} from '../plan/forms';
import { hashOf } from './contentHash';

/** Forms as they are to be written, with everything that people wrote on the standing ones. */
export interface ComposedForms {
  readonly specs: readonly SheetSpec[];
  readonly kept: ReadonlyMap<string, Kept>;
  /** Name → hash of what was read of a standing form. */
  readonly read: ReadonlyMap<string, string>;
}

export interface ComposeOptions {
  /** No form is made that does not stand. */
  readonly standingOnly: boolean;
  /** Whether cells can call our functions: otherwise each sheet says that it holds values. */
  readonly callsFunctions: boolean;
}

/** Formulas that name cells of other forms follow them to where they are now. */
function followed(name: string, form: FormSheet, all: ReadonlyMap<string, Kept>): FormSheet {
  const others = [...all].flatMap(([other, { moves }]) => (moves === null || other === name ? [] : [other]));
  if (others.length === 0) return form;
  const through =
    (which: keyof NonNullable<Kept['moves']>): Move =>
    (place) =>
      place.sheet === null || place.sheet === name ? null : (all.get(place.sheet)?.moves?.[which](place) ?? null);
  return moveForm(form, {
    ofForm: through('ofForm'),
    ofStanding: through('ofStanding'),
    isNamedBy: (formula) => others.some((other) => formula.includes(other)),
  });
}

/** Whether a sheet of unions stands: a workbook that was made before somebody chose a role. */
function hasUnionForms(standing: ReadonlyMap<string, FormStanding>): boolean {
  return [...standing.keys()].some((name) => !isForRole(name, '市町村'));
}

/** The forms of these groups. Equal arguments give equal forms: nothing else is asked. */
export function composeForms(
  groups: readonly FormGroup[],
  facts: PlanFacts,
  standing: ReadonlyMap<string, FormStanding>,
  { standingOnly, callsFunctions }: ComposeOptions,
): ComposedForms {
  const role = facts.role ?? null;
  const kept = new Map<string, Kept>();
  const read = new Map<string, string>();
  const needed = role === '市町村' ? groups.filter((group) => group !== '広域' || hasUnionForms(standing)) : groups;
  for (const made of formSheetsOf(needed, facts)) {
    const before = standing.get(made.name);
    // What stands is kept current; what the role does not need is not made.
    if (before === undefined && (standingOnly || !isForRole(made.name, role))) continue;
    const form = callsFunctions ? made : withSentence(made);
    if (before !== undefined) read.set(form.name, hashOf(before.formulas));
    kept.set(form.name, keepWritten(form, before ?? { values: [], formulas: [] }));
  }
  const specs = [...kept].map(([name, { form }]) => formSheet(followed(name, form, kept)));
  return { specs, kept, read };
}
