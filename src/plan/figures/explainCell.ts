/** What a cell of a sheet is, in words: from what it declared when it was written, or from the calls of a formula of somebody's own. */
import { cellAddress, rangesIn, type NamedRange } from '../../formula';
import type { Cell } from '../../kdb';
import { readStanding } from '../forms/standing';
import { hashOfFormula, hashOfText } from '../forms/marks';
import { ourCallsIn, textOfArgument } from '../handIn/formula';
import type { Declaration } from './formula';
import { meaningOf, meaningWords } from './meaning';

/** A sheet as it stands, from A1; a cell without a formula stands in both. */
export interface SheetCells {
  readonly values: readonly (readonly Cell[])[];
  readonly formulas: readonly (readonly Cell[])[];
}

export interface ExplainedCell {
  /** The answers that the cell shows or rests on, each in lines: first what it is. */
  readonly figures: readonly (readonly string[])[];
  /** The cells that it is reckoned from. */
  readonly cells: readonly string[];
  /** Somebody writes here; what stands stays when the sheet is written again. */
  readonly isInput: boolean;
  readonly formula: string;
}

/** More is not told of one cell. */
const MOST_FIGURES = 8;

/** What was declared of a cell that nobody changed since; null for all others. */
function declaredAt(
  sheet: SheetCells,
  row: number,
  column: number,
): { declares: Declaration | null; isInput: boolean } {
  const form = readStanding(sheet);
  const wrote = form?.columns.get(column);
  const ofRow = wrote === undefined ? undefined : form!.rows.get(row);
  const mark = ofRow?.marks[wrote!.column - 1];
  if (mark === undefined) return { declares: null, isInput: false };
  const [value, formula] = [sheet.values[row]?.[column] ?? null, sheet.formulas[row]?.[column] ?? null];
  const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
  const isAsWritten =
    mark.kind === 'input' ||
    (isFormula
      ? hashOfFormula(formula, form!.whereWritten) === mark.hash
      : hashOfText(value) === (mark.kind === 'figure' ? mark.value : mark.hash));
  return {
    declares: isAsWritten ? (ofRow!.declaredAt(wrote!.column - 1) ?? null) : null,
    isInput: mark.kind === 'input',
  };
}

/** The cell at a place of the sheet, counted from 0. */
export function explainCell(sheet: SheetCells, row: number, column: number): ExplainedCell {
  const { declares, isInput } = declaredAt(sheet, row, column);
  const standing = sheet.formulas[row]?.[column] ?? null;
  const formula = typeof standing === 'string' && standing.startsWith('=') ? standing : '';
  const ranges = rangesIn(formula);
  const textAt = (range: NamedRange | undefined): string | null => {
    const value = range === undefined || range.sheet !== null ? null : sheet.values[range.row]?.[range.column];
    return value === null || value === undefined ? null : String(value);
  };
  const asked =
    declares?.asks ??
    ourCallsIn(formula).map(({ name, parts }) => ({
      name,
      texts: parts.map((part) => textOfArgument(part, (range) => textAt(range)) ?? 'セルの値'),
    }));
  const shown = declares?.shows === undefined ? asked : [asked[declares.shows]!];
  const figures = shown.flatMap((each) => {
    const meaning = meaningOf(each, (reference) => textAt(ranges[reference]) ?? 'セルの値');
    return meaning === null ? [] : [meaningWords(meaning)];
  });
  const own = ranges.filter(({ sheet: name, rows, columns }) => name === null && rows * columns === 1);
  return {
    figures: figures.slice(0, MOST_FIGURES),
    cells: [...new Set(own.map((range) => cellAddress(range.row, range.column)))],
    isInput,
    formula,
  };
}
