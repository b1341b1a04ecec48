/** The embedded workbook with files open in it and the built add-in running beside it, as the commands use them. */
import path from 'node:path';
import { AnalystError, HIDDEN_SHEETS_SETTING, MAPPINGS_SETTING } from '../../kdb';
import { CONDITIONS_SHEET, NAMED_CELLS, readConditions, referenceDateIn } from '../../plan';
import { ROLE_SETTING, type Role } from '../../plan/forms/roles';
import { OLDER_RECORD_SETTING, type OlderRecord } from '../../plan/record/older';
import { layoutFor, type NamedLayout } from '../../kdb/unknownColumns';
import { startAddin, type AddinRuntime, type CommandDetail } from '../node/runAddin';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../workbook';
import type { NamedBytes } from './files';

/** The folder of the built add-in: beside the built command line. */
export const ADDIN_DIR = path.resolve(__dirname, '../addin');

export interface Session {
  readonly workbook: EmbeddedWorkbook;
  readonly addin: AddinRuntime;
  /** Runs one of the add-in's ribbon commands; its failure is thrown as the sentence that the pane would show. */
  command(id: string): Promise<CommandDetail>;
  dispose(): void;
}

/** Says what opening left out, but for what somebody else says. */
function sayNotices({ notices }: EmbeddedWorkbook, said: readonly string[] = []): void {
  for (const notice of notices.splice(0)) if (!said.includes(notice)) process.stderr.write(`※ ${notice}\n`);
}

/** Opens the workbook that a command is about, as Excel would: the name of its file tells nothing of its data. */
export async function openBook(workbook: EmbeddedWorkbook, { name, bytes }: NamedBytes): Promise<void> {
  await workbook.open(name, bytes, { namesItsData: false });
  sayNotices(workbook);
}

/** Opens the files as sheets, csv and the members of a zip as text so that leading zeros stay. */
async function openFiles(
  workbook: EmbeddedWorkbook,
  files: readonly NamedBytes[],
  said: readonly string[] = [],
): Promise<void> {
  for (const { name, bytes } of files) await workbook.open(name, bytes);
  sayNotices(workbook, said);
}

/** What is typed into cells of the sheet 抽出条件, as an analyst would. */
export interface SessionOptions {
  readonly year?: number;
  readonly joinByBirth?: boolean;
  /** Hidden sheets are joined too. */
  readonly hidden?: boolean;
  /** Whose workbook it is. */
  readonly role?: Role;
  /** What older workbooks bring for 実績の記録. */
  readonly older?: OlderRecord;
  /** Layouts for sheets whose headings nobody knows, kept in the workbook as the pane keeps them. */
  readonly mappings?: readonly NamedLayout[];
  /** Notices that somebody else says. */
  readonly said?: readonly string[];
}

/** Keeps in the workbook which layout each of its sheets takes, as if the analyst had confirmed it in the pane. */
function keepMappings(workbook: EmbeddedWorkbook, layouts: readonly NamedLayout[]): void {
  const mappings = workbook.sheetNames().flatMap((name) => {
    const layout = layoutFor({ file: name, rows: () => workbook.valuesOf(name) }, layouts);
    return layout === null ? [] : [[name, layout.mapping] as const];
  });
  if (mappings.length === 0) return;
  const { settings } = workbook.book;
  const kept = JSON.parse(String(settings.get(MAPPINGS_SETTING) ?? '{}')) as Record<string, unknown>;
  settings.set(MAPPINGS_SETTING, JSON.stringify({ ...kept, ...Object.fromEntries(mappings) }));
}

/** Starts a session with the files open and the options typed in. */
export async function openSession(files: readonly NamedBytes[], options: SessionOptions = {}): Promise<Session> {
  const workbook = createEmbeddedWorkbook({ isLazy: true });
  await openFiles(workbook, files, options.said);
  keepMappings(workbook, options.mappings ?? []);
  if (options.older !== undefined) workbook.book.settings.set(OLDER_RECORD_SETTING, JSON.stringify(options.older));
  if (options.role !== undefined) workbook.book.settings.set(ROLE_SETTING, options.role);
  if (options.hidden === true) workbook.book.settings.set(HIDDEN_SHEETS_SETTING, true);
  const addin = await startAddin(workbook, { addinDir: ADDIN_DIR, withoutPane: true, callsDirectly: true });
  const session: Session = {
    workbook,
    addin,
    async command(id) {
      const detail = await addin.invoke(id);
      if (!detail.ok) throw new AnalystError('command.failed', { sentence: detail.message ?? id });
      return detail;
    },
    dispose() {
      addin.dispose();
      workbook.dispose();
    },
  };
  await typeConditions(session, options);
  return session;
}

/** Types the options into the cells of 抽出条件, which is made when absent. */
export async function typeConditions(
  { workbook, command }: Session,
  { year, joinByBirth }: Pick<SessionOptions, 'year' | 'joinByBirth'>,
): Promise<void> {
  if (year === undefined && joinByBirth !== true) return;
  await command('IKKATSU.CONDITIONS');
  if (year !== undefined) {
    const standing = readConditions(workbook.valuesOf(CONDITIONS_SHEET));
    await workbook.typeInto('IKKATSU_抽出年度', year);
    if (referenceDateIn(standing, year) !== standing.referenceDate)
      await workbook.typeInto(NAMED_CELLS.referenceDate, '');
  }
  if (joinByBirth === true) await workbook.typeInto('IKKATSU_生年月日で結合', '使う');
  await workbook.settle();
}
