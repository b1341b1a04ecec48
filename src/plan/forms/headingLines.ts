/** Headings of narrow columns in lines: what stands in brackets begins a line of its own, where it does not fit on one. */
import { linesOf } from '../textSize';
import { STYLES } from '../styles';
import type { FormCell, FormRow, FormSheet } from './form';

/** The column that a cell of a merged row ends with; its own where it is not merged. */
function lastColumn({ merge = [] }: FormRow, keys: readonly string[], column: number): number {
  const found = merge.find(({ from }) => from === keys[column]);
  return found === undefined ? column : keys.indexOf(found.to);
}

/** A heading with its last brackets on a line of their own; as it is where it has lines already, fits on one, or would take a line more. */
export function headingInLines(text: string, width: number): string {
  if (text.includes('\n') || linesOf(text, width, STYLES.header) === 1) return text;
  const [, before = '', brackets = ''] = /^(.+?)(（[^（）]*）)$/u.exec(text) ?? [];
  if (before === '') return text;
  const lines = `${before}\n${brackets}`;
  // No heading becomes higher for it: pages are full.
  return linesOf(lines, width, STYLES.header) > linesOf(text, width, STYLES.header) ? text : lines;
}

/** The form with the headings of its tables in lines. */
export function withHeadingLines(form: FormSheet): FormSheet {
  const keys = form.columns.map(({ key }) => key);
  return {
    ...form,
    rows: form.rows.map((row) => {
      const inLines = (cell: FormCell, column: number): FormCell => {
        if (cell === null || !('text' in cell) || cell.style !== 'header' || typeof cell.text !== 'string') return cell;
        const last = lastColumn(row, keys, column);
        const width = form.columns.slice(column, last + 1).reduce((sum, each) => sum + each.width, 0);
        const text = headingInLines(cell.text, width);
        return text === cell.text ? cell : { ...cell, text };
      };
      return row.cells.some((cell) => cell?.style === 'header') ? { ...row, cells: row.cells.map(inLines) } : row;
    }),
  };
}
