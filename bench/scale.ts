/**
 * The whole job with all forms by the number of persons, in 30 圏域: wall and processor seconds and peak memory of the command, and
 * the exponent of the seconds over the persons. The mark is that of the largest; its progress lines go to the terminal.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { csvBytes } from '../tools/samples/csv';
import { sampleFiles, type SampleFile } from '../tools/samples/files';
import { COMMAND, YEAR } from './samples';

const AREAS = 30;
const HEADING = /圏域/u;
const SIZES = [3_000, 10_000, 40_000, 100_000];
/** Persons and seconds of the mark. */
const MARK = { persons: 40_000, seconds: 60 } as const;

/** A register whose persons live in so many 圏域, one after the other. */
function withAreas(file: SampleFile): SampleFile {
  const column = file.columns.findIndex(({ heading }) => HEADING.test(heading));
  if (column < 0) return file;
  return {
    ...file,
    *rows() {
      let index = 0;
      for (const row of file.rows()) {
        index += 1;
        yield row.map((value, at) => (at === column ? `第${(index % AREAS) + 1}圏域` : value));
      }
    },
  };
}

function filesOf(folder: string, size: number): string[] {
  const own = path.join(folder, String(size));
  mkdirSync(own);
  return sampleFiles({ fiscalYear: Number(YEAR), size }).map((file) => {
    const to = path.join(own, `${file.name}.csv`);
    writeFileSync(to, csvBytes(withAreas(file)));
    return to;
  });
}

/** Has the command say at its end what it took: it knows its own processor time and peak memory best. */
const MEASURE = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeFileSync(process.env.IKKATSU_BENCH, JSON.stringify({ processor: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
});`;

interface Took {
  readonly wall: number;
  readonly processor: number;
  /** Megabytes at the highest. */
  readonly memory: number;
}

function timed(folder: string, size: number): Took {
  const files = filesOf(folder, size);
  const [hook, said] = [path.join(folder, 'measure.cjs'), path.join(folder, 'took.json')];
  writeFileSync(hook, MEASURE);
  const words = [
    '--require',
    hook,
    COMMAND,
    'run',
    ...files,
    '--year',
    YEAR,
    '--plan',
    '--out',
    path.join(folder, `${size}.xlsx`),
  ];
  const began = performance.now();
  const done = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, IKKATSU_BENCH: said },
  });
  const wall = (performance.now() - began) / 1000;
  if (done.status !== 0) throw new Error(`run of ${size} persons failed`);
  return { wall, ...(JSON.parse(readFileSync(said, 'utf8')) as Omit<Took, 'wall'>) };
}

/** Runs the benchmark with these numbers of persons, the smallest first. */
export function run({ sizes = SIZES }: { sizes?: readonly number[] } = {}): Promise<{ text: string; ok: boolean }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ikkatsu-bench-'));
  try {
    const took = sizes.map((size) => ({ size, ...timed(folder, size) }));
    const [first, last] = [took[0]!, took.at(-1)!];
    const exponent = Math.log(last.processor / first.processor) / Math.log(last.size / first.size);
    const lines = took.map(
      ({ size, wall, processor, memory }) =>
        `  ${size.toLocaleString('en')} persons: ${wall.toFixed(1)} s (processor ${processor.toFixed(1)} s), peak ${memory.toFixed(0)} MB`,
    );
    return Promise.resolve({
      ok: took.every(({ size, wall }) => size > MARK.persons || wall <= MARK.seconds),
      text: [
        `scale: run --plan --out in ${AREAS} 圏域, by persons`,
        ...lines,
        `  mark ${MARK.seconds} s for ${MARK.persons.toLocaleString('en')}` +
          (took.length > 1 ? `; processor time grows with persons to the power of ${exponent.toFixed(2)}` : ''),
      ].join('\n'),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
