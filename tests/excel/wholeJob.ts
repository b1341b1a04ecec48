/** The whole job in any Excel, step by step: files in, conditions, extraction, forms, hand-in, saved and reopened; what one lacks is a sentence. */
import { defaultSettings } from '../../src/criteria';
import type { ProfileName } from '../../src/workbench/host/profiles';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import type { Running, useAddin } from './addin';

const PERSONS = Array.from({ length: 12 }, (_, index) => String(39000001 + index));
const REGISTER = [
  '被保険者番号,氏名,圏域,性別,生年月日',
  ...PERSONS.map((id, index) => `${id},合成 ${index}郎,${index < 6 ? '北部' : '南部'},女,19400101`),
].join('\r\n');
const CHECKUPS = [
  ['被保険者番号', '健診受診日', 'BMI', '質問票⑥'],
  ...PERSONS.map((id, index) => [id, '20250601', index < 4 ? 18 : index < 6 ? 19.5 : 24, 'はい']),
];
const NOTE = [['私のメモ', '=B2', '001']] as const;

async function workbookFile(name: string, rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> {
  const workbook = createEmbeddedWorkbook();
  workbook.openRows(name, rows);
  const bytes = await workbook.saveXlsx();
  workbook.dispose();
  return bytes;
}

type Page = Pick<typeof import('../../src/excel/forms'), 'writeForms' | 'refreshValues'>;
const page = (run: Running): Page => run.addin.window as unknown as Page;
const asked = { confirmReplace: () => Promise.resolve(true) };
const cellsWith = ({ workbook }: Running, pattern: RegExp): unknown[] =>
  workbook
    .sheetNames()
    .flatMap((name) => workbook.formulasOf(name).flat())
    .filter((cell) => typeof cell === 'string' && pattern.test(cell));
/** 人数 and 割合 of 低栄養 as 共通評価指標 shows them. */
const shown = ({ workbook }: Running): unknown[] =>
  workbook
    .valuesOf('共通評価指標')
    .find(([area, , name]) => area === '全体' && name === '低栄養')!
    .slice(3, 6);

/** Waits for what Excel calculates by itself. */
async function soon(holds: () => void, { workbook }: Running): Promise<void> {
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    await workbook.settle();
    try {
      return holds();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** A row of 様式の対応 that fills a cell of the analyst's sheet, and the command; what stands in the cell afterwards. */
async function filled({ addin, workbook }: Running): Promise<readonly [message: string, value: unknown]> {
  expect((await addin.invoke('IKKATSU.BINDINGSHEET')).message).toBeUndefined();
  const values = workbook.valuesOf('様式の対応');
  const head = values.findIndex((cells) => cells.includes('指標'));
  const first = values[head]!.indexOf('シート');
  for (const [offset, cell] of ['メモ', 'B3', '=5+7'].entries())
    await workbook.typeInto(`様式の対応!${'ABCDEFGH'[first + offset]}${head + 2}`, cell);
  const { message = '' } = await addin.invoke('IKKATSU.FILL');
  return [message, workbook.valuesOf('メモ')[2]?.[1] ?? null];
}

const NO_FILE = /^この Excel は.*保存.*ikkatsu handin.*ブックは元のままです。$/s;

export const PROFILES: readonly (readonly [profile: ProfileName, can: { functions: boolean; files: boolean }])[] = [
  ['windows', { functions: true, files: true }],
  ['mac', { functions: true, files: true }],
  ['web', { functions: true, files: false }],
  ['ltsc2021', { functions: false, files: true }],
  ['ipad', { functions: false, files: false }],
  ['hostile', { functions: true, files: true }],
];

/**
 * Does the job in this Excel and holds each step against what it must show. What was started goes into `running`, for the
 * caller to stop. `withForms` writes the forms of 報告 too, and fills a template.
 */
export async function wholeJob(
  start: ReturnType<typeof useAddin>,
  [profile, can]: (typeof PROFILES)[number],
  { running, withForms }: { readonly running: Running[]; readonly withForms: boolean },
): Promise<void> {
  const first = await start({ メモ: NOTE }, { profile });
  running.push(first);
  const { room, workbook, addin } = first;

  // Files in: a csv becomes a sheet, the sheets of a workbook come along.
  const { sheets } = await room.importFiles([
    { name: '名簿.csv', bytes: new TextEncoder().encode(REGISTER) },
    { name: '健診.xlsx', bytes: await workbookFile('健診', CHECKUPS) },
  ]);
  expect([...sheets].sort()).toEqual(['健診', '名簿']);
  expect(await room.inspectWorkbook()).toMatchObject({ persons: 12, fiscalYear: 2025, why: '' });

  // Conditions, extraction; the ribbon's command says how it ended.
  await room.applySettings({ ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5 });
  const detail = await addin.invoke('IKKATSU.EXTRACT');
  expect(detail).toMatchObject({ ok: true });
  expect(detail.result!.criteria[0]).toMatchObject({ hits: 4, denominator: 12 });
  await workbook.settle();
  expect(shown(first)).toEqual([4, 12, 4 / 12]);
  expect(workbook.valuesOf('抽出_低栄養').flat()).toContain(PERSONS[3]);

  // Forms.
  if (withForms) {
    const { kept, sheets } = await page(first).writeForms(['報告']);
    expect(kept).toEqual([]);
    expect(sheets).toContain('実績報告書');
  }
  await workbook.settle();
  // Formulas that call functions, or values and the sentence that they are.
  expect(cellsWith(first, /^=.*IKKATSU\./).length > 0).toBe(can.functions);
  expect(cellsWith(first, /値を更新/).length > 0).toBe(!can.functions);
  expect(workbook.sheetNames().flatMap((name) => workbook.valuesOf(name).flat())).not.toContain('#NAME?');

  // What an analyst asks of a cell: a figure, or the name of a function that is not there.
  expect(await workbook.evaluate('=IKKATSU.LOWNUTRITION()')).toEqual(
    can.functions ? { values: [[4]] } : { error: '#NAME?' },
  );

  // Hand-in: a file, or the sentence that says how to come by one.
  const handIn = (await addin.invoke('IKKATSU.HANDIN')) as unknown as { handIn?: { bytes: Uint8Array } };
  if (can.files) expect(handIn.handIn?.bytes.length).toBeGreaterThan(1000);
  else
    expect(handIn).toMatchObject({
      ok: false,
      code: 'excel.noFile',
      message: expect.stringMatching(NO_FILE) as string,
    });

  // A template in the workbook is filled from its file too.
  if (withForms) {
    const [message, value] = await filled(first);
    if (can.files) expect([message, value]).toEqual(['', 12]);
    else expect([message, value]).toEqual([expect.stringMatching(NO_FILE), null]);
  }

  // Saved by Excel itself, and opened again: everything answers from the sheets, nothing is asked.
  const saved = await workbook.saveXlsx();
  const again = await start(saved, { profile });
  running.push(again);
  await again.room.startWorkbook();
  expect(shown(again)).toEqual([4, 12, 4 / 12]);
  expect(await again.room.inspectWorkbook()).toMatchObject({ persons: 12, fiscalYear: 2025 });
  // A person's value changes: figures of functions follow by themselves, values with 値を更新.
  const changed = new Promise<void>((resolve) => void again.room.onWorkbookChanged(resolve));
  await again.workbook.typeInto('健診!C6', '18.1');
  await changed;
  if (!can.functions) await page(again).refreshValues(asked);
  await soon(() => {
    expect(shown(again)).toEqual([5, 12, 5 / 12]);
  }, again);
  expect((await again.room.extract({ undoable: true, ...asked })).criteria[0]!.hits).toBe(5);
  expect(again.workbook.valuesOf('抽出_低栄養').flat()).toContain(PERSONS[4]);
  await again.room.undoLastWrite();
  await again.workbook.settle();
  expect(again.workbook.valuesOf('抽出_低栄養').flat()).not.toContain(PERSONS[4]);
  expect(again.workbook.formulasOf('メモ')[0]).toEqual(['私のメモ', '=B2', '001']);
  expect(again.workbook.book.sheets.filter(({ layout }) => layout.visibility !== 'Visible')).toEqual([]);
}
