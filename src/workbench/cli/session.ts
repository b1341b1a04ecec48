/** The embedded workbook with files open in it and the built add-in running beside it, as the commands use them. */
import path from 'node:path';
import { AnalystError } from '../../kdb';
import { startAddin, type AddinRuntime } from '../node/runAddin';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../workbook';
import type { NamedBytes } from './files';

/** The folder of the built add-in: beside the built command line. */
export const ADDIN_DIR = path.resolve(__dirname, '../addin');

export interface Session {
  readonly workbook: EmbeddedWorkbook;
  readonly addin: AddinRuntime;
  /** Runs one of the add-in's ribbon commands; its failure is thrown as the sentence that the pane would show. */
  command(id: string): Promise<void>;
  dispose(): void;
}

/** Opens the files as sheets, csv and the members of a zip as text so that leading zeros stay. */
async function openFiles(workbook: EmbeddedWorkbook, files: readonly NamedBytes[]): Promise<void> {
  for (const { name, bytes } of files) {
    if (/\.xlsx$/i.test(name)) await workbook.openXlsx(name, bytes);
    else await workbook.openCsv(name, bytes);
  }
}

/** Starts a session. With a year, it is typed into the cell 抽出年度 of the sheet 抽出条件, as an analyst would. */
export async function openSession(files: readonly NamedBytes[], year?: number): Promise<Session> {
  const workbook = createEmbeddedWorkbook();
  await openFiles(workbook, files);
  const addin = await startAddin(workbook, { addinDir: ADDIN_DIR });
  const session: Session = {
    workbook,
    addin,
    async command(id) {
      const detail = await addin.invoke(id);
      if (!detail.ok) throw new CommandError(detail.message ?? id);
    },
    dispose() {
      addin.dispose();
      workbook.dispose();
    },
  };
  if (year !== undefined) {
    await session.command('IKKATSU.CONDITIONS');
    await workbook.typeInto('IKKATSU_抽出年度', year);
    await workbook.settle();
  }
  return session;
}

/** A ribbon command that ended with a sentence for the analyst. */
export class CommandError extends AnalystError {
  constructor(sentence: string) {
    super('command.failed', { sentence });
  }
}
