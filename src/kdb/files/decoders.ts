/** Text of short pieces of bytes, quicker than a TextDecoder called a million times. */
import type { Decode } from './byteRows';

/** The character of every pair of bytes of CP932, 0 where there is none; made once, from the platform's own table. */
let pairs: Uint16Array | null = null;

function pairsOfCp932(): Uint16Array {
  if (pairs) return pairs;
  pairs = new Uint16Array(1 << 16);
  const decoder = new TextDecoder('shift_jis');
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if (lead >= 0xa0 && lead < 0xe0) continue;
    const bytes = new Uint8Array(189 * 3);
    for (let index = 0; index < 189; index++) bytes.set([lead, 0x40 + index, LINE_END], index * 3);
    decoder
      .decode(bytes)
      .split('\n')
      .forEach((text, index) => {
        if (text.length === 1 && text !== '\ufffd') pairs![(lead << 8) | (0x40 + index)] = text.charCodeAt(0);
      });
  }
  return pairs;
}

const LINE_END = 10;
/** Longer pieces are left to the platform. */
const SHORT = 64;

/** UTF-16 units of a short piece of UTF-8: ASCII and characters of three bytes; -1 for all others. */
function unitsOfUtf8(bytes: Uint8Array, start: number, end: number, units: Uint16Array): number {
  if (end - start > units.length) return -1;
  let length = 0;
  for (let at = start; at < end;) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      units[length++] = byte;
      at++;
      continue;
    }
    if (byte < 0xe1 || byte > 0xec || at + 2 >= end) return -1;
    const [second, third] = [bytes[at + 1]!, bytes[at + 2]!];
    if ((second & 0xc0) !== 0x80 || (third & 0xc0) !== 0x80) return -1;
    units[length++] = ((byte & 15) << 12) | ((second & 63) << 6) | (third & 63);
    at += 3;
  }
  return length;
}

/** UTF-16 units of a short piece of CP932; -1 where a character does not exist. */
function unitsOfCp932(table: Uint16Array, bytes: Uint8Array, start: number, end: number, units: Uint16Array): number {
  if (end - start > units.length) return -1;
  let length = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) units[length++] = byte;
    else if (byte >= 0xa1 && byte <= 0xdf) units[length++] = byte + 0xfec0;
    else {
      const unit = ++at < end ? table[(byte << 8) | bytes[at]!]! : 0;
      if (unit === 0) return -1;
      units[length++] = unit;
    }
  }
  return length;
}

/** A decoder for one file. `onGarbled` is called when a character does not exist. */
export function decoderOf(encoding: 'utf-8' | 'shift_jis', onGarbled: () => void): Decode {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const table = encoding === 'shift_jis' ? pairsOfCp932() : null;
  const unitsOf: Decode['units'] = (bytes, start, end, units) =>
    table ? unitsOfCp932(table, bytes, start, end, units) : unitsOfUtf8(bytes, start, end, units);
  const short = new Uint16Array(SHORT);
  const decode = (bytes: Uint8Array, start: number, end: number): string => {
    const length = unitsOf(bytes, start, end, short);
    if (length >= 0) return String.fromCharCode.apply(null, short.subarray(0, length) as unknown as number[]);
    const text = decoder.decode(bytes.subarray(start, end));
    if (text.includes('\ufffd')) onGarbled();
    return text;
  };
  return Object.assign(decode, { units: unitsOf });
}
