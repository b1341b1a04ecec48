/** How far a standing form is filled: which of its inputs a person wrote, which still hold our draft, which are empty. */
import { hashOfText, plainOf } from './marks';
import { readStanding, type FormStanding } from './standing';

/** An input that waits for the analyst. Row and column count from 0 on the sheet. */
export interface OpenInput {
  /** What stands before it in its row, e.g. 計画全体の目的. */
  readonly label: string;
  readonly row: number;
  readonly column: number;
}

export interface FormStatus {
  readonly sheet: string;
  readonly inputs: number;
  readonly written: number;
  readonly drafts: readonly OpenInput[];
  readonly empty: readonly OpenInput[];
}

/** The status of a sheet; null when it is no form of ours. */
export function formStatus(sheet: string, cells: FormStanding): FormStatus | null {
  const form = readStanding(cells);
  if (form === null) return null;
  const columns = [...form.columns].sort(([a], [b]) => a - b);
  const drafts: OpenInput[] = [];
  const empty: OpenInput[] = [];
  let inputs = 0;
  for (const [row, { marks }] of form.rows) {
    if (!marks.some(({ kind }) => kind === 'input')) continue;
    const label = columns.map(([column]) => plainOf(cells.values[row]?.[column])).find((words) => words !== '') ?? '';
    for (const [column, wrote] of columns) {
      const mark = marks[wrote.column - 1];
      if (mark?.kind !== 'input') continue;
      inputs += 1;
      const value = cells.values[row]?.[column] ?? null;
      const place = { label, row, column };
      if (plainOf(value) === '') empty.push(place);
      else if (mark.hash !== '' && hashOfText(value) === mark.hash) drafts.push(place);
    }
  }
  return { sheet, inputs, written: inputs - drafts.length - empty.length, drafts, empty };
}
