/** Workers for tests: the real answers over messages that are really copied and moved, and workers that fail. */
import { zipSync } from 'fflate';
import { encode } from 'iconv-lite';
import { atOnce, type Steps } from '../../src/kdb';
import { Reading, type ChosenFile, type SheetHead, type TableFound } from '../../src/reading';
import { answerer } from '../../src/reading/answerer';
import type { ReadingWorker } from '../../src/reading/inWorker';
import type { FromWorker, ToWorker } from '../../src/reading/messages';

export interface FakeWorker extends ReadingWorker {
  /** Questions that came. */
  readonly asked: string[];
  isTerminated: boolean;
}

/** What happens instead of an answer to a question, by its number from 0. */
export type Fate = (question: number, worker: FakeWorker) => 'answers' | 'nothing';

/** A worker in this thread: messages are cloned and their memory moves, as between threads. */
export function fakeWorker(fate: Fate = () => 'answers'): FakeWorker {
  const post = (message: FromWorker, moved: ArrayBuffer[]): void => {
    const data = structuredClone(message, { transfer: moved });
    setImmediate(() => {
      if (!worker.isTerminated) worker.onmessage?.({ data });
    });
  };
  const answer = answerer(post);
  const worker: FakeWorker = {
    asked: [],
    isTerminated: false,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage(message: ToWorker, moved) {
      const data = structuredClone(message, { transfer: moved });
      if (data.kind !== 'question') return answer(data);
      const number = worker.asked.push(data.question.kind) - 1;
      if (fate(number, worker) === 'answers') answer(data);
    },
    terminate() {
      worker.isTerminated = true;
    },
  };
  return worker;
}

/** Breaks as a worker does whose script throws or cannot be loaded. */
export const breaks = (worker: FakeWorker): 'nothing' => {
  setImmediate(() => worker.onerror?.({ preventDefault: () => undefined }));
  return 'nothing';
};

export interface ReadSheet {
  readonly found: TableFound;
  readonly head: SheetHead;
  readonly cells: (readonly unknown[])[];
}

const inOneGo = async <T>(steps: Steps<T>): Promise<T> => atOnce(steps);

/** Everything of chosen files, as the import asks for it; an error as its code and sentence. */
export async function everythingOf(
  files: readonly ChosenFile[],
  worker: ReadingWorker | null,
  signal?: AbortSignal,
): Promise<ReadSheet[] | { readonly code: string; readonly message: string }> {
  const reading = new Reading(files, { inSlices: inOneGo, begin: () => worker, signal });
  try {
    const tables: (readonly TableFound[])[] = [];
    for (const file of files.keys()) tables.push(await reading.tables(file));
    const sheets: ReadSheet[] = [];
    for (const [file, found] of tables.entries()) {
      for (const [table, each] of found.entries()) {
        const head = await reading.head(file, table);
        const cells: (readonly unknown[])[] = [];
        for await (const rows of reading.rows(file, table)) cells.push(...rows);
        sheets.push({ found: each, head, cells });
      }
    }
    return sheets;
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (code === undefined) throw error;
    return { code, message };
  } finally {
    reading.end();
  }
}

export const bytesOf = (text: string, encoding = 'utf8'): Uint8Array => new Uint8Array(encode(text, encoding));

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A small workbook of one sheet, with inline texts. */
export function workbookOf(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const cell = (value: string | number): string =>
    typeof value === 'number'
      ? `<c><v>${value}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  const part = (text: string): Uint8Array => bytesOf(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipSync({
    '[Content_Types].xml': part('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': part(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="一覧" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': part(
      `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': part(
      `<worksheet xmlns="${main}"><sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
    ),
  });
}
