/**
 * Files as analysts hand them over, one folder of `intake/` a case: its README.md says why, its case.json which commands are run in a
 * copy of the folder and what must come of them. The same answers are wanted from every command.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { ensureBuilt, ROOT } from '../e2e/built';

jest.setTimeout(400_000);

/** A loaded machine is slower than the one for which the limits of the cases were set. */
const PATIENCE = 4;
const CASES = path.join(__dirname, 'intake');

interface Expected {
  readonly exit?: number;
  readonly persons?: number;
  readonly hits?: Readonly<Record<string, number>>;
  readonly undetermined?: Readonly<Record<string, number>>;
  readonly setAside?: Readonly<Record<string, number | string>>;
  readonly notices?: readonly string[];
  readonly says?: readonly string[];
  readonly notSays?: readonly string[];
  readonly stderrSays?: readonly string[];
  readonly values?: readonly unknown[];
  readonly sameAnswers?: readonly (readonly [number, number])[];
  readonly book?: readonly { readonly file: string; readonly sheet: string; readonly rows?: readonly (readonly unknown[])[]; readonly says?: readonly string[] }[]; // prettier-ignore
  readonly unchanged?: readonly string[];
  /** Tables that are masked: nothing of 1 to 9 is shown, and none follows from what is published. */
  readonly mask?: readonly (readonly (readonly number[])[])[];
  readonly within_s?: number;
  readonly anyOf?: readonly Expected[];
}
interface Step {
  readonly command: readonly string[];
  readonly expect: Expected;
}
interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
  /** What stood in the folder before and after, by name. */
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}
interface Answer {
  readonly persons: number;
  readonly criteria: readonly { readonly id: string; readonly hits: number; readonly undetermined: number }[];
  readonly sources: readonly { readonly setAside: Readonly<Record<string, number>> }[];
  readonly notices: readonly string[];
}

function contentsOf(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names.map((name) => {
      const full = path.join(folder, name);
      return [name, fs.statSync(full).isDirectory() ? 'folder' : fs.readFileSync(full, 'base64')];
    }),
  );
}

function run(folder: string, command: readonly string[]): Ran {
  const before = contentsOf(folder);
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'bin/ikkatsu.mjs'), ...command], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status ?? -1, out: stdout, err: stderr, seconds: (Date.now() - started) / 1000, before, after: contentsOf(folder) }; // prettier-ignore
}

const flat = (values: unknown): unknown[] => (Array.isArray(values) ? values.flat(2) : [values]);
const close = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)) : a === b;

/** Whether values stand in a row in this order, others between them or not. */
function inOrder(row: readonly unknown[], wanted: readonly unknown[]): boolean {
  let at = 0;
  for (const value of row) if (at < wanted.length && close(value, wanted[at])) at++;
  return at === wanted.length;
}

const SMALL = 9;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * What of a masked table can be reckoned back. Totals of 0 and of 10 or more are published (or those that the answer carries), of
 * others it is known that they are 1 to 9; every way to fill the hidden cells that keeps them is tried, and a hidden cell of 1 to 9 must be able to have two values.
 */
function faultsOfMask(table: readonly (readonly number[])[], shown: readonly (readonly unknown[])[]): string[] {
  const places = table.flatMap((row, r) => row.map((value, c) => ({ r, c, value, cell: shown?.[r]?.[c] })));
  const faults = places.flatMap(
    ({ value, cell }) =>
    typeof cell !== 'number' ? [] : cell !== value ? [`${value} is shown as ${cell}`] : value > 0 && value <= SMALL ? [`${value} is shown`] : [], // prettier-ignore
  );
  const hidden = places.filter(({ cell }) => typeof cell !== 'number');
  const columns = table[0]!.map((_, c) => table.map((row) => row[c]!));
  // An answer may carry its totals as a last column and row: then those are what is published.
  const carries = shown?.length === table.length + 1;
  const line = (cells: (place: Place) => boolean, total: number, published: boolean, own: unknown) => ({
    cells,
    isExact: carries ? typeof own === 'number' : published && (total === 0 || total > SMALL),
    isSmall: (carries || published) && total > 0 && total <= SMALL,
    total,
  });
  const lines = [
    ...table.map((row, r) => line((place) => place.r === r, sumOf(row), columns.length > 1, shown?.[r]?.at(-1))),
    ...columns.map((column, c) => line((place) => place.c === c, sumOf(column), table.length > 1, shown?.at(-1)?.[c])),
    line(() => true, sumOf(table.flat()), columns.length > 1 && table.length > 1, shown?.at(-1)?.at(-1)),
  ];
  const known = places.filter(({ cell }) => typeof cell === 'number');
  const most = Math.max(SMALL, ...hidden.map(({ value }) => value)) + 1;
  const seen = hidden.map(() => new Set<number>());
  const guess: number[] = [];
  const fits = (): boolean =>
    lines.every(({ cells, isExact, isSmall, total }) => {
      if (!isExact && !isSmall) return true;
      const sum =
        sumOf(known.filter(cells).map(({ value }) => value)) + sumOf(guess.filter((_, at) => cells(hidden[at]!)));
      return isExact ? sum === total : sum >= 1 && sum <= SMALL;
    });
  const fill = (at: number): void => {
    if (at === hidden.length) {
      if (fits()) guess.forEach((value, index) => seen[index]!.add(value));
      return;
    }
    for (let value = 0; value <= most; value++) {
      guess[at] = value;
      fill(at + 1);
    }
  };
  fill(0);
  hidden.forEach(({ value, r, c }, at) => {
    if (value > 0 && value <= SMALL && seen[at]!.size < 2)
      faults.push(`${value} in row ${r + 1}, column ${c + 1} follows from the totals`);
  });
  return faults;
}
type Place = { readonly r: number; readonly c: number };

async function faultsOfBook(
  folder: string,
  { file, sheet, rows = [], says = [] }: NonNullable<Expected['book']>[number],
) {
  const book = await readXlsx(fs.readFileSync(path.join(folder, file)));
  const cells = book.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  const text = cells.flat().join('\n');
  return [
    ...rows
      .filter((wanted) => !cells.some((row) => inOrder(row, wanted)))
      .map((wanted) => `${sheet}: no row ${wanted}`),
    ...says.filter((pattern) => !new RegExp(pattern).test(text)).map((pattern) => `${sheet} does not say ${pattern}`),
  ];
}

/** What is wrong with an answer, in words; nothing where all of it is right. */
async function faultsOf(expected: Expected, ran: Ran, folder: string): Promise<string[]> {
  const faults: string[] = [];
  const want = (isRight: boolean, fault: string): void => void (isRight || faults.push(fault));
  const both = `${ran.out}\n${ran.err}`;
  if (ran.code !== (expected.exit ?? 0)) return [`exit ${ran.code}: ${both.slice(0, 400)}`];
  want(!/\n\s+at |Error:/.test(both), 'a trace of the program');
  want(ran.seconds <= (expected.within_s ?? 60) * PATIENCE, `${ran.seconds} s`);
  if (ran.code === 2) {
    want(/[ぁ-ん].*。/.test(ran.err), `no Japanese sentence: ${ran.err}`);
    want(ran.out === '', 'an answer on stdout');
    want(JSON.stringify(ran.after) === JSON.stringify(ran.before), 'something was written or changed');
  }
  for (const name of expected.unchanged ?? []) want(ran.after[name] === ran.before[name], `${name} was changed`);
  for (const pattern of expected.says ?? []) want(new RegExp(pattern).test(both), `does not say ${pattern}: ${both}`);
  for (const pattern of expected.notSays ?? []) want(!new RegExp(pattern).test(both), `says ${pattern}`);
  for (const pattern of expected.stderrSays ?? [])
    want(new RegExp(pattern).test(ran.err), `stderr does not say ${pattern}`);
  const isRun = ['persons', 'hits', 'undetermined', 'setAside', 'notices'].some((key) => key in expected);
  if (isRun) {
    const answer = JSON.parse(ran.out) as Answer;
    const figure = (id: string, key: 'hits' | 'undetermined') => answer.criteria.find((each) => each.id === id)?.[key];
    if (expected.persons !== undefined) want(answer.persons === expected.persons, `persons ${answer.persons}`);
    for (const key of ['hits', 'undetermined'] as const) {
      for (const [id, count] of Object.entries(expected[key] ?? {}))
        want(figure(id, key) === count, `${id} ${key} ${figure(id, key)} instead of ${count}`);
    }
    for (const [reasons, count] of Object.entries(expected.setAside ?? {})) {
      const pattern = new RegExp(`^(${reasons})$`);
      const found = answer.sources
        .flatMap(({ setAside }) => Object.entries(setAside))
        .reduce((sum, [reason, rows]) => sum + (pattern.test(reason) ? rows : 0), 0);
      want(
        typeof count === 'number' ? found === count : found >= Number(count.slice(2)),
        `${reasons}: ${found} instead of ${count}`,
      );
    }
    for (const pattern of expected.notices ?? []) {
      want(new RegExp(pattern).test(JSON.stringify(answer.notices)), `no notice ${pattern}`);
      want(new RegExp(pattern).test(ran.err), `stderr does not say ${pattern}`);
    }
  }
  if (expected.values || expected.sameAnswers || expected.mask) {
    const answers = ran.out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { values?: unknown; error?: string }); // prettier-ignore
    (expected.values ?? []).forEach((wanted, index) => {
      const got = answers[index]?.values;
      const isRight = wanted === null || (got !== undefined && flat(got).length === flat(wanted).length && flat(wanted).every((value, at) => close(flat(got)[at], value))); // prettier-ignore
      want(isRight, `formula ${index + 1}: ${JSON.stringify(answers[index])} instead of ${JSON.stringify(wanted)}`);
    });
    (expected.mask ?? []).forEach((table, index) =>
      faults.push(...faultsOfMask(table, answers[index]?.values as readonly (readonly unknown[])[])),
    );
    for (const [one, other] of expected.sameAnswers ?? []) {
      const of = (index: number) => JSON.stringify([answers[index]?.values, answers[index]?.error]);
      want(of(one) === of(other), `formulas ${one + 1} and ${other + 1} differ`);
    }
  }
  for (const wanted of expected.book ?? []) faults.push(...(await faultsOfBook(folder, wanted)));
  return faults;
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-intake-'));
beforeAll(ensureBuilt);
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

test.each(fs.readdirSync(CASES))('%s', async (name) => {
  const folder = path.join(scratch, name);
  fs.cpSync(path.join(CASES, name), folder, { recursive: true });
  const { prepare, steps } = JSON.parse(fs.readFileSync(path.join(folder, 'case.json'), 'utf8')) as {
    /** Makes files that are too large to be kept. */
    prepare?: readonly string[];
    steps: readonly Step[];
  };
  if (prepare) expect(spawnSync(prepare[0]!, prepare.slice(1), { cwd: folder }).status).toBe(0);
  expect(steps.length).toBeGreaterThan(0);
  for (const { command, expect: expected } of steps) {
    const ran = run(folder, command);
    const ways = await Promise.all((expected.anyOf ?? [expected]).map((each) => faultsOf(each, ran, folder)));
    expect([command, ways.some((faults) => faults.length === 0) ? [] : ways]).toEqual([command, []]);
  }
});
