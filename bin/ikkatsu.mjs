#!/usr/bin/env node
/** The command `ikkatsu`: in a checkout it builds the add-in when it is not built yet; then the built command line takes over. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Whether these words show the workbook in a browser: `serve`, and `demo` on a terminal. */
function isShown([command, ...words]) {
  return command === 'serve' || (command === 'demo' && process.stdout.isTTY && !words.includes('--once'));
}

/** An installed package brings what was built; only a checkout has the sources. */
const isCheckout = existsSync(fileURLToPath(new URL('../src', import.meta.url)));

const words = process.argv.slice(2);

try {
  if (isCheckout) {
    const { ensureBuilt } = await import('../tools/build.mjs');
    await ensureBuilt(
      () => process.stderr.write('初回の準備（ビルド）をしています。1 分ほどお待ちください…\n'),
      isShown(words) ? ['product', 'workbench'] : ['product'],
    );
  }
  const { main } = createRequire(import.meta.url)('../dist/cli/start.cjs');
  // Timers of the add-in's page must not keep the process when its work is done.
  process.exit(await main(words));
} catch (error) {
  process.stderr.write(
    `準備（ビルド）に失敗しました。npm ci をやり直してください（環境変数 IKKATSU_DEBUG=1 で詳しい内容が出ます）。\n`,
  );
  if (process.env.IKKATSU_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
