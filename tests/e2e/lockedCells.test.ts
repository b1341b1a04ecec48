/** Protected forms at the screen: what is locked is refused in words, what is open is written, and hidden keys stay out of sight. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { type Bench, useStage } from './stage';

jest.setTimeout(120_000);

const KEY = 'IKKATSU:form1 4x4';
const FORM = '様式';
const OTHER = 'メモ帳';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'locked-'));

/** A form as Excel saves one: its key in hidden A1, a formula in C3, an input in D3, whole columns open. */
async function savedForm(): Promise<Uint8Array> {
  const workbook = createEmbeddedWorkbook();
  const { book } = workbook;
  const other = book.activeSheet;
  book.renameSheet(other, OTHER);
  const form = book.addSheet(FORM);
  const put = (row: number, column: number, value: string | number, formula?: string): void =>
    form.write({ row, column, rows: 1, columns: 1 }, () => ({ value, ...(formula ? { formula } : {}) }), 'addin');
  put(0, 0, KEY);
  put(1, 1, '表題');
  put(2, 2, 3, '=1+2');
  put(2, 3, 5);
  for (let column = 0; column < 26; column += 1) form.layout.columnStyles.set(column, { locked: false });
  for (const [row, column, locked] of [
    [0, 0, true],
    [2, 2, true],
    [2, 3, false],
  ] as const)
    form.applyStyle({ row, column, rows: 1, columns: 1 }, { locked });
  form.layout.hiddenRows.add(0);
  form.layout.hiddenColumns.add(0);
  form.layout.protected = true;
  form.layout.protectionOptions = { allowInsertRows: true, allowFormatCells: true };
  const bytes = await workbook.saveXlsx();
  workbook.dispose();
  return bytes;
}

const stage = useStage(async () => {
  const file = path.join(folder, '様式.xlsx');
  fs.writeFileSync(file, await savedForm());
  return [file];
});
let bench: Bench;
beforeAll(async () => {
  bench = await stage.bench();
  await show(FORM);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const nameBox = () => bench.page.locator('[data-u-comp=defined-name] input');
async function show(sheet: string): Promise<void> {
  await bench.page.locator('[data-u-comp=slide-tab-item]', { hasText: sheet }).first().click();
  await bench.page.waitForTimeout(300);
}
async function go(address: string): Promise<void> {
  await nameBox().fill(address);
  await nameBox().press('Enter');
}
async function type(address: string, text: string): Promise<void> {
  await go(address);
  await bench.page.keyboard.type(text);
  await bench.page.keyboard.press('Enter');
  await bench.page.waitForTimeout(200);
}
const formulas = (): Promise<readonly (readonly unknown[])[]> =>
  bench.page.evaluate((name) => window.workbench?.formulasOf(name) ?? [], FORM);
const said = () => bench.page.getByText('このセルは保護されています。').first();
const closeMessage = () => bench.page.locator('#notice-close').click();

it('opens on the first cell that can be seen, and its key is not in the formula bar', async () => {
  expect(await nameBox().inputValue()).toBe('B2');
  expect(await bench.page.locator('body').innerText()).not.toContain(KEY);
});

it('keeps the selection of each sheet, as Excel does', async () => {
  await go('D3');
  await show(OTHER);
  expect(await nameBox().inputValue()).toBe('A1');
  await show(FORM);
  expect(await nameBox().inputValue()).toBe('D3');
});

it.each([
  ['typed into', () => type('C3', '9')],
  ['cleared', () => go('C3').then(() => bench.page.keyboard.press('Delete'))],
  ['opened with F2', () => go('C3').then(() => bench.page.keyboard.press('F2'))],
])('a locked formula that is %s stays, and the reason is said', async (_, attempt) => {
  await attempt();
  await said().waitFor();
  expect((await formulas())[2]?.[2]).toBe('=1+2');
  await closeMessage();
  await bench.page.keyboard.press('Escape');
});

it('a range with one locked cell in it is not cleared at all', async () => {
  await go('C3:D3');
  await bench.page.keyboard.press('Delete');
  await said().waitFor();
  expect((await formulas())[2]?.slice(2, 4)).toEqual(['=1+2', 5]);
  await closeMessage();
});

it('an open cell, and one of an open column beside the form, take what is typed', async () => {
  await type('D3', '7');
  await type('H9', '覚え書き');
  await bench.until('the open cells are written', async () => {
    const rows = await formulas();
    return rows[2]?.[3] === 7 && rows[8]?.[7] === '覚え書き';
  });
  expect(await said().isVisible()).toBe(false);
});

it('nothing failed on the way', () => expect(bench.complaints).toEqual([]));
