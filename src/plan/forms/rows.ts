/** Rows of forms from cells that are named by their column: titles, headings, notes, lines. */
import type { FormCell, FormColumn, FormRow } from './form';

/** Cells by the key of their column. */
export type Cells = Readonly<Record<string, FormCell>>;

/** Makes rows for columns; throws on a column that is none. */
export function rowsFor(columns: readonly FormColumn[]) {
  const keys = columns.map(({ key }) => key);
  const printed = columns.filter(({ helper }) => helper !== true);
  const [first, last] = [printed[0]!.key, printed.at(-1)!.key];
  const row = (key: string, cells: Cells, more: Omit<FormRow, 'key' | 'cells'> = {}): FormRow => {
    for (const column of Object.keys(cells)) if (!keys.includes(column)) throw new Error(`${key}: no column ${column}`);
    return { key, cells: keys.map((column) => cells[column] ?? null), ...more };
  };
  const across = (key: string, cell: FormCell, more: Omit<FormRow, 'key' | 'cells'> = {}): FormRow =>
    row(key, { [first]: cell }, { merge: [{ from: first, to: last }], ...more });
  return {
    row,
    /** One cell over the whole width. */
    across,
    title: (text: string): FormRow => across('title', { text, style: 'title' }),
    heading: (key: string, text: string, more: Pick<FormRow, 'newPage'> = {}): FormRow =>
      across(key, { text, style: 'heading' }, { height: 24, keep: 2, ...more }),
    note: (key: string, text: string): FormRow => across(key, { text, style: 'note' }),
    gap: (key: string): FormRow => row(key, {}, { height: 9 }),
    header: (
      key: string,
      texts: Readonly<Record<string, string>>,
      more: Omit<FormRow, 'key' | 'cells'> = {},
    ): FormRow =>
      row(
        key,
        Object.fromEntries(
          keys.map((column) => [column, column in texts ? { text: texts[column]!, style: 'header' as const } : null]),
        ),
        more,
      ),
    /** A label and a longer text for the analyst to write, to the right edge. */
    entry: (
      key: string,
      label: string,
      draft: string,
      { at, height = 38, hint }: { at: string; height?: number; hint?: string },
    ): FormRow =>
      row(
        key,
        {
          [first]: { text: label, style: 'formLabel' },
          [at]: { input: draft, style: 'entry', ...(hint === undefined ? {} : { hint }) },
        },
        {
          height,
          merge: [
            ...(keys.indexOf(at) > 1 ? [{ from: first, to: keys[keys.indexOf(at) - 1]! }] : []),
            ...(at === last ? [] : [{ from: at, to: last }]),
          ],
        },
      ),
  };
}
