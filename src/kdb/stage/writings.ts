/** Codes for the writings of a column by their bytes: most cells of an export repeat few writings, and need no text at all. */

/** Longest writing that has a code, in bytes. */
const LONGEST = 40;
/** Places of the table to begin with; it grows with the writings. */
const FIRST_PLACES = 32;
/** Numbers of one place: the writing as two numbers, its length (0: a free place), its code. */
const PLACE = 4;
/** Longest writing that two numbers hold whole; of longer ones they hold a hash, and where the bytes are kept. */
const WHOLE = 8;
/**
 * Writings of two bytes have places of their own behind those of one byte and none. Nothing has a place for each byte that may
 * stand behind it, so that nothing and one byte are looked up alike.
 */
export const OF_NONE = 256;
export const OF_TWO = 512;

/** Most codes that a column can have. */
export const MOST_CODES = 65_000;

/** What a column without short writings looks up; a table of its own is made with the first of them. */
const NO_SHORT = new Uint16Array(OF_TWO + 65_536);

/** The writings met so far, each with its code. */
export class Writings {
  private mask = FIRST_PLACES - 1;
  private count = 0;
  private places = new Int32Array(FIRST_PLACES * PLACE);
  /** Codes + 1 of the shortest writings; another table after the first `add` of one. */
  short = NO_SHORT;
  private kept = new Uint8Array(64);
  private keptLength = 0;

  /** The code of a writing; -1 when it was never met. */
  find(bytes: DataView, start: number, end: number): number {
    const length = end - start;
    if (length === 0) return this.short[OF_NONE]! - 1;
    if (length === 1) return this.short[bytes.getUint8(start)]! - 1;
    if (length === 2) return this.short[OF_TWO + bytes.getUint16(start)]! - 1;
    if (length > WHOLE) return this.findLong(bytes, start, end);
    const low = length > 4 ? bytes.getInt32(start) : wordOf(bytes, start, length);
    const high = length > 4 ? wordOf(bytes, start + 4, length - 4) : 0;
    const { mask, places } = this;
    for (let place = hashOf(low, high, length) & mask; ; place = (place + 1) & mask) {
      const at = place * PLACE;
      const held = places[at + 2];
      if (held === 0) return -1;
      if (held === length && places[at] === low && places[at + 1] === high) return places[at + 3]!;
    }
  }

  /** Remembers the code of a writing that was never met; one that is too long is forgotten. */
  add(bytes: DataView, start: number, end: number, code: number): void {
    const length = end - start;
    if (length <= 2 && this.short === NO_SHORT) this.short = new Uint16Array(NO_SHORT.length);
    if (length === 0) this.short.fill(code + 1, OF_NONE, OF_TWO);
    else if (length === 1) this.short[bytes.getUint8(start)] = code + 1;
    else if (length === 2) this.short[OF_TWO + bytes.getUint16(start)] = code + 1;
    else if (length <= LONGEST) {
      if (++this.count * 2 > this.mask) this.grow();
      let low: number;
      let high = 0;
      if (length > WHOLE) {
        low = hashOfBytes(bytes, start, end);
        high = this.keep(bytes, start, end);
      } else {
        low = length > 4 ? bytes.getInt32(start) : wordOf(bytes, start, length);
        if (length > 4) high = wordOf(bytes, start + 4, length - 4);
      }
      this.put(low, high, length, code);
    }
  }

  private findLong(bytes: DataView, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST) return -1;
    const hash = hashOfBytes(bytes, start, end);
    const { mask, places } = this;
    for (let place = hashOf(hash, 0, length) & mask; ; place = (place + 1) & mask) {
      const at = place * PLACE;
      const held = places[at + 2];
      if (held === 0) return -1;
      if (held === length && places[at] === hash && this.isKept(places[at + 1]!, bytes, start, end))
        return places[at + 3]!;
    }
  }

  private isKept(from: number, bytes: DataView, start: number, end: number): boolean {
    const { kept } = this;
    for (let at = start; at < end; at++) if (kept[from + at - start] !== bytes.getUint8(at)) return false;
    return true;
  }

  /** Keeps the bytes of a writing; returns where. */
  private keep(bytes: DataView, start: number, end: number): number {
    const from = this.keptLength;
    this.keptLength += end - start;
    if (this.keptLength > this.kept.length) {
      const larger = new Uint8Array(this.keptLength * 2);
      larger.set(this.kept);
      this.kept = larger;
    }
    for (let at = start; at < end; at++) this.kept[from + at - start] = bytes.getUint8(at);
    return from;
  }

  private put(low: number, high: number, length: number, code: number): void {
    const { mask, places } = this;
    let place = hashOf(low, length > WHOLE ? 0 : high, length) & mask;
    while (places[place * PLACE + 2] !== 0) place = (place + 1) & mask;
    places.set([low, high, length, code], place * PLACE);
  }

  private grow(): void {
    const { places } = this;
    const size = (this.mask + 1) * 2;
    this.mask = size - 1;
    this.places = new Int32Array(size * PLACE);
    for (let at = 0; at < places.length; at += PLACE) {
      if (places[at + 2] !== 0) this.put(places[at]!, places[at + 1]!, places[at + 2]!, places[at + 3]!);
    }
  }
}

/** One to four bytes as a number. */
function wordOf(bytes: DataView, start: number, length: number): number {
  if (start + 4 <= bytes.byteLength) return (bytes.getInt32(start) >>> (32 - length * 8)) | 0;
  let word = 0;
  for (let at = start; at < start + length; at++) word = (word << 8) | bytes.getUint8(at);
  return word;
}

function hashOf(low: number, high: number, length: number): number {
  const hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) + length;
  return hash ^ (hash >>> 15);
}

function hashOfBytes(bytes: DataView, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes.getUint8(at), 0x01000193);
  return hash;
}
