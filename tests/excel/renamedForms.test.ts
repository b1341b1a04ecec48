/** Taking a write back after the analyst has renamed what was written: forms of ours are locked by us, whatever they are called. */
import { PROFILES } from '../../src/workbench/host/profiles';
import { useAddin, type Running } from './addin';

const DATA = [
  ['被保険者番号', '氏名', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'],
  ['00000001', '合成 一', '北部', '女', '19400101', '20250601', '18.4', 'はい', '16'],
  ['00000002', '合成 二', '南部', '男', '19450101', '20250601', '25', 'はい', '3'],
];
const FORM = '集約';
const NEW_NAME = '私の集約';
/** Milliseconds. */
const LONG = 120_000;

const start = useAddin();
let running: Running;
beforeAll(async () => {
  // A write right after a change of the data: the event that tells of it comes at once.
  running = await start({ データ: DATA }, { profile: { ...PROFILES.hostile, eventDelay: 0 } });
}, LONG);
afterAll(() => {
  const { unknownMembers } = running.addin;
  running.stop();
  expect(unknownMembers).toEqual([]);
});

const sheetOf = (name: string) => running.workbook.book.findSheet(name)!;
const isClosed = (name: string): boolean => sheetOf(name).layout.protected;
const rename = (from: string, to: string): void => running.workbook.book.renameSheet(sheetOf(from), to);

const protectFormulas = (isOn: boolean): Promise<void> =>
  (running.addin.window as unknown as Window).daily.protectFormulas(isOn);

/** Writes the forms of unions from what the data say now. */
async function writeWith(bmi: number): Promise<void> {
  await running.workbook.typeInto('データ!G3', bmi);
  await (running.addin.window.writeForms as Window['writeForms'])(['広域'], { undoable: true });
  await running.workbook.settle();
}

/** Writes the forms of unions from some data, and from others over them. Answers what the form said in between. */
async function writtenTwice(): Promise<unknown> {
  await writeWith(25);
  const between = running.workbook.formulasOf(FORM);
  await writeWith(17.5);
  expect(running.workbook.formulasOf(FORM)).not.toEqual(between);
  return between;
}

test(
  'a form that was renamed is opened to be put back, keeps its name, and is closed again',
  async () => {
    const between = await writtenTwice();
    rename(FORM, NEW_NAME);
    expect(isClosed(NEW_NAME)).toBe(true);
    await expect(running.room.undoLastWrite()).resolves.toEqual([]);
    expect(running.workbook.formulasOf(NEW_NAME)).toEqual(between);
    expect(isClosed(NEW_NAME)).toBe(true);
    expect(running.workbook.book.settings.get('IKKATSU.unfinished')).toBe('');
    rename(NEW_NAME, FORM);
  },
  LONG,
);

test(
  'a sheet of the analyst that took the name of the form is neither opened nor written to',
  async () => {
    const between = await writtenTwice();
    rename(FORM, NEW_NAME);
    running.workbook.openRows(FORM, [['私の表']]);
    sheetOf(FORM).layout.protected = true;
    await expect(running.room.undoLastWrite()).resolves.toEqual([]);
    expect([isClosed(FORM), isClosed(NEW_NAME)]).toEqual([true, true]);
    expect(running.workbook.valuesOf(FORM)).toEqual([['私の表']]);
    expect(running.workbook.formulasOf(NEW_NAME)).toEqual(between);
    running.workbook.book.deleteSheet(sheetOf(FORM));
    rename(NEW_NAME, FORM);
  },
  LONG,
);

test(
  'a list that the analyst renamed and protected stays closed, and is told',
  async () => {
    await running.room.extract();
    await running.room.extract({ undoable: true, confirmReplace: () => Promise.resolve(true) });
    rename('抽出_低栄養', '私の一覧');
    await running.workbook.typeInto('私の一覧!A1', '別の見出し');
    sheetOf('私の一覧').layout.protected = true;
    await expect(running.room.undoLastWrite()).rejects.toMatchObject({ code: 'excel.unfinished' });
    expect(isClosed('私の一覧')).toBe(true);
    expect(running.workbook.valuesOf('私の一覧')[0]![0]).toBe('別の見出し');
    sheetOf('私の一覧').layout.protected = false;
    await expect(running.room.undoLastWrite()).resolves.toEqual([]);
    expect(running.workbook.valuesOf('私の一覧')[0]![0]).not.toBe('別の見出し');
  },
  LONG,
);

test(
  'turning the protection off opens a renamed form too, and leaves alone what the analyst closes afterwards',
  async () => {
    await writeWith(25);
    rename(FORM, NEW_NAME);
    await protectFormulas(false);
    expect(isClosed(NEW_NAME)).toBe(false);
    rename(NEW_NAME, FORM);
    sheetOf(FORM).layout.protected = true;
    await expect(writeWith(17.5)).rejects.toMatchObject({ code: 'sheet.protected' });
    expect(isClosed(FORM)).toBe(true);
    // Off once more changes nothing; on and off again opens what was closed meanwhile.
    await protectFormulas(false);
    expect(isClosed(FORM)).toBe(true);
    await protectFormulas(true);
    await protectFormulas(false);
    expect(isClosed(FORM)).toBe(false);
    await protectFormulas(true);
    expect(isClosed(FORM)).toBe(true);
  },
  LONG,
);
