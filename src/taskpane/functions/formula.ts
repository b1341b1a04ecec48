/** Formulas from what an analyst types for the arguments, without the syntax: quotes, commas and omitted arguments. */
import type { ParameterInfo, Typed } from './catalogue';

const NUMBER = /^[+-]?(0|[1-9]\d*)?(\.\d+)?%?$/;
const CELL = String.raw`\$?[A-Z]{1,3}\$?[1-9]\d{0,6}`;
const AREA = String.raw`(${CELL}(:${CELL}|#)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[1-9]\d*:\$?[1-9]\d*)`;
const REFERENCE = new RegExp(String.raw`^('([^']|'')+'!|[^\s'!",;:(){}]+!)?${AREA}$`, 'i');
/** 表[列] */
const OF_TABLE = /^[^\s"'(){},;=]+\[[^"]*\]$/;
const ARRAY = /^\{[^]*\}$/;
const CALL = /^[A-Z][A-Z0-9._]*\([^]*\)$/i;
const TRUTH = /^(TRUE|FALSE)$/i;

/**
 * One argument as it stands in a formula. Numbers (full-width too), references, array constants and formulas stand as
 * they are; anything else is a text. Digits with a leading zero are a text too: 被保険者番号.
 */
export function argumentText(typed: string): string {
  const text = typed.trim();
  const plain = text.normalize('NFKC');
  if (plain === '') return '';
  if (plain.startsWith('=')) return plain.slice(1).trim();
  if (/^"[^]*"$/.test(text)) return text;
  if (NUMBER.test(plain) && /\d/.test(plain)) return plain;
  if ([REFERENCE, OF_TABLE, ARRAY, CALL, TRUTH].some((form) => form.test(plain))) return plain;
  return `"${text.replaceAll('"', '""')}"`;
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
