/** A small add-in of the tests: a page with Office.js, a handful of custom functions and two commands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type HostProfile } from '../../src/workbench/host/profiles';
import { type AddinRuntime, startAddin, type StartOptions } from '../../src/workbench/node/runAddin';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';

const scalar = (name: string, optional = false) => ({ name, type: 'any', optional });
const matrix = (name: string, optional = false) => ({ name, type: 'any', dimensionality: 'matrix', optional });

const FUNCTIONS = [
  { id: 'ADD', name: 'ADD', parameters: [scalar('a'), scalar('b', true)] },
  { id: 'SHOW', name: 'SHOW', parameters: [scalar('a', true), scalar('b', true), matrix('c', true)] },
  { id: 'LIST', name: 'LIST', parameters: [] },
  { id: 'MANY', name: 'MANY', parameters: [scalar('rows')] },
  { id: 'FAIL', name: 'FAIL', parameters: [scalar('kind')] },
  { id: 'COUNTCALLS', name: 'COUNTCALLS', parameters: [] },
  { id: 'NEGATE', name: 'NEGATE', parameters: [scalar('flag')] },
  { id: 'READCELL', name: 'READCELL', parameters: [scalar('address')] },
  { id: 'SHARE', name: 'SHARE', parameters: [scalar('value')] },
  { id: 'WHERE.AM', name: 'WHERE.AM', parameters: [] },
];

const SCRIPT = `
  const { associate, Error: FunctionError, ErrorCode } = CustomFunctions;
  let calls = 0;
  CustomFunctions.associate('ADD', (a, b) => a + (b === null ? 100 : b));
  CustomFunctions.associate('SHOW', (...args) => JSON.stringify(args.slice(0, -1)));
  CustomFunctions.associate('LIST', async () => [['00012', 1], ['00007', 2], ['00900', true]]);
  CustomFunctions.associate('MANY', (rows) => Array.from({ length: rows }, (_, row) => [row + 1]));
  CustomFunctions.associate('FAIL', (kind) => {
    if (kind === 'na') throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, 'まだデータがありません');
    if (kind === 'value') return Promise.reject(new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, '引数が違います'));
    if (kind === 'num') throw new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidNumber);
    if (kind === 'div') throw new CustomFunctions.Error(CustomFunctions.ErrorCode.divisionByZero);
    throw new Error('unexpected');
  });
  CustomFunctions.associate('COUNTCALLS', () => ++calls);
  CustomFunctions.associate('SHARE', (value) => [[{ type: 'FormattedNumber', basicValue: value, numberFormat: '0.0%' }]]);
  CustomFunctions.associate('NEGATE', (flag) => (flag === true ? false : flag === false ? true : 'not a truth value'));
  CustomFunctions.associate('WHERE.AM', (invocation) => invocation.functionName);
  CustomFunctions.associate('READCELL', async (address) => Excel.run(async (context) => {
    const range = context.workbook.worksheets.getActiveWorksheet().getRange(address);
    range.load('values');
    await context.sync();
    return range.values[0][0];
  }));
  const report = (id, work) => async (event) => {
    let detail;
    try { await work(); detail = { id, ok: true }; }
    catch (error) { detail = { id, ok: false, message: error.message, code: error.code }; }
    window.dispatchEvent(new CustomEvent('ikkatsu:command', { detail }));
    event.completed();
  };
  Office.actions.associate('IKKATSU.WRITE', report('IKKATSU.WRITE', () => Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.add('結果');
    sheet.getRange('A1:B2').values = [['番号', '値'], ["'00012", 3]];
    await context.sync();
  })));
  Office.actions.associate('IKKATSU.BREAK', report('IKKATSU.BREAK', () => Excel.run(async (context) => {
    context.workbook.worksheets.getItem('無い').load('name');
    await context.sync();
  })));
  window.ready = true;
`;

export interface Bench {
  readonly workbook: EmbeddedWorkbook;
  readonly addin: AddinRuntime;
  /** The page's own Excel.run. */
  readonly run: <T>(batch: (context: Excel.RequestContext) => Promise<T>) => Promise<T>;
  close(): void;
}

/** A workbook with the fixture running beside it. */
export async function openBench(
  options: Partial<StartOptions> & {
    blankCells?: 'null' | 'zero';
    profile?: HostProfile;
    /** Calculated when somebody asks, as on the command line. */
    isLazy?: boolean;
    /** Runs before the add-in starts: a workbook that was saved with formulas is opened here. */
    before?: (workbook: EmbeddedWorkbook) => Promise<void>;
  } = {},
): Promise<Bench> {
  const addinDir = mkdtempSync(path.join(tmpdir(), 'addin-'));
  writeFileSync(path.join(addinDir, 'functions.json'), JSON.stringify({ functions: FUNCTIONS }));
  writeFileSync(path.join(addinDir, 'functions.js'), SCRIPT);
  writeFileSync(
    path.join(addinDir, 'taskpane.html'),
    `<!doctype html><html lang="ja"><head><meta charset="utf-8">
     <script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>
     <script defer src="functions.js"></script></head><body></body></html>`,
  );
  const workbook = createEmbeddedWorkbook({
    blankCells: options.blankCells,
    isLazy: options.isLazy,
    ...(options.profile ? { profile: options.profile } : {}),
  });
  await options.before?.(workbook);
  const addin = await startAddin(workbook, { ...options, addinDir });
  const page = addin.window as unknown as { Excel: typeof Excel };
  return {
    workbook,
    addin,
    run: (batch) => page.Excel.run(batch),
    close() {
      addin.dispose();
      workbook.dispose();
      rmSync(addinDir, { recursive: true, force: true });
    },
  };
}
