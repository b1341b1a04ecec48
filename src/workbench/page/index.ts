/** Starts the workbench: the workbook with its screen, the files to open, and the task pane beside it. */
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../workbook';
import { bytesOf, type NamedBytes, openFiles, saveAs } from './files';
import { enforceValidation, enterLikeExcel } from './grid/entry';
import { followScreen } from './grid/follow';
import { describeFunctions } from './grid/functions';
import { interfaceIn, silenceTrigger } from './grid/interface';
import { Screen } from './grid/screen';
import { NAMESPACE, openPane } from './pane';
import { acceptDrops, element, preparePane, say, trouble } from './shell';
import { Keeper } from './state/keeper';
import './window';
import './page.css';

/** Milliseconds after which formulas are calculated even if the add-in has not come. */
const PATIENCE = 30000;

/** What the server tells the page. */
interface Configuration {
  readonly addin: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

async function filesToOpen({ files }: Configuration): Promise<NamedBytes[]> {
  return Promise.all(
    files.map(async ({ name, url }) => ({ name, bytes: new Uint8Array(await (await fetch(url)).arrayBuffer()) })),
  );
}

function prepareButtons(workbook: EmbeddedWorkbook, keeper: Keeper): void {
  const input = element<HTMLInputElement>('files');
  const save = element<HTMLButtonElement>('save');
  const open = async (files: FileList): Promise<void> => openFiles(workbook, await bytesOf(files));
  element('open').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    if (input.files) void open(input.files).then(() => (input.value = ''));
  });
  acceptDrops((files) => void open(files));
  save.addEventListener('click', () => {
    save.disabled = true;
    saveAs(workbook)
      .catch((error: unknown) => trouble(`保存できませんでした（${String(error)}）。`))
      .finally(() => (save.disabled = false));
  });
  element('restart').addEventListener('click', () => {
    if (!confirm('このブラウザーに残した作業を消して、最初から始めます。よろしいですか。')) return;
    void keeper.forget().finally(() => location.reload());
  });
}

async function start(): Promise<void> {
  preparePane();
  const configuration = (await (await fetch('/workbench.json')).json()) as Configuration;
  const workbook = createEmbeddedWorkbook({ setup: interfaceIn(element('grid')) });
  const { book } = workbook;
  const { injector } = book.univer;
  silenceTrigger(injector);
  window.workbench = workbook;
  const screen = new Screen(book);
  followScreen(book, screen);
  screen.schedule();
  await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 11pt 游ゴシック`))).catch(() => []);
  enterLikeExcel(book);
  enforceValidation(book, trouble);
  const files = await filesToOpen(configuration);
  // A saved workbook shows the values it was saved with until its functions can answer.
  const calculate = book.calculation.hold();
  const keeper = new Keeper(workbook, JSON.stringify(files.map(({ name, bytes }) => [name, bytes.length])));
  prepareButtons(workbook, keeper);
  if (await keeper.restore())
    say('前回の続きを開きました。はじめの状態に戻すには「最初からやり直す」を押してください。');
  else await openFiles(workbook, files);
  keeper.start();
  const patience = setTimeout(calculate, PATIENCE);
  const functions = await openPane(workbook, configuration.addin, element('pane'), () => {
    screen.schedule();
    keeper.touch();
  }).finally(() => {
    clearTimeout(patience);
    calculate();
  });
  describeFunctions(injector, NAMESPACE, functions);
}

start().catch((error: unknown) => {
  console.error(error);
  trouble(`作業台を始められませんでした（${error instanceof Error ? error.message : String(error)}）。`);
});
