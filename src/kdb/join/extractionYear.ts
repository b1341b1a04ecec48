/** The 抽出年度 of a run: the one that is given, else that of the newest check-up date, else the newest that a table names. */
import { fiscalYearOf, inJapaneseYear } from '../values/calendar';
import { AnalystError } from '../errors';
import { unreadableNumbers } from './notices';
import { fiscalYearOfMonth } from '../recognise/receiptColumns';
import { NO_DATE } from '../values/codes';
import type { Read } from './readSources';
import type { Source } from './scan';

/** The fiscal year of the newest check-up date; a date in a column 前年度 speaks for the year after it. */
function newestCheckupYear(sources: readonly Source[]): number | null {
  let newest: number | null = null;
  for (const { scan, recognition } of sources) {
    const hasOwnYears = recognition.meanings.some((meaning) => meaning?.yearly?.year !== undefined);
    for (const { field, index } of recognition.planned) {
      if (field !== 'checkupDate' && field !== 'checkupDatePrevious') continue;
      let latest = NO_DATE;
      const dates = scan.datesAt(index);
      for (let row = 0; row < dates.length; row++) if (dates[row]! > latest) latest = dates[row]!;
      const offset = field === 'checkupDate' || hasOwnYears ? 0 : 1;
      if (latest !== NO_DATE) newest = Math.max(newest ?? -Infinity, fiscalYearOf(latest) + offset);
    }
  }
  return newest;
}

/** The newest fiscal year that a table names, for runs without any check-up date. */
export function newestNamedYear(sources: readonly Source[]): number | null {
  const years = sources.flatMap(({ recognition, scan, named }) => [
    ...new Set(scan.exportYears ?? []),
    ...new Set((scan.months ?? []).filter((month) => month >= 0).map(fiscalYearOfMonth)),
    ...recognition.meanings.flatMap((meaning) => meaning?.yearly?.year ?? []),
    ...(named && recognition.receiptColumns === null ? [named.year] : []),
  ]);
  const newest = Math.max(...years);
  return newest > 0 ? newest : null;
}

/** 抽出年度, and what says so. */
export interface Extraction {
  readonly fiscalYear: number;
  readonly from: 'given' | 'checkups' | 'named';
  readonly newestCheckup: number | null;
}

/** What became of the rows of each source, for the sentence that nobody is left; numbers that Excel has rounded are named. */
export function whyNobody(sources: readonly Pick<Source, 'place' | 'recognition' | 'scan'>[]): string {
  return sources
    .flatMap((source) => {
      const ledger = source.scan.dispositions.ledger(source.scan.rowNumbers);
      const reasons = Object.entries(ledger.setAside).map(([reason, count]) => `${reason} ${count} 行`);
      return [
        ...(reasons.length === 0 ? [] : [`${source.place} の除いた行: ${reasons.join('、')}。`]),
        ...unreadableNumbers(source, ledger),
      ];
    })
    .join('');
}

/** @throws AnalystError source.noPersons, source.noYear */
export function extractionYear({ ordered, roster }: Read, given: number | undefined): Extraction {
  const newestCheckup = newestCheckupYear(ordered);
  const fiscalYear = given ?? newestCheckup ?? newestNamedYear(ordered);
  if (roster.size === 0)
    throw new AnalystError('source.noPersons', {
      fiscalYear: fiscalYear === null ? '未定' : `${inJapaneseYear(fiscalYear)}（${fiscalYear}年度）`,
      why: whyNobody(ordered),
    });
  if (fiscalYear === null) throw new AnalystError('source.noYear');
  return {
    fiscalYear,
    from: given !== undefined ? 'given' : newestCheckup !== null ? 'checkups' : 'named',
    newestCheckup,
  };
}
