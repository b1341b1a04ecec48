/** A file by its name and bytes as sources: CSV, xlsx, or a ZIP of them. */
import { csvSource } from './csv';
import { piecesOf } from './encoding';
import { AnalystError } from '../errors';
import type { SourceInput } from '../types';
import { isWorkbook, xlsxSources } from './xlsx';
import { isZip, zipEntries, type ZipEntry } from './zip';

/** Beginnings of files that are known, and not readable here. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly reason: string | null }[] = [
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], reason: '古い形式（xls）か、パスワード付きのファイルです' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], reason: null },
  { bytes: [0x25, 0x50, 0x44, 0x46], reason: null },
  { bytes: [0xff, 0xd8, 0xff], reason: null },
  { bytes: [0x47, 0x49, 0x46, 0x38], reason: null },
  { bytes: [0x1f, 0x8b], reason: null },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], reason: null },
  { bytes: [0x52, 0x61, 0x72, 0x21], reason: null },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/**
 * Reads a file into sources: one for a CSV (UTF-8, UTF-16 or CP932, found out from the bytes), one for every sheet of an xlsx
 * that is not empty, and those of every CSV and xlsx inside a ZIP. What it is shows in the bytes, not in the name.
 * @throws AnalystError file.empty, file.kind, file.unreadable
 */
export function readFile(name: string, bytes: Uint8Array): SourceInput[] {
  if (bytes.length === 0) throw new AnalystError('file.empty', { file: name });
  const known = SIGNATURES.find((signature) => startsWith(bytes, signature.bytes));
  if (known?.reason) throw new AnalystError('file.unreadable', { file: name, reason: known.reason });
  if (known) throw new AnalystError('file.kind', { file: name });
  if (!isZip(bytes)) return [csvSource(name, piecesOf(bytes))];
  const entries = zipEntries(name, bytes);
  if (isWorkbook(entries)) return xlsxSources(name, entries);
  if (entries.some((entry) => entry.name === '[Content_Types].xml' || entry.name === 'mimetype')) {
    throw new AnalystError('file.kind', { file: name });
  }
  const readable = entries.filter((entry) => READABLE.test(entry.name) && !HIDDEN.test(entry.name));
  if (readable.length === 0)
    throw new AnalystError('file.unreadable', { file: name, reason: 'CSV も xlsx も入っていません' });
  return readable.flatMap((entry) => fromZip(name, entry));
}

/**
 * The parts of a workbook (xlsx, xlsm), whatever the file is called; null for any other file.
 * @throws AnalystError file.unreadable for a damaged ZIP
 */
export function workbookParts(name: string, bytes: Uint8Array): readonly ZipEntry[] | null {
  if (!isZip(bytes)) return null;
  const entries = zipEntries(name, bytes);
  return isWorkbook(entries) ? entries : null;
}

const READABLE = /\.(csv|tsv|txt|xlsx|xlsm)$/i;
/** What macOS adds to archives, and Excel's lock files. */
const HIDDEN = /(^|\/)(__MACOSX\/|\._|~\$)/;

function fromZip(name: string, entry: ZipEntry): SourceInput[] {
  const file = `${name}/${entry.name}`;
  if (!/\.xls[xm]$/i.test(entry.name)) return [csvSource(file, entry.bytes)];
  const pieces = [...entry.bytes()];
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return readFile(file, bytes);
}
