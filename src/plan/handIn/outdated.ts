/** Sheets that were written from other data, another year or other criteria than the workbook has now, by the stamp on each. */
import { AnalystError } from '../../kdb';
import { checkNumber, dataWords, stampIn } from '../dataStamp';
import type { SheetPicture } from './picture';

/** The stamp stands in the lines above the form. */
const HEAD_ROWS = 40;
const MOST_NAMED = 8;

/** The stamp of the data, the year and the criteria that a sheet was written from; null on sheets that carry none. */
export function stampOn(picture: SheetPicture): string | null {
  const rows = Array.from({ length: Math.min(picture.rows, HEAD_ROWS) }, (_, row) =>
    Array.from({ length: picture.columns }, (__, column) => picture.at(row, column).value),
  );
  return stampIn(rows);
}

/** Two stamps in words that differ: where year, day and persons are the same, the values are not, and the check numbers tell. */
function inWords(written: string, now: string): { readonly written: string; readonly now: string } {
  const words = { written: dataWords(written), now: dataWords(now) };
  if (words.written !== words.now) return words;
  const withNumber = (stamp: string): string => `${dataWords(stamp)}・照合番号 ${checkNumber(stamp)}`;
  return { written: withNumber(written), now: withNumber(now) };
}

/**
 * Refuses sheets whose stamp is not the one that they would be written with now. A sheet without a stamp is left to its reader.
 * Throws AnalystError handIn.outdated, naming the sheets.
 * @param stampNow the stamp that a sheet of this name would carry now
 */
export function assertCurrent(pictures: readonly SheetPicture[], stampNow: (sheet: string) => string): void {
  const outdated = pictures.flatMap((picture) => {
    const written = stampOn(picture);
    return written === null || written === stampNow(picture.name) ? [] : [{ sheet: picture.name, written }];
  });
  const [first] = outdated;
  if (first === undefined) return;
  const named = outdated.slice(0, MOST_NAMED).map(({ sheet }) => sheet);
  const more = outdated.length > MOST_NAMED ? ` など ${outdated.length} 枚` : '';
  throw new AnalystError('handIn.outdated', {
    sheets: `${named.join('、')}${more}`,
    sheet: first.sheet,
    ...inWords(first.written, stampNow(first.sheet)),
  });
}
