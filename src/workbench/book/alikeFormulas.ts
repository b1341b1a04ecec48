/**
 * Formulas that say the same from where they stand: of fourteen thousand formulas of a workbook of ours two thirds are copies of others.
 * The engine parses the first of them, and calculates the others as copies of it, so many rows and columns away.
 */
import { tokenise, type ReferenceToken } from '../../formula';

/** A formula, and the cell that it stands in. */
export interface Original {
  readonly formula: string;
  readonly row: number;
  readonly column: number;
}

/** Names that need no place; others may mean something else in another cell. */
const CONSTANTS = /^(?:TRUE|FALSE)$/iu;
/** Functions that read other cells than they name, and those whose parts the engine calculates without knowing how far away they are. */
const ELSEWHERE = /^(?:OFFSET|INDIRECT|LET|LAMBDA|MAP|BYROW|BYCOL|REDUCE|SCAN|MAKEARRAY)$/iu;
/** Signs that are the same in every cell; the others join references or are no formula here. */
const PLAIN: ReadonlySet<string> = new Set(['text', 'number', 'space', 'open', 'close', 'comma']);
/** Stands in no formula. */
const MARK = '\u0000';

/** The formula with its references told from the cell that it stands in; null for one that may mean something else as a copy. */
export function shapeOf(formula: string, row: number, column: number): string | null {
  let shape = '';
  for (const token of tokenise(formula)) {
    const { kind, text } = token;
    const isAlike =
      PLAIN.has(kind) ||
      (kind === 'operator' && text !== ':') ||
      (kind === 'function' && !ELSEWHERE.test(text)) ||
      (kind === 'name' && CONSTANTS.test(text));
    const told = isAlike ? text : kind === 'reference' ? referenceFrom(token as ReferenceToken, row, column) : null;
    if (told === null) return null;
    shape += told;
  }
  return shape;
}

/** A reference told from a cell; null where its ends would not move together. */
function referenceFrom(
  { prefix, lost, from, between, to }: ReferenceToken,
  row: number,
  column: number,
): string | null {
  const isTogether =
    to === null || (between === ':' && from.rowFixed === to.rowFixed && from.columnFixed === to.columnFixed);
  if (lost || !isTogether) return null;
  let told = prefix;
  for (const corner of to === null ? [from] : [from, to]) {
    if (corner.row === null || corner.column === null) return null;
    const ofRow = corner.rowFixed ? `$${corner.row}` : corner.row - row;
    const ofColumn = corner.columnFixed ? `$${corner.column}` : corner.column - column;
    told += `${MARK}${ofRow} ${ofColumn}${MARK}`;
  }
  return told;
}

/** Shapes that are kept; a workbook of ours has some five thousand. */
const MOST_SHAPES = 50_000;

/** The first formula of each shape. */
export class Originals {
  private readonly known = new Map<string, Original>();

  /** The formula that this one is a copy of: often itself. */
  of(formula: string, row: number, column: number): Original {
    const shape = shapeOf(formula, row, column);
    const known = shape === null ? undefined : this.known.get(shape);
    if (known !== undefined) return known;
    const own = { formula, row, column };
    if (this.known.size >= MOST_SHAPES) this.known.clear();
    if (shape !== null) this.known.set(shape, own);
    return own;
  }
}
