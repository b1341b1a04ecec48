/**
 * The hand-in of a workbook that a run wrote, which is made of the file while its figures hold, beside the hand-in of the same
 * workbook without the mark of the run, which calculates everything anew: the same copy, part by part, also after another program
 * saved it and after somebody wrote into it; and what was changed behind the mark is found out.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { cellAddress } from '../../src/formula';
import type { Cell } from '../../src/kdb';
import { withoutMoments } from '../moments';
import { ensureBuilt, ikkatsu, ROOT, type Ran } from '../e2e/built';
import { putCell, savedByAnother, sheetPart, type Parts } from '../savedByAnother';
import { useAddin } from './addin';
import { town } from './handInAttack/town';

jest.setTimeout(600_000);

const start = useAddin();

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-written-'));
const at = (name: string) => path.join(folder, name);
const [BOOK, COPY] = [at('book.xlsx'), at('copy.xlsx')];
/** Where a program is started with this, it may not load the grid. */
const GUARD = at('guard.cjs');
const MARK = 'docProps/custom.xml';

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
  // Of which year the data are, the name of the workbook's file does not say.
  const file = at('令和6年度の計画.xlsx');
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

/** The cell of the first draft on a sheet. */
async function draftOn(sheet: string): Promise<string> {
  const { sheets } = await readXlsx(new Uint8Array(fs.readFileSync(BOOK)));
  const rows = sheets.find(({ name }) => name === sheet)!.rows;
  const row = rows.findIndex((cells) => cells.some((cell) => String(cell).startsWith('【下書き】')));
  return cellAddress(
    row,
    rows[row]!.findIndex((cell) => String(cell).startsWith('【下書き】')),
  );
}

const WORDS = '高血圧の人が多い。9人を訪問した。';
/** Sheets whose first draft is read by 自己点検 or 中間評価, and one whose draft nothing reads. */
const DRAFTED = ['Ⅰ基本的事項', 'Ⅳ-1 低栄養', 'Ⅲ計画全体'];

/** As the analyst does: own words in the place of drafts, by another program, which saves the file its own way. */
async function writtenByAnother(more: (parts: Parts) => void = () => undefined): Promise<string> {
  const drafts = await Promise.all(DRAFTED.map(async (sheet) => [sheet, await draftOn(sheet)] as const));
  return changed((parts) => {
    Object.assign(parts, savedByAnother(parts));
    for (const [sheet, address] of drafts) putCell(parts, sheet, address, 'str', `<v>${WORDS}</v>`);
    more(parts);
  });
}

/** The copy of a file without the grid, and the same with it. */
async function bothCopies(file: string, words: readonly string[]) {
  const direct = await handIn(file, words, { withoutGrid: true });
  const fromFile = direct.code === 0 ? textsOf(COPY) : {};
  const parts = partsOf(file);
  delete parts[MARK];
  fs.writeFileSync(file, zipSync(parts));
  const grid = await handIn(file, words);
  return { direct, grid, fromFile, anew: textsOf(COPY) };
}

/** The cells of a copy, without their formats. */
const cellsOf = (texts: Record<string, string>): [string, string][] =>
  Object.entries(texts)
    .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
    .map(([name, xml]) => [
      name,
      xml
        .replace(/ s="\d+"/gu, '')
        .replace(/<c r="[A-Z]+\d+"\/>/gu, '')
        .match(/<sheetData>.*<\/sheetData>/su)![0],
    ]);

test('own words in the place of drafts, saved by another program: the same copy without the grid', async () => {
  const { direct, grid, fromFile, anew } = await bothCopies(await writtenByAnother(), ['--without-drafts']);
  expect([direct.code, direct.err]).toEqual([0, '']);
  expect(direct).toEqual(grid);
  // The words are judged like those of the grid: a small number in them is told.
  expect(direct.out).toContain('少ない人数か、それが分かる割合があります');
  expect(Object.values(fromFile).join('')).toContain(WORDS);
  for (const [index, cells] of cellsOf(fromFile).entries()) expect(cells).toEqual(cellsOf(anew)[index]);
});

test('own words typed in the workbench: the same copy without the grid', async () => {
  const { workbook, stop } = await start(new Uint8Array(fs.readFileSync(BOOK)), { profile: 'workbench' });
  const file = at('workbench.xlsx');
  try {
    await workbook.settle();
    for (const sheet of DRAFTED) await workbook.typeInto(`'${sheet}'!${await draftOn(sheet)}`, WORDS);
    fs.writeFileSync(file, await workbook.saveXlsx());
  } finally {
    stop();
  }
  const { direct, grid, fromFile, anew } = await bothCopies(file, ['--without-drafts', '--population', '30000']);
  expect([direct.code, direct.err]).toEqual([0, '']);
  expect(direct).toEqual(grid);
  for (const [index, cells] of cellsOf(fromFile).entries()) expect(cells).toEqual(cellsOf(anew)[index]);
});

test.each<readonly [string, (parts: Parts) => void]>([
  ['a number that figures read', (parts) => putCell(parts, '抽出条件', 'D9', '', '<v>3</v>')],
  ['a formula of the analyst', (parts) => putCell(parts, '計画書', 'AZ90', '', '<f>1+1</f><v>2</v>')],
  [
    'a sheet of figures renamed',
    (parts) => {
      const part = 'xl/workbook.xml';
      parts[part] = strToU8(strFromU8(parts[part]!).replace('name="圏域別"', 'name="圏域別2"'));
    },
  ],
  [
    'a row of the data gone',
    (parts) => {
      const part = sheetPart(parts, '健診_令和7年度');
      parts[part] = strToU8(strFromU8(parts[part]!).replace(/<row r="5".*?<\/row>/su, ''));
    },
  ],
])('%s: the grid is asked', async (_, change) => {
  expect((await handIn(await writtenByAnother(change), ['--without-drafts'], { withoutGrid: true })).code).toBe(1);
});
