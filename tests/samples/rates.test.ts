/** The rates of the synthetic persons, against those that six 広域連合 published. */
import { DEFAULTS, generatePersons, isInsuredOn, type SyntheticPerson } from '../../tools/samples';
import { PREDICATES } from './predicates';

/**
 * Percent of 被保険者数, lowest and highest of six 広域連合 (参考資料1「第3期データヘルス計画の実際_共通評価指標(一覧)」, 2024/07/29,
 * 高齢者の保健事業のあり方検討WG); for the other purposes no list is published and the limits are ours.
 */
const PUBLISHED: Readonly<Record<string, readonly [number, number]>> = {
  oral: [1.89, 4.78],
  polypharmacy: [3.1, 4.49],
  hypnotics: [1.02, 1.9],
  physicalFrailty: [2.37, 5.82],
  uncontrolled: [0.45, 0.96],
};
const PLAUSIBLE: Readonly<Record<string, readonly [number, number]>> = {
  lowNutrition: [1, 2],
  discontinued: [0.5, 2],
  comorbidFrailty: [3, 8],
  kidney: [0.02, 0.2],
  unknownStatus: [1, 3],
  diabeticNephropathy: [0.3, 4],
};
const LAST_DAY = Date.UTC(DEFAULTS.fiscalYear + 1, 2, 31) / 86_400_000;

function census(size: number): { insured: number; examined: number; hits: Record<string, number> } {
  const hits: Record<string, number> = Object.fromEntries(Object.keys(PREDICATES).map((id) => [id, 0]));
  let insured = 0;
  let examined = 0;
  for (const person of generatePersons({ size })) {
    if (!isInsuredOn(person, LAST_DAY)) continue;
    insured++;
    if (person.checkup !== null) examined++;
    for (const [id, predicate] of Object.entries(PREDICATES)) if (predicate(person)) hits[id]!++;
  }
  return { insured, examined, hits };
}

describe.each([
  ['the bundled persons', DEFAULTS.size],
  ['a large register', 40_000],
])('%s', (_, size) => {
  const { insured, examined, hits } = census(size);

  it.each(Object.entries({ ...PUBLISHED, ...PLAUSIBLE }))('have a rate of %s inside %p percent', (id, [low, high]) => {
    const percent = (100 * hits[id]!) / insured;
    expect(percent).toBeGreaterThanOrEqual(low);
    expect(percent).toBeLessThanOrEqual(high);
  });

  it('go for check-ups about as often as the insured of the country do', () => {
    expect(examined / insured).toBeGreaterThan(0.25);
    expect(examined / insured).toBeLessThan(0.31);
  });

  it('have at least two persons for every purpose', () => {
    for (const id of Object.keys(PREDICATES)) expect(hits[id]).toBeGreaterThanOrEqual(2);
  });
});

describe('synthetic persons', () => {
  const persons: readonly SyntheticPerson[] = [...generatePersons()];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const share = (of: readonly SyntheticPerson[], is: (person: SyntheticPerson) => boolean): number =>
    of.filter(is).length / of.length;

  it('have numbers of eight digits with leading zeros, each once', () => {
    expect(persons.every((person) => /^0\d{7}$/.test(person.personId))).toBe(true);
    expect(new Set(persons.map((person) => person.personId)).size).toBe(persons.length);
  });

  it('live in three areas and are 75 or older but for a few with 障害認定', () => {
    expect(new Set(persons.map((person) => person.area))).toEqual(new Set(['北部', '中部', '南部']));
    const young = persons.filter((person) => person.birthDate > Date.UTC(DEFAULTS.fiscalYear + 1 - 75, 3, 1) / 86_400_000);
    expect(young.length).toBeGreaterThan(10);
    expect(young.length / persons.length).toBeLessThan(0.04);
  });

  it('bear names that no real person bears', () => {
    expect(persons.every((person) => /^(合成|架空|見本|試作|模擬) /.test(person.name))).toBe(true);
  });

  it('are certified more often when older, and weigh less when they lose weight', () => {
    const day85 = Date.UTC(DEFAULTS.fiscalYear + 1 - 85, 3, 1) / 86_400_000;
    const isCertified = (person: SyntheticPerson): boolean => person.careLevel !== null && person.careLevel >= 4;
    const old = share(
      persons.filter((person) => person.birthDate < day85),
      isCertified,
    );
    const young = share(
      persons.filter((person) => person.birthDate >= day85),
      isCertified,
    );
    expect(old).toBeGreaterThan(1.5 * young);
    const bodyMass = (lost: number): number =>
      mean(persons.flatMap(({ checkup }) => (checkup?.answers[5] === lost && checkup.bmi !== null ? [checkup.bmi] : [])));
    expect(bodyMass(1)).toBeLessThan(bodyMass(2));
  });

  it('keep their values from year to year', () => {
    const pairs = persons.flatMap(({ checkup, checkupPrevious }): [number, number][] => {
      const now = checkup?.sbp ?? null;
      const before = checkupPrevious?.sbp ?? null;
      return now === null || before === null ? [] : [[now, before]];
    });
    const [a, b] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
    const covariance = mean(pairs.map(([x, y]) => (x - a) * (y - b)));
    const spread = (at: 0 | 1, centre: number): number => Math.sqrt(mean(pairs.map((pair) => (pair[at] - centre) ** 2)));
    expect(covariance / (spread(0, a) * spread(1, b))).toBeGreaterThan(0.4);
  });
});
