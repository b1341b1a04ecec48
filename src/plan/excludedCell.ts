/** The cell 対象外者数 of 抽出条件: one number, or one for each municipality, each of the 抽出年度 or of the year it names. */
import type { ExcludedPersons } from '../indicators';
import { AnalystError, type Cell } from '../kdb';
import type { SpecValue } from './sheetSpec';

/** A number as it was typed; `fiscalYear` null is the 抽出年度. */
export type TypedExclusion = Omit<ExcludedPersons, 'fiscalYear'> & { readonly fiscalYear: number | null };

/** How the cell is called in the sheet and in messages. */
export const EXCLUDED_LABEL = '健診の対象外者数';
export const EXCLUDED_REMARK =
  '書き出しに対象外区分（長期入院・施設入所）の列がないときの人数。市町村ごとには「甲市=300;乙町=120」、ほかの年度は「令和6年度=310」「甲市 令和6年度=310」のように書く。空欄なら、健診受診率は被保険者全員を分母にする';

const QUOTED_OR_PLAIN = /"(?:[^"]|"")*"|[^";\n]+|"/gu;
const ENTRY = /^(.*?)=(\d{1,8}|\d{1,3}(?:,\d{3})+)人?$/su;
const YEAR = /(?:^|\s)((?:令和|R)\s?(?:\d{1,2}|元)年?度?|20\d{2}年?度?)$/iu;
/** 令和元年 is 2019. */
const REIWA_OFFSET = 2018;

function fiscalYearOf(words: string): number {
  const digits = /元|\d+/u.exec(words)![0];
  const year = digits === '元' ? 1 : Number(digits);
  return year > 1000 ? year : year + REIWA_OFFSET;
}

/** Entries between ; or line breaks, those in quotes aside. */
function entriesOf(text: string): string[] {
  const entries = [''];
  let end = 0;
  for (const { 0: piece, index } of text.matchAll(QUOTED_OR_PLAIN)) {
    if (index > end) entries.push('');
    entries[entries.length - 1] += piece;
    end = index + piece.length;
  }
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** The numbers that stand in the cell; none when it is blank. Throws settings.excludedPersons. */
export function readExcludedCell(cell: Cell | undefined, address: string): TypedExclusion[] {
  if (cell === null || cell === undefined || cell === '') return [];
  const refused = (): AnalystError =>
    new AnalystError('settings.excludedPersons', { cell: address, label: EXCLUDED_LABEL, value: String(cell) });
  if (typeof cell === 'number') {
    if (!Number.isInteger(cell) || cell < 0) throw refused();
    return [{ place: '', fiscalYear: null, persons: cell }];
  }
  if (typeof cell === 'boolean') throw refused();
  const seen = new Set<string>();
  const unified = cell
    .replace(/[；;]/gu, ';')
    .replace(/＝/gu, '=')
    .replace(/＂/gu, '"')
    .replace(/[０-９，]/gu, (sign) => sign.normalize('NFKC'));
  return entriesOf(unified).map((entry) => {
    const [, name, number] = ENTRY.exec(entry.includes('=') ? entry : `=${entry}`) ?? [];
    if (name === undefined || number === undefined) throw refused();
    const words = name.trim();
    const isQuoted = /^"(?:[^"]|"")*"/u.exec(words)?.[0];
    const rest = words.slice(isQuoted?.length ?? 0);
    const year = YEAR.exec(rest);
    const plain = year === null ? rest.trim() : rest.slice(0, year.index).trim();
    if (isQuoted !== undefined ? plain !== '' : plain.startsWith('"')) throw refused();
    const place = isQuoted === undefined ? plain : isQuoted.slice(1, -1).replaceAll('""', '"');
    const fiscalYear = year === null ? null : fiscalYearOf(year[1]!);
    const key = `${place}\n${fiscalYear ?? ''}`;
    if (seen.has(key)) throw refused();
    seen.add(key);
    return { place, fiscalYear, persons: Number(number.replaceAll(',', '')) };
  });
}

/** The cell that is read back as these numbers. */
export function excludedCell(typed: readonly TypedExclusion[]): SpecValue {
  const [only] = typed;
  if (only === undefined) return '';
  if (typed.length === 1 && only.place === '' && only.fiscalYear === null) return only.persons;
  return typed
    .map(({ place, fiscalYear, persons }) => {
      const name = /[;"=\n]|^\s|\s$|年度?$/u.test(place) ? `"${place.replaceAll('"', '""')}"` : place;
      const words = [name, fiscalYear === null ? '' : `${fiscalYear}年度`].filter((word) => word !== '').join(' ');
      return `${words}=${persons}`;
    })
    .join(';');
}

/** The typed numbers, those without a year as of the 抽出年度. */
export function exclusionsOf(typed: readonly TypedExclusion[], fiscalYear: number): ExcludedPersons[] {
  return typed.map((entry) => ({ ...entry, fiscalYear: entry.fiscalYear ?? fiscalYear }));
}
