/** Text columns: the texts are made when somebody asks for them, and looked up only as long as they repeat. */
import type { TextColumn } from './columns';
import { UnitStore, type TextStore } from './textStore';

/** Distinct texts that a dictionary still looks up; beyond (names of a whole prefecture) texts are simply appended. */
const DICTIONARY_LIMIT = 1 << 18;

/** After so many texts, a dictionary of which so large a part is new is given up. */
const PROBED = 4096;
const MOSTLY_NEW = 0.9;

/** A text column whose texts are made when somebody asks for them; code 0 is the empty text. */
export class StoredTexts implements TextColumn {
  readonly kind = 'text' as const;
  private made: readonly string[] | null = null;

  constructor(
    readonly codes: Uint32Array,
    readonly store: TextStore,
  ) {}

  /** All texts by code, made the first time. Names of a prefecture take much memory: `at` makes the one that is asked for. */
  get values(): readonly string[] {
    return (this.made ??= Array.from({ length: this.store.size }, (_, code) => this.store.at(code)));
  }

  at(code: number): string {
    return this.made ? (this.made[code] ?? '') : this.store.at(code);
  }
}

/** A text column in the making. */
export class TextBuilder extends StoredTexts {
  private known = 1;
  private asked = 0;
  private isOpen = true;

  constructor(
    size: number,
    private readonly texts = new UnitStore(),
  ) {
    super(new Uint32Array(size), texts);
  }

  codeOf(text: string): number {
    return this.counted(this.texts.codeOf(text, this.looks()));
  }

  /** Code of a text given as UTF-16 units. */
  codeOfUnits(units: Uint16Array, length: number): number {
    return this.counted(this.texts.codeOfUnits(units, length, this.looks()));
  }

  /** A text that was given a code is met again. */
  askedAgain(): void {
    this.asked++;
  }

  /** Nothing more will be added. */
  close(): void {
    this.texts.close();
  }

  /** Whether the next text will be found again. Where nearly all are new (names), nobody looks any more. */
  private looks(): boolean {
    this.asked++;
    if (this.isOpen && this.asked > PROBED && this.known > this.asked * MOSTLY_NEW) {
      this.isOpen = false;
      this.texts.forget(this.codes.length);
    }
    return this.isOpen && this.known < DICTIONARY_LIMIT;
  }

  private counted(code: number): number {
    if (code >= this.known && this.isOpen && this.known < DICTIONARY_LIMIT) this.known = code + 1;
    return code;
  }
}
