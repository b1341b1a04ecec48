/** Tests of the threads of Node that read large files: what they make comes out as one thread makes it, and none has to come. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildIntake, readFile, type Intake } from '../../src/kdb';
import { readBytes } from '../../src/workbench/cli/files';
import { readingThreads, threadsBeside, type ReadingThreads } from '../../src/workbench/node/readingThreads';
import { ensureBuilt, ROOT, SAMPLES } from '../e2e/built';

const SCRIPT = path.join(ROOT, 'dist/cli/readingThread.cjs');
const FILE = path.join(SAMPLES, '健診_令和7年度.csv');

beforeAll(ensureBuilt, 240_000);

/** Threads that find the samples large enough. */
const eager = (threads: ReadingThreads): ReadingThreads => ({ ...threads, worthwhile: 1, chunk: 10_000 });
/** This thread takes no chunk itself. */
const lazy = (threads: ReadingThreads): ReadingThreads => ({
  ...threads,
  start: (job, chunks) => ({ ...threads.start(job, chunks), claim: () => -1 }),
});

function intakeOf(threads: ReadingThreads | null, times = 1): Intake {
  const files = readBytes(
    Array.from({ length: times }, () => FILE),
    threads,
  );
  const inputs = files.flatMap(({ name, bytes }, index) => readFile(`${index}${name}`, bytes, threads ?? undefined));
  if (threads) expect(inputs.every(({ shared }) => shared !== undefined)).toBe(true);
  return buildIntake(inputs, { fiscalYear: 2025 });
}

const said = ({ table, sources, quality, notices }: Intake): unknown => ({
  stamp: table.stamp,
  sources: JSON.parse(JSON.stringify(sources)) as unknown,
  quality,
  notices,
});

test('whichever thread takes a chunk', () => {
  const threads = eager(readingThreads(SCRIPT, 2)!);
  expect(said(intakeOf(threads))).toEqual(said(intakeOf(null)));
});

test('where the others take all chunks, of one file and of several', () => {
  const threads = lazy(eager(readingThreads(SCRIPT, 1)!));
  expect(said(intakeOf(threads))).toEqual(said(intakeOf(null)));
  expect(said(intakeOf(threads, 3))).toEqual(said(intakeOf(null, 3)));
});

test('a thread that cannot begin leaves its chunks to this one', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-threads-'));
  const script = path.join(folder, 'readingThread.cjs');
  fs.writeFileSync(script, 'process.exit(1);');
  try {
    expect(said(intakeOf(eager(readingThreads(script, 1)!)))).toEqual(said(intakeOf(null)));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test.each([0, 1, 2 ** 22 - 1, 2 ** 22, 2 ** 22 + 1, 9_000_000])('a file of %d bytes is read whole', (size) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-threads-'));
  const file = path.join(folder, 'a.csv');
  const content = Buffer.alloc(size);
  for (let at = 0; at < size; at++) content[at] = (at * 2_654_435_761) >>> 24;
  fs.writeFileSync(file, content);
  const open = fs.openSync(file, 'r');
  try {
    for (const threads of [readingThreads(SCRIPT, 1)!, readingThreads(SCRIPT, 2)!]) {
      const bytes = threads.room(size);
      expect(threads.read(open, bytes)).toBe(size);
      expect(content.equals(bytes)).toBe(true);
      // A file that became shorter meanwhile ends where it ends.
      expect(threads.read(open, threads.room(size + 5_000_000))).toBe(size);
    }
    // The reason is that of the system, whichever thread met it.
    const none = fs.openSync(folder, 'r');
    const threads = readingThreads(SCRIPT, 1)!;
    expect(() => threads.read(none, threads.room(9_000_000))).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    fs.closeSync(none);
  } finally {
    fs.closeSync(open);
    fs.rmSync(folder, { recursive: true });
  }
});

test.each([
  [1, 0, 0],
  [1, 5, 0],
  [2, 0, 1],
  [2, 1, 1],
  [2, 2, 1],
  [2, 3, 0],
  [4, 0, 3],
  [4, 1, 2],
  [4, 4, 1],
  [4, 5, 0],
  [64, 0, 3],
  [64, 62, 1],
  [64, 65, 0],
])('of %d processors, while %d others run, %d threads beside this one', (processors, others, count) => {
  expect(threadsBeside(processors, others)).toBe(count);
});

test('without a processor for them, or without their script, there are none', () => {
  expect(readingThreads(SCRIPT, 0)).toBeNull();
  expect(readingThreads(path.join(ROOT, 'nowhere.cjs'), 1)).toBeNull();
});
