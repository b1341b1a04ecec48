/** Who is added to a 支援記録: the persons of a list as it stands, without those who are in the log already. */
import { criterionById, type CriterionId } from '../../criteria';
import { purposeMeant, type SupportRecord } from '../../indicators';
import { AnalystError, type Cell } from '../../kdb';
import { keyOf, readPersonNumber } from '../../kdb/values/personNumber';
import { recordKey, supportHeader, type SupportHeader } from './readSupport';
import type { SupportDraft } from './supportSheet';

/** The persons of a sheet 抽出_<名> as it stands now, rows that the analyst removed left out. */
export function draftsOfList(rows: readonly (readonly Cell[])[], id: CriterionId, targetedOn: number): SupportDraft[] {
  const header = supportHeader(rows);
  if (header === null) return [];
  const indexOf = (wanted: string): number => header.columns.find(({ column }) => column.id === wanted)?.index ?? -1;
  const text = (cells: readonly Cell[], index: number): string =>
    index < 0
      ? ''
      : String(cells[index] ?? '')
          .normalize('NFKC')
          .trim();
  const [number, insurer] = [indexOf('personId'), indexOf('insurer')];
  const nameHeading = rows[header.row]!.findIndex((cell) => cell === '氏名');
  return rows.slice(header.row + 1).flatMap((cells): SupportDraft[] => {
    const read = readPersonNumber(cells[number] ?? null);
    if (read.problem !== undefined) return [];
    return [
      {
        personId: read.text,
        insurer: text(cells, insurer),
        name: text(cells, nameHeading),
        purpose: criterionById(id).name,
        targetedOn,
      },
    ];
  });
}

/** One person in one purpose. */
function keyOfDraft({ insurer, personId, purpose }: SupportDraft): string {
  const { criterion } = purposeMeant(purpose);
  return recordKey({ insurer, key: keyOf(personId), purpose, criterion });
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

/** What of the drafts is new to the rows of a standing 支援記録. Throws support.noHeader, support.noPurpose. */
export function additionsTo(rows: readonly (readonly Cell[])[], drafts: readonly SupportDraft[]): Additions {
  const header = supportHeader(rows);
  if (header === null) throw new AnalystError('support.noHeader');
  const indexOf = (id: string): number => header.columns.find(({ column }) => column.id === id)?.index ?? -1;
  const [number, purpose, insurer] = [indexOf('personId'), indexOf('purpose'), indexOf('insurer')];
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
    const read = readPersonNumber(cells[number] ?? null);
    if (read.problem !== undefined) return;
    const words = text(cells, purpose);
    const record: Pick<SupportRecord, 'insurer' | 'key' | 'purpose' | 'criterion'> = {
      insurer: text(cells, insurer),
      key: keyOf(read.text),
      purpose: words,
      criterion: purposeMeant(words).criterion,
    };
    seen.add(recordKey(record));
  });
  const fresh: SupportDraft[] = [];
  for (const draft of drafts) {
    const key = keyOfDraft(insurer < 0 ? { ...draft, insurer: '' } : draft);
    if (seen.has(key)) continue;
    seen.add(key);
    fresh.push(draft);
  }
  return { header, drafts: fresh, known: drafts.length - fresh.length, end };
}
