/** 個人票 and 案内文 for the persons whose rows are selected on a list. */
import { AnalystError, indexOf } from '../kdb';
import { isPersonList, LETTER_TEXTS_SHEET, PERSON_PAGES_SHEET, LETTERS_SHEET, type SheetSpec } from '../plan';
import { personRowsOf } from '../plan/lists/work';
import type { Dataset } from './types';
import { currentDataset } from './dataset';
import { hideNamesAgain } from './preferences';
import { replaceSheets, type ReplaceOptions } from './replaceSheets';
import { rowsOfSheet } from './sheetRows';
import { forgetUndo, offerUndo } from './undo';
import { runExcel, type WorkOptions } from './work';
import { writing } from './writing';

/** Pages that are made at once: a printer and a person can still look through them. */
export const MOST_PAGES = 200;

export interface PagesOptions extends WorkOptions {
  readonly confirmReplace?: ReplaceOptions['confirmReplace'];
  readonly undoable?: boolean;
}

/** What was made. */
export interface PagesMade {
  readonly sheets: readonly string[];
  readonly persons: number;
  /** What has to be said of it. */
  readonly notices: readonly string[];
}

/**
 * The rows of the person table whose rows are selected on the active list, in the order of the sheet; hidden rows (a filter)
 * are left out. Throws AnalystError pages.noList, pages.noPersons, pages.tooMany.
 */
async function selectedPersons(context: Excel.RequestContext, { table }: Dataset): Promise<number[]> {
  const range = context.workbook.getSelectedRange().load(['rowIndex', 'rowCount']);
  const active = context.workbook.worksheets.getActiveWorksheet().load('name');
  await context.sync();
  const { name } = active;
  if (!isPersonList(name)) throw new AnalystError('pages.noList');
  const rows = personRowsOf((await rowsOfSheet(context, name)) ?? []);
  const head = rows.findIndex((cells) => cells.includes('被保険者番号'));
  const [number, insurer] = ['被保険者番号', '保険者番号'].map((heading) => rows[head]?.indexOf(heading) ?? -1);
  const first = Math.max(head + 1, range.rowIndex);
  const end = Math.min(rows.length, range.rowIndex + range.rowCount);
  const sheet = context.workbook.worksheets.getItem(name);
  const asked = Array.from({ length: Math.max(0, end - first) }, (_, index) => ({
    cells: rows[first + index]!,
    line: sheet.getRangeByIndexes(first + index, 0, 1, 1).load('rowHidden'),
  }));
  if (asked.length > MOST_PAGES) throw new AnalystError('pages.tooMany', { rows: asked.length, most: MOST_PAGES });
  await context.sync();
  const persons = indexOf(table);
  const found = asked
    .filter(({ line }) => !line.rowHidden)
    .map(({ cells }) =>
      persons.row({
        number: cells[number!] ?? null,
        insurer: insurer! < 0 ? '' : String(cells[insurer!] ?? ''),
      }),
    )
    .filter((row) => row >= 0);
  if (head < 0 || found.length === 0) throw new AnalystError('pages.noPersons');
  return [...new Set(found)];
}

async function write(
  specsFor: (context: Excel.RequestContext, dataset: Dataset) => Promise<{ specs: SheetSpec[]; persons: number }>,
  shown: string,
  options: PagesOptions,
): Promise<PagesMade> {
  return writing(async () => {
    const dataset = await currentDataset(options);
    return runExcel(async (context) => {
      const { specs, persons } = await specsFor(context, dataset);
      const notices: string[] = [];
      forgetUndo();
      await replaceSheets(context, specs, {
        ...options,
        onNotice: (notice) => notices.push(notice),
        ...(options.undoable === true ? { keepBefore: ({ bringBack }) => offerUndo(bringBack) } : {}),
      });
      notices.push(...(await hideNamesAgain(context)));
      context.workbook.worksheets.getItem(shown).activate();
      // What is shown is no part of the pages.
      await context.sync().catch(() => undefined);
      return { sheets: specs.map(({ name }) => name), persons, notices };
    });
  });
}

/** Writes 個人票: a page for each selected person. Throws AnalystError data.none, pages.*, sheet.edited, work.cancelled. */
export function makePersonPages(options: PagesOptions = {}): Promise<PagesMade> {
  return write(
    async (context, dataset) => {
      const { personPagesSheet } = await import('../plan/lists/personPages');
      const { table, settings, evaluator, intake, years } = dataset;
      const rows = await selectedPersons(context, dataset);
      const before = years
        .overview()
        .map(({ fiscalYear }) => fiscalYear)
        .filter((fiscalYear) => fiscalYear < intake.fiscalYear)
        .flatMap((fiscalYear) => {
          try {
            return [{ fiscalYear, table: dataset.year(fiscalYear).table }];
          } catch (error) {
            if (error instanceof AnalystError && error.code === 'source.noPersons') return [];
            throw error;
          }
        });
      const results = evaluator.evaluateAll(settings);
      const spec = personPagesSheet({ table, settings, results, before, fiscalYear: intake.fiscalYear, rows });
      return { specs: [spec], persons: rows.length };
    },
    PERSON_PAGES_SHEET,
    options,
  );
}

/** The kinds of letters that the workbook has: those of its own sheet, or the drafts of ours. */
export async function letterKinds(): Promise<readonly string[]> {
  const { DEFAULT_LETTERS, readLetterTexts } = await import('../plan/lists/letters');
  const rows = await runExcel((context) => rowsOfSheet(context, LETTER_TEXTS_SHEET));
  return (rows === null ? DEFAULT_LETTERS : readLetterTexts(rows)).map(({ kind }) => kind);
}

/**
 * Writes 案内文 and 差し込み for the selected persons, and 案内文の文例 where the workbook has none yet. Throws AnalystError
 * data.none, pages.*, letters.*, sheet.edited, work.cancelled.
 */
export function makeLetters(kind: string, options: PagesOptions = {}): Promise<PagesMade> {
  return write(
    async (context, { table, settings, evaluator, ...dataset }) => {
      const letters = await import('../plan/lists/letters');
      const rows = await selectedPersons(context, { table, settings, evaluator, ...dataset });
      const standing = await rowsOfSheet(context, LETTER_TEXTS_SHEET);
      const texts = standing === null ? letters.DEFAULT_LETTERS : letters.readLetterTexts(standing);
      const letter = texts.find((each) => each.kind === kind);
      if (letter === undefined) throw new AnalystError('letters.noText', { kind });
      const facts = {
        table,
        results: evaluator.evaluateAll(settings),
        rows,
        today: new Date().toLocaleDateString('ja-JP-u-ca-japanese', { dateStyle: 'long' }),
      };
      const specs = [
        letters.lettersSheet(letter, facts),
        letters.mergeSheet(letter, facts),
        ...(standing === null ? [letters.letterTextsSheet()] : []),
      ];
      return { specs, persons: rows.length };
    },
    LETTERS_SHEET,
    options,
  );
}
