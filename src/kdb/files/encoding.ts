/** Bytes to text: which encoding a text file is in, and its text piece by piece. */
import { head, UTF8_MARK_LENGTH, withoutMark, type ByteSource } from './byteSource';
import { AnalystError } from '../errors';
import { firstLinesOf, lineOfUtf8Steps } from './firstLines';
import { utf8Steps } from './utf8';
import type { Steps } from '../steps';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'euc-jp' | 'iso-2022-jp';

/** How much of the beginning decides whether a file is text at all. */
const PROBE = 1 << 16;

/** What is asked of the lines of a text: it holds for the text where it holds for some of them. */
export const QUESTIONS = {
  /** Whether some byte is none of UTF-8. */
  *hasOther(bytes: ByteSource): Steps<boolean> {
    return !(yield* utf8Steps(bytes()));
  },
  hasLineOfUtf8: lineOfUtf8Steps,
} as const;

/** Asks the lines of a text. `SHARED_READER` has them asked by several threads. */
export type AskLines = (question: keyof typeof QUESTIONS, bytes: ByteSource) => Steps<boolean>;

/** Whether every byte of a text is valid in an encoding. */
function* isStrict(bytes: ByteSource, encoding: Encoding): Steps<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (const piece of bytes()) {
      decoder.decode(piece, { stream: true });
      yield;
    }
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
 * @param asks those who look at all lines of a large text
 * @throws AnalystError file.kind when it is no text, file.twoEncodings when some lines are UTF-8 and others cannot be
 */
export function* encodingOf(
  file: string,
  bytes: ByteSource,
  isProven: (head: string) => boolean,
  asks: AskLines = (question, text) => QUESTIONS[question](text),
): Steps<Encoded> {
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
  if (!(yield* asks('hasOther', bytes))) {
    if (probe.includes(ESCAPE) && proves('iso-2022-jp')) return found('iso-2022-jp');
    if (!readsWell('utf-8')) throw new AnalystError('file.kind', { file });
    return found('utf-8');
  }
  if (controls(probe) > MOST_DAMAGE) throw new AnalystError('file.kind', { file });
  const hasMark = probe[0] === 0xef && probe[1] === 0xbb && probe[2] === 0xbf;
  const [text, rest] = hasMark ? [withoutMark(bytes), probe.subarray(UTF8_MARK_LENGTH)] : [bytes, probe];
  const lines = firstLinesOf(text, yield* asks('hasLineOfUtf8', text));
  const other: Encoding = (yield* isStrict(text, 'euc-jp')) && proves('euc-jp', rest) ? 'euc-jp' : 'shift_jis';
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
