/** The areas and municipalities that occur in a table, in the order of places, each with the filter that means it alone. */
import type { PersonTable, TextColumn } from '../kdb';
import { occurring, UNKNOWN_VALUE } from './registerFacets';
import { filterText } from './filterText';

/** A 圏域 as sheets and lists show it. */
export interface Area {
  /** 北部; 甲市 北部 where several municipalities have a 圏域 of this name. */
  readonly name: string;
  /** The 絞り込み that picks its persons: 圏域=北部, or 市町村=甲市;圏域=北部. */
  readonly filter: string;
}

const wordAt = ({ codes, values }: TextColumn, row: number): string => values[codes[row]!] || UNKNOWN_VALUE;

/** What tells areas of one name apart: the municipality, else the insurer; null where the data know but one. */
function dividedBy(table: PersonTable): { key: string; column: TextColumn; order: readonly string[] } | null {
  const { municipality, insurer } = table.columns;
  const wholes = [
    { key: '市町村', column: municipality, order: municipalityNames(table) },
    { key: '保険者番号', column: insurer, order: insurerNumbers(table) },
  ];
  for (const { key, column, order } of wholes)
    if (column !== undefined && order.length > 1) return { key, column, order };
  return null;
}

/**
 * The 圏域 that occur, in the order of places; persons without one stand as 不明 at the end, so that the areas add up to
 * everybody. A name that several municipalities use is one area for each of them. Empty when no source has a 圏域 column.
 */
export function areasOf(table: PersonTable): Area[] {
  const { area } = table.columns;
  if (area === undefined) return [];
  const divided = dividedBy(table);
  const wholes = new Map<string, Set<string>>();
  if (divided !== null) {
    const seen = new Set<number>();
    const wholeCount = divided.column.values.length;
    for (let row = 0; row < table.size; row += 1) {
      const pair = area.codes[row]! * wholeCount + divided.column.codes[row]!;
      if (seen.has(pair)) continue;
      seen.add(pair);
      const name = wordAt(area, row);
      wholes.set(name, (wholes.get(name) ?? new Set<string>()).add(wordAt(divided.column, row)));
    }
  }
  return occurring(area).flatMap((name): Area[] => {
    const of = [...(wholes.get(name) ?? [])];
    const known = of.filter((whole) => whole !== UNKNOWN_VALUE);
    if (divided === null || known.length < 2) return [{ name, filter: filterText([['圏域', name]]) }];
    const wholesInOrder = [...divided.order, UNKNOWN_VALUE].filter((whole) => of.includes(whole));
    return wholesInOrder.map((whole) => ({
      name: `${whole} ${name}`,
      filter: filterText([
        [divided.key, whole],
        ['圏域', name],
      ]),
    }));
  });
}

/** The insurers that the persons are of, by their numbers; persons without one aside. */
export function insurerNumbers({ columns: { insurer } }: PersonTable): string[] {
  return insurer === undefined ? [] : occurring(insurer).filter((name) => name !== UNKNOWN_VALUE);
}

/**
 * The municipalities that the persons are of, persons without one aside: in the order of their insurers' numbers, which is the
 * one that unions print them in; without such numbers in the order of the register.
 */
export function municipalityNames({ columns: { municipality, insurer }, size }: PersonTable): string[] {
  if (municipality === undefined) return [];
  const insurers = insurer === undefined ? [] : occurring(insurer);
  const places = new Map(insurers.map((name, place) => [name, place]));
  const first = new Map<number, number>();
  for (let row = 0; row < size; row += 1) {
    const place = insurer === undefined ? 0 : places.get(wordAt(insurer, row))!;
    const code = municipality.codes[row]!;
    first.set(code, Math.min(first.get(code) ?? Infinity, place));
  }
  const order = [...first].sort(([a, one], [b, other]) => one - other || a - b);
  const names = order.map(([code]) => municipality.values[code]!);
  return names.filter((name) => name !== '' && name !== UNKNOWN_VALUE);
}
