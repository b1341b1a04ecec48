/** `npm run excel`: builds the add-in, serves it over https with trusted certificates, and loads it into desktop Excel. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { handlerFor } from './excel/server.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const ADDIN = path.join(ROOT, 'dist/addin');
const MANIFEST = path.join(ROOT, 'manifest.xml');
/** The port that the manifest names. */
const PORT = 3000;
const PLATFORMS = ['win32', 'darwin'];
/** Kept out of the lock file: it brings hundreds of packages, one of them native. */
const DEBUGGING = 'office-addin-debugging@7';

const USAGE = `使い方: npm run excel [-- 選択肢]
  --document FILE   Excel で開くブック（例: samples/サンプル一式.xlsx）
  --serve-only      Excel を起動せず、アドインの配信だけを行う
  --stop            Excel からアドインの登録を外す
  --help            この説明

アドインをビルドし、信頼された開発用証明書を用意して https://localhost:${PORT} で配信し、デスクトップ版 Excel に読み込みます。
終了は Ctrl+C です。`;

/** An end with a sentence for whoever runs the command. */
class Stop extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

function parseArguments(argv) {
  try {
    return parseArgs({
      args: argv,
      options: {
        document: { type: 'string' },
        'serve-only': { type: 'boolean', default: false },
        stop: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    throw new Stop(`引数「${argv.join(' ')}」が分かりません。\n\n${USAGE}`, 2);
  }
}

function checkPlatform() {
  if (PLATFORMS.includes(process.platform)) return;
  throw new Stop(
    `デスクトップ版 Excel は Windows と macOS にだけあるため、この環境（${process.platform}）では読み込めません。` +
      'Windows か macOS で実行するか、npm start で付属のブックを使ってください。',
  );
}

/** Runs the sideloading tool of Microsoft. On Windows npx is a batch file, which only a shell starts: parts are quoted for it. */
function debugging(command, ...rest) {
  const windows = process.platform === 'win32';
  const parts = ['--yes', DEBUGGING, command, MANIFEST, 'desktop', ...rest];
  const given = windows ? parts.map((part) => `"${part}"`) : parts;
  return new Promise((resolve, reject) => {
    const child = spawn('npx', given, { cwd: ROOT, shell: windows, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const what = command === 'stop' ? '登録の解除' : 'Excel への読み込み';
      return reject(
        new Stop(`${what}に失敗しました（${DEBUGGING} の終了コード ${code}）。上の表示を確かめてください。`),
      );
    });
  });
}

async function serve() {
  const { getHttpsServerOptions } = createRequire(import.meta.url)('office-addin-dev-certs');
  const server = https.createServer(await getHttpsServerOptions(), handlerFor(ADDIN));
  await new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Stop(`ポート ${PORT} はほかのプログラムが使っています。それを終了してから実行し直してください。`)
          : error,
      ),
    );
    server.listen(PORT, 'localhost', resolve);
  });
  console.log(`https://localhost:${PORT} で配信しています。終了は Ctrl+C です。`);
  return server;
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  if (options.help) return console.log(USAGE);
  checkPlatform();
  if (options.stop) return debugging('stop');
  const document = options.document === undefined ? null : path.resolve(options.document);
  if (document !== null && !fs.existsSync(document)) throw new Stop(`ブック ${options.document} が見つかりません。`, 2);
  await ensureBuilt(() => console.log('ビルドをしています。1 分ほどお待ちください…'));
  const server = await serve();
  process.once('SIGINT', () => {
    server.close();
    server.closeAllConnections();
  });
  if (options['serve-only']) return undefined;
  try {
    await debugging(
      'start',
      '--app',
      'excel',
      '--no-debug',
      '--no-live-reload',
      ...(document === null ? [] : ['--document', document]),
    );
  } catch (error) {
    server.close();
    throw error;
  }
  return undefined;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
});
