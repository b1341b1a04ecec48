/**
 * Benchmark of one recalculation: every function of ours in the sample workbook with all forms is called again, by messages
 * of Office.js as a spreadsheet calls them, and as they stand in the page as the command line does.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Invocation } from '../src/workbench/book/customFunctions';
import { startAddin } from '../src/workbench/node/runAddin';
import { createEmbeddedWorkbook } from '../src/workbench/workbook';
import { COMMAND, sampleFiles, YEAR } from './samples';

const ROOT = path.resolve(__dirname, '..');
/** Milliseconds that one recalculation may take, and that the functions may keep the page from anything else. */
const MARKS = { recalculation: 1500, block: 50 } as const;

interface Recalculation {
  readonly calls: number;
  readonly elapsed: number;
  /** The longest time without a turn of the event loop while functions were called. */
  readonly longest: number;
}

/** Watches the turns of the event loop from the first call of functions to the last answer. */
class Turns {
  private last: number | null = null;
  longest = 0;

  begin(): void {
    this.last = performance.now();
    setImmediate(() => this.turn());
  }

  end(): void {
    this.note();
    this.last = null;
  }

  private note(): void {
    if (this.last !== null) this.longest = Math.max(this.longest, performance.now() - this.last);
  }

  private turn(): void {
    if (this.last === null) return;
    this.note();
    this.last = performance.now();
    setImmediate(() => this.turn());
  }
}

async function recalculated(bytes: Uint8Array, callsDirectly: boolean): Promise<Recalculation> {
  const workbook = createEmbeddedWorkbook({ isLazy: true });
  await workbook.openXlsx('一体的実施.xlsx', bytes);
  const addin = await startAddin(workbook, {
    addinDir: path.join(ROOT, 'dist/addin'),
    callsDirectly,
    withoutPane: true,
  });
  const { functions, calculation } = workbook.book;
  const round = async (): Promise<void> => {
    calculation.calculateNow(true);
    await workbook.settle();
  };
  try {
    // The first builds the data set from the sheets; what is measured is what every later one costs.
    await round();
    const turns = new Turns();
    let calls = 0;
    const send = functions.send!;
    const receive = functions.receive.bind(functions);
    functions.send = (invocations: readonly Invocation[]) => {
      calls += invocations.length;
      turns.begin();
      send(invocations);
    };
    const { answerNow } = functions;
    // The command line answers while the calculation waits: those calls go out here.
    if (answerNow !== null)
      functions.answerNow = (invocations) => {
        const answers = answerNow(invocations);
        if (answers !== null) calls += invocations.length;
        return answers;
      };
    functions.receive = (answers) => {
      turns.end();
      receive(answers);
    };
    const began = performance.now();
    await round();
    return { calls, elapsed: performance.now() - began, longest: turns.longest };
  } finally {
    addin.dispose();
    workbook.dispose();
  }
}

/** Runs the benchmark. It fails where a mark is missed by the way of the spreadsheet. */
export async function run(): Promise<{ text: string; ok: boolean }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ikkatsu-bench-'));
  try {
    const file = path.join(folder, 'plan.xlsx');
    const words = [COMMAND, 'run', ...sampleFiles(), '--year', YEAR, '--plan', '--out', file];
    const made = spawnSync(process.execPath, words, { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    const bytes = readFileSync(file);
    const direct = await recalculated(bytes, true);
    const messages = await recalculated(bytes, false);
    const line = (name: string, { calls, elapsed, longest }: Recalculation): string =>
      `  ${name}: ${calls.toLocaleString('en')} calls in ${(elapsed / 1000).toFixed(2)} s (mark ${MARKS.recalculation / 1000} s), ` +
      `longest turn of the functions ${longest.toFixed(0)} ms (mark ${MARKS.block} ms)`;
    return {
      ok: messages.elapsed <= MARKS.recalculation && messages.longest <= MARKS.block,
      text: [
        'recalculation: all functions of the sample workbook with all forms are called again',
        line('by messages of Office.js', messages),
        line('as they stand in the page', direct),
      ].join('\n'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
