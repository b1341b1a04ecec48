/** Pairs of before and after: incomplete pairs are left out and counted, never filled in. */
import { AnalystError } from '../kdb';
import { sameLength } from './guards';

/** One person's value as a cell gives it; null (or NaN) is missing. */
export type PairCell = number | boolean | null;

export interface CompletePairs {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Pairs in which either value was missing. */
  readonly incomplete: number;
}

const present = (cell: PairCell | undefined): cell is number | boolean =>
  typeof cell === 'boolean' || (typeof cell === 'number' && Number.isFinite(cell));

/**
 * The pairs in which both values are there. Columns of unequal length are refused (`rows.mismatch`), and fewer than
 * `needed` complete pairs (`pairs.tooFew`).
 */
export function completePairs(before: readonly PairCell[], after: readonly PairCell[], needed: number): CompletePairs {
  sameLength(before, '前', after, '後');
  const rows = before.map((_, i) => i).filter((i) => present(before[i]) && present(after[i]));
  if (rows.length < needed) throw new AnalystError('pairs.tooFew', { pairs: rows.length, needed });
  return {
    before: rows.map((i) => Number(before[i])),
    after: rows.map((i) => Number(after[i])),
    incomplete: before.length - rows.length,
  };
}

/** The sentence that says how many pairs were left out. */
export function incompleteNote(pairs: CompletePairs): string | false {
  return (
    pairs.incomplete > 0 &&
    `前後のどちらかが欠けた ${pairs.incomplete} 組を除き、${pairs.before.length} 組で計算しました。除いた人の結果は含みません。`
  );
}

/** The sentence that every before-after comparison without a control group carries. */
export const REGRESSION_TO_THE_MEAN =
  '対照群のない前後比較です。値の悪い人を選んで測り直すと、支援がなくても平均へ戻る動き（平均への回帰）が混ざります。';
