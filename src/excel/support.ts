/** The sheet 支援記録 in the workbook: made from the lists with one command, added to without touching what was typed. */
import { criterionById, CRITERION_IDS, insurerNumbers, purposesInUse, type CriterionId } from '../criteria';
import { AnalystError, textAt, type PersonTable } from '../kdb';
import { extractionRows, extractionSheetName, SHEET_ROWS, SUPPORT_SHEET } from '../plan';
import { nameAt } from '../plan/lists/extractionRows';
import {
  checkColumn,
  draftsOfList,
  fiscalYearOfList,
  supportHeader,
  supportSheet,
  type SupportDraft,
} from '../plan/support';
import { append } from './appendToLog';
import { currentConditions } from './conditions';
import { currentDataset } from './dataset';
import { isSupported } from './dressSheet';
import { recalculate } from './events';
import { hideNamesAgain } from './preferences';
import { replaceSheets } from './replaceSheets';
import { refusable, sendOrSkip } from './steps';
import { removeTemporary } from './goBack';
import { session } from './session';
import { rowsOfSheet } from './sheetRows';
import { forgetUndo, offerUndo } from './undo';
import { isPassing, runExcel, type WorkOptions } from './work';
import { writing } from './writing';

/** What one command put into 支援記録. */
export interface SupportStarted {
  readonly sheet: string;
  /** True when there was no sheet before. */
  readonly created: boolean;
  readonly added: number;
  /** Persons of the lists who were in the log already. */
  readonly known: number;
  readonly purposes: readonly CriterionId[];
  /** What has to be said of it. */
  readonly notices: readonly string[];
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
    return { sheet: SUPPORT_SHEET, created: false, added: added.length, known, purposes, notices: [] };
  }
  if (drafts.length + 10 > SHEET_ROWS) throw new AnalystError('support.tooLong', { rows: drafts.length });
  const spec = supportSheet(drafts, await yearOfLog(years, options));
  const notices: string[] = [];
  await replaceSheets(context, [spec], {
    ...options,
    onNotice: (notice) => notices.push(notice),
    // Only an empty sheet of this name can stand here.
    confirmReplace: () => Promise.resolve(true),
    keepBefore: ({ bringBack }) => offerUndo(bringBack),
  });
  const name = spec.blocks.find(({ style }) => style === 'header')?.cells[0]?.indexOf('目的') ?? 1;
  await freezeNames(context, spec.frozenRows! - 1, name);
  notices.push(...(await hideNamesAgain(context)));
  return { sheet: SUPPORT_SHEET, created: true, added: drafts.length, known: 0, purposes, notices };
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
  return writing(async () => {
    const started = await runExcel((context) => start(context, purposes, options), options);
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
  return writing(async () => {
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
    const started = await runExcel(
      (context) => put(context, drafts, new Set([intake.fiscalYear]), purposes, options),
      options,
    );
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
