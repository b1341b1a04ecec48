/** The list of one purpose as a CSV file that Excel opens without harm: UTF-8 with BOM, CRLF, no formulas. */
import type { CriteriaSettings, CriterionId, CriterionResult } from '../criteria';
import type { Intake } from '../kdb';
import { extractionRows } from './extractionRows';
import type { SpecValue } from './sheetSpec';

const BYTE_ORDER_MARK = '\uFEFF';

/** A text that a spreadsheet would take for a formula gets a leading apostrophe; numbers never do. */
export function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
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
  const { columns, rows } = extractionRows({ intake, results, settings }, id);
  const lines = [columns.map(({ heading }) => heading), ...rows].map((cells) => cells.map(field).join(','));
  return BYTE_ORDER_MARK + lines.map((text) => `${text}\r\n`).join('');
}
