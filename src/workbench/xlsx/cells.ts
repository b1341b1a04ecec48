/**
 * The cells of sheets as SpreadsheetML (ECMA-376 Part 1, 18.3.1.4 c, 18.3.1.73 row, 18.4.9 sst), written straight from the
 * workbook: the library makes objects of every cell first, which takes the longest of all that writing does.
 */
import { strFromU8, strToU8 } from 'fflate';
import type { CellStyle as FileStyle, WriteSheet } from 'hucre';
import { columnLetters, rectAddress } from '../../formula';
import type { Book } from '../book/book';
import { isErrorText } from '../book/entry';
import type { Sheet } from '../book/sheet';
import type { CellStyle } from '../book/style';
import { mayGiveArray, toFileFormula } from './functionNames';
import { toFileStyle } from './styles';

/** Signs that XML cannot hold (XML 1.0, 2.2 Char), and those that mean something in it. */
// eslint-disable-next-line no-control-regex -- these are the signs that are looked for
const UNSAFE = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A formula in an element; signs that XML cannot hold as `_x000D_` (ECMA-376 Part 1, 22.9.2.19 ST_Xstring). */
const escaped = (text: string): string =>
  text.replace(
    UNSAFE,
    (sign) => ENTITIES[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );

/** What reads like such a sign, but is a text: its first underscore is written as one. */
const LIKE_A_SIGN = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** A value in an element. */
const escapedValue = (text: string): string => escaped(text.replace(LIKE_A_SIGN, '_x005F_'));

/** Error values that a cell without a formula holds as such (18.18.11 ST_CellType e); other texts with a # are texts. */
const isPlainError = (text: string): boolean => isErrorText(text) && text !== '#BUSY!';

/** A text as the file gives it back: half of a pair of signs (UTF-16) cannot be written. */
const asRead = (text: string): string => (/[\ud800-\udfff]/.test(text) ? strFromU8(strToU8(text)) : text);

/** The texts of a workbook, each once, in the order in which they are met. */
export class SharedTexts {
  private readonly places = new Map<string, number>();
  private met: string[] = [];

  /** The number of a text. */
  place(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.places.size);
    this.met.push(asRead(text));
    return this.places.size - 1;
  }

  /** The texts that were met since this was asked last, as whoever reads the file will find them. */
  newTexts(): readonly string[] {
    const { met } = this;
    this.met = [];
    return met;
  }

  get size(): number {
    return this.places.size;
  }

  xml(): string {
    const items = [...this.places.keys()].map((text) => {
      const isKept = /^ | $|[\n\t]/.test(text) ? ' xml:space="preserve"' : '';
      return `<si><t${isKept}>${escapedValue(text)}</t></si>`;
    });
    const count = `count="${this.size}" uniqueCount="${this.size}"`;
    const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst ${main} ${count}>${items.join('')}</sst>`;
  }
}

/** Formats as the file has them: one object for each that a cell has. */
export class FileStyles {
  private readonly known = new Map<CellStyle, FileStyle | undefined>();
  private readonly byContent = new Map<string, FileStyle>();

  of(style: CellStyle): FileStyle | undefined {
    if (!this.known.has(style)) {
      const file = toFileStyle(style);
      const content = JSON.stringify(file);
      if (file !== undefined && !this.byContent.has(content)) this.byContent.set(content, file);
      this.known.set(style, file && this.byContent.get(content));
    }
    return this.known.get(style);
  }
}

/** The format of a cell: where it has none itself, that of its column. */
function styleAt(
  sheet: Sheet,
  row: number,
  column: number,
  styles: FileStyles,
  columns: Columns,
): FileStyle | undefined {
  return styles.of(sheet.style(row, column)) ?? columns[column]?.style;
}

type Columns = NonNullable<WriteSheet['columns']>;

/** A sheet and the columns that it is written with. */
export interface WrittenSheet {
  readonly sheet: Sheet;
  readonly columns: Columns;
  /** Rows from the first of the sheet to the last that holds something. */
  readonly rows: number;
  /** Columns likewise. */
  readonly width: number;
}

/** The formats that cells of these sheets have, in the order in which they are met. */
export function stylesOf(sheets: readonly WrittenSheet[], styles: FileStyles): FileStyle[] {
  const found = new Set<FileStyle>();
  for (const { sheet, columns, rows, width } of sheets)
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < width; column += 1) {
        const style = styleAt(sheet, row, column, styles, columns);
        if (style !== undefined) found.add(style);
      }
  return [...found];
}

/** What is common to the cells of a workbook. */
export interface CellContext {
  readonly book: Book;
  readonly styles: FileStyles;
  /** The numbers of formats in the file. */
  readonly numbers: ReadonlyMap<FileStyle, number>;
  readonly texts: SharedTexts;
}

/** What a file needs parts for beside its sheets. */
export interface Needs {
  /** A cell holds a text. */
  readonly hasTexts: boolean;
  /** A formula may give more than one value: a part says what that means. */
  readonly hasDynamic: boolean;
}

/** Looks no further than needed: most workbooks have both at once. */
export function needsOf(sheets: readonly WrittenSheet[], { functions }: Book): Needs {
  let [hasTexts, hasDynamic] = [false, false];
  for (const { sheet, rows, width } of sheets)
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < width; column += 1) {
        const formula = formulaOf(sheet, row, column);
        if (formula !== '') hasDynamic ||= isDynamic(sheet, row, column, formula, functions);
        else hasTexts ||= isSharedText(sheet.value(row, column));
        if (hasTexts && hasDynamic) return { hasTexts, hasDynamic };
      }
  return { hasTexts, hasDynamic };
}

/** The formula of a cell as it was typed; '' for none. */
const formulaOf = (sheet: Sheet, row: number, column: number): string =>
  sheet.hasFormula(row, column) ? String(sheet.formula(row, column)) : '';

/** Values that a cell without a formula has among the shared texts. */
const isSharedText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !isPlainError(value);

/** The element sheetData of a sheet. */
export function sheetDataXml({ sheet, columns, rows, width }: WrittenSheet, context: CellContext): string {
  const { rowHeights, hiddenRows } = sheet.layout;
  const letters = Array.from({ length: width }, (_, column) => columnLetters(column));
  const parts: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    let cells = '';
    for (let column = 0; column < width; column += 1) {
      const style = styleAt(sheet, row, column, context.styles, columns);
      cells += cellXml(sheet, row, column, letters[column]!, style, context);
    }
    const height = rowHeights.get(row);
    const ofHeight = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
    const look = hiddenRows.has(row) ? `${ofHeight} hidden="1"` : ofHeight;
    if (cells !== '') parts.push(`<row r="${row + 1}"${look}>${cells}</row>`);
    else if (look !== '') parts.push(`<row r="${row + 1}"${look}/>`);
  }
  return parts.length === 0 ? '<sheetData/>' : `<sheetData>${parts.join('')}</sheetData>`;
}

function cellXml(
  sheet: Sheet,
  row: number,
  column: number,
  letters: string,
  style: FileStyle | undefined,
  context: CellContext,
): string {
  const value = sheet.value(row, column);
  const formula = formulaOf(sheet, row, column);
  if (value === '' && style === undefined && formula === '') return '';
  const number = style === undefined ? 0 : (context.numbers.get(style) ?? 0);
  const place = `<c r="${letters}${row + 1}"`;
  const look = number === 0 ? '' : ` s="${number}"`;
  if (formula !== '') return place + look + formulaXml(sheet, row, column, formula, value, context);
  if (typeof value === 'number' && Number.isFinite(value)) return `${place}${look}><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `${place} t="b"${look}><v>${Number(value)}</v></c>`;
  if (isSharedText(value)) return `${place} t="s"${look}><v>${context.texts.place(value)}</v></c>`;
  if (typeof value === 'string' && value !== '') return `${place} t="e"${look}><v>${value}</v></c>`;
  return number === 0 ? '' : `${place}${look}/>`;
}

/** Whether a formula may give more than one value: as its file said of it while nobody wrote another one. */
function isDynamic(sheet: Sheet, row: number, column: number, formula: string, functions: Book['functions']): boolean {
  const stored = sheet.storedFormula(row, column);
  if (stored !== null) return stored.kind === 'dynamic';
  return (
    sheet.spillFrom(row, column) !== null || mayGiveArray(formula, (name) => functions.givesArray(name.toUpperCase()))
  );
}

/** A formula as its file had it while nobody wrote another one; else as Excel would store it. With the value that it shows. */
function formulaXml(
  sheet: Sheet,
  row: number,
  column: number,
  formula: string,
  value: string | number | boolean,
  context: CellContext,
): string {
  const stored = sheet.storedFormula(row, column);
  const spill = sheet.spillFrom(row, column);
  const { functions } = context.book;
  const mayFill = isDynamic(sheet, row, column, formula, functions);
  const isArray = mayFill || stored?.kind === 'array' || spill !== null;
  const text = escaped(stored?.text ?? toFileFormula(formula, functions.namespaces));
  const range = isArray ? ` t="array" ref="${rectAddress(spill ?? { row, column, rows: 1, columns: 1 })}"` : '';
  const content = text === '' ? `<f${range}/>` : `<f${range}>${text}</f>`;
  const [kind, shown] = resultOf(value);
  const result = shown === '' ? '<v/>' : `<v>${shown}</v>`;
  // 18.3.1.4 cm: the first entry of the metadata says that the array is a dynamic one.
  return `${mayFill ? ' cm="1"' : ''}${kind}>${content}${result}</c>`;
}

/** The type of a result, as an attribute, and the result itself (18.3.1.4 t). */
function resultOf(value: string | number | boolean): readonly [kind: string, shown: string] {
  if (typeof value === 'number') return ['', String(value)];
  if (typeof value === 'boolean') return [' t="b"', String(Number(value))];
  return isErrorText(value) ? [' t="e"', value] : [' t="str"', escapedValue(value)];
}
