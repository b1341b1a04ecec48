/** What Excel's formulas have and the engine's have not: spills (`H1#`), implicit intersection (`@`), texts in array constants. */
import type { Injector, IRange } from '@univerjs/core';
import {
  ArrayValueObject,
  BaseFunction,
  CELL_INVERTED_INDEX_CACHE,
  type BaseReferenceObject,
  type BaseValueObject,
  ErrorType,
  ErrorValueObject,
  type FunctionVariantType,
  IFunctionService,
  Lexer,
} from '@univerjs/engine-formula';
import { printTokens, tokenise, type Token } from '../../formula';

/** Files name `H1#` and `@` so. Source: [MS-XLSX] 2.2.2 (_xlfn.ANCHORARRAY, _xlfn.SINGLE). */
const SPILL = 'ANCHORARRAY';
const INTERSECTION = 'SINGLE';
/** Known to the engine alone: how many columns, and the constants row by row. */
const ARRAY_CONSTANT = 'ARRAYCONSTANT';

/** The formula in the words of the engine; nobody sees it. */
export function toEngineFormula(formula: string): string {
  if (!/[#@]|\{[^}]*"/u.test(formula)) return formula;
  return new Translation(tokenise(formula)).all();
}

class Translation {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  all(): string {
    let text = '';
    while (this.at < this.tokens.length) text += this.operand();
    return text;
  }

  private get kind(): Token['kind'] | undefined {
    return this.tokens[this.at]?.kind;
  }

  private take(): string {
    this.at += 1;
    return this.tokens[this.at - 1]?.text ?? '';
  }

  /** The next token with what belongs to it: arguments, brackets, the rest of a range, `#` behind and `@` before. */
  private operand(): string {
    if (this.kind === 'intersection') return this.intersection();
    const isRange = this.kind === 'reference' || this.kind === 'function' || this.kind === 'name';
    let text = '';
    if (this.kind === 'function') text = this.take() + this.group();
    else if (this.kind === 'open') text = this.group();
    else if (this.kind === 'openArray') text = this.array();
    else text = this.take();
    while (this.kind === 'spill') {
      this.take();
      text = `${SPILL}(${text})`;
    }
    while (isRange && this.tokens[this.at]?.text === ':') text += this.take() + this.operand();
    return text;
  }

  private intersection(): string {
    this.take();
    while (this.kind === 'space') this.take();
    return this.kind === undefined ? '@' : `${INTERSECTION}(${this.operand()})`;
  }

  private group(): string {
    let text = this.take();
    while (this.kind !== undefined && this.kind !== 'close') text += this.operand();
    return text + this.take();
  }

  private array(): string {
    const from = this.at;
    while (this.kind !== undefined && this.kind !== 'closeArray') this.take();
    this.take();
    const inner = this.tokens.slice(from + 1, this.at - 1);
    if (!inner.some(({ kind }) => kind === 'text')) return printTokens(this.tokens.slice(from, this.at));
    const rows = split(inner, 'semicolon').map((row) => split(row, 'comma').map((cell) => printTokens(cell).trim()));
    return `${ARRAY_CONSTANT}(${rows[0]!.length},${rows.flat().join(',')})`;
  }
}

function split(tokens: readonly Token[], at: Token['kind']): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === at) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

/**
 * The engine's index of compared cells, which it fills with the first comparison of a calculation, holds 0 for blank, the
 * text 5 for the number and no errors: `A1=""` is true of a 0 from the second formula on. Every comparison reads the cells.
 */
function compareCellByCell(): void {
  CELL_INVERTED_INDEX_CACHE.canUseCache = () => ({ rowsInCache: [], rowsNotInCache: [] });
  CELL_INVERTED_INDEX_CACHE.set = () => undefined;
  CELL_INVERTED_INDEX_CACHE.setContinueBuildingCache = () => undefined;
}

/** Teaches an engine these formulas. */
export function teachFormulas(injector: Injector): void {
  compareCellByCell();
  const lexer = injector.get(Lexer);
  const treeBuilder = lexer.treeBuilder.bind(lexer);
  lexer.treeBuilder = (formula, transformSuffix) => treeBuilder(toEngineFormula(formula), transformSuffix);
  const functions = injector.get(IFunctionService);
  functions.registerExecutors(new Spill(SPILL), new Intersection(INTERSECTION), new ArrayConstant(ARRAY_CONSTANT));
  for (const [name, executor] of functions.getExecutors())
    if (!READS_NO_DATES.has(String(name))) executor.isArgumentsIgnoreNumberPattern = () => true;
}

/**
 * The engine turns a text like 1-4, 5% or 2025/4/1 among the arguments of a function into a number at once; in Excel it is
 * a text until a function wants a number. Almost all functions read such texts themselves; these do not.
 */
const READS_NO_DATES: ReadonlySet<string> = new Set(['EDATE']);

const refuse = (error: ErrorType): BaseValueObject => ErrorValueObject.create(error);

/** The cells that a formula spills into, by its first cell; #REF! where no formula stands. */
class Spill extends BaseFunction {
  override needsReferenceObject = true;

  override calculate(...[origin]: BaseValueObject[]): BaseValueObject {
    if (origin === undefined) return refuse(ErrorType.VALUE);
    const variant = origin as FunctionVariantType;
    if (!variant.isReferenceObject()) return origin.isError() ? origin : refuse(ErrorType.REF);
    const reference = variant as BaseReferenceObject;
    const { startRow, startColumn, endRow, endColumn } = reference.getRangePosition();
    if (startRow !== endRow || startColumn !== endColumn) return refuse(ErrorType.REF);
    const first = reference.getFirstCell();
    if (first.isError()) return first;
    const range = spillOf(reference, startRow, startColumn);
    if (range === null) return refuse(ErrorType.REF);
    return this.createReferenceObject(reference, range) as unknown as BaseValueObject;
  }
}

/** Where the formula of a cell spills: as calculated now, or before if it was not calculated again. */
function spillOf(reference: BaseReferenceObject, row: number, column: number): IRange | null {
  const now = reference.getCurrentRuntimeActiveArrayFormulaRange()?.[row]?.[column];
  if (now) return now;
  const one = { startRow: row, startColumn: column, endRow: row, endColumn: column };
  if (reference.getCurrentRuntimeSheetData()?.getValue(row, column)) return one;
  const before = reference.getCurrentActiveArrayFormulaRange()?.[row]?.[column];
  if (before) return before;
  const cell = reference.getCurrentActiveSheetData()?.cellData.getValue(row, column);
  return cell?.f || cell?.si ? one : null;
}

/** Of a column the cell in the row of the formula, of a row the one in its column, of an array the first value. */
class Intersection extends BaseFunction {
  override needsReferenceObject = true;

  override calculate(...[operand]: BaseValueObject[]): BaseValueObject {
    if (operand === undefined) return refuse(ErrorType.VALUE);
    const variant = operand as FunctionVariantType;
    if (!variant.isReferenceObject()) {
      if (!operand.isArray()) return operand;
      return (operand as ArrayValueObject).get(0, 0) ?? refuse(ErrorType.VALUE);
    }
    const reference = variant as BaseReferenceObject;
    const { startRow, startColumn, endRow, endColumn } = reference.getRangePosition();
    const row = startRow === endRow ? startRow : this.row;
    const column = startColumn === endColumn ? startColumn : this.column;
    if (row < startRow || row > endRow || column < startColumn || column > endColumn) return refuse(ErrorType.VALUE);
    const cell = { startRow: row, startColumn: column, endRow: row, endColumn: column };
    return this.createReferenceObject(reference, cell) as unknown as BaseValueObject;
  }
}

/** The engine splits array constants at signs inside of their texts, and takes texts like dates for dates. */
class ArrayConstant extends BaseFunction {
  /** A text stays the text that it is. */
  override isArgumentsIgnoreNumberPattern(): boolean {
    return true;
  }

  override calculate(...[columns, ...constants]: BaseValueObject[]): BaseValueObject {
    const columnCount = Number(columns?.getValue() ?? 0);
    const rowCount = constants.length / columnCount;
    if (!Number.isInteger(rowCount)) return refuse(ErrorType.VALUE);
    return ArrayValueObject.create({
      calculateValueList: Array.from({ length: rowCount }, (_, row) =>
        constants.slice(row * columnCount, (row + 1) * columnCount),
      ),
      rowCount,
      columnCount,
      unitId: '',
      sheetId: '',
      row: -1,
      column: -1,
    });
  }
}
