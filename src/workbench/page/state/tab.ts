/** One tab writes: the right to change the kept workbook, held as long as the page stands. */

/** A page that is being reloaded gives its right back a moment after the new one asks. */
const PATIENCE_MS = 2000;

/** Takes the right; false where another tab has it. */
export function takeRight(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const held = (): Promise<never> => {
      resolve(true);
      return new Promise(() => undefined);
    };
    navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, held).catch(() => resolve(false));
  });
}

/** Resolves when no tab has the right any more. It is not taken: the page has to be loaded anew for that. */
export async function rightIsFree(name: string): Promise<void> {
  await navigator.locks.request(name, () => undefined);
}
