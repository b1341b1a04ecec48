/** Where the built command begins: the code of its scripts is taken from what an earlier run has kept beside them. */
import { createRequire } from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import { CodeCache, keepModules, keepPageScripts } from '../node/codeCache';

interface CommandLine {
  readonly main: (words: readonly string[]) => Promise<number>;
}

/** Options that decide which parts of the command run. */
const DECIDING = ['--out', '--plan', '--json', '--lists', '--history', '--with', '--once'];

/** What a run is like: runs of one kind need the same code. */
const kindOf = ([command = '', ...words]: readonly string[]): string =>
  [command, ...DECIDING.filter((option) => words.some((word) => word.split('=')[0] === option))].join(' ');

/**
 * Settings of the engine for a command that holds a workbook. Left to itself the heap grows to the double and more before anybody looks
 * for garbage: a third of the memory of a run was garbage (884 MB, now 590). And functions are optimised after little use, which pays
 * in a program that runs for long: of a run of some seconds, whose time is spread over thousands of functions, the optimising compiler
 * took a sixth of the processor. With 150,000 it takes no more than with 400,000, and the clock shows a twentieth less. And as there is
 * much garbage, functions that wait for their next step of the job lost their code, and had it made again: a twentieth of the time too.
 */
const SETTINGS = ['--heap-growing-percent=20', '--interrupt-budget=150000', '--no-flush-bytecode'];

/** Versions of Node.js whose engine has these settings: another one would say on the terminal that it does not know them. */
const KNOWING = /^v(?:20|22|24)\./;

/** Whether a command holds a workbook in memory. */
const holdsWorkbook = ([command = '', ...words]: readonly string[]): boolean =>
  ['calc', 'handin', 'fill', 'demo', 'serve'].includes(command) || words.some((word) => /^--out(?:=|$)/.test(word));

/** Runs the command line; resolves with its exit code. */
export async function main(words: readonly string[]): Promise<number> {
  // Before any code is taken: kept code belongs to the settings of the engine that it was made with.
  if (KNOWING.test(process.version) && holdsWorkbook(words))
    for (const setting of SETTINGS) v8.setFlagsFromString(setting);
  const cache = new CodeCache(path.join(__dirname, 'code'));
  keepModules(__dirname, cache);
  keepPageScripts(cache);
  const commandLine = createRequire(__filename)('./ikkatsu.cjs') as CommandLine;
  const code = await commandLine.main(words);
  if (code === 0) cache.save(kindOf(words));
  return code;
}
