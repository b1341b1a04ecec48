/**
 * Packages that few need, in folders with a package.json and a lock file of their own: who needs them asks here, and they are
 * installed when they are missing or other ones. `npm ci` in the root does not bring them.
 */
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { madeOnce } = require('./madeOnce.js');

const root = path.resolve(__dirname, '..');
/** Folder → what it brings, as the terminal names it. */
const FOLDERS = { bench: 'DuckDB', 'tools/chromium': 'Chromium' };
/** No install script of theirs is run, and npm says nothing but its errors. */
const WORDS = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/** Runs npm, the same that runs this script where one does, in a folder; refuses with all that it said. */
function npm(words, cwd) {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve, reject) => {
    // npm is a batch file in Windows, which only a shell runs.
    const shell = command === 'npm' && process.platform === 'win32';
    const child = spawn(command, [...first, ...words], { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said))));
  });
}

/** Whether all that a lock file asks of every system is installed in its version, by whomever: npm notes what it installed. */
function isInstalled(at) {
  const note = path.join(at, 'node_modules/.package-lock.json');
  if (!fs.existsSync(note)) return false;
  const [wanted, found] = [path.join(at, 'package-lock.json'), note].map(
    (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages,
  );
  return Object.entries(wanted).every(
    ([place, { version, optional }]) => place === '' || optional || found[place]?.version === version,
  );
}

/**
 * Resolves when the packages of a folder are there as its lock file says. Several processes may ask at once.
 *
 * @param {keyof typeof FOLDERS} folder
 * @throws with the command to type when they cannot be installed, for instance without a network
 */
async function ensureInstalled(folder) {
  const at = path.join(root, folder);
  await madeOnce({
    lock: path.join(root, 'node_modules/.cache', `installing-${folder.replaceAll('/', '-')}`),
    isCurrent: () => isInstalled(at),
    make: async () => {
      process.stderr.write(`installing ${FOLDERS[folder]}, once: npm ci --prefix ${folder} …\n`);
      try {
        await npm(WORDS, at);
      } catch (error) {
        throw new Error(
          `${FOLDERS[folder]} could not be installed. With a network: npm ci --prefix ${folder}\n${error.message}`,
        );
      }
    },
  });
}

module.exports = { ensureInstalled, FOLDERS, isInstalled };
