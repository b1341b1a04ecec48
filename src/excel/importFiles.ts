/** Files of the analyst into the workbook: csv as a sheet with texts kept as text, xlsx with its own sheets. */
import { FIELDS, readFile, type Cell, type SourceInput } from '../kdb';
import { isOurSheet, type SheetSpec, type SpecValue } from '../plan';
import { isSupported } from './dressSheet';
import { quietly, recalculate } from './events';
import { recognisedOrWhy } from './recognisedOrWhy';
import { saveOrigins } from './mappingStore';
import { removeTemporary } from './temporarySheets';
import { session } from './session';
import { offerUndo } from './undo';
import { oneAtATime, runExcel, type WorkOptions } from './work';
import { writeCells } from './writeSheet';

export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const LONGEST_NAME = 31;

/** A sheet name that Excel takes and that is not in use: no []:*?/\, at most 31 characters, never one of ours. */
export function sheetNameFor(text: string, taken: ReadonlySet<string>): string {
  const plain = text
    .replace(/\.(csv|txt|xlsx|zip)$/i, '')
    .replace(/[[\]:*?/\\]/g, '_')
    .replace(/^'+|'+$/g, '')
    .trim();
  const base = (plain === '' ? 'データ' : isOurSheet(plain) ? `${plain}_データ` : plain).slice(0, LONGEST_NAME);
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`;
    const name = base.slice(0, LONGEST_NAME - ending.length) + ending;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Columns of measured values and counts; every other column keeps its texts and leading zeros. */
function numericColumns(input: SourceInput): Set<number> {
  const seen = recognisedOrWhy(input);
  if (!seen.recognised) return new Set();
  const isNumeric = ({ field }: { readonly field: keyof typeof FIELDS | null }): boolean =>
    field !== null && ['measure', 'count'].includes(FIELDS[field].kind);
  return new Set(seen.columns.filter(isNumeric).map(({ index }) => index));
}

function specValue(cell: Cell | undefined, numeric: boolean): SpecValue {
  if (cell === undefined || cell === null) return '';
  if (numeric && typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell.trim())) return Number(cell);
  return cell;
}

/** A source as a sheet: the rows where they are in the file. */
function sheetOf(name: string, input: SourceInput): SheetSpec {
  const rows = [...input.rows()];
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 1);
  const numeric = numericColumns(input);
  const cells = rows.map((row) =>
    Array.from({ length: columns }, (_, index) => specValue(row[index], numeric.has(index))),
  );
  const formats = Array.from({ length: columns }, (_, index) => (numeric.has(index) ? undefined : '@'));
  return {
    name,
    blocks: [{ row: 0, column: 0, cells, formats }],
    columnWidths: [],
    print: { orientation: 'landscape' },
  };
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  const step = 0x8000;
  for (let start = 0; start < bytes.length; start += step)
    text += String.fromCharCode(...bytes.subarray(start, start + step));
  return btoa(text);
}

/**
 * Adds the files to the workbook as sheets and returns their names. All of them or none: an unreadable file, an error or
 * 中止 leaves the workbook as it was. Throws AnalystError file.*, csv.*.
 */
export function importFiles(files: readonly PickedFile[], options: WorkOptions = {}): Promise<string[]> {
  return oneAtATime(() =>
    quietly(async () => {
      // Every file is read before the first sheet is made, so that a bad one is refused with nothing written.
      const read = files.map(({ name, bytes }) => ({ name, bytes, inputs: readFile(name, bytes) }));
      const added = await runExcel(async (context) => {
        await removeTemporary(context);
        return addSheets(context, read, options);
      });
      offerUndo(async (later) => {
        const sheets = added.map((name) => later.workbook.worksheets.getItemOrNullObject(name).load('name'));
        await later.sync();
        for (const sheet of sheets) if (!sheet.isNullObject) sheet.delete();
        await later.sync();
      });
      session().dataChanged();
      await recalculate();
      return added;
    }),
  );
}

/** A text that only bears the name of a workbook is written like any csv. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** The sheets of an xlsx at the end; returns their names. One file a request: several together could be over the limit of the host. */
async function insertWorkbook(context: Excel.RequestContext, bytes: Uint8Array): Promise<string[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const before = new Set(worksheets.items.map(({ name }) => name));
  context.workbook.insertWorksheetsFromBase64(base64Of(bytes), { positionType: 'End' });
  worksheets.load('items/name');
  await context.sync();
  return worksheets.items.map(({ name }) => name).filter((name) => !before.has(name));
}

async function addSheets(
  context: Excel.RequestContext,
  files: readonly (PickedFile & { readonly inputs: readonly SourceInput[] })[],
  options: WorkOptions,
): Promise<string[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const before = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
  const taken = new Set(before);
  const origins: { sheet: string; file: string }[] = [];
  try {
    for (const [done, { name, bytes, inputs }] of files.entries()) {
      options.onProgress?.({ stage: `${name} を取り込んでいます`, done, total: files.length });
      if (/\.xlsx$/i.test(name) && isZip(bytes) && isSupported('1.13')) {
        const names = await insertWorkbook(context, bytes);
        origins.push(...names.map((sheet) => ({ sheet, file: name })));
        continue;
      }
      for (const input of inputs) {
        const sheetName = sheetNameFor(input.sheet ?? input.file, taken);
        taken.add(sheetName.toLowerCase());
        const sheet = worksheets.add(sheetName);
        await writeCells(sheet, sheetOf(sheetName, input), options);
        if (input.isHidden === true) sheet.visibility = 'Hidden';
        origins.push({ sheet: sheetName, file: input.file });
      }
    }
    await saveOrigins(context, origins);
    worksheets.load('items/name');
    await context.sync();
    return worksheets.items.map(({ name }) => name).filter((name) => !before.has(name.toLowerCase()));
  } catch (error) {
    worksheets.load('items/name');
    await context.sync();
    for (const sheet of worksheets.items) if (!before.has(sheet.name.toLowerCase())) sheet.delete();
    await context.sync();
    throw error;
  }
}
