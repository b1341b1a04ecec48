/** Files of the analyst into the workbook: csv as a sheet with texts kept as text, xlsx with its own sheets. */
import { isZip, type Steps } from '../kdb';
import { isOurSheet, SUPPORT_SHEET, type DataSheetLook } from '../plan';
import { bringBackOf } from './cellChanges';
import { isSupported } from './dressSheet';
import { recalculate } from './events';
import { saveOrigins } from './mappingStore';
import { removeTemporary, takenBackOnError } from './goBack';
import { begin, complete, type Unfinished } from './journal';
import { refuseProtected } from './protection';
import { session } from './session';
import { refusable, sendOrSkip } from './steps';
import { addAside, removeSheetsAsideNowOrLater, temporaryName } from './temporarySheets';
import { forgetUndo, offerUndo } from './undo';
import { Reading, type ChosenFile, type TableFound } from '../reading';
import { inSlices, isTooLarge, runExcel, throwIfCancelled, type WorkOptions } from './work';
import { writeRows } from './writeSheet';
import { writing } from './writing';

export type PickedFile = ChosenFile;

const LONGEST_NAME = 31;

/**
 * A sheet name that Excel takes and that is not in use: no []:*?/\, at most 31 characters, never one of ours but 支援記録, which is the
 * analyst's own: a file of that name is the log, as it is for the command line.
 */
export function sheetNameFor(text: string, taken: ReadonlySet<string>): string {
  const plain = text
    .replace(/\.(csv|txt|xlsx|zip)$/i, '')
    .replace(/[[\]:*?/\\]/g, '_')
    .replace(/^'+|'+$/g, '')
    .trim();
  const base = (
    plain === '' ? 'データ' : isOurSheet(plain) && plain !== SUPPORT_SHEET ? `${plain}_データ` : plain
  ).slice(0, LONGEST_NAME);
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`;
    const name = base.slice(0, LONGEST_NAME - ending.length) + ending;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Queues widths, the kept heading and the print set-up of an imported sheet. */
function wearLook(sheet: Excel.Worksheet, look: DataSheetLook): void {
  const { widths, frozenRows, headingRow, headingHeight, headersFooters } = look;
  widths.forEach((width, column) => {
    sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = width;
  });
  if (widths.length > 0) {
    const heading = sheet.getRangeByIndexes(headingRow - 1, 0, 1, widths.length).format;
    heading.wrapText = true;
    heading.rowHeight = headingHeight;
  }
  if (isSupported('1.7') && frozenRows > 0) sheet.freezePanes.freezeRows(frozenRows);
  if (!isSupported('1.9')) return;
  const { pageLayout } = sheet;
  pageLayout.paperSize = 'A4';
  pageLayout.orientation = 'Landscape';
  pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
  pageLayout.setPrintTitleRows(`$${headingRow}:$${headingRow}`);
  Object.assign(pageLayout.headersFooters.defaultForAllPages, headersFooters);
}

/** Bytes that are written in base64 at once, a multiple of three: what stands behind them begins anew. */
const ENCODED = 3 << 14;

function* base64Of(bytes: Uint8Array): Steps<string> {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += ENCODED) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(start, start + ENCODED))));
    yield;
  }
  return parts.join('');
}

/** What an import brought. */
export interface Imported {
  /** Names of the sheets. */
  readonly sheets: readonly string[];
  /** Names of the workbooks of which this Excel takes the values of the sheets only: no formulas, formats, charts. */
  readonly asValues: readonly string[];
}

/**
 * Adds the files to the workbook as sheets. All of them or none: an unreadable file, an error or 中止 leaves the workbook as it was.
 * Throws AnalystError file.*, csv.*.
 */
export function importFiles(files: readonly PickedFile[], options: WorkOptions = {}): Promise<Imported> {
  return writing(async () => {
    const reading = new Reading(files, { inSlices: (steps) => inSlices(steps, options), signal: options.signal });
    let added: Added;
    try {
      // Every file is looked through before the first sheet is made, so that a bad one is refused with nothing written.
      const looked: LookedThrough[] = [];
      for (const [done, file] of files.entries()) {
        options.onProgress?.({ stage: `${file.name} を調べています`, done, total: files.length });
        looked.push({ ...file, tables: await reading.tables(done) });
      }
      added = await runExcel(async (context) => {
        forgetUndo();
        await removeTemporary(context);
        await refuseProtected(context);
        return addSheets(context, looked, reading, options);
      }, options);
    } finally {
      reading.end();
    }
    const { sheets, asValues } = added;
    offerUndo(bringBackOf({ added: sheets.map(({ id }) => id) }));
    for (const { id, name } of sheets) session().sheetNames.set(id, name);
    session().dataChanged();
    await recalculate();
    return { sheets: sheets.map(({ name }) => name), asValues };
  });
}

/** A file with the tables that were found in it. */
interface LookedThrough extends PickedFile {
  readonly tables: readonly TableFound[];
}

/** A workbook; a text that only bears the name of one is written like any csv. */
function isWorkbook({ name, bytes }: PickedFile): boolean {
  return /\.xlsx$/i.test(name) && isZip(bytes);
}

/** Excel inserts the sheets of workbooks as they are. */
const canInsert = (): boolean => isSupported('1.13');

/**
 * Inserts the sheets of a workbook at the end. One file a request: several together could be over the limit of the host. Resolves with
 * false where this one is over it by itself: nothing was inserted then.
 */
async function insertWorkbook(
  context: Excel.RequestContext,
  { bytes }: PickedFile,
  options: WorkOptions,
): Promise<boolean> {
  const base64 = await inSlices(base64Of(bytes), options);
  context.workbook.insertWorksheetsFromBase64(base64, { positionType: 'End' });
  try {
    await context.sync();
    return true;
  } catch (error) {
    if (isTooLarge(error)) return false;
    throw error;
  }
}

interface Listed {
  readonly id: string;
  readonly name: string;
}

async function listSheets(context: Excel.RequestContext): Promise<Listed[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name');
  await context.sync();
  return worksheets.items.map(({ id, name }) => ({ id, name }));
}

/** The sheets that were added, and what of their files was not. */
interface Added {
  readonly sheets: readonly Listed[];
  readonly asValues: readonly string[];
}

/**
 * Sheets of text files are built aside and take their names together at the end; those of workbooks come as Excel inserts
 * them, so that only a file of several leaves something to be taken back. A workbook that Excel does not insert is written like a text.
 */
async function addSheets(
  context: Excel.RequestContext,
  files: readonly LookedThrough[],
  reading: Reading,
  options: WorkOptions,
): Promise<Added> {
  const present = await listSheets(context);
  const taken = new Set(present.map(({ name }) => name.toLowerCase()));
  const workbooks = files.filter(isWorkbook);
  const added: string[] = [];
  const unfinished: Unfinished = {
    added,
    inserted: {
      present: present.map(({ id }) => id),
      names: canInsert() ? workbooks.flatMap(({ tables }) => tables.flatMap(({ sheet }) => sheet ?? [])) : [],
    },
  };
  const known = new Set(present.map(({ id }) => id));
  const inserted: Listed[] = [];
  const asValues: string[] = [];
  const origins: { sheet: string; file: string }[] = [];
  const aside: { name: string; sheet: Excel.Worksheet; isHidden: boolean; look: Parameters<typeof wearLook>[1] }[] = [];
  await takenBackOnError(context, unfinished, async () => {
    for (const [done, file] of files.entries()) {
      options.onProgress?.({ stage: `${file.name} を取り込んでいます`, done, total: files.length });
      if (workbooks.includes(file) && canInsert() && (await insertWorkbook(context, file, options))) {
        for (const each of await listSheets(context)) {
          if (!known.has(each.id)) {
            inserted.push(each);
            origins.push({ sheet: each.name, file: file.name });
          }
          known.add(each.id);
          taken.add(each.name.toLowerCase());
        }
        continue;
      }
      if (workbooks.includes(file)) asValues.push(file.name);
      for (const [index, table] of file.tables.entries()) {
        throwIfCancelled(options);
        const name = sheetNameFor(table.sheet ?? table.file, taken);
        taken.add(name.toLowerCase());
        const sheet = addAside(context, temporaryName(aside.length + 1)).load('id');
        const head = await reading.head(done, index);
        const onRows = (rows: number): void =>
          options.onProgress?.({ stage: `${file.name} を取り込んでいます`, done: rows, total: head.rows });
        await writeRows(sheet, name, head, reading.rows(done, index), { ...options, onRows });
        aside.push({ name, sheet, isHidden: table.isHidden, look: head.look });
        origins.push({ sheet: name, file: table.file });
        known.add(sheet.id);
      }
    }
    await saveOrigins(context, origins);
    added.push(...aside.map(({ sheet }) => sheet.id));
    await begin(context, unfinished);
    for (const { name, sheet, isHidden } of aside) {
      sheet.name = name;
      sheet.visibility = isHidden ? 'Hidden' : 'Visible';
    }
    complete(context);
    await context.sync();
  }).catch(async (error: unknown) => {
    await removeSheetsAsideNowOrLater(context);
    throw error;
  });
  // The sheets stand: how they are printed and frozen may be refused, and is no reason to take them back.
  await sendOrSkip(
    context,
    aside.map(({ name, sheet, look }) => refusable(`${name} のページ設定`, () => wearLook(sheet, look))),
  );
  return { sheets: [...inserted, ...aside.map(({ name, sheet }) => ({ id: sheet.id, name }))], asValues };
}
