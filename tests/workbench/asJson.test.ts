/** A value as it is behind JSON, without the text of it. */
import fc from 'fast-check';
import { asJson } from '../../src/workbench/host/asJson';

const behindJson = (value: unknown): unknown => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

test.each<[string, unknown]>([
  ['numbers that are none', [NaN, Infinity, -Infinity, -0, 0, 1e21]],
  [
    'what has no value, in an array and as a member',
    { a: undefined, b: [undefined, () => 1, Symbol('x')], c: () => 1 },
  ],
  ['gaps of an array', [1, , 3]], // eslint-disable-line no-sparse-arrays
  ['a date, and what says itself what it is', [new Date(0), { toJSON: () => ({ a: -0 }) }]],
  ['null and nothing', [null, {}, []]],
  ['members of a class, without those of its kind', new (class { a = 1; get b() { return 2; } })()], // prettier-ignore
  ['a member that is called like the kind of objects', JSON.parse('{"__proto__": {"a": 1}}')],
])('%s', (_, value) => {
  expect(asJson(value)).toEqual(behindJson(value));
  expect(JSON.stringify(asJson(value))).toBe(JSON.stringify(behindJson(value)));
});

test('any value that JSON can hold, and nothing of it is shared', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withNullPrototype: true }), (value) => {
      expect(asJson(value)).toEqual(behindJson(value));
    }),
    { numRuns: 2000 },
  );
  const given = { values: [[1, 'あ']] };
  const copy = asJson(given) as typeof given;
  expect(copy.values).not.toBe(given.values);
  expect(copy.values[0]).not.toBe(given.values[0]);
});
