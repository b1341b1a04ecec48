/** How much room a text takes: widths in half-width characters, lines of a wrapped cell, heights of rows in points. */
import { TEXT_SIZE, STYLES, type Style } from './styles';
import type { Block, SheetSpec, SpecValue } from './sheetSpec';

/** Widths are counted in digits of 游ゴシック 11, of 8 pixels: a full-width letter has 14.7 of them, and other fonts a little more. */
const FULL_WIDTH = 1.92;
const HALF_WIDTH = 0.96;
const BOLD = 1.05;
/** Height of one line over the size of its letters: 18.75 points at 11. */
const LINE_HEIGHT = 18.75 / 11;
/** Excel keeps some room at both sides of a cell. */
const MARGIN = 1;
/** What one step of an indent takes of the width. The columns of headings that are set to the right allow for theirs. */
const INDENT = 1.5;
/** The width of a column that no sheet of ours leaves to Excel when a text is wrapped in it. */
const STANDARD_WIDTH = 8;
/** Longer blocks than this are left to Excel, which fits rows with wrapped texts when it opens or prints them. */
const MOST_FITTED_ROWS = 5000;
/** Rows of Excel end at this height. */
const HIGHEST_ROW = 409;
export const STANDARD_HEIGHT = TEXT_SIZE * LINE_HEIGHT;

/** The width of a text on one line, in half-width characters at 11 points. */
export function unitsOf(text: string, { size = TEXT_SIZE, bold = false }: Style = {}): number {
  let units = 0;
  for (const letter of text) units += letter.codePointAt(0)! > 0xff && !isHalfKana(letter) ? FULL_WIDTH : HALF_WIDTH;
  return (units * size * (bold ? BOLD : 1)) / TEXT_SIZE;
}

function isHalfKana(letter: string): boolean {
  return letter >= '\uFF61' && letter <= '\uFF9F';
}

/** Into how many lines a column of this width breaks a text. Words of other scripts may break earlier. */
export function linesOf(text: string, width: number, style: Style = {}): number {
  const indent = style.align === 'right' ? 0 : INDENT * (style.indent ?? 0);
  const room = Math.max(1, width - MARGIN - indent);
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(Math.round((unitsOf(line, style) / room) * 100) / 100)), 0);
}

/** A text in lines of so many half-width letters; words of other scripts are not divided. */
export function textInLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\x21-\x7e]+|[^\x21-\x7e]/gu) ?? []) {
    if (line !== '' && unitsOf(line + piece) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line === '' ? lines : [...lines, line];
}

/** Made once: tens of thousands of numbers are measured. */
const NUMBERS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** How a value is measured: numbers as they stand with separators. */
function shown(value: SpecValue): string {
  return typeof value === 'number' ? NUMBERS.format(value) : String(value);
}

/** Points that so many lines take. */
export function heightOfLines(lines: number, { size = TEXT_SIZE }: Style = {}): number {
  return Math.ceil(lines * size * LINE_HEIGHT * 4) / 4;
}

/**
 * The width that shows every value on one line and the heading in at most `headingLines`, within the limits. Longer
 * texts are to be wrapped.
 */
export function widthFor(
  heading: string,
  values: Iterable<SpecValue>,
  { least, most, headingLines = 3 }: { readonly least: number; readonly most: number; readonly headingLines?: number },
): number {
  let units = 0;
  for (const value of values) units = Math.max(units, unitsOf(shown(value)));
  let width = Math.min(most, Math.max(least, Math.ceil(units + MARGIN + 1)));
  while (linesOf(heading, width, STYLES.header) > headingLines) width += 1;
  return width;
}

/** The width of a column that shows a value on one line. */
export function widthOf(value: SpecValue, style: Style): number {
  return unitsOf(shown(value), style) + MARGIN + INDENT * (style.indent ?? 0);
}

/** The style of one cell of a block: its own, with what its column says. */
export function styleOf({ style, columns }: Block, index: number): Style {
  return { ...(style === undefined ? {} : STYLES[style]), ...columns?.[index] };
}

/** Columns that a cell stretches over. */
function spanOf({ merges = [] }: SheetSpec, row: number, column: number): number {
  const found = merges.find((each) => each.column === column && row >= each.row && row < each.row + each.rows);
  return found?.columns ?? 1;
}

/** Width of a cell, merged or not, in characters. */
export function roomOf(spec: SheetSpec, row: number, column: number): number {
  const hidden = new Set(spec.hiddenColumns);
  const count = spanOf(spec, row, column);
  return Array.from({ length: count }, (_, index) => column + index)
    .filter((each) => !hidden.has(each))
    .reduce((sum, each) => sum + (spec.columnWidths[each] ?? STANDARD_WIDTH), 0);
}

/**
 * The sheet with the heights that its wrapped texts need. Excel fits rows by itself, but not to merged cells; rows of
 * long tables are left to it. Heights that the sheet names already stay.
 */
export function withRowHeights(spec: SheetSpec): SheetSpec {
  const heights = new Map<number, number>();
  const hidden = new Set(spec.hiddenColumns);
  const hiddenRows = new Set(spec.hiddenRows);
  for (const block of spec.blocks) {
    const wraps = (block.cells[0] ?? []).some((_, offset) => styleOf(block, offset).wrap === true);
    const isShort = block.cells.length <= MOST_FITTED_ROWS;
    if (block.cells.length > 1 && !(wraps && isShort)) continue;
    block.cells.forEach((cells, index) => {
      const row = block.row + index;
      // A hidden row that is given a height is hidden no more.
      if (hiddenRows.has(row)) return;
      cells.forEach((value, offset) => {
        if (value === '' || hidden.has(block.column + offset)) return;
        const style = styleOf(block, offset);
        const lines =
          style.wrap === true && !block.formulas
            ? linesOf(shown(value), roomOf(spec, row, block.column + offset), style)
            : 1;
        const height = Math.min(HIGHEST_ROW, heightOfLines(lines, style));
        heights.set(row, Math.max(heights.get(row) ?? 0, height));
      });
    });
  }
  return { ...spec, rowHeights: new Map([...heights, ...(spec.rowHeights ?? [])]) };
}
