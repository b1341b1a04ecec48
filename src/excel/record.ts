/** 実績の記録 in the workbook: what loaded years answer, the sheet added to by an extraction, and the choice between two values. */
import { areasOf } from '../criteria';
import { AnalystError, readFileSteps } from '../kdb';
import { exclusionsOf, type ConditionValues, type SheetSpec } from '../plan';
import { formSheet, keepWritten, type FormStanding, type PlanFacts } from '../plan/forms';
import type { RecordEntry } from '../plan/record/entry';
import { entriesOfPersons } from '../plan/record/fromPersons';
import { recordOf } from '../plan/record/ofFacts';
import { ADOPTED } from '../plan/record/lookup';
import { olderRecordOf, together } from '../plan/record/older';
import { recordSheetAddedTo } from '../plan/record/recordSheet';
import { standingChoices, type StandingChoice } from '../plan/record/standing';
import { INDICATOR_LIST_SHEET, RECORD_SHEET } from '../plan/sheetNames';
import { withSentence } from '../plan/valuesOnly';
import { hashOf } from './contentHash';
import { contentsWith } from './contents';
import { conditionsNow, currentDataset } from './dataset';
import { recalculate } from './events';
import { hasCustomFunctions } from './functionSupport';
import type { PickedFile } from './importFiles';
import { forgetOlderRecord, keepOlderRecord, olderRecord } from './olderRecord';
import { readForms } from './readForms';
import { replaceSheets } from './replaceSheets';
import type { Dataset } from './types';
import { forgetUndo, offerUndo } from './undo';
import { inSlices, isPassing, pause, runExcel, type WorkOptions } from './work';
import { writtenMoment } from '../plan/years';
import { writing } from './writing';

/** What the loaded years answer, each with its own register; a year in which nobody was insured has nothing to say. */
export async function entriesOfYears(dataset: Dataset, recordedAt: string): Promise<RecordEntry[]> {
  const { excludedPersons } = await conditionsNow();
  const years = dataset.years.overview().map(({ fiscalYear }) => fiscalYear);
  return years.flatMap((year) => entriesOfYear(dataset, year, { excludedPersons, recordedAt }));
}

interface Recording {
  readonly excludedPersons: ConditionValues['excludedPersons'];
  readonly recordedAt: string;
}

function entriesOfYear(
  { years, year, settings }: Dataset,
  fiscalYear: number,
  { excludedPersons, recordedAt }: Recording,
): RecordEntry[] {
  try {
    const { intake, evaluator } = year(fiscalYear);
    const excluded = exclusionsOf(excludedPersons, years.fiscalYear);
    return entriesOfPersons({ intake, evaluator, settings, excluded, recordedAt });
  } catch (error) {
    if (error instanceof AnalystError && error.code === 'source.noPersons') return [];
    throw error;
  }
}

/** 2026-11-28 21:30:05, by the clock of this machine. */
export function clockText(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':')}`;
}

/** What the loaded data say of 抽出年度: the part of the facts that every form rests on. */
export function factsOfData(
  { intake, table, evaluator, settings, stamp }: Dataset,
  now: Date,
): Pick<PlanFacts, 'fiscalYear' | 'stamp' | 'writtenAt' | 'intake' | 'settings' | 'results' | 'areas' | 'aggregates'> {
  return {
    fiscalYear: intake.fiscalYear,
    stamp,
    writtenAt: writtenMoment(now),
    intake,
    settings,
    results: evaluator.evaluateAll(settings),
    areas: areasOf(table),
    aggregates: intake.aggregates ?? [],
  };
}

/** 実績の記録 as it is to be written beside other sheets. */
export interface RecordAddedTo {
  readonly spec: SheetSpec;
  /** Name → hash of what was read of the standing sheet. */
  readonly read: ReadonlyMap<string, string>;
  readonly notices: readonly string[];
}

interface AddOptions extends WorkOptions, Pick<Recording, 'excludedPersons'> {
  /** Leaves out what the data say. */
  readonly onlyOlder?: boolean;
}

/** The sheet with what 抽出年度, the aggregate forms and older workbooks bring beside what stands. */
export async function recordAddedTo(
  context: Excel.RequestContext,
  dataset: Dataset,
  { excludedPersons, onlyOlder = false, ...options }: AddOptions,
): Promise<RecordAddedTo> {
  const standing = await readForms(context, options, [RECORD_SHEET, INDICATOR_LIST_SHEET]);
  const now = new Date();
  const recordedAt = clockText(now);
  const older = await olderRecord(context);
  const facts: PlanFacts = {
    ...factsOfData(dataset, now),
    ...(onlyOlder && { aggregates: [] }),
    support: null,
    evaluation: null,
    standing,
    record: {
      loaded: onlyOlder ? [] : entriesOfYear(dataset, dataset.intake.fiscalYear, { excludedPersons, recordedAt }),
      older: older.entries,
      recordedAt,
    },
    notices: [],
  };
  await pause(options);
  const made = recordSheetAddedTo(facts);
  await pause(options);
  const before: FormStanding | undefined = standing.get(RECORD_SHEET);
  const { form } = keepWritten(
    hasCustomFunctions() ? made : withSentence(made),
    before ?? { values: [], formulas: [] },
  );
  await pause(options);
  return {
    spec: formSheet(form),
    read: new Map(before === undefined ? [] : [[RECORD_SHEET, hashOf(before.formulas)]]),
    notices: [...older.notices, ...recordOf(facts).notices],
  };
}

/** What became of the record of older workbooks. */
export interface OlderTaken {
  /** False: no data are loaded yet, so that the sheet is written by the next extraction. */
  readonly written: boolean;
  readonly notices: readonly string[];
}

/** The data of the workbook; null where there are none, or none that can be read now. */
async function datasetOrNull(options: WorkOptions): Promise<Dataset | null> {
  try {
    return await currentDataset(options);
  } catch (error) {
    if (!isPassing(error)) return null;
    throw error;
  }
}

async function writeRecord(
  context: Excel.RequestContext,
  dataset: Dataset,
  options: WorkOptions,
): Promise<readonly string[]> {
  const { excludedPersons } = await conditionsNow();
  const { spec, read, notices } = await recordAddedTo(context, dataset, {
    ...options,
    excludedPersons,
    onlyOlder: true,
  });
  const { intake, stamp } = dataset;
  const contents = await contentsWith(context, [spec], { fiscalYear: intake.fiscalYear, stamp });
  const more: string[] = [];
  forgetUndo();
  await replaceSheets(context, [spec, contents], {
    ...options,
    read,
    onNotice: (notice) => more.push(notice),
    keepBefore: ({ bringBack }) => offerUndo(bringBack),
  });
  await forgetOlderRecord(context, { withTargets: false });
  return [...notices, ...more];
}

/**
 * Takes the record of older workbooks of ours into 実績の記録. All of the files or none: what cannot be read, or is none of ours,
 * refuses the job. Throws AnalystError file.*, history.none, sheet.edited.
 */
export function takeOlderRecord(files: readonly PickedFile[], options: WorkOptions = {}): Promise<OlderTaken> {
  return writing(async () => {
    const brought: ReturnType<typeof olderRecordOf>[] = [];
    for (const { name, bytes } of files)
      brought.push(olderRecordOf(name, await inSlices(readFileSteps(name, bytes), options)));
    const taken = together(brought);
    await keepOlderRecord(taken);
    const dataset = await datasetOrNull(options);
    if (dataset === null) return { written: false, notices: taken.notices };
    const notices = await runExcel((context) => writeRecord(context, dataset, options), options);
    return { written: true, notices: [...notices, ...(await recalculate())] };
  });
}

/** The figures of 実績の記録 that stand with several values, each with its lines. */
export function recordChoices(): Promise<readonly (readonly StandingChoice[])[]> {
  return runExcel(async (context) => {
    const cells = (await readForms(context, {}, [RECORD_SHEET])).get(RECORD_SHEET);
    return cells === undefined ? [] : standingChoices(cells).figures;
  });
}

/** Writes ○ into 採用 of this line and empties the cell of the other values of the figure. */
export function chooseRecorded(lineKey: string): Promise<void> {
  return runExcel(async (context) => {
    const cells = (await readForms(context, {}, [RECORD_SHEET])).get(RECORD_SHEET);
    const { column, figures } = cells === undefined ? { column: -1, figures: [] } : standingChoices(cells);
    const sheet = context.workbook.worksheets.getItem(RECORD_SHEET);
    for (const line of figures.find((lines) => lines.some((each) => each.lineKey === lineKey)) ?? [])
      sheet.getCell(line.row, column).values = [[line.lineKey === lineKey ? ADOPTED : '']];
    await context.sync();
  });
}
