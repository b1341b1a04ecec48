/** Runs one point of the matrix, and says what is wrong with what came of it. */
import { assertNoUnknownMembers } from '../../../src/workbench/workbook';
import type { Running } from '../addin';
import type { Command } from './commands';
import { isMeddling, RENAMED, type FaultyHost, type Way } from './fault';
import { described, differences, pictureOf, temporary, type Picture } from './picture';
import { Retries, standingAfter } from './retries';
import { keepWorkbook, type Restore } from './snapshot';

export interface Point {
  readonly way: Way;
  /** The request that fails, counted from 1. */
  readonly at: number;
}

interface Told {
  readonly code: string;
  readonly message: string;
}

export interface Attempt {
  /** What the analyst is told went wrong; null where the command says that it is done. */
  readonly told: Told | null;
  /** What Excel refused of how the sheets look. */
  readonly notices: readonly string[];
}

/** A write, or the undo of one, with the workbook that it begins in and what it leaves when nothing fails. */
export interface Act {
  readonly name: string;
  readonly command: Command;
  readonly isUndo: boolean;
  readonly run: (running: Running) => Promise<unknown>;
  /** Puts the workbook, and what the page knows of it, back to where the act begins. */
  readonly restart: () => void;
  readonly before: Picture;
  readonly complete: Picture;
  /** How many requests it makes when nothing fails. */
  readonly requests: number;
  /** What came of running it again, by the state that it was run in. */
  readonly retries: Retries;
}

/** What the sheets of the analyst say of persons. */
const PERSONAL = /合成 [一二三]|=氏名/;

const tell = (error: unknown): Told => ({
  code: String((error as Partial<Told>).code),
  message: String((error as Partial<Told>).message),
});

async function attempt(running: Running, host: FaultyHost, run: Act['run']): Promise<Attempt> {
  host.clock.goOn();
  try {
    const result = (await run(running)) as { readonly notices?: readonly string[] } | undefined;
    return { told: null, notices: result?.notices ?? [] };
  } catch (error) {
    return { told: tell(error), notices: [] };
  }
}

/** A page that has just been opened beside the workbook. It goes on hearing the events of the page before it. */
function freshPage({ room }: Running): void {
  const { watching } = room.session();
  room.startSession().watching = watching;
}

/** Until nothing is asked any more: the sheets that a page removes at its start come to it as events afterwards. */
async function quiet({ workbook, room }: Running): Promise<void> {
  do {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await workbook.settle();
  } while (room.session().waits.size > 0);
}

function restartOf(
  running: Running,
  host: FaultyHost,
  restore: Restore,
  undo: ReturnType<Running['room']['session']>['undo'],
): () => void {
  return () => {
    restore();
    host.clock.goBack();
    freshPage(running);
    running.room.session().undo = undo;
  };
}

async function tryOut(running: Running, host: FaultyHost, name: string, run: Act['run']): Promise<number> {
  host.rest();
  const { told } = await attempt(running, host, run);
  if (told !== null) throw new Error(`${name} fails without a fault: ${told.code} ${told.message}`);
  const { requests } = host;
  await running.workbook.settle();
  return requests;
}

/** What the undo of a command is called. */
export const undoOf = ({ name }: Command): string => `undo of ${name}`;

/** The command in this workbook, and its undo where there is one. Runs both once. */
export async function actsOf(running: Running, host: FaultyHost, command: Command, hasUndo: boolean): Promise<Act[]> {
  const { workbook, room } = running;
  host.rest();
  host.clock.goBack();
  await command.arrange?.(running);
  await workbook.settle();
  const before = pictureOf(workbook);
  const restart = restartOf(running, host, keepWorkbook(workbook), null);
  freshPage(running);
  const requests = await tryOut(running, host, command.name, command.run);
  const complete = pictureOf(workbook);
  const write: Act = {
    name: command.name,
    command,
    isUndo: false,
    run: command.run,
    restart,
    before,
    complete,
    requests,
    retries: new Retries(),
  };
  if (!hasUndo) return [write];
  const restartUndo = restartOf(running, host, keepWorkbook(workbook), room.session().undo);
  const undo = ({ room: { undoLastWrite } }: Running): Promise<unknown> => undoLastWrite();
  const name = undoOf(command);
  const undoRequests = await tryOut(running, host, name, undo);
  const after = pictureOf(workbook);
  if (differences(after, before).length > 0)
    throw new Error(`${name} leaves something else: ${described(after, before)}`);
  return [
    write,
    {
      name,
      command,
      isUndo: true,
      run: undo,
      restart: restartUndo,
      before: complete,
      complete: before,
      requests: undoRequests,
      retries: new Retries(),
    },
  ];
}

/** The analyst undoes what she did meanwhile. */
function tidy({ workbook: { book } }: Running, victim: string | null): void {
  for (const sheet of book.sheets) sheet.layout.protected = false;
  const renamed = book.findSheet(RENAMED);
  if (renamed === undefined || victim === null) return;
  if (book.findSheet(victim)) book.deleteSheet(renamed);
  else book.renameSheet(renamed, victim);
}

/** Runs the act with the fault, looks, and runs it again without. Returns what is wrong; nothing for a good point. */
export async function tryPoint(running: Running, host: FaultyHost, act: Act, { way, at }: Point): Promise<string[]> {
  const { workbook, room } = running;
  const { command, before, complete, run, isUndo } = act;
  const victim = isMeddling(way) ? command.victim : null;
  const wrong: string[] = [];
  const look = (): Picture => pictureOf(workbook);
  const isBefore = (now: Picture): boolean => differences(now, before, victim).length === 0;
  const isComplete = (now: Picture): boolean => differences(now, complete, victim).length === 0;
  const both = (now: Picture): string =>
    `before: ${described(now, before, victim)}. Complete: ${described(now, complete, victim)}`;

  act.restart();
  host.arm(way, at, command.victim);
  const { told, notices } = await attempt(running, host, run);
  const isKept = [...workbook.book.settings.values()].some((value) => PERSONAL.test(JSON.stringify(value)));
  host.rest();
  if (isKept) wrong.push('settings hold what stood in a cell of the analyst');
  tidy(running, victim);
  await workbook.settle();
  const then = look();
  const { concealed, all, filled } = temporary(workbook);

  if (concealed.length > 0) wrong.push(`nobody can see ${concealed.join()}`);
  if (told === null && !isComplete(then) && !onlyLooks(differences(then, complete, victim), notices, command))
    wrong.push(`said to be done, but not complete (${both(then)})`);
  if (told !== null && !/[ぁ-ん]/.test(told.message)) wrong.push(`told in English: ${told.message}`);
  if (told !== null && !isLeftOpen(told) && !isBefore(then))
    wrong.push(`${told.code} says as before, but is not (${both(then)})`);
  if (told?.code === 'excel.unfinished' && way !== 'dead' && way !== 'protected')
    wrong.push(`one refusal, and it was left unfinished: ${told.message}`);
  if (!isLeftOpen(told) && way !== 'dead' && workbook.book.settings.get('IKKATSU.unfinished'))
    wrong.push(`${told?.code ?? 'done'}, but the next write would take something back`);
  if (told?.code === 'excel.silent' && way !== 'silent') wrong.push('given up, but Excel answers');
  if (told === null && way !== 'dead' && way !== 'silent' && filled.length > 0) wrong.push(`left aside: ${all.join()}`);

  if (way === 'dead') {
    freshPage(running);
    await room.startWorkbook();
    await quiet(running);
    const cleaned = look();
    if (!isBefore(cleaned) && !isComplete(cleaned) && !onlyLooks(differences(cleaned, complete), notices, command))
      wrong.push(`half after the next start (${both(cleaned)})`);
    if (temporary(workbook).all.length > 0) wrong.push(`left after the next start: ${temporary(workbook).all.join()}`);
    if (workbook.book.settings.get('IKKATSU.unfinished')) wrong.push('the next start leaves something unfinished');
    // A new page offers no undo, and what can be run once was done. What said that it is done is not done again: for a page
    // that finds the 抽出年度 in its cell it is another extraction.
    if (isUndo || told === null || (command.once === true && isComplete(cleaned))) return named(wrong);
  }
  // What said that it is done is not done again.
  if (told === null && (isUndo || command.once === true)) return named(wrong);
  const {
    attempt: again,
    picture: last,
    temporary: left,
    isUnfinished,
  } = await act.retries.of(running, async () => {
    const made = await attempt(running, host, run);
    await workbook.settle();
    return standingAfter(made, workbook);
  });
  if (again.told !== null) wrong.push(`the retry fails: ${again.told.code} ${again.told.message}`);
  // A retry that finds the work done does nothing more for its looks.
  else if (
    !isComplete(last) &&
    !((told === null || isLeftOpen(told)) && differences(last, complete, victim).every(isOfLooks))
  )
    wrong.push(`not complete after the retry (${both(last)})`);
  if (left.concealed.length > 0 || left.filled.length > 0) wrong.push(`left after the retry: ${left.all.join()}`);
  if (isUnfinished) wrong.push('the retry leaves something unfinished');
  assertNoUnknownMembers(running.addin);
  return named(wrong);

  function named(what: readonly string[]): string[] {
    return what.map((each) => `${act.name}, ${way} @${at} of ${act.requests}: ${each}`);
  }
}

/** Whether the analyst is told that the workbook may be half written, and what becomes of it. */
const isLeftOpen = (told: Told | null): boolean => told?.code === 'excel.unfinished' || told?.code === 'excel.silent';

/** Sizes and colours, names, and where the tabs stand. */
const isOfLooks = (part: string): boolean => /: (layout|after)$|^name /.test(part);

/** Whether only looks are missing that Excel refused twice, and the analyst was told so where the command tells anything. */
function onlyLooks(missing: readonly string[], notices: readonly string[], { tellsNotices }: Command): boolean {
  const isTold = notices.some((notice) => /受けつけなかった|描けません/.test(notice));
  return missing.every(isOfLooks) && (isTold || !tellsNotices);
}
