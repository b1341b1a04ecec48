/** The last look at a hand-in copy: every part of the file is unpacked and searched for persons before it is given away. */
import { strFromU8, unzipSync } from 'fflate';
import { AnalystError } from '../../kdb';
import { personIn, type PersonMarks } from './personMarks';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function unescapeXml(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/iu.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return Number.isFinite(code) ? String.fromCodePoint(code) : whole;
  });
}

/** Texts of an XML part that a person could have written: between tags, and in attributes that hold more than a code. */
function textsOf(xml: string): string[] {
  const between = [...xml.matchAll(/<(?!\?)([\w:]+)(?:\s[^>]*)?>([^<]+)</gu)]
    // Numbers of cells and their caches are figures; texts stand in t, is, str and the like.
    .filter(([, tag]) => !/^(v|c:v)$/u.test(tag!))
    .map(([, , text]) => text!);
  const caches = [...xml.matchAll(/<(?:c:)?v>([^<]*)<\/(?:c:)?v>/gu)]
    .map(([, text]) => text!)
    .filter((text) => /\D/u.test(text.replace(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/iu, '')));
  const attributes = [
    ...xml.matchAll(
      /\s(?:name|descr|title|displayName|val|ref|author|lastModifiedBy|tooltip|prompt|error)="([^"]*)"/gu,
    ),
  ]
    .map(([, text]) => text!)
    .filter((text) => !/^[\d.A-Fa-f#:$!-]*$/u.test(text));
  return [...between, ...caches, ...attributes].map(unescapeXml);
}

/** Throws handIn.personLeft when a part names a person of the inputs. */
export function assertNobody(bytes: Uint8Array, marks: PersonMarks): void {
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (!/\.(xml|rels|vml)$/u.test(name)) continue;
    for (const text of textsOf(strFromU8(content))) {
      const what = personIn(text, marks);
      if (what !== null) throw new AnalystError('handIn.personLeft', { sheet: name.split('/').at(-1)!, what });
    }
  }
}
