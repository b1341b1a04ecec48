/**
 * Stands in for `src/excel/composeForms` in the add-in of the matrix. The matrix writes the same forms thousands of times, and
 * composing them is a good part of a write: equal arguments, which give equal forms, are asked once. The first repetition of
 * each is composed all the same and held against what is remembered.
 */
import { composeForms as compose, type ComposedForms, type ComposeOptions } from '../../../src/excel/composeForms';
import { textOf } from './textOf';

export type { ComposedForms, ComposeOptions };

type Arguments = Parameters<typeof compose>;

interface Remembered {
  readonly forms: ComposedForms;
  isChecked: boolean;
}

/** Texts of arguments are long: more than these are not kept. */
const MOST = 40;

const remembered = new Map<string, Remembered>();

export function composeForms(...given: Arguments): ComposedForms {
  const text = textOf(given);
  const known = remembered.get(text);
  if (known?.isChecked === true) return known.forms;
  const forms = compose(...given);
  if (known === undefined) {
    if (remembered.size >= MOST) remembered.clear();
    remembered.set(text, { forms, isChecked: false });
    return forms;
  }
  if (textOf(forms) !== textOf(known.forms)) throw new Error('equal arguments give other forms');
  known.isChecked = true;
  return known.forms;
}
