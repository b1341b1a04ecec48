/** The calls of our functions in the formulas of sheets: where they stand, in which order they can be answered. */
import { boundToSheet, callsIn, printTokens, rangesIn, tokenise, type NamedRange, type Token } from '../formula';
import type { SheetSpec } from '../plan';

/** A formula on a sheet that was just written; without "=". */
export interface FormulaCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  formula: string;
}

const PREFIX = 'IKKATSU.';

const keyOf = (sheet: string, row: number, column: number): string => `${sheet}!${row},${column}`;
const isOurCall = (token: Token): boolean => token.kind === 'function' && token.text.toUpperCase().startsWith(PREFIX);
/** Whether a formula calls a function of ours. */
export const callsOurs = (formula: string): boolean => tokenise(formula).some(isOurCall);

/** Every formula of the specs that we calculate or that may stand between two of them. */
export function formulaCells(specs: readonly SheetSpec[]): FormulaCell[] {
  return specs.flatMap(({ name, blocks }) =>
    blocks.flatMap(({ row, column, cells, formulas }) =>
      formulas !== true
        ? []
        : cells.flatMap((line, down) =>
            line.flatMap((value, across) =>
              typeof value === 'string' && value.startsWith('=')
                ? [{ sheet: name, row: row + down, column: column + across, formula: value.slice(1) }]
                : [],
            ),
          ),
    ),
  );
}

/** The formulas of a spec by "row,column", without "=". */
export function formulasOf(spec: SheetSpec): ReadonlyMap<string, string> {
  return new Map(formulaCells([spec]).map(({ row, column, formula }) => [`${row},${column}`, formula]));
}

/** From the name of a call to its closing bracket, for calls that hold no other call of ours. */
function innermostCalls(tokens: readonly Token[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [from, token] of tokens.entries()) {
    if (!isOurCall(token)) continue;
    let depth = 0;
    for (let at = from + 1; at < tokens.length; at += 1) {
      const { kind } = tokens[at]!;
      if (kind === 'open' || kind === 'openArray') depth += 1;
      if (isOurCall(tokens[at]!)) break;
      if ((kind === 'close' || kind === 'closeArray') && (depth -= 1) === 0) {
        found.push({ from, to: at + 1 });
        break;
      }
    }
  }
  return found;
}

/** The formula with its innermost calls replaced; null leaves a call as it is. */
export function replaceCalls(cell: FormulaCell, by: (call: string) => string | null): string {
  const tokens = tokenise(cell.formula);
  let text = '';
  let at = 0;
  for (const { from, to } of innermostCalls(tokens)) {
    const call = printTokens(tokens.slice(from, to));
    text += printTokens(tokens.slice(at, from)) + (by(boundToSheet(call, cell.sheet)) ?? call);
    at = to;
  }
  return text + printTokens(tokens.slice(at));
}

/** The cells that are not calculated yet, and the formulas that depend on them. */
export function waiting(
  cells: readonly FormulaCell[],
  open: readonly FormulaCell[],
  extents: ReadonlyMap<string, { readonly rows: number; readonly columns: number }>,
): (range: NamedRange, sheet: string) => boolean {
  const keys = new Set(open.map(({ sheet, row, column }) => keyOf(sheet, row, column)));
  const touches = (range: NamedRange, sheet: string): boolean => {
    const on = range.sheet ?? sheet;
    const extent = extents.get(on);
    if (extent === undefined) return false;
    const rows = Math.min(range.row + range.rows, extent.rows);
    const columns = Math.min(range.column + range.columns, extent.columns);
    for (let row = range.row; row < rows; row += 1)
      for (let column = range.column; column < columns; column += 1) if (keys.has(keyOf(on, row, column))) return true;
    return false;
  };
  const others = cells
    .filter(({ sheet, row, column }) => !keys.has(keyOf(sheet, row, column)))
    .map((cell) => ({ cell, ranges: rangesIn(cell.formula) }));
  for (let grew = true; grew;) {
    grew = false;
    for (const { cell, ranges } of others) {
      const key = keyOf(cell.sheet, cell.row, cell.column);
      if (keys.has(key) || !ranges.some((range) => touches(range, cell.sheet))) continue;
      keys.add(key);
      grew = true;
    }
  }
  return touches;
}

/** The name of a called function, without namespace, and its arguments. */
export function partsOfCall(call: string): { readonly name: string; readonly parts: readonly string[] } {
  const [found] = callsIn(call, (name) => name).calls;
  const { name, parts } = found!;
  return { name: name.slice(PREFIX.length).toUpperCase(), parts };
}
