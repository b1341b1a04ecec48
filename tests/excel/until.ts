/** Waiting, in tests, for what the add-in does by itself after a change: events come late, and it calculates later still. */
import type { Running } from './addin';

const LOOKS = 200;
/** Milliseconds between two looks. */
const LOOK = 25;

/** Resolves when this holds in the settled workbook; fails when it does not come. */
export async function until({ workbook }: Pick<Running, 'workbook'>, holds: () => boolean): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    await workbook.settle();
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  throw new Error('did not happen');
}
