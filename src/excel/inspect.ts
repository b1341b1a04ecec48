/** What the workbook holds, looked at without writing anything. */
import { purposesInUse, readiness } from '../criteria';
import { accountOf, aggregatesIn, AnalystError, HIDDEN_WHY, recognisedOrWhy, type Cell } from '../kdb';
import { COMMON_INDICATORS_SHEET, DEFAULT_CONDITIONS, isPersonList } from '../plan';
import { stampIn } from '../plan/dataStamp';
import { currentConditions, renamedConditions } from './conditions';
import { currentDataset } from './dataset';
import { hiddenSheetsIncluded } from './hiddenSheets';
import { readSources } from './sources';
import type { Inspection } from './types';
import { runExcel, type WorkOptions } from './work';

/** The errors that mean: there is nothing to extract from yet. Everything else is thrown on. */
const NO_DATA = new Set([
  'data.none',
  'source.none',
  'source.noPersons',
  'source.noYear',
  'source.noKey',
  'mapping.twice',
]);

/** The state without usable data: what stands in the workbook instead, and why it is not enough. */
async function withoutData({ code, message }: AnalystError, options: WorkOptions): Promise<Inspection> {
  return runExcel(async (context) => {
    const { settings } = await currentConditions(context).catch(() => DEFAULT_CONDITIONS);
    const inputs = await readSources(context, options);
    const aggregates = aggregatesIn(inputs);
    const isForm = ({ file }: { readonly file: string }): boolean => aggregates.some((each) => each.file === file);
    const unrecognised = inputs.flatMap((input) => {
      if (input.isHidden === true) return [{ file: input.file, why: HIDDEN_WHY, isHidden: true }];
      const seen = recognisedOrWhy(input);
      return seen.recognised || isForm(input) ? [] : [{ file: input.file, why: seen.why }];
    });
    return {
      fiscalYear: null,
      fiscalYearBasis: '',
      persons: 0,
      stamp: '',
      sources: [],
      unrecognised,
      aggregates,
      readiness: [],
      settings,
      quality: [],
      notices: [],
      why: message,
      whyCode: code,
    };
  });
}

/** Recognised sources, sheets that are no export, and whether each purpose has its columns. Throws AnalystError settings.*. */
export async function inspectWorkbook(options: WorkOptions = {}): Promise<Inspection> {
  const inspection = await inspectData(options);
  return {
    ...inspection,
    hiddenIncluded: await runExcel(hiddenSheetsIncluded),
    standing: await runExcel(standingLists),
  };
}

/** How many lists stand in the workbook, and of which data: a workbook that was saved and opened again has them too. */
async function standingLists(context: Excel.RequestContext): Promise<NonNullable<Inspection['standing']>> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const names = worksheets.items.map(({ name }) => name);
  const lists = names.filter(isPersonList);
  if (!names.includes(COMMON_INDICATORS_SHEET)) return { lists, stamp: null };
  const head = worksheets.getItem(COMMON_INDICATORS_SHEET).getRangeByIndexes(0, 0, 12, 16).load('values');
  await context.sync();
  return { lists, stamp: stampIn(head.values as Cell[][]) };
}

async function inspectData(options: WorkOptions): Promise<Inspection> {
  try {
    const { intake, table, settings, stamp } = await currentDataset(options);
    const renamed = await runExcel(renamedConditions);
    return {
      fiscalYear: intake.fiscalYear,
      fiscalYearBasis: intake.fiscalYearBasis,
      persons: table.size,
      stamp,
      sources: intake.sources,
      unrecognised: intake.unrecognised,
      aggregates: intake.aggregates ?? [],
      readiness: purposesInUse(settings).map(({ id }) => readiness(table, id, settings)),
      settings,
      quality: intake.quality,
      notices: [accountOf(intake), ...(renamed === null ? [] : [renamed]), ...intake.notices],
      why: '',
    };
  } catch (error) {
    if (error instanceof AnalystError && NO_DATA.has(error.code)) return withoutData(error, options);
    throw error;
  }
}
