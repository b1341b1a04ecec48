/**
 * The whole job on the command line beside LibreOffice, which loads and saves the same workbook: the samples with all forms, the
 * samples without, the samples with a record of six years, and the hand-in copy. Wall time and processor time of the processes; LibreOffice is asked once before, for
 * its profile. Without LibreOffice a line says that the benchmark was left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { csvBytes } from '../tools/samples/csv';
import { sampleFiles as syntheticFiles } from '../tools/samples/files';
import { COMMAND, sampleFiles, YEAR } from './samples';

/** Ratios that the jobs are to stay under. */
const MARKS = { plan: 1.5, history: 1.5, lists: 0.5, handin: 1.0 } as const;

/** Years before that of the samples: with it six years stand on 実績の記録. */
const EARLIER = 5;
const PERSONS_EARLIER = 600;

/** The exports of an earlier year, in a folder of their own. */
function filesOfYear(folder: string, fiscalYear: number): string[] {
  const own = path.join(folder, String(fiscalYear));
  mkdirSync(own);
  return syntheticFiles({ fiscalYear, size: PERSONS_EARLIER }).map((file) => {
    const to = path.join(own, `${file.name}.csv`);
    writeFileSync(to, csvBytes(file));
    return to;
  });
}

interface Took {
  readonly wall: number;
  readonly processor: number;
}

/** Seconds that a program takes; throws when it fails. */
function timed(program: string, words: readonly string[], home: string): Took {
  const before = childSeconds();
  const began = performance.now();
  const done = spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, HOME: home } });
  const wall = (performance.now() - began) / 1000;
  if (done.status !== 0) throw new Error(`${program} failed:\n${done.stderr}`);
  return { wall, processor: childSeconds() - before };
}

/** Processor seconds of all children that have ended, where the system tells them. */
function childSeconds(): number {
  const status = `/proc/${process.pid}/stat`;
  if (!existsSync(status)) return NaN;
  const times = readFileSync(status, 'utf8');
  const fields = times.slice(times.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

const sheetsOf = (file: string): number =>
  strFromU8(
    unzipSync(new Uint8Array(readFileSync(file)), { filter: ({ name }) => name === 'xl/workbook.xml' })[
      'xl/workbook.xml'
    ]!,
  ).match(/<sheet /gu)!.length;

const found = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

/** Runs the benchmark; `quick`: only the samples with all forms. It fails nothing: the ratios are printed. */
export function run({ quick = false }: { quick?: boolean } = {}): Promise<{ text: string; ok: boolean }> {
  const title = 'workbook: the whole job on the command line beside LibreOffice (load and save of the same file)';
  if (!found('soffice')) return Promise.resolve({ text: `${title}\n  left out: soffice is not installed`, ok: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'ikkatsu-bench-'));
  try {
    const file = (name: string): string => path.join(folder, name);
    const office = (name: string): Took =>
      timed('soffice', ['--headless', '--convert-to', 'xlsx', '--outdir', file('office'), file(name)], folder);
    const job = (name: string, words: readonly string[]): Took =>
      timed(process.execPath, [COMMAND, ...words, '--out', file(name)], folder);
    const lines: string[] = [];
    const line = (name: keyof typeof MARKS, words: string, ours: Took, theirs: Took): void => {
      const seconds = ({ wall, processor }: Took): string =>
        `${wall.toFixed(1)} s (processor ${processor.toFixed(1)} s)`;
      lines.push(
        `  ${words}: ${seconds(ours)}; LibreOffice ${seconds(theirs)}; ratio ${(ours.wall / theirs.wall).toFixed(2)}` +
          ` (processor ${(ours.processor / theirs.processor).toFixed(2)}), mark ${MARKS[name]}`,
      );
    };
    const files = sampleFiles();
    const plan = job('plan.xlsx', ['run', ...files, '--year', YEAR, '--plan']);
    office('plan.xlsx');
    line('plan', 'run --plan --out', plan, office('plan.xlsx'));
    if (!quick) {
      const older = Array.from({ length: EARLIER }, (_, index) => {
        const year = Number(YEAR) - EARLIER + index;
        const name = `older${year}.xlsx`;
        job(name, ['run', ...filesOfYear(folder, year), '--year', String(year)]);
        return ['--history', file(name)];
      });
      const history = job('history.xlsx', ['run', ...files, '--year', YEAR, '--plan', ...older.flat()]);
      line('history', 'run --plan --history, six years of record', history, office('history.xlsx'));
      const lists = job('lists.xlsx', ['run', ...files, '--year', YEAR]);
      line('lists', 'run --out', lists, office('plan.xlsx'));
      const handIn = job('handin.xlsx', ['handin', file('plan.xlsx'), '--population', '30000', '--without-drafts']);
      line('handin', `handin of ${sheetsOf(file('plan.xlsx'))} sheets`, handIn, office('plan.xlsx'));
    }
    return Promise.resolve({ text: [title, ...lines].join('\n'), ok: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
