/** @jest-environment jsdom */
/** 使い方とことば, the way that it names next, and the columns that an analyst wants in the lists. */
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { AnalystError } from '../../src/kdb';
import { SelectedCell } from '../../src/taskpane/help/SelectedCell';
import { nextThing } from '../../src/taskpane/help/next';
import { termsFor } from '../../src/taskpane/help/HelpDialog';
import { STEPS, TERMS } from '../../src/taskpane/help/terms';
import { INITIAL_STATE, type PaneState } from '../../src/taskpane/model/state';
import { findFunction } from '../../src/catalogue';
import { choicesOf } from '../../src/taskpane/extraction/ListColumns';
import { datasetOf, EMPTY_VIEW, FakeDoor, RESULT, VIEW } from './fakeDoor';
import { axeViolations, button, click, labelled, pageText, render, settle, step, type, unmount } from './render';

afterEach(unmount);
const inDialog = () => document.querySelector('[role=dialog]')!.textContent!;
const state = (parts: Partial<PaneState>): PaneState => ({ ...INITIAL_STATE, ...parts });
/** Parts of the pane that are loaded when first shown. */
async function loaded(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !holds(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await settle();
  }
}

test('the help opens from the head, says what comes next, explains the steps, and finds a word by what is typed', async () => {
  await render(new FakeDoor());
  button('使い方とことば').focus();
  await click('使い方とことば');
  await loaded(() => document.querySelector('[role=dialog]') !== null);
  expect(inDialog()).toContain('次にすること: ③の［抽出を実行］');
  for (const { title } of STEPS) expect(inDialog()).toContain(title);
  expect(await axeViolations()).toEqual([]);
  await type(labelled('ことばをさがす'), 'はんていふのう');
  expect(inDialog()).toContain('当たることばがありません');
  await type(labelled('ことばをさがす'), '判定不能');
  expect(inDialog()).toContain('必要な値がないため決められない人');
  await click('閉じる');
  expect(document.activeElement).toBe(button('使い方とことば'));
});

test('a word is found by other names for it before those whose meaning only mentions it', () => {
  expect(termsFor('')).toBe(TERMS);
  expect(termsFor('判定可能')[0]!.word).toBe('判定可能者数');
  expect(termsFor('書いたときのデータ')[0]!.word).toBe('スタンプ');
  expect(termsFor('９５％下限')[0]!.word).toBe('95% 信頼区間');
  for (const word of ['判定可能', '発生割合', 'スタンプ', '優先度', '絞り込み']) expect(termsFor(word)).not.toEqual([]);
});

test('what comes next follows the workbook', () => {
  const at = (parts: Partial<PaneState>, hasChanges = false) => nextThing(state(parts), hasChanges);
  expect(at({})).toContain('お待ちください');
  expect(at({ view: EMPTY_VIEW })).toContain('サンプルで試す');
  expect(at({ view: VIEW })).toContain('抽出を実行');
  expect(at({ view: VIEW }, true)).toContain('シートに反映');
  expect(at({ view: VIEW, result: { ...RESULT, stamp: 'other' } })).toContain('新しくします');
  expect(at({ view: VIEW, result: { ...RESULT, stamp: VIEW.stamp } })).toContain('担当を決め');
  const standing = { lists: ['抽出_低栄養'], stamp: VIEW.stamp };
  expect(at({ view: { ...VIEW, standing } })).toContain('担当を決め');
});

test('functions are found by everyday words', () => {
  expect(findFunction('LOWNUTRITION')?.everyday).toContain('やせ');
  expect(findFunction('MASK')?.everyday).toBe('');
});

test('columns for the lists: ticked by heading, written to 抽出条件, and said', async () => {
  const data = datasetOf(VIEW, 40);
  const [source] = data.intake.sources;
  const column = (heading: string, field: null | 'bmi' | 'name', remark?: string) => ({
    index: 0,
    heading,
    field,
    ...(remark === undefined ? {} : { remark }),
  });
  const intake = {
    ...data.intake,
    sources: [
      {
        ...source!,
        columns: [
          column('世帯構成', null),
          column('氏名', 'name'),
          column('BMI', 'bmi'),
          column('介護保険番号', null, '介護保険の番号'),
          column('世帯構成', null),
        ],
      },
    ],
  };
  expect(choicesOf(intake)).toEqual({ free: ['世帯構成'], read: ['BMI'] });
  const door = new FakeDoor();
  door.data = { ...data, intake };
  await render(door);
  await loaded(() => pageText().includes('一覧に出す列を選ぶ'));
  await click('一覧に出す列を選ぶ');
  const boxes = [...step('抽出').querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  await settle(() => boxes[0]!.click());
  await click('この 1 列を一覧に出す');
  expect(door.calls).toContain('changeListColumns 世帯構成');
  expect(pageText()).toContain('「世帯構成」を選びました。次に抽出を実行すると');
});

test('the selected cell is told in two steps: first what it is, then how it is reckoned', async () => {
  const place = '経年比較!B14';
  const told = {
    place,
    figures: [['「口腔」に該当する人の割合。', '計算: 「口腔」に該当する人 ÷ 被保険者', 'だれの: 全員']],
    cells: ['C5'],
    isInput: false,
    formula: '=IKKATSU.ORAL("割合")',
  };
  const answers = [
    () => Promise.resolve(told),
    () => Promise.resolve({ ...told, figures: [], isInput: true }),
    () => Promise.resolve({ ...told, figures: [], cells: [], formula: '' }),
    () => Promise.reject(new AnalystError('sheet.missing', { sheet: '無いシート' })),
  ];
  document.documentElement.lang = 'ja';
  document.title = 'IKKATSU';
  document.body.innerHTML = '<main><h1>使い方とことば</h1><div id="root"></div></main>';
  const root = createRoot(document.getElementById('root')!);
  await settle(() =>
    root.render(
      <FluentProvider theme={webLightTheme}>
        <SelectedCell explain={() => answers.shift()!()} />
      </FluentProvider>,
    ),
  );
  await click('選んだセルの数字を調べる');
  expect(pageText()).toContain('「口腔」に該当する人の割合。');
  const details = document.querySelector('details')!;
  expect(details.open).toBe(false);
  expect(details.textContent).toContain('計算: 「口腔」に該当する人 ÷ 被保険者');
  expect(details.textContent).toContain('使うセル: C5');
  expect(await axeViolations()).toEqual([]);
  await click('選んだセルの数字を調べる');
  expect(pageText()).toContain('あなたが書く欄です');
  await click('選んだセルの数字を調べる');
  expect(pageText()).toContain('数式のないセルです');
  await click('選んだセルの数字を調べる');
  expect(pageText()).toContain('無いシート');
  await settle(() => root.unmount());
});
