/** Counts that are tied to one another by sums: which further ones to hide so that no hidden one can be computed. */
import { PriorityQueue } from '../../indicators/priorityQueue';

/** A count of persons, wherever and however often it is printed. */
export interface Quantity {
  readonly value: number;
  /** Printed somewhere, unless it is hidden. What is printed nowhere is known to nobody. */
  readonly isPrinted: boolean;
  /** What hiding it loses: how many cells go with it. */
  readonly cost: number;
}

/** Σ times × value of the terms is 0; every `times` is 1 or −1. */
export interface Relation {
  readonly terms: readonly { readonly name: string; readonly times: 1 | -1 }[];
}

export interface CountSystem {
  readonly quantities: ReadonlyMap<string, Quantity>;
  readonly relations: readonly Relation[];
}

/** The relation total = sum of parts. */
export function sumRelation(total: string, parts: readonly string[]): Relation {
  return {
    terms: [{ name: total, times: -1 }, ...parts.map((name) => ({ name, times: 1 as const }))],
  };
}

/** Other values of counts that a reader cannot rule out: by how much each of them differs. */
type Change = ReadonlyMap<string, 1 | -1>;

interface State {
  readonly change: Map<string, 1 | -1>;
  /** Relations that do not add up yet, with what they miss. */
  readonly open: Map<number, number>;
  readonly key: number;
}

/** A state that is reached by one more count: made when it is looked at, since most are never. */
interface Reached {
  readonly from: State;
  readonly name: string;
  readonly by: 1 | -1;
  readonly key: number;
}

/** Numbers below 2^52, one for each count and direction: sums of them tell changes apart, in whatever order they were made. */
const KEYS = 2 ** 52;

/** The number of a count that moves: by the seed and its place, the same in every run (mulberry32). */
function keyOf(place: number, by: 1 | -1): number {
  const half = (seed: number): number => {
    let word = Math.imul(seed + 0x6d2b79f5, 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return (word ^ (word >>> 14)) >>> 6;
  };
  const seed = place * 2 + (by > 0 ? 1 : 0);
  return half(seed) * 2 ** 26 + half(seed ^ 0x5bd1e995);
}

/** How many states are looked at for one count before all its neighbours are hidden instead. */
const MOST_STATES = 3000;
/** A change of few counts is preferred to one of many where both cost the same. */
const STEP = 1e-6;

class Protection {
  private readonly hidden = new Set<string>();
  private readonly relationsOf = new Map<string, { index: number; times: 1 | -1 }[]>();
  private readonly placeOf = new Map<string, number>();
  /** For each hidden count a change that a reader cannot rule out. */
  private readonly changes = new Map<string, Change>();

  constructor(
    private readonly system: CountSystem,
    private readonly small: ReadonlySet<string>,
  ) {
    system.relations.forEach(({ terms }, index) => {
      for (const { name, times } of terms) {
        const known = this.relationsOf.get(name) ?? [];
        known.push({ index, times });
        this.relationsOf.set(name, known);
      }
    });
    for (const name of system.quantities.keys()) this.placeOf.set(name, this.placeOf.size);
    for (const name of small) this.hidden.add(name);
  }

  run(): Set<string> {
    const smallest = [...this.small].sort((a, b) => this.at(a).value - this.at(b).value);
    for (const name of smallest) this.protect(name);
    this.giveBack();
    return this.hidden;
  }

  private at(name: string): Quantity {
    return this.system.quantities.get(name)!;
  }

  /** What it costs to let a count move; nothing where nobody knows it. A printed 0 stays printed. */
  private costOf(name: string, maySpend: boolean): number {
    const { value, isPrinted, cost } = this.at(name);
    if (!isPrinted || this.hidden.has(name)) return STEP;
    return maySpend && value > 0 ? cost + STEP : Infinity;
  }

  /** Readers know that no hidden count is 0, because every 0 is printed. */
  private mayMove(name: string, by: 1 | -1): boolean {
    const { value, isPrinted } = this.at(name);
    return value + by >= (isPrinted ? 1 : 0);
  }

  /** The change that costs least in which a count is one more (or less); null where none is found. */
  private cheapest(name: string, by: 1 | -1, maySpend: boolean): { cost: number; change: Change } | null {
    if (!this.mayMove(name, by)) return null;
    const reached: Reached[] = [];
    const queue = new PriorityQueue();
    // Two changes of one key in a billion searches: the second is not looked at, and what is found stays right.
    const seen = new Set<number>();
    const reach = (from: State, next: string, sign: 1 | -1, cost: number): void => {
      const key = (from.key + keyOf(this.placeOf.get(next)!, sign)) % KEYS;
      if (seen.has(key)) return;
      seen.add(key);
      queue.push(reached.length, cost);
      reached.push({ from, name: next, by: sign, key });
    };
    reach({ change: new Map(), open: new Map(), key: 0 }, name, by, 0);
    for (let looked = 0; looked < MOST_STATES; looked += 1) {
      const next = queue.pop();
      if (next === null) return null;
      const state = this.moved(reached[next.node]!);
      const first = state.open.entries().next();
      if (first.done) return { cost: next.cost, change: state.change };
      const [index, missing] = first.value;
      for (const { name: other, times } of this.system.relations[index]!.terms) {
        if (state.change.has(other)) continue;
        const sign = (missing > 0 ? -times : times) as 1 | -1;
        const cost = this.costOf(other, maySpend);
        if (cost === Infinity || !this.mayMove(other, sign)) continue;
        reach(state, other, sign, next.cost + cost);
      }
    }
    return null;
  }

  private moved({ from: { change, open }, name, by, key }: Reached): State {
    const next: State = { change: new Map(change).set(name, by), open: new Map(open), key };
    for (const { index, times } of this.relationsOf.get(name) ?? []) {
      const missing = (next.open.get(index) ?? 0) + times * by;
      if (missing === 0) next.open.delete(index);
      else next.open.set(index, missing);
    }
    return next;
  }

  private protect(name: string): void {
    if (this.changes.has(name)) return;
    const found = ([1, -1] as const).flatMap((by) => this.cheapest(name, by, true) ?? []);
    found.sort((a, b) => a.cost - b.cost);
    if (found[0] === undefined) {
      this.hideAround(name);
      return;
    }
    this.accept(found[0].change);
  }

  /** One change shows of every count in it that it could have another value. */
  private accept(change: Change): void {
    for (const name of change.keys()) {
      if (this.at(name).isPrinted) this.hidden.add(name);
      if (!this.changes.has(name)) this.changes.set(name, change);
    }
  }

  /** Everything that is tied to a count, where no smaller change was found. */
  private hideAround(name: string): void {
    const waiting = [name];
    const around = new Set(waiting);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      for (const { index } of this.relationsOf.get(next) ?? [])
        for (const { name: other } of this.system.relations[index]!.terms)
          if (!around.has(other)) {
            around.add(other);
            waiting.push(other);
          }
    for (const each of around) {
      if (!this.at(each).isPrinted) continue;
      this.hidden.add(each);
      if (!this.changes.has(each)) this.changes.set(each, new Map());
    }
  }

  /** Prints what was hidden beside the small counts and turned out not to be needed, the dearest first. */
  private giveBack(): void {
    const added = [...this.hidden].filter((name) => !this.small.has(name) && this.at(name).value > 0);
    added.sort((a, b) => this.at(b).cost - this.at(a).cost);
    for (const name of added) {
      const resting = [...this.hidden].filter((other) => other !== name && this.restsOn(other, name));
      this.hidden.delete(name);
      const again = new Map<string, Change>();
      const isSafe = resting.every((other) => {
        if ([...(again.get(other) ?? [])].length > 0) return true;
        for (const by of [1, -1] as const) {
          const found = this.cheapest(other, by, false);
          if (found === null) continue;
          for (const each of found.change.keys()) if (!again.has(each)) again.set(each, found.change);
          return true;
        }
        return false;
      });
      if (!isSafe) {
        this.hidden.add(name);
        continue;
      }
      this.changes.delete(name);
      for (const other of resting) this.changes.set(other, again.get(other)!);
    }
  }

  /** Whether what protects a count moves the other one too; an empty change stands for everything around. */
  private restsOn(name: string, other: string): boolean {
    const change = this.changes.get(name);
    return change === undefined || change.size === 0 || change.has(other);
  }
}

/**
 * The counts to hide: the small ones, and as few others as are found so that each hidden count could have another value for a
 * reader who knows everything that is printed, all relations, and that no hidden count is 0.
 *
 * A count is safe when a change by one of it and of other hidden counts leaves every relation true (the alternating cycles of
 * hidden cells in tables with totals; Gusfield D. SIAM J Comput 1988;17:552–571), here for sums of any shape.
 * @param small names of the counts that are hidden by themselves
 */
export function hiddenCounts(system: CountSystem, small: ReadonlySet<string>): Set<string> {
  return new Protection(system, small).run();
}
