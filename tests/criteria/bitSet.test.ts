/** Sets of rows behave like sets, whatever their size. */
import fc from 'fast-check';
import { BitSet } from '../../src/criteria';

const sets = fc
  .integer({ min: 0, max: 100 })
  .chain((size) =>
    fc.tuple(
      fc.constant(size),
      fc.array(fc.boolean(), { minLength: size, maxLength: size }),
      fc.infiniteStream(fc.boolean()),
    ),
  )
  .map(([size, first, more]) => ({
    size,
    first,
    second: Array.from({ length: size }, () => more.next().value as boolean),
  }));

const made = (bits: readonly boolean[]): BitSet =>
  BitSet.of(
    bits.length,
    bits.flatMap((bit, row) => (bit ? [row] : [])),
  );
const bitsOf = (set: BitSet): boolean[] => Array.from({ length: set.size }, (_, row) => set.get(row));

describe('BitSet', () => {
  it('joins, cuts, takes away and turns round like boolean arrays', () => {
    fc.assert(
      fc.property(sets, ({ first, second }) => {
        const [a, b] = [made(first), made(second)];
        expect(bitsOf(a.and(b))).toEqual(first.map((bit, row) => bit && second[row]!));
        expect(bitsOf(a.or(b))).toEqual(first.map((bit, row) => bit || second[row]!));
        expect(bitsOf(a.andNot(b))).toEqual(first.map((bit, row) => bit && !second[row]!));
        expect(bitsOf(a.not())).toEqual(first.map((bit) => !bit));
        expect(a.countAnd(b)).toBe(a.and(b).count());
      }),
      { seed: 1 },
    );
  });

  it('counts and lists its rows in ascending order', () => {
    fc.assert(
      fc.property(sets, ({ first }) => {
        const rows = first.flatMap((bit, row) => (bit ? [row] : []));
        expect(made(first).count()).toBe(rows.length);
        expect(made(first).toArray()).toEqual(rows);
      }),
      { seed: 2 },
    );
  });

  it('holds no rows past its size when full', () => {
    expect(BitSet.full(33).count()).toBe(33);
    expect(BitSet.full(0).count()).toBe(0);
    expect(BitSet.full(64).get(64)).toBe(false);
  });

  it('counts again after a row was added or taken out', () => {
    const set = new BitSet(40);
    expect(set.count()).toBe(0);
    set.set(39);
    expect(set.count()).toBe(1);
    set.set(39, false);
    expect(set.count()).toBe(0);
  });

  it('leaves the original alone when a clone changes', () => {
    const set = BitSet.of(10, [3]);
    const copy = set.clone();
    copy.set(4);
    expect(set.toArray()).toEqual([3]);
    expect(set.equals(copy)).toBe(false);
  });

  it('refuses rows outside its size and sets of another size', () => {
    expect(() => new BitSet(5).set(5)).toThrow(RangeError);
    expect(() => new BitSet(5).and(new BitSet(6))).toThrow(RangeError);
    expect(new BitSet(5).get(-1)).toBe(false);
  });
});

test('a copy holds the same rows, counted or not, and goes its own way', () => {
  for (const counted of [false, true]) {
    const set = BitSet.of(70, [0, 31, 32, 69]);
    if (counted) set.count();
    const copied = set.copy();
    expect([copied.count(), copied.toArray()]).toEqual([4, [0, 31, 32, 69]]);
    copied.set(5);
    set.set(0, false);
    expect([copied.count(), set.count(), set.get(5)]).toEqual([5, 3, false]);
  }
});
