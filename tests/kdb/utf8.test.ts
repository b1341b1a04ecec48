/** Tests that bytes are UTF-8 exactly where the platform's decoder finds them so, however they are cut. */
import fc from 'fast-check';
import { areUtf8 } from '../../src/kdb/files/utf8';

function isDecoded(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The bytes in pieces of so many, at a place of memory that is no multiple of four. */
function* cut(bytes: Uint8Array, piece: number): Generator<Uint8Array> {
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  for (let start = 0; start < bytes.length; start += piece)
    yield shifted.subarray(3 + start, 3 + Math.min(bytes.length, start + piece));
}

const areSame = (bytes: Uint8Array): void => {
  const wanted = isDecoded(bytes);
  expect(areUtf8([bytes])).toBe(wanted);
  for (const piece of [1, 2, 3, 4, 7, 100]) expect(areUtf8(cut(bytes, piece))).toBe(wanted);
};

test('every two bytes, alone, behind ASCII and before it', () => {
  for (let first = 0; first < 256; first++)
    for (let second = 0; second < 256; second++)
      for (const bytes of [
        [first, second],
        [0x41, 0x41, 0x41, 0x41, 0x41, first, second, 0x80, 0x41],
        [first, second, 0x80],
        [first, second, 0x80, 0xbf],
      ])
        if (areUtf8([Uint8Array.from(bytes)]) !== isDecoded(Uint8Array.from(bytes)))
          throw new Error(`${bytes.join(' ')}: ${isDecoded(Uint8Array.from(bytes))}`);
});

test('texts of all planes, whole and damaged', () => {
  const bytes = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => new TextEncoder().encode(text));
  const damaged = fc
    .tuple(bytes, fc.nat(200), fc.nat(255))
    .map(([whole, at, by]) => Uint8Array.from(whole, (byte, index) => (index === at ? by : byte)));
  fc.assert(fc.property(fc.oneof(bytes, damaged, fc.uint8Array({ maxLength: 20 })), areSame), { numRuns: 2000 });
});

test('nothing, and a text that ends within a character', () => {
  areSame(new Uint8Array(0));
  for (let length = 1; length <= 8; length++) areSame(new TextEncoder().encode('健\u{20b9f}a').subarray(0, length));
});
