/** Builds dist/ when it is missing or older than the sources; several processes may ask at once and one of them builds. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeOnce } from './madeOnce.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(root, 'dist/built');
const INPUTS = ['src', 'assets', 'manifest.xml', 'webpack.config.js', 'package.json', '.swcrc'];
/** The configurations of webpack.config.js that one process builds: each process is busy on one core for about the same time. */
const PROCESSES = [['cli'], ['addin', 'worker'], ['workbench']];

function newest(file) {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  if (!status) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  return fs.readdirSync(file).reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), 0);
}

function isCurrent() {
  const built = fs.statSync(stamp, { throwIfNoEntry: false });
  return built !== undefined && INPUTS.every((input) => newest(path.join(root, input)) <= built.mtimeMs);
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

async function build() {
  const aside = path.join(root, 'dist.building');
  fs.rmSync(aside, { recursive: true, force: true });
  const began = new Date();
  // All of them come to their end before the folder is used or left: a failing one stops nothing that still writes.
  const outcomes = await Promise.allSettled(PROCESSES.map((names) => webpack(aside, names)));
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  fs.writeFileSync(path.join(aside, 'built'), '');
  fs.utimesSync(path.join(aside, 'built'), began, began);
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  fs.renameSync(aside, path.join(root, 'dist'));
}

/** Resolves when dist/ is there and current. `say` is told once when a build begins. */
export async function ensureBuilt(say = () => {}) {
  await madeOnce({
    lock: path.join(root, 'dist.lock'),
    isCurrent,
    make: () => {
      say();
      return build();
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt(() => console.error('building …'));
