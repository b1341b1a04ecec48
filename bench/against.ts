/**
 * `npm run bench -- --against=FOLDER [--rows=N]`: reading, the criteria and a thousand cells of this checkout beside those
 * of another one in FOLDER, in turns, each in a process of its own. What is compared is processor time, which other work on the
 * machine disturbs least; figures are medians.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from './bundle';
import type { Turn } from './againstOnce';
import { writeFiles } from './wideCsv';

const NAMES = ['reading', 'criteria', 'cells'] as const;
/** How much slower this checkout may be. */
const MOST = 1.05;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function turn(script: string, name: string, file: string, size: number): Turn {
  const output = execFileSync(process.execPath, [script, name, file, String(size)], { encoding: 'utf8' });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Turn;
}

export async function run(
  folder: string,
  { size = 500_000, runs = 5 }: { readonly size?: number; readonly runs?: number } = {},
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const scratch = mkdtempSync(join(tmpdir(), 'ikkatsu-bench-'));
  try {
    const file = join(scratch, 'wide.csv');
    await writeFiles(size, 'quoted', file, join(scratch, 'utf8.csv'));
    const [ours, theirs] = [
      await bundle('againstOnce'),
      await bundle('againstOnce', resolve(folder), join(scratch, 'other')),
    ];
    const lines = NAMES.map((name) => {
      const turns: [Turn, Turn][] = [];
      for (let at = 0; at < runs; at++) {
        // Whoever comes second finds a warmer machine: the two take turns in that too.
        const [a, b] = at % 2 === 0 ? [ours, theirs] : [theirs, ours];
        const first = turn(a, name, file, size);
        const second = turn(b, name, file, size);
        turns.push(at % 2 === 0 ? [first, second] : [second, first]);
      }
      if (turns.some(([own, other]) => own.answer !== other.answer))
        throw new Error(`${name}: the two answer otherwise`);
      const of = (index: 0 | 1) => median(turns.map((pair) => pair[index].processor));
      const ratio = median(turns.map(([own, other]) => own.processor / other.processor));
      const isReached = ratio <= MOST;
      return {
        isReached,
        text: `  ${name.padEnd(10)} ${of(0).toFixed(0).padStart(6)} ms, there ${of(1).toFixed(0).padStart(6)} ms, ratio ${ratio.toFixed(3)} (wanted ≤ ${MOST}: ${isReached ? 'reached' : 'missed'})`,
      };
    });
    const head = `this checkout beside ${folder}, ${size.toLocaleString('en')} persons, processor time, medians of ${runs} turns`;
    return { ok: lines.every(({ isReached }) => isReached), text: [head, ...lines.map(({ text }) => text)].join('\n') };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
