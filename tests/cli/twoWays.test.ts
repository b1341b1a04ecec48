/** The command line's way to a workbook (calculated once, functions called as they stand) beside that of a spreadsheet. */
import fs from 'node:fs';
import path from 'node:path';
import { startAddin } from '../../src/workbench/node/runAddin';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { buildAddin, removeAddin } from '../excel/addin';
import { withoutMoments } from '../moments';

const SAMPLES = path.resolve(__dirname, '../../samples');
const FOLDERS = ['', '評価', '集計'];
/** Persons of the samples that are enough for every list and form to have something to say. */
const PERSONS = 80;

let addinDir: string;
beforeAll(async () => {
  addinDir = await buildAddin();
}, 120_000);
afterAll(() => removeAddin(addinDir));

/** The sample exports with their first lines only; the aggregate forms are small as they are. */
const files = FOLDERS.flatMap((folder) =>
  fs
    .readdirSync(path.join(SAMPLES, folder))
    .filter((name) => name.endsWith('.csv'))
    .map((name) => {
      const bytes = fs.readFileSync(path.join(SAMPLES, folder, name));
      if (folder === '集計') return { name, bytes };
      let end = -1;
      for (let line = 0; line <= PERSONS && (line === 0 || end >= 0); line += 1) end = bytes.indexOf('\n', end + 1);
      return { name, bytes: end < 0 ? bytes : bytes.subarray(0, end + 1) };
    }),
);

async function written(way: 'commandLine' | 'spreadsheet'): Promise<EmbeddedWorkbook> {
  const isCommandLine = way === 'commandLine';
  const workbook = createEmbeddedWorkbook({ isLazy: isCommandLine });
  for (const { name, bytes } of files) await workbook.open(name, bytes);
  const addin = await startAddin(workbook, { addinDir, callsDirectly: isCommandLine });
  try {
    for (const command of ['IKKATSU.EXTRACT', 'IKKATSU.PLAN']) {
      expect(await addin.invoke(command)).toMatchObject({ ok: true });
      await workbook.settle();
    }
    expect(addin.unknownMembers).toEqual([]);
    expect(addin.errors).toEqual([]);
  } finally {
    addin.dispose();
  }
  return workbook;
}

/** The mark of a row ends with the digests of its texts. */
const DIGEST = /^([^|]+@\d+\|).+$/u;

/** Everything of a workbook that its file would show, without the time at which it was written. */
function shown(workbook: EmbeddedWorkbook): Record<string, unknown> {
  return Object.fromEntries(
    workbook.book.sheets.map((sheet) => {
      const used = sheet.usedRect(false);
      const columns = Array.from({ length: used ? used.column + used.columns : 0 }, (_, column) => column);
      const cells = Array.from({ length: used ? used.row + used.rows : 0 }, (_, row) => {
        const values = columns.map((column) => sheet.value(row, column));
        const isTimed = values.some((value) => withoutMoments(String(value)) !== String(value));
        return columns.map((column) => [
          isTimed ? withoutMoments(String(values[column])).replace(DIGEST, '$1') : values[column],
          sheet.hasFormula(row, column) ? sheet.formula(row, column) : '',
          sheet.style(row, column),
          sheet.shownFormat(row, column),
        ]);
      });
      const { rowHeights, columnWidths, merges, validations, charts } = sheet.layout;
      return [sheet.name, { cells, rowHeights, columnWidths, merges, validations, charts }];
    }),
  );
}

test('both ways give the same workbook: values, formulas and formats of every cell, sizes, merges, charts', async () => {
  const fast = await written('commandLine');
  const slow = await written('spreadsheet');
  const [ours, theirs] = [shown(fast), shown(slow)];
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  const formulas = fast.book.sheets.flatMap((sheet) => [...sheet.formulaCells()]);
  expect(formulas.length).toBeGreaterThan(2000);
  for (const [name, sheet] of Object.entries(theirs)) expect({ name, sheet: ours[name] }).toEqual({ name, sheet });
  fast.dispose();
  slow.dispose();
}, 600_000);
