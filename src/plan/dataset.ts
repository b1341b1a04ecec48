/** The data of a workbook joined under its conditions and seen from a fiscal year: what every figure is asked of. */
import { createEvaluator, type CriteriaSettings, type Evaluator } from '../criteria';
import {
  atOnce,
  stampSteps,
  yearsSteps,
  type Intake,
  type IntakeOptions,
  type IntakeYears,
  type PersonTable,
  type SourceInput,
  type Steps,
} from '../kdb';

/** The data of the workbook for one fiscal year, joined and ready to be asked. */
export interface Dataset {
  readonly intake: Intake;
  readonly table: PersonTable;
  readonly evaluator: Evaluator;
  readonly settings: CriteriaSettings;
  /** Changes when the data or the conditions change; every figure carries it. */
  readonly stamp: string;
  /** The sources behind the data, as they were read for all fiscal years. */
  readonly years: IntakeYears;
  /**
   * The same data seen from another fiscal year, with its last day as reference date; nothing is read again. Throws
   * source.noPersons where nobody was insured in that year.
   */
  readonly year: (fiscalYear: number) => Dataset;
}

/** The sources as they were read once for all fiscal years. */
export interface ReadYears {
  readonly years: IntakeYears;
  /** By fiscal year, as far as somebody asked. */
  readonly evaluators: Map<number, Evaluator>;
}

/** A short text of the settings, so that changed conditions change the stamp. */
function settingsMark(settings: CriteriaSettings): string {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').slice(0, 4);
}

/** A fiscal year of what was read. */
export function datasetOfYear(read: ReadYears, settings: CriteriaSettings, fiscalYear: number): Dataset {
  const { years, evaluators } = read;
  const intake = years.year(fiscalYear);
  const { table } = intake;
  let evaluator = evaluators.get(fiscalYear);
  if (evaluator === undefined) evaluators.set(fiscalYear, (evaluator = createEvaluator(table)));
  return {
    intake,
    table,
    evaluator,
    settings,
    stamp: `${table.stamp}-${settingsMark(settings)}`,
    years,
    year: (other) => datasetOfYear(read, settings, other),
  };
}

/** The same in steps, for whoever shares a thread with somebody who types. */
export function* datasetOfYearSteps(read: ReadYears, settings: CriteriaSettings, fiscalYear: number): Steps<Dataset> {
  const { table } = yield* read.years.yearSteps(fiscalYear);
  yield* stampSteps(table);
  return datasetOfYear(read, settings, fiscalYear);
}

/** Reads inputs under options and sees them from the 抽出年度. Throws source.*. */
export const datasetFrom = (
  inputs: readonly SourceInput[],
  options: IntakeOptions,
  settings: CriteriaSettings,
): Dataset => atOnce(datasetSteps(inputs, options, settings));

/** The same in steps. */
export function* datasetSteps(
  inputs: readonly SourceInput[],
  options: IntakeOptions,
  settings: CriteriaSettings,
): Steps<Dataset> {
  const years = yield* yearsSteps(inputs, options);
  return yield* datasetOfYearSteps({ years, evaluators: new Map() }, settings, years.fiscalYear);
}
