/** @jest-environment jsdom */
/** First use and the later steps: synthetic data, formulas written for the analyst, taking the last write back. */
import { AnalystError } from '../../src/kdb';
import { argumentText, choicesOf, formulaOf } from '../../src/taskpane/functions/formula';
import { datasetOf, EMPTY_VIEW, FakeDoor, RESULT, VIEW } from './fakeDoor';
import { axeViolations, buttons, click, labelled, pageText, render, settle, step, type, unmount } from './render';

beforeAll(() => {
  // jsdom's page has none; every browser does.
  Object.assign(globalThis, { TextEncoder: jest.requireActual<typeof import('node:util')>('node:util').TextEncoder });
});
afterEach(unmount);

test('an empty workbook offers the sample; a filled one does not', async () => {
  const door = new FakeDoor(EMPTY_VIEW);
  await render(door);
  door.importFiles = async (files) => {
    door.imported.push([...files]);
    door.view = VIEW;
    return { asValues: [] };
  };
  await click('サンプルで試す');
  for (let turn = 0; turn < 200 && !pageText().includes('合成データ'); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await settle();
  }
  expect(door.imported[0]!.map(({ name }) => name)).toEqual(expect.arrayContaining(['合成_被保険者台帳.csv']));
  expect(pageText()).toContain('実在の人のデータではありません');
  expect(buttons('サンプルで試す')).toHaveLength(0);
  await click('元に戻す');
  expect(door.calls).toContain('undo');
});

test('what is typed becomes an argument: numbers, references and formulas stay, anything else is a text', () => {
  const cases: [typed: string, stands: string][] = [
    ['', ''],
    ['  ', ''],
    ['１８．５', '18.5'],
    ['-3%', '-3%'],
    ['00012', '"00012"'],
    ['圏域=北部', '"圏域=北部"'],
    ['言う"こと"', '"言う""こと"""'],
    ['"もう引用"', '"もう引用"'],
    ['Ａ１：Ｂ９', 'A1:B9'],
    ["'令和7 年'!$B$2:B41", "'令和7 年'!$B$2:B41"],
    ['健診!C:C', '健診!C:C'],
    ['D5#', 'D5#'],
    ['抽出_服薬（多剤）!B5', "'抽出_服薬（多剤）'!B5"],
    ["'抽出_服薬（多剤）'!Ｂ５", "'抽出_服薬（多剤）'!B5"],
    ['抽出_服薬（多剤）！Ｂ５：Ｃ９', "'抽出_服薬（多剤）'!B5:C9"],
    ['名簿[人数（人）]', '名簿[人数（人）]'],
    ['＝Ａ１＊２', 'A1*2'],
    ['="圏域＝北部"&抽出_服薬（多剤）!B5', `"圏域＝北部"&'抽出_服薬（多剤）'!B5`],
    ['SUM(A1)とB1', '"SUM(A1)とB1"'],
    ['"a"b"', '"""a""b"""'],
    ['表1[BMI]', '表1[BMI]'],
    ['{1;2;3}', '{1;2;3}'],
    ['SUM(A1:A3)', 'SUM(A1:A3)'],
    ['=A1*2', 'A1*2'],
    ['true', 'true'],
    ['S20.4.1', '"S20.4.1"'],
    ['2025/4/1', '"2025/4/1"'],
    ['.', '"."'],
    ['-', '"-"'],
  ];
  for (const [typed, stands] of cases) expect([typed, argumentText(typed)]).toEqual([typed, stands]);
  expect(formulaOf('LOWNUTRITION', ['割合', '圏域=北部', ''])).toBe('=IKKATSU.LOWNUTRITION("割合","圏域=北部")');
  expect(formulaOf('PROPORTION', ['87', '1124', '', '0.9'])).toBe('=IKKATSU.PROPORTION(87,1124,,0.9)');
  expect(formulaOf('ORAL', ['', ''])).toBe('=IKKATSU.ORAL()');
});

test('the words to choose from come from the description', () => {
  const of = (description: string) => choicesOf({ name: '出力', description });
  expect(of('値（省略時）・下限・上限・p')).toEqual(['値', '下限', '上限', 'p']);
  expect(of('p の求め方。正確法（省略時）・mid-P・漸近法')).toEqual(['正確法', 'mid-P', '漸近法']);
  expect(of('円（省略時）または 点（1点=10円）')).toEqual(['円', '点']);
  expect(of('省略すると 0.95')).toEqual([]);
  expect(of('0.95（省略時）など')).toEqual([]);
  expect(of('抽出目的なら 人数（省略時）・割合。ほかは 値・下限')).toEqual([]);
});

/** Lets code that is loaded when first shown arrive. */
async function laterCode(isThere: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !isThere(); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await settle();
  }
}

const part = () => step('セルの関数');
const row = (id: string) => part().querySelector<HTMLButtonElement>(`[data-function=${id}]`);

async function openFunctions(door: FakeDoor): Promise<void> {
  await render(door);
  await settle(() => part().querySelector('button')!.click());
  await settle();
}

describe('the helper for functions', () => {
  test('lists every function of the build in groups, a new one too, and finds by any word', async () => {
    await openFunctions(new FakeDoor());
    expect([...part().querySelectorAll('h3')].map(({ textContent }) => textContent)).toEqual([
      '抽出',
      '人の値',
      'そのほか',
    ]);
    expect(await axeViolations()).toEqual([]);
    await type(part().querySelector('input')!, 'たいじゅう');
    expect(row('BMI')).toBeNull();
    await type(part().querySelector('input')!, '低栄養');
    expect(row('LOWNUTRITION')).not.toBeNull();
    expect(row('BMI')).toBeNull();
    await type(part().querySelector('input')!, 'どこにもない');
    expect(part().textContent).toContain('当てはまる関数がありません');
  });

  test('a form with the description and an example of every argument writes the formula', async () => {
    const door = new FakeDoor();
    await openFunctions(door);
    await settle(() => row('BMI')!.click());
    expect(part().textContent).toContain('体重（kg）');
    expect(part().textContent).toContain('あと必要なもの：体重、身長');
    expect(document.activeElement?.textContent).toBe('IKKATSU.BMI');
    await click('選んだセルに書く');
    expect(door.calls.join()).not.toContain('writeFormula');
    await click('例を入れる');
    await type(labelled('身長'), '１５２');
    await click('体重 に、シートで選んでいる範囲を入れる');
    expect(part().querySelector('code')!.textContent).toBe('=IKKATSU.BMI(メモ!B2:B9,152)');
    expect(await axeViolations()).toEqual([]);
    await click('選んだセルに書く');
    expect(door.calls).toContain('writeFormula =IKKATSU.BMI(メモ!B2:B9,152)');
    expect(pageText()).toContain('メモ!B2 に');
    door.formulaError = new AnalystError('cell.occupied', { cell: 'メモ!B2' });
    await click('選んだセルに書く');
    expect(pageText()).toContain('セル メモ!B2 には値があります');
    await click('関数の一覧に戻る');
    expect(row('LOWNUTRITION')).not.toBeNull();
  });

  test('says so where the functions cannot be read', async () => {
    const door = new FakeDoor();
    door.functions = () => Promise.reject(new Error('offline'));
    await openFunctions(door);
    expect(part().textContent).toContain('関数の一覧を読みこめませんでした');
  });

  test('the later steps lead to the functions that help there', async () => {
    const door = new FakeDoor();
    door.data = datasetOf(VIEW);
    door.functionList = [...door.functionList, { id: 'PAIRED', name: 'PAIRED', parameters: [] }];
    await render(door);
    await settle(() => step('評価').querySelector('button')!.click());
    await laterCode(() => buttons('前後を比べる関数').length > 0);
    await click('前後を比べる関数');
    await laterCode(() => row('PAIRED') !== null);
    expect([...part().querySelectorAll('h3')].map(({ textContent }) => textContent)).toEqual(['前後の比較']);
    expect(row('PAIRED')).not.toBeNull();
  });
});

test('an extraction can be taken back, and the results on the screen go with it', async () => {
  const door = new FakeDoor();
  await render(door);
  await click('抽出を実行');
  await settle(() => door.extraction.resolve(RESULT));
  expect(pageText()).toContain('最後の書きこみ：抽出');
  await click('元に戻す');
  expect(door.calls).toContain('undo');
  expect(step('抽出').querySelector('table')).toBeNull();
  expect(pageText()).toContain('書きこむ前に戻しました');
  expect(buttons('元に戻す')).toHaveLength(0);
});

test('copies that are not wanted are given up', async () => {
  const door = new FakeDoor();
  await render(door);
  await click('抽出を実行');
  await settle(() => door.extraction.resolve(RESULT));
  await click('元に戻せなくてよい');
  expect(door.calls).toContain('closeUndo');
  expect(buttons('元に戻す')).toHaveLength(0);
});

test('where Excel refuses to take it back, it can be tried again', async () => {
  const door = new FakeDoor();
  await render(door);
  await click('抽出を実行');
  await settle(() => door.extraction.resolve(RESULT));
  door.undo = () => Promise.reject(new AnalystError('excel.failed', { reason: '保護' }));
  await click('元に戻す');
  expect(pageText()).toContain('Excel が処理を受けつけませんでした');
  expect(buttons('元に戻す')).toHaveLength(1);
  door.undo = () => Promise.reject(new AnalystError('undo.none'));
  await click('元に戻す');
  expect(buttons('元に戻す')).toHaveLength(0);
});

test('what was put in order when the add-in started is said', async () => {
  const door = new FakeDoor();
  door.atStart = ['隠れたシート 2 枚を削除しました。'];
  await render(door);
  expect(pageText()).toContain('隠れたシート 2 枚を削除しました。');
});

test('without custom functions the pane says so and brings the values up to date with one button', async () => {
  const door = new FakeDoor();
  door.customFunctions = false;
  await render(door);
  expect(pageText()).toContain('数値を値で書きます');
  await click('値を更新');
  expect(door.calls).toContain('refreshValues');
  expect(pageText()).toContain('2 枚のシートの値を更新しました');
  expect(buttons('元に戻す')).toHaveLength(1);
  expect(await axeViolations()).toEqual([]);
});
