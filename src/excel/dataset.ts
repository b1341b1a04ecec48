/** The dataset of the workbook: built from its sheets when first asked for, kept until a sheet changes. */
import { CRITERION_IDS } from '../criteria';
import { aggregatesIn, AnalystError, yearsSteps, type Aggregate, type SourceInput, type Steps } from '../kdb';
import { intakeOptions, type ConditionValues } from '../plan';
import { datasetOfYearSteps, type ReadYears } from '../plan/dataset';
import { currentConditions } from './conditions';
import { watch } from './events';
import { session } from './session';
import { readSources } from './sources';
import type { Dataset } from './types';
import { inSlices, isPassing, runExcel, type WorkOptions } from './work';

/** The sources as they were read, with what they were read of; read again only when that changes. */
export interface KeptIntake extends ReadYears {
  readonly inputs: readonly SourceInput[];
  /** The options that it was read under. */
  key: string;
}

/** What stands in 抽出条件 now, or the defaults without that sheet; kept until a sheet changes. Throws settings.*. */
export function conditionsNow(): Promise<ConditionValues> {
  const now = session();
  if (now.conditions !== null) return now.conditions;
  const asked = runExcel(async (context) => {
    await watch(context);
    return currentConditions(context);
  });
  now.conditions = asked;
  asked.catch((error: unknown) => {
    if (isPassing(error) && now.conditions === asked) now.conditions = null;
  });
  return asked;
}

/** Same rows in the same order, by identity: rows that were not read again are the same objects. */
function sameInputs(a: readonly SourceInput[], b: readonly SourceInput[]): boolean {
  return (
    a.length === b.length &&
    a.every((input, index) => {
      const other = b[index]!;
      return input.file === other.file && input.isHidden === other.isHidden && input.rows() === other.rows();
    })
  );
}

/** Has every purpose evaluated in a step: the pane counts them all at once, and then finds them remembered. */
function* evaluatedSteps({ evaluator, settings }: Dataset): Steps<void> {
  for (const id of CRITERION_IDS) {
    evaluator.evaluate(id, settings);
    yield;
  }
}

/**
 * Joins inputs under conditions, in slices; those that did not change are not read again. Rejects with AnalystError data.none,
 * source.*; work.cancelled.
 */
export async function datasetOf(
  inputs: readonly SourceInput[],
  conditions: ConditionValues,
  work: WorkOptions,
): Promise<Dataset> {
  const options = intakeOptions(conditions);
  const key = JSON.stringify(options);
  const now = session();
  let kept = now.intake;
  if (kept === null || kept.key !== key || !sameInputs(kept.inputs, inputs)) {
    work.onProgress?.({ stage: '表をつないでいます', done: 0, total: 0 });
    kept = { inputs, key, years: await inSlices(yearsSteps(inputs, options), work), evaluators: new Map() };
    now.intake = kept;
  }
  const dataset = await inSlices(datasetOfYearSteps(kept, conditions.settings, kept.years.fiscalYear), work);
  await inSlices(evaluatedSteps(dataset), work);
  return dataset;
}

/** What was read last is what these conditions would read: they name the year that was found. */
export function keepUnder(conditions: ConditionValues): void {
  const { intake } = session();
  if (intake !== null) intake.key = JSON.stringify(intakeOptions(conditions));
}

async function build(options: WorkOptions): Promise<Dataset> {
  const standing = await conditionsNow();
  return runExcel(async (context) => {
    const inputs = await readSources(context, options);
    if (inputs.length === 0) throw new AnalystError('data.none');
    return datasetOf(inputs, standing, options);
  }, options);
}

/**
 * The dataset that the sheets hold now. Throws AnalystError: data.none without any sheet of data, source.* when the
 * sheets are no exports, settings.* when a cell of 抽出条件 holds an impossible value. The same promise answers every
 * caller until a sheet changes; a failure of Excel itself is not kept.
 */
export function currentDataset(options: WorkOptions = {}): Promise<Dataset> {
  const now = session();
  if (now.dataset !== null) return now.dataset;
  const asked = build(options);
  now.dataset = asked;
  asked.catch((error: unknown) => {
    if (isPassing(error) && now.dataset === asked) now.dataset = null;
  });
  return asked;
}

/** The errors that mean: there are no persons to ask about. */
const NO_PERSONS = new Set(['data.none', 'source.none', 'source.noPersons', 'source.noYear']);

/** The aggregate forms of the workbook, also where it holds no persons. Throws as `currentDataset` does otherwise. */
export async function currentAggregates(options: WorkOptions = {}): Promise<readonly Aggregate[]> {
  try {
    return (await currentDataset(options)).intake.aggregates ?? [];
  } catch (error) {
    if (!(error instanceof AnalystError) || !NO_PERSONS.has(error.code)) throw error;
    return runExcel(async (context) => aggregatesIn(await readSources(context, options)), options);
  }
}
