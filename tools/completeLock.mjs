/**
 * Completes every package-lock.json of this project: npm leaves out optional packages of other platforms that it could not
 * see when it wrote the file, and `npm ci` then refuses it; it knows no checksum of what it never fetched; and it names the
 * registry that it asked. Run by `npm run lock` after every change of dependencies. Asks the registry for the checksums that
 * are missing.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOLDERS } from './ensureInstalled.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'aix', 'netbsd', 'openbsd', 'sunos'];
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el'];

/** The optional dependencies that have no entry in the lock file, each with the entry that it lacks. */
export function missingEntries(lock) {
  const packages = lock.packages;
  const missing = {};
  for (const [at, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const nested = `${at}/node_modules/${name}`;
      const top = `node_modules/${name}`;
      if (at === '' || packages[nested] || packages[top] || missing[top]) continue;
      const words = name.split('/').pop().split('-');
      const system = SYSTEMS.find((word) => words.includes(word));
      const processor = PROCESSORS.find((word) => words.includes(word));
      // Without a system in its name it is no platform package, and nobody but npm can say what belongs there.
      if (!system || !processor) continue;
      missing[top] = { version, cpu: [processor], ...(dev ? { dev } : {}), optional: true, os: [system] };
    }
  }
  return missing;
}

/** The places of the entries without a checksum: nobody could tell whether what is installed there is what was meant. */
export function withoutIntegrity(lock) {
  return Object.entries(lock.packages)
    .filter(([at, { integrity, link, inBundle }]) => at !== '' && !integrity && !link && !inBundle)
    .map(([at]) => at);
}

/** The checksum that the registry gives for one version of a package. */
function integrityOf(name, version) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const said = execFileSync(npm, ['view', `${name}@${version}`, 'dist.integrity'], { encoding: 'utf8' }).trim();
  if (!/^sha512-/.test(said)) throw new Error(`${name}@${version}: no checksum in the registry`);
  return said;
}

/** Completes one lock file and says what was added to it. */
function complete(lockFile) {
  const lock = JSON.parse(fs.readFileSync(lockFile, 'utf8'));
  const missing = missingEntries(lock);
  const [first, ...rest] = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries([first, ...rest]);
  for (const entry of Object.values(lock.packages)) if (!entry.link) delete entry.resolved;
  const bare = withoutIntegrity(lock);
  for (const at of bare) {
    const entry = lock.packages[at];
    const { version, ...others } = entry;
    const name = at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
    lock.packages[at] = { version, integrity: integrityOf(entry.name ?? name, version), ...others };
  }
  fs.writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    `${path.relative(root, lockFile)}: ${Object.keys(missing).length} entries and ${bare.length} checksums added`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of ['.', ...Object.keys(FOLDERS)]) complete(path.join(root, folder, 'package-lock.json'));
}
