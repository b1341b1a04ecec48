/** Kleene's three-valued logic on whole columns: which rows are true, which are unknown; the rest is false. */
import { BitSet } from './bitSet';

/** A three-valued column. `yes` and `unknown` never overlap. Treat both as read-only: they are shared and cached. */
export interface Ternary {
  readonly yes: BitSet;
  readonly unknown: BitSet;
}

/** True for every row: what an `all` over nothing means. */
export function allTrue(size: number): Ternary {
  return { yes: BitSet.full(size), unknown: new BitSet(size) };
}

/** False for every row: what an `any` over nothing means. */
export function allFalse(size: number): Ternary {
  return { yes: new BitSet(size), unknown: new BitSet(size) };
}

/** Unknown for every row: what an absent column means. */
export function allUnknown(size: number): Ternary {
  return { yes: new BitSet(size), unknown: BitSet.full(size) };
}

/** 偽 かつ 不明 = 偽; 真 かつ 不明 = 不明. */
export function and(parts: readonly Ternary[], size: number): Ternary {
  if (parts.length === 0) return allTrue(size);
  if (parts.length === 1) return parts[0]!;
  const yes = parts[0]!.yes.words.slice();
  const unknown = parts[0]!.unknown.words.slice();
  for (const part of parts.slice(1)) {
    const partYes = part.yes.words;
    const partUnknown = part.unknown.words;
    for (let i = 0; i < yes.length; i++) {
      const both = yes[i]! & partYes[i]!;
      unknown[i] = (yes[i]! | unknown[i]!) & (partYes[i]! | partUnknown[i]!) & ~both;
      yes[i] = both;
    }
  }
  return { yes: new BitSet(size, yes), unknown: new BitSet(size, unknown) };
}

/** 真 または 不明 = 真; 偽 または 不明 = 不明. */
export function or(parts: readonly Ternary[], size: number): Ternary {
  if (parts.length === 0) return allFalse(size);
  if (parts.length === 1) return parts[0]!;
  const yes = parts[0]!.yes.words.slice();
  const unknown = parts[0]!.unknown.words.slice();
  for (const part of parts.slice(1)) {
    const partYes = part.yes.words;
    const partUnknown = part.unknown.words;
    for (let i = 0; i < yes.length; i++) {
      const either = yes[i]! | partYes[i]!;
      unknown[i] = (unknown[i]! | partUnknown[i]!) & ~either;
      yes[i] = either;
    }
  }
  return { yes: new BitSet(size, yes), unknown: new BitSet(size, unknown) };
}

/** Not unknown is unknown. */
export function not(part: Ternary): Ternary {
  const yes = new Uint32Array(part.yes.words.length);
  for (let i = 0; i < yes.length; i++) yes[i] = ~(part.yes.words[i]! | part.unknown.words[i]!);
  return { yes: new BitSet(part.yes.size, yes), unknown: part.unknown };
}

/** One row's truth. */
export type Truth = 'true' | 'false' | 'unknown';

export function truthAt(part: Ternary, row: number): Truth {
  if (part.yes.get(row)) return 'true';
  return part.unknown.get(row) ? 'unknown' : 'false';
}

/** `and` over single truths, for one person's explanation. */
export function andTruth(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** `or` over single truths. */
export function orTruth(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

export function notTruth(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'true' ? 'false' : 'true';
}
