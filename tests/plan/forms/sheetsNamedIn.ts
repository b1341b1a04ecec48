/** The other sheets that a formula names. */
import { moveReferences } from '../../../src/formula';

export function sheetsNamedIn(formula: string): string[] {
  const sheets = new Set<string>();
  moveReferences(formula, ({ sheet, row, column }) => {
    if (sheet !== null) sheets.add(sheet.replace(/^'|'$/gu, '').replaceAll("''", "'"));
    return { row, column };
  });
  return [...sheets];
}
