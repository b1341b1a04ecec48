/** Served members of Worksheet and what hangs on it: freeze panes, page layout, custom properties, protection. */
import { parseRect, rectAddress } from '../../../formula';
import { HEADER_FOOTER_PARTS } from '../../book/layout';
import { type Rect, WHOLE_SHEET } from '../../book/rect';
import type { Book } from '../../book/book';
import { freeId } from '../../book/chart/build';
import { copyOf } from '../../book/chart/references';
import { BookError } from '../../book/errors';
import type { Sheet } from '../../book/sheet';
import { copyRange } from './copy';
import { rangeArgument, rangeOrNull, rangeRef } from './range';
import {
  booleanArgument,
  invalid,
  members,
  missing,
  NULL_OBJECT,
  numberArgument,
  oneOf,
  optional,
  Ref,
  textArgument,
} from './types';

export const sheetRef = (sheet: Sheet | undefined): Ref => new Ref('Worksheet', sheet ?? missing());
const nothing = (): void => undefined;

/** Events need no memory here: every event is raised, and Office.js drops those that nobody listens to. */
const EVENT_METHODS = Object.fromEntries(
  ['Activated', 'Added', 'Calculated', 'DataChanged', 'Deactivated', 'Deleted', 'SelectionChanged'].flatMap((name) => [
    [`_Register${name}Event`, nothing],
    [`_Unregister${name}Event`, nothing],
  ]),
);

export const worksheetCollectionMembers = members<Book>({
  items: (book) => book.sheets.map(sheetRef),
  indexer: (book, key) => sheetRef(book.findSheet(textArgument(key))),
  methods: {
    ...EVENT_METHODS,
    Add: (book, [name]) => sheetRef(book.addSheet(optional(name, textArgument))),
    GetActiveWorksheet: (book) => sheetRef(book.activeSheet),
    GetCount: (book, [visibleOnly]) => visibleSheets(book, visibleOnly).length,
    GetFirst: (book, [visibleOnly]) => sheetRef(visibleSheets(book, visibleOnly)[0]),
    GetLast: (book, [visibleOnly]) => sheetRef(visibleSheets(book, visibleOnly).at(-1)),
    GetItemOrNullObject: (book, [key]) => {
      const sheet = book.findSheet(textArgument(key));
      return sheet ? sheetRef(sheet) : NULL_OBJECT;
    },
  },
});

function visibleSheets(book: Book, visibleOnly: unknown): Sheet[] {
  return visibleOnly === true ? book.sheets.filter((each) => each.layout.visibility === 'Visible') : [...book.sheets];
}

function neighbour(sheet: Sheet, step: number): Sheet | undefined {
  return sheet.book.sheets[sheet.position + step];
}

function copySheet(sheet: Sheet, where: unknown, relativeTo: unknown): Ref {
  const { book } = sheet;
  const other = relativeTo instanceof Ref ? (relativeTo.target as Sheet) : sheet;
  const kind = oneOf(where ?? 'None', ['None', 'Before', 'After', 'Beginning', 'End']);
  const places = { None: book.sheets.length, End: book.sheets.length, Beginning: 0 } as Record<string, number>;
  const position = places[kind] ?? other.position + (kind === 'After' ? 1 : 0);
  let number = 2;
  while (book.findSheet(`${sheet.name} (${number})`)) number += 1;
  const copy = book.addSheet(`${sheet.name} (${number})`, position);
  const used = sheet.usedRect(false);
  if (used) copyRange({ sheet, rect: used }, { sheet: copy, rect: used }, 'All', false);
  copy.layout.takeFrom(sheet.layout);
  for (const chart of sheet.layout.charts) copy.layout.charts.push(copyOf(chart, freeId(copy), sheet.name, copy.name));
  return sheetRef(copy);
}

export const worksheetMembers = members<Sheet>({
  id: (sheet) => sheet.id,
  properties: {
    Id: (sheet) => sheet.id,
    Name: (sheet) => sheet.name,
    Position: (sheet) => sheet.position,
    Visibility: (sheet) => sheet.layout.visibility,
    TabColor: (sheet) => sheet.layout.tabColor,
    ShowGridlines: (sheet) => sheet.layout.showGridlines,
    ShowHeadings: () => true,
    EnableCalculation: () => true,
    StandardHeight: () => 18.75,
    StandardWidth: () => 8.38,
  },
  setters: {
    Name: (sheet, name) => sheet.book.renameSheet(sheet, textArgument(name)),
    Position: (sheet, position) => sheet.book.moveSheet(sheet, numberArgument(position)),
    Visibility: (sheet, visibility) => {
      const value = oneOf(visibility, ['Visible', 'Hidden', 'VeryHidden']);
      const others = sheet.book.sheets.some((each) => each !== sheet && each.layout.visibility === 'Visible');
      if (value !== 'Visible' && !others) invalid('A workbook keeps at least one visible sheet.');
      sheet.layout.visibility = value;
    },
    TabColor: (sheet, color) => {
      sheet.layout.tabColor = textArgument(color).toUpperCase();
    },
    ShowGridlines: (sheet, shown) => {
      sheet.layout.showGridlines = booleanArgument(shown);
    },
  },
  navigation: {
    FreezePanes: (sheet) => new Ref('WorksheetFreezePanes', sheet),
    PageLayout: (sheet) => new Ref('PageLayout', sheet),
    Protection: (sheet) => new Ref('WorksheetProtection', sheet),
    CustomProperties: (sheet) => new Ref('WorksheetCustomPropertyCollection', sheet),
    Tables: (sheet) => new Ref('TableCollection', { book: sheet.book, sheet }),
    Names: (sheet) => new Ref('NamedItemCollection', { book: sheet.book, sheet }),
    Charts: (sheet) => new Ref('ChartCollection', sheet),
    Shapes: (sheet) => new Ref('ShapeCollection', sheet),
    HorizontalPageBreaks: (sheet) => new Ref('PageBreakCollection', sheet),
  },
  methods: {
    ...EVENT_METHODS,
    GetRange: (sheet, [address]) => {
      const text = optional(address, textArgument);
      if (text === undefined || text === '') return rangeRef(sheet, WHOLE_SHEET);
      const found = sheet.book.resolve(text, sheet) ?? invalid(`${text} is no range`);
      return rangeRef(found.sheet, found.rect);
    },
    GetCell: (sheet, [row, column]) =>
      rangeRef(sheet, { row: numberArgument(row), column: numberArgument(column), rows: 1, columns: 1 }),
    GetRangeByIndexes: (sheet, [row, column, rows, columns]) =>
      rangeRef(sheet, {
        row: numberArgument(row),
        column: numberArgument(column),
        rows: numberArgument(rows),
        columns: numberArgument(columns),
      }),
    GetUsedRange: (sheet, [valuesOnly]) =>
      rangeRef(sheet, sheet.usedRect(valuesOnly === true) ?? { row: 0, column: 0, rows: 1, columns: 1 }),
    GetUsedRangeOrNullObject: (sheet, [valuesOnly]) => rangeOrNull(sheet, sheet.usedRect(valuesOnly === true)),
    GetNext: (sheet) => sheetRef(neighbour(sheet, 1)),
    GetPrevious: (sheet) => sheetRef(neighbour(sheet, -1)),
    GetNextOrNullObject: (sheet) => (neighbour(sheet, 1) ? sheetRef(neighbour(sheet, 1)) : NULL_OBJECT),
    GetPreviousOrNullObject: (sheet) => (neighbour(sheet, -1) ? sheetRef(neighbour(sheet, -1)) : NULL_OBJECT),
    Activate: (sheet) => sheet.book.activate(sheet),
    Delete: (sheet) => {
      // Worksheet.delete in @types/office-js: InvalidOperation where the sheet is VeryHidden; by design (office-js 365).
      if (sheet.layout.visibility === 'VeryHidden')
        throw new BookError('InvalidOperation', 'A sheet that is VeryHidden cannot be deleted.');
      sheet.book.deleteSheet(sheet);
    },
    Copy: (sheet, [where, relativeTo]) => copySheet(sheet, where, relativeTo),
    Calculate: (sheet) => sheet.book.calculation.touch({ ranges: [{ sheetId: sheet.id, rect: WHOLE_SHEET }] }),
  },
});

function freeze(sheet: Sheet, rows: number, columns: number): void {
  sheet.layout.frozenRows = rows;
  sheet.layout.frozenColumns = columns;
}

export const freezePanesMembers = members<Sheet>({
  methods: {
    FreezeRows: (sheet, [count]) => freeze(sheet, optional(count, numberArgument) ?? 0, 0),
    FreezeColumns: (sheet, [count]) => freeze(sheet, 0, optional(count, numberArgument) ?? 0),
    FreezeAt: (sheet, [range]) => {
      const { rect } = rangeArgument(range, sheet);
      const whole = (size: number): boolean => size > 100000;
      freeze(
        sheet,
        rect.rows >= 1048576 ? 0 : rect.row + rect.rows,
        whole(rect.columns) || rect.columns >= 16384 ? 0 : rect.column + rect.columns,
      );
    },
    Unfreeze: (sheet) => freeze(sheet, 0, 0),
    GetLocation: (sheet) => frozenRange(sheet) ?? missing(),
    GetLocationOrNullObject: (sheet) => frozenRange(sheet) ?? NULL_OBJECT,
  },
});

function frozenRange(sheet: Sheet): Ref | null {
  const { frozenRows: rows, frozenColumns: columns } = sheet.layout;
  if (rows === 0 && columns === 0) return null;
  return rangeRef(sheet, {
    row: 0,
    column: 0,
    rows: rows || WHOLE_SHEET.rows,
    columns: columns || WHOLE_SHEET.columns,
  });
}

const PAGE_FLAGS = {
  CenterHorizontally: 'centerHorizontally',
  CenterVertically: 'centerVertically',
  PrintGridlines: 'printGridlines',
} as const;
const MARGINS = {
  TopMargin: 'top',
  BottomMargin: 'bottom',
  LeftMargin: 'left',
  RightMargin: 'right',
  HeaderMargin: 'header',
  FooterMargin: 'footer',
} as const;
const flagNames = Object.keys(PAGE_FLAGS) as (keyof typeof PAGE_FLAGS)[];
const marginNames = Object.keys(MARGINS) as (keyof typeof MARGINS)[];
const POINTS: Record<string, number> = { Points: 1, Inches: 72, Centimeters: 72 / 2.54 };

function rowsOrColumns(sheet: Sheet, value: unknown): string {
  return rectAddress(rangeArgument(value, sheet).rect);
}

function printRange(_sheet: Sheet, address: string | null): Rect | null {
  return address === null ? null : parseRect(address);
}

export const pageLayoutMembers = members<Sheet>({
  properties: {
    Orientation: (sheet) => sheet.layout.page.orientation,
    PaperSize: (sheet) => sheet.layout.page.paperSize,
    Zoom: (sheet) => sheet.layout.page.zoom,
    ...Object.fromEntries(flagNames.map((name) => [name, (sheet: Sheet) => sheet.layout.page[PAGE_FLAGS[name]]])),
    ...Object.fromEntries(
      marginNames.map((name) => [name, (sheet: Sheet) => sheet.layout.page.margins[MARGINS[name]] ?? 50.4]),
    ),
  },
  setters: {
    Orientation: (sheet, value) => {
      sheet.layout.page.orientation = oneOf(value, ['Portrait', 'Landscape']);
    },
    PaperSize: (sheet, value) => {
      sheet.layout.page.paperSize = textArgument(value);
    },
    Zoom: (sheet, value) => {
      sheet.layout.page.zoom = value as Sheet['layout']['page']['zoom'];
    },
    ...Object.fromEntries(
      flagNames.map((name) => [
        name,
        (sheet: Sheet, value: unknown) => {
          sheet.layout.page[PAGE_FLAGS[name]] = booleanArgument(value);
        },
      ]),
    ),
    ...Object.fromEntries(
      marginNames.map((name) => [
        name,
        (sheet: Sheet, value: unknown) => {
          sheet.layout.page.margins[MARGINS[name]] = numberArgument(value);
        },
      ]),
    ),
  },
  navigation: { HeadersFooters: (sheet) => new Ref('HeaderFooterGroup', sheet) },
  methods: {
    SetPrintTitleRows: (sheet, [range]) => {
      sheet.layout.page.printTitleRows = rowsOrColumns(sheet, range);
    },
    SetPrintTitleColumns: (sheet, [range]) => {
      sheet.layout.page.printTitleColumns = rowsOrColumns(sheet, range);
    },
    SetPrintArea: (sheet, [range]) => {
      sheet.layout.page.printArea = rowsOrColumns(sheet, range);
    },
    SetPrintMargins: (sheet, [unit, margins]) => {
      const factor = POINTS[oneOf(unit, Object.keys(POINTS))] ?? 1;
      for (const [side, size] of Object.entries(margins as Record<string, number>))
        sheet.layout.page.margins[side as 'top'] = size * factor;
    },
    GetPrintAreaOrNullObject: (sheet) => rangeOrNull(sheet, printRange(sheet, sheet.layout.page.printArea)),
    GetPrintTitleRowsOrNullObject: (sheet) => rangeOrNull(sheet, printRange(sheet, sheet.layout.page.printTitleRows)),
    GetPrintTitleColumnsOrNullObject: (sheet) =>
      rangeOrNull(sheet, printRange(sheet, sheet.layout.page.printTitleColumns)),
  },
});

interface BreakTarget {
  readonly sheet: Sheet;
  readonly row: number;
}

const breakRef = (sheet: Sheet, row: number | undefined): Ref =>
  new Ref('PageBreak', { sheet, row: row ?? missing() } satisfies BreakTarget);

/** Breaks between rows; those between columns are not served. */
export const pageBreakCollectionMembers = members<Sheet>({
  items: (sheet) => sheet.layout.rowBreaks.map((row) => breakRef(sheet, row)),
  methods: {
    Add: (sheet, [range]) => {
      const { row } = rangeArgument(range, sheet).rect;
      if (row === 0) invalid('A page cannot break before the first row.');
      sheet.layout.rowBreaks = [...new Set([...sheet.layout.rowBreaks, row])].sort((a, b) => a - b);
      return breakRef(sheet, row);
    },
    GetCount: (sheet) => sheet.layout.rowBreaks.length,
    GetItem: (sheet, [index]) => breakRef(sheet, sheet.layout.rowBreaks[numberArgument(index)]),
    RemovePageBreaks: (sheet) => {
      sheet.layout.rowBreaks = [];
    },
  },
});

export const pageBreakMembers = members<BreakTarget>({
  properties: { RowIndex: ({ row }) => row, ColumnIndex: () => 0 },
  methods: {
    Delete: ({ sheet, row }) => {
      sheet.layout.rowBreaks = sheet.layout.rowBreaks.filter((each) => each !== row);
    },
    GetCellAfterBreak: ({ sheet, row }) => rangeRef(sheet, { row, column: 0, rows: 1, columns: 1 }),
  },
});

export const headerFooterGroupMembers = members<Sheet>({
  navigation: { DefaultForAllPages: (sheet) => new Ref('HeaderFooter', sheet) },
});

export const headerFooterMembers = members<Sheet>({
  properties: Object.fromEntries(
    HEADER_FOOTER_PARTS.map((part) => [part, (sheet: Sheet) => sheet.layout.page.headersFooters[part] ?? '']),
  ),
  setters: Object.fromEntries(
    HEADER_FOOTER_PARTS.map((part) => [
      part,
      (sheet: Sheet, value: unknown) => {
        const text = textArgument(value);
        if (text === '') delete sheet.layout.page.headersFooters[part];
        else sheet.layout.page.headersFooters[part] = text;
      },
    ]),
  ),
});

interface PropertyTarget {
  readonly sheet: Sheet;
  readonly key: string;
}

const findProperty = (sheet: Sheet, key: string): PropertyTarget | null => {
  const known = [...sheet.layout.customProperties.keys()].find((each) => each.toLowerCase() === key.toLowerCase());
  return known === undefined ? null : { sheet, key: known };
};
const propertyRef = (target: PropertyTarget): Ref => new Ref('WorksheetCustomProperty', target);

export const customPropertyCollectionMembers = members<Sheet>({
  items: (sheet) => [...sheet.layout.customProperties.keys()].map((key) => propertyRef({ sheet, key })),
  indexer: (sheet, key) => propertyRef(findProperty(sheet, textArgument(key)) ?? missing()),
  methods: {
    Add: (sheet, [key, value]) => {
      const known = findProperty(sheet, textArgument(key))?.key ?? textArgument(key);
      sheet.layout.customProperties.set(known, textArgument(value));
      return propertyRef({ sheet, key: known });
    },
    GetCount: (sheet) => sheet.layout.customProperties.size,
    GetItemOrNullObject: (sheet, [key]) => {
      const found = findProperty(sheet, textArgument(key));
      return found ? propertyRef(found) : NULL_OBJECT;
    },
  },
});

export const customPropertyMembers = members<PropertyTarget>({
  id: ({ key }) => key,
  properties: { Key: ({ key }) => key, Value: ({ sheet, key }) => sheet.layout.customProperties.get(key) ?? '' },
  setters: { Value: ({ sheet, key }, value) => void sheet.layout.customProperties.set(key, textArgument(value)) },
  methods: { Delete: ({ sheet, key }) => void sheet.layout.customProperties.delete(key) },
});

export const protectionMembers = members<Sheet>({
  properties: {
    Protected: (sheet) => sheet.layout.protected,
    Options: (sheet) => (sheet.layout.protected ? sheet.layout.protectionOptions : null),
  },
  methods: {
    Protect: (sheet, [options]) => {
      sheet.layout.protected = true;
      sheet.layout.protectionOptions = (options as Record<string, unknown> | null) ?? {};
    },
    Unprotect: (sheet) => {
      // What the file keeps is a hash: no password that is given here can be told from a wrong one.
      if (Object.keys(sheet.layout.password).length > 0)
        throw new BookError('AccessDenied', 'A password protects the sheet.');
      sheet.layout.protected = false;
    },
  },
});
