/** Tells when a table without any date names another fiscal year than the one that its values are used for. */
import { daysOf, toWareki } from '../values/calendar';
import type { RecognisedSource } from './recognise';
import { titleYearOf } from './tidy';
import type { Cell, SourceInput } from '../types';
import { fiscalYearIn } from './yearMarks';

/** 令和8年度, 2026年度, and R8 standing alone. */
const NAMED =
  /(?:令和|平成)(?:元|\d{1,2})年度|20\d{2}年度|(?:^|[^A-Za-z0-9])([RH](?:元|\d{1,2}))(?:年度|(?=$|[_\-.\s()]))/gi;

/** The fiscal years that a text names. */
function yearsIn(text: string): readonly number[] {
  const found: number[] = [];
  for (const [all, short] of text.normalize('NFKC').replace(/\s+/g, ' ').matchAll(NAMED)) {
    const year = fiscalYearIn(short ?? all);
    if (year !== null) found.push(year);
  }
  return found;
}

/** The cells above the header, as far as they are texts. */
function titlesOf(input: SourceInput, headerRow: number): string {
  const above: (readonly Cell[])[] = [];
  for (const cells of input.rows()) if (above.push(cells) >= headerRow) break;
  return above
    .slice(0, headerRow - 1)
    .flat()
    .filter((cell) => typeof cell === 'string')
    .join('\n');
}

/** Whether anything beside the values says of which time they are. */
function isDated({
  planned,
  receiptColumns,
  exportYear,
  exportYearIndex,
  validity,
  meanings,
}: RecognisedSource): boolean {
  return (
    receiptColumns !== null ||
    exportYear !== null ||
    exportYearIndex >= 0 ||
    validity.some((index) => index >= 0) ||
    meanings.some((meaning) => meaning?.yearly?.year !== undefined) ||
    planned.some(({ field }) => field === 'checkupDate')
  );
}

const inWords = (year: number): string =>
  `${/^(明治|大正|昭和|平成|令和)(元|\d+)年/u.exec(toWareki(daysOf(year, 6, 1)))?.[0] ?? `${year}年`}度`;

/**
 * The notice of a source whose values have no date but whose title, sheet name or file name (the first that names a year
 * decides) is of another fiscal year. Values without any date column are of the fiscal year: nothing is changed here.
 */
export function undatedNotices(
  input: SourceInput,
  recognition: RecognisedSource,
  fiscalYear: number,
): readonly string[] {
  if (isDated(recognition) || recognition.kinds.every((kind) => kind === 'register')) return [];
  const title = titleYearOf(input, recognition.headerRow);
  const isFile = input.sheet !== undefined || /\.[A-Za-z]{3,4}$/.test(input.file);
  const said: readonly (readonly [string, readonly number[]])[] = [
    ['表の上の見出し', title === null ? yearsIn(titlesOf(input, recognition.headerRow)) : [title]],
    ['シート名', yearsIn(input.sheet ?? '')],
    [isFile ? 'ファイル名' : 'シート名', yearsIn(input.file.replace(/\.[A-Za-z]{3,4}$/, ''))],
  ];
  const [what, years] = said.find(([, named]) => named.length > 0) ?? ['', []];
  if (years.length === 0 || years.includes(fiscalYear)) return [];
  const place = input.sheet === undefined ? input.file : `${input.file}「${input.sheet}」`;
  return [
    `${place} の${what}は${inWords(years[0]!)}ですが、日付の列がないため ${fiscalYear} 年度の値として使いました。別の年度の値なら、この表を外すか、日付の列のある書き出しにしてください。`,
  ];
}
