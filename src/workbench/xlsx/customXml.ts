/**
 * Data that other add-ins and programs keep in a workbook beside its sheets: the parts of customXml/, letter for letter.
 * Source: ECMA-376 Part 1, 15.2.5 (Custom XML Data Storage Part) and 15.2.6 (its properties).
 */
import { strFromU8, strToU8 } from 'fflate';
import type { Book } from '../book/book';
import { addRelation, addTypes } from './parts';

type Files = Record<string, Uint8Array>;

const FOLDER = /^customXml\//;
const ITEM = /^customXml\/item\d+\.xml$/;
const PROPERTIES = /^customXml\/itemProps\d+\.xml$/;
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml';
const PROPERTIES_TYPE = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';

/** Keeps the parts, where the workbook has none of the name. */
export function readCustomXml(book: Book, files: Readonly<Files>): void {
  for (const [name, bytes] of Object.entries(files))
    if (FOLDER.test(name) && !name.endsWith('/') && !book.customXml.has(name)) book.customXml.set(name, bytes.slice());
}

/** Writes the parts again; nothing where there are none. */
export function writeCustomXml(book: Book, files: Files): void {
  if (book.customXml.size === 0) return;
  const types: Record<string, string> = {};
  for (const [name, bytes] of book.customXml) {
    files[name] = bytes;
    if (ITEM.test(name)) addRelation(files, 'xl/_rels/workbook.xml.rels', RELATION, `../${name}`);
    if (PROPERTIES.test(name)) types[name] = PROPERTIES_TYPE;
  }
  const part = '[Content_Types].xml';
  if (!/Extension="xml"/i.test(strFromU8(files[part]!)))
    files[part] = strToU8(
      strFromU8(files[part]!).replace(/(<Types\b[^>]*>)/, '$1<Default Extension="xml" ContentType="application/xml"/>'),
    );
  addTypes(files, types);
}
