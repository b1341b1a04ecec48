/** The sheet 支援記録 in the workbook: made from the lists with one command, added to without touching what was typed. */
import { cellAddress, rectAddress } from '../formula';
import { criterionById, CRITERION_IDS, insurerNumbers, purposesInUse, type CriterionId } from '../criteria';
import { AnalystError, textAt, type Cell, type PersonTable } from '../kdb';
import { extractionRows, extractionSheetName, SHEET_ROWS, SUPPORT_SHEET, type SpecValue } from '../plan';
import { nameAt } from '../plan/lists/extractionRows';
import {
  additionsTo,
  checkColumn,
  draftCell,
  draftsOfList,
  fiscalYearOfList,
  SUPPORT_TABLE,
  supportHeader,
  supportSheet,
  validationOf,
  yearMarkFor,
  type Additions,
  type SupportDraft,
} from '../plan/support';
import { bringBackOf } from './cellChanges';
import { currentConditions } from './conditions';
import { currentDataset } from './dataset';
import { isSupported, validate } from './dressSheet';
import { quietly, recalculate } from './events';
import { hideNamesAgain } from './preferences';
import { refuseProtectedSheets } from './protection';
import { replaceSheets } from './replaceSheets';
import { refusable, sendOrSkip, type Step } from './steps';
import { removeTemporary, takenBackOnError } from './goBack';
import { complete, type Unfinished } from './journal';
import { session } from './session';
import { readLayouts } from './sheetLayout';
import { rowsOfSheet } from './sheetRows';
import { forgetUndo, offerUndo } from './undo';
import { isPassing, oneAtATime, runExcel, type WorkOptions } from './work';

/** What one command put into 支援記録. */
export interface SupportStarted {
  readonly sheet: string;
  /** True when there was no sheet before. */
  readonly created: boolean;
  readonly added: number;
  /** Persons of the lists who were in the log already. */
  readonly known: number;
  readonly purposes: readonly CriterionId[];
}

export interface SupportOptions extends WorkOptions {
  /** 対象とした日 as days since 1970-01-01; default today. */
  readonly targetedOn?: number;
}

function today(): number {
  const now = new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000);
}

/** The persons of the data; none where there are no data, or none that can be read now. */
async function personsOf(options: SupportOptions): Promise<readonly PersonTable[]> {
  try {
    return [(await currentDataset(options)).table];
  } catch (error) {
    if (!isPassing(error)) return [];
    throw error;
  }
}

/** Says on 支援記録 what is to be said of its rows, and takes back what was said of those that are in order now. */
export async function markRows(context: Excel.RequestContext, marks: ReadonlyMap<number, string>): Promise<void> {
  const rows = await rowsOfSheet(context, SUPPORT_SHEET);
  const header = rows === null ? null : supportHeader(rows);
  const column = header === null ? null : checkColumn(rows!, header, marks);
  if (column === null) return;
  const sheet = context.workbook.worksheets.getItem(SUPPORT_SHEET);
  sheet.getRangeByIndexes(column.row, column.column, column.cells.length, 1).values = column.cells.map((text) => [
    text,
  ]);
  await context.sync();
}

/** The persons of one purpose, and the 抽出年度 that they were listed for; null where the sheet does not say. */
interface ListedPersons {
  readonly drafts: readonly SupportDraft[];
  readonly fiscalYear: number | null;
}

/** The persons of one purpose: the list as it stands in its sheet, else as the data give it. */
async function draftsOf(
  context: Excel.RequestContext,
  id: CriterionId,
  targetedOn: number,
  dataset: () => ReturnType<typeof currentDataset>,
): Promise<ListedPersons> {
  const rows = await rowsOfSheet(context, extractionSheetName(id));
  if (rows !== null) return { drafts: draftsOfList(rows, id, targetedOn), fiscalYear: fiscalYearOfList(rows) };
  const { intake, settings, evaluator } = await dataset();
  const list = extractionRows({ intake, settings, results: evaluator.evaluateAll(settings) }, id);
  const drafts = draftsOfList([list.columns.map(({ heading }) => heading), ...list.rows], id, targetedOn);
  return { drafts, fiscalYear: intake.fiscalYear };
}

/** The year of a new log: that of its lists where they agree, else the 抽出年度 of the workbook, as far as there is one. */
async function yearOfLog(years: ReadonlySet<number | null>, options: SupportOptions): Promise<number | null> {
  const [only = null] = years;
  if (years.size === 1 && only !== null) return only;
  return (await personsOf(options))[0]?.fiscalYear ?? null;
}

/** Queues the cells of new persons: only the columns that we fill, each by itself, wherever the analyst moved it. */
function writeAdditions(sheet: Excel.Worksheet, { header, drafts }: Additions, at: number): void {
  const texts: SpecValue[] = [];
  for (const { index, column } of header.columns) {
    const range = sheet.getRangeByIndexes(at, index, drafts.length, 1);
    if (column.format !== undefined) range.numberFormat = column.format as unknown as string[][];
    const rule = validationOf(column);
    if (rule !== null && isSupported('1.8')) {
      validate(sheet, { row: at, column: index, rows: drafts.length, columns: 1, ...rule });
    }
    texts.length = 0;
    texts.push(...drafts.map((draft) => draftCell(draft, column)));
    if (texts.some((value) => value !== '')) range.values = texts.map((value) => [value]);
  }
}

interface StandingTable {
  readonly name: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The table of the log with its range; null where it is gone. It bears a number where another sheet has one of the name. */
async function standingTable(context: Excel.RequestContext): Promise<StandingTable | null> {
  const { tables } = context.workbook.worksheets.getItem(SUPPORT_SHEET);
  tables.load('items/name');
  await context.sync();
  const table = tables.items.find(({ name }) => name === SUPPORT_TABLE || name.startsWith(`${SUPPORT_TABLE}_`));
  if (table === undefined) return null;
  const { name } = table;
  const range = table.getRange().load(['rowIndex', 'columnIndex', 'rowCount', 'columnCount']);
  await context.sync();
  return { name, row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount };
}

/** Adds persons below what stands; nothing that stands is written to. Throws support.below where the cells are taken. */
async function append(
  context: Excel.RequestContext,
  rows: readonly (readonly Cell[])[],
  drafts: readonly SupportDraft[],
  tables: readonly PersonTable[],
  fiscalYear: number | null,
): Promise<Additions> {
  const additions = additionsTo(rows, drafts, tables);
  const count = additions.drafts.length;
  if (count === 0) return additions;
  const sheet = context.workbook.worksheets.getItem(SUPPORT_SHEET);
  const table = await standingTable(context);
  const at = Math.max(additions.end, table === null ? 0 : table.row + table.rows);
  if (at + count > SHEET_ROWS) throw new AnalystError('support.tooLong', { rows: at + count });
  const strange = rows.findIndex(
    (cells, row) => row >= (table === null ? at : table.row + table.rows) && hasNoNumber(cells, additions),
  );
  if (strange >= 0) throw new AnalystError('support.below', { cell: cellAddress(strange, 0) });
  await refuseProtectedSheets(context, [SUPPORT_SHEET]);
  sheet.load('id');
  const layouts = await readLayouts(context, new Map([[SUPPORT_SHEET, { rows: at + count, columns: 1 }]]));
  await context.sync();
  const on = { sheet: sheet.id, name: SUPPORT_SHEET };
  const mark = fiscalYear === null ? null : yearMarkFor(rows, fiscalYear);
  const marked = mark === null ? [] : [{ row: mark.row, column: mark.column, rows: 1, columns: mark.cells.length }];
  const unfinished: Unfinished = {
    empty: [
      ...additions.header.columns.map(({ index }) => ({ ...on, row: at, column: index, rows: count, columns: 1 })),
      ...marked.map((cells) => ({ ...on, ...cells })),
    ],
    tables: table === null ? [] : [{ sheet: sheet.id, name: table.name, address: rectAddress(table) }],
    layouts: [...layouts.values()].map((layout) => ({ ...on, layout })),
  };
  await takenBackOnError(context, unfinished, async () => {
    writeAdditions(sheet, additions, at);
    if (mark !== null) sheet.getRangeByIndexes(mark.row, mark.column, 1, mark.cells.length).values = [[...mark.cells]];
    if (table !== null) {
      const end = at + count - table.row;
      sheet.tables.getItem(table.name).resize(sheet.getRangeByIndexes(table.row, table.column, end, table.columns));
    }
    complete(context);
    await context.sync();
  });
  offerUndo(bringBackOf(unfinished));
  await sendOrSkip(context, printTo(sheet, additions, at + count));
  return additions;
}

/** The added persons are printed too, up to the column メモ. */
function printTo(sheet: Excel.Worksheet, { header }: Additions, rows: number): Step[] {
  if (!isSupported('1.9')) return [];
  const memo = header.columns.find(({ column }) => column.id === 'memo')?.index;
  const last = memo ?? Math.max(...header.columns.map(({ index }) => index));
  const print = (): void => sheet.pageLayout.setPrintArea(sheet.getRangeByIndexes(0, 0, rows, last + 1));
  return [refusable(`${SUPPORT_SHEET} の印刷範囲`, print)];
}

/** A line below the table that is no person: a remark, a sum. */
function hasNoNumber(cells: readonly Cell[], { header }: Additions): boolean {
  const number = header.columns.find(({ column }) => column.id === 'personId')!.index;
  return (cells[number] === null || cells[number] === undefined) && cells.some((cell) => cell !== null && cell !== '');
}

/** The names and the numbers stay in sight while scrolling to the right. */
async function freezeNames(context: Excel.RequestContext, headerRow: number, columns: number): Promise<void> {
  if (!isSupported('1.7')) return;
  const sheet = context.workbook.worksheets.getItem(SUPPORT_SHEET);
  const freeze = (): void => sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, headerRow + 1, columns));
  await sendOrSkip(context, [refusable(`${SUPPORT_SHEET} の見出しの固定`, freeze)]);
}

/** The purposes that an extraction answers under what stands in 抽出条件. */
async function allInUse(context: Excel.RequestContext): Promise<CriterionId[]> {
  return purposesInUse((await currentConditions(context)).settings).map(({ id }) => id);
}

async function start(
  context: Excel.RequestContext,
  wanted: readonly CriterionId[] | 'all',
  options: SupportOptions,
): Promise<SupportStarted> {
  const purposes = wanted === 'all' ? await allInUse(context) : wanted;
  const targetedOn = options.targetedOn ?? today();
  let asked: ReturnType<typeof currentDataset> | null = null;
  const drafts: SupportDraft[] = [];
  const years = new Set<number | null>();
  for (const [done, id] of purposes.entries()) {
    options.onProgress?.({ stage: '支援記録の対象者を集めています', done, total: purposes.length });
    const listed = await draftsOf(context, id, targetedOn, () => (asked ??= currentDataset(options)));
    drafts.push(...listed.drafts);
    if (listed.drafts.length > 0) years.add(listed.fiscalYear);
  }
  return put(context, drafts, years, purposes, options);
}

/** Puts the persons into the log: made when absent, else added below what stands. */
async function put(
  context: Excel.RequestContext,
  drafts: readonly SupportDraft[],
  years: ReadonlySet<number | null>,
  purposes: readonly CriterionId[],
  options: SupportOptions,
): Promise<SupportStarted> {
  const names =
    purposes.length === CRITERION_IDS.length ? 'すべての目的' : purposes.map((id) => criterionById(id).name).join('、');
  if (drafts.length === 0) throw new AnalystError('support.noPersons', { purposes: names });
  forgetUndo();
  await removeTemporary(context);
  const rows = await rowsOfSheet(context, SUPPORT_SHEET);
  if (rows !== null && rows.length > 0) {
    const { drafts: added, known } = await append(
      context,
      rows,
      drafts,
      await personsOf(options),
      await yearOfLog(years, options),
    );
    return { sheet: SUPPORT_SHEET, created: false, added: added.length, known, purposes };
  }
  if (drafts.length + 10 > SHEET_ROWS) throw new AnalystError('support.tooLong', { rows: drafts.length });
  const spec = supportSheet(drafts, await yearOfLog(years, options));
  await replaceSheets(context, [spec], {
    ...options,
    // Only an empty sheet of this name can stand here.
    confirmReplace: () => Promise.resolve(true),
    keepBefore: ({ bringBack }) => offerUndo(bringBack),
  });
  const name = spec.blocks.find(({ style }) => style === 'header')?.cells[0]?.indexOf('目的') ?? 1;
  await freezeNames(context, spec.frozenRows! - 1, name);
  await hideNamesAgain(context);
  return { sheet: SUPPORT_SHEET, created: true, added: drafts.length, known: 0, purposes };
}

/**
 * Puts the persons of the lists into 支援記録, made when absent: one row a person and purpose. Lists are taken as they stand
 * in their sheets (rows that the analyst removed stay out), or from the data where there is no sheet. Who is in the log
 * already is not doubled, and nothing that was typed is written over. Throws data.none, support.*.
 */
export function startSupportLog(
  purposes: readonly CriterionId[] | 'all' = 'all',
  options: SupportOptions = {},
): Promise<SupportStarted> {
  return oneAtATime(async () => {
    const started = await quietly(() => runExcel((context) => start(context, purposes, options), options));
    session().supportChanged();
    await recalculate();
    return started;
  });
}

/** A person of the data in one purpose; `row` counts in the table of the dataset. */
export interface PersonInPurpose {
  readonly row: number;
  readonly purpose: CriterionId;
}

/** Puts single persons into 支援記録, with what their lists say of 担当 where they stand there. Throws as `startSupportLog`. */
export function startSupportFor(
  persons: readonly PersonInPurpose[],
  options: SupportOptions = {},
): Promise<SupportStarted> {
  return oneAtATime(async () => {
    const started = await quietly(async () => {
      const { table, intake } = await currentDataset(options);
      const targetedOn = options.targetedOn ?? today();
      const withInsurer = insurerNumbers(table).length > 1;
      const purposes = CRITERION_IDS.filter((id) => persons.some(({ purpose }) => purpose === id));
      const drafts = persons.map(({ row, purpose }): SupportDraft => ({
        personId: textAt(table, 'personId', row),
        insurer: withInsurer ? textAt(table, 'insurer', row) : '',
        municipality: withInsurer ? textAt(table, 'municipality', row) : '',
        name: nameAt(table, row),
        purpose: criterionById(purpose).name,
        targetedOn,
      }));
      return runExcel((context) => put(context, drafts, new Set([intake.fiscalYear]), purposes, options), options);
    });
    session().supportChanged();
    await recalculate();
    return started;
  });
}

/** The command of the ribbon: on a list 抽出_<名> that purpose alone, anywhere else all lists. Shows the sheet. */
export async function supportCommand(options: SupportOptions = {}): Promise<void> {
  const active = await runExcel(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet().load('name');
    await context.sync();
    return sheet.name;
  });
  const one = CRITERION_IDS.find((id) => extractionSheetName(id) === active);
  await startSupportLog(one === undefined ? 'all' : [one], options);
  // The log stands: a refusal to show it is no refusal of the command.
  await runExcel(async (context) => {
    context.workbook.worksheets.getItem(SUPPORT_SHEET).activate();
    await context.sync();
  }).catch(() => undefined);
}
