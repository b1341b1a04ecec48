/** After installing: `npx ikkatsu` finds the command of this very project, and the product is built. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** npm links the commands of dependencies, but not those of the project itself; npx would look for it elsewhere. */
function linkCommand() {
  const folder = path.join(root, 'node_modules/.bin');
  fs.mkdirSync(folder, { recursive: true });
  const link = path.join(folder, 'ikkatsu');
  fs.rmSync(link, { force: true });
  if (process.platform === 'win32') {
    fs.writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\bin\\ikkatsu.mjs" %*\r\n');
  } else {
    fs.chmodSync(path.join(root, 'bin/ikkatsu.mjs'), 0o755);
    fs.symlinkSync('../../bin/ikkatsu.mjs', link);
  }
}

linkCommand();
await ensureBuilt(() => console.error('building …'));
