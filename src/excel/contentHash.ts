/** What we wrote to a sheet, as a short text kept in the workbook: tells whether the analyst edited it since. */
import { atOnce, type Cell, type Steps } from '../kdb';
import { isPersonList, withoutWork } from '../plan';

const SETTINGS_KEY = 'IKKATSU.sheets';

/** Sheet name → hash of its cells when we wrote them. */
export type SheetHashes = Readonly<Record<string, string>>;

/**
 * Two 32-bit FNV-1a hashes of the cells that are not empty. Each goes in with its place, its type and its length, so that
 * no two different sheets make the same text. Formulas count as their text.
 */
export const hashOf = (rows: readonly (readonly Cell[])[]): string => atOnce(hashSteps(rows));

/** Rows between two steps. */
const STEP = 64;

/** The same in steps. */
export function* hashSteps(rows: readonly (readonly Cell[])[]): Steps<string> {
  let [low, high] = [0x811c9dc5, 0x1b873593];
  const add = (text: string): void => {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ (code + 0x9e37), 0x01000193);
    }
  };
  for (const [row, cells] of rows.entries()) {
    cells.forEach((cell, column) => {
      if (cell === null || cell === '') return;
      const text = String(cell);
      add(`${row},${column},${typeof cell},${text.length}:${text}`);
    });
    if (row % STEP === 0) yield;
  }
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The hash of a sheet of ours; what is written into the columns of work of a list is no edit of it. */
export function hashOfSheet(name: string, rows: readonly (readonly Cell[])[]): Steps<string> {
  return hashSteps(isPersonList(name) ? withoutWork(rows) : rows);
}

/** The hashes that the workbook keeps; none in a workbook that we never wrote to. */
export async function readHashes(context: Excel.RequestContext): Promise<SheetHashes> {
  const setting = context.workbook.settings.getItemOrNullObject(SETTINGS_KEY);
  setting.load('value');
  await context.sync();
  if (setting.isNullObject) return {};
  try {
    return JSON.parse(String(setting.value)) as SheetHashes;
  } catch {
    return {};
  }
}

/** The hashes as a setting of the workbook. */
export function hashesSetting(hashes: SheetHashes): { readonly key: string; readonly value: string } {
  return { key: SETTINGS_KEY, value: JSON.stringify(hashes) };
}

/** Queues the new hashes; the caller syncs. */
export function keepHashes(context: Excel.RequestContext, hashes: SheetHashes): void {
  const { key, value } = hashesSetting(hashes);
  context.workbook.settings.add(key, value);
}
