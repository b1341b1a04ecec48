/** `ikkatsu handin`: the hand-in copy of a saved workbook, made by the add-in in the embedded workbook. */
import type { CommandDetail } from '../node/runAddin';
import type { HandInArguments } from './args';
import { readBytes } from './files';
import { assertNoneIsInput, assertWritable, writeAll } from './outputs';
import { shownPath } from './report';
import { openFiles, openSession, typeConditions } from './session';

/** Where the add-in keeps the population in the workbook, and where it looks for how the copy is wanted. */
const POPULATION_SETTING = 'IKKATSU.handIn';
const OPTIONS_SETTING = 'IKKATSU.handIn.options';

const optionWords = ({ strict, withoutDrafts, withoutBlank }: HandInArguments): string =>
  [strict && 'strict', withoutDrafts && 'without-drafts', withoutBlank && 'without-blank'].filter(Boolean).join(' ');

interface HandInDetail extends CommandDetail {
  readonly handIn?: {
    readonly bytes: Uint8Array;
    readonly sheets: readonly string[];
    readonly masked: number;
    readonly notices: readonly string[];
  };
}

/** Runs the command. Throws AnalystError for a workbook that cannot be handed in; nothing is written then. */
export async function handIn(args: HandInArguments, print: (text: string) => void): Promise<void> {
  assertNoneIsInput([{ option: '--out', files: [args.out] }], [args.file]);
  assertWritable(args.out);
  const [book] = readBytes([args.file]);
  // The functions stand ready before the workbook comes: its formulas know them from the start.
  const session = await openSession([]);
  try {
    await openFiles(session.workbook, [book!]);
    if (args.population !== undefined) session.workbook.book.settings.set(POPULATION_SETTING, args.population);
    session.workbook.book.settings.set(OPTIONS_SETTING, optionWords(args));
    await typeConditions(session, args);
    await session.workbook.settle();
    const detail = (await session.command(
      args.internal ? 'IKKATSU.HANDIN.INTERNAL' : 'IKKATSU.HANDIN',
    )) as HandInDetail;
    const { bytes, sheets, masked, notices } = detail.handIn!;
    writeAll([{ path: args.out, content: Uint8Array.from(bytes) }]);
    print(`値で確定した写し（${args.internal ? '内部用' : '公表用'}）を書きました: ${shownPath(args.out)}`);
    print(`  シート: ${sheets.join('、')}、出所`);
    if (!args.internal) print(`  伏せたセル: ${masked.toLocaleString('ja-JP')} 個`);
    for (const notice of notices) print(`  ※ ${notice}`);
  } finally {
    session.dispose();
  }
}
