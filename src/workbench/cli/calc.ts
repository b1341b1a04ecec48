/** `ikkatsu calc`: formulas answered by the add-in in the embedded workbook, one JSON line a formula. */
import { UsageError, type CalcArguments } from './args';
import { readCalculated } from './calculated';
import { readBytes, readLayouts, withLogNamed } from './files';
import { answer } from './answering';
import { openSession } from './session';

/** The formula with its sign, also where that is missing, full-width or among spaces. Throws UsageError for nothing. */
function withSign(formula: string): string {
  const body = formula
    .trim()
    .replace(/^[=＝]/, '')
    .trim();
  if (body === '') throw new UsageError(`「${formula}」には計算する式がありません（例: "=IKKATSU.LOWNUTRITION()"）。`);
  return `=${body}`;
}

/** Evaluates all formulas in order. Error values are answers too; unreadable files refuse the whole command. */
export async function calc(args: CalcArguments, print: (text: string) => void): Promise<void> {
  const formulas = args.formulas.map((formula) => ({ formula, signed: withSign(formula) }));
  const { files } = withLogNamed(readBytes(args.files));
  const options = { ...args, mappings: readLayouts(args.layouts ?? []) };
  // The files are read once before the workbook opens them, so that bad input is refused by the same sentence as in `run`.
  if (files.length > 0) await readCalculated(files, (calculated) => answer(calculated, options));
  const session = await openSession(files, options);
  try {
    const answered = await session.workbook.evaluateAll(formulas.map(({ signed }) => signed));
    formulas.forEach(({ formula }, index) => print(JSON.stringify({ formula, ...answered[index]! })));
  } finally {
    session.dispose();
  }
}
