/** The list of one purpose: who meets it, in which order, with 優先度, 理由, the values that count and room for the work. */
import {
  criterionById,
  divisionAt,
  insurerNumbers,
  priority,
  type CriteriaSettings,
  type CriterionId,
  type CriterionResult,
  type Division,
} from '../../criteria';
import {
  atOnce,
  FIELDS,
  indexOf,
  textAt,
  toWareki,
  valueText,
  type FieldId,
  type Intake,
  type PersonTable,
  type Steps,
} from '../../kdb';
import { fieldsOf } from '../fieldsOf';
import type { SpecValue } from '../sheetSpec';
import { PRIORITY_HEADING, PURPOSE_COUNT_HEADING } from '../sheetNames';
import { plainName, shortReason } from './reasons';
import { WORK_HEADINGS, workKey, type ListWork, type WorkEntry } from './work';

/** The same persons a year before: who met the purposes then. */
export interface YearBefore {
  readonly table: PersonTable;
  readonly results: readonly CriterionResult[];
}

/** What a list is made of. `results` holds all purposes in use: 該当目的数, 他の目的 and 優先度 look at them. */
export interface Extraction {
  readonly intake: Intake;
  readonly settings: CriteriaSettings;
  readonly results: readonly CriterionResult[];
  /** Absent where the data say nothing of the year before. */
  readonly yearBefore?: YearBefore;
  /** What was written into the columns of work of the lists that stand, and of 対象者一覧 (`everybody`). */
  readonly work?: ReadonlyMap<CriterionId | 'everybody', ListWork>;
  /** Absent: as a sheet writes them. */
  readonly dates?: DateWriting;
}

/**
 * What a column is for: who it is, what comes first, why, what the work leaves behind, how to reach the person, what else is
 * good to know, which values count.
 */
export type ListPart = 'person' | 'order' | 'reason' | 'work' | 'contact' | 'more' | 'value';

export interface ListColumn {
  readonly heading: string;
  readonly kind: 'text' | 'number';
  readonly part: ListPart;
}

export interface ExtractionList {
  readonly columns: readonly ListColumn[];
  /** Highest 優先度 first, then the order of the register. Missing values are ''. */
  readonly rows: readonly (readonly SpecValue[])[];
}

/** Columns that a list shows only where the sources provide them. */
const OPTIONAL: readonly FieldId[] = ['municipality', 'area'];
const KNOWN: readonly FieldId[] = [
  'kana',
  'doctor',
  'careLevel',
  'checkupDate',
  'birthDate',
  'note1',
  'note2',
  'note3',
];
const ADDRESS: readonly FieldId[] = ['postalCode', 'address', 'addressDetail'];
/** What every list shows by itself, whether or not it was asked for. */
const SHOWN: ReadonlySet<FieldId> = new Set([
  'personId',
  'name',
  'insurer',
  'sex',
  'age',
  'phone',
  ...OPTIONAL,
  ...KNOWN,
  ...ADDRESS,
]);

/** How dates are written: 令和7年6月3日 for those who read a sheet, 2025-06-03 for programs that read a file. */
export type DateWriting = 'japanese' | 'iso';

/** The value of a field in words; '' when it is missing. */
export function textIn(table: PersonTable, field: FieldId, row: number, dates: DateWriting = 'japanese'): string {
  const column = table.columns[field];
  const text = valueText(table, field, row);
  return dates === 'japanese' && column?.kind === 'date' && text !== '' ? toWareki(column.days[row]!) : text;
}

/** A value as a cell: measured values and counts stay numbers, everything else is the text in words. */
export function cellOf(table: PersonTable, field: FieldId, row: number, dates: DateWriting = 'japanese'): SpecValue {
  const column = table.columns[field];
  if (column === undefined) return '';
  if (column.kind === 'measure') return Number.isNaN(column.values[row]) ? '' : (column.values[row] ?? '');
  if (column.kind === 'count') return (column.values[row] ?? -1) < 0 ? '' : (column.values[row] ?? '');
  return textIn(table, field, row, dates);
}

/** A name with one kind of space, so that a search finds it in every sheet. */
export function nameAt(table: PersonTable, row: number): string {
  return textAt(table, 'name', row)
    .trim()
    .replace(/[\s\u3000]+/gu, '\u3000');
}

/** 〒, 住所 and 方書 in one cell; '' where the data have none of them. */
function addressAt(table: PersonTable, row: number): string {
  const [postal = '', ...rest] = ADDRESS.map((field) => textAt(table, field, row).trim());
  const code = postal.replace(/^〒\s*/u, '');
  return [code === '' ? '' : `〒${code}`, ...rest].filter((part) => part !== '').join(' ');
}

/** Which columns beside the purpose's own every list of persons can show, with what stands in them. */
export interface PersonColumn extends ListColumn {
  readonly at: (row: number) => SpecValue;
}

/** Who a person is: number, name, insurer, place, sex, age. */
export function personColumns(table: PersonTable): PersonColumn[] {
  const text = (field: FieldId): PersonColumn => ({
    heading: FIELDS[field].label,
    kind: 'text',
    part: 'person',
    at: (row) => textAt(table, field, row),
  });
  const has = (field: FieldId): boolean => table.columns[field] !== undefined;
  return [
    text('personId'),
    ...(has('name') ? [{ ...text('name'), at: (row: number) => nameAt(table, row) }] : []),
    ...(insurerNumbers(table).length > 1 ? [text('insurer')] : []),
    ...OPTIONAL.filter(has).map(text),
    { ...text('sex'), at: (row) => valueText(table, 'sex', row) },
    { heading: '年齢', kind: 'number', part: 'person', at: (row) => cellOf(table, 'age', row) },
  ];
}

const columnsOf = (
  table: PersonTable,
  fields: readonly FieldId[],
  part: ListPart,
  dates: DateWriting = 'japanese',
): PersonColumn[] =>
  fields
    .filter((field) => table.columns[field] !== undefined)
    .map((field) => ({
      heading: FIELDS[field].label,
      kind: 'text',
      part,
      at: (row) => textIn(table, field, row, dates),
    }));

/** How a person is reached: address and telephone, as far as the sources have them. */
export function contactColumns(table: PersonTable): PersonColumn[] {
  const has = ADDRESS.some((field) => table.columns[field] !== undefined);
  const address: PersonColumn = { heading: '住所', kind: 'text', part: 'contact', at: (row) => addressAt(table, row) };
  return [...(has ? [address] : []), ...columnsOf(table, ['phone'], 'contact')];
}

/** What a visitor wants to know besides, as far as the sources have it. */
export function knownColumns(table: PersonTable, dates: DateWriting = 'japanese'): PersonColumn[] {
  const listed = (table.listed ?? []).filter(({ field }) => !SHOWN.has(field) && table.columns[field] !== undefined);
  return [
    ...columnsOf(table, KNOWN, 'more', dates),
    ...listed.map(({ heading, field }): PersonColumn => ({
      heading,
      kind: 'text',
      part: 'more',
      at: (row) => textIn(table, field, row, dates),
    })),
  ];
}

/** A purpose without its group: 多剤 for 服薬（多剤）. */
export function shortPurpose(id: CriterionId): string {
  const { name } = criterionById(id);
  return /（(.+)）$/u.exec(name)?.[1] ?? name;
}

/** The other purposes that a person meets, by short name; '' for none. */
function otherPurposes(results: readonly CriterionResult[], id: CriterionId, row: number): string {
  return results
    .filter((each) => each.id !== id && each.hits.get(row))
    .map((each) => shortPurpose(each.id))
    .join('・');
}

/** ○ for who met the purpose a year before, － for who could not be judged then or was not there; '' for who did not. */
export function metBefore(
  { table, results }: YearBefore,
  id: CriterionId,
  person: { readonly number: string; readonly insurer: string },
): string {
  const row = indexOf(table).row(person);
  const result = results.find((each) => each.id === id);
  if (row < 0 || result === undefined || result.undetermined.get(row)) return '－';
  return result.hits.get(row) ? '○' : '';
}

/** Highest 優先度 first, then more purposes, more severe, and the order of the register. */
export const inOrder = (table: PersonTable, results: readonly CriterionResult[], rows: Iterable<number>): Placed[] =>
  atOnce(inOrderSteps(table, results, rows));

/** Persons between two steps: the reasons of each are looked up. */
const STEP = 8;

/** A person with the place among the others. */
type Placed = { readonly row: number } & ReturnType<typeof priority>;

/** The same in steps. */
function* inOrderSteps(
  table: PersonTable,
  results: readonly CriterionResult[],
  rows: Iterable<number>,
): Steps<Placed[]> {
  const people: Placed[] = [];
  for (const row of rows) if (people.push({ row, ...priority(table, results, row) }) % STEP === 0) yield;
  return people.sort(
    (a, b) => a.level.localeCompare(b.level) || b.purposes - a.purposes || b.severity - a.severity || a.row - b.row,
  );
}

/** What was written for one person; empty cells for nobody. */
function workOf(entries: ListWork | undefined, { number, insurer }: { number: string; insurer: string }) {
  const written: WorkEntry | undefined = entries?.get(workKey(insurer, number)) ?? entries?.get(workKey('', number));
  return written?.cells ?? WORK_HEADINGS.map(() => '');
}

const WORK_COLUMNS = WORK_HEADINGS.map((heading): ListColumn => ({ heading, kind: 'text', part: 'work' }));

/** Everybody who meets at least one purpose, each once, with a column for each purpose. */
export function* everybodyRowsSteps({ intake: { table }, results, work }: Extraction): Steps<ExtractionList> {
  const [persons, contacts, known] = [personColumns(table), contactColumns(table), knownColumns(table)];
  const met = new Set<number>();
  for (const { hits } of results) hits.forEach((row) => met.add(row));
  const entries = work?.get('everybody');
  const columns: ListColumn[] = [
    ...persons,
    { heading: PRIORITY_HEADING, kind: 'text', part: 'order' },
    { heading: PURPOSE_COUNT_HEADING, kind: 'number', part: 'order' },
    { heading: '該当する目的', kind: 'text', part: 'reason' },
    ...WORK_COLUMNS,
    ...contacts,
    ...known,
    ...results.map(({ id }): ListColumn => ({ heading: shortPurpose(id), kind: 'text', part: 'value' })),
  ];
  const rowOf = ({ row, level, purposes }: Placed): SpecValue[] => [
    ...persons.map(({ at }) => at(row)),
    level,
    purposes,
    results
      .filter(({ hits }) => hits.get(row))
      .map(({ id }) => shortPurpose(id))
      .join('・'),
    ...workOf(entries, { number: textAt(table, 'personId', row), insurer: textAt(table, 'insurer', row) }),
    ...contacts.map(({ at }) => at(row)),
    ...known.map(({ at }) => at(row)),
    ...results.map(({ hits, undetermined }) => (hits.get(row) ? '○' : undetermined.get(row) ? '－' : '')),
  ];
  const rows: SpecValue[][] = [];
  for (const person of yield* inOrderSteps(table, results, met)) if (rows.push(rowOf(person)) % STEP === 0) yield;
  return { columns: withDistinctHeadings(columns), rows };
}

/** The list of a purpose. */
export const extractionRows = (extraction: Extraction, id: CriterionId): ExtractionList =>
  atOnce(extractionRowsSteps(extraction, id));

/** The same in steps. */
export function* extractionRowsSteps(extraction: Extraction, id: CriterionId): Steps<ExtractionList> {
  const { intake, settings, results, yearBefore, work, dates } = extraction;
  const { table } = intake;
  const result = results.find((each) => each.id === id);
  if (result === undefined) throw new Error(`no result for ${id}`);
  const listed = new Set(table.listed?.map(({ field }) => field));
  const counted = fieldsOf(criterionById(id), settings).filter(
    (field) => table.columns[field] !== undefined && !listed.has(field),
  );
  const hits: number[] = [];
  result.hits.forEach((row) => hits.push(row));
  const { divisions = [], ranking } = criterionById(id);
  const classOf = (division: Division, row: number): string => divisionAt(table, division, { id, settings, row });
  const inUsualOrder = yield* inOrderSteps(table, results, hits);
  const people =
    ranking === undefined
      ? inUsualOrder
      : inUsualOrder
          .map((person) => ({ ...person, level: classOf(ranking, person.row) }))
          .sort((a, b) => a.level.localeCompare(b.level));
  const entries = work?.get(id);
  const [persons, contacts, known] = [personColumns(table), contactColumns(table), knownColumns(table, dates)];
  const order = (heading: string, kind: ListColumn['kind']): ListColumn => ({ heading, kind, part: 'order' });
  const columns: ListColumn[] = [
    ...persons,
    order(PRIORITY_HEADING, 'text'),
    order(PURPOSE_COUNT_HEADING, 'number'),
    ...divisions.map(({ heading }) => order(heading, 'text')),
    { heading: '理由', kind: 'text', part: 'reason' },
    ...WORK_COLUMNS,
    ...contacts,
    { heading: '他の目的', kind: 'text', part: 'more' },
    ...(yearBefore === undefined ? [] : [{ heading: '前年度も該当', kind: 'text', part: 'more' } as const]),
    ...known,
    ...counted.map((field): ListColumn => ({
      heading: `${FIELDS[field].label}${FIELDS[field].title === undefined ? '' : ` ${plainName(field)}`}`,
      kind: ['measure', 'count'].includes(table.columns[field]?.kind ?? '') ? 'number' : 'text',
      part: 'value',
    })),
  ];
  const rowOf = ({ row, level, purposes }: (typeof people)[number]): SpecValue[] => {
    const person = { number: textAt(table, 'personId', row), insurer: textAt(table, 'insurer', row) };
    return [
      ...persons.map(({ at }) => at(row)),
      level,
      purposes,
      ...divisions.map((division) => classOf(division, row)),
      shortReason(table, id, settings, row),
      ...workOf(entries, person),
      ...contacts.map(({ at }) => at(row)),
      otherPurposes(results, id, row),
      ...(yearBefore === undefined ? [] : [metBefore(yearBefore, id, person)]),
      ...known.map(({ at }) => at(row)),
      ...counted.map((field) => cellOf(table, field, row, dates)),
    ];
  };
  const rows: SpecValue[][] = [];
  for (const person of people) if (rows.push(rowOf(person)) % STEP === 0) yield;
  return { columns: withDistinctHeadings(columns), rows };
}

/** An Excel table renames doubled headings by itself; ours are made distinct before. */
export function withDistinctHeadings<C extends ListColumn>(columns: readonly C[]): C[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const times = (seen.get(column.heading) ?? 0) + 1;
    seen.set(column.heading, times);
    return times === 1 ? column : { ...column, heading: `${column.heading}${times}` };
  });
}
