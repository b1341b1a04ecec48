/** Files that the command line writes: refused where they would hurt, written whole or not at all, nothing left aside. */
import fs from 'node:fs';
import path from 'node:path';
import { AnalystError } from '../../kdb';
import { beginAside, endAside, removeStale, type Aside } from './aside';
import { systemCode, systemReason } from './systemReasons';

export interface OutputFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

const statusOf = (file: string) => {
  try {
    return fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    // Something on the way is no folder, or may not be looked into: said where the file is written.
    return undefined;
  }
};

/** The real place of a file, links followed as far as there is something. */
function realPlace(file: string): string {
  const full = path.resolve(file);
  try {
    return fs.realpathSync.native(full);
  } catch {
    const parent = path.dirname(full);
    return parent === full ? full : path.join(realPlace(parent), path.basename(full));
  }
}

/**
 * Whether two paths mean one file: the same inode, so that links and the letter case of the file system are seen as
 * they are; where a file system numbers nothing, the same real place in any letter case.
 */
function sameFile(one: string, other: string): boolean {
  const [a, b] = [statusOf(one), statusOf(other)];
  if (a && b && a.ino !== 0n && b.ino !== 0n) return a.dev === b.dev && a.ino === b.ino;
  const [placeA, placeB] = [realPlace(one), realPlace(other)];
  if (!a || !b) return placeA === placeB;
  return placeA.normalize('NFC').toLowerCase() === placeB.normalize('NFC').toLowerCase();
}

/** What a command is going to write: the option that named it, and the files. */
export interface Planned {
  readonly option: '--out' | '--lists';
  readonly files: readonly string[];
}

/**
 * Refuses before any work what must not be written: a file that is an input, two results in one file.
 * @throws AnalystError file.isInput, file.twice
 */
export function assertNoneIsInput(planned: readonly Planned[], inputs: readonly string[]): void {
  const all = planned.flatMap(({ option, files }) => files.map((file) => ({ option, file })));
  for (const { option, file } of all) {
    const input = inputs.find((candidate) => sameFile(candidate, file));
    if (input !== undefined)
      throw new AnalystError('file.isInput', { file: path.basename(file), input: path.basename(input), option });
  }
  const twice = all.find(({ file }, index) => all.slice(0, index).some((earlier) => sameFile(earlier.file, file)));
  if (twice) throw new AnalystError('file.twice', { file: path.basename(twice.file) });
}

/**
 * Refuses before any work when a file could not be written in the end.
 * @throws AnalystError file.noFolder, file.isFolder, file.notRegular
 */
export function assertWritable(file: string): void {
  const name = path.basename(file);
  if (!statusOf(path.dirname(path.resolve(file)))?.isDirectory())
    throw new AnalystError('file.noFolder', { file: name });
  const status = statusOf(file);
  if (status?.isDirectory() || /[\\/]$/.test(file)) throw new AnalystError('file.isFolder', { file: name });
  // Renaming a file over /dev/full or a named pipe would take its place.
  if (status && !status.isFile()) throw new AnalystError('file.notRegular', { file: name });
}

/**
 * Refuses a folder that is, or lies under, something else than a folder. One that is not there yet will be made.
 * @throws AnalystError file.notFolder
 */
export function assertFolder(folder: string): void {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    const status = statusOf(place);
    if (status?.isDirectory() || place === path.dirname(place)) return;
    if (status) throw new AnalystError('file.notFolder', { file: path.basename(place) });
  }
}

/** Makes a folder with those above it; the topmost that had to be made, to take all of it away again. */
function makeFolder(folder: string): string | undefined {
  return fs.mkdirSync(folder, { recursive: true });
}

/** Where a file really goes: through a link to the file that it stands for. */
const targetOf = (file: string): string => (statusOf(file) ? realPlace(file) : path.resolve(file));

/** Writes aside under the rights that the file has, or that a new file gets; meanwhile nobody else reads it. */
function writeAside(temporary: string, target: string, content: Uint8Array | string): void {
  const handle = fs.openSync(temporary, 'wx', 0o600);
  try {
    fs.writeFileSync(handle, content);
    const mode = Number(statusOf(target)?.mode ?? BigInt(0o666 & ~process.umask())) & 0o777;
    // A share that knows no rights has none to set.
    if (process.platform !== 'win32') fs.fchmodSync(handle, mode);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Keeps what stands in a place under another name: by a link where the file system has links, else by a copy. */
function keepBefore(target: string, before: string): boolean {
  if (!statusOf(target)) return false;
  try {
    fs.linkSync(target, before);
  } catch {
    fs.copyFileSync(target, before, fs.constants.COPYFILE_EXCL);
    if (process.platform !== 'win32') fs.chmodSync(before, 0o600);
  }
  return true;
}

/**
 * Writes all files beside their places and then renames them; when one cannot be written or renamed, all places are as
 * they were before. What a killed process of ours left aside is removed first.
 * @throws AnalystError file.unwritable naming the file and the reason
 */
export function writeAll(files: readonly OutputFile[]): void {
  if (files.length === 0) return;
  const targets = files.map((file) => targetOf(file.path));
  removeStale(targets.map((target) => path.dirname(target)));
  const aside: Aside = beginAside(targets);
  const made: string[] = [];
  const replaced: { readonly target: string; readonly before: string | null }[] = [];
  let current = 0;
  try {
    files.forEach((file, index) => {
      current = index;
      const folder = makeFolder(path.dirname(targets[index]!));
      if (folder !== undefined) made.push(folder);
      writeAside(aside.places[index]!.next, targets[index]!, file.content);
    });
    files.forEach((_, index) => {
      current = index;
      const [target, { next, before }] = [targets[index]!, aside.places[index]!];
      // A single rename is all or nothing by itself.
      const kept = files.length > 1 && keepBefore(target, before);
      fs.renameSync(next, target);
      replaced.push({ target, before: kept ? before : null });
    });
  } catch (error) {
    for (const { target, before } of replaced.reverse()) {
      if (before === null) fs.rmSync(target, { force: true });
      else fs.renameSync(before, target);
    }
    endAside(aside);
    for (const folder of made.reverse()) fs.rmSync(folder, { recursive: true, force: true });
    if (systemCode(error) === '') throw error;
    throw new AnalystError('file.unwritable', {
      file: path.basename(files[current]!.path),
      reason: systemReason(error),
    });
  }
  endAside(aside);
}
