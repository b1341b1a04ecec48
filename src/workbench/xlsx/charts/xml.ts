/** XML of drawings and charts, made and read: elements, attributes and texts, nothing else. */

export interface Node {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (letter) => `&${letter === '&' ? 'amp' : letter === '<' ? 'lt' : letter === '>' ? 'gt' : 'quot'};`,
  );
}

/** A text of a part without its entities. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10));
  });
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its prefix; children that are false or undefined are left out. */
export function el(name: string, attributes: Attributes = {}, ...children: (string | false | undefined)[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  const inside = children.filter((child) => child !== false && child !== undefined).join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** `<c:name val="…"/>` */
export const val = (name: string, value: string | number): string => el(name, { val: value });

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Node[];
  text: string;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The root element of a part. Comments and instructions are left out. Throws where elements do not close. */
export function parse(xml: string): Node {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  const top = (): Open => stack[stack.length - 1]!;
  for (const [token] of xml.matchAll(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<[^>]*>|[^<]+/g)) {
    if (token.startsWith('<![CDATA[')) top().text += token.slice(9, -3);
    else if (!token.startsWith('<')) top().text += unescaped(token);
    else if (token.startsWith('</')) {
      const node = stack.pop();
      if (node === undefined || node.name !== local(token.slice(2, -1).trim())) throw new Error(`stray ${token}`);
      top().children.push(node);
    } else if (!/^<[?!]/.test(token)) {
      const [, name = '', rest = ''] = /^<([^\s/>]+)([^]*?)\/?>$/.exec(token) ?? [];
      const attributes: Record<string, string> = {};
      for (const [, key = '', double, single] of rest.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
        attributes[local(key)] = unescaped(double ?? single ?? '');
      const node: Open = { name: local(name), attributes, children: [], text: '' };
      if (token.endsWith('/>')) top().children.push(node);
      else stack.push(node);
    }
  }
  const [first] = root.children;
  if (stack.length !== 1 || first === undefined) throw new Error('an element does not close');
  return first;
}

/** The first element down this path of names. */
export function down(node: Node | undefined, ...names: string[]): Node | undefined {
  return names.reduce<Node | undefined>((at, name) => at?.children.find((child) => child.name === name), node);
}

export function all(node: Node | undefined, name: string): readonly Node[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** The attribute `val` of the element down this path. */
export function valueOf(node: Node | undefined, ...names: string[]): string | undefined {
  return down(node, ...names)?.attributes.val;
}
