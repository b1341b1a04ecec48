/** One sheet of the workbook: its cells (values, formulas, formats, spills) and everything else that stands on it. */
import { CellValueType, type ICellData, type Worksheet } from '@univerjs/core';
import { boundingRect, intersect, isUnbounded, WHOLE_SHEET, type Rect } from './rect';
import type { Book } from './book';
import { displayText } from './display';
import { type CellContent, isErrorText } from './entry';
import { SheetLayout } from './layout';
import { maySpill } from './spilling';
import { type CellStyle, EMPTY_STYLE, mergeStyle } from './style';

export type CellValue = string | number | boolean;

/** What is behind a change: the add-in through the host, or the person at the screen. */
export type ChangeSource = 'addin' | 'user';

type Row = Record<number, ICellData>;

const QUOTED: CellStyle = { quotePrefix: true };
const UNQUOTED: CellStyle = { quotePrefix: undefined } as CellStyle;

type Formulas = Record<number, Record<number, { f: string }>>;

/**
 * A formula as its file has it. It goes back letter for letter while the cell shows the same formula; `kind` says whether the
 * file takes it for a single value, for an array in fixed cells, or for one that spills.
 */
export interface StoredFormula {
  readonly formula: string;
  readonly text: string;
  readonly kind: 'single' | 'array' | 'dynamic';
  /** The cells of its answer. */
  readonly rect: Rect;
}

export class Sheet {
  readonly layout = new SheetLayout();
  /** The formulas of the sheet by row and column, so that nobody has to look through all cells for them. */
  readonly formulaIndex: Formulas = {};
  /** Formulas that nobody here can calculate: they keep the value that they came with. */
  private readonly keptFormulas: Formulas = {};
  private readonly storedFormulas = new Map<string, StoredFormula>();
  /** All formulas of the sheet in small letters; null when one of them has changed since. */
  private allFormulas: string | null = null;
  /** Whether one of them may spill; null as above. */
  private hasSpill: boolean | null = null;

  constructor(
    readonly book: Book,
    readonly worksheet: Worksheet,
  ) {}

  get id(): string {
    return this.worksheet.getSheetId();
  }

  get name(): string {
    return this.worksheet.getName();
  }

  get position(): number {
    return this.book.sheets.indexOf(this);
  }

  private get rows(): Record<number, Row> {
    return this.worksheet.getCellMatrix().getMatrix() as Record<number, Row>;
  }

  /** The cell as the engine holds it: an own cell, or a cell of a spilled result. */
  private cellAt(row: number, column: number): ICellData | undefined {
    const own = this.rows[row]?.[column];
    if (own && (own.f || (own.v !== undefined && own.v !== null))) return own;
    return this.spilledCells()?.[row]?.[column] ?? own;
  }

  private spilledCells(): Record<number, Row> | undefined {
    return this.book.spilledCells(this.id) as Record<number, Row> | undefined;
  }

  /** The value of a cell; the empty text where it is blank, as Office.js gives it. */
  value(row: number, column: number): CellValue {
    return valueOf(this.cellAt(row, column));
  }

  /** The formula of a cell, or its value where it has none. */
  formula(row: number, column: number): CellValue {
    const own = this.rows[row]?.[column];
    if (own?.f) return own.f;
    if (own?.si) return this.book.sharedFormula(this, row, column) ?? valueOf(own);
    return this.value(row, column);
  }

  hasFormula(row: number, column: number): boolean {
    const own = this.rows[row]?.[column];
    return Boolean(own?.f || own?.si);
  }

  text(row: number, column: number): string {
    return displayText(this.value(row, column), this.shownFormat(row, column));
  }

  /** The number format of a cell; where it is General, the one that came with its value. */
  shownFormat(row: number, column: number): string {
    const own = this.style(row, column).numberFormat ?? 'General';
    if (own !== 'General' || !this.hasFormula(row, column)) return own;
    return this.book.functions.formatAt(this.id, row, column, this.value(row, column)) ?? own;
  }

  valueType(row: number, column: number): 'Empty' | 'String' | 'Double' | 'Boolean' | 'Error' {
    const value = this.value(row, column);
    if (typeof value === 'number') return 'Double';
    if (typeof value === 'boolean') return 'Boolean';
    if (value === '') return 'Empty';
    return isErrorText(value) ? 'Error' : 'String';
  }

  /** The format of a cell: its own, over that of its row, over that of its column. */
  style(row: number, column: number): CellStyle {
    const own = this.rows[row]?.[column]?.s;
    const inherited = this.inheritedStyle(row, column);
    if (own === undefined || own === null) return inherited;
    const style = this.book.styles.of(own);
    return inherited === EMPTY_STYLE ? style : this.book.styles.over(inherited, style);
  }

  private inheritedStyle(row: number, column: number): CellStyle {
    const ofColumn = this.layout.columnStyles.get(column);
    const ofRow = this.layout.rowStyles.get(row);
    return ofColumn && ofRow ? this.book.styles.over(ofColumn, ofRow) : (ofRow ?? ofColumn ?? EMPTY_STYLE);
  }

  /** The range that the formula of this cell spills into, or null. */
  spillFrom(row: number, column: number): Rect | null {
    if (!this.hasFormula(row, column) || this.value(row, column) === '#SPILL!') return null;
    return this.book.spillRange(this.id, row, column);
  }

  /**
   * Writes contents; `undefined` leaves a cell as it is. Formats stay, except where an entry brings a number format.
   * Dependents are calculated and listeners are told once for the whole rectangle.
   */
  write(rect: Rect, contentAt: (i: number, j: number) => CellContent | undefined, source: ChangeSource): void {
    this.put(rect, contentAt, source, false);
  }

  /**
   * Takes contents from a file: a formula keeps the value that it has there, and nothing is calculated but what has none
   * (`value` null). `stored` are the formulas as the file has them, by cell.
   */
  load(
    rect: Rect,
    contentAt: (i: number, j: number) => CellContent | undefined,
    stored: Iterable<readonly [row: number, column: number, formula: StoredFormula]>,
  ): void {
    for (const [row, column, formula] of stored) this.storedFormulas.set(`${row},${column}`, formula);
    this.put(rect, contentAt, 'user', true);
  }

  /** The formula of a cell as its file had it; null where it is another one now. */
  storedFormula(row: number, column: number): StoredFormula | null {
    const stored = this.storedFormulas.get(`${row},${column}`);
    return stored !== undefined && stored.formula === this.formula(row, column) ? stored : null;
  }

  private put(
    rect: Rect,
    contentAt: (i: number, j: number) => CellContent | undefined,
    source: ChangeSource,
    isCalculated: boolean,
  ): void {
    this.book.assertRoom(this, rect.row + rect.rows, rect.column + rect.columns);
    const matrix = this.worksheet.getCellMatrix();
    const rows = this.rows;
    const formulas: Record<number, Record<number, { f: string } | null>> = {};
    const due: Rect[] = [];
    for (let i = 0; i < rect.rows; i += 1) {
      const row = rect.row + i;
      for (let j = 0; j < rect.columns; j += 1) {
        const content = contentAt(i, j);
        if (content === undefined) continue;
        const column = rect.column + j;
        const old = rows[row]?.[column];
        if (old?.f || old?.si || content.formula) {
          delete this.keptFormulas[row]?.[column];
          const isKept = content.formula && content.value !== null && !this.book.canCalculate(content.formula);
          if (isKept) (this.keptFormulas[row] ??= {})[column] = { f: content.formula! };
          (formulas[row] ??= {})[column] = content.formula && !isKept ? { f: content.formula } : null;
          if (content.formula && content.value === null) due.push({ row, column, rows: 1, columns: 1 });
        }
        let style = old?.s;
        if (content.numberFormat && this.style(row, column).numberFormat === undefined) {
          style = this.book.styles.patch(style, { numberFormat: content.numberFormat });
        }
        if (content.quoted !== undefined && content.quoted !== (this.book.styles.of(style).quotePrefix ?? false))
          style = this.book.styles.patch(style, content.quoted ? QUOTED : UNQUOTED);
        const cell = cellOf(content, style);
        if (cell) matrix.setValue(row, column, cell);
        else if (old) matrix.realDeleteValue(row, column);
      }
    }
    this.indexFormulas(formulas);
    this.book.cellsChanged(this, rect, formulas, source, isCalculated ? due : [rect]);
  }

  /**
   * Whether a formula of the sheet holds a text, given in small letters: most sheets never name the one that is asked for, and
   * a workbook has ten thousand formulas.
   */
  formulasHold(text: string): boolean {
    this.allFormulas ??= [...this.formulaCells()].map(({ formula }) => formula.toLowerCase()).join('\n');
    return this.allFormulas.includes(text);
  }

  private indexFormulas(formulas: Record<number, Record<number, { f: string } | null>>): void {
    for (const key in formulas) {
      this.allFormulas = null;
      this.hasSpill = null;
      const row = Number(key);
      for (const [columnKey, formula] of Object.entries(formulas[row] ?? {})) {
        const column = Number(columnKey);
        if (formula) (this.formulaIndex[row] ??= {})[column] = formula;
        else delete this.formulaIndex[row]?.[column];
      }
    }
  }

  /** Lays a format over every cell of a rectangle; over whole columns or rows it also holds for cells to come. */
  applyStyle(rect: Rect, patch: CellStyle): void {
    if (isUnbounded(rect)) {
      const [target, start, count] =
        rect.columns < rect.rows || rect.rows > 100000
          ? ([this.layout.columnStyles, rect.column, rect.columns] as const)
          : ([this.layout.rowStyles, rect.row, rect.rows] as const);
      for (let index = start; index < start + Math.min(count, 16384); index += 1)
        target.set(index, mergeStyle(target.get(index) ?? EMPTY_STYLE, patch));
      const used = this.usedRect(false);
      const inside = used && intersect(used, rect);
      if (inside) this.eachCell(inside, (row, column) => this.styleCell(row, column, patch, true));
      return;
    }
    this.book.assertRoom(this, rect.row + rect.rows, rect.column + rect.columns);
    this.eachCell(rect, (row, column) => this.styleCell(row, column, patch, false));
  }

  private styleCell(row: number, column: number, patch: CellStyle, onlyStyled: boolean): void {
    const cell = this.rows[row]?.[column];
    if (onlyStyled && !cell?.s) return;
    const s = this.book.styles.patch(cell?.s, patch);
    this.setStyleId(row, column, cell, s);
  }

  /** Sets formats cell by cell, for copies. */
  setStyle(row: number, column: number, style: CellStyle): void {
    this.setStyleId(row, column, this.rows[row]?.[column], this.book.styles.idOf(style));
  }

  private setStyleId(row: number, column: number, cell: ICellData | undefined, s: string | undefined): void {
    const matrix = this.worksheet.getCellMatrix();
    if (cell) {
      if (s === undefined) delete cell.s;
      else cell.s = s;
      if (s === undefined && cell.v === undefined && !cell.f) matrix.realDeleteValue(row, column);
    } else if (s !== undefined) matrix.setValue(row, column, { s });
  }

  clearStyles(rect: Rect): void {
    if (isUnbounded(rect)) {
      for (const column of [...this.layout.columnStyles.keys()])
        if (column >= rect.column && column < rect.column + rect.columns) this.layout.columnStyles.delete(column);
      for (const row of [...this.layout.rowStyles.keys()])
        if (row >= rect.row && row < rect.row + rect.rows) this.layout.rowStyles.delete(row);
    }
    const used = this.usedRect(false);
    const inside = used && intersect(used, rect);
    if (inside)
      this.eachCell(inside, (row, column) => this.setStyleId(row, column, this.rows[row]?.[column], undefined));
  }

  /** Empties cells; formats stay. Clearing whole columns clears what is used of them. */
  clearContents(rect: Rect, source: ChangeSource): void {
    const used = this.usedRect(true);
    const inside = used && intersect(used, rect);
    if (!inside) return;
    const rows = this.rows;
    this.write(inside, (i, j) => (rows[inside.row + i]?.[inside.column + j] ? { value: null } : undefined), source);
  }

  /**
   * The smallest rectangle around everything that holds a value (or, unless `valuesOnly`, a format); null if nothing.
   * @param within only what stands there counts
   */
  usedRect(valuesOnly: boolean, within: Rect = WHOLE_SHEET): Rect | null {
    let used: Rect | null = null;
    const [top, left, bottom, right] = this.bounds(this.rows, valuesOnly, within);
    if (bottom >= 0) used = { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
    for (const range of this.book.spillRanges(this.id)) {
      const inside = intersect(range, within);
      if (inside) used = used ? boundingRect(used, inside) : inside;
    }
    return used;
  }

  private bounds(rows: Record<number, Row>, valuesOnly: boolean, within: Rect): [number, number, number, number] {
    let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
    const isUsed = (cell: ICellData | undefined, column: number): boolean =>
      Boolean(cell && !(valuesOnly && !cell.f && (cell.v === undefined || cell.v === null))) &&
      column >= within.column &&
      column < within.column + within.columns;
    for (const key in rows) {
      const row = Number(key);
      if (row < within.row || row >= within.row + within.rows) continue;
      // Keys of cells ascend: only the first and the last used one of a row count.
      const cells = rows[row] ?? {};
      const columns = Object.keys(cells);
      let [first, last] = [0, columns.length - 1];
      while (first <= last && !isUsed(cells[Number(columns[first])], Number(columns[first]))) first += 1;
      if (first > last) continue;
      while (!isUsed(cells[Number(columns[last])], Number(columns[last]))) last -= 1;
      if (row < top) top = row;
      if (row > bottom) bottom = row;
      left = Math.min(left, Number(columns[first]));
      right = Math.max(right, Number(columns[last]));
    }
    return [top, left, bottom, right];
  }

  private eachCell(rect: Rect, visit: (row: number, column: number) => void): void {
    for (let row = rect.row; row < rect.row + rect.rows; row += 1)
      for (let column = rect.column; column < rect.column + rect.columns; column += 1) visit(row, column);
  }

  /** Every cell with a formula. */
  *formulaCells(): Generator<{ row: number; column: number; formula: string }> {
    yield* this.calculatedCells();
    yield* cellsOf(this.keptFormulas);
  }

  /** Whether a formula of the sheet may fill the cells beside it when it is calculated, without waiting for the add-in. */
  maySpill(): boolean {
    const isCustom = (name: string): boolean => this.book.functions.isCustom(name);
    return (this.hasSpill ??= Object.values(this.formulaIndex).some((cells) =>
      Object.values(cells).some(({ f }) => maySpill(f, isCustom)),
    ));
  }

  /** Every cell whose formula is calculated here. */
  *calculatedCells(): Generator<{ row: number; column: number; formula: string }> {
    yield* cellsOf(this.formulaIndex);
  }
}

function* cellsOf(formulas: Formulas): Generator<{ row: number; column: number; formula: string }> {
  for (const [row, cells] of Object.entries(formulas))
    for (const [column, { f }] of Object.entries(cells)) yield { row: Number(row), column: Number(column), formula: f };
}

function valueOf(cell: ICellData | null | undefined): CellValue {
  const value = cell?.v;
  if (value === undefined || value === null) return '';
  if (cell?.t === CellValueType.BOOLEAN) return Boolean(value);
  return value === '#GETTING_DATA' ? '#BUSY!' : value;
}

/** A cell of the engine; null for a blank one without a format. */
export function cellOf(content: CellContent, style: ICellData['s']): ICellData | null {
  const cell: ICellData = {};
  if (style !== undefined && style !== null) cell.s = style;
  if (content.formula) cell.f = content.formula;
  const { value } = content;
  if (typeof value === 'number') [cell.v, cell.t] = [value, CellValueType.NUMBER];
  else if (typeof value === 'boolean') [cell.v, cell.t] = [value ? 1 : 0, CellValueType.BOOLEAN];
  else if (typeof value === 'string') [cell.v, cell.t] = [value, CellValueType.STRING];
  return cell.s === undefined && cell.f === undefined && cell.v === undefined ? null : cell;
}
