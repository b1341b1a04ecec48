/** `ikkatsu handin`: the hand-in copy of a saved workbook, of its file where the figures hold, else by the add-in in the grid. */
import { AnalystError, workbookParts } from '../../kdb';
import type { HandInFile } from '../../plan/handIn';
import type { CommandDetail } from '../node/runAddin';
import { isMarkedCalculated, isOfThisBuild, MARK_PART } from '../xlsx/calculatedMark';
import { settingsOf } from '../xlsx/webExtensions';
import type { HandInArguments } from './args';
import { readBytes, type NamedBytes } from './files';
import { assertNoneIsInput, assertWritable, writeAll } from './outputs';
import { shownPath } from './report';

/** Where the add-in keeps the population in the workbook, and where it looks for how the copy is wanted. */
const POPULATION_SETTING = 'IKKATSU.handIn';
const OPTIONS_SETTING = 'IKKATSU.handIn.options';

const optionWords = ({ strict, withoutDrafts, withoutBlank }: HandInArguments): string =>
  [strict && 'strict', withoutDrafts && 'without-drafts', withoutBlank && 'without-blank'].filter(Boolean).join(' ');

interface HandInDetail extends CommandDetail {
  readonly handIn?: HandInFile;
}

/** The copy as the add-in makes it, which calculates the workbook anew. */
async function calculatedCopy(book: NamedBytes, args: HandInArguments): Promise<HandInFile> {
  const { openBook, openSession, typeConditions } = await import('./session');
  // The functions stand ready before the workbook comes: its formulas know them from the start.
  const session = await openSession([]);
  try {
    await openBook(session.workbook, book);
    session.workbook.calculateAnew();
    if (args.population !== undefined) session.workbook.book.settings.set(POPULATION_SETTING, args.population);
    session.workbook.book.settings.set(OPTIONS_SETTING, optionWords(args));
    await typeConditions(session, args);
    await session.workbook.settle();
    const detail = (await session.command(
      args.internal ? 'IKKATSU.HANDIN.INTERNAL' : 'IKKATSU.HANDIN',
    )) as HandInDetail;
    return detail.handIn!;
  } finally {
    session.dispose();
  }
}

/** The copy of a workbook whose figures are those that its data give, made of its file; null where they may be others. */
async function writtenCopy(book: NamedBytes, args: HandInArguments): Promise<HandInFile | null> {
  if (args.year !== undefined) return null;
  const parts = markedParts(book);
  if (parts === null) return null;
  const { internal, population, strict, withoutDrafts, withoutBlank } = args;
  const kept = Number(settingsOf(parts).get(POPULATION_SETTING));
  const { handInDirect } = await import('./handInDirect');
  try {
    return await handInDirect(book, parts, {
      audience: internal ? '内部用' : '公表用',
      isStrict: strict === true,
      withoutDrafts: withoutDrafts === true,
      withoutBlank: withoutBlank === true,
      ...(population !== undefined ? { population } : kept > 0 ? { population: kept } : {}),
    });
  } catch (error) {
    if (error instanceof AnalystError) throw error;
    // The grid opens more than is read here, cells far away from the others for one.
    return null;
  }
}

/** The parts of a workbook whose mark holds, unpacked and checked to their ends; null for any other file. */
function markedParts({ name, bytes }: NamedBytes): Record<string, Uint8Array> | null {
  const entries = workbookParts(name, bytes) ?? [];
  const unpacked = (those: typeof entries): Record<string, Uint8Array> =>
    Object.fromEntries(those.map((entry) => [entry.name, new Uint8Array(Buffer.concat([...entry.bytes()]))]));
  if (!isOfThisBuild(unpacked(entries.filter((entry) => entry.name === MARK_PART)))) return null;
  const parts = unpacked(entries);
  return isMarkedCalculated(parts) ? parts : null;
}

/** Runs the command. Throws AnalystError for a workbook that cannot be handed in; nothing is written then. */
export async function handIn(args: HandInArguments, print: (text: string) => void): Promise<void> {
  assertNoneIsInput([{ option: '--out', files: [args.out] }], [args.file]);
  assertWritable(args.out);
  const [book] = readBytes([args.file]);
  const { bytes, sheets, masked, notices } = (await writtenCopy(book!, args)) ?? (await calculatedCopy(book!, args));
  writeAll([{ path: args.out, content: Uint8Array.from(bytes) }]);
  print(`値で確定した写し（${args.internal ? '内部用' : '公表用'}）を書きました: ${shownPath(args.out)}`);
  print(`  シート: ${sheets.join('、')}、出所`);
  if (!args.internal) print(`  伏せたセル: ${masked.toLocaleString('ja-JP')} 個`);
  for (const notice of notices) print(`  ※ ${notice}`);
}
