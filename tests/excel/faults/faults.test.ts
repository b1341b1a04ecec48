/** Every request of every writing command fails: afterwards the workbook is as before or complete, and a retry works. */
import { buildAddin, removeAddin, type Running } from '../addin';
import { EVERYTHING } from '../../breadth';
import { COMMANDS, type Command } from './commands';
import { FaultyHost, WAYS } from './fault';
import { countRequests, tryPoint, type Point } from './matrix';

/** `npm run test:all` tries every point; otherwise this many of each command, chosen by a fixed seed. */
const ALL = EVERYTHING;
/** One point of a command with hundreds of requests takes as long as several of the others. */
const pointsFor = ({ requests }: Command): number => (requests > 50 ? 1 : 2);
const SEED = 20261128;
/** Milliseconds. */
const LONG = ALL ? 7_200_000 : 300_000;

let addinDir: string;
/** One workbook for all commands that begin alike: each of them arranges what it needs. */
const opened = new Map<Command['open'], { readonly running: Running; readonly host: FaultyHost }>();
beforeAll(async () => {
  addinDir = await buildAddin();
}, LONG);
afterAll(() => {
  for (const { running } of opened.values()) running.stop();
  removeAddin(addinDir);
});

async function openFor({ open }: Command): Promise<{ readonly running: Running; readonly host: FaultyHost }> {
  const known = opened.get(open);
  if (known !== undefined) return known;
  const running = await open(addinDir);
  const now = { running, host: new FaultyHost(running.workbook) };
  opened.set(open, now);
  return now;
}

/** Numbers from 0 to 1, the same each time. Mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pointsOf(command: Command, requests: number, index: number): Point[] {
  const { victim } = command;
  const ways = WAYS.filter((way) => victim !== null || (way !== 'gone' && way !== 'protected'));
  const all = ways.flatMap((way) => Array.from({ length: requests }, (_, at) => ({ way, at: at + 1 })));
  if (ALL) return all;
  const next = random(SEED + index);
  return Array.from({ length: pointsFor(command) }, () => all[Math.floor(next() * all.length)]!);
}

const total = COMMANDS.reduce((sum, command) => sum + pointsFor(command), 0);
describe(`the matrix of faults (${ALL ? 'every point' : `${total} points`} of ${COMMANDS.length} commands, ${WAYS.length} ways)`, () => {
  test.each(
    COMMANDS.map((command, index) => [ALL ? 'every' : pointsFor(command), command.name, command, index] as const),
  )(
    '%s point(s) of %s',
    async (_points, _name, command, index) => {
      const { running, host } = await openFor(command);
      // What a complete run leaves is needed of commands that cannot be run twice, and how long it is of a full run.
      const dry = ALL || command.once ? await countRequests(running, host, command) : null;
      const points = pointsOf(command, dry?.requests ?? command.requests, index);
      const wrong: string[] = [];
      for (const [turn, point] of points.entries())
        wrong.push(...(await tryPoint(running, host, command, point, turn + 1, dry?.complete ?? null)));
      if (ALL) process.stdout.write(`${command.name}: ${points.length} points, ${wrong.length} wrong\n`);
      expect(wrong).toEqual([]);
    },
    LONG,
  );
});
