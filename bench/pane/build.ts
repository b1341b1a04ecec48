/** Builds the page of the pane benchmark as the pane itself is built: minified, in production mode. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import webpack from 'webpack';
import configurations from '../../webpack.config.js';

export interface BuiltPage {
  /** Address of the page. */
  readonly html: string;
  remove(): void;
}

export async function build(): Promise<BuiltPage> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-pane-'));
  const { resolve, module, optimization } = configurations({}, { mode: 'production' }).find(
    ({ name }) => name === 'addin',
  )!;
  const define = new webpack.DefinePlugin({ __IKKATSU_VERSION__: JSON.stringify('bench') });
  await new Promise<void>((done, fail) => {
    webpack(
      {
        mode: 'production',
        target: 'web',
        devtool: false,
        entry: path.join(__dirname, 'page.tsx'),
        output: { path: folder, filename: 'page.js' },
        resolve,
        module,
        optimization: 'minimizer' in optimization ? { minimizer: optimization.minimizer } : {},
        performance: { hints: false },
        plugins: [define],
      },
      (error, stats) => {
        if (error || stats?.hasErrors()) fail(error ?? new Error(stats?.toString('errors-only')));
        else done();
      },
    );
  });
  const html = path.join(folder, 'page.html');
  fs.writeFileSync(
    html,
    '<!doctype html><html lang="ja"><meta charset="utf-8" /><div id="root"></div><script src="page.js"></script></html>',
  );
  return { html: pathToFileURL(html).href, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
