/**
 * The mark of a file whose figures one `run` of ours calculated from the data that stand in it: which build calculated them, and the
 * sum over all that they rest on (`calculatedSum.ts`). Programs that save the file keep the mark, and it holds as long as the sum is
 * the same. A document property of one's own: ECMA-376 Part 1, 15.2.12.2 (Custom File Properties Part).
 */
import { strFromU8, strToU8 } from 'fflate';
import { CalculatedSum, type Hash } from './calculatedSum';
import { all, down, el, parse } from './charts/xml';
import { addRelation, addTypes, HEAD, type Files } from './parts';
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

/**
 * Adds the mark as the last part of a file. Where figures rest on more than is summed, which shows when the parts are made, the mark
 * says nothing.
 */
export function markCalculated(files: Record<string, Part>): void {
  const newHash = sha256();
  if (files[MARK_PART] !== undefined || newHash === null) return;
  addPart(files);
  const standing = Object.entries(files).filter(
    (entry): entry is [string, Uint8Array] => typeof entry[1] !== 'function',
  );
  const summed = new CalculatedSum(Object.fromEntries(standing), newHash);
  for (const [name, part] of Object.entries(files)) {
    if (!summed.isSheet(name)) continue;
    files[name] = () => {
      const content = contentOf(part);
      summed.add(name, content);
      return content;
    };
  }
  files[MARK_PART] = () => {
    const sum = summed.sum();
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
  for (const [name, content] of Object.entries(files)) summed.add(name, content);
  return summed.sum() === marked;
}
