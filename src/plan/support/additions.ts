/** Who is added to a 支援記録: the persons of a list as it stands, without those who are in the log already. */
import { fiscalYearSaid } from '../years';
import { criterionById, type CriterionId } from '../../criteria';
import { purposeMeant } from '../../indicators';
import { AnalystError, type Cell, type PersonTable } from '../../kdb';
import { keyOf, readPersonNumber, withHyphens } from '../../kdb/values/personNumber';
import { personRowsOf } from '../lists/work';
import { supportColumnOf } from './columns';
import { readDateCell, readExclusionCell } from './readCells';
import { identify } from './placeRecords';
import { recordKey, supportHeader, type SupportHeader } from './readSupport';
import type { SupportDraft } from './supportSheet';

/**
 * The heading of a sheet 抽出_<名>: what a log would know of it, or, where the data carry neither names nor places, the row with
 * the heading of the numbers.
 */
function headerOfList(rows: readonly (readonly Cell[])[]): Pick<SupportHeader, 'row' | 'columns'> | null {
  const known = supportHeader(rows);
  if (known !== null) return known;
  const columnsOf = (cells: readonly Cell[]): SupportHeader['columns'] =>
    cells.flatMap((cell, index) => {
      const column = cell === null ? null : supportColumnOf(String(cell));
      return column?.id === 'personId' ? [{ index, column }] : [];
    });
  const isFilled = (cells: readonly Cell[]): boolean => cells.filter((cell) => cell !== null && cell !== '').length > 1;
  const row = rows.findIndex((cells) => isFilled(cells) && columnsOf(cells).length === 1);
  return row < 0 ? null : { row, columns: columnsOf(rows[row]!) };
}

/** 結果 of a list where it names a reason to leave the person out, and nothing else; ''. */
function exclusionIn(cell: Cell): string {
  const reason = readExclusionCell(cell);
  const said = String(cell ?? '').normalize('NFKC');
  const isReason = reason !== null && reason !== undefined && (reason !== 'その他' || said.includes('除外'));
  return isReason && /除外|死亡|転出|施設|既支援|医療・介護利用/u.test(said) ? reason : '';
}

/** The persons of a sheet 抽出_<名> as it stands now, rows that the analyst removed left out. */
export function draftsOfList(rows: readonly (readonly Cell[])[], id: CriterionId, targetedOn: number): SupportDraft[] {
  const persons = personRowsOf(rows);
  const header = headerOfList(persons);
  if (header === null) return [];
  const columnAt = (wanted: string): number => header.columns.find(({ column }) => column.id === wanted)?.index ?? -1;
  const text = (cells: readonly Cell[], index: number): string =>
    index < 0
      ? ''
      : String(cells[index] ?? '')
          .normalize('NFKC')
          .trim();
  const [number, insurer, municipality] = ['personId', 'insurer', 'municipality'].map(columnAt) as [
    number,
    number,
    number,
  ];
  const [nameHeading, staff, contacted, outcome] = ['氏名', '担当', '連絡日', '結果'].map((heading) =>
    persons[header.row]!.findIndex((cell) => cell === heading),
  ) as [number, number, number, number];
  return persons.slice(header.row + 1).flatMap((cells): SupportDraft[] => {
    const read = readPersonNumber(cells[number] ?? null);
    if (read.problem !== undefined) return [];
    const [who, reason] = [text(cells, staff), exclusionIn(cells[outcome] ?? null)];
    const invitedOn = readDateCell(cells[contacted] ?? null);
    return [
      {
        personId: read.text,
        insurer: text(cells, insurer),
        municipality: text(cells, municipality),
        name: nameHeading < 0 ? '' : String(cells[nameHeading] ?? '').trim(),
        purpose: criterionById(id).name,
        targetedOn,
        ...(who === '' ? {} : { staff: who }),
        ...(reason === '' ? {} : { excludedFor: reason }),
        ...(typeof invitedOn === 'number' ? { invitedOn } : {}),
      },
    ];
  });
}

/** The 抽出年度 that a sheet 抽出_<名> was made for, as it says beside its table; null where it does not. */
export function fiscalYearOfList(rows: readonly (readonly Cell[])[]): number | null {
  for (const cells of rows) {
    const line = String(cells[0] ?? '');
    const said = line.startsWith('抽出年度: ') ? fiscalYearSaid(line) : null;
    if (said !== null) return said;
  }
  return null;
}

/** One person in one purpose; the person as the data know him or her, whatever the row says of the insurer. */
function keyOfPerson(
  tables: readonly PersonTable[],
  { insurer, municipality = '', personId, purpose }: Omit<SupportDraft, 'name' | 'targetedOn'>,
): string {
  const found = identify(tables, { number: personId, insurer, municipality });
  const person = found.kind === 'one' ? { ...found, municipality: '' } : { personId, insurer, municipality };
  const { criterion } = purposeMeant(purpose);
  return recordKey({ ...person, key: keyOf(person.personId), purpose, criterion });
}

export interface Additions {
  readonly header: SupportHeader;
  /** Drafts that are not in the log, each once. */
  readonly drafts: readonly SupportDraft[];
  /** Drafts left out because the log has them. */
  readonly known: number;
  /** The row (counted from 0) after the last line with anything in it, the header at least. */
  readonly end: number;
}

/**
 * What of the drafts is new to the rows of a standing 支援記録. `tables` are the persons of the data: they tell whom a row without
 * 保険者番号 means. A log without that column takes the number as 保険者番号-被保険者番号. Throws support.noHeader, support.noPurpose.
 */
export function additionsTo(
  rows: readonly (readonly Cell[])[],
  drafts: readonly SupportDraft[],
  tables: readonly PersonTable[] = [],
): Additions {
  const header = supportHeader(rows);
  if (header === null) throw new AnalystError('support.noHeader');
  const columnAt = (id: string): number => header.columns.find(({ column }) => column.id === id)?.index ?? -1;
  const [number, purpose, insurer, municipality] = (['personId', 'purpose', 'insurer', 'municipality'] as const).map(
    columnAt,
  ) as [number, number, number, number];
  if (purpose < 0) throw new AnalystError('support.noPurpose');
  const text = (cells: readonly Cell[], index: number): string =>
    index < 0
      ? ''
      : String(cells[index] ?? '')
          .normalize('NFKC')
          .trim();
  const seen = new Set<string>();
  let end = header.row + 1;
  rows.forEach((cells, row) => {
    if (row <= header.row || cells.every((cell) => cell === null || cell === '')) return;
    end = row + 1;
    const read = readPersonNumber(withHyphens(cells[number] ?? null));
    if (read.problem !== undefined) return;
    seen.add(
      keyOfPerson(tables, {
        insurer: text(cells, insurer),
        municipality: text(cells, municipality),
        personId: read.text,
        purpose: text(cells, purpose),
      }),
    );
  });
  const fresh: SupportDraft[] = [];
  for (const draft of drafts) {
    const written = municipality < 0 ? { ...draft, municipality: '' } : draft;
    const key = keyOfPerson(tables, written);
    // What a log without the column would read back.
    const joined = draft.insurer === '' ? draft.personId : `${draft.insurer}-${draft.personId}`;
    const asWritten = insurer < 0 ? keyOfPerson(tables, { ...written, insurer: '', personId: joined }) : key;
    if (seen.has(key) || seen.has(asWritten)) continue;
    seen.add(key).add(asWritten);
    fresh.push(insurer < 0 ? { ...draft, personId: joined } : draft);
  }
  return { header, drafts: fresh, known: drafts.length - fresh.length, end };
}
