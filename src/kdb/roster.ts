/** The persons of a run in the making: who is who by insurer and person number, in the order in which they were met. */
import { Int32List } from './lists';
import { detached, keyOf } from './personNumber';

/** No such person. */
export const NOBODY = -1;
/** The number belongs to persons of several insurers, and the row does not say which. */
export const SEVERAL = -2;

/**
 * The key is 保険者番号 (where given) + 被保険者番号. A row without an insurer means the only person with that number; a person
 * known without an insurer takes the first insurer that a row gives.
 */
export class Roster {
  /** Person numbers as first written, by person. */
  readonly numbers: string[] = [];
  private readonly first = new Map<number | string, number>();
  /** Next person with the same number and another insurer, or NOBODY. */
  private readonly next = new Int32List();
  private readonly insurer = new Int32List();
  private readonly insurers = new Map<number | string, number>();

  get size(): number {
    return this.numbers.length;
  }

  /** Code of an insurer number; 0 for none. */
  insurerCode(text: string): number {
    if (text === '') return 0;
    const key = keyOf(text);
    let code = this.insurers.get(key);
    if (code === undefined) this.insurers.set(key, (code = this.insurers.size + 1));
    return code;
  }

  /** The person of a number, NOBODY, or SEVERAL. */
  find(number: string, insurer: number): number {
    const start = this.first.get(keyOf(number));
    if (start === undefined) return NOBODY;
    if (insurer === 0) return this.next.at(start) === NOBODY ? start : SEVERAL;
    for (let person = start; person !== NOBODY; person = this.next.at(person)) {
      const known = this.insurer.at(person);
      if (known === insurer || known === 0) return person;
    }
    return NOBODY;
  }

  /** The person of a number, met for the first time if need be. SEVERAL stays. */
  findOrAdd(number: string, insurer: number): number {
    const found = this.find(number, insurer);
    if (found === SEVERAL) return SEVERAL;
    if (found !== NOBODY) {
      if (insurer !== 0) this.insurer.set(found, insurer);
      return found;
    }
    const person = this.numbers.push(detached(number)) - 1;
    this.insurer.push(insurer);
    this.next.push(NOBODY);
    const key = keyOf(number);
    const start = this.first.get(key);
    if (start === undefined) this.first.set(key, person);
    else {
      let last = start;
      while (this.next.at(last) !== NOBODY) last = this.next.at(last);
      this.next.set(last, person);
    }
    return person;
  }
}
