/** 対象者一覧 in parts: a sheet for each 圏域 or 担当, out of the list as it stands. */
import { AnalystError, atOnce, type Cell } from '../../kdb';
import { EVERYBODY_SHEET, splitListName } from '../sheetNames';
import { line, type SheetSpec, type SpecValue } from '../sheetSpec';
import { withRowHeights } from '../textSize';
import { PRIVACY } from '../words';
import { listBlocks, listWidths, namesFrozen, printedColumns } from './listLayout';
import type { ExtractionList, ListColumn, ListPart } from './extractionRows';
import { personRowsOf, WORK_HEADINGS } from './work';

/** What a list is split by. */
export const SPLIT_BY = ['圏域', '担当'] as const;
export type SplitBy = (typeof SPLIT_BY)[number];

/** So many sheets are made at most. */
export const MOST_PARTS = 60;

const PARTS: Readonly<Record<string, ListPart>> = {
  優先度: 'order',
  該当目的数: 'order',
  該当する目的: 'reason',
  住所: 'contact',
  電話番号: 'contact',
};
const PERSON: readonly string[] = ['被保険者番号', '氏名', '保険者番号', '市町村名', '圏域', '性別', '年齢'];

function columnOf(heading: string, isText: boolean): ListColumn {
  const isWork = WORK_HEADINGS.some((each) => each === heading);
  const part = PARTS[heading] ?? (PERSON.includes(heading) ? 'person' : isWork ? 'work' : 'more');
  return { heading, part, kind: isText ? 'text' : 'number' };
}

/**
 * The sheets of the parts, in the order in which the parts come first on the list; who has nothing there stands on a sheet
 * なし. `rows` are those of 対象者一覧. Throws AnalystError list.noColumn, list.tooManyParts.
 */
export function splitSheets(rows: readonly (readonly Cell[])[], by: SplitBy): SheetSpec[] {
  const persons = personRowsOf(rows);
  const head = persons.findIndex((cells) => cells.includes('被保険者番号'));
  const headings = (persons[head] ?? []).map((cell) => String(cell ?? ''));
  const at = headings.indexOf(by);
  if (at < 0) throw new AnalystError('list.noColumn', { sheet: EVERYBODY_SHEET, column: by });
  const parts = new Map<string, { readonly name: string; readonly rows: SpecValue[][] }>();
  for (const cells of persons.slice(head + 1)) {
    if (String(cells[0] ?? '') === '') continue;
    const name = splitListName(String(cells[at] ?? '').trim() || `${by}なし`);
    const part = parts.get(name) ?? { name, rows: [] };
    part.rows.push(headings.map((_, column) => cells[column] ?? ''));
    parts.set(name, part);
  }
  if (parts.size > MOST_PARTS)
    throw new AnalystError('list.tooManyParts', { column: by, parts: parts.size, most: MOST_PARTS });
  return [...parts.values()].map((part, index) => {
    const columns = headings.map((heading, column) =>
      columnOf(
        heading,
        part.rows.some((cells) => typeof cells[column] === 'string' && cells[column] !== ''),
      ),
    );
    const list: ExtractionList = { columns, rows: part.rows };
    const columnWidths = atOnce(listWidths(list));
    const printed = printedColumns(list, columnWidths);
    const end = part.rows.length + 1;
    return withRowHeights({
      name: part.name,
      blocks: [
        ...atOnce(listBlocks(list, columnWidths)),
        line(
          end,
          [
            `${EVERYBODY_SHEET}から ${by}で分けた ${part.rows.length} 人です。記入は、分け直しても残るように ${EVERYBODY_SHEET}か支援記録に書いてください。`,
          ],
          {
            style: 'note',
          },
        ),
      ],
      columnWidths,
      merges: [{ row: end, column: 0, rows: 1, columns: printed }],
      tables: [{ name: `IKKATSU_part${index + 1}`, row: 0, column: 0, rows: end, columns: columns.length }],
      frozenRows: 1,
      frozenColumns: namesFrozen(list),
      print: {
        orientation: 'landscape',
        notice: PRIVACY,
        area: { row: 0, column: 0, rows: end + 1, columns: printed },
      },
    });
  });
}
