/** Workbooks whose formulas nobody has calculated yet: the embedded workbook does it, so that every command gives one answer. */
import { AnalystError } from '../../kdb';
import { uncalculatedNotice } from '../notices';
import type { NamedBytes } from './files';

/** What reading gave, with the files as they were read and what is to be said of that. */
export interface Calculated<T> {
  readonly result: T;
  readonly notices: readonly string[];
}

async function withValues({ name, bytes }: NamedBytes): Promise<NamedBytes> {
  const { createEmbeddedWorkbook } = await import('../workbook');
  const workbook = createEmbeddedWorkbook();
  try {
    await workbook.open(name, bytes);
    await workbook.settle();
    return { name, bytes: await workbook.saveXlsx() };
  } finally {
    workbook.dispose();
  }
}

/**
 * Reads files; where a sheet has formulas without values, its workbook is calculated first. Throws what reading throws, and
 * AnalystError sheet.uncalculated for what cannot be calculated (a member of a ZIP).
 */
export async function readCalculated<T>(
  files: readonly NamedBytes[],
  read: (files: readonly NamedBytes[]) => T,
): Promise<Calculated<T>> {
  const calculated = new Set<string>();
  let now = files;
  for (;;) {
    try {
      return { result: read(now), notices: [...calculated].map(uncalculatedNotice) };
    } catch (error) {
      if (!(error instanceof AnalystError) || error.code !== 'sheet.uncalculated') throw error;
      const file = String(error.values.file);
      if (calculated.has(file) || !now.some(({ name }) => name === file)) throw error;
      calculated.add(file);
      now = await Promise.all(now.map((each) => (each.name === file ? withValues(each) : each)));
    }
  }
}
