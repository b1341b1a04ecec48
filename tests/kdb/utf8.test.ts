/** Tests that bytes are UTF-8 exactly where the platform's decoder finds them so, and lines of two encodings are found, however cut. */
import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { piecesOf } from '../../src/kdb/files/byteSource';
import { firstLinesOf } from '../../src/kdb/files/firstLines';
import { utf8Steps } from '../../src/kdb/files/utf8';
import { atOnce } from '../../src/kdb/steps';

const areUtf8 = (pieces: Iterable<Uint8Array>): boolean => atOnce(utf8Steps(pieces));

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

describe('the first lines of a text by their encodings', () => {
  const KINDS = {
    ascii: ['10000001,1,2,3', '', '"a","b"', 'A12'],
    utf8: ['1,氏名', '東京都,1', 'カナ', '12,"健診"', '𠮟る'],
    other: ['1,氏名', 'ｶﾅ ﾔﾏﾀﾞ,1', '髙﨑', '1,2,3,"熙 舘"'],
  } as const;
  type Kind = keyof typeof KINDS;
  const line = fc
    .tuple(fc.constantFrom<Kind>('ascii', 'ascii', 'utf8', 'other'), fc.nat(4))
    .map(([kind, at]) => ({ kind, text: KINDS[kind][at % KINDS[kind].length]! }));

  test('wherever the text stands in memory, and however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.nat(7),
        fc.integer({ min: 1, max: 40 }),
        (lines, shift, cut) => {
          const encoded = lines.flatMap(({ kind, text }) => [
            ...encode(`${text}\n`, kind === 'other' ? 'cp932' : 'utf8'),
          ]);
          const memory = new Uint8Array(shift + encoded.length);
          memory.set(encoded, shift);
          const bytes = memory.subarray(shift);
          const first = (kind: Kind): number => lines.findIndex((each) => each.kind === kind) + 1;
          // Without any line of UTF-8 nobody counts.
          const wanted = first('utf8') === 0 ? { utf8: 0, other: 0 } : { utf8: first('utf8'), other: first('other') };
          expect(firstLinesOf(piecesOf(bytes))).toEqual(wanted);
          const pieces = function* (): Generator<Uint8Array> {
            for (let start = 0; start < bytes.length; start += cut) yield bytes.subarray(start, start + cut);
          };
          expect(firstLinesOf(pieces)).toEqual(wanted);
        },
      ),
      { numRuns: 500 },
    );
  });
});
