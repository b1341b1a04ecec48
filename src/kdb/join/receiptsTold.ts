/** Of which months the tables of receipts tell, and by which columns, insurer by insurer. */
import type { ReceiptColumns } from '../recognise/receiptColumns';
import type { Roster } from './roster';
import type { Source } from './scan';
import { bitsByInsurer } from './toldInsurers';

/** First and last month (months since year 0), and the columns of the tables. */
export interface ReceiptsTold {
  readonly first: number;
  readonly last: number;
  readonly columns: readonly ReceiptColumns[];
}

export const NOTHING_TOLD: ReceiptsTold = { first: Infinity, last: -Infinity, columns: [] };

/** The insurer of a person, by its code; 0 for everybody where there are not several. */
export const insurerAmong = (roster: Roster): ((person: number) => number) =>
  roster.insurerCodes().length < 2 ? () => 0 : (person) => roster.insurerOf(person);

/**
 * What is told of each insurer. A row is about the insurer of its person; a row of nobody who is known counts where all others of
 * its table are of one insurer.
 */
export function receiptsTold(sources: readonly Source[], roster: Roster): ReadonlyMap<number, ReceiptsTold> {
  const insurerOf = insurerAmong(roster);
  const all = new Map<number, { first: number; last: number; columns: ReceiptColumns[] }>();
  for (const { scan, recognition } of sources) {
    const columns = recognition.receiptColumns!;
    const [only, ...others] = bitsByInsurer({ scan }, { insurerOf }).keys();
    scan.months!.forEach((month, row) => {
      const person = scan.persons[row]!;
      const insurer = person >= 0 ? insurerOf(person) : others.length > 0 ? undefined : only;
      if (month < 0 || insurer === undefined) return;
      let told = all.get(insurer);
      if (!told) all.set(insurer, (told = { first: month, last: month, columns: [] }));
      told.first = Math.min(told.first, month);
      told.last = Math.max(told.last, month);
      if (!told.columns.includes(columns)) told.columns.push(columns);
    });
  }
  return all;
}
