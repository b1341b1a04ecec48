/** The workbook: sheets, names, tables and settings over Univer, with its calculation and its custom functions. */
import { BooleanNumber, type ICellData, type IRange, ObjectMatrix } from '@univerjs/core';
import { ICommandService } from '@univerjs/core';
import {
  FormulaDataModel,
  IDependencyManagerService,
  IDefinedNamesService,
  IFunctionService,
  ISuperTableService,
  RemoveDefinedNameMutation,
  SetDefinedNameMutation,
  SetFormulaDataMutation,
} from '@univerjs/engine-formula';
import { MAX_COLUMNS, MAX_ROWS, parseRect, splitSheet, tokenise, withSheetRenamed } from '../../formula';
import type { Rect } from './rect';
import { Calculation, type DirtyRange } from './calculation';
import { changeReferences } from './chart/references';
import { CustomFunctions, type CustomFunctionsOptions, type FunctionMetadata } from './customFunctions';
import { forgetParsed } from './dependencies';
import { BookError } from './errors';
import { type HostProfile, PROFILES } from '../host/profiles';
import { RESTLESS_FUNCTIONS } from './restless';
import { cellOf, type CellValue, type ChangeSource, Sheet } from './sheet';
import { StyleBook } from './style';
import { Table } from './table';
import { bootUniver, emptySheet, type UniverBook, type UniverSetup } from './univer';

/** What happened to the workbook. */
export type BookEvent =
  | { readonly type: 'changed'; readonly sheet: Sheet; readonly rect: Rect; readonly source: ChangeSource }
  | { readonly type: 'sheetAdded' | 'sheetDeleted' | 'sheetActivated'; readonly sheet: Sheet }
  | { readonly type: 'calculated' };

/** A name that stands for a formula or a range; `formula` begins with `=`. */
export interface DefinedName {
  readonly name: string;
  formula: string;
  comment: string;
  visible: boolean;
}

/** What an add-in keeps in the file, as the file has it; `pane` are the attributes of its task pane. */
export interface WebExtension {
  readonly xml: string;
  readonly pane: Readonly<Record<string, string>> | null;
}

export interface BookOptions extends CustomFunctionsOptions {
  readonly setup?: UniverSetup;
  /** Nothing is calculated before somebody reads what depends on it, or waits for the workbook to settle. */
  readonly isLazy?: boolean;
  /** The Excel that the workbook stands in for; default: the workbench itself. */
  readonly profile?: HostProfile;
}

const RESERVED = new Set(['history']);

export class Book {
  name = 'Book1.xlsx';
  readonly profile: HostProfile;
  /** No sheet may be added, removed, renamed, moved or shown while the structure of the workbook is protected. */
  structureProtected = false;
  /** What the file says of the password of that protection; empty: there is none. */
  structurePassword: Readonly<Record<string, string>> = {};
  readonly sheets: Sheet[] = [];
  /** Sheets of our own that nobody sees: the one that `evaluate` works on. */
  private scratch: Sheet | null = null;
  readonly styles: StyleBook;
  readonly names = new Map<string, DefinedName>();
  readonly tables: Table[] = [];
  readonly settings = new Map<string, unknown>();
  /** Parts that add-ins keep in the file: that of ours, whose settings are `settings`, and those of others untouched. */
  readonly webExtensions: { own: WebExtension | undefined; readonly others: WebExtension[] } = {
    own: undefined,
    others: [],
  };
  /** Parts of customXml/ by name, as the file has them. */
  readonly customXml = new Map<string, Uint8Array>();
  /** What the file that was opened says of who calculated its figures, and of what; null: nothing. */
  calculatedMark: string | null = null;
  /** The values that a file showed may be of before its last change: the next calculation of the whole workbook calculates them too. */
  mayBeOld = false;
  readonly calculation: Calculation;
  readonly functions: CustomFunctions;
  private active: Sheet;
  readonly univer: UniverBook;
  private readonly commands: ICommandService;
  private readonly formulas: FormulaDataModel;
  private readonly listeners = new Set<(event: BookEvent) => void>();
  /** Sheet id → the name that references to the sheet carry. */
  private readonly knownNames = new Map<string, string>();
  private nextSheet = 2;
  private nextTable = 1;

  constructor(options: BookOptions = {}) {
    this.profile = options.profile ?? PROFILES.workbench;
    this.univer = bootUniver(options.setup);
    const { injector, workbook } = this.univer;
    this.commands = injector.get(ICommandService);
    this.formulas = injector.get(FormulaDataModel);
    // The engine would look through every cell of the workbook for formulas before each calculation.
    this.formulas.getFormulaData = () => ({
      [this.unitId]: Object.fromEntries(
        [...this.sheets, ...(this.scratch ? [this.scratch] : [])].map((sheet) => [sheet.id, sheet.formulaIndex]),
      ),
    });
    repairTableLookup(injector.get(ISuperTableService));
    this.styles = new StyleBook(workbook.getStyles());
    this.calculation = new Calculation(injector, this.unitId, options.isLazy);
    this.functions = new CustomFunctions(
      injector,
      this.calculation,
      (id) => this.sheetById(id)?.name ?? this.active.name,
      (id, row, column) => {
        const sheet = this.sheetById(id) ?? this.scratch;
        return sheet !== null && this.assertRoom(sheet, row, column);
      },
      { ...options, openCalls: this.profile.openCalls },
    );
    for (const worksheet of workbook.getSheets()) this.sheets.push(new Sheet(this, worksheet));
    for (const sheet of this.sheets) this.knownNames.set(sheet.id, sheet.name);
    this.active = this.sheets[0] as Sheet;
    this.calculation.whole = () => (this.takeMayBeOld() ? this.everyFormula() : this.restlessCells());
    this.calculation.onPass(() => this.emit({ type: 'calculated' }));
  }

  get unitId(): string {
    return this.univer.workbook.getUnitId();
  }

  /** What is selected on the sheet that is shown. */
  get selection(): Rect {
    return this.active.layout.selection;
  }

  set selection(rect: Rect) {
    this.active.layout.selection = rect;
  }

  get activeSheet(): Sheet {
    return this.active;
  }

  on(listener: (event: BookEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private emit(event: BookEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  dispose(): void {
    this.calculation.dispose();
    this.listeners.clear();
    this.univer.dispose();
  }

  // ---- sheets ----

  sheetById(id: string): Sheet | undefined {
    return this.sheets.find((sheet) => sheet.id === id);
  }

  /** A sheet by its name (case does not count) or its id. */
  findSheet(key: string): Sheet | undefined {
    const lower = key.toLowerCase();
    return this.sheets.find((sheet) => sheet.name.toLowerCase() === lower || sheet.id === key);
  }

  addSheet(name?: string, position = this.sheets.length): Sheet {
    const given = name ?? this.freeSheetName('Sheet');
    this.assertSheetName(given, null);
    const sheet = this.insert(given, position);
    this.sheets.splice(position, 0, sheet);
    this.knownNames.set(sheet.id, given);
    this.nameAppeared(given);
    this.emit({ type: 'sheetAdded', sheet });
    return sheet;
  }

  private insert(name: string, position: number): Sheet {
    const id = `sheet-${this.nextSheet++}`;
    const { workbook } = this.univer;
    workbook.addWorksheet(id, Math.min(position, workbook.getSheetOrders().length), emptySheet(id, name));
    const worksheet = workbook.getSheetBySheetId(id);
    if (!worksheet) throw new BookError('GeneralException', `sheet ${name} was not made`);
    return new Sheet(this, worksheet);
  }

  /** Takes over the sheets that the interface of the engine made, removed or moved. */
  followSheets(): void {
    const ids = this.univer.workbook.getSheetOrders();
    for (const sheet of this.sheets.filter(({ id }) => !ids.includes(id))) {
      for (const table of this.tables.filter((each) => each.sheet === sheet)) this.removeTable(table);
      this.sheets.splice(this.sheets.indexOf(sheet), 1);
      if (this.active === sheet && this.sheets[0]) this.activate(this.sheets[0]);
      this.renameInCharts(sheet.id, null);
      this.emit({ type: 'sheetDeleted', sheet });
    }
    for (const { id, name } of this.sheets) this.renameInCharts(id, name);
    for (const worksheet of this.univer.workbook.getSheets()) {
      if (this.sheetById(worksheet.getSheetId()) || this.scratch?.worksheet === worksheet) continue;
      const sheet = new Sheet(this, worksheet);
      this.sheets.push(sheet);
      this.knownNames.set(sheet.id, sheet.name);
      this.emit({ type: 'sheetAdded', sheet });
    }
    this.sheets.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }

  /** The hidden sheet on which formulas are evaluated that stand in no cell. */
  scratchSheet(): Sheet {
    if (!this.scratch) {
      this.scratch = this.insert('__evaluate__', this.univer.workbook.getSheetOrders().length);
      this.scratch.worksheet.getConfig().hidden = BooleanNumber.TRUE;
    }
    return this.scratch;
  }

  freeSheetName(stem: string): string {
    for (let number = 1; ; number += 1) if (!this.findSheet(`${stem}${number}`)) return `${stem}${number}`;
  }

  renameSheet(sheet: Sheet, name: string): void {
    if (sheet.name === name) return;
    this.assertSheetName(name, sheet);
    const old = sheet.name;
    sheet.worksheet.getConfig().name = name;
    this.rewriteReferences(old, name);
    this.renameInCharts(sheet.id, name);
    this.nameAppeared(name);
  }

  /** Lets charts name a sheet as it is called now; null: the sheet has gone. */
  private renameInCharts(id: string, name: string | null): void {
    const known = this.knownNames.get(id);
    if (known === name) return;
    if (name === null) this.knownNames.delete(id);
    else this.knownNames.set(id, name);
    if (known === undefined) return;
    for (const { layout } of this.sheets)
      for (const chart of layout.charts) changeReferences(chart, (ref) => withSheetRenamed(ref, known, name));
  }

  /** Deletes a sheet; references to it become #REF!. The last visible sheet cannot go. */
  deleteSheet(sheet: Sheet): void {
    const index = this.sheets.indexOf(sheet);
    if (index < 0) throw new BookError('ItemNotFound');
    const others = this.sheets.filter((other) => other !== sheet && other.layout.visibility === 'Visible');
    if (others.length === 0) throw new BookError('InvalidOperation', 'A workbook keeps at least one visible sheet.');
    this.sheets.splice(index, 1);
    for (const table of this.tables.filter((each) => each.sheet === sheet)) this.removeTable(table);
    const { id, name } = sheet;
    this.dropFormulas(id);
    this.univer.workbook.removeSheet(id);
    this.rewriteReferences(name, null);
    this.renameInCharts(id, null);
    if (this.active === sheet) this.activate(others[0] as Sheet);
    this.emit({ type: 'sheetDeleted', sheet });
  }

  activate(sheet: Sheet): void {
    if (this.active === sheet) return;
    this.active = sheet;
    this.emit({ type: 'sheetActivated', sheet });
  }

  moveSheet(sheet: Sheet, position: number): void {
    this.sheets.splice(this.sheets.indexOf(sheet), 1);
    this.sheets.splice(position, 0, sheet);
  }

  private assertSheetName(name: string, self: Sheet | null): void {
    if (name === '' || name.length > 31 || /[[\]:*?/\\]/.test(name) || /^'|'$/.test(name) || RESERVED.has(name))
      throw new BookError('InvalidArgument', `"${name}" cannot be the name of a sheet.`);
    const other = this.findSheet(name);
    if (other && other !== self) throw new BookError('ItemAlreadyExists');
  }

  /** Makes functions known to formulas as `NAMESPACE.NAME`, also to those that were parsed before and showed #NAME?. */
  registerFunctions(namespace: string, functions: readonly FunctionMetadata[]): void {
    forgetParsed(`${namespace}.`);
    const unnamed = this.cellsWhere(
      (formula, sheet, row, column) =>
        formula.toUpperCase().includes(`${namespace}.`) && sheet.value(row, column) === '#NAME?',
    );
    if (this.profile.lastingNameErrors) this.functions.keepUncalled(unnamed);
    this.functions.register(namespace, functions);
    if (unnamed.length > 0) this.calculation.touch({ ranges: unnamed });
  }

  private rewriteReferences(from: string, to: string | null): void {
    const named = from.replaceAll("'", "''").toLowerCase();
    for (const sheet of this.sheets) {
      if (!sheet.formulasHold(named)) continue;
      for (const { row, column, formula } of [...sheet.formulaCells()]) {
        const changed = withSheetRenamed(formula, from, to);
        if (changed === formula) continue;
        const rect = { row, column, rows: 1, columns: 1 };
        const value = sheet.value(row, column);
        sheet.write(rect, () => ({ value: value === '' ? null : value, formula: changed }), 'user');
      }
    }
    for (const name of this.names.values()) {
      const changed = withSheetRenamed(name.formula, from, to);
      if (changed !== name.formula) this.setName(name.name, changed);
    }
  }

  /** Grows the sheet in the engine so that these many rows and columns exist, and says whether it had to; more than Excel has is refused. */
  assertRoom(sheet: Sheet, rows: number, columns: number): boolean {
    if (rows > MAX_ROWS || columns > MAX_COLUMNS) throw new BookError('InvalidArgument', 'Outside the sheet.');
    const { worksheet } = sheet;
    const [isLonger, isWider] = [rows > worksheet.getRowCount(), columns > worksheet.getColumnCount()];
    if (isLonger) worksheet.setRowCount(Math.min(MAX_ROWS, Math.ceil(rows * 1.2)));
    if (isWider) worksheet.setColumnCount(columns);
    return isLonger || isWider;
  }

  // ---- cells ----

  /**
   * Tells the engine and the listeners that cells were written. `formulas` lists the cells that had or have a formula, `due`
   * what must be calculated with all that depends on it.
   */
  cellsChanged(
    sheet: Sheet,
    rect: Rect,
    formulas: Record<number, Record<number, { f: string } | null>>,
    source: ChangeSource,
    due: readonly Rect[],
  ): void {
    const unit = this.unitId;
    const dirty = due.map((each): DirtyRange => ({ sheetId: sheet.id, rect: each }));
    for (const range of this.spillRanges(sheet.id, true)) {
      const apart =
        range.row >= rect.row + rect.rows ||
        rect.row >= range.row + range.rows ||
        range.column >= rect.column + rect.columns ||
        rect.column >= range.column + range.columns;
      if (apart) continue;
      dirty.push({ sheetId: sheet.id, rect: { ...range, rows: 1, columns: 1 } });
      // The cells of a spill depend on their origin: what reads them must be calculated when the spill goes.
      dirty.push({ sheetId: sheet.id, rect: range });
    }
    if (Object.keys(formulas).length > 0) {
      this.functions.formulasWritten(sheet.id, formulas);
      this.formulas.updateArrayFormulaCellData(unit, sheet.id, formulas as never);
      this.formulas.updateArrayFormulaRange(unit, sheet.id, formulas as never);
      this.commands.syncExecuteCommand(
        SetFormulaDataMutation.id,
        { formulaData: { [unit]: { [sheet.id]: formulas } } },
        { onlyLocal: true },
      );
    }
    if (dirty.length > 0) this.calculation.touch({ ranges: dirty });
    if (sheet !== this.scratch) this.emit({ type: 'changed', sheet, rect, source });
  }

  /** True where every function of a formula is one of the engine, or of an add-in that runs here. */
  canCalculate(formula: string): boolean {
    const known = this.univer.injector.get(IFunctionService);
    const tokens = tokenise(formula);
    // The names that LET and LAMBDA bind may be called like functions.
    const binds = tokens.some(({ kind, text }) => kind === 'function' && /^(LET|LAMBDA)$/i.test(text));
    return tokens.every(({ kind, text }) => {
      if (kind !== 'function') return true;
      const name = text.toUpperCase();
      if (known.hasExecutor(name) || this.functions.isCustom(name)) return true;
      return binds && !name.startsWith('_XL');
    });
  }

  /** Formulas that named a sheet before there was one of the name find it now. */
  private nameAppeared(name: string): void {
    const lower = name.toLowerCase();
    const quoted = lower.replaceAll("'", "''");
    this.touchWhere(
      (formula) => {
        const text = formula.toLowerCase();
        return text.includes(lower) || text.includes(quoted);
      },
      (sheet) => sheet.formulasHold(lower) || sheet.formulasHold(quoted),
    );
  }

  /** The cells whose formulas are of a kind, those below each other together. */
  private cellsWhere(
    isMeant: (formula: string, sheet: Sheet, row: number, column: number) => boolean,
    mayHold: (sheet: Sheet) => boolean = () => true,
  ): DirtyRange[] {
    const ranges: DirtyRange[] = [];
    for (const sheet of this.sheets) {
      if (!mayHold(sheet)) continue;
      const open = new Map<
        number,
        { sheetId: string; rect: { row: number; column: number; rows: number; columns: 1 } }
      >();
      for (const { row, column, formula } of sheet.calculatedCells()) {
        if (!isMeant(formula, sheet, row, column)) continue;
        const above = open.get(column);
        if (above !== undefined && above.rect.row + above.rect.rows === row) above.rect.rows += 1;
        else {
          const range = { sheetId: sheet.id, rect: { row, column, rows: 1, columns: 1 as const } };
          open.set(column, range);
          ranges.push(range);
        }
      }
    }
    return ranges;
  }

  private touchWhere(isMeant: (formula: string) => boolean, mayHold: (sheet: Sheet) => boolean): void {
    const ranges = this.cellsWhere(isMeant, mayHold);
    if (ranges.length > 0) this.calculation.touch({ ranges });
  }

  /**
   * What must be called again though no cell changed: custom functions, whose data are elsewhere, and those that tell the
   * time or chance. All other formulas show what their cells give.
   */
  private restlessCells(): DirtyRange[] {
    const { namespaces } = this.functions;
    const restless = new RegExp(`\\b(?:(?:${namespaces.join('|')})\\.|(?:${RESTLESS_FUNCTIONS.join('|')})\\()`, 'i');
    return this.cellsWhere((formula) => restless.test(formula));
  }

  /** Calculates every formula that can be: what a file shows may be of before its last change. Others keep their values. */
  calculateStored(): void {
    this.mayBeOld = false;
    this.calculation.touch({ ranges: this.everyFormula() });
  }

  private everyFormula(): DirtyRange[] {
    return this.cellsWhere(() => true);
  }

  private takeMayBeOld(): boolean {
    const mayBe = this.mayBeOld;
    this.mayBeOld = false;
    return mayBe;
  }

  /** Shows the answer of a formula that spills as a file has it; `values` are the cells of the range. */
  loadSpill(sheet: Sheet, rect: Rect, valueAt: (i: number, j: number) => CellValue | null): void {
    const unit = this.unitId;
    const ranges = ((this.formulas.getArrayFormulaRange()[unit] ??= {})[sheet.id] ??= {}) as Record<
      number,
      Record<number, IRange>
    >;
    (ranges[rect.row] ??= {})[rect.column] = {
      startRow: rect.row,
      startColumn: rect.column,
      endRow: rect.row + rect.rows - 1,
      endColumn: rect.column + rect.columns - 1,
    };
    const cells = ((this.formulas.getArrayFormulaCellData()[unit] ??= {})[sheet.id] ??= {}) as Record<
      number,
      Record<number, ICellData>
    >;
    for (let i = 0; i < rect.rows; i += 1)
      for (let j = 0; j < rect.columns; j += 1) {
        const cell = cellOf({ value: valueAt(i, j) }, undefined);
        if (cell !== null) (cells[rect.row + i] ??= {})[rect.column + j] = cell;
      }
  }

  private dropFormulas(sheetId: string): void {
    const unit = this.unitId;
    delete this.formulas.getArrayFormulaRange()[unit]?.[sheetId];
    delete this.formulas.getArrayFormulaCellData()[unit]?.[sheetId];
    this.univer.injector.get(IDependencyManagerService).clearFormulaDependency(unit, sheetId);
    this.commands.syncExecuteCommand(
      SetFormulaDataMutation.id,
      { formulaData: { [unit]: { [sheetId]: null } } },
      { onlyLocal: true },
    );
  }

  spilledCells(sheetId: string): Record<number, Record<number, ICellData | null>> | undefined {
    return this.formulas.getArrayFormulaCellData()[this.unitId]?.[sheetId] as never;
  }

  spillRange(sheetId: string, row: number, column: number): Rect | null {
    const range = this.formulas.getArrayFormulaRange()[this.unitId]?.[sheetId]?.[row]?.[column];
    return range ? rectOf(range) : null;
  }

  /** The ranges that formulas of a sheet spill into; with `blocked`, also those that cannot (#SPILL!). */
  spillRanges(sheetId: string, blocked = false): Rect[] {
    const ranges = this.formulas.getArrayFormulaRange()[this.unitId]?.[sheetId];
    if (!ranges) return [];
    const found: Rect[] = [];
    const sheet = this.sheetById(sheetId);
    new ObjectMatrix<IRange | null>(ranges as never).forValue((row, column, range) => {
      if (range && (blocked || sheet?.spillFrom(row, column))) found.push(rectOf(range));
    });
    return found;
  }

  sharedFormula(sheet: Sheet, row: number, column: number): string | null {
    return this.formulas.getFormulaStringByCell(row, column, sheet.id, this.unitId) ?? null;
  }

  // ---- names ----

  findName(name: string): DefinedName | undefined {
    return this.names.get(name.toLowerCase());
  }

  setName(name: string, formula: string, comment = ''): DefinedName {
    if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) || parseRect(name)) throw new BookError('InvalidArgument', name);
    const key = name.toLowerCase();
    const known = this.names.get(key);
    const item: DefinedName = known ?? { name, formula, comment, visible: true };
    item.formula = formula;
    this.names.set(key, item);
    const body = formula.replace(/^=/, '');
    const reference = parseRect(splitSheet(body).rest) !== null;
    this.commands.syncExecuteCommand(
      SetDefinedNameMutation.id,
      { id: key, unitId: this.unitId, name: item.name, formulaOrRefString: reference ? body : formula },
      { onlyLocal: true },
    );
    if (known) this.registerAgain(item.name);
    forgetParsed(item.name);
    this.calculation.touch({ names: { [item.name]: body } });
    return item;
  }

  /** The engine keeps what a formula depends on; formulas with a name or table that changed its meaning must be read anew. */
  private registerAgain(name: string): void {
    const unit = this.unitId;
    const mentions = new RegExp(`(?<![\\p{L}\\p{N}_.])${name.replace(/[.?\\]/g, '\\$&')}(?![\\p{L}\\p{N}_.])`, 'iu');
    for (const sheet of this.sheets) {
      const formulas: Record<number, Record<number, { f: string }>> = {};
      const ranges: DirtyRange[] = [];
      for (const { row, column, formula } of sheet.calculatedCells()) {
        if (!mentions.test(formula)) continue;
        (formulas[row] ??= {})[column] = { f: formula };
        ranges.push({ sheetId: sheet.id, rect: { row, column, rows: 1, columns: 1 } });
      }
      if (ranges.length === 0) continue;
      this.commands.syncExecuteCommand(
        SetFormulaDataMutation.id,
        { formulaData: { [unit]: { [sheet.id]: formulas } } },
        { onlyLocal: true },
      );
      this.calculation.touch({ ranges });
    }
  }

  deleteName(name: string): void {
    const item = this.findName(name);
    if (!item) throw new BookError('ItemNotFound');
    this.names.delete(name.toLowerCase());
    this.univer.injector.get(IDefinedNamesService).removeDefinedName(this.unitId, name.toLowerCase());
    this.commands.syncExecuteCommand(
      RemoveDefinedNameMutation.id,
      { id: name.toLowerCase(), unitId: this.unitId, name: item.name },
      { onlyLocal: true },
    );
    this.registerAgain(item.name);
    forgetParsed(item.name);
    this.calculation.touch({ names: { [item.name]: '' } });
  }

  /** The range that a text means: an address with or without sheet, or a name. */
  resolve(text: string, sheet: Sheet = this.active): { sheet: Sheet; rect: Rect } | null {
    const { sheet: sheetName, rest } = splitSheet(text.trim().replace(/^=/, ''));
    const rect = parseRect(rest);
    if (rect) {
      const target = sheetName === null ? sheet : this.findSheet(sheetName);
      return target ? { sheet: target, rect } : null;
    }
    if (sheetName !== null) return null;
    const name = this.findName(rest);
    if (name) return splitSheet(name.formula).sheet === null ? null : this.resolve(name.formula, sheet);
    const table = this.findTable(rest);
    return table ? { sheet: table.sheet, rect: table.bodyRect } : null;
  }

  // ---- tables ----

  findTable(key: string): Table | undefined {
    return this.tables.find((table) => table.name.toLowerCase() === key.toLowerCase() || table.id === key);
  }

  addTable(sheet: Sheet, rect: Rect, hasHeaders: boolean): Table {
    if (this.tables.some((other) => other.sheet === sheet && other.overlaps(rect)))
      throw new BookError('InvalidArgument', "A table can't overlap another table.");
    let number = this.nextTable;
    while (this.findTable(`テーブル${number}`)) number += 1;
    const table = new Table(String(this.nextTable++), sheet, rect, `テーブル${number}`, hasHeaders);
    this.tables.push(table);
    this.registerTable(table);
    return table;
  }

  renameTable(table: Table, name: string): void {
    const other = this.findTable(name);
    if ((other && other !== table) || this.findName(name)) throw new BookError('ItemAlreadyExists');
    if (!/^[\p{L}_\\][\p{L}\p{N}_.]*$/u.test(name)) throw new BookError('InvalidArgument', name);
    this.univer.injector.get(ISuperTableService).remove(this.unitId, table.name);
    forgetParsed(table.name);
    table.name = name;
    this.registerTable(table);
  }

  resizeTable(table: Table, rect: Rect): void {
    table.rect = rect;
    this.registerTable(table);
    this.registerAgain(table.name);
  }

  removeTable(table: Table): void {
    const index = this.tables.indexOf(table);
    if (index >= 0) this.tables.splice(index, 1);
    this.univer.injector.get(ISuperTableService).remove(this.unitId, table.name);
  }

  /** Lets formulas use structured references to the table; parsed ones keep what they meant before. */
  registerTable(table: Table): void {
    const { rect } = table;
    forgetParsed(table.name);
    this.univer.injector.get(ISuperTableService).registerTable(this.unitId, table.name, {
      sheetId: table.sheet.id,
      range: {
        startRow: rect.row,
        endRow: rect.row + rect.rows - 1,
        startColumn: rect.column,
        endColumn: rect.column + rect.columns - 1,
      },
      titleMap: new Map(table.headers.map((header, index) => [header, index])),
    });
  }
}

function rectOf(range: IRange): Rect {
  return {
    row: range.startRow,
    column: range.startColumn,
    rows: range.endRow - range.startRow + 1,
    columns: range.endColumn - range.startColumn + 1,
  };
}

/** Univer 0.25.1 looks tables up with iterator helpers, which Node 20 does not have. */
function repairTableLookup(service: ISuperTableService): void {
  service.hasTable = (unitId, tableName) =>
    [...(service.getTableMap(unitId)?.keys() ?? [])].some((name) => name.toLowerCase() === tableName.toLowerCase());
}
