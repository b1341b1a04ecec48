/** A sheet as a spreadsheet program keeps it, small enough for tests: cells, and rows and columns that come and go. */
import type { Cell } from '../../../src/kdb';
import type { FormStanding } from '../../../src/plan/forms';
import { moveReferences, type Move } from '../../../src/formula';
import { extentOf, type SheetSpec } from '../../../src/plan';

export class Paper {
  cells: Cell[][];

  constructor(spec: SheetSpec) {
    const { rows, columns } = extentOf(spec);
    this.cells = Array.from({ length: rows }, () => new Array<Cell>(columns).fill(null));
    for (const block of spec.blocks) {
      block.cells.forEach((line, row) =>
        line.forEach((value, column) => {
          const isText = !block.formulas && typeof value === 'string' && value.startsWith('=');
          this.cells[block.row + row]![block.column + column] = value === '' ? null : isText ? `'${value}` : value;
        }),
      );
    }
  }

  get width(): number {
    return Math.max(...this.cells.map(({ length }) => length));
  }

  put(row: number, column: number, value: Cell): void {
    while (this.cells.length <= row) this.cells.push([]);
    const line = this.cells[row]!;
    while (line.length <= column) line.push(null);
    line[column] = value;
  }

  insertRow(at: number): void {
    this.cells.splice(at, 0, []);
    this.follow(({ row, column }) => ({ row: row >= at ? row + 1 : row, column }));
  }

  insertColumn(at: number): void {
    for (const line of this.cells) if (line.length > at) line.splice(at, 0, null);
    this.follow(({ row, column }) => ({ row, column: column >= at ? column + 1 : column }));
  }

  deleteRow(at: number): void {
    this.cells.splice(at, 1);
    this.follow(({ row, column }) => (row === at ? LOST : { row: row > at ? row - 1 : row, column }));
  }

  deleteColumn(at: number): void {
    for (const line of this.cells) line.splice(at, 1);
    this.follow(({ row, column }) => (column === at ? LOST : { row, column: column > at ? column - 1 : column }));
  }

  /** Cuts a row and puts it before another, as 切り取ったセルの挿入 does. */
  moveRow(from: number, to: number): void {
    const order = this.cells.map((_, index) => index);
    order.splice(to > from ? to - 1 : to, 0, order.splice(from, 1)[0]!);
    this.cells = order.map((index) => this.cells[index]!);
    this.follow(({ row, column }) => ({ row: order.includes(row) ? order.indexOf(row) : row, column }));
  }

  standing(): FormStanding {
    const formulas = this.cells.map((line) =>
      Array.from({ length: this.width }, (_, column) => {
        const cell = line[column] ?? null;
        return typeof cell === 'string' && cell.startsWith("'") ? cell.slice(1) : cell;
      }),
    );
    const values = this.cells.map((line, row) =>
      Array.from({ length: this.width }, (_, column) =>
        typeof line[column] === 'string' && line[column].startsWith('=')
          ? row * 1000 + column
          : formulas[row]![column]!,
      ),
    );
    return { values, formulas };
  }

  /** Every text and number on the sheet but for the hidden keys. */
  texts(): string[] {
    const [corner] = this.cells.flatMap((line, row) =>
      line.flatMap((cell, column) => (String(cell).startsWith('IKKATSU:form') ? [{ row, column }] : [])),
    );
    return this.cells.flatMap((line, row) =>
      line.filter((cell, column) => cell !== null && row !== corner?.row && column !== corner?.column).map(String),
    );
  }

  /** Formulas follow the cells that they name; what names a lost cell becomes #REF!. */
  private follow(move: (place: { row: number; column: number }) => { row: number; column: number }): void {
    const moved: Move = ({ row, column }) => (row === null || column === null ? null : move({ row, column }));
    this.cells = this.cells.map((line) =>
      line.map((cell) =>
        typeof cell === 'string' && cell.startsWith('=')
          ? moveReferences(cell, moved).replace(/\$?[A-Z]+\$?1000000/g, '#REF!')
          : cell,
      ),
    );
  }
}

const LOST = { row: 999_999, column: 0 };
