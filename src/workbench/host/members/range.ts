/** Served members of Range: reading and writing cells, and finding other ranges from one. */
import { MAX_COLUMNS, MAX_ROWS, quoteSheetName, rectAddress } from '../../../formula';
import { boundingRect, intersect, isInside, isUnbounded, type Rect } from '../../book/rect';
import { DEFAULT_COLUMN_WIDTH, DEFAULT_ROW_HEIGHT } from '../../book/layout';
import { contentOfEntry } from '../../book/entry';
import { BookError } from '../../book/errors';
import type { Sheet } from '../../book/sheet';
import { copyRange } from './copy';
import { invalid, members, NULL_OBJECT, numberArgument, oneOf, optional, Ref, textArgument } from './types';

export interface RangeTarget {
  readonly sheet: Sheet;
  readonly rect: Rect;
}

/** More cells than this are not sent in one answer: Excel answers null for whole columns. */
const MAX_READ = 5_000_000;

export function rangeRef(sheet: Sheet, rect: Rect): Ref {
  if (
    rect.row < 0 ||
    rect.column < 0 ||
    rect.rows < 1 ||
    rect.columns < 1 ||
    rect.row + rect.rows > MAX_ROWS ||
    rect.column + rect.columns > MAX_COLUMNS
  )
    invalid('The range lies outside the sheet.');
  return new Ref('Range', { sheet, rect } satisfies RangeTarget);
}

export function rangeOrNull(sheet: Sheet, rect: Rect | null): Ref {
  return rect ? rangeRef(sheet, rect) : NULL_OBJECT;
}

/** A range argument: a Range object or an address on the same sheet. */
export function rangeArgument(value: unknown, sheet: Sheet): RangeTarget {
  if (value instanceof Ref && value.type === 'Range') return value.target as RangeTarget;
  return sheet.book.resolve(textArgument(value), sheet) ?? invalid(`${String(value)} is no range`);
}

function grid<T>({ rect }: RangeTarget, cell: (row: number, column: number) => T): T[][] | null {
  if (rect.rows * rect.columns > MAX_READ) return null;
  const rows: T[][] = [];
  for (let row = rect.row; row < rect.row + rect.rows; row += 1) {
    const cells: T[] = [];
    for (let column = rect.column; column < rect.column + rect.columns; column += 1) cells.push(cell(row, column));
    rows.push(cells);
  }
  return rows;
}

/** The values of a setter: a grid of the size of the range, or one value for all cells. */
function gridArgument({ rect }: RangeTarget, value: unknown): (i: number, j: number) => unknown {
  if (!Array.isArray(value)) return () => value;
  const rows = value as unknown[];
  if (rows.length !== rect.rows || rows.some((row) => !Array.isArray(row) || row.length !== rect.columns))
    invalid("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
  return (i, j) => (rows[i] as unknown[])[j];
}

function enter(target: RangeTarget, value: unknown): void {
  const { sheet, rect } = target;
  const at = gridArgument(target, value);
  const whole = isUnbounded(rect) ? (sheet.usedRect(false) ?? { row: 0, column: 0, rows: 1, columns: 1 }) : rect;
  const area = isUnbounded(rect) ? (intersect(whole, rect) ?? whole) : rect;
  sheet.write(
    area,
    (i, j) => {
      const entered = at(i, j);
      if (entered === null || entered === undefined) return undefined;
      if (typeof entered !== 'string' && typeof entered !== 'number' && typeof entered !== 'boolean') return invalid();
      if (typeof entered === 'string' && entered.length > 32767)
        return invalid('A cell holds at most 32,767 characters.');
      const plain = typeof entered !== 'string';
      const format = plain ? '' : (sheet.style(area.row + i, area.column + j).numberFormat ?? 'General');
      return contentOfEntry(typeof entered === 'string' ? withoutIntersection(sheet, entered) : entered, format);
    },
    'addin',
  );
}

/** Text constants of a formula stay as they are. */
function outsideTexts(formula: string, change: (part: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

/**
 * A formula, or the value of a cell without one. The apostrophe that made a text of an entry is not part of it: what
 * was `'001` comes back as `001` (office-js 6687). A formula with a matrix result that a file stores without `cm="1"`
 * comes back with the sign of implicit intersection: `=@IKKATSU…` (ClosedXML 2616, exceljs 1491).
 */
function formulaShown(sheet: Sheet, row: number, column: number): unknown {
  const formula = sheet.formula(row, column);
  const { profile, functions } = sheet.book;
  // Looked at cell by cell: most hold a value, and the sheet is asked only about those that may be formulas.
  if (typeof formula !== 'string' || !formula.startsWith('=') || !profile.showsIntersection) return formula;
  if (!sheet.hasFormula(row, column)) return formula;
  const calls = new RegExp(`(?<![@\\w.])(?=(?:${functions.namespaces.join('|')})\\.)`, 'g');
  return outsideTexts(formula, (part) => part.replace(calls, '@'));
}

/** The sign before a function of an add-in changes nothing about a single answer. */
function withoutIntersection(sheet: Sheet, entered: string): string {
  if (!entered.startsWith('=') || !entered.includes('@')) return entered;
  const signs = new RegExp(`@(?=(?:${sheet.book.functions.namespaces.join('|')})\\.)`, 'g');
  return outsideTexts(entered, (part) => part.replace(signs, ''));
}

function setNumberFormat(target: RangeTarget, value: unknown): void {
  const { sheet, rect } = target;
  const at = gridArgument(target, value);
  if (!Array.isArray(value) || (rect.rows === 1 && rect.columns === 1)) {
    const format = at(0, 0);
    if (format !== null) sheet.applyStyle(rect, { numberFormat: textArgument(format) });
    return;
  }
  const patches = new Map<string, { numberFormat: string }>();
  for (let i = 0; i < rect.rows; i += 1) {
    for (let j = 0; j < rect.columns; j += 1) {
      const format = at(i, j);
      if (format === null || format === undefined) continue;
      const name = textArgument(format);
      let patch = patches.get(name);
      if (!patch) patches.set(name, (patch = { numberFormat: name }));
      sheet.applyStyle({ row: rect.row + i, column: rect.column + j, rows: 1, columns: 1 }, patch);
    }
  }
}

function part(target: RangeTarget, change: Partial<Rect>): Ref {
  return rangeRef(target.sheet, { ...target.rect, ...change });
}

function used(target: RangeTarget, valuesOnly: unknown): Rect | null {
  return target.sheet.usedRect(valuesOnly === true, target.rect);
}

export const rangeMembers = members<RangeTarget>({
  properties: {
    Address: ({ sheet, rect }) => `${quoteSheetName(sheet.name)}!${rectAddress(rect)}`,
    AddressLocal: ({ sheet, rect }) => `${quoteSheetName(sheet.name)}!${rectAddress(rect)}`,
    CellCount: ({ rect }) => (rect.rows * rect.columns > 2147483647 ? -1 : rect.rows * rect.columns),
    ColumnCount: ({ rect }) => rect.columns,
    ColumnIndex: ({ rect }) => rect.column,
    RowCount: ({ rect }) => rect.rows,
    RowIndex: ({ rect }) => rect.row,
    IsEntireColumn: ({ rect }) => rect.rows >= MAX_ROWS,
    IsEntireRow: ({ rect }) => rect.columns >= MAX_COLUMNS,
    Values: (target) => grid(target, (row, column) => target.sheet.value(row, column)),
    Formulas: (target) => grid(target, (row, column) => formulaShown(target.sheet, row, column)),
    FormulasLocal: (target) => grid(target, (row, column) => formulaShown(target.sheet, row, column)),
    Text: (target) => grid(target, (row, column) => target.sheet.text(row, column)),
    ValueTypes: (target) => grid(target, (row, column) => target.sheet.valueType(row, column)),
    NumberFormat: (target) => grid(target, (row, column) => target.sheet.style(row, column).numberFormat ?? 'General'),
    NumberFormatLocal: (target) =>
      grid(target, (row, column) => target.sheet.style(row, column).numberFormat ?? 'G/標準'),
    HasSpill: ({ sheet, rect }) => sheet.spillFrom(rect.row, rect.column) !== null,
    Hidden: ({ sheet, rect }) => sheet.layout.hiddenRows.has(rect.row) || sheet.layout.hiddenColumns.has(rect.column),
    RowHidden: ({ sheet, rect }) => sheet.layout.hiddenRows.has(rect.row),
    ColumnHidden: ({ sheet, rect }) => sheet.layout.hiddenColumns.has(rect.column),
    Hyperlink: ({ sheet, rect }) => sheet.layout.hyperlinks.get(rectAddress({ ...rect, rows: 1, columns: 1 })) ?? null,
  },
  setters: {
    Values: enter,
    Formulas: enter,
    FormulasLocal: enter,
    NumberFormat: setNumberFormat,
    NumberFormatLocal: setNumberFormat,
    RowHidden: ({ sheet, rect }, hidden) => {
      for (let row = rect.row; row < rect.row + rect.rows; row += 1)
        if (hidden) sheet.layout.hiddenRows.add(row);
        else sheet.layout.hiddenRows.delete(row);
    },
    ColumnHidden: ({ sheet, rect }, hidden) => {
      for (let column = rect.column; column < rect.column + rect.columns; column += 1)
        if (hidden) sheet.layout.hiddenColumns.add(column);
        else sheet.layout.hiddenColumns.delete(column);
    },
    Hyperlink: (target, value) => {
      const link = value as {
        address?: string;
        documentReference?: string;
        screenTip?: string;
        textToDisplay?: string;
      };
      target.sheet.layout.hyperlinks.set(rectAddress({ ...target.rect, rows: 1, columns: 1 }), link);
      if (link.textToDisplay !== undefined) enter(target, link.textToDisplay);
    },
  },
  navigation: {
    Worksheet: ({ sheet }) => new Ref('Worksheet', sheet),
    Format: (target) => new Ref('RangeFormat', target),
    DataValidation: (target) => new Ref('DataValidation', target),
  },
  methods: {
    GetCell: (target, [row, column]) =>
      part(target, {
        row: target.rect.row + numberArgument(row),
        column: target.rect.column + numberArgument(column),
        rows: 1,
        columns: 1,
      }),
    GetRow: (target, [row]) => part(target, { row: target.rect.row + numberArgument(row), rows: 1 }),
    GetColumn: (target, [column]) => part(target, { column: target.rect.column + numberArgument(column), columns: 1 }),
    GetRowProperties: ({ sheet, rect }) =>
      Array.from({ length: rect.rows }, (_, index) => ({
        rowIndex: rect.row + index,
        rowHidden: sheet.layout.hiddenRows.has(rect.row + index),
        format: { rowHeight: sheet.layout.rowHeights.get(rect.row + index) ?? DEFAULT_ROW_HEIGHT },
      })),
    GetColumnProperties: ({ sheet, rect }) =>
      Array.from({ length: rect.columns }, (_, index) => ({
        columnIndex: rect.column + index,
        columnHidden: sheet.layout.hiddenColumns.has(rect.column + index),
        format: { columnWidth: sheet.layout.columnWidths.get(rect.column + index) ?? DEFAULT_COLUMN_WIDTH },
      })),
    GetLastRow: (target) => part(target, { row: target.rect.row + target.rect.rows - 1, rows: 1 }),
    GetLastColumn: (target) => part(target, { column: target.rect.column + target.rect.columns - 1, columns: 1 }),
    GetLastCell: (target) =>
      part(target, {
        row: target.rect.row + target.rect.rows - 1,
        column: target.rect.column + target.rect.columns - 1,
        rows: 1,
        columns: 1,
      }),
    GetEntireColumn: (target) => part(target, { row: 0, rows: MAX_ROWS }),
    GetEntireRow: (target) => part(target, { column: 0, columns: MAX_COLUMNS }),
    GetBoundingRect: (target, [other]) =>
      rangeRef(target.sheet, boundingRect(target.rect, rangeArgument(other, target.sheet).rect)),
    GetIntersection: (target, [other]) =>
      rangeRef(
        target.sheet,
        intersect(target.rect, rangeArgument(other, target.sheet).rect) ??
          (() => {
            throw new BookError('ItemNotFound');
          })(),
      ),
    GetIntersectionOrNullObject: (target, [other]) =>
      rangeOrNull(target.sheet, intersect(target.rect, rangeArgument(other, target.sheet).rect)),
    GetOffsetRange: (target, [rows, columns]) =>
      part(target, {
        row: target.rect.row + numberArgument(rows),
        column: target.rect.column + numberArgument(columns),
      }),
    GetResizedRange: (target, [rows, columns]) =>
      part(target, {
        rows: target.rect.rows + numberArgument(rows),
        columns: target.rect.columns + numberArgument(columns),
      }),
    GetAbsoluteResizedRange: (target, [rows, columns]) =>
      part(target, { rows: numberArgument(rows), columns: numberArgument(columns) }),
    GetRowsBelow: (target, [count]) =>
      part(target, { row: target.rect.row + target.rect.rows, rows: optional(count, numberArgument) ?? 1 }),
    GetRowsAbove: (target, [count]) => {
      const rows = optional(count, numberArgument) ?? 1;
      return part(target, { row: target.rect.row - rows, rows });
    },
    GetColumnsAfter: (target, [count]) =>
      part(target, { column: target.rect.column + target.rect.columns, columns: optional(count, numberArgument) ?? 1 }),
    GetUsedRange: (target, [valuesOnly]) =>
      rangeRef(target.sheet, used(target, valuesOnly) ?? { ...target.rect, rows: 1, columns: 1 }),
    GetUsedRangeOrNullObject: (target, [valuesOnly]) => rangeOrNull(target.sheet, used(target, valuesOnly)),
    GetSpillingToRange: ({ sheet, rect }) => {
      const range = sheet.spillFrom(rect.row, rect.column);
      if (!range) throw new BookError('ItemNotFound');
      return rangeRef(sheet, range);
    },
    GetSpillingToRangeOrNullObject: ({ sheet, rect }) => rangeOrNull(sheet, sheet.spillFrom(rect.row, rect.column)),
    GetSpillParentOrNullObject: ({ sheet, rect }) => {
      const range = sheet.book.spillRanges(sheet.id).find((each) => intersect(each, rect));
      return range ? rangeRef(sheet, { ...range, rows: 1, columns: 1 }) : NULL_OBJECT;
    },
    Select: ({ sheet, rect }) => {
      sheet.book.activate(sheet);
      sheet.book.selection = rect;
    },
    Clear: ({ sheet, rect }, [applyTo]) => {
      const what = oneOf(applyTo ?? 'All', [
        'All',
        'Formats',
        'Contents',
        'Hyperlinks',
        'RemoveHyperlinks',
        'ResetContents',
      ]);
      if (what === 'All' || what === 'Formats') sheet.clearStyles(rect);
      if (what === 'All' || what === 'Contents' || what === 'ResetContents') sheet.clearContents(rect, 'addin');
      if (what === 'All') {
        const { layout } = sheet;
        layout.merges = layout.merges.filter((merge) => !intersect(merge, rect));
        layout.validations = layout.validations.filter((each) => !isInside(each.rect, rect));
      }
      if (what !== 'Contents' && what !== 'Formats') sheet.layout.hyperlinks.delete(rectAddress(rect));
    },
    CopyFrom: ({ sheet, rect }, [source, copyType, skipBlanks, transpose]) => {
      if (transpose === true) throw new BookError('ApiNotFound', 'CopyFrom with transpose is not served.');
      const from = rangeArgument(source, sheet);
      const type = oneOf(copyType ?? 'All', ['All', 'Formulas', 'Values', 'Formats', 'Link']);
      if (type === 'Link') throw new BookError('ApiNotFound', 'CopyFrom of links is not served.');
      copyRange(from, { sheet, rect }, type, skipBlanks === true);
    },
    Merge: ({ sheet, rect }, [across]) => {
      // Cells that are merged already become part of the new ones: two merged areas never share a cell.
      sheet.layout.merges = sheet.layout.merges.filter((merge) => !intersect(merge, rect));
      const rows = across === true ? rect.rows : 1;
      for (let i = 0; i < rows; i += 1)
        sheet.layout.merges.push(across === true ? { ...rect, row: rect.row + i, rows: 1 } : rect);
    },
    Unmerge: ({ sheet, rect }) => {
      sheet.layout.merges = sheet.layout.merges.filter((merge) => !intersect(merge, rect));
    },
    Calculate: ({ sheet, rect }) => sheet.book.calculation.touch({ ranges: [{ sheetId: sheet.id, rect }] }),
    SetDirty: ({ sheet, rect }) => sheet.book.calculation.touch({ ranges: [{ sheetId: sheet.id, rect }] }),
    _ValidateArraySize: ({ rect }, [rows, columns]) => {
      if (rows !== rect.rows || columns !== rect.columns)
        invalid("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
    },
  },
});
