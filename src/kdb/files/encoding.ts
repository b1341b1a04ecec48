/** Bytes to text: which encoding a text file is in, and its text piece by piece. */
import { AnalystError } from '../errors';

/** Bytes of a file, in pieces; may be asked for again and starts from the top each time. */
export type ByteSource = (() => Iterable<Uint8Array>) & {
  /** All bytes, where they are in memory as one. */
  readonly whole?: Uint8Array;
};

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'euc-jp' | 'iso-2022-jp';

/** Size of the pieces that are decoded at once. */
const PIECE = 1 << 18;
/** How much of the beginning decides whether a file is text at all. */
const PROBE = 1 << 16;

/** Bytes in memory as a source of pieces. */
export function piecesOf(bytes: Uint8Array): ByteSource {
  function* pieces(): Generator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
  }
  return Object.assign(pieces, { whole: bytes });
}

/** The first bytes of a source. */
export function head(bytes: ByteSource, length: number): Uint8Array {
  const found = new Uint8Array(length);
  let filled = 0;
  for (const piece of bytes()) {
    const part = piece.subarray(0, length - filled);
    found.set(part, filled);
    filled += part.length;
    if (filled === length) break;
  }
  return found.subarray(0, filled);
}

/** Whether every byte of a text is valid in an encoding. */
function isStrict(bytes: ByteSource, encoding: Encoding): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (const piece of bytes()) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** What MS-DOS writes at the end of a text. */
const END_OF_TEXT = 0x1a;

function damage(encoding: Encoding, bytes: Uint8Array): number {
  const text = new TextDecoder(encoding).decode(bytes);
  let damaged = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== END_OF_TEXT;
    if (code === 0xfffd || isControl || (code >= 0x80 && code < 0xa0)) damaged++;
  }
  return text.length === 0 ? 0 : damaged / text.length;
}

/** Share of a file's code units that must be plain ASCII in UTF-16 without a mark: separators, digits, line ends. */
const UTF16_ASCII_SHARE = 0.1;

/** UTF-16 without a byte order mark: the zeros stand on one side of the pairs only, and what they say is clean text. */
function unmarkedUtf16(probe: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < probe.length; index++) {
    if (probe[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  if ((even > 0 && odd > 0) || (even + odd) * 2 < probe.length * UTF16_ASCII_SHARE) return null;
  const encoding = odd > 0 ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(encoding).decode(probe.subarray(0, probe.length & ~1));
  return /[,\t\n]/.test(text) && damage(encoding, probe.subarray(0, probe.length & ~1)) === 0 ? encoding : null;
}

/** First lines of a text by what their bytes can be; 0: there is none. */
interface Lines {
  /** With Japanese characters in UTF-8, and hardly a broken one. */
  readonly utf8: number;
  /** With characters of CP932 or EUC-JP that cannot be UTF-8. */
  readonly other: number;
}

const NONE_OF_UTF8: Lines = { utf8: 0, other: 0 };

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff\uff66-\uff9f]/;

/** Whether a line is Japanese in one of these encodings, and not damaged. */
function isJapanese(line: Uint8Array, ...encodings: readonly Encoding[]): boolean {
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

/**
 * The bytes of a source in blocks that end with a line, the last one with the text. `from`: bytes of a mark before the text.
 */
function* blocksOfLines(bytes: ByteSource, from: number): Generator<Uint8Array> {
  if (bytes.whole) {
    yield bytes.whole.subarray(from);
    return;
  }
  let carried: Uint8Array[] = [];
  let skipped = 0;
  for (const whole of bytes()) {
    const start = Math.min(whole.length, from - skipped);
    skipped += start;
    const piece = whole.subarray(start);
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
function kindOfLine(line: Uint8Array, sought: { readonly utf8: boolean; readonly other: boolean }): keyof Lines | null {
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

/**
 * The bytes behind one of ASCII that may begin a character of three or four bytes of UTF-8: in Japanese of CP932 and EUC-JP there
 * are few. ASCII is passed over four bytes at a time.
 */
function* startsOfUtf8(block: Uint8Array): Generator<number> {
  const { length, byteOffset } = block;
  const isStart = (at: number): boolean => block[at]! >= 0xe0 && (at === 0 || block[at - 1]! < 0x80);
  // A block that ends before the first whole word has none: no array may begin between two words.
  const before = Math.min(length, -byteOffset & 3);
  const count = (length - before) >> 2;
  const words = count > 0 ? new Int32Array(block.buffer, byteOffset + before, count) : new Int32Array(0);
  for (let at = 0; at < before; at++) if (isStart(at)) yield at;
  // The first byte of a word stands in its lowest bits.
  let isBehindAscii = before === 0 || block[before - 1]! < 0x80 ? LOWEST : 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const behindAscii = ((~word & HIGHEST) << 8) | isBehindAscii;
    isBehindAscii = (~word >>> 24) & LOWEST;
    if ((word & (word << 1) & (word << 2) & behindAscii) === 0) continue;
    const first = before + index * 4;
    for (let at = first; at < first + 4; at++) if (isStart(at)) yield at;
  }
  for (let at = before + words.length * 4; at < length; at++) if (isStart(at)) yield at;
}

/**
 * Whether some line is Japanese in UTF-8. Such a line has a stretch between ASCII that is mostly whole characters: lines are looked
 * at only there.
 */
function hasLineOfUtf8(bytes: ByteSource, from: number): boolean {
  for (const block of blocksOfLines(bytes, from)) {
    let seen = 0;
    for (const at of startsOfUtf8(block)) {
      if (at < seen) continue;
      const stretch = charactersOf(block, at, block.length, true);
      if (stretch.whole === 0 || !isMostlyWhole(stretch)) continue;
      const start = block.lastIndexOf(LINE_END, at) + 1;
      const end = block.indexOf(LINE_END, at);
      seen = end < 0 ? block.length : end + 1;
      if (kindOfLine(block.subarray(start, seen), { utf8: true, other: false }) !== null) return true;
    }
  }
  return false;
}

/** Looks at the lines of a text until both kinds were met. `from`: bytes of a mark before the text. */
function linesOf(bytes: ByteSource, from: number): Lines {
  let row = 0;
  const first = { utf8: 0, other: 0 };
  for (const block of blocksOfLines(bytes, from)) {
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

/** Pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const LINE_END = 10;
const ESCAPE = 0x1b;
/** Share of damaged characters up to which bytes are a text. */
const MOST_DAMAGE = 0.02;

/** The encoding of a text, and whether a byte order mark stands before it that is none of it. */
export interface Encoded {
  readonly encoding: Encoding;
  readonly strayMark: boolean;
}

/**
 * The encoding of a text file, from the whole of it: UTF-16 by its mark or where zeros give it away; ISO-2022-JP by its escapes;
 * UTF-8 when all lines are (or are but for single broken characters); else EUC-JP where all of it is valid and `isProven` finds
 * known headings in its beginning; else CP932. The mark of UTF-8 proves nothing: tools write it before CP932 too.
 * @throws AnalystError file.kind when it is no text, file.twoEncodings when some lines are UTF-8 and others cannot be
 */
export function encodingOf(file: string, bytes: ByteSource, isProven: (head: string) => boolean): Encoded {
  const probe = head(bytes, PROBE);
  const found = (encoding: Encoding, strayMark = false): Encoded => ({ encoding, strayMark });
  const readsWell = (encoding: Encoding): boolean => damage(encoding, probe) <= MOST_DAMAGE;
  const proves = (encoding: Encoding, start = probe): boolean => isProven(new TextDecoder(encoding).decode(start));
  if (probe[0] === 0xff && probe[1] === 0xfe) return found('utf-16le');
  if (probe[0] === 0xfe && probe[1] === 0xff) return found('utf-16be');
  if (probe.includes(0)) {
    const unmarked = unmarkedUtf16(probe);
    if (unmarked) return found(unmarked);
    throw new AnalystError('file.kind', { file });
  }
  if (isStrict(bytes, 'utf-8')) {
    if (probe.includes(ESCAPE) && proves('iso-2022-jp')) return found('iso-2022-jp');
    if (!readsWell('utf-8')) throw new AnalystError('file.kind', { file });
    return found('utf-8');
  }
  if (controls(probe) > MOST_DAMAGE) throw new AnalystError('file.kind', { file });
  const hasMark = probe[0] === 0xef && probe[1] === 0xbb && probe[2] === 0xbf;
  const from = hasMark ? UTF8_MARK_LENGTH : 0;
  const lines = hasLineOfUtf8(bytes, from) ? linesOf(bytes, from) : NONE_OF_UTF8;
  const [text, rest] = hasMark ? [withoutMark(bytes), probe.subarray(UTF8_MARK_LENGTH)] : [bytes, probe];
  const other: Encoding = isStrict(text, 'euc-jp') && proves('euc-jp', rest) ? 'euc-jp' : 'shift_jis';
  if (lines.utf8 > 0 && lines.other > 0) {
    const row = Math.max(lines.utf8, lines.other);
    throw new AnalystError('file.twoEncodings', {
      file,
      one: ENCODING_NAMES['utf-8'],
      other: ENCODING_NAMES[other],
      row,
    });
  }
  const chosen = lines.other > 0 || lines.utf8 === 0 ? found(other, hasMark) : found('utf-8');
  if (damage(chosen.encoding, rest) > MOST_DAMAGE) throw new AnalystError('file.kind', { file });
  return chosen;
}

export const UTF8_MARK_LENGTH = 3;

/** The bytes behind a byte order mark. */
export function withoutMark(bytes: ByteSource): ByteSource {
  function* pieces(): Generator<Uint8Array> {
    let skipped = 0;
    for (const piece of bytes()) {
      const from = Math.min(piece.length, UTF8_MARK_LENGTH - skipped);
      skipped += from;
      if (piece.length > from) yield piece.subarray(from);
    }
  }
  return pieces;
}

/** Share of control characters in bytes: no text has any to speak of, in whatever encoding. */
function controls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 9 && byte !== LINE_END && byte !== 13 && byte !== END_OF_TEXT) count++;
  return bytes.length === 0 ? 0 : count / bytes.length;
}

/** Names of the encodings as analysts know them. */
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16（LE）',
  'utf-16be': 'UTF-16（BE）',
  shift_jis: 'Shift_JIS（CP932）',
  'euc-jp': 'EUC-JP',
  'iso-2022-jp': 'ISO-2022-JP（JIS）',
};

/** The text of a file piece by piece, without its byte order mark. */
export function* textPieces(bytes: ByteSource, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const piece of bytes()) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
