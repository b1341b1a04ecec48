/** 値で確定 from the pane and the command line: reads the workbook, and gives the copy as a file. */
import type { HandInFile, HandInOptions } from '../plan/handIn';
import { currentDataset } from './dataset';
import { indicatorsSheet } from './extract';
import { assertFiles, calculated, documentBytes } from './documentBytes';
import { hasCustomFunctions } from './functionSupport';
import { readSources } from './sources';
import { pause, runExcel, type WorkOptions } from './work';
import { writing } from './writing';

export interface HandInRequest extends HandInOptions, WorkOptions {
  /** Population of the area, for the rule of small numbers. */
  readonly population?: number;
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

/** Where a command leaves how the copy is wanted. */
const OPTIONS_KEY = 'IKKATSU.handIn.options';

/** How the copy is wanted besides its audience, where a command says so. */
export function keptOptions(): Promise<Omit<HandInOptions, 'audience'>> {
  return runExcel(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(OPTIONS_KEY).load('value');
    await context.sync();
    const words = setting.isNullObject ? [] : String(setting.value).split(' ');
    return {
      isStrict: words.includes('strict'),
      withoutDrafts: words.includes('without-drafts'),
      withoutBlank: words.includes('without-blank'),
    };
  });
}

export function keepPopulation(population: number): Promise<void> {
  return runExcel(async (context) => {
    context.workbook.settings.add(SETTINGS_KEY, population);
    await context.sync();
  });
}

/**
 * The copy of the sheets to hand in, as an xlsx file. Reads only; the workbook stays as it is, but for a write that was left half. Throws AnalystError
 * data.none, handIn.*, excel.failed, work.cancelled.
 */
export function makeHandInCopy(request: HandInRequest): Promise<HandInFile> {
  const { audience, isStrict, withoutDrafts, withoutBlank, population, ...options } = request;
  const asked: HandInOptions = {
    audience,
    ...(isStrict === undefined ? {} : { isStrict }),
    ...(withoutDrafts === undefined ? {} : { withoutDrafts }),
    ...(withoutBlank === undefined ? {} : { withoutBlank }),
  };
  return writing(async () => {
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
    const { handInCopy, handInFacts, noEvaluation, personMarks, personTextsOf } = await import('../plan/handIn');
    const { currentEvaluation } = await import('./outcomes');
    const evaluation = await currentEvaluation().catch(noEvaluation);
    const marks = personMarks(personTextsOf(inputs));
    return handInCopy(
      bytes,
      {
        ...handInFacts(dataset, evaluation, indicatorsSheet(dataset)),
        marks,
        ...(population === undefined ? {} : { population }),
        ...(formulas && { formulas }),
      },
      asked,
    );
  });
}
