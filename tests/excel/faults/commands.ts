/** Every command that writes, and the undo of each, in a form in which it can be run again and again on one workbook. */
import { strToU8 } from 'fflate';
import { defaultSettings } from '../../../src/criteria';
import type { Cell } from '../../../src/kdb';
import { handBuilt } from '../../plan/binding/handBuilt';
import { start, type Running } from '../addin';
import { pictureOf, type Picture } from './picture';

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
  /** A workbook in which it can be run. */
  readonly open: (addinDir: string) => Promise<Running>;
  /** Gives it something to do, each time. `turn` counts from 0. */
  readonly arrange: (running: Running, turn: number) => Promise<void>;
  /** Rejects with the error that the analyst is told. */
  readonly run: (running: Running) => Promise<unknown>;
  /** The sheet that somebody renames, deletes or protects meanwhile; null where no sheet is written to. */
  readonly victim: string | null;
  /** Without that sheet the command has nothing to do: it is renamed, never deleted. */
  readonly needsVictim?: true;
  /** A second run would do more: where the first one says that it is done, it is not run again. */
  readonly once?: true;
  readonly isUndo?: true;
  /** About how many requests it makes: where the points of a short run are looked for. */
  readonly requests: number;
  /** It answers with what Excel refused of how the sheets look. */
  readonly tellsNotices?: true;
  /** What the workbook must look like when it is complete, where that is known from before. */
  readonly reference?: (except: readonly string[]) => Picture;
}

/** A ribbon command, which tells its error instead of throwing it. */
async function invoke({ addin }: Running, id: string): Promise<void> {
  const { ok, code, message } = await addin.invoke(id);
  if (!ok) throw Object.assign(new Error(message), { code });
}

const isOurs = (name: string): boolean => name !== 'データ' && name !== FORM && name !== '別紙' && name !== '独自';

/** Our sheets go, with everything that the add-in remembers. */
function forgetOurs({ workbook: { book }, room }: Running): void {
  for (const sheet of book.sheets.filter(({ name }) => isOurs(name))) book.deleteSheet(sheet);
  for (const { name } of [...book.names.values()].filter((item) => item.name.startsWith('IKKATSU')))
    book.deleteName(name);
  book.settings.clear();
  room.startSession();
}

/** Other data than before, known to the add-in. */
async function changeData({ workbook, room }: Running, turn: number): Promise<void> {
  await workbook.typeInto('データ!G2', turn % 2 === 0 ? 18.4 : 27);
  await workbook.typeInto('データ!G3', turn % 2 === 0 ? 25 : 17.5);
  room.startSession();
}

const openData = (addinDir: string): Promise<Running> => start(addinDir, { データ: DATA });
async function openExtracted(addinDir: string): Promise<Running> {
  const running = await openData(addinDir);
  await running.room.extract();
  return running;
}
/** With a form, its bindings, and data. */
async function openTemplate(addinDir: string): Promise<Running> {
  const running = await start(addinDir, handBuilt());
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
  await workbook.settle();
  return running;
}

const yes = { confirmReplace: () => Promise.resolve(true), undoable: true } as const;
const writeForms = ({ addin }: Running, groups: readonly string[], options: object): Promise<unknown> =>
  (addin.window.writeForms as Window['writeForms'])(groups as never, options);
async function support(running: Running, list: string): Promise<void> {
  const { book } = running.workbook;
  book.activate(book.findSheet(list)!);
  await invoke(running, 'IKKATSU.SUPPORT');
}
function dropSheet({ workbook: { book } }: Running, name: string): void {
  const sheet = book.findSheet(name);
  if (sheet) book.deleteSheet(sheet);
}
const settingsOf = (turn: number) => ({
  ...defaultSettings(),
  'lowNutrition.bmiAtMost': 18 + (turn % 2) / 2,
  'kidney.pharmacyCounts': turn % 2 === 0,
});
const csv = (name: string) => ({ name, bytes: strToU8('被保険者番号,BMI\n1,20\n2,21\n') });
let xlsx: Uint8Array | null = null;
async function xlsxFile(running: Running): Promise<Uint8Array> {
  xlsx ??= await (async () => {
    const other = await running.workbook.saveXlsx();
    return other;
  })();
  return xlsx;
}
let turnNow = 0;

/** Sheets that an import brought go again. */
function dropImported({ workbook: { book } }: Running, known: ReadonlySet<string>): void {
  for (const sheet of book.sheets.filter(({ name }) => !known.has(name))) book.deleteSheet(sheet);
}
const KNOWN = new Set(['データ']);

const WRITES: readonly Command[] = [
  {
    name: 'the first extraction',
    requests: 121,
    open: openData,
    arrange: async (running) => forgetOurs(running),
    run: ({ room }) => room.extract(yes),
    tellsNotices: true,
    victim: null,
  },
  {
    name: 'an extraction again',
    requests: 108,
    open: openExtracted,
    arrange: changeData,
    run: ({ room }) => room.extract(yes),
    tellsNotices: true,
    victim: '抽出_口腔',
  },
  {
    name: 'the forms',
    requests: 120,
    open: openExtracted,
    arrange: changeData,
    run: (running) => writeForms(running, ['計画'], yes),
    tellsNotices: true,
    victim: '圏域別',
  },
  {
    name: '支援記録, new',
    requests: 40,
    open: openExtracted,
    arrange: async (running) => dropSheet(running, '支援記録'),
    run: (running) => support(running, '抽出_低栄養'),
    victim: null,
  },
  {
    name: '支援記録, added to',
    requests: 40,
    open: openExtracted,
    arrange: async (running) => {
      dropSheet(running, '支援記録');
      await support(running, '抽出_低栄養');
    },
    run: (running) => support(running, '抽出_服薬（多剤）'),
    victim: '支援記録',
  },
  {
    name: 'an import of csv files',
    requests: 12,
    open: openData,
    arrange: async (running) => dropImported(running, KNOWN),
    run: ({ room }) => room.importFiles([csv('甲.csv'), csv('乙.csv')]),
    victim: null,
    once: true,
  },
  {
    name: 'an import of xlsx files',
    requests: 13,
    open: openData,
    arrange: async (running) => {
      dropImported(running, KNOWN);
      await xlsxFile(running);
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
    requests: 11,
    open: async (addinDir) => {
      const running = await openData(addinDir);
      running.workbook.openRows('独自', [
        ['ひと', '体格の値', '日'],
        ['00000001', '17.0', '20250601'],
      ]);
      return running;
    },
    arrange: async ({ workbook, room }) => {
      workbook.book.settings.delete('IKKATSU.mappings');
      room.startSession();
    },
    run: ({ room }) =>
      room.mapColumns(
        '独自',
        new Map([
          [0, 'personId' as const],
          [1, 'bmi' as const],
        ]),
      ),
    victim: null,
  },
  {
    name: 'a set of conditions',
    requests: 1,
    open: openData,
    arrange: async ({ workbook }) => void workbook.book.settings.delete('IKKATSU.conditionSets'),
    run: ({ room }) => room.keepConditionSets([{ name: '広域連合の基準', settings: defaultSettings() }]),
    victim: null,
  },
  {
    name: 'thresholds',
    requests: 11,
    open: openExtracted,
    arrange: async ({ room }, turn) => {
      turnNow = turn;
      room.startSession();
    },
    run: ({ room }) => room.applySettings(settingsOf(turnNow)),
    victim: '抽出条件',
  },
  {
    name: 'the defaults',
    requests: 30,
    open: openExtracted,
    arrange: async ({ room }) => room.applySettings(settingsOf(0)),
    run: ({ room }) => room.restoreDefaults({ undoable: true }),
    victim: null,
  },
  {
    name: 'the filling of a template',
    requests: 20,
    open: openTemplate,
    arrange: async ({ workbook }, turn) => {
      for (const cell of ['B3', 'B4']) await workbook.typeInto(`${FORM}!${cell}`, `前 ${turn}`);
      await workbook.typeInto('別紙!A1', "'001");
    },
    run: (running) => invoke(running, 'IKKATSU.FILL'),
    victim: '別紙',
    needsVictim: true,
  },
  {
    name: 'the copy to hand in',
    requests: 8,
    open: openExtracted,
    arrange: async () => undefined,
    run: (running) => invoke(running, 'IKKATSU.HANDIN'),
    victim: null,
  },
  {
    name: 'a formula',
    requests: 4,
    open: openData,
    arrange: async ({ workbook }) => {
      await workbook.typeInto('データ!L2', '');
      const sheet = workbook.book.findSheet('データ')!;
      workbook.book.activate(sheet);
      workbook.book.selection = { row: 1, column: 11, rows: 1, columns: 1 };
    },
    run: ({ room }) => room.writeFormula('=IKKATSU.LOWNUTRITION("人数")+0'),
    victim: null,
    once: true,
  },
];

/** Whatever leaves nothing to take back. */
const WITHOUT_UNDO = new Set(['the mapping of columns', 'a set of conditions', 'the copy to hand in']);

function undoOf({ tellsNotices: _told, ...command }: Command): Command {
  let pictures = new Map<string, Picture>();
  return {
    ...command,
    name: `undo of ${command.name}`,
    requests: Math.ceil(command.requests / 2),
    once: true,
    isUndo: true,
    arrange: async (running, turn) => {
      await command.arrange(running, turn);
      await running.workbook.settle();
      const { victim } = command;
      const excepts = [[], ...(victim === null ? [] : [[victim]])];
      pictures = new Map(excepts.map((except) => [except.join(), pictureOf(running.workbook, except)]));
      await command.run(running);
    },
    run: ({ room }) => room.undoLastWrite(),
    reference: (except) => pictures.get(except.join())!,
  };
}

const UNDOS: readonly Command[] = WRITES.filter(({ name }) => !WITHOUT_UNDO.has(name)).map(undoOf);

export const COMMANDS: readonly Command[] = [...WRITES, ...UNDOS];
