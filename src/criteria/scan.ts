/** Tight loops that turn one typed column into bit words: which rows satisfy a test, which have no value. */
import type { CodeColumn, CountColumn, FlagColumn, MeasureColumn } from '../kdb';

export type Relation = '<=' | '<' | '>=' | '>' | '=';

/** The two planes of one column under one test. `known` says that `unknown` is filled already and need not be written. */
export interface Planes {
  readonly yes: Uint32Array;
  readonly unknown: Uint32Array;
  readonly known: boolean;
}

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The high half of a double as an integer: among non-negative doubles it orders as the doubles do. */
function highWord(value: number): number {
  return new DataView(new Float64Array([value]).buffer).getInt32(LITTLE_ENDIAN ? 4 : 0, LITTLE_ENDIAN);
}

/** Above this high word a double is no number. */
const INFINITY_HIGH = 0x7ff00000;

/** One value against a threshold; a missing value (NaN) holds nothing. */
export function holds(value: number, relation: Relation, threshold: number): boolean {
  switch (relation) {
    case '<=':
      return value <= threshold;
    case '<':
      return value < threshold;
    case '>=':
      return value >= threshold;
    case '>':
      return value > threshold;
    case '=':
      return value === threshold;
  }
}

/** Measured values against a threshold, each compared in full: for thresholds that the quick way does not cover. */
function scanMeasureInFull(values: Float64Array, relation: Relation, threshold: number, planes: Planes): void {
  const { yes, unknown, known } = planes;
  for (let word = 0, row = 0; word < yes.length; word++) {
    const end = Math.min(32, values.length - row);
    let bits = 0;
    let missing = 0;
    for (let bit = 0; bit < end; bit++, row++) {
      const value = values[row]!;
      bits |= (holds(value, relation, threshold) ? 1 : 0) << bit;
      missing |= (Number.isNaN(value) ? 1 : 0) << bit;
    }
    yes[word] = bits;
    if (!known) unknown[word] = missing;
  }
}

/**
 * Measured values against a threshold. The comparison runs on the high halves of the doubles, without a branch, because
 * a mispredicted branch a person costs more than all the rest; only values next to the threshold are compared in full.
 */
export function scanMeasure(column: MeasureColumn, relation: Relation, threshold: number, planes: Planes): void {
  const { values } = column;
  if (relation === '=' || !(threshold > 0)) return scanMeasureInFull(values, relation, threshold, planes);
  const { yes, unknown, known } = planes;
  // Halved, so that the difference of any two fits into 32 bits; what lies within the lost bit counts as next to it.
  const edge = highWord(threshold) >> 1;
  const above = relation === '>=' || relation === '>' ? 1 : 0;
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let word = 0, row = 0, half = LITTLE_ENDIAN ? 1 : 0; word < yes.length; word++) {
    const end = Math.min(32, values.length - row);
    let bits = 0;
    let missing = 0;
    for (let bit = 0; bit < end; bit++, row++, half += 2) {
      const high = halves[half]!;
      const distance = (high >> 1) - edge;
      if (distance === 0) bits |= (holds(values[row]!, relation, threshold) ? 1 : 0) << bit;
      else bits |= ((distance >>> 31) ^ above) << bit;
      missing |= ((INFINITY_HIGH - (high & 0x7fffffff)) >>> 31) << bit;
    }
    yes[word] = bits & ~missing;
    if (!known) unknown[word] = missing;
  }
}

/** The whole numbers ≥ 0 that satisfy the relation, as inclusive limits; empty where low > high. */
function wholeRange(relation: Relation, threshold: number): readonly [number, number] {
  const most = 0x7fffffff;
  const limit = (value: number): number => Math.max(0, Math.min(most, value));
  switch (relation) {
    case '<=':
      return threshold < 0 ? [1, 0] : [0, limit(Math.floor(threshold))];
    case '<':
      return threshold <= 0 ? [1, 0] : [0, limit(Math.ceil(threshold) - 1)];
    case '>=':
      return threshold > most ? [1, 0] : [limit(Math.ceil(threshold)), most];
    case '>':
      return threshold >= most ? [1, 0] : [limit(Math.floor(threshold) + 1), most];
    case '=':
      return Number.isInteger(threshold) && threshold >= 0 && threshold <= most ? [threshold, threshold] : [1, 0];
  }
}

/** Counts against a threshold; a negative count is a missing one. */
export function scanCount(column: CountColumn, relation: Relation, threshold: number, planes: Planes): void {
  const { values } = column;
  const { yes, unknown, known } = planes;
  const [low, high] = wholeRange(relation, threshold);
  for (let word = 0, row = 0; word < yes.length; word++) {
    const end = Math.min(32, values.length - row);
    let bits = 0;
    let missing = 0;
    for (let bit = 0; bit < end; bit++, row++) {
      const value = values[row]!;
      // Both differences are non-negative only inside the limits; a negative value never is.
      bits |= (~((value - low) | (high - value) | value) >>> 31) << bit;
      missing |= (value >>> 31) << bit;
    }
    yes[word] = bits;
    if (!known) unknown[word] = missing;
  }
}

/** Gathers the top bits of four bytes into the low four bits. */
function gather(tops: number): number {
  return Math.imul(tops >>> 7, 0x10204080) >>> 28;
}

/** Codes from `low` to `high` (1 ≤ low ≤ high ≤ 127), four persons at a time; returns the number of whole words done. */
function scanCodeRun(codes: Uint8Array, low: number, high: number, planes: Planes): number {
  const { yes, unknown, known } = planes;
  const wholeWords = codes.length >>> 5;
  const quads = new Uint32Array(codes.buffer, codes.byteOffset, wholeWords * 8);
  // Adding 128 − k to a byte below 128 raises its top bit exactly where the byte is ≥ k.
  const reachLow = (128 - low) * 0x01010101;
  const reachPast = (127 - high) * 0x01010101;
  const reachAny = 0x7f7f7f7f;
  for (let word = 0; word < wholeWords; word++) {
    let bits = 0;
    let missing = 0;
    for (let part = 0; part < 8; part++) {
      const quad = quads[word * 8 + part]!;
      const small = quad & 0x7f7f7f7f;
      const atLeast = (small + reachLow) | quad;
      const past = (small + reachPast) | quad;
      bits |= gather(atLeast & ~past & 0x80808080) << (part * 4);
      if (!known) missing |= gather(~((small + reachAny) | quad) & 0x80808080) << (part * 4);
    }
    yes[word] = bits;
    if (!known) unknown[word] = missing;
  }
  return wholeWords;
}

/** Coded answers and flags against the set of codes that count; code 0 is a missing one. `wanted` is ascending. */
export function scanCodes(column: CodeColumn | FlagColumn, wanted: readonly number[], planes: Planes): void {
  const { codes } = column;
  const { yes, unknown, known } = planes;
  const low = wanted[0] ?? 0;
  const high = wanted[wanted.length - 1] ?? 0;
  const isRun = low >= 1 && high <= 127 && high - low + 1 === wanted.length;
  const quick = LITTLE_ENDIAN && isRun && codes.byteOffset % 4 === 0;
  const done = quick ? scanCodeRun(codes, low, high, planes) : 0;
  const table = new Uint8Array(256);
  for (const code of wanted) table[code] = 1;
  for (let word = done, row = done * 32; word < yes.length; word++) {
    const end = Math.min(32, codes.length - row);
    let bits = 0;
    let missing = 0;
    for (let bit = 0; bit < end; bit++, row++) {
      const code = codes[row]!;
      bits |= table[code]! << bit;
      missing |= (code === 0 ? 1 : 0) << bit;
    }
    yes[word] = bits & ~missing;
    if (!known) unknown[word] = missing;
  }
}
