/** What is to be said of rows of 支援記録: kinds of findings with their words, for a sentence and for the row itself. */
import type { RowFinding, SupportRecord } from '../../indicators';

/** So many rows are named in a sentence; the column 行の確認 names every one. */
const NAMED_ROWS = 20;

const inOrder = (rows: readonly number[]): number[] => [...new Set(rows)].sort((a, b) => a - b);

/** 「3、7 行目」; of many the first, and how many there are. */
export function rowWords(rows: readonly number[]): string {
  const all = inOrder(rows);
  const more = all.length > NAMED_ROWS ? `ほか（全 ${all.length.toLocaleString('ja-JP')} 行）` : '';
  return `${all.slice(0, NAMED_ROWS).join('、')} 行目${more}`;
}

/** Rows of one person, purpose and fiscal year that count as one course. */
function mergedFindings(records: readonly SupportRecord[]): RowFinding[] {
  return records
    .filter(({ rows }) => rows.length > 1)
    .map(({ rows }) => ({
      rows: inOrder(rows),
      mark: `1 つの支援に数えます（${rowWords(rows)}）`,
      sentence: `支援記録の ${rowWords(rows)}は、同じ人・同じ目的・同じ年度のため 1 つの支援に数えています（1 行でも支援していれば支援した人、支援前の値は最初、支援後の値と状況は最後に書かれたもの）。`,
    }));
}

/** Purposes that are the name of no programme and of no 抽出目的: a slip of the pen, or one's own. */
function purposeFindings(lines: readonly SupportRecord[]): RowFinding[] {
  const unknown = new Map<string, number[]>();
  for (const { purpose, programme, criterion, row } of lines)
    if (programme === null && criterion === null) unknown.set(purpose, [...(unknown.get(purpose) ?? []), row]);
  return [...unknown].map(([purpose, rows]) => ({
    rows,
    mark: '個別事業・抽出目的の名前にない目的（独自の目的として数えます）',
    sentence: `支援記録の目的「${purpose}」は、個別事業・抽出目的の名前にありません（独自の目的として数えています）: ${rowWords(rows)}。`,
  }));
}

const END_MARK = '支援終了日が支援開始日より前';

function endFindings(lines: readonly SupportRecord[]): RowFinding[] {
  const rows = lines.flatMap(({ startedOn, endedOn, row }) =>
    startedOn !== null && endedOn !== null && endedOn < startedOn ? [row] : [],
  );
  return dateFinding(END_MARK, rows);
}

/** A finding about dates, which stay as they are written; none without rows. */
export function dateFinding(mark: string, rows: readonly number[]): RowFinding[] {
  return rows.length === 0
    ? []
    : [
        {
          rows,
          mark: `${mark}（日付を確かめてください）`,
          sentence: `支援記録の ${rowWords(rows)}は、${mark}です（日付を確かめてください。書かれたまま使っています）。`,
        },
      ];
}

/** Rows that say both that the person was left out and that he or she was supported. */
function exclusionFindings(lines: readonly SupportRecord[]): RowFinding[] {
  const rows = lines.flatMap(({ excludedFor, supported, row }) => (excludedFor !== null && supported ? [row] : []));
  if (rows.length === 0) return [];
  return [
    {
      rows,
      mark: '除外の理由と支援の両方が書かれています（支援した人に数えます）',
      sentence: `支援記録の ${rowWords(rows)}は、除外の理由と支援の両方が書かれています（支援した人に数え、除外には数えていません）。`,
    },
  ];
}

/** What the rows by themselves and the courses made of them show. */
export function findingsOf(lines: readonly SupportRecord[], records: readonly SupportRecord[]): RowFinding[] {
  return [...mergedFindings(records), ...purposeFindings(lines), ...endFindings(lines), ...exclusionFindings(lines)];
}
