/** A browser for tests and pictures, and the workbench served for it from the built product. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { startServers, type WorkbenchServers } from '../src/workbench/serve/server';
import { ensureInstalled } from './ensureInstalled';

const ROOT = path.resolve(__dirname, '..');
/** No sandbox inside of containers; no requests of the browser's own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The browser of the npm package, which is fetched when it is asked for first: it brings the libraries that a bare system
 * lacks, but unpacks them only where it believes to run in the cloud that it was made for. The package has only an ES module.
 */
async function packagedBrowser(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  await ensureInstalled('tools/chromium');
  const script = "import c from '@sparticuz/chromium'; process.stdout.write(await c.executablePath());";
  const executablePath = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: path.join(ROOT, 'tools/chromium'),
    encoding: 'utf8',
    env: { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  const libraries = path.join(path.dirname(executablePath), 'al2023/lib');
  return { executablePath, env: { ...process.env, LD_LIBRARY_PATH: libraries } };
}

/** The browser of CHROME_PATH, an installed one (it has the fonts of the machine), or the packaged one (CHROME_PATH=packaged). */
export async function launchBrowser(): Promise<Browser> {
  const wanted = process.env.CHROME_PATH;
  const executablePath = wanted === 'packaged' ? undefined : (wanted ?? INSTALLED.find((file) => fs.existsSync(file)));
  return chromium.launch({ ...(executablePath ? { executablePath } : await packagedBrowser()), args: FLAGS });
}

/** Serves the workbench on free ports, built where it is not yet, with these files to open. */
export function serveBuilt(files: readonly string[]): Promise<WorkbenchServers> {
  execFileSync(process.execPath, [path.join(ROOT, 'tools/build.mjs'), 'all'], { stdio: 'inherit' });
  return startServers({
    pageDir: path.join(ROOT, 'dist/workbench'),
    addinDir: path.join(ROOT, 'dist/addin'),
    officeDir: path.join(ROOT, 'node_modules/@microsoft/office-js/dist'),
    files: files.map((file) => ({ name: path.basename(file), bytes: fs.readFileSync(file) })),
    port: 0,
  });
}
