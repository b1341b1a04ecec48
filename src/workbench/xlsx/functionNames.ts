/** Formulas as cells show them and as xlsx files store them: prefixes of functions, and of the names of LET and LAMBDA. */
import { printTokens, tokenise, type Token } from '../../formula';
import { ARRAY_FUNCTIONS, FUTURE_FUNCTIONS } from './futureFunctions';

/** Before the names of custom functions, whose points are underscores in a file. */
const CUSTOM = '_xldudf_';
/** Before the names that LET and LAMBDA bind. An optional name of LAMBDA has a prefix of its own where it is bound. */
const BOUND = '_xlpm.';
const OPTIONAL = '_xlop.';

const withText = (token: Token, text: string): Token => ({ ...token, text }) as Token;
const isName = (token: Token | undefined): boolean => token?.kind === 'name' && token.prefix === '';
const wordsOf = (text: string): string => text.toUpperCase();

/** `IKKATSU.ORAL` of a namespace → `_xldudf_IKKATSU_ORAL`; null for other functions. */
function customName(name: string, namespaces: readonly string[]): string | null {
  const upper = wordsOf(name);
  return namespaces.some((namespace) => upper.startsWith(`${wordsOf(namespace)}.`))
    ? `${CUSTOM}${name.replaceAll('.', '_')}`
    : null;
}

/** The parts of a bracket that opens at `open`, as spans of tokens, and where it closes. */
function argumentsAt(tokens: readonly Token[], open: number): { parts: [number, number][]; close: number } {
  const parts: [number, number][] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < tokens.length; at += 1) {
    const { kind } = tokens[at]!;
    if (kind === 'open' || kind === 'openArray') depth += 1;
    else if (kind === 'close' || kind === 'closeArray') depth -= 1;
    if (depth === 0) return { parts: [...parts, [from, at]], close: at };
    if (kind === 'comma' && depth === 1) {
      parts.push([from, at]);
      from = at + 1;
    }
  }
  return { parts: [...parts, [from, tokens.length]], close: tokens.length };
}

/** The one token of a span that is no blank; -1 where there are more or none. */
function onlyToken(tokens: readonly Token[], [from, to]: [number, number]): number {
  const places = Array.from({ length: to - from }, (_, index) => from + index).filter(
    (at) => tokens[at]!.kind !== 'space',
  );
  return places.length === 1 ? places[0]! : -1;
}

/** Marks the names that LET and LAMBDA bind, and where they are used, with their prefix. */
function bindNames(tokens: Token[], from: number, to: number, bound: ReadonlySet<string>): void {
  for (let at = from; at < to; at += 1) {
    const token = tokens[at]!;
    const word = wordsOf(token.text);
    if ((isName(token) || token.kind === 'function') && bound.has(word)) {
      tokens[at] = withText(token, `${BOUND}${token.text}`);
      continue;
    }
    if (token.kind !== 'function' || (word !== 'LET' && word !== 'LAMBDA')) continue;
    const { parts, close } = argumentsAt(tokens, at + 1);
    const inner = new Set(bound);
    parts.forEach((part, index) => {
      const place = index === parts.length - 1 || (word === 'LET' && index % 2 === 1) ? -1 : onlyToken(tokens, part);
      const name = place < 0 ? undefined : tokens[place];
      if (isName(name)) {
        const isOptional = name!.text.startsWith(OPTIONAL);
        inner.add(wordsOf(isOptional ? name!.text.slice(OPTIONAL.length) : name!.text));
        if (!isOptional) tokens[place] = withText(name!, `${BOUND}${name!.text}`);
      } else bindNames(tokens, part[0], part[1], inner);
    });
    at = close;
  }
}

/** The signs that a file spells as functions: `A1#` → `ANCHORARRAY(A1)`, `@A1:A3` → `SINGLE(A1:A3)`. */
function spellSigns(tokens: readonly Token[], namespaces: readonly string[]): Token[] {
  const spelled: Token[] = [];
  const call = (name: string, inside: readonly Token[]): Token[] => [
    { kind: 'function', text: name },
    { kind: 'open', text: '(' },
    ...inside,
    { kind: 'close', text: ')' },
  ];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const next = tokens[at + 1];
    if (token.kind === 'spill' && spelled.length > 0 && spelled.at(-1)!.kind !== 'close') {
      spelled.push(...call('ANCHORARRAY', [spelled.pop()!]));
    } else if (token.kind === 'intersection' && next?.kind === 'function') {
      const { close } = argumentsAt(tokens, at + 2);
      const inside = spellSigns(tokens.slice(at + 1, close + 1), namespaces);
      // Excel shows the sign before a custom function of an older file; it stores none.
      spelled.push(...(customName(next.text, namespaces) === null ? call('SINGLE', inside) : inside));
      at = close;
    } else if (token.kind === 'intersection' && next !== undefined) {
      spelled.push(...call('SINGLE', [next]));
      at += 1;
    } else if (token.kind === 'structured') {
      spelled.push(withText(token, thisRow(token.text)));
    } else spelled.push(token);
  }
  return spelled;
}

/** `表[@列]` → `表[[#This Row],[列]]`, as files have it. */
function thisRow(text: string): string {
  return text
    .replace(/\[@\]/u, '[#This Row]')
    .replace(/\[@\[(.*)\]\]$/u, '[[#This Row],[$1]]')
    .replace(/\[@(.*)\]$/u, '[[#This Row],[$1]]');
}

/** The name under which a file stores a function that a formula calls. */
const storedName = (name: string, namespaces: readonly string[]): string =>
  customName(name, namespaces) ?? `${FUTURE_FUNCTIONS.get(wordsOf(name)) ?? ''}${name}`;

/** A call that a formula makes: the name of the function, and where it stands. */
interface Call {
  readonly name: string;
  readonly at: number;
}

/** Signs that a file spells otherwise (`A1#`, `@A1:A3`, `表[@列]`), or that belong to constants of arrays. */
const RESPELT = /[#@[\]{}]/;
/** Texts and names in quotes, a quote that none answers, and what stands before a bracket. */
const QUOTED_OR_CALL = /"(?:[^"]|"")*"|'(?:[^']|'')+'!|["']|([^\s!"#$%&'()*+,\-/:;<=>@[\]^`{|}~]+)\(/g;
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9._]*$/;
const BINDING = /^(?:LET|LAMBDA)$/i;

/**
 * The calls of a formula that is nothing but calls, cells, texts, numbers and operators, which are most: they are found without taking it
 * apart. null for any other, and where a name might be something else.
 */
function plainCalls(formula: string): readonly Call[] | null {
  if (RESPELT.test(formula)) return null;
  const calls: Call[] = [];
  QUOTED_OR_CALL.lastIndex = 0;
  for (let found = QUOTED_OR_CALL.exec(formula); found !== null; found = QUOTED_OR_CALL.exec(formula)) {
    const [whole, name] = found;
    if (name === undefined) {
      if (whole.length === 1) return null;
      continue;
    }
    if (!PLAIN_NAME.test(name) || BINDING.test(name) || formula[found.index - 1] === '!') return null;
    calls.push({ name, at: found.index });
  }
  return calls;
}

/** The formula as a file stores it, without `=`: `IKKATSU.ORAL()` becomes `_xldudf_IKKATSU_ORAL()`. */
export function toFileFormula(formula: string, namespaces: readonly string[]): string {
  const typed = formula.replace(/^=/, '');
  const calls = plainCalls(typed);
  if (calls === null) return respelt(typed, namespaces);
  let stored = '';
  let from = 0;
  for (const { name, at } of calls) {
    stored += typed.slice(from, at) + storedName(name, namespaces);
    from = at + name.length;
  }
  return stored + typed.slice(from);
}

/** The same, with all that a formula may hold. */
function respelt(typed: string, namespaces: readonly string[]): string {
  const tokens = spellSigns(tokenise(typed), namespaces);
  bindNames(tokens, 0, tokens.length, new Set());
  return printTokens(
    tokens.map((token) => (token.kind === 'function' ? withText(token, storedName(token.text, namespaces)) : token)),
  );
}

/**
 * The formula of a cell, with `=`, from how a file stores it. Prefixes go where `toFileFormula` puts them back; functions of
 * other add-ins and functions that nobody here knows keep theirs. Names of custom functions hold no underscore.
 */
export function fromFileFormula(stored: string, namespaces: readonly string[]): string {
  const tokens = tokenise(stored.replace(/^=/, '')).map((token) => {
    if (token.kind === 'function') {
      if (token.text.startsWith(CUSTOM)) {
        const name = token.text.slice(CUSTOM.length).replaceAll('_', '.');
        return customName(name, namespaces) === null ? token : withText(token, name);
      }
      const [prefix = '', name = ''] = /^(_xlfn\.(?:_xlws\.)?)(.+)$/.exec(token.text)?.slice(1) ?? [];
      if (name !== '' && FUTURE_FUNCTIONS.get(wordsOf(name)) === prefix) return withText(token, name);
    }
    const bound = token.text.startsWith(BOUND) && (token.kind === 'function' || isName(token));
    return bound ? withText(token, token.text.slice(BOUND.length)) : token;
  });
  return `=${printTokens(tokens)}`;
}

/**
 * True where a formula may give more than one value: a file says so of the cell, or Excel would cut it to one value with an
 * `@`. `isArrayOf` tells it of custom functions.
 */
export function mayGiveArray(formula: string, isArrayOf: (name: string) => boolean): boolean {
  if (!/[(:#]/.test(formula) || /^=@/.test(formula)) return false;
  const gives = (name: string): boolean => ARRAY_FUNCTIONS.has(wordsOf(name)) || isArrayOf(name);
  const calls = plainCalls(formula);
  if (calls !== null) return calls.some(({ name }) => gives(name));
  return tokenise(formula.replace(/^=/, '')).some(({ kind, text }) => kind === 'function' && gives(text));
}
