/** Whether bytes are UTF-8 throughout, without making a text of them. */
import type { Steps } from '../steps';

/** The highest bit of each byte of four: ASCII has it not. */
const HIGHEST = 0x80808080 | 0;
const NO_WORDS = new Int32Array(0);
const LEAST_BEHIND = 0x80;
const MOST_BEHIND = 0xbf;

/** The bytes that a character still wants when a piece ends: how many, and between which the next one must lie. */
interface Open {
  wanted: number;
  least: number;
  most: number;
}

/** Goes on through a piece; false at the first byte that no character has at its place (as WHATWG's decoder with `fatal`). */
function goesOn(bytes: Uint8Array, open: Open): boolean {
  const { length, byteOffset } = bytes;
  const before = Math.min(length, -byteOffset & 3);
  const count = (length - before) >> 2;
  const words = count > 0 ? new Int32Array(bytes.buffer, byteOffset + before, count) : NO_WORDS;
  const lastFour = words.length - 4;
  let { wanted, least, most } = open;
  for (let at = 0; at < length;) {
    const byte = bytes[at]!;
    if (wanted === 0 && byte < 0x80) {
      at++;
      if (((at - before) & 3) !== 0 || at < before) continue;
      // Of tables, most bytes are ASCII: four words of them at a time, then one.
      let word = (at - before) >> 2;
      while (
        word <= lastFour &&
        ((words[word]! | words[word + 1]! | words[word + 2]! | words[word + 3]!) & HIGHEST) === 0
      )
        word += 4;
      while (word < words.length && (words[word]! & HIGHEST) === 0) word++;
      at = before + word * 4;
      continue;
    }
    at++;
    if (wanted > 0) {
      if (byte < least || byte > most) return false;
      wanted--;
      least = LEAST_BEHIND;
      most = MOST_BEHIND;
    } else if (byte >= 0xe0 && byte <= 0xef) {
      wanted = 2;
      // Neither a longer writing of a shorter character, nor half of a pair of UTF-16.
      least = byte === 0xe0 ? 0xa0 : LEAST_BEHIND;
      most = byte === 0xed ? 0x9f : MOST_BEHIND;
    } else if (byte >= 0xc2 && byte <= 0xdf) {
      wanted = 1;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      wanted = 3;
      least = byte === 0xf0 ? 0x90 : LEAST_BEHIND;
      most = byte === 0xf4 ? 0x8f : MOST_BEHIND;
    } else return false;
  }
  open.wanted = wanted;
  open.least = least;
  open.most = most;
  return true;
}

/** Whether pieces of bytes, one behind the other, are UTF-8; a piece a step. */
export function* utf8Steps(pieces: Iterable<Uint8Array>): Steps<boolean> {
  const open: Open = { wanted: 0, least: LEAST_BEHIND, most: MOST_BEHIND };
  for (const piece of pieces) {
    if (!goesOn(piece, open)) return false;
    yield;
  }
  return open.wanted === 0;
}
