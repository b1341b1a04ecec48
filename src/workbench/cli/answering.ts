/** What a run reads and answers of its files, and what older workbooks bring. */
import { countOf, createEvaluator, type CriterionCount } from '../../criteria';
import {
  AnalystError,
  buildIntake,
  HIDDEN_WHY,
  readAggregate,
  readFile,
  readYears,
  recognise,
  type SourceInput,
  type Threads,
} from '../../kdb';
import { applyLayouts, type NamedLayout } from '../../kdb/unknownColumns';
import { csvOfList, intakeOptions } from '../../plan';
import { olderRecordOf, together, type OlderRecord } from '../../plan/record/older';
import { supportNotices } from '../../plan/support';
import { readCalculated } from './calculated';
import { conditionsOf, type ConditionOptions } from './conditions';
import { inputsOf, supportIn, type NamedBytes } from './files';
import { reportOf, type Report } from './report';

export interface AnswerOptions extends ConditionOptions {
  readonly mappings?: readonly NamedLayout[];
  readonly hidden?: boolean;
}

/** What was answered: nothing of it holds the data that it was asked of. */
export interface Answered {
  readonly counts: readonly CriterionCount[];
  readonly report: Report;
  /** CSV texts by purpose; none where they are not wanted. */
  readonly lists: readonly { readonly id: string; readonly text: string }[];
  /** What is to be said of workbooks that had to be calculated first. */
  readonly ofFiles: readonly string[];
  /** What is to be said of the conditions, and of 支援記録 where it was asked for. */
  readonly notices: readonly string[];
}

/** A file, or a member of a ZIP, that brings nothing is a mistake to be told, not to be passed over. */
function refuseStrangers(inputs: readonly SourceInput[]): void {
  const brought = new Set<string>();
  const why = new Map<string, string>();
  for (const input of inputs) {
    if (input.isHidden === true) {
      why.set(input.file, HIDDEN_WHY);
      continue;
    }
    const recognition = recognise(input);
    if (recognition.recognised || readAggregate(input) !== null) brought.add(input.file);
    else why.set(input.file, recognition.why);
  }
  for (const [file, reason] of why) {
    if (!brought.has(file)) throw new AnalystError('source.stranger', { where: file, why: reason });
  }
}

/**
 * Reads, joins and answers the ten purposes with the conditions that stand in the files, else the default criteria.
 * `lists` makes the ten CSV texts as well.
 * @param withSupport 支援記録 is looked at too
 * @param threads read large files with this one
 */
export function answer(
  files: readonly NamedBytes[],
  options: AnswerOptions,
  { withSupport = true, threads = null }: { readonly withSupport?: boolean; readonly threads?: Threads | null } = {},
) {
  const inputs = applyLayouts(inputsOf(files, options.hidden, threads), options.mappings ?? []);
  const support = withSupport ? supportIn(files) : null;
  refuseStrangers(inputs);
  const { values, notices } = conditionsOf(inputs, options);
  const { settings } = values;
  const years = support === null ? null : readYears(inputs, intakeOptions(values));
  const intake = years === null ? buildIntake(inputs, intakeOptions(values)) : years.year(years.fiscalYear);
  const results = createEvaluator(intake.table).evaluateAll(settings);
  const counts = results.map((result) => countOf(intake.table, result));
  const lists = () =>
    results.map((result) => ({ id: result.id, text: csvOfList(intake, results, settings, result.id) }));
  const ofSupport = years === null ? [] : supportNotices([...support!.rows()], years);
  return { intake, counts, lists, notices: [...notices, ...ofSupport] };
}

/** What older workbooks bring, in the order of the words. Throws AnalystError file.*, history.none. */
export async function olderRecord(history: readonly NamedBytes[]): Promise<OlderRecord | undefined> {
  if (history.length === 0) return undefined;
  const read = await readCalculated(history, (books) =>
    books.map(({ name, bytes }) => olderRecordOf(name, readFile(name, bytes))),
  );
  const taken = together(read.result);
  return { ...taken, notices: [...read.notices, ...taken.notices] };
}

/**
 * Reads and answers. Throws AnalystError for bad input.
 * @param withLists the ten lists are wanted too
 * @param withSupport 支援記録 is to be looked at
 */
export async function answered(
  files: readonly NamedBytes[],
  options: AnswerOptions,
  {
    withLists,
    withSupport,
    threads,
  }: { readonly withLists: boolean; readonly withSupport?: boolean; readonly threads?: Threads | null },
): Promise<Answered> {
  const { result, notices: ofFiles } = await readCalculated(files, (calculated) =>
    answer(calculated, options, { withSupport, threads }),
  );
  const { intake, counts, lists, notices } = result;
  return { counts, report: reportOf(intake, counts), lists: withLists ? lists() : [], ofFiles, notices };
}
