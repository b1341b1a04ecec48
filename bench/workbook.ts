/**
 * The whole job on the command line beside LibreOffice, which loads and saves the same workbook: the samples with all forms, the
 * samples without, the samples with a record of six years, and the hand-in copy of the workbook as it was written, with texts of the analyst
 * in the place of drafts, and with a figure changed, which has to be calculated anew. Wall time and processor time of the processes, medians of turns in which both run one after the other; each is run once
 * before, for its profile and its kept code. Without LibreOffice a line says that the benchmark was left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { csvBytes } from '../tools/samples/csv';
import { sampleFiles as syntheticFiles } from '../tools/samples/files';
import { COMMAND, sampleFiles, YEAR } from './samples';

/** Ratios that the jobs are to stay under. */
const MARKS = { plan: 1.5, history: 1.5, lists: 0.5, handin: 1.0 } as const;
const TURNS = 3;

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

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const medianOf = (turns: readonly Took[]): Took => ({
  wall: median(turns.map(({ wall }) => wall)),
  processor: median(turns.map(({ processor }) => processor)),
});

/** A copy of a workbook in which another program changed a part. Throws where there was nothing to change. */
function changed(from: string, to: string, part: RegExp, change: (xml: string) => string): void {
  const parts = unzipSync(new Uint8Array(readFileSync(from)));
  let isChanged = false;
  for (const [name, content] of Object.entries(parts)) {
    if (!part.test(name)) continue;
    const before = strFromU8(content);
    const after = change(before);
    isChanged ||= after !== before;
    parts[name] = strToU8(after);
  }
  if (!isChanged) throw new Error(`nothing was changed in ${part.source}`);
  writeFileSync(to, zipSync(parts));
}

/** Every draft in the analyst's own words. */
const withOwnWords = (from: string, to: string): void =>
  changed(from, to, /^xl\/sharedStrings\.xml$/u, (xml) => xml.replace(/【下書き】/gu, '確かめました。'));

/** The first value that a function of ours gave on each sheet, one more than it was. */
const withOtherFigures = (from: string, to: string): void =>
  changed(from, to, /^xl\/worksheets\/sheet\d+\.xml$/u, (xml) =>
    xml.replace(
      /(>_xldudf_IKKATSU_\w+\([^<]*<\/f><v>)(\d+)(<\/v>)/u,
      (_, before: string, value: string, after: string) => `${before}${Number(value) + 1}${after}`,
    ),
  );

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
    const line = (mark: keyof typeof MARKS, said: string, name: string, words: string[], loaded = name): void => {
      job(name, words);
      office(loaded);
      const turns = Array.from({ length: TURNS }, () => [job(name, words), office(loaded)] as const);
      const [ours, theirs] = ([0, 1] as const).map((who) => medianOf(turns.map((turn) => turn[who]))) as [Took, Took];
      const seconds = ({ wall, processor }: Took): string =>
        `${wall.toFixed(1)} s (processor ${processor.toFixed(1)} s)`;
      lines.push(
        `  ${said}: ${seconds(ours)}; LibreOffice ${seconds(theirs)}; ratio ${(ours.wall / theirs.wall).toFixed(2)}` +
          ` (processor ${(ours.processor / theirs.processor).toFixed(2)}), mark ${MARKS[mark]}`,
      );
    };
    const run = ['run', ...sampleFiles(), '--year', YEAR];
    line('plan', 'run --plan --out', 'plan.xlsx', [...run, '--plan']);
    if (!quick) {
      const older = Array.from({ length: EARLIER }, (_, index) => {
        const year = Number(YEAR) - EARLIER + index;
        const name = `older${year}.xlsx`;
        job(name, ['run', ...filesOfYear(folder, year), '--year', String(year)]);
        return ['--history', file(name)];
      });
      line('history', 'run --plan --history, six years of record', 'history.xlsx', [...run, '--plan', ...older.flat()]);
      line('lists', 'run --out', 'lists.xlsx', run, 'plan.xlsx');
      withOwnWords(file('plan.xlsx'), file('words.xlsx'));
      withOtherFigures(file('plan.xlsx'), file('figures.xlsx'));
      const sheets = sheetsOf(file('plan.xlsx'));
      for (const [from, how] of [
        ['plan.xlsx', 'as it was written'],
        ['words.xlsx', 'with texts of the analyst'],
        ['figures.xlsx', 'with other figures, calculated anew'],
      ] as const) {
        const words = ['handin', file(from), '--population', '30000', '--without-drafts'];
        line('handin', `handin of ${sheets} sheets, ${how}`, `copy-of-${from}`, words, from);
      }
    }
    return Promise.resolve({ text: [title, ...lines].join('\n'), ok: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
