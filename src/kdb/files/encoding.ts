/** Bytes to text: which encoding a text file is in, and its text piece by piece. */
import { AnalystError } from '../errors';

/** Bytes of a file, in pieces; may be asked for again and starts from the top each time. */
export type ByteSource = (() => Iterable<Uint8Array>) & {
  /** All bytes, where they are in memory as one. */
  readonly whole?: Uint8Array;
};

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis';

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

function head(bytes: ByteSource, length: number): Uint8Array {
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

function isStrictUtf8(bytes: ByteSource): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
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

/**
 * The encoding of a text file: its byte order mark; else UTF-16 where zeros give it away; else UTF-8 when all of it is valid; else CP932, unless its damage shows
 * that it is UTF-8 with a broken character.
 * @throws AnalystError file.kind when it is no text
 */
export function encodingOf(file: string, bytes: ByteSource): Encoding {
  const probe = head(bytes, PROBE);
  if (probe[0] === 0xff && probe[1] === 0xfe) return 'utf-16le';
  if (probe[0] === 0xfe && probe[1] === 0xff) return 'utf-16be';
  if (probe.includes(0)) {
    const found = unmarkedUtf16(probe);
    if (found) return found;
    throw new AnalystError('file.kind', { file });
  }
  const hasMark = probe[0] === 0xef && probe[1] === 0xbb && probe[2] === 0xbf;
  if (hasMark || isStrictUtf8(bytes)) {
    if (damage('utf-8', probe) > 0.02) throw new AnalystError('file.kind', { file });
    return 'utf-8';
  }
  const [asCp932, asUtf8] = [damage('shift_jis', probe), damage('utf-8', probe)];
  if (Math.min(asCp932, asUtf8) > 0.02) throw new AnalystError('file.kind', { file });
  return asUtf8 < asCp932 ? 'utf-8' : 'shift_jis';
}

/** Names of the encodings as analysts know them. */
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16（LE）',
  'utf-16be': 'UTF-16（BE）',
  shift_jis: 'Shift_JIS（CP932）',
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
