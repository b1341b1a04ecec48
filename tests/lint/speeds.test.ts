/** Every test file runs at exactly one speed: none is lost between `npm test` and `npm run test:slow`. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import LongestFirst from '../../tools/longestFirst.js';
import { SLOW, whySlow } from '../../tools/testSpeeds.js';

const root = path.resolve(__dirname, '../..');
const slashed = (file: string): string => file.split(path.sep).join('/');

/** Every file that looks like a test, wherever it lies outside of what is installed or built. */
const written = ['tests', 'src', 'tools', 'bench']
  .flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${slashed(file)}`))
  .filter((file) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(file))
  .sort(); // prettier-ignore

/** What jest itself would run at a speed. */
function listed(speed: string): string[] {
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const out = execFileSync(process.execPath, [jest, '--listTests', '--json', '--selectProjects', speed], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (JSON.parse(out.slice(out.indexOf('['))) as string[]).map((file) => slashed(path.relative(root, file))).sort();
}

const scripts = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).scripts as Record<string, string>;

test('every test file is run by one of the two speeds, and by one only', () => {
  const fast = listed('fast');
  const slow = listed('slow');
  expect([...fast, ...slow].sort()).toEqual(written);
  expect(slow).toEqual(written.filter((file) => whySlow(file) !== undefined));
});

test('the list names only what is there, each with its reason', () => {
  for (const { at, why, but = [] } of SLOW) {
    expect(why).not.toBe('');
    for (const file of [at, ...but]) expect([file, fs.existsSync(path.join(root, file))]).toEqual([file, true]);
    for (const file of but) expect(file.startsWith(at)).toBe(true);
  }
});

test('the fast tests touch every room, the browser and a file of Excel', () => {
  const fast = new Set(written.filter((file) => whySlow(file) === undefined).map((file) => file.split('/')[1]));
  const rooms = fs.readdirSync(path.join(root, 'src')).filter((name) => !name.includes('.'));
  expect([...rooms, 'e2e', 'cli', 'acceptance'].filter((room) => !fast.has(room))).toEqual([]);
  expect(whySlow('tests/workbench/xlsx.test.ts')).toBeUndefined();
});

test('the commands are one a speed and one for everything', () => {
  expect(scripts).toMatchObject({
    test: 'jest --selectProjects fast',
    'test:slow': 'jest --selectProjects slow',
    'test:all': 'jest --config jest.all.config.js',
  });
});

test('the longest tests begin first, the others in the order of jest', () => {
  const files = ['tests/kdb/csv.test.ts', 'tests/acceptance/intake.test.ts', 'tests/years/cases.test.ts'];
  const options = { contexts: [], globalConfig: {} } as unknown as ConstructorParameters<typeof LongestFirst>[0];
  const sequencer = new LongestFirst(options);
  const context = { config: { cacheDirectory: os.tmpdir(), id: 'none' }, hasteFS: { getSize: () => 1 } };
  const tests = files.map((file) => ({ path: path.join(root, file), context, duration: 1 }));
  const sorted = sequencer.sort(tests as never) as readonly { readonly path: string }[];
  expect(sorted.map((each) => slashed(path.relative(root, each.path)))).toEqual([...files].reverse());
});
