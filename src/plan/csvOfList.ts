/** The list of one purpose as a CSV file that Excel opens without harm: UTF-8 with BOM, CRLF, no formulas. */
import type { CriteriaSettings, CriterionId, CriterionResult } from '../criteria';
import type { Intake } from '../kdb';
import { extractionRows } from './lists/extractionRows';
import type { SpecValue } from './sheetSpec';

const BYTE_ORDER_MARK = '\uFEFF';

/** Marks that nobody sees (zero width, direction of writing, control characters) and spaces. */
const UNSEEN = /^[\p{Cf}\p{Cc}\p{Z}]+/u;
/** Signs that begin a formula, also as full-width and small forms, which Excel with a Japanese keyboard takes like these. */
const SIGN = /^[=+\-@]/;

/**
 * A text that a spreadsheet would take for a formula gets a leading apostrophe; numbers never do. What counts is the first
 * character that is seen: a mark of zero width before the sign hides it from the eye only.
 */
export function guarded(text: string): string {
  return SIGN.test(text.replace(UNSEEN, '').normalize('NFKC')) || /^[\t\r]/.test(text) ? `'${text}` : text;
}

function field(value: SpecValue): string {
  const text = typeof value === 'string' ? guarded(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The whole file as one text; 被保険者番号 stands first, the header in row 1. */
export function csvOfList(
  intake: Intake,
  results: readonly CriterionResult[],
  settings: CriteriaSettings,
  id: CriterionId,
): string {
  const { columns, rows } = extractionRows({ intake, results, settings, dates: 'iso' }, id);
  // Columns to write into belong to the sheet, not to a file of data.
  const kept = columns.flatMap(({ part }, index) => (part === 'work' ? [] : [index]));
  const lines = [columns.map(({ heading }) => heading), ...rows].map((cells) =>
    kept.map((index) => field(cells[index]!)).join(','),
  );
  return BYTE_ORDER_MARK + lines.map((text) => `${text}\r\n`).join('');
}
