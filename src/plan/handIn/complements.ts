/** 判定不能 on the public copy: what is left of 被保険者 beside 判定可能 is not printed where a small number stands among it. */
import { isSmall, type MaskingRule } from '../../indicators';
import { DASH } from '../formulaCalls';
import { COMMON_INDICATORS_SHEET } from '../sheetNames';
import type { SheetPicture } from './picture';

/** The heading of the column on 共通評価指標. */
const HEADING = '判定不能';
/** Stands in its place where nothing of the column is shown. */
export const HEADING_WITHHELD = '判定不能（示しません）';
export const WITHHELD_WORDS =
  '共通評価指標の「判定不能」は、少ない人数があるため列ごと示していません（判定可能者数は示しています）';

export interface Complements {
  /** "row,column" of the headings and of the figures below them. */
  readonly headings: readonly { readonly row: number; readonly column: number }[];
  readonly figures: ReadonlySet<string>;
}

/**
 * The column that stays blank; null where no number in it is small. To hide one of its numbers all of its row would go with it: 判定可能
 * tells it, and the rates rest on that. What a printed part leaves of a printed whole may be known, unless 厳格 is chosen.
 */
export function withheldComplements(picture: SheetPicture, rule: MaskingRule): Complements | null {
  if (picture.name !== COMMON_INDICATORS_SHEET || rule.hiddenUpTo === Infinity) return null;
  const headings: { row: number; column: number }[] = [];
  const figures = new Set<string>();
  let hasSmall = false;
  for (let column = 0; column < picture.columns; column += 1) {
    let isBelow = false;
    for (let row = 0; row < picture.rows; row += 1) {
      const { value } = picture.at(row, column);
      if (value === HEADING) {
        headings.push({ row, column });
        isBelow = true;
      } else if (isBelow && typeof value === 'number') {
        figures.add(`${row},${column}`);
        hasSmall ||= isSmall(value, rule);
      } else if (typeof value === 'string' && value !== DASH) isBelow = false;
    }
  }
  return hasSmall ? { headings, figures } : null;
}
