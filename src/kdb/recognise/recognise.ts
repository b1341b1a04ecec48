/** Finds the header row of a source and says what the source is: layout, kinds, and the field of every column. */
import { areOfOwnList, isWrittenByAddin } from '../ownSheets';
import { inJapaneseYear } from '../values/calendar';
import { AnalystError } from '../errors';
import { findingOf, columnWords, rowsWords } from '../findings';
import { FIELDS, type FieldPart } from '../values/fields';
import { asText, HEADER_SEARCH_ROWS, looksIndividual, strangeHeader, type Header, headerIn } from './findHeader';
import { newerColumns, occurrenceRemark } from './fkac167';
import { fieldOfYear, unifyHeading, type HeadingMeaning, type Helper } from './headings';
import {
  FILE_ID,
  FKAC167,
  FKAC167_HEADINGS,
  GENERIC,
  genericLayout,
  PROPOSED,
  siblingOf,
  type Layout,
} from './layouts';
import { withListed } from './listedColumns';
import { receiptColumnsOf, type ReceiptColumns } from './receiptColumns';
import type { ColumnMapping } from './sourceInput';
import { readAggregate } from './tidy';
import type { Cell } from '../values/cellText';
import type { FieldId } from '../values/fieldIds';
import type { SourceInput } from './sourceInput';
import type { SourceKind } from './layouts';

/** A column of a source and the field it was recognised as. */
export interface ColumnMatch {
  /** 0-based position in the source. */
  readonly index: number;
  /** Heading as it stands in the source. */
  readonly heading: string;
  readonly field: FieldId | null;
  /** Why a column that looks known is not used (e.g. JDS値のみ, 別の質問票), in Japanese. */
  readonly remark?: string;
}

/** Why a column is not used that is headed like one before it. */
const REPEATED = '同じ見出しの 2 つ目以降のため使いません';

/** A column that is read, and how it stands among the columns of its field. */
export interface PlannedColumn extends ColumnMatch {
  readonly field: FieldId;
  readonly priority: number;
}

export interface RecognisedSource {
  readonly recognised: true;
  readonly layout: Layout;
  readonly kinds: readonly SourceKind[];
  /** 1-based row of the header (of its lower row, when it has two). */
  readonly headerRow: number;
  readonly columns: readonly ColumnMatch[];
  readonly notices: readonly string[];
  /** Columns that are read, grouped by field in the order of `FIELDS`, the preferred column of a field first. */
  readonly planned: readonly PlannedColumn[];
  /** Column of the person number; its heading, unified, tells repeated headers. */
  readonly keyIndex: number;
  /** The number is that of 介護保険, because the source has no other. */
  readonly keyIsCareNumber: boolean;
  /** Column of 生年月日元号, or -1. */
  readonly eraIndex: number;
  /** Column of 抽出年度, which names the fiscal year of each row; or -1. */
  readonly exportYearIndex: number;
  /** Columns of 認定有効期間, its first and its last day, or -1. */
  readonly validity: readonly [number, number];
  /** Columns of receipts in long form, one row a medicine or a disease; null for tables with one row a person. */
  readonly receiptColumns: ReceiptColumns | null;
  /** Unified texts of all heading cells: rows made of them repeat the header. */
  readonly headerTexts: ReadonlySet<string>;
  /** The columns as they were understood before any fiscal year was known. */
  readonly meanings: readonly (HeadingMeaning | null)[];
  /** A record of one field at the end belongs to the file's frame. */
  readonly hasEndRecord: boolean;
  /** Whether the source has 資格取得日, 資格喪失日 or 資格区分. */
  readonly hasQualification: boolean;
}

export interface UnrecognisedSource {
  readonly recognised: false;
  readonly why: string;
}

export type Recognition = RecognisedSource | UnrecognisedSource;

/** File and sheet as one name for messages. */
export function placeOf(input: { readonly file: string; readonly sheet?: string }): string {
  return input.sheet === undefined ? input.file : `${input.file}「${input.sheet}」`;
}

function kindsOf(fields: ReadonlySet<FieldId>, hasQualification: boolean): readonly SourceKind[] {
  const parts = new Set([...fields].map((field) => FIELDS[field].part));
  const kinds: SourceKind[] = hasQualification ? ['register'] : [];
  for (const kind of ['checkup', 'receipt', 'certification'] as const) if (parts.has(kind)) kinds.push(kind);
  return kinds;
}

function layoutOf(
  top: readonly (readonly Cell[])[],
  header: Header,
  kinds: readonly SourceKind[],
): { layout: Layout; framed: boolean } {
  const fileId = top
    .slice(0, header.row)
    .map((cells) => asText(cells[1]).normalize('NFKC'))
    .find((text) => FILE_ID.test(text));
  if (fileId) return { layout: fileId === FKAC167.id ? FKAC167 : siblingOf(fileId), framed: true };
  const headings = new Set(header.headings.map(unifyHeading));
  const isCheckup = FKAC167_HEADINGS.every((heading) => headings.has(heading));
  return isCheckup ? { layout: FKAC167, framed: true } : { layout: genericLayout(kinds, headings), framed: false };
}

interface Assigned {
  readonly columns: readonly ColumnMatch[];
  readonly planned: readonly PlannedColumn[];
  readonly keyIndex: number;
  readonly keyIsCareNumber: boolean;
}

/**
 * How the fiscal years of columns lead to fields: `now` is the year that is asked for, `own` that of the rows. Columns of `dated`
 * parts have their time in the row itself, whatever year the table names.
 */
export interface YearScope {
  readonly now: number;
  readonly own: number;
  readonly dated: ReadonlySet<FieldPart>;
}

/** The field of a column for a fiscal year, with the remark where it has none. */
function placedInYear(meaning: HeadingMeaning, scope: YearScope | null): Pick<ColumnMatch, 'field' | 'remark'> {
  const { field, remark, yearly } = meaning;
  const part = yearly && FIELDS[yearly.base].part;
  if (
    !scope ||
    !part ||
    part === 'person' ||
    part === 'register' ||
    (yearly.year === undefined && scope.dated.has(part))
  )
    return { field, ...(remark !== undefined && { remark }) };
  const year = (yearly.year ?? scope.own) - yearly.back;
  // A table of an earlier year answers for its own year alone; a year in the heading says more than the year of the table.
  const isOfEarlierTable = yearly.year === undefined && scope.own < scope.now;
  const placed = year > scope.now || isOfEarlierTable ? null : fieldOfYear(yearly.base, scope.now - year);
  if (placed) return { field: placed };
  return { field: null, remark: `${inJapaneseYear(year)}の値のため、${inJapaneseYear(scope.now)}の判定には使いません` };
}

/** Gives every column its field, or the remark why it has none: a second column of the same name, another number … */
function assign(
  headings: readonly string[],
  meanings: readonly (HeadingMeaning | null)[],
  given: YearScope | null = null,
): Assigned {
  const years = meanings.flatMap((meaning) => meaning?.yearly?.year ?? []);
  const newest = years.length > 0 ? Math.max(...years) : null;
  const scope = given ?? (newest === null ? null : { now: newest, own: newest, dated: new Set<FieldPart>() });
  const numbers = meanings
    .map((meaning, index) => ({ meaning, index }))
    .filter(({ meaning }) => meaning?.field === 'personId')
    .sort((a, b) => a.meaning!.priority - b.meaning!.priority || a.index - b.index);
  const careNumber = meanings.findIndex((meaning) => meaning?.helper === 'careNumber');
  const keyIndex = numbers[0]?.index ?? careNumber;
  const seen = new Set<string>();
  const planned: PlannedColumn[] = [];
  const columns = headings.map((heading, index): ColumnMatch => {
    const meaning = meanings[index];
    if (!meaning) return { index, heading, field: null };
    if (meaning.field === 'personId' && index !== keyIndex) {
      return { index, heading, field: null, remark: `「${headings[keyIndex]}」を番号として使うため使いません` };
    }
    const { field, remark } = placedInYear(meaning, scope);
    if (field === null) return { index, heading, field, ...(remark !== undefined && { remark }) };
    const name = unifyHeading(heading);
    if (seen.has(name) && !meaning.isMapped) return { index, heading, field: null, remark: REPEATED };
    seen.add(name);
    planned.push({ index, heading, field, priority: meaning.priority });
    return { index, heading, field };
  });
  const order = Object.keys(FIELDS);
  planned.sort(
    (a, b) => order.indexOf(a.field) - order.indexOf(b.field) || a.priority - b.priority || a.index - b.index,
  );
  return { columns, planned, keyIndex, keyIsCareNumber: numbers.length === 0 };
}

/**
 * The same source seen from a fiscal year: columns with a year of their own (健診受診日(R6)), and all columns of a table that is of
 * another year, move to the fields of that many years before, or out of use. Others stay as they are.
 */
export function placeInYear(source: RecognisedSource, scope: YearScope): RecognisedSource {
  const hasYears = source.meanings.some((meaning) => meaning?.yearly?.year !== undefined);
  if (source.receiptColumns !== null || (!hasYears && scope.own === scope.now)) return source;
  const { columns, planned } = assign(
    source.columns.map((column) => column.heading),
    source.meanings,
    scope,
  );
  return {
    ...source,
    columns: source.layout.id === FKAC167.id ? withOccurrences(columns) : columns,
    planned: planned.filter((column) => column.field !== 'personId'),
    kinds: kindsOf(new Set(planned.map((column) => column.field)), source.hasQualification),
  };
}

/** Columns of FKAC167 whose names stand several times, told apart by their occurrence. */
function withOccurrences(columns: readonly ColumnMatch[]): readonly ColumnMatch[] {
  const met = new Map<string, number>();
  return columns.map((column) => {
    const name = unifyHeading(column.heading);
    const occurrence = (met.get(name) ?? 0) + 1;
    met.set(name, occurrence);
    const remark = column.field === null ? occurrenceRemark(column.heading, occurrence) : null;
    return remark === null ? column : { ...column, remark };
  });
}

function layoutNotices(layout: Layout, headings: readonly string[]): readonly string[] {
  if (layout.id !== FKAC167.id)
    return PROPOSED.some(({ id }) => id === layout.id) ? [`レイアウト: ${layout.source}`] : [];
  const newer = newerColumns(headings);
  return newer.length === 0 ? [] : [`公開された 101 列にない ${newer.length} 列は、列名で読みました。`];
}

/** The header row of any table, recognised or not: its 1-based row, headings, and the fields that they are known to be. */
export function headerRowOf(
  input: SourceInput,
): { readonly row: number; readonly headings: readonly string[]; readonly fields: readonly (FieldId | null)[] } | null {
  const { top, header: found } = headerIn(input);
  const strange = strangeHeader(top);
  // One known word in a title is no header where a row of headings stands.
  const header = found && (found.hasNumber || found.hits >= 2 || !strange) ? found : strange;
  if (!header) return null;
  return {
    row: header.row + 1,
    headings: header.headings,
    fields: assign(header.headings, header.meanings).columns.map((column) => column.field),
  };
}

const mappedLayout = (mapping: ColumnMapping): Layout => ({
  id: 'mapped',
  name: mapping.name,
  status: 'unverified',
  source: '利用者が確かめた列の対応付け',
});

const hasOwnName = (input: SourceInput): boolean =>
  isWrittenByAddin((input.sheet ?? input.file).normalize('NFC').trim());

/** Whether a table is a list of ours by its headings. What the analyst gave a mapping is what the mapping says. */
function isOwnList(input: SourceInput): boolean {
  if (input.mapping) return false;
  const { header: found } = headerIn(input);
  return found !== null && areOfOwnList(found.texts);
}

/** Whether a sheet is one that the add-in writes: by its name, or a list of ours under another name. */
export const isOwnSheet = (input: SourceInput): boolean => hasOwnName(input) || isOwnList(input);

const OWN_LIST_WHY =
  'このアドインが作った一覧（優先度・該当目的数の列）の名前を変えたもの、または写しです。KDB の書き出しではないため、データとしては読みません。';

/**
 * Looks at the first rows of a source. A table with a person number and at least one other known column is an export; one
 * that only lacks the number is refused (`source.noKey`); anything else is not recognised, with the reason in Japanese.
 * @param listed headings of columns that lists show as they stand
 */
export function recognise(input: SourceInput, listed: readonly string[] = []): Recognition {
  if (hasOwnName(input)) return { recognised: false, why: 'このアドインが書いたシートです。' };
  const { top, header: found } = headerIn(input);
  if (!found)
    return { recognised: false, why: `見出し行（被保険者番号 など）が先頭 ${HEADER_SEARCH_ROWS} 行に見つかりません。` };
  if (!input.mapping && areOfOwnList(found.texts)) return { recognised: false, why: OWN_LIST_WHY };
  const header = { ...found, meanings: withListed(found.headings, found.meanings, listed) };
  if (!header.hasNumber) {
    if (looksIndividual(header) && (readAggregate(input)?.form.id ?? 'other') === 'other')
      throw new AnalystError('source.noKey', { where: placeOf(input), row: header.row + 1 });
    return { recognised: false, why: '被保険者番号の列がない表です（集計表など）。個人ごとの書き出しではありません。' };
  }
  if (input.mapping) refuseSharedFields(input, header);
  const { columns, planned, keyIndex, keyIsCareNumber } = assign(header.headings, header.meanings);
  const indexOf = (helper: Helper): number => header.meanings.findIndex((meaning) => meaning?.helper === helper);
  const fields = new Set(planned.map((column) => column.field));
  const hasQualification =
    fields.has('enrolled') ||
    fields.has('left') ||
    header.meanings.some((meaning) => meaning?.helper === 'qualification');
  const kinds = kindsOf(fields, hasQualification);
  const known = layoutOf(top, header, kinds);
  const framed = known.framed;
  const layout = input.mapping ? mappedLayout(input.mapping) : known.layout;
  const receiptColumns = receiptColumnsOf(header.headings);
  if (receiptColumns) return receiptRows(header, { columns, planned, keyIndex, keyIsCareNumber }, receiptColumns);
  return {
    recognised: true,
    layout,
    kinds,
    headerRow: header.row + 1,
    columns: layout.id === FKAC167.id ? withOccurrences(columns) : columns,
    notices: [...noticesOf(columns, fields), ...layoutNotices(layout, header.headings)],
    planned: planned.filter((column) => column.field !== 'personId'),
    keyIndex,
    keyIsCareNumber,
    eraIndex: indexOf('era'),
    exportYearIndex: indexOf('exportYear'),
    validity: [indexOf('validFrom'), indexOf('validTo')],
    receiptColumns: null,
    headerTexts: header.texts,
    meanings: header.meanings,
    hasEndRecord: framed,
    hasQualification,
  };
}

/** Fields whose columns answer together (心不全, 脳卒中, …): several may be given to them. */
const TOGETHER: ReadonlySet<FieldId> = new Set(['cvdDiagnosis']);

/** A column that a user gave a field holds it alone: two would leave to chance which value is taken. Throws mapping.twice. */
function refuseSharedFields(input: SourceInput, { headings, meanings }: Header): void {
  const bearers = new Map<FieldId, number[]>();
  meanings.forEach((meaning, index) => {
    if (meaning?.field && !TOGETHER.has(meaning.field))
      bearers.set(meaning.field, [...(bearers.get(meaning.field) ?? []), index]);
  });
  for (const [field, columns] of bearers) {
    if (columns.length < 2 || !columns.some((index) => meanings[index]!.isMapped)) continue;
    const names = columns.map((index) => columnWords({ index, heading: headings[index] ?? '' })).join('と');
    throw new AnalystError('mapping.twice', { where: placeOf(input), columns: names, field: FIELDS[field].label });
  }
}

/** Receipts in long form: of the other columns only attributes of persons are read. */
function receiptRows(header: Header, assigned: Assigned, receiptColumns: ReceiptColumns): RecognisedSource {
  const isAttribute = (field: FieldId | null): boolean => field !== null && FIELDS[field].part === 'person';
  const columns = assigned.columns.map((column): ColumnMatch => {
    const { index, heading } = column;
    if (Object.values(receiptColumns).includes(index))
      return { index, heading, field: null, remark: 'レセプトの明細として使います' };
    return isAttribute(column.field) ? column : { index, heading, field: null };
  });
  const planned = assigned.planned.filter(
    (column) => isAttribute(column.field) && column.field !== 'personId' && columns[column.index]!.field !== null,
  );
  return {
    recognised: true,
    layout: GENERIC.receiptRows,
    kinds: ['receipt'],
    headerRow: header.row + 1,
    columns,
    notices: ['薬剤・傷病名の一覧、数え方と期間は慣行によるもので、公式の定めではありません（変更できます）。'],
    planned,
    keyIndex: assigned.keyIndex,
    keyIsCareNumber: assigned.keyIsCareNumber,
    eraIndex: header.meanings.findIndex((meaning) => meaning?.helper === 'era'),
    exportYearIndex: -1,
    validity: [-1, -1],
    receiptColumns,
    headerTexts: header.texts,
    meanings: header.meanings,
    hasEndRecord: false,
    hasQualification: false,
  };
}

function noticesOf(columns: readonly ColumnMatch[], fields: ReadonlySet<FieldId>): readonly string[] {
  const notices: string[] = [];
  if (!fields.has('hba1c') && columns.some((column) => column.remark?.startsWith('JDS'))) {
    notices.push('HbA1c は JDS 値の列しかないため使いません（NGSP 値の列を書き出してください）。');
  }
  return notices;
}

/** What is to be said of columns that are headed like another one, with both their letters. */
export function repeatedHeadings({ columns, headerRow }: RecognisedSource, place: string): readonly string[] {
  return columns.flatMap((column) => {
    if (column.remark !== REPEATED) return [];
    const name = unifyHeading(column.heading);
    const first = columns.find(({ heading, remark }) => remark !== REPEATED && unifyHeading(heading) === name)!;
    const values = { place, rows: rowsWords([headerRow]), column: columnWords(column), other: columnWords(first) };
    return [findingOf('heading.repeated', values)];
  });
}
