/** 値で確定 from the pane and the command line: reads the workbook, and gives the copy as a file. */
import { countOf, parseFilter, type BitSet, type CriterionId } from '../criteria';
import { AnalystError, YES } from '../kdb';
import { findIndicator, findProgramme, type Evaluation } from '../indicators';
import type { HandInFile, HandInOptions, QuantityFacts, YearFacts } from '../plan/handIn';
import { COMMON_INDICATORS_SHEET } from '../plan';
import { currentDataset } from './dataset';
import { indicatorsSheet } from './extract';
import { assertFiles, calculated, documentBytes } from './documentBytes';
import { hasCustomFunctions } from './functionSupport';
import { readSources } from './sources';
import type { Dataset } from './types';
import { oneAtATime, pause, runExcel, type WorkOptions } from './work';
import { writtenMoment } from '../plan/years';

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

type Figures = typeof import('../indicators/questionnaireFigures');

/** Persons of one fiscal year as the figures count them. */
function yearFacts(dataset: Dataset, { findSubject, riskCounts }: Figures): YearFacts {
  const { table, evaluator, settings } = dataset;
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
    questionnaire(item: number, filter: string) {
      const [subject, rows] = [findSubject(String(item)), within(dataset, filter)];
      if (subject === null || rows === null) return null;
      try {
        return riskCounts(table, subject, rows);
      } catch (error) {
        // No source has the item.
        if (error instanceof AnalystError) return null;
        throw error;
      }
    },
  };
}

/** What a programme counts, by the words of OUTCOME; null where they name nothing. */
function outcomesOf(evaluation: Evaluation | null): NonNullable<QuantityFacts['outcome']> {
  return (purpose, indicator, whom) => {
    const programme = findProgramme(purpose, evaluation?.log.otherPurposes ?? []);
    const found = evaluation?.programmes.find(
      ({ programme: { id, name } }) => id === programme?.id && name === programme.name,
    );
    const meant = found === undefined ? null : findIndicator(found.programme, indicator);
    if (found === undefined || meant === null) return null;
    const result = [...found.output, ...found.outcome].find(({ id }) => id === meant.id)!;
    const isSupport = meant.level === 'output' && result.count === found.supported;
    const { followed, lost } = (isSupport ? found : result).followUp;
    const other = whom === '' || whom === meant.denominator ? undefined : result.others.find(({ of }) => of === whom);
    return {
      programme: found.programme.name,
      kind: meant.kind,
      isSupport,
      targeted: found.targeted,
      supported: found.supported,
      followed,
      lost,
      count: other === undefined ? result.count : other.count,
      denominator: other === undefined ? result.denominator : other.denominator,
      before: meant.kind === 'state' ? (result.before?.count ?? null) : null,
    };
  };
}

function factsOf(dataset: Dataset, evaluation: Evaluation | null, figures: Figures) {
  const { intake, table, settings, stamp } = dataset;
  const years = new Map<number, YearFacts | null>();
  return {
    ...yearFacts(dataset, figures),
    fiscalYear: intake.fiscalYear,
    ofYear(year: number) {
      if (!years.has(year)) {
        try {
          years.set(year, yearFacts(dataset.year(year), figures));
        } catch (error) {
          if (!(error instanceof AnalystError)) throw error;
          years.set(year, null);
        }
      }
      return years.get(year)!;
    },
    outcome: outcomesOf(evaluation),
    programmeName(asked: string) {
      const programmes = evaluation?.programmes ?? [];
      return (
        programmes.find(({ programme: { id } }, index) => (id === 'other' ? `other${index}` : id) === asked)?.programme
          .name ?? null
      );
    },
    provenance: {
      stamp,
      fiscalYear: intake.fiscalYear,
      fiscalYearBasis: intake.fiscalYearBasis,
      referenceDate: table.referenceDate,
      persons: table.size,
      sources: intake.sources,
      settings,
      writtenAt: writtenMoment(new Date()),
    },
  };
}

/** The evaluation; null where the workbook has no 支援記録. */
async function evaluationOrNull(): Promise<Evaluation | null> {
  const { currentEvaluation } = await import('./outcomes');
  return currentEvaluation().catch((error: unknown) => {
    if (error instanceof AnalystError && error.code.startsWith('support.')) return null;
    throw error;
  });
}

/** The sheet 事業評価 is made from the data of two years; the others from those of the 抽出年度. */
async function stampsNow({ stamp }: Dataset, evaluation: Evaluation | null): Promise<(sheet: string) => string> {
  const { EVALUATION_SHEET } = await import('../plan/reports');
  return (sheet) => (sheet === EVALUATION_SHEET ? (evaluation?.stamp ?? stamp) : stamp);
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
 * The copy of the sheets to hand in, as an xlsx file. Reads only; the workbook stays as it is. Throws AnalystError
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
    const evaluation = await evaluationOrNull();
    const { declaredCells, handInCopy, personMarks, personTextsOf } = await import('../plan/handIn');
    const marks = personMarks(personTextsOf(inputs));
    return handInCopy(
      bytes,
      {
        ...factsOf(dataset, evaluation, await import('../indicators/questionnaireFigures')),
        marks,
        declared: new Map([[COMMON_INDICATORS_SHEET, declaredCells(indicatorsSheet(dataset))]]),
        stampNow: await stampsNow(dataset, evaluation),
        ...(population === undefined ? {} : { population }),
        ...(formulas && { formulas }),
      },
      asked,
    );
  });
}
