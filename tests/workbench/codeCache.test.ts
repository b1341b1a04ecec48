/** Code that is kept beside the scripts: taken where it fits the script and is whole, else made anew; never in the way. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { CodeCache, keepPageScripts } from '../../src/workbench/node/codeCache';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-code-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const SOURCE = '(function answer() { return 42; })()';
const OTHER = '(function answer() { return 41; })()';

/** What a script gives in a new cache, and whether it ran from kept code. */
function ran(source: string, kind = 'run'): { value: unknown; isRejected: boolean | undefined } {
  const cache = new CodeCache(folder);
  const script = cache.script('a.cjs', source, Buffer.from(source), { filename: 'a.cjs' });
  const value: unknown = script.runInThisContext();
  cache.save(kind);
  return { value, isRejected: script.cachedDataRejected };
}

/** The files of kept code. */
const codeFiles = (): string[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.code'));

test('the second run takes the code that the first has kept', () => {
  expect(ran(SOURCE)).toEqual({ value: 42, isRejected: undefined });
  expect(codeFiles()).toHaveLength(1);
  expect(ran(SOURCE)).toEqual({ value: 42, isRejected: false });
});

test('another script of the same name and length is compiled, and its code replaces the other', () => {
  ran(SOURCE);
  expect(ran(OTHER)).toEqual({ value: 41, isRejected: undefined });
  expect(codeFiles()).toHaveLength(1);
  expect(ran(OTHER)).toEqual({ value: 41, isRejected: false });
});

test.each<[string, (content: Buffer) => Buffer]>([
  ['one bit turned in the middle', (content) => Buffer.from(content.map((byte, at) => (at === content.length >> 1 ? byte ^ 1 : byte)))], // prettier-ignore
  ['its end missing', (content) => content.subarray(0, content.length - 1)],
  ['nothing in it', () => Buffer.alloc(0)],
  ['a few bytes only', () => Buffer.from('abc')],
])('code with %s is not taken, and made anew', (_, damage) => {
  ran(SOURCE);
  const file = path.join(folder, codeFiles()[0]!);
  fs.writeFileSync(file, damage(fs.readFileSync(file)));
  expect(ran(SOURCE)).toEqual({ value: 42, isRejected: undefined });
  expect(ran(SOURCE)).toEqual({ value: 42, isRejected: false });
});

test('a folder that cannot be made costs nothing but the time', () => {
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(folder, 'a file');
  expect(ran(SOURCE)).toEqual({ value: 42, isRejected: undefined });
  expect(fs.readFileSync(folder, 'utf8')).toBe('a file');
});

test('a list of kinds that is damaged is written anew', () => {
  ran(SOURCE);
  const kinds = path.join(folder, fs.readdirSync(folder)[0]!, 'kinds.json');
  expect(JSON.parse(fs.readFileSync(kinds, 'utf8'))).toEqual(['run']);
  fs.writeFileSync(kinds, '{');
  ran(SOURCE, 'calc');
  expect(JSON.parse(fs.readFileSync(kinds, 'utf8'))).toEqual(['calc']);
});

test('a kind of run that has kept its code keeps it no second time, another kind does', () => {
  const writes = jest.spyOn(fs, 'writeFileSync');
  ran(SOURCE);
  expect(writes).toHaveBeenCalledTimes(2);
  ran(SOURCE);
  expect(writes).toHaveBeenCalledTimes(2);
  ran(SOURCE, 'calc');
  expect(writes).toHaveBeenCalledTimes(4);
  writes.mockRestore();
});

test('what a script throws while it is compiled is thrown', () => {
  const cache = new CodeCache(folder);
  expect(() => cache.script('a.cjs', 'const', Buffer.from('const'), { filename: 'a.cjs' })).toThrow(/Unexpected/);
});

test('a page runs a script of an address from kept code, with its own globals', () => {
  const ordinary = vm.runInContext;
  try {
    const source = 'answer = (() => given + 1)()';
    const run = (filename: string): unknown => {
      const cache = new CodeCache(folder);
      keepPageScripts(cache);
      const context = vm.createContext({ given: 1 });
      vm.runInContext(source, context, { filename });
      cache.save('run');
      vm.runInContext = ordinary;
      return (context as { answer?: unknown }).answer;
    };
    expect(run('https://localhost:3000/12.js')).toBe(2);
    expect(codeFiles()).toHaveLength(1);
    expect(run('https://localhost:3000/12.js')).toBe(2);
    // A script of the page itself has no address of its own.
    expect(run('https://localhost:3000/taskpane.html')).toBe(2);
    expect(codeFiles()).toHaveLength(1);
  } finally {
    vm.runInContext = ordinary;
  }
});
