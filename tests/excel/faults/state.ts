/** Everything that a command can find: the workbook to its last cell, and what the page remembers. */
import { createHash } from 'node:crypto';
import type { Sheet } from '../../../src/workbench/book/sheet';
import type { Running } from '../addin';
import { textOf } from './textOf';

type Session = ReturnType<Running['room']['session']>;

/** What of a sheet is not for everybody. */
interface Inside {
  readonly keptFormulas: object;
}

/** The cells of a sheet as they are kept, with their formats, and what spills into them. */
export function cellsText({ worksheet, book, id, layout }: Sheet): string {
  const spilled = book.spilledCells(id) ?? null;
  return `${JSON.stringify([worksheet.getCellMatrix().getMatrix(), spilled])}${textOf([layout.columnStyles, layout.rowStyles])}`;
}

function sheetText(sheet: Sheet): string {
  const { id, name, layout, formulaIndex } = sheet;
  const { keptFormulas } = sheet as unknown as Inside;
  return [id, name, cellsText(sheet), JSON.stringify([formulaIndex, keptFormulas]), textOf(layout)].join('\n');
}

function workbookText({ workbook: { book } }: Running): string {
  const { names, settings, activeSheet } = book;
  const tables = book.tables.map((table) => ({ ...table, sheet: table.sheet.id }));
  return [...book.sheets.map(sheetText), textOf([names, tables, settings, activeSheet.id])].join('\n');
}

/** What a promise came to; null where nothing was asked. */
async function outcomeOf(asked: Promise<unknown> | null): Promise<unknown> {
  try {
    return asked === null ? null : [await asked];
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return { code, message };
  }
}

/**
 * What the page remembers. Timers count as there or not, and so does what was put in order at its start, of which sentences are
 * left; what was asked counts with what came of it.
 */
async function sessionText(session: Session): Promise<string> {
  const { queue, dataset, conditions, evaluation, started, ranges, ...others } = session;
  await queue;
  await started;
  const { waits, functions, listeners, healing, undo, undoTimer, recalculation, watching, ...plain } = others;
  return textOf([
    plain,
    [waits.size, [...functions.keys()], listeners.size, healing.length],
    [undo, undoTimer, recalculation, watching, started].map((each) => each !== null && each !== undefined),
    await outcomeOf(dataset),
    await outcomeOf(conditions),
    evaluation && [await outcomeOf(evaluation.basis), (await outcomeOf(dataset)) === evaluation.dataset],
    [...ranges.keys()],
  ]);
}

/**
 * The same for two states only where they are the same, in few letters. Ids of sheets are given anew each time: of them counts
 * only which is which.
 */
export async function digestOfState(running: Running): Promise<string> {
  const text = `${workbookText(running)}\n${await sessionText(running.room.session())}`;
  const known = new Map<string, string>();
  const named = text.replace(/\bsheet-\d+\b/g, (id) => {
    if (!known.has(id)) known.set(id, `sheet ${known.size}`);
    return known.get(id)!;
  });
  return createHash('sha256').update(named).digest('base64');
}
