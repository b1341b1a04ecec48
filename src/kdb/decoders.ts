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

/** A decoder for one file. `onGarbled` is called when a character does not exist. */
export function decoderOf(encoding: 'utf-8' | 'shift_jis', onGarbled: () => void): Decode {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const table = encoding === 'shift_jis' ? pairsOfCp932() : null;
  const units = new Uint16Array(SHORT);
  const whole = (bytes: Uint8Array, start: number, end: number): string => {
    const text = decoder.decode(bytes.subarray(start, end));
    if (text.includes('\ufffd')) onGarbled();
    return text;
  };
  return (bytes, start, end) => {
    if (end - start > SHORT) return whole(bytes, start, end);
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte < 0x80) units[length++] = byte;
      else if (!table) return whole(bytes, start, end);
      else if (byte >= 0xa1 && byte <= 0xdf) units[length++] = byte + 0xfec0;
      else {
        const unit = at + 1 < end ? table[(byte << 8) | bytes[at + 1]!]! : 0;
        if (unit === 0) return whole(bytes, start, end);
        units[length++] = unit;
        at++;
      }
    }
    return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  };
}
