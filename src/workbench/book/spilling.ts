/** Which formulas may give more than one value, told from their text. */
import { tokenise, type Token } from '../../formula';
import { mayGiveArray } from '../xlsx/functionNames';

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
    known = mayGiveArray(formula, () => false) || hasOpenRange(formula, isCustom);
    KNOWN.set(formula, known);
  }
  return known;
}

/** True where several cells or constants stand outside of the functions that make one value of them. */
function hasOpenRange(formula: string, isCustom: (name: string) => boolean): boolean {
  /** For each bracket that is open: whether what stands in it becomes one value. */
  const isTaken: boolean[] = [];
  let name = '';
  for (const token of tokenise(formula)) {
    const { kind, text } = token;
    if (kind === 'function') name = text.toUpperCase();
    else if (kind === 'open') {
      isTaken.push((isTaken.at(-1) ?? false) || TAKES_ALL.has(name) || isCustom(name));
      name = '';
    } else if (kind === 'close') isTaken.pop();
    else if (isTaken.at(-1) !== true && isSeveral(token)) return true;
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
