/** What the analyst said about columns that were not recognised: kept in the workbook, by the name of the sheet. */
import { AnalystError, mappingOf, type ColumnMapping, type FieldId, type SourceInput, type Suggestions } from '../kdb';
import { recalculate } from './events';
import { learnMappings, saveMapping } from './mappingStore';
import { session } from './session';
import { readSources } from './sources';
import { runExcel } from './work';
import { writing } from './writing';

/** What is loaded only when the analyst is asked about columns. */
const unknownColumns = () => import('../kdb/unknownColumns');

async function sourceNamed(context: Excel.RequestContext, sheet: string): Promise<SourceInput> {
  const input = (await readSources(context, {})).find(({ file }) => file === sheet);
  if (input === undefined) throw new AnalystError('sheet.missing', { sheet });
  return input;
}

/** What the columns of a sheet may be. Throws AnalystError sheet.missing. */
export function suggestionsFor(sheet: string): Promise<Suggestions> {
  return runExcel(async (context) => {
    const [{ suggestColumns }, input] = await Promise.all([unknownColumns(), sourceNamed(context, sheet)]);
    return suggestColumns(input);
  });
}

/** Earlier choices stay where the new ones say nothing. */
function merged(before: ColumnMapping | undefined, now: ColumnMapping): ColumnMapping {
  const said = new Set(now.columns.map(({ heading, occurrence }) => `${heading}#${occurrence}`));
  const kept = (before?.columns ?? []).filter(({ heading, occurrence }) => !said.has(`${heading}#${occurrence}`));
  return { ...now, columns: [...now.columns, ...kept] };
}

/**
 * Remembers which field each column (counted from 0) of a sheet holds, null for a column not to be used; the data are
 * joined anew and every formula calculated. Throws AnalystError sheet.missing.
 */
export function mapColumns(sheet: string, fields: ReadonlyMap<number, FieldId | null>): Promise<void> {
  return writing(async () => {
    await runExcel(async (context) => {
      const { suggestColumns } = await unknownColumns();
      const { columns } = suggestColumns(await sourceNamed(context, sheet));
      const headings: string[] = [];
      for (const { index, heading } of columns) headings[index] = heading;
      const all = Array.from(headings, (heading) => heading ?? '');
      const before = (await learnMappings(context))[sheet];
      await saveMapping(context, sheet, merged(before, mappingOf(`${sheet}（列を対応づけた表）`, all, fields)));
    });
    session().mappingsChanged();
    await recalculate();
  });
}
