/**
 * Tests of step ④: writing the sheets of plan and report, how far they are filled, the ways to what is empty.
 * @jest-environment jsdom
 */
import type { ExcelDoor } from '../../src/taskpane/door';
import { datasetOf, FakeDoor, VIEW } from './fakeDoor';
import { axeViolations, button, buttons, click, pageText, render, settle, step, unmount } from './render';

type Forms = Awaited<ReturnType<ExcelDoor['formsStatus']>>;
const FORMS: Forms = [
  {
    sheet: 'Ⅲ計画全体',
    inputs: 40,
    written: 12,
    drafts: [{ label: '目標 1', row: 8, column: 2 }],
    empty: [
      { label: '健診受診率', row: 20, column: 7 },
      { label: '健診受診率', row: 20, column: 8 },
    ],
  },
  { sheet: '圏域別', inputs: 0, written: 0, drafts: [], empty: [] },
];

let door: FakeDoor;
beforeEach(() => {
  door = new FakeDoor();
  door.data = datasetOf(VIEW, 50);
});
afterEach(unmount);

async function open(): Promise<void> {
  await render(door);
  await settle();
  await settle(() => step('計画・報告').querySelector('button')!.click());
  for (let turn = 0; turn < 5; turn += 1) await settle();
}

test('one button writes the chosen groups, shows its way and can be stopped', async () => {
  await open();
  const [report] = [...step('計画・報告').querySelectorAll('label')].filter((label) =>
    label.textContent!.startsWith('計画書'),
  );
  await settle(() => document.getElementById(report!.htmlFor)!.click());
  await click('選んだシートを作る');
  expect(door.calls).toContain('writeForms 計画 広域');
  await settle(() => door.formOptions!.onProgress!({ stage: 'Ⅲ計画全体 を書いています', done: 3, total: 10 }));
  expect(pageText()).toContain('Ⅲ計画全体 を書いています');
  await click('中止');
  expect(door.formOptions!.signal!.aborted).toBe(true);
  expect(pageText()).toContain('中止しました。ブックは変わっていません。');
});

test('afterwards it says what was written, what stayed written over, and offers the way back', async () => {
  await open();
  await click('すべてのシートを作る');
  expect(door.calls).toContain('writeForms 計画 報告 広域');
  door.forms = FORMS;
  await settle(() =>
    door.written.resolve({
      sheets: ['Ⅲ計画全体', '圏域別'],
      kept: [{ sheet: '圏域別', cells: ['J5「見立て」'] }],
      notices: ['グラフ「ハイリスク者割合」を描けませんでした。'],
    }),
  );
  for (let turn = 0; turn < 5; turn += 1) await settle();
  const text = pageText();
  expect(text).toContain('2 枚のシートを作りました');
  expect(text).toContain('圏域別: J5「見立て」 は書きかえたままです。');
  expect(text).toContain('ハイリスク者割合');
  expect(buttons('元に戻す')).toHaveLength(1);
  expect(text).toContain('記入 12 / 40・下書きのまま 1');
  expect(text).toContain('記入する欄なし');
});

test('a sheet and each of its empty inputs can be opened', async () => {
  door.forms = FORMS;
  await open();
  await click('Ⅲ計画全体');
  expect(door.calls).toContain('openSheet Ⅲ計画全体');
  expect(pageText()).toContain('まだの欄 2 行');
  await click('健診受診率');
  expect(door.calls).toContain('selectCell Ⅲ計画全体 21 7');
  expect(await axeViolations()).toEqual([]);
});

test('without data the button waits and says what is missing', async () => {
  door.data = null;
  await open();
  expect(button('すべてのシートを作る').getAttribute('aria-disabled')).toBe('true');
  expect(pageText()).toContain('①でデータを取り込むと、シートを作れます。');
});
