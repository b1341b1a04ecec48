/** The source sheets of the workbook: every sheet that is not ours and that kdb recognises, read once and kept. */
import { looksLikeSource, withMapping, type Cell, type SourceInput } from '../kdb';
import { isOurSheet } from '../plan';
import { hiddenSheetsIncluded } from './hiddenSheets';
import { learnMappings, learnOrigins } from './mappingStore';
import { readRows, type Extent } from './readRows';
import { session } from './session';
import { pause, type WorkOptions } from './work';

/** A header stands in the first rows; more is read only of sheets that have one. */
const HEAD_ROWS = 60;

/** One sheet of the analyst as it was read last. */
export interface ReadSheet {
  readonly name: string;
  /** An export or an aggregate form. */
  readonly recognised: boolean;
  /** All rows of a recognised sheet; the first ones of any other. */
  readonly rows: readonly (readonly Cell[])[];
  /** What was not read of it, in Japanese. */
  readonly remark?: string;
}

/** Whether a sheet is a source as far as we know; undefined when it was never read. */
export function isKnownSource(id: string): boolean | undefined {
  return session().sheets.get(id)?.recognised;
}

interface Listed {
  readonly id: string;
  readonly name: string;
  /** The analyst does not see it, and did not ask for such sheets. */
  readonly isHidden: boolean;
  readonly sheet: Excel.Worksheet;
}

/** The analyst's sheets, in the order of the tabs. */
async function analystSheets(context: Excel.RequestContext): Promise<Listed[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name,items/visibility');
  const isIncluded = await hiddenSheetsIncluded(context);
  return worksheets.items
    .filter(({ name }) => !isOurSheet(name))
    .map((sheet) => ({
      id: sheet.id,
      name: sheet.name,
      isHidden: !isIncluded && sheet.visibility !== 'Visible',
      sheet: worksheets.getItem(sheet.name),
    }));
}

/** How far the sheets are filled; null for an empty one. */
async function extentsOf(context: Excel.RequestContext, sheets: readonly Listed[]): Promise<(Extent | null)[]> {
  const ranges = sheets.map(({ sheet }) =>
    sheet.getUsedRangeOrNullObject(true).load(['rowIndex', 'rowCount', 'columnIndex', 'columnCount']),
  );
  await context.sync();
  return ranges.map((used) =>
    used.isNullObject ? null : { rows: used.rowIndex + used.rowCount, columns: used.columnIndex + used.columnCount },
  );
}

function inputOf({ name, rows, remark }: Omit<ReadSheet, 'recognised'>, isHidden = false): SourceInput {
  const { mappings, origins } = session();
  const origin = origins[name];
  const input = {
    file: name,
    rows: () => rows,
    ...(origin === undefined ? {} : { origin }),
    ...(isHidden && { isHidden }),
    ...(remark !== undefined && { remarks: () => [remark] }),
  };
  const mapping = mappings[name];
  return mapping === undefined ? input : withMapping(input, mapping);
}

/** A column that lies farther behind the last filled one than this belongs to no table. */
const FAR_COLUMNS = 1_000;

/** Columns of the table that stands in the first rows of a sheet. */
function widthOf(head: readonly (readonly Cell[])[], columns: number): number {
  const filled = new Uint8Array(columns);
  for (const cells of head) cells.forEach((cell, index) => (filled[index] ||= cell === null ? 0 : 1));
  let width = 0;
  for (let index = 0; index < columns && index <= width + FAR_COLUMNS; index++) if (filled[index]) width = index + 1;
  return columns - width <= FAR_COLUMNS ? columns : width;
}

/** Says which cells to the right of a table were left out; undefined where nothing stands there. */
async function farRemark(sheet: Excel.Worksheet, extent: Extent, width: number): Promise<string | undefined> {
  if (width >= extent.columns) return undefined;
  const beyond = sheet
    .getRangeByIndexes(0, width, extent.rows, extent.columns - width)
    .getUsedRangeOrNullObject(true)
    .load('address');
  await sheet.context.sync();
  if (beyond.isNullObject) return undefined;
  return `表から遠く離れたセル（${beyond.address.replace(/^.*!/, '')}）に書きこみがあり、読んでいません。いらなければ消してください。`;
}

/** The head of a sheet, and the rest of it when it is an export. */
async function readSheet(
  { name, sheet }: Listed,
  extent: Extent,
  options: WorkOptions & { readonly onRows: (rows: number) => void },
): Promise<ReadSheet> {
  const head = await readRows(sheet, { ...extent, rows: Math.min(HEAD_ROWS, extent.rows) }, { ...options, name });
  if (!looksLikeSource(inputOf({ name, rows: head }))) return { name, recognised: false, rows: head };
  const columns = widthOf(head, extent.columns);
  const remark = await farRemark(sheet, extent, columns);
  const rest = await readRows(sheet, { ...extent, columns }, { ...options, name, leapsBlank: true }, head.length);
  const top = columns === extent.columns ? head : head.map((cells) => cells.slice(0, columns));
  return { name, recognised: true, rows: [...top, ...rest], ...(remark !== undefined && { remark }) };
}

/**
 * All sheets of the analyst as inputs for the intake; those that are no export bring only their first rows. Sheets that
 * did not change since the last time are not read again.
 */
export async function readSources(context: Excel.RequestContext, options: WorkOptions): Promise<SourceInput[]> {
  const now = session();
  const kept = now.sheets;
  now.mappings = await learnMappings(context);
  now.origins = await learnOrigins(context);
  const sheets = await analystSheets(context);
  const present = new Set(sheets.map(({ id }) => id));
  for (const id of [...kept.keys()]) if (!present.has(id)) kept.delete(id);
  const unread = sheets.filter(({ id, name }) => kept.get(id)?.name !== name);
  const extents = await extentsOf(context, unread);
  const total = extents.reduce((sum, extent) => sum + (extent?.rows ?? 0), 0);
  let before = 0;
  for (const [index, listed] of unread.entries()) {
    const extent = extents[index] ?? null;
    const onRows = (rows: number): void =>
      options.onProgress?.({ stage: `${listed.name} を読んでいます`, done: Math.min(total, before + rows), total });
    onRows(0);
    kept.set(
      listed.id,
      extent === null
        ? { name: listed.name, recognised: false, rows: [] }
        : await readSheet(listed, extent, { ...options, onRows }),
    );
    before += extent?.rows ?? 0;
    await pause(options);
  }
  return sheets.flatMap(({ id, isHidden }) => {
    const read = kept.get(id);
    return read === undefined || read.rows.length === 0 ? [] : [inputOf(read, isHidden)];
  });
}

/** Whether a sheet that was no export has become one. */
export async function becameSource(context: Excel.RequestContext, id: string): Promise<boolean> {
  const listed = (await analystSheets(context)).find((sheet) => sheet.id === id);
  if (listed === undefined) return false;
  const [extent] = await extentsOf(context, [listed]);
  if (extent === null || extent === undefined) return false;
  const { name, sheet } = listed;
  const rows = await readRows(sheet, { ...extent, rows: Math.min(HEAD_ROWS, extent.rows) }, { name });
  return looksLikeSource(inputOf({ name, rows }));
}
