/**
 * The hand-in copy of a workbook whose figures are still those that one `run` of ours calculated (`xlsx/calculatedMark.ts`): nothing
 * has to be opened in the grid and calculated, whoever saved the file last.
 */
import { areasOf } from '../../criteria';
import { AnalystError, readFile, type Cell } from '../../kdb';
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
import { SourceSheets } from '../sourceSheets';
import { settingsOf } from '../xlsx/webExtensions';
import type { NamedBytes } from './files';

type Rows = readonly (readonly Cell[])[];

/** The rows of the sheets of a workbook by their names, and the analyst's sheets among them as the add-in reads them. */
function sheetsOf({ name, bytes }: NamedBytes, kept: ReadonlyMap<string, unknown>) {
  const sources = new SourceSheets(kept);
  const tables = readFile(name, bytes);
  return {
    inputs: tables.flatMap(({ sheet = '', rows, isHidden }) =>
      isOurSheet(sheet) ? [] : [sources.input(sheet, [...rows()], isHidden === true)],
    ),
    rowsOf(wanted: string): Rows | null {
      const table = tables.find(({ sheet }) => sheet === wanted);
      return table === undefined ? null : [...table.rows()];
    },
  };
}

const indicatorsOf = ({ intake, table, settings, stamp }: Dataset) =>
  commonIndicatorsSheet({ fiscalYear: intake.fiscalYear, stamp, areas: areasOf(table), table, settings });

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
