/** Files that the command line reads: whole, and only files that end. */
import fs from 'node:fs';
import path from 'node:path';
import { AnalystError, mappingFromJson, readFile, type SourceInput } from '../../kdb';
import type { NamedLayout } from '../../kdb/unknownColumns';
import { SUPPORT_SHEET } from '../../plan';
import { systemReason } from './systemReasons';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What stands in a place where a file is wanted. */
const kindOf = (file: string): string =>
  fs.statSync(file).isDirectory() ? 'フォルダーです' : 'ふつうのファイルではなく、装置や名前付きパイプです';

/** The files as bytes. A missing or unreadable one refuses the whole run. */
export function readBytes(files: readonly string[]): NamedBytes[] {
  return files.map((file) => {
    const name = path.basename(file);
    try {
      // A device or a named pipe may never end.
      if (!fs.statSync(file).isFile()) throw new AnalystError('file.unreadable', { file: name, reason: kindOf(file) });
      return { name, bytes: new Uint8Array(fs.readFileSync(file)) };
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

/** The tables of cells of all files, in order; `hidden`: hidden sheets are tables like others. Without 支援記録, which is no export: the evaluation reads it from its sheet. */
export function inputsOf(files: readonly NamedBytes[], hidden = false): SourceInput[] {
  return files
    .flatMap(({ name, bytes }) => readFile(name, bytes))
    .map((input) => (hidden ? { ...input, isHidden: false } : input))
    .filter((input) => sheetOfInput(input) !== SUPPORT_SHEET);
}
