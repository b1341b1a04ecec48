/** What an intake says of 支援記録, which is no export: rows that are not used, merged, or contradicted by the data. */
import { AnalystError, type Cell, type IntakeYears, type PersonTable } from '../../kdb';
import { placeRecords } from './placeRecords';
import { readSupport } from './readSupport';

/** The persons of a year; null where nobody was insured in it. */
export function personsOrNull(table: () => PersonTable): PersonTable | null {
  try {
    return table();
  } catch (error) {
    if (error instanceof AnalystError && error.code === 'source.noPersons') return null;
    throw error;
  }
}

/** The persons of the 抽出年度, and of the newest year after it, against whom a log is held. */
function tablesOf({ fiscalYear, newestYear, year }: IntakeYears): PersonTable[] {
  return [fiscalYear, ...(newestYear !== null && newestYear > fiscalYear ? [newestYear] : [])].flatMap(
    (each) => personsOrNull(() => year(each).table) ?? [],
  );
}

/** In whole sentences; a log that cannot be read is told, and refuses nothing. `rows` from A1; none for an empty sheet. */
export function supportNotices(rows: readonly (readonly Cell[])[], years: IntakeYears): readonly string[] {
  if (rows.length === 0) return [];
  try {
    const log = readSupport(rows);
    if (log.rows === 0) return ['支援記録は見出しだけで、人の行がありません。'];
    const yearBefore = (): PersonTable | null => personsOrNull(() => years.year(years.fiscalYear - 1).table);
    return placeRecords(log, tablesOf(years), yearBefore).notices;
  } catch (error) {
    if (error instanceof AnalystError && error.code.startsWith('support.')) return [error.message];
    throw error;
  }
}
