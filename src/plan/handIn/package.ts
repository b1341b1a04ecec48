/** Finding one's way in the parts of an xlsx file: sheets by name, relations, targets. */
import { strFromU8 } from 'fflate';
import { unescapeXml } from './lastLook';

export type Parts = Readonly<Record<string, Uint8Array>>;

export interface Relation {
  readonly id: string;
  readonly type: string;
  /** Path of the part, from the root; the address itself for a target outside of the file. */
  readonly target: string;
}

export function textOf(parts: Parts, path: string): string | null {
  const content = parts[path];
  return content === undefined ? null : strFromU8(content);
}

/** Attributes of a start tag; names keep their prefix. */
export function attributesOf(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)].map(([, name, a, b]) => [
      name!,
      unescapeXml(a ?? b ?? ''),
    ]),
  );
}

/** Every start tag of a name, with or without prefix. */
export function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])[^>]*>`, 'gu')) ?? [];
}

function resolve(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

export function relationsPath(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

export function relationsOf(parts: Parts, part: string): Relation[] {
  return tagsOf(textOf(parts, relationsPath(part)) ?? '', 'Relationship').map((tag) => {
    const { Id = '', Type = '', Target = '', TargetMode } = attributesOf(tag);
    return {
      id: Id,
      type: Type.split('/').at(-1)!,
      target: TargetMode === 'External' ? Target : resolve(part, Target),
    };
  });
}

/** Where the workbook part stands. */
export function workbookPath(parts: Parts): string {
  const [found] = tagsOf(textOf(parts, '_rels/.rels') ?? '', 'Relationship')
    .map(attributesOf)
    .filter(({ Type }) => Type?.endsWith('/officeDocument'));
  return resolve('', found?.Target ?? 'xl/workbook.xml');
}

/** Sheet name → path of its part, in the order of the tabs. */
export function sheetPaths(parts: Parts): Map<string, string> {
  const workbook = workbookPath(parts);
  const targets = new Map(relationsOf(parts, workbook).map(({ id, target }) => [id, target]));
  const xml = textOf(parts, workbook) ?? '';
  const sheets = /<(?:\w+:)?sheets[\s>][\s\S]*?<\/(?:\w+:)?sheets>/u.exec(xml)?.[0] ?? '';
  return new Map(
    tagsOf(sheets, 'sheet').flatMap((tag) => {
      const attributes = attributesOf(tag);
      const id = Object.entries(attributes).find(([name]) => /^\w+:id$/u.test(name))?.[1] ?? '';
      const target = targets.get(id);
      return target === undefined ? [] : [[attributes.name ?? '', target] as const];
    }),
  );
}
