/** What we wrote to a sheet, as a short text kept in the workbook: tells whether the analyst edited it since. */
import type { Cell } from '../kdb';

const SETTINGS_KEY = 'IKKATSU.sheets';

/** Sheet name → hash of its cells when we wrote them. */
export type SheetHashes = Readonly<Record<string, string>>;

/** Two 32-bit FNV-1a hashes of the cells that are not empty, with their places. Formulas count as their text. */
export function hashOf(rows: readonly (readonly Cell[])[]): string {
  let [low, high] = [0x811c9dc5, 0x1b873593];
  const add = (text: string): void => {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ (code + 0x9e37), 0x01000193);
    }
  };
  rows.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      if (cell !== null && cell !== '') add(`${row},${column},${String(cell)};`);
    }),
  );
  return `${(low >>> 0).toString(16)}${(high >>> 0).toString(16)}`;
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

/** Queues the new hashes; the caller syncs. */
export function keepHashes(context: Excel.RequestContext, hashes: SheetHashes): void {
  context.workbook.settings.add(SETTINGS_KEY, JSON.stringify(hashes));
}
