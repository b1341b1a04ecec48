/** The hidden keys of a form and the marks of what we wrote, by which a later writing tells our cells from a person's. */
import { moveReferences, type Move } from '../../formula';
import type { Cell } from '../../kdb';
import type { Declaration } from '../figures/formula';
import { readDeclarations, spellDeclarations } from './declarations';
import type { FormCell, FormRow } from './form';
import { FORM_MARK } from './formMark';

/** What a cell held when we wrote it. */
export interface Mark {
  readonly kind: 'empty' | 'text' | 'figure' | 'input';
  /** Of the text, the formula or the first draft; '' for an empty one. */
  readonly hash: string;
  /** Of the formula without its references. */
  readonly loose: string;
  /** Of the value that was written in place of the formula; null where the formula itself was. */
  readonly value: string | null;
}

export interface RowKey {
  readonly key: string;
  /** Row on the sheet when we wrote it, from 0. */
  readonly row: number;
  /** By column on the sheet when we wrote it, from column 1. */
  readonly marks: readonly Mark[];
  /** What the cell of such a mark declared to be; undefined: nothing. Read when it is asked: most who read marks never do. */
  readonly declaredAt: (index: number) => Declaration | undefined;
}

/** 32 bits of FNV-1a, short enough to stand in a cell by the dozen. */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(36);
}

/** A value as the text that is compared: Excel keeps one kind of line end and numbers without their format. */
export function plainOf(value: Cell | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? String(value) : value.replaceAll('\r\n', '\n');
}

/** What Excel may change in a formula without anybody's doing: letters, spaces, quotes of names, signs of versions. */
function canonical(formula: string): string {
  return formula
    .replace(/"(?:[^"]|"")*"|[^"]+/g, (part) =>
      part.startsWith('"') ? part : part.toUpperCase().replace(/\s+|_XLFN\.|_XLWS\.|_XLDUDF_|[@']/g, ''),
    )
    .trim();
}

/** Other sheets have rows of their own that come and go: what a formula names there does not count. */
const NOWHERE = { row: 999_998, column: 0 };
const LOST = 'A999999';

export function hashOfText(value: Cell | undefined): string {
  const text = plainOf(value);
  return text === '' ? '' : hash(text);
}

/** The hash of a formula whose references are moved first; a place that `move` does not know makes another hash. */
export function hashOfFormula(formula: string, move: Move): string {
  return hash(
    canonical(
      moveReferences(formula, (place) =>
        place.sheet !== null ? NOWHERE : (move(place) ?? { row: 899_998, column: 0 }),
      ),
    ),
  );
}

/** The hash of a formula where it stands: what names no sheet is spelt already as it would be when moved nowhere. */
const hashHere = (formula: string): string =>
  formula.includes('!') ? hashOfFormula(formula, (place) => place) : hash(canonical(formula));

/** The hash of a formula whatever cells it names, lost ones included. */
export function looseHash(formula: string): string {
  const nowhere = moveReferences(formula, () => NOWHERE).replaceAll('$', '');
  return hash(canonical(nowhere.replaceAll('#REF!', LOST)).replaceAll(`${LOST}:${LOST}`, LOST));
}

function markOf(cell: FormCell | undefined): string {
  if (cell === null || cell === undefined) return '-';
  if ('written' in cell) return markOf(cell.ours);
  if ('figure' in cell) return `f${hashHere(cell.figure)}.${looseHash(cell.figure)}`;
  if ('input' in cell) return `i${hashOfText(cell.input)}`;
  return cell.text === '' ? '-' : `t${hashOfText(cell.text)}`;
}

const KINDS: Readonly<Record<string, Mark['kind']>> = { t: 'text', f: 'figure', i: 'input' };

/** A mark is its kind, its hash, and of figures the loose one and that of a value, with dots between. */
function parseMark(text: string): Mark {
  const kind = KINDS[text[0] ?? ''] ?? 'empty';
  const dot = text.indexOf('.');
  if (dot < 0) return { kind, hash: text.slice(1), loose: '', value: null };
  const next = text.indexOf('.', dot + 1);
  const hash = text.slice(1, dot);
  if (next < 0) return { kind, hash, loose: text.slice(dot + 1), value: null };
  return { kind, hash, loose: text.slice(dot + 1, next), value: text.slice(next + 1) };
}

/** The corner: how many keyed rows and columns were written, so that a missing one is known to be deleted, and from what data. */
export function cornerMark(rows: number, columns: number, stamp = ''): string {
  return `${FORM_MARK} ${rows}x${columns}${stamp === '' ? '' : ` ${stamp}`}`;
}

/** Rows and columns that were written, from the corner; null when the cell is no corner. */
export function parseCorner(value: Cell | undefined): { rows: number; columns: number } | null {
  if (typeof value !== 'string' || !value.startsWith(FORM_MARK)) return null;
  const found = /^IKKATSU:form1 (\d+)x(\d+)(?: .*)?$/.exec(plainOf(value));
  return found === null ? null : { rows: Number(found[1]), columns: Number(found[2]) };
}

export function columnMark(key: string, column: number): string {
  return key === '' ? '' : `${key}@${column}`;
}

export function parseColumn(value: Cell | undefined): { key: string; column: number } | null {
  const found = /^([^\s|@]+)@(\d+)$/.exec(plainOf(value));
  return found === null ? null : { key: found[1]!, column: Number(found[2]) };
}

/** The marks of the cells of a row with what they declare. */
function cellMarks(cells: FormRow['cells'], columns: number): string {
  const marks = Array.from({ length: columns }, (_, index) => markOf(cells[index]));
  while (marks.at(-1) === '-') marks.pop();
  return `${marks.join(' ')}${declarationsOf(cells)}`;
}

/** The hidden cell of a row; empty for a row of the analyst. */
export function rowMark({ key, cells }: FormRow, columns: number, row: number): string {
  return key === '' ? '' : `${key}@${row}|${cellMarks(cells, columns)}`;
}

/** Stands between the marks of a row and what its cells declare. */
const DECLARES = '|';

/** A formula of ours that declares nothing asks nothing: it is made of the cells that it names. */
const ASKS_NOTHING: Declaration = { asks: [] };

function declaredOf(cell: FormCell | undefined): Declaration | null {
  if (cell === null || cell === undefined) return null;
  if ('written' in cell) return declaredOf(cell.ours);
  return cell.declares ?? ('figure' in cell ? ASKS_NOTHING : null);
}

/** What the cells of a row declare; '' where none does. */
function declarationsOf(cells: FormRow['cells']): string {
  const text = spellDeclarations(cells.map(declaredOf));
  return text === '' ? '' : `${DECLARES}${text}`;
}

/** The hidden cell of a row whose figures (by column of the form, from 0) were written as values. */
export function withValues(text: string, values: ReadonlyMap<number, Cell>): string {
  const bar = text.indexOf('|');
  const end = text.indexOf(DECLARES, bar + 1);
  const [all, declares] = end < 0 ? [text.slice(bar + 1), ''] : [text.slice(bar + 1, end), text.slice(end)];
  const marks = all.split(' ');
  return `${text.slice(0, bar + 1)}${marks
    .map((mark, index) =>
      mark.startsWith('f') && values.has(index) ? `${mark}.${hashOfText(values.get(index))}` : mark,
    )
    .join(' ')}${declares}`;
}

/** The marks of a row and, behind them, what its cells declare. */
const ROW = /^([^\s|@]+)@(\d+)\|([^|]*)(?:\|(.*))?$/s;

export function parseRow(value: Cell | undefined): RowKey | null {
  const found = typeof value === 'string' ? ROW.exec(plainOf(value)) : null;
  if (found === null) return null;
  const [, key, row, marks, declares = ''] = found;
  let declared: ReadonlyMap<number, Declaration> | null = null;
  return {
    key: key!,
    row: Number(row),
    marks: marks === '' ? [] : marks!.split(' ').map(parseMark),
    declaredAt: (index) => (declared ??= readDeclarations(declares)).get(index),
  };
}

/** A heading that stands again at the head of a printed page bears the key of its own with this before it. */
export const AGAIN = 'again.';

export function isHeadingAgain(key: string): boolean {
  return key.startsWith(AGAIN);
}
