/** Packages in a folder of their own: when they count as installed, and one of several askers makes what all wait for. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isInstalled } from '../../tools/ensureInstalled';
import { madeOnce } from '../../tools/madeOnce';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'installed-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

type Packages = Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;

function write(file: string, packages: Packages): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), JSON.stringify({ packages }));
}

describe('the packages of a folder', () => {
  const wanted: Packages = {
    '': {},
    'node_modules/a': { version: '1.2.0' },
    'node_modules/a-win32': { version: '1.2.0', optional: true },
  };
  const note = 'node_modules/.package-lock.json';

  it.each<[string, Packages | undefined, boolean]>([
    ['nothing', undefined, false],
    ['an empty list', {}, false],
    ['another version', { 'node_modules/a': { version: '1.1.9' } }, false],
    ['that version, and not what is for another system', { 'node_modules/a': { version: '1.2.0' } }, true],
  ])('of which %s is installed', (_, found, answer) => {
    write('package-lock.json', wanted);
    if (found) write(note, found);
    expect(isInstalled(folder)).toBe(answer);
  });
});

describe('what several want at once', () => {
  it('is made by one of them, and the others wait until it is there', async () => {
    let there = false;
    let made = 0;
    const ask = () =>
      madeOnce({
        lock: path.join(folder, 'deep/lock'),
        isCurrent: () => there,
        make: async () => {
          made += 1;
          await new Promise((resolve) => setImmediate(resolve));
          there = true;
        },
      }).then(() => there);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([true, true, true]);
    expect(await ask()).toBe(true);
    expect(made).toBe(1);
  });

  it('can be tried again after it failed', async () => {
    const lock = path.join(folder, 'lock');
    const make = () => Promise.reject(new Error('no network'));
    await expect(madeOnce({ lock, isCurrent: () => false, make })).rejects.toThrow('no network');
    expect(fs.existsSync(lock)).toBe(false);
  });
});
