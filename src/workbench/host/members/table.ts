/** Served members of Table with its columns and rows. */
import type { Rect } from '../../book/rect';
import type { Book } from '../../book/book';
import { contentOfEntry } from '../../book/entry';
import type { Sheet } from '../../book/sheet';
import type { Table } from '../../book/table';
import { rangeArgument, rangeRef, type RangeTarget } from './range';
import {
  booleanArgument,
  invalid,
  members,
  missing,
  NULL_OBJECT,
  numberArgument,
  optional,
  Ref,
  textArgument,
} from './types';

interface Tables {
  readonly book: Book;
  /** The sheet whose tables these are; absent for the tables of the workbook. */
  readonly sheet?: Sheet;
}

const tableRef = (table: Table): Ref => new Ref('Table', table);
const tablesOf = ({ book, sheet }: Tables): Table[] => book.tables.filter((table) => !sheet || table.sheet === sheet);
const find = (target: Tables, key: unknown): Table | undefined =>
  tablesOf(target).find((table) => table === target.book.findTable(String(key)));

function addTable(target: Tables, address: unknown, hasHeaders: unknown): Ref {
  const { sheet, rect } = rangeArgument(address, target.sheet ?? target.book.activeSheet);
  if (hasHeaders !== true) invalid('Tables without a header row are not served.');
  // A header cell is text, unique and never empty: Excel makes it so.
  const seen = new Set<string>();
  sheet.write(
    { ...rect, rows: 1 },
    (_, j) => {
      const value = sheet.text(rect.row, rect.column + j);
      const stem = value === '' ? `列${j + 1}` : value;
      let name = stem;
      for (let number = 2; seen.has(name.toLowerCase()); number += 1) name = `${stem}${number}`;
      seen.add(name.toLowerCase());
      return name === sheet.value(rect.row, rect.column + j) ? undefined : { value: name };
    },
    'addin',
  );
  return tableRef(target.book.addTable(sheet, rect.rows === 1 ? { ...rect, rows: 2 } : rect, true));
}

export const tableCollectionMembers = members<Tables>({
  properties: { Count: (target) => tablesOf(target).length },
  items: (target) => tablesOf(target).map(tableRef),
  indexer: (target, key) => tableRef(find(target, key) ?? missing()),
  methods: {
    Add: (target, [address, hasHeaders]) => addTable(target, address, hasHeaders),
    GetCount: (target) => tablesOf(target).length,
    GetItemAt: (target, [index]) => tableRef(tablesOf(target)[numberArgument(index)] ?? missing()),
    GetItemOrNullObject: (target, [key]) => {
      const table = find(target, key);
      return table ? tableRef(table) : NULL_OBJECT;
    },
  },
});

const FLAGS = {
  ShowBandedRows: 'showBandedRows',
  ShowBandedColumns: 'showBandedColumns',
  ShowFilterButton: 'showFilterButton',
  ShowHeaders: 'showHeaders',
  ShowTotals: 'showTotals',
  HighlightFirstColumn: 'highlightFirstColumn',
  HighlightLastColumn: 'highlightLastColumn',
} as const;
const flagNames = Object.keys(FLAGS) as (keyof typeof FLAGS)[];

export const tableMembers = members<Table>({
  id: (table) => table.id,
  properties: {
    Id: (table) => table.id,
    LegacyId: (table) => table.id,
    Name: (table) => table.name,
    Style: (table) => table.style,
    ...Object.fromEntries(flagNames.map((name) => [name, (table: Table) => table[FLAGS[name]]])),
  },
  setters: {
    Name: (table, name) => table.sheet.book.renameTable(table, textArgument(name)),
    Style: (table, style) => {
      table.style = textArgument(style);
    },
    ...Object.fromEntries(
      flagNames.map((name) => [
        name,
        (table: Table, value: unknown) => {
          table[FLAGS[name]] = booleanArgument(value);
        },
      ]),
    ),
  },
  navigation: {
    Worksheet: (table) => new Ref('Worksheet', table.sheet),
    Columns: (table) => new Ref('TableColumnCollection', table),
    Rows: (table) => new Ref('TableRowCollection', table),
  },
  methods: {
    GetRange: (table) => rangeRef(table.sheet, table.rect),
    GetHeaderRowRange: (table) => rangeRef(table.sheet, table.headerRect),
    GetDataBodyRange: (table) => rangeRef(table.sheet, table.bodyRect),
    ConvertToRange: (table) => {
      table.sheet.book.removeTable(table);
      return rangeRef(table.sheet, table.rect);
    },
    Delete: (table) => {
      table.sheet.book.removeTable(table);
      table.sheet.clearContents(table.rect, 'addin');
      table.sheet.clearStyles(table.rect);
    },
    Resize: (table, [range]) => table.sheet.book.resizeTable(table, rangeArgument(range, table.sheet).rect),
    ClearFilters: () => undefined,
  },
});

interface Column {
  readonly table: Table;
  readonly index: number;
}

const columnRect = ({ table, index }: Column, part: Rect): Rect => ({
  ...part,
  column: table.rect.column + index,
  columns: 1,
});

const columnRef = (table: Table, key: unknown): Ref | null => {
  const index =
    typeof key === 'number' ? key : table.headers.findIndex((each) => each.toLowerCase() === String(key).toLowerCase());
  return index >= 0 && index < table.rect.columns ? new Ref('TableColumn', { table, index } satisfies Column) : null;
};

function valuesOf({ sheet, rect }: RangeTarget): unknown[][] {
  return Array.from({ length: rect.rows }, (_, i) =>
    Array.from({ length: rect.columns }, (__, j) => sheet.value(rect.row + i, rect.column + j)),
  );
}

export const tableColumnCollectionMembers = members<Table>({
  properties: { Count: (table) => table.rect.columns },
  items: (table) => Array.from({ length: table.rect.columns }, (_, index) => columnRef(table, index) ?? missing()),
  indexer: (table, key) => columnRef(table, key) ?? missing(),
  methods: {
    GetCount: (table) => table.rect.columns,
    GetItemAt: (table, [index]) => columnRef(table, numberArgument(index)) ?? missing(),
    GetItemOrNullObject: (table, [key]) => columnRef(table, key) ?? NULL_OBJECT,
  },
});

export const tableColumnMembers = members<Column>({
  id: ({ index }) => String(index + 1),
  properties: {
    Id: ({ index }) => index + 1,
    Index: ({ index }) => index,
    Name: ({ table, index }) => table.headers[index] ?? '',
    Values: (column) => valuesOf({ sheet: column.table.sheet, rect: columnRect(column, column.table.rect) }),
  },
  methods: {
    GetRange: (column) => rangeRef(column.table.sheet, columnRect(column, column.table.rect)),
    GetHeaderRowRange: (column) => rangeRef(column.table.sheet, columnRect(column, column.table.headerRect)),
    GetDataBodyRange: (column) => rangeRef(column.table.sheet, columnRect(column, column.table.bodyRect)),
  },
});

interface Row {
  readonly table: Table;
  readonly index: number;
}

const rowRect = ({ table, index }: Row): Rect => ({ ...table.bodyRect, row: table.bodyRect.row + index, rows: 1 });

/** Adds rows at the end; the rows under the table are not moved, so they must be free. */
function addRows(table: Table, index: unknown, values: unknown): Ref {
  if (optional(index, numberArgument) !== undefined) invalid('Rows are served at the end of a table only.');
  const given = Array.isArray(values) && Array.isArray(values[0]) ? (values as unknown[][]) : [values as unknown[]];
  const { sheet } = table;
  const body = table.bodyRect;
  // The one blank row of a table that was made from its header alone is where rows begin (OfficeDev/office-js-snippets,
  // "Get data from a table": seven rows added are the whole body).
  const isEmpty = body.rows === 1 && valuesOf({ sheet, rect: body })[0]!.every((cell) => cell === null || cell === '');
  const rect = isEmpty ? { ...table.rect, rows: table.rect.rows - 1 } : table.rect;
  const target: Rect = { ...rect, row: rect.row + rect.rows, rows: given.length };
  sheet.write(
    target,
    (i, j) => {
      const value = given[i]?.[j];
      if (value === null || value === undefined) return undefined;
      return contentOfEntry(value as string, sheet.style(target.row - 1, target.column + j).numberFormat ?? 'General');
    },
    'addin',
  );
  sheet.book.resizeTable(table, { ...rect, rows: rect.rows + given.length });
  return new Ref('TableRow', { table, index: rect.rows - 1 } satisfies Row);
}

export const tableRowCollectionMembers = members<Table>({
  properties: { Count: (table) => table.rect.rows - 1 },
  items: (table) => Array.from({ length: table.rect.rows - 1 }, (_, index) => new Ref('TableRow', { table, index })),
  methods: {
    Add: (table, [index, values]) => addRows(table, index, values),
    GetCount: (table) => table.rect.rows - 1,
    GetItemAt: (table, [index]) => new Ref('TableRow', { table, index: numberArgument(index) } satisfies Row),
  },
});

export const tableRowMembers = members<Row>({
  properties: {
    Index: ({ index }) => index,
    Values: (row) => valuesOf({ sheet: row.table.sheet, rect: rowRect(row) }),
  },
  methods: { GetRange: (row) => rangeRef(row.table.sheet, rowRect(row)) },
});
