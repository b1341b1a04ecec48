/** Custom functions inside the formula engine: calls go out to the add-in, answers come back into the cells. */
import { type Injector } from '@univerjs/core';
import {
  ArrayValueObject,
  BaseFunction,
  type BaseReferenceObject,
  BaseValueObject,
  BooleanValueObject,
  ERROR_TYPE_SET,
  ErrorType,
  ErrorValueObject,
  type FunctionVariantType,
  IFunctionService,
  Interpreter,
  NullValueObject,
  NumberValueObject,
  StringValueObject,
} from '@univerjs/engine-formula';
import { rectAddress } from '../../formula';
import { AnsweredFunction, type CallAnswers, waitForAnswers } from './awaitedAnswers';
import type { AnswerSource, Calculation, DirtyRange, PassKind } from './calculation';

/** A value as it travels to and from the add-in. */
export type Scalar = string | number | boolean | null;

/** One function of the add-in's metadata (functions.json). */
export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly optional?: boolean;
    readonly dimensionality?: string;
    readonly repeating?: boolean;
  }[];
  readonly options?: { readonly stream?: boolean; readonly cancelable?: boolean };
  readonly result?: { readonly type?: string; readonly dimensionality?: string };
}

type Argument = Scalar | Scalar[][] | Argument[];

/** One call that the add-in must answer. `address` is the calling cell with its sheet. */
export interface Invocation {
  readonly id: number;
  readonly functionId: string;
  readonly values: readonly Argument[];
  readonly address: string;
}

/** What the add-in answered: a value (a single number may bring its format), a rectangle of values, or an error value with its message. */
export type Answer =
  | { readonly value: Scalar | readonly (readonly Scalar[])[]; readonly numberFormat?: string }
  | { readonly error: string; readonly message: string };

interface Call {
  readonly id: number;
  readonly cell: string;
  readonly range: DirtyRange;
  pass: number;
  answer: Answer | null;
}

/** The answer to one call. */
export interface CallAnswer {
  readonly id: number;
  readonly answer: Answer;
}

/** What stands in a cell inside the engine while its answer is awaited; readers of the sheet see Excel's #BUSY!. */
export const WAITING = ErrorType.CONNECT;

export interface CustomFunctionsOptions {
  /** How a blank cell reaches a function: null as on the web, 0 as on the desktop (office-js issue 5262). */
  readonly blankCells?: 'null' | 'zero';
  /** How many answers may be awaited at once; calls beyond are never answered. Any number when omitted. */
  readonly openCalls?: number;
}

export class CustomFunctions implements AnswerSource, CallAnswers {
  /** Calls of the present calculation by cell, function and arguments; emptied when everything is settled. */
  private readonly calls = new Map<string, Call>();
  private readonly open = new Map<number, Call>();
  private outgoing: Invocation[] = [];
  private answeredCells: DirtyRange[] = [];
  private readonly messages = new Map<string, { error: string; message: string }>();
  private readonly formats = new Map<string, { value: unknown; numberFormat: string }>();
  private readonly known = new Set<string>();
  /** By name with namespace, in capitals. */
  private readonly metadata = new Map<string, FunctionMetadata>();
  /** Cells that keep showing #NAME? until their formula is written again. */
  private readonly uncalled = new Set<string>();
  /** Cells that wait for an answer that never comes until their formula is written again. */
  private readonly unanswered = new Set<string>();
  private passNumber = 0;
  private kind: PassKind = 'edit';
  private nextId = 1;
  /** Whether the present pass may still wait for answers. */
  private mayWait = true;
  /** Takes the calls to the add-in; without one every function answers #NAME?, as Excel does without the add-in. */
  send: ((invocations: readonly Invocation[]) => void) | null = null;
  /**
   * Answers calls while the calculation waits. null: it may not wait now, and nobody was asked. Fewer answers than calls: it may wait no
   * longer, and the others are received later.
   */
  answerNow: ((invocations: readonly Invocation[]) => Promise<readonly CallAnswer[]> | null) | null = null;

  constructor(
    private readonly injector: Injector,
    private readonly calculation: Calculation,
    private readonly sheetName: (sheetId: string) => string,
    /** Grows the sheet where an answer spills over its edge; whether it did. */
    private readonly makeRoom: (sheetId: string, row: number, column: number) => boolean,
    private readonly options: CustomFunctionsOptions = {},
  ) {
    calculation.answers = this;
    waitForAnswers(injector.get(Interpreter), this);
  }

  /** Makes functions known to formulas as `NAMESPACE.NAME`. */
  register(namespace: string, functions: readonly FunctionMetadata[]): void {
    this.known.add(namespace);
    for (const each of functions) this.metadata.set(`${namespace}.${each.name}`.toUpperCase(), each);
    const executors = functions.map((metadata) => new AddinFunction(`${namespace}.${metadata.name}`, metadata, this));
    this.injector.get(IFunctionService).registerExecutors(...executors);
  }

  /** These cells showed #NAME? when the functions came, and no calculation heals them. */
  keepUncalled(cells: Iterable<DirtyRange>): void {
    for (const { sheetId, rect } of cells)
      for (let row = rect.row; row < rect.row + rect.rows; row += 1)
        for (let column = rect.column; column < rect.column + rect.columns; column += 1)
          this.uncalled.add(`${sheetId}!${row},${column}`);
  }

  /** Formulas that are written are called, whatever their cell showed before. */
  formulasWritten(sheetId: string, formulas: Readonly<Record<number, Readonly<Record<number, unknown>>>>): void {
    if ([this.uncalled, this.unanswered, this.messages, this.formats].every(({ size }) => size === 0)) return;
    for (const [row, cells] of Object.entries(formulas)) {
      for (const column of Object.keys(cells)) {
        const cell = `${sheetId}!${row},${column}`;
        this.uncalled.delete(cell);
        this.unanswered.delete(cell);
        this.messages.delete(cell);
        this.formats.delete(cell);
      }
    }
  }

  /** Namespaces of custom functions, as they stand in formulas. */
  get namespaces(): readonly string[] {
    return this.known.size > 0 ? [...this.known] : ['IKKATSU'];
  }

  /** True for the name of a custom function, in capitals; also while the add-in that has it is not there yet. */
  isCustom(name: string): boolean {
    return this.namespaces.some((namespace) => name.startsWith(`${namespace.toUpperCase()}.`));
  }

  /** True where a custom function gives a rectangle of values, or where that is not known yet. */
  givesArray(name: string): boolean {
    if (!this.isCustom(name)) return false;
    const metadata = this.metadata.get(name);
    return metadata === undefined || metadata.result?.dimensionality === 'matrix';
  }

  get areAwaited(): boolean {
    return this.answerNow !== null && this.mayWait;
  }

  get owing(): boolean {
    return this.open.size > 0;
  }

  get waiting(): boolean {
    return this.open.size > 0 || this.answeredCells.length > 0;
  }

  /** The message that came with the error value of a cell. */
  messageAt(sheetId: string, row: number, column: number): { error: string; message: string } | null {
    return this.messages.get(`${sheetId}!${row},${column}`) ?? null;
  }

  /**
   * The format that came with the number in a cell; null for another number. The format belongs to the value: Excel keeps it
   * through functions that hand the value on (IFERROR), and shows it in cells without a format of their own.
   */
  formatAt(sheetId: string, row: number, column: number, value: unknown): string | null {
    const known = this.formats.get(`${sheetId}!${row},${column}`);
    return known !== undefined && known.value === value ? known.numberFormat : null;
  }

  /** Takes the add-in's answers. Answers to calls that were overtaken by an edit are ignored. */
  receive(answers: readonly CallAnswer[]): void {
    for (const answer of answers) {
      const call = this.taken(answer);
      if (call === null) continue;
      this.hasRoomFor(call);
      this.answeredCells.push(call.range);
    }
    this.calculation.answered();
  }

  get placed(): number {
    return this.outgoing.length;
  }

  /**
   * Waits for the answers of the calls that a formula has just made, where they come while the calculation waits: the formula is then
   * calculated again at once, instead of all that rests on it once more. False where there is nothing to wait for.
   */
  async answered(placedBefore: number): Promise<boolean> {
    if (this.outgoing.length === placedBefore || this.answerNow === null || !this.mayWait) return false;
    const calls = this.outgoing.slice(placedBefore);
    const asked = this.answerNow(calls);
    if (asked === null) return (this.mayWait = false);
    this.outgoing.length = placedBefore;
    const answers = await asked;
    this.mayWait = answers.length === calls.length;
    for (const answer of answers) {
      const call = this.taken(answer);
      // The engine knows how large the sheet is from the begin of the calculation.
      if (call !== null && !this.hasRoomFor(call)) this.answeredCells.push(call.range);
    }
    return answers.length > 0;
  }

  /** The open call that an answer belongs to, with it; null where nobody waits for it. */
  private taken({ id, answer }: CallAnswer): Call | null {
    const call = this.open.get(id);
    if (!call) return null;
    this.open.delete(id);
    call.answer = answer;
    return call;
  }

  /** Whether the sheet was large enough for an answer; it is now. */
  private hasRoomFor({ answer, range: { sheetId, rect } }: Call): boolean {
    const value = answer !== null && 'value' in answer ? answer.value : null;
    if (!Array.isArray(value)) return true;
    const rows = value as readonly (readonly Scalar[])[];
    return !this.makeRoom(sheetId, rect.row + rows.length, rect.column + (rows[0]?.length ?? 0));
  }

  /** Gives every open call this answer: the add-in has gone. */
  abandon(message: string): void {
    this.send = null;
    this.answerNow = null;
    this.receive([...this.open.keys()].map((id) => ({ id, answer: { error: ErrorType.VALUE, message } })));
  }

  passStarts(kind: PassKind): void {
    this.kind = kind;
    this.passNumber += 1;
    this.mayWait = true;
  }

  passEnds(): void {
    const invocations = this.withoutTooMany(this.outgoing);
    this.outgoing = [];
    if (invocations.length > 0) this.send?.(invocations);
    if (!this.waiting) this.calls.clear();
  }

  /** The calls that still find an answer; the cells of the others wait for ever. */
  private withoutTooMany(invocations: readonly Invocation[]): readonly Invocation[] {
    const tooMany = this.open.size - (this.options.openCalls ?? Infinity);
    if (tooMany <= 0) return invocations;
    for (const { id } of invocations.slice(-tooMany)) {
      this.unanswered.add(this.open.get(id)?.cell ?? '');
      this.open.delete(id);
    }
    return invocations.slice(0, -tooMany);
  }

  takeAnswered(): readonly DirtyRange[] | null {
    if (this.answeredCells.length === 0) return null;
    const cells = this.answeredCells;
    this.answeredCells = [];
    return cells;
  }

  /** One call site of one cell is calculated: the answer when it is there, else a call to the add-in. */
  evaluate(
    metadata: FunctionMetadata,
    at: BaseFunction,
    variants: readonly FunctionVariantType[],
  ): FunctionVariantType {
    const cell = `${at.subUnitId ?? ''}!${at.row},${at.column}`;
    if (!this.send || this.uncalled.has(cell)) return ErrorValueObject.create(ErrorType.NAME);
    if (this.unanswered.has(cell)) return ErrorValueObject.create(WAITING);
    const values: Argument[] = [];
    for (const [index, variant] of variants.entries()) {
      const { value, error } = this.argument(variant);
      // An error or an unanswered call among the arguments is the answer: Excel does not call the function then.
      if (error) return error;
      const matrix = parameterAt(metadata, index)?.dimensionality === 'matrix';
      if (matrix) values.push(Array.isArray(value) || variantIsOmitted(variant) ? value : [[value as Scalar]]);
      else values.push(Array.isArray(value) && isSingle(value) ? (value[0]?.[0] ?? null) : value);
    }
    while (values.length < metadata.parameters.length) values.push(null);
    const size = liftedSize(metadata, values);
    if (!size) return this.callOnce(metadata, at, packRepeating(metadata, values));
    return this.callForEach(metadata, at, values, size);
  }

  /** A range where the function wants one value: Excel calls it for each cell and spills the answers. */
  private callForEach(metadata: FunctionMetadata, at: BaseFunction, values: Argument[], size: Size): BaseValueObject {
    const rows: BaseValueObject[][] = [];
    let waiting = false;
    for (let row = 0; row < size.rows; row += 1) {
      const cells: BaseValueObject[] = [];
      for (let column = 0; column < size.columns; column += 1) {
        const one = values.map((value, index) =>
          Array.isArray(value) && parameterAt(metadata, index)?.dimensionality !== 'matrix'
            ? broadcast(value, row, column)
            : value,
        );
        const answer = this.callOnce(metadata, at, packRepeating(metadata, one));
        if (answer.isError() && (answer as ErrorValueObject).getErrorType() === WAITING) waiting = true;
        cells.push(answer.isArray() ? onlyCellOf(answer as ArrayValueObject) : answer);
      }
      rows.push(cells);
    }
    if (waiting) return ErrorValueObject.create(WAITING);
    return arrayOf(rows, size.columns);
  }

  private callOnce(metadata: FunctionMetadata, at: BaseFunction, values: Argument[]): BaseValueObject {
    const sheetId = at.subUnitId ?? '';
    const cell = `${sheetId}!${at.row},${at.column}`;
    const key = `${cell}|${metadata.id}|${JSON.stringify(values)}`;
    const known = this.calls.get(key);
    if (known && (this.kind === 'result' || known.pass === this.passNumber)) return this.answerOf(known);
    if (known) this.open.delete(known.id);
    this.call(key, cell, metadata, at, values);
    return ErrorValueObject.create(WAITING);
  }

  private call(key: string, cell: string, metadata: FunctionMetadata, at: BaseFunction, values: Argument[]): void {
    const sheetId = at.subUnitId ?? '';
    const rect = { row: at.row, column: at.column, rows: 1, columns: 1 };
    const call: Call = { id: this.nextId++, cell, range: { sheetId, rect }, pass: this.passNumber, answer: null };
    this.calls.set(key, call);
    this.open.set(call.id, call);
    this.messages.delete(cell);
    this.formats.delete(cell);
    this.outgoing.push({
      id: call.id,
      functionId: metadata.id,
      values,
      address: `${this.sheetName(sheetId)}!${rectAddress(rect)}`,
    });
  }

  private answerOf(call: Call): BaseValueObject {
    const { answer } = call;
    if (!answer) return ErrorValueObject.create(WAITING);
    if ('error' in answer) {
      if (answer.message !== '') this.messages.set(call.cell, answer);
      return ErrorValueObject.create(answer.error as ErrorType);
    }
    const { value, numberFormat } = answer;
    if (numberFormat !== undefined) this.formats.set(call.cell, { value: [value].flat(2)[0], numberFormat });
    return toEngine(value);
  }

  /** An argument as the add-in gets it; `error` where it is an error value. */
  private argument(variant: FunctionVariantType): { value: Scalar | Scalar[][]; error: ErrorValueObject | null } {
    const none = { value: null, error: null };
    if (variant.isReferenceObject()) {
      const reference = variant as BaseReferenceObject;
      const { startRow, startColumn, endRow, endColumn } = reference.getRangePosition();
      const rows = endRow - startRow + 1;
      const columns = endColumn - startColumn + 1;
      const grid: Scalar[][] = Array.from({ length: rows }, () => new Array<Scalar>(columns).fill(this.blank()));
      let error: ErrorValueObject | null = null;
      reference.iterator((object, row, column) => {
        if (!object) return;
        if (object.isError()) {
          error ??= object as ErrorValueObject;
          return;
        }
        const target = grid[row - startRow];
        if (target) target[column - startColumn] = fromEngine(object);
      });
      if (error) return { value: null, error };
      return rows * columns === 1 ? { value: grid[0]?.[0] ?? null, error: null } : { value: grid, error: null };
    }
    const object = variant as BaseValueObject;
    if (object.isError()) return { value: null, error: object as ErrorValueObject };
    if (object.isArray()) {
      const array = object as ArrayValueObject;
      const grid: Scalar[][] = [];
      for (let row = 0; row < array.getRowCount(); row += 1) {
        const cells: Scalar[] = [];
        for (let column = 0; column < array.getColumnCount(); column += 1) {
          const item = array.get(row, column);
          if (item?.isError()) return { value: null, error: item as ErrorValueObject };
          cells.push(item ? fromEngine(item) : null);
        }
        grid.push(cells);
      }
      const single = grid.length === 1 && grid[0]?.length === 1;
      return { value: single ? (grid[0]?.[0] ?? null) : grid, error: null };
    }
    return object.isNull() ? none : { value: fromEngine(object), error: null };
  }

  private blank(): Scalar {
    return this.options.blankCells === 'zero' ? 0 : null;
  }
}

/** A function of the add-in as the engine sees it. References arrive as references, so that blank cells can be told. */
class AddinFunction extends AnsweredFunction {
  override needsReferenceObject = true;
  constructor(
    name: string,
    private readonly metadata: FunctionMetadata,
    private readonly host: CustomFunctions,
  ) {
    super(name);
  }
  /** A text among the arguments reaches the add-in as it was written, 1-4 and 5% too. */
  override isArgumentsIgnoreNumberPattern(): boolean {
    return true;
  }
  override calculate(...variants: BaseValueObject[]): BaseValueObject {
    return this.host.evaluate(this.metadata, this, variants as FunctionVariantType[]) as BaseValueObject;
  }
}

/** A rectangle cannot stand inside one cell of a spill, except when it is a single value. */
function onlyCellOf(array: ArrayValueObject): BaseValueObject {
  const single = array.getRowCount() === 1 && array.getColumnCount() === 1;
  return (single ? array.get(0, 0) : null) ?? ErrorValueObject.create(ErrorType.VALUE);
}

function fromEngine(object: BaseValueObject): Scalar {
  if (object.isNull()) return null;
  const value = object.getValue();
  return object.isBoolean() ? Boolean(value) : value;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

function parameterAt(metadata: FunctionMetadata, index: number): FunctionMetadata['parameters'][number] | undefined {
  const last = metadata.parameters[metadata.parameters.length - 1];
  return metadata.parameters[index] ?? (last?.repeating ? last : undefined);
}

function variantIsOmitted(variant: FunctionVariantType): boolean {
  return !variant.isReferenceObject() && (variant as BaseValueObject).isNull();
}

function isSingle(grid: readonly unknown[]): boolean {
  return grid.length === 1 && Array.isArray(grid[0]) && grid[0].length === 1;
}

/** The size of the answer where ranges stand at parameters that want one value; null where there are none. */
function liftedSize(metadata: FunctionMetadata, values: readonly Argument[]): Size | null {
  let [rows, columns] = [0, 0];
  for (const [index, value] of values.entries()) {
    if (!Array.isArray(value) || parameterAt(metadata, index)?.dimensionality === 'matrix') continue;
    rows = Math.max(rows, value.length);
    columns = Math.max(columns, Array.isArray(value[0]) ? value[0].length : 1);
  }
  return rows > 0 ? { rows, columns } : null;
}

/** A grid of one row or one column serves every row or column. */
function broadcast(value: readonly Argument[], row: number, column: number): Scalar {
  const grid = value as Scalar[][];
  const cells = grid[grid.length === 1 ? 0 : row];
  return cells?.[cells.length === 1 ? 0 : column] ?? null;
}

/** The arguments of a repeating parameter travel as one array. */
function packRepeating(metadata: FunctionMetadata, values: Argument[]): Argument[] {
  const count = metadata.parameters.length;
  if (!metadata.parameters[count - 1]?.repeating) return values;
  return [...values.slice(0, count - 1), values.slice(count - 1)];
}

function toEngine(value: Scalar | readonly (readonly Scalar[])[]): BaseValueObject {
  if (!Array.isArray(value)) return scalarToEngine(value as Scalar, true);
  const rows = value as readonly (readonly Scalar[])[];
  const columns = Math.max(1, ...rows.map((row) => row.length));
  if (rows.length === 0) return ErrorValueObject.create(ErrorType.CALC);
  const objects = rows.map((row) =>
    Array.from({ length: columns }, (_, column) =>
      column < row.length ? scalarToEngine(row[column] ?? null, false) : ErrorValueObject.create(ErrorType.NA),
    ),
  );
  return arrayOf(objects, columns);
}

function arrayOf(rows: BaseValueObject[][], columns: number): ArrayValueObject {
  return ArrayValueObject.create({
    calculateValueList: rows,
    rowCount: rows.length,
    columnCount: columns,
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  });
}

/** Text stays text, `00012` too. A null in an array is shown as 0, as Excel does. */
function scalarToEngine(value: Scalar, alone: boolean): BaseValueObject {
  if (value === null) return alone ? NullValueObject.create() : NumberValueObject.create(0);
  if (typeof value === 'number') return NumberValueObject.create(value);
  if (typeof value === 'boolean') return BooleanValueObject.create(value);
  if (ERROR_TYPE_SET.has(value as ErrorType)) return ErrorValueObject.create(value as ErrorType);
  return StringValueObject.create(value);
}
