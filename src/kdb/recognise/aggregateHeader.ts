/** The header of an aggregate form: what its rows of headings say of every column, and which columns make one figure. */
import { COMPARATORS, DIMENSIONS, MEASURES, type Comparator } from './aggregateForms';
import { unifyHeading } from './headings';
import { readNumber } from '../values/readings';
import type { Cell } from '../values/cellText';

export const TITLE_ROWS = 20;
export const HEADER_LEVELS = 3;

type Dimension = keyof typeof DIMENSIONS;
type Measure = keyof typeof MEASURES;

/** What one part of a heading, or a cell of a dimension, says. */
export interface Meaning {
  readonly comparator?: Comparator;
  readonly measure?: Measure;
  /** The measure as it is headed. */
  readonly word?: string;
  readonly unit?: string;
  readonly sex?: 0 | 1 | 2;
  readonly age?: readonly [number | null, number | null];
  readonly dimension?: Dimension;
  readonly name?: string;
}

const ageOf = (text: string): readonly [number | null, number | null] | null => {
  const span = /^(\d{1,3})歳?[〜\-‐―−ー](\d{1,3})歳?$/.exec(text);
  if (span) return [Number(span[1]), Number(span[2])];
  const open = /^(\d{1,3})歳?(以上|[〜+])$/.exec(text);
  if (open) return [Number(open[1]), null];
  const below = /^(\d{1,3})歳?以下$/.exec(text);
  return below ? [0, Number(below[1])] : null;
};

const find = <K extends string>(words: Readonly<Record<K, RegExp>>, text: string): K | undefined =>
  (Object.keys(words) as K[]).find((key) => words[key].test(text));

export function meaningOfPart(text: string): Meaning {
  const name = unifyHeading(text);
  const dimension = find(DIMENSIONS, name);
  const measure = find(MEASURES, name);
  const comparator = find(COMPARATORS, name);
  // 市区町村 heads a column of names as well as one of the insurer's own figures: whoever asks decides.
  if (comparator && dimension === 'municipality') return { comparator, dimension };
  if (dimension) return { dimension };
  if (measure)
    return {
      measure,
      word: name,
      unit: /点数/.test(name) ? '点' : /医療費/.test(name) ? '円' : /割合|構成比|率|%/.test(name) ? '%' : '',
    };
  if (comparator) return { comparator };
  if (/^(男性?|女性?)$/.test(name)) return { sex: name.startsWith('男') ? 1 : 2 };
  if (/^(男女計|計|総数|合計|全体|総計)$/.test(name)) return { sex: 0 };
  const age = ageOf(name);
  return age ? { age } : { name: text.trim() };
}

export interface Header {
  readonly first: number;
  readonly last: number;
  /** The parts of each column's heading, from above. */
  readonly columns: readonly (readonly Meaning[])[];
}

export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).trim();
export const isFilled = (cells: readonly Cell[]): boolean => cells.some((cell) => textOf(cell) !== '');
const known = (cells: readonly Cell[]): number =>
  cells.filter((cell) => textOf(cell) !== '' && meaningOfPart(textOf(cell)).name === undefined).length;
const numbers = (cells: readonly Cell[]): number =>
  cells.filter((cell) => textOf(cell) !== '' && Number.isFinite(readNumber(cell)) && ageOf(unifyHeading(cell)) === null)
    .length;

/** The header: rows of known words without numbers, at most three, right above the first row with numbers. */
export function headerOf(rows: readonly (readonly Cell[])[]): Header | null {
  const firstNumbers = rows.findIndex(
    (cells, index) => index > 0 && numbers(cells) >= 1 && cells.length >= 2 && headAbove(rows, index),
  );
  if (firstNumbers < 1) return null;
  let first = firstNumbers - 1;
  while (first > 0 && firstNumbers - first < HEADER_LEVELS && isHead(rows[first - 1]!)) first--;
  const last = firstNumbers - 1;
  const width = Math.max(...rows.slice(first, last + 1).map((cells) => cells.length));
  const carried = rows.slice(first, last + 1).map((cells, level) => {
    let before = '';
    return Array.from({ length: width }, (_, index) => {
      const text = textOf(cells[index]);
      if (text !== '') before = text;
      return level < last - first ? before : text;
    });
  });
  const columns = Array.from({ length: width }, (_, index) =>
    [...new Set(carried.map((level) => level[index]!))].filter((text) => text !== '').map(meaningOfPart),
  );
  return { first, last, columns };
}

/** Above a header stand pairs of name and value, which are no headings. */
const PAIR =
  /^(保険者番号|保険者名|市区町村名?|市町村名?|地区名?|作成年月日?|作成日|対象年度|年度|対象年月|帳票名|帳票ID)\s*[:：]/;
const isHead = (cells: readonly Cell[]): boolean =>
  numbers(cells) === 0 &&
  cells.filter((cell) => textOf(cell) !== '').length >= 2 &&
  !cells.some((cell) => PAIR.test(textOf(cell)));
const headAbove = (rows: readonly (readonly Cell[])[], index: number): boolean =>
  isHead(rows[index - 1]!) &&
  (known(rows[index - 1]!) >= 2 ||
    namesPlaces(rows[index - 1]!) ||
    (known(rows[index - 1]!) >= 1 && index > 1 && known(rows[index - 2]!) >= 1));
/** A first column 市区町村名: the others are indicators, whatever they are called. */
const namesPlaces = (cells: readonly Cell[]): boolean => meaningOfPart(textOf(cells[0])).dimension === 'municipality';

/** 名称：値 above the header. */
export function metadataOf(rows: readonly (readonly Cell[])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const cells of rows) {
    cells.forEach((cell, index) => {
      const text = textOf(cell).normalize('NFKC');
      const pair =
        /^(保険者番号|保険者名|市区町村名?|市町村名?|地区名?|作成年月日?|作成日|対象年度|年度|対象年月)\s*:\s*(.*)$/.exec(
          text,
        );
      if (!pair) return;
      const value = pair[2] !== '' ? pair[2]! : textOf(cells[index + 1]).normalize('NFKC');
      if (value !== '' && !found.has(pair[1]!)) found.set(pair[1]!, value);
    });
  }
  return found;
}

/** A group of columns that make one figure: count, rate, denominator of the same thing. */
export interface Figure {
  readonly comparator?: Comparator;
  readonly sex?: 0 | 1 | 2;
  readonly age?: Meaning['age'];
  readonly names: readonly string[];
  readonly unit: string;
  readonly columns: Partial<Record<Measure, number>>;
}

export interface Plan {
  readonly dimensions: readonly { readonly index: number; readonly dimension: Dimension }[];
  readonly figures: readonly Figure[];
}

export function planOf(header: Header, rows: readonly (readonly Cell[])[]): Plan {
  const dimensions: { index: number; dimension: Dimension }[] = [];
  const figures = new Map<string, Figure>();
  const isText = (index: number): boolean => {
    const filled = rows.map((cells) => textOf(cells[index])).filter((text) => text !== '');
    return (
      filled.length > 0 &&
      filled.filter((text) => Number.isNaN(Number(text.replace(/[,%]/g, '')))).length > filled.length / 2
    );
  };
  header.columns.forEach((parts, index) => {
    const said = parts.find((part) => part.dimension)?.dimension;
    const isFigure = parts.some((part) => part.measure ?? part.age);
    if (said === 'rank') return;
    if (said && !isFigure && (said !== 'municipality' || isText(index))) dimensions.push({ index, dimension: said });
    else if (!isFigure && isText(index)) dimensions.push({ index, dimension: 'indicator' });
    else {
      const merged = parts.reduce<Meaning>((whole, part) => ({ ...whole, ...part }), {});
      const names = parts.flatMap((part) => part.name ?? []);
      const measure = merged.measure ?? 'value';
      const keyOf = (): string => JSON.stringify([merged.comparator, merged.sex, merged.age, names]);
      // 点数 and 割合 of the same thing are two figures: the second is called after its heading.
      if (figures.get(keyOf())?.columns[measure] !== undefined && merged.word !== undefined) names.push(merged.word);
      const key = keyOf();
      const before = figures.get(key);
      const { comparator, sex, age } = merged;
      figures.set(key, {
        ...(comparator && { comparator }),
        ...(sex !== undefined && { sex }),
        ...(age && { age }),
        names,
        unit: (measure === 'value' ? merged.unit : undefined) ?? before?.unit ?? '',
        columns: { [measure]: index, ...before?.columns },
      });
    }
  });
  return { dimensions, figures: [...figures.values()].filter((figure) => Object.keys(figure.columns).length > 0) };
}
