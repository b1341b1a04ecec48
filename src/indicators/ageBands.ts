/** Age classes by their lower ends: read from labels, checked for order, matched to the classes of a standard. */
import { AnalystError } from '../kdb';

/** A lower end as a cell gives it: 75, "75", "75-79", "75～79歳", "85以上", "85+". */
export type BandLabel = string | number | null;

/** No age class begins above this; a larger number is a date that a spreadsheet made of "10-14". */
const HIGHEST_LOWER_END = 120;

function lowerEnd(label: BandLabel, position: number): number {
  const text = String(label ?? '')
    .normalize('NFKC')
    .replace(/[\s歳才]/g, '');
  const first = /^(\d+(?:\.\d+)?)/.exec(text);
  const lower = first ? Number(first[1]) : /^[~〜‐–—-]\d+|^(総数|全年齢)$/.test(text) ? 0 : NaN;
  const upToOnly = first !== null && /^\d+(以下|未満|まで)$/.test(text);
  if (!Number.isInteger(lower) || lower > HIGHEST_LOWER_END)
    throw new AnalystError('bands.notLabel', { label: String(label ?? ''), position });
  return upToOnly ? 0 : lower;
}

/**
 * The lower ends of age classes, in years, strictly rising. The last class is open.
 *
 * Errors: `rows.none`, `bands.notLabel` (also for a label that a spreadsheet turned into a date), `bands.order`.
 */
export function bandLowerEnds(labels: readonly BandLabel[]): number[] {
  if (labels.length === 0) throw new AnalystError('rows.none', { label: '年齢階級' });
  const lowers = labels.map((label, i) => lowerEnd(label, i + 1));
  lowers.forEach((lower, i) => {
    if (i > 0 && lower <= lowers[i - 1]!) throw new AnalystError('bands.order', { lower, position: i + 1 });
  });
  return lowers;
}
