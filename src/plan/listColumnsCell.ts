/** The cell 一覧に出す列 of 抽出条件: headings of columns that the lists show as they stand in the exports. */
import { AnalystError, MOST_LISTED, type Cell } from '../kdb';

/** How the cell is called in the sheet and in messages. */
export const LIST_COLUMNS_LABEL = '一覧に出す列';
export const LIST_COLUMNS_REMARK = `書き出しの見出しを「、」で区切って ${MOST_LISTED} つまで（例: 世帯構成、民生委員）。一覧と個人票に、その列の値がそのまま出る。見出しに「、」があるときは "…" で囲む`;

const ENTRY = /"(?:[^"]|"")*"|[^、,，;；\n"]+/gu;

/** The headings that stand in the cell, each once. Throws settings.listColumns for more than can be shown. */
export function readListColumns(cell: Cell | undefined, address: string): string[] {
  const entries = String(cell ?? '').match(ENTRY) ?? [];
  const headings = entries
    .map((entry) => entry.trim())
    .map((entry) => (entry.startsWith('"') ? entry.slice(1, -1).replaceAll('""', '"') : entry).trim())
    .filter((entry) => entry !== '');
  const unique = [...new Set(headings)];
  if (unique.length > MOST_LISTED)
    throw new AnalystError('settings.listColumns', {
      cell: address,
      label: LIST_COLUMNS_LABEL,
      count: unique.length,
      most: MOST_LISTED,
    });
  return unique;
}

/** The cell that is read back as these headings. */
export function listColumnsCell(headings: readonly string[]): string {
  return headings
    .map((heading) => (/[、,，;；\n"]/u.test(heading) ? `"${heading.replaceAll('"', '""')}"` : heading))
    .join('、');
}
