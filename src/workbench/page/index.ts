/** Starts the workbench: the workbook with its screen, the files to open, and the task pane beside it. */
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../workbook';
import { bytesOf, type NamedBytes, openAll, openFiles, saveAs } from './files';
import { enforceValidation, enterLikeExcel, keepEntry } from './grid/entry';
import { explainErrors } from './grid/errors';
import { followScreen } from './grid/follow';
import { Guard } from './grid/guard';
import { describeFunctions, forgetOldCompletions } from './grid/functions';
import { interfaceIn, silenceTrigger } from './grid/interface';
import { enforceProtection } from './grid/protection';
import { makeReadOnly } from './grid/readOnly';
import { Screen } from './grid/screen';
import { showValueFormats } from './grid/valueFormats';
import { NAMESPACE, openPane } from './pane';
import { acceptDrops, askOpening, banner, element, preparePane, say, trouble } from './shell';
import { hashOf } from './state/encryption';
import { Keeper } from './state/keeper';
import { Store } from './state/store';
import { rightIsFree, takeRight } from './state/tab';
import './window';
import './page.css';

/** Milliseconds after which formulas are calculated even if the add-in has not come. */
const PATIENCE = 30000;

/** What the server tells the page. */
interface Configuration {
  readonly addin: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
  /** Key of what the browser keeps: 32 bytes in base64url, of this run of the server only. It is stored nowhere. */
  readonly key: string;
}

async function filesToOpen({ files }: Configuration): Promise<NamedBytes[]> {
  return Promise.all(
    files.map(async ({ name, url }) => ({ name, bytes: new Uint8Array(await (await fetch(url)).arrayBuffer()) })),
  );
}

/** Whether anything stands in the workbook that somebody would miss. */
const isInUse = ({ book }: EmbeddedWorkbook): boolean =>
  book.sheets.length > 1 || book.sheets.some((sheet) => sheet.usedRect(false) !== null);

function prepareButtons(workbook: EmbeddedWorkbook, keeper: Keeper, store: Store): void {
  const input = element<HTMLInputElement>('files');
  const save = element<HTMLButtonElement>('save');
  const open = async (list: FileList): Promise<void> => {
    const files = await bytesOf(list);
    if (files.length === 0) return;
    const how = isInUse(workbook) ? await askOpening(files.map(({ name }) => name)) : 'add';
    if (how === 'add') return openFiles(workbook, files);
    if (how === null) return;
    // What is kept is there to come back to until the new files are open.
    await keeper.keepNow();
    await store.putPending({ files });
    location.reload();
  };
  element('open').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    if (input.files)
      void open(input.files)
        .catch((error: unknown) => trouble(`開けませんでした（${String(error)}）。`))
        .finally(() => (input.value = ''));
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

/** The workbook as another tab has it, to look at: no pane, no calculation, and nothing of it is kept from here. */
function showOnly(guard: Guard, screen: Screen, store: Store): void {
  const sentence = 'このブックは別のタブで開いています。このタブは見るだけで、変更も保存もできません。';
  const refuse = (): void => trouble('このタブでは変更できません。もう一方のタブで作業してください。');
  makeReadOnly(guard, screen, refuse);
  acceptDrops(refuse);
  for (const id of ['open', 'save', 'restart']) element<HTMLButtonElement>(id).disabled = true;
  const note = document.createElement('p');
  note.className = 'pane-note';
  note.textContent = '作業ウィンドウは、もう一方のタブにあります。';
  element('pane').replaceChildren(note);
  banner(sentence);
  void rightIsFree(store.name).then(() => {
    note.textContent = '作業ウィンドウは、再読み込みすると開きます。';
    banner('もう一方のタブが閉じました。再読み込みすると、ここで続きができます。', true);
  });
}

/** Puts into the workbook what this load begins with: files that replace what was kept, what was kept, or the files of the start. */
async function fill(
  workbook: EmbeddedWorkbook,
  keeper: Keeper,
  store: Store,
  files: readonly NamedBytes[],
): Promise<void> {
  const pending = await store.takePending().catch(() => ({}) as Awaited<ReturnType<Store['takePending']>>);
  if (pending.files) {
    const failures = await openAll(workbook, pending.files);
    if (failures.length === 0) return say(`${pending.files.map(({ name }) => name).join('、')} を開きました。`);
    await store.putPending({ trouble: `${failures.join('\n')}\n前のブックはそのままです。` });
    location.reload();
    return new Promise(() => undefined);
  }
  const isRestored = await keeper.restore();
  if (!isRestored) await openFiles(workbook, files);
  if (pending.trouble !== undefined) trouble(pending.trouble);
  else if (isRestored) say('前回の続きを開きました。はじめの状態に戻すには「最初からやり直す」を押してください。');
}

async function start(): Promise<void> {
  preparePane();
  const configuration = (await (await fetch('workbench.json')).json()) as Configuration;
  const store = await Store.open(configuration.key);
  const mayWrite = await takeRight(store.name);
  const guard = new Guard();
  const workbook = createEmbeddedWorkbook({ setup: interfaceIn(element('grid'), guard) });
  const { book } = workbook;
  const { injector } = book.univer;
  silenceTrigger(injector);
  window.workbench = workbook;
  const screen = new Screen(book);
  screen.fillPlace(element('grid'));
  followScreen(book, screen);
  screen.schedule();
  await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 11pt 游ゴシック`))).catch(() => []);
  enterLikeExcel(book);
  keepEntry(book);
  forgetOldCompletions(injector);
  enforceValidation(book, trouble);
  enforceProtection(book, guard, screen, trouble);
  explainErrors(book);
  showValueFormats(book);
  const files = await filesToOpen(configuration);
  // A saved workbook shows the values it was saved with until its functions can answer.
  const calculate = book.calculation.hold();
  const origin = await Promise.all(files.map(async ({ name, bytes }) => [name, await hashOf(bytes)]));
  const keeper = new Keeper(workbook, store, JSON.stringify(origin));
  if (!mayWrite) {
    if (!(await keeper.restore())) await openAll(workbook, files);
    return showOnly(guard, screen, store);
  }
  void store.removeOthers();
  prepareButtons(workbook, keeper, store);
  await fill(workbook, keeper, store, files);
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
