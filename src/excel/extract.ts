/** 抽出を実行: from the sheets of data to the lists and the common indicators, whole or not at all. */
import {
  areasOf,
  countOf,
  criterionById,
  CRITERION_IDS,
  lint,
  parseFilter,
  purposesInUse,
  readiness,
  type CriterionId,
  type CriterionResult,
} from '../criteria';
import { AnalystError, distributionsSteps, stampSteps } from '../kdb';
import {
  commonIndicatorsSheet,
  conditionsSheet,
  CONTENTS_SHEET,
  DEFAULT_CONDITIONS,
  EVERYBODY_SHEET,
  everybodySheetSteps,
  extentOf,
  extractionSheetSteps,
  extractionSheetName,
  intakeSheet,
  readConditions,
  readListWork,
  SHEET_ROWS,
  SUPPORT_SHEET,
  type ListWork,
  type SheetSpec,
  type YearBefore,
} from '../plan';
import { supportNotices } from '../plan/support';
import { sheetWithSentence } from '../plan/valuesOnly';
import { readConditionRows, renamedConditions, renewal } from './conditions';
import { contentsWith } from './contents';
import { datasetOf, keepUnder } from './dataset';
import { recalculate, watch } from './events';
import { hasCustomFunctions } from './functionSupport';
import { forgetOlderRecord } from './olderRecord';
import { recordAddedTo } from './record';
import { hideNamesAgain } from './preferences';
import { replaceSheets, type SheetsBefore } from './replaceSheets';
import { session } from './session';
import { rowsOfSheet } from './sheetRows';
import { readSources } from './sources';
import type { Dataset, ExtractionResult } from './types';
import { forgetUndo, offerUndo } from './undo';
import { inSlices, pause, runExcel, throwIfCancelled, type WorkOptions } from './work';
import { writtenMoment } from '../plan/years';
import { writing } from './writing';

export interface ExtractOptions extends WorkOptions {
  /** 抽出年度; written to its cell in 抽出条件, so that the cells keep saying what runs. Default: what stands there. */
  readonly fiscalYear?: number;
  /** Asked with the names of our sheets that were edited since we wrote them. Without it such sheets refuse the run. */
  readonly confirmReplace?: (sheets: string[]) => Promise<boolean>;
  /** Keeps the sheets as they were, out of sight, so that `undoLastWrite` brings them back until the next write. */
  readonly undoable?: boolean;
}

function resultOf(
  { intake, table, stamp, settings }: Dataset,
  results: readonly CriterionResult[],
  sheets: readonly string[],
): ExtractionResult {
  const areas = areasOf(table).map(({ name, filter }) => {
    const within = parseFilter(table, filter);
    return { area: name, criteria: results.map((result) => countOf(table, result, within)) };
  });
  return {
    fiscalYear: intake.fiscalYear,
    persons: table.size,
    stamp,
    sources: intake.sources,
    criteria: results.map((result) => countOf(table, result)),
    byArea: areas,
    sheets,
    // Unusual conditions run all the same; the analyst is told.
    notices: [
      ...intake.notices,
      ...lint(settings).map(({ id, text }) => `抽出条件（${criterionById(id).name}）: ${text}`),
    ],
  };
}

/** 共通評価指標, with a sentence where its figures will be values. */
export function indicatorsSheet({ intake, table, settings, stamp }: Dataset): SheetSpec {
  const spec = commonIndicatorsSheet({ fiscalYear: intake.fiscalYear, stamp, areas: areasOf(table), table, settings });
  return hasCustomFunctions() ? spec : sheetWithSentence(spec);
}

/** The year before, where the sources say something of it. */
async function yearBeforeOf(
  { intake, years, year, settings }: Dataset,
  options: WorkOptions,
): Promise<YearBefore | undefined> {
  const before = intake.fiscalYear - 1;
  if (!years.overview().some(({ fiscalYear }) => fiscalYear === before)) return undefined;
  try {
    await inSlices(stampSteps((await inSlices(years.yearSteps(before), options)).table), options);
    const { table, evaluator } = year(before);
    return { table, results: evaluator.evaluateAll(settings) };
  } catch (error) {
    if (error instanceof AnalystError && error.code === 'source.noPersons') return undefined;
    throw error;
  }
}

/** What was written into the lists that stand. */
async function standingWork(context: Excel.RequestContext): Promise<Map<CriterionId | 'everybody', ListWork>> {
  const work = new Map<CriterionId | 'everybody', ListWork>();
  for (const id of ['everybody', ...CRITERION_IDS] as const) {
    const rows = await rowsOfSheet(context, id === 'everybody' ? EVERYBODY_SHEET : extractionSheetName(id));
    if (rows !== null) work.set(id, readListWork(rows));
  }
  return work;
}

/** Every sheet of the extraction. Between two lists the host has its turn. */
async function specsOf(
  dataset: Dataset,
  results: readonly CriterionResult[],
  { work, support }: { work: ReadonlyMap<CriterionId | 'everybody', ListWork>; support: readonly string[] },
  options: WorkOptions,
): Promise<SheetSpec[]> {
  const { intake, table, settings, stamp } = dataset;
  const yearBefore = await yearBeforeOf(dataset, options);
  const extraction = { intake, settings, results, work, ...(yearBefore === undefined ? {} : { yearBefore }) };
  const inUse = purposesInUse(settings);
  const ready = inUse.map(({ id }) => readiness(table, id, settings));
  const writtenAt = writtenMoment(new Date());
  await inSlices(distributionsSteps(table), options);
  const specs: SheetSpec[] = [
    intakeSheet({
      intake,
      readiness: ready,
      years: dataset.years.overview(),
      counted: { counts: results.map((result) => countOf(table, result)), settings },
      support,
      stamp,
      writtenAt,
    }),
  ];
  specs.push(await inSlices(everybodySheetSteps(extraction, stamp), options));
  await pause(options);
  for (const [done, { id }] of inUse.entries()) {
    options.onProgress?.({ stage: '一覧を作っています', done, total: inUse.length });
    specs.push(await inSlices(extractionSheetSteps(extraction, id, stamp), options));
    await pause(options);
  }
  specs.push(indicatorsSheet(dataset));
  await pause(options);
  for (const spec of specs) {
    const { rows } = extentOf(spec);
    if (rows > SHEET_ROWS) throw new AnalystError('sheet.tooLong', { sheet: spec.name, rows });
  }
  return specs;
}

/** Whoever looks at an empty sheet sees 目次 afterwards; whoever looks at anything else stays there. */
async function leaveEmptySheet(context: Excel.RequestContext): Promise<void> {
  try {
    const { worksheets } = context.workbook;
    const used = worksheets.getActiveWorksheet().getUsedRangeOrNullObject(true).load('address');
    await context.sync();
    if (!used.isNullObject) return;
    worksheets.getItem(CONTENTS_SHEET).activate();
    await context.sync();
  } catch {
    // What is shown is no part of the extraction.
  }
}

async function run(context: Excel.RequestContext, options: ExtractOptions): Promise<ExtractionResult> {
  await watch(context);
  const rows = await readConditionRows(context);
  const standing = rows === null ? DEFAULT_CONDITIONS : readConditions(rows);
  const { fiscalYear: asked } = options;
  const wanted = asked === undefined ? standing : { ...standing, fiscalYear: asked };
  const inputs = await readSources(context, options);
  if (inputs.length === 0) throw new AnalystError('data.none');
  throwIfCancelled(options);
  const dataset = await datasetOf(inputs, wanted, options);
  // 抽出年度 is fixed at the first extraction: newer tables never move it.
  const conditions = { ...wanted, fiscalYear: dataset.intake.fiscalYear };
  keepUnder(conditions);
  const results = dataset.evaluator.evaluateAll(dataset.settings);
  const support = supportNotices((await rowsOfSheet(context, SUPPORT_SHEET)) ?? [], dataset.years);
  const specs = await specsOf(dataset, results, { work: await standingWork(context), support }, options);
  if (rows === null) specs.splice(1, 0, conditionsSheet(conditions));
  const record = await recordAddedTo(context, dataset, { ...options, excludedPersons: conditions.excludedPersons });
  specs.push(record.spec);
  specs.push(await contentsWith(context, specs, { fiscalYear: conditions.fiscalYear, stamp: dataset.stamp }));
  session().holdDataset(dataset, conditions);
  const { fiscalYear } = conditions;
  const renewed = { settings: dataset.settings, ...(fiscalYear === standing.fiscalYear ? {} : { fiscalYear }) };
  const alongside = rows === null ? undefined : await renewal(context, rows, renewed);
  const keepBefore = ({ bringBack }: SheetsBefore): void => offerUndo(bringBack);
  forgetUndo();
  const renamed = await renamedConditions(context);
  const notices: string[] = renamed === null ? [] : [renamed];
  await replaceSheets(context, specs, {
    ...options,
    read: record.read,
    onNotice: (notice) => notices.push(notice),
    ...(alongside === undefined ? {} : { alongside }),
    ...(options.undoable === true ? { keepBefore } : {}),
  });
  await forgetOlderRecord(context, { withTargets: false });
  notices.push(...(await hideNamesAgain(context)));
  await leaveEmptySheet(context);
  const result = resultOf(
    dataset,
    results,
    specs.map(({ name }) => name),
  );
  return {
    ...result,
    notices: [...result.notices, ...support, ...record.notices, ...notices],
    supportNotices: support,
    recordNotices: record.notices,
  };
}

/**
 * Reads the sheets of data, answers the ten purposes under 抽出条件 and writes all sheets; then every formula of the
 * workbook is calculated once. On an error or 中止 the workbook is as before. Throws AnalystError: data.none, source.*,
 * settings.* (naming the cell), sheet.edited, work.cancelled.
 */
export function extract(options: ExtractOptions = {}): Promise<ExtractionResult> {
  return writing(async () => {
    try {
      const result = await runExcel((context) => run(context, options), options);
      const notices = await recalculate();
      return { ...result, notices: [...result.notices, ...notices] };
    } catch (error) {
      session().dataChanged();
      throw error;
    }
  });
}
