/** Reading 支援記録 back: tolerant of moved and added columns, and every unreadable cell named by its address. */
import { cellAddress } from '../../formula';
import {
  coursesOf,
  ownColumnOf,
  purposeMeant,
  yearOfRows,
  type OwnColumn,
  type OwnEntry,
  type Referral,
  type RowFinding,
  type SupportLog,
  type SupportMeasure,
  type SupportRecord,
  type SupportSetAside,
  type SupportStatus,
  type SupportValues,
  type UnreadableCell,
} from '../../indicators';
import { AnalystError, sentenceOf, type Cell } from '../../kdb';
import { keyOf, readPersonNumber, withHyphens } from '../../kdb/values/personNumber';
import { BLANK, plain, readerOf } from '../../kdb/values/readings';

import { MEASURES, supportColumnOf, type SupportColumn, type SupportColumnId } from './columns';
import {
  readDateCell,
  readExclusionCell,
  readReferralCell,
  readStatusCell,
  readYesNoCell,
  type Read,
} from './readCells';
import { findingsOf, rowWords } from './rowFindings';

/** The header is looked for in the first rows. */
const HEADER_SEARCH_ROWS = 60;

/** Where the table stands in the sheet. */
export interface SupportHeader {
  /** 0-based row of the header. */
  readonly row: number;
  readonly columns: readonly { readonly index: number; readonly column: SupportColumn }[];
  /** Headings that mean a column that stands already further left. */
  readonly doubled: readonly string[];
}

/** The header row: the one with 被保険者番号 and most known headings. null where there is none. */
export function supportHeader(rows: readonly (readonly Cell[])[]): SupportHeader | null {
  let best: SupportHeader | null = null;
  rows.slice(0, HEADER_SEARCH_ROWS).forEach((cells, row) => {
    const seen = new Set<string>();
    const doubled: string[] = [];
    const columns = cells.flatMap((cell, index) => {
      const heading = cell === null ? '' : String(cell);
      const column = supportColumnOf(heading);
      if (column === null) return [];
      const key = `${column.id} ${column.number ?? 1}`;
      if (seen.has(key)) {
        doubled.push(heading);
        return [];
      }
      seen.add(key);
      return [{ index, column }];
    });
    const isHeader = columns.some(({ column }) => column.id === 'personId') && columns.length >= 2;
    if (isHeader && columns.length > (best?.columns.length ?? 0)) best = { row, columns, doubled };
  });
  return best;
}

type Reading = (cell: Cell) => Read<number>;

/** A measured value or an answer code, plausible values only. */
function measureReading(id: SupportMeasure): Reading {
  const { field } = MEASURES.find((measure) => measure.id === id)!;
  const read = readerOf(field);
  return (cell) => {
    const value = read(cell);
    if (value === BLANK) return null;
    return Number.isFinite(value) ? value : undefined;
  };
}
const MEASURE_READINGS = new Map<SupportMeasure, Reading>(MEASURES.map(({ id }) => [id, measureReading(id)]));

/** One line of the sheet, with what could not be read on it. */
class Line {
  readonly unreadable: UnreadableCell[] = [];
  constructor(
    private readonly row: number,
    private readonly cells: readonly Cell[],
    private readonly header: SupportHeader,
  ) {}

  /** The cell of a column; null where the column is absent. */
  cell(id: SupportColumnId, number: 1 | 2 = 1): Cell {
    const found = this.header.columns.find(({ column }) => column.id === id && (column.number ?? 1) === number);
    return found === undefined ? null : (this.cells[found.index] ?? null);
  }

  text(id: SupportColumnId): string {
    const cell = this.cell(id);
    return cell === null ? '' : String(cell).normalize('NFKC').trim();
  }

  /** A value, or null with a sentence where the cell says something else. */
  read<T>(id: SupportColumnId, reading: (cell: Cell) => Read<T>, number: 1 | 2 = 1): T | null {
    const found = this.header.columns.find(({ column }) => column.id === id && (column.number ?? 1) === number);
    if (found === undefined) return null;
    const cell = this.cells[found.index] ?? null;
    const value = reading(cell);
    if (value !== undefined) return value;
    const address = cellAddress(this.row, found.index);
    const { heading } = found.column;
    const written = String(cell);
    this.unreadable.push({
      address,
      heading,
      value: written,
      sentence: sentenceOf('support.cell', { cell: address, heading, value: written }),
    });
    return null;
  }

  /** Measured values of one time. */
  values(when: 'before' | 'after'): SupportValues {
    return Object.fromEntries(
      MEASURES.flatMap(({ id }) => {
        const value = this.read(`${when}.${id}`, MEASURE_READINGS.get(id)!);
        return value === null ? [] : [[id, value]];
      }),
    );
  }
}

/** 支援の有無, or what 状況 and 支援開始日 say of it. */
function wasSupported(said: boolean | null, status: SupportStatus | null, startedOn: number | null): boolean {
  if (said !== null) return said;
  return startedOn !== null || status === '支援中' || status === '終了' || status === '中断';
}

function referralsOf(line: Line): { to: Referral; on: number | null }[] {
  return ([1, 2] as const).flatMap((number) => {
    const on = line.read('referredOn', readDateCell, number);
    return readReferralCell(line.cell('referral', number)).map((to) => ({ to, on }));
  });
}

/** The columns 独自 of the header; of two with one name the left one. */
function ownColumnsOf(cells: readonly Cell[]): { readonly index: number; readonly column: OwnColumn }[] {
  const found = cells.flatMap((cell, index) => {
    const column = typeof cell === 'string' ? ownColumnOf(cell) : null;
    return column === null ? [] : [{ index, column }];
  });
  return found.filter(({ column }, place) => found.findIndex((each) => each.column.name === column.name) === place);
}

/** Yes, no, or the words of a column with classes; blank cells are left out. */
function ownEntries(cells: readonly Cell[], columns: ReturnType<typeof ownColumnsOf>): Record<string, OwnEntry> {
  return Object.fromEntries(
    columns.flatMap(({ index, column: { name } }) => {
      const cell = cells[index] ?? null;
      const read = readYesNoCell(cell);
      if (read === null) return [];
      return [[name, read ?? String(cell).normalize('NFKC').trim()] as const];
    }),
  );
}

function recordOf(line: Line, row: number, personId: string): SupportRecord {
  const purpose = line.text('purpose');
  const status = line.read('status', readStatusCell);
  const startedOn = line.read('startedOn', readDateCell);
  const supported = wasSupported(line.read('supported', readYesNoCell), status, startedOn);
  const referrals = referralsOf(line);
  const visitConfirmed = line.read('visitConfirmed', readYesNoCell);
  return {
    row: row + 1,
    rows: [row + 1],
    personId,
    key: keyOf(personId),
    insurer: line.text('insurer'),
    municipality: line.text('municipality'),
    name: line.text('name'),
    purpose,
    ...purposeMeant(purpose),
    targetedOn: line.read('targetedOn', readDateCell),
    invitedOn: line.read('invitedOn', readDateCell),
    excludedFor: line.read('excludedFor', readExclusionCell),
    replied: line.read('replied', readYesNoCell),
    visitedOn: [line.read('visitedOn', readDateCell) ?? []].flat(),
    supported,
    startedOn,
    endedOn: line.read('endedOn', readDateCell),
    status,
    understood: line.read('understood', readYesNoCell) ?? supported,
    needed: line.read('needed', readYesNoCell),
    referrals,
    visitConfirmed,
    visits: [{ to: referrals.map(({ to }) => to), confirmed: visitConfirmed }],
    checkedUp: line.read('checkedUp', readYesNoCell),
    aspirationBefore: line.read('aspirationBefore', readYesNoCell),
    aspirationAfter: line.read('aspirationAfter', readYesNoCell),
    certifiedOn: line.read('certifiedOn', readDateCell),
    leftOn: line.read('leftOn', readDateCell),
    before: line.values('before'),
    after: line.values('after'),
    staff: line.text('staff'),
    memo: line.text('memo'),
  };
}

/** One person in one purpose. */
export function recordKey({
  insurer,
  municipality,
  ...record
}: Pick<SupportRecord, 'insurer' | 'municipality' | 'key' | 'purpose' | 'criterion'>): string {
  // Before the data tell the insurer, the same number in two municipalities is two persons.
  return `${insurer === '' ? plain(municipality) : insurer} ${record.key} ${record.criterion ?? plain(record.purpose)}`;
}

/** The columns without which little can be said. */
const NEEDED: readonly SupportColumnId[] = ['purpose'];

/** The cells of a row that we read, as one text. */
function contentOf(cells: readonly Cell[], header: SupportHeader, own: ReturnType<typeof ownColumnsOf>): string {
  return JSON.stringify([...header.columns, ...own].map(({ index }) => cells[index] ?? null));
}

/**
 * The records that stand in the rows of the sheet (from A1). Lines below the header with anything in them are used or are set
 * aside with their reason; rows of one person, purpose and fiscal year are one course; cells that cannot be read count as blank
 * and are named. Throws support.noHeader, support.noPurpose.
 */
export function readSupport(rows: readonly (readonly Cell[])[]): SupportLog {
  const header = supportHeader(rows);
  if (header === null) throw new AnalystError('support.noHeader');
  const absent = NEEDED.filter((id) => !header.columns.some(({ column }) => column.id === id));
  if (absent.length > 0) throw new AnalystError('support.noPurpose');
  const setAside: Record<SupportSetAside, number[]> = {
    番号なし: [],
    読めない番号: [],
    目的なし: [],
    重複: [],
    保険者を特定できない: [],
  };
  const lines: SupportRecord[] = [];
  const unreadable: UnreadableCell[] = [];
  const seen = new Set<string>();
  const own = ownColumnsOf(rows[header.row] ?? []);
  let filled = 0;
  for (let row = header.row + 1; row < rows.length; row += 1) {
    const cells = rows[row]!;
    if (cells.every((cell) => cell === null || String(cell).trim() === '')) continue;
    filled += 1;
    const line = new Line(row, cells, header);
    const number = readPersonNumber(withHyphens(line.cell('personId')));
    if (number.problem !== undefined) {
      setAside[number.problem].push(row + 1);
      continue;
    }
    if (line.text('purpose') === '') {
      setAside['目的なし'].push(row + 1);
      continue;
    }
    const content = contentOf(cells, header, own);
    if (seen.has(content)) {
      setAside['重複'].push(row + 1);
      continue;
    }
    seen.add(content);
    const entries = ownEntries(cells, own);
    lines.push({
      ...recordOf(line, row, number.text),
      ...(Object.keys(entries).length === 0 ? {} : { own: entries }),
    });
    unreadable.push(...line.unreadable);
  }
  const others = lines.filter(({ programme }) => programme === null).map(({ purpose }) => purpose);
  return logOf({
    lines,
    rows: filled,
    setAside,
    unreadable,
    ...(own.length === 0 ? {} : { ownColumns: own.map(({ column }) => column) }),
    otherPurposes: [...new Set(others)],
    doubledHeadings: header.doubled,
    personFindings: [],
  });
}

/** What a log is made of; the records, the findings and the notices follow from it. */
type LogParts = Pick<
  SupportLog,
  'lines' | 'rows' | 'setAside' | 'unreadable' | 'otherPurposes' | 'ownColumns' | 'doubledHeadings'
> & {
  /** What the data of the years say of the rows. */
  readonly personFindings: readonly RowFinding[];
};

/** The log of lines whose persons are known as they stand there. */
export function logOf({ personFindings, ...parts }: LogParts): SupportLog {
  const { lines, setAside, unreadable, doubledHeadings } = parts;
  const year = yearOfRows(lines);
  const records = coursesOf(lines, recordKey, year);
  const findings = [...personFindings, ...findingsOf(lines, records)];
  const left = (Object.entries(setAside) as [SupportSetAside, readonly number[]][]).flatMap(([reason, at]) =>
    at.length === 0 ? [] : [rowsLeftOut(reason, at)],
  );
  const doubled = doubledHeadings.map(
    (heading) => `支援記録の列「${heading}」は同じ意味の列が左にあるため使っていません。`,
  );
  return {
    ...parts,
    records,
    year,
    findings,
    notices: [
      ...left,
      ...findings.map(({ sentence }) => sentence),
      ...doubled,
      ...unreadable.map(({ sentence }) => sentence),
    ],
  };
}

/** Rows of the sheet that are not used, in a whole sentence; `at` counts from 1. */
function rowsLeftOut(reason: SupportSetAside, at: readonly number[]): string {
  return `支援記録の ${at.length} 行は使っていません（${reason}）: ${rowWords(at)}。`;
}
