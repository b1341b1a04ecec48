/** What data a sheet was written with: in words for its readers, and as the stamp that stays out of sight for the comparison. */
import { daysOf, toWareki } from '../kdb';
import { FORM_MARK } from './forms/formMark';
import { fiscalYearName } from './years';

/** A stamp of `stampOf` in kdb, with the mark of the conditions: 2025年度 20260331 2912人 1f3a9c07-72ab. */
const STAMP = /^(\d{4})年度 (\d{4})(\d{2})(\d{2}) (\d+)人 (\S+)$/u;
/** Between the stamps of the data before and after. */
const BETWEEN = ' / ';
const WRITTEN = '集計したデータ: ';
/** What a sheet says of its data, up to the next part of the line; in other words before. */
const SAID = /[ \u3000]*(?:書いたときの|集計した)データ[:：].*?(?= {2}|\u3000|。|\n|$)/gu;
/** The same where no other words begin the sentence. */
const SAID_ALONE = /(?<=^|[。\n][ \u3000]*)(?:書いたときの|集計した)データ[:：][^。\n]*?(?:。|(?= {2}|\u3000|\n|$))/gmu;
/** The stamp itself, as sheets said it before it was put out of sight. */
const SAID_BEFORE = /書いたときのデータ: (\d{4}年度 \d{8}.*?)(?: {2}|（|。|$)/u;
/** Behind the marks of a form, and in the hidden cell of a sheet that is no form. */
const CORNER = new RegExp(`^${FORM_MARK} \\d+x\\d+ (.+)$`, 'u');
const ALONE = /^IKKATSU:data (.+)$/u;

/** 令和7年度 令和8年3月31日現在 2,912人: the year, the day that persons are counted on, and how many they are. */
export function dataWords(stamp: string): string {
  return stamp
    .split(BETWEEN)
    .map((one) => {
      const found = STAMP.exec(one);
      if (found === null) return one;
      const [, fiscalYear, year, month, day, persons] = found;
      const date = toWareki(daysOf(Number(year), Number(month), Number(day)));
      return `${fiscalYearName(Number(fiscalYear))} ${date}現在 ${Number(persons).toLocaleString('ja-JP')}人`;
    })
    .join(BETWEEN);
}

/** The part of a stamp that tells other values under the same words; '' where it has none. */
export function checkNumber(stamp: string): string {
  return stamp
    .split(BETWEEN)
    .flatMap((one) => STAMP.exec(one)?.[6] ?? [])
    .join(BETWEEN);
}

/** What a sheet says that is written now. */
export function writtenWith(stamp: string): string {
  return `${WRITTEN}${dataWords(stamp)}`;
}

/** A text without these words; a 。 behind them that would then close nothing goes too. */
export function withoutWrittenWith(text: string): string {
  return text.replace(SAID_ALONE, '').replace(SAID, '');
}

/** What the hidden cell of a sheet that is no form holds. */
export function hiddenStamp(stamp: string): string {
  return `IKKATSU:data ${stamp}`;
}

/** The stamp among these cells; null where none of them carries one. */
export function stampIn(rows: readonly (readonly unknown[])[]): string | null {
  for (const pattern of [CORNER, ALONE, SAID_BEFORE])
    for (const cells of rows)
      for (const value of cells) {
        const found = typeof value === 'string' ? pattern.exec(value) : null;
        if (found !== null) return found[1]!.trim();
      }
  return null;
}
