/**
 * The hand-in of a workbook that a run wrote, which is made of the file, beside the hand-in of the same workbook without the mark
 * of the run, which calculates everything anew: the same copy, part by part; and what was changed behind the mark is found out.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Cell } from '../../src/kdb';
import { withoutMoments } from '../moments';
import { ensureBuilt, ikkatsu, ROOT, type Ran } from '../e2e/built';
import { town } from './handInAttack/town';

jest.setTimeout(600_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-written-'));
const at = (name: string) => path.join(folder, name);
const [BOOK, COPY] = [at('book.xlsx'), at('copy.xlsx')];
/** Where a program is started with this, it may not load the grid. */
const GUARD = at('guard.cjs');
const MARK = 'docProps/custom.xml';

type Parts = Record<string, Uint8Array>;
const partsOf = (file: string): Parts => unzipSync(new Uint8Array(fs.readFileSync(file)));

/** The parts of a copy as texts, shared ones in their cells, without the moment of writing, which may be another minute's. */
function textsOf(file: string): Record<string, string> {
  const { 'xl/sharedStrings.xml': shared, 'docProps/core.xml': _, ...parts } = partsOf(file);
  const strings = strFromU8(shared!).match(/<si>.*?<\/si>/gsu)!;
  return Object.fromEntries(
    Object.entries(parts).map(([name, data]) => {
      const xml = strFromU8(data).replace(
        /(<c [^>]*t="s"[^>]*>)<v>(\d+)<\/v>/gu,
        (_, cell: string, index: string) => `${cell}${strings[Number(index)]}`,
      );
      return [name, withoutMoments(xml)];
    }),
  );
}

function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\n');
}

beforeAll(async () => {
  ensureBuilt();
  fs.writeFileSync(
    GUARD,
    `const { Module } = require('node:module');
     const load = Module._load;
     Module._load = (name, ...rest) => {
       if (/univerjs|jsdom/.test(name)) throw new Error('the grid or the page was loaded: ' + name);
       return load(name, ...rest);
     };`,
  );
  const files = Object.entries(town(3, 700)).map(([name, rows]) => {
    const file = at(`${name}.csv`);
    fs.writeFileSync(file, csv(rows));
    return file;
  });
  const { code, err } = await ikkatsu('run', ...files, '--year', '2025', '--plan', '--out', BOOK);
  expect([code, err.match(/^予期しない.*$/mu)]).toEqual([0, null]);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The workbook with its parts changed; the mark stays as it is, unless that is changed too. */
function changed(change: (parts: Parts) => void): string {
  const parts = partsOf(BOOK);
  change(parts);
  const file = at('changed.xlsx');
  fs.writeFileSync(file, zipSync(parts));
  return file;
}
const withoutMark = () => changed((parts) => delete parts[MARK]);

function handIn(file: string, words: readonly string[], { withoutGrid = false } = {}): Promise<Ran> {
  fs.rmSync(COPY, { force: true });
  const node = [...(withoutGrid ? ['--require', GUARD] : []), path.join(ROOT, 'bin/ikkatsu.mjs')];
  return new Promise((resolve) => {
    execFile(process.execPath, [...node, 'handin', file, '--out', COPY, ...words], (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

test('the guard stops what opens the grid', async () => {
  expect((await handIn(withoutMark(), ['--without-drafts'], { withoutGrid: true })).code).toBe(1);
});

test.each([
  [['--without-drafts', '--population', '30000']],
  [['--without-drafts', '--internal', '--without-blank']],
  [['--without-drafts', '--population', '900', '--strict']],
])('%j: the copy is the same, part by part, and so is what is said', async (words) => {
  const written = await handIn(BOOK, words, { withoutGrid: true });
  expect([written.code, written.err]).toEqual([0, '']);
  const fromFile = textsOf(COPY);
  const calculated = await handIn(withoutMark(), words);
  expect(calculated).toEqual(written);
  const anew = textsOf(COPY);
  expect(Object.keys(fromFile)).toEqual(Object.keys(anew));
  for (const name of Object.keys(fromFile)) expect([name, fromFile[name]]).toEqual([name, anew[name]]);
});

test('drafts are refused by the same words', async () => {
  const written = await handIn(BOOK, [], { withoutGrid: true });
  expect([written.code, fs.existsSync(COPY)]).toEqual([2, false]);
  expect(written.err).toContain('下書き');
  expect(await handIn(withoutMark(), [])).toEqual(written);
});

const sheetPart = (parts: Parts, name: string): string => {
  const book = strFromU8(parts['xl/workbook.xml']!);
  const id = new RegExp(`<sheet name="${name}"[^>]*r:id="([^"]*)"`, 'u').exec(book)![1];
  const target = new RegExp(`Id="${id}"[^>]*Target="([^"]*)"`, 'u').exec(
    strFromU8(parts['xl/_rels/workbook.xml.rels']!),
  )![1]!;
  return `xl/${target.replace(/^\/?(xl\/)?/u, '')}`;
};

test('data that another program changed behind the mark make the sheets stale: refused, and nothing is written', async () => {
  const file = changed((parts) => {
    const part = sheetPart(parts, '健診_令和7年度');
    const xml = strFromU8(parts[part]!);
    // The BMI of the first person, as a number.
    const other = xml.replace(/<c r="C2"[^>]*?(?:\/>|>.*?<\/c>)/u, '<c r="C2"><v>33.3</v></c>');
    expect(other).not.toBe(xml);
    parts[part] = strToU8(other);
  });
  const { code, err } = await handIn(file, ['--without-drafts']);
  expect([code, fs.existsSync(COPY)]).toEqual([2, false]);
  expect(err).toContain('共通評価指標');
});

test('a figure that another program changed behind the mark is calculated anew', async () => {
  let shown = '';
  const file = changed((parts) => {
    const part = sheetPart(parts, '共通評価指標');
    const xml = strFromU8(parts[part]!);
    const other = xml.replace(
      /(<f[^>]*>_xldudf_IKKATSU_LOWNUTRITION\([^<]*<\/f><v>)(\d+)(<\/v>)/u,
      (_, before: string, value: string, after: string) => ((shown = value), `${before}987654${after}`),
    );
    expect(shown).not.toBe('');
    parts[part] = strToU8(other);
  });
  const { code } = await handIn(file, ['--without-drafts', '--internal']);
  expect(code).toBe(0);
  const sheets = Object.entries(textsOf(COPY)).filter(([name]) => name.startsWith('xl/worksheets/'));
  for (const [, xml] of sheets) expect(xml).not.toContain('987654');
});
