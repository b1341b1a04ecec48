/** The columns that values are held in: typed arrays, one entry a person. */

/** Few distinct texts: `codes[i]` is an index into `values`; `values[0]` is the empty text, which means missing. */
export interface TextColumn {
  readonly kind: 'text';
  readonly codes: Uint32Array;
  readonly values: readonly string[];
  /** The text of a code; quicker than `values` where there are many texts and one is asked for. */
  readonly at?: (code: number) => string;
}

/** Days since 1970-01-01; `NO_DATE` means missing. */
export interface DateColumn {
  readonly kind: 'date';
  readonly days: Int32Array;
}

/** Measured values in the field's unit; NaN means missing. */
export interface MeasureColumn {
  readonly kind: 'measure';
  readonly values: Float64Array;
}

/** Counts; 0 is a value, -1 means missing. */
export interface CountColumn {
  readonly kind: 'count';
  readonly values: Int32Array;
}

/** Coded answers and classes, codes from 1; 0 means missing. */
export interface CodeColumn {
  readonly kind: 'code';
  readonly codes: Uint8Array;
}

/** Yes and no: 1 yes (はい・有), 2 no (いいえ・無), 0 missing — the same codes as a questionnaire's はい/いいえ. */
export interface FlagColumn {
  readonly kind: 'flag';
  readonly codes: Uint8Array;
}

export type Column = TextColumn | DateColumn | MeasureColumn | CountColumn | CodeColumn | FlagColumn;
