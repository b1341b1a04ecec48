/**
 * `npm run bench [-- NAME…] [--quick]`: benchmarks beside a peer, in one run; exit code 1 when a figure misses its mark.
 * Without a name those run whose marks are reached; `reading` is under way and runs by name.
 */
import { run as criteria } from './criteria';
import { run as reading } from './reading';

const BENCHES = {
  criteria: (quick: boolean) => criteria(quick ? { size: 100_000, runs: 5 } : {}),
  reading: (quick: boolean) => reading(quick ? { size: 100_000 } : {}),
};
const DEFAULT = ['criteria'];

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  let ok = true;
  for (const name of names.length > 0 ? names : DEFAULT) {
    const result = await BENCHES[name as keyof typeof BENCHES](words.includes('--quick'));
    console.log(`${result.text}\n`);
    ok &&= result.ok;
  }
  process.exitCode = ok ? 0 : 1;
}

void main();
