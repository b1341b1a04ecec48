/** Calls the add-in's functions where its page shares this process: no message goes out, and all answers come together. */
import type { Answer, CallAnswer, CustomFunctions, Invocation } from '../book/customFunctions';
import { answerOf } from './members/workbook';
import type { MessageChannel } from './messages';

/** A function as the add-in has associated it. */
export type AddinFunction = (...given: unknown[]) => unknown;

/** The function of the page with an id; undefined where the add-in has associated none. */
export type AddinFunctions = (functionId: string) => AddinFunction | undefined;

/** Codes that Office.js sends: no number, an infinite one, a refusal that is no error of the sheet, an unknown function. */
const CODE = { notANumber: 0, infinite: 6, refused: 3, unknown: 10 } as const;

/** Calls that begin together: more of them would keep the page from anything else for longer than is felt. */
export const CALLS_A_TURN = 200;

/** Calls all of them, and hands their answers over when the last has come. Errors are answers too. */
export async function callDirectly(
  functions: AddinFunctions,
  invocations: readonly Invocation[],
  receiver: Pick<CustomFunctions, 'receive'>,
): Promise<void> {
  const asked: Promise<CallAnswer>[] = [];
  for (let at = 0; at < invocations.length; at += CALLS_A_TURN) {
    if (at > 0) await new Promise((resolve) => setImmediate(resolve));
    for (const invocation of invocations.slice(at, at + CALLS_A_TURN)) asked.push(answerTo(functions, invocation));
  }
  receiver.receive(await Promise.all(asked));
}

/**
 * Calls the functions of one formula while the calculation waits. A function that asks the workbook would wait for the calculation:
 * from then on nobody waits for it, and what it answers is received later.
 */
export async function callNow(
  functions: AddinFunctions,
  invocations: readonly Invocation[],
  receiver: Pick<CustomFunctions, 'receive'>,
  channel: Pick<MessageChannel, 'isBusy' | 'onRequest'>,
): Promise<readonly CallAnswer[]> {
  let stop = (): void => undefined;
  const interrupted = new Promise<null>((resolve) => {
    stop = channel.onRequest(() => resolve(null));
    if (channel.isBusy) resolve(null);
  });
  const answers = Promise.all(invocations.map((invocation) => answerTo(functions, invocation)));
  const known = await Promise.race([answers, interrupted]);
  stop();
  if (known !== null) return known;
  void answers.then((late) => receiver.receive(late));
  return [];
}

async function answerTo(functions: AddinFunctions, invocation: Invocation): Promise<CallAnswer> {
  return { id: invocation.id, answer: await answerOfCall(functions, invocation) };
}

async function answerOfCall(functions: AddinFunctions, { functionId, values, address }: Invocation): Promise<Answer> {
  const call = functions(functionId);
  if (call === undefined) return answerOf(false, null, CODE.unknown);
  try {
    return answerWith(await call(...values, { functionName: functionId, address, parameterAddresses: null }));
  } catch (error) {
    return answerOfRefusal(error);
  }
}

/** A value as it would have travelled. */
function answerWith(value: unknown): Answer {
  if (typeof value === 'number' && !Number.isFinite(value))
    return answerOf(false, null, Number.isNaN(value) ? CODE.notANumber : CODE.infinite);
  if (typeof value !== 'object') return answerOf(true, value, undefined);
  return answerOf(true, JSON.parse(JSON.stringify(value)), undefined);
}

/** CustomFunctions.Error carries the error value of the sheet as its code; other exceptions carry none. */
function answerOfRefusal(error: unknown): Answer {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string' || !code.startsWith('#')) return answerOf(false, null, CODE.refused);
  return { error: code, message: typeof message === 'string' ? message : '' };
}
