/** The matrix of faults as tests: every request of a command fails in every way, and what stands afterwards is looked at. */
import { buildAddin, removeAddin, type Running } from '../addin';
import { EVERYTHING } from '../../breadth';
import { seeded } from '../../random';
import type { Command } from './commands';
import { FaultyHost, isMeddling, WAYS, type Way } from './fault';
import { actsOf, tryPoint, undoOf, type Act, type Point } from './matrix';
import { keepWorkbook, type Restore } from './snapshot';

const SEED = 20261128;
/** Milliseconds. */
const LONG = EVERYTHING ? 7_200_000 : 300_000;

interface Opened {
  readonly running: Running;
  readonly host: FaultyHost;
  readonly restore: Restore;
}

/** The add-in of these tests does not compose the same forms over and over. */
const COMPOSED_ONCE = { of: 'src/excel/composeForms.ts', module: 'tests/excel/faults/composedOnce.ts' };

let addinDir: string;
/** One workbook for all commands that begin alike. */
const opened = new Map<Command['open'], Opened>();

async function openFor({ open }: Command): Promise<Opened> {
  const known = opened.get(open);
  if (known !== undefined) {
    known.restore();
    return known;
  }
  const running = await open(addinDir);
  await running.workbook.settle();
  const now = { running, host: new FaultyHost(running), restore: keepWorkbook(running.workbook) };
  opened.set(open, now);
  return now;
}

function waysOf({ victim, needsVictim }: Command): readonly Way[] {
  return WAYS.filter((way) => (victim !== null || !isMeddling(way)) && !(way === 'deleted' && needsVictim === true));
}

/** The ways that a short run tries at an act. */
function waysAt(command: Command, isUndo: boolean): readonly Way[] {
  const ways = waysOf(command);
  return command.isLong === true ? ways.filter((_, index) => (index % 2 === 1) === isUndo) : ways;
}

/** One point of each way by a fixed seed. */
const somePoints = ({ command, isUndo, requests }: Act, next: () => number): Point[] =>
  waysAt(command, isUndo).map((way) => ({ way, at: 1 + Math.floor(next() * requests) }));

/** A long command has so many points that a test tries every 64th of them, beginning with each in turn. */
const PARTS = 64;

/** The points of an act that go wrong in this way, or one of `parts` of them, spread over the whole act. */
const everyPoint = ({ requests }: Act, way: Way, { part, parts }: { part: number; parts: number }): Point[] =>
  Array.from({ length: requests }, (_, at) => ({ way, at: at + 1 })).filter((_, at) => at % parts === part - 1);

const countOf = (command: Command): number =>
  waysAt(command, false).length + (command.withoutUndo === true ? 0 : waysAt(command, true).length);
/** The acts of the commands that were asked for: each begins by putting its workbook back, and knows what it leaves. */
const known = new Map<Command, { readonly opened: Opened; readonly acts: readonly Act[] }>();

async function actsFor(command: Command): Promise<{ readonly opened: Opened; readonly acts: readonly Act[] }> {
  const before = known.get(command);
  if (before !== undefined) return before;
  const now = await openFor(command);
  const acts = await actsOf(now.running, now.host, command, command.withoutUndo !== true);
  known.set(command, { opened: now, acts });
  return { opened: now, acts };
}

/** Tries the points of the command and of its undo. Returns how many there were, and what was wrong. */
async function tryPoints(
  command: Command,
  pointsOf: (act: Act) => readonly Point[],
): Promise<{ tried: number; wrong: string[] }> {
  const {
    opened: { running, host },
    acts,
  } = await actsFor(command);
  const wrong: string[] = [];
  let tried = 0;
  for (const act of acts)
    for (const point of pointsOf(act)) {
      tried += 1;
      wrong.push(...(await tryPoint(running, host, act, point)));
    }
  return { tried, wrong };
}

/** Every point, a test for each act, way and part, so that one of them can be asked for by name (`-t`). */
function testEveryPoint(commands: readonly Command[]): void {
  const acts = commands.flatMap((command) => [
    { name: command.name, command, isUndo: false },
    ...(command.withoutUndo === true ? [] : [{ name: undoOf(command), command, isUndo: true }]),
  ]);
  const cases = acts.flatMap(({ name, command, isUndo }) => {
    const parts = command.isLong === true ? PARTS : 1;
    return waysOf(command).flatMap((way) =>
      Array.from({ length: parts }, (_, index) => [name, way, index + 1, parts, { command, isUndo }] as const),
    );
  });
  describe(`the matrix of faults (every point of ${commands.length} commands and their undo, ${WAYS.length} ways)`, () => {
    test.each(cases)(
      'every point of %s: %s, part %i of %i',
      async (name, way, part, parts, { command, isUndo }) => {
        const { tried, wrong } = await tryPoints(command, (act) =>
          act.isUndo === isUndo ? everyPoint(act, way, { part, parts }) : [],
        );
        process.stdout.write(`${name}, ${way}, part ${part} of ${parts}: ${tried} points, ${wrong.length} wrong\n`);
        expect(wrong).toEqual([]);
      },
      LONG,
    );
  });
}

/** Some points of each command. Their number stands in the names. */
function testSomePoints(commands: readonly Command[]): void {
  const total = commands.reduce((sum, command) => sum + countOf(command), 0);
  const cases = commands.map((command, index) => [countOf(command), command.name, command, index] as const);
  describe(`the matrix of faults (${total} points of ${commands.length} commands and their undo, ${WAYS.length} ways)`, () => {
    test.each(cases)(
      '%i points of %s',
      async (_points, _name, command, index) => {
        const next = seeded(SEED + index);
        const { wrong } = await tryPoints(command, (act) => somePoints(act, next));
        expect(wrong).toEqual([]);
      },
      LONG,
    );
  });
}

/** The tests of these commands: every point when everything is asked for, else one of each way by a fixed seed. */
export function testFaults(commands: readonly Command[]): void {
  beforeAll(async () => {
    addinDir = await buildAddin(COMPOSED_ONCE);
  }, LONG);
  afterAll(() => {
    for (const { running } of opened.values()) running.stop();
    removeAddin(addinDir);
  });
  (EVERYTHING ? testEveryPoint : testSomePoints)(commands);
}
