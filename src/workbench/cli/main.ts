/** The command `ikkatsu`: dispatches, prints errors as sentences, and gives the exit code. */
import { AnalystError } from '../../kdb';
import { parseArguments, USAGE, UsageError } from './args';
import { calc } from './calc';
import { demo } from './demo';
import { fill } from './fill';
import { handIn } from './handIn';
import { run } from './run';
import { serve } from './serve';

declare const __IKKATSU_VERSION__: string;

const print = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

/** 0: done. 2: the input or the words were bad, and a Japanese sentence was printed. 1: a defect of ours. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    const args = parseArguments(words);
    switch (args.command) {
      case 'help':
        print(USAGE);
        return 0;
      case 'version':
        print(__IKKATSU_VERSION__);
        return 0;
      case 'run':
        await run(args, print, complain);
        return 0;
      case 'calc':
        await calc(args, print);
        return 0;
      case 'serve':
        await serve(args, print);
        return 0;
      case 'handin':
        await handIn(args, print);
        return 0;
      case 'fill':
        await fill(args, print);
        return 0;
      case 'demo':
        await demo(args, print);
        return 0;
    }
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (error instanceof AnalystError) {
      complain(error.message);
      return 2;
    }
    complain(
      `予期しない問題が起きました。何も書いていません。\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return 1;
  }
}
