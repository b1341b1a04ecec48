/** Tests of 計画シートを作る in a workbook, through the real Office.js: figures, what people wrote, undo, 中止. */
import type { FormsWritten } from '../../src/excel';
import { boundToSheet } from '../../src/formula';
import type { Cell } from '../../src/kdb';
import { pictureOf, useAddin, type Running } from './addin';
import { everyAnswer } from './until';

const HEADER = ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];
const DATA: readonly (readonly Cell[])[] = [
  HEADER,
  ['00000001', '北部', '女', '19400101', '20250601', '18.4', 'はい', '16'],
  ['00000002', '北部', '男', '19450101', '20250601', '25', 'はい', '3'],
  ['00000003', '南部', '女', '19480101', '20250601', '', 'はい', '15'],
  ['00000004', '南部', '男', '19350101', '20250601', '20', 'はい', '0'],
];
const NOTES: readonly (readonly Cell[])[] = [['私のメモ'], ['大事']];
const isPlan = (sheet: string) => /^(Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|圏域別)/.test(sheet);
const PLAN_SHEETS = [
  'Ⅰ基本的事項',
  'Ⅱ分析と課題',
  'Ⅲ計画全体',
  'Ⅳ-1 低栄養',
  'Ⅳ-6 健康状態不明者',
  'Ⅴその他',
  '圏域別',
];

/** Milliseconds: some thirty sheets with their charts are written several times. */
const LONG = 300_000;

const start = useAddin();
let running: Running | null = null;
let requests = 0;
afterEach(() => {
  const unknown = running?.addin.unknownMembers ?? [];
  running?.stop();
  running = null;
  expect(unknown).toEqual([]);
});

async function open(sheets: Record<string, readonly (readonly Cell[])[]> = { データ: DATA, メモ: NOTES }) {
  running = await start(sheets, { onPayload: () => void (requests += 1) });
  return running;
}

/** Writes the sheets of the plan alone. */
async function plan(run: Running, options: object = {}): Promise<FormsWritten> {
  const writeForms = run.addin.window.writeForms as Window['writeForms'];
  const written = await writeForms(['計画'], options);
  await everyAnswer(run);
  return written;
}

/** The address of a cell of a form by the hidden keys of its row and column. */
function place({ workbook }: Running, sheet: string, row: string, column: string): string {
  const values = workbook.valuesOf(sheet);
  const at = values.findIndex(([key]) => String(key).startsWith(`${row}@`));
  const across = values[0]!.findIndex((key) => String(key).startsWith(`${column}@`));
  if (at < 0 || across < 0) throw new Error(`${sheet}: no ${row} ${column}`);
  return `${sheet}!${String.fromCharCode(65 + across)}${at + 1}`;
}
function valueAt(run: Running, sheet: string, row: string, column: string): Cell {
  const address = place(run, sheet, row, column).split('!')[1]!;
  return run.workbook.valuesOf(sheet)[Number(address.slice(1)) - 1]![address.charCodeAt(0) - 65] ?? null;
}

test(
  'every figure on every sheet is what its formula gives, and no cell shows an error',
  async () => {
    const run = await open();
    const { sheets } = await plan(run);
    expect(sheets).toEqual(expect.arrayContaining(PLAN_SHEETS));
    const { workbook } = run;
    const cells = sheets.filter(isPlan).flatMap((sheet) => {
      const values = workbook.valuesOf(sheet);
      return workbook
        .formulasOf(sheet)
        .flatMap((line, row) =>
          line.map((formula, column) => ({ sheet, row, column, formula, value: values[row]![column] })),
        );
    });
    expect(cells.filter(({ value }) => typeof value === 'string' && /^#[A-Z]/.test(value))).toEqual([]);
    const figures = cells.filter(({ formula }) => typeof formula === 'string' && formula.startsWith('='));
    const scratch = workbook.book.addSheet('検算');
    scratch.write(
      { row: 0, column: 0, rows: figures.length, columns: 1 },
      (index) => ({ value: null, formula: boundToSheet(String(figures[index]!.formula), figures[index]!.sheet) }),
      'user',
    );
    await everyAnswer(run);
    const answers = workbook.valuesOf('検算').map(([answer]) => answer);
    const wrong = figures.filter(({ value }, index) => answers[index] !== value);
    expect(wrong).toEqual([]);
    expect(figures.length).toBeGreaterThan(500);
    expect(valueAt(run, 'Ⅲ計画全体', 'indicator.OC2.lowNutrition', 'now')).toBe(0.5);
    expect(valueAt(run, 'Ⅳ-1 低栄養', 'target.lowNutrition', 'count')).toBe(2);
    expect(valueAt(run, 'Ⅳ-1 低栄養', 'target.lowNutrition', 'name')).toContain('BMI 20 以下');
    expect(valueAt(run, '圏域別', 'rate.lowNutrition.area.南部', 'share')).toBe(0.5);
    expect(valueAt(run, 'Ⅰ基本的事項', 'insured.all', 'both')).toBe(4);
  },
  LONG,
);

test(
  'what a person wrote stays, a new programme gets its sheet, and the way back brings everything back',
  async () => {
    const run = await open();
    const { workbook, room } = run;
    await plan(run);
    const cellsOf = () =>
      workbook
        .sheetNames()
        .filter(isPlan)
        .flatMap((sheet) =>
          workbook.formulasOf(sheet).flatMap((line, row) => line.map((cell) => `${sheet} ${row} ${cell}`)),
        )
        .filter((cell) => !cell.includes('作成日時'));
    const before = cellsOf();
    expect((await plan(run)).kept).toEqual([]);
    const after = cellsOf();
    expect(after.filter((cell, index) => !cell.includes('|') && cell !== before[index])).toEqual([]);
    expect(after).toHaveLength(before.length);

    await workbook.typeInto(place(run, 'Ⅲ計画全体', 'purpose.whole', 'kind'), '私たちの目的');
    await workbook.typeInto(place(run, 'Ⅲ計画全体', 'programme.own1', 'name'), '健康教育');
    await workbook.typeInto(place(run, 'Ⅱ分析と課題', 'item.checkup', 'name'), '=1+1');
    await workbook.typeInto(place(run, '圏域別', 'head', 'word'), '見立て');
    await workbook.typeInto('圏域別!P3', '横のメモ');
    // Excel tells of a change some time after it.
    const changed = new Promise<void>((resolve) => void room.onWorkbookChanged(resolve));
    await workbook.typeInto('データ!B5', '東部');
    await changed;
    const { kept, sheets } = await plan(run, { undoable: true });
    expect(kept).toEqual([{ sheet: '圏域別', cells: [expect.stringContaining('見立て')] }]);
    expect(valueAt(run, 'Ⅲ計画全体', 'purpose.whole', 'kind')).toBe('私たちの目的');
    expect(valueAt(run, 'Ⅱ分析と課題', 'item.checkup', 'name')).toBe(2);
    expect(valueAt(run, '圏域別', 'head', 'word')).toBe('見立て');
    expect(valueAt(run, '圏域別', 'rate.lowNutrition.area.東部', 'hits')).toBe(1);
    expect(workbook.valuesOf('圏域別').flat()).toContain('横のメモ');
    expect(workbook.sheetNames()).toContain('Ⅳ-7 健康教育');
    const sentBefore = requests;
    await room.undoLastWrite();
    // All sheets come back together; this Excel refuses how they are set up, which is tried sheet by sheet then.
    expect(requests - sentBefore).toBeLessThan(4 * sheets.length);
    expect(workbook.sheetNames()).not.toContain('Ⅳ-7 健康教育');
    expect(valueAt(run, 'Ⅲ計画全体', 'purpose.whole', 'kind')).toBe('私たちの目的');
    expect(valueAt(run, '圏域別', 'head', 'word')).toBe('見立て');
  },
  LONG,
);

test(
  'a sheet of the analyst under such a name is left alone, and 中止 leaves everything as it was',
  async () => {
    const run = await open({ データ: DATA, Ⅲ計画全体: NOTES });
    const { workbook, addin } = run;
    expect(await addin.invoke('IKKATSU.PLAN')).toMatchObject({ ok: false, code: 'sheet.edited' });
    expect(workbook.valuesOf('Ⅲ計画全体')).toEqual(NOTES);
    const before = pictureOf(workbook);
    const controller = new addin.window.AbortController();
    (addin.window as unknown as { commandOptions: object }).commandOptions = {
      confirmReplace: () => Promise.resolve(true),
      signal: controller.signal,
      onProgress: ({ stage }: { stage: string }) => {
        if (stage.includes('Ⅳ-3')) controller.abort();
      },
    };
    expect(await addin.invoke('IKKATSU.PLAN')).toMatchObject({ ok: false, code: 'work.cancelled' });
    expect(pictureOf(workbook)).toEqual(before);
  },
  LONG,
);
