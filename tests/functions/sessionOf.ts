/** Fresh sessions for tests of functions: they answer with data given by hand, without a workbook. */
import { createEvaluator } from '../../src/criteria';
import { startSession, type Dataset, type Session } from '../../src/excel';
import { datasetFrom } from '../../src/plan/dataset';
import { AnalystError, type Intake, type SourceInput } from '../../src/kdb';
import { DEFAULT_CONDITIONS, intakeOptions } from '../../src/plan';

/** A dataset of one fiscal year under the default conditions; nobody was insured in any other. */
export function datasetOfIntake(intake: Intake, stamp = ''): Dataset {
  const { table, fiscalYear } = intake;
  const year = (asked: number): Dataset => {
    if (asked !== fiscalYear) throw new AnalystError('source.noPersons', { fiscalYear: asked, why: '' });
    return dataset;
  };
  const dataset: Dataset = {
    intake,
    table,
    evaluator: createEvaluator(table),
    settings: DEFAULT_CONDITIONS.settings,
    stamp,
    year,
    years: {
      fiscalYear,
      year: (asked) => year(asked).intake,
      *yearSteps(asked) {
        yield;
        return year(asked).intake;
      },
      overview: () => [],
      newestYear: null,
      receipts: null,
    },
  };
  return dataset;
}

/** The data of tables for every fiscal year, under the default conditions. */
export function datasetOfTables(inputs: readonly SourceInput[], fiscalYear: number): Dataset {
  return datasetFrom(inputs, intakeOptions(DEFAULT_CONDITIONS, fiscalYear), DEFAULT_CONDITIONS.settings);
}

/** A session of these data. */
export function sessionOf(dataset: Dataset): Session {
  const session = startSession();
  session.holdDataset(dataset, DEFAULT_CONDITIONS);
  return session;
}

/** A promise that nobody has to wait for. */
export function refused(error: Error): Promise<never> {
  const promise = Promise.reject(error);
  promise.catch(() => undefined);
  return promise;
}

/** A session of a workbook whose data refuse to be joined. */
export function sessionRefusing(error: Error): Session {
  const session = startSession();
  session.dataset = refused(error);
  session.conditions = Promise.resolve(DEFAULT_CONDITIONS);
  return session;
}
