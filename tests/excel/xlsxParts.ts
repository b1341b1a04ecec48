/** The parts of an xlsx file as texts, to look for what must not be in it. */
import { strFromU8, unzipSync } from 'fflate';

/** Name and text of every part. */
export function readXlsxParts(bytes: Uint8Array): [string, string][] {
  return Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]);
}
