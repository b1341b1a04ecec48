/** The question about columns in the browser: a file whose number column nobody knows is kept, mapped, and read. */
import fs from 'node:fs';
import path from 'node:path';
import { file, useStage, type Bench } from './stage';

const FOLDER = path.join(__dirname, '../kdb/cases/mapping-proposals');
const CSV = fs.readdirSync(FOLDER).find((name) => name.endsWith('.csv'))!;
/** The case with its number column under a reading in half-width kana. */
const bytes = fs.readFileSync(path.join(FOLDER, CSV));

jest.setTimeout(240_000);

const stage = useStage();

describe('columns that nobody knows', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await stage.bench();
  });
  afterAll(() => bench?.close());

  it('proposes by name and content, refuses two columns on one field, and reads the file by what was chosen', async () => {
    const text = new TextDecoder('shift_jis')
      .decode(bytes)
      .replace('被保険者番号,', 'ﾋﾎｹﾝｼｬﾊﾞﾝｺﾞｳ,')
      .replace('性別,', 'ｾｲﾍﾞﾂ,');
    await bench.choose(file('訪問.csv', text));
    await bench.sees('1 個のファイルを取り込みました');
    await bench.click('訪問 の列を対応づける');
    const dialog = bench.pane.getByRole('dialog');
    const chosen = async (heading: string) =>
      dialog.getByLabel(heading, { exact: true }).evaluate((element) => {
        const select = element as HTMLSelectElement;
        return select.options[select.selectedIndex]!.label;
      });
    expect(await chosen('ﾋﾎｹﾝｼｬﾊﾞﾝｺﾞｳ')).toBe('被保険者番号');
    expect(await chosen('ｾｲﾈﾝｶﾞｯﾋﾟ')).toBe('生年月日');
    expect(await chosen('上の血圧')).toBe('収縮期血圧');
    expect(await chosen('下の血圧')).toBe('拡張期血圧');
    expect(await chosen('健診に来た日')).toBe('健診受診日');
    expect(await chosen('お名前')).toBe('氏名');
    // A person sees what stands there and what it becomes.
    expect(await dialog.innerText()).toContain('1944/4/21 → 昭和19年4月21日');
    const save = dialog.getByRole('button', { name: 'この対応で使う' });
    await dialog.getByLabel('薬の数', { exact: true }).selectOption({ value: 'sbp' });
    await dialog.getByText('同じ項目を選んだ列があります').waitFor();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    if (process.env.PICTURES) await bench.page.screenshot({ path: path.join(process.env.PICTURES, 'mapping.png') });
    await dialog.getByLabel('薬の数', { exact: true }).selectOption({ value: 'drugCount' });
    await save.click();
    await bench.sees('列の対応づけをブックに覚えました');
    await bench.sees('60 人');
    expect(bench.complaints).toEqual([]);
  });
});
