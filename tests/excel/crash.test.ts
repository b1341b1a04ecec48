/** An Excel that falls silent, a page that dies in the middle of a write, a way back that is refused: nothing hidden, nothing lost. */
import type { HostRequest } from '../../src/workbench/host/protocol';
import { defaultSettings } from '../../src/criteria';
import { pictureOf, useAddin, type Running } from './addin';
import { isOfCommand } from './faults/fault';
import { typed } from './until';

const start = useAddin();
const HEADER = ['被保険者番号', '氏名', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];
const DATA = [
  HEADER,
  ['00000001', '架空 花子', '北部', '女', '19400101', '20250601', '18.4', 'はい', '16'],
  ['00000002', '架空 太郎', '南部', '男', '19450101', '20250601', '25', 'はい', '3'],
];
const JOURNAL = 'IKKATSU.unfinished';
const yes = { confirmReplace: () => Promise.resolve(true), undoable: true };

let running: Running;
beforeEach(async () => {
  running = await start({ データ: DATA });
});
afterEach(() => running.stop());

type Execute = typeof running.workbook.host.execute;

/** From the request on that holds a member of this name, requests are answered by `by`; returns how to stop that. */
function from(member: RegExp, by: (request: HostRequest, real: Execute) => ReturnType<Execute>): () => void {
  const { host } = running.workbook;
  const real = host.execute.bind(host);
  let isFrom = false;
  host.execute = (request) => {
    isFrom ||= request.Actions.some(({ Name = '' }) => member.test(Name));
    return isFrom ? by(request, real) : real(request);
  };
  return () => void (host.execute = real);
}
const silent = (): ReturnType<Execute> => new Promise(() => undefined);
const dead = (): ReturnType<Execute> =>
  Promise.resolve({
    Results: [],
    TraceIds: [],
    Error: { Code: 'GeneralException', Message: '', Location: '', HttpStatusCode: 500, ActionIndex: 0 },
  });

/** The add-in in a page that has just been opened. */
async function reopenPage(): Promise<readonly string[]> {
  running.room.startSession();
  return running.room.startWorkbook();
}

describe('an Excel that does not answer', () => {
  test('ends a command with a sentence, and the next one takes back what came of it', async () => {
    const { room, workbook } = running;
    await room.extract();
    const before = pictureOf(workbook);
    // The time is over once Excel falls silent, and not before: a slow machine must not end what Excel still answers.
    let isSilent = false;
    const back = from(/^CopyFrom$/, () => {
      if (!isSilent)
        setTimeout(() => {
          room.session().patience = { request: 50, afterCancel: 50 };
          for (const giveUp of [...room.session().waits]) giveUp();
        });
      isSilent = true;
      return silent();
    });
    await expect(room.extract(yes)).rejects.toMatchObject({
      code: 'excel.silent',
      message: expect.stringContaining('応答しないため、待つのをやめました') as unknown,
    });
    // Nothing answers any more: the time itself has to end the wait.
    await expect(room.applySettings(defaultSettings())).rejects.toMatchObject({ code: 'excel.silent' });
    back();
    room.session().patience = { request: 60_000, afterCancel: 60_000 };
    await room.startWorkbook();
    expect(pictureOf(workbook)).toEqual(before);
    expect((await room.extract(yes)).persons).toBe(2);
  });

  test('a small write between takes the half back first, and does not keep it from coming back', async () => {
    const { room, workbook, run } = running;
    await room.extract();
    const before = pictureOf(workbook);
    // Half of the first request of the write itself is done, then nothing answers.
    const { host, book } = workbook;
    const real = host.execute.bind(host);
    let isSilent = false;
    host.execute = async (request) => {
      if (!isOfCommand(request) || (!isSilent && !book.settings.get(JOURNAL))) return real(request);
      if (!isSilent) await real({ ...request, Actions: request.Actions.slice(0, request.Actions.length / 2) });
      isSilent = true;
      setTimeout(() => {
        for (const giveUp of [...room.session().waits]) giveUp();
      });
      return silent();
    };
    await expect(room.extract(yes)).rejects.toMatchObject({ code: 'excel.silent' });
    host.execute = real;
    expect(book.settings.get(JOURNAL)).not.toBe('');
    expect(pictureOf(workbook)).not.toEqual(before);
    await run(async (context) => {
      context.workbook.worksheets.getItem('データ').getRange('L1').select();
      await context.sync();
    });
    expect(await room.writeFormula('=1+1')).toMatch(/L1$/);
    await workbook.settle();
    expect(book.settings.get(JOURNAL)).toBe('');
    expect(workbook.valuesOf('データ')[0]![11]).toBe(2);
    await room.undoLastWrite();
    await workbook.settle();
    expect(pictureOf(workbook)).toEqual(before);
  });

  test('is waited for only a little longer after 中止', async () => {
    const { room } = running;
    await room.extract();
    const stop = new AbortController();
    room.session().patience = { request: 60_000, afterCancel: 50 };
    const back = from(/^CopyFrom$/, () => {
      setTimeout(() => stop.abort());
      return silent();
    });
    const began = performance.now();
    await expect(room.extract({ ...yes, signal: stop.signal })).rejects.toMatchObject({ code: 'excel.silent' });
    expect(performance.now() - began).toBeLessThan(20_000);
    back();
  });

  test('that answers in time after 中止 lets the workbook be as before', async () => {
    const { room, workbook } = running;
    await room.extract();
    const before = pictureOf(workbook);
    const stop = new AbortController();
    const back = from(/^CopyFrom$/, (request, real) => {
      stop.abort();
      return real(request);
    });
    await expect(room.extract({ ...yes, signal: stop.signal })).rejects.toMatchObject({ code: 'work.cancelled' });
    back();
    expect(pictureOf(workbook)).toEqual(before);
  });
});

describe('a page that dies in the middle of a write', () => {
  test('leaves copies in sight only, and the next start removes them with a sentence', async () => {
    const { room, workbook } = running;
    await room.extract();
    const before = pictureOf(workbook);
    const back = from(/^CopyFrom$/, dead);
    await expect(room.extract(yes)).rejects.toMatchObject({ code: 'excel.failed' });
    back();
    const left = workbook.book.sheets.filter(({ name }) => name.startsWith('IKKATSU作成中'));
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter(({ layout }) => layout.visibility !== 'Visible')).toEqual([]);
    const sentences = (await reopenPage()).join('');
    expect(sentences).toContain(`シート ${left.length} 枚`);
    expect(pictureOf(workbook)).toEqual(before);
  });

  test('loses nothing where somebody removes the copies that it left', async () => {
    const { room, workbook } = running;
    await room.extract();
    await typed(running, 'データ!H2', 'いいえ');
    const back = from(/^(Resize|ConvertToRange)$/, dead);
    await expect(room.extract(yes)).rejects.toMatchObject({ code: 'excel.unfinished' });
    back();
    const rows = workbook.formulasOf('抽出_低栄養');
    for (const sheet of workbook.book.sheets.filter(({ name }) => name.startsWith('IKKATSU作成中')))
      workbook.book.deleteSheet(sheet);
    await reopenPage();
    expect(workbook.formulasOf('抽出_低栄養')).toEqual(rows);
    expect(workbook.book.settings.get(JOURNAL)).toBe('');
  });

  test('in the middle of thresholds is taken back at the next start, though it left no sheet', async () => {
    const { room, workbook } = running;
    await room.extract();
    const before = pictureOf(workbook);
    let count = 0;
    const back = from(/^Formulas$/, (request, real) => {
      count += 1;
      if (count > 1) return dead();
      return real({ ...request, Actions: request.Actions.slice(0, Math.ceil(request.Actions.length / 2)) }).then(dead);
    });
    const settings = { ...defaultSettings(), 'lowNutrition.bmiAtMost': 17, 'kidney.pharmacyCounts': true };
    await expect(room.applySettings(settings)).rejects.toMatchObject({
      code: 'excel.unfinished',
    });
    back();
    expect(workbook.book.settings.get(JOURNAL)).toBeTruthy();
    expect((await reopenPage()).join('')).toContain('書きこむ前に戻しました');
    expect(pictureOf(workbook)).toEqual(before);
    expect(workbook.book.settings.get(JOURNAL)).toBe('');
  });
});

describe('元に戻す', () => {
  test('finds a sheet of ours under the name that the analyst gave it meanwhile', async () => {
    const { room, workbook } = running;
    await room.extract();
    const rows = workbook.formulasOf('抽出_低栄養');
    await typed(running, 'データ!H2', 'いいえ');
    await room.extract(yes);
    expect(workbook.formulasOf('抽出_低栄養')).not.toEqual(rows);
    workbook.book.renameSheet(workbook.book.findSheet('抽出_低栄養')!, '口腔の一覧');
    expect(await room.undoLastWrite()).toEqual([]);
    expect(workbook.formulasOf('口腔の一覧')).toEqual(rows);
  });

  test('names the sheet that the analyst removed meanwhile', async () => {
    const { room, workbook } = running;
    await room.extract();
    await typed(running, 'データ!H2', 'いいえ');
    await room.extract(yes);
    workbook.book.deleteSheet(workbook.book.findSheet('抽出_低栄養')!);
    expect((await room.undoLastWrite()).join('')).toContain('シート 抽出_低栄養 は、シートか控えが削除されているため');
  });

  test('that Excel keeps refusing is given up: the copies from before stay in sight, and nothing stands before the next write', async () => {
    const { room, workbook } = running;
    await room.extract();
    const rows = workbook.formulasOf('抽出_低栄養');
    await typed(running, 'データ!H2', 'いいえ');
    await room.extract(yes);
    const { layout } = workbook.book.findSheet('抽出_低栄養')!;
    layout.protected = true;
    await expect(room.undoLastWrite()).rejects.toMatchObject({ code: 'excel.unfinished' });
    await expect(room.applySettings(defaultSettings())).rejects.toMatchObject({ code: 'excel.unfinished' });
    expect(await room.giveUp()).toEqual(['控え 抽出_低栄養']);
    expect(workbook.formulasOf('控え 抽出_低栄養')).toEqual(rows);
    expect(workbook.book.sheets.filter(({ layout: { visibility } }) => visibility !== 'Visible')).toEqual([]);
    expect(workbook.sheetNames().filter((name) => name.startsWith('IKKATSU'))).toEqual([]);
    await room.applySettings({ ...defaultSettings(), 'lowNutrition.bmiAtMost': 17 });
    expect(await room.giveUp()).toEqual([]);
  });
});
