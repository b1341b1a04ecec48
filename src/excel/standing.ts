/** What of ours stands in the workbook before a job writes: sheets with their extent and tables, names. */
import { cellAddress } from '../formula';
import type { Cell } from '../kdb';
import { type SheetSpec } from '../plan';
import type { Extent } from './readRows';

/** A sheet that stands in the workbook already, with what is needed to bring it back. */
export interface Standing {
  /** Survives renaming. */
  readonly id: string;
  readonly extent: Extent | null;
  readonly tables: readonly { readonly name: string; readonly address: string }[];
  /** What the cells held (formulas where there are some), for undo; null where nobody asked to keep it. */
  cells: readonly (readonly Cell[])[] | null;
  /** Cells of these that hold a text like a formula: "row,column". */
  texts: ReadonlySet<string>;
}

/** Our sheets of these names that stand in the workbook, with their used extent and tables. */
export async function standingSheets(
  context: Excel.RequestContext,
  names: readonly string[],
): Promise<Map<string, Standing>> {
  const found = names.map((name) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(name);
    sheet.load(['id', 'name']);
    return { name, sheet };
  });
  await context.sync();
  const details = found
    .filter(({ sheet }) => !sheet.isNullObject)
    .map(({ name, sheet }) => {
      const used = sheet.getUsedRangeOrNullObject();
      used.load(['rowIndex', 'rowCount', 'columnIndex', 'columnCount']);
      sheet.tables.load('items/name');
      return { name, sheet, used };
    });
  await context.sync();
  const withTables = details.map(({ name, sheet, used }) => ({
    name,
    id: sheet.id,
    used,
    tables: sheet.tables.items.map((table) => ({ name: table.name, range: table.getRange().load('address') })),
  }));
  await context.sync();
  return new Map(
    withTables.map(({ name, id, used, tables }) => [
      name,
      {
        id,
        extent: used.isNullObject
          ? null
          : { rows: used.rowIndex + used.rowCount, columns: used.columnIndex + used.columnCount },
        tables: tables.map((table) => ({ name: table.name, address: localAddress(table.range.address) })),
        cells: null,
        texts: new Set<string>(),
      },
    ]),
  );
}

function localAddress(address: string): string {
  return address.slice(address.lastIndexOf('!') + 1);
}

/** The names of these that stand in the workbook, with their formulas. */
export async function standingNames(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
): Promise<Map<string, string>> {
  const items = specs.flatMap(({ names = [] }) =>
    names.map(({ name }) => ({ name, item: context.workbook.names.getItemOrNullObject(name).load('formula') })),
  );
  await context.sync();
  return new Map(items.filter(({ item }) => !item.isNullObject).map(({ name, item }) => [name, String(item.formula)]));
}

/**
 * The specs with names for their tables that nothing outside of the standing sheets bears: a list that the analyst renamed
 * keeps its table, and the new one gets a number. Names and tables share their names in Excel.
 */
export async function withFreeTableNames(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  standing: ReadonlyMap<string, Standing>,
): Promise<readonly SheetSpec[]> {
  if (specs.every(({ tables = [] }) => tables.length === 0)) return specs;
  const { tables, names } = context.workbook;
  tables.load('items/name');
  names.load('items/name');
  await context.sync();
  const own = new Set([...standing.values()].flatMap((each) => each.tables.map(({ name }) => name)));
  const taken = new Set(
    [...tables.items, ...names.items]
      .map(({ name }) => name)
      .flatMap((name) => (own.has(name) ? [] : name.toLowerCase())),
  );
  const freeName = (name: string): string => {
    for (let number = 1; ; number += 1) {
      const free = number === 1 ? name : `${name}_${number}`;
      if (!taken.has(free.toLowerCase())) return free;
    }
  };
  return specs.map((spec) =>
    spec.tables === undefined
      ? spec
      : { ...spec, tables: spec.tables.map((table) => ({ ...table, name: freeName(table.name) })) },
  );
}

/** Tables that begin where they began before: they are stretched instead of made anew. */
export function tablesToStretch(spec: SheetSpec, before: Standing | undefined): Set<string> {
  const standsAt = new Map(before?.tables.map(({ name, address }) => [name, address.split(':')[0]]));
  const same = (spec.tables ?? []).filter(({ name, row, column }) => standsAt.get(name) === cellAddress(row, column));
  return new Set(same.map(({ name }) => name));
}
