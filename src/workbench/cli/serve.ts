/** `ikkatsu serve`: the workbench in a browser, on this machine only. */
import path from 'node:path';
import { AnalystError } from '../../kdb';
import { officeJsFolder } from '../node/page';
import { startServers, type WorkbenchServers } from '../serve/server';
import type { ServeArguments } from './args';
import { inputsOf, readBytes, withLogNamed, type NamedBytes } from './files';
import { ADDIN_DIR } from './session';
import { systemCode, systemReason } from './systemReasons';

/** Starts the servers with files to open. Files that cannot be read are refused before anything is served. */
export async function startWorkbench(files: readonly NamedBytes[], port: number): Promise<WorkbenchServers> {
  inputsOf(files);
  try {
    return await startServers({
      pageDir: path.resolve(__dirname, '../workbench'),
      addinDir: ADDIN_DIR,
      officeDir: officeJsFolder(),
      files,
      port,
    });
  } catch (error) {
    // The add-in stands on the port after that of the page: the one that is taken is named.
    const taken = (error as { port?: number }).port ?? port;
    if (systemCode(error) === 'EADDRINUSE') throw new AnalystError('serve.portTaken', { port: taken });
    if ((error as { syscall?: string }).syscall === 'listen')
      throw new AnalystError('serve.portRefused', { port: taken, reason: systemReason(error) });
    throw error;
  }
}

/** Serves until the process is told to stop. */
export async function serve(args: ServeArguments, print: (text: string) => void): Promise<void> {
  const { files, notices } = withLogNamed(readBytes(args.files));
  const servers = await startWorkbench(files, args.port);
  for (const notice of notices) print(`※ ${notice}`);
  print(`作業台をブラウザーで開いてください: ${servers.url}`);
  if (!servers.trusted) {
    print(
      '（この PC の中だけの通信です。ブラウザーが証明書の警告を出したら「詳細設定」→「localhost にアクセスする」を選んでください）',
    );
  }
  print('この住所は今回だけのもので、ほかの人に教えないでください（知っている人だけがデータを見られます）。');
  print(
    '途中の作業がブラウザーに残るのは、このコマンドが動いている間だけです。終える前に「名前を付けて保存」をしてください。',
  );
  print('終わるときは Ctrl + C を押してください。');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await servers.close();
}
