/** What the browser keeps between two visits: the sheets and the workbook around them, on this machine only. */
import type { KeptBook, KeptSheet } from './snapshot';

const DATABASE = 'ikkatsu-workbench';
const SHEETS = 'sheets';
const BOOKS = 'books';
const BOOK = 'book';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(SHEETS, { keyPath: 'id' });
      request.result.createObjectStore(BOOKS);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(DATABASE));
  });
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(DATABASE));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error(DATABASE));
  });
}

/** Keeps a workbook with the sheets that changed; sheets that it no longer has go. */
export async function put(book: KeptBook, changed: readonly KeptSheet[]): Promise<void> {
  const database = await opened();
  const transaction = database.transaction([SHEETS, BOOKS], 'readwrite');
  const sheets = transaction.objectStore(SHEETS);
  for (const sheet of changed) sheets.put(sheet);
  const keys = await answerOf(sheets.getAllKeys());
  for (const key of keys) if (!book.sheets.includes(String(key))) sheets.delete(key);
  transaction.objectStore(BOOKS).put(book, BOOK);
  await done(transaction);
  database.close();
}

/** The workbook that was kept with its sheets in order, or null. */
export async function get(): Promise<{ book: KeptBook; sheets: KeptSheet[] } | null> {
  const database = await opened();
  const transaction = database.transaction([SHEETS, BOOKS], 'readonly');
  const book = (await answerOf(transaction.objectStore(BOOKS).get(BOOK))) as KeptBook | undefined;
  const all = (await answerOf(transaction.objectStore(SHEETS).getAll())) as KeptSheet[];
  database.close();
  const sheets = book?.sheets.flatMap((id) => all.find((sheet) => sheet.id === id) ?? []) ?? [];
  return book && sheets.length === book.sheets.length && sheets.length > 0 ? { book, sheets } : null;
}

export async function clear(): Promise<void> {
  const database = await opened();
  const transaction = database.transaction([SHEETS, BOOKS], 'readwrite');
  transaction.objectStore(SHEETS).clear();
  transaction.objectStore(BOOKS).clear();
  await done(transaction);
  database.close();
}
