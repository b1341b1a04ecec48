/** The parts of an xlsx package and the relations between them. */
import { strFromU8, strToU8 } from 'fflate';
import { all, down, el, parse } from './charts/xml';

export type Files = Readonly<Record<string, Uint8Array>>;

/** How every part begins. */
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export function textOfPart(files: Files, name: string): string | null {
  const bytes = files[name];
  return bytes === undefined ? null : strFromU8(bytes);
}

function resolved(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

/** Relation id → part, of the relations of a part. */
export function relationsOf(files: Files, part: string): Map<string, string> {
  const xml = textOfPart(files, part.replace(/([^/]+)$/, '_rels/$1.rels'));
  if (xml === null) return new Map();
  return new Map(
    all(parse(xml), 'Relationship').map(({ attributes }) => [
      attributes.Id ?? '',
      resolved(part, attributes.Target ?? ''),
    ]),
  );
}

/** Adds a relation to a part of relations; the id is the next free one. */
export function addRelation(files: Record<string, Uint8Array>, part: string, type: string, target: string): void {
  const bytes = files[part];
  const xml =
    bytes === undefined ? `${HEAD}<Relationships xmlns="${PACKAGE_RELATIONS}"></Relationships>` : strFromU8(bytes);
  const taken = [...xml.matchAll(/\bId="rId(\d+)"/g)].map((match) => Number(match[1]));
  const relation = el('Relationship', { Id: `rId${Math.max(0, ...taken) + 1}`, Type: type, Target: target });
  files[part] = strToU8(
    /<Relationships\b[^>]*\/>/.test(xml)
      ? xml.replace(/(<Relationships\b[^>]*)\/>/, `$1>${relation}</Relationships>`)
      : xml.replace('</Relationships>', () => `${relation}</Relationships>`),
  );
}

/** Adds the content types of parts, by their names. */
export function addTypes(files: Record<string, Uint8Array>, types: Readonly<Record<string, string>>): void {
  const part = '[Content_Types].xml';
  const xml = strFromU8(files[part]!);
  const overrides = Object.entries(types).map(([name, type]) =>
    el('Override', { PartName: `/${name}`, ContentType: type }),
  );
  files[part] = strToU8(xml.replace('</Types>', () => `${overrides.join('')}</Types>`));
}

/** The worksheet parts of a file by the names of their sheets. */
export function sheetParts(files: Files): Map<string, string> {
  const book = textOfPart(files, 'xl/workbook.xml');
  if (book === null) return new Map();
  const parts = relationsOf(files, 'xl/workbook.xml');
  return new Map(
    all(down(parse(book), 'sheets'), 'sheet').map(({ attributes }) => [
      attributes.name ?? '',
      parts.get(attributes.id ?? '') ?? '',
    ]),
  );
}
