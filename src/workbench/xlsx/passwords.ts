/** Passwords of the protection of sheets and of the structure, as a file keeps them: the library knows only what is protected. */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import type { Book } from '../book/book';
import type { Sheet } from '../book/sheet';
import { escaped, parse } from './charts/xml';
import { sheetParts, textOfPart, type Files } from './parts';

/** Attributes of a protection that say its password: as a hash of 16 bits of old, else an algorithm, salt and rounds. */
const PASSWORD = /^(workbook|revisions)?(password|algorithmName|hashValue|saltValue|spinCount)$/iu;
const BOOK_PART = 'xl/workbook.xml';

function passwordIn(xml: string, element: string): Readonly<Record<string, string>> {
  const attributes = new RegExp(`<(?:\\w+:)?${element}\\b([^>]*?)/?>`, 'u').exec(xml)?.[1];
  if (attributes === undefined) return {};
  return Object.fromEntries(Object.entries(parse(`<p${attributes}/>`).attributes).filter(([name]) => PASSWORD.test(name))); // prettier-ignore
}

function withPassword(xml: string, element: string, password: Readonly<Record<string, string>>): string {
  const attributes = Object.entries(password).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return xml.replace(new RegExp(`<${element}\\b`, 'u'), (start) => start + attributes.join(''));
}

/** From the file that becomes the workbook, for what is protected in it. */
export function readPasswords(
  book: Book,
  bytes: Uint8Array,
  files: Files,
  sheets: readonly { readonly from: { readonly name: string }; readonly to: Sheet }[],
): void {
  if (book.structureProtected) book.structurePassword = passwordIn(textOfPart(files, BOOK_PART) ?? '', 'workbookProtection'); // prettier-ignore
  const parts = sheetParts(files);
  const wanted = new Map(
    sheets.flatMap(({ from, to }) => {
      const part = parts.get(from.name);
      return part !== undefined && to.layout.protected ? [[part, to] as const] : [];
    }),
  );
  if (wanted.size === 0) return;
  const contents = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
  for (const [part, { layout }] of wanted)
    layout.password = passwordIn(textOfPart(contents, part) ?? '', 'sheetProtection');
}

/** Into the parts of a written file. */
export function writePasswords(book: Book, files: Record<string, Uint8Array>): void {
  const write = (part: string, element: string, password: Readonly<Record<string, string>>): void => {
    if (Object.keys(password).length > 0 && files[part] !== undefined)
      files[part] = strToU8(withPassword(strFromU8(files[part]), element, password));
  };
  if (book.structureProtected) write(BOOK_PART, 'workbookProtection', book.structurePassword);
  for (const [index, { layout }] of book.sheets.entries())
    if (layout.protected) write(`xl/worksheets/sheet${index + 1}.xml`, 'sheetProtection', layout.password);
}
