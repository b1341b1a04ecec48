/** Turns of the event loop: thousands of cells that ask at once must not keep the pane from answering. */

/**
 * Milliseconds that functions take of one turn. What one call needs on top of it, and the messages that calls and answers
 * travel in, must stay below the 50 ms that are felt.
 */
const SLICE_MS = 10;

/** When the functions began to answer in this turn; null before. */
let began: number | null = null;

/**
 * The next turn: by a message, since the timers of a page that nobody looks at run once a second. The channel is closed at
 * once, so that it keeps no process.
 */
function nextTurn(): Promise<void> {
  if (typeof MessageChannel === 'undefined') return new Promise((resolve) => setTimeout(resolve, 0));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The next turn, one for all that wait for it. */
let next: Promise<void> | null = null;

function sharedTurn(): Promise<void> {
  next ??= nextTurn().then(() => {
    next = null;
    began = null;
  });
  return next;
}

/** Whether the functions have had their share of this turn. */
function isOver(): boolean {
  const now = Date.now();
  if (began === null) {
    began = now;
    void sharedTurn();
  }
  return now - began >= SLICE_MS;
}

/**
 * Waits for a turn that has time, and for nothing else: a thousand cells that need numbers alone must leave turns to others
 * too. A call that comes alone goes on at once.
 */
export async function whenTurnHasTime(): Promise<void> {
  while (isOver()) await sharedTurn();
}

/** The end of the call before. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Runs work after the work that was asked for before it, in the first turn that has time for it. One after the other: calls
 * that waited for the same data would else all go on at the same moment when the data come.
 */
export function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  // The time that the calls themselves take to come in belongs to the turn.
  isOver();
  const mine = before.then(async () => {
    await whenTurnHasTime();
    return work();
  });
  before = mine.catch(() => undefined);
  return mine;
}
