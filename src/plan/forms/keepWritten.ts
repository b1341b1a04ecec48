/** A form written again: what a person wrote on the standing sheet is carried over, whatever was inserted, moved or deleted. */
import { moveReferences, type Move } from '../../formula';
import type { Cell } from '../../kdb';
import type { ChartSpec } from '../chartSpec';
import { KEY_COLUMNS, placeOf, type FormCell, type FormColumn, type FormRow, type FormSheet } from './form';
import { bothPlaces, layOut, type Laid } from './layout';
import { hashOfFormula, hashOfText, looseHash, plainOf, type Mark } from './marks';
import { readStanding, type FormStanding, type StandingForm } from './standing';

export type { FormStanding } from './standing';

export interface Kept {
  readonly form: FormSheet;
  /** Cells of ours that a person wrote over, in words: they stay as they are. */
  readonly kept: readonly string[];
  /** Where the cells of the form went, and where those of the standing sheet went: for formulas on other sheets. null: nowhere. */
  readonly moves: { readonly ofForm: Move; readonly ofStanding: Move } | null;
}

/** Width of a column that the analyst inserted. */
const OWN_WIDTH = 16;
const SHOWN_LETTERS = 30;

type Ours = Exclude<FormCell, null | { readonly written: unknown }> | null;

function isFormula(formula: Cell | undefined, value: Cell | undefined): formula is string {
  return typeof formula === 'string' && formula.startsWith('=') && formula !== value;
}

/** One cell of the standing sheet. */
interface Found {
  readonly value: Cell;
  readonly formula: string | null;
  readonly format: string | undefined;
}

function foundAt({ values, formulas, formats }: FormStanding, row: number, column: number): Found {
  const value = values[row]?.[column] ?? null;
  const formula = formulas[row]?.[column];
  const format = formats?.[row]?.[column];
  return {
    value: value === '' ? null : value,
    formula: isFormula(formula, value) ? formula : null,
    format: typeof value === 'number' && format !== 'General' && format !== '@' ? format : undefined,
  };
}

/** The cell with what a person wrote, looking as ours looked. */
function writtenOver(ours: Ours, { value, formula, format }: Found): FormCell {
  const style = ours === null ? 'own' : ours.style;
  const wanted = format ?? (ours !== null && typeof value === 'number' ? ours.format : undefined);
  return {
    written: formula ?? value ?? '',
    isFormula: formula !== null,
    ours,
    ...(style === undefined ? {} : { style }),
    ...(wanted === undefined ? {} : { format: wanted }),
  };
}

/** Whether the cell still holds what we wrote. */
function isUntouched({ value, formula }: Found, mark: Mark, standing: StandingForm): boolean {
  if (mark.kind !== 'figure') return formula === null && hashOfText(value) === mark.hash;
  if (formula === null) return mark.value !== null && hashOfText(value) === mark.value;
  if (hashOfFormula(formula, standing.whereWritten) === mark.hash) return true;
  // Where rows of ours were deleted, Excel itself changed what formulas name.
  return (standing.lost || formula.includes('#REF!')) && looseHash(formula) === mark.loose;
}

/** What stands in a cell of ours from now on, and whether a person wrote over our own text or figure. */
function merged(ours: Ours, found: Found, mark: Mark, standing: StandingForm): { cell: FormCell; over: boolean } {
  const isEmpty = found.value === null && found.formula === null;
  const wasInput = mark.kind === 'input';
  if (ours !== null && 'input' in ours && wasInput) {
    if (isEmpty) return { cell: mark.hash === '' ? ours : writtenOver(ours, found), over: false };
    const isDraft = found.formula === null && plainOf(found.value) === plainOf(ours.input);
    return { cell: isDraft ? ours : writtenOver(ours, found), over: false };
  }
  if (isUntouched(found, mark, standing)) return { cell: ours, over: false };
  // An input of before that is ours now: an empty one is nothing that a person wrote.
  if (wasInput && isEmpty) return { cell: ours, over: false };
  return {
    cell: writtenOver(ours, found),
    over: !wasInput && !(ours !== null && 'input' in ours) && mark.kind !== 'empty',
  };
}

const EMPTY: Mark = { kind: 'empty', hash: '', loose: '', value: null };

/** A merge is given up where a person's text would disappear in it. */
function mergesOf(row: FormRow, cells: readonly FormCell[], columns: readonly FormColumn[]): FormRow['merge'] {
  const left = row.merge?.filter(({ from, to }) => {
    const [first, last] = [from, to].map((key) => columns.findIndex((column) => column.key === key)) as [
      number,
      number,
    ];
    return cells
      .slice(first + 1, last + 1)
      .every((cell) => cell === null || !('written' in cell) || cell.written === '');
  });
  return left;
}

/** Charts on the rows and columns where their cells are now. */
function movedCharts(charts: readonly ChartSpec[], laid: Laid): ChartSpec[] {
  const move = <T extends { sheet?: string; row: number; column: number }>(cells: T): T => {
    if (cells.sheet !== undefined) return cells;
    const row = laid.rowOf(cells.row);
    const column = laid.columnOf(cells.column);
    if (!('rows' in cells && 'columns' in cells)) return { ...cells, row, column };
    const { rows, columns } = cells as unknown as { rows: number; columns: number };
    return {
      ...cells,
      row,
      column,
      rows: laid.rowOf(cells.row + rows - 1) - row + 1,
      columns: laid.columnOf(cells.column + columns - 1) - column + 1,
    };
  };
  return charts.map((chart) => {
    const anchor = chart.anchor;
    return {
      ...chart,
      // A chart keeps its size; only where it begins moves.
      anchor: { ...anchor, row: laid.rowOf(anchor.row), column: laid.columnOf(anchor.column) },
      categories: move(chart.categories),
      series: chart.series.map((series) => ({
        ...series,
        name: typeof series.name === 'string' ? series.name : move(series.name),
        values: move(series.values),
        ...(series.x === undefined ? {} : { x: move(series.x) }),
      })),
    };
  });
}

/** Where what formulas name went, and whether a formula names anything of it. */
interface Moves {
  readonly ofForm: Move;
  readonly ofStanding: Move;
  readonly isNamedBy?: (formula: string) => boolean;
}

/** References of a cell moved to where what they name is now; the same cell where it names nothing that moved. */
function withMoved(cell: FormCell, moves: Moves): FormCell {
  if (cell === null) return cell;
  const moved = (formula: string, move: Move): string =>
    moves.isNamedBy?.(formula) === false ? formula : moveReferences(formula, move);
  if ('figure' in cell) {
    const figure = moved(cell.figure, moves.ofForm);
    return figure === cell.figure ? cell : { ...cell, figure };
  }
  if (!('written' in cell)) return cell;
  const written = cell.isFormula ? moved(String(cell.written), moves.ofStanding) : cell.written;
  return { ...cell, written, ours: withMoved(cell.ours, moves) as Ours };
}

/** The form with its references moved: its own by `ofForm`, those of what a person wrote by `ofStanding`. */
export function moveForm(form: FormSheet, moves: Moves): FormSheet {
  return {
    ...form,
    rows: form.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => withMoved(cell, moves)) })),
  };
}

/** Whether the cells are a form that we wrote once; everything else is the analyst's own sheet. */
export function isStandingForm(standing: FormStanding): boolean {
  return readStanding(standing) !== null;
}

/**
 * The form with everything that a person wrote on the standing sheet: inputs by the keys of row and column; rows and
 * columns of the analyst behind the one they stood behind; our texts and figures that were written over stay written
 * over and are named in `kept`. Rows and columns of ours that were deleted come back. A sheet that is no form of ours
 * leaves the form as it is.
 */
export function keepWritten(form: FormSheet, cells: FormStanding): Kept {
  const standing = readStanding(cells);
  if (standing === null) return { form, kept: [], moves: null };
  const laid = layOut(form, standing, (row, column, mark) => {
    const found = foundAt(cells, row, column);
    if (mark === undefined) return found.value !== null || found.formula !== null;
    return (found.value !== null || found.formula !== null) && !isUntouched(found, mark, standing);
  });
  const kept: string[] = [];
  const columns = laid.columns.map(({ ours }): FormColumn =>
    ours === null ? { key: '', width: OWN_WIDTH } : form.columns[ours]!,
  );
  const rows = laid.rows.map((line, at): FormRow => {
    const row = line.ours === null ? null : form.rows[line.ours]!;
    const marks = line.standing === null ? undefined : standing.rows.get(line.standing)?.marks;
    const made = laid.columns.map((column, across): FormCell => {
      const ours = row === null || column.ours === null ? null : ((row.cells[column.ours] ?? null) as Ours);
      if (line.standing === null || column.standing === null) return ours;
      const found = foundAt(cells, line.standing, column.standing);
      const wrote = standing.columns.get(column.standing)?.column;
      const mark = marks === undefined || wrote === undefined ? undefined : (marks[wrote - KEY_COLUMNS] ?? EMPTY);
      if (mark === undefined) return found.value === null && found.formula === null ? ours : writtenOver(ours, found);
      if (row === null || column.ours === null) {
        // A row or column of ours that is no more: only what a person wrote stays.
        return isUntouched(found, mark, standing) || found.value === null ? null : writtenOver(null, found);
      }
      const { cell, over } = merged(ours, found, mark, standing);
      if (over) kept.push(`${placeOf(at, across)}「${shown(found)}」`);
      return cell;
    });
    if (row === null) return { key: '', cells: made };
    const merge = mergesOf(row, made, columns);
    return { ...row, cells: made, ...(merge === undefined ? {} : { merge }) };
  });
  const { charts, frozenRows } = form;
  const moves = bothPlaces(form.name, laid);
  const whole: FormSheet = {
    ...form,
    columns,
    rows,
    ...(charts === undefined ? {} : { charts: movedCharts(charts, laid) }),
    ...(frozenRows === undefined || frozenRows === 0 ? {} : { frozenRows: laid.rowOf(frozenRows - 1) + 1 }),
  };
  return { form: moveForm(whole, moves), kept, moves };
}

function shown({ value, formula }: Found): string {
  const text = formula ?? plainOf(value);
  if (text === '') return '空欄';
  return text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS)}…` : text;
}
