/** The lines of a text by the encodings that their bytes can be in: a text that was put together of two has both kinds. */
import { joined, type ByteSource } from './byteSource';
import { atOnce, type Steps } from '../steps';

const LINE_END = 10;

/** First lines of a text by what their bytes can be; 0: there is none. */
export interface FirstLines {
  /** With Japanese characters in UTF-8, and hardly a broken one. */
  readonly utf8: number;
  /** With characters of CP932 or EUC-JP that cannot be UTF-8. */
  readonly other: number;
}

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff\uff66-\uff9f]/;

/** Whether a line is Japanese in one of these encodings, and not damaged. */
function isJapanese(line: Uint8Array, ...encodings: readonly string[]): boolean {
  return encodings.some((encoding) => {
    try {
      return JAPANESE.test(new TextDecoder(encoding, { fatal: true }).decode(line));
    } catch {
      return false;
    }
  });
}

/** Characters of UTF-8 beside a broken one that show that only this one is broken. */
const WHOLE_BESIDE_BROKEN = 3;

/** Bytes of a block of a text in memory, at least. */
const BLOCK = 1 << 20;

/** The bytes of a source in blocks that end with a line, the last one with the text. */
function* blocksOfLines(bytes: ByteSource): Generator<Uint8Array> {
  const { whole } = bytes;
  if (whole) {
    for (let start = 0; start < whole.length;) {
      const line = whole.indexOf(LINE_END, start + BLOCK);
      const end = line < 0 ? whole.length : line + 1;
      yield whole.subarray(start, end);
      start = end;
    }
    return;
  }
  let carried: Uint8Array[] = [];
  for (const piece of bytes()) {
    const end = piece.lastIndexOf(LINE_END) + 1;
    if (end > 0 && carried.length > 0) {
      const first = piece.indexOf(LINE_END) + 1;
      yield joined([...carried, piece.subarray(0, first)]);
      carried = [];
      if (end > first) yield piece.subarray(first, end);
    } else if (end > 0) yield piece.subarray(0, end);
    carried.push(piece.slice(end));
  }
  yield joined(carried);
}

/** What bytes are as UTF-8: whole characters of three or four bytes, and broken ones. `end` is the byte behind those looked at. */
interface Characters {
  readonly whole: number;
  readonly broken: number;
  readonly end: number;
}

/** The characters from a byte on to `end`, or only to the next byte of ASCII. */
function charactersOf(bytes: Uint8Array, start: number, end: number, stopsAtAscii: boolean): Characters {
  let [whole, broken, pending, isWide] = [0, 0, 0, false];
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      if (pending > 0) broken++;
      pending = 0;
      if (stopsAtAscii) break;
    } else if (pending > 0 && byte < 0xc0) {
      if (--pending === 0 && isWide) whole++;
    } else {
      if (pending > 0 || byte < 0xc2 || byte > 0xf4) broken++;
      pending = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
      // Two half-width kana of CP932 look like a character of two bytes.
      isWide = pending > 1;
    }
  }
  return { whole, broken, end: at };
}

const isMostlyWhole = ({ whole, broken }: Characters): boolean => broken * WHOLE_BESIDE_BROKEN <= whole;

/** What a line is in; null for ASCII alone, and for what is not Japanese in `sought`, the encodings that are asked for. */
function kindOfLine(
  line: Uint8Array,
  sought: { readonly utf8: boolean; readonly other: boolean },
): keyof FirstLines | null {
  const found = charactersOf(line, 0, line.length, false);
  if (found.whole === 0 && found.broken === 0) return null;
  if (!isMostlyWhole(found)) return sought.other && isJapanese(line, 'shift_jis', 'euc-jp') ? 'other' : null;
  // Broken ones among whole ones: no line of another encoding looks like that.
  return sought.utf8 && (found.broken > 0 || isJapanese(line, 'utf-8')) ? 'utf8' : null;
}

/** The highest bit of each byte of four: ASCII has it not, and all bytes from 0xe0 on have the next two as well. */
const HIGHEST = 0x80808080 | 0;
/** That bit of the first byte of four. */
const LOWEST = 0x80;

const NO_WORDS = new Int32Array(0);

/** The whole words of a block; no array may begin between two words, so that up to three bytes stand before the first. */
function wordsOf({ buffer, byteOffset, length }: Uint8Array): Int32Array {
  const count = (length - (-byteOffset & 3)) >> 2;
  return count > 0 ? new Int32Array(buffer, byteOffset + (-byteOffset & 3), count) : NO_WORDS;
}

/**
 * The next byte behind one of ASCII that may begin a character of three or four bytes of UTF-8; the end of the block where there is
 * none. In Japanese of CP932 and EUC-JP there are few. Four bytes are looked at at a time.
 */
function nextStartOfUtf8(block: Uint8Array, words: Int32Array, from: number): number {
  const { length } = block;
  const isStart = (at: number): boolean => block[at]! >= 0xe0 && (at === 0 || block[at - 1]! < 0x80);
  const before = -block.byteOffset & 3;
  let at = from;
  for (; at < length && (at < before || ((at - before) & 3) !== 0); at++) if (isStart(at)) return at;
  // The first byte of a word stands in its lowest bits.
  let isBehindAscii = at === 0 || block[at - 1]! < 0x80 ? LOWEST : 0;
  const lastFour = words.length - 4;
  for (let index = Math.max(0, (at - before) >> 2); index < words.length; index++) {
    // Of tables, most words are ASCII alone: four of them at a time.
    while (
      index <= lastFour &&
      ((words[index]! | words[index + 1]! | words[index + 2]! | words[index + 3]!) & HIGHEST) === 0
    ) {
      index += 4;
      isBehindAscii = LOWEST;
    }
    if (index >= words.length) break;
    const word = words[index]!;
    const behindAscii = ((~word & HIGHEST) << 8) | isBehindAscii;
    isBehindAscii = (~word >>> 24) & LOWEST;
    if ((word & (word << 1) & (word << 2) & behindAscii) === 0) continue;
    const first = before + index * 4;
    for (at = first; at < first + 4; at++) if (isStart(at)) return at;
  }
  for (at = Math.max(at, before + words.length * 4); at < length; at++) if (isStart(at)) return at;
  return length;
}

/**
 * Whether some line is Japanese in UTF-8. Such a line has a stretch between ASCII that is mostly whole characters: lines are looked
 * at only there.
 */
export const hasLineOfUtf8 = (bytes: ByteSource): boolean => atOnce(lineOfUtf8Steps(bytes));

/** The same, a block of lines a step. */
export function* lineOfUtf8Steps(bytes: ByteSource): Steps<boolean> {
  for (const block of blocksOfLines(bytes)) {
    yield;
    const { length } = block;
    const words = wordsOf(block);
    for (let at = nextStartOfUtf8(block, words, 0); at < length; at = nextStartOfUtf8(block, words, at + 1)) {
      const stretch = charactersOf(block, at, length, true);
      if (stretch.whole === 0 || !isMostlyWhole(stretch)) continue;
      const start = block.lastIndexOf(LINE_END, at) + 1;
      const end = block.indexOf(LINE_END, at);
      const next = end < 0 ? length : end + 1;
      if (kindOfLine(block.subarray(start, next), { utf8: true, other: false }) !== null) return true;
      // What is left of the line says no more.
      at = next - 1;
    }
  }
  return false;
}

/** The first lines of a text that is not UTF-8 as a whole, behind its mark. Lines are counted only where one is UTF-8 at all. */
export function firstLinesOf(bytes: ByteSource, isAnyUtf8 = hasLineOfUtf8(bytes)): FirstLines {
  const first = { utf8: 0, other: 0 };
  if (!isAnyUtf8) return first;
  let row = 0;
  for (const block of blocksOfLines(bytes)) {
    for (let start = 0; start < block.length;) {
      const end = block.indexOf(LINE_END, start);
      const line = block.subarray(start, end < 0 ? block.length : end + 1);
      start += line.length;
      row++;
      const kind = kindOfLine(line, { utf8: first.utf8 === 0, other: first.other === 0 });
      if (kind !== null) first[kind] = row;
      if (first.utf8 > 0 && first.other > 0) return first;
    }
  }
  return first;
}
