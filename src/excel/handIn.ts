/** 値で確定 from the pane and the command line: reads the workbook, and gives the copy as a file. */
import { countOf, parseFilter, type BitSet, type CriterionId } from '../criteria';
import { AnalystError, YES } from '../kdb';
import type { HandInFile, HandInOptions } from '../plan/handIn';
import { currentDataset } from './dataset';
import { assertFiles, calculated, documentBytes } from './documentBytes';
import { hasCustomFunctions } from './functionSupport';
import { readSources } from './sources';
import type { Dataset } from './types';
import { oneAtATime, pause, runExcel, type WorkOptions } from './work';

export interface HandInRequest extends HandInOptions, WorkOptions {
  /** Population of the area, for the rule of small numbers. */
  readonly population?: number;
}

/** A filter that the data cannot answer gives null: its figures are not published. */
function within(dataset: Dataset, filter: string): BitSet | undefined | null {
  if (filter === '') return undefined;
  try {
    return parseFilter(dataset, filter);
  } catch (error) {
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

function factsOf(dataset: Dataset) {
  const { intake, table, evaluator, settings, stamp } = dataset;
  const results = new Map(evaluator.evaluateAll(settings).map((result) => [result.id, result]));
  return {
    countOf(id: CriterionId, filter: string) {
      const rows = within(dataset, filter);
      return rows === null ? null : countOf(table, results.get(id)!, rows);
    },
    insured(filter: string) {
      const rows = within(dataset, filter);
      const { checkedUp } = table.columns;
      if (rows === null) return null;
      let [persons, examined] = [0, 0];
      for (let row = 0; row < table.size; row += 1) {
        if (rows !== undefined && !rows.get(row)) continue;
        persons += 1;
        if (checkedUp?.codes[row] === YES) examined += 1;
      }
      return { persons, checkedUp: examined };
    },
    provenance: {
      stamp,
      fiscalYear: intake.fiscalYear,
      fiscalYearBasis: intake.fiscalYearBasis,
      referenceDate: table.referenceDate,
      persons: table.size,
      sources: intake.sources,
      settings,
      writtenAt: new Date().toLocaleString('ja-JP'),
    },
  };
}

/** The sheet 事業評価 is made from the data of two years; the others from those of the 抽出年度. */
async function stampsNow({ stamp }: Dataset): Promise<(sheet: string) => string> {
  const { currentEvaluation } = await import('./outcomes');
  const { EVALUATION_SHEET } = await import('../plan/reports');
  const ofEvaluation = await currentEvaluation().then(
    (evaluation) => evaluation.stamp,
    (error: unknown) => {
      if (error instanceof AnalystError && error.code.startsWith('support.')) return stamp;
      throw error;
    },
  );
  return (sheet) => (sheet === EVALUATION_SHEET ? ofEvaluation : stamp);
}

/** Where the workbook keeps the population that was given last. */
const SETTINGS_KEY = 'IKKATSU.handIn';

/** The population that was given last in this workbook; null without one. */
export function keptPopulation(): Promise<number | null> {
  return runExcel(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(SETTINGS_KEY).load('value');
    await context.sync();
    const population = setting.isNullObject ? NaN : Number(setting.value);
    return population > 0 ? population : null;
  });
}

export function keepPopulation(population: number): Promise<void> {
  return runExcel(async (context) => {
    context.workbook.settings.add(SETTINGS_KEY, population);
    await context.sync();
  });
}

/**
 * The copy of the sheets to hand in, as an xlsx file. Reads only; the workbook stays as it is. Throws AnalystError
 * data.none, handIn.*, excel.failed, work.cancelled.
 */
export function makeHandInCopy({ audience, population, ...options }: HandInRequest): Promise<HandInFile> {
  return oneAtATime(async () => {
    options.onProgress?.({ stage: 'データを確かめています', done: 0, total: 3 });
    const dataset = await currentDataset(options);
    const inputs = await runExcel((context) => readSources(context, options), options);
    await pause(options);
    options.onProgress?.({ stage: 'ブックを読んでいます', done: 1, total: 3 });
    assertFiles();
    await calculated(options);
    const bytes = await documentBytes(options);
    await pause(options);
    options.onProgress?.({ stage: '写しを作っています', done: 2, total: 3 });
    // Where the sheets hold values, what they stand for is said beside them.
    const formulas = hasCustomFunctions() ? undefined : await (await import('./forms')).formulasOfValues(options);
    const { handInCopy, personMarks, personTextsOf } = await import('../plan/handIn');
    const marks = personMarks(personTextsOf(inputs));
    return handInCopy(
      bytes,
      {
        ...factsOf(dataset),
        marks,
        stampNow: await stampsNow(dataset),
        ...(population === undefined ? {} : { population }),
        ...(formulas && { formulas }),
      },
      { audience },
    );
  });
}
