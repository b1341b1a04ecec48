/**
 * Workbooks that are not fit to be handed in, through the command line: stale sheets, drafts and error values are refused by
 * name with nothing written; formulas and charts of the analyst over masked cells give nothing away.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { ensureBuilt, ikkatsu, type Ran } from '../e2e/built';
import { NORTH, SHEET, SOUTH, UNFIT_TOWN } from '../unfitTown';
import { useAddin, type Running } from './addin';

jest.setTimeout(300_000);

/** An empty row between the two tables. */
const OWN = 'A39';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-bad-input-'));
const start = useAddin();
let running: Running;
beforeAll(ensureBuilt);
beforeEach(async () => {
  running = await start({ 台帳: UNFIT_TOWN });
  await running.room.extract();
  await running.workbook.settle();
});
afterEach(() => running.stop());
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const COPY = path.join(folder, 'copy.xlsx');
async function handIn(...words: string[]): Promise<Ran> {
  const book = path.join(folder, 'book.xlsx');
  await running.workbook.settle();
  fs.writeFileSync(book, await running.workbook.saveXlsx());
  fs.rmSync(COPY, { force: true });
  return ikkatsu('handin', book, '--out', COPY, '--population', '30000', ...words);
}
const partsOf = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(fs.readFileSync(COPY)))).map(([name, data]) => [name, strFromU8(data)]),
  );
const rowsOf = async (sheet: string) =>
  (await readXlsx(new Uint8Array(fs.readFileSync(COPY)))).sheets.find(({ name }) => name === sheet)!.rows;

test('the cells that the cases are about hold what they think', () => {
  const cells = running.workbook.valuesOf(SHEET);
  const at = (address: string) => cells[Number(address.slice(1)) - 1]?.[address.charCodeAt(0) - 65] ?? null;
  expect([at(NORTH!), at(SOUTH!), at(OWN!)]).toEqual([7, 30, null]);
});

test.each([
  ['a draft', '【下書き】あとで書く', '下書き'],
  ['an error value', '=1/0', 'エラー値'],
])('%s is refused by its cell, and nothing is written', async (_, entry, said) => {
  await running.workbook.typeInto(`${SHEET}!${OWN}`, entry);
  const { code, err } = await handIn();
  expect(code).toBe(2);
  expect(err).toContain(said);
  expect(err).toContain(`${SHEET} の ${OWN}`);
  expect(fs.existsSync(COPY)).toBe(false);
});

test('a sheet of other data is refused by its name, and nothing is written', async () => {
  await running.workbook.typeInto('台帳!F2', 33.3);
  const { code, err } = await handIn();
  expect(code).toBe(2);
  expect(err).toContain(SHEET);
  expect(fs.existsSync(COPY)).toBe(false);
});

test('formulas of the analyst over masked cells are masked with them, by cells, by a name and by their address as a text', async () => {
  const own = [`=${NORTH}+1`, `=${SOUTH}/100`, `=SUM(${NORTH},${SOUTH})-${SOUTH}`, `=INDIRECT("${NORTH}")`];
  for (const [index, formula] of own.entries())
    await running.workbook.typeInto(`${SHEET}!${'ABCD'[index]!}39`, formula);
  const { code, out } = await handIn();
  expect(code).toBe(0);
  const rows = await rowsOf(SHEET);
  const marks = rows.flat().filter((value) => value === '―').length;
  expect(marks).toBeGreaterThan(4);
  // 8, 0.3 and 7 as the formulas showed them are nowhere.
  const shown = rows.flat().filter((value) => typeof value === 'number');
  for (const never of [7, 8, 30, 0.3]) expect(shown).not.toContain(never);
  // What cannot be judged is named.
  expect(out).toContain(`${SHEET}`);
});

test('a chart of the analyst draws no masked cell and says so, or stays behind', async () => {
  await running.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(SHEET);
    const both = sheet.charts.add('ColumnClustered', sheet.getRange(`D18:D19`), 'Columns');
    both.name = '私の図';
    const alone = sheet.charts.add('Line', sheet.getRange(`${NORTH}:${NORTH}`), 'Columns');
    alone.name = '一つだけの図';
    await context.sync();
  });
  const { code, out } = await handIn();
  expect(code).toBe(0);
  const charts = Object.entries(partsOf()).filter(([name]) => /^xl\/charts\/chart\d+\.xml$/u.test(name));
  for (const [, xml] of charts) expect(xml).not.toMatch(/<c:v>(?:7|30)<\/c:v>/u);
  expect(out).toContain('少人数のため非表示');
  expect(out).toContain('写していません');
});
