/**
 * Files that stand beside their places while they are written. They may hold names of persons, so a killed process must
 * not leave them: each process notes them in a record of its own, and the next start removes those of processes that ended.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** This machine in a few letters: another machine writing to the same share has other processes. */
const MACHINE = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
const NAME = /(?:^|[\\/])\.ikkatsu-([0-9a-f]{8})-(\d+)-\d+\.tmp$/;
const RECORD_NAME = /(?:^|[\\/])([0-9a-f]{8})-(\d+)-\d+\.json$/;
/** A file of another machine, or of a process number that is in use again, is nobody's after a day. */
const NOBODYS_AFTER_MS = 24 * 60 * 60 * 1000;

export interface Aside {
  /** One a target: the content to come, and what stood there before. */
  readonly places: readonly { readonly next: string; readonly before: string }[];
  readonly record: string | null;
}

let counted = 0;
/** What this process itself has aside just now: an ended process may have had the same number. */
const own = new Set<string>();

/** The folder of the records: this user's own. */
export function recordFolder(): string {
  const { IKKATSU_STATE, LOCALAPPDATA, XDG_STATE_HOME } = process.env;
  if (IKKATSU_STATE) return IKKATSU_STATE;
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'ikkatsu');
  return path.join(XDG_STATE_HOME || path.join(os.homedir(), '.local', 'state'), 'ikkatsu');
}

/** Names the files that will stand aside, and notes them before the first is written. */
export function beginAside(targets: readonly string[]): Aside {
  const stem = (): string => `${MACHINE}-${process.pid}-${(counted += 1)}`;
  const beside = (target: string): string => path.join(path.dirname(target), `.ikkatsu-${stem()}.tmp`);
  const places = targets.map((target) => ({ next: beside(target), before: beside(target) }));
  for (const { next, before } of places) own.add(next).add(before);
  let record: string | null = null;
  try {
    fs.mkdirSync(recordFolder(), { recursive: true, mode: 0o700 });
    record = path.join(recordFolder(), `${stem()}.json`);
    own.add(record);
    fs.writeFileSync(record, JSON.stringify(places.flatMap(({ next, before }) => [next, before])), { mode: 0o600 });
  } catch {
    // Without a folder of the user's own the leftovers are found when the same place is written again.
    record = null;
  }
  return { places, record };
}

/** Removes what still stands aside, and the record of it. */
export function endAside({ places, record }: Aside): void {
  for (const file of [...places.flatMap(({ next, before }) => [next, before]), ...(record === null ? [] : [record])]) {
    fs.rmSync(file, { force: true });
    own.delete(file);
  }
}

/** Whether the process of this machine that made the file is running. */
function isHeld(file: string, pid: number): boolean {
  if (pid === process.pid) return own.has(file);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a file that stands aside belongs to nobody any more. */
function isStale(file: string): boolean {
  const [, machine, pid] = NAME.exec(file) ?? [];
  if (machine === undefined) return false;
  const status = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!status?.isFile()) return false;
  const isOld = Date.now() - status.ctimeMs > NOBODYS_AFTER_MS;
  return isOld || (machine === MACHINE && !isHeld(file, Number(pid)));
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // A leftover that cannot be looked at or removed now is tried again at the next start.
  }
}

function removeRecorded(record: string): void {
  const files = JSON.parse(fs.readFileSync(record, 'utf8')) as unknown;
  if (Array.isArray(files)) for (const file of files.map(String)) if (isStale(file)) fs.rmSync(file, { force: true });
  fs.rmSync(record, { force: true });
}

/** Removes what processes left aside that were killed: those of the records, and those in `folders`. */
export function removeStale(folders: readonly string[] = []): void {
  quietly(() => {
    for (const name of fs.readdirSync(recordFolder())) {
      const record = path.join(recordFolder(), name);
      const [, machine, pid] = RECORD_NAME.exec(name) ?? [];
      if (machine === MACHINE && !isHeld(record, Number(pid))) quietly(() => removeRecorded(record));
    }
  });
  for (const folder of new Set(folders)) {
    quietly(() => {
      for (const name of fs.readdirSync(folder))
        if (NAME.test(name)) quietly(() => isStale(path.join(folder, name)) && fs.rmSync(path.join(folder, name)));
    });
  }
}
