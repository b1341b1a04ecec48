/** Writing single cells whole or not at all, with the way back. */
import type { Cell } from '../kdb';
import { isOurSheet } from '../plan';
import { goBack, takenBackOnError } from './goBack';
import { begin, complete, type CellBefore, type Unfinished } from './journal';
import { ACTION_BYTES, send, type Step } from './steps';
import type { BringBack } from './undo';

/** A cell that gets something else. */
export interface CellChange {
  /** The name of its sheet. */
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  /** As Excel is given it: a text that it would convert begins with an apostrophe. */
  readonly entry: Cell;
  readonly numberFormat?: string;
}

type Place = Pick<CellChange, 'sheet' | 'row' | 'column'>;

function cellAt(context: Excel.RequestContext, { sheet, row, column }: Place): Excel.Range {
  return context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, 1, 1);
}

/** What the cells hold now. */
export async function cellsBefore(context: Excel.RequestContext, places: readonly Place[]): Promise<CellBefore[]> {
  if (places.length === 0) return [];
  const sheets = new Map(
    [...new Set(places.map(({ sheet }) => sheet))].map((name) => [
      name,
      context.workbook.worksheets.getItem(name).load('id'),
    ]),
  );
  const read: { place: Place; range: Excel.Range }[] = [];
  await send(
    context,
    places.map((place) => ({
      name: place.sheet,
      weight: 4 * ACTION_BYTES,
      queue: () =>
        void read.push({ place, range: cellAt(context, place).load(['formulas', 'values', 'numberFormat']) }),
    })),
  );
  return read.map(({ place: { sheet, row, column }, range }) => {
    const content = range.formulas[0]![0] as Cell;
    return {
      sheet: sheets.get(sheet)!.id,
      name: sheet,
      row,
      column,
      content: content === '' ? null : content,
      // The value of a formula is something else than its text.
      isText: typeof content === 'string' && range.values[0]![0] === content,
      numberFormat: String(range.numberFormat[0]![0]),
    };
  });
}

/** The steps that write the cells. */
export function changeSteps(context: Excel.RequestContext, changes: readonly CellChange[]): Step[] {
  return changes.map((change) => ({
    name: change.sheet,
    weight: 5 * ACTION_BYTES + 3 * String(change.entry ?? '').length,
    queue: () => {
      const range = cellAt(context, change);
      if (change.numberFormat !== undefined) range.numberFormat = [[change.numberFormat]];
      range.formulas = [[change.entry ?? '']];
    },
  }));
}

/**
 * Writes the cells; on an error they hold what they held, and the error is thrown. Returns what takes the write back. Throws
 * AnalystError sheet.protected before anything is written.
 */
export async function changeCells(context: Excel.RequestContext, changes: readonly CellChange[]): Promise<Unfinished> {
  // Loaded when something is written: the pane opens without it.
  const { withOpenSheets } = await import('./protection');
  return withOpenSheets(
    context,
    changes.map(({ sheet }) => sheet),
    () => changeOpenCells(context, changes),
  );
}

async function changeOpenCells(context: Excel.RequestContext, changes: readonly CellChange[]): Promise<Unfinished> {
  const cells = await cellsBefore(context, changes);
  const unfinished: Unfinished = {
    cells,
    ofAnalyst: changes.some(({ sheet }) => !isOurSheet(sheet)) && cells.some(({ content }) => content !== null),
  };
  const steps = changeSteps(context, changes);
  await takenBackOnError(context, unfinished, () =>
    send(context, [...steps, { name: '', weight: ACTION_BYTES, queue: () => complete(context) }]),
  );
  return unfinished;
}

/** The way back as undo takes it; it may be tried again. */
export function bringBackOf(unfinished: Unfinished): BringBack {
  return async (later) => {
    await begin(later, unfinished);
    return goBack(later, unfinished);
  };
}
