/** 様式の対応 in the workbook: making the sheet, reading it, and filling a template in this workbook or in a file. */
import { cellAddress } from '../formula';
import { AnalystError, type Cell } from '../kdb';
import { isOurSheet } from '../plan';
import type { Located, ResolvedBinding } from '../plan/binding';
import { BINDING_SHEET } from '../plan/sheetNames';
import { bringBackOf, changeCells } from './cellChanges';
import { calculated, documentBytes } from './documentBytes';
import { replaceSheets } from './replaceSheets';
import { rowsOfSheet } from './sheetRows';
import { forgetUndo, offerUndo } from './undo';
import { oneAtATime, runExcel, type WorkOptions } from './work';
import { readRows } from './readRows';
import { wouldBeConverted } from '../plan/convertedTexts';
import { writing } from './writing';

/** How bindings are written into a template of this workbook. */
export interface FillOptions extends WorkOptions {
  /** A formula that shows the binding's figure, instead of its value of today. */
  readonly live?: boolean;
}

export interface Filled {
  readonly cells: number;
  /** The sheets that were written to. */
  readonly sheets: readonly string[];
}

/** Makes the sheet 様式の対応 where there is none, and shows it. */
export function showBindings(): Promise<void> {
  return writing(() =>
    runExcel(async (context) => {
      await makeSheet(context);
      context.workbook.worksheets.getItem(BINDING_SHEET).activate();
      await context.sync();
    }),
  );
}

/** What was bound: the figure, the cell of the template, and the row of 様式の対応, from 1. */
export interface Bound {
  readonly name: string;
  readonly sheet: string;
  readonly cell: string;
  readonly row: number;
}

/**
 * Binds a ready figure to the selected cell, in 様式の対応, which is made where it is missing; can be taken back. Throws
 * AnalystError binding.place unless one cell of a sheet that is none of ours is selected.
 */
export function bindSelected(id: string): Promise<Bound> {
  return writing(() =>
    runExcel(async (context) => {
      const selected = context.workbook.getSelectedRange().load(['rowIndex', 'columnIndex', 'rowCount', 'columnCount']);
      const worksheet = selected.worksheet.load('name');
      await context.sync();
      const { name: sheet } = worksheet;
      const cells = selected.rowCount * selected.columnCount;
      if (cells !== 1) throw new AnalystError('binding.place', { why: `いまは ${cells} 個のセルを選んでいます。` });
      if (isOurSheet(sheet))
        throw new AnalystError('binding.place', { why: `いま開いている「${sheet}」は本ツールのシートです。` });
      await makeSheet(context);
      const { freeRow, readyFigure } = await import('../plan/binding');
      const { name, figure, format } = readyFigure(id);
      const { row, columns, isReady } = freeRow((await rowsOfSheet(context, BINDING_SHEET))!, name);
      const cell = cellAddress(selected.rowIndex, selected.columnIndex);
      const entries: [keyof typeof columns, string][] = [
        ['シート', wouldBeConverted(sheet) ? `'${sheet}` : sheet],
        ['セルまたは名前', cell],
        ...(isReady
          ? []
          : ([
              ['指標', figure.text],
              ['書式', format],
              ['備考', name],
            ] as [keyof typeof columns, string][])),
      ];
      forgetUndo();
      const unfinished = await changeCells(
        context,
        entries.map(([heading, entry]) => ({ sheet: BINDING_SHEET, row, column: columns[heading], entry })),
      );
      offerUndo(bringBackOf(unfinished));
      return { name, sheet, cell, row: row + 1 };
    }),
  );
}

async function makeSheet(context: Excel.RequestContext): Promise<void> {
  if ((await rowsOfSheet(context, BINDING_SHEET)) !== null) return;
  const [{ bindingSheet }, { formSheet }] = await Promise.all([import('../plan/binding'), import('../plan/forms')]);
  const active = context.workbook.worksheets.getActiveWorksheet();
  await replaceSheets(context, [formSheet(bindingSheet())], {});
  active.activate();
  await context.sync();
}

async function formulasOf(context: Excel.RequestContext, rows: readonly (readonly Cell[])[]): Promise<Cell[][]> {
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 1);
  const sheet = context.workbook.worksheets.getItem(BINDING_SHEET);
  return readRows(sheet, { rows: rows.length, columns }, { name: BINDING_SHEET, what: 'formulas' });
}

async function resolve(context: Excel.RequestContext): Promise<ResolvedBinding[]> {
  const { readBindings, resolveBindings, sheetsNamedBy } = await import('../plan/binding');
  await calculated();
  const values = await rowsOfSheet(context, BINDING_SHEET);
  if (values === null) throw new AnalystError('binding.none');
  const bindings = readBindings(values, values.length === 0 ? [] : await formulasOf(context, values));
  const sheets = new Map<string, Cell[][]>();
  for (const name of sheetsNamedBy(bindings)) {
    const rows = await rowsOfSheet(context, name);
    if (rows !== null) sheets.set(name, rows);
  }
  return resolveBindings(bindings, sheets);
}

/** The rows of 様式の対応 with the values that they show now. Throws AnalystError binding.*. */
export function currentBindings(): Promise<ResolvedBinding[]> {
  return oneAtATime(() => runExcel(resolve));
}

/** Fills a template that is a file of its own. Throws AnalystError binding.*; the workbook is only read. */
export async function fillTemplateFile(name: string, bytes: Uint8Array): Promise<{ bytes: Uint8Array } & Filled> {
  const bindings = await currentBindings();
  const { fillTemplate } = await import('../plan/binding');
  return {
    bytes: fillTemplate(bytes, name, bindings),
    cells: bindings.length,
    sheets: [...new Set(bindings.map(({ sheet }) => sheet))],
  };
}

/** What Excel is given so that the cell shows the value: texts stay texts. */
function written({ value, figureCell }: ResolvedBinding, live: boolean): string | number | boolean {
  if (live) return `='${BINDING_SHEET}'!${figureCell}`;
  if (value === null) return '';
  return typeof value === 'string' && (value.startsWith("'") || wouldBeConverted(value)) ? `'${value}` : value;
}

async function write(
  context: Excel.RequestContext,
  located: readonly Located<ResolvedBinding>[],
  live: boolean,
): Promise<void> {
  const unfinished = await changeCells(
    context,
    located.map((binding) => ({
      sheet: binding.onSheet,
      row: binding.at.row,
      column: binding.at.column,
      entry: written(binding, live),
      ...(binding.format === '' ? {} : { numberFormat: binding.format }),
    })),
  );
  offerUndo(bringBackOf(unfinished));
}

/** The bound sheets that Excel would refuse to write to. */
async function protectedSheets(
  context: Excel.RequestContext,
  located: readonly Located<ResolvedBinding>[],
): Promise<ReadonlySet<string>> {
  const sheets = [...new Set(located.map(({ onSheet }) => onSheet))].map((name) => ({
    name,
    protection: context.workbook.worksheets.getItem(name).protection.load('protected'),
  }));
  await context.sync();
  return new Set(sheets.filter(({ protection }) => protection.protected).map(({ name }) => name));
}

/**
 * Fills the template that stands in this workbook, in the bound cells only; can be taken back. Throws AnalystError binding.*
 * before anything is written.
 */
export function fillThisWorkbook({ live = false }: FillOptions = {}): Promise<Filled> {
  return writing(() =>
    runExcel(async (context) => {
      const { refuse, Template } = await import('../plan/binding');
      const bindings = await resolve(context);
      // The file of the workbook tells names, merged cells, formulas and tables in the way of every template.
      const located = new Template(await documentBytes(), 'このブック').locate(bindings);
      const closed = await protectedSheets(context, located);
      refuse(
        located.flatMap(({ row, onSheet }) => {
          if (isOurSheet(onSheet))
            return [{ row, why: `シート「${onSheet}」は本ツールのシートです。様式のシートを書いてください。` }];
          return closed.has(onSheet)
            ? [{ row, why: `シート「${onSheet}」は保護されています。校閲タブで保護を外してください。` }]
            : [];
        }),
      );
      forgetUndo();
      await write(context, located, live);
      return { cells: located.length, sheets: [...new Set(located.map(({ onSheet }) => onSheet))] };
    }),
  );
}
