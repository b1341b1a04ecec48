/** Part names of a workbook as its relationships spell them: they are compared without regard to case (ECMA-376 part 2). */
import { strFromU8, unzipSync, zipSync } from 'fflate';

const TARGET = /\bTarget="([^"]*)"/g;
const EXTERNAL = /TargetMode="External"/;

/** The path that a relationship of a part leads to. */
function resolved(rels: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = rels
    .replace(/_rels\/[^/]*$/i, '')
    .split('/')
    .filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** The same workbook with every part under the name that others call it by; the bytes themselves where nothing differs. */
export function withNamedParts(bytes: Uint8Array): Uint8Array {
  const names: string[] = [];
  const relations = unzipSync(bytes, {
    filter: ({ name }) => {
      names.push(name);
      return /\.rels$/i.test(name);
    },
  });
  const standing = new Set(names);
  const byPlain = new Map(names.map((name) => [name.replaceAll('\\', '/').toLowerCase(), name]));
  const renamed = new Map<string, string>();
  const call = (wanted: string): void => {
    const there = standing.has(wanted) ? undefined : byPlain.get(wanted.toLowerCase());
    if (there !== undefined) renamed.set(there, wanted);
  };
  for (const fixed of ['[Content_Types].xml', '_rels/.rels']) call(fixed);
  for (const [path, part] of Object.entries(relations)) {
    const folder = path.replaceAll('\\', '/');
    for (const tag of strFromU8(part).split('<')) {
      if (EXTERNAL.test(tag)) continue;
      for (const [, target] of tag.matchAll(TARGET)) {
        const wanted = resolved(folder, target!.replaceAll('\\', '/'));
        call(wanted);
        call(wanted.replace(/([^/]*)$/, '_rels/$1.rels'));
      }
    }
  }
  if (renamed.size === 0) return bytes;
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => [renamed.get(name) ?? name, part] as const);
  return zipSync(Object.fromEntries(parts));
}
