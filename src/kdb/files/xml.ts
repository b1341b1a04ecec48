/** The little XML that workbooks need: elements of one name, from a text or from a stream of pieces, with any prefix. */

export interface XmlElement {
  /** Attributes as written, entities still in them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands between its tags, as written. */
  readonly inner: string;
  /** Prefix of its name with the colon; '' for none. */
  readonly prefix: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its entities resolved. */
export function textOf(xml: string): string {
  if (!xml.includes('&')) return xml;
  return xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name ?? ''] ?? whole;
  });
}

/** Attributes of a tag, as written. */
export function attributesOf(tag: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const match of tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[match[1]!] = match[2] ?? match[3] ?? '';
  }
  return attributes;
}

const PATTERNS = new Map<string, RegExp>();

function openingOf(name: string): RegExp {
  let pattern = PATTERNS.get(name);
  if (!pattern) PATTERNS.set(name, (pattern = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])`, 'g')));
  return pattern;
}

/** One element from an opening tag on; null while its end is not there. Elements of one name do not nest in workbooks. */
function elementAt(
  text: string,
  opening: RegExpExecArray,
): { readonly element: XmlElement; readonly end: number } | null {
  const start = opening.index + opening[0].length;
  const close = text.indexOf('>', start);
  if (close < 0) return null;
  const prefix = opening[0].includes(':') ? opening[0].slice(1, opening[0].indexOf(':') + 1) : '';
  if (text[close - 1] === '/') {
    return { element: { attributes: attributesOf(text.slice(start, close - 1)), inner: '', prefix }, end: close + 1 };
  }
  const ending = `</${opening[0].slice(1)}>`;
  const end = text.indexOf(ending, close + 1);
  if (end < 0) return null;
  const element = { attributes: attributesOf(text.slice(start, close)), inner: text.slice(close + 1, end), prefix };
  return { element, end: end + ending.length };
}

/** All elements of a name in a text. */
export function elementsIn(text: string, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const pattern = openingOf(name);
  let at = 0;
  for (;;) {
    pattern.lastIndex = at;
    const opening = pattern.exec(text);
    const next = opening && elementAt(text, opening);
    if (!next) return found;
    found.push(next.element);
    at = next.end;
  }
}

/** Elements of a name from a stream, up to the end of the element that holds them. */
export function* elements(pieces: Iterable<string>, name: string, holder: string): Generator<XmlElement> {
  const pattern = openingOf(name);
  const holderEnd = new RegExp(`</(?:\\w+:)?${holder}>`);
  let text = '';
  for (const piece of pieces) {
    text += piece;
    let at = 0;
    for (;;) {
      pattern.lastIndex = at;
      const opening = pattern.exec(text);
      const next = opening && elementAt(text, opening);
      if (!next) break;
      yield next.element;
      at = next.end;
    }
    if (holderEnd.test(text.slice(Math.max(0, at - 1)))) return;
    pattern.lastIndex = at;
    const unfinished = pattern.exec(text);
    // A tag cut in two at the end of the piece is longer than no name used here plus its prefix.
    text = text.slice(unfinished ? unfinished.index : Math.max(at, text.length - 64));
  }
}
