/** Fresh sessions for tests of functions: they answer with data given by hand, without a workbook. */
import { createEvaluator } from '../../src/criteria';
import { startSession, type Dataset, type Session } from '../../src/excel';
import type { Intake } from '../../src/kdb';
import { DEFAULT_CONDITIONS } from '../../src/plan';

/** A dataset under the default conditions. */
export function datasetOfIntake(intake: Intake, stamp = ''): Dataset {
  const { table } = intake;
  return { intake, table, evaluator: createEvaluator(table), settings: DEFAULT_CONDITIONS.settings, stamp };
}

/** A session of these data, and of these from other years. */
export function sessionOf(dataset: Dataset, others: readonly Dataset[] = []): Session {
  const session = startSession();
  session.holdDataset(dataset, DEFAULT_CONDITIONS);
  for (const other of others) session.otherYears.set(other.intake.fiscalYear, Promise.resolve(other));
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
