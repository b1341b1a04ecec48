/** Columns of numbers of a source with one row a person, written whole into columns that nothing was written to. */
import type { Readings } from '../stage/staged';
import { numbersOf, type NumberColumn } from './columns';
import { rowsOfCodes } from './countCodes';
import type { Policy, Way } from './writers';

/** Rows of such a source on their way into the table; each has a row of the table of its own. */
export interface FreshWay extends Way {
  /** Rows of the source that go nowhere. */
  readonly unused: Int32Array;
}

/** Codes of such a source, and the column. */
export interface FreshColumn {
  readonly way: FreshWay;
  readonly codes: Uint8Array | Uint16Array;
  /** What is written of each code. */
  readonly ofCode: Float64Array;
  /** What stands in the rows that nothing is written to. */
  readonly initial: number;
  /** The part of a row that must be in effect. */
  readonly part: number;
  /** A column of zeros. */
  readonly target: Float64Array | Int32Array | Uint8Array;
  /** Codes whose rows are counted. */
  readonly counted: readonly number[];
}

/**
 * The codes of such a source as they go into an unfilled column. Not for policies that look at what stands there.
 * @param initial what stands where nothing is written
 * @param counted codes whose rows are counted meanwhile
 */
export function freshColumn(
  staged: Pick<Readings, 'values' | 'codesByRow'>,
  way: FreshWay,
  column: NumberColumn,
  { isWritten, becomes, part }: Policy,
  initial: number,
  counted: readonly number[],
): FreshColumn {
  const ofCode = Float64Array.from(staged.values, (value) => (isWritten(value) ? becomes(value) : initial));
  return { way, codes: staged.codesByRow(), ofCode, initial, part, target: numbersOf(column), counted };
}

/** Writes all rows of the column; returns how many rows of the source that go somewhere have each of the counted codes. */
export function writeFresh({ way, codes, ofCode, initial, part, target, counted }: FreshColumn): readonly number[] {
  const { places, parts, unused } = way;
  if (initial !== 0) target.fill(initial);
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    if (place >= 0 && (parts[row]! & part) !== 0) target[place] = ofCode[codes[row]!]!;
  }
  return rowsOfCodes(codes, places.length, counted, unused);
}
