/** The xlsx of `--out`: made by the add-in itself in the embedded workbook, and held against the counts from the files. */
import type { CriterionCount } from '../../criteria';
import { summingThread, type SummingThread } from '../node/summing';
import type { NamedBytes } from './files';
import type { Progress } from './progress';
import { openSession, type SessionOptions } from './session';

export interface WorkbookMade {
  readonly bytes: Uint8Array;
  /** What has to be said of 支援記録, and of 実績の記録. */
  readonly supportNotices: readonly string[];
  readonly recordNotices: readonly string[];
}

/** Runs 抽出を実行 on the files, and 計画シートを作る where asked for, and returns the saved workbook. */
export async function workbookOf(
  files: readonly NamedBytes[],
  counts: readonly CriterionCount[],
  options: SessionOptions & { readonly plan?: boolean },
  progress: Progress = () => undefined,
): Promise<WorkbookMade> {
  progress('表をブックに入れています');
  const session = await openSession(files, options);
  let summing: SummingThread | null = null;
  try {
    progress('抽出のシートを作っています');
    const detail = await session.command('IKKATSU.EXTRACT');
    await session.workbook.settle();
    assertSameCounts(counts, detail.result?.criteria ?? []);
    const { supportNotices = [], recordNotices: ofExtraction = [] } = detail.result ?? {};
    let recordNotices = ofExtraction;
    // Its script is loaded while the forms are made and calculated.
    summing = summingThread();
    if (options.plan === true) {
      progress('計画・報告のシートを作っています');
      const { forms } = await session.command('IKKATSU.PLAN');
      recordNotices = [...new Set([...recordNotices, ...(forms?.recordNotices ?? [])])];
      await session.workbook.settle();
    }
    progress('ファイルの形にしています');
    const bytes = await session.workbook.saveXlsx({ isCalculated: true, summing });
    return { bytes, supportNotices, recordNotices };
  } finally {
    summing?.end();
    progress();
    session.dispose();
  }
}

/** The figures from the files and from the sheets must be the same; a difference is a defect and nothing is written. */
function assertSameCounts(fromFiles: readonly CriterionCount[], fromSheets: readonly CriterionCount[]): void {
  const of = (counts: readonly CriterionCount[]) =>
    JSON.stringify(counts.map(({ id, hits, denominator, judged }) => [id, hits, denominator, judged]));
  if (of(fromFiles) !== of(fromSheets)) {
    throw new Error(`counts differ between files and sheets:\n${of(fromFiles)}\n${of(fromSheets)}`);
  }
}
