/** Every command that writes, each with a workbook in which it can be run again and again. */
import { strToU8 } from 'fflate';
import { defaultSettings } from '../../../src/criteria';
import type { Cell } from '../../../src/kdb';
import { FORM_GROUPS } from '../../../src/plan/forms';
import { PROFILES, type HostProfile } from '../../../src/workbench/host/profiles';
import { handBuilt } from '../../plan/binding/handBuilt';
import { start, type Running } from '../addin';
import { withoutCalculation } from './snapshot';

const HEADER = ['被保険者番号', '氏名', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];
const DATA: readonly (readonly Cell[])[] = [
  HEADER,
  ['00000001', '合成 一', '北部', '女', '19400101', '20250601', '18.4', 'はい', '16'],
  ['00000002', '合成 二', '南部', '男', '19450101', '20250601', '25', 'はい', '3'],
  ['00000003', '合成 三', '南部', '女', '19480101', '20250601', '19', 'はい', '15'],
];
const FORM = '実績 様式';

export interface Command {
  readonly name: string;
  /** A workbook in which it can be run; commands that begin alike share it. */
  readonly open: (addinDir: string) => Promise<Running>;
  /** What it needs there besides. */
  readonly arrange?: (running: Running) => Promise<unknown>;
  /** Rejects with the error that the analyst is told. */
  readonly run: (running: Running) => Promise<unknown>;
  /** The sheet that somebody renames, deletes or protects meanwhile; null where no sheet is written to. */
  readonly victim: string | null;
  /** Without that sheet the command has nothing to do: it is renamed, never deleted. */
  readonly needsVictim?: true;
  /** A second run would do more: where the first one says that it is done, it is not run again. */
  readonly once?: true;
  /** It leaves nothing to take back. */
  readonly withoutUndo?: true;
  /** It makes a hundred requests: a short run tries each way at the write or at its undo, in turn. */
  readonly isLong?: true;
  /** It answers with what Excel refused of how the sheets look. */
  readonly tellsNotices?: true;
}

/**
 * The strictest Excel, but for what is not the subject here: events come at once, and it refuses what it is told to refuse,
 * so that a command makes the same requests each time.
 */
const EXCEL: HostProfile = { ...PROFILES.hostile, eventDelay: 0, refusals: { parts: [], when: 'inTurn' } };

/** A ribbon command, which tells its error instead of throwing it. */
async function invoke({ addin }: Running, id: string): Promise<void> {
  const { ok, code, message } = await addin.invoke(id);
  if (!ok) throw Object.assign(new Error(message), { code });
}

async function openData(addinDir: string): Promise<Running> {
  const running = await start(addinDir, { データ: DATA }, { profile: EXCEL });
  withoutCalculation(running.workbook);
  return running;
}
async function openOwnColumns(addinDir: string): Promise<Running> {
  const running = await openData(addinDir);
  running.workbook.openRows('独自', [
    ['ひと', '体格の値', '日'],
    ['00000001', '17.0', '20250601'],
  ]);
  return running;
}
async function openExtracted(addinDir: string): Promise<Running> {
  const running = await openData(addinDir);
  await running.room.extract();
  // Other data than the lists say.
  await running.workbook.typeInto('データ!G2', 27);
  await running.workbook.typeInto('データ!G3', 17.5);
  return running;
}
async function openWithForms(addinDir: string): Promise<Running> {
  const running = await start(addinDir, { データ: DATA }, { profile: EXCEL });
  withoutCalculation(running.workbook);
  await running.room.extract();
  await writeForms(running);
  await running.workbook.typeInto('データ!G3', 17.5);
  return running;
}
/** One sheet of figures, calculated. */
async function openFigures(addinDir: string): Promise<Running> {
  const running = await start(addinDir, { データ: DATA }, { profile: EXCEL });
  await running.room.extract();
  const { book } = running.workbook;
  for (const sheet of book.sheets.filter(({ name }) => /^抽出_|取込結果/.test(name))) book.deleteSheet(sheet);
  await running.workbook.settle();
  return running;
}
/** With a form, its bindings, and data, calculated. */
async function openTemplate(addinDir: string): Promise<Running> {
  const running = await start(addinDir, handBuilt(), { profile: EXCEL });
  const { workbook } = running;
  workbook.openRows('データ', DATA);
  workbook.book.findSheet(FORM)!.layout.protected = false;
  await invoke(running, 'IKKATSU.BINDINGSHEET');
  const values = workbook.valuesOf('様式の対応');
  const head = values.findIndex((cells) => cells.includes('指標'));
  const first = values[head]!.indexOf('シート');
  const rows = [
    [FORM, 'B3', '=IKKATSU.LOWNUTRITION("人数")', '0"名"'],
    ['', '口腔人数', '=3+4'],
    ['別紙', 'A1', "'1-2"],
  ];
  for (const [index, cells] of rows.entries())
    for (const [offset, cell] of cells.entries())
      if (cell !== '') await workbook.typeInto(`様式の対応!${'ABCDEFGH'[first + offset]}${head + 2 + index}`, cell);
  // What the analyst had in the cells that are filled: texts that look like a number and like a formula.
  await workbook.typeInto('別紙!A1', "'001");
  await workbook.typeInto(`${FORM}!B3`, "'=氏名");
  await workbook.typeInto(`${FORM}!B4`, '前');
  await workbook.settle();
  return running;
}

const yes = { confirmReplace: () => Promise.resolve(true), undoable: true } as const;
const writeForms = ({ addin }: Running): Promise<unknown> =>
  (addin.window.writeForms as Window['writeForms'])(FORM_GROUPS, yes);
async function support(running: Running, list: string): Promise<void> {
  const { book } = running.workbook;
  book.activate(book.findSheet(list)!);
  await invoke(running, 'IKKATSU.SUPPORT');
}
const SETTINGS = { ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5, 'kidney.pharmacyCounts': true };
const csv = (name: string) => ({ name, bytes: strToU8('被保険者番号,BMI\n1,20\n2,21\n') });
let xlsx: Uint8Array | null = null;

/** All of them; the undo of each belongs to it. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'the first extraction',
    open: openData,
    run: ({ room }) => room.extract(yes),
    tellsNotices: true,
    isLong: true,
    victim: null,
  },
  {
    name: 'an extraction again',
    open: openExtracted,
    run: ({ room }) => room.extract(yes),
    tellsNotices: true,
    isLong: true,
    victim: '抽出_口腔',
  },
  {
    name: 'all forms, new',
    open: openExtracted,
    run: (running) => writeForms(running),
    tellsNotices: true,
    isLong: true,
    victim: null,
    once: true,
  },
  {
    name: 'all forms, again',
    open: openWithForms,
    run: (running) => writeForms(running),
    tellsNotices: true,
    isLong: true,
    victim: '圏域別',
  },
  {
    name: '支援記録, new',
    open: openExtracted,
    run: (running) => support(running, '抽出_低栄養'),
    victim: null,
  },
  {
    name: '支援記録, added to',
    open: openExtracted,
    arrange: (running) => support(running, '抽出_低栄養'),
    run: (running) => support(running, '抽出_服薬（多剤）'),
    victim: '支援記録',
  },
  {
    name: 'an import of csv files',
    open: openData,
    run: ({ room }) => room.importFiles([csv('甲.csv'), csv('乙.csv')]),
    victim: null,
    once: true,
  },
  {
    name: 'an import of xlsx files',
    open: openData,
    arrange: async ({ workbook }) => {
      xlsx = await workbook.saveXlsx();
    },
    run: ({ room }) =>
      room.importFiles([
        { name: '甲.xlsx', bytes: xlsx! },
        { name: '乙.xlsx', bytes: xlsx! },
      ]),
    victim: null,
    once: true,
  },
  {
    name: 'the mapping of columns',
    open: openOwnColumns,
    run: ({ room }) =>
      room.mapColumns(
        '独自',
        new Map([
          [0, 'personId' as const],
          [1, 'bmi' as const],
        ]),
      ),
    victim: null,
    withoutUndo: true,
  },
  {
    name: 'a set of conditions',
    open: openData,
    run: ({ room }) => room.keepConditionSets([{ name: '広域連合の基準', settings: defaultSettings() }]),
    victim: null,
    withoutUndo: true,
  },
  {
    name: 'thresholds',
    open: openExtracted,
    run: ({ room }) => room.applySettings(SETTINGS),
    victim: '抽出条件',
  },
  {
    name: 'another 抽出年度',
    open: openExtracted,
    run: ({ room }) => room.changeFiscalYear(2024),
    victim: '抽出条件',
  },
  {
    name: 'the defaults',
    open: openExtracted,
    arrange: ({ room }) => room.applySettings(SETTINGS),
    run: ({ room }) => room.restoreDefaults({ undoable: true }),
    victim: '抽出条件',
  },
  {
    name: 'another 評価年度',
    open: openExtracted,
    arrange: (running) => support(running, '抽出_低栄養'),
    run: ({ room }) => room.changeAfterYear(2026),
    victim: '支援記録',
    needsVictim: true,
  },
  {
    name: 'the filling of a template',
    open: openTemplate,
    run: (running) => invoke(running, 'IKKATSU.FILL'),
    victim: '別紙',
    needsVictim: true,
  },
  {
    name: 'the copy to hand in',
    open: openFigures,
    run: (running) => invoke(running, 'IKKATSU.HANDIN'),
    victim: null,
    withoutUndo: true,
  },
  {
    name: 'a formula',
    open: openData,
    arrange: async ({ workbook: { book } }) => {
      book.activate(book.findSheet('データ')!);
      book.selection = { row: 1, column: 11, rows: 1, columns: 1 };
    },
    run: ({ room }) => room.writeFormula('=IKKATSU.LOWNUTRITION("人数")+0'),
    victim: null,
    once: true,
  },
];
