/**
 * 値で確定 in the pane, on workbooks that are not fit to be handed in: drafts, error values and stale sheets are refused by the names
 * of their cells and sheets, and formulas and charts of the analyst over masked cells give nothing away.
 */
import fs from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { NORTH, SHEET, SOUTH, UNFIT_TOWN } from '../unfitTown';
import { looksFine } from './screens';
import { csv, useStage, type Bench } from './stage';

jest.setTimeout(600_000);

const DATA = csv('台帳.csv', UNFIT_TOWN);
/** An empty row between the two tables. */
const OWN = ['A39', 'B39', 'C39', 'D39'] as const;
const SAVE = '値で確定した写しを保存';

const stage = useStage();
let bench: Bench;
beforeAll(async () => {
  bench = await stage.bench({ viewport: { width: 1600, height: 1000 } });
  await bench.choose(DATA);
  await bench.sees('1 個のファイルを取り込みました');
  await bench.click('抽出を実行');
  await bench.sees('抽出が終わりました');
  await bench.toggle('計画・報告');
  await bench.button(SAVE).waitFor();
});

async function type(cells: Readonly<Record<string, string>>): Promise<void> {
  for (const [address, text] of Object.entries(cells)) await bench.type(SHEET, address, text);
  await bench.settle();
}

/** Presses the button; the copy as it was downloaded. */
async function copied(): Promise<Uint8Array> {
  const [download] = await Promise.all([bench.page.waitForEvent('download', { timeout: 60_000 }), bench.click(SAVE)]);
  return new Uint8Array(fs.readFileSync(await download.path()));
}

/** Presses the button, and waits for what the pane says; nothing may be downloaded meanwhile. */
async function refused(said: RegExp): Promise<void> {
  let downloads = 0;
  const count = (): void => void (downloads += 1);
  bench.page.on('download', count);
  await bench.click(SAVE);
  await bench.sees(said);
  await bench.sees('ファイルは作っていません');
  expect(downloads).toBe(0);
  bench.page.off('download', count);
}

const rowsOf = async (copy: Uint8Array) => (await readXlsx(copy)).sheets.find(({ name }) => name === SHEET)!.rows;

test('the cells that the cases are about hold what they think', async () => {
  const cells = await bench.valuesOf(SHEET);
  const at = (address: string) => cells[Number(address.slice(1)) - 1]?.[address.charCodeAt(0) - 65] ?? null;
  expect([at(NORTH!), at(SOUTH!), ...OWN.map(at)]).toEqual([7, 30, null, null, null, null]);
});

test.each([
  ['a draft', '【下書き】あとで書く', /共通評価指標 の A39 に、下書きのままの文章/u],
  ['an error value', '=1/0', /共通評価指標 の A39 がエラー値です/u],
])('%s is refused by its cell, and nothing is saved', async (_, entry, said) => {
  await type({ A39: entry });
  await refused(said);
  await type({ A39: '' });
});

test('formulas and charts of the analyst over masked cells: what draws them is named, and nothing leaks', async () => {
  await type({
    A39: `=${NORTH}+1`,
    B39: `=${SOUTH}/100`,
    C39: `=SUM(${NORTH},${SOUTH})-${SOUTH}`,
    D39: `=INDIRECT("${NORTH}")`,
  });
  const pane = await bench.frame();
  await pane.evaluate(
    ([sheetName, north]) =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem(sheetName!);
        const both = sheet.charts.add('ColumnClustered', sheet.getRange('D18:D19'), 'Columns');
        both.name = '私の図';
        both.title.text = '私の図';
        const alone = sheet.charts.add('Line', sheet.getRange(`${north}:${north}`), 'Columns');
        alone.name = '一つだけの図';
        await context.sync();
      }),
    [SHEET, NORTH],
  );
  const copy = await copied();
  await bench.sees(/写し（公表用）にして/u);
  // What was hidden of them stands in the pane.
  await bench.sees(/共通評価指標 の図.*少人数のため非表示/u);
  await bench.sees(/写していません/u);
  await bench.sees(/共通評価指標 の D39 の数式は、.*伏せました/u);
  expect(await looksFine(bench, '値で確定の知らせ', ['light'])).toEqual([]);
  await bench.page.setViewportSize({ width: 1600, height: 1000 });
  const rows = await rowsOf(copy);
  expect(rows.flat().filter((value) => value === '―').length).toBeGreaterThan(4);
  const shown = rows.flat().filter((value) => typeof value === 'number');
  for (const never of [7, 8, 30, 0.3]) expect(shown).not.toContain(never);
  const parts = Object.entries(unzipSync(copy)).map(([name, data]) => [name, strFromU8(data)] as const);
  const charts = parts.filter(([name]) => /^xl\/charts\/chart\d+\.xml$/u.test(name));
  for (const [, xml] of charts) expect(xml).not.toMatch(/<c:v>(?:7|8|30|0\.3)<\/c:v>/u);
  for (const [, xml] of parts) expect(xml).not.toMatch(/<f[ >]/u);
  await type(Object.fromEntries(OWN.map((address) => [address, ''])));
});

test('a sheet of other data is refused by its name, is written anew by the button, and then handed in', async () => {
  await bench.type('台帳', 'F2', '33.3');
  await bench.settle();
  await refused(/共通評価指標 は、いまのデータ・抽出年度・抽出条件とは違うもので書かれています/u);
  await bench.click('シートを書き直す');
  await bench.sees(/いまのデータと条件で書き直しました/u);
  const rows = await rowsOf(await copied());
  // One fewer is 低栄養 now: 36 of 100.
  expect(rows.flat()).toContain(36);
  expect(bench.complaints).toEqual([]);
});
