/** The packed product as somebody installs it: everything built is inside, and no package is needed but Office.js. */
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt, ROOT, SAMPLE_CSVS } from '../e2e/built';

jest.setTimeout(240_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-package-'));
const installed = path.join(folder, 'node_modules/ikkatsu');
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  ensureBuilt();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync(npm, words, { cwd: ROOT, encoding: 'utf8' })) as [
    { filename: string },
  ];
  execFileSync('tar', ['-xzf', filename], { cwd: folder });
  fs.mkdirSync(path.join(folder, 'node_modules/@microsoft'), { recursive: true });
  fs.renameSync(path.join(folder, 'package'), installed);
  fs.symlinkSync(
    path.join(ROOT, 'node_modules/@microsoft/office-js'),
    path.join(folder, 'node_modules/@microsoft/office-js'),
    'junction',
  );
});

/** Runs the installed command; Node must find nothing of the checkout. */
async function ikkatsu(...words: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [path.join(installed, 'bin/ikkatsu.mjs'), ...words],
    { cwd: folder, maxBuffer: 1 << 26, env: { ...process.env, NODE_PATH: '' } },
  );
  expect(stderr).toBe('');
  return stdout;
}

test('asks for Office.js only, and brings no sources, tests or source maps', () => {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(installed, 'package.json'), 'utf8'));
  expect(Object.keys(dependencies)).toEqual(['@microsoft/office-js']);
  expect(fs.readdirSync(installed).sort()).toEqual(
    ['LICENSE', 'README.md', 'bin', 'dist', 'manifest.xml', 'package.json', 'samples'].sort(),
  );
  const files = fs.readdirSync(path.join(installed, 'dist'), { recursive: true }).map(String);
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
  for (const name of [
    'cli/ikkatsu.cjs',
    'addin/taskpane.html',
    'addin/functions.json',
    'addin/readingWorker.js',
    'workbench/index.html',
  ])
    expect(files.map((file) => file.split(path.sep).join('/'))).toContain(name);
});

test('brings the licence texts of the packages inside each bundle, each text once', () => {
  const inside = { addin: 'react-dom', cli: '@univerjs/core', workbench: '@univerjs/sheets-ui' };
  for (const [bundle, name] of Object.entries(inside)) {
    const licences = fs
      .readFileSync(path.join(installed, 'dist', bundle, 'licences.txt'), 'utf8')
      .split('-'.repeat(80));
    const concerned = licences.filter((licence) => licence.split('\n').some((line) => line.startsWith(`${name} `)));
    expect(concerned).toHaveLength(1);
    expect(concerned[0]).toMatch(/permission|TERMS AND CONDITIONS/i);
    expect(new Set(licences).size).toBe(licences.length);
  }
});

test('answers a formula, and writes the workbook of a sample', async () => {
  expect(await ikkatsu('calc', '=IKKATSU.BMI(50,160)')).toBe('{"formula":"=IKKATSU.BMI(50,160)","values":[[19.5]]}\n');
  const book = path.join(folder, 'book.xlsx');
  const said = await ikkatsu('run', ...SAMPLE_CSVS, '--out', book);
  expect(said).toContain('ブックを書きました');
  expect(fs.readFileSync(book).subarray(0, 2).toString()).toBe('PK');
});

test('serves the workbench', async () => {
  const child = execFile(process.execPath, [path.join(installed, 'bin/ikkatsu.mjs'), 'serve', '--port', '0'], {
    cwd: folder,
  });
  try {
    const said = await new Promise<string>((resolve, reject) => {
      child.stdout!.once('data', (text) => resolve(String(text)));
      child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    });
    expect(said).toMatch(/https:\/\/localhost:\d+\//);
  } finally {
    child.removeAllListeners('exit');
    // The command keeps its compiled code while it ends: until then its folder cannot be removed.
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
});
