/** Tests of the thread that sums a workbook while its file is made: the sum is that of one thread, and a thread that is lost costs the mark only. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { summingThread, type SummingThread } from '../../src/workbench/node/summing';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { isMarkedCalculated } from '../../src/workbench/xlsx/calculatedMark';
import { ensureBuilt, ROOT } from '../e2e/built';
import type { Parts } from '../savedByAnother';

const SCRIPT = path.join(ROOT, 'dist/cli/summingThread.cjs');
const MARK = 'docProps/custom.xml';

beforeAll(ensureBuilt, 240_000);

/** A workbook of several sheets: texts that stand on more than one of them, signs that a file spells otherwise, and many rows. */
async function saved(summing: SummingThread | null, formula = '=SUM(メモ!A:A)'): Promise<Parts> {
  const workbook = createEmbeddedWorkbook();
  try {
    const rows = Array.from({ length: 600 }, (_, row) => [
      row,
      `メモ ${row % 150}`,
      '𠮷野家',
      'a\ud842',
      'a\r\nb',
      '_x000D_',
    ]);
    for (const name of ['メモ', '計画書', '中間評価']) {
      const sheet = workbook.book.addSheet(name);
      sheet.write(
        { row: 0, column: 0, rows: rows.length, columns: 6 },
        (row, column) => ({ value: rows[row]![column]! }),
        'user',
      );
    }
    await workbook.typeInto('計画書!H1', formula);
    await workbook.typeInto('計画書!H2', '=COUNTIF(メモ!B1:B600,"メモ 1")+LEN(メモ!D1)');
    return unzipSync(await workbook.saveXlsx({ isCalculated: true, summing }));
  } finally {
    summing?.end();
    workbook.dispose();
  }
}

const markOf = (parts: Parts): string | undefined => /<vt:lpwstr>([^<]*)/u.exec(strFromU8(parts[MARK]!))?.[1];

test('beside this thread the sum is the same, and the one that is found when the file is read', async () => {
  const [beside, here] = [await saved(summingThread(SCRIPT)!), await saved(null)];
  expect(markOf(beside)).toBe(markOf(here));
  expect(isMarkedCalculated(beside)).toBe(true);
  expect(Object.keys(beside)).toEqual(Object.keys(here));
});

test('where figures rest on more than is summed, the thread gives none either', async () => {
  const parts = await saved(summingThread(SCRIPT)!, '=INDIRECT("メモ!A1")');
  expect(markOf(parts)).toBeUndefined();
  expect(isMarkedCalculated(parts)).toBe(false);
});

test.each([
  'process.exit(1);',
  'throw new Error();',
  "require('worker_threads').parentPort.once('message', () => process.exit(0));",
])('a thread that is lost (%s) leaves a whole file without a mark', async (script) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-summing-'));
  try {
    const at = path.join(folder, 'lost.cjs');
    fs.writeFileSync(at, script);
    const [lost, here] = [await saved(summingThread(at)), await saved(null)];
    expect(markOf(lost)).toBeUndefined();
    const sheets = (parts: Parts) => Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets(lost)).toEqual(sheets(here));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('without its script there is no thread', () => {
  expect(summingThread(path.join(ROOT, 'nowhere.cjs'))).toBeNull();
});
