/**
 * The tokens of a formula. They hold every character: joined, their texts are the formula again, also where it is none.
 * Source of the grammar: ECMA-376 Part 1, 18.17 (Formulas); [MS-XLSX] 2.2.2 (spills, implicit intersection).
 */
import { parseCorner, rectBetween, type Corner } from './address';
import { numberEnd, plainAreaAt, wordEnd, type Area } from './plainTokens';
import { parsePrefix, type SheetPrefix } from './sheetName';

/** Cells that a formula names: `A1`, `A1:B2`, `A:C`, `3:5`, each with a sheet or without. */
export interface ReferenceToken {
  readonly kind: 'reference';
  readonly text: string;
  /** The text before the address, `!` included; '' without. */
  readonly prefix: string;
  /** null: the sheet that the formula stands on. */
  readonly sheet: SheetPrefix | null;
  /** The sheet is gone: `#REF!A1`. */
  readonly lost: boolean;
  readonly from: Corner;
  /** What stands between the corners; '' for a single cell. */
  readonly between: string;
  readonly to: Corner | null;
}

/** A name, a part of a table (`表[列]`) or a lost cell (`Sheet1!#REF!`). */
export interface NameToken {
  readonly kind: 'name' | 'structured' | 'error';
  readonly text: string;
  readonly prefix: string;
  readonly sheet: SheetPrefix | null;
}

export interface PlainToken {
  /**
   * `function` is its name, without the bracket; `text` is a text with its quotes; `spill` the `#` behind a reference;
   * `intersection` the `@` before one; `unknown` is a sign that no formula holds here.
   */
  readonly kind:
    | 'function'
    | 'text'
    | 'number'
    | 'space'
    | 'operator'
    | 'open'
    | 'close'
    | 'openArray'
    | 'closeArray'
    | 'comma'
    | 'semicolon'
    | 'spill'
    | 'intersection'
    | 'unknown';
  readonly text: string;
}

export type Token = ReferenceToken | NameToken | PlainToken;

/**
 * A sign of a name that stands without quotes. Excel's grammar shuts out operators, brackets and blanks of ASCII only:
 * letters of all scripts, full-width brackets and signs stand without quotes.
 */
const SIGN = String.raw`[^\s!"#$%&'()*+,\-/:;<=>@[\]^{|}~?\\\u0060]`;
/** Names may hold `?` and `\` too. */
const NAME_SIGN = String.raw`(?:${SIGN}|[?\\])`;
const BOOK = String.raw`\[[^[\]']*\]`;

const sticky = (pattern: string): RegExp => new RegExp(pattern, 'uy');

const TEXT = sticky(String.raw`"(?:[^"]|"")*"`);
const SPACE = sticky(String.raw`\s+`);
const QUOTED_SHEET = sticky(String.raw`'((?:[^']|'')+)'!`);
const BARE_SHEET = sticky(String.raw`((?:${BOOK})?${SIGN}+(?::${SIGN}+)?|${BOOK})!`);
const CORNER = String.raw`\$?[A-Za-z]{1,3}(?:\$?\d{1,7})?|\$?\d{1,7}`;
/** Excel also writes `.:` and the like, for ranges without their blank ends. */
const AREA = sticky(String.raw`(${CORNER})(?:(\.?:\.?)(${CORNER}))?(?!${NAME_SIGN}|[(!$[])`);
const ONE_CORNER = sticky(String.raw`(${CORNER})(?!${NAME_SIGN}|[(!$[])`);
const ERROR = sticky(
  String.raw`#(?:N/A|(?:NULL|DIV/0|VALUE|REF|NUM|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|EXTERNAL|TIMEOUT|PYTHON|BUSY)!|NAME\?|GETTING_DATA)`,
);
const LOST_SHEET = sticky('#REF!');
const NUMBER = sticky(String.raw`(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?`);
const WORD = sticky(String.raw`${NAME_SIGN}+`);
/** Operators of one sign; no name, number or address begins with one. */
const OPERATORS = new Set('-+*/^&=<>%:~|');
const LONG_OPERATORS = new Set(['<=', '>=', '<>']);
/** Blanks of ASCII come before its signs, the others after all of it. */
const mayBeSpace = (code: number): boolean => code <= 0x20 || code >= 0x80;

const SIGNS: Readonly<Record<string, PlainToken['kind']>> = {
  '(': 'open',
  ')': 'close',
  '{': 'openArray',
  '}': 'closeArray',
  ',': 'comma',
  ';': 'semicolon',
  '@': 'intersection',
};

function matchAt(pattern: RegExp, formula: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(formula);
}

/** Where the square bracket that opens at `at` is closed; `'` takes its meaning from the sign behind it. -1: nowhere. */
function endOfBrackets(formula: string, at: number): number {
  let depth = 0;
  for (let index = at; index < formula.length; index += 1) {
    const sign = formula[index];
    if (sign === "'") index += 1;
    else if (sign === '[') depth += 1;
    else if (sign === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

/** What an address begins with. */
const isAddressSign = (code: number): boolean =>
  code === 0x24 || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

function areaAt(formula: string, at: number): Area | null {
  if (!isAddressSign(formula.charCodeAt(at))) return null;
  const plain = plainAreaAt(formula, at);
  if (plain !== null) return plain;
  const match = matchAt(AREA, formula, at);
  if (match?.[3] !== undefined) {
    const [from, to] = [parseCorner(match[1]!), parseCorner(match[3])];
    if (from !== null && to !== null && rectBetween(from, to) !== null)
      return { from, between: match[2]!, to, length: match[0].length };
  }
  // An area without a second corner is the single cell already.
  const single = match !== null && match[3] === undefined ? match : matchAt(ONE_CORNER, formula, at);
  const from = single === null ? null : parseCorner(single[1]!);
  if (from === null || rectBetween(from, null) === null) return null;
  return { from, between: '', to: null, length: single![0].length };
}

/** A text with its quotes; '' where it never ends. Quotes stand in it twice. */
function textAt(formula: string, at: number): string {
  let end = formula.indexOf('"', at + 1);
  while (end >= 0 && formula[end + 1] === '"') end = formula.indexOf('"', end + 2);
  // Where the last quote that stands twice is also the last of all, the first of the two ends the text.
  return end < 0 ? (matchAt(TEXT, formula, at)?.[0] ?? '') : formula.slice(at, end + 1);
}

function operatorAt(formula: string, at: number): string {
  const two = formula.slice(at, at + 2);
  return LONG_OPERATORS.has(two) ? two : formula[at]!;
}

/** The sheet that is named at this place: its text with `!`, and what it names. */
function prefixAt(formula: string, at: number): { text: string; sheet: SheetPrefix } | null {
  const quoted = formula[at] === "'" ? matchAt(QUOTED_SHEET, formula, at) : null;
  if (quoted !== null) return { text: quoted[0], sheet: parsePrefix(quoted[1]!.replaceAll("''", "'")) };
  const bare = formula.indexOf('!', at) < 0 ? null : matchAt(BARE_SHEET, formula, at);
  if (bare === null) return null;
  const sheet = parsePrefix(bare[1]!);
  // A1:Sheet2!B1 is a range from a cell of this sheet: a sheet that is called like a cell stands in quotes.
  if (sheet.last !== null && areaAt(formula, at) !== null) return null;
  return { text: bare[0], sheet };
}

/** The name of a function, a number or cells of this sheet, written so plainly that no other reading is left; null for all else. */
function plainTokenAt(formula: string, at: number): Token | null {
  const ofWord = wordEnd(formula, at);
  if (ofWord > at && formula[ofWord] === '(') return { kind: 'function', text: formula.slice(at, ofWord) };
  const ofNumber = numberEnd(formula, at);
  if (ofNumber > at) return { kind: 'number', text: formula.slice(at, ofNumber) };
  const area = plainAreaAt(formula, at);
  if (area === null) return null;
  const { from, between, to, length } = area;
  return {
    kind: 'reference',
    text: formula.slice(at, at + length),
    prefix: '',
    sheet: null,
    lost: false,
    from,
    between,
    to,
  };
}

function tokenAt(formula: string, at: number, before: Token | undefined): Token {
  const simple = (kind: PlainToken['kind'], text: string): Token => ({ kind, text });
  const first = formula[at]!;
  if (first === '"') {
    const text = textAt(formula, at);
    // A text that never ends: nothing in it is a reference.
    return text === '' ? simple('unknown', formula.slice(at)) : simple('text', text);
  }
  const ofSign = SIGNS[first];
  if (ofSign !== undefined) return simple(ofSign, first);
  if (first === '#' && canSpill(before)) return simple('spill', '#');
  if (OPERATORS.has(first)) return simple('operator', operatorAt(formula, at));
  const plain = plainTokenAt(formula, at);
  if (plain !== null) return plain;
  const space = mayBeSpace(first.charCodeAt(0)) ? matchAt(SPACE, formula, at) : null;
  if (space !== null) return simple('space', space[0]);

  const named = prefixAt(formula, at);
  const lostSheet = named === null && first === '#' ? matchAt(LOST_SHEET, formula, at) : null;
  const prefix = named?.text ?? lostSheet?.[0] ?? '';
  const sheet = named?.sheet ?? null;
  const start = at + prefix.length;
  const area = areaAt(formula, start);
  if (area !== null) {
    const { length, ...corners } = area;
    const whole = formula.slice(at, start + length);
    return { kind: 'reference', text: whole, prefix, sheet, lost: lostSheet !== null, ...corners };
  }
  const ofError = lostSheet === null ? start : at;
  const error = formula[ofError] === '#' ? matchAt(ERROR, formula, ofError) : null;
  if (error !== null) {
    const before = lostSheet === null ? prefix : '';
    return { kind: 'error', text: `${before}${error[0]}`, prefix: before, sheet };
  }
  const number = prefix === '' ? matchAt(NUMBER, formula, start) : null;
  if (number !== null) return simple('number', number[0]);

  const word = matchAt(WORD, formula, start)?.[0] ?? '';
  const behind = start + word.length;
  if (formula[behind] === '[') {
    const end = endOfBrackets(formula, behind);
    if (end > 0) return { kind: 'structured', text: formula.slice(at, end), prefix, sheet };
  }
  if (word !== '' && prefix === '' && formula[behind] === '(') return simple('function', word);
  if (word !== '') return { kind: 'name', text: `${prefix}${word}`, prefix, sheet };
  if (prefix !== '') return simple('unknown', prefix);
  const sign = String.fromCodePoint(formula.codePointAt(at)!);
  return simple('unknown', sign);
}

/** `#` stands behind a cell, a name, or a bracket. */
function canSpill(before: Token | undefined): boolean {
  return before !== undefined && ['reference', 'name', 'structured', 'close'].includes(before.kind);
}

/** The formula that was asked for last: it is looked at from several sides in a row. */
let latest: { readonly formula: string; readonly tokens: readonly Token[] } = { formula: '', tokens: [] };

/** The tokens of a formula, with or without its `=`. */
export function tokenise(formula: string): readonly Token[] {
  if (formula !== latest.formula) latest = { formula, tokens: tokensOf(formula) };
  return latest.tokens;
}

function tokensOf(formula: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < formula.length;) {
    const token = tokenAt(formula, at, tokens.at(-1));
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** The formula that tokens make. */
export function printTokens(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}
