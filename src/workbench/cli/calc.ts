/** `ikkatsu calc`: formulas answered by the add-in in the embedded workbook, one JSON line a formula. */
import type { CalcArguments } from './args';
import { readBytes } from './files';
import { answer } from './run';
import { openSession } from './session';

/** Evaluates all formulas in order. Error values are answers too; unreadable files refuse the whole command. */
export async function calc(args: CalcArguments, print: (text: string) => void): Promise<void> {
  const files = readBytes(args.files);
  // The files are read once before the workbook opens them, so that bad input is refused by the same sentence as in `run`.
  if (files.length > 0) answer(files, args);
  const session = await openSession(files, args);
  try {
    for (const formula of args.formulas) {
      const answered = await session.workbook.evaluate(formula.startsWith('=') ? formula : `=${formula}`);
      print(JSON.stringify('error' in answered ? { formula, ...answered } : { formula, values: answered.values }));
    }
  } finally {
    session.dispose();
  }
}
