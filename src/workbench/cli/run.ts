/** `ikkatsu run`: the whole job on files; the workbook, the lists and the JSON are written only when all of it worked. */
import path from 'node:path';
import { CRITERION_IDS } from '../../criteria';
import { readingThreads } from '../node/readingThreads';
import { beginAnswers, type AnswerOptions, type Answers } from './answering';
import type { RunArguments } from './args';
import { readBytes, readLayouts, withLogNamed, type NamedBytes } from './files';
import { assertFolder, assertNoneIsInput, assertWritable, writeAll, type Planned } from './outputs';
import { progressOn } from './progress';
import { jsonOf, noticesOf, shownPath, summaryOf } from './report';
import type { WorkbookMade } from './workbookOf';

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

/** Runs the command; beside JSON, `complain` gets the warnings. Throws AnalystError for bad input; nothing is written then. */
export async function run(
  args: RunArguments,
  print: (text: string) => void,
  complain: (text: string) => void = () => {},
): Promise<void> {
  const { out, lists } = args;
  assertNoneIsInput(plannedBy(args), [...args.files, ...(args.layouts ?? []), ...(args.history ?? [])]);
  if (out !== undefined) assertWritable(out);
  if (lists !== undefined) assertFolder(lists);
  // The page that makes a workbook reads the files again, alone.
  const threads = out === undefined ? readingThreads() : null;
  const { files, notices: ofNames } = withLogNamed(readBytes(args.files, threads));
  const { year, joinByBirth, hidden, history = [] } = args;
  const options = {
    joinByBirth,
    mappings: readLayouts(args.layouts ?? []),
    ...(year === undefined ? {} : { year }),
    ...(hidden === undefined ? {} : { hidden }),
  };
  const job = { files, options, history: readBytes(history), withLists: lists !== undefined };
  const answers = beginAnswers(job, { mayBeElsewhere: out !== undefined, threads });
  // What can be refused here is refused before a workbook is begun.
  if (!answers.isElsewhere) await Promise.all([answers.older, answers.answered]);
  const made = out === undefined ? null : await workbookBeside(answers, args, files, options);
  const [older, answered] = await Promise.all([answers.older, answers.answered]);
  const writes: { path: string; content: Uint8Array | string }[] = [];
  if (lists !== undefined)
    for (const { id, text } of answered.lists) writes.push({ path: listPath(lists, id), content: text });
  if (out !== undefined && made !== null) writes.push({ path: out, content: made.bytes });
  const ofWorkbook = [...new Set([...ofNames, ...(older?.notices ?? []), ...(made?.notices ?? [])])];
  writeAll(writes);
  const said = noticesOf(answered.report, [...answered.ofFiles, ...answered.notices, ...ofWorkbook]);
  if (args.json) {
    print(JSON.stringify(jsonOf(answered.report, said)));
    for (const notice of said) complain(`※ ${notice}`);
  } else {
    print(summaryOf(answered.report, said));
    if (out !== undefined) print(`\nブックを書きました: ${shownPath(out)}`);
    if (lists !== undefined) print(`一覧の CSV を書きました: ${shownPath(lists)}`);
  }
}

/**
 * The workbook, made while the answers may still be on their way. Bad input is told as reading tells it, also where the workbook
 * stumbles over it first; then nothing is shown of a workbook that nobody will see.
 */
async function workbookBeside(
  { older, answered, isElsewhere }: Answers,
  { plan, role }: RunArguments,
  files: readonly NamedBytes[],
  options: AnswerOptions,
): Promise<WorkbookMade> {
  const line = progressOn(process.stderr);
  let isOver = false;
  const { workbookOf } = await import('./workbookOf');
  const making = workbookOf(
    files,
    async () => (await answered).counts,
    {
      ...options,
      plan,
      ...(role === undefined ? {} : { role }),
      older,
      // A thread is given no files of which reading would have something to say.
      said: isElsewhere ? [] : (await answered).ofFiles,
    },
    (sentence) => {
      if (!isOver) line(sentence);
    },
  );
  try {
    return (await Promise.all([making, older, answered]))[0];
  } catch (error) {
    isOver = true;
    line();
    await older;
    await answered;
    throw error;
  }
}
