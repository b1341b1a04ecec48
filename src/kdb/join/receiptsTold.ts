/** Of which months the tables of receipts tell, and by which columns, insurer by insurer. */
import type { ReceiptColumns } from '../recognise/receiptColumns';
import type { Roster } from './roster';
import type { Source } from './scan';
import { bitsByInsurer } from './toldInsurers';

/** First and last month (months since year 0), and the columns that some table has. */
export interface ReceiptsTold {
  readonly first: number;
  readonly last: number;
  readonly roles: ReadonlySet<keyof ReceiptColumns>;
}

export const NOTHING_TOLD: ReceiptsTold = { first: Infinity, last: -Infinity, roles: new Set() };

/** The insurer of a person, by its code; 0 for everybody where there are not several. */
export const insurerAmong = (roster: Roster): ((person: number) => number) =>
  roster.insurerCodes().length < 2 ? () => 0 : (person) => roster.insurerOf(person);

/**
 * What is told of each insurer. A row is about the insurer of its person; a row of nobody who is known counts where all others of
 * its table are of one insurer.
 */
export function receiptsTold(sources: readonly Source[], roster: Roster): ReadonlyMap<number, ReceiptsTold> {
  const insurerOf = insurerAmong(roster);
  const all = new Map<number, { first: number; last: number; roles: Set<keyof ReceiptColumns> }>();
  for (const { scan, recognition } of sources) {
    const { persons, months } = scan;
    const [only, ...others] = bitsByInsurer({ scan }, { insurerOf }).keys();
    const met = new Set<number>();
    months!.forEach((month, row) => {
      const person = persons[row]!;
      const insurer = person >= 0 ? insurerOf(person) : others.length === 0 ? only : undefined;
      if (month < 0 || insurer === undefined) return;
      const told = all.get(insurer) ?? { first: month, last: month, roles: new Set() };
      if (!met.has(insurer)) all.set(insurer, told);
      met.add(insurer);
      told.first = Math.min(told.first, month);
      told.last = Math.max(told.last, month);
    });
    for (const [role, index] of Object.entries(recognition.receiptColumns!))
      if (index >= 0) for (const insurer of met) all.get(insurer)!.roles.add(role as keyof ReceiptColumns);
  }
  return all;
}
