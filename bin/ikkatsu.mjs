#!/usr/bin/env node
/** The command `ikkatsu`: in a checkout it builds the add-in when it is not built yet; then the built command line takes over. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** An installed package brings what was built; only a checkout has the sources. */
const isCheckout = existsSync(fileURLToPath(new URL('../src', import.meta.url)));

try {
  if (isCheckout) {
    const { ensureBuilt } = await import('../tools/build.mjs');
    await ensureBuilt(() => process.stderr.write('初回の準備（ビルド）をしています。1 分ほどお待ちください…\n'));
  }
  const { main } = createRequire(import.meta.url)('../dist/cli/start.cjs');
  // Timers of the add-in's page must not keep the process when its work is done.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(
    `準備（ビルド）に失敗しました。npm ci をやり直してください（環境変数 IKKATSU_DEBUG=1 で詳しい内容が出ます）。\n`,
  );
  if (process.env.IKKATSU_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
