/** The pane in a real browser, beside the workbook and of another origin: the whole job, and everything that goes wrong. */
import { unzipSync, strFromU8 } from 'fflate';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { csv, file, useStage, type Bench } from './stage';
import { PATROL, PATROL_FIELDS, RECEIPTS, REGISTER, THIN, THINNEST } from './town';

jest.setTimeout(240_000);

const stage = useStage();

/** Maps the columns of the unknown export as the analyst knows them. */
async function mapPatrol(bench: Bench): Promise<void> {
  await bench.click('栄養パトロール の列を対応づける');
  const dialog = bench.pane.getByRole('dialog');
  for (const [heading, field] of PATROL_FIELDS) await dialog.getByLabel(heading, { exact: true }).selectOption(field);
  await bench.click('この対応で使う');
  await bench.sees('列の対応づけをブックに覚えました');
}

const criterion = (bench: Bench, name: string) =>
  bench
    .step('条件')
    .getByRole('listitem')
    .filter({ has: bench.pane.getByRole('heading', { name, exact: true }) });

/** Text of an element without spaces. */
const wordsOf = async (locator: { innerText(): Promise<string> }) => (await locator.innerText()).replace(/\s+/g, '');

describe('the job, from exports that nobody has seen to a saved workbook', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await stage.bench();
  });
  afterAll(() => bench?.close());

  it('takes several files at once; the unknown one is kept and says why it is not used', async () => {
    await bench.choose(REGISTER, PATROL, RECEIPTS);
    await bench.sees('3 個のファイルを取り込みました');
    expect(await bench.sheetNames()).toEqual(expect.arrayContaining(['台帳', '栄養パトロール', 'レセプト']));
    // Leading zeros of the numbers stand.
    expect((await bench.valuesOf('台帳'))[1]![0]).toBe('00001001');
    const words = await wordsOf(bench.step('データ'));
    expect(words).toContain('健診受診日がないため抽出年度が決まりません');
    expect(words).toMatch(/使わないシート栄養パトロール見出し行/);
  });

  it('asks what the unknown columns hold, and uses them from then on', async () => {
    await mapPatrol(bench);
    const words = await wordsOf(bench.step('データ'));
    expect(words).toContain('3表・12人を認識');
    expect(words).toContain('見出し5のうち5を認識（100%）');
  });

  it('counts while a threshold is typed, in full-width digits too, and writes it to the sheet when asked', async () => {
    await bench.toggle('条件');
    const item = criterion(bench, '低栄養');
    await item.getByText(`${THIN['20']} 人`).waitFor();
    await item.getByRole('spinbutton', { name: /^BMI/ }).fill('１８．５');
    await item.getByText(`${THIN['18.5']} 人`).waitFor();
    expect(await wordsOf(item)).toContain('－2');
    await bench.click('シートに反映');
    await bench.sees('シート「抽出条件」に反映しました');
    expect((await bench.valuesOf('抽出条件')).flat()).toContain(18.5);
  });

  it('writes the lists and the common indicators', async () => {
    await bench.click('抽出を実行');
    await bench.sees('抽出が終わりました');
    const list = await bench.valuesOf('抽出_低栄養');
    const header = list.findIndex((row) => row[0] === '被保険者番号');
    // Below the persons, after a blank row, stands what the list was made of.
    const end = list.findIndex((row, index) => index > header && (row[0] ?? '') === '');
    expect(list.slice(header + 1, end).map((row) => row[0])).toEqual(THINNEST);
    expect(await wordsOf(bench.step('抽出'))).toContain(`低栄養${THIN['18.5']}人`);
  });

  it('says of each person why, and saves a list as csv', async () => {
    await bench.pane.getByRole('tab', { name: '名簿' }).click();
    await bench.pane.getByLabel('抽出目的').selectOption('lowNutrition');
    await bench.pane.getByRole('listbox', { name: '対象者' }).getByRole('option').first().click();
    const why = await wordsOf(bench.pane.getByLabel('なぜ該当?'));
    expect(why).toContain('低栄養');
    expect(why).toMatch(/BMI.*17\.8/);
    const [download] = await Promise.all([
      bench.page.waitForEvent('download'),
      bench.click('この目的の一覧を CSV で保存'),
    ]);
    expect(download.suggestedFilename()).toBe('抽出_低栄養_2025.csv');
  });

  it('writes a function into the selected cell from a form', async () => {
    await bench.page.locator('[data-u-comp=sheet-bar-append-button]').first().click();
    await bench.until('the new sheet is there', async () =>
      (await bench.sheetNames()).some((name) => /^Sheet|^シート|^工作表/.test(name)),
    );
    await bench.toggle('セルの関数');
    await bench.pane.getByLabel('関数をさがす').fill('lownut');
    await bench.pane.locator('[data-function=LOWNUTRITION]').click();
    await bench.pane.getByLabel('絞り込み', { exact: false }).first().fill('圏域=北部');
    await bench.click('選んだセルに書く');
    await bench.sees('=IKKATSU.LOWNUTRITION(,"圏域=北部") を書きました');
    const sheet = (await bench.sheetNames()).at(-1)!;
    await bench.until('the cell answers', async () => (await bench.valuesOf(sheet))[0]?.[0] === THIN['18.5']);
  });

  it('saves a workbook that holds sheets, tables, formulas and styles when it is opened again', async () => {
    const bytes = await bench.save();
    const parts = unzipSync(bytes);
    const named = (pattern: RegExp) => Object.keys(parts).filter((name) => pattern.test(name));
    const text = (name: string) => strFromU8(parts[name]!);
    expect(named(/^xl\/tables\/.*\.xml$/).length).toBeGreaterThanOrEqual(1);
    expect(
      named(/worksheets\/sheet\d+\.xml$/).some((name) => text(name).includes('_xldudf_IKKATSU_LOWNUTRITION(')),
    ).toBe(true);
    expect(text('xl/styles.xml')).toMatch(/<fill>|<fills/);
    const again = createEmbeddedWorkbook();
    try {
      await again.openXlsx('控え.xlsx', bytes);
      expect(again.sheetNames()).toEqual(await bench.sheetNames());
      expect(again.valuesOf('抽出_低栄養')).toEqual(await bench.valuesOf('抽出_低栄養'));
    } finally {
      again.dispose();
    }
  });

  it('figures follow a cell that is edited beside the pane, without asking', async () => {
    await bench.pane.getByRole('tab', { name: '人数と割合' }).click();
    await bench.type('抽出条件', await thresholdCell(bench), '21');
    await bench.sees('シートの値が変わりました');
    await bench.pane.getByText('シートの値が変わりました').waitFor({ state: 'detached' });
    await criterion(bench, '低栄養').getByText(`${THIN['21']} 人`).waitFor();
  });

  it('asks nothing of another host, breaks no policy, has no error and asks the host nothing unknown', async () => {
    expect(bench.complaints).toEqual([]);
    expect(await bench.page.evaluate(() => window.workbench?.host.unknownMembers)).toEqual([]);
  });
});

/** The cell of 抽出条件 that holds the BMI of 低栄養. */
async function thresholdCell(bench: Bench): Promise<string> {
  const rows = await bench.valuesOf('抽出条件');
  const row = rows.findIndex((cells) => cells.includes('BMI（以下）'));
  return `${String.fromCharCode(65 + rows[row]!.indexOf('BMI（以下）') + 1)}${row + 1}`;
}

describe('what goes wrong is said in words, and the workbook stays as it was', () => {
  let bench: Bench;
  let before: string;
  beforeAll(async () => {
    bench = await stage.bench();
  });
  beforeEach(async () => {
    before = await bench.content();
  });
  afterAll(() => bench?.close());

  const trouble = (title: string) => bench.pane.getByRole('group', { name: title }).first();

  async function isRefused(title: string, sentence: RegExp): Promise<void> {
    await trouble(title).waitFor();
    expect(await trouble(title).innerText()).toMatch(sentence);
    expect(await bench.content()).toBe(before);
    await trouble(title).getByRole('button', { name: 'この知らせを閉じる' }).click();
  }

  it('no data: extraction says what to do, and leads to the files', async () => {
    await bench.sees('データがまだありません。先に①データで、書き出しのファイルを選んでください。');
    await bench.click('抽出を実行');
    await bench
      .step('データ')
      .getByRole('button', { name: /ファイルを/ })
      .first()
      .waitFor();
    expect(await bench.step('データ').evaluate((step) => step.contains(document.activeElement))).toBe(true);
    expect(await bench.content()).toBe(before);
  });

  it('a file that cannot be read', async () => {
    await bench.choose(file('壊れた.xlsx', 'PK\u0003\u0004 cut off'));
    await isRefused('ファイルを読めません', /壊れた\.xlsx/);
  });

  it('a quote that is never closed refuses the files that came with it, too', async () => {
    await bench.choose(REGISTER, file('引用符.csv', '被保険者番号,健診受診日,BMI\r\n"00000001,20250601,20\r\n'));
    await isRefused('ファイルを読めません', /引用符\.csv.*2 行目/);
  });

  it('an export that nobody knows is kept and named with the reason', async () => {
    await bench.choose(
      REGISTER,
      csv('買い物.csv', [
        ['品名', '値段'],
        ['りんご', 120],
      ]),
    );
    await bench.sees('2 個のファイルを取り込みました');
    const item = bench.step('データ').getByRole('listitem').filter({ hasText: '買い物' });
    expect(await item.innerText()).toMatch(/見出し/);
  });

  it('undo takes the import back', async () => {
    await bench.click('元に戻す');
    await bench.sees('書きこむ前に戻しました');
    expect(await bench.sheetNames()).not.toContain('台帳');
  });

  it('numbers that Excel has rounded are told, not used', async () => {
    const rows = Array.from({ length: 6 }, (_, index) => [`1.2345${index}E+11`, '1945/4/1', '2020/4/1']);
    await bench.choose(csv('丸められた台帳.csv', [['被保険者番号', '生年月日', '資格取得日'], ...rows]));
    await bench.sees(/E\+11|指数|丸め/);
    await bench.click('元に戻す');
    await bench.sees('書きこむ前に戻しました');
  });

  it('an impossible threshold is refused beside the field and never counts', async () => {
    await bench.choose(REGISTER, RECEIPTS, PATROL);
    await bench.sees('3 個のファイルを取り込みました');
    await mapPatrol(bench);
    await bench.toggle('条件');
    const item = criterion(bench, '低栄養');
    await item.getByText(`${THIN['20']} 人`).waitFor();
    await item.getByRole('spinbutton', { name: /^BMI/ }).fill('900');
    await item.getByRole('alert').waitFor();
    expect(await item.getByRole('alert').innerText()).toMatch(/〜.*の数を入れてください/);
    expect(await wordsOf(item)).toContain(`${THIN['20']}人`);
    expect(await bench.button('シートに反映').count()).toBe(0);
  });

  it('nonsense in a cell of 抽出条件 names the cell and leads to the sheet', async () => {
    await bench.click('抽出条件シートを開く');
    // What is typed while the add-in itself writes is not heard: first it has to be done.
    await bench.until('the sheet is there and nothing is under way', async () => {
      const busy = await bench.button('抽出条件シートを開く').getAttribute('aria-disabled');
      return busy !== 'true' && (await bench.sheetNames()).includes('抽出条件');
    });
    const cell = await thresholdCell(bench);
    await bench.type('抽出条件', cell, 'たくさん');
    await trouble('抽出条件を確かめてください').waitFor();
    expect(await trouble('抽出条件を確かめてください').innerText()).toContain(cell);
    await bench.type('抽出条件', cell, '20');
    await trouble('抽出条件を確かめてください').waitFor({ state: 'detached' });
  });

  it('中止 at any stage of the extraction leaves the workbook as it was', async () => {
    const frame = await bench.frame();
    for (const shown of ['一覧を作っています', '共通評価指標 を書いて']) {
      // Presses 中止 in the moment in which the stage is shown: the extraction is over in a second.
      await frame.evaluate((words) => {
        const observer = new MutationObserver(() => {
          const box = document.querySelector('[aria-label="進み具合"]');
          if (!box?.querySelector('p')?.textContent?.includes(words)) return;
          observer.disconnect();
          box.querySelector('button')?.click();
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }, shown);
      await bench.click('抽出を実行');
      await bench.sees('中止しました。ブックは変わっていません。');
      expect(await bench.content()).toBe(before);
      await bench.click('この知らせを閉じる');
    }
  });

  it('a list that the analyst edited is replaced only after a yes', async () => {
    await bench.click('抽出を実行');
    await bench.sees('抽出が終わりました');
    await bench.type('抽出_低栄養', 'A30', '電話済み');
    const edited = await bench.content();
    await bench.click('抽出を実行');
    const question = bench.pane.getByRole('alertdialog');
    expect(await question.innerText()).toContain('抽出_低栄養');
    await question.getByRole('button', { name: 'やめる' }).click();
    await bench.sees('置き換えをやめました');
    expect(await bench.content()).toBe(edited);
    await bench.click('抽出を実行');
    await question.getByRole('button', { name: '置き換える' }).click();
    await bench.sees('抽出が終わりました');
    expect((await bench.valuesOf('抽出_低栄養')).flat()).not.toContain('電話済み');
    await bench.click('元に戻す');
    await bench.sees('書きこむ前に戻しました');
    expect((await bench.valuesOf('抽出_低栄養')).flat()).toContain('電話済み');
  });

  it('has no error of its own meanwhile', () => {
    expect(bench.complaints).toEqual([]);
  });
});
