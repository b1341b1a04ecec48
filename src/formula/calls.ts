/** Calls of functions in a formula, with their arguments as formulas. */
import { printTokens, tokenise, type Token } from './tokens';

/** One call; the arguments are formulas without `=`, blanks around them removed. */
export interface Call {
  readonly name: string;
  readonly parts: readonly string[];
}

/** The arguments behind a bracket that opens at token `open`, and the index behind its end. */
function argumentsAt(tokens: readonly Token[], open: number): { parts: string[]; end: number } {
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  const part = (to: number): string => printTokens(tokens.slice(from, to)).trim();
  for (let at = open; at < tokens.length; at += 1) {
    const { kind } = tokens[at]!;
    if (kind === 'open' || kind === 'openArray') depth += 1;
    else if (kind === 'close' || kind === 'closeArray') {
      depth -= 1;
      if (depth > 0) continue;
      const last = part(at);
      return { parts: parts.length === 0 && last === '' ? [] : [...parts, last], end: at + 1 };
    } else if (kind === 'comma' && depth === 1) {
      parts.push(part(at));
      from = at + 1;
    }
  }
  return { parts: [...parts, part(tokens.length)], end: tokens.length };
}

/**
 * The outermost calls of functions that `nameOf` gives a name, and the formula with them cut out. Names reach `nameOf`
 * as the formula writes them.
 */
export function callsIn(formula: string, nameOf: (written: string) => string | null): { calls: Call[]; rest: string } {
  const tokens = tokenise(formula);
  const calls: Call[] = [];
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]!;
    const open = bracketOf(tokens, at);
    const name = open === null ? null : nameOf(token.text);
    if (open === null || name === null) {
      rest.push(token);
      at += 1;
      continue;
    }
    const { parts, end } = argumentsAt(tokens, open);
    calls.push({ name, parts });
    at = end;
  }
  return { calls, rest: printTokens(rest) };
}

/** The bracket that a function's name is followed by; files may hold blanks between. */
function bracketOf(tokens: readonly Token[], at: number): number | null {
  const { kind } = tokens[at]!;
  if (kind === 'function') return at + 1;
  if (kind !== 'name' || tokens[at + 1]?.kind !== 'space') return null;
  return tokens[at + 2]?.kind === 'open' ? at + 2 : null;
}

/** Whether a formula is one call from its first to its last sign, e.g. SUM(A1,B2) and not SUM(A1)+B2. */
export function isSingleCall(formula: string): boolean {
  const { calls, rest } = callsIn(formula, (name) => name);
  const count = (kind: Token['kind']): number => tokenise(formula).filter((token) => token.kind === kind).length;
  return calls.length === 1 && rest.trim() === '' && count('open') === count('close');
}
