/**
 * What the browser keeps between two loads of the page: the sheets and the workbook around them, on this machine only and
 * under a key that the server of this run holds. When the server has ended, what is left can be read by nobody.
 */
import { decrypt, encrypt, hashOf, keyFrom, type Encrypted } from './encryption';
import type { KeptBook, KeptSheet } from './snapshot';

const DATABASES = 'ikkatsu-workbench';
const SHEETS = 'sheets';
const BOOKS = 'books';
const BOOK = 'book';
const PENDING = 'pending';

/** What the next load of the page begins with instead of what was kept: files to open, or a sentence to say. */
export interface Pending {
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly trouble?: string;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(DATABASES));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error(DATABASES));
  });
}

/** Bytes as text, and back: what is encrypted is plain data. */
const toText = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};
const toBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export class Store {
  private constructor(
    private readonly key: CryptoKey,
    /** The name of this run's database, and of the right to write to it. */
    readonly name: string,
  ) {}

  /** The store of the run that has this key (32 bytes in base64url). */
  static async open(key: string): Promise<Store> {
    const mark = (await hashOf(new TextEncoder().encode(key))).slice(0, 16);
    return new Store(await keyFrom(key), `${DATABASES}-${mark}`);
  }

  /** Removes what earlier runs kept: nobody has their keys, and the first versions kept it readable. */
  async removeOthers(): Promise<void> {
    // Browsers that do not list their databases know at least the one of the first versions.
    const all = (await indexedDB.databases?.()) ?? [{ name: DATABASES }];
    for (const { name } of all)
      if (name !== undefined && name !== this.name && name.startsWith(DATABASES)) indexedDB.deleteDatabase(name);
  }

  private opened(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        for (const store of [SHEETS, BOOKS]) request.result.createObjectStore(store);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(DATABASES));
    });
  }

  /** Keeps a workbook with the sheets that changed; sheets that it no longer has go. */
  async put(book: KeptBook, changed: readonly KeptSheet[]): Promise<void> {
    const encrypted = await Promise.all(
      changed.map(async (sheet) => [sheet.id, await encrypt(this.key, sheet.id, sheet)] as const),
    );
    const around = await encrypt(this.key, BOOK, book);
    const database = await this.opened();
    const transaction = database.transaction([SHEETS, BOOKS], 'readwrite');
    const sheets = transaction.objectStore(SHEETS);
    for (const [id, sheet] of encrypted) sheets.put(sheet, id);
    const keys = await answerOf(sheets.getAllKeys());
    for (const key of keys) if (!book.sheets.includes(String(key))) sheets.delete(key);
    transaction.objectStore(BOOKS).put(around, BOOK);
    await done(transaction);
    database.close();
  }

  /** The workbook that was kept with its sheets in order, or null. */
  async get(): Promise<{ book: KeptBook; sheets: KeptSheet[] } | null> {
    const database = await this.opened();
    const transaction = database.transaction([SHEETS, BOOKS], 'readonly');
    const around = (await answerOf(transaction.objectStore(BOOKS).get(BOOK))) as Encrypted | undefined;
    const keys = (await answerOf(transaction.objectStore(SHEETS).getAllKeys())).map(String);
    const contents = (await answerOf(transaction.objectStore(SHEETS).getAll())) as Encrypted[];
    database.close();
    if (!around) return null;
    const book = (await decrypt(this.key, BOOK, around)) as KeptBook;
    const sheets: KeptSheet[] = [];
    for (const id of book.sheets) {
      const content = contents[keys.indexOf(id)];
      if (!content) return null;
      sheets.push((await decrypt(this.key, id, content)) as KeptSheet);
    }
    return sheets.length > 0 ? { book, sheets } : null;
  }

  /** Remembers what the next load of the page begins with. */
  async putPending({ files, trouble }: Pending): Promise<void> {
    const plain = { trouble, files: files?.map(({ name, bytes }) => ({ name, bytes: toText(bytes) })) };
    const encrypted = await encrypt(this.key, PENDING, plain);
    const database = await this.opened();
    const transaction = database.transaction([BOOKS], 'readwrite');
    transaction.objectStore(BOOKS).put(encrypted, PENDING);
    await done(transaction);
    database.close();
  }

  /** What was remembered for this load; it is forgotten with that. */
  async takePending(): Promise<Pending> {
    const database = await this.opened();
    const transaction = database.transaction([BOOKS], 'readwrite');
    const store = transaction.objectStore(BOOKS);
    const encrypted = (await answerOf(store.get(PENDING))) as Encrypted | undefined;
    store.delete(PENDING);
    await done(transaction);
    database.close();
    if (!encrypted) return {};
    const plain = (await decrypt(this.key, PENDING, encrypted)) as {
      trouble?: string;
      files?: { name: string; bytes: string }[];
    };
    return {
      ...(plain.trouble === undefined ? {} : { trouble: plain.trouble }),
      ...(plain.files ? { files: plain.files.map(({ name, bytes }) => ({ name, bytes: toBytes(bytes) })) } : {}),
    };
  }

  /** Forgets the workbook that was kept. */
  async clear(): Promise<void> {
    const database = await this.opened();
    const transaction = database.transaction([SHEETS, BOOKS], 'readwrite');
    transaction.objectStore(SHEETS).clear();
    transaction.objectStore(BOOKS).clear();
    await done(transaction);
    database.close();
  }
}
