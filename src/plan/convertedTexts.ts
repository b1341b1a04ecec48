/** Texts that Excel would take for something else when they are written to a cell of the format General. */
import { runsOf, type Run } from './runs';
import type { SpecValue } from './sheetSpec';

const MONTH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
/** How a text begins that may be a formula, a number, an amount of money, a date or a time, or is a truth value. */
const CONVERTED = new RegExp(
  `^([=+\\-@#\\d¥\\\\$£€%(.]|true$|false$|[mtshr]\\.? ?\\d|(明治|大正|昭和|平成|令和) ?[\\d元]|(午前|午後) ?\\d|(${MONTH})[a-z]*\\.?[ -]\\d)`,
  'i',
);

/** A text that Excel would turn into a formula, a number, a date or a truth value when it is written to a General cell. */
export function wouldBeConverted(text: string): boolean {
  return CONVERTED.test(text.normalize('NFKC').trim());
}

/** The rows of a column whose texts Excel would convert. */
export function takenRows(cells: readonly (readonly SpecValue[])[], index: number): Run<true>[] {
  const isTaken = (value: SpecValue | undefined): boolean =>
    typeof value === 'string' && value !== '' && wouldBeConverted(value);
  return runsOf(cells.map((line) => (isTaken(line[index]) ? true : undefined)));
}
