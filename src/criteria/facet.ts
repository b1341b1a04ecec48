/** One key of a 絞り込み over one table: which rows a value stands for, and which values there are. */
import { BitSet } from './bitSet';

/** One spelling of width, spaces and wave dashes. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〜~–—−‐]/g, '-');
}

/** The rows that one value of one key stands for; an empty set where nobody has it. */
type Picker = (value: string) => BitSet;

/** One key of the filter over one table: how a value picks rows, and which values there are. */
export interface Facet {
  /** Whether a value means something here, so that it is not split. */
  readonly has: (value: string) => boolean;
  readonly pick: Picker;
  readonly known: () => string;
}

/** The rows for which something holds. */
export function rowsWhere(size: number, holds: (row: number) => boolean): BitSet {
  const words = new Uint32Array((size + 31) >>> 5);
  for (let row = 0; row < size; row++) if (holds(row)) words[row >>> 5]! |= 1 << (row & 31);
  return new BitSet(size, words);
}

/** How many known values a message lists before it says "など". */
const LISTED = 20;

/** Known values in words. */
export function listed(values: readonly string[]): string {
  return values.length <= LISTED ? values.join('・') : `${values.slice(0, LISTED).join('・')} など`;
}
