/** The persons of a run in the making: who is who by insurer and person number, in the order in which they were met. */
import { Float64List, Int32List } from '../stage/lists';
import { keyOf, padded } from '../values/personNumber';
import { StoredTexts } from '../stage/textColumn';
import { NumberStore } from '../stage/textStore';

/** Places by number to begin with; they grow with the persons. */
const FIRST_PLACES = 64;
/** Persons behind the last one found that are looked at, as long as numbers rise: another export of the same order tells of fewer. */
const NEAR = 64;

/** No such person. */
export const NOBODY = -1;
/** The number belongs to persons of several insurers, and the row does not say which. */
export const SEVERAL = -2;

/**
 * The key is 保険者番号 (where given) + 被保険者番号. A row without an insurer means the only person with that number; a person
 * known without an insurer takes the first insurer that a row gives.
 */
export class Roster {
  /** Numbers of persons as numbers; NaN: not made of digits, or too long. */
  private readonly numbers = new Float64List();
  private largest = 0;
  /** The numbers that are none of these, by person, and persons by them. */
  private readonly others = new Map<number, string>();
  private readonly byOther = new Map<string, number>();
  /** The numbers met so far rise from person to person: an export in order, whose numbers need no places. */
  private isRising = true;
  /** The person that was found last, while numbers rise. */
  private last = 0;
  /** First person with a number, + 1, by the hash of the number; 0 is a free place. */
  private places = new Int32Array(FIRST_PLACES);
  /** The free place where the last number that was not found would stand. */
  private free = 0;
  /** Insurer of each person, and the next person with the same number and another insurer, or NOBODY. Empty without insurers. */
  private readonly insurer = new Int32List();
  private readonly next = new Int32List();
  private readonly insurers = new Map<number | string, number>();
  private shared = 0;
  private codes = new Uint32Array(0);

  /** How many numbers several insurers have given out. */
  get sharedNumbers(): number {
    return this.shared;
  }

  get size(): number {
    return this.numbers.length;
  }

  /** Code of an insurer number; 0 for none. */
  insurerCode(text: string): number {
    if (text === '') return 0;
    const key = keyOf(text);
    let code = this.insurers.get(key);
    if (this.insurers.size === 0) this.knowInsurers();
    if (code === undefined) this.insurers.set(key, (code = this.insurers.size + 1));
    return code;
  }

  /** Code of the insurer of a person; 0 for none. */
  insurerOf(person: number): number {
    return this.insurers.size === 0 ? 0 : this.insurer.at(person);
  }

  /** Codes of the insurers that were named. */
  insurerCodes(): readonly number[] {
    return [...this.insurers.values()];
  }

  /** The number of an insurer by its code, as it identifies it; '' for none. */
  insurerName(code: number): string {
    for (const [name, each] of this.insurers) if (each === code) return String(name);
    return '';
  }

  /** The person of a number and an insurer as they are written, without taking in either; NOBODY, or SEVERAL. */
  personOf(number: string, insurer: string): number {
    if (insurer === '' || this.insurers.size === 0) return this.find(number, 0);
    const code = this.insurers.get(keyOf(insurer));
    return code === undefined ? NOBODY : this.find(number, code);
  }

  /** The person of a number, NOBODY, or SEVERAL. */
  find(number: string, insurer: number): number {
    const key = keyOf(number);
    return this.among(typeof key === 'number' ? this.first(key) : (this.byOther.get(key) ?? NOBODY), insurer);
  }

  /** The person of a number, met for the first time if need be. SEVERAL stays. */
  findOrAdd(number: string, insurer: number): number {
    const key = keyOf(number);
    if (typeof key === 'number') return this.findOrAddNumber(key, insurer);
    const start = this.byOther.get(key) ?? NOBODY;
    const found = this.taken(this.among(start, insurer), insurer);
    if (found !== NOBODY) return found;
    const person = this.add(NaN, start, insurer);
    this.others.set(person, number);
    if (start === NOBODY) this.byOther.set(key, person);
    return person;
  }

  /** `find` for a number of digits. */
  findNumber(number: number, insurer: number): number {
    return this.among(this.first(number), insurer);
  }

  /** `findOrAdd` for a number of digits. */
  findOrAddNumber(number: number, insurer: number): number {
    const start = this.first(number);
    const found = this.taken(this.among(start, insurer), insurer);
    if (found !== NOBODY) return found;
    if (this.isRising && number <= this.largest) {
      this.placeAll();
      this.first(number);
    }
    const person = this.add(number, start, insurer);
    if (start === NOBODY && !this.isRising) this.place(person, number);
    return person;
  }

  /** The numbers of the persons of a table by its row, padded to the width of the widest number. */
  numbersOf(rowOf: Int32Array, size: number, width: number): StoredTexts {
    const numbers = this.largest < 2 ** 32 ? new Uint32Array(size) : new Float64Array(size);
    const others = new Map<number, string>();
    for (let person = 0; person < rowOf.length; person++) {
      const row = rowOf[person]!;
      if (row < 0) continue;
      numbers[row] = this.numbers.at(person);
      const other = this.others.size > 0 ? this.others.get(person) : undefined;
      if (other !== undefined) others.set(row + 1, padded(other, width));
    }
    return new StoredTexts(this.codesOfRows(size), new NumberStore(numbers, width, others));
  }

  /** Every row has a text of its own: the codes from 1, one array for the tables of all years. */
  private codesOfRows(size: number): Uint32Array {
    if (this.codes.length < size) this.codes = countedUp(this.size);
    return this.codes.subarray(0, size);
  }

  /** Of the persons with a number, the one of the insurer. */
  private among(start: number, insurer: number): number {
    if (start === NOBODY || this.insurers.size === 0) return start;
    if (insurer === 0) return this.next.at(start) === NOBODY ? start : SEVERAL;
    for (let person = start; person !== NOBODY; person = this.next.at(person)) {
      const known = this.insurer.at(person);
      if (known === insurer || known === 0) return person;
    }
    return NOBODY;
  }

  private taken(found: number, insurer: number): number {
    if (found >= 0 && insurer !== 0) this.insurer.set(found, insurer);
    return found;
  }

  private add(number: number, start: number, insurer: number): number {
    const person = this.numbers.push(number) - 1;
    if (number > this.largest) this.largest = number;
    if (this.insurers.size === 0) return person;
    this.insurer.push(insurer);
    this.next.push(NOBODY);
    if (start === NOBODY) return person;
    if (this.next.at(start) === NOBODY) this.shared += 1;
    let last = start;
    while (this.next.at(last) !== NOBODY) last = this.next.at(last);
    this.next.set(last, person);
    return person;
  }

  /** The first insurer is named: those who were met so far have none. */
  private knowInsurers(): void {
    while (this.insurer.length < this.size) {
      this.insurer.push(0);
      this.next.push(NOBODY);
    }
  }

  /** The first person with a number, or NOBODY. */
  private first(number: number): number {
    if (this.isRising) {
      if (number > this.largest) return NOBODY;
      const { numbers } = this;
      // An export of the same order tells of the persons behind the last one.
      const from = numbers.at(this.last) <= number ? this.last : 0;
      for (let person = from; person < from + NEAR && person < numbers.length; person++) {
        if (numbers.at(person) === number) return (this.last = person);
        if (numbers.at(person) > number) return NOBODY;
      }
      this.placeAll();
    }
    const { places } = this;
    const mask = places.length - 1;
    for (let place = hashOf(number) & mask; ; place = (place + 1) & mask) {
      const person = places[place]! - 1;
      if (person < 0) {
        this.free = place;
        return NOBODY;
      }
      if (this.numbers.at(person) === number) return person;
    }
  }

  /** Numbers do not rise, or are asked for in another order: each gets its place. */
  private placeAll(): void {
    this.isRising = false;
    // As many as a growing roster would have.
    this.places = new Int32Array(2 ** (33 - Math.clz32(Math.max(this.numbers.length, FIRST_PLACES))));
    for (let person = 0; person < this.numbers.length; person++) {
      const number = this.numbers.at(person);
      if (number === number) this.put(person, number);
    }
  }

  private place(person: number, number: number): void {
    if (this.numbers.length * 2 > this.places.length) {
      const { places } = this;
      this.places = new Int32Array(places.length * (places.length < 65_536 ? 4 : 2));
      for (const held of places) if (held > 0) this.put(held - 1, this.numbers.at(held - 1));
      this.put(person, number);
    } else this.places[this.free] = person + 1;
  }

  private put(person: number, number: number): void {
    const mask = this.places.length - 1;
    let place = hashOf(number) & mask;
    while (this.places[place] !== 0) place = (place + 1) & mask;
    this.places[place] = person + 1;
  }
}

/** The numbers from 1. */
function countedUp(length: number): Uint32Array<ArrayBuffer> {
  const numbers = new Uint32Array(length);
  for (let index = 0; index < length; index++) numbers[index] = index + 1;
  return numbers;
}

/** Sixteen numbers in a row lie in one line of memory: exports are sorted, and memory is quicker in its order. */
function hashOf(number: number): number {
  const high = Math.floor(number / 4_294_967_296);
  const low = number >>> 0;
  const line = Math.imul((low >>> 4) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return low ^ line ^ (line >>> 15);
}
