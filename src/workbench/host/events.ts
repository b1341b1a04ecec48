/** Raises what happens in the workbook as events of Office.js, and sends custom-function calls to the add-in. */
import { rectAddress } from '../../formula';
import { boundingRect, type Rect } from '../book/rect';
import type { Book, BookEvent } from '../book/book';
import type { Invocation } from '../book/customFunctions';
import { type AddinFunctions, callDirectly, callNow, CALLS_A_TURN } from './directCalls';
import type { MessageChannel, RichApiEntry } from './messages';

const EVENT_CATEGORY = 65536;
const WORKBOOK_TARGET = 'Workbook';
const EVENT_TYPE = {
  changed: 10,
  sheetActivated: 11,
  sheetAdded: 13,
  sheetDeleted: 15,
  calculated: 16,
} as const;
const CALL_CATEGORY = 1;
const CALL_TYPE = 1000;

type Changed = Extract<BookEvent, { type: 'changed' }>;

/**
 * Connects workbook and channel until the returned function is called. `functions` are those of a page in this process: they
 * are called as they stand; without, calls go out as messages.
 */
export function connect(book: Book, channel: MessageChannel, functions?: AddinFunctions): () => void {
  let pending: BookEvent[] = [];
  let nextId = 1;
  let due: ReturnType<typeof setTimeout> | undefined;
  const entry = (category: number, type: number, target: string, message: unknown): RichApiEntry => [
    category,
    type,
    target,
    JSON.stringify(message),
    nextId++,
    false,
  ];

  const flush = (): void => {
    const events = pending;
    pending = [];
    if (events.length === 0) return;
    channel.raise(events.flatMap((event) => entriesOf(event, entry)));
  };
  const off = book.on((event) => {
    // Events come after the sync that caused them, some after the whole job (late events of Excel on the web).
    if (pending.length === 0) due = setTimeout(flush, book.profile.eventDelay);
    const last = pending[pending.length - 1];
    const merged = last && mergeChanges(last, event);
    if (merged) pending[pending.length - 1] = merged;
    else if (event.type !== 'calculated' || last?.type !== 'calculated') pending.push(event);
  });

  /** Calls that have not gone out, and the timer that sends the next of them. */
  let waiting: Invocation[] = [];
  let nextCalls: ReturnType<typeof setTimeout> | undefined;
  const raiseCalls = (): void => {
    const now = waiting.slice(0, CALLS_A_TURN);
    waiting = waiting.slice(CALLS_A_TURN);
    nextCalls = waiting.length > 0 ? setTimeout(raiseCalls) : undefined;
    channel.raise(
      now.map(({ id, functionId, values, address }) =>
        entry(CALL_CATEGORY, CALL_TYPE, '', [id, functionId, values, address, 0, null]),
      ),
    );
  };

  /** What changed is told first, as messages would: the functions must not answer from what was there before. */
  const tell = (): Promise<void> => {
    clearTimeout(due);
    flush();
    return new Promise((resolve) => setTimeout(() => setImmediate(resolve), 0));
  };

  book.functions.send = (invocations: readonly Invocation[]): void => {
    if (functions !== undefined) {
      void tell().then(() => callDirectly(functions, invocations, book.functions));
      return;
    }
    waiting = waiting.concat(invocations);
    if (nextCalls === undefined) raiseCalls();
  };
  if (functions !== undefined)
    book.functions.answerNow = (invocations) => {
      if (channel.isBusy) return null;
      if (pending.length === 0) return callNow(functions, invocations, book.functions, channel);
      return tell().then(() => callNow(functions, invocations, book.functions, channel));
    };
  return () => {
    off();
    clearTimeout(due);
    clearTimeout(nextCalls);
    book.functions.abandon('');
  };
}

function entriesOf(
  event: BookEvent,
  entry: (category: number, type: number, target: string, message: unknown) => RichApiEntry,
): RichApiEntry[] {
  const type = EVENT_TYPE[event.type];
  if (event.type === 'calculated') return [entry(EVENT_CATEGORY, type, WORKBOOK_TARGET, {})];
  const worksheetId = event.sheet.id;
  const targets = event.type === 'sheetAdded' || event.type === 'sheetDeleted' ? [] : [worksheetId];
  const message =
    event.type === 'changed'
      ? {
          address: rectAddress(event.rect),
          changeType: 'RangeEdited',
          source: 'Local',
          triggerSource: event.source === 'addin' ? 'ThisLocalAddin' : 'Unknown',
          worksheetId,
        }
      : { worksheetId, source: 'Local' };
  return [...targets, WORKBOOK_TARGET].map((target) => entry(EVENT_CATEGORY, type, target, message));
}

/** Office.js splits a large write into pieces: they are one change again here. */
function mergeChanges(first: BookEvent, second: BookEvent): Changed | null {
  if (first.type !== 'changed' || second.type !== 'changed') return null;
  if (first.sheet !== second.sheet || first.source !== second.source) return null;
  const both = boundingRect(first.rect, second.rect);
  return area(both) <= area(first.rect) + area(second.rect) ? { ...second, rect: both } : null;
}

function area(rect: Rect): number {
  return rect.rows * rect.columns;
}
