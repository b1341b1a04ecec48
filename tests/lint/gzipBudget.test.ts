/** The weight of the pane's first page: the build itself refuses one that is over its budget. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import webpack, { type Configuration, type Stats } from 'webpack';
import configurations from '../../webpack.config.js';
import { GzipBudget } from '../../tools/gzipBudget.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-budget-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Text that gzip cannot make much smaller. */
const noise = (length: number) => Array.from({ length }, (_, i) => ((i * 2654435761) >>> 7).toString(36)).join('');

function build(bytes: number): Promise<Stats> {
  fs.writeFileSync(path.join(folder, 'one.js'), `console.log('${noise(200)}'); import('./later.js');`);
  fs.writeFileSync(path.join(folder, 'later.js'), `console.log('${noise(4000)}');`);
  const configuration: Configuration = {
    mode: 'production',
    context: folder,
    entry: './one.js',
    output: { path: path.join(folder, 'out') },
    performance: { hints: false },
    plugins: [new GzipBudget({ bytes })],
  };
  return new Promise((resolve, reject) => {
    webpack(configuration, (error, stats) => (stats ? resolve(stats) : reject(error)));
  });
}

test('a build over its budget fails and names the files by weight', async () => {
  const stats = await build(500);
  expect(stats.hasErrors()).toBe(true);
  expect(stats.toString('errors-only')).toMatch(/over its budget of 500[^]*main\.js \d+/);
});

test('what is loaded later does not count', async () => {
  const stats = await build(4000);
  expect(stats.toString('errors-only')).toBe('');
});

test('the production build of the add-in is held to 375 kB without Office.js, a development build is not', () => {
  const budgetOf = (mode: string) =>
    configurations({}, { mode })
      .find(({ name }) => name === 'addin')!
      .plugins.find((plugin) => plugin instanceof GzipBudget) as GzipBudget | undefined;
  expect(budgetOf('production')?.bytes).toBe(375_000);
  expect(budgetOf('development')).toBeUndefined();
});
