/** Files into the workbook (picked, dropped, or named on the command line) and the workbook out as xlsx. */
import { AnalystError } from '../../kdb';
import type { EmbeddedWorkbook } from '../workbook';
import { fitColumns } from './grid/heights';
import { say, trouble } from './shell';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Opens files one after another; what cannot be read is given back in words and does not keep the others away. */
export async function openAll(workbook: EmbeddedWorkbook, files: readonly NamedBytes[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, bytes } of files) {
    say(`${name} を開いています…`);
    await nextFrame();
    const before = new Set(workbook.book.sheets);
    try {
      await workbook.open(name, bytes);
      workbook.book.mayBeOld = true;
      for (const sheet of workbook.book.sheets) if (!before.has(sheet)) fitColumns(sheet);
    } catch (error) {
      failures.push(sentenceFor(name, error));
    }
  }
  return failures;
}

/** Opens files and says how that went. */
export async function openFiles(workbook: EmbeddedWorkbook, files: readonly NamedBytes[]): Promise<void> {
  const failures = await openAll(workbook, files);
  if (failures.length > 0) trouble(failures.join('\n'));
  else if (files.length > 0) say(`${files.length} 個のファイルを開きました。`);
}

function sentenceFor(name: string, error: unknown): string {
  if (error instanceof AnalystError) return error.message;
  return new AnalystError('file.unreadable', { file: name, reason: '開けない内容があります' }).message;
}

/** Lets the page show what it says before the work begins. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}

export async function bytesOf(files: Iterable<File>): Promise<NamedBytes[]> {
  const all: NamedBytes[] = [];
  for (const file of files) all.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  return all;
}

interface Picker {
  showSaveFilePicker?(options: object): Promise<{
    createWritable(): Promise<{ write(data: Uint8Array): Promise<void>; close(): Promise<void> }>;
  }>;
}

/** Saves the workbook under a name that the analyst chooses; browsers that cannot ask put it among the downloads. */
export async function saveAs(workbook: EmbeddedWorkbook): Promise<void> {
  const stem = workbook.book.name.replace(/\.[A-Za-z0-9]+$/, '');
  const name = `${stem === 'Book1' ? '一体的実施' : stem}.xlsx`;
  const picker = (window as unknown as Picker).showSaveFilePicker?.bind(window);
  if (!picker) return download(name, await workbook.saveXlsx());
  let target;
  try {
    const types = [{ description: 'Excel ブック', accept: { [XLSX_TYPE]: ['.xlsx'] } }];
    target = await (await picker({ suggestedName: name, types })).createWritable();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    return download(name, await workbook.saveXlsx());
  }
  await target.write(await workbook.saveXlsx());
  await target.close();
  say('保存しました。');
}

function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: XLSX_TYPE }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  say(`${name} をダウンロードしました。`);
}
