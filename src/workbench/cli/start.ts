/** Where the built command begins: the code of its scripts is taken from what an earlier run has kept beside them. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { CodeCache, keepModules, keepPageScripts } from '../node/codeCache';

interface CommandLine {
  readonly main: (words: readonly string[]) => Promise<number>;
}

/** Options that decide which parts of the command run. */
const DECIDING = ['--out', '--plan', '--json', '--lists', '--history', '--with', '--once'];

/** What a run is like: runs of one kind need the same code. */
const kindOf = ([command = '', ...words]: readonly string[]): string =>
  [command, ...DECIDING.filter((option) => words.some((word) => word.split('=')[0] === option))].join(' ');

/** Runs the command line; resolves with its exit code. */
export async function main(words: readonly string[]): Promise<number> {
  const cache = new CodeCache(path.join(__dirname, 'code'));
  keepModules(__dirname, cache);
  keepPageScripts(cache);
  const commandLine = createRequire(__filename)('./ikkatsu.cjs') as CommandLine;
  const code = await commandLine.main(words);
  if (code === 0) cache.save(kindOf(words));
  return code;
}
