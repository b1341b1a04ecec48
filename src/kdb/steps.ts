/** Long work in steps: whoever has it done may let others have their turn between two of them. */

/** Yields between two steps, each of a few milliseconds, and returns what the work gives. Throws as the work does. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All steps in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Rows of cells that make a step. */
export const ROWS_OF_STEP = 64;
