/** A new sheet of ours built aside, and held against what it should say. */
import { cellAddress } from '../formula';
import { AnalystError, type Cell, type Steps } from '../kdb';
import { extentOf, type SheetSpec } from '../plan';
import { hashOfSheet } from './contentHash';
import { wearFont } from './dressSheet';
import { readRows } from './readRows';
import { addAside } from './temporarySheets';
import { inSlices, type WorkOptions } from './work';
import { writeCells } from './writeSheet';

/** A sheet that is ready to take its place. */
export interface Built {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
}

/** The cells of a spec as one grid from A1. */
export function cellsOf(spec: SheetSpec): Cell[][] {
  const { rows, columns } = extentOf(spec);
  const grid = Array.from({ length: rows }, () => new Array<Cell>(columns).fill(null));
  for (const block of spec.blocks) {
    block.cells.forEach((cells, index) =>
      cells.forEach((value, offset) => {
        grid[block.row + index]![block.column + offset] = value === '' ? null : value;
      }),
    );
  }
  return grid;
}

/** Excel keeps one kind of line end inside a cell. */
function sameLines(value: Cell): Cell {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
}

/** Rows between two steps. */
const STEP = 64;

/** Holds what was written against the spec; formulas may have been rewritten by Excel and must only be formulas. */
function* check(spec: SheetSpec, written: readonly (readonly Cell[])[]): Steps<void> {
  for (const [row, cells] of cellsOf(spec).entries()) {
    if (row % STEP === 0) yield;
    cells.forEach((value, column) => {
      const found = sameLines(written[row]?.[column] ?? null);
      const isFormula = typeof value === 'string' && value.startsWith('=') && String(found).startsWith('=');
      if (found !== sameLines(value) && !isFormula) {
        throw new AnalystError('sheet.notWritten', { sheet: spec.name, cell: cellAddress(row, column) });
      }
    });
  }
}

/** Builds one sheet under a temporary name, and checks it. Throws AnalystError sheet.notWritten. */
export async function buildAside(
  context: Excel.RequestContext,
  name: string,
  spec: SheetSpec,
  options: WorkOptions & { readonly onRows?: (rows: number) => void },
): Promise<Built> {
  const sheet = addAside(context, name).load('id');
  wearFont(sheet, spec);
  await writeCells(sheet, spec, options);
  const { signal } = options;
  const written = await readRows(sheet, extentOf(spec), {
    name: spec.name,
    what: 'formulas',
    ...(signal ? { signal } : {}),
  });
  await inSlices(check(spec, written), options);
  return { id: sheet.id, name, hash: await inSlices(hashOfSheet(spec.name, written), options) };
}
