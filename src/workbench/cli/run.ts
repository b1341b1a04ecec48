/** `ikkatsu run`: the whole job on files; the workbook, the lists and the JSON are written only when all of it worked. */
import path from 'node:path';
import { countOf, createEvaluator, CRITERION_IDS, type CriterionCount } from '../../criteria';
import {
  AnalystError,
  buildIntake,
  HIDDEN_WHY,
  readAggregate,
  readFile,
  readYears,
  recognise,
  type Intake,
  type SourceInput,
  type Threads,
} from '../../kdb';
import { applyLayouts, type NamedLayout } from '../../kdb/unknownColumns';
import { csvOfList, intakeOptions } from '../../plan';
import { olderRecordOf, together, type OlderRecord } from '../../plan/record/older';
import { supportNotices } from '../../plan/support';
import { readingThreads } from '../node/readingThreads';
import type { RunArguments } from './args';
import { readCalculated } from './calculated';
import { conditionsOf, type ConditionOptions } from './conditions';
import { inputsOf, readBytes, readLayouts, supportIn, withLogNamed, type NamedBytes } from './files';
import { assertFolder, assertNoneIsInput, assertWritable, writeAll, type Planned } from './outputs';
import { progressOn } from './progress';
import { jsonOf, noticesOf, shownPath, summaryOf } from './report';

export interface Outcome {
  readonly intake: Intake;
  readonly counts: readonly CriterionCount[];
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
 * @param threads read large files with this one
 */
export function answer(
  files: readonly NamedBytes[],
  options: ConditionOptions & { readonly mappings?: readonly NamedLayout[]; readonly hidden?: boolean },
  threads: Threads | null = null,
) {
  const inputs = applyLayouts(inputsOf(files, options.hidden, threads), options.mappings ?? []);
  const support = supportIn(files);
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

/** The places that a run writes to. */
function plannedBy({ out, lists }: RunArguments): Planned[] {
  return [
    ...(out === undefined ? [] : [{ option: '--out', files: [out] } as const]),
    ...(lists === undefined
      ? []
      : [{ option: '--lists', files: [lists, ...CRITERION_IDS.map((id) => listPath(lists, id))] } as const]),
  ];
}

const listPath = (folder: string, id: string): string => path.join(folder, `${id}.csv`);

/** What older workbooks bring, in the order of the words. Throws AnalystError file.*, history.none. */
async function olderRecords(files: readonly string[]): Promise<{ readonly older?: OlderRecord }> {
  if (files.length === 0) return {};
  const read = await readCalculated(readBytes(files), (books) =>
    books.map(({ name, bytes }) => olderRecordOf(name, readFile(name, bytes))),
  );
  const taken = together(read.result);
  return { older: { ...taken, notices: [...read.notices, ...taken.notices] } };
}

/** Runs the command; beside JSON, `complain` gets the warnings. Throws AnalystError for bad input; nothing is written then. */
export async function run(
  args: RunArguments,
  print: (text: string) => void,
  complain: (text: string) => void = () => {},
): Promise<Outcome> {
  assertNoneIsInput(plannedBy(args), [...args.files, ...(args.layouts ?? []), ...(args.history ?? [])]);
  if (args.out !== undefined) assertWritable(args.out);
  if (args.lists !== undefined) assertFolder(args.lists);
  // The page that makes a workbook reads the files again, alone.
  const threads = args.out === undefined ? readingThreads() : null;
  const { files, notices: ofNames } = withLogNamed(readBytes(args.files, threads));
  const options = { ...args, mappings: readLayouts(args.layouts ?? []), ...(await olderRecords(args.history ?? [])) };
  const read = await readCalculated(files, (calculated) => answer(calculated, options, threads));
  const { intake, counts, lists } = read.result;
  const writes: { path: string; content: Uint8Array | string }[] = [];
  if (args.lists !== undefined) {
    for (const { id, text } of lists()) writes.push({ path: listPath(args.lists, id), content: text });
  }
  const ofWorkbook: string[] = [...ofNames, ...(options.older?.notices ?? [])];
  if (args.out !== undefined) {
    const { workbookOf } = await import('./workbookOf');
    const session = { ...options, said: read.notices };
    const { bytes, notices } = await workbookOf(files, counts, session, progressOn(process.stderr));
    ofWorkbook.push(...notices.filter((notice) => !ofWorkbook.includes(notice)));
    writes.push({ path: args.out, content: bytes });
  }
  writeAll(writes);
  const said = noticesOf(intake, [...read.notices, ...read.result.notices, ...ofWorkbook]);
  if (args.json) {
    print(JSON.stringify(jsonOf(intake, counts, said)));
    for (const notice of said) complain(`※ ${notice}`);
  } else {
    print(summaryOf(intake, counts, said));
    if (args.out !== undefined) print(`\nブックを書きました: ${shownPath(args.out)}`);
    if (args.lists !== undefined) print(`一覧の CSV を書きました: ${shownPath(args.lists)}`);
  }
  return { intake, counts };
}
