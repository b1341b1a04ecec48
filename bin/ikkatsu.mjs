#!/usr/bin/env node
/** The command `ikkatsu`: builds the add-in when it is not built yet, then hands over to the built command line. */
import { createRequire } from 'node:module';
import { ensureBuilt } from '../tools/build.mjs';

try {
  await ensureBuilt(() => process.stderr.write('初回の準備（ビルド）をしています。1 分ほどお待ちください…\n'));
} catch (error) {
  process.stderr.write(`準備（ビルド）に失敗しました。\n${error.message}\n`);
  process.exit(1);
}
const { main } = createRequire(import.meta.url)('../dist/cli/ikkatsu.cjs');
process.exitCode = await main(process.argv.slice(2));
