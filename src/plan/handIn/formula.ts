/** What a formula of a saved workbook asks: our functions with their arguments, sums, and arguments as texts. */
import { callsIn, isSingleCall, rangeOfToken, tokenise, type Call, type NamedRange, type Token } from '../../formula';

/** Both spellings: as cells show it and as files keep it. */
const OURS = /^(?:_xldudf_IKKATSU_|IKKATSU\.)(.+)$/iu;

/** Our functions in a formula, by their names without namespace (LOWNUTRITION), outermost first, then those in their arguments. */
export function ourCallsIn(formula: string): Call[] {
  const { calls } = callsIn(formula, (written) => OURS.exec(written)?.[1]?.toUpperCase() ?? null);
  return calls.flatMap((call) => [call, ...call.parts.flatMap(ourCallsIn)]);
}

const isMeaningful = ({ kind, text }: Token): boolean => kind !== 'space' && text !== '=';
const bare = (formula: string): string => formula.trim().replace(/^=/u, '');
const plainName = (written: string): string => written.replace(/^_xlfn\./iu, '').toUpperCase();

/** The only call that a formula is, with its name in capitals; null when it is more or less. */
function wholeCall(formula: string): Call | null {
  return isSingleCall(formula) ? callsIn(formula, plainName).calls[0]! : null;
}

const isConstant = (part: string): boolean =>
  /^NA\(\s*\)$/iu.test(part) ||
  tokenise(part).every(({ kind }) => ['text', 'number', 'space', 'operator'].includes(kind));

/** The part of a formula whose value the cell shows: without the conditions and the dashes around it. */
export function shownPart(formula: string): string {
  const text = bare(formula);
  const call = wholeCall(text);
  if (call === null) return text;
  const { name, parts } = call;
  if ((name === 'IFNA' || name === 'IFERROR') && parts.length === 2 && isConstant(parts[1]!))
    return shownPart(parts[0]!);
  if (name !== 'IF') return text;
  const shown = parts.slice(1).filter((part) => !isConstant(part));
  return shown.length === 1 ? shownPart(shown[0]!) : text;
}

/** Our call that a formula is as a whole; null when it is more or less. */
export function ourCall(formula: string): Call | null {
  if (!isSingleCall(formula)) return null;
  return callsIn(formula, (written) => OURS.exec(written)?.[1]?.toUpperCase() ?? null).calls[0] ?? null;
}

export interface Addend {
  readonly range: NamedRange;
  readonly times: 1 | -1;
}

/** The cells that a formula adds and subtracts when it is nothing but cells, SUM over cells, + and −; null otherwise. */
export function addendsOf(formula: string): Addend[] | null {
  const tokens = tokenise(bare(formula)).filter(isMeaningful);
  const addends: Addend[] = [];
  let times: 1 | -1 = 1;
  let isTerm = true;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token.kind === 'operator' && (token.text === '+' || token.text === '-')) {
      times = token.text === '-' ? -1 : 1;
      isTerm = true;
      continue;
    }
    if (!isTerm) return null;
    isTerm = false;
    if (token.kind === 'reference') {
      const range = rangeOfToken(token);
      if (range === null || range.rows * range.columns !== 1) return null;
      addends.push({ range, times });
    } else if (token.kind === 'function' && token.text.toUpperCase() === 'SUM' && tokens[at + 1]?.kind === 'open') {
      for (at += 2; at < tokens.length && tokens[at]!.kind !== 'close'; at += 1) {
        const inner = tokens[at]!;
        if (inner.kind === 'comma') continue;
        const range = inner.kind === 'reference' ? rangeOfToken(inner) : null;
        if (range === null) return null;
        addends.push({ range, times });
      }
    } else return null;
  }
  return addends.length === 0 || isTerm ? null : addends;
}

/** Functions that read cells which the formula does not name. */
const ELSEWHERE = /^(INDIRECT|OFFSET|GETPIVOTDATA|CELL|FORMULATEXT|RTD|CUBE\w+|LAMBDA|EVALUATE|CALL|REGISTER\.ID)$/u;

/** Whether a function, as a file spells it, reads cells that a formula does not name. */
export const looksElsewhere = (name: string): boolean => ELSEWHERE.test(plainName(name));

/** Whether a formula may read cells that it does not name as references: by names, tables, or functions that look elsewhere. */
export function readsElsewhere(formula: string): boolean {
  return tokenise(formula).some(
    ({ kind, text }) =>
      kind === 'structured' ||
      (kind === 'name' && !/^(TRUE|FALSE)$/iu.test(text)) ||
      (kind === 'function' && looksElsewhere(text)),
  );
}

const SIGNED_NUMBER = /^-?\d+(\.\d+)?$/u;

/** The text that an argument stands for: a text in quotes, a cell, or texts joined by &; null when it is more than that. */
export function textOfArgument(part: string | undefined, valueAt: (range: NamedRange) => unknown): string | null {
  if (part === undefined || SIGNED_NUMBER.test(part)) return part ?? '';
  let text = '';
  let isJoined = true;
  for (const token of tokenise(part).filter(isMeaningful)) {
    if (token.kind === 'operator' && token.text === '&' && !isJoined) {
      isJoined = true;
      continue;
    }
    if (!isJoined) return null;
    isJoined = false;
    if (token.kind === 'number') text += token.text;
    else if (token.kind === 'text') text += token.text.slice(1, -1).replaceAll('""', '"');
    else if (token.kind === 'reference') {
      const range = rangeOfToken(token);
      if (range === null || range.rows * range.columns !== 1) return null;
      const value = valueAt(range);
      text += value === null || value === undefined ? '' : String(value);
    } else return null;
  }
  return text;
}
