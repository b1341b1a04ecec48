/** Runs one point of the matrix, and says what is wrong with what came of it. */
import { assertNoUnknownMembers } from '../../../src/workbench/workbook';
import type { Running } from '../addin';
import type { Command } from './commands';
import { RENAMED, type FaultyHost, type Way } from './fault';
import { differences, pictureOf, unseen, type Picture } from './picture';

type Outcome = 'as before' | 'complete' | 'half';

export interface Point {
  readonly way: Way;
  /** The request that fails, counted from 1. */
  readonly at: number;
}

interface Told {
  readonly code: string;
  readonly message: string;
}

interface Attempt {
  /** What the analyst is told went wrong; null where the command says that it is done. */
  readonly told: Told | null;
  /** What Excel refused of how the sheets look. */
  readonly notices: readonly string[];
}

async function attempt(running: Running, { run }: Command): Promise<Attempt> {
  try {
    const result = (await run(running)) as { readonly notices?: readonly string[] } | undefined;
    return { told: null, notices: result?.notices ?? [] };
  } catch (error) {
    const { code, message } = error as Told;
    return { told: { code: String(code), message: String(message) }, notices: [] };
  }
}

/** The analyst undoes what she did meanwhile. */
function tidy({ workbook: { book } }: Running, victim: string | null): void {
  for (const sheet of book.sheets) sheet.layout.protected = false;
  const renamed = book.findSheet(RENAMED);
  if (renamed === undefined || victim === null) return;
  if (book.findSheet(victim)) book.deleteSheet(renamed);
  else book.renameSheet(renamed, victim);
}

/** Runs the command with the fault, looks, and runs it again without. Returns what is wrong; nothing for a good point. */
export async function tryPoint(
  running: Running,
  host: FaultyHost,
  command: Command,
  { way, at }: Point,
  turn: number,
  /** What a complete run looks like, for commands that are run once. */
  whole: Picture | null,
): Promise<string[]> {
  const { workbook, room } = running;
  const { victim } = command;
  const except = victim !== null && (way === 'gone' || way === 'protected') ? [victim] : [];
  const wrong: string[] = [];
  host.rest();
  await command.arrange(running, turn);
  await workbook.settle();
  const before = pictureOf(workbook, except);
  host.arm(way, at, victim === null ? null : { name: victim, mayGo: command.needsVictim !== true });
  const { told, notices } = await attempt(running, command);
  host.rest();
  tidy(running, victim);
  await workbook.settle();
  const then = pictureOf(workbook, except);
  const leftAside = unseen(workbook);
  // A dead host takes the page along, and a new page knows nothing; undo is offered only by the page that wrote.
  if (way === 'dead' && !command.isUndo) room.startSession();
  const again = told === null && command.once ? null : await attempt(running, command);
  await workbook.settle();
  const last = pictureOf(workbook, except);
  const complete = command.reference?.(except) ?? (command.once && except.length === 0 ? whole : null) ?? last;
  const outcome = outcomeOf(then, before, complete, told === null);

  if (told === null && outcome === 'half' && !onlyLooks(then, complete, notices, command))
    wrong.push(`said to be done, but half: ${differences(then, complete).join(', ')}`);
  if (told === null && outcome === 'as before') wrong.push('said to be done, but nothing is');
  if (told !== null && told.code !== 'excel.unfinished' && outcome !== 'as before')
    wrong.push(`${told.code} says as before, but ${outcome}: ${differences(then, before).join(', ')}`);
  if (told?.code === 'excel.unfinished' && way !== 'dead' && way !== 'protected')
    wrong.push(`one refusal, and it was left unfinished: ${told.message}`);
  if (told !== null && !/[ぁ-ん]/.test(told.message)) wrong.push(`told in English: ${told.message}`);
  if (told === null && way !== 'dead' && leftAside.some((name) => !name.includes('控え')))
    wrong.push(`left aside: ${leftAside.join()}`);
  if (again !== null && again.told !== null) wrong.push(`the retry fails: ${again.told.code} ${again.told.message}`);
  else if (again !== null && differences(last, complete).length > 0)
    wrong.push(`not complete after the retry: ${differences(last, complete).join(', ')}`);
  if (unseen(workbook).some((name) => !name.includes('控え')))
    wrong.push(`left after the retry: ${unseen(workbook).join()}`);
  if (workbook.book.settings.get('IKKATSU.unfinished')) wrong.push('the retry leaves something unfinished');
  assertNoUnknownMembers(running.addin);
  return wrong.map((what) => `${command.name}, ${way} @${at}: ${what}`);
}

/** Whether only looks are missing that Excel refused twice, and the analyst was told so where the command tells anything. */
function onlyLooks(now: Picture, complete: Picture, notices: readonly string[], { tellsNotices }: Command): boolean {
  const isTold = notices.some((notice) => /受けつけなかった|描けません/.test(notice));
  return (
    differences(now, complete).every((part) => part.endsWith(': layout') || part === 'names') &&
    (isTold || !tellsNotices)
  );
}

function outcomeOf(now: Picture, before: Picture, complete: Picture, isDone: boolean): Outcome {
  // Where the command changes nothing but the sheet that is left out, both are the same.
  if (differences(before, complete).length === 0 && differences(now, before).length === 0)
    return isDone ? 'complete' : 'as before';
  if (differences(now, before).length === 0) return 'as before';
  return differences(now, complete).length === 0 ? 'complete' : 'half';
}

/** How many requests the command makes when nothing fails, and what it leaves then. */
export async function countRequests(
  running: Running,
  host: FaultyHost,
  command: Command,
): Promise<{ readonly requests: number; readonly complete: Picture }> {
  host.rest();
  await command.arrange(running, 0);
  await running.workbook.settle();
  host.rest();
  const { told } = await attempt(running, command);
  if (told !== null) throw new Error(`${command.name} fails without a fault: ${told.code} ${told.message}`);
  const { requests } = host;
  await running.workbook.settle();
  return { requests, complete: pictureOf(running.workbook) };
}
