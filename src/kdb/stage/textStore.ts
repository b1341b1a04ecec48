/** Many texts in one piece of memory: their UTF-16 units one after the other, and a text only when somebody asks for it. */

/** Whoever takes in a text unit by unit, its length first. */
export interface Mixer {
  word(value: number): void;
}

/** Texts by code; code 0 is the empty text. */
export interface TextStore {
  /** Codes, the empty text included. */
  readonly size: number;
  at(code: number): string;
  /** Gives all texts but the empty one to a hash. */
  mix(mixer: Mixer): void;
}

/** Room ÷ what stands in it, up to which the room is not worth a copy. */
const MOST_ROOM = 1.25;
const FIRST_UNITS = 1 << 12;
/** Room for what is expected beyond the mean so far. */
const AMPLE = 1.03;
const FIRST_TEXTS = 1 << 8;

/** Texts as they come; equal ones share a code as long as they are looked up. */
export class UnitStore implements TextStore {
  private units = new Uint16Array(FIRST_UNITS);
  /** Where the text of a code ends; it begins where the one before ends. */
  private ends = new Uint32Array(FIRST_TEXTS);
  private count = 1;
  /** Codes by hash; 0 is a free place. Null when nobody looks any more. */
  private places: Uint32Array | null = new Uint32Array(FIRST_TEXTS * 2);
  private readonly scratch = new Uint16Array(64);
  /** Texts that are expected at most; 0: nobody knows. */
  private expected = 0;

  get size(): number {
    return this.count;
  }

  at(code: number): string {
    const [start, end] = [code === 0 ? 0 : this.ends[code - 1]!, this.ends[code] ?? 0];
    if (end - start < 1024) {
      return String.fromCharCode.apply(null, this.units.subarray(start, end) as unknown as number[]);
    }
    return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(this.units.subarray(start, end));
  }

  mix(mixer: Mixer): void {
    const { units, ends, count } = this;
    let at = 0;
    for (let code = 1; code < count; code++) {
      const end = ends[code]!;
      mixer.word(end - at);
      while (at < end) mixer.word(units[at++]!);
    }
  }

  /** Code of a text; see `codeOfUnits`. */
  codeOf(text: string, isKept: boolean): number {
    const units = text.length <= this.scratch.length ? this.scratch : new Uint16Array(text.length);
    for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
    return this.codeOfUnits(units, text.length, isKept);
  }

  /** Code of a text, which is added when it is new. `isKept`: it will be found again. */
  codeOfUnits(units: Uint16Array, length: number, isKept: boolean): number {
    if (length === 0) return 0;
    const { places } = this;
    if (!places) return this.push(units, length);
    const mask = places.length - 1;
    let place = hashOf(units, 0, length) & mask;
    for (let code = places[place]!; code !== 0; code = places[place]!) {
      if (this.is(code, units, length)) return code;
      place = (place + 1) & mask;
    }
    const code = this.push(units, length);
    if (isKept) {
      places[place] = code;
      if (code * 2 > places.length) this.rehash(places.length * 2);
    }
    return code;
  }

  /** From now on every text gets a code of its own. `expected`: how many there will be at most, where that is known. */
  forget(expected = 0): void {
    this.places = null;
    this.expected = expected;
  }

  /** Nothing more will be added: room that is left is given back where there is much of it. */
  close(): void {
    this.forget();
    const end = this.ends[this.count - 1]!;
    if (this.units.length > end * MOST_ROOM) this.units = this.units.slice(0, end);
    if (this.ends.length > this.count * MOST_ROOM) this.ends = this.ends.slice(0, this.count);
  }

  private is(code: number, units: Uint16Array, length: number): boolean {
    const start = this.ends[code - 1]!;
    if (this.ends[code]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (this.units[start + at] !== units[at]) return false;
    return true;
  }

  private push(units: Uint16Array, length: number): number {
    const code = this.count++;
    const start = this.ends[code - 1]!;
    const end = start + length;
    if (code >= this.ends.length) {
      const larger = new Uint32Array(Math.max(this.ends.length * 2, this.expected + 1));
      larger.set(this.ends);
      this.ends = larger;
    }
    if (end > this.units.length) {
      const { expected } = this;
      const larger = new Uint16Array(expected > 0 ? Math.max(end, (end / code) * expected) * AMPLE : end * 2);
      larger.set(this.units);
      this.units = larger;
    }
    this.ends[code] = end;
    for (let at = 0; at < length; at++) this.units[start + at] = units[at]!;
    return code;
  }

  private rehash(size: number): void {
    const old = this.places!;
    const places = (this.places = new Uint32Array(size));
    for (const code of old) {
      if (code === 0) continue;
      let place = hashOf(this.units, this.ends[code - 1]!, this.ends[code]!) & (size - 1);
      while (places[place] !== 0) place = (place + 1) & (size - 1);
      places[place] = code;
    }
  }
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

const ZERO = 48;

/** Person numbers of digits, padded with zeros to one width; the texts of those that are no digits are given. */
export class NumberStore implements TextStore {
  readonly size: number;

  /**
   * @param numbers the numbers by code − 1; without meaning for those in `others`, by code
   */
  constructor(
    private readonly numbers: Float64Array | Uint32Array,
    private readonly width: number,
    private readonly others: ReadonlyMap<number, string>,
  ) {
    this.size = numbers.length + 1;
  }

  at(code: number): string {
    if (code === 0) return '';
    const other = this.others.get(code);
    if (other !== undefined) return other;
    return String(this.numbers[code - 1]).padStart(this.width, '0');
  }

  mix(mixer: Mixer): void {
    const { width } = this;
    const digits = new Uint8Array(width);
    for (let code = 1; code < this.size; code++) {
      let rest = this.numbers[code - 1]!;
      if (this.others.size > 0 && this.others.has(code)) {
        const text = this.at(code);
        mixer.word(text.length);
        for (let at = 0; at < text.length; at++) mixer.word(text.charCodeAt(at));
        continue;
      }
      for (let at = width - 1; at >= 0; at--) {
        const tenth = Math.floor(rest / 10);
        digits[at] = ZERO + rest - tenth * 10;
        rest = tenth;
      }
      mixer.word(width);
      for (let at = 0; at < width; at++) mixer.word(digits[at]!);
    }
  }
}
