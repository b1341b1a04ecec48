/** The host refuses what Excel refuses and does unasked what Excel does, profile by profile. */
import { contentOfEntry } from '../../src/workbench/book/entry';
import { type HostProfile, PROFILES, type ProfileName } from '../../src/workbench/host/profiles';
import { assertNoUnknownMembers } from '../../src/workbench/workbook';
import { type Bench, openBench } from './fixture';

let bench: Bench | null = null;
afterEach(() => {
  if (bench) assertNoUnknownMembers(bench.addin);
  bench?.close();
  bench = null;
});

async function open(
  profile: HostProfile,
  before?: NonNullable<Parameters<typeof openBench>[0]>['before'],
): Promise<Bench> {
  bench = await openBench({ profile, ...(before ? { before } : {}) });
  return bench;
}
const active = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getActiveWorksheet();
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );

const WINDOWS_SETS = { ExcelApi: '1.17', CustomFunctionsRuntime: '1.5', CompressedFile: '1.1', File: '1.1' };
test.each<[ProfileName, Record<string, string>, readonly string[]]>([
  ['windows', WINDOWS_SETS, []],
  ['mac', { ...WINDOWS_SETS, ExcelApi: '1.16' }, []],
  ['web', { ExcelApi: '1.17', CustomFunctionsRuntime: '1.5', File: '1.1' }, ['CompressedFile']],
  ['ltsc2021', { ExcelApi: '1.14', CompressedFile: '1.1' }, ['CustomFunctionsRuntime']],
  ['ipad', { ExcelApi: '1.17' }, ['CustomFunctionsRuntime', 'File', 'CompressedFile']],
  ['hostile', WINDOWS_SETS, []],
])('%s tells an add-in which sets it has, and which it has not', async (name, has, hasNot) => {
  const { addin } = await open(PROFILES[name]);
  const { requirements } = (addin.window as unknown as { Office: typeof Office }).Office.context;
  for (const [set, version] of Object.entries(has)) {
    const above = (Number(version) * 100 + 1) / 100;
    expect([set, requirements.isSetSupported(set, version)]).toEqual([set, true]);
    expect([set, requirements.isSetSupported(set, String(above))]).toEqual([set, false]);
  }
  for (const set of hasNot) expect([set, requirements.isSetSupported(set)]).toEqual([set, false]);
});

test.each(['ltsc2021', 'ipad'] as const)('without custom functions (%s) their cells show #NAME?', async (name) => {
  const { workbook } = await open(PROFILES[name]);
  expect(await workbook.evaluate('=IKKATSU.ADD(1,2)')).toEqual({ error: '#NAME?' });
  expect(await workbook.evaluate('=IFERROR(IKKATSU.ADD(1,2),"－")')).toEqual({ values: [['－']] });
});

test.each(['web', 'ipad'] as const)('%s hands out no compressed file of the document', async (name) => {
  const { addin } = await open(PROFILES[name]);
  const office = (addin.window as unknown as { Office: typeof Office }).Office;
  const status = await new Promise((resolve) =>
    office.context.document.getFileAsync(office.FileType.Compressed, (result) => resolve(result.status)),
  );
  expect(status).toBe('failed');
});

test('a VeryHidden sheet cannot be deleted until it is only hidden', async () => {
  const { run, workbook } = await open(PROFILES.windows);
  await run(async (context) => {
    context.workbook.worksheets.add('控え').visibility = 'VeryHidden';
    await context.sync();
  });
  const remove = (visibility: 'VeryHidden' | 'Hidden') =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('控え');
      sheet.visibility = visibility;
      sheet.delete();
      await context.sync();
    });
  expect(await codeOf(remove('VeryHidden'))).toBe('InvalidOperation');
  expect(workbook.sheetNames()).toContain('控え');
  await remove('Hidden');
  expect(workbook.sheetNames()).not.toContain('控え');
});

test('what stands before a failing action stays done', async () => {
  const { run } = await open(PROFILES.windows);
  const failed = run(async (context) => {
    active(context).getRange('A1').values = [['前']];
    context.workbook.worksheets.getItem('無い').load('name');
    active(context).getRange('A2').values = [['後']];
    await context.sync();
  });
  expect(await codeOf(failed)).toBe('ItemNotFound');
  const values = await run(async (context) => {
    const range = active(context).getRange('A1:A2').load('values');
    await context.sync();
    return range.values;
  });
  expect(values).toEqual([['前'], ['']]);
});

test('what Microsoft’s samples do works: deleting what is not there, colours by name, rows for a table of a header', async () => {
  const { run } = await open(PROFILES.windows);
  const seen = await run(async (context) => {
    context.workbook.worksheets.getItemOrNullObject('Sample').delete();
    const sheet = context.workbook.worksheets.add('Sample');
    const table = sheet.tables.add('A1:B1', true);
    table.getHeaderRowRange().values = [['品', '数']];
    table.rows.add(undefined, [
      ['甲', 1],
      ['乙', 2],
    ]);
    table.rows.add(undefined, [['丙', 3]]);
    sheet.getRange('A1').format.fill.color = 'LightGoldenrodYellow';
    const body = table.getDataBodyRange().load('values,address');
    const fill = sheet.getRange('A1').format.fill.load('color');
    await context.sync();
    return [body.address, body.values, fill.color];
  });
  expect(seen).toEqual([
    'Sample!A2:B4',
    [
      ['甲', 1],
      ['乙', 2],
      ['丙', 3],
    ],
    '#FAFAD2',
  ]);
  const wrong = run(async (context) => {
    active(context).getRange('A1').format.fill.color = 'nocolour';
    await context.sync();
  });
  expect(await codeOf(wrong)).toBe('InvalidArgument');
});

async function copyTable(profile: HostProfile, to: string): Promise<unknown> {
  const { run } = await open(profile);
  return run(async (context) => {
    const sheet = active(context);
    sheet.getRange('A1:B2').values = [
      ['名', '数'],
      ['a', 1],
    ];
    sheet.tables.add('A1:B2', true).name = '元';
    await context.sync();
    sheet.getRange(to).copyFrom('A1:B2');
    sheet.tables.load('items/name');
    await context.sync();
    return sheet.tables.items.map(({ name }) => name);
  });
}

test('copyFrom makes a table of a whole table only in the hostile Excel, and refuses to lay it over another', async () => {
  expect(await copyTable(PROFILES.windows, 'D1')).toEqual(['元']);
  bench!.close();
  expect(await copyTable(PROFILES.hostile, 'D1')).toEqual(['元', expect.stringMatching(/^テーブル/)]);
  bench!.close();
  expect(await codeOf(copyTable(PROFILES.hostile, 'B2'))).toBe('InvalidArgument');
});

test('the hostile Excel refuses freezing, page layout, names and charts in turn, each once', async () => {
  const { run } = await open(PROFILES.hostile);
  const attempt = (act: (sheet: Excel.Worksheet) => void) =>
    codeOf(
      run(async (context) => {
        act(active(context));
        await context.sync();
      }),
    );
  const acts: ((sheet: Excel.Worksheet) => void)[] = [
    (sheet) => sheet.freezePanes.freezeRows(1),
    (sheet) => (sheet.pageLayout.orientation = 'Landscape'),
    (sheet) => void sheet.names.add(`名${Math.floor(Math.random() * 1e9)}`, sheet.getRange('A1')),
    (sheet) => void sheet.charts.add('Line', sheet.getRange('A1:B2')),
  ];
  for (const act of [...acts, ...acts]) {
    expect(await attempt(act)).toBe('GeneralException');
    expect(await attempt(act)).toBe('none');
  }
});

test('reading formulas shows no apostrophe, and writing back what was read makes a number of a text', async () => {
  const { run } = await open(PROFILES.windows);
  const seen = await run(async (context) => {
    const range = active(context).getRange('A1');
    range.values = [["'001"]];
    range.load('formulas,valueTypes');
    await context.sync();
    const before = [range.formulas[0]![0], range.valueTypes[0]![0]];
    range.formulas = range.formulas as string[][];
    range.load('values');
    await context.sync();
    return [...before, range.values[0]![0]];
  });
  expect(seen).toEqual(['001', 'String', 1]);
  expect(contentOfEntry("'001", 'General')).toEqual({ value: '001', quoted: true });
});

test('the hostile Excel shows @ before functions of add-ins, not inside texts, and takes it back', async () => {
  const { run } = await open(PROFILES.hostile);
  const formulas = await run(async (context) => {
    const range = active(context).getRange('A1:B1');
    range.formulas = [['=IKKATSU.ADD(1,2)&"IKKATSU.ADD"', '=@IKKATSU.ADD(1,IKKATSU.ADD(1,1))']];
    range.load('formulas');
    await context.sync();
    return range.formulas[0];
  });
  expect(formulas).toEqual(['=@IKKATSU.ADD(1,2)&"IKKATSU.ADD"', '=@IKKATSU.ADD(1,@IKKATSU.ADD(1,1))']);
  await bench!.workbook.settle();
  expect(bench!.workbook.valuesOf(bench!.workbook.sheetNames()[0]!)[0]).toEqual(['3IKKATSU.ADD', 3]);
});

test('a formula that showed #NAME? when the functions came stays so until it is written again', async () => {
  const { run, workbook } = await open(PROFILES.hostile, async (book) => {
    book.openRows('表', [['x']]);
    await book.typeInto('表!B1', '=IKKATSU.ADD(1,2)');
    await book.typeInto('表!C1', '=1+1');
  });
  const shown = async (): Promise<unknown> => {
    await workbook.settle();
    return workbook.valuesOf('表')[0];
  };
  expect(await shown()).toEqual(['x', '#NAME?', 2]);
  await run(async (context) => {
    context.workbook.application.calculate('Full');
    await context.sync();
  });
  expect(await shown()).toEqual(['x', '#NAME?', 2]);
  await workbook.typeInto('表!B1', '=IKKATSU.ADD(1,2)');
  expect(await shown()).toEqual(['x', 3, 2]);
});

test('events of the hostile Excel come half a second late', async () => {
  const { run } = await open(PROFILES.hostile);
  let began = 0;
  await new Promise<void>((resolve) => {
    void run(async (context) => {
      context.workbook.worksheets.onAdded.add(() => Promise.resolve(resolve()));
      await context.sync();
      began = performance.now();
      context.workbook.worksheets.add('新');
      await context.sync();
    });
  });
  // A timer may fire a fraction of a millisecond early by this clock.
  expect(performance.now() - began).toBeGreaterThan(PROFILES.hostile.eventDelay - 2);
});

test('protection refuses writes to locked cells, tables and charts, and lets unlocked cells be written', async () => {
  const { run } = await open(PROFILES.windows);
  await run(async (context) => {
    active(context).getRange('B1').format.protection.locked = false;
    active(context).protection.protect();
    await context.sync();
  });
  const attempt = (act: (sheet: Excel.Worksheet) => void) =>
    codeOf(
      run(async (context) => {
        act(active(context));
        await context.sync();
      }),
    );
  expect(await attempt((sheet) => (sheet.getRange('A1').values = [[1]]))).toBe('AccessDenied');
  expect(await attempt((sheet) => (sheet.getRange('B1').values = [[1]]))).toBe('none');
  expect(await attempt((sheet) => sheet.getRange('B1').clear())).toBe('AccessDenied');
  expect(await attempt((sheet) => (sheet.getRange('A1').format.columnWidth = 50))).toBe('AccessDenied');
  expect(await attempt((sheet) => void sheet.tables.add('A1:B2', true))).toBe('AccessDenied');
  expect(await attempt((sheet) => void sheet.charts.add('Line', sheet.getRange('A1')))).toBe('AccessDenied');
});

test('a protected structure refuses adding, renaming, hiding and deleting sheets', async () => {
  const { run, workbook } = await open(PROFILES.windows);
  await run(async (context) => {
    context.workbook.worksheets.add('二');
    context.workbook.protection.protect();
    await context.sync();
  });
  const attempt = (act: (sheets: Excel.WorksheetCollection) => void) =>
    codeOf(
      run(async (context) => {
        act(context.workbook.worksheets);
        await context.sync();
      }),
    );
  const before = workbook.sheetNames();
  expect(await attempt((sheets) => void sheets.add('三'))).toBe('AccessDenied');
  expect(await attempt((sheets) => (sheets.getItem('二').name = '三'))).toBe('AccessDenied');
  expect(await attempt((sheets) => (sheets.getItem('二').visibility = 'Hidden'))).toBe('AccessDenied');
  expect(await attempt((sheets) => sheets.getItem('二').delete())).toBe('AccessDenied');
  expect(await attempt((sheets) => (sheets.getItem('二').getRange('A1').values = [[1]]))).toBe('none');
  expect(workbook.sheetNames()).toEqual(before);
});

test.each([
  ['Mar-1', 'd-mmm'],
  ['1-Mar', 'd-mmm'],
  ['Sep 30, 2025', 'd-mmm-yy'],
  ['May 2025', 'mmm-yy'],
  ['1-2', 'm"月"d"日"'],
  ['令和7年4月1日', '[$-411]ge.m.d'],
  ['令和 7年4月1日', '[$-411]ge.m.d'],
  ['令和元年5月', '[$-411]ggge"年"m"月"'],
  ['S50.1.1', '[$-411]ge.m.d'],
  ['S 50.1.1', '[$-411]ge.m.d'],
  ['2025/4/1 9:30', 'yyyy/m/d h:mm'],
  ['午前9時', 'h"時"mm"分"'],
  ['9:05 PM', 'h:mm'],
  ['£5', '[$£-en-GB]#,##0'],
  ['\\100', '"¥"#,##0'],
  ['￥１００', '"¥"#,##0'],
  ['(3)', undefined],
  ['1 1/2', '# ?/?'],
  ['%5', '0%'],
])('a General cell converts %s, a text cell does not', (text, format) => {
  const entered = contentOfEntry(text, 'General');
  expect([typeof entered.value, entered.numberFormat]).toEqual(['number', format]);
  expect(contentOfEntry(text, '@')).toEqual({ value: text, quoted: false });
});

test.each([
  'Mayor',
  'March',
  'Marble-1',
  '13月1日',
  '2025/13/1',
  '令和7年13月1日',
  '(a)',
  '午前中',
  'R7',
  '25:61',
  '1-2-3-4',
  'S50',
])('a General cell keeps %s as a text', (text) => expect(contentOfEntry(text, 'General').value).toBe(text));

test('days and times of an entry are those of the calendar', () => {
  const value = (text: string) => contentOfEntry(text, 'General').value;
  expect(value('令和7年4月1日')).toBe(value('2025/4/1'));
  expect(value('25/4/1')).toBe(value('2025/4/1'));
  expect(value('29/4/1')).toBe(value('2029/4/1'));
  expect(value('30/4/1')).toBe(value('1930/4/1'));
  expect(value('午後3時30分')).toBe(value('15:30'));
  expect(value('12:00 AM')).toBe(0);
  expect(value('(1,234)')).toBe(-1234);
});
