/**
 * The mark of a file that one `run` of ours wrote whole: every value in it was calculated from the data that stand in it. It holds
 * as long as nothing in the file changed, because it carries the sum of all other parts; any other program that saves the file
 * breaks it. A document property of one's own: ECMA-376 Part 1, 15.2.12.2 (Custom File Properties Part).
 */
import { strFromU8, strToU8 } from 'fflate';
import { RESTLESS_FUNCTIONS } from '../book/restless';
import { addRelation, addTypes, HEAD, type Files } from './parts';

declare const __IKKATSU_VERSION__: string;

const PART = 'docProps/custom.xml';
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

interface Sum {
  update(content: Uint8Array | string): Sum;
  digest(encoding: 'hex'): string;
}

/** SHA-256 over the names and contents of all parts but the one of the mark; null where this runs without Node. */
function sumOf(files: Files): string | null {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => { createHash?: (algorithm: string) => Sum } | undefined };
  };
  const sum = process?.getBuiltinModule?.('node:crypto')?.createHash?.('sha256');
  if (sum === undefined) return null;
  for (const name of Object.keys(files).sort())
    if (name !== PART) sum.update(`${name}\n${files[name]!.length}\n`).update(files[name]!);
  return sum.digest('hex');
}

function changesByItself(files: Files): boolean {
  return Object.entries(files).some(([name, content]) => {
    if (!WITH_FORMULAS.test(name)) return false;
    for (const [, formula] of strFromU8(content).matchAll(FORMULA)) if (CHANGES_BY_ITSELF.test(formula!)) return true;
    return false;
  });
}

/** Marks the parts of a file, which are not changed any more after that. No mark where values would change by themselves. */
export function markCalculated(files: Record<string, Uint8Array>): void {
  if (files[PART] !== undefined || sumOf({}) === null || changesByItself(files)) return;
  addTypes(files, { [PART]: TYPE });
  addRelation(files, '_rels/.rels', RELATION, PART);
  const sum = sumOf(files);
  files[PART] = strToU8(
    `${HEAD}<Properties xmlns="${PROPERTIES}" xmlns:vt="${TYPES}">` +
      `<property fmtid="${USER_PROPERTIES}" pid="2" name="${NAME}"><vt:lpwstr>${version()} ${sum}</vt:lpwstr></property></Properties>`,
  );
}

/** Whether the parts of a file are those that this version marked, none changed, left out or added. */
export function isMarkedCalculated(files: Files): boolean {
  const mark = files[PART];
  if (mark === undefined) return false;
  const [, by, sum] = /name="IKKATSU\.calculated"><vt:lpwstr>(\S*) ([0-9a-f]{64})</.exec(strFromU8(mark)) ?? [];
  return sum !== undefined && by === version() && sum === sumOf(files);
}
