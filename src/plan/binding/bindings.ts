/** The rows of the sheet 様式の対応: which cell of a template gets which figure. */
import { cellAddress, parseRect, splitSheet } from '../../formula';
import { AnalystError, type Cell } from '../../kdb';
import { readStanding } from '../forms';

/** One row as it stands. */
export interface Binding {
  /** Row of the sheet 様式の対応, counted from 1. */
  readonly row: number;
  readonly sheet: string;
  /** A cell or a name. */
  readonly target: string;
  /** What stands under 指標: the value that a formula shows, a reference as a text, or a constant. */
  readonly figure: Cell;
  readonly isFormula: boolean;
  readonly format: string;
  /** The cell of 指標, e.g. D7. */
  readonly figureCell: string;
}

/** A row whose value is known. */
export interface ResolvedBinding extends Binding {
  readonly value: Cell;
}

export const BINDING_HEADINGS = ['シート', 'セルまたは名前', '指標', '書式', '備考'] as const;

const plain = (cell: Cell | undefined): string =>
  String(cell ?? '')
    .normalize('NFKC')
    .trim();

/** A sentence about one row; several are told together. */
export interface Problem {
  readonly row: number;
  readonly why: string;
}
const MOST_TOLD = 5;

/** Throws binding.row with the first problems, in the order of the rows. */
export function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = [...problems].sort((a, b) => a.row - b.row);
  if (first === undefined) return;
  const told = others.slice(0, MOST_TOLD - 1).map(({ row, why }) => `${row} 行目: ${why}`);
  const rest = others.length > told.length ? `ほかに ${others.length - told.length} 行あります。` : '';
  throw new AnalystError('binding.row', { row: first.row, why: [first.why, ...told, rest].join('') });
}

/** Where a binding is to be written: row of the sheet and columns, from 0. */
export interface FreeRow {
  readonly row: number;
  readonly columns: Readonly<Record<(typeof BINDING_HEADINGS)[number], number>>;
  /** The row holds the figure already. */
  readonly isReady: boolean;
}

/**
 * The row for a figure: the one that holds it and is bound to no cell yet, else the first empty one, else the one behind the
 * last. Throws binding.none.
 * @param remark what stands in 備考 of the ready row
 */
export function freeRow(values: readonly (readonly Cell[])[], remark: string): FreeRow {
  const head = headOf(values);
  const columns = Object.fromEntries(
    BINDING_HEADINGS.map((heading) => [heading, values[head]!.findIndex((cell) => plain(cell) === heading)]),
  ) as FreeRow['columns'];
  const textAt = (row: number, heading: (typeof BINDING_HEADINGS)[number]): string =>
    plain(values[row]?.[columns[heading]]);
  const isUnbound = (row: number): boolean => textAt(row, 'シート') === '' && textAt(row, 'セルまたは名前') === '';
  const rows = Array.from({ length: Math.max(0, values.length - head - 1) }, (_, index) => head + 1 + index);
  const ready = rows.find((row) => isUnbound(row) && textAt(row, '備考') === plain(remark));
  if (ready !== undefined) return { row: ready, columns, isReady: true };
  const empty = rows.find((row) => BINDING_HEADINGS.every((heading) => textAt(row, heading) === ''));
  return { row: empty ?? values.length, columns, isReady: false };
}

/** The row of the headings. Throws binding.none. */
function headOf(values: readonly (readonly Cell[])[]): number {
  const head = values.findIndex((cells) =>
    BINDING_HEADINGS.slice(0, 3).every((heading) => cells.some((cell) => plain(cell) === heading)),
  );
  if (head < 0) throw new AnalystError('binding.none');
  return head;
}

const ERROR = /^#[A-Z/0!?]+/u;

/** The rows of the sheet, from A1. Rows without a sheet, a cell and a figure are skipped. Throws binding.*. */
export function readBindings(values: readonly (readonly Cell[])[], formulas: readonly (readonly Cell[])[]): Binding[] {
  const head = headOf(values);
  const [sheet, target, figure, format] = BINDING_HEADINGS.map((heading) =>
    values[head]!.findIndex((cell) => plain(cell) === heading),
  ) as [number, number, number, number];
  const problems: Problem[] = [];
  const bindings: Binding[] = [];
  for (let index = head + 1; index < values.length; index += 1) {
    const cells = values[index]!;
    const row = index + 1;
    const written = formulas[index]?.[figure] ?? null;
    const isFormula = typeof written === 'string' && written.startsWith('=') && written !== cells[figure];
    const [sheetName, place] = [String(cells[sheet] ?? '').trim(), plain(cells[target])];
    const value = cells[figure] ?? null;
    if (sheetName === '' && place === '' && value === null && !isFormula) continue;
    // Rows that only explain have no cell.
    if (place === '' && sheetName === '') continue;
    if (place === '') problems.push({ row, why: 'セルまたは名前が空欄です。' });
    else if (value === null && !isFormula) problems.push({ row, why: '指標が空欄です。' });
    else if (typeof value === 'string' && value.startsWith('='))
      problems.push({ row, why: '指標の数式が文字として入っています。セルの書式を標準にして、入れ直してください。' });
    else if (typeof value === 'string' && ERROR.test(value)) problems.push({ row, why: `指標の値が ${value} です。` });
    bindings.push({
      row,
      sheet: sheetName,
      target: place,
      figure: value,
      isFormula,
      format: format < 0 ? '' : String(cells[format] ?? '').trim(),
      figureCell: cellAddress(index, figure),
    });
  }
  refuse(problems);
  if (bindings.length === 0) throw new AnalystError('binding.noRows');
  return bindings;
}

/** A text such as 共通評価指標!D8, or 集約!hits.whole/persons by the hidden keys of a form; null for any other figure. */
function placeNamedBy({ figure, isFormula }: Binding): { sheet: string; place: string } | null {
  if (isFormula || typeof figure !== 'string') return null;
  const { sheet, rest } = splitSheet(figure);
  return sheet === null || sheet === '' || rest === '' ? null : { sheet, place: rest };
}

/** Names of the sheets that texts under 指標 refer to. */
export function sheetsNamedBy(bindings: readonly Binding[]): string[] {
  return [
    ...new Set(
      bindings.flatMap((binding) => {
        const named = placeNamedBy(binding);
        return named === null ? [] : [named.sheet];
      }),
    ),
  ];
}

/**
 * The value of every row. `sheets` holds the values, from A1, of the sheets that `sheetsNamedBy` gave and that exist; a
 * text whose sheet does not exist is a text. Throws binding.row.
 */
export function resolveBindings(
  bindings: readonly Binding[],
  sheets: ReadonlyMap<string, readonly (readonly Cell[])[]>,
): ResolvedBinding[] {
  const problems: Problem[] = [];
  const resolved = bindings.map((binding): ResolvedBinding => {
    const { figure, row } = binding;
    const named = placeNamedBy(binding);
    const values = named === null ? undefined : sheets.get(named.sheet);
    if (named === null || values === undefined) return { ...binding, value: figure };
    const { place } = named;
    const area = parseRect(place.normalize('NFKC'));
    if (area !== null && area.rows * area.columns === 1) {
      return { ...binding, value: checked(values[area.row]?.[area.column] ?? null, row, problems) };
    }
    const [rowKey, columnKey] = place.split('/');
    const standing = readStanding({ values, formulas: values });
    const at = (items: ReadonlyMap<number, { readonly key: string }> | undefined, key: string | undefined) =>
      [...(items ?? [])].find(([, item]) => item.key === key)?.[0];
    const [foundRow, foundColumn] = [at(standing?.rows, rowKey), at(standing?.columns, columnKey)];
    if (foundRow === undefined || foundColumn === undefined) {
      problems.push({ row, why: `指標の「${figure}」に当たるセルがありません。` });
      return { ...binding, value: null };
    }
    return { ...binding, value: checked(values[foundRow]?.[foundColumn] ?? null, row, problems) };
  });
  refuse(problems);
  return resolved;
}

function checked(value: Cell, row: number, problems: Problem[]): Cell {
  if (typeof value === 'string' && ERROR.test(value)) problems.push({ row, why: `指標の値が ${value} です。` });
  return value;
}
