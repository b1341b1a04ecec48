/** The cases of the evaluation (cases/README.md): each folder with its files is run as its case.json says. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Cell } from '../../src/kdb';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { ensureBuilt, ikkatsu } from '../e2e/built';
import { columnUnder, editBook, type Edit } from '../editBook';

jest.setTimeout(900_000);

interface CellsWanted {
  readonly sheet: string;
  readonly row?: readonly string[];
  readonly column?: string;
  readonly columns?: readonly string[];
  readonly value?: number;
  readonly sum?: number;
  readonly text?: string;
  readonly not?: string;
}

interface Expected {
  readonly exit?: number;
  readonly values?: readonly (readonly (number | string)[])[];
  readonly rows?: readonly (readonly (number | string)[])[];
  readonly number?: true;
  readonly atMost?: number;
  readonly matches?: string;
  readonly not?: string;
  readonly error?: string;
  readonly message?: string;
  readonly cells?: readonly CellsWanted[];
  readonly coverage?: number;
  readonly given?: number;
}

interface Step {
  readonly command?: readonly [string, ...string[]];
  readonly book?: string;
  readonly edit?: Edit;
  readonly simulate?: string;
  readonly expect: Expected;
}

interface Answer {
  readonly values?: readonly (readonly Cell[])[];
  readonly error?: string;
  readonly message?: string;
}

const CASES = path.join(__dirname, 'cases');
const names = fs.readdirSync(CASES).filter((name) => fs.statSync(path.join(CASES, name)).isDirectory());
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-evaluation-'));

beforeAll(ensureBuilt);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const isFile = (word: string): boolean => /^[^=-].*\.(csv|xlsx|zip)$/.test(word);
/** Numbers to nine decimals, so that a figure computed another way may differ by the last bit. */
const rounded = (value: unknown): unknown => (typeof value === 'number' ? Number(value.toFixed(9)) : value);

function expectAnswer(formula: string, answer: Answer, expected: Expected): void {
  const { values, rows, number, atMost, matches, not, error, message } = expected;
  const got = answer.values?.map((line) => line.map(rounded));
  expect([formula, answer.error ?? null]).toEqual([formula, error ?? null]);
  if (message !== undefined) expect(answer.message).toMatch(new RegExp(message));
  if (values !== undefined) expect([formula, got]).toEqual([formula, values.map((line) => line.map(rounded))]);
  for (const row of rows ?? []) expect(got!.map((line) => line.slice(0, row.length))).toContainEqual(row.map(rounded));
  if (number === true) expect(typeof got![0]![0]).toBe('number');
  if (atMost !== undefined) expect(got![0]![0]).toBeLessThanOrEqual(atMost);
  const text = (got ?? []).flat().join('\n');
  if (matches !== undefined) expect(text).toMatch(new RegExp(matches, 's'));
  if (not !== undefined) expect(text).not.toMatch(new RegExp(not, 's'));
}

function expectCells(workbook: EmbeddedWorkbook, wanted: CellsWanted): void {
  const { sheet, row = [], column, columns, value, sum, text, not } = wanted;
  const cells = workbook.valuesOf(sheet);
  const patterns = row.map((pattern) => new RegExp(pattern));
  const places = cells.flatMap((line, at) =>
    patterns.every((pattern) => line.some((cell) => pattern.test(String(cell)))) ? [at] : [],
  );
  expect([sheet, row, places.length > 0]).toEqual([sheet, row, true]);
  if (columns !== undefined) {
    const parts = columns.map((heading) => cells[places[0]!]![columnUnder(cells, places[0]!, heading)]);
    return expect([sheet, row, parts.reduce<number>((total, part) => total + Number(part), 0)]).toEqual([
      sheet,
      row,
      sum,
    ]);
  }
  const found =
    column === undefined
      ? places.flatMap((at) =>
          cells[at]!.filter((cell) => !/@|\|/.test(String(cell).slice(0, 60)) || text !== undefined),
        )
      : [cells[places[0]!]![columnUnder(cells, places[0]!, column)] ?? null];
  const shown = found.map((cell) => String(cell ?? ''));
  if (value !== undefined)
    expect([sheet, row, column, found.map(rounded)]).toEqual([
      sheet,
      row,
      column,
      expect.arrayContaining([rounded(value)]),
    ]);
  if (text !== undefined) expect(shown.some((each) => new RegExp(text, 's').test(each))).toBe(true);
  if (not !== undefined)
    expect([sheet, row, shown.filter((each) => new RegExp(not).test(each))]).toEqual([sheet, row, []]);
}

interface Changes {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly centre: number;
}

/** Of the intervals given so many hold the centre, and so many are given. */
async function expectCoverage(file: string, { coverage, given }: Expected): Promise<void> {
  const lists = JSON.parse(fs.readFileSync(file, 'utf8')) as Changes[];
  const column = (numbers: readonly number[]): string => `{${numbers.join(';')}}`;
  const formulas = lists.map(({ before, after }) => `=IKKATSU.WILCOXON(${column(before)},${column(after)},"区間")`);
  const { out } = await ikkatsu('calc', ...formulas);
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(answers.length).toBe(lists.length);
  const intervals = answers.flatMap(({ values }, index) => {
    const [, lower, upper] = values?.[0] ?? [];
    return typeof lower === 'number' && typeof upper === 'number'
      ? [{ lower, upper, centre: lists[index]!.centre }]
      : [];
  });
  expect(intervals.length).toBeGreaterThanOrEqual(given! * lists.length);
  const hits = intervals.filter(({ lower, upper, centre }) => lower <= centre + 1e-9 && centre - 1e-9 <= upper);
  expect(hits.length).toBeGreaterThanOrEqual(coverage! * intervals.length);
}

test.each(names)('%s', async (name) => {
  const home = path.join(folder, name);
  fs.cpSync(path.join(CASES, name), home, { recursive: true });
  const { steps } = JSON.parse(fs.readFileSync(path.join(home, 'case.json'), 'utf8')) as { steps: Step[] };
  const at = (word: string): string => (isFile(word) ? path.join(home, word) : word);
  const books = new Map<string, EmbeddedWorkbook>();
  for (let place = 0; place < steps.length; place += 1) {
    const step = steps[place]!;
    if (step.edit !== undefined) await editBook(path.join(home, step.edit.book), step.edit);
    else if (step.simulate !== undefined) await expectCoverage(path.join(home, step.simulate), step.expect);
    else if (step.book !== undefined) {
      let workbook = books.get(step.book);
      if (workbook === undefined) {
        workbook = createEmbeddedWorkbook();
        await workbook.open(step.book, new Uint8Array(fs.readFileSync(path.join(home, step.book))));
        books.set(step.book, workbook);
      }
      for (const wanted of step.expect.cells ?? []) expectCells(workbook, wanted);
    } else if (step.command![0] === 'calc') {
      // Questions about the same files are asked at once.
      const words = step.command!.slice(2).join('\n');
      const group = [step];
      while (steps[place + 1]?.command?.[0] === 'calc' && steps[place + 1]!.command!.slice(2).join('\n') === words)
        group.push(steps[(place += 1)]!);
      const formulas = group.map(({ command }) => command![1]!);
      const { out } = await ikkatsu('calc', ...formulas, ...step.command!.slice(2).map(at));
      const answers = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer);
      group.forEach(({ expect: expected }, index) => expectAnswer(formulas[index]!, answers[index]!, expected));
    } else {
      const ran = await ikkatsu(...step.command!.map(at));
      expect([ran.code, ran.err.slice(0, 500)]).toEqual([step.expect.exit ?? 0, expect.any(String)]);
    }
  }
  for (const workbook of books.values()) workbook.dispose();
});
