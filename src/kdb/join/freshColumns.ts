/** Columns of numbers of a source with one row a person, written whole into columns that nothing was written to. */
import type { Readings } from '../stage/staged';
import { numbersOf, type NumberColumn } from './columns';
import { Int32List } from '../stage/lists';
import { rowsOfCodes } from './countCodes';
import type { Policy, Way } from './writers';

/** Rows of such a source on their way into the table; each has a row of the table of its own. */
export interface FreshWay extends Way {
  /** Rows of the source that go nowhere. */
  readonly unused: Int32Array;
  /**
   * Rows that follow one another in the source and in the table, as three numbers each: the first row, the one behind the last, and
   * the row of the table that the first goes to. null where these are too short to be worth it.
   */
  readonly stretches: Int32Array | null;
}

/** Rows that a stretch must have on average. */
const WORTHWHILE = 16;

/** The way of the rows of a source. */
export function freshWay({ places, parts }: Way): FreshWay {
  const unused = new Int32List();
  const stretches: number[] = [];
  const most = (places.length / WORTHWHILE) * 3;
  let before = -1;
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    if (place < 0) unused.push(row);
    else if (stretches.length <= most) {
      if (before < 0 || place !== before + 1) stretches.push(row, row, place);
      stretches[stretches.length - 2] = row + 1;
    }
    before = place;
  }
  return {
    places,
    parts,
    unused: unused.toArray(),
    stretches: stretches.length <= most ? Int32Array.from(stretches) : null,
  };
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
export function writeFresh(column: FreshColumn): readonly number[] {
  const { way, codes, target, initial, counted } = column;
  const rows = way.places.length;
  if (initial !== 0 && (way.stretches === null || rows - way.unused.length < target.length)) target.fill(initial);
  if (way.stretches === null) writeScattered(column);
  else if (target instanceof Uint8Array) writeBytes(column, target, way.stretches);
  else if (target instanceof Int32Array) writeWords(column, target, way.stretches);
  else writeDoubles(column, target, way.stretches);
  return rowsOfCodes(codes, rows, counted, way.unused);
}

function writeScattered({ way: { places, parts }, codes, ofCode, part, target }: FreshColumn): void {
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    if (place >= 0 && (parts[row]! & part) !== 0) target[place] = ofCode[codes[row]!]!;
  }
}

/** What is written of each code where the part is not in effect, and behind that where it is: nobody foresees which. */
function byEffect<T extends Float64Array | Int32Array | Uint8Array>({ ofCode, initial }: FreshColumn, made: T): T {
  made.fill(initial, 0, ofCode.length);
  made.set(ofCode, ofCode.length);
  return made;
}

const bitOf = (part: number): number => 31 - Math.clz32(part);

// The same three times: a loop over one kind of array is quicker.

function writeBytes(column: FreshColumn, target: Uint8Array, stretches: Int32Array): void {
  const { codes, part, ofCode, way } = column;
  const { parts } = way;
  const [count, bit, values] = [ofCode.length, bitOf(part), byEffect(column, new Uint8Array(ofCode.length * 2))];
  for (let at = 0; at < stretches.length; at += 3) {
    const end = stretches[at + 1]!;
    let place = stretches[at + 2]!;
    for (let row = stretches[at]!; row < end; row++)
      target[place++] = values[codes[row]! + ((parts[row]! >>> bit) & 1) * count]!;
  }
}

function writeWords(column: FreshColumn, target: Int32Array, stretches: Int32Array): void {
  const { codes, part, ofCode, way } = column;
  const { parts } = way;
  const [count, bit, values] = [ofCode.length, bitOf(part), byEffect(column, new Int32Array(ofCode.length * 2))];
  for (let at = 0; at < stretches.length; at += 3) {
    const end = stretches[at + 1]!;
    let place = stretches[at + 2]!;
    for (let row = stretches[at]!; row < end; row++)
      target[place++] = values[codes[row]! + ((parts[row]! >>> bit) & 1) * count]!;
  }
}

function writeDoubles(column: FreshColumn, target: Float64Array, stretches: Int32Array): void {
  const { codes, part, ofCode, way } = column;
  const { parts } = way;
  const [count, bit, values] = [ofCode.length, bitOf(part), byEffect(column, new Float64Array(ofCode.length * 2))];
  for (let at = 0; at < stretches.length; at += 3) {
    const end = stretches[at + 1]!;
    let place = stretches[at + 2]!;
    for (let row = stretches[at]!; row < end; row++)
      target[place++] = values[codes[row]! + ((parts[row]! >>> bit) & 1) * count]!;
  }
}
