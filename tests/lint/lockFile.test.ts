/** The lock files install on every platform: no optional platform package is left out of them. */
import fs from 'node:fs';
import path from 'node:path';
import { FOLDERS } from '../../tools/ensureInstalled';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly integrity?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

const root = path.resolve(__dirname, '../..');
const read = (folder: string, name: string) => JSON.parse(fs.readFileSync(path.join(root, folder, name), 'utf8'));

describe.each(['.', ...Object.keys(FOLDERS)])('the lock file of %s', (folder) => {
  const lock = read(folder, 'package-lock.json') as Lock;

  it('has an entry for every optional dependency of every package (npm run lock adds them)', () => {
    const missing = Object.entries(lock.packages).flatMap(([at, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !lock.packages[`${at}/node_modules/${name}`] && !lock.packages[`node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('pins every dependency of package.json to one version', () => {
    const { dependencies, devDependencies } = read(folder, 'package.json');
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(`${name} ${String(version)}`).toMatch(/ \d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });

  it('knows the checksum of every package (npm run lock adds them)', () => {
    const bare = Object.entries(lock.packages).filter(([at, { integrity }]) => at !== '' && !integrity);
    expect(bare.map(([at]) => at)).toEqual([]);
  });

  it('names no registry', () => {
    expect(JSON.stringify(lock)).not.toMatch(/"resolved":/);
  });
});
