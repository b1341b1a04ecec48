/**
 * `npm run bench [-- NAME…] [--quick] [--rows=N]`: benchmarks beside a peer, in one run; exit code 1 when a figure misses its
 * mark. Without a name all run. `--against=FOLDER`: beside another checkout instead, see `against.ts`. `--rows` is the number of persons or rows; `--plain` reads a file without quotes;
 * `--profiles` says what long tasks of the pane ran.
 */
import { ensureInstalled } from '../tools/ensureInstalled';
import { run as against } from './against';
import { run as dailyWork } from './dailyWork';
import { run as pane } from './pane';
import { run as paneFiles } from './paneFiles';
import { run as protection } from './protection';
import { run as recalculation } from './recalculation';
import { run as scale } from './scale';
import { run as sheets } from './sheets';
import { run as workbook } from './workbook';
import { run as years } from './years';

interface Asked {
  readonly quick: boolean;
  readonly rows: number | undefined;
  readonly plain: boolean;
  readonly profiles: boolean;
}

/** `size` as asked for; else a small one when it has to be quick; else the benchmark's own. */
const sized = ({ quick, rows }: Asked, small: number): { size?: number } =>
  rows !== undefined ? { size: rows } : quick ? { size: small } : {};

/** A benchmark beside DuckDB, loaded when DuckDB is installed. */
async function besideDuckdb<T>(load: () => Promise<T>): Promise<T> {
  await ensureInstalled('bench');
  return load();
}

const BENCHES = {
  criteria: async (asked: Asked) =>
    (await besideDuckdb(() => import('./criteria'))).run({ ...sized(asked, 100_000), ...(asked.quick && { runs: 5 }) }),
  cells: async (asked: Asked) => (await besideDuckdb(() => import('./cells'))).run(sized(asked, 50_000)),
  dailyWork: (asked: Asked) => dailyWork(sized(asked, 20_000)),
  evaluation: async (asked: Asked) => (await besideDuckdb(() => import('./evaluation'))).run(sized(asked, 50_000)),
  pane: (asked: Asked) => pane(asked.quick ? { size: 20_000, list: 100_000 } : sized(asked, 100_000)),
  paneFiles: ({ quick, profiles }: Asked) => paneFiles({ profiles, ...(quick && { sizes: [2], book: 1 }) }),
  protection: (asked: Asked) => protection(asked.quick ? { runs: 1 } : {}),
  reading: async (asked: Asked) =>
    (await besideDuckdb(() => import('./reading'))).run({
      ...sized(asked, 100_000),
      ...(asked.plain && { quoting: 'plain' }),
      ...(asked.quick && { runs: 1 }),
    }),
  recalculation: () => recalculation(),
  scale: ({ quick, rows }: Asked) =>
    scale({ ...(rows !== undefined ? { sizes: [rows] } : quick && { sizes: [1_000, 3_000] }) }),
  sheets: (asked: Asked) => sheets(sized(asked, 10_000)),
  workbook: (asked: Asked) => workbook({ quick: asked.quick }),
  years: (asked: Asked) => years(sized(asked, 50_000)),
};

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const other = words.find((word) => word.startsWith('--against='))?.slice('--against='.length);
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  const rows = words.find((word) => word.startsWith('--rows='));
  const asked: Asked = {
    quick: words.includes('--quick'),
    rows: rows === undefined ? undefined : Number(rows.slice('--rows='.length)),
    plain: words.includes('--plain'),
    profiles: words.includes('--profiles'),
  };
  if (other !== undefined) {
    const result = await against(other, sized(asked, 100_000));
    console.log(result.text);
    process.exitCode = result.ok ? 0 : 1;
    return;
  }
  let ok = true;
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const result = await BENCHES[name as keyof typeof BENCHES](asked);
    console.log(`${result.text}\n`);
    ok &&= result.ok;
  }
  process.exitCode = ok ? 0 : 1;
}

void main();
