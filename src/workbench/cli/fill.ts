/** `ikkatsu fill`: a template of somebody else's, filled from a workbook's sheet 様式の対応. */
import type { ResolvedBinding } from '../../plan/binding';
import type { CommandDetail } from '../node/runAddin';
import type { FillArguments } from './args';
import { readBytes } from './files';
import { assertNoneIsInput, assertWritable, writeAll } from './outputs';
import { shownPath } from './report';
import { openBook, openSession, typeConditions } from './session';

/** Runs the command. Throws AnalystError naming the row of a bad binding; nothing is written then. */
export async function fill(args: FillArguments, print: (text: string) => void): Promise<void> {
  assertNoneIsInput([{ option: '--out', files: [args.out] }], [args.template, args.book]);
  assertWritable(args.out);
  const [template] = readBytes([args.template]);
  const [book] = readBytes([args.book]);
  // The functions stand ready before the workbook comes: its formulas know them from the start.
  const session = await openSession([]);
  try {
    await openBook(session.workbook, book!);
    session.workbook.calculateAnew();
    await typeConditions(session, args);
    await session.workbook.settle();
    const detail = (await session.command('IKKATSU.BINDINGS')) as CommandDetail & {
      readonly bindings: readonly ResolvedBinding[];
    };
    const { fillTemplate } = await import('../../plan/binding');
    const bytes = fillTemplate(template!.bytes, template!.name, detail.bindings);
    writeAll([{ path: args.out, content: bytes }]);
    print(`様式の ${detail.bindings.length} 個のセルに書きました: ${shownPath(args.out)}`);
  } finally {
    session.dispose();
  }
}
