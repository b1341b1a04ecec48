/** The built command beside the code that it keeps: the same answers without it, with it, and with code that is damaged. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt, ROOT, SAMPLES } from '../e2e/built';

let folder: string;
let first: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  await ensureBuilt();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-kept-'));
  for (const name of fs.readdirSync(path.join(ROOT, 'dist/cli')))
    if (name.endsWith('.cjs')) fs.copyFileSync(path.join(ROOT, 'dist/cli', name), path.join(folder, name));
}, 240_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const WORDS = ['run', path.join(SAMPLES, '被保険者台帳.csv'), '--year', '2025', '--json'];

/** What the command in the folder prints, and its exit code. */
async function run(...words: string[]): Promise<{ code: number; printed: string; said: string }> {
  const script = `require(${JSON.stringify(path.join(folder, 'start.cjs'))}).main(${JSON.stringify(words)}).then((code) => {
    process.exitCode = code;
  });`;
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-e', script], { maxBuffer: 1 << 26 });
    return { code: 0, printed: stdout, said: stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, printed: failed.stdout, said: failed.stderr };
  }
}

/** The files of kept code, with when they were written. */
function kept(): ReadonlyMap<string, number> {
  const place = path.join(folder, 'code');
  if (!fs.existsSync(place)) return new Map();
  const names = fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.code'));
  return new Map(names.map((name) => [name, fs.statSync(path.join(place, name)).mtimeMs]));
}

test('a run keeps its code, the next takes it and writes none; what is damaged is written anew', async () => {
  first = await run(...WORDS);
  expect(first.code).toBe(0);
  const made = kept();
  expect([...made.keys()].some((name) => /(^|[\\/])ikkatsu\.cjs\.[0-9a-f]{8}\.code$/.test(name))).toBe(true);
  expect(await run(...WORDS)).toEqual(first);
  expect(kept()).toEqual(made);
  for (const name of made.keys()) fs.writeFileSync(path.join(folder, 'code', name), 'damaged');
  expect(await run(...WORDS)).toEqual(first);
  for (const name of made.keys()) expect(fs.statSync(path.join(folder, 'code', name)).size).toBeGreaterThan(100);
}, 60_000);

test('a run that fails keeps nothing, and says what it always says', async () => {
  fs.rmSync(path.join(folder, 'code'), { recursive: true, force: true });
  const failed = await run('run', path.join(folder, 'nothing.csv'));
  expect(failed.code).toBe(2);
  expect(failed.said).toContain('nothing.csv');
  expect(kept().size).toBe(0);
}, 60_000);

test('where nothing can be written beside the command, it works without', async () => {
  fs.rmSync(path.join(folder, 'code'), { recursive: true, force: true });
  fs.writeFileSync(path.join(folder, 'code'), 'a file where the folder would stand');
  expect(await run(...WORDS)).toEqual(first);
  fs.rmSync(path.join(folder, 'code'));
}, 60_000);
