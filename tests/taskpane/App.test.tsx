/** @jest-environment jsdom */
/** The pane from the analyst's side: what is shown, what happens on a click, what is announced. */
import { newestYearNotice } from '../../src/kdb';
import { AnalystError } from '../../src/kdb/errors';
import { COMMAND_EVENT } from '../../src/excel';
import { isAttended, watchAttention } from '../../src/taskpane/attention';
import { commandOptions } from '../../src/taskpane/commands';
import {
  CHANGED_VIEW,
  datasetOf,
  EMPTY_VIEW,
  FakeDoor,
  LACKING_VIEW,
  RESULT,
  Settled,
  USELESS_VIEW,
  VIEW,
} from './fakeDoor';
import {
  announcements,
  axeViolations,
  button,
  buttons,
  click,
  labelled,
  pageText,
  render,
  selectOption,
  settle,
  step,
  unmount,
} from './render';

afterEach(unmount);

describe('データ', () => {
  test('shows each recognised source with its layout and a ledger that balances', async () => {
    await render(new FakeDoor());
    const text = step('データ').textContent!;
    expect(text).toContain('4 表・3,000 人を認識');
    expect(text).toContain('健診結果_R7');
    expect(text).toContain('KDB 後期高齢者の健診（FKAC167）（公的資料の様式）');
    expect(text).toContain('1,124 行 ＝ 使用 1,121 ＋ 除外 3');
  });

  test('says for each reason how many rows were set aside and where the first of them stand', async () => {
    await render(new FakeDoor());
    expect(step('データ').textContent).toContain('除外：重複 3 行（5, 18, 20 行目）');
    expect(step('データ').textContent).toContain('除外：資格喪失 9 行（18, 77, 240 行目 ほか）');
  });

  test('links each row of the ledger, and each cell that could not be read, to its place', async () => {
    const door = new FakeDoor();
    await render(door);
    expect(step('データ').textContent).toContain('A列『BMI』：読めない値 4、ありえない値 2（7, 31, 88 行目 ほか）');
    await click('77 行目へ移動');
    await click('31 行目へ移動');
    expect(door.calls).toContain('selectCell 被保険者台帳 77 0');
    expect(door.calls).toContain('selectCell 健診結果_R7 31 0');
  });

  test('asks what the columns of a sheet hold, suggests with reasons, and passes on what was chosen', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('メモ の列を対応づける');
    const dialog = document.querySelector('[role=dialog]')!;
    expect(dialog.textContent).toContain('体格の値');
    expect(dialog.textContent).toContain('見出しから認識');
    const field = labelled('体格の値') as HTMLSelectElement;
    await settle(() => {
      field.value = 'bmi';
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(await axeViolations()).toEqual([]);
    await click('この対応で使う');
    expect(door.calls).toContain('mapColumns メモ');
    expect(door.mapped).toEqual([[1, 'bmi']]);
    expect(pageText()).toContain('列の対応づけをブックに覚えました');
  });

  test('says what is missing when the data name no year, and leads to the cell for it', async () => {
    const door = new FakeDoor({
      ...EMPTY_VIEW,
      whyCode: 'source.noYear',
      why: '健診受診日がないため抽出年度が決まりません。',
    });
    await render(door);
    expect(step('データ').textContent).toContain('抽出年度が決まりません');
    expect(buttons('サンプルで試す')).toHaveLength(0);
    await click('抽出条件シートを開く');
    expect(door.calls).toContain('openConditions');
  });

  test('lists a sheet that is no export with the reason', async () => {
    await render(new FakeDoor());
    expect(step('データ').textContent).toContain('メモ');
    expect(step('データ').textContent).toContain(VIEW.unrecognised[0]!.why);
  });

  test('names the purpose whose columns are missing and what that means', async () => {
    await render(new FakeDoor(LACKING_VIEW));
    expect(step('データ').textContent).toContain('9 の目的で、列がそろっています。');
    expect(step('データ').textContent).toContain('eGFR の列がないため');
  });

  test('says why the sheets at hand are of no use', async () => {
    await render(new FakeDoor(USELESS_VIEW));
    expect(step('データ').textContent).toContain(USELESS_VIEW.why);
    expect(step('データ').textContent).toContain('メモ');
  });

  test('invites to choose files while the workbook holds no export', async () => {
    await render(new FakeDoor(EMPTY_VIEW));
    expect(step('データ').textContent).toContain('書き出しのシートがまだありません');
    expect(buttons('ファイルを選ぶ')).toHaveLength(1);
    expect(pageText()).not.toContain('判定に使う列');
  });

  test('passes all chosen files with their bytes, then looks at the workbook again', async () => {
    const door = new FakeDoor(EMPTY_VIEW);
    await render(door);
    door.view = VIEW;
    await choose([file('台帳.csv', 'a,b'), file('健診.xlsx', 'PK')]);
    expect(door.imported).toHaveLength(1);
    expect(door.imported[0]!.map(({ name }) => name)).toEqual(['台帳.csv', '健診.xlsx']);
    expect([...door.imported[0]![0]!.bytes]).toEqual([97, 44, 98]);
    expect(door.calls).toEqual(['inspect', 'importFiles', 'inspect']);
    expect(step('データ').textContent).toContain('4 表・3,000 人を認識');
    expect(announcements()).toContain('2 個のファイルを取り込みました。');
  });

  test('says of which workbooks only the values were taken in', async () => {
    const door = new FakeDoor();
    door.asValues = ['健診.xlsx'];
    await render(door);
    await choose([file('台帳.csv', 'a,b'), file('健診.xlsx', 'PK')]);
    expect(announcements()).toContain('2 個のファイルを取り込みました。健診.xlsx は、この Excel に');
    expect(pageText()).toContain('シートの値だけを取り込みました');
  });

  test('says which file could not be read and keeps what was shown', async () => {
    const door = new FakeDoor();
    door.importError = new AnalystError('file.kind', { file: '写真.csv' });
    await render(door);
    await choose([file('写真.csv', '?')]);
    expect(pageText()).toContain('ファイルを読めません');
    expect(pageText()).toContain('写真.csv は読める種類のファイルではありません');
    expect(pageText()).not.toContain('ほかの');
    expect(step('データ').textContent).toContain('4 表・3,000 人を認識');
  });

  test('says that the files chosen beside one that could not be read are not taken in either', async () => {
    const door = new FakeDoor();
    door.importError = new AnalystError('file.kind', { file: '写真.csv' });
    await render(door);
    await choose([file('台帳.csv', 'a,b'), file('写真.csv', '?'), file('健診.csv', 'a,b')]);
    expect(pageText()).toContain('写真.csv は読める種類のファイルではありません');
    expect(pageText()).toContain('一緒に選んだほかの 2 個のファイルも取り込んでいません');
  });
});

describe('条件', () => {
  test('shows the ten criteria and the added one as sentences and says that they are the default', async () => {
    await render(new FakeDoor());
    expect(step('条件').querySelectorAll('h3')).toHaveLength(11);
    expect(step('条件').textContent).toContain('重症化予防（糖尿病性腎症R6版）追加');
    expect(step('条件').textContent).toContain('既定値（Ver.1 R4.2）');
  });

  test('shows what differs from the default', async () => {
    await render(new FakeDoor(CHANGED_VIEW));
    expect(step('条件').textContent).toContain('既定値から 1 か所を変更');
    expect(step('条件').textContent).toContain('既定は 20 kg/m²');
  });

  test('opens the sheet of the criteria', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出条件シートを開く');
    expect(door.calls).toContain('openConditions');
  });

  test('restores the defaults only after a yes', async () => {
    const door = new FakeDoor(CHANGED_VIEW);
    await render(door);
    await click('既定値に戻す');
    await click('やめる');
    expect(door.calls).not.toContain('restoreDefaults');
    await click('既定値に戻す');
    door.view = VIEW;
    await click('既定値に戻す');
    expect(door.calls).toContain('restoreDefaults');
    expect(step('条件').textContent).toContain('既定値（Ver.1 R4.2）');
  });
});

test('the years stand in a table, by insurer where there are several', async () => {
  const door = new FakeDoor();
  const data = datasetOf(VIEW);
  const rows = (register: number, checkup: number) => ({ register, checkup, receipt: 0, certification: 0 });
  const none = new Set<never>();
  const years = (insurers: readonly string[]) => () => [
    {
      fiscalYear: 2025,
      rows: rows(3, 2),
      fields: none,
      insurers: insurers.map((insurer, index) => ({ insurer, rows: rows(2 - index, 1), fields: none })),
    },
  ];
  const table = () => [...document.querySelectorAll('table')].find(({ textContent }) => textContent.includes('列の足りない目的'))!; // prettier-ignore
  const cells = () =>
    [...table().rows]
      .filter(({ cells: { length } }) => length > 1)
      .map((row) => [...row.cells].slice(0, 4).map(({ textContent }) => textContent));
  door.data = { ...data, years: { ...data.years, overview: years(['39990011', '39990029']) } };
  await render(door);
  expect(cells()).toEqual([
    ['年度', '保険者', '台帳', '健診'],
    ['令和7年度（抽出年度）', 'すべて', '3', '2'],
    ['令和7年度', '39990011', '2', '1'],
    ['令和7年度', '39990029', '1', '1'],
  ]);
  expect(table().textContent).toContain('列の足りない目的：低栄養、口腔');
  expect(table().parentElement!.tabIndex).toBe(0);
});

describe('元に戻す', () => {
  test('says which sheets could not come back', async () => {
    const door = new FakeDoor();
    door.undoNotices = ['シート 抽出_口腔 は削除されているため、戻していません。'];
    await render(door);
    await click('既定値に戻す');
    await click('既定値に戻す');
    await click('元に戻す');
    expect(pageText()).toContain('シート 抽出_口腔 は削除されているため、戻していません。');
  });

  test('that Excel keeps refusing can be given up, and the copies that are left are named', async () => {
    const door = new FakeDoor();
    door.inspectError = new AnalystError('excel.unfinished', { reason: 'AccessDenied' });
    await render(door);
    expect(pageText()).toContain('元に戻しきれませんでした');
    door.inspectError = null;
    door.copiesLeft = ['控え 抽出_口腔'];
    await click('元に戻すのをやめる');
    expect(door.calls).toContain('giveUp');
    expect(pageText()).toContain('控え 抽出_口腔 にあります');
    expect(pageText()).not.toContain('元に戻しきれませんでした');
    expect(await axeViolations()).toEqual([]);
  });
});

describe('抽出年度', () => {
  const withYears = (newestYear: number | null): FakeDoor => {
    const door = new FakeDoor();
    const data = datasetOf(VIEW);
    const year = (fiscalYear: number) => ({
      fiscalYear,
      rows: { register: 0, checkup: 10, receipt: 0, certification: 0 },
      fields: new Set<never>(),
      insurers: [],
    });
    door.data = { ...data, years: { ...data.years, newestYear, overview: () => [2024, 2025, 2026].map(year) } };
    return door;
  };
  const field = () => labelled('抽出年度') as HTMLSelectElement;

  test('is chosen among the years that the data name', async () => {
    const door = withYears(2025);
    await render(door);
    expect([...field().options].map(({ text }) => text)).toEqual([
      '令和8年度（2026年度）',
      '令和7年度（2025年度）',
      '令和6年度（2024年度）',
    ]);
    expect(field().value).toBe('2025');
    expect(pageText()).not.toContain('年度のままです');
    await selectOption(field(), '2024');
    expect(door.calls).toContain('changeFiscalYear 2024');
    expect(field().value).toBe('2024');
    expect(pageText()).toContain('抽出年度を令和6年度にしました');
    expect(pageText()).toContain('最後の書きこみ：抽出年度の変更');
    await click('元に戻す');
    expect(door.calls).toContain('undo');
  });

  test('is offered to change where newer data came, and the sentence stands once', async () => {
    const door = withYears(2026);
    const said = newestYearNotice(2026, 2025);
    door.view = { ...VIEW, notices: [said, '基準日は 2026-03-31 です。'] };
    await render(door);
    expect(pageText()).not.toContain(said);
    expect(pageText()).toContain('基準日は');
    expect(pageText()).toContain('新しい令和8年度のデータがありますが、抽出年度は令和7年度のままです。');
    expect(await axeViolations()).toEqual([]);
    door.view = { ...VIEW, fiscalYear: 2026 };
    await click('令和8年度に変える');
    expect(door.calls).toContain('changeFiscalYear 2026');
    expect(buttons('令和8年度に変える')).toEqual([]);
    expect(field().value).toBe('2026');
  });
});

describe('抽出', () => {
  test('shows progress with stage and count while it runs, and the ten results afterwards', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    await settle(() => door.options!.onProgress!({ stage: '一覧を書いています', done: 4, total: 10 }));
    expect(step('抽出').textContent).toContain('一覧を書いています');
    expect(step('抽出').textContent).toContain('4 / 10');
    expect(step('抽出').querySelector('[role=progressbar]')!.getAttribute('aria-valuenow')).toBe('4');
    expect(announcements()).toContain('一覧を書いています');

    await settle(() => door.extraction.resolve(RESULT));
    const rows = [...step('抽出').querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toBe('低栄養87 人2.9%判定可能2,786判定不能214');
    expect(announcements()).toContain('抽出が終わりました。3,000 人を 10 の目的で判定し、シートに書きました。');
    expect(document.activeElement).toBe(button('抽出を実行'));
  });

  test('stops on 中止 and says that the workbook is unchanged', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    await click('中止');
    expect(door.options!.signal!.aborted).toBe(true);
    expect(pageText()).toContain('中止しました。ブックは変わっていません。');
    expect(buttons('抽出を実行')).toHaveLength(1);
    expect(step('抽出').querySelector('table')).toBeNull();
  });

  test('begins after the look at the workbook that is still under way, and is seen at once', async () => {
    const door = new FakeDoor();
    const look = new Settled<void>();
    door.looking = look.promise;
    await render(door);
    await click('抽出を実行');
    expect(step('抽出').textContent).toContain('抽出しています');
    expect(door.calls).toEqual(['inspect']);
    await settle(() => look.resolve());
    expect(door.calls).toEqual(['inspect', 'extract']);
    await settle(() => door.extraction.resolve(RESULT));
    expect(step('抽出').querySelectorAll('tbody tr')).toHaveLength(10);
  });

  test('中止 before it began leaves the workbook alone', async () => {
    const door = new FakeDoor();
    const look = new Settled<void>();
    door.looking = look.promise;
    await render(door);
    await click('抽出を実行');
    await click('中止');
    await settle(() => look.resolve());
    expect(door.calls).not.toContain('extract');
    expect(pageText()).toContain('中止しました。');
  });

  test('a second click while it runs does not run it twice', async () => {
    const door = new FakeDoor();
    await render(door);
    const run = button('抽出を実行');
    await settle(() => {
      run.click();
      run.click();
    });
    expect(door.calls.filter((call) => call === 'extract')).toHaveLength(1);
  });

  test('shows the sentence of an error, moves the focus to it, announces it, and offers what helps', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    const error = new AnalystError('settings.outOfRange', { cell: 'C5', label: 'BMI', value: 200, low: 8, high: 60 });
    await settle(() => door.extraction.reject(error));
    expect(pageText()).toContain(error.message);
    expect(document.activeElement!.textContent).toContain(error.message);
    expect(announcements()).toContain(error.message);
    await click('抽出条件シートを開く');
    expect(door.calls).toContain('openConditions');
  });

  test('an unforeseen error becomes words too, and a retry takes them away', async () => {
    const door = new FakeDoor();
    door.inspectError = new Error('InvalidOperation');
    await render(door);
    expect(pageText()).toContain('処理できませんでした');
    expect(pageText()).toContain('InvalidOperation');
    door.inspectError = null;
    await click('もう一度調べる');
    expect(pageText()).not.toContain('処理できませんでした');
    expect(step('データ').textContent).toContain('4 表・3,000 人を認識');
  });

  test('asks before edited sheets are replaced, naming them, and passes the answer on', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    let answer: boolean | undefined;
    await settle(() => void door.options!.confirmReplace(['抽出_低栄養']).then((replace) => (answer = replace)));
    expect(document.querySelector('[role=alertdialog]')!.textContent).toContain('抽出_低栄養');
    await click('置き換える');
    expect(answer).toBe(true);
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
  });

  test('says that nothing changed when the analyst declines the replacement', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    await settle(
      () =>
        void door
          .options!.confirmReplace(['抽出_低栄養'])
          .then((replace) => !replace && door.extraction.reject(new Error('declined'))),
    );
    await click('やめる');
    expect(pageText()).toContain('置き換えをやめました。ブックは変わっていません。');
  });

  test('shows the figures of one 圏域 on demand', async () => {
    await renderResult();
    const select = step('抽出').querySelector('select')!;
    await settle(() => {
      select.value = '北部';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(step('抽出').querySelector('caption')!.textContent).toContain('北部・被保険者 1,200 人');
    expect(step('抽出').querySelector('tbody tr')!.textContent).toContain('37 人3.1%');
  });

  test('opens the list of a purpose, and the other sheets', async () => {
    const door = await renderResult();
    await click('服薬（多剤）');
    await click('共通評価指標');
    expect(door.calls).toContain('openSheet 抽出_服薬（多剤）');
    expect(door.calls).toContain('openSheet 共通評価指標');
  });

  test('every bar has its figure in words', async () => {
    await renderResult();
    const labels = [...step('抽出').querySelectorAll('table [role=img]')].map((bar) => bar.getAttribute('aria-label'));
    expect(labels[0]).toBe('割合 2.9%');
    expect(labels).toHaveLength(10);
  });

  test('says that the results are old once the criteria changed', async () => {
    const door = await renderResult();
    door.view = CHANGED_VIEW;
    await click('調べ直す');
    expect(step('抽出').textContent).toContain('下の結果は変わる前のものです');
  });
});

describe('リボンのコマンド', () => {
  test('its result appears in the pane', async () => {
    await render(new FakeDoor());
    await settle(() => command({ id: 'IKKATSU.EXTRACT', ok: true, result: RESULT }));
    expect(step('抽出').querySelectorAll('tbody tr')).toHaveLength(10);
  });

  test('its error appears in the pane', async () => {
    await render(new FakeDoor(EMPTY_VIEW));
    const message = new AnalystError('source.none').message;
    await settle(() => command({ id: 'IKKATSU.EXTRACT', ok: false, code: 'source.none', message }));
    expect(pageText()).toContain(message);
  });
});

describe('a ribbon command in an open pane', () => {
  test('shows its progress, can be stopped, and ends with its result', async () => {
    await render(new FakeDoor());
    let options!: ReturnType<typeof commandOptions>;
    await settle(() => (options = commandOptions('IKKATSU.EXTRACT')));
    await settle(() => options.onProgress!({ stage: '一覧を書いています', done: 4, total: 10 }));
    expect(step('抽出').textContent).toContain('4 / 10');
    await click('中止');
    expect(options.signal!.aborted).toBe(true);
    await settle(() => command({ id: 'IKKATSU.EXTRACT', ok: true, result: RESULT }));
    expect(step('抽出').querySelectorAll('tbody tr')).toHaveLength(10);
    expect(buttons('抽出を実行')).toHaveLength(1);
  });

  test('asks its question in the pane, and a no is no error', async () => {
    await render(new FakeDoor());
    let answer: boolean | undefined;
    await settle(() => {
      void commandOptions('IKKATSU.EXTRACT').confirmReplace!(['抽出_低栄養']).then((replace) => (answer = replace));
    });
    await click('やめる');
    expect(answer).toBe(false);
    await settle(() =>
      command({ id: 'IKKATSU.EXTRACT', ok: false, code: 'sheet.edited', message: '変更されています' }),
    );
    expect(pageText()).toContain('置き換えをやめました。');
    expect(pageText()).not.toContain('変更されています');
  });

  test('without a person at the pane nobody is asked', async () => {
    expect(isAttended()).toBe(false);
    watchAttention();
    window.dispatchEvent(new Event('keydown'));
    expect(isAttended()).toBe(document.visibilityState === 'visible');
    await render(new FakeDoor());
    unmount();
    expect(commandOptions('IKKATSU.EXTRACT')).toEqual({});
  });
});

test('coming back to the pane shows what changed in the cells, and takes back a trouble that was put right', async () => {
  const door = new FakeDoor();
  door.inspectError = new AnalystError('settings.notNumber', {
    cell: 'C5',
    label: 'BMI',
    value: 'x',
    low: 8,
    high: 60,
  });
  await render(door);
  expect(pageText()).toContain('抽出条件 C5「BMI」の値「x」は数ではありません');
  door.inspectError = null;
  door.view = CHANGED_VIEW;
  await settle(() => window.dispatchEvent(new Event('focus')));
  expect(pageText()).not.toContain('数ではありません');
  expect(step('条件').textContent).toContain('既定値から 1 か所を変更');
});

test('the focus returns to where it was when a dialog closes', async () => {
  await render(new FakeDoor());
  button('このアドインについて').focus();
  await click('このアドインについて');
  await click('閉じる');
  expect(document.activeElement).toBe(button('このアドインについて'));
});

test('a stopped ribbon command is news, not an error', async () => {
  await render(new FakeDoor());
  await settle(() => command({ id: 'IKKATSU.EXTRACT', ok: false, code: 'work.cancelled', message: '' }));
  expect(pageText()).toContain('中止しました。ブックは変わっていません。');
});

test('the about box names version, criteria, data stamp and that nothing is sent', async () => {
  await render(new FakeDoor());
  await click('このアドインについて');
  const text = document.querySelector('[role=dialog]')!.textContent!;
  for (const part of ['Ver.1 R4.2', VIEW.stamp, 'この端末の外へ送信しません']) expect(text).toContain(part);
});

test('a step folds away and says so', async () => {
  await render(new FakeDoor());
  const toggle = step('データ').querySelector('button')!;
  expect(toggle.getAttribute('aria-expanded')).toBe('true');
  await settle(() => toggle.click());
  expect(toggle.getAttribute('aria-expanded')).toBe('false');
});

describe('axe finds nothing to object to', () => {
  test.each([
    ['an empty workbook', EMPTY_VIEW],
    ['no usable sheet', USELESS_VIEW],
    ['recognised sources', VIEW],
    ['missing columns', LACKING_VIEW],
    ['changed criteria', CHANGED_VIEW],
  ])('with %s', async (_, view) => {
    await render(new FakeDoor(view));
    await settle(() => step('条件').querySelector('button')!.click());
    expect(await axeViolations()).toEqual([]);
  });

  test('while it runs', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    await settle(() => door.options!.onProgress!({ stage: '判定しています', done: 3, total: 10 }));
    expect(await axeViolations()).toEqual([]);
  });

  test('with results', async () => {
    await renderResult();
    expect(await axeViolations()).toEqual([]);
  });

  test('with an error', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    await settle(() => door.extraction.reject(new AnalystError('source.none')));
    expect(await axeViolations()).toEqual([]);
  });

  test('with a question', async () => {
    const door = new FakeDoor();
    await render(door);
    await click('抽出を実行');
    await settle(() => void door.options!.confirmReplace(['抽出_低栄養']));
    expect(await axeViolations()).toEqual([]);
  });
});

async function renderResult(): Promise<FakeDoor> {
  const door = new FakeDoor();
  await render(door);
  await click('抽出を実行');
  await settle(() => door.extraction.resolve(RESULT));
  return door;
}

function command(detail: unknown): void {
  window.dispatchEvent(new CustomEvent(COMMAND_EVENT, { detail }));
}

/** A file as the browser hands it over; jsdom's own has no arrayBuffer(). */
function file(name: string, text: string): File {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return Object.assign(new File([bytes], name), { arrayBuffer: async () => bytes.buffer });
}

async function choose(files: readonly File[]): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { configurable: true, value: files });
  await settle(() => input.dispatchEvent(new Event('change', { bubbles: true })));
}
