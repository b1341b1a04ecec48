/** Builds the script of a benchmark as the product is built: one optimised file, so that what is timed is what is shipped. */
import { join } from 'node:path';
import webpack, { type Configuration } from 'webpack';

type Named = Configuration & { readonly name: string };

/** Where what is built finds the peers: those of this folder, then those of the whole. */
const OUTPUT = join(__dirname, 'node_modules/.cache/ikkatsu-bench');

/**
 * Builds `bench/<name>.ts` and returns the file to run with node. Packages that are peers stay as they are installed.
 * @param other another checkout whose `src`, `tools` and `tests` are taken instead of ours
 */
export async function bundle(name: string, other?: string, folder = OUTPUT): Promise<string> {
  const configurations = (await import('../webpack.config.js')).default as unknown as (
    env: object,
    argv: object,
  ) => readonly Named[];
  const commandLine = configurations({}, {}).find((configuration) => configuration.name === 'cli')!;
  const compiler = webpack({
    ...commandLine,
    mode: 'production',
    devtool: false,
    entry: {
      [name]: join(__dirname, `${name}.ts`),
      ...(other === undefined && { readingThread: join(__dirname, '../src/workbench/node/readingThread.ts') }),
    },
    output: { path: folder, filename: '[name].cjs', library: { type: 'commonjs2' } },
    externals: [...(commandLine.externals as string[]), '@duckdb/node-api', 'papaparse'],
    plugins: [
      ...(commandLine.plugins ?? []),
      ...(other === undefined
        ? []
        : [
            new webpack.NormalModuleReplacementPlugin(/^\.\.\/(src|tools|tests)\//, (found) => {
              if (found.context === __dirname) found.request = join(other, found.request.slice('../'.length));
            }),
          ]),
    ],
    stats: 'errors-only',
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
  return join(folder, `${name}.cjs`);
}
