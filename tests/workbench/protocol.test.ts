/** How the host answers Office.js: errors, null objects, references, limits, large ranges, unknown members, events. */
import { type Bench, openBench } from './fixture';
import { assertNoUnknownMembers } from '../../src/workbench/workbook';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const active = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getActiveWorksheet();

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'no error';
}

test('a value that was not loaded cannot be read, and a missing sheet is ItemNotFound', async () => {
  await bench.run(async (context) => {
    const range = active(context).getRange('A1');
    expect(() => range.values).toThrow(expect.objectContaining({ code: 'PropertyNotLoaded' }));
    await context.sync();
  });
  const missing = bench.run(async (context) => {
    context.workbook.worksheets.getItem('無い').load('name');
    await context.sync();
  });
  expect(await codeOf(missing)).toBe('ItemNotFound');
  assertNoUnknownMembers(bench.addin);
});

test('null objects say so, and what hangs on them is null too', async () => {
  await bench.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject('無い');
    const used = active(context).getUsedRangeOrNullObject();
    const name = context.workbook.names.getItemOrNullObject('IKKATSU_無い');
    sheet.load('name');
    await context.sync();
    expect([sheet.isNullObject, used.isNullObject, name.isNullObject]).toEqual([true, true, true]);
  });
  assertNoUnknownMembers(bench.addin);
});

test('an unserved member answers ApiNotFound, is recorded, and makes the assertion fail', async () => {
  const pivots = bench.run(async (context) => {
    active(context).pivotTables.load('items');
    await context.sync();
  });
  expect(await codeOf(pivots)).toBe('ApiNotFound');
  expect(bench.addin.unknownMembers).toEqual(['Worksheet.PivotTables']);
  expect(() => assertNoUnknownMembers(bench.addin)).toThrow('Worksheet.PivotTables');
});

test('arrays of the wrong size are refused and nothing is written', async () => {
  const wrong = bench.run(async (context) => {
    active(context).getRange('A1:B2').values = [[1]];
    await context.sync();
  });
  expect(await codeOf(wrong)).toBe('InvalidArgument');
  expect(bench.workbook.valuesOf('Sheet1')).toEqual([]);
});

test('large arrays, which Office.js splits, arrive whole and raise one change', async () => {
  const rows = Array.from({ length: 1000 }, (_, row) => [row, `人${row}`, row % 2 === 0]);
  const changes: string[] = [];
  await bench.run(async (context) => {
    active(context).onChanged.add((event) => {
      changes.push(event.address);
      return Promise.resolve();
    });
    await context.sync();
    active(context).getRange('A1:C1000').values = rows;
    await context.sync();
  });
  expect(bench.workbook.valuesOf('Sheet1')).toEqual(rows);
  await until(() => changes.length > 0);
  expect(changes).toEqual(['A1:C1000']);
  assertNoUnknownMembers(bench.addin);
});

test('requests and responses over 5 MB of UTF-8 are refused, counted in bytes, not in letters', async () => {
  const write = (text: string) =>
    bench.run(async (context) => {
      active(context).getRange('A1:T1000').values = Array.from({ length: 1000 }, () => Array<string>(20).fill(text));
      await context.sync();
    });
  // 20,000 cells of 100 letters: 2 MB as letters, 6 MB in UTF-8.
  expect(await codeOf(write('健'.repeat(100)))).toBe('RequestPayloadSizeLimitExceeded');
  await write('a'.repeat(100));
  const sheet = bench.workbook.book.activeSheet;
  sheet.write({ row: 0, column: 0, rows: 20000, columns: 1 }, () => ({ value: '健'.repeat(100) }), 'user');
  const read = bench.run(async (context) => {
    active(context).getRange('A1:A20000').load('values');
    await context.sync();
  });
  expect(await codeOf(read)).toBe('ResponsePayloadSizeLimitExceeded');
});

test('a range kept beyond its request can be used in the next', async () => {
  await bench.run(async (context) => {
    const range = active(context).getRange('B2');
    context.trackedObjects.add(range);
    await context.sync();
    range.values = [[7]];
    range.load('values,address');
    await context.sync();
    expect(range.values).toEqual([[7]]);
    context.trackedObjects.remove(range);
    await context.sync();
  });
  assertNoUnknownMembers(bench.addin);
});

test('changes by the analyst and by the add-in are told apart, on the sheet and on the collection', async () => {
  const events: [string, string, string][] = [];
  await bench.run(async (context) => {
    const listen = (where: string) => (event: Excel.WorksheetChangedEventArgs) => {
      events.push([where, event.address, String(event.triggerSource)]);
      return Promise.resolve();
    };
    active(context).onChanged.add(listen('sheet'));
    context.workbook.worksheets.onChanged.add(listen('collection'));
    await context.sync();
    active(context).getRange('A1').values = [[1]];
    await context.sync();
  });
  await until(() => events.length === 2);
  await bench.workbook.typeInto('C3', 5);
  await until(() => events.length === 4);
  expect(events).toEqual([
    ['sheet', 'A1', 'ThisLocalAddin'],
    ['collection', 'A1', 'ThisLocalAddin'],
    ['sheet', 'C3', 'Unknown'],
    ['collection', 'C3', 'Unknown'],
  ]);
});

test('sheets that come and go are told to the collection', async () => {
  const events: string[] = [];
  await bench.run(async (context) => {
    const { worksheets } = context.workbook;
    worksheets.onAdded.add(async () => void events.push('added'));
    worksheets.onDeleted.add(async () => void events.push('deleted'));
    worksheets.onActivated.add(async () => void events.push('activated'));
    await context.sync();
    const sheet = worksheets.add('抽出条件');
    sheet.activate();
    await context.sync();
    worksheets.getItem('Sheet1').activate();
    sheet.delete();
    await context.sync();
  });
  await until(() => events.includes('deleted'));
  expect(events.filter((event) => event !== 'activated')).toEqual(['added', 'deleted']);
  assertNoUnknownMembers(bench.addin);
});

test('a command of the ribbon runs through the associated handler and reports its end', async () => {
  expect(await bench.addin.invoke('IKKATSU.WRITE')).toEqual({ id: 'IKKATSU.WRITE', ok: true });
  expect(bench.workbook.valuesOf('結果')).toEqual([
    ['番号', '値'],
    ['00012', 3],
  ]);
  expect(await bench.addin.invoke('IKKATSU.BREAK')).toMatchObject({ ok: false, code: 'ItemNotFound' });
  await expect(bench.addin.invoke('IKKATSU.NONE')).rejects.toThrow('no command');
  expect(bench.addin.errors).toEqual([]);
  expect(bench.addin.foreignRequests).toEqual([]);
});

/** Waits for something that the page does on its own, turn by turn of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
