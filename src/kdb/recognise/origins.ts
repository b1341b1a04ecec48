/** Which files the sheets of a workbook came from, where the file's name tells a fiscal year that the sheet's name does not. */
import { fileYear, fiscalYearNamed } from './namedYear';

/** The setting of a workbook that keeps them. */
export const ORIGINS_SETTING = 'IKKATSU.origins';

/** Sheet name → file name. */
export type Origins = Readonly<Record<string, string>>;

/** What the setting holds; nothing where it cannot be read. */
export function originsFrom(setting: unknown): Origins {
  try {
    const kept = JSON.parse(String(setting)) as unknown;
    if (kept === null || typeof kept !== 'object') return {};
    return Object.fromEntries(Object.entries(kept).filter(([, file]) => typeof file === 'string')) as Origins;
  } catch {
    return {};
  }
}

/** The origins with that of one more sheet, as far as it tells something; one that is known stays. */
export function withOrigin(origins: Origins, sheet: string, file: string): Origins {
  const tells = fiscalYearNamed(sheet) === null && fileYear(file) !== null;
  return tells && origins[sheet] === undefined ? { ...origins, [sheet]: file } : origins;
}
