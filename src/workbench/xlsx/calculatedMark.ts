/**
 * The mark of a file whose figures one `run` of ours calculated from the data that stand in it: which build calculated them, and the
 * sum over all that they rest on (`calculatedSum.ts`). Programs that save the file keep the mark, and it holds as long as the sum is
 * the same. A document property of one's own: ECMA-376 Part 1, 15.2.12.2 (Custom File Properties Part).
 */
import { strFromU8, strToU8 } from 'fflate';
import { CalculatedSum, type Hash } from './calculatedSum';
import { sharedTextsIn, TEXTS_PART } from './sheetCells';
import { all, down, el, parse } from './charts/xml';
import { addRelation, addTypes, HEAD, type Files } from './parts';
import type { WrittenParts } from './write';
import { contentOf, type Part } from './zip';

declare const __IKKATSU_BUILD__: string;

/** Where the mark stands. */
export const MARK_PART = 'docProps/custom.xml';
const NAME = 'IKKATSU.calculated';
const TYPE = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';
const PROPERTIES = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
/** The set of properties that users define ([MS-OLEPS] 2.25.2). */
const USER_PROPERTIES = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

/** Whose functions gave the values: the sum of the sources that were built; another build may answer otherwise. */
const build = (): string => (typeof __IKKATSU_BUILD__ === 'undefined' ? 'unbuilt' : __IKKATSU_BUILD__);

/** SHA-256; null where this runs without Node. */
function sha256(): (() => Hash) | null {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => { createHash?: (algorithm: string) => Hash } | undefined };
  };
  const createHash = process?.getBuiltinModule?.('node:crypto')?.createHash;
  return createHash === undefined ? null : () => createHash('sha256');
}

/** The document properties with the mark; without one there is none. */
function propertiesXml(mark: string | null): Uint8Array {
  const property =
    mark !== null && el('property', { fmtid: USER_PROPERTIES, pid: 2, name: NAME }, `<vt:lpwstr>${mark}</vt:lpwstr>`);
  return strToU8(HEAD + el('Properties', { xmlns: PROPERTIES, 'xmlns:vt': TYPES }, property));
}

function addPart(files: Record<string, Part>): void {
  addTypes(files as Record<string, Uint8Array>, { [MARK_PART]: TYPE });
  addRelation(files as Record<string, Uint8Array>, '_rels/.rels', RELATION, MARK_PART);
}

/** What sums a workbook while its file is made: sheet by sheet, as they are written. */
export interface Summing {
  /** @param files all parts but the sheets and the texts that they refer to */
  begin(files: Files): void;
  /**
   * Takes a sheet; resolves when it is time for the next one.
   * @param texts those that the sheets refer to, but for those of the sheets before
   */
  add(part: string, content: Uint8Array, texts: readonly string[]): Promise<void>;
  /** The sum; null where figures rest on more than is summed, or nobody could sum. */
  sum(): Promise<string | null>;
}

/** Sums in the thread that asks; null where this runs without Node. */
export function summingHere(): Summing | null {
  const newHash = sha256();
  if (newHash === null) return null;
  let summed: CalculatedSum | null = null;
  const known: string[] = [];
  return {
    begin: (files) => void (summed = new CalculatedSum(files, newHash)),
    add(part, content, texts) {
      for (const text of texts) known.push(text);
      summed?.add(part, content, known);
      return Promise.resolve();
    },
    sum: () => Promise.resolve(summed?.sum() ?? null),
  };
}

/**
 * Adds the mark as the last part of a file, summed beside or, without that, here. Where figures rest on more than is summed, which
 * shows when the parts are made, the mark says nothing.
 */
export function markCalculated({ parts, sheets, newTexts }: WrittenParts, beside: Summing | null): void {
  const summing = beside ?? summingHere();
  if (parts[MARK_PART] !== undefined || summing === null) return;
  addPart(parts);
  const standing = Object.entries(parts).filter(
    (entry): entry is [string, Uint8Array] => typeof entry[1] !== 'function',
  );
  summing.begin(Object.fromEntries(standing));
  for (const name of sheets) {
    const part = parts[name]!;
    parts[name] = async () => {
      const content = await contentOf(part);
      await summing.add(name, content, newTexts());
      return content;
    };
  }
  parts[MARK_PART] = async () => {
    const sum = await summing.sum();
    return propertiesXml(sum === null ? null : `${build()} ${sum}`);
  };
}

/** The mark that a file carries, whether it holds or not; null for none. */
export function markIn(files: Files): string | null {
  const part = files[MARK_PART];
  if (part === undefined) return null;
  try {
    const property = all(parse(strFromU8(part)), 'property').find(({ attributes }) => attributes.name === NAME);
    const text = down(property, 'lpwstr')?.text ?? '';
    return /^\S+ [0-9a-f]{64}$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** Adds the mark that a file carried when it was opened. */
export function keepMark(files: Record<string, Part>, mark: string): void {
  if (files[MARK_PART] !== undefined) return;
  addPart(files);
  files[MARK_PART] = propertiesXml(mark);
}

/** Whether a file says that this build calculated it; only the part of the mark is looked at. */
export function isOfThisBuild(files: Files): boolean {
  return markIn(files)?.split(' ')[0] === build();
}

/** Whether the figures of a file are still those that this build calculated, from what stands in it now. */
export function isMarkedCalculated(files: Files): boolean {
  const newHash = sha256();
  const marked = markIn(files)?.split(' ')[1];
  if (newHash === null || marked === undefined || !isOfThisBuild(files)) return false;
  const summed = new CalculatedSum(files, newHash);
  const texts = sharedTextsIn(files[TEXTS_PART]);
  for (const [name, content] of Object.entries(files)) summed.add(name, content, texts);
  return summed.sum() === marked;
}
