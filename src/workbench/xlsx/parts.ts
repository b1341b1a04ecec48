/** The parts of an xlsx package and the relations between them. */
import { strFromU8 } from 'fflate';
import { all, parse } from './charts/xml';

export type Files = Readonly<Record<string, Uint8Array>>;

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
