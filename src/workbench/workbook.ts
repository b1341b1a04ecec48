/** The embedded workbook that stands in for Excel: files in and out, typing, calculating, and a host for Office.js. */
import { boundToSheet } from '../formula';
import { Book, type BookOptions } from './book/book';
import { BookError } from './book/errors';
import { contentOfEntry, isErrorText } from './book/entry';
import type { Sheet } from './book/sheet';
import { Host } from './host/host';
import { assertNoUnknownMembers } from './host/unknownMembers';
import { AnalystError, type Cell } from '../kdb';
import type { DataSheetLook } from '../plan';
import { uncalculatedNotice } from './notices';
import type { WriteXlsxOptions } from './xlsx/write';

export { assertNoUnknownMembers };

/** A formula's result: its values (several where it spills), or its error value with the message that came with it. */
export type Evaluation =
  | {
      readonly values: Cell[][];
      /** The value as a cell shows it, where it came with a number format. */
      readonly text?: string;
    }
  | { readonly error: string; readonly message?: string };

/** A call of one of our functions with nothing within that looks at the cell that it stands in: it gives the same in any cell. */
const STANDS_ANYWHERE = /^=IKKATSU\.[A-Z]+\((?:"[^"]*"|[^()"])*\)$/iu;
/** The error of a formula whose rows and columns are not free. */
const BLOCKED = '#SPILL!';

const unreadable = (file: string): AnalystError =>
  new AnalystError('file.unreadable', { file, reason: '壊れているか、別の種類のファイルです' });

/** What the reader of exports says of workbooks that may be opened all the same. */
const MAY_BE_OPENED = new Set(['file.empty', 'sheet.uncalculated']);

/**
 * Has a workbook read as an export is: the reader refuses parts that are missing or no sheet, where the library that opens workbooks
 * leaves their cells out without a word.
 */
function assertReadable(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof AnalystError) || !MAY_BE_OPENED.has(error.code)) throw error;
  }
}

/** Bytes of a part; unpacking it to its end is what checks it. */
function unpackedSize({ bytes }: { readonly bytes: () => Iterable<Uint8Array> }): number {
  let size = 0;
  for (const piece of bytes()) size += piece.length;
  return size;
}

/** Cells that are named of those that were left out. */
const CELLS_NAMED = 5;

/** Names of pictures, documents and programs. */
const NO_TABLES = /\.(png|jpe?g|gif|webp|svg|pdf|docx?|pptx?|html?|json|xml|exe|js|mp[34])$/i;

/** Widths, the kept heading and the print set-up of a sheet of imported rows. */
function wearLook(
  sheet: Sheet,
  { widths, frozenRows, headingRow, headingHeight, headersFooters }: DataSheetLook,
): void {
  const { layout } = sheet;
  widths.forEach((width, column) => layout.columnWidths.set(column, width));
  layout.frozenRows = frozenRows;
  layout.page.orientation = 'Landscape';
  layout.page.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
  layout.page.printTitleRows = `${headingRow}:${headingRow}`;
  const { leftHeader, rightHeader, centerFooter } = headersFooters;
  layout.page.headersFooters = { LeftHeader: leftHeader, RightHeader: rightHeader, CenterFooter: centerFooter };
  if (widths.length === 0) return;
  layout.rowHeights.set(headingRow - 1, headingHeight);
  sheet.applyStyle({ row: headingRow - 1, column: 0, rows: 1, columns: widths.length }, { wrap: true });
}

export class EmbeddedWorkbook {
  readonly host: Host;
  /** What opening files left out, in sentences. */
  readonly notices: string[] = [];
  /** What the sheet is called that a workbook begins with. */
  private readonly firstName: string;

  constructor(readonly book: Book) {
    this.host = new Host(book, async (target, bytes, options) => {
      const { readXlsxInto } = await import('./xlsx/read');
      return (await readXlsxInto(target, bytes, options)).map((sheet) => sheet.id);
    });
    this.firstName = book.activeSheet.name;
  }

  /**
   * Opens a workbook with all that is in it, and any other file as the tables that its bytes show; which of the two it is
   * shows in the bytes, as for the reader of exports. Throws AnalystError file.kind for a name that promises no table,
   * file.unreadable and others for what cannot be read.
   * @param namesItsData a workbook's own name says of which year its sheets are, as that of an export does
   */
  async open(name: string, bytes: Uint8Array, { namesItsData = true } = {}): Promise<void> {
    if (NO_TABLES.test(name)) throw new AnalystError('file.kind', { file: name });
    const { readFile, recognise, workbookParts } = await import('../kdb');
    const parts = workbookParts(name, bytes);
    if (parts === null) {
      // Text under the name of a workbook is read where it is an export, as `run` reads it.
      if (/\.xls[xm]$/i.test(name) && !readFile(name, bytes).some((input) => recognise(input).recognised))
        throw unreadable(name);
      return this.openCsv(name, bytes);
    }
    // Unpacked once for the limits and checks of the reader: a damaged part is named before anything is opened.
    parts.forEach(unpackedSize);
    assertReadable(() => readFile(name, bytes));
    try {
      await this.openXlsx(name, bytes, { namesItsData });
    } catch (error) {
      if (error instanceof AnalystError) throw error;
      throw Object.assign(unreadable(name), { cause: error });
    }
  }

  /** Opens a csv, or the members of a zip, as sheets with every value as text, so that leading zeros stay. */
  async openCsv(name: string, bytes: Uint8Array): Promise<void> {
    const { readFile, recognise } = await import('../kdb');
    const { dataSheetLook } = await import('../plan');
    for (const input of readFile(name, bytes)) {
      const rows = [...input.rows()];
      const sheet = this.openRows(input.sheet ?? input.file, rows);
      const seen = recognise(input);
      wearLook(sheet, dataSheetLook(rows, seen.recognised ? seen.headerRow : 1));
      await this.keepOrigin(sheet.name, input.file);
    }
  }

  /** Opens rows as a sheet; texts stay texts. The sheet is named after the file, made unique. */
  openRows(name: string, rows: Iterable<readonly Cell[]>): Sheet {
    const all = [...rows];
    const columns = all.reduce((most, row) => Math.max(most, row.length), 0);
    const blank = this.setBlankAside();
    const sheet = this.book.addSheet(this.freeName(name));
    if (all.length > 0 && columns > 0) {
      const rect = { row: 0, column: 0, rows: all.length, columns };
      sheet.applyStyle({ ...rect, rows: 1048576 }, { numberFormat: '@' });
      const cell = (value: Cell | undefined) =>
        value === null || value === undefined || value === '' ? undefined : { value };
      sheet.write(rect, (i, j) => cell(all[i]?.[j]), 'user');
    }
    this.removeBlank(blank, sheet);
    return sheet;
  }

  /** Keeps the file that a sheet came from where its name tells a fiscal year, as the add-in keeps it. */
  private async keepOrigin(sheet: string, file: string): Promise<void> {
    const { ORIGINS_SETTING, originsFrom, withOrigin } = await import('../kdb');
    const { settings } = this.book;
    const known = originsFrom(settings.get(ORIGINS_SETTING));
    const origins = withOrigin(known, sheet, file);
    if (origins !== known) settings.set(ORIGINS_SETTING, JSON.stringify(origins));
  }

  /** Opens an xlsx: all its sheets, names and tables, with the formulas of our own custom functions restored. */
  async openXlsx(name: string, bytes: Uint8Array, { namesItsData = true } = {}): Promise<void> {
    const { readXlsxInto } = await import('./xlsx/read');
    const blank = this.setBlankAside();
    let first: Sheet | undefined;
    try {
      const onLeftOut = (cells: readonly string[]): void => {
        const named = `${cells.slice(0, CELLS_NAMED).join('、')}${cells.length > CELLS_NAMED ? ' ほか' : ''}`;
        this.notices.push(`${name} の表から遠く離れた ${cells.length} 個のセル（${named}）はブックに入れていません。`);
      };
      const sheets = await readXlsxInto(this.book, bytes, {
        position: this.book.sheets.length,
        opens: true,
        onLeftOut,
        onUncalculated: () => this.notices.push(uncalculatedNotice(name)),
      });
      [first] = sheets;
      if (namesItsData) for (const sheet of sheets) await this.keepOrigin(sheet.name, name);
      this.book.name = name;
    } finally {
      this.removeBlank(blank, first);
    }
  }

  /**
   * The sheet that a workbook begins with, where nobody has used or renamed it: it makes room for what is opened, and must
   * not keep a name that the file has. A sheet of the analyst is never touched.
   */
  private setBlankAside(): Sheet | null {
    const [only, ...others] = this.book.sheets;
    if (!only || others.length > 0 || only.name !== this.firstName) return null;
    if (only.usedRect(false) || only.layout.charts.length > 0) return null;
    this.book.renameSheet(only, this.book.freeSheetName('blank-'));
    return only;
  }

  /** The blank sheet goes when something was opened, else it has its name again. */
  private removeBlank(blank: Sheet | null, opened: Sheet | undefined): void {
    if (!blank) return;
    if (!opened) return this.book.renameSheet(blank, this.firstName);
    this.book.activate(opened);
    this.book.deleteSheet(blank);
  }

  private freeName(name: string): string {
    const stem = (name.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]+$/, '') || 'Sheet')
      .replace(/[[\]:*?/\\]/g, '_')
      .replace(/^'+|'+$/g, '')
      .slice(0, 31);
    let free = stem;
    for (let number = 2; this.book.findSheet(free); number += 1) {
      const suffix = ` (${number})`;
      free = stem.slice(0, 31 - suffix.length) + suffix;
    }
    return free;
  }

  /**
   * The workbook as an xlsx file, formulas with the values that they show now.
   * @param isCalculated the add-in has answered every formula of ours from the data that stand in the workbook: the file says so
   */
  async saveXlsx({ isCalculated = false, ...options }: WriteXlsxOptions = {}): Promise<Uint8Array> {
    await this.settle();
    const { writeXlsxOf } = await import('./xlsx/write');
    const isUpToDate = isCalculated && this.book.calculation.mode === 'Automatic';
    return writeXlsxOf(this.book, { ...options, isCalculated: isUpToDate });
  }

  sheetNames(): string[] {
    return this.book.sheets.map((sheet) => sheet.name);
  }

  /** The values of a sheet from A1 to its last used cell; blank cells are null. */
  valuesOf(sheetName: string): Cell[][] {
    return this.gridOf(sheetName, (sheet, row, column) => sheet.value(row, column));
  }

  /** Like `valuesOf`, with the formulas where there are any. */
  formulasOf(sheetName: string): Cell[][] {
    return this.gridOf(sheetName, (sheet, row, column) => sheet.formula(row, column));
  }

  /** Like `valuesOf`, as shown under the number formats. */
  textsOf(sheetName: string): string[][] {
    return this.gridOf(sheetName, (sheet, row, column) => sheet.text(row, column)) as string[][];
  }

  private gridOf(name: string, cell: (sheet: Sheet, row: number, column: number) => Cell): Cell[][] {
    const sheet = this.sheet(name);
    const used = sheet.usedRect(true);
    if (!used) return [];
    return Array.from({ length: used.row + used.rows }, (_, row) =>
      Array.from({ length: used.column + used.columns }, (__, column) => {
        const value = cell(sheet, row, column);
        return value === '' ? null : value;
      }),
    );
  }

  private sheet(name: string): Sheet {
    const sheet = this.book.findSheet(name);
    if (!sheet) throw new BookError('ItemNotFound', `There is no sheet ${name}.`);
    return sheet;
  }

  /** Types into a cell, by its address (on the active sheet unless it names one) or its name; resolves when settled. */
  async typeInto(nameOrAddress: string, value: string | number | boolean): Promise<void> {
    const range = this.book.resolve(nameOrAddress);
    if (!range) throw new BookError('ItemNotFound', `There is no cell ${nameOrAddress}.`);
    const { sheet, rect } = range;
    const format = sheet.style(rect.row, rect.column).numberFormat ?? 'General';
    sheet.write({ ...rect, rows: 1, columns: 1 }, () => contentOfEntry(value, format), 'user');
    await this.settle();
  }

  /** The result of a formula that stands in no cell. References without a sheet mean the active sheet. */
  async evaluate(formula: string): Promise<Evaluation> {
    const [evaluation] = await this.evaluateBelowEachOther([formula]);
    return evaluation!;
  }

  /** The results of formulas that stand in no cell. Calls of our functions are answered together: each calculation takes its time. */
  async evaluateAll(formulas: readonly string[]): Promise<readonly Evaluation[]> {
    const found = new Map<number, Evaluation>();
    const together = [...formulas.keys()].filter((index) => STANDS_ANYWHERE.test(formulas[index]!));
    const answered = await this.evaluateBelowEachOther(together.map((index) => formulas[index]!));
    answered.forEach((evaluation, at) => {
      // The next one stood in the way of its rows.
      if (!('error' in evaluation && evaluation.error === BLOCKED)) found.set(together[at]!, evaluation);
    });
    for (const [index, formula] of formulas.entries())
      if (!found.has(index)) found.set(index, await this.evaluate(formula));
    return formulas.map((_, index) => found.get(index)!);
  }

  /** The results of formulas in the first cells of rows of the hidden sheet; #SPILL! where one wants the rows of the next one too. */
  private async evaluateBelowEachOther(formulas: readonly string[]): Promise<Evaluation[]> {
    if (formulas.length === 0) return [];
    await this.settle();
    const scratch = this.book.scratchSheet();
    const cells = { row: 0, column: 0, rows: formulas.length, columns: 1 };
    const bound = formulas.map((formula) => boundToSheet(formula, this.book.activeSheet.name));
    scratch.write(cells, (row) => ({ value: null, formula: bound[row]! }), 'user');
    await this.settle();
    const evaluations = formulas.map((_, row) => this.evaluationAt(scratch, row));
    scratch.write(cells, () => ({ value: null }), 'user');
    await this.settle();
    return evaluations;
  }

  /** What the formula in the first cell of a row gave. */
  private evaluationAt(sheet: Sheet, top: number): Evaluation {
    if (sheet.value(top, 0) === BLOCKED) return { error: BLOCKED };
    const spill = this.book.spillRange(sheet.id, top, 0) ?? { rows: 1, columns: 1 };
    const values = Array.from({ length: spill.rows }, (_, row) =>
      Array.from({ length: spill.columns }, (__, column) => sheet.value(top + row, column)),
    );
    const note = this.book.functions.messageAt(sheet.id, top, 0);
    const text = sheet.shownFormat(top, 0) === 'General' ? undefined : sheet.text(top, 0);
    const first = values[0]?.[0];
    if (values.length === 1 && values[0]?.length === 1 && typeof first === 'string' && isErrorText(first))
      return note?.error === first ? { error: first, message: note.message } : { error: first };
    return text === undefined ? { values } : { values, text };
  }

  /**
   * Has every formula calculated that this workbook can calculate, whatever the file that was opened says of it: another program may
   * have changed cells without calculating, and Excel leaves old values where it calculates by hand only.
   */
  calculateAnew(): void {
    this.book.calculateStored();
  }

  /** Resolves when no request runs, no formula is due and no custom function owes an answer. */
  async settle(): Promise<void> {
    do await this.book.calculation.settle();
    while (this.book.calculation.busy);
  }

  dispose(): void {
    this.book.dispose();
  }
}

export function createEmbeddedWorkbook(options: BookOptions = {}): EmbeddedWorkbook {
  return new EmbeddedWorkbook(new Book(options));
}
