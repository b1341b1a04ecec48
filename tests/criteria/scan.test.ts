/** The tight loops answer like a plain comparison, for every relation, threshold and kind of column. */
import fc from 'fast-check';
import { scanCodes, scanCount, scanMeasure, type Relation } from '../../src/criteria/scan';

const RELATIONS: readonly Relation[] = ['<=', '<', '>=', '>', '='];
const relation = fc.constantFrom(...RELATIONS);

const plainly = (value: number, how: Relation, threshold: number): boolean =>
  ({
    '<=': value <= threshold,
    '<': value < threshold,
    '>=': value >= threshold,
    '>': value > threshold,
    '=': value === threshold,
  })[how];

const planesFor = (size: number): { yes: Uint32Array; unknown: Uint32Array; known: boolean } => {
  const words = (size + 31) >>> 5;
  return { yes: new Uint32Array(words), unknown: new Uint32Array(words), known: false };
};
const bits = (words: Uint32Array, size: number): boolean[] =>
  Array.from({ length: size }, (_, row) => ((words[row >>> 5]! >>> (row & 31)) & 1) === 1);

const measured = fc.oneof(
  fc.constantFrom(20, 20.1, 19.9, 0, -0, -1, NaN, -NaN, Infinity, -Infinity, Number.MIN_VALUE, 1e300, -1e300),
  fc.double(),
  fc.integer({ min: 180, max: 220 }).map((tenths) => tenths / 10),
);

describe('scanning columns', () => {
  it('measures: like a plain comparison, and NaN is missing whatever its sign', () => {
    const threshold = fc.oneof(fc.constantFrom(20, 0, -0, -5, 18.5), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(measured, { maxLength: 80 }), relation, threshold, (list, how, limit) => {
        const planes = planesFor(list.length);
        scanMeasure({ kind: 'measure', values: Float64Array.from(list) }, how, limit, planes);
        expect(bits(planes.yes, list.length)).toEqual(list.map((value) => plainly(value, how, limit)));
        expect(bits(planes.unknown, list.length)).toEqual(list.map((value) => Number.isNaN(value)));
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('measures: a NaN with its sign bit set is missing and satisfies nothing', () => {
    const values = new Float64Array(1);
    new Uint32Array(values.buffer).set([0, 0xfff80000]);
    for (const how of RELATIONS) {
      const planes = planesFor(1);
      scanMeasure({ kind: 'measure', values }, how, 20, planes);
      expect([planes.yes[0], planes.unknown[0]]).toEqual([0, 1]);
    }
  });

  it('counts: like a plain comparison, and −1 is missing', () => {
    const count = fc.oneof(fc.integer({ min: -1, max: 20 }), fc.constant(0x7fffffff));
    const threshold = fc.oneof(
      fc.integer({ min: -3, max: 20 }),
      fc.double({ min: -3, max: 20, noNaN: true }),
      fc.constantFrom(1e12, -1e12),
    );
    fc.assert(
      fc.property(fc.array(count, { maxLength: 80 }), relation, threshold, (list, how, limit) => {
        const planes = planesFor(list.length);
        scanCount({ kind: 'count', values: Int32Array.from(list) }, how, limit, planes);
        expect(bits(planes.yes, list.length)).toEqual(list.map((value) => value >= 0 && plainly(value, how, limit)));
        expect(bits(planes.unknown, list.length)).toEqual(list.map((value) => value < 0));
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('codes: any set of codes, adjoining or not, at any place in its buffer', () => {
    const codes = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 100,
    });
    const wanted = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 255 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(codes, wanted, fc.integer({ min: 0, max: 4 }), (list, set, offset) => {
        const buffer = new Uint8Array(list.length + offset);
        buffer.set(list, offset);
        const planes = planesFor(list.length);
        const sorted = [...set].sort((a, b) => a - b);
        scanCodes({ kind: 'code', codes: buffer.subarray(offset) }, sorted, planes);
        expect(bits(planes.yes, list.length)).toEqual(list.map((code) => set.includes(code)));
        expect(bits(planes.unknown, list.length)).toEqual(list.map((code) => code === 0));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
