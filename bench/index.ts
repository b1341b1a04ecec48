/** `npm run bench`: every benchmark beside its peer, in one run; ends with exit code 1 when a figure misses its mark. */
import { run as criteria } from './criteria';

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick');
  const benches = [() => criteria(quick ? { size: 100_000, runs: 5 } : {})];
  let ok = true;
  for (const bench of benches) {
    const result = await bench();
    console.log(`${result.text}\n`);
    ok &&= result.ok;
  }
  process.exitCode = ok ? 0 : 1;
}

void main();
