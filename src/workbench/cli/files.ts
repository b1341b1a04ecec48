/** Files that the command line reads: whole, and only files that end. */
import fs from 'node:fs';
import path from 'node:path';
import {
  AnalystError,
  HIDDEN_SHEETS_SETTING,
  isZip,
  mappingFromJson,
  MAPPINGS_SETTING,
  mappingsFrom,
  ORIGINS_SETTING,
  originsFrom,
  readFile,
  sentenceOf,
  withMapping,
  workbookParts,
  type SourceInput,
  type Threads,
} from '../../kdb';
import type { NamedLayout } from '../../kdb/unknownColumns';
import { SUPPORT_SHEET } from '../../plan';
import { supportHeader } from '../../plan/support';
import type { ReadingThreads } from '../node/readingThreads';
import { settingsOf } from '../xlsx/webExtensions';
import { systemReason } from './systemReasons';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What stands in a place where a file is wanted. */
const kindOf = (file: string): string =>
  fs.statSync(file).isDirectory() ? 'フォルダーです' : 'ふつうのファイルではなく、装置や名前付きパイプです';

/** The bytes of a file; those of a large text are read into memory that threads see. */
function bytesOf(file: string, threads: ReadingThreads | null): Uint8Array {
  const { size } = fs.statSync(file);
  if (threads === null || size < threads.worthwhile || size > MOST_SHARED) return plain(fs.readFileSync(file));
  const from = fs.openSync(file, 'r');
  try {
    if (isPacked(from)) return plain(fs.readFileSync(from));
    const bytes = threads.room(size);
    return bytes.subarray(0, threads.read(from, bytes));
  } finally {
    fs.closeSync(from);
  }
}

/** What was read as a plain array; a copy only where it shares its memory. */
function plain(read: Buffer): Uint8Array {
  return read.byteLength === read.buffer.byteLength ? new Uint8Array(read.buffer) : new Uint8Array(read);
}

/** Bytes of the largest file that Node reads; larger ones are refused in its words. */
const MOST_SHARED = 2 ** 31 - 1;
/** Whether an open file is a ZIP or xlsx: what is in it is unpacked elsewhere. */
function isPacked(from: number): boolean {
  const start = new Uint8Array(4);
  fs.readSync(from, start, 0, 4, 0);
  return isZip(start);
}

/**
 * The files as bytes. A missing or unreadable one refuses the whole run.
 * @param threads will read the large texts among them
 */
export function readBytes(files: readonly string[], threads: ReadingThreads | null = null): NamedBytes[] {
  return files.map((file) => {
    const name = path.basename(file);
    try {
      // A device or a named pipe may never end.
      if (!fs.statSync(file).isFile()) throw new AnalystError('file.unreadable', { file: name, reason: kindOf(file) });
      return { name, bytes: bytesOf(file, threads) };
    } catch (error) {
      if (error instanceof AnalystError) throw error;
      throw new AnalystError('file.unreadable', { file: name, reason: systemReason(error) });
    }
  });
}

/** Layout files. Throws AnalystError file.unreadable, layout.unreadable. */
export function readLayouts(files: readonly string[]): readonly NamedLayout[] {
  return readBytes(files).map(({ name, bytes }) => ({
    file: name,
    mapping: mappingFromJson(name, new TextDecoder().decode(bytes)),
  }));
}

/** The name of the sheet that an input is, or becomes in a workbook. */
export function sheetOfInput({ file, sheet }: Pick<SourceInput, 'file' | 'sheet'>): string {
  return sheet ?? path.basename(file).replace(/\.[^.]+$/, '');
}

/** What the add-in keeps in a workbook of ours: choices and mappings of its user. */
function keptIn({ name, bytes }: NamedBytes): ReadonlyMap<string, unknown> {
  const parts = workbookParts(name, bytes) ?? [];
  const files = parts
    .filter((part) => /^xl\/webextensions\//i.test(part.name))
    .map((part) => [part.name, new Uint8Array(Buffer.concat([...part.bytes()]))] as const);
  return settingsOf(Object.fromEntries(files));
}

/**
 * The tables of cells of all files, in order; what a workbook keeps of its sheets holds here as in the workbook. `hidden`: hidden sheets
 * are tables like others. Without 支援記録, which is no export: the evaluation reads it from its sheet.
 */
export function inputsOf(files: readonly NamedBytes[], hidden = false, threads: Threads | null = null): SourceInput[] {
  return files.flatMap((file) => {
    const kept = keptIn(file);
    const origins = originsFrom(kept.get(ORIGINS_SETTING));
    const mappings = mappingsFrom(kept.get(MAPPINGS_SETTING));
    const isShown = hidden || kept.get(HIDDEN_SHEETS_SETTING) === true;
    return readFile(file.name, file.bytes, threads ?? undefined)
      .filter((input) => sheetOfInput(input) !== SUPPORT_SHEET)
      .map((input): SourceInput => {
        const [origin, mapping] = [origins[sheetOfInput(input)], mappings[sheetOfInput(input)]];
        const named = { ...input, ...(origin !== undefined && { origin }), ...(isShown && { isHidden: false }) };
        return mapping === undefined ? named : withMapping(named, mapping);
      });
  });
}

/** 支援記録 among the files, of several the first; null where there is none. */
export function supportIn(files: readonly NamedBytes[]): SourceInput | null {
  const found = files
    .filter(({ name }) => !/\.csv$/i.test(name) || sheetOfInput({ file: name }) === SUPPORT_SHEET)
    .flatMap(({ name, bytes }) => readFile(name, bytes));
  return found.find((input) => sheetOfInput(input) === SUPPORT_SHEET) ?? null;
}

/** Columns that only a log of support has beside person and purpose. */
const LOG_COLUMNS: ReadonlySet<string> = new Set(['supported', 'startedOn', 'status', 'invitedOn', 'visitedOn']);
/** The heading stands in the first rows; more of a large file is not read for it. */
const LOG_HEAD_BYTES = 65_536;

/** Whether a CSV is a log of support by its headings, whatever it is called. What cannot be read is refused where it is read. */
function isSupportLog({ name, bytes }: NamedBytes): boolean {
  if (!/\.csv$/i.test(name) || isZip(bytes)) return false;
  const head = bytes.length <= LOG_HEAD_BYTES ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a, LOG_HEAD_BYTES) + 1);
  try {
    const [input] = head.length === 0 ? [] : readFile(name, head);
    const ids = supportHeader([...(input?.rows() ?? [])])?.columns.map(({ column }) => String(column.id)) ?? [];
    return ids.includes('purpose') && ids.some((id) => LOG_COLUMNS.has(id));
  } catch (error) {
    if (error instanceof AnalystError) return false;
    throw error;
  }
}

/**
 * The files with the log of support under the name that it has in a workbook, and what is to be said of that. A file or sheet
 * called 支援記録 is the log; without one, the first CSV whose headings are those of a log.
 */
export function withLogNamed(files: readonly NamedBytes[]): {
  readonly files: readonly NamedBytes[];
  readonly notices: readonly string[];
} {
  if (supportIn(files) !== null) return { files, notices: [] };
  const log = files.find(isSupportLog);
  if (log === undefined) return { files, notices: [] };
  return {
    files: files.map((file) => (file === log ? { ...file, name: `${SUPPORT_SHEET}.csv` } : file)),
    notices: [sentenceOf('support.byHeadings', { file: log.name })],
  };
}
