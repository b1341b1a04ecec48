/** A file by its bytes as tables: a text table, an xlsx, or a ZIP of them; whatever else it is, is named and refused. */
import { csvTable, type KnowsHeading } from './csv';
import { head, joined, piecesOf, type ByteSource } from './byteSource';
import { AnalystError } from '../errors';
import { foreign, foreignKind, NESTED, packedKind, type Kind } from './kinds';
import type { Table } from './rows';
import type { Threads } from './threads';
import type { Steps } from '../steps';
import { isWorkbook, xlsxTables } from './xlsx';
import { isZip, zipEntries, type ZipEntry } from './zip';

/**
 * Reads a file into tables: one for a text table (commas, tabs, semicolons or bars; its encoding is found out from the bytes),
 * one for every sheet of an xlsx that is not empty, and those of every text table and xlsx inside a ZIP. What it is shows in the
 * bytes, not in the name. A member of a ZIP that cannot be read refuses the ZIP.
 * @param knows tells known headings: they prove rare separators and encodings
 * @param threads read large texts with this one
 * @throws AnalystError file.*, sheet.damaged, sheet.uncalculated
 */
export function* readTables(name: string, bytes: Uint8Array, knows: KnowsHeading, threads?: Threads): Steps<Table[]> {
  if (bytes.length === 0) throw new AnalystError('file.empty', { file: name });
  if (!isZip(bytes)) return yield* textTable(name, piecesOf(bytes), knows, threads);
  const entries = zipEntries(name, bytes);
  const { isBook, kind } = packed(entries);
  if (kind) throw foreign(name, kind);
  if (isBook) return yield* xlsxTables(name, entries);
  const members = entries.filter((entry) => !LEFTOVER.test(entry.name));
  if (members.length === 0) throw new AnalystError('file.empty', { file: name });
  const tables: Table[] = [];
  for (const entry of members) tables.push(...(yield* fromZip(`${name}/${entry.name}`, entry, knows, threads)));
  return tables;
}

/**
 * The parts of a workbook (xlsx, xlsm), whatever the file is called; null for any other file.
 * @throws AnalystError file.unreadable for a damaged ZIP, file.tooLarge
 */
export function workbookParts(name: string, bytes: Uint8Array): readonly ZipEntry[] | null {
  if (!isZip(bytes)) return null;
  const entries = zipEntries(name, bytes);
  return isWorkbook(entries) ? entries : null;
}

/** What the entries of a ZIP make of it, where it is no archive of exports. */
function packed(entries: readonly ZipEntry[]): { readonly isBook: boolean; readonly kind: Kind | null } {
  if (isWorkbook(entries)) return { isBook: true, kind: null };
  const mimeType = entries.find(({ name, size }) => name === 'mimetype' && size < MIME_TYPE_ROOM);
  const type = mimeType ? new TextDecoder().decode(joined([...mimeType.bytes()])) : '';
  const names = entries.map((entry) => entry.name);
  return { isBook: false, kind: packedKind(names, type) };
}

const MIME_TYPE_ROOM = 200;

function* textTable(name: string, bytes: ByteSource, knows: KnowsHeading, threads?: Threads): Steps<Table[]> {
  const kind = foreignKind(bytes.whole ?? head(bytes, KIND_ROOM));
  if (kind) throw foreign(name, kind);
  return [yield* csvTable(name, bytes, knows, threads)];
}

/** Bytes by which the kind of a member is told. */
const KIND_ROOM = 1 << 20;

/** What macOS and Windows leave in archives, and lock files of Excel and LibreOffice: nobody handed them over. */
const LEFTOVER = /(^|\/)(__MACOSX\/|\._|~\$|\.~lock\.|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** Members up to this size are unpacked once and kept; larger ones are unpacked anew each time that they are read. */
const MOST_KEPT = 2 ** 30;

/** A member in memory as one. */
function* unpacked({ size, bytes }: ZipEntry, threads: Threads | undefined): Steps<ByteSource> {
  const whole = threads && size >= threads.worthwhile ? threads.room(size) : new Uint8Array(size);
  let at = 0;
  for (const piece of bytes()) {
    whole.set(piece, at);
    at += piece.length;
    yield;
  }
  return piecesOf(whole);
}

function* fromZip(name: string, entry: ZipEntry, knows: KnowsHeading, threads?: Threads): Steps<Table[]> {
  if (entry.size === 0) throw new AnalystError('file.empty', { file: name });
  if (!isZip(head(entry.bytes, 4)))
    return yield* textTable(
      name,
      entry.size <= MOST_KEPT ? yield* unpacked(entry, threads) : entry.bytes,
      knows,
      threads,
    );
  const bytes = joined([...entry.bytes()]);
  const { isBook, kind } = packed(zipEntries(name, bytes));
  if (isBook) return yield* readTables(name, bytes, knows);
  throw foreign(name, kind ?? NESTED);
}
