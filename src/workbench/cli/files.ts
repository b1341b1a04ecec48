/** Files in and out for the command line: read whole, written whole or not at all. */
import fs from 'node:fs';
import path from 'node:path';
import { AnalystError, readFile, type SourceInput } from '../../kdb';
import { SUPPORT_SHEET } from '../../plan';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files as bytes. A missing or unreadable one refuses the whole run. */
export function readBytes(files: readonly string[]): NamedBytes[] {
  return files.map((file) => {
    const name = path.basename(file);
    try {
      return { name, bytes: new Uint8Array(fs.readFileSync(file)) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      const reason =
        code === 'ENOENT' ? 'ファイルがありません' : code === 'EISDIR' ? 'フォルダーです' : 'アクセスできません';
      throw new AnalystError('file.unreadable', { file: name, reason });
    }
  });
}

/** 支援記録 is no export of persons: the evaluation reads it from its sheet. */
function isSupportLog({ file, sheet }: SourceInput): boolean {
  return (sheet ?? path.basename(file).replace(/\.[^.]+$/, '')) === SUPPORT_SHEET;
}

/** The tables of cells of all files, in order; without 支援記録. */
export function inputsOf(files: readonly NamedBytes[]): SourceInput[] {
  return files.flatMap(({ name, bytes }) => readFile(name, bytes)).filter((input) => !isSupportLog(input));
}

/** Refuses before any work when a file could not be written in the end. */
export function assertWritable(file: string): void {
  const folder = path.dirname(path.resolve(file));
  const status = fs.statSync(folder, { throwIfNoEntry: false });
  if (!status?.isDirectory()) throw new AnalystError('file.noFolder', { file: path.basename(file) });
  if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AnalystError('file.isFolder', { file: path.basename(file) });
  }
}

/** Writes all files beside their places and then renames them, so that a failure leaves nothing half written. */
export function writeAll(files: readonly { readonly path: string; readonly content: Uint8Array | string }[]): void {
  const aside = files.map((file) => ({ ...file, temporary: `${file.path}.${process.pid}.tmp` }));
  try {
    for (const file of aside) {
      fs.mkdirSync(path.dirname(path.resolve(file.path)), { recursive: true });
      fs.writeFileSync(file.temporary, file.content);
    }
    for (const file of aside) fs.renameSync(file.temporary, file.path);
  } catch (error) {
    for (const file of aside) fs.rmSync(file.temporary, { force: true });
    throw new AnalystError('file.unwritable', {
      file: path.basename(files[0]?.path ?? ''),
      reason: (error as NodeJS.ErrnoException).code ?? 'error',
    });
  }
}
