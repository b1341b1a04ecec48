/** The little XML that workbooks need: elements of one name, from a text or from a stream of pieces, with any prefix. */
import { LONGEST_ELEMENT } from './limits';

/** XML that breaks off, never ends, or holds what it must not; `message` says what, in Japanese. */
export class DamagedXml extends Error {
  override readonly name = 'DamagedXml';
}

export interface XmlElement {
  /** Attributes as written, entities still in them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands between its tags, as written. */
  readonly inner: string;
  /** Prefix of its name with the colon; '' for none. */
  readonly prefix: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The last character of Unicode. */
const LAST_CHARACTER = 0x10ffff;

function character(code: number, written: string): string {
  if (!(code <= LAST_CHARACTER)) throw new DamagedXml(`文字 ${written.slice(0, 20)} は存在しません`);
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code);
}

/** Text with its entities resolved. Throws DamagedXml for characters beyond Unicode. */
export function textOf(xml: string): string {
  if (!xml.includes('&')) return xml;
  return xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return character(parseInt(hex, 16), whole);
    if (decimal) return character(Number(decimal), whole);
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

/** The end of a part: its last tag closes something. */
const CLOSED_ROOT = /(<\/[\w:.-]+>|\/>)\s*$/;
/** What is kept of a text in which nothing was found: a tag that is cut in two is shorter. */
const TAG_ROOM = 64;

/** A piece of a stream that holds the end of an element, or of its opening tag, whose beginning stands in `text`. */
function completed(text: string, pieces: Iterator<string>, awaited: string): string | null {
  const parts = [text];
  let { length } = text;
  let tail = text.slice(1 - awaited.length);
  for (;;) {
    const next = pieces.next();
    if (next.done) return null;
    parts.push(next.value);
    length += next.value.length;
    const seam = tail + next.value;
    if (seam.includes(awaited)) return parts.join('');
    if (length > LONGEST_ELEMENT) throw new DamagedXml('終わりのない行があります');
    tail = seam.slice(1 - awaited.length);
  }
}

/**
 * Elements of a name from a stream, up to the end of the element that holds them. Throws DamagedXml where the stream breaks off
 * before, an element has no end, or what should hold them is not there.
 */
export function* elements(stream: Iterable<string>, name: string, holder: string): Generator<XmlElement> {
  const pattern = openingOf(name);
  const holderStart = new RegExp(`<(?:\\w+:)?${holder}[\\s/>]`);
  const holderEnd = new RegExp(`</(?:\\w+:)?${holder}>`);
  const pieces = stream[Symbol.iterator]();
  let text = '';
  let found = 0;
  let isHeld = false;
  try {
    for (let next = pieces.next(); !next.done; next = pieces.next()) {
      text += next.value;
      isHeld ||= holderStart.test(text);
      let at = 0;
      let unfinished: RegExpExecArray | null;
      for (;;) {
        pattern.lastIndex = at;
        unfinished = pattern.exec(text);
        const whole = unfinished && elementAt(text, unfinished);
        if (whole) {
          yield whole.element;
          found++;
          at = whole.end;
          continue;
        }
        if (!unfinished) break;
        const isTagClosed = text.indexOf('>', unfinished.index) >= 0;
        const awaited = isTagClosed ? `</${unfinished[0].slice(1)}>` : '>';
        const longer = completed(text.slice(unfinished.index), pieces, awaited);
        if (longer === null) throw new DamagedXml('行が途中で終わっています');
        text = longer;
        at = 0;
      }
      if (holderEnd.test(text.slice(Math.max(0, at - 1)))) {
        // What follows holds no more of them; reading it to its end is what checks the sum of the part.
        while (!pieces.next().done);
        return;
      }
      text = text.slice(Math.max(at, text.length - TAG_ROOM));
    }
  } finally {
    pieces.return?.();
  }
  if (found > 0 || !CLOSED_ROOT.test(text)) throw new DamagedXml('終わりがありません');
  if (!isHeld) throw new DamagedXml(`${holder} がありません`);
}
