/** Choices about the shown results: which area, the scale of the bars, and the sheet that belongs to a purpose. */
import type { CriterionCount } from '../../criteria/types';
import type { ExtractionView } from '../door';

/** The whole union, as against one 圏域. */
export const WHOLE = '';

/** Counts of one area, or of everybody. An area that the new result no longer has falls back to everybody. */
export function countsOf(result: ExtractionView, area: string): readonly CriterionCount[] {
  return result.byArea.find((entry) => entry.area === area)?.criteria ?? result.criteria;
}

/** The right end of the bars in percent: the next round number above the greatest rate, at least 1. */
export function scaleEnd(criteria: readonly CriterionCount[]): number {
  const greatest = Math.max(
    0,
    ...criteria.map(({ hits, denominator }) => (denominator > 0 ? (hits / denominator) * 100 : 0)),
  );
  return [1, 2, 5, 10, 20, 30, 50].find((end) => greatest <= end) ?? 100;
}

/** The list sheet of a purpose among the sheets that were written. */
export function listSheetOf(result: ExtractionView, name: string): string | undefined {
  return result.sheets.find((sheet) => sheet === `抽出_${name}`);
}

/** The sheets that are no list of a purpose: 取込結果, 抽出条件, 共通評価指標 … */
export function otherSheets(result: ExtractionView): readonly string[] {
  return result.sheets.filter((sheet) => !sheet.startsWith('抽出_'));
}
