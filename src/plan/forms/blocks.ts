/** The cells of a form as blocks of a sheet: neighbours of one look together, and the rules for what may be chosen. */
import type { Block, CellLook, SpecValue, ValidationSpec } from '../sheetSpec';
import { STYLES, type Style, type StyleName } from '../styles';
import { KEY_COLUMNS, KEY_ROWS, type FormCell, type FormRow, type FormSheet } from './form';

/** Excel takes at most 255 letters of choices in a rule. */
const MOST_LETTERS = 250;

interface Drawn {
  readonly value: SpecValue;
  readonly isFormula: boolean;
  /** A formula that a person wrote over what is ours. */
  readonly isWritten?: boolean;
  readonly style: StyleName | undefined;
  readonly format: string | undefined;
  /** A text beside a figure, which would touch it. */
  readonly apart?: boolean;
}

const APART: CellLook = { align: 'left', indent: 1 };

function drawnOf(cell: FormCell | undefined): Drawn | null {
  if (cell === null || cell === undefined) return null;
  const { style, format } = cell;
  if ('figure' in cell) return { value: cell.figure, isFormula: true, style, format };
  if ('written' in cell)
    return { value: cell.written, isFormula: cell.isFormula, isWritten: cell.isFormula, style, format };
  return { value: 'input' in cell ? cell.input : cell.text, isFormula: false, style, format };
}

/** The cells of a row; those that a merge hides wear what its first cell wears. */
function rowOf(row: FormRow, columns: FormSheet['columns']): (Drawn | null)[] {
  const cells = columns.map((_, index) => drawnOf(row.cells[index]));
  for (const { from, to } of row.merge ?? []) {
    const [first, last] = [from, to].map((key) => columns.findIndex((column) => column.key === key)) as [
      number,
      number,
    ];
    const { style, isFormula } = cells[first] ?? {};
    if (style === undefined) continue;
    for (let index = first + 1; index <= last; index += 1) {
      cells[index] = { value: '', isFormula: isFormula === true, style, format: undefined };
    }
  }
  return cells.map((cell, index) =>
    cell !== null && isApart(cell, cells[index - 1]) ? { ...cell, apart: true } : cell,
  );
}

const alignOf = ({ style }: Drawn): Style['align'] =>
  style === undefined ? undefined : (STYLES[style] as Style).align;

/** Whether a cell shows a text from its left side on while a figure stands at the right side of the cell before. */
function isApart(cell: Drawn, before: Drawn | null | undefined): boolean {
  const isText = typeof cell.value === 'string' && (cell.format === undefined || cell.format === '@');
  const side = alignOf(cell) ?? 'left';
  return isText && side === 'left' && before !== null && before !== undefined && alignOf(before) === 'right';
}

interface Run {
  readonly row: number;
  readonly column: number;
  readonly cells: Drawn[];
}

const isAlike = (a: Drawn, b: Drawn): boolean =>
  a.style === b.style && a.isFormula === b.isFormula && (a.isWritten ?? false) === (b.isWritten ?? false);

function runsOf(cells: readonly (Drawn | null)[], row: number): Run[] {
  const runs: Run[] = [];
  let open: Run | null = null;
  cells.forEach((cell, column) => {
    const before = open?.cells.at(-1);
    if (cell !== null && before && isAlike(before, cell)) open!.cells.push(cell);
    else if (cell === null) open = null;
    else runs.push((open = { row, column, cells: [cell] }));
  });
  return runs;
}

function lookOf({ column, cells }: Run): string {
  return JSON.stringify([
    column,
    cells[0]?.style,
    cells[0]?.isFormula,
    cells[0]?.isWritten ?? false,
    cells.map(({ format, apart }) => [format, apart]),
  ]);
}

/** Every cell with something to show, in blocks; rows below each other with the same look are one block. */
export function blocksOf({ rows, columns }: FormSheet): Block[] {
  const stacks: { look: string; runs: Run[] }[] = [];
  let above = new Map<string, { look: string; runs: Run[] }>();
  rows.forEach((row, index) => {
    const here = new Map<string, { look: string; runs: Run[] }>();
    for (const run of runsOf(rowOf(row, columns), index)) {
      const look = lookOf(run);
      const stack = above.get(look) ?? { look, runs: [] };
      if (stack.runs.length === 0) stacks.push(stack);
      stack.runs.push(run);
      here.set(look, stack);
    }
    above = here;
  });
  return stacks.map(({ runs }) => {
    const [{ row, column, cells: first }] = runs as [Run, ...Run[]];
    const { style, isFormula, isWritten } = first[0]!;
    return {
      row: row + KEY_ROWS,
      column: column + KEY_COLUMNS,
      cells: runs.map(({ cells }) => cells.map(({ value }) => value)),
      ...(isFormula ? { formulas: true } : {}),
      ...(isFormula && isWritten ? { isWritten } : {}),
      ...(style === undefined ? {} : { style }),
      ...(first.some(({ format }) => format !== undefined) ? { formats: first.map(({ format }) => format) } : {}),
      ...(first.some(({ apart }) => apart) ? { columns: first.map(({ apart }) => (apart ? APART : undefined)) } : {}),
    };
  });
}

/** Lists to choose from, one rule a cell. */
export function validationsOf({ rows }: FormSheet): ValidationSpec[] {
  return rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column): ValidationSpec[] => {
      const input = cell !== null && 'written' in cell ? cell.ours : cell;
      if (input === null || !('input' in input) || input.options === undefined) return [];
      if (input.options.join(',').length > MOST_LETTERS || input.options.some((text) => text.includes(','))) return [];
      return [
        {
          row: row + KEY_ROWS,
          column: column + KEY_COLUMNS,
          rows: 1,
          columns: 1,
          rule: { kind: 'list', of: input.options },
          message: input.hint ?? `${input.options.join('・')} から選んでください。`,
        },
      ];
    }),
  );
}
