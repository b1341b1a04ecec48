/** Typing into a cell in a real browser: neither what is written elsewhere meanwhile nor the list of functions changes what was typed. */
import { useStage, type Bench } from './stage';

jest.setTimeout(240_000);

const stage = useStage();
let bench: Bench;
beforeAll(async () => {
  bench = await stage.bench();
});

/** Goes to a cell through the name box; afterwards the sheet listens to the keyboard. */
async function goTo(address: string): Promise<void> {
  const box = bench.page.locator('[data-u-comp=defined-name] input');
  await box.fill(address);
  await box.press('Enter');
  await bench.until('the sheet listens', () =>
    bench.page.evaluate(
      () => document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable,
    ),
  );
}

it('keeps the letters when a value arrives at the same address of another sheet, or in the cell itself', async () => {
  const { page } = bench;
  await page.locator('[data-u-comp=sheet-bar-append-button]').first().click();
  await bench.until('there are two sheets', async () => (await bench.sheetNames()).length === 2);
  const [other = '', here = ''] = await bench.sheetNames();
  await bench.until('the new one is shown', () =>
    page.evaluate((name) => window.workbench?.book.activeSheet.name === name, here),
  );
  for (const [address, written] of [
    ['A1', other],
    ['A2', here],
  ] as const) {
    await goTo(address);
    await page.keyboard.type('=1+1');
    await bench.type(written, address, '=3+4');
    await bench.settle();
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
  }
  await bench.until('both entries are calculated', async () => {
    const entries = (await bench.valuesOf(here)).flat();
    return entries.length === 2 && !entries.includes(null);
  });
  expect(await bench.valuesOf(here)).toEqual([[12], [12]]);
  expect(await bench.valuesOf(other)).toEqual([[7]]);
  // An entry that is given up shows what came meanwhile, and the next one begins with nothing of it.
  await goTo('A3');
  await page.keyboard.type('=9');
  await bench.type(here, 'A3', '5');
  await page.keyboard.press('Escape');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await bench.until('the last entry is there', async () => (await bench.valuesOf(here))[2]?.[0] === 4);
  expect(bench.complaints).toEqual([]);
});

it('takes Enter for the end of the entry while the list of functions is that of fewer letters, and for its choice afterwards', async () => {
  const { page } = bench;
  const list = page.locator('ul[data-u-comp=sheets-formula-editor]');
  const formulaIn = (row: number) => page.evaluate((at) => window.workbench!.book.activeSheet.formula(at, 3), row);
  for (const [row, [shown, rest]] of (
    [
      ['=SU', 'M(1,2)'],
      ['=SUM', '(1,2)'],
    ] as const
  ).entries()) {
    await goTo(`D${row + 1}`);
    await page.keyboard.type(shown);
    await list.waitFor();
    await page.keyboard.type(rest);
    await page.keyboard.press('Enter');
    await bench.until(`one Enter ends the entry ${shown}${rest}`, async () => (await formulaIn(row)) !== '');
    expect(await formulaIn(row)).toBe('=SUM(1,2)');
  }
  await goTo('D3');
  await page.keyboard.type('=SUMPRO');
  await list.waitFor();
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'detached' });
  // The help for the arguments shows once the text cursor stands behind the bracket of the choice.
  await page.locator('[class*="univer-w-[250px]"]', { hasText: 'SUMPRODUCT' }).waitFor();
  await page.keyboard.type('2,3)');
  await page.keyboard.press('Enter');
  await bench.until('the choice of the list is entered', async () => (await formulaIn(2)) !== '');
  expect(await formulaIn(2)).toBe('=SUMPRODUCT(2,3)');
  expect(bench.complaints).toEqual([]);
});
