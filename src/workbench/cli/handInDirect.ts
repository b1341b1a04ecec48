/**
 * The hand-in copy of a workbook that one `run` of ours wrote whole: its values are those of its data, so that nothing has to be
 * opened in the grid and calculated.
 */
import { areasOf } from '../../criteria';
import {
  AnalystError,
  HIDDEN_SHEETS_SETTING,
  looksLikeSource,
  MAPPINGS_SETTING,
  mappingsFrom,
  ORIGINS_SETTING,
  originsFrom,
  readFile,
  withMapping,
  type Cell,
  type SourceInput,
} from '../../kdb';
import {
  commonIndicatorsSheet,
  CONDITIONS_SHEET,
  DEFAULT_CONDITIONS,
  intakeOptions,
  isOurSheet,
  readConditions,
  SUPPORT_SHEET,
} from '../../plan';
import { datasetFrom, type Dataset } from '../../plan/dataset';
import type { HandInFile, HandInOptions } from '../../plan/handIn';
import { basisOf, evaluationOf } from '../../plan/support';
import { settingsOf } from '../xlsx/webExtensions';
import type { NamedBytes } from './files';

type Rows = readonly (readonly Cell[])[];

/** A header stands in the first rows; nothing else is read of sheets that have none. */
const HEAD_ROWS = 60;

/** The rows of the sheets of a workbook by their names, and the analyst's sheets among them as the add-in reads them. */
function sheetsOf({ name, bytes }: NamedBytes, kept: ReadonlyMap<string, unknown>) {
  const origins = originsFrom(kept.get(ORIGINS_SETTING));
  const mappings = mappingsFrom(kept.get(MAPPINGS_SETTING));
  const isIncluded = kept.get(HIDDEN_SHEETS_SETTING) === true;
  const tables = readFile(name, bytes);
  const inputs = tables.flatMap(({ sheet = '', rows, isHidden }): SourceInput[] => {
    if (isOurSheet(sheet)) return [];
    const all = [...rows()];
    const [origin, mapping] = [origins[sheet], mappings[sheet]];
    const inputWith = (given: Rows): SourceInput => {
      const input = {
        file: sheet,
        rows: () => given,
        ...(origin === undefined ? {} : { origin }),
        ...(isHidden === true && !isIncluded && { isHidden }),
      };
      return mapping === undefined ? input : withMapping(input, mapping);
    };
    const head = inputWith(all.slice(0, HEAD_ROWS));
    return [looksLikeSource(head) ? inputWith(all) : head];
  });
  return {
    inputs,
    rowsOf(wanted: string): Rows | null {
      const table = tables.find(({ sheet }) => sheet === wanted);
      return table === undefined ? null : [...table.rows()];
    },
  };
}

const indicatorsOf = ({ intake, table, stamp }: Dataset) =>
  commonIndicatorsSheet({ fiscalYear: intake.fiscalYear, stamp, areas: areasOf(table), table });

/**
 * The copy. Throws AnalystError data.none, source.*, settings.*, handIn.*.
 * @param parts of the file, by name
 */
export async function handInDirect(
  book: NamedBytes,
  parts: Readonly<Record<string, Uint8Array>>,
  options: HandInOptions & { readonly population?: number },
): Promise<HandInFile> {
  const { handInCopy, handInFacts, noEvaluation, personMarks, personTextsOf } = await import('../../plan/handIn');
  const { inputs, rowsOf } = sheetsOf(book, settingsOf(parts));
  if (inputs.length === 0) throw new AnalystError('data.none');
  const standing = rowsOf(CONDITIONS_SHEET);
  const conditions = standing === null ? DEFAULT_CONDITIONS : readConditions(standing);
  const dataset = datasetFrom(inputs, intakeOptions(conditions), conditions.settings);
  let evaluation = null;
  try {
    evaluation = evaluationOf(basisOf(rowsOf(SUPPORT_SHEET), dataset));
  } catch (error) {
    noEvaluation(error);
  }
  const { population, ...asked } = options;
  return handInCopy(
    book.bytes,
    {
      ...handInFacts(dataset, evaluation, indicatorsOf(dataset)),
      marks: personMarks(personTextsOf(inputs)),
      ...(population === undefined ? {} : { population }),
    },
    asked,
  );
}
