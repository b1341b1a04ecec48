/** The custom function of the way of a case: how many persons of 支援記録 were left out, and came to each step. */
import { textOf } from './arguments';
import { answered } from './guard';

/**
 * IKKATSU.CASES.
 * @returns 人数。支援記録にその列の記入がまだないときは #N/A
 */
export async function cases(段階?: unknown, 目的?: unknown, 担当?: unknown): Promise<unknown[][]> {
  return answered(async () => {
    // Loaded when first asked for: a workbook without 支援記録 never needs it.
    const { caseAnswer } = await import('./caseAnswers');
    return caseAnswer(段階, textOf(目的), textOf(担当));
  });
}
