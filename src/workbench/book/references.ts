/** Rewrites the references of a formula: to a renamed or deleted sheet, moved by an offset, or bound to a sheet. */
import { generateStringWithSequence, type LexerTreeBuilder, sequenceNodeType } from '@univerjs/engine-formula';
import { quoteSheetName, splitSheet } from './address';

type Rewrite = (sheet: string | null, address: string) => string | null;

function rewrite(lexer: LexerTreeBuilder, formula: string, change: Rewrite): string {
  const nodes = lexer.sequenceNodesBuilder(formula);
  if (!nodes) return formula;
  let changed = false;
  const rewritten = nodes.map((node) => {
    if (typeof node === 'string' || node.nodeType !== sequenceNodeType.REFERENCE) return node;
    const { sheet, rest } = splitSheet(node.token);
    const token = change(sheet, rest);
    if (token === null) return node;
    changed = true;
    return { ...node, token };
  });
  return changed ? `=${generateStringWithSequence(rewritten)}` : formula;
}

/** The formula after a sheet was renamed, or deleted (`to` null: its references become #REF!). */
export function withSheetRenamed(lexer: LexerTreeBuilder, formula: string, from: string, to: string | null): string {
  if (!formula.toLowerCase().includes(from.replace(/'/g, "''").toLowerCase())) return formula;
  return rewrite(lexer, formula, (sheet, address) => {
    if (sheet === null || sheet.toLowerCase() !== from.toLowerCase()) return null;
    return to === null ? '#REF!' : `${quoteSheetName(to)}!${address}`;
  });
}

/** The formula with every reference that names no sheet bound to this one. */
export function boundToSheet(lexer: LexerTreeBuilder, formula: string, sheetName: string): string {
  return rewrite(lexer, formula, (sheet, address) =>
    sheet === null ? `${quoteSheetName(sheetName)}!${address}` : null,
  );
}

/** The formula as it reads when copied by so many rows and columns. */
export function movedFormula(lexer: LexerTreeBuilder, formula: string, rows: number, columns: number): string {
  return rows === 0 && columns === 0 ? formula : lexer.moveFormulaRefOffset(formula, columns, rows);
}
