/** The registers of a fiscal year: which tables say who is insured, and which of their rows say it for a year. */
import { NO_DATE } from '../values/codes';
import { dispositionOf } from './dispositions';
import type { Roster } from './roster';
import type { Source } from './scan';
import { yearOfRow, type SourceOfYear, type Years } from './sourceOfYear';

const OTHER_YEAR = dispositionOf('対象年度外');

/** Those who say who is insured: sources with 資格 columns; else wide tables; else none, and everybody met is insured. */
export function registersOf<S extends Pick<Source, 'recognition' | 'isPersonTable'>>(
  sources: readonly S[],
): readonly S[] {
  const registers = sources.filter((source) => source.recognition.hasQualification);
  return registers.length > 0 ? registers : sources.filter((source) => source.isPersonTable);
}

/** Which registers answer for the insurers of a run. */
export interface RegisterYears {
  /** Year of the registers that answer by the code of the insurer, where those of the year are not there. */
  readonly substitutes: ReadonlyMap<number, number>;
  /** Codes of the insurers of whom only those are known who are still insured: nobody left after the reference date. */
  readonly onlyRemaining: ReadonlySet<number>;
}

/** The years that the rows of an insurer name. */
interface Named {
  isOfYear: boolean;
  later: number;
  earlier: number;
}

/**
 * Sets the register rows of other years aside. For each insurer those rows answer that name the year or none; where there are
 * none, those of the next later year, with their dates of 資格取得 and 資格喪失; else those of the last year before.
 */
export function chooseRegisters(
  registers: readonly SourceOfYear[],
  roster: Pick<Roster, 'insurerOf'>,
  { asked, extraction }: Years,
  referenceDate: number,
): RegisterYears {
  const named = new Map<number, Named>();
  const each = (visit: (source: SourceOfYear, row: number, insurer: number, year: number) => void): void => {
    for (const source of registers) {
      const yearOf = yearOfRow(source);
      for (let row = 0; row < source.dispositions.rows; row++) {
        if (!source.dispositions.isUsed(row)) continue;
        visit(source, row, roster.insurerOf(source.scan.persons[row]!), yearOf(row));
      }
    }
  };
  const namesYears = registers.some(({ named: year, scan }) => year !== null || scan.exportYears !== null);
  if (namesYears) {
    each((_, __, insurer, year) => {
      let known = named.get(insurer);
      if (!known) named.set(insurer, (known = { isOfYear: false, later: Infinity, earlier: -Infinity }));
      if (year === 0 || year === asked) known.isOfYear = true;
      else if (year > asked) known.later = Math.min(known.later, year);
      else known.earlier = Math.max(known.earlier, year);
    });
  }
  const substitutes = new Map<number, number>();
  for (const [insurer, { isOfYear, later, earlier }] of named)
    if (!isOfYear) substitutes.set(insurer, later < Infinity ? later : earlier);
  if (namesYears) {
    each(({ dispositions }, row, insurer, year) => {
      const wanted = substitutes.get(insurer);
      const answers = wanted === undefined ? year === 0 || year === asked : year === wanted;
      if (!answers) dispositions.set(row, OTHER_YEAR);
    });
  }
  return { substitutes, onlyRemaining: remainingIn(registers, each, asked, extraction, referenceDate) };
}

/** The insurers whose registers were written after the year that is asked for, and hold nobody who left since. */
function remainingIn(
  registers: readonly SourceOfYear[],
  each: (visit: (source: SourceOfYear, row: number, insurer: number, year: number) => void) => void,
  asked: number,
  extraction: number,
  referenceDate: number,
): ReadonlySet<number> {
  const written = new Set<number>();
  const withLeavers = new Set<number>();
  const mayBeLater =
    asked < extraction || registers.some(({ named, scan }) => (named?.year ?? 0) > asked || scan.exportYears);
  if (!mayBeLater) return written;
  each(({ dates: { left } }, row, insurer, year) => {
    if ((year || extraction) <= asked) return;
    written.add(insurer);
    if (left && left[row] !== NO_DATE && left[row]! > referenceDate) withLeavers.add(insurer);
  });
  return new Set([...written].filter((insurer) => !withLeavers.has(insurer)));
}
