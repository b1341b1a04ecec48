/** Which formulas may give more than one value, told from their text. */
import { tokenise, type Token } from '../../formula';
import { ARRAY_FUNCTIONS } from '../xlsx/futureFunctions';

/** Functions that give one value for all cells among their arguments. */
const TAKES_ALL = new Set(
  `AND AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CONCAT COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS MATCH MAX MAXIFS MEDIAN MIN
   MINIFS OR STDEV STDEV.P STDEV.S SUM SUMIF SUMIFS SUMPRODUCT SUMSQ TEXTJOIN VAR VAR.P VAR.S`
    .trim()
    .split(/\s+/),
);

const KNOWN = new Map<string, boolean>();
const MOST_KNOWN = 50_000;

/** True where a formula may fill cells beside its own as soon as it is calculated. Custom functions answer later. */
export function maySpill(formula: string, isCustom: (name: string) => boolean): boolean {
  let known = KNOWN.get(formula);
  if (known === undefined) {
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    known = hasOpenRange(tokenise(formula), isCustom);
    KNOWN.set(formula, known);
  }
  return known;
}

/** True where several cells or constants stand outside of the functions that make one value of them. */
function hasOpenRange(tokens: readonly Token[], isCustom: (name: string) => boolean): boolean {
  /** For each bracket that is open: whether what stands in it becomes one value. */
  const isTaken: boolean[] = [];
  let name = '';
  for (const [index, token] of tokens.entries()) {
    const isInside = isTaken.at(-1) ?? false;
    if (token.kind === 'function') {
      name = token.text.toUpperCase();
      if (!isInside && ARRAY_FUNCTIONS.has(name) && name !== 'INDEX') return true;
    } else if (token.kind === 'open') {
      const takesAll = TAKES_ALL.has(name) || isCustom(name) || (name === 'INDEX' && namesOneCell(tokens, index));
      isTaken.push(isInside || takesAll);
      name = '';
    } else if (token.kind === 'close') isTaken.pop();
    else if (!isInside && isSeveral(token)) return true;
  }
  return false;
}

/** A range, a constant of several values, or a name that may stand for one. */
function isSeveral(token: Token): boolean {
  switch (token.kind) {
    case 'reference':
      return token.to !== null;
    case 'name':
      return !/^(TRUE|FALSE)$/i.test(token.text);
    case 'structured':
    case 'openArray':
    case 'spill':
      return true;
    default:
      return token.text === ':';
  }
}

/** Whether the INDEX whose bracket opens here is given a row and a column that are calculated or not 0: 0 and blank are all of them. */
function namesOneCell(tokens: readonly Token[], open: number): boolean {
  const given: string[] = [''];
  let depth = 0;
  for (const { kind, text } of tokens.slice(open)) {
    if (kind === 'open' || kind === 'openArray') depth += 1;
    else if (kind === 'close' || kind === 'closeArray') depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && kind === 'comma') given.push('');
    else given.push((given.pop() ?? '') + text.trim());
  }
  return given.length === 3 && given.slice(1).every((place) => place !== '' && Number(place) !== 0);
}
