/** A workbook of the samples in LibreOffice, which calculates every formula again without the add-in: no figure becomes a text. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isErrorText } from '../../src/workbench/book/entry';
import { startAddin } from '../../src/workbench/node/runAddin';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { hasLibreOffice, recalculated } from '../../tools/libreOffice';
import { buildAddin, removeAddin } from '../excel/addin';

const SAMPLES = path.resolve(__dirname, '../../samples');
/** Persons of the samples that are enough for every form to have figures. */
const PERSONS = 80;

/** Only where LibreOffice is installed: it is no part of the project. */
const whereThere = hasLibreOffice() ? test : test.skip;

/** The first lines of an export; the aggregate forms are small as they are. */
function firstLines(bytes: Buffer): Buffer {
  let end = -1;
  for (let line = 0; line <= PERSONS && (line === 0 || end >= 0); line += 1) end = bytes.indexOf('\n', end + 1);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

async function written(addinDir: string): Promise<Uint8Array> {
  const workbook = createEmbeddedWorkbook({ isLazy: true });
  for (const folder of ['', '評価', '集計'])
    for (const name of fs.readdirSync(path.join(SAMPLES, folder)).filter((each) => each.endsWith('.csv'))) {
      const bytes = fs.readFileSync(path.join(SAMPLES, folder, name));
      await workbook.open(name, folder === '集計' ? bytes : firstLines(bytes));
    }
  const addin = await startAddin(workbook, { addinDir, callsDirectly: true });
  try {
    for (const command of ['IKKATSU.EXTRACT', 'IKKATSU.PLAN']) {
      expect(await addin.invoke(command)).toMatchObject({ ok: true });
      await workbook.settle();
    }
    return await workbook.saveXlsx();
  } finally {
    addin.dispose();
    workbook.dispose();
  }
}

async function opened(bytes: Uint8Array): Promise<EmbeddedWorkbook> {
  const workbook = createEmbeddedWorkbook({ isLazy: true });
  await workbook.open('ブック.xlsx', bytes);
  return workbook;
}

whereThere(
  'no figure of a workbook becomes a text or a dash when LibreOffice calculates everything again',
  async () => {
    const addinDir = await buildAddin();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-recalculated-'));
    try {
      const bytes = await written(addinDir);
      const before = await opened(bytes);
      const after = await opened(recalculated(bytes, folder));
      const lost: unknown[] = [];
      let figures = 0;
      let errors = 0;
      for (const sheet of before.book.sheets) {
        const now = after.book.findSheet(sheet.name)!;
        for (const { row, column, formula } of sheet.formulaCells()) {
          const value = sheet.value(row, column);
          if (typeof value !== 'number') continue;
          figures += 1;
          const found = now.value(row, column);
          if (typeof found === 'string' && isErrorText(found)) errors += 1;
          else if (typeof found !== 'number') lost.push([sheet.name, row + 1, column + 1, value, found, formula]);
        }
      }
      before.dispose();
      after.dispose();
      expect(lost).toEqual([]);
      expect(figures).toBeGreaterThan(2000);
      // It did calculate: our functions are not there, and say so.
      expect(errors).toBeGreaterThan(500);
    } finally {
      removeAddin(addinDir);
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
  600_000,
);
