/** 計画シートを作る: the forms of plan, report and union written anew, with everything that people wrote on them. */
import type { Evaluation } from '../indicators';
import { AnalystError } from '../kdb';
import { COMMON_INDICATORS_SHEET, type SheetSpec } from '../plan';
import { recordOf } from '../plan/record/ofFacts';
import { ADDED_ITEMS_SHEET, readAddedItems } from '../plan/selfCheck/ownItems';
import { RECORD_SHEET } from '../plan/sheetNames';
import {
  FORM_GROUPS,
  formStatus,
  type FormGroup,
  type FormStanding,
  type FormStatus,
  type PlanFacts,
} from '../plan/forms';
import { marksOf } from '../plan/support';
import { composeForms, type ComposedForms } from './composeForms';
import { hasCustomFunctions } from './functionSupport';
import { indicatorsSheet } from './extract';
import { formulasOf } from './ourCalls';
import { cellsOf } from './buildAside';
import { contentsWith } from './contents';
import { currentDataset } from './dataset';
import { recalculate } from './events';
import { currentEvaluation } from './outcomes';
import { readForms } from './readForms';
import { clockText, entriesOfYears, factsOfData } from './record';
import { replaceSheets, type ReplaceOptions } from './replaceSheets';
import { roleOf } from './preferences';
import { session } from './session';
import { rowsOfSheet } from './sheetRows';
import { forgetOlderRecord, olderRecord } from './olderRecord';
import type { FormsWritten } from './types';
import { forgetUndo, offerUndo } from './undo';
import { markRows } from './support';
import { runExcel, throwIfCancelled, type WorkOptions } from './work';
import { writing } from './writing';

export { FORM_GROUPS as ALL_FORMS } from '../plan/forms';

export interface WriteFormsOptions extends WorkOptions {
  /** Asked with the names of sheets that bear a name of ours and are no forms. Without it such sheets refuse the job. */
  readonly confirmReplace?: ReplaceOptions['confirmReplace'];
  /** Keeps the sheets as they were, out of sight, so that `undoLastWrite` brings them back until the next write. */
  readonly undoable?: boolean;
}

/** The evaluation, where 支援記録 carries one; a log that cannot be read is told and does not keep the forms from being written. */
async function evaluationOf(): Promise<{ evaluation: Evaluation | null; notices: readonly string[] }> {
  try {
    const evaluation = await currentEvaluation();
    return { evaluation, notices: evaluation.notices };
  } catch (error) {
    if (!(error instanceof AnalystError) || !error.code.startsWith('support.')) throw error;
    return { evaluation: null, notices: error.code === 'support.none' ? [] : [error.message] };
  }
}

async function factsOf(
  context: Excel.RequestContext,
  options: WorkOptions,
  standing: ReadonlyMap<string, FormStanding>,
): Promise<PlanFacts> {
  const dataset = await currentDataset(options);
  const { evaluation, notices } = await evaluationOf();
  const now = new Date();
  const recordedAt = clockText(now);
  const older = await olderRecord(context);
  const facts: PlanFacts = {
    ...factsOfData(dataset, now),
    support: evaluation?.log ?? null,
    evaluation,
    standing,
    record: {
      loaded: await entriesOfYears(dataset, recordedAt),
      older: older.entries,
      targets: older.targets,
      recordedAt,
    },
    notices,
    years: dataset.years.overview(),
    addedChecks: readAddedItems((await rowsOfSheet(context, ADDED_ITEMS_SHEET)) ?? []),
  };
  return { ...facts, notices: [...notices, ...older.notices] };
}

/** The forms of these groups as they are to be written, and what they were made of. */
interface Composed extends ComposedForms {
  readonly facts: PlanFacts;
}

async function composed(
  context: Excel.RequestContext,
  groups: readonly FormGroup[],
  options: WorkOptions & { readonly standingOnly?: boolean },
): Promise<Composed> {
  options.onProgress?.({ stage: 'シートを読んでいます', done: 0, total: 0 });
  const standing = await readForms(context, options);
  const role = await roleOf(context);
  const facts = { ...(await factsOf(context, options, standing)), role };
  throwIfCancelled(options);
  const made = { standingOnly: options.standingOnly === true, callsFunctions: hasCustomFunctions() };
  return { ...composeForms(groups, facts, standing, made), facts };
}

async function run(
  context: Excel.RequestContext,
  groups: readonly FormGroup[],
  options: WriteFormsOptions,
): Promise<FormsWritten> {
  return replaceForms(context, await composed(context, groups, options), options);
}

/** How far each form is filled: form → "written / inputs". */
function filledOf(specs: readonly SheetSpec[]): Map<string, string> {
  return new Map(
    specs.flatMap((spec): [string, string][] => {
      const cells = cellsOf(spec);
      const status = formStatus(spec.name, { values: cells, formulas: cells });
      return status === null || status.inputs === 0 ? [] : [[spec.name, `${status.written} / ${status.inputs}`]];
    }),
  );
}

async function replaceForms(
  context: Excel.RequestContext,
  { specs, kept, read, facts }: Composed,
  options: WriteFormsOptions,
): Promise<FormsWritten> {
  const recordNotices = kept.has(RECORD_SHEET) ? recordOf(facts).notices : [];
  const notices: string[] = [...facts.notices, ...recordNotices];
  const contents = await contentsWith(context, specs, {
    fiscalYear: facts.fiscalYear,
    stamp: facts.stamp,
    filled: filledOf(specs),
  });
  forgetUndo();
  await replaceSheets(context, [...specs, contents], {
    ...options,
    read,
    onNotice: (notice) => notices.push(notice),
    ...(options.undoable === true ? { keepBefore: ({ bringBack }) => offerUndo(bringBack) } : {}),
  });
  if (kept.has(RECORD_SHEET)) await forgetOlderRecord(context, { withTargets: true });
  if (facts.support !== null) {
    // The forms stand: a refusal here is told and takes nothing back.
    await markRows(context, marksOf(facts.support)).catch(() =>
      notices.push('支援記録に「行の確認」の印をつけられませんでした。様式は正しく書かれています。'),
    );
  }
  return {
    sheets: specs.map(({ name }) => name),
    kept: [...kept].flatMap(([sheet, { kept: cells }]) => (cells.length === 0 ? [] : [{ sheet, cells }])),
    notices,
    recordNotices,
  };
}

/** 共通評価指標 and the forms that stand in the workbook, as they would be written now. */
async function standingFigures(context: Excel.RequestContext, options: WorkOptions): Promise<Composed> {
  const forms = await composed(context, FORM_GROUPS, { ...options, standingOnly: true });
  const sheet = context.workbook.worksheets.getItemOrNullObject(COMMON_INDICATORS_SHEET).load('name');
  await context.sync();
  if (sheet.isNullObject) return forms;
  return { ...forms, specs: [indicatorsSheet(await currentDataset(options)), ...forms.specs] };
}

/**
 * Writes 共通評価指標 and the forms that stand anew from the data, year and criteria of now: 値を更新 where cells cannot call our
 * functions, シートを書き直す before a hand-in copy.
 * On an error or 中止 the workbook is as before. Throws as `writeForms`.
 */
export function refreshValues(options: WriteFormsOptions = {}): Promise<FormsWritten> {
  return writing(async () => {
    const written = await runExcel(
      async (context) => replaceForms(context, await standingFigures(context, options), options),
      options,
    );
    if (hasCustomFunctions()) await recalculate();
    return written;
  });
}

/** What the cells that hold values would call: sheet → "row,column" → formula without "=". For the rule of small numbers. */
export function formulasOfValues(options: WorkOptions): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  return runExcel(async (context) => {
    const { specs } = await standingFigures(context, options);
    return new Map(specs.map((spec) => [spec.name, formulasOf(spec)]));
  });
}

/**
 * Writes the forms of these groups from the data of the workbook. What people wrote on standing forms is carried over, so
 * that edited forms are replaced without asking; a sheet of another kind under such a name is replaced only after asking.
 * On an error or 中止 the workbook is as before. Throws AnalystError: data.none, source.*, settings.*, sheet.edited,
 * work.cancelled.
 */
export function writeForms(groups: readonly FormGroup[], options: WriteFormsOptions = {}): Promise<FormsWritten> {
  return writing(async () => {
    try {
      const written = await runExcel((context) => run(context, groups, options), options);
      const notices = await recalculate();
      return { ...written, notices: [...written.notices, ...notices] };
    } catch (error) {
      session().dataChanged();
      throw error;
    }
  });
}

/** How far the forms that stand in the workbook are filled, in the order of their tabs. */
export function formsStatus(): Promise<readonly FormStatus[]> {
  return runExcel(async (context) => {
    const standing = await readForms(context, {});
    return [...standing].flatMap(([name, cells]) => formStatus(name, cells) ?? []);
  });
}
