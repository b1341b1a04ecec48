/** Kleene's tables and laws hold on whole columns and on single truths alike. */
import fc from 'fast-check';
import { BitSet } from '../../src/criteria/bitSet';
import {
  and,
  andTruth,
  not,
  notTruth,
  or,
  orTruth,
  truthAt,
  type Ternary,
  type Truth,
} from '../../src/criteria/kleene';

const TRUTHS: readonly Truth[] = ['true', 'false', 'unknown'];
const SIZE = 45;

const columnOf = (truths: readonly Truth[]): Ternary => {
  const rows = (wanted: Truth): BitSet =>
    BitSet.of(
      truths.length,
      truths.flatMap((truth, row) => (truth === wanted ? [row] : [])),
    );
  return { yes: rows('true'), unknown: rows('unknown') };
};
const truthsOf = (column: Ternary): Truth[] =>
  Array.from({ length: column.yes.size }, (_, row) => truthAt(column, row));
const column = fc.array(fc.constantFrom(...TRUTHS), { minLength: SIZE, maxLength: SIZE }).map(columnOf);
const same = (left: Ternary, right: Ternary): void => expect(truthsOf(left)).toEqual(truthsOf(right));

describe('three-valued logic', () => {
  it.each([
    ['true', 'true', 'true', 'true'],
    ['true', 'false', 'false', 'true'],
    ['true', 'unknown', 'unknown', 'true'],
    ['false', 'true', 'false', 'true'],
    ['false', 'false', 'false', 'false'],
    ['false', 'unknown', 'false', 'unknown'],
    ['unknown', 'true', 'unknown', 'true'],
    ['unknown', 'false', 'false', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ] as const)('%s with %s: and gives %s, or gives %s', (left, right, both, either) => {
    expect(andTruth([left, right])).toBe(both);
    expect(orTruth([left, right])).toBe(either);
    expect(truthsOf(and([columnOf([left]), columnOf([right])], 1))).toEqual([both]);
    expect(truthsOf(or([columnOf([left]), columnOf([right])], 1))).toEqual([either]);
  });

  it('turns true and false round and leaves unknown', () => {
    expect(TRUTHS.map(notTruth)).toEqual(['false', 'true', 'unknown']);
    expect(truthsOf(not(columnOf(TRUTHS)))).toEqual(['false', 'true', 'unknown']);
  });

  it('an and over nothing is true, an or over nothing is false', () => {
    expect(truthsOf(and([], 2))).toEqual(['true', 'true']);
    expect(truthsOf(or([], 2))).toEqual(['false', 'false']);
    expect([andTruth([]), orTruth([])]).toEqual(['true', 'false']);
  });

  it('obeys de Morgan, distribution, absorption, association and double negation', () => {
    fc.assert(
      fc.property(column, column, column, (a, b, c) => {
        same(not(and([a, b], SIZE)), or([not(a), not(b)], SIZE));
        same(not(or([a, b], SIZE)), and([not(a), not(b)], SIZE));
        same(and([a, or([b, c], SIZE)], SIZE), or([and([a, b], SIZE), and([a, c], SIZE)], SIZE));
        same(or([a, and([b, c], SIZE)], SIZE), and([or([a, b], SIZE), or([a, c], SIZE)], SIZE));
        same(and([a, or([a, b], SIZE)], SIZE), a);
        same(and([a, b, c], SIZE), and([and([c, b], SIZE), a], SIZE));
        same(or([a, b, c], SIZE), or([or([c, b], SIZE), a], SIZE));
        same(not(not(a)), a);
      }),
      { seed: 3 },
    );
  });

  it('never calls a row true and unknown at once', () => {
    fc.assert(
      fc.property(column, column, (a, b) => {
        for (const { yes, unknown } of [and([a, b], SIZE), or([a, b], SIZE), not(a)]) {
          expect(yes.countAnd(unknown)).toBe(0);
        }
      }),
      { seed: 4 },
    );
  });
});
