/** What takes a write back, as plain data that stands in the workbook while the write lasts: even a page that dies leaves it. */
import type { Cell } from '../kdb';
import { keepCellsAside, readCellsAside } from './cellsAside';
import type { ChartsBefore } from './charts';
import type { Extent } from './readRows';
import type { SheetLayout } from './sheetLayout';

const SETTINGS_KEY = 'IKKATSU.unfinished';

/** A cell as it was; sheets are named by their id, which survives renaming. */
export interface CellBefore {
  readonly sheet: string;
  /** What the sheet was called. */
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** The formula, where there is one. */
  readonly content: Cell;
  /** The content is a text, also where it looks like a formula. */
  readonly isText: boolean;
  readonly numberFormat: string;
}

export interface SheetBefore {
  readonly sheet: string;
  readonly name: string;
  /** The sheet that holds the copy of the cells; null for an empty sheet. */
  readonly backup: string | null;
  readonly extent: Extent | null;
  readonly tables: readonly { readonly name: string; readonly address: string }[];
}

export interface RangeOnSheet extends Extent {
  readonly sheet: string;
  /** What the sheet was called. */
  readonly name: string;
  readonly row: number;
  readonly column: number;
}

/** Each part can be put back twice, and in any state that the write may have left. */
export interface Unfinished {
  readonly cells?: readonly CellBefore[];
  /**
   * The cells are of sheets of the analyst's: what stood in them may say anything of anybody, and is kept where everybody
   * can see it, on a temporary sheet. Settings are for what we wrote ourselves.
   */
  readonly ofAnalyst?: boolean;
  /** Ranges that were empty. */
  readonly empty?: readonly RangeOnSheet[];
  readonly tables?: readonly { readonly sheet: string; readonly name: string; readonly address: string }[];
  readonly sheets?: readonly SheetBefore[];
  readonly layouts?: readonly { readonly sheet: string; readonly name: string; readonly layout: SheetLayout }[];
  /** Ids of sheets that were not there, once they are known; those that are gone are skipped. */
  readonly added?: readonly string[];
  /** Sheets that were inserted from files: whatever was not present and bears a name of the files. */
  readonly inserted?: { readonly present: readonly string[]; readonly names: readonly string[] };
  /** Defined names with their formulas; null for those that were not there. */
  readonly names?: readonly { readonly name: string; readonly formula: string | null }[];
  /** Settings of the workbook; null for those that were not there. */
  readonly settings?: readonly { readonly key: string; readonly value: unknown }[];
  readonly charts?: {
    readonly remembered: ChartsBefore['remembered'];
    readonly standing: readonly (readonly [string, readonly string[]])[];
  };
}

/** Begins a write: from now on `unfinished` stands in the workbook. On an error nothing was begun. Syncs. */
export async function begin(context: Excel.RequestContext, unfinished: Unfinished): Promise<void> {
  const { cells = [], ofAnalyst = false } = unfinished;
  try {
    if (ofAnalyst) await keepCellsAside(context, cells);
    const kept: Unfinished = ofAnalyst ? { ...unfinished, cells: [] } : unfinished;
    context.workbook.settings.add(SETTINGS_KEY, JSON.stringify(kept));
    await context.sync();
  } catch (error) {
    // It may stand although the request failed: the next write would take back what the analyst does until then.
    complete(context);
    await context.sync().catch(() => undefined);
    throw error;
  }
}

/** Queues that a write is complete: the last action of the request that completes it. */
export function complete(context: Excel.RequestContext): void {
  // A setting that is not there cannot be deleted; an empty one says the same.
  context.workbook.settings.add(SETTINGS_KEY, '');
}

/** What a write left that did not come to its end; null where there is none. */
export async function readUnfinished(context: Excel.RequestContext): Promise<Unfinished | null> {
  const setting = context.workbook.settings.getItemOrNullObject(SETTINGS_KEY).load('value');
  await context.sync();
  if (setting.isNullObject || setting.value === '') return null;
  let kept: Unfinished;
  try {
    kept = JSON.parse(String(setting.value)) as Unfinished;
  } catch {
    return null;
  }
  return kept.ofAnalyst === true ? { ...kept, cells: await readCellsAside(context) } : kept;
}
