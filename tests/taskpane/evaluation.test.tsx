/** @jest-environment jsdom */
/** Step ⑤: the log from the lists, what each programme says so far, the report sheets with 中止 and 元に戻す. */
import { evaluateProgramme, programmeById } from '../../src/indicators';
import { readSupport } from '../../src/plan/support/readSupport';
import type { Dataset, Evaluation } from '../../src/taskpane/door';
import { datasetOf, FakeDoor, VIEW } from './fakeDoor';
import {
  axeViolations,
  button,
  selectOption,
  click,
  labelled,
  pageText,
  render,
  settle,
  step,
  unmount,
} from './render';

afterEach(unmount);

const LOG = readSupport([
  ['被保険者番号', '目的', '支援の有無', '状況', '支援前体重', '支援後体重'],
  ...Array.from({ length: 50 }, (_, index) => [
    String(90000001 + index),
    '低栄養',
    '有',
    index < 47 ? '終了' : '死亡',
    45,
    index < 18 ? 46.5 : index < 47 ? 43 : null,
  ]),
]);

function evaluationOf(): Evaluation {
  return {
    fiscalYear: 2025,
    afterYear: null,
    programmes: [evaluateProgramme(programmeById('lowNutrition'), LOG, null, null)],
    log: LOG,
    stamp: '2025-3000-7f3a9c',
    notices: [],
  };
}

async function open(
  evaluation: Evaluation | null,
  door = new FakeDoor(),
  data: Dataset = datasetOf(VIEW),
): Promise<FakeDoor> {
  door.data = data;
  door.evaluated = evaluation;
  await render(door);
  await settle(() => step('評価').querySelector('button')!.click());
  for (let turn = 0; turn < 200 && !pageText().includes('支援記録に入れる一覧'); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await settle();
  }
  return door;
}

test('the chosen lists go into 支援記録, and the write can be taken back', async () => {
  const door = await open(null);
  expect(button('支援記録を始める').getAttribute('aria-disabled')).toBe('true');
  await settle(() => labelled('低栄養').click());
  await settle(() => labelled('口腔').click());
  await click('支援記録を始める');
  expect(door.calls).toContain('startSupport lowNutrition oral');
  expect(pageText()).toContain('シート「支援記録」を作り、12 行を書きました');
  expect(pageText()).toContain('最後の書きこみ：支援記録');
  await click('元に戻す');
  expect(door.calls).toContain('undo');
});

test('pages and letters are made for the persons selected on a list, letters of the kind that is chosen', async () => {
  const door = await open(null);
  await click('選んだ人の個人票を作る');
  expect(door.calls).toContain('makePersonPages');
  expect(pageText()).toContain('3 人の個人票を作りました（個人票）');
  await selectOption(labelled('案内文の種類'), '経過のフィードバック');
  await click('選んだ人の案内文と差し込みを作る');
  expect(door.calls).toContain('makeLetters 経過のフィードバック');
  expect(pageText()).toContain('2 人の案内文を作りました（案内文・差し込み）');
  door.pageNotices = ['氏名の列を確かめてください。'];
  await click('選んだ人の個人票を作る');
  expect(pageText()).toContain('3 人の個人票を作りました（個人票）。氏名の列を確かめてください。');
  expect(await axeViolations()).toEqual([]);
});

test('a programme shows who was supported, who was lost and the outcome with its interval', async () => {
  await open(evaluationOf());
  const text = step('評価').textContent;
  expect(text).toContain('対象 50 人のうち支援 50 人（100.0%）');
  expect(text).toContain('後の状態がわからない人 3 人（死亡 3人）');
  expect(text).toContain('36.0%（95%信頼区間 24.1–49.9%）');
  expect(text).toContain('平均への回帰');
  const picture = [...step('評価').querySelectorAll('[role=img]')].map((each) => each.getAttribute('aria-label'));
  expect(picture).toContain('体重の維持・改善 36.0%（95%信頼区間 24.1–49.9%）');
  expect(await axeViolations()).toEqual([]);
});

test('the report is written with progress, and the sheets and what was kept are named', async () => {
  const door = await open(evaluationOf());
  await click('事業評価と報告書を書く');
  expect(door.calls).toContain('writeForms 報告');
  await settle(() => door.formOptions!.onProgress!({ stage: 'シートを書いています', done: 1, total: 4 }));
  expect(pageText()).toContain('シートを書いています');
  await settle(() =>
    door.written.resolve({
      sheets: ['計画書', '実績報告書'],
      kept: [{ sheet: '計画書', cells: ['C15「6,900」'] }],
      notices: [],
    }),
  );
  expect(pageText()).toContain('計画書・実績報告書 を書きました');
  expect(pageText()).toContain('計画書 C15「6,900」');
  await click('実績報告書 を開く');
  expect(door.calls).toContain('openSheet 実績報告書');
});

test('中止 stops the writing and says that nothing changed', async () => {
  await open(evaluationOf());
  await click('事業評価と報告書を書く');
  await click('中止');
  expect(pageText()).toContain('中止しました。ブックは変わっていません');
});

test('a refusal to replace leaves everything as it is', async () => {
  const door = await open(evaluationOf());
  await click('事業評価と報告書を書く');
  await settle(() => {
    void door.formOptions!.confirmReplace(['計画書']).then((replace) => {
      if (!replace) door.written.reject(new Error('declined'));
    });
  });
  await click('やめる');
  expect(pageText()).toContain('置き換えをやめました');
});

test('評価年度 is chosen after 抽出年度, or left to the newest year', async () => {
  const door = new FakeDoor();
  const data = datasetOf(VIEW);
  const year = (fiscalYear: number) => ({
    fiscalYear,
    rows: { register: 0, checkup: 10, receipt: 0, certification: 0 },
    fields: new Set<never>(),
    insurers: [],
  });
  door.afterYearCell = { written: null, address: 'B4' };
  await open({ ...evaluationOf(), afterYear: 2027 }, door, {
    ...data,
    years: { ...data.years, overview: () => [2024, 2025, 2026, 2027].map(year) },
  });
  const field = () => labelled('評価年度') as HTMLSelectElement;
  expect([...field().options].map(({ text }) => text)).toEqual([
    '自動：令和9年度',
    '令和9年度（2027年度）',
    '令和8年度（2026年度）',
  ]);
  await selectOption(field(), '2026');
  expect(door.calls).toContain('changeAfterYear 2026');
  expect(field().value).toBe('2026');
  expect(pageText()).toContain('最後の書きこみ：評価年度の変更');
  expect(await axeViolations()).toEqual([]);
  await selectOption(field(), '');
  expect(door.calls).toContain('changeAfterYear null');
  expect(field().value).toBe('');
});

test('no field 評価年度 without its cell', async () => {
  await open(evaluationOf());
  expect([...document.querySelectorAll('label')].map(({ textContent }) => textContent)).not.toContain('評価年度');
});
