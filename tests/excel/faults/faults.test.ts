/** Every request of every writing command fails: afterwards the workbook is as before or complete, and a retry works. */
import { buildAddin, removeAddin, type Running } from '../addin';
import { COMMANDS, type Command } from './commands';
import { FaultyHost, WAYS } from './fault';
import { countRequests, tryPoint, type Point } from './matrix';

/** `FAULTS=all` tries every point; otherwise this many of each command, chosen by a fixed seed. */
const ALL = process.env.FAULTS === 'all';
const POINTS = 2;
const SEED = 20261128;
/** Milliseconds. */
const LONG = ALL ? 3_600_000 : 300_000;

let addinDir: string;
let running: Running | null = null;
beforeAll(async () => {
  addinDir = await buildAddin();
});
afterAll(() => removeAddin(addinDir));
afterEach(() => {
  running?.stop();
  running = null;
});

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

function pointsOf({ victim }: Command, requests: number, index: number): Point[] {
  const ways = WAYS.filter((way) => victim !== null || (way !== 'gone' && way !== 'protected'));
  const all = ways.flatMap((way) => Array.from({ length: requests }, (_, at) => ({ way, at: at + 1 })));
  if (ALL) return all;
  const next = random(SEED + index);
  return Array.from({ length: POINTS }, () => all[Math.floor(next() * all.length)]!);
}

const how = ALL ? 'every point' : `${POINTS} points`;
const total = ALL ? 'every point' : `${POINTS * COMMANDS.length} points`;
describe(`the matrix of faults (${total} of ${COMMANDS.length} commands, ${WAYS.length} ways)`, () => {
  test.each(COMMANDS.map((command, index) => [command.name, command, index] as const))(
    `${how} of %s`,
    async (_name, command, index) => {
      running = await command.open(addinDir);
      const host = new FaultyHost(running.workbook);
      const { requests, complete } = await countRequests(running, host, command);
      const points = pointsOf(command, requests, index);
      const wrong: string[] = [];
      for (const [turn, point] of points.entries())
        wrong.push(...(await tryPoint(running, host, command, point, turn + 1, complete)));
      if (ALL) process.stdout.write(`${command.name}: ${points.length} points, ${wrong.length} wrong\n`);
      expect(wrong).toEqual([]);
    },
    LONG,
  );
});
