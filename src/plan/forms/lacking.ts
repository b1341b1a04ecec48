/** Figures of purposes of which columns are missing, marked on every form alike by what they declare. */
import { rangesIn } from '../../formula';
import {
  countsLacking,
  LACKING,
  lackingColumns,
  lackingNote,
  MARKED_TEXT_FORMAT,
  markedFormat,
  type LackingColumns,
} from '../lacking';
import type { PlanFacts } from './facts';
import { KEY_COLUMNS, KEY_ROWS, type FormCell, type FormFigure, type FormRow, type FormSheet } from './form';
import { withRowsAt, withRowsFollowed, type RowMove } from './insertedRows';

const isFigure = (cell: FormCell): cell is FormFigure => cell !== null && 'figure' in cell;
/** Rates with their intervals in words. */
const isRateText = ({ style }: FormFigure): boolean => style === 'rateText' || style === 'totalRateText';
/** Figures alone: a sentence says of itself what it rests on. */
const isNumber = (cell: FormFigure): boolean => isRateText(cell) || (cell.format !== undefined && cell.format !== '@');

/** "row,column" of the figures that count such a purpose, and of those that are reckoned from them on the same form. */
function markedCells({ rows }: FormSheet, lacking: LackingColumns): ReadonlySet<string> {
  const marked = new Set<string>();
  const figures = rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column) => (isFigure(cell) && isNumber(cell) ? [{ cell, key: `${row},${column}` }] : [])),
  );
  for (const { cell, key } of figures)
    if ((cell.declares?.asks ?? []).some((asked) => countsLacking(asked, lacking))) marked.add(key);
  for (let known = -1; known < marked.size;) {
    known = marked.size;
    for (const { cell, key } of figures)
      if (
        !marked.has(key) &&
        rangesIn(cell.figure).some(
          ({ sheet, row, column, rows: down, columns: across }) =>
            sheet === null && down * across === 1 && marked.has(`${row - KEY_ROWS},${column - KEY_COLUMNS}`),
        )
      )
        marked.add(key);
  }
  return marked;
}

/** The note below everything that is printed. */
function noteRow({ columns }: FormSheet, lacking: LackingColumns): FormRow {
  const printed = columns.flatMap(({ key, helper }) => (helper === true || key === '' ? [] : [key]));
  return {
    key: 'note.lacking',
    cells: columns.map(({ key }) => (key === printed[0] ? { text: lackingNote(lacking), style: 'note' } : null)),
    merge: [{ from: printed[0]!, to: printed.at(-1)! }],
  };
}

/** Whether a form explains the mark itself. */
const explains = ({ rows }: FormSheet): boolean =>
  rows.some(({ cells }) =>
    cells.some((cell) => cell !== null && 'text' in cell && String(cell.text).includes(`（${LACKING} は`)),
  );

/** Forms with the mark behind every figure that counts too few; a form with a mark says what it means. */
export function withLackingMarked(forms: readonly FormSheet[], { intake, settings }: PlanFacts): FormSheet[] {
  const lacking = lackingColumns(intake.table, settings);
  if (lacking.size === 0) return [...forms];
  const moves = new Map<string, RowMove>();
  const told = forms.map((form) => {
    const marked = markedCells(form, lacking);
    if (marked.size === 0) return form;
    const rows = form.rows.map((row, at) => ({
      ...row,
      cells: row.cells.map((cell, column) =>
        isFigure(cell) && marked.has(`${at},${column}`)
          ? { ...cell, format: isRateText(cell) ? MARKED_TEXT_FORMAT : markedFormat(cell.format) }
          : cell,
      ),
    }));
    if (explains(form)) return { ...form, rows };
    const end = rows.reduce((last, { helper }, index) => (helper === true ? last : index + 1), 0);
    const longer = withRowsAt({ ...form, rows }, end, [noteRow(form, lacking)]);
    moves.set(form.name, longer.rowOf);
    return longer.form;
  });
  return withRowsFollowed(told, moves);
}
