/** Tests of the roster: who is who, whether numbers rise, come again in another order or in none, or belong to several insurers. */
import fc from 'fast-check';
import { NOBODY, Roster, SEVERAL } from '../../src/kdb/join/roster';
import { breadth } from '../breadth';

/** Persons as a list of pairs, looked through from the first. */
class Simple {
  readonly persons: { number: string; insurer: number }[] = [];
  constructor(private readonly named: () => boolean) {}

  find(number: string, insurer: number): number {
    const all = this.persons.flatMap((person, index) => (person.number === number ? [index] : []));
    if (!this.named() || all.length === 0) return all[0] ?? NOBODY;
    if (insurer === 0) return all.length === 1 ? all[0]! : SEVERAL;
    return all.find((index) => [0, insurer].includes(this.persons[index]!.insurer)) ?? NOBODY;
  }

  findOrAdd(number: string, insurer: number): number {
    const found = this.find(number, insurer);
    if (found === NOBODY) return this.persons.push({ number, insurer }) - 1;
    if (found >= 0 && insurer !== 0) this.persons[found]!.insurer = insurer;
    return found;
  }
}

interface Step {
  readonly number: string;
  readonly insurer: number;
  readonly adds: boolean;
}

const NUMBER = fc.oneof(
  { weight: 8, arbitrary: fc.nat(400).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('0', '400', '4294967296', '999999999999999', 'A1', 'A2') },
);
const STEP: fc.Arbitrary<Step> = fc.record({
  number: NUMBER,
  insurer: fc.constantFrom(0, 0, 0, 1, 2),
  adds: fc.boolean(),
});
/** Steps whose numbers rise, once or several times over: exports in the order of numbers. */
const rising = (steps: readonly Step[]): Step[] =>
  [...steps].sort((a, b) => Number(a.number.replace('A', '')) - Number(b.number.replace('A', '')));
const STEPS = fc
  .array(
    fc.tuple(fc.boolean(), fc.array(STEP, { maxLength: 120 })).map(([rises, steps]) => (rises ? rising(steps) : steps)),
    { maxLength: 3 },
  )
  .map((runs) => runs.flat());

test('finds and adds persons as a list of them would', () => {
  fc.assert(
    fc.property(STEPS, fc.boolean(), (steps, withInsurers) => {
      const roster = new Roster();
      let isNamed = false;
      const simple = new Simple(() => isNamed);
      for (const step of steps) {
        const insurer = withInsurers ? step.insurer : 0;
        const code = insurer === 0 ? 0 : roster.insurerCode(`3999001${insurer}`);
        isNamed ||= code > 0;
        const way = step.adds ? 'findOrAdd' : 'find';
        expect(roster[way](step.number, code)).toBe(simple[way](step.number, code));
      }
      expect(roster.size).toBe(simple.persons.length);
    }),
    { numRuns: breadth(300, 5000) },
  );
});

test.each([0, 1, 63, 64, 65, 200])('finds a number %d persons behind the last one that was asked for', (distance) => {
  const roster = new Roster();
  for (let person = 0; person < 300; person++) roster.findOrAddNumber(1000 + 2 * person, 0);
  expect(roster.findNumber(1010, 0)).toBe(5);
  expect(roster.findNumber(1010 + 2 * distance, 0)).toBe(5 + distance);
  expect(roster.findNumber(1011 + 2 * distance, 0)).toBe(NOBODY);
  expect(roster.findNumber(999, 0)).toBe(NOBODY);
  expect(roster.findNumber(1000, 0)).toBe(0);
  expect(roster.findNumber(1598, 0)).toBe(299);
  expect(roster.findNumber(1599, 0)).toBe(NOBODY);
});
