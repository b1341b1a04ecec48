/** What a formula of a saved workbook asks: our functions with their arguments, sums, and arguments as texts. */
import { callsIn, rangeOfToken, rangesIn, tokenise, type Call, type NamedRange, type Token } from '../../formula';

/** Both spellings: as cells show it and as files keep it. */
const OURS = /^(?:_xldudf_IKKATSU_|IKKATSU\.)(.+)$/iu;

/** Our functions in a formula, by their names without namespace (LOWNUTRITION), outermost first, then those in their arguments. */
export function ourCallsIn(formula: string): Call[] {
  const { calls } = callsIn(formula, (written) => OURS.exec(written)?.[1]?.toUpperCase() ?? null);
  return calls.flatMap((call) => [call, ...call.parts.flatMap(ourCallsIn)]);
}

const isMeaningful = ({ kind, text }: Token): boolean => kind !== 'space' && text !== '=';

/** The cells that a formula adds up when it is nothing but SUM over cells; null otherwise. */
export function summedBy(formula: string): NamedRange[] | null {
  const { calls, rest } = callsIn(formula, (written) => (written.toUpperCase() === 'SUM' ? 'SUM' : null));
  const [sum, ...more] = calls;
  if (sum === undefined || more.length > 0 || tokenise(rest).some(isMeaningful)) return null;
  const tokens = sum.parts.flatMap(tokenise).filter(isMeaningful);
  if (tokens.length === 0 || tokens.some(({ kind }) => kind !== 'reference')) return null;
  return sum.parts.flatMap(rangesIn);
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
