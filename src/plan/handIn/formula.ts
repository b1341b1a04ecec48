/** What a formula of a saved workbook names: cells, sums, and our functions with their arguments. */

/** A rectangle that a formula names; rows and columns count from 0. `sheet` null: the formula's own. */
export interface NamedRange {
  readonly sheet: string | null;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** One of our functions as a formula calls it; arguments are formulas themselves. */
export interface Call {
  /** Without namespace, e.g. LOWNUTRITION. */
  readonly name: string;
  readonly parts: readonly string[];
}

/** Both spellings: as cells show it and as files keep it. */
const OURS = /(?:_xldudf_IKKATSU_|IKKATSU\.)([A-Z][A-Z0-9._]*)\s*\(/giu;
const REFERENCE =
  /(?:(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.（）]*))!)?\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?(?![\p{L}\p{N}_(.])/giu;

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Replaces what stands in quotes by blanks of the same length, so that places in the text stay. */
function withoutTexts(formula: string): string {
  return formula.replace(/"(?:[^"]|"")*"/gu, (text) => ' '.repeat(text.length));
}

/** Where the bracket that opens at `open` is closed, and the arguments between. */
function argumentsAt(formula: string, open: number): { parts: string[]; end: number } {
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  let quote: string | null = null;
  for (let at = open; at < formula.length; at += 1) {
    const sign = formula[at]!;
    if (quote !== null) {
      if (sign === quote) quote = null;
    } else if (sign === '"' || sign === "'") quote = sign;
    else if ('({'.includes(sign)) depth += 1;
    else if (')}'.includes(sign)) {
      depth -= 1;
      if (depth === 0) {
        const last = formula.slice(from, at).trim();
        return { parts: parts.length === 0 && last === '' ? [] : [...parts, last], end: at };
      }
    } else if (sign === ',' && depth === 1) {
      parts.push(formula.slice(from, at).trim());
      from = at + 1;
    }
  }
  return { parts, end: formula.length };
}

/** Our functions in a formula, and the formula with them cut out. */
export function callsIn(formula: string): { calls: Call[]; rest: string } {
  const calls: Call[] = [];
  let rest = '';
  let from = 0;
  for (const match of withoutTexts(formula).matchAll(OURS)) {
    if (match.index < from) continue;
    const { parts, end } = argumentsAt(formula, match.index + match[0].length - 1);
    calls.push({ name: match[1]!.toUpperCase(), parts });
    rest += formula.slice(from, match.index);
    from = end + 1;
  }
  return { calls, rest: rest + formula.slice(from) };
}

/** The cells that a formula names. */
export function rangesIn(formula: string): NamedRange[] {
  return [...withoutTexts(formula).matchAll(REFERENCE)].map(
    ([, quoted, plain, letters, digits, toLetters, toDigits]) => {
      const [row, column] = [Number(digits) - 1, columnOf(letters!)];
      const [lastRow, lastColumn] =
        toDigits === undefined ? [row, column] : [Number(toDigits) - 1, columnOf(toLetters!)];
      return {
        sheet: quoted?.replaceAll("''", "'") ?? plain ?? null,
        row: Math.min(row, lastRow),
        column: Math.min(column, lastColumn),
        rows: Math.abs(lastRow - row) + 1,
        columns: Math.abs(lastColumn - column) + 1,
      };
    },
  );
}

/** The cells that a formula adds up when it is nothing but SUM over cells; null otherwise. */
export function summedBy(formula: string): NamedRange[] | null {
  const match = /^=?\s*SUM\(([^()"]*)\)\s*$/iu.exec(formula);
  if (match === null) return null;
  const left = match[1]!.replace(REFERENCE, '').replace(/[\s,]/gu, '');
  return left === '' ? rangesIn(match[1]!) : null;
}

/** The text that an argument stands for: a text in quotes, a cell, or texts joined by &; null when it is more than that. */
export function textOfArgument(part: string | undefined, valueAt: (range: NamedRange) => unknown): string | null {
  if (part === undefined || part === '') return '';
  const pieces = part.match(/"(?:[^"]|"")*"|[^"&]+/gu) ?? [];
  let text = '';
  for (const piece of pieces.map((each) => each.trim()).filter((each) => each !== '')) {
    if (/^-?\d+(\.\d+)?$/u.test(piece)) text += piece;
    else if (piece.startsWith('"')) text += piece.slice(1, -1).replaceAll('""', '"');
    else {
      const [range, ...more] = rangesIn(piece);
      if (range === undefined || more.length > 0 || range.rows * range.columns !== 1) return null;
      if (piece.replace(REFERENCE, '').trim() !== '') return null;
      const value = valueAt(range);
      text += value === null || value === undefined ? '' : String(value);
    }
  }
  return text;
}

/** A formula as it stands `rows` below and `columns` right of where it was written: relative references move along. */
export function movedFormula(formula: string, rows: number, columns: number): string {
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/u)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(
            /(?<![\p{L}\p{N}_.])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\p{L}\p{N}_(.])/gu,
            (_, a, letters, b, digits) => {
              const column = a === '$' ? letters : lettersOf(columnOf(letters as string) + columns);
              return `${a}${column}${b}${b === '$' ? digits : Number(digits) + rows}`;
            },
          ),
    )
    .join('');
}

function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
