/**
 * The mark of a file that one `run` of ours wrote whole: every value in it was calculated from the data that stand in it. It holds
 * as long as nothing in the file changed, because it carries the sum of all other parts; any other program that saves the file
 * breaks it. A document property of one's own: ECMA-376 Part 1, 15.2.12.2 (Custom File Properties Part).
 */
import { strFromU8, strToU8 } from 'fflate';
import { RESTLESS_FUNCTIONS } from '../book/restless';
import { addRelation, addTypes, HEAD, type Files } from './parts';
import { contentOf, type Part } from './zip';

declare const __IKKATSU_VERSION__: string;

/** Where the mark stands. */
export const MARK_PART = 'docProps/custom.xml';
const NAME = 'IKKATSU.calculated';
const TYPE = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';
const PROPERTIES = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
/** The set of properties that users define ([MS-OLEPS] 2.25.2). */
const USER_PROPERTIES = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

/** Values of these change by themselves: AGE without a date asks for the age of today. */
const CHANGES_BY_ITSELF = new RegExp(`(?:\\b(?:${RESTLESS_FUNCTIONS.join('|')})|IKKATSU[._]AGE)\\(`, 'i');
const FORMULA = /<(?:f|definedName)\b[^>]*>([^<]*)</g;
const WITH_FORMULAS = /^xl\/(?:workbook|worksheets\/[^/]+)\.xml$/;

/** Whose functions gave the values; another version may answer otherwise. */
const version = (): string => (typeof __IKKATSU_VERSION__ === 'undefined' ? '' : __IKKATSU_VERSION__);

interface Hash {
  update(content: Uint8Array | string): Hash;
  digest(encoding: 'hex'): string;
}

/** SHA-256; null where this runs without Node. */
function sha256(): ((content: Uint8Array | string) => string) | null {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => { createHash?: (algorithm: string) => Hash } | undefined };
  };
  const createHash = process?.getBuiltinModule?.('node:crypto')?.createHash;
  return createHash === undefined ? null : (content) => createHash('sha256').update(content).digest('hex');
}

/** One sum of the sums of all parts, by their names. */
function together(sums: ReadonlyMap<string, string>, hash: (content: string) => string): string {
  return hash(
    [...sums.keys()]
      .sort()
      .map((name) => `${name}\n${sums.get(name)!}\n`)
      .join(''),
  );
}

function changesByItself(name: string, content: Uint8Array): boolean {
  if (!WITH_FORMULAS.test(name)) return false;
  for (const [, formula] of strFromU8(content).matchAll(FORMULA)) if (CHANGES_BY_ITSELF.test(formula!)) return true;
  return false;
}

/**
 * Adds the mark as the last part of a file; the other parts are not changed any more after that. Where values would change by
 * themselves, which shows when the parts are made, the mark says nothing.
 */
export function markCalculated(files: Record<string, Part>): void {
  const hash = sha256();
  if (files[MARK_PART] !== undefined || hash === null) return;
  addTypes(files as Record<string, Uint8Array>, { [MARK_PART]: TYPE });
  addRelation(files as Record<string, Uint8Array>, '_rels/.rels', RELATION, MARK_PART);
  const sums = new Map<string, string>();
  let holds = true;
  for (const [name, part] of Object.entries(files))
    files[name] = () => {
      const content = contentOf(part);
      sums.set(name, hash(content));
      if (changesByItself(name, content)) holds = false;
      return content;
    };
  files[MARK_PART] = () => {
    const mark = `<vt:lpwstr>${version()} ${together(sums, hash)}</vt:lpwstr>`;
    return strToU8(
      `${HEAD}<Properties xmlns="${PROPERTIES}" xmlns:vt="${TYPES}">` +
        (holds ? `<property fmtid="${USER_PROPERTIES}" pid="2" name="${NAME}">${mark}</property>` : '') +
        '</Properties>',
    );
  };
}

/** Whether the parts of a file are those that this version marked, none changed, left out or added. */
export function isMarkedCalculated(files: Files): boolean {
  const { [MARK_PART]: mark, ...others } = files;
  const hash = sha256();
  if (mark === undefined || hash === null) return false;
  const [, by, sum] = /name="IKKATSU\.calculated"><vt:lpwstr>(\S*) ([0-9a-f]{64})</.exec(strFromU8(mark)) ?? [];
  if (sum === undefined || by !== version()) return false;
  return sum === together(new Map(Object.entries(others).map(([name, content]) => [name, hash(content)])), hash);
}
