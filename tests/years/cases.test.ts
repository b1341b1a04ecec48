/** The cases of years and insurers (cases/README.md): each folder with its files is run as its case.json says, in both orders of the files. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Cell } from '../../src/kdb';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { ensureBuilt, ikkatsu } from '../e2e/built';
import { editBook, type Edit } from '../editBook';

jest.setTimeout(600_000);

interface CellsWanted {
  readonly sheet: string;
  readonly row?: readonly string[] | string;
  readonly column?: string | readonly [string, string];
  readonly value?: number;
  readonly text?: string;
  readonly not?: string;
}

interface Expected {
  readonly exit?: number;
  readonly year?: number;
  readonly persons?: number;
  readonly criteria?: Readonly<Record<string, object>>;
  readonly sources?: Readonly<
    Record<string, { readonly used?: number; readonly setAside?: Readonly<Record<string, number>> }>
  >;
  readonly notices?: readonly string[];
  readonly values?: Cell[][];
  readonly matches?: string;
  readonly not?: string;
  readonly error?: string;
  readonly cells?: readonly CellsWanted[];
}

type Step =
  | { readonly command: readonly [string, ...string[]]; readonly expect: Expected }
  | { readonly book: string; readonly expect: Expected }
  | { readonly edit: Edit };

interface Case {
  readonly rules: string;
  readonly steps: readonly Step[];
}

const CASES = path.join(__dirname, 'cases');
const names = fs.readdirSync(CASES).filter((name) => fs.statSync(path.join(CASES, name)).isDirectory());
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-years-'));

beforeAll(ensureBuilt);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Words that name files stand together; in the other order they are reversed. */
function inOtherOrder(words: readonly string[]): readonly string[] {
  const isFile = (word: string): boolean => /\.(csv|xlsx|zip)$/.test(word);
  const first = words.findIndex(isFile);
  const files = words.slice(first).filter((word, index, all) => isFile(word) && all.slice(0, index).every(isFile));
  return [...words.slice(0, first), ...[...files].reverse(), ...words.slice(first + files.length)];
}

interface Report {
  readonly year: number;
  readonly persons: number;
  readonly sources: readonly { file: string; sheet?: string; used: number; setAside: Record<string, number> }[];
  readonly criteria: readonly { id: string }[];
  readonly notices: readonly string[];
}

function expectReport(report: Report, { year, persons, criteria, sources, notices }: Expected): void {
  if (year !== undefined) expect(report.year).toBe(year);
  if (persons !== undefined) expect(report.persons).toBe(persons);
  for (const [id, figures] of Object.entries(criteria ?? {}))
    expect(report.criteria.find((each) => each.id === id)).toMatchObject(figures);
  for (const [name, { used, setAside = {} }] of Object.entries(sources ?? {})) {
    const [file, sheet] = name.split('#');
    const source = report.sources.find((each) => each.file === file && each.sheet === sheet)!;
    if (used !== undefined) expect(source.used).toBe(used);
    for (const [reason, count] of Object.entries(setAside)) expect(source.setAside[reason] ?? 0).toBe(count);
  }
  for (const notice of notices ?? []) expect(report.notices.join('\n')).toMatch(new RegExp(notice));
}

function expectAnswer(line: string, { values, matches, not, error }: Expected): void {
  const answer = JSON.parse(line) as { values?: Cell[][]; error?: string };
  if (error !== undefined) expect(answer.error).toBe(error);
  if (values !== undefined) expect(answer.values).toEqual(values);
  const text = JSON.stringify(answer.values ?? answer.error);
  if (matches !== undefined) expect(text).toMatch(new RegExp(matches));
  if (not !== undefined) expect(text).not.toMatch(new RegExp(not));
}

/** The place of a column: by its whole heading, or by a heading and the one below it. */
function columnOf(cells: Cell[][], column: string | readonly [string, string]): number {
  const [above, below] = typeof column === 'string' ? [column, null] : column;
  for (const [row, line] of cells.entries()) {
    let carried = '';
    for (const [index, cell] of line.entries()) {
      if (cell !== null) carried = String(cell);
      const heading = below === null ? String(cell) : carried;
      if (new RegExp(`^(?:${above})$`).test(heading) && (below === null || String(cells[row + 1]?.[index]) === below))
        return index;
    }
  }
  throw new Error(`no column ${String(column)}`);
}

function expectCells(workbook: EmbeddedWorkbook, wanted: CellsWanted): void {
  const { sheet, row, column, value, text, not } = wanted;
  if (sheet === 'name') {
    const range = workbook.book.resolve(String(row))!;
    return expect(range.sheet.value(range.rect.row, range.rect.column)).toBe(value);
  }
  const cells = workbook.valuesOf(sheet);
  const patterns = (typeof row === 'string' ? [row] : (row ?? [])).map((pattern) => new RegExp(pattern));
  const rows = cells.filter((line) => patterns.every((pattern) => line.some((cell) => pattern.test(String(cell)))));
  expect(rows.length).toBeGreaterThan(0);
  const place = column === undefined ? null : columnOf(cells, column);
  const found = place === null ? rows.flat() : [rows[0]![place] ?? null];
  const textOf = found.map((cell) => String(cell ?? ''));
  if (value !== undefined) expect(found).toContainEqual(value);
  if (text !== undefined) expect(textOf.some((each) => new RegExp(text).test(each))).toBe(true);
  if (not !== undefined) expect(textOf.filter((each) => new RegExp(not).test(each))).toEqual([]);
}

describe.each([
  ['as they are given', (words: readonly string[]) => words],
  ['in the other order', inOtherOrder],
] as const)('files %s', (order, arranged) => {
  test.each(names)('%s', async (name) => {
    const home = path.join(folder, order, name);
    fs.cpSync(path.join(CASES, name), home, { recursive: true });
    const { steps } = JSON.parse(fs.readFileSync(path.join(home, 'case.json'), 'utf8')) as Case;
    const isFile = (word: string): boolean => /^[^=-].*\.(csv|xlsx|zip)$/.test(word);
    for (const step of steps) {
      if ('edit' in step) {
        await editBook(path.join(home, step.edit.book), step.edit);
        continue;
      }
      if ('command' in step) {
        const [command, ...words] = step.command;
        const given = command === 'run' || command === 'calc' ? arranged(words) : words;
        const ran = await ikkatsu(command, ...given.map((word) => (isFile(word) ? path.join(home, word) : word)));
        expect([ran.code, ran.err.slice(0, 500)]).toEqual([step.expect.exit ?? 0, expect.any(String)]);
        if (words.includes('--json')) expectReport(JSON.parse(ran.out) as Report, step.expect);
        if (command === 'calc') expectAnswer(ran.out.trim(), step.expect);
        continue;
      }
      const workbook = createEmbeddedWorkbook();
      await workbook.open(step.book, new Uint8Array(fs.readFileSync(path.join(home, step.book))));
      for (const wanted of step.expect.cells ?? []) expectCells(workbook, wanted);
      workbook.dispose();
    }
  });
});
