/** The state by which retries are remembered: whatever a command can find in the workbook or in the page makes another one. */
import { useAddin, type Running } from '../addin';
import { keepWorkbook, withoutCalculation } from './snapshot';
import { digestOfState } from './state';

const start = useAddin();
const CELL = { row: 1, column: 1, rows: 1, columns: 1 };

let running: Running;
beforeAll(async () => {
  running = await start({
    データ: [
      ['被保険者番号', 'BMI'],
      ['00000001', '18'],
    ],
  });
  withoutCalculation(running.workbook);
  await running.workbook.settle();
  running.room.startSession();
});
afterAll(() => running.stop());

const sheet = () => running.workbook.book.findSheet('データ')!;

const CHANGES: Record<string, () => unknown> = {
  'a cell': () => sheet().write(CELL, () => ({ value: 19 }), 'user'),
  'a formula': () => sheet().write(CELL, () => ({ value: 18, formula: '=9+9' }), 'user'),
  'a format': () => sheet().applyStyle(CELL, { bold: true }),
  'the format of a column': () => sheet().applyStyle({ ...CELL, row: 0, rows: 1_048_576 }, { locked: false }),
  'a width': () => sheet().layout.columnWidths.set(0, 99),
  protection: () => (sheet().layout.protected = true),
  'a setting': () => running.workbook.book.settings.set('IKKATSU.handIn', 1),
  'a name': () => running.workbook.book.setName('名前', '=データ!$A$1'),
  'a sheet': () => running.workbook.book.addSheet('控え'),
  'a name of a sheet': () => running.workbook.book.renameSheet(sheet(), '別名'),
};

test.each(Object.entries(CHANGES))(
  '%s makes another state, which goes when the workbook is put back',
  async (_, change) => {
    const restore = keepWorkbook(running.workbook);
    const before = await digestOfState(running);
    change();
    await running.workbook.settle();
    expect(await digestOfState(running)).not.toBe(before);
    restore();
    running.room.startSession();
    expect(await digestOfState(running)).toBe(before);
  },
);

test('what the page remembers makes another state, an error too', async () => {
  const session = running.room.startSession();
  const digests = [await digestOfState(running)];
  session.mayHaveLost = true;
  digests.push(await digestOfState(running));
  session.sheets.set('sheet-1', { name: 'データ', recognised: true, rows: [['19']] });
  digests.push(await digestOfState(running));
  session.conditions = Promise.reject(Object.assign(new Error('Excel'), { code: 'excel.failed' }));
  digests.push(await digestOfState(running));
  expect(new Set(digests).size).toBe(digests.length);
});
