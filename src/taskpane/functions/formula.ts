/** Formulas from what an analyst types for the arguments, without the syntax: quotes, commas and omitted arguments. */
import { isSingleCall, tokenise, withQuotedSheets } from '../../formula';
import type { Typed } from '../../catalogue';
import type { ParameterInfo } from './listed';

const NUMBER = /^[+-]?(0|[1-9]\d*)?(\.\d+)?%?$/;
const CALL = /^[A-Z][A-Z0-9._]*\(/i;
const TRUTH = /^(TRUE|FALSE)$/i;

/** Full-width letters, digits and signs made half-width, but for texts, names of sheets and of columns of tables. */
function halfWidth(typed: string): string {
  const text = typed.replace(/"[^"]*"|'[^']*'|！/gu, (part) => (part === '！' ? '!' : part));
  const parts = tokenise(text).map((token) => {
    if (token.kind === 'text' || token.kind === 'structured') return token.text;
    const prefix = 'prefix' in token ? token.prefix : '';
    return `${prefix}${token.text.slice(prefix.length).normalize('NFKC')}`;
  });
  return parts.join('');
}

/** What is no text although it stands without quotes: a reference, a column of a table, an array constant, a call. */
function isExpression(plain: string): boolean {
  const tokens = tokenise(plain);
  const [first, second, ...more] = tokens;
  if (first?.kind === 'reference') return second === undefined || (second.kind === 'spill' && more.length === 0);
  if (first?.kind === 'structured') return second === undefined && !first.text.startsWith('[');
  if (first?.kind === 'openArray') return tokens.at(-1)?.kind === 'closeArray';
  return CALL.test(plain) && isSingleCall(plain);
}

const isText = (text: string): boolean => {
  const [first, ...more] = tokenise(text);
  return first?.kind === 'text' && !more.some(({ kind }) => kind === 'unknown');
};

/**
 * One argument as it stands in a formula. Numbers (full-width too), references, array constants and formulas stand as
 * they are; anything else is a text. Digits with a leading zero are a text too: 被保険者番号.
 */
export function argumentText(typed: string): string {
  const text = typed.trim();
  const plain = halfWidth(text);
  if (plain === '') return '';
  if (plain.startsWith('=')) return withQuotedSheets(plain.slice(1).trim());
  if (/^"[^]*"$/.test(text) && isText(text)) return text;
  if (NUMBER.test(plain) && /\d/.test(plain)) return plain;
  if (TRUTH.test(plain)) return plain;
  return isExpression(plain) ? withQuotedSheets(plain) : `"${text.replaceAll('"', '""')}"`;
}

/** e.g. =IKKATSU.LOWNUTRITION("割合","圏域=北部"). Omitted arguments at the end leave nothing behind. */
export function formulaOf(id: string, typed: Typed): string {
  const texts = typed.map(argumentText);
  while (texts.at(-1) === '') texts.pop();
  return `=IKKATSU.${id}(${texts.join(',')})`;
}

/** The required parameters that nothing was typed for. */
export function missingOf(parameters: readonly ParameterInfo[], typed: Typed): readonly string[] {
  return parameters
    .filter(({ optional }, index) => optional !== true && (typed[index] ?? '').trim() === '')
    .map(({ name }) => name);
}

const OMITTED = '（省略時）';
const ASIDE = /（[^）]*）/g;

/** The words that a description lists to choose from, the one that stands for an omitted argument first; or none. */
export function choicesOf({ description = '' }: ParameterInfo): readonly string[] {
  const list = description.split('。').find((sentence) => sentence.includes(OMITTED));
  // 「など」: there are more words than are listed.
  if (list === undefined || /など/.test(list)) return [];
  const words = list
    .replace(ASIDE, '')
    .split(/・|または/)
    .map((word) => word.trim());
  // A list that depends on something else is left to the description.
  return words.some((word) => /\s/.test(word)) ? [] : words;
}
