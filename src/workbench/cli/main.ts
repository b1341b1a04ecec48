/** The command `ikkatsu`: dispatches, prints errors as sentences, and gives the exit code. */
import { AnalystError } from '../../kdb';
import { parseArguments, USAGE, UsageError } from './args';
import { removeStale } from './aside';
import { run } from './run';
import { systemCode, systemReason } from './systemReasons';

declare const __IKKATSU_VERSION__: string;

/** Whether somebody wants to see what a sentence is about. */
const isDebugging = (): boolean => (process.env.IKKATSU_DEBUG ?? '') !== '' && process.env.IKKATSU_DEBUG !== '0';

const print = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

/** The exit code of an error, after its sentence. Stack traces are for whoever asks for them with IKKATSU_DEBUG=1. */
function codeOf(error: unknown): number {
  const isAnalysts = error instanceof AnalystError;
  if (error instanceof UsageError) complain(`${error.message}\n\n${USAGE}`);
  else if (isAnalysts) complain(error.message);
  else
    complain(
      '予期しない問題が起きたため、終わりました。環境変数 IKKATSU_DEBUG=1 を付けて実行すると、詳しい内容が出ます。',
    );
  if (isDebugging())
    complain(error instanceof Error ? `${error.stack ?? error.message}${causeOf(error)}` : String(error));
  return error instanceof UsageError || isAnalysts ? 2 : 1;
}

const causeOf = ({ cause }: Error): string =>
  cause === undefined ? '' : `\n原因: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;

/** Runs the command that the words name. The grid and the page are loaded by those that need a workbook. */
async function dispatch(words: readonly string[]): Promise<void> {
  const args = parseArguments(words);
  switch (args.command) {
    case 'help':
      print(USAGE);
      return;
    case 'version':
      print(__IKKATSU_VERSION__);
      return;
    case 'run':
      await run(args, print, complain);
      return;
    case 'calc':
      return (await import('./calc')).calc(args, print);
    case 'serve':
      return (await import('./serve')).serve(args, print);
    case 'handin':
      return (await import('./handIn')).handIn(args, print);
    case 'fill':
      return (await import('./fill')).fill(args, print);
    case 'demo':
      return (await import('./demo')).demo(args, print);
  }
}

/** What libraries say in English is for debugging. */
function silenceLibraries(): void {
  if (isDebugging()) return;
  for (const way of ['debug', 'log', 'info', 'warn', 'error'] as const) console[way] = () => undefined;
  process.removeAllListeners('warning');
}

/** Resolves when everything that was printed has gone out, or cannot. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));

/**
 * The outermost door of the command line, for errors of every kind, also those outside of any call.
 * 0: done. 2: the input or the words were bad, and a Japanese sentence was printed. 1: a defect of ours.
 */
export async function main(words: readonly string[]): Promise<number> {
  let code = 0;
  const end = (error: unknown): never => process.exit(codeOf(error));
  process.on('uncaughtException', end).on('unhandledRejection', end);
  process.stdout.on('error', (error) => {
    // Whoever reads has enough (a pipe to head): nothing to complain about.
    if (systemCode(error) === 'EPIPE') process.exit(code);
    code = codeOf(new AnalystError('output.failed', { reason: systemReason(error) }));
  });
  process.stderr.on('error', () => undefined);
  silenceLibraries();
  try {
    removeStale();
    await dispatch(words);
  } catch (error) {
    code = codeOf(error);
  }
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  return code;
}
