/**
 * One run over several years in a process of its own: `yearsOnce together|apart FIRST_YEAR FILE…` prints the memory that it holds at
 * its end as JSON. `together`: one intake and the tables of all years; `apart`: a run for each file, of which the table is kept.
 */
import { readFileSync } from 'node:fs';
import { buildIntake, readFile, readYears, type PersonTable, type SourceInput } from '../src/kdb';

export interface YearsRun {
  /** Megabytes held by objects and arrays after everything else was given back. */
  readonly held: number;
  /** Milliseconds to read, and from one year to another: the first time, and again. */
  readonly reading: number;
  readonly firstTime: number;
  readonly again: number;
  /** How often a file was asked for its rows while the year was changed. */
  readonly readings: number;
  readonly persons: readonly number[];
}

const [, , mode, from, ...paths] = process.argv;

function held(): number {
  for (let turn = 0; turn < 3; turn++) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

let readings = 0;
const counted = (input: SourceInput): SourceInput => ({
  ...input,
  rows: (wanted) => (readings++, input.rows(wanted)),
  ...(input.byteRows && { byteRows: (visit) => (readings++, input.byteRows!(visit)) }),
});
const inputsOf = (path: string): SourceInput[] =>
  readFile(path.split('/').at(-1)!, new Uint8Array(readFileSync(path))).map(counted);
const timed = <T>(work: () => T): readonly [T, number] => {
  const start = performance.now();
  return [work(), performance.now() - start];
};

if (mode === 'together' || mode === 'apart') {
  const before = held();
  const wanted = paths.map((_, index) => Number(from) + index);
  if (mode === 'apart') {
    const tables = paths.map(
      (path, index): PersonTable => buildIntake(inputsOf(path), { fiscalYear: wanted[index]! }).table,
    );
    console.log(JSON.stringify({ held: held() - before, persons: tables.map(({ size }) => size) }));
  } else {
    const [years, reading] = timed(() => readYears(paths.flatMap(inputsOf), { fiscalYear: wanted.at(-1)! }));
    readings = 0;
    const [tables, firstTime] = timed(() => wanted.map((year) => years.year(year).table));
    const [, again] = timed(() => wanted.map((year) => years.year(year).table));
    const run: YearsRun = {
      held: held() - before,
      reading,
      firstTime: firstTime / wanted.length,
      again: again / wanted.length,
      readings,
      persons: tables.map(({ size }) => size),
    };
    console.log(JSON.stringify(run));
    if (years.fiscalYear === 0) console.log(years);
  }
}
