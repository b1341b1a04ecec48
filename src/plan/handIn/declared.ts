/** What the figures of a sheet declared to be when they were written, where nobody changed them since. */
import type { Cell } from '../../kdb';
import type { Declaration } from '../figures/formula';
import { readStanding, type FormStanding } from '../forms';
import { hashOfFormula, hashOfText } from '../forms/marks';
import type { SheetSpec } from '../sheetSpec';
import type { PictureCell, PictureValue, SheetPicture } from './picture';

/** "row,column" → formula and what it declares, of a sheet that is no form and so cannot keep it itself. */
export type DeclaredCells = ReadonlyMap<string, { readonly formula: string; readonly declares: Declaration }>;

/** The declarations of a sheet as it would be written now. */
export function declaredCells(spec: SheetSpec): DeclaredCells {
  return new Map(
    spec.blocks.flatMap(({ row, column, cells, declares = [] }) =>
      declares.flatMap((line, down) =>
        line.flatMap((declared, across) =>
          declared === undefined
            ? []
            : [
                [
                  `${row + down},${column + across}`,
                  { formula: String(cells[down]![across]), declares: declared },
                ] as const,
              ],
        ),
      ),
    ),
  );
}

const cellOf = (value: PictureValue): Cell => (value instanceof Date ? null : value);

/** How files spell the namespace of our functions. */
const IN_FILES = '_xldudf_IKKATSU_';
const asWritten = (formula: string): string => `=${formula.replaceAll(IN_FILES, 'IKKATSU.')}`;
const here = (place: { row: number | null; column: number | null }) => place;

/**
 * A share in the place of a share of ours: LibreOffice saves 15 digits of it, so that it is another number. What a person types there
 * is taken for it too, which hides too much rather than too little.
 */
const isShare = (value: PictureValue): boolean => typeof value === 'number' && !Number.isInteger(value);

/** By row and column; null for cells that declared nothing, or that a person changed. */
export function declarationsOn(
  sheet: SheetPicture,
  others: DeclaredCells = new Map(),
): (row: number, column: number, cell: PictureCell) => Declaration | null {
  const values: FormStanding['values'] = Array.from({ length: sheet.rows }, (_, row) =>
    Array.from({ length: sheet.columns }, (__, column) => cellOf(sheet.at(row, column).value)),
  );
  const form = readStanding({ values, formulas: values });
  return (row, column, { formula, value }) => {
    const other = others.get(`${row},${column}`);
    if (other !== undefined)
      return formula !== null && hashOfFormula(asWritten(formula), here) === hashOfFormula(other.formula, here)
        ? other.declares
        : null;
    const wrote = form?.columns.get(column);
    const ofRow = wrote === undefined ? undefined : form!.rows.get(row);
    const mark = ofRow?.marks[wrote!.column - 1];
    const declares = ofRow?.declaredAt(wrote!.column - 1);
    if (mark === undefined || declares === undefined) return null;
    // What a person types in its place is what was asked for.
    if (mark.kind === 'input') return declares;
    const isAsWritten =
      formula === null
        ? hashOfText(cellOf(value)) === (mark.kind === 'figure' ? mark.value : mark.hash) || isShare(value)
        : hashOfFormula(asWritten(formula), form!.whereWritten) === mark.hash;
    return isAsWritten ? declares : null;
  };
}
