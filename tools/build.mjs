/**
 * Builds dist/ where it is missing or older than the sources; several processes may ask at once and one of them builds.
 * As a command: `node tools/build.mjs` builds what every command needs, `node tools/build.mjs all` the page of the workbench too.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeOnce } from './madeOnce.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const INPUTS = ['src', 'assets', 'manifest.xml', 'webpack.config.js', 'package.json', '.swcrc'];
/**
 * What is built for itself. `processes`: the configurations of webpack.config.js that one process builds, so that each is busy on
 * one core for about the same time; `folders`: those of dist/ that they fill; `stamp` is as old as the sources that were built.
 */
const PARTS = {
  product: { processes: [['cli'], ['addin', 'worker']], folders: ['cli', 'addin'], stamp: 'built' },
  // Only a browser asks for it, and it takes a third of the time.
  workbench: { processes: [['workbench']], folders: ['workbench'], stamp: 'workbench/built' },
};

function newest(file) {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  if (!status) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  return fs.readdirSync(file).reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), 0);
}

const newestInput = () => INPUTS.reduce((latest, input) => Math.max(latest, newest(path.join(root, input))), 0);

/** The parts among these that are missing or older than the sources. */
function stale(names) {
  const latest = newestInput();
  return names.filter((name) => {
    const built = fs.statSync(path.join(dist, PARTS[name].stamp), { throwIfNoEntry: false });
    return built === undefined || built.mtimeMs < latest;
  });
}

/** Builds the configurations of these names in a process of its own; refuses with all that webpack said. */
function webpack(out, names) {
  return new Promise((resolve, reject) => {
    const bin = path.join(root, 'node_modules/webpack/bin/webpack.js');
    const settings = ['--mode', 'production', '--env', `out=${out}`, '--env', 'maps=none'];
    const words = [...settings, ...names.flatMap((name) => ['--config-name', name])];
    const child = spawn(process.execPath, [bin, ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`the build failed:\n${said}`))));
  });
}

/** Builds these parts aside, all at once, and puts them in their place when all are whole. */
async function build(names) {
  const parts = names.map((name) => PARTS[name]);
  const aside = path.join(root, 'dist.building');
  fs.rmSync(aside, { recursive: true, force: true });
  const began = new Date();
  // All of them come to their end before the folder is used or left: a failing one stops nothing that still writes.
  const outcomes = await Promise.allSettled(
    parts.flatMap(({ processes }) => processes).map((configurations) => webpack(aside, configurations)),
  );
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  fs.mkdirSync(dist, { recursive: true });
  for (const { folders, stamp } of parts) {
    // Without a stamp whatever stands there is stale: a build that is stopped now is done again.
    fs.rmSync(path.join(dist, stamp), { force: true });
    for (const folder of folders) {
      fs.rmSync(path.join(dist, folder), { recursive: true, force: true });
      fs.renameSync(path.join(aside, folder), path.join(dist, folder));
    }
    fs.writeFileSync(path.join(dist, stamp), '');
    fs.utimesSync(path.join(dist, stamp), began, began);
  }
  fs.rmSync(aside, { recursive: true, force: true });
}

/**
 * Resolves when these parts are there and current. `say` is told once when a build begins.
 *
 * @param {() => void} say
 * @param {(keyof typeof PARTS)[]} names
 */
export async function ensureBuilt(say = () => {}, names = ['product']) {
  await madeOnce({
    lock: path.join(root, 'dist.lock'),
    isCurrent: () => stale(names).length === 0,
    make: () => {
      say();
      return build(stale(names));
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await ensureBuilt(() => console.error('building …'), process.argv[2] === 'all' ? Object.keys(PARTS) : ['product']);
