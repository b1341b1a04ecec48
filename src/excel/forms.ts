/** 計画シートを作る: the forms of plan, report and union written anew, with everything that people wrote on them. */
import type { Move } from '../formula';
import type { Evaluation } from '../indicators';
import { AnalystError } from '../kdb';
import { COMMON_INDICATORS_SHEET, type SheetSpec } from '../plan';
import { recordOf } from '../plan/record/ofFacts';
import { ADDED_ITEMS_SHEET, readAddedItems } from '../plan/selfCheck/ownItems';
import { RECORD_SHEET } from '../plan/sheetNames';
import { withSentence } from '../plan/valuesOnly';
import {
  FORM_GROUPS,
  formSheet,
  formStatus,
  keepWritten,
  moveForm,
  type FormGroup,
  type FormSheet,
  type FormStanding,
  type FormStatus,
  type Kept,
  type PlanFacts,
} from '../plan/forms';
import { formSheetsOf } from '../plan/forms/registry';
import { isForRole } from '../plan/forms/roles';
import { marksOf } from '../plan/support';
import { hashOf } from './contentHash';
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

/** Formulas that name cells of other forms follow them to where they are now. */
function followed(name: string, form: FormSheet, all: ReadonlyMap<string, Kept>): FormSheet {
  const others = [...all].flatMap(([other, { moves }]) => (moves === null || other === name ? [] : [other]));
  if (others.length === 0) return form;
  const through =
    (which: keyof NonNullable<Kept['moves']>): Move =>
    (place) =>
      place.sheet === null || place.sheet === name ? null : (all.get(place.sheet)?.moves?.[which](place) ?? null);
  return moveForm(form, {
    ofForm: through('ofForm'),
    ofStanding: through('ofStanding'),
    isNamedBy: (formula) => others.some((other) => formula.includes(other)),
  });
}

/** The forms of these groups as they are to be written, with everything that people wrote on the standing ones. */
interface Composed {
  readonly specs: readonly SheetSpec[];
  readonly kept: ReadonlyMap<string, Kept>;
  /** Name → hash of what was read of a standing form. */
  readonly read: ReadonlyMap<string, string>;
  readonly facts: PlanFacts;
}

/** Whether a sheet of unions stands: a workbook that was made before somebody chose a role. */
function hasUnionForms(standing: ReadonlyMap<string, FormStanding>): boolean {
  return [...standing.keys()].some((name) => !isForRole(name, '市町村'));
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
  const kept = new Map<string, Kept>();
  const read = new Map<string, string>();
  const needed = role === '市町村' ? groups.filter((group) => group !== '広域' || hasUnionForms(standing)) : groups;
  for (const made of formSheetsOf(needed, facts)) {
    const before = standing.get(made.name);
    // What stands is kept current; what the role does not need is not made.
    if (before === undefined && (options.standingOnly === true || !isForRole(made.name, role))) continue;
    const form = hasCustomFunctions() ? made : withSentence(made);
    if (before !== undefined) read.set(form.name, hashOf(before.formulas));
    kept.set(form.name, keepWritten(form, before ?? { values: [], formulas: [] }));
  }
  const specs = [...kept].map(([name, { form }]) => formSheet(followed(name, form, kept)));
  return { specs, kept, read, facts };
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
