/** `ikkatsu run`: the whole job on files; the workbook, the lists and the JSON are written only when all of it worked. */
import path from 'node:path';
import { CRITERION_IDS } from '../../criteria';
import { readingThreads } from '../node/readingThreads';
import { answered, olderRecord } from './answering';
import type { RunArguments } from './args';
import { readBytes, readLayouts, withLogNamed } from './files';
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
  // What can be refused here is refused before a workbook is begun.
  const older = await olderRecord(readBytes(history));
  const {
    report,
    counts,
    notices,
    ofFiles,
    lists: ofPurposes,
  } = await answered(files, options, {
    withLists: lists !== undefined,
    // Whoever makes the workbook looks at 支援記録 in any case.
    withSupport: out === undefined,
    threads,
  });
  const session = {
    ...options,
    plan: args.plan,
    ...(args.role === undefined ? {} : { role: args.role }),
    ...(older === undefined ? {} : { older }),
    said: ofFiles,
  };
  let made: WorkbookMade | null = null;
  if (out !== undefined) {
    const { workbookOf } = await import('./workbookOf');
    made = await workbookOf(files, counts, session, progressOn(process.stderr));
  }
  const writes: { path: string; content: Uint8Array | string }[] = [];
  if (lists !== undefined)
    for (const { id, text } of ofPurposes) writes.push({ path: listPath(lists, id), content: text });
  if (out !== undefined && made !== null) writes.push({ path: out, content: made.bytes });
  const ofWorkbook = [...new Set([...ofNames, ...(older?.notices ?? []), ...(made?.recordNotices ?? [])])];
  writeAll(writes);
  const said = noticesOf(report, [...ofFiles, ...notices, ...(made?.supportNotices ?? []), ...ofWorkbook]);
  if (args.json) {
    print(JSON.stringify(jsonOf(report, said)));
    for (const notice of said) complain(`※ ${notice}`);
  } else {
    print(summaryOf(report, said));
    if (out !== undefined) print(`\nブックを書きました: ${shownPath(out)}`);
    if (lists !== undefined) print(`一覧の CSV を書きました: ${shownPath(lists)}`);
  }
}
