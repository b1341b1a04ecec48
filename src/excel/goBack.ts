/** Taking a write back that did not come to its end: at once, with the next write, or not at all where the analyst gives it up. */
import { AnalystError } from '../kdb';
import { isSilence } from './answers';
import { begin, complete, readUnfinished, type Unfinished } from './journal';
import { partsOf, type Part } from './putBack';
import type { SheetWritten } from './protection';
import { SheetsNow } from './sheetsNow';
import { removeSheetsAside, removeSheetsAsideNowOrLater } from './temporarySheets';

/** What Excel refuses of a part, and why; nothing where it is done. Throws where Excel does not answer. */
async function refusedOf(part: Part): Promise<{ readonly refused: readonly Part[]; readonly last: unknown }> {
  try {
    await part.put();
    return { refused: [], last: null };
  } catch (error) {
    if (isSilence(error)) throw error;
    if (part.parts === undefined) return { refused: [part], last: error };
  }
  return refusedOfAll(part.parts);
}

async function refusedOfAll(parts: readonly Part[]): Promise<{ refused: Part[]; last: unknown }> {
  const refused: Part[] = [];
  let last: unknown = null;
  for (const part of parts) {
    const answer = await refusedOf(part);
    refused.push(...answer.refused);
    last = answer.last ?? last;
  }
  return { refused, last };
}

/** Does all of them, and once more what was refused. Returns the last refusal of what is left; null where nothing is. */
async function insistOn(parts: readonly Part[]): Promise<unknown> {
  const { refused } = await refusedOfAll(parts);
  return (await refusedOfAll(refused)).last;
}

/**
 * Takes a write back as far as it went, and returns the names of the sheets that the analyst removed meanwhile. A part that
 * Excel refuses does not keep the others from coming back, and is tried once more. Throws AnalystError excel.unfinished
 * where something is left, excel.silent where Excel does not answer; then the next write begins with it.
 */
export async function goBack(context: Excel.RequestContext, unfinished: Unfinished): Promise<readonly string[]> {
  const now = new SheetsNow(context);
  const end = async (): Promise<void> => {
    complete(context);
    await context.sync();
  };
  const { withSheetsOpenToGoBack } = await import('./protection');
  const refusal = await withSheetsOpenToGoBack(
    context,
    sheetsOf(unfinished),
    async () => (await insistOn(partsOf(now, unfinished))) ?? (await insistOn([{ put: end }])),
  );
  if (refusal !== null) throw stillUnfinished(refusal);
  await removeCellsAside(context, unfinished);
  return [...now.gone];
}

/** The sheets that a write may have touched. */
function sheetsOf({ cells = [], empty = [], tables = [], sheets = [], layouts = [] }: Unfinished): SheetWritten[] {
  const named = [...cells, ...empty, ...sheets, ...layouts];
  // A list of ours that grew is no form: its table is found by the id of its sheet.
  return [...tables.map(({ sheet }) => ({ sheet, name: sheet })), ...named];
}

/** Cells of the analyst's that were kept aside go with the write that kept them; what is left here goes with the next one. */
async function removeCellsAside(context: Excel.RequestContext, { ofAnalyst }: Unfinished): Promise<void> {
  if (ofAnalyst === true) await removeSheetsAsideNowOrLater(context);
}

function stillUnfinished(error: unknown): AnalystError {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return new AnalystError('excel.unfinished', { reason: `${String(code)}: ${String(message)}` });
}

/**
 * Runs a write that can be taken back: `unfinished` stands in the workbook while it lasts. On an error the workbook is as
 * before and the error is thrown; where not even that is possible, AnalystError excel.unfinished.
 */
export async function takenBackOnError(
  context: Excel.RequestContext,
  unfinished: Unfinished,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await begin(context, unfinished);
  } catch (error) {
    await removeCellsAside(context, unfinished);
    throw error;
  }
  try {
    await write();
  } catch (error) {
    await goBack(context, unfinished);
    throw error;
  }
  await removeCellsAside(context, unfinished);
}

/**
 * Takes back what a write left that did not come to its end, then removes sheets under construction and copies, except
 * `keep`. Every write begins with it. Returns whether there was a write to be taken back.
 */
export async function removeTemporary(
  context: Excel.RequestContext,
  keep: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const unfinished = await readUnfinished(context);
  if (unfinished !== null) await goBack(context, unfinished);
  await removeSheetsAside(context, keep);
  return unfinished !== null;
}
