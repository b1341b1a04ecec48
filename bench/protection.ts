/** Benchmark of the protection of small numbers: which counts of 30 圏域, ten purposes and three years are hidden. */
import { NATIONAL_CRITERIA } from '../src/criteria';
import { isSmall, maskingRule } from '../src/indicators';
import { hiddenCounts, sumRelation, type Quantity, type Relation } from '../src/plan/handIn/system';

export interface ProtectionBenchOptions {
  readonly areas?: number;
  readonly years?: number;
  readonly runs?: number;
}

export interface ProtectionBench {
  /** Milliseconds, median. */
  readonly ours: number;
  readonly ok: boolean;
  readonly text: string;
}

const WANTED_MS = 5_000;

/** A generator of whole numbers with a fixed beginning (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Every count of the sheets: 該当, 判定可能, 判定不能 and 被保険者 of each area and of all, with what is left of 判定可能. */
function systemOf(areas: number, years: number) {
  const next = random(15);
  const quantities = new Map<string, Quantity>();
  const relations: Relation[] = [];
  const put = (name: string, value: number, isPrinted = true): string => {
    quantities.set(name, { value, isPrinted, cost: name.endsWith('|全体') ? 20 : 2 });
    return name;
  };
  const places = Array.from({ length: areas }, (_, index) => `第${index + 1}`);
  for (let year = 0; year < years; year += 1) {
    const insured = places.map(() => 400 + next(2600));
    const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
    const people = (place: string): string => `${year}|被保険者|${place}`;
    places.forEach((place, index) => put(people(place), insured[index]!));
    put(people('全体'), total(insured));
    relations.push(sumRelation(people('全体'), places.map(people)));
    for (const { id } of NATIONAL_CRITERIA) {
      const judged = insured.map((persons) => Math.floor(persons * (0.2 + next(60) / 100)));
      const hits = judged.map((persons) => Math.floor((persons * (5 + next(80))) / 1000));
      const named = (measure: string) => (place: string) => `${year}|${id}|${measure}|${place}`;
      const columns: [string, number[], boolean][] = [
        ['該当', hits, true],
        ['判定可能', judged, true],
        ['判定不能', insured.map((persons, index) => persons - judged[index]!), true],
        ['非該当', judged.map((persons, index) => persons - hits[index]!), false],
      ];
      for (const [measure, values, isPrinted] of columns) {
        const name = named(measure);
        places.forEach((place, index) => put(name(place), values[index]!, isPrinted));
        put(name('全体'), total(values), isPrinted);
        relations.push(sumRelation(name('全体'), places.map(name)));
      }
      for (const place of [...places, '全体']) {
        relations.push(sumRelation(people(place), [named('判定可能')(place), named('判定不能')(place)]));
        relations.push(sumRelation(named('判定可能')(place), [named('該当')(place), named('非該当')(place)]));
      }
    }
  }
  return { quantities, relations };
}

export function run({ areas = 30, years = 3, runs = 3 }: ProtectionBenchOptions = {}): ProtectionBench {
  const system = systemOf(areas, years);
  const rule = maskingRule(undefined);
  const small = new Set(
    [...system.quantities]
      .filter(([, { value, isPrinted }]) => isPrinted && isSmall(value, rule))
      .map(([name]) => name),
  );
  let hidden = 0;
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    hidden = hiddenCounts(system, small).size;
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const ours = times[Math.floor(times.length / 2)]!;
  const ok = ours <= WANTED_MS;
  return {
    ours,
    ok,
    text: `protection reckoning of ${areas} 圏域 × ${NATIONAL_CRITERIA.length} purposes × ${years} years: ${system.quantities.size} counts, ${small.size} small, ${hidden} hidden, ${(ours / 1000).toFixed(2)} s (at most ${WANTED_MS / 1000} s) ${ok ? 'ok' : 'MISSED'}`,
  };
}
