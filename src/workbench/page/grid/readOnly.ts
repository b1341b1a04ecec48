/** A workbook to look at: nothing that is typed, pasted, dragged or chosen from a menu changes it. */
import { CommandType } from '@univerjs/core';
import type { Guard } from './guard';
import type { Screen } from './screen';

/** Changes of the sheets themselves; scrolling, selecting and the calculation are others. */
const CHANGE = /^sheet\.mutation\./;

/** From now on every change by the person in front of the screen is refused, and `tell` is called for each. */
export function makeReadOnly(guard: Guard, screen: Screen, tell: () => void): void {
  guard.refuse(
    ({ id, type }) => (screen.busy || type !== CommandType.MUTATION || !CHANGE.test(id) ? null : 'read only'),
    tell,
  );
}
